"""The story of what is chosen on the map: what hangs on an organisation and what to do, or how a link stands."""

from collections.abc import Sequence

import streamlit as st

from data_model.findings import Concern, Subject
from data_model.read.network_picture import NetworkPicture, PlacedOrganisation, Tie
from pages.acts import register
from pages.acts.organisation_dialogs import CHANGE
from pages.acts.relation_dialogs import NEW_LINK
from pages.acts.turnover_dialogs import CARRIER, NEW_CONTACT
from pages.frame import html
from pages.frame.html import Html, tag
from pages.frame.links import organisation_link, person_link, what_if_link
from pages.frame.md import md
from pages.frame.state import state_label
from pages.frame.visit import Visit
from pages.network import link_story
from words.map import some, unreached
from words.organisations import FORMALITIES
from words.relations import LINK_STATES
from words.states import DOMAINS

NOTHING = "–"


def show(visit: Visit, picture: NetworkPicture, chosen: tuple[int, ...]) -> None:
    if len(chosen) == 1:
        _organisation(visit, picture, picture.by_id[chosen[0]])
    elif chosen:
        _tie(visit, next(tie for tie in picture.ties if tie.ends == chosen))


def _organisation(visit: Visit, picture: NetworkPicture, one: PlacedOrganisation) -> None:
    words, ties = visit.words, picture.ties_of(one.id)
    about = Concern(about=Subject("organisation", one.id, one.name), organisation_id=one.id)
    st.header(md(one.name), anchor=False)
    html.show(tag("p", what(one, visit), klass="sk-quiet"))
    html.show(*(tag("p", sentence) for sentence in hangs_on(visit, picture, one)))
    html.show(tag("p", organisation_link(one.id, words("To the page of this organisation"))))
    if picture.watches:
        html.show(tag("p", what_if_link([], [one.id], words("What if this organisation leaves?"))))
    register.buttons(visit, (NEW_LINK, CARRIER, NEW_CONTACT, CHANGE), "map-organisation", about)
    if ties:
        html.show(ties_table(visit, picture, ties, words("Links of this organisation"), one.id))


def what(one: PlacedOrganisation, visit: Visit) -> str:
    """Its domain, whether it is formal, whether it is a webber, and on how many people it rests."""
    words = visit.words
    parts = [words(DOMAINS.get(one.domain, DOMAINS["other"])), words(FORMALITIES[one.formality])]
    parts += [words("Webber")] if one.webber else []
    parts += [words.plural("{n} person", "{n} people", one.people)] if one.people else [words("nobody known")]
    return " · ".join(parts)


def hangs_on(visit: Visit, picture: NetworkPicture, one: PlacedOrganisation) -> list[str]:
    """With whom it works, and who is not reached any more without it."""
    words = visit.words
    others = picture.names(tuple(tie.other(one.id) for tie in picture.ties_of(one.id)))
    if not others:
        return [words("No link with another organisation is on the map.")]
    told = [
        words.plural(
            "It has a link with {n} organisation: {others}.",
            "It has a link with {n} organisations: {others}.",
            len(others),
            others=some(words, others),
        )
    ]
    if one.cuts_off:
        told.append(unreached(words, one.name, picture.names(one.cuts_off)))
    elif picture.watches:
        told.append(words("Without it all others can still reach each other."))
    return told


def _tie(visit: Visit, tie: Tie) -> None:
    words = visit.words
    runs = {run.relation_id: run for run in tie.runs}
    id = tie.runs[0].relation_id
    if len(runs) > 1:
        id = st.radio(
            words("There are several links between these two. Which one?"),
            list(runs),
            format_func=lambda one: md(runs[one].kind or words("without a kind")),
            key=f"map-run-{tie.a}-{tie.b}",
            horizontal=True,
        )
    link_story.show(visit, id)


def ties_table(
    visit: Visit, picture: NetworkPicture, ties: Sequence[Tie], caption: str, seen_from: int | None = None
) -> Html:
    """Links as a table; seen from an organisation only the other end is named."""
    words = visit.words
    headers = [words("Link") if seen_from is None else words("With"), words("Kind")]
    states, keepers = any(tie.state for tie in picture.ties), any(tie.keepers for tie in picture.ties)
    headers += [words("Who keeps it")] if keepers else []
    headers += [words("State")] if states else []
    headers += [words("What depends on it")] if picture.watches else []
    rows = []
    for tie in ties:
        ends = tie.ends if seen_from is None else (tie.other(seen_from),)
        names = [organisation_link(id, picture.by_id[id].name) for id in ends]
        kinds = dict.fromkeys(run.kind for run in tie.runs if run.kind)
        row: list[str] = [_between(names, " – "), ", ".join(kinds) or NOTHING]
        row += [_keepers(visit, picture, tie)] if keepers else []
        row += [state_label(words, LINK_STATES, tie.state) if tie.state else NOTHING] if states else []
        row += [some(words, picture.names(tie.cuts_off)) or NOTHING] if picture.watches else []
        rows.append(row)
    return html.table(caption, headers, rows)


def _keepers(visit: Visit, picture: NetworkPicture, tie: Tie) -> str:
    lines = []
    for end in tie.ends:
        names = [person_link(keeper.person_id, keeper.name) for at, keeper in tie.keepers if at == end]
        if names:
            lines.append(tag("div", f"{picture.by_id[end].name}: ", _between(names, ", ")))
    return tag("div", *lines) if lines else NOTHING


def _between(parts: Sequence[Html], sign: str) -> Html:
    """The parts with a sign between them."""
    return tag("span", *[one for part in parts for one in (sign, part)][1:])
