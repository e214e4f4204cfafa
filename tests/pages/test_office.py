"""Beheer: who may sign in here and nothing of elsewhere, the network, and every limit."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select

from data_model.access import Role, Viewer
from data_model.database import reading, writing
from data_model.norms import NORMS
from data_model.tables.account import Account, Grant
from data_model.tables.network import NormOverride
from data_model.tables.organisation import Organisation
from pages.acts.account_dialogs import ACCESS
from pages.office import office
from tests.conftest import NOW, Town, insider
from tests.pages.conftest import TODAY, Place, draw
from words.language import Words
from words.norms import NORM_NAMES


def account(town: Town, name: str, role: str, **place: int) -> int:
    with writing(town.engine) as session:
        row = Account(email=f"{name}@{town.id}.nl".lower(), display_name=name, created_at=NOW)
        session.add(row)
        session.flush()
        id = row.id
    town.add(Grant, account_id=id, role=role, start_on=date(2026, 1, 1), **place)
    return id


@pytest.fixture
def place(sqlite_template: bytes, tmp_path: Path) -> Iterator[Place]:
    """Two networks in one database; the page is of the first."""
    path = tmp_path / "schakel.db"
    path.write_bytes(sqlite_template)
    engine = insider(f"sqlite:///{path}")
    here, elsewhere = Town(engine), Town(engine, "Elders")
    an = account(here, "An", "coordinator")
    school = here.add(Organisation, name="De Klimop")
    bas = account(here, "Bas", "manager", organisation_id=school)
    foreign = elsewhere.add(Organisation, name="Verweg")
    account(elsewhere, "Cor", "manager", organisation_id=foreign)
    elsewhere.add(Grant, account_id=bas, role="manager", organisation_id=foreign, start_on=date(2026, 1, 1))
    elsewhere.add(NormOverride, name="churn_days", value=99, reason="Bij ons zo", set_on=TODAY)
    here.add(NormOverride, name="webbers_min", value=4, reason="Vier dorpen", set_on=TODAY, created_by=an)
    yield Place(engine, {role: Viewer(network_id=here.id, role=role, account_id=an) for role in Role})
    engine.dispose()


def test_it_shows_who_may_sign_in_here_and_nothing_of_another_network(place: Place) -> None:
    screen = draw(office.show, place, Role.COORDINATOR)
    assert {"an@1.nl", "bas@1.nl", "De Klimop", "Coördinator", "Leidinggevende", "Uitgenodigd"} <= screen.texts
    told = "\n".join(screen.texts)
    assert not [name for name in ("Cor", "Verweg", "Elders", "Bij ons zo", "99") if name in told]


def test_it_shows_every_limit_and_who_set_one(place: Place) -> None:
    screen, dutch = draw(office.show, place, Role.COORDINATOR), Words("nl")
    assert {dutch(NORM_NAMES[name]) for name in NORMS} <= screen.texts
    assert [one.label for one in screen.app.expander][-1] == "Hoe lang persoonsgegevens blijven"
    assert {"Vier dorpen", "Ingesteld door An op 22 november 2026.", "1 grens wijkt af van de standaard."} <= {
        text.strip() for text in screen.texts | {str(one.value) for one in screen.app.markdown}
    }


def test_a_role_is_ended_from_the_form(place: Place) -> None:
    app = draw(lambda visit: ACCESS.body(visit, None, "form"), place, Role.COORDINATOR).app
    app.selectbox[0].select_index(1).run()
    app.radio[0].set_value("end").run()
    app.button[0].click().run()
    assert not app.exception and not app.error
    screen = draw(office.show, place, Role.COORDINATOR)
    assert "bas@1.nl" not in screen.texts and "an@1.nl" in screen.texts
    with reading(place.engine) as session:
        assert len(session.scalars(select(Grant)).all()) == 4
