"""A short list of facts: what it is and how it stands."""

from collections.abc import Iterable

from pages.frame.html import Html, tag


def fact_list(facts: Iterable[tuple[str, str]]) -> Html:
    return tag("dl", *(part for name, value in facts for part in (tag("dt", name), tag("dd", value))), klass="sk-facts")
