"""An annex is proposed with the differences of which the findings speak, and no others."""

from datetime import date, timedelta
from typing import Any

import pytest

from data_model.access import Role, Viewer
from data_model.database import reading
from data_model.read.annex_proposal import Proposal, proposal
from data_model.read.choices import Choice
from data_model.refusal import Forbidden
from data_model.tables.covenant import Covenant, CovenantAnnex, CovenantParty, CovenantWebber
from data_model.tables.organisation import Membership, Organisation
from data_model.tables.person import Affiliation, Person
from data_model.tables.webber import Webber
from tests.conftest import NOW, Town

TODAY = NOW.date()
YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)
DRAFTED = date(2026, 1, 1)


@pytest.fixture
def covenant(town: Town) -> int:
    return town.add(Covenant, kind="convenant", title="Convenant", drafted_on=DRAFTED, in_force_on=DRAFTED)


def add_member(town: Town, name: str, covenant: int | None = None, **other: Any) -> int:
    """An organisation of the network, named in the covenant when that is given."""
    id = town.add(Organisation, name=name, formality=other.pop("formality", "formal"))
    town.add(Membership, organisation_id=id, **{"joined_on": DRAFTED} | other)
    if covenant:
        town.add(CovenantParty, covenant_id=covenant, organisation_id=id, joined_on=DRAFTED)
    return id


def add_webber(town: Town, organisation: int, name: str, covenant: int | None = None, **other: Any) -> int:
    """A webber task, listed in the covenant when that is given."""
    person = town.add(Person, display_name=name)
    works_until = other.pop("works_until", None)
    town.add(Affiliation, person_id=person, organisation_id=organisation, start_on=DRAFTED, end_on=works_until)
    values = {"proposed_on": DRAFTED, "confirmed_on": DRAFTED} | other
    webber = town.add(Webber, organisation_id=organisation, person_id=person, **values)
    if covenant:
        town.add(CovenantWebber, covenant_id=covenant, webber_id=webber, listed_on=DRAFTED)
    return webber


def read(town: Town, covenant: int, viewer: Viewer | None = None) -> Proposal:
    with reading(town.engine) as session:
        return proposal(session, viewer or town.viewer(), covenant, TODAY)


def test_a_covenant_that_holds_gets_no_proposal(town: Town, covenant: int) -> None:
    school = add_member(town, "De Klimop", covenant)
    add_webber(town, school, "Sam", covenant)
    assert read(town, covenant) == Proposal()


def test_webbers_are_proposed_for_the_list_and_off_it(town: Town, covenant: int) -> None:
    school = add_member(town, "De Klimop", covenant)
    gone = add_webber(town, school, "Sam", covenant, ended_on=YESTERDAY)
    nameless = add_webber(town, school, "Kim", covenant, works_until=YESTERDAY)
    new = add_webber(town, school, "Lou")
    for state in ({"confirmed_on": None}, {"confirmed_on": TOMORROW}, {"ended_on": YESTERDAY}, {"rejected_on": TODAY}):
        add_webber(town, school, "Niet bevestigd", **state)
    last_day = add_webber(town, school, "Bo", ended_on=TODAY)
    add_webber(town, school, "Jip", covenant, ended_on=TODAY)
    assert read(town, covenant) == Proposal(
        unlist=(Choice(gone, "De Klimop", "Sam", organisation_id=school),),
        nameless=(Choice(nameless, "De Klimop", "Kim", organisation_id=school),),
        enlist=(
            Choice(new, "De Klimop", "Lou", organisation_id=school),
            Choice(last_day, "De Klimop", "Bo", organisation_id=school),
        ),
    )


def test_a_list_that_would_be_empty_is_said_so(town: Town, covenant: int) -> None:
    school = add_member(town, "De Klimop", covenant)
    assert read(town, covenant).bare
    add_webber(town, school, "Sam", covenant, ended_on=YESTERDAY)
    assert read(town, covenant).bare
    add_webber(town, school, "Lou", covenant)
    assert not read(town, covenant).bare


def test_organisations_that_joined_and_left_are_proposed(town: Town, covenant: int) -> None:
    add_member(town, "De Klimop", covenant)
    add_member(town, "Pauzeert", covenant, paused_on=YESTERDAY)
    add_member(town, "Nog niet", joined_on=TOMORROW)
    gone = add_member(town, "Wijkteam", covenant, left_on=YESTERDAY)
    formal, informal = add_member(town, "Bibliotheek"), add_member(town, "Ouderkring", formality="informal")
    found = read(town, covenant)
    assert found.leave == (Choice(gone, "Wijkteam", organisation_id=gone),)
    assert [choice.id for choice in found.join] == [formal, informal]
    assert found.informal == {informal}


def test_what_an_annex_has_explained_is_not_proposed_again(town: Town, covenant: int) -> None:
    add_member(town, "Bibliotheek", joined_on=YESTERDAY)
    town.add(CovenantAnnex, covenant_id=covenant, title="Bijlage", reason="Zij doen niet mee.", agreed_on=YESTERDAY)
    assert read(town, covenant).join == ()


@pytest.mark.parametrize("role", [Role.WEBBER, Role.MANAGER, Role.PARTICIPANT])
def test_only_who_acts_for_the_whole_network_gets_a_proposal(town: Town, covenant: int, role: Role) -> None:
    with pytest.raises(Forbidden):
        read(town, covenant, town.viewer(role, organisation_id=1))


def test_another_network_does_not_find_the_covenant(town: Town, covenant: int) -> None:
    with pytest.raises(Forbidden):
        read(town, covenant, Town(town.engine, "Buurstad").viewer())
