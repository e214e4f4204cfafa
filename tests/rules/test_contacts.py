"""Is the contact data current? Every row and boundary day of docs/policy 3.D."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_model.findings import Finding, Subject, Urgency
from data_model.norms import Norms
from data_model.rules.contacts import KINDS, judge
from data_model.rules.contacts_facts import (
    AffiliationFact,
    ChannelFact,
    ConfirmationFact,
    ContactFacts,
    CriticalRole,
    PersonFact,
    RoleFact,
    RoundFact,
    critical_people,
)
from data_model.rules.contacts_states import (
    ContactState,
    contact_state,
    contacts_on,
    counts_as_stale,
    people_by_state,
    reach,
    reachable,
)
from data_model.rules.map_facts import CarrierFact, MapFact, RelationFact
from data_model.rules.membership import MemberFact, MembershipFact

NORMS = Norms()
START, CONFIRMED = date(2025, 1, 1), date(2026, 1, 1)
SCHOOL, FOOD_BANK = 10, 20
PHONE = ChannelFact("work_phone", "network", START)


def after(days: int) -> date:
    return CONFIRMED + timedelta(days=days)


def person(id: int = 1, at: int = SCHOOL, confirmed_on: date | None = CONFIRMED, **other: object) -> PersonFact:
    said = (ConfirmationFact(confirmed_on),) if confirmed_on else ()
    whole = PersonFact(id, f"Person {id}", (AffiliationFact(at, START),), (PHONE,), said)
    return replace(whole, **other)  # type: ignore[arg-type]


def colleague(id: int = 9, at: int = SCHOOL) -> PersonFact:
    """Somebody else at the organisation, so that nobody is its only contact."""
    return person(id, at, None, channels=())


def town(*people: PersonFact, **other: Any) -> ContactFacts:
    organisations = tuple(MemberFact(id, name, (MembershipFact(START),)) for id, name in ((SCHOOL, "De Klimop"),))
    return replace(ContactFacts(Subject("network", 1, "Voorbeeldstad"), people, organisations), **other)


def found(facts: ContactFacts, today: date, kind: str, about: int | None = None) -> Finding | None:
    return next(
        (f for f in judge(facts, today, NORMS) if f.kind == f"contacts.{kind}" and about in (None, f.about.id)), None
    )


@pytest.mark.parametrize(
    ("age", "ordinary", "critical"),
    [
        (0, ContactState.FRESH, ContactState.FRESH),
        (90, ContactState.FRESH, ContactState.FRESH),
        (91, ContactState.FRESH, ContactState.AGEING),
        (180, ContactState.FRESH, ContactState.AGEING),
        (181, ContactState.AGEING, ContactState.STALE),
        (365, ContactState.AGEING, ContactState.STALE),
        (366, ContactState.STALE, ContactState.STALE),
    ],
)
def test_data_age(age: int, ordinary: ContactState, critical: ContactState) -> None:
    assert contact_state(person(), after(age), NORMS, critical=False) is ordinary
    assert contact_state(person(), after(age), NORMS, critical=True) is critical


def test_what_counts_is_the_last_confirmation_known_on_the_day() -> None:
    twice = person(confirmations=(ConfirmationFact(CONFIRMED), ConfirmationFact(after(200), "changed")))
    assert contact_state(twice, after(199), NORMS, critical=False) is ContactState.AGEING
    assert contact_state(twice, after(200), NORMS, critical=False) is ContactState.FRESH


def test_never_confirmed_counts_as_stale_for_critical_roles_only() -> None:
    state = contact_state(person(confirmed_on=None), after(0), NORMS, critical=True)
    assert state is ContactState.UNCONFIRMED
    assert counts_as_stale(state, critical=True) and not counts_as_stale(state, critical=False)


def test_reported_wrong_holds_until_it_is_confirmed_again() -> None:
    said = (ConfirmationFact(CONFIRMED), ConfirmationFact(after(10), "wrong"), ConfirmationFact(after(20), "changed"))
    states = [contact_state(person(confirmations=said), after(n), NORMS, critical=False) for n in (9, 10, 19, 20)]
    assert states == [
        ContactState.FRESH,
        ContactState.REPORTED_WRONG,
        ContactState.REPORTED_WRONG,
        ContactState.FRESH,
    ]
    assert counts_as_stale(ContactState.REPORTED_WRONG, critical=False)


def test_withheld_is_neither_fresh_nor_stale() -> None:
    private = replace(PHONE, visibility="withheld")
    assert contact_state(person(channels=(private,)), after(0), NORMS, critical=False) is ContactState.WITHHELD
    assert contact_state(person(channels=(private, PHONE)), after(0), NORMS, critical=False) is ContactState.FRESH
    assert not found(town(person(channels=(private,)), colleague()), after(400), "stale", 1)


@pytest.mark.parametrize("role", [CriticalRole.WEBBER, CriticalRole.DEPUTY, CriticalRole.MANDATE])
def test_a_role_is_critical_from_its_first_to_its_last_day(role: CriticalRole) -> None:
    holder = person(roles=(RoleFact(role, after(10), after(20)),))
    held = [1 in critical_people(town(holder, colleague()), after(n)) for n in (9, 10, 20, 21)]
    assert held == [False, True, True, False]


def test_the_only_contact_of_an_organisation_is_critical() -> None:
    leaver = person(2, affiliations=(AffiliationFact(SCHOOL, START, after(30)),))
    facts = town(person(), leaver)
    assert critical_people(facts, after(30)) == {}
    assert critical_people(facts, after(31)) == {1: {CriticalRole.SOLE_CONTACT: after(31)}}


def test_who_has_a_critical_role_twice_has_it_since_the_first() -> None:
    late, early = (RoleFact(CriticalRole.WEBBER, after(n)) for n in (20, 10))
    for roles in ((late, early), (early, late)):
        facts = town(person(roles=roles), person(2))
        assert critical_people(facts, after(30)) == {1: {CriticalRole.WEBBER: after(10)}}


def carried(*carriers: CarrierFact, id: int = 1, agreed_on: date | None = START) -> dict[str, Any]:
    """A map with one link."""
    return {
        "maps": (MapFact(id, START, START, agreed_on),),
        "relations": (RelationFact(id, id, SCHOOL, FOOD_BANK, START, carriers=carriers),),
    }


def test_who_carries_a_side_of_a_relation_alone_is_critical() -> None:
    first, second = CarrierFact(SCHOOL, 1, START), CarrierFact(SCHOOL, 2, START, after(30))
    facts = town(person(), person(2), **carried(first, second))
    assert critical_people(facts, after(30)) == {}
    assert critical_people(facts, after(31)) == {1: {CriticalRole.SOLE_CARRIER: after(31)}}
    gone = town(person(), person(2, affiliations=(AffiliationFact(SCHOOL, START, after(5)),)), colleague())
    both = replace(first, person_id=2)
    assert CriticalRole.SOLE_CARRIER in critical_people(replace(gone, **carried(first, both)), after(6))[1]


def test_only_the_map_that_holds_says_who_carries() -> None:
    alone = CarrierFact(SCHOOL, 1, START)
    people = (person(), person(2))
    newest = carried(alone, CarrierFact(SCHOOL, 2, START), id=2, agreed_on=after(10))
    both = {part: (*of_first, *newest[part]) for part, of_first in carried(alone).items()}
    facts = town(*people, **both)
    assert 1 in critical_people(facts, after(9)) and critical_people(facts, after(10)) == {}
    draft = {**carried(alone), "maps": (MapFact(1, START),)}
    assert critical_people(town(*people, **draft), after(10)) == {}
    assert 1 in critical_people(town(*people, **carried(alone, agreed_on=None)), after(10))


def test_only_people_of_active_members_count() -> None:
    left = MemberFact(SCHOOL, "De Klimop", (MembershipFact(START, left_on=after(10)),))
    paused = MemberFact(SCHOOL, "De Klimop", (MembershipFact(START, paused_on=after(10), resumed_on=after(20)),))
    facts = town(person(), organisations=(left,))
    assert list(contacts_on(facts, after(10), NORMS)) == [1] and not contacts_on(facts, after(11), NORMS)
    assert list(judge(facts, after(500), NORMS)) == []
    resting = town(person(), organisations=(paused,))
    assert [len(contacts_on(resting, after(n), NORMS)) for n in (9, 10, 19, 20)] == [1, 0, 0, 1]
    ended = town(person(affiliations=(AffiliationFact(SCHOOL, START, after(10)),)))
    assert [len(contacts_on(ended, after(n), NORMS)) for n in (10, 11)] == [1, 0]


def test_how_many_organisations_are_reachable() -> None:
    second = MemberFact(FOOD_BANK, "Voedselbank", (MembershipFact(START),))
    facts = town(person(), colleague(), colleague(2, FOOD_BANK))
    facts = replace(facts, organisations=(*facts.organisations, second))
    assert reach(facts, after(0), NORMS) == (1, 2)
    assert people_by_state(facts, after(0), NORMS) == {ContactState.FRESH: 1, ContactState.UNCONFIRMED: 2}


@pytest.mark.parametrize(
    ("channels", "age", "expected"),
    [
        ((PHONE,), 180, True),
        ((PHONE,), 181, False),
        ((), 0, False),
        ((replace(PHONE, visibility="withheld"),), 0, False),
        ((replace(PHONE, visibility="coordinator"),), 0, True),
        ((replace(PHONE, added_on=after(1)),), 0, False),
    ],
)
def test_an_organisation_is_reachable_with_one_fresh_person_and_a_visible_channel(
    channels: tuple[ChannelFact, ...], age: int, expected: bool
) -> None:
    facts = town(person(channels=channels), colleague())
    assert reachable(contacts_on(facts, after(age), NORMS), SCHOOL, after(age)) is expected
    assert (found(facts, after(age), "organisation_unreachable") is None) is expected


@pytest.mark.parametrize(("age", "urgency"), [(365, Urgency.ATTENTION), (366, Urgency.HIGH)])
def test_an_organisation_nobody_could_be_tried_at_is_urgent(age: int, urgency: Urgency) -> None:
    finding = found(town(person(), colleague()), after(age), "organisation_unreachable")
    assert finding and finding.urgency is urgency and finding.since == after(181)
    assert finding.changes_on == (after(366) if urgency is Urgency.ATTENTION else None)
    assert (finding.about, finding.organisation_id) == (Subject("organisation", SCHOOL, "De Klimop"), SCHOOL)


@pytest.mark.parametrize(("last_day", "worse"), [(200, 201), (364, 365), (365, 366), (400, 366), (None, 366)])
def test_an_organisation_gets_less_reachable_when_data_grow_stale_or_the_last_one_leaves(
    last_day: int | None, worse: int
) -> None:
    works = AffiliationFact(SCHOOL, START, after(last_day) if last_day else None)
    facts = town(person(affiliations=(works,)), colleague())
    finding = found(facts, after(190), "organisation_unreachable")
    assert finding and (finding.urgency, finding.changes_on) == (Urgency.ATTENTION, after(worse))
    worst = [found(facts, after(day), "organisation_unreachable") for day in (worse - 1, worse)]
    assert [one and one.urgency for one in worst] == [Urgency.ATTENTION, Urgency.HIGH]


def test_an_organisation_is_unreachable_from_the_day_after_its_last_person() -> None:
    finding = found(
        town(person(affiliations=(AffiliationFact(SCHOOL, START, after(10)),))), after(20), "organisation_unreachable"
    )
    assert finding and (finding.since, finding.urgency) == (after(11), Urgency.HIGH)


@pytest.mark.parametrize(
    ("age", "kind", "since", "changes_on"),
    [(90, None, None, None), (91, "ageing", 91, 181), (180, "ageing", 91, 181), (181, "stale", 181, None)],
)
def test_a_critical_person_is_asked_sooner(
    age: int, kind: str | None, since: int | None, changes_on: int | None
) -> None:
    webber = person(roles=(RoleFact(CriticalRole.WEBBER, START),))
    kinds = {f.kind: f for f in judge(town(webber, colleague()), after(age), NORMS) if f.about.id == 1}
    kinds.pop("contacts.round_due", None)
    if kind is None:
        assert not kinds
        return
    finding = kinds[f"contacts.{kind}"]
    assert since and finding.since == after(since)
    assert finding.changes_on == (after(changes_on) if changes_on else None)
    assert finding.urgency is (Urgency.HIGH if kind == "stale" else Urgency.ATTENTION)
    assert (finding.person_id, finding.organisation_id) == (1, SCHOOL)


def test_a_late_critical_role_makes_data_stale_from_its_first_day() -> None:
    webber = person(roles=(RoleFact(CriticalRole.WEBBER, after(250)),))
    finding = found(town(webber, colleague()), after(260), "stale", 1)
    assert finding and finding.since == after(250)


@pytest.mark.parametrize(("age", "expected"), [(365, False), (366, True)])
def test_others_are_named_only_when_stale(age: int, expected: bool) -> None:
    facts = town(person(), colleague())
    finding = found(facts, after(age), "stale", 1)
    assert (finding is not None) is expected and not found(facts, after(age), "ageing")
    assert finding is None or finding.urgency is Urgency.ATTENTION


def test_never_confirmed_is_urgent_in_a_critical_role() -> None:
    ordinary = found(town(person(confirmed_on=None), colleague()), after(0), "unconfirmed", 1)
    alone = found(town(person(confirmed_on=None)), after(0), "unconfirmed", 1)
    assert ordinary and ordinary.urgency is Urgency.ATTENTION
    assert alone and alone.urgency is Urgency.HIGH and alone.since == START


def test_reported_wrong_is_urgent_since_the_first_report() -> None:
    said = (ConfirmationFact(CONFIRMED), ConfirmationFact(after(5), "wrong"), ConfirmationFact(after(9), "wrong"))
    finding = found(town(person(confirmations=said), colleague()), after(10), "reported_wrong")
    assert finding and (finding.urgency, finding.since) == (Urgency.HIGH, after(5))


@pytest.mark.parametrize(
    ("kinds", "has_function", "expected"),
    [
        (("work_phone",), True, False),
        (("work_email", "mobile"), True, False),
        (("mobile",), True, True),
        ((), True, True),
        (("work_phone",), False, True),
    ],
)
def test_complete_is_a_function_and_a_work_channel(kinds: tuple[str, ...], has_function: bool, expected: bool) -> None:
    somebody = person(
        channels=tuple(ChannelFact(kind, "network", START) for kind in kinds),
        affiliations=(AffiliationFact(SCHOOL, START, has_function=has_function),),
    )
    assert (found(town(somebody), after(0), "incomplete", 1) is not None) is expected


@pytest.mark.parametrize(("age", "expected"), [(182, False), (183, True)])
def test_a_round_is_due_when_fewer_than_half_were_confirmed_in_six_months(age: int, expected: bool) -> None:
    facts = town(person(), person(2, confirmed_on=None))
    finding = found(facts, after(age), "round_due")
    assert (finding is not None) is expected
    assert finding is None or (finding.since, finding.values["confirmed"]) == (after(183), 0)
    assert found(town(person(), colleague(2), colleague(3)), after(0), "round_due")


def due(facts: ContactFacts, age: int) -> date | None:
    """Since when a round is due on a day; None when it is not."""
    finding = found(facts, after(age), "round_due")
    return finding.since if finding else None


@pytest.mark.parametrize(
    ("closed", "age", "since"),
    [
        (None, 189, after(183)),
        (None, 190, None),
        (None, 204, None),
        (None, 205, after(205)),
        (200, 199, None),
        (200, 200, after(200)),
        (210, 205, after(205)),
        (190, 190, after(183)),
    ],
)
def test_a_round_that_waits_for_answers_is_not_asked_for_again(
    closed: int | None, age: int, since: date | None
) -> None:
    running = RoundFact(after(190), after(204), after(closed) if closed else None)
    assert due(town(person(), person(2, confirmed_on=None), rounds=(running,)), age) == since


def test_a_round_before_the_data_grew_old_says_nothing_about_since() -> None:
    facts = town(person(), person(2, confirmed_on=None), rounds=(RoundFact(after(10), after(24)),))
    assert due(facts, 200) == after(183)


@given(
    start=st.integers(0, 400),
    length=st.integers(1, 90),
    closed=st.none() | st.integers(0, 500),
    age=st.integers(0, 600),
)
def test_a_round_only_ever_silences_its_own_days(start: int, length: int, closed: int | None, age: int) -> None:
    closed_on = None if closed is None else after(start + closed)
    one = RoundFact(after(start), after(start + length), closed_on)
    people = person(), person(2, confirmed_on=None)
    waits, since = one.waits(after(age)), due(town(*people, rounds=(one,)), age)
    assert since is None if waits else (since is None) == (due(town(*people), age) is None)
    assert since is None or since <= after(age)


def test_nothing_is_asked_of_an_empty_network() -> None:
    assert list(judge(town(organisations=()), after(0), NORMS)) == []


days = st.dates(date(2025, 1, 1), date(2027, 12, 31))
confirmations = st.lists(st.tuples(days, st.sampled_from(["correct", "changed", "wrong"])), max_size=4)


@given(age=st.integers(0, 800), more=st.integers(0, 400), critical=st.booleans())
def test_data_only_get_older_and_a_critical_role_never_makes_them_fresher(age: int, more: int, critical: bool) -> None:
    order = [ContactState.FRESH, ContactState.AGEING, ContactState.STALE]
    earlier, later = (
        order.index(contact_state(person(), after(n), NORMS, critical=critical)) for n in (age, age + more)
    )
    assert earlier <= later
    assert order.index(contact_state(person(), after(age), NORMS, critical=True)) >= order.index(
        contact_state(person(), after(age), NORMS, critical=False)
    )


@given(
    today=days,
    said=st.lists(confirmations, min_size=1, max_size=4),
    starts=st.lists(st.tuples(days, st.none() | st.integers(0, 300)), min_size=4, max_size=4),
    role_on=days,
    channel=st.sampled_from(["network", "withheld", None]),
    member=st.tuples(days, st.none() | days),
)
def test_findings_started_before_today_and_change_after_it(
    today: date,
    said: list[list[tuple[date, str]]],
    starts: list[tuple[date, int | None]],
    role_on: date,
    channel: str | None,
    member: tuple[date, date | None],
) -> None:
    people = tuple(
        person(
            n,
            affiliations=(AffiliationFact(SCHOOL, start, start + timedelta(days=stay) if stay is not None else None),),
            channels=(ChannelFact("mobile", channel, START),) if channel else (),
            confirmations=tuple(ConfirmationFact(*row) for row in sorted(rows)),
            roles=(RoleFact(CriticalRole.WEBBER, role_on),) if n == 0 else (),
        )
        for n, (rows, (start, stay)) in enumerate(zip(said, starts, strict=False))
    )
    school = MemberFact(SCHOOL, "De Klimop", (MembershipFact(member[0], left_on=member[1]),))
    carriers = tuple(CarrierFact(SCHOOL, n, start) for n, (start, _) in enumerate(starts))
    facts = town(*people, organisations=(school,), **carried(*carriers))
    for finding in judge(facts, today, NORMS):
        assert finding.kind in KINDS
        assert finding.since <= today
        assert finding.changes_on is None or finding.changes_on > today
