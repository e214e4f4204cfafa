"""The facts about personnel changes as the database has them, limited to one network."""

from datetime import date, timedelta

import pytest

from data_model.access import Role
from data_model.database import reading
from data_model.norms import Norms
from data_model.read.turnover import facts
from data_model.refusal import Forbidden
from data_model.rules.map_facts import CarrierFact, MapFact, RelationFact
from data_model.rules.membership import MembershipFact
from data_model.rules.tasks import (
    ActionFact,
    GatheringFact,
    MandateFact,
    OwnerFact,
    PartyFact,
    TaskFact,
    WebberFact,
)
from data_model.rules.ties import (
    AffiliationFact,
    EventFact,
    HandoverFact,
    OrganisationFact,
    PersonFact,
)
from data_model.rules.turnover import judge
from data_model.tables.action import Action, ActionOwner, ActionUpdate
from data_model.tables.covenant import Covenant, CovenantParty, Evaluation, ManagementApproval
from data_model.tables.map import MapVersion, Relation, RelationCarrier
from data_model.tables.meeting import Attendance, Meeting
from data_model.tables.organisation import Membership, Organisation
from data_model.tables.person import Affiliation, ContactConfirmation, NetworkRole, Person
from data_model.tables.turnover import Handover, TurnoverEvent
from data_model.tables.webber import Webber, WebberDeputy
from tests.conftest import Town

DAY = date(2026, 9, 14)
NEXT = DAY + timedelta(days=1)


def test_ties_hold_who_works_where_what_was_announced_and_the_map(town: Town) -> None:
    school = town.add(Organisation, name="De Klimop", domain="education")
    church = town.add(Organisation, name="Kerk")
    town.add(Membership, organisation_id=school, joined_on=DAY, paused_on=NEXT)
    an, bas = town.add(Person, display_name="An"), town.add(Person, display_name="Bas", erased_on=NEXT)
    town.add(Affiliation, person_id=an, organisation_id=school, start_on=DAY, end_on=NEXT)
    version = town.add(MapVersion, made_on=DAY, provisional_on=DAY, agreed_on=NEXT)
    relation = town.add(
        Relation, map_version_id=version, organisation_a_id=school, organisation_b_id=church, start_on=DAY
    )
    town.add(RelationCarrier, relation_id=relation, organisation_id=school, person_id=an, start_on=DAY, end_on=NEXT)
    event = town.add(
        TurnoverEvent,
        kind="away",
        organisation_id=school,
        person_id=an,
        effective_on=DAY,
        until_on=NEXT,
        reported_on=DAY,
        successor_person_id=bas,
        withdrawn_on=NEXT,
    )
    town.add(Handover, turnover_event_id=event, planned_on=DAY, started_on=DAY, completed_on=NEXT)

    with reading(town.engine) as session:
        known = facts(session, town.viewer()).ties

    assert set(known.organisations) == {
        OrganisationFact(school, "De Klimop", (MembershipFact(DAY, paused_on=NEXT),), "education"),
        OrganisationFact(church, "Kerk"),
    }
    assert set(known.people) == {PersonFact(an, "An"), PersonFact(bas, "Bas", NEXT)}
    assert known.affiliations == (AffiliationFact(an, school, DAY, NEXT),)
    assert known.maps == (MapFact(version, DAY, DAY, NEXT),)
    assert known.relations == (
        RelationFact(relation, version, school, church, DAY, None, (CarrierFact(school, an, DAY, NEXT),)),
    )
    assert known.events == (
        EventFact(event, "away", school, an, DAY, DAY, NEXT, bas, NEXT, HandoverFact(DAY, DAY, NEXT)),
    )


def test_facts_hold_the_tasks_people_have(town: Town) -> None:
    school, an = town.add(Organisation, name="De Klimop"), town.add(Person, display_name="An")
    town.add(NetworkRole, person_id=an, role="coordinator", start_on=DAY)
    webber = town.add(
        Webber, organisation_id=school, person_id=an, area="Oost", proposed_on=DAY, confirmed_on=DAY, ended_on=NEXT
    )
    town.add(Webber, organisation_id=school, proposed_on=DAY)
    town.add(WebberDeputy, webber_id=webber, person_id=an, start_on=DAY)
    meeting = town.add(Meeting, kind="webber", announced_on=DAY, planned_on=DAY, held_on=DAY, organiser_person_id=an)
    moved = town.add(Meeting, kind="network", announced_on=DAY, planned_on=NEXT, moved_on=DAY)
    town.add(Attendance, meeting_id=meeting, organisation_id=school, present=False, by_deputy=True)
    action = town.add(Action, description="Bellen", created_on=DAY, due_on=NEXT, meeting_id=meeting)
    town.add(ActionOwner, action_id=action, person_id=an, organisation_id=school, start_on=DAY)
    town.add(ActionUpdate, action_id=action, updated_on=NEXT, new_state="done")
    town.add(ActionUpdate, action_id=action, updated_on=DAY, text="Bezig")

    with reading(town.engine) as session:
        known = facts(session, town.viewer())

    assert known.roles == (TaskFact(an, DAY, role="coordinator"),)
    assert known.webbers == (WebberFact(webber, school, an, DAY, NEXT, "Oost", None, (TaskFact(an, DAY),)),)
    held = (OwnerFact(an, school, DAY),)
    assert known.actions == (ActionFact(action, DAY, NEXT, "webber", held, ((NEXT, "done"),), (DAY, NEXT)),)
    assert known.meetings == (
        GatheringFact(meeting, "webber", DAY, DAY, DAY, organiser_id=an, present=frozenset({school})),
        GatheringFact(moved, "network", DAY, NEXT, moved_on=DAY),
    )


