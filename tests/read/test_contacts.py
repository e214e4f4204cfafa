"""The facts about contact data, and the list of whom to call, for each role."""

from datetime import date

import pytest

from data_model.access import Role
from data_model.database import reading, writing
from data_model.read.contact_list import ContactCard, contact_list
from data_model.read.contacts import facts
from data_model.rules.contacts_facts import CriticalRole, critical_people
from data_model.rules.contacts_states import ContactState
from data_model.tables.covenant import Covenant, CovenantParty, ManagementApproval
from data_model.tables.map import MapVersion, Relation, RelationCarrier
from data_model.tables.network import Network
from data_model.tables.organisation import Membership, Organisation
from data_model.tables.person import Affiliation, ContactChannel, ContactConfirmation, NetworkRole, Person
from data_model.tables.webber import Webber, WebberDeputy
from tests.conftest import NOW, Town

START, TODAY = date(2026, 1, 1), date(2026, 11, 22)


class Filled:
    """Two organisations: Amina and Bas at the school, Cem at the food bank."""

    def __init__(self, town: Town) -> None:
        self.town = town
        self.school = self.member("De Klimop")
        self.food_bank = self.member("Voedselbank")
        self.amina = self.person("Amina", self.school)
        self.bas = self.person("Bas", self.school)
        self.cem = self.person("Cem", self.food_bank)

    def member(self, name: str) -> int:
        id = self.town.add(Organisation, name=name)
        self.town.add(Membership, organisation_id=id, joined_on=START)
        return id

    def person(self, name: str, organisation_id: int) -> int:
        id = self.town.add(Person, display_name=name)
        self.town.add(
            Affiliation, person_id=id, organisation_id=organisation_id, start_on=START, function_title="Team lead"
        )
        return id

    def channel(self, person_id: int, kind: str, visibility: str) -> None:
        self.town.add(
            ContactChannel, person_id=person_id, kind=kind, value=visibility, visibility=visibility, added_on=START
        )


@pytest.fixture
def filled(town: Town) -> Filled:
    return Filled(town)


def cards(town: Town, role: Role, **scope: int) -> dict[str, ContactCard]:
    with reading(town.engine) as session:
        return {card.name: card for card in contact_list(session, town.viewer(role, **scope), TODAY)}


def critical(town: Town, day: date = TODAY) -> dict[int, set[CriticalRole]]:
    with reading(town.engine) as session:
        return {id: set(roles) for id, roles in critical_people(facts(session, town.viewer()), day).items()}


def test_who_is_critical_is_read_from_every_task(town: Town, filled: Filled) -> None:
    webber = town.add(
        Webber, organisation_id=filled.school, person_id=filled.amina, proposed_on=START, confirmed_on=START
    )
    town.add(WebberDeputy, webber_id=webber, person_id=filled.bas, start_on=START)
    town.add(NetworkRole, person_id=filled.cem, role="coordinator", start_on=START)
    assert critical(town) == {
        filled.amina: {CriticalRole.WEBBER},
        filled.bas: {CriticalRole.DEPUTY},
        filled.cem: {CriticalRole.COORDINATOR, CriticalRole.SOLE_CONTACT},
    }


def test_who_signed_or_approved_holds_a_mandate_until_the_covenant_ends(town: Town, filled: Filled) -> None:
    covenant = town.add(Covenant, kind="convenant", title="Samen", drafted_on=START, ended_on=date(2026, 12, 1))
    town.add(
        CovenantParty,
        covenant_id=covenant,
        organisation_id=filled.school,
        joined_on=START,
        signed_on=date(2026, 2, 1),
        signatory_person_id=filled.amina,
    )
    town.add(
        ManagementApproval,
        covenant_id=covenant,
        organisation_id=filled.school,
        given_on=date(2026, 3, 1),
        given_by_person_id=filled.bas,
    )
    mandates = [
        {id for id, roles in critical(town, day).items() if CriticalRole.MANDATE in roles}
        for day in (date(2026, 1, 31), date(2026, 2, 1), date(2026, 3, 1), date(2026, 11, 30), date(2026, 12, 1))
    ]
    both = {filled.amina, filled.bas}
    assert mandates == [set(), {filled.amina}, both, both, set()]


