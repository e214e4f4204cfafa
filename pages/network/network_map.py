"""How does the network hang together? The map, its weakest place first, and the same in words and tables."""

import streamlit as st
from streamlit.elements.lib.mutable_expander_container import ExpanderContainer

from data_model.read.network_picture import DrawnMap, NetworkPicture, Tie, network_picture
from data_model.rules.link_states import LinkState
from pages.acts import register
from pages.acts.map_dialogs import MOVE
from pages.acts.move_on_map import movable
from pages.acts.organisation_dialogs import ADD
from pages.acts.relation_dialogs import MAP_STEP, NEW_LINK, NEW_MAP
from pages.acts.turnover_dialogs import MAP
from pages.frame import html
from pages.frame.html import table, tag
from pages.frame.links import organisation_link
from pages.frame.md import md
from pages.frame.visit import Visit
from pages.network import map_choice, map_legend, map_story, versions
from pages.network.map_chart import CROWDED, Shown, option
from pages.network.map_look import theme
from words.map import some, unreached, weakest
from words.organisations import FORMALITIES
from words.relations import LINK_STATES
from words.states import DOMAINS

FEW, SMALL, USUAL, LARGE = 20, 460, 640, 800


def show(visit: Visit) -> None:
    words = visit.words
    st.title(words("How does the network hang together?"), anchor=False)
    picture = network_picture(visit.session, visit.viewer, visit.day)
    if not picture.organisations or picture.map is None or not picture.ties:
        _begin(visit, picture)
        return
    _weakest(visit, picture)
    chosen = map_choice.chosen(visit, picture)
    steps, keepers = map_choice.steps(visit, chosen), _keepers(visit, picture)
    fit = map_choice.wanted(visit, picture)
    shown = map_choice.shown(picture, chosen, steps, fit, keepers)
    _draw(visit, picture, shown)
    html.show(map_legend.legend(picture, keepers, visit.words))
    map_story.show(visit, picture, chosen)
    _in_tables(visit, picture, shown)
    _which_map(visit, picture.map)
    versions.show(visit)


def _begin(visit: Visit, picture: NetworkPicture) -> None:
    """What to do first while there is nothing to draw."""
    words = visit.words
    if not picture.organisations:
        st.info(words("There are no organisations yet. Add the first one, or import a map."))
        register.buttons(visit, (ADD,), "map-begin")
        return
    if picture.map is None:
        st.info(words("There is no map yet. Start one and draw who works with whom, or import a map from Kumu."))
        register.buttons(visit, (NEW_MAP,), "map-begin")
        return
    st.info(words("There are no links on the map yet. Draw the first one: who works with whom?"))
    register.buttons(visit, (NEW_LINK, NEW_MAP), "map-begin")


def _weakest(visit: Visit, picture: NetworkPicture) -> None:
    """The weakest place in one sentence, and a button to look at it."""
    words = visit.words
    html.show(*(tag("p", text, klass=klass) for text, klass in _lead(visit, picture)))
    place, link = weakest_place(picture), weakest_link(picture)
    with st.container(horizontal=True, key="map-weakest"):
        if place is not None:
            label = md(words("Show {name}", name=picture.by_id[place].name))
            st.button(label, key="map-place", on_click=map_choice.choose, args=(place,), icon=":material/my_location:")
        if link is not None:
            label = words("Show the weakest link")
            st.button(label, key="map-link", on_click=map_choice.choose, args=link.ends, icon=":material/link:")


def _lead(visit: Visit, picture: NetworkPicture) -> list[tuple[str, str]]:
    words, place, link = visit.words, weakest_place(picture), weakest_link(picture)
    counted = words(
        "{n} organisations and {links} links are on the map.", n=len(picture.organisations), links=len(picture.ties)
    )
    if not picture.watches:
        return [(counted, "sk-lead")]
    if place is None:
        return [
            (words("Whichever organisation stops, all others can still reach each other."), "sk-lead"),
            (counted, ""),
        ]
    one = picture.by_id[place]
    told = [(unreached(words, one.name, picture.names(one.cuts_off)), "sk-lead")]
    if link is not None and link.state is not None:
        state = words(LINK_STATES[link.state]).lower()
        a, b = picture.names(link.ends)
        told.append((weakest(words, a, b, state, picture.names(link.cuts_off)), ""))
    return [*told, (counted, "sk-quiet")]


