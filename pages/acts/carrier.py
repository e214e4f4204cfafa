"""Write down who keeps a link, so that it does not rest on one person or on nobody known."""

import streamlit as st

from data_model.access import Entity, Verb, allows
from data_model.findings import Concern
from data_model.read.choices import Choice, people
from data_model.read.turnover_choices import LinkChoice, links
from data_model.write.carriers import add_carrier
from pages.acts.pick import named, pick
from pages.frame.md import md
from pages.frame.submit import submit
from pages.frame.visit import Visit


def form(visit: Visit, concern: Concern | None, key: str) -> None:
    words = visit.words
    link = pick(
        words("Link"),
        _asked(links(visit.session, visit.viewer, visit.day), concern),
        named,
        key=f"{key}-link",
        placeholder=words("Choose a link"),
        about=concern,
        entity="relation",
    )
    if link is None:
        return
    known = people(visit.session, visit.viewer, visit.day)
    _keepers(visit, link, known)
    with st.form(f"{key}-{link.id}", border=False):
        person = pick(
            words("Who keeps this link too"),
            _candidates(visit, link, known, concern),
            named,
            key=f"{key}-{link.id}-person",
            placeholder=words("Choose a person"),
            about=concern if concern and concern.person_id else None,
            entity="person",
        )
        if st.form_submit_button(words("Save"), type="primary"):
            if person is None:
                st.error(words("{field}: fill this in first.", field=words("Who keeps this link too")))
                return
            submit(
                visit,
                words("It is saved who keeps this link."),
                add_carrier,
                relation_id=link.id,
                organisation_id=person.organisation_id,
                person_id=person.id,
            )


def _asked(found: list[LinkChoice], concern: Concern | None) -> list[LinkChoice]:
    """The links a concern is about, those that fewest people keep on its side first."""
    if concern is None:
        return found
    about, side = concern.about, concern.organisation_id
    if about.entity == "person":
        return [link for link in found if any(person_id == about.id for _, person_id in link.carriers)]
    if about.entity == "organisation" and side is not None:
        return sorted((link for link in found if side in link.sides), key=lambda link: link.kept_by(side))
    return found


def _keepers(visit: Visit, link: LinkChoice, known: list[Choice]) -> None:
    keepers = [p for p in known if (p.organisation_id, p.id) in link.carriers]
    if keepers:
        st.caption(md(visit.words("Known so far: {people}.", people=tuple(f"{p.name} ({p.note})" for p in keepers))))
    else:
        st.caption(visit.words("It is not known yet who keeps this link."))


def _candidates(visit: Visit, link: LinkChoice, known: list[Choice], concern: Concern | None) -> list[Choice]:
    """Who works at either end and is not written down yet; at the end of the concern first."""
    side = concern.organisation_id if concern else None
    free = [
        person
        for person in known
        if person.organisation_id in link.sides
        and (person.organisation_id, person.id) not in link.carriers
        and allows(visit.viewer, Entity.TURNOVER, Verb.EDIT, organisation_id=person.organisation_id)
    ]
    return sorted(free, key=lambda person: person.organisation_id != side)
