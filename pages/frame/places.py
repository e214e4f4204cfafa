"""The other roles somebody has: another network, another organisation, or another task, one press away."""

from collections import Counter
from dataclasses import replace

import streamlit as st

from data_model.read.accounts import own_organisation
from data_model.read.viewers import HeldRole
from pages.frame import html
from pages.frame.html import Html, tag
from pages.frame.links import page_way
from pages.frame.visit import Visit
from words.accounts import ROLES

CURRENT = "true"
# So many stand below each other; more are searched for by name.
FEW = 7


def choice(visit: Visit) -> list[Html]:
    """Nothing for who has one role. `web/places.py` answers the forms."""
    if len(visit.roles) < 2:
        return []
    title = visit.words("You look as")
    if not many(visit):
        items = [_place(visit, held, _called(visit, held)) for held in visit.roles]
    else:
        items = [tag("strong", f"{visit.words(ROLES[visit.viewer.role])} · {visit.network_name}", aria_current=CURRENT)]
    return [
        tag("p", title, klass="sk-places-title"),
        tag("ul", *(tag("li", item) for item in items), klass="sk-places", aria_label=title),
    ]


def many(visit: Visit) -> bool:
    """Whether there are too many roles to show them all."""
    return visit.many_roles or len(visit.roles) > FEW


def search(visit: Visit) -> None:
    """By name; with still more roles on the page that can."""
    if visit.many_roles:
        _elsewhere(visit)
    else:
        _search(visit)


def way(grant_id: int, *content: str) -> Html:
    """A press that brings to the front page of one of one's own roles."""
    return tag(
        "form", tag("button", *content, type="submit"), method="post", action=f"/plek/{grant_id}", target="_self"
    )


def _search(visit: Visit) -> None:
    """To choose is not to go: whoever looks through the list by its keys stays where they are."""
    words, current = visit.words, _current(visit)
    names = _names(visit)
    others = sorted((held for held in visit.roles if held != current), key=lambda held: names[held.grant_id].casefold())
    chosen = st.selectbox(
        words("Look elsewhere"),
        [held.grant_id for held in others],
        index=None,
        format_func=lambda id: names.get(id, ""),
        placeholder=words("Search by name"),
        key="places",
    )
    if chosen in names:
        going = tag("li", way(chosen, words("Go to {name}", name=names[chosen])))
        html.show(tag("ul", going, klass="sk-places"))


def _elsewhere(visit: Visit) -> None:
    """Too many to name at every click."""
    if "regio" in visit.addresses:
        html.show(page_way("regio", visit.words("Look elsewhere")))


def _names(visit: Visit) -> dict[int, str]:
    """The organisation only where it tells two roles apart: it is asked for one by one."""
    alike = Counter((held.network_id, held.role) for held in visit.roles)
    return {
        held.grant_id: _called(visit, held)
        if alike[held.network_id, held.role] > 1
        else f"{held.network_name} · {visit.words(ROLES[held.role])}"
        for held in visit.roles
    }


def _place(visit: Visit, held: HeldRole, called: str) -> Html:
    return tag("strong", called, aria_current=CURRENT) if held == _current(visit) else way(held.grant_id, called)


def _called(visit: Visit, held: HeldRole) -> str:
    there = replace(
        visit.viewer,
        network_id=held.network_id,
        role=held.role,
        organisation_id=held.organisation_id,
        person_id=held.person_id,
    )
    house = own_organisation(visit.session, there)
    return " · ".join(part for part in (visit.words(ROLES[held.role]), house, held.network_name) if part)


def _current(visit: Visit) -> HeldRole | None:
    """The one in which the viewer looks. Two roles that are the same in all but their day are the same to look in."""
    now = visit.viewer
    here = (now.network_id, now.role, now.organisation_id, now.person_id)
    same = (h for h in visit.roles if (h.network_id, h.role, h.organisation_id, h.person_id) == here)
    return next(same, None)