def weakest_place(picture: NetworkPicture) -> int | None:
    """The organisation without which most others are not reached any more; the first by name of equals."""
    found = [one for one in picture.organisations if one.cuts_off]
    return max(found, key=lambda one: len(one.cuts_off)).id if found else None


def weakest_link(picture: NetworkPicture) -> Tie | None:
    """Of the links that hold a part on, one that is about to break, else the one that holds most."""
    found = [tie for tie in picture.ties if tie.cuts_off]
    return max(found, key=lambda tie: (tie.state is LinkState.AT_RISK, len(tie.cuts_off)), default=None)


def _keepers(visit: Visit, picture: NetworkPicture) -> bool:
    if not any(tie.keepers for tie in picture.ties):
        return False
    return st.toggle(visit.words("Show the people who keep the links"), key="map-keepers")


def _draw(visit: Visit, picture: NetworkPicture, shown: Shown) -> None:
    words, many = visit.words, len(shown.organisations)
    people = [(at,) for at in map_choice.people_at(shown)]
    st.session_state[map_choice.DRAWN] = (
        [(one.id,) for one in shown.organisations] + people,
        [t.ends for t in shown.ties],
    )
    drawn = hash((many, shown.bright, shown.bright_ties, shown.keepers))
    key = f"map-{st.session_state.get(map_choice.TURN, 0)}-{drawn}"
    st.echarts_chart(
        option(picture, shown, theme(), words),
        height=SMALL if many <= FEW else LARGE if many > CROWDED else USUAL,
        theme=None,
        key=key,
        on_select=lambda: map_choice.clicked(key),
        alt=" ".join(text for text, _ in _lead(visit, picture)),
    )
    if many > CROWDED:
        st.caption(words("Names show around what you choose, and where you point. Zoom in to see more."))


def _in_tables(visit: Visit, picture: NetworkPicture, shown: Shown) -> None:
    """All that is drawn bright, as lists."""
    words = visit.words
    st.header(words("The same map as a list"), anchor=False)
    organisations = [one for one in shown.organisations if one.id in shown.bright]
    ties = [tie for tie in shown.ties if tie.ends in shown.bright_ties]
    if not organisations:
        st.info(words("No organisation fits this choice. Search for something else, or choose all."))
        return
    with _opened(words("Organisations on the map ({n})", n=len(organisations)), "map-organisations") as box:
        if box.open:
            headers = [words("Organisation"), words("Domain"), words("What it is"), words("People"), words("Links")]
            headers += [words("Without it, these cannot be reached")] if picture.watches else []
            rows = [_row(visit, picture, one.id) for one in organisations]
            html.show(table(words("Organisations on the map"), headers, rows))
    with _opened(words("Links on the map ({n})", n=len(ties)), "map-ties") as box:
        if box.open:
            html.show(map_story.ties_table(visit, picture, ties, words("Links on the map")))


def _opened(label: str, key: str) -> ExpanderContainer:
    """A heading to open; what is below it is only made when it is."""
    return st.expander(label, key=key, on_change="rerun")


def _row(visit: Visit, picture: NetworkPicture, id: int) -> list[str]:
    words, one = visit.words, picture.by_id[id]
    sorts = [words(FORMALITIES[one.formality]), *([words("Webber")] if one.webber else [])]
    row = [
        organisation_link(one.id, one.name),
        words(DOMAINS.get(one.domain, DOMAINS["other"])),
        ", ".join(sorts),
        str(one.people),
        str(len(picture.ties_of(id))),
    ]
    return [*row, some(words, picture.names(one.cuts_off)) or "–"] if picture.watches else row


def _which_map(visit: Visit, drawn: DrawnMap) -> None:
    """How old the map is, how far, and what can be done with it."""
    words = visit.words
    st.header(words("Which map this is"), anchor=False)
    told = [words("Drawn on {day}, {age_days} ago.", day=drawn.made_on, age_days=drawn.age_days)]
    told.append(
        words("Agreed on {day}.", day=drawn.agreed_on) if drawn.agreed_on else words("Provisional: not agreed yet.")
    )
    told += [words("Tried out with a case on {day}.", day=drawn.tested_on)] if drawn.tested_on else []
    html.show(tag("p", " ".join(told)))
    register.buttons(visit, (NEW_LINK, *((MOVE,) if movable(visit) else ()), NEW_MAP, MAP_STEP, MAP), "map")
