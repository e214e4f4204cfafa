"""Which personnel changes leave a gap: all rules of docs/policy 3.E together."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from data_model.norms import NORMS
from data_model.rules.attention import HIDES, ranked
from data_model.rules.turnover import KINDS
from tests.rules.turnover_town import EVERYONE, carried, findings, leaves, stops, town
from words.turnover import WORDING


def test_every_kind_has_words_a_rule_and_known_norms() -> None:
    assert WORDING.keys() == KINDS.keys()
    assert {kind.rule for kind in KINDS.values()} >= {f"E.T{n}" for n in (1, 2, 4, 6, 7, 8, 9, 10, 11, 12, 13)}
    assert {kind.rule for kind in KINDS.values()} >= {f"E.V{n}" for n in range(1, 8)} | {"E.T3a", "E.T3b"}
    assert {norm for kind in KINDS.values() for norm in kind.norms} <= NORMS.keys()


def test_what_hides_and_is_hidden_exists() -> None:
    turnover = {kind for kind in HIDES if kind.startswith("turnover.")}
    assert turnover | {hidden for kind in turnover for hidden in HIDES[kind]} <= KINDS.keys()


def test_a_network_in_order_has_nothing_to_report() -> None:
    assert findings(town()) == []


days = st.dates(date(2026, 6, 1), date(2027, 6, 1))
someone = st.sampled_from(sorted(EVERYONE))
kinds = st.sampled_from(["leaves", "other_function", "away", "puts_down_webber", "joins"])
links = st.lists(st.tuples(st.integers(1, 4), st.integers(1, 4), st.frozensets(someone, max_size=4)), max_size=6)


@given(
    st.lists(st.tuples(someone, days, kinds, st.none() | days, st.none() | someone), max_size=6),
    st.none() | st.integers(1, 4),
    links,
    days,
)
def test_findings_started_before_today_change_after_it_and_fill_their_sentences(
    gone: list[tuple[int, date, str, date | None, int | None]],
    stopping: int | None,
    pairs: list[tuple[int, int, frozenset[int]]],
    today: date,
) -> None:
    events = [
        leaves(p, on, id=n, kind=kind, until_on=until, successor_person_id=successor)
        for n, (p, on, kind, until, successor) in enumerate(gone, 1)
    ]
    events += [stops(stopping)] if stopping else []
    relations = tuple(carried(n, a, b, by) for n, (a, b, by) in enumerate(pairs, 1))
    every = findings(town(*events, relations=relations), today)
    for finding in every:
        assert finding.since <= today
        assert finding.changes_on is None or finding.changes_on > today
        for sentence in WORDING[finding.kind]:
            assert sentence.format_map(dict(finding.values))
    shown = [(f.kind, f.about.entity, f.about.id) for f in ranked(every)]
    assert len(shown) == len(set(shown))
