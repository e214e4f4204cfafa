"""The other roles somebody has: another network, another organisation, or another task, each one press away."""

from dataclasses import replace

from data_model.read.accounts import own_organisation
from data_model.read.viewers import HeldRole
from pages.frame.html import Html, tag
from pages.frame.visit import Visit
from words.accounts import ROLES

CURRENT = "true"


def choice(visit: Visit) -> list[Html]:
    """Nothing for who has one role. `web/places.py` answers the forms."""
    if len(visit.roles) < 2:
        return []
    title = visit.words("You look as")
    items = (tag("li", _place(visit, held)) for held in visit.roles)
    return [tag("p", title, klass="sk-places-title"), tag("ul", *items, klass="sk-places", aria_label=title)]


def _place(visit: Visit, held: HeldRole) -> Html:
    called = _called(visit, held)
    if held == _current(visit):
        return tag("strong", called, aria_current=CURRENT)
    button = tag("button", called, type="submit")
    return tag("form", button, method="post", action=f"/plek/{held.grant_id}", target="_self")


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
