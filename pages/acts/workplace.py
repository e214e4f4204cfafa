"""Write down that somebody works for another organisation too, or that work somewhere ends."""

from collections.abc import Sequence

import streamlit as st

from data_model.access import Entity, Verb, allows
from data_model.findings import Concern, Subject
from data_model.read.choices import members
from data_model.read.people_choices import PlaceChoice, everybody, places_to_change
from data_model.write.affiliations import add_affiliation, end_affiliation
from pages.acts.pick import named, pick
from pages.frame.day_field import day_field
from pages.frame.submit import submit
from pages.frame.visit import Visit


def add(visit: Visit, concern: Concern | None, key: str) -> None:
    words, viewer = visit.words, visit.viewer
    houses = [
        choice
        for choice in members(visit.session, viewer, visit.day)
        if allows(viewer, Entity.CONTACTS, Verb.EDIT, organisation_id=choice.id)
    ]
    with st.form(key, border=False):
        person = pick(
            words("Who"),
            everybody(visit.session, viewer, visit.day),
            named,
            key=f"{key}-person",
            placeholder=words("Choose a person"),
            about=concern,
            entity="person",
        )
        organisation = pick(
            words("Organisation"), houses, named, key=f"{key}-house", placeholder=words("Choose an organisation")
        )
        function = st.text_input(words("Function"), key=f"{key}-function")
        fixed = st.checkbox(words("Regular participant"), key=f"{key}-fixed")
        start_on = day_field(words("From which day"), visit.today, f"{key}-from")
        if st.form_submit_button(words("Save"), type="primary"):
            if person is None or organisation is None:
                field = words("Who") if person is None else words("Organisation")
                st.error(words("{field}: fill this in first.", field=field))
                return
            submit(
                visit,
                words("The person is added to this organisation."),
                add_affiliation,
                person_id=person.id,
                organisation_id=organisation.id,
                function_title=function,
                fixed_participant=fixed,
                start_on=start_on,
            )


def end(visit: Visit, concern: Concern | None, key: str) -> None:
    words, viewer = visit.words, visit.viewer
    places = [
        place
        for place in places_to_change(visit.session, viewer, visit.day)
        if allows(viewer, Entity.CONTACTS, Verb.EDIT, organisation_id=place.organisation_id)
        and (concern is None or concern.person_id in (None, place.person_id))
    ]
    place = pick_place(visit, places, concern, key)
    if place is None:
        return
    with st.form(f"{key}-{place.id}", border=False):
        last_on = day_field(words("Last day"), place.on or visit.today, f"{key}-{place.id}-last") or visit.today
        st.caption(
            words("Does somebody leave who keeps links or tasks? Announce a departure: then the handover starts too.")
        )
        if st.form_submit_button(words("Save"), type="primary"):
            about = {"affiliation_id": place.id, "seen_version": place.version}
            submit(visit, words("The last day is saved."), end_affiliation, end_on=last_on, **about)


def pick_place(visit: Visit, places: Sequence[PlaceChoice], concern: Concern | None, key: str) -> PlaceChoice | None:
    """Which work it is about: the only one there is, or that at the organisation of the concern."""
    words = visit.words
    if not places:
        st.info(words("There is no work at an organisation that you can change."))
        return None
    house = concern.organisation_id if concern else None
    own = next((place for place in places if len(places) == 1 or place.organisation_id == house), None)
    return pick(
        words("Organisation"),
        places,
        named,
        key=f"{key}-place",
        placeholder=words("Choose an organisation"),
        about=Concern(about=Subject("affiliation", own.id)) if own else None,
        entity="affiliation",
    )
