"""The own organisation in the network: what it agreed and promised, who stands for it, what changes there."""

import streamlit as st

from data_model.days import happened
from data_model.findings import Concern, Subject
from data_model.read.changes import ChangeLine, changes
from data_model.read.own_organisation import Approval, OwnOrganisation
from data_model.read.own_people import Face, own_people
from pages.acts import covenant_dialogs, opening, turnover_dialogs
from pages.acts.dialog import Dialog
from pages.frame import html
from pages.frame.facts import fact_list
from pages.frame.html import table, tag
from pages.frame.links import person_link
from pages.frame.state import state_label
from pages.frame.visit import Visit
from words.covenant_acts import PROMISE_STATES
from words.own import AGREEMENT_OUTCOMES
from words.states import HANDOVERS, TURNOVER_KINDS

SETTLED = ("completed", "not_possible")


def promised(visit: Visit, own: OwnOrganisation) -> None:
    """Working agreements the organisation holds, and its promises."""
    words = visit.words
    st.header(words("What your organisation agreed and promised"), anchor=False)
    agreements = [agreement for covenant in own.covenants for agreement in covenant.agreements]
    if not agreements and not own.promises:
        st.info(words("Your organisation holds no working agreements and made no promises."))
    if agreements:
        html.show(
            table(
                words("Working agreements"),
                [words("Agreement"), words("Topic"), words("How does it work out?"), words("Discussed by")],
                [
                    (
                        one.text,
                        words.value("topic", one.topic),
                        words(AGREEMENT_OUTCOMES[one.outcome]),
                        words.short_day(one.review_on) if one.review_on else "–",
                    )
                    for one in agreements
                ],
            )
        )
    if own.promises:
        rows = [(one.text, state_label(words, PROMISE_STATES, one.state)) for one in own.promises]
        html.show(table(words("Promises"), [words("Promise"), words("How far is it?")], rows))


def people(visit: Visit, own: OwnOrganisation) -> None:
    words, found = visit.words, visit.read(own_people, visit.day)
    st.header(words("Who represents your organisation"), anchor=False)
    if not found.faces:
        st.info(words("Nobody represents your organisation in the network. Add a contact person."))
        _offer(visit, own, turnover_dialogs.NEW_CONTACT, Subject("organisation", own.id, own.name))
        return
    rows = [
        (
            person_link(face.person_id, face.name),
            face.function or "–",
            _tasks(visit, face),
            words.short_day(face.last_on) if face.last_on else "–",
        )
        for face in found.faces
    ]
    headers = [words("Name"), words("Function"), words("In the network"), words("Last day")]
    html.show(table(words("People of {organisation}", organisation=own.name), headers, rows))
    if found.lacks_stand_in:
        html.show(tag("p", words("Nobody stands in yet for a webber of your organisation."), klass="sk-step"))
        _offer(visit, own, turnover_dialogs.WEBBER, Subject("organisation", own.id, own.name))


def _tasks(visit: Visit, face: Face) -> str:
    words = visit.words
    held = (
        (face.fixed, words("fixed participant")),
        (face.webber, words("webber")),
        (face.stands_in, words("stands in for a webber")),
    )
    return ", ".join(name for holds, name in held if holds) or words("contact person")


def changing(visit: Visit) -> None:
    """The announced changes of which the handover is not settled, and those still to come."""
    words = visit.words
    lines = [
        line
        for line in visit.read(changes, visit.day)
        if line.handover not in SETTLED or not happened(line.effective_on, visit.day)
    ]
    st.header(words("Handovers"), anchor=False)
    if not lines:
        html.show(tag("p", words("No handover is running.")))
    for line in lines:
        with st.container(border=True, key=f"own-change-{line.event_id}"):
            html.show(
                tag("p", tag("strong", line.person or line.organisation), ": ", _change(visit, line)),
                tag("p", words("Handover: {state}.", state=words(HANDOVERS[line.handover])), klass="sk-step"),
            )
            concern = Concern(
                about=Subject("turnover_event", line.event_id, line.person or line.organisation),
                organisation_id=line.organisation_id,
            )
            dialog = turnover_dialogs.HANDOVER
            if visit.live and line.handover not in SETTLED and dialog.allowed(visit.viewer, concern):
                opening.offer(visit, dialog, concern, f"do-own-{line.event_id}-{dialog.key}")


def _change(visit: Visit, line: ChangeLine) -> str:
    words = visit.words
    said = words("{change}, from {day}.", change=words(TURNOVER_KINDS[line.kind]), day=line.effective_on)
    return f"{said} {words('{name} takes over.', name=line.successor)}" if line.successor else said


def informed(visit: Visit, own: OwnOrganisation) -> None:
    """How and how often the managers hear how the network is doing."""
    words = visit.words
    approvals = [covenant.approval for covenant in own.covenants if covenant.approval]
    st.header(words("How you hear how the network is doing"), anchor=False)
    if not approvals:
        html.show(tag("p", words("Nothing was agreed about this yet. Tell the coordinator what you want to hear.")))
    for approval in approvals:
        html.show(fact_list(_hears(visit, approval)))
        if approval.every_months:
            _offer(visit, own, covenant_dialogs.INFORMING, Subject("management_approval", approval.id, own.name))


def _hears(visit: Visit, approval: Approval) -> list[tuple[str, str]]:
    words = visit.words
    interval = words.value("every_months", approval.every_months) if approval.every_months else None
    often = words("every {interval}", interval=interval) if interval else words("not agreed")
    told = [(words("How"), approval.how or words("not agreed")), (words("How often"), often)]
    if approval.informed_on:
        told.append((words("Last time"), words.day(approval.informed_on)))
    if approval.inform_by:
        told.append((words("Next time, at the latest on"), words.day(approval.inform_by)))
    return told


def _offer(visit: Visit, own: OwnOrganisation, dialog: Dialog, about: Subject) -> None:
    concern = Concern(about=about, organisation_id=own.id)
    if visit.live and dialog.allowed(visit.viewer, concern):
        opening.offer(visit, dialog, concern, f"do-own-house-{about.entity}-{about.id}-{dialog.key}")
