"""What an organisation still has to do for the covenant, each step with the form that settles it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import streamlit as st

from data_model.days import days_after
from data_model.findings import Concern, Subject, Value
from data_model.norms import Norms
from data_model.read.own_organisation import Approval, OwnCovenant, OwnOrganisation
from data_model.rules.covenant_agreements import PromiseState
from data_model.rules.covenant_signed import WAITING
from data_model.rules.covenant_state import State
from data_model.vocabulary import SignatureState
from pages.acts import covenant_dialogs, opening, register
from pages.acts.dialog import Dialog
from pages.frame import html
from pages.frame.html import tag
from pages.frame.visit import Visit
from words.language import N_

RUNS = (State.IN_FORCE, State.IN_REVISION)
ASKS = (State.OPEN_FOR_SIGNATURE, *RUNS)


@dataclass(frozen=True)
class Step:
    """One thing to do: a sentence, and the form with the record it is about. No form: somebody else records it."""

    sentence: str
    about: Subject
    dialog: Dialog | None = None
    value: Value = None


def steps(own: OwnOrganisation, day: date, norms: Norms) -> list[Step]:
    """First what the network waits for."""
    found = [step for covenant in own.covenants for step in _covenant(covenant, own.name, day, norms)]
    promised = [
        Step(
            N_("Discuss this promise inside your organisation: {value}"),
            Subject("anchoring_promise", one.id, one.text),
            covenant_dialogs.PROMISE,
            one.text,
        )
        for one in own.promises
        if one.state is PromiseState.NOT_DISCUSSED
    ]
    return found + promised


def _covenant(covenant: OwnCovenant, name: str, day: date, norms: Norms) -> Iterator[Step]:
    if covenant.party_id and covenant.state in ASKS:
        party = Subject("covenant_party", covenant.party_id, name)
        if covenant.signature in WAITING:
            yield Step(N_("Sign the covenant, or say that your organisation does not."), party, register.SIGNATURE)
        if covenant.signature is SignatureState.SUBJECT_TO_MANDATE:
            yield Step(N_("Confirm the signature: it was given subject to mandate."), party, register.SIGNATURE)
    if covenant.approval and covenant.state in ASKS:
        yield from _approval(covenant.approval, name, day)
    soon = days_after(day, norms.evaluation_soon_days)
    if covenant.evaluate_by and covenant.evaluate_by <= soon and covenant.state in RUNS:
        sentence = (
            N_("Take part in the evaluation of the covenant. It was agreed for {value}; the coordinator records it.")
            if covenant.evaluate_by < day
            else N_("Take part in the evaluation of the covenant, by {value}. The coordinator records it.")
        )
        yield Step(sentence, Subject("covenant", covenant.id, covenant.title), None, covenant.evaluate_by)


def _approval(approval: Approval, name: str, day: date) -> Iterator[Step]:
    about = Subject("management_approval", approval.id, name)
    if approval.needed and not approval.given and not approval.refused:
        yield Step(N_("Say whether your managers agree with the covenant."), about, covenant_dialogs.APPROVAL)
    if approval.inform_by and approval.inform_by < day:
        yield Step(
            N_("You asked to hear how the network is doing by {value}. Record it when you have."),
            about,
            covenant_dialogs.INFORMING,
            approval.inform_by,
        )


def show(visit: Visit, own: OwnOrganisation) -> None:
    words = visit.words
    st.header(words("What your organisation still has to do"), anchor=False)
    found = steps(own, visit.day, visit.norms)
    if not found:
        st.success(words("There is nothing to do for the covenant now."), icon=":material/check_circle:")
    for step in found:
        with st.container(border=True, key=f"own-step-{step.about.entity}-{step.about.id}"):
            html.show(tag("p", words(step.sentence, value=step.value)))
            _button(visit, own, step)


def _button(visit: Visit, own: OwnOrganisation, step: Step) -> None:
    concern = Concern(about=step.about, organisation_id=own.id)
    if visit.live and step.dialog and step.dialog.allowed(visit.viewer, concern):
        name = f"do-own-{step.about.entity}-{step.about.id}-{step.dialog.key}"
        opening.offer(visit, step.dialog, concern, name, "primary")