def test_facts_hold_when_data_were_made_right_and_links_confirmed(town: Town) -> None:
    school, church = town.add(Organisation, name="De Klimop"), town.add(Organisation, name="Kerk")
    an, meeting = (
        town.add(Person, display_name="An"),
        town.add(Meeting, kind="webber", announced_on=DAY, planned_on=DAY),
    )
    for on, result in ((NEXT, "correct"), (DAY, "changed"), (NEXT, "wrong")):
        town.add(ContactConfirmation, person_id=an, confirmed_on=on, confirmed_by="self", result=result)
    town.add(Attendance, meeting_id=meeting, organisation_id=school, present=False)
    ends = {
        "organisation_a_id": school,
        "organisation_b_id": church,
        "map_version_id": town.add(MapVersion, made_on=DAY),
    }
    town.add(Relation, **ends, start_on=DAY, last_confirmed_on=NEXT)
    with reading(town.engine) as session:
        known = facts(session, town.viewer())
    assert known.confirmations == ((an, DAY), (an, NEXT))
    assert [(one.present, one.absent) for one in known.meetings] == [(frozenset(), frozenset({school}))]
    assert [relation.last_confirmed_on for relation in known.ties.relations] == [NEXT]


def test_facts_hold_who_gave_the_mandate_of_a_party(town: Town) -> None:
    school = town.add(Organisation, name="De Klimop")
    an, bas = town.add(Person, display_name="An"), town.add(Person, display_name="Bas")
    covenant = town.add(
        Covenant,
        kind="convenant",
        title="Samen",
        drafted_on=DAY,
        start_on=DAY,
        end_on=date(2028, 9, 13),
        auto_renew=True,
        renew_months=12,
    )
    party = {"covenant_id": covenant, "organisation_id": school}
    town.add(CovenantParty, **party, joined_on=DAY, subject_to_mandate_on=DAY, signatory_person_id=an)
    town.add(ManagementApproval, **party, needed="yes", given_on=NEXT, given_by_person_id=bas)

    def read() -> tuple[PartyFact, ...]:
        with reading(town.engine) as session:
            return facts(session, town.viewer()).parties

    expected = PartyFact(
        school,
        "Samen",
        DAY,
        mandates=(MandateFact(an, DAY), MandateFact(bas, NEXT)),
        evaluation_on=date(2027, 9, 14),
        end_on=date(2028, 9, 13),
        renew_months=12,
    )
    assert read() == (expected,)
    town.add(Evaluation, covenant_id=covenant, held_on=DAY, outcome="continue", next_on=date(2027, 1, 1))
    assert read()[0].evaluation_on == date(2027, 1, 1)


def test_the_rules_run_on_an_empty_network(town: Town) -> None:
    with reading(town.engine) as session:
        known = facts(session, town.viewer())
    assert known.ties.network.name == "Voorbeeldstad"
    assert [finding.kind for finding in judge(known, DAY, Norms())] == ["turnover.few_webbers"]


def test_another_network_stays_out_of_sight(town: Town) -> None:
    elsewhere = Town(town.engine, "Elders")
    school, an = elsewhere.add(Organisation, name="De Klimop"), elsewhere.add(Person, display_name="An")
    elsewhere.add(Affiliation, person_id=an, organisation_id=school, start_on=DAY)
    elsewhere.add(NetworkRole, person_id=an, role="coordinator", start_on=DAY)
    elsewhere.add(Meeting, kind="webber", announced_on=DAY, planned_on=DAY)
    with reading(town.engine) as session:
        known = facts(session, town.viewer())
    assert not (known.ties.people or known.ties.affiliations or known.roles or known.meetings)


@pytest.mark.parametrize("role", Role)
def test_participants_have_no_part_in_turnover(town: Town, role: Role) -> None:
    with reading(town.engine) as session:
        if role is Role.PARTICIPANT:
            with pytest.raises(Forbidden):
                facts(session, town.viewer(role))
        else:
            assert facts(session, town.viewer(role))
