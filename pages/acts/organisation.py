"""Write down a new organisation, or change what is known of one."""

from typing import Any

import streamlit as st

from data_model.findings import Concern
from data_model.read.membership_choices import OrganisationChoice, organisations_to_change
from data_model.vocabulary import PILLARS, Domain
from data_model.write.organisations import FORMALITIES, STANDINGS, add_organisation, change_organisation
from pages.acts.pick import named, pick
from pages.frame.day_field import day_field
from pages.frame.submit import submit
from pages.frame.visit import Visit
from words import organisations as say
from words.states import DOMAINS


def add(visit: Visit, concern: Concern | None, key: str) -> None:
    """A finding that a domain is missed starts with an invitation."""
    words = visit.words
    asked = OrganisationChoice(0, "", domain=_missed_domain(concern))
    with st.form(key, border=False):
        fields = _fields(visit, asked)
        standing = st.radio(
            words("How it stands"),
            STANDINGS,
            index=STANDINGS.index("invited" if concern else "joined"),
            format_func=lambda one: words(say.STANDINGS[one]),
        )
        on = day_field(words("On which day"), visit.today)
        if st.form_submit_button(words("Save"), type="primary") and _complete(visit, fields):
            submit(visit, words("The organisation is added."), add_organisation, standing=standing, on=on, **fields)


def change(visit: Visit, concern: Concern | None, key: str) -> None:
    words = visit.words
    organisation = pick(
        words("Organisation"),
        organisations_to_change(visit.session, visit.viewer),
        named,
        key=f"{key}-choice",
        placeholder=words("Choose an organisation"),
        about=concern,
        entity="organisation",
    )
    if organisation is None:
        return
    with st.form(f"{key}-{organisation.id}", border=False):
        fields = _fields(visit, organisation)
        if st.form_submit_button(words("Save"), type="primary") and _complete(visit, fields):
            submit(
                visit,
                words("The organisation is brought up to date."),
                change_organisation,
                organisation_id=organisation.id,
                seen_version=organisation.version,
                **fields,
            )


def _fields(visit: Visit, known: OrganisationChoice) -> dict[str, Any]:
    words = visit.words
    domains = list(DOMAINS)
    return {
        "name": st.text_input(words("Name"), known.name),
        "formality": st.radio(
            words("Formal or informal"),
            FORMALITIES,
            index=FORMALITIES.index(known.formality) if known.formality in FORMALITIES else 0,
            format_func=lambda one: words(say.FORMALITIES[one]),
            horizontal=True,
        ),
        "domain": st.selectbox(
            words("Domain"),
            domains,
            index=domains.index(known.domain) if known.domain in domains else None,
            format_func=lambda one: words(DOMAINS[one]),
            placeholder=words("Choose a domain"),
        ),
        "website": st.text_input(words("Website"), known.website),
        "general_phone": st.text_input(words("General phone"), known.general_phone),
        "general_email": st.text_input(words("General e-mail"), known.general_email),
    }


def _complete(visit: Visit, fields: dict[str, Any]) -> bool:
    if fields["domain"] is None:
        st.error(visit.words("{field}: fill this in first.", field=visit.words("Domain")))
    return fields["domain"] is not None


def _missed_domain(concern: Concern | None) -> str:
    if concern is None or concern.about.entity != "domain":
        return ""
    return str(PILLARS[concern.about.id - 1]) if 0 < concern.about.id <= len(PILLARS) else str(Domain.OTHER)
