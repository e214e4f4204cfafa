"""Write down what an organisation promises to arrange in its own house, or put it in other words."""

import streamlit as st

from data_model.access import Entity
from data_model.findings import Concern
from data_model.read.agreement_choices import PromiseChoice, promisers, promises_made
from data_model.read.choices import people
from data_model.write.promises import change_promise, make_promise
from pages.acts.pick import named, pick
from pages.frame.day_field import day_field
from pages.frame.submit import submit
from pages.frame.visit import Visit


def form(visit: Visit, concern: Concern | None, key: str) -> None:
    words = visit.words
    promise = pick(
        words("Promise"),
        promises_made(visit.session, visit.viewer, visit.day),
        named,
        key=f"{key}-choice",
        placeholder=words("A new promise"),
        about=concern if concern and concern.about.entity == "anchoring_promise" else None,
        entity="anchoring_promise",
    )
    inner = f"{key}-{promise.id if promise else 0}"
    with st.form(inner, border=False):
        if promise is None:
            _new(visit, concern, inner)
        else:
            _change(visit, promise, inner)


def _new(visit: Visit, concern: Concern | None, key: str) -> None:
    words = visit.words
    organisation = pick(
        words("Organisation"),
        promisers(visit.session, visit.viewer, visit.day),
        named,
        key=f"{key}-organisation",
        placeholder=words("Choose an organisation"),
        about=concern,
        entity="organisation",
    )
    text = st.text_area(words("What is promised"), key=f"{key}-text")
    st.caption(words("Something the organisation arranges in its own house, such as fixed hours for the network."))
    contact = _contact(visit, None, key)
    on = day_field(words("Promised on"), visit.today, f"{key}-on") or visit.today
    if st.form_submit_button(words("Save"), type="primary"):
        if organisation is None:
            st.error(words("Organisation: choose one first."))
            return
        submit(
            visit,
            words("The promise is written down."),
            make_promise,
            organisation_id=organisation.id,
            text=text,
            promised_on=on,
            contact_person_id=contact,
        )


def _change(visit: Visit, promise: PromiseChoice, key: str) -> None:
    words = visit.words
    text = st.text_area(words("What is promised"), value=promise.name, key=f"{key}-text")
    contact = _contact(visit, promise, key)
    if st.form_submit_button(words("Save"), type="primary"):
        submit(
            visit,
            words("The promise is changed."),
            change_promise,
            promise_id=promise.id,
            text=text,
            contact_person_id=contact,
            seen_version=promise.version,
        )


def _contact(visit: Visit, promise: PromiseChoice | None, key: str) -> int | None:
    """Whoever records a promise may name people of that organisation; a manager those of the own one."""
    own = people(visit.session, visit.viewer, visit.day, Entity.CONTACTS)
    names = {one.id: named(one) for one in own if promise is None or one.organisation_id == promise.organisation_id}
    ids, now = list(names), promise.contact_person_id if promise else None
    return st.selectbox(
        visit.words("Whom to call about it"),
        ids,
        index=ids.index(now) if now in names else None,
        format_func=names.__getitem__,
        placeholder=visit.words("Nobody, or choose"),
        key=f"{key}-contact",
    )