def test_who_carries_a_relation_alone_is_read_from_the_map(town: Town, filled: Filled) -> None:
    version = town.add(MapVersion, made_on=START, agreed_on=START)
    relation = town.add(
        Relation,
        map_version_id=version,
        organisation_a_id=filled.school,
        organisation_b_id=filled.food_bank,
        start_on=START,
    )
    town.add(
        RelationCarrier,
        relation_id=relation,
        organisation_id=filled.school,
        person_id=filled.bas,
        start_on=START,
    )
    assert critical(town)[filled.bas] == {CriticalRole.SOLE_CARRIER}


def test_the_list_is_by_organisation_and_name_with_state(town: Town, filled: Filled) -> None:
    town.add(
        ContactConfirmation,
        person_id=filled.amina,
        confirmed_on=date(2026, 11, 1),
        confirmed_by="self",
        result="correct",
    )
    found = cards(town, Role.WEBBER)
    assert list(found) == ["Amina", "Bas", "Cem"]
    amina = found["Amina"]
    assert (amina.organisation, amina.function) == ("De Klimop", "Team lead")
    assert (amina.state, amina.confirmed_on) == (ContactState.FRESH, date(2026, 11, 1))
    assert (found["Bas"].state, found["Bas"].confirmed_on) == (ContactState.UNCONFIRMED, None)


def test_each_role_sees_the_channels_shared_with_it(town: Town, filled: Filled) -> None:
    for kind, visibility in (("work_phone", "network"), ("mobile", "webbers"), ("work_email", "coordinator")):
        filled.channel(filled.amina, kind, visibility)

    def seen(role: Role, **scope: int) -> list[str]:
        return [value for _, value in cards(town, role, **scope)["Amina"].channels]

    assert seen(Role.PARTICIPANT) == ["network"]
    assert seen(Role.WEBBER) == ["network", "webbers"]
    assert seen(Role.MANAGER, organisation_id=filled.school) == ["network"]
    assert seen(Role.COORDINATOR) == ["network", "coordinator", "webbers"]
    assert seen(Role.PARTICIPANT, person_id=filled.amina) == ["network", "coordinator", "webbers"]


def test_a_withheld_channel_is_for_nobody_else(town: Town, filled: Filled) -> None:
    filled.channel(filled.amina, "mobile", "withheld")
    for role in (Role.COORDINATOR, Role.WEBBER, Role.PARTICIPANT):
        card = cards(town, role)["Amina"]
        assert card.channels == card.sharing == () and card.state is ContactState.WITHHELD
    own = cards(town, Role.PARTICIPANT, person_id=filled.amina)["Amina"]
    assert own.channels == own.sharing == (("mobile", "withheld"),)


def test_a_manager_sees_the_own_organisation_only(town: Town, filled: Filled) -> None:
    assert list(cards(town, Role.MANAGER, organisation_id=filled.food_bank)) == ["Cem"]
    assert cards(town, Role.MANAGER) == {}


def test_people_who_left_or_were_erased_are_not_listed(town: Town, filled: Filled) -> None:
    with writing(town.engine) as session:
        session.get_one(Person, filled.bas).erased_on = TODAY
        for affiliation in session.query(Affiliation).where(Affiliation.person_id == filled.cem):
            affiliation.end_on = date(2026, 11, 21)
    assert list(cards(town, Role.COORDINATOR)) == ["Amina"]


def test_contacts_of_another_network_stay_there(town: Town, filled: Filled) -> None:
    with writing(town.engine) as session:
        elsewhere = Network(name="Elders", created_at=NOW)
        session.add(elsewhere)
        session.flush()
        session.add(Person(network_id=elsewhere.id, created_at=NOW, display_name="Zoe"))
    with reading(town.engine) as session:
        assert [person.name for person in facts(session, town.viewer()).people] == ["Amina", "Bas", "Cem"]
