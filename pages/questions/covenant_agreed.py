"""What was agreed in a covenant: working agreements by topic, what managers say and hear, and promises."""

import streamlit as st

from data_model.access import Entity, Reach, Verb, reach
from data_model.days import happened
from data_model.findings import Concern, Subject
from data_model.read.covenant_details import Details
from data_model.rules.covenant_agreements import promise_state, review_due
from data_model.rules.covenant_facts import AgreementFact, ApprovalFact, CovenantFact, CovenantFacts
from data_model.rules.covenant_signed import given, refused
from data_model.vocabulary import Topic
from pages.acts import register
from pages.acts.covenant_dialogs import APPROVAL, INFORMING, PROMISE, REVIEW
from pages.acts.covenant_making_dialogs import AGREEMENT, MANAGEMENT, PROMISED, ROUTE
from pages.frame import html
from pages.frame.html import table
from pages.frame.md import md
from pages.frame.state import state_label
from pages.frame.visit import Visit
from pages.questions.covenant_signatures import whose
from words.covenant_acts import APPROVAL_STATES, PROMISE_STATES
from words.covenant_making import AGREEMENT_OUTCOMES, NEEDED, TOPICS

MARKS = {"kept": "✓", "not_kept": "!", "not_applicable": "–"}


def mine(visit: Visit, subject: Subject) -> Concern:
    """A record, for who acts on all of it; for who acts for one organisation: that organisation's part of it."""
    whole = reach(visit.viewer, Entity.COVENANT, Verb.EDIT) is Reach.NETWORK
    return Concern(about=subject, organisation_id=None if whole else visit.viewer.organisation_id)


def agreements(visit: Visit, facts: CovenantFacts, covenant: CovenantFact, more: Details) -> None:
    words = visit.words
    st.header(words("Working agreements: {covenant}", covenant=md(covenant.title)), anchor=False)
    standing = [one for one in covenant.agreements if one.stands(visit.day)]
    if standing:
        html.show(
            table(
                words("Working agreements by topic, and how they work out"),
                [
                    words("Topic"),
                    words("What was agreed"),
                    words("Organisation"),
                    words("State"),
                    words("Discuss it by"),
                ],
                [
                    _agreement(visit, facts, covenant, one, more)
                    for topic in Topic
                    for one in standing
                    if one.topic == topic
                ],
            )
        )
    else:
        st.info(words("There are no working agreements yet. Make one on each of the six topics, or say why not."))
    register.buttons(visit, (AGREEMENT, REVIEW), f"agreed-{covenant.id}", Concern(about=covenant.subject))


def _agreement(
    visit: Visit, facts: CovenantFacts, covenant: CovenantFact, one: AgreementFact, more: Details
) -> tuple[str, ...]:
    words, owner, contact = visit.words, one.owner_organisation_id, more.contacts.get(one.id)
    outcome = one.outcome(visit.day) if one.applies else "not_applicable"
    due = review_due(covenant, one, visit.day) if one.applies else None
    text = one.text if one.applies else more.set_aside.get(one.id, "")
    return (
        words(TOPICS[one.topic]),
        words("{text} Call {contact}.", text=text, contact=contact) if contact else text,
        whose(visit, owner, facts.organisation(owner).name) if owner else words("the whole network"),
        f"{MARKS.get(outcome, '·')} {words(AGREEMENT_OUTCOMES[outcome])}",
        words.short_day(due) if due else "–",
    )


def approvals(visit: Visit, covenant: CovenantFact, more: Details) -> None:
    words, paper = visit.words, more.papers[covenant.id]
    st.header(words("Managers: {covenant}", covenant=md(covenant.title)), anchor=False)
    needed = words(NEEDED.get(paper.approval_needed, NEEDED["unknown"]))
    told = words("Must managers approve? {answer}.", answer=needed)
    st.write(md(f"{told} {paper.approval_route}" if paper.approval_route else told))
    if covenant.approvals:
        html.show(
            table(
                words("What managers said, and how they hear of the network"),
                [words("Organisation"), words("Approval"), words("How they hear"), words("Last informed")],
                [_approval(visit, one, more) for one in covenant.approvals],
            )
        )
    else:
        st.info(words("Nothing is arranged with managers yet. Ask how they want to hear of the network."))
    dialogs = (ROUTE, MANAGEMENT, APPROVAL, INFORMING)
    register.buttons(visit, dialogs, f"managers-{covenant.id}", mine(visit, covenant.subject))


def _approval(visit: Visit, one: ApprovalFact, more: Details) -> tuple[str, ...]:
    words, told = visit.words, more.arrangements[one.id]
    how = told.informed_how or words("nothing agreed yet")
    if told.inform_every_months:
        how = words("{how}, every {every_months}", how=how, every_months=told.inform_every_months)
    informed_on = told.last_informed_on if happened(told.last_informed_on, visit.day) else None
    return (
        whose(visit, one.organisation_id, one.name),
        state_label(words, APPROVAL_STATES, _said(visit, one, told.needed)),
        how,
        words.short_day(informed_on) if informed_on else "–",
    )


def _said(visit: Visit, one: ApprovalFact, needed: str) -> str:
    if given(one, visit.day):
        return "given"
    if refused(one, visit.day):
        return "refused"
    if needed != "yes":
        return "not_needed" if needed == "no" else "unknown"
    return "asked" if happened(one.asked_on, visit.day) else "needed"


def promises(visit: Visit, facts: CovenantFacts, more: Details) -> None:
    words = visit.words
    st.header(words("What organisations promised"), anchor=False)
    made = [one for one in facts.promises if one.promised_on <= visit.day]
    if made:
        own = visit.viewer.organisation_id
        made.sort(key=lambda one: (one.organisation_id != own, facts.organisation(one.organisation_id).name, one.id))
        html.show(
            table(
                words("Promises by organisation, and how far each is"),
                [words("Organisation"), words("What is promised"), words("State"), words("Whom to call")],
                [
                    (
                        whose(visit, one.organisation_id, facts.organisation(one.organisation_id).name),
                        more.promises[one.id].text,
                        state_label(words, PROMISE_STATES, promise_state(facts, one, visit.day)),
                        more.promises[one.id].contact or "–",
                    )
                    for one in made
                ],
            )
        )
    else:
        st.info(words("No promises are written down yet. Ask each organisation what it arranges in its own house."))
    register.buttons(visit, (PROMISED, PROMISE), "promises", mine(visit, facts.network))
