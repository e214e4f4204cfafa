"""What somebody wants to see of the map: one organisation or link, a few steps around it, a domain, a kind, a state."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from data_model.read.network_picture import NetworkPicture, PlacedOrganisation, Tie
from data_model.rules.link_states import LinkState
from pages.frame.links import WHICH_LINK
from pages.frame.visit import Visit
from pages.network.map_chart import Shown
from pages.network.which import asked_for
from words.map import SORTS, STEPS
from words.relations import LINK_STATES
from words.states import DOMAINS

CHOICE, TURN, DRAWN, ASKED = "map-choice", "map-turn", "map-drawn", "map-asked"
T = TypeVar("T")
Chosen = tuple[int, ...]  # one organisation, or the two ends of a link


@dataclass(frozen=True)
class Wanted:
    """The filters; None or nothing is anything."""

    text: str = ""
    domain: str | None = None
    sort: str | None = None
    kind: str | None = None
    state: LinkState | None = None

    @property
    def about_ties(self) -> bool:
        return self.kind is not None or self.state is not None

    def fits(self, one: PlacedOrganisation) -> bool:
        sort = one.webber if self.sort == "webber" else self.sort in (None, one.formality)
        return self.text in one.name.casefold() and self.domain in (None, one.domain) and sort

    def fits_tie(self, tie: Tie) -> bool:
        in_kind = self.kind is None or any(run.kind == self.kind for run in tie.runs)
        return in_kind and (self.state is None or any(run.state == self.state for run in tie.runs))


def chosen(visit: Visit, picture: NetworkPicture) -> Chosen:
    """Chosen in the list, on the map or in the address."""
    words, options = visit.words, _options(picture)
    if CHOICE not in st.session_state and (asked := asked_for()) in picture.by_id and asked is not None:
        st.session_state[CHOICE] = (asked,)
    _asked_link(picture)
    if st.session_state.get(CHOICE) not in options:
        st.session_state[CHOICE] = None
    found: Chosen | None = st.selectbox(
        words("Choose an organisation or a link"),
        options,
        index=None,
        format_func=lambda one: " – ".join(picture.names(one)),
        placeholder=words("Type a name, or click on the map"),
        key=CHOICE,
        on_change=_turn,
    )
    return found or ()


def _asked_link(picture: NetworkPicture) -> None:
    """The link in the address is chosen when one comes in with it; after that whatever somebody chooses."""
    asked = asked_for(WHICH_LINK)
    if asked is None or st.session_state.get(ASKED) == asked:
        return
    st.session_state[ASKED] = asked
    for tie in picture.ties:
        if any(run.relation_id == asked for run in tie.runs):
            st.session_state[CHOICE] = tie.ends
            st.session_state[f"map-run-{tie.a}-{tie.b}"] = asked


def choose(*ends: int) -> None:
    """For a button: show this one."""
    st.session_state[CHOICE] = ends
    _turn()


def clicked(key: str) -> None:
    """What was clicked on the map becomes the choice. People stand for their organisation."""
    nodes, ties = st.session_state[DRAWN]
    selected: list[dict[str, Any]] = st.session_state[key]["selection"]["selected"]
    found: list[Chosen] = []
    for group in selected:
        known = ties if group["data_type"] == "edge" else nodes
        found += [known[n] for n in group["data_indices"] if 0 <= n < len(known)]
    if found or not selected:
        st.session_state[CHOICE] = found[0] if found else None


def wanted(visit: Visit, picture: NetworkPicture) -> Wanted:
    words = visit.words
    with st.expander(words("Search and filter"), icon=":material/filter_alt:", key="map-filters"):
        text, domain, sort = st.columns(3)
        kind, state, _ = st.columns(3)
        domains = [one for one in DOMAINS if any(o.domain == one for o in picture.organisations)]
        kinds = sorted({run.kind for tie in picture.ties for run in tie.runs if run.kind}, key=str.casefold)
        states = [one for one in LinkState if any(run.state is one for tie in picture.ties for run in tie.runs)]
        return Wanted(
            text=" ".join(text.text_input(words("Search by name"), key="map-search", max_chars=200).casefold().split()),
            domain=_any(visit, domain, words("Domain"), domains, lambda one: words(DOMAINS[one])),
            sort=_any(visit, sort, words("Kind of organisation"), list(SORTS), lambda one: words(SORTS[one])),
            kind=_any(visit, kind, words("Kind of link"), kinds, str),
            state=_any(visit, state, words("State of the link"), states, lambda one: words(LINK_STATES[one])),
        )


def _any(
    visit: Visit, column: DeltaGenerator, label: str, options: Sequence[T], called: Callable[[T], str]
) -> T | None:
    """One of these, or all. Where there is nothing to choose, nothing is asked."""
    if not options:
        return None
    placeholder = visit.words("All")
    return column.selectbox(label, options, index=None, format_func=called, placeholder=placeholder, key=f"map-{label}")


def steps(visit: Visit, around: Chosen) -> int:
    """How far around the choice; 0 is everything."""
    words = visit.words
    if not around:
        return 0
    return (
        st.segmented_control(
            words("Show around it"),
            list(STEPS),
            default=0,
            required=True,
            format_func=lambda n: words(STEPS[n]),
            key="map-steps",
        )
        or 0
    )


def shown(picture: NetworkPicture, around: Chosen, far: int, fit: Wanted, keepers: bool) -> Shown:
    near = {id for end in around for id in picture.around(end, far)} if around and far else set(picture.by_id)
    organisations = tuple(one for one in picture.organisations if one.id in near)
    ties = tuple(tie for tie in picture.ties if near.issuperset(tie.ends))
    bright = {one.id for one in organisations if fit.fits(one)}
    bright_ties = [tie for tie in ties if bright & set(tie.ends) and fit.fits_tie(tie)]
    if fit.about_ties:
        bright &= {end for tie in bright_ties for end in tie.ends}
    return Shown(
        organisations, ties, frozenset(bright), frozenset(tie.ends for tie in bright_ties), frozenset(around), keepers
    )


def _options(picture: NetworkPicture) -> list[Chosen]:
    return [(one.id,) for one in picture.organisations] + [tie.ends for tie in picture.ties]


def _turn() -> None:
    """The drawing forgets what was clicked on it: the choice was made elsewhere."""
    st.session_state[TURN] = st.session_state.get(TURN, 0) + 1


def people_at(shown: Shown) -> list[int]:
    """The organisations of the people that are drawn, in the order of the drawing."""
    if not shown.keepers:
        return []
    found = {(at, keeper.person_id, keeper.name) for tie in shown.ties for at, keeper in tie.keepers}
    return [at for at, _, _ in sorted(found)]
