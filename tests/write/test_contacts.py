"""Confirming and correcting contact data: who may, what is stored, and what is refused."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from data_model.access import Role, Viewer
from data_model.database import reading, writing
from data_model.refusal import Forbidden, Refusal
from data_model.tables.log import LogEntry
from data_model.tables.organisation import Organisation
from data_model.tables.person import Affiliation, ContactChannel, ContactConfirmation, Person
from data_model.write.contacts import confirm_contact, correct_contact, email, phone
from tests.conftest import NOW, Town

START = date(2026, 1, 1)


class Filled:
    """Amina of the school, with one phone number."""

    def __init__(self, town: Town) -> None:
        self.town = town
        self.school = town.add(Organisation, name="De Klimop")
        self.food_bank = town.add(Organisation, name="Voedselbank")
        self.amina = town.add(Person, display_name="Amina")
        town.add(Affiliation, person_id=self.amina, organisation_id=self.school, start_on=START)
        self.add_channel("work_phone", "+31 592 123 456", "network")
        self.self = town.viewer(Role.PARTICIPANT, person_id=self.amina, organisation_id=self.school)

    def add_channel(self, kind: str, value: str, visibility: str) -> None:
        self.town.add(
            ContactChannel, person_id=self.amina, kind=kind, value=value, visibility=visibility, added_on=START
        )

    def confirm(self, by: Viewer, result: str = "correct", **other: Any) -> ContactConfirmation:
        with writing(self.town.engine) as session:
            confirm_contact(session, person_id=self.amina, result=result, by=by, at=NOW, **other)
        return self.confirmations()[-1]

    def correct(self, by: Viewer, **channels: tuple[str, str]) -> None:
        self.correct_seen(by, None, **channels)

    def correct_seen(self, by: Viewer, seen_version: int | None, /, **channels: tuple[str, str]) -> None:
        with writing(self.town.engine) as session:
            correct_contact(session, person_id=self.amina, channels=channels, seen_version=seen_version, by=by, at=NOW)

    def confirmations(self) -> list[ContactConfirmation]:
        with reading(self.town.engine) as session:
            return list(session.scalars(select(ContactConfirmation).order_by(ContactConfirmation.id)))

    def channels(self) -> dict[str, tuple[str, str]]:
        with reading(self.town.engine) as session:
            return {c.kind: (c.value, c.visibility) for c in session.scalars(select(ContactChannel))}


@pytest.fixture
def filled(town: Town) -> Filled:
    return Filled(town)


def test_who_confirmed_follows_from_who_did_it(town: Town, filled: Filled) -> None:
    manager = town.viewer(Role.MANAGER, organisation_id=filled.school)
    assert filled.confirm(filled.self).confirmed_by == "self"
    assert filled.confirm(manager).confirmed_by == "organisation"
    by_phone = filled.confirm(town.viewer(), "wrong", method="phone")
    assert (by_phone.confirmed_by, by_phone.result, by_phone.method) == ("coordinator", "wrong", "phone")
    assert by_phone.confirmed_on == date(2026, 11, 22)


def test_strangers_may_neither_confirm_nor_correct(town: Town, filled: Filled) -> None:
    strangers = [
        town.viewer(Role.PARTICIPANT, person_id=filled.amina + 1, organisation_id=filled.school),
        town.viewer(Role.WEBBER, organisation_id=filled.school),
        town.viewer(Role.MANAGER, organisation_id=filled.food_bank),
        town.viewer(Role.MANAGER),
        Viewer(network_id=town.id + 1, role=Role.COORDINATOR),
    ]
    for stranger in strangers:
        with pytest.raises(Forbidden):
            filled.confirm(stranger)
        with pytest.raises(Forbidden):
            filled.correct(stranger, mobile=("06 12345678", "network"))
    assert filled.confirmations() == []


def test_a_manager_of_a_former_organisation_may_not(town: Town, filled: Filled) -> None:
    with writing(town.engine) as session:
        session.scalars(select(Affiliation)).one().end_on = date(2026, 11, 21)
    with pytest.raises(Forbidden):
        filled.confirm(town.viewer(Role.MANAGER, organisation_id=filled.school))


def test_an_erased_person_is_not_found(town: Town, filled: Filled) -> None:
    with writing(town.engine) as session:
        session.get_one(Person, filled.amina).erased_on = START
    with pytest.raises(Forbidden):
        filled.confirm(town.viewer())


@pytest.mark.parametrize(("result", "method"), [("changed", "page"), ("maybe", "page"), ("correct", "fax")])
def test_only_known_answers_are_taken(filled: Filled, result: str, method: str) -> None:
    with pytest.raises(Refusal, match="not_a_choice"):
        filled.confirm(filled.self, result, method=method)


def test_correcting_writes_channels_and_counts_as_confirmed(town: Town, filled: Filled) -> None:
    filled.correct_seen(
        filled.self,
        1,
        work_phone=("0592-65 43 21", "network"),
        mobile=("0612345678", "webbers"),
        work_email=(" amina@klimop.example.org ", "coordinator"),
    )
    assert filled.channels() == {
        "work_phone": ("+31 592 654 321", "network"),
        "mobile": ("+31 6 12345678", "webbers"),
        "work_email": ("amina@klimop.example.org", "coordinator"),
    }
    assert [(c.result, c.confirmed_by) for c in filled.confirmations()] == [("changed", "self")]
    with reading(town.engine) as session:
        assert session.get_one(Person, filled.amina).version == 2


def test_the_log_names_fields_and_no_values(town: Town, filled: Filled) -> None:
    filled.correct(filled.self, mobile=("0612345678", "webbers"), work_phone=("+31 592 123 456", "network"))
    with reading(town.engine) as session:
        log = session.scalars(select(LogEntry)).one()
    assert (log.action, log.entity, log.fields) == ("correct_contact", "person", "mobile confirmed_on")


def test_an_empty_value_removes_the_channel_and_unnamed_ones_stay(filled: Filled) -> None:
    filled.add_channel("mobile", "+31 6 12345678", "network")
    filled.correct(filled.self, mobile=(" ", "network"))
    assert list(filled.channels()) == ["work_phone"]


def test_saving_the_same_again_only_confirms(filled: Filled) -> None:
    filled.correct(filled.self, work_phone=("0592 123456", "network"))
    assert [c.result for c in filled.confirmations()] == ["correct"]


@pytest.mark.parametrize(
    ("channels", "kind", "field"),
    [
        ({"work_email": ("amina@klimop", "network")}, "invalid_email", "work_email"),
        ({"mobile": ("06 1234567", "network")}, "invalid_phone", "mobile"),
        ({"fax": ("0592 123456", "network")}, "not_a_choice", "channels"),
        ({"mobile": ("06 12345678", "everyone")}, "not_a_choice", "mobile"),
    ],
)
def test_what_is_wrong_is_refused_whole(
    filled: Filled, channels: dict[str, tuple[str, str]], kind: str, field: str
) -> None:
    with pytest.raises(Refusal) as refused:
        filled.correct(filled.self, work_phone=("", "network"), **channels)
    assert (refused.value.kind, refused.value.field) == (kind, field)
    assert list(filled.channels()) == ["work_phone"] and filled.confirmations() == []


def test_an_unseen_change_is_not_written_over(filled: Filled) -> None:
    filled.correct_seen(filled.self, 1, mobile=("0612345678", "network"))
    with pytest.raises(Refusal, match="changed_meanwhile"):
        filled.correct_seen(filled.self, 1, mobile=("", "network"))
    with pytest.raises(Refusal, match="changed_meanwhile"):
        filled.confirm(filled.self, seen_version=1)


def test_what_somebody_cannot_see_stays_as_it_is(town: Town, filled: Filled) -> None:
    filled.add_channel("mobile", "+31 6 12345678", "withheld")
    manager = town.viewer(Role.MANAGER, organisation_id=filled.school)
    for other in (manager, town.viewer()):
        filled.correct(other, mobile=("", "network"))
    assert filled.channels()["mobile"] == ("+31 6 12345678", "withheld")
    with pytest.raises(Refusal, match="withheld"):
        filled.correct(manager, mobile=("06 87654321", "network"))
    filled.correct(filled.self, mobile=("", "network"))
    assert "mobile" not in filled.channels()


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("06 12345678", "+31 6 12345678"),
        ("06-12345678", "+31 6 12345678"),
        ("+31 (0)6 12345678", "+31 6 12345678"),
        ("0031612345678", "+31 6 12345678"),
        ("(0512)581234", "+31 512 581 234"),
        ("088 1234567", "+31 88 123 4567"),
        ("14 0592", "14 0592"),
        ("140528", "14 0528"),
        ("14076", "14 076"),
        ("+32 470 12 34 56", "+32 470 12 34 56"),
        ("", None),
    ],
)
def test_phone_numbers_are_kept_as_people_read_them(typed: str, kept: str | None) -> None:
    assert phone(typed, "mobile") == kept
    assert kept is None or phone(kept, "mobile") == kept


@pytest.mark.parametrize("typed", ["088 345888", "06 1234567", "112", "14 9999", "call me", "06 12345678 tst 3"])
def test_what_is_no_phone_number_is_refused(typed: str) -> None:
    with pytest.raises(Refusal, match="invalid_phone"):
        phone(typed, "mobile")


@pytest.mark.parametrize("typed", ["a@b", "a b@c.nl", "Jan <a@b.nl>", "a@b.nl,c@d.nl", "a@b..nl", "@b.nl", "a@1.2.3.4"])
def test_what_is_no_address_is_refused(typed: str) -> None:
    with pytest.raises(Refusal, match="invalid_email"):
        email(typed, "work_email")


def test_an_address_may_use_any_letters() -> None:
    assert email("jürgen.o'neil+net@bücher.example", "work_email") == "jürgen.o'neil+net@bücher.example"
