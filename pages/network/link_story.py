"""The story of one link: how it stands, why it could break or is safe, what helps, and who kept it through time."""

from collections.abc import Iterator

import streamlit as st

from data_model.findings import Concern, Subject
from data_model.read.link_story import LinkStory, link_story
from pages.acts import register
from pages.acts.relation_dialogs import END_CARRIER, LINK
from pages.acts.turnover_dialogs import CARRIER
from pages.frame import html
from pages.frame.facts import fact_list
from pages.frame.html import Html, tag
from pages.frame.links import organisation_link
from pages.frame.md import md
from pages.frame.state import ICONS, LOOK_OF
from pages.frame.timeline import Span, period, timeline
from pages.frame.visit import Visit
from pages.network import link_reasons
from words.language import N_
from words.relations import LINK_STATES

NOT_DRAWN = N_(
    "This link is not on the map of this day: it ended, it stands on another version, or an organisation is not there."
)


def show(visit: Visit, relation_id: int) -> None:
    """Raises `Forbidden` when there is no such link."""
    words = visit.words
    day = visit.day
    story = visit.read(link_story, relation_id, day)
    st.header(md(story.name), anchor=False)
    if not story.drawn:
        st.info(words(NOT_DRAWN))
    elif story.state is not None:
        html.show(_chip(story, visit))
    html.show(fact_list(_facts(visit, story)))
    if story.reasons is None:
        return
    if story.drawn:
        link_reasons.show(visit, story, story.reasons)
    about = Concern(about=Subject("relation", story.relation_id, story.name), organisation_id=_own(visit, story))
    if story.drawn:
        register.buttons(visit, (CARRIER, END_CARRIER, LINK), "story", about)
    _keepers(visit, story)


def _own(visit: Visit, story: LinkStory) -> int:
    """The side somebody may act on: the own one where it is at either end."""
    ids = [id for id, _ in story.sides]
    return visit.viewer.organisation_id if visit.viewer.organisation_id in ids else ids[0]


def _chip(story: LinkStory, visit: Visit) -> Html:
    assert story.state is not None
    look = LOOK_OF[story.state]
    icon = tag("span", ICONS[look], aria_hidden="true")
    return tag("span", icon, " ", visit.words(LINK_STATES[story.state]), klass=f"sk-chip sk-{look}")


def _facts(visit: Visit, story: LinkStory) -> Iterator[tuple[str, str]]:
    words = visit.words
    one, other = (organisation_link(id, name) for id, name in story.sides)
    yield words("Between"), tag("span", one, " – ", other)
    if story.kind:
        yield words("Kind"), story.kind
    if story.description:
        yield words("What the link is for"), story.description
    last = story.end_on and words.day(story.end_on)
    yield words("On the map since"), words.day(story.start_on)
    if last:
        yield words("Last day"), last
    if story.reasons is not None:
        confirmed = story.last_confirmed_on
        yield words("Last confirmed"), words.day(confirmed) if confirmed else words("Never confirmed.")


def _keepers(visit: Visit, story: LinkStory) -> None:
    """Everybody who kept a side that the viewer sees, through time."""
    words, names = visit.words, dict(story.sides)
    st.subheader(words("Who kept this link through time"), anchor=False)
    if not story.kept:
        st.info(words("Nobody is written down yet as keeper of this link."))
        return
    timeline(
        visit,
        [Span(names[one.organisation_id], one.name, one.first_on, one.last_on) for one in story.kept],
        [],
        words.plural(
            "{n} person keeps or kept this link.",
            "{n} people keep or kept this link.",
            len({one.person_id for one in story.kept}),
        ),
        [words("Organisation"), words("Who"), words("Period")],
        [(names[one.organisation_id], one.name, period(one.first_on, one.last_on, words)) for one in story.kept],
        f"story-{story.relation_id}",
    )
