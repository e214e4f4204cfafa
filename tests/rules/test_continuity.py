"""Why a link could break or is safe: each reason on its day, and next to how links stand."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_model.norms import Norms
from data_model.rules.contacts_facts import ConfirmationFact
from data_model.rules.contacts_facts import PersonFact as Reachable
from data_model.rules.contacts_states import Contact, contact_state
from data_model.rules.continuity import STATE_OF, LinkFacts, Reason, ReasonKind, reasons
from data_model.rules.link_states import LinkState, link_standings, worst
from data_model.rules.map_facts import CarrierFact, RelationFact
from data_model.rules.outlook import Outlook
from data_model.rules.rhythm_facts import MeetingFact
from data_model.rules.ties import EventFact, Ties
from tests.rules.turnover_town import (
    CHURCH,
    EVERYONE,
    FOOD_BANK,
    HALL,
    LEAVES,
    NAMES,
    REPORTED,
    SCHOOL,
    START,
    carried,
    leaves,
    organisation,
    stops,
    ties,
    works,
)

DAY = timedelta(days=1)
NORMS = Norms()
SAFE = carried(1, HALL, SCHOOL, by=(11, 12, 21, 22))
THIN = carried(1, HALL, SCHOOL, by=(11, 12, 21))
OTHERS = (carried(8, HALL, FOOD_BANK, by=(11, 12, 31, 32)), carried(9, FOOD_BANK, SCHOOL, by=(31, 32, 21, 22)))
K = ReasonKind


def state_told(told: Iterable[Reason]) -> LinkState:
    """The state of a link that these reasons are about."""
    return worst(STATE_OF[reason.kind] for reason in told if reason.kind in STATE_OF)


def told(
    link: RelationFact,
    *events: EventFact,
    today: date = REPORTED,
    others: tuple[RelationFact, ...] = OTHERS,
    **more: Any,
) -> list[Reason]:
    known = {name: more.pop(name) for name in list(more) if name in Ties.__dataclass_fields__}
    outlook = Outlook(ties(*events, relations=(link, *others), **known), today)
    return list(reasons(LinkFacts(outlook, **more), link.id, NORMS))


def short(found: list[Reason]) -> list[tuple[str, int | None, date | None]]:
    return [(reason.kind, reason.side, reason.on) for reason in found if reason.is_risk]


def one(found: list[Reason], kind: ReasonKind) -> Reason:
    (reason,) = (reason for reason in found if reason.kind is kind)
    return reason


def reachable(person: int, confirmed_on: date | None = REPORTED, wrong_on: date | None = None) -> Contact:
    said = [ConfirmationFact(confirmed_on)] if confirmed_on else []
    said += [ConfirmationFact(wrong_on, "wrong")] if wrong_on else []
    fact = Reachable(person, f"Persoon {person}", confirmations=tuple(said))
    return Contact(fact, (), None, contact_state(fact, REPORTED, NORMS, critical=False))


def test_a_link_with_two_people_on_each_side_is_safe_and_says_so() -> None:
    found = told(replace(SAFE, last_confirmed_on=REPORTED))
    assert [(r.kind, r.side, r.names) for r in found] == [
        (K.SHARED, HALL, ("Persoon 11", "Persoon 12")),
        (K.SHARED, SCHOOL, ("Persoon 21", "Persoon 22")),
        (K.CONFIRMED, None, ()),
    ]
    assert short(found) == []


def test_a_side_with_one_person_names_that_one_and_a_side_with_nobody_known_the_link() -> None:
    found = told(carried(1, HALL, SCHOOL, by=(21,)))
    assert short(found) == [(K.ONE, SCHOOL, None), (K.UNKNOWN, HALL, None)]
    assert one(found, K.ONE).cause == ("person", 21, "Persoon 21")
    assert one(found, K.UNKNOWN).cause[:2] == ("relation", 1)


def test_who_leaves_is_told_from_the_report_with_the_announcement_behind_it() -> None:
    event = leaves(21)
    assert K.CARRIER_LEAVES not in {r.kind for r in told(SAFE, event, today=REPORTED - DAY)}
    found = told(SAFE, event)
    assert short(found) == [(K.CARRIER_LEAVES, SCHOOL, LEAVES), (K.ONE, SCHOOL, LEAVES)]
    assert one(found, K.CARRIER_LEAVES).cause == ("turnover_event", 21, "Persoon 21")
    assert one(found, K.ONE).names == ("Persoon 22",)
    assert short(told(SAFE, event, today=LEAVES)) == [(K.ONE, SCHOOL, None)]


def test_the_day_on_which_nobody_is_left_is_told_and_afterwards_that_nobody_is() -> None:
    event = leaves(21)
    found = told(THIN, event, today=LEAVES - DAY)
    assert short(found) == [(K.BREAKS, SCHOOL, LEAVES), (K.CARRIER_LEAVES, SCHOOL, LEAVES)]
    assert one(found, K.BREAKS).cause == ("turnover_event", 21, "Persoon 21")
    broken = told(THIN, event, today=LEAVES)
    assert short(broken) == [(K.NOBODY, SCHOOL, None)]
    assert one(broken, K.NOBODY).names == ("Persoon 21",)


def test_a_last_day_that_was_written_down_has_the_person_behind_it() -> None:
    ends = CarrierFact(SCHOOL, 21, START, LEAVES - DAY)
    link = replace(SAFE, carriers=(*(c for c in SAFE.carriers if c.person_id != 21), ends))
    assert one(told(link), K.CARRIER_LEAVES).cause == ("person", 21, "Persoon 21")


def test_an_organisation_that_goes_is_told_with_what_announced_it() -> None:
    found = told(SAFE, stops(SCHOOL))
    assert short(found) == [(K.ORGANISATION_GOES, SCHOOL, LEAVES)]
    assert one(found, K.ORGANISATION_GOES).cause == ("turnover_event", SCHOOL, "De Klimop")
    houses = (organisation(HALL), organisation(SCHOOL, left_on=LEAVES - DAY), organisation(FOOD_BANK))
    assert one(told(SAFE, organisations=houses), K.ORGANISATION_GOES).cause[:2] == ("organisation", SCHOOL)


def test_what_comes_after_the_agreed_last_day_of_a_link_is_no_reason_but_that_day_is() -> None:
    link = replace(THIN, end_on=LEAVES - DAY)
    assert short(told(link, leaves(21))) == [(K.ONE, SCHOOL, None), (K.ENDS, None, LEAVES - DAY)]


@pytest.mark.parametrize(("age", "kind"), [(365, K.CONFIRMED), (366, K.UNCONFIRMED)])
def test_a_confirmation_counts_for_as_long_as_the_norm_says(age: int, kind: ReasonKind) -> None:
    on = REPORTED - age * DAY
    found = told(replace(SAFE, start_on=on, last_confirmed_on=on))
    assert one(found, kind).on == on


def test_a_link_nobody_confirmed_counts_from_its_first_day_and_later_words_are_not_known_yet() -> None:
    old = replace(SAFE, start_on=REPORTED - 366 * DAY)
    assert one(told(old), K.UNCONFIRMED).on is None
    assert not {K.CONFIRMED, K.UNCONFIRMED} & {r.kind for r in told(SAFE)}
    assert not {K.CONFIRMED, K.UNCONFIRMED} & {r.kind for r in told(replace(old, last_confirmed_on=REPORTED + DAY))}


def test_old_and_wrong_contact_data_of_who_keeps_it_are_told_of_nobody_else() -> None:
    old, wrong = reachable(11, REPORTED - 366 * DAY), reachable(21, REPORTED - 9 * DAY, REPORTED)
    found = told(SAFE, contacts={11: old, 12: reachable(12), 21: wrong, 31: reachable(31, date(2020, 1, 1))})
    assert short(found) == [(K.CONTACT_WRONG, SCHOOL, REPORTED), (K.CONTACT_OLD, HALL, REPORTED - 366 * DAY)]
    assert one(found, K.CONTACT_OLD).cause == ("person", 11, "Persoon 11")


@pytest.mark.parametrize(
    ("absences", "tells"),
    [("x", False), ("xx", True), ("xxo", False), ("oxx", True), ("xox", False)],
)
def test_an_organisation_absent_at_the_last_two_meetings_is_told(absences: str, tells: bool) -> None:
    held = tuple(
        MeetingFact(n, "network", START, on, on, absent=frozenset({SCHOOL} if absence == "x" else ()))
        for n, absence in enumerate(absences)
        for on in [START + n * DAY]
    )
    expected = [(K.ABSENT, SCHOOL, held[-1].held_on)] if tells else []
    assert short(told(SAFE, meetings=held)) == expected


def test_the_only_way_to_an_organisation_is_told_with_whom_it_leads_to() -> None:
    alone = carried(1, SCHOOL, CHURCH, by=(21, 22, 41, 42))
    assert one(told(alone), K.ONLY_WAY).names == ("Kerk",)
    twice = (*OTHERS, carried(2, CHURCH, SCHOOL, by=(21, 22, 41, 42)))
    assert short(told(alone, others=twice)) == []
    assert short(told(SAFE)) == []


def test_a_link_that_is_not_drawn_has_no_reasons() -> None:
    assert told(replace(SAFE, end_on=REPORTED - DAY)) == []
    assert told(replace(SAFE, map_id=2)) == []


def test_how_a_side_is_carried_has_a_state_for_each_reason() -> None:
    assert {*STATE_OF.values()} == {*LinkState}


PEOPLE = sorted(EVERYONE)


@st.composite
def changes(draw: st.DrawFn) -> tuple[EventFact, ...]:
    people = draw(st.lists(st.sampled_from(PEOPLE), unique=True, max_size=4))
    days = st.integers(-20, 60)
    gone = [leaves(person, on=REPORTED + draw(days) * DAY) for person in people]
    return (*gone, *([stops(draw(st.sampled_from(list(NAMES))))] if draw(st.booleans()) else []))


@st.composite
def links(draw: st.DrawFn) -> tuple[RelationFact, ...]:
    pairs = draw(
        st.lists(
            st.sampled_from([(HALL, SCHOOL), (SCHOOL, CHURCH), (HALL, FOOD_BANK), (FOOD_BANK, CHURCH)]),
            min_size=1,
            max_size=5,
        )
    )
    found = []
    for n, (a, b) in enumerate(pairs, start=1):
        by = draw(st.lists(st.sampled_from([10 * a + 1, 10 * a + 2, 10 * b + 1, 10 * b + 2]), unique=True))
        link = carried(n, a, b, by=by)
        found.append(replace(link, end_on=draw(st.sampled_from([None, None, REPORTED + 30 * DAY]))))
    return tuple(found)


@st.composite
def contacts(draw: st.DrawFn) -> dict[int, Contact]:
    old = st.sampled_from([None, REPORTED, REPORTED - 500 * DAY])
    return {person: reachable(person, draw(old)) for person in PEOPLE}


def every(links: tuple[RelationFact, ...], facts: LinkFacts) -> Iterator[tuple[RelationFact, tuple[Reason, ...]]]:
    for link in links:
        yield link, reasons(facts, link.id, NORMS)


@given(links=links(), events=changes())
def test_the_reasons_say_how_the_link_stands(links: tuple[RelationFact, ...], events: tuple[EventFact, ...]) -> None:
    outlook = Outlook(ties(*events, relations=links), REPORTED)
    states = {standing.relation.id: standing.state for standing in link_standings(outlook)}
    for link, found in every(links, LinkFacts(outlook)):
        assert (state_told(found) if found else None) == states.get(link.id)


@given(links=links(), events=changes(), known=contacts(), newcomer=st.sampled_from(["a", "b"]))
def test_one_more_person_with_good_contact_data_never_adds_a_risk(
    links: tuple[RelationFact, ...], events: tuple[EventFact, ...], known: dict[int, Contact], newcomer: str
) -> None:
    """Of the reason that tells how a side is carried: it never gets more pressing. Of the others: none is new."""
    first, *rest = links
    side = first.a if newcomer == "a" else first.b
    before = Outlook(ties(*events, relations=links), REPORTED)
    if not before.carriers(first, side, REPORTED):
        return
    person = 10 * side + 9
    more = replace(first, carriers=(*first.carriers, CarrierFact(side, person, START)))
    staff = (*ties().affiliations, works(person, side))
    plain = Outlook(ties(*events, relations=links, affiliations=staff), REPORTED)
    after = Outlook(ties(*events, relations=(more, *rest), affiliations=staff), REPORTED)
    was = reasons(LinkFacts(plain, known), 1, NORMS)
    now = reasons(LinkFacts(after, known | {person: reachable(person)}), 1, NORMS)
    assert {r for r in now if r.is_risk and r.kind not in STATE_OF} <= {r for r in was if r.is_risk}
    order = list(LinkState)
    for end in (first.a, first.b) if was else ():
        then, later = (state_told(r for r in found if r.side == end) for found in (was, now))
        assert order.index(later) >= order.index(then)
    assert sum(r.is_risk for r in now) <= sum(r.is_risk for r in was)
