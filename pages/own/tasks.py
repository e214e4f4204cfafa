"""The tasks somebody holds in the network, told in sentences."""

from collections.abc import Iterator

import streamlit as st

from data_model.read.groups import grouped
from data_model.read.own_tasks import OwnTasks, WebberTask
from data_model.vocabulary import NetworkTask
from pages.frame import html
from pages.frame.html import Html, tag
from pages.frame.visit import Visit
from words.people import NETWORK_TASKS
from words.states import DOMAINS


def show(visit: Visit, held: OwnTasks) -> None:
    told = list(_told(visit, held))
    if not told:
        st.info(visit.words("You hold no tasks in the network."))
        return
    html.show(tag("ul", *(tag("li", one) for one in told)))


def _told(visit: Visit, held: OwnTasks) -> Iterator[str | Html]:
    words = visit.words
    yield from (words(NETWORK_TASKS[NetworkTask(role)]) for role in held.roles if role in set(NetworkTask))
    yield from (words("You are webber: {what}.", what=_task(visit, task)) for task in held.webber)
    for task in held.stand_in:
        if task.holder:
            yield words("You stand in for webber {name}: {what}.", name=task.holder, what=_task(visit, task))
        else:
            yield words("You stand in as webber: {what}.", what=_task(visit, task))
    yield from (words("You are the contact for this agreement: {text}", text=text) for text in held.agreements)
    yield from (words("You are the contact for this promise: {text}", text=text) for text in held.promises)
    for own, others in grouped(held.links).items():
        yield words("You keep the links of {own} with {others}.", own=own, others=others)


def _task(visit: Visit, task: WebberTask) -> str:
    domain = visit.words(DOMAINS[task.domain]) if task.domain in DOMAINS else None
    return ", ".join(filter(None, (task.organisation, task.area, domain)))
