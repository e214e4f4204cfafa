"""How current the contact data are, organisation by organisation."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from data_model.read.contact_list import ContactCard
from data_model.rules.contacts_states import ContactState
from pages.frame.chart import chart
from pages.frame.visit import Visit
from words.states import CONTACT_STATES

if TYPE_CHECKING:  # it takes as long to load as all of Streamlit, and most pages have no chart
    import altair as alt


MOST = 35
# Each holds 3:1 against the light and the dark background.
COLOURS = {
    ContactState.FRESH: "#2f8f6b",
    ContactState.AGEING: "#6f86c9",
    ContactState.STALE: "#c77a1f",
    ContactState.UNCONFIRMED: "#808890",
    ContactState.REPORTED_WRONG: "#d0504a",
    ContactState.WITHHELD: "#9a6fc4",
}

Counts = list[tuple[str, Counter[ContactState]]]


def by_organisation(visit: Visit, cards: list[ContactCard]) -> None:
    """The chart shows the organisations with most to do; the table names them all, by name."""
    words, counts = visit.words, counted(cards)
    current = sum(states[ContactState.FRESH] == states.total() for _, states in counts)
    sentence = words("In {n} of {all} organisations all contact data are current.", n=current, all=len(counts))
    if len(counts) > MOST:
        sentence += " " + words("The chart shows {n} of them, the table all.", n=MOST)
    labels = {state: words(CONTACT_STATES[state]) for state in ContactState}
    chart(
        visit,
        stacked(most_to_do(counts)[:MOST], labels, words("People"), words("State"), words("Organisation")),
        sentence,
        [words("Organisation"), *labels.values()],
        [(name, *(str(states[state]) for state in ContactState)) for name, states in counts],
        "contacts-by-organisation",
    )


def counted(cards: list[ContactCard]) -> Counts:
    """Who works for two organisations counts for both. Two organisations of one name stay two."""
    names: dict[int, str] = {}
    found: dict[int, Counter[ContactState]] = {}
    for card in cards:
        names[card.organisation_id] = card.organisation
        found.setdefault(card.organisation_id, Counter())[card.state] += 1
    shared = Counter(names.values())
    label = {id: f"{name} ({id})" if shared[name] > 1 else name for id, name in names.items()}
    return sorted(((label[id], states) for id, states in found.items()), key=lambda one: one[0])


def most_to_do(counts: Counts) -> Counts:
    """By the number of people whose data deserve a look, then by name."""
    return sorted(counts, key=lambda one: (one[1][ContactState.FRESH] - one[1].total(), one[0]))


def stacked(counts: Counts, labels: dict[ContactState, str], count: str, state: str, organisation: str) -> alt.Chart:
    """A bar for each organisation, in the given order, with a piece for each state."""
    import altair as alt

    used = [one for one in ContactState if any(states[one] for _, states in counts)]
    values = [
        {"organisation": name, "state": labels[one], "order": order, "n": states[one]}
        for name, states in counts
        for order, one in enumerate(used)
        if states[one]
    ]
    drawn: alt.Chart = (
        alt.Chart({"values": values})
        .mark_bar()
        .encode(
            x=alt.X("n:Q", title=count, axis=alt.Axis(tickMinStep=1, tickCount=6, format="d")),
            y=alt.Y(
                "organisation:N",
                sort=[name for name, _ in counts],
                title=None,
                axis=alt.Axis(labelLimit=220, labelFontSize=13),
            ),
            color=alt.Color(
                "state:N",
                title=state,
                scale=alt.Scale(domain=[labels[one] for one in used], range=[COLOURS[one] for one in used]),
                legend=alt.Legend(orient="top", columns=3, labelLimit=200),
            ),
            order=alt.Order("order:Q"),
            tooltip=[
                alt.Tooltip("organisation:N", title=organisation),
                alt.Tooltip("state:N", title=state),
                alt.Tooltip("n:Q", title=count),
            ],
        )
        .properties(height=alt.Step(24))
    )
    return drawn
