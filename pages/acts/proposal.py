"""Propose a webber, and confirm a proposal or say that it will not be."""

from collections.abc import Callable

import streamlit as st

from data_model.access import Entity, Verb, allows
from data_model.findings import Concern
from data_model.read.choices import Choice, members, people
from data_model.read.webber_choices import proposals
from data_model.write.webber_tasks import confirm_proposal, propose_webber, reject_proposal
from pages.acts.pick import named, pick
from pages.acts.webber_place import area_field, domain_field
from pages.frame.submit import submit
from pages.frame.visit import Visit
from words.language import N_

ANSWERS = {"confirm": N_("Confirm: this becomes a webber"), "reject": N_("This will not be a webber")}


def propose(visit: Visit, concern: Concern | None, key: str) -> None:
    words, viewer = visit.words, visit.viewer
    houses = [
        choice
        for choice in members(visit.session, viewer, visit.day)
        if allows(viewer, Entity.TURNOVER, Verb.EDIT, organisation_id=choice.id)
    ]
    organisation = pick(
        words("Organisation"),
        houses,
        named,
        key=f"{key}-organisation",
        placeholder=words("Choose an organisation"),
        about=concern,
        entity="organisation",
    )
    if organisation is None:
        return
    with st.form(f"{key}-{organisation.id}", border=False):
        person = pick(
            words("Who"),
            [p for p in people(visit.session, viewer, visit.day) if p.organisation_id == organisation.id],
            lambda person: person.name,
            key=f"{key}-{organisation.id}-person",
            placeholder=words("The whole organisation"),
            about=concern,
            entity="person",
        )
        st.caption(words("Preferably a person: an organisation without a name is hard to call."))
        area = area_field(visit, key)
        domain = domain_field(visit, key)
        reason = st.text_input(words("“If I do not know what to do any more, I call this webber, because ...”"))
        if st.form_submit_button(words("Propose"), type="primary"):
            own = {"organisation_id": organisation.id, "person_id": person.id if person else None}
            done = words("The webber is proposed.")
            submit(visit, done, propose_webber, **own, area=area, domain=domain, reason=reason)


def answer(visit: Visit, concern: Concern | None, key: str) -> None:
    words = visit.words
    proposal = pick(
        words("Proposal"),
        proposals(visit.session, visit.viewer, visit.day),
        named,
        key=f"{key}-proposal",
        placeholder=words("Choose a proposal"),
        about=concern,
        entity="webber",
    )
    if proposal is None:
        return
    with st.form(f"{key}-{proposal.id}", border=False):
        chosen = st.radio(words("What did you decide?"), _answers(visit, proposal), format_func=_said(visit))
        person = None if proposal.note else _person(visit, proposal, key)
        if st.form_submit_button(words("Save"), type="primary"):
            own = {"webber_id": proposal.id, "seen_version": proposal.version}
            if chosen == "confirm":
                who = {"person_id": person.id if person else None}
                submit(visit, words("The webber is confirmed."), confirm_proposal, **own, **who)
            else:
                submit(visit, words("The proposal is off."), reject_proposal, **own)


def _answers(visit: Visit, proposal: Choice) -> list[str]:
    """Nobody makes themselves webber: confirming is for who acts for the organisation."""
    may = allows(visit.viewer, Entity.TURNOVER, Verb.EDIT, organisation_id=proposal.organisation_id)
    return list(ANSWERS) if may else ["reject"]


def _said(visit: Visit) -> Callable[[str], str]:
    return lambda answer: visit.words(ANSWERS[answer])


def _person(visit: Visit, proposal: Choice, key: str) -> Choice | None:
    """An organisation that was proposed without a name can get one now."""
    words = visit.words
    return pick(
        words("Who is it for the organisation"),
        [p for p in people(visit.session, visit.viewer, visit.day) if p.organisation_id == proposal.organisation_id],
        lambda person: person.name,
        key=f"{key}-{proposal.id}-person",
        placeholder=words("Nobody in particular"),
    )
