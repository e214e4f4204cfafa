"""Choosing one record in a form, with the one a concern is about chosen already."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeVar

import streamlit as st

from data_model.findings import Concern
from data_model.read.choices import Choice
from pages.frame import opened
from pages.frame.visit import Visit

C = TypeVar("C", bound=Choice)


def pick(
    label: str,
    choices: Sequence[C],
    show: Callable[[C], str],
    *,
    key: str,
    placeholder: str,
    about: Concern | None = None,
    entity: str = "",
) -> C | None:
    """A select box over records. A concern about `entity` (or about its person or organisation) preselects."""
    seen = opened.seen(key, choices)
    chosen = st.selectbox(
        label,
        choices,
        index=_index(choices, about, entity),
        format_func=show,
        key=key,
        placeholder=placeholder,
    )
    return chosen and replace(chosen, version=seen.get(chosen.id, chosen.version))


def pick_covenant(visit: Visit, choices: Sequence[C], concern: Concern | None, key: str) -> C | None:
    """A select box over covenants."""
    words = visit.words
    return pick(
        words("Covenant"),
        choices,
        named,
        key=f"{key}-covenant",
        placeholder=words("Choose a covenant"),
        about=concern,
        entity="covenant",
    )


def named(choice: Choice) -> str:
    return f"{choice.name} · {choice.note}" if choice.note else choice.name


def _index(choices: Sequence[Choice], about: Concern | None, entity: str) -> int | None:
    if about is None:
        return None
    wanted = about.about.id if about.about.entity == entity else about.person_id if entity == "person" else None
    exact = (n for n, choice in enumerate(choices) if wanted is not None and choice.id == wanted)
    same_house = (
        n
        for n, choice in enumerate(choices)
        if about.organisation_id is not None and choice.organisation_id == about.organisation_id
    )
    found = next(exact, None)
    return found if found is not None or wanted is not None else next(same_house, None)
