"""An annex changes the list of webbers and organisations in one go, from its day on, or not at all."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from data_model.access import Role, Viewer
from data_model.database import reading, writing
from data_model.norms import Norms
from data_model.read.covenant import facts
from data_model.refusal import Forbidden, Refusal
from data_model.rules.covenant import judge
from data_model.tables.covenant import Covenant, CovenantAnnex, CovenantParty, CovenantWebber
from data_model.tables.log import LogEntry
from data_model.tables.organisation import Membership, Organisation
from data_model.tables.person import Affiliation, Person
from data_model.tables.webber import Webber
from data_model.write.annexes import add_annex
from tests.conftest import NOW, Town

TODAY = NOW.date()
YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)
DRAFTED = date(2026, 1, 1)


@pytest.fixture
def covenant(town: Town) -> int:
    """In force, with two organisations and a webber."""
    covenant = town.add(Covenant, kind="convenant", title="Convenant", drafted_on=DRAFTED, in_force_on=DRAFTED)
    school, bank = add_member(town, "De Klimop"), add_member(town, "Voedselbank")
    for organisation in (school, bank):
        town.add(
            CovenantParty,
            covenant_id=covenant,
            organisation_id=organisation,
            joined_on=DRAFTED,
            requested_on=DRAFTED,
            signed_on=DRAFTED,
        )
    town.add(CovenantWebber, covenant_id=covenant, webber_id=add_webber(town, school), listed_on=DRAFTED)
    return covenant


def add_member(town: Town, name: str, **other: Any) -> int:
    id = town.add(Organisation, name=name)
    town.add(Membership, organisation_id=id, **{"joined_on": DRAFTED} | other)
    return id


def add_webber(town: Town, organisation: int, **other: Any) -> int:
    person = town.add(Person, display_name="Sam")
    town.add(Affiliation, person_id=person, organisation_id=organisation, start_on=DRAFTED)
    values = {"proposed_on": DRAFTED, "confirmed_on": DRAFTED} | other
    return town.add(Webber, organisation_id=organisation, person_id=person, **values)


def annex(town: Town, covenant: int, **other: Any) -> None:
    arguments: dict[str, Any] = {"title": "Bijlage 1", "reason": "Een webber ging weg.", "agreed_on": TODAY}
    with writing(town.engine) as session:
        add_annex(session, covenant_id=covenant, at=NOW, **{"by": town.viewer()} | arguments | other)


def update_needed(town: Town, day: date = TODAY) -> tuple[object, ...]:
    with reading(town.engine) as session:
        found = judge(facts(session, town.viewer()), day, Norms())
        needed = [finding for finding in found if finding.kind == "covenant.update_needed"]
    reasons = needed[0].values["reasons"] if needed else ()
    assert isinstance(reasons, tuple)
    return reasons


def the_webber(town: Town) -> Webber:
    with reading(town.engine) as session:
        return session.scalars(select(Webber).order_by(Webber.id)).all()[0]


def end_webber(town: Town, last_day: date = YESTERDAY) -> Webber:
    with writing(town.engine) as session:
        session.scalars(select(Webber).order_by(Webber.id)).all()[0].ended_on = last_day
    return the_webber(town)


def parties(town: Town, organisation: int) -> list[CovenantParty]:
    with reading(town.engine) as session:
        found = select(CovenantParty).where(CovenantParty.organisation_id == organisation).order_by(CovenantParty.id)
        return list(session.scalars(found))


def test_a_webber_who_went_is_replaced_and_the_covenant_holds_again(town: Town, covenant: int) -> None:
    gone = end_webber(town)
    successor = add_webber(town, gone.organisation_id)
    assert update_needed(town) == ("webber_not_confirmed",)
    annex(town, covenant, unlist_webbers=[gone.id], list_webbers=[successor])
    assert update_needed(town) == ()
    with reading(town.engine) as session:
        lists = session.execute(
            select(CovenantWebber.webber_id, CovenantWebber.listed_on, CovenantWebber.unlisted_on)
        ).all()
    assert set(lists) == {(gone.id, DRAFTED, TODAY), (successor, TODAY, None)}


def test_who_left_is_taken_out_and_who_joined_is_named(town: Town, covenant: int) -> None:
    gone = add_member(town, "Wijkteam", left_on=YESTERDAY)
    town.add(CovenantParty, covenant_id=covenant, organisation_id=gone, joined_on=DRAFTED)
    new = add_member(town, "Ouderkring", joined_on=YESTERDAY)
    assert update_needed(town) == ("not_named", "no_longer_active")
    annex(town, covenant, join={new: "named_only"}, leave=[gone])
    assert update_needed(town) == update_needed(town, TOMORROW) == ()
    assert [party.left_on for party in parties(town, gone)] == [YESTERDAY]
    assert [(party.role, party.joined_on, party.requested_on) for party in parties(town, new)] == [
        ("named_only", TODAY, None)
    ]


def test_who_joins_to_sign_is_asked_on_that_day(town: Town, covenant: int) -> None:
    new = add_member(town, "Ouderkring", joined_on=YESTERDAY)
    annex(town, covenant, join={new: "signing"})
    assert [(party.role, party.requested_on) for party in parties(town, new)] == [("signing", TODAY)]
    assert update_needed(town) == ()


def test_an_organisation_that_comes_back_gets_a_new_place(town: Town, covenant: int) -> None:
    back = add_member(town, "Bibliotheek")
    town.add(CovenantParty, covenant_id=covenant, organisation_id=back, joined_on=DRAFTED, left_on=YESTERDAY)
    annex(town, covenant, join={back: "signing"})
    assert [(party.joined_on, party.left_on) for party in parties(town, back)] == [
        (DRAFTED, YESTERDAY),
        (TODAY, None),
    ]


def test_earlier_days_keep_what_held_then(town: Town, covenant: int) -> None:
    gone = end_webber(town, YESTERDAY - timedelta(days=1))
    successor = add_webber(town, gone.organisation_id)
    annex(town, covenant, unlist_webbers=[gone.id], list_webbers=[successor])
    assert update_needed(town, YESTERDAY) == ("webber_not_confirmed",)


@pytest.mark.parametrize(
    ("wrong", "kind", "field"),
    [
        ({"title": " "}, "required", "title"),
        ({"reason": " "}, "required", "annex_reason"),
        ({"reason": "BSN 123456782"}, "bsn", "annex_reason"),
        ({"agreed_on": TOMORROW}, "in_future", "agreed_on"),
        ({"agreed_on": DRAFTED - timedelta(days=1)}, "too_early", "agreed_on"),
    ],
)
def test_an_annex_has_a_name_a_reason_and_a_day(
    town: Town, covenant: int, wrong: dict[str, Any], kind: str, field: str
) -> None:
    with pytest.raises(Refusal) as refused:
        annex(town, covenant, **wrong)
    assert (refused.value.kind, refused.value.field) == (kind, field)


def test_nothing_is_written_when_one_change_is_refused(town: Town, covenant: int) -> None:
    gone = end_webber(town)
    with pytest.raises(Refusal, match="webber_not_confirmed"):
        annex(town, covenant, unlist_webbers=[gone.id], list_webbers=[gone.id])
    with reading(town.engine) as session:
        assert session.scalars(select(CovenantWebber.unlisted_on)).all() == [None]
        assert session.scalars(select(CovenantAnnex)).all() == []


@pytest.mark.parametrize(
    "state",
    [{"confirmed_on": None}, {"confirmed_on": TOMORROW}, {"ended_on": YESTERDAY}, {"rejected_on": TODAY}],
    ids=["proposed", "later", "ended", "rejected"],
)
def test_only_a_confirmed_webber_is_put_on_the_list(town: Town, covenant: int, state: dict[str, Any]) -> None:
    webber = add_webber(town, the_webber(town).organisation_id, **state)
    with pytest.raises(Refusal, match="webber_not_confirmed"):
        annex(town, covenant, list_webbers=[webber])


def test_what_somebody_else_changed_meanwhile_is_refused(town: Town, covenant: int) -> None:
    webber = the_webber(town)
    new, outside = add_member(town, "Ouderkring"), add_member(town, "Sportclub")
    annex(town, covenant, join={new: "named_only"}, unlist_webbers=[webber.id])
    for again in (
        {"unlist_webbers": [webber.id]},
        {"join": {new: "named_only"}},
        {"leave": [outside]},
    ):
        with pytest.raises(Refusal, match="changed_meanwhile"):
            annex(town, covenant, **again)
    annex(town, covenant, list_webbers=[webber.id])
    with pytest.raises(Refusal, match="changed_meanwhile"):
        annex(town, covenant, list_webbers=[webber.id])


def test_an_annex_cannot_go_before_what_it_changes(town: Town, covenant: int) -> None:
    new = add_member(town, "Ouderkring")
    late = add_webber(town, new)
    annex(town, covenant, join={new: "named_only"}, list_webbers=[late], agreed_on=YESTERDAY)
    for before in ({"leave": [new], "agreed_on": YESTERDAY}, {"unlist_webbers": [late], "agreed_on": DRAFTED}):
        with pytest.raises(Refusal, match="too_early"):
            annex(town, covenant, **before)
    annex(town, covenant, leave=[new], unlist_webbers=[late])


def test_a_role_is_signing_or_only_named(town: Town, covenant: int) -> None:
    with pytest.raises(Refusal, match="not_a_choice"):
        annex(town, covenant, join={add_member(town, "Ouderkring"): "sponsor"})


def test_a_covenant_that_ended_gets_no_annex(town: Town) -> None:
    ended = town.add(Covenant, kind="convenant", title="Oud", drafted_on=DRAFTED, ended_on=TODAY)
    with pytest.raises(Refusal, match="covenant_closed"):
        annex(town, ended)


def test_it_leaves_one_line_in_the_log(town: Town, covenant: int) -> None:
    annex(town, covenant, leave=[the_webber(town).organisation_id])
    with reading(town.engine) as session:
        line = session.scalars(select(LogEntry)).one()
    assert (line.action, line.entity, line.fields) == (
        "add_annex",
        "covenant_annex",
        "title reason agreed_on parties",
    )


def others(town: Town, school: int) -> list[Viewer]:
    return [
        town.viewer(Role.WEBBER, organisation_id=school),
        town.viewer(Role.MANAGER, organisation_id=school),
        town.viewer(Role.PARTICIPANT, organisation_id=school),
        Town(town.engine, "Buurstad").viewer(),
    ]


def test_only_who_acts_for_the_whole_network_makes_an_annex(town: Town, covenant: int) -> None:
    for viewer in others(town, the_webber(town).organisation_id):
        with pytest.raises(Forbidden):
            annex(town, covenant, by=viewer)


def test_nothing_of_another_network_comes_in(town: Town, covenant: int) -> None:
    neighbours = Town(town.engine, "Buurstad")
    stranger = add_member(neighbours, "Vreemd")
    for foreign in ({"join": {stranger: "signing"}}, {"list_webbers": [add_webber(neighbours, stranger)]}):
        with pytest.raises(Forbidden):
            annex(town, covenant, **foreign)
