"""The entry for the register of processing agrees with the data model, table by table."""

from data_model.norms import Norms
from data_model.tables import Base
from tests.test_docs import ROOT, coded, rows, section

REGISTER = (ROOT / "docs" / "privacy" / "register-entry.md").read_text()
WITH = {coded(row[0])[0] for row in rows(section(REGISTER, "Tables with personal data")) if coded(row[0])}
WITHOUT = set(coded(section(REGISTER, "Tables without personal data")))


def test_every_table_is_named_as_one_with_or_without_personal_data() -> None:
    assert not WITH & WITHOUT
    assert set(Base.metadata.tables) == WITH | WITHOUT


def test_every_table_that_points_to_a_person_or_an_account_holds_personal_data() -> None:
    pointing = {
        table.name
        for table in Base.metadata.tables.values()
        for key in table.foreign_keys
        if key.column.table.name in ("person", "account")
    }
    assert len(pointing) > 15 and pointing | {"person", "account"} <= WITH


def test_the_entry_has_the_periods_of_the_norms() -> None:
    (periods,) = (row[1] for row in rows(REGISTER) if row[0].startswith("erasure periods"))
    for name, days in vars(Norms()).items():
        if name.startswith("kept_"):
            assert f"{days} days" in periods, name
