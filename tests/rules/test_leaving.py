"""Who leaves when, and what is known of a network without them; what is lost, against counting by hand."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_model.findings import Subject
from data_model.norms import Norms
from data_model.refusal import Refusal
from data_model.rules.actions_facts import ActionFact, ActionFacts, OwnerFact
from data_model.rules.contacts_facts import AffiliationFact, ContactFacts
from data_model.rules.contacts_facts import PersonFact as ContactPerson
from data_model.rules.covenant_facts import CovenantFact, CovenantFacts, PromiseFact
from data_model.rules.covenant_organisations import OrganisationFact, StaffFact
from data_model.rules.leaving import Departure, Leaving, planned, there, without
from data_model.rules.losses import Loss, Lost, of_people
from data_model.rules.losses_agreed import of_actions, of_covenants
from data_model.rules.map_facts import RelationFact
from data_model.rules.membership import MembershipFact
from data_model.rules.names import named
from data_model.rules.outlook import Outlook
from data_model.rules.rhythm_facts import RhythmFacts
from data_model.rules.tasks import MandateFact, PartyFact, TaskFact, TurnoverFacts
from data_model.rules.ties import PersonFact
from tests.rules.turnover_town import (
    CHURCH,
    EVERYONE,
    FOOD_BANK,
    HALL,
    NAMES,
    REPORTED,
    SCHOOL,
    START,
    carried,
    leaves,
    organisation,
    ties,
    town,
    webber,
    works,
)

ON = date(2026, 12, 1)
NETWORK = Subject("network", 1, "Voorbeeldstad")


def plan(facts: TurnoverFacts, *people: int, organisations: tuple[int, ...] = (), on: date = ON) -> Leaving:
    return planned(facts.ties, people, organisations, on, REPORTED)


def lost(facts: TurnoverFacts, *people: int, organisations: tuple[int, ...] = ()) -> list[Lost]:
    leaving = plan(facts, *people, organisations=organisations)
    return list(of_people(facts, without(facts, leaving), leaving))


def told(found: list[Lost], *losses: Loss) -> list[tuple[Loss, str]]:
    return [(one.loss, one.about.name) for one in found if not losses or one.loss in losses]


@pytest.mark.parametrize(
    ("on", "kind"),
    [
        (REPORTED - timedelta(days=1), "too_early"),
        (REPORTED, None),
        (date(2026, 12, 31), None),
        (date(2027, 1, 1), "not_there_any_more"),
    ],
)
def test_somebody_can_leave_from_today_until_the_last_day_of_work(on: date, kind: str | None) -> None:
    facts = town(affiliations=(works(11, end=date(2026, 12, 31)),))
    if kind is None:
        assert plan(facts, 11, on=on).departures == (Departure(11, HALL, START),)
        return
    with pytest.raises(Refusal, match=f"^{kind}$"):
        plan(facts, 11, on=on)


@pytest.mark.parametrize(("start", "refused"), [(ON - timedelta(days=1), False), (ON, True), (ON + timedelta(1), True)])
def test_nobody_leaves_before_they_started(start: date, refused: bool) -> None:
    facts = town(affiliations=(works(11, start=start),))
    if not refused:
        assert plan(facts, 11).departures
        return
    with pytest.raises(Refusal, match="not_there_yet") as raised:
        plan(facts, 11)
    assert raised.value.values["start_on"] == start


def test_somebody_leaves_every_organisation_they_work_for() -> None:
    facts = town(affiliations=(works(11), works(11, at=SCHOOL), works(11, at=CHURCH, end=REPORTED)))
    assert plan(facts, 11).places == {(11, HALL), (11, SCHOOL)}


def test_an_announcement_for_later_is_taken_back_and_one_for_earlier_means_that_they_are_gone() -> None:
    later, earlier = leaves(11, on=ON + timedelta(days=1)), leaves(12, on=ON)
    facts = town(later, earlier)
    assert plan(facts, 11).departures == (Departure(11, HALL, START, frozenset({later.id})),)
    after = without(facts, plan(facts, 11)).ties.events
    assert [event.withdrawn_on for event in after if event.person_id == 11] == [REPORTED, None]
    with pytest.raises(Refusal, match="not_there_any_more"):
        plan(facts, 12)
    assert (12, HALL) not in there(facts.ties, ON, REPORTED) and (11, HALL) in there(facts.ties, ON, REPORTED)


def test_somebody_who_was_erased_cannot_be_chosen() -> None:
    facts = town(people=(PersonFact(11, "", erased_on=START),))
    with pytest.raises(Refusal, match="not_there_any_more"):
        plan(facts, 11)


def test_an_organisation_that_leaves_has_its_last_day_the_day_before_and_so_have_its_people() -> None:
    paused = organisation(SCHOOL, paused_on=ON + timedelta(days=30), resumed_on=ON + timedelta(days=60))
    facts = town(organisations=(organisation(HALL), paused))
    leaving = plan(facts, organisations=(SCHOOL,))
    assert leaving.places == {(21, SCHOOL), (22, SCHOOL)}
    (_, school) = without(facts, leaving).ties.organisations
    assert school.memberships == (MembershipFact(START, ON - timedelta(days=1)),)
    with pytest.raises(Refusal, match="not_there_any_more"):
        plan(town(organisations=(organisation(SCHOOL, left_on=REPORTED),)), organisations=(SCHOOL,))
    with pytest.raises(Refusal, match="not_there_yet"):
        plan(town(organisations=(organisation(SCHOOL, joined_on=ON),)), organisations=(SCHOOL,))


def test_the_facts_of_the_other_questions_know_it_as_well() -> None:
    leaving = Leaving(REPORTED, ON, (Departure(21, SCHOOL, START),), frozenset({SCHOOL}))
    last = ON - timedelta(days=1)
    member = (MembershipFact(START),)
    contacts = ContactFacts(NETWORK, people=(ContactPerson(21, "Bas", (AffiliationFact(SCHOOL, START),)),))
    assert without(contacts, leaving).people[0].affiliations[0].end_on == last
    covenant = CovenantFacts(
        network=NETWORK,
        trajectory_ended_on=START,
        organisations=(OrganisationFact(SCHOOL, "School", member, staff=(StaffFact(START, None, 21),)),),
    )
    (school,) = without(covenant, leaving).organisations
    assert (school.staff[0].end_on, school.memberships[0].left_on) == (last, last)
    owner = OwnerFact(21, "Bas", SCHOOL, "School", START, affiliations=((START, None),))
    actions = ActionFacts((ActionFact(1, "Bellen", START, owners=(owner,)),))
    (after,) = without(actions, leaving).actions[0].owners
    assert after.gone_since(ON) == ON and after.departure_reported(ON) and not owner.departure_reported(ON)
    rhythm = RhythmFacts(NETWORK, START)
    assert without(rhythm, leaving) is rhythm
    with pytest.raises(TypeError):
        without(object(), leaving)


def test_tasks_and_mandates_that_rest_on_the_leaver_are_told() -> None:
    party = PartyFact(HALL, "Convenant", START, mandates=(MandateFact(11, START),), id=5)
    facts = town(webbers=(webber(11), webber(21, deputies=(TaskFact(11, START),))), parties=(party,))
    assert told(lost(facts, 11)) == [
        (Loss.WEBBER, "Persoon 11"),
        (Loss.TASK, "Persoon 11"),
        (Loss.TASK, "Persoon 11"),
        (Loss.MANDATE, "Gemeente"),
    ]
    assert [one.values.get("role") for one in lost(facts, 11) if one.loss is Loss.TASK] == [
        "webber_deputy",
        "coordinator",
    ]
    confirmed = replace(party, mandate_confirmed_on=REPORTED)
    assert told(lost(replace(facts, parties=(confirmed,)), 11), Loss.MANDATE) == []
    assert told(lost(facts, 21), Loss.WEBBER) == [(Loss.WEBBER, "Persoon 21")]
    assert lost(facts, 21)[0].like == "turnover.webber_leaves_deputy"


def test_an_organisation_that_is_webber_without_a_name_loses_the_task_only_with_itself() -> None:
    facts = town(webbers=(webber(None, at=SCHOOL),))
    assert lost(facts, 21, 22) == []
    assert told(lost(facts, organisations=(SCHOOL,))) == [(Loss.WEBBER, "De Klimop")]


def test_a_promise_an_ingredient_and_an_action_are_lost_with_the_person() -> None:
    leaving = Leaving(REPORTED, ON, (Departure(21, SCHOOL, START),))
    staff = (StaffFact(START, None, 21), StaffFact(START, None, 22))
    facts = CovenantFacts(
        network=NETWORK,
        trajectory_ended_on=START,
        covenants=(CovenantFact(id=1, title="Convenant", drafted_on=START),),
        organisations=(OrganisationFact(SCHOOL, "School", (MembershipFact(START),), staff=staff),),
        promises=(
            PromiseFact(id=1, organisation_id=SCHOOL, promised_on=START, contact_person_id=21),
            PromiseFact(id=2, organisation_id=SCHOOL, promised_on=START, contact_person_id=22),
            PromiseFact(id=3, organisation_id=SCHOOL, promised_on=START),
        ),
    )
    found = list(of_covenants(facts, without(facts, leaving), leaving, Norms()))
    assert [(one.loss, one.about.id) for one in found] == [(Loss.PROMISE, 1)]
    owner = OwnerFact(21, "Bas", SCHOOL, "School", START)
    actions = ActionFacts(
        (
            ActionFact(1, "Bellen", START, owners=(owner,)),
            ActionFact(2, "Mailen", START, owners=(replace(owner, person_id=22),)),
            ActionFact(3, "Later", ON + timedelta(days=1), owners=(owner,)),
        )
    )
    assert [one.about.name for one in of_actions(actions, leaving)] == ["Bellen"]


PEOPLE = sorted(EVERYONE)
PAIRS = [(a, b) for a in NAMES for b in NAMES if a < b]


@st.composite
def networks(draw: st.DrawFn) -> TurnoverFacts:
    """Links that are carried by anybody of either side, or of which that is not known."""
    relations: list[RelationFact] = []
    for n, (a, b) in enumerate(draw(st.lists(st.sampled_from(PAIRS), max_size=8)), 1):
        staff = [person for person in PEOPLE if person // 10 in (a, b)]
        relations.append(carried(n, a, b, draw(st.sets(st.sampled_from(staff)))))
    return town(relations=tuple(relations))


@given(networks(), st.sets(st.sampled_from(PEOPLE), max_size=3), st.sets(st.sampled_from(list(NAMES)), max_size=2))
def test_links_and_organisations_that_are_lost_are_those_counted_by_hand(
    facts: TurnoverFacts, people: set[int], organisations: set[int]
) -> None:
    leaving = planned(facts.ties, people, organisations, ON, REPORTED)
    after = without(facts, leaving)
    gone = people | {person for person in EVERYONE if person // 10 in organisations}
    will = Outlook(after.ties, ON)
    for id in NAMES:
        assert will.people_of(id, ON) == {p for p in EVERYONE - gone if p // 10 == id}
        assert will.takes_part(id, ON) == (id not in organisations)

    def breaks(relation: RelationFact) -> bool:
        sides = ({c.person_id for c in relation.carriers if c.organisation_id == s} for s in (relation.a, relation.b))
        return bool({relation.a, relation.b} & organisations) or any(side and side <= gone for side in sides)

    found = list(of_people(facts, after, leaving))
    assert {one.about.id for one in found if one.loss is Loss.LINK} == {r.id for r in facts.ties.relations if breaks(r)}

    def reached(relations: list[RelationFact]) -> set[int]:
        near = {HALL}
        for _ in NAMES:
            near |= {end for r in relations if {r.a, r.b} & near for end in (r.a, r.b)}
        return near

    whole, rest = list(facts.ties.relations), [r for r in facts.ties.relations if not breaks(r)]
    cut_off = {one.organisation_id for one in found if one.loss is Loss.CUT_OFF}
    if HALL in organisations:
        assert cut_off == set()
    else:
        assert cut_off == (reached(whole) - reached(rest)) - organisations


@given(networks())
def test_when_nobody_leaves_nothing_changes(facts: TurnoverFacts) -> None:
    nobody = planned(facts.ties, (), (), ON, REPORTED)
    assert without(facts, nobody) == facts
    assert list(of_people(facts, facts, nobody)) == []


def test_a_name_is_enough_as_long_as_one_has_it() -> None:
    known = ties(people=(PersonFact(11, "Jan"), PersonFact(21, "Jan"), PersonFact(22, "Piet")))
    assert named(known, ["Piet", "De Klimop"]) == (frozenset({22}), frozenset({SCHOOL}))
    assert named(known, ["Jan (Gemeente)"]) == (frozenset({11}), frozenset())
    with pytest.raises(Refusal, match="which_one") as refused:
        named(known, ["Jan"])
    assert refused.value.values == {"name": "Jan", "names": ("Jan (De Klimop)", "Jan (Gemeente)")}
    with pytest.raises(Refusal, match="unknown_person"):
        named(known, ["Kees"])


def test_two_of_one_name_in_one_organisation_are_told_apart_by_their_number() -> None:
    known = ties(people=(PersonFact(31, "Jan"), PersonFact(32, "Jan")))
    with pytest.raises(Refusal) as refused:
        named(known, [f"Jan ({NAMES[FOOD_BANK]})"])
    assert refused.value.values["names"] == ("Jan (31)", "Jan (32)")
    assert named(known, ["Jan (32)"]) == (frozenset({32}), frozenset())
