"""Make, change or drop a working agreement, or say that a topic does not apply."""

from collections.abc import Sequence
from typing import Any

import streamlit as st

from data_model.findings import Concern
from data_model.read.agreement_choices import AgreementChoice, standing_agreements
from data_model.read.choices import Choice, members, people
from data_model.read.covenant_making import covenants
from data_model.vocabulary import REQUIRED_TOPICS, Topic
from data_model.write.working_agreements import add_agreement, change_agreement, drop_agreement, set_aside_topic
from pages.acts.pick import named, pick, pick_covenant
from pages.frame.day_field import day_field
from pages.frame.submit import submit
from pages.frame.visit import Visit
from words.covenant_making import TOPICS
from words.language import N_, Words

ADD, SET_ASIDE, CHANGE, DROP = "add", "set_aside", "change", "drop"
NEW = {ADD: N_("Make an agreement"), SET_ASIDE: N_("This topic does not apply")}
STANDING = {CHANGE: N_("Change it"), DROP: N_("It no longer stands")}


def form(visit: Visit, concern: Concern | None, key: str) -> None:
    words = visit.words
    agreement = pick(
        words("Working agreement"),
        standing_agreements(visit.session, visit.viewer, visit.day),
        lambda one: told(one, words),
        key=f"{key}-choice",
        placeholder=words("A new working agreement"),
        about=concern if concern and concern.about.entity == "working_agreement" else None,
        entity="working_agreement",
    )
    steps = NEW if agreement is None else STANDING
    offered = [step for step in steps if agreement is None or agreement.applies or step == DROP]
    step = st.radio(
        words("What do you want to do"),
        offered,
        format_func=lambda step: words(steps[step]),
        key=f"{key}-{agreement.id if agreement else 0}-step",
    )
    inner = f"{key}-{agreement.id if agreement else 0}-{step}"
    with st.form(inner, border=False):
        if agreement is None:
            _new(visit, step, concern, inner)
        elif step == CHANGE:
            _change(visit, agreement, inner)
        else:
            _drop(visit, agreement, inner)


def told(one: AgreementChoice, words: Words) -> str:
    topic = words(TOPICS[Topic(one.topic)]) if one.topic in set(Topic) else words(TOPICS[Topic.OTHER])
    return f"{topic} · {one.name}" if one.applies else f"{topic} · {words('does not apply')}: {one.name}"


def _new(visit: Visit, step: str, concern: Concern | None, key: str) -> None:
    words = visit.words
    covenant = pick_covenant(visit, covenants(visit.session, visit.viewer, visit.day), concern, key)
    topic = st.selectbox(
        words("Topic"),
        list(Topic) if step == ADD else list(REQUIRED_TOPICS),
        index=None,
        format_func=lambda topic: words(TOPICS[topic]),
        placeholder=words("Choose a topic"),
        key=f"{key}-topic",
    )
    said = _content(visit, None, key) if step == ADD else _reason(visit, key)
    on = day_field(words("Agreed on"), visit.today, f"{key}-on") or visit.today
    if st.form_submit_button(words("Save"), type="primary"):
        if covenant is None:
            st.error(words("{field}: fill this in first.", field=words("Covenant")))
            return
        act, done = (
            (add_agreement, words("The agreement is written down."))
            if step == ADD
            else (set_aside_topic, words("It is written down why the topic does not apply."))
        )
        submit(visit, done, act, covenant_id=covenant.id, topic=topic or "", agreed_on=on, **said)


def _reason(visit: Visit, key: str) -> dict[str, Any]:
    return {"reason": st.text_area(visit.words("Why the topic does not apply"), key=f"{key}-reason")}


def _content(visit: Visit, agreement: AgreementChoice | None, key: str) -> dict[str, Any]:
    """The words of the agreement, who owns it, whom to call, and when it is discussed."""
    words = visit.words
    text = st.text_area(words("What was agreed"), value=agreement.name if agreement else "", key=f"{key}-text")
    owner = _chosen(
        words("Organisation that owns it"),
        members(visit.session, visit.viewer, visit.day),
        agreement.organisation_id if agreement else None,
        words("The whole network, or choose"),
        f"{key}-owner",
    )
    contact = _chosen(
        words("Whom to call about it"),
        people(visit.session, visit.viewer, visit.day),
        agreement.contact_person_id if agreement else None,
        words("Nobody, or choose"),
        f"{key}-contact",
    )
    review_on = day_field(words("Discuss it by"), agreement.on if agreement else None, f"{key}-review")
    st.caption(words("Leave this empty to discuss it with the next evaluation."))
    return {
        "text": text,
        "owner_organisation_id": owner,
        "contact_person_id": contact,
        "review_on": review_on,
    }


def _chosen(label: str, choices: Sequence[Choice], id: int | None, nobody: str, key: str) -> int | None:
    """Somebody out of a list, or none. Who is in it twice is shown with the first place."""
    names: dict[int, str] = {}
    for choice in choices:
        names.setdefault(choice.id, named(choice))
    ids = list(names)
    return st.selectbox(
        label,
        ids,
        index=ids.index(id) if id in names else None,
        format_func=names.__getitem__,
        placeholder=nobody,
        key=key,
    )


def _change(visit: Visit, agreement: AgreementChoice, key: str) -> None:
    said = _content(visit, agreement, key)
    if st.form_submit_button(visit.words("Save"), type="primary"):
        done = visit.words("The working agreement is changed.")
        submit(visit, done, change_agreement, agreement_id=agreement.id, seen_version=agreement.version, **said)


def _drop(visit: Visit, agreement: AgreementChoice, key: str) -> None:
    words = visit.words
    on = day_field(words("From which day"), visit.today, f"{key}-on") or visit.today
    st.caption(words("It stays on record that it stood until then."))
    if st.form_submit_button(words("Save"), type="primary"):
        done = words("It is recorded that this no longer stands.")
        seen = {"agreement_id": agreement.id, "seen_version": agreement.version}
        submit(visit, done, drop_agreement, dropped_on=on, **seen)
