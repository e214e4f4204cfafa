"""One finding a rule and subject, the telling one kept, the most urgent on top."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from data_model.findings import Finding, Subject, Urgency
from data_model.rules.attention import HIDES, ranked

DAY = date(2026, 11, 22)


def finding(
    kind: str = "rhythm.late",
    id: int = 1,
    urgency: Urgency = Urgency.ATTENTION,
    changes_on: date | None = None,
    name: str = "",
    covers: frozenset[Subject] = frozenset(),
) -> Finding:
    about = Subject("organisation", id, name)
    return Finding(kind=kind, about=about, urgency=urgency, since=DAY, changes_on=changes_on, covers=covers)


def test_the_same_kind_about_the_same_record_stays_once_and_most_urgent() -> None:
    assert ranked([finding(), finding(urgency=Urgency.HIGH)]) == [finding(urgency=Urgency.HIGH)]


def test_urgency_comes_first_then_the_day_it_gets_worse_then_the_name() -> None:
    late = finding(id=1, changes_on=date(2026, 12, 1), name="B")
    soon = finding(id=2, changes_on=date(2026, 11, 23), name="C")
    never, named = finding(id=3, name="B"), finding(id=4, name="A")
    worst = finding(id=5, urgency=Urgency.CRITICAL)
    assert ranked([never, late, named, soon, worst]) == [worst, soon, late, named, never]


def test_losing_the_sole_contact_hides_becoming_one() -> None:
    lost, becoming = finding("turnover.sole_contact"), finding("turnover.becomes_sole_contact")
    assert ranked([becoming, lost]) == [lost]
    elsewhere = finding("turnover.becomes_sole_contact", id=2)
    assert elsewhere in ranked([elsewhere, lost])


def test_a_finding_hides_what_it_covers() -> None:
    relation = Subject("relation", 7)
    person = finding("turnover.breakpoint_person", covers=frozenset({relation}))
    single = Finding(kind="turnover.single_carried", about=relation, urgency=Urgency.HIGH, since=DAY)
    assert ranked([single, person]) == [person]
    assert ranked([single]) == [single]


kinds = st.sampled_from(["rhythm.late", *HIDES, *sorted(set().union(*HIDES.values()))])
findings = st.builds(
    finding, kinds, st.integers(1, 4), st.sampled_from(Urgency), st.none() | st.dates(DAY, date(2027, 1, 1))
)


@given(st.lists(findings, max_size=12))
def test_ranking_is_stable_and_loses_only_doubles_and_hidden_ones(found: list[Finding]) -> None:
    shown = ranked(found)
    assert ranked(shown) == shown
    assert len({(f.kind, f.about) for f in shown}) == len(shown)
    assert [f.urgency for f in shown] == sorted((f.urgency for f in shown), reverse=True)
    hidden = {(kind, f.about) for f in found for kind in HIDES.get(f.kind, ())}
    assert {(f.kind, f.about) for f in found} - hidden == {(f.kind, f.about) for f in shown}
