"""Coming in: find out who is there, open the visit, offer the menu and show the page."""

from collections.abc import Callable, Iterable, Mapping
from functools import cache

import streamlit as st

from data_model.database import reading
from data_model.days import dutch_day
from data_model.read.viewers import present
from data_model.refusal import Forbidden
from pages.frame import closed, failed, who
from pages.frame.chosen_day import choose_day
from pages.frame.stay import stay
from pages.frame.submit import say_done
from pages.frame.turned_away import let_in, turned_away
from pages.frame.visit import Visit
from pages.menu import PAGES, Page
from settings import LANGUAGE_COOKIE, current, engine
from words.language import Words, spoken_with


def enter() -> None:
    """Draw one page for whoever asks. Runs anew at every click, so a withdrawn right works at once."""
    at, token = current().now(), _cookie(current().cookie)
    with reading(engine()) as session:
        here = present(session, token, at)
        viewer = here.viewer if here else None
        words = Words(spoken_with(_cookie(LANGUAGE_COOKIE), viewer.language if viewer else None))
        st.set_page_config(page_title="Schakel", layout="wide", menu_items={})
        if here is None or viewer is None or token is None:
            _navigate(((page, closed.sign_in(page.path, words), False) for page in PAGES), words)
            return
        stay(engine(), here, token, at)
        visit = Visit(
            engine=engine(),
            session=session,
            viewer=viewer,
            network_name=next(held.network_name for held in here.roles if held.network_id == viewer.network_id),
            today=dutch_day(at),
            day=choose_day(dutch_day(at), words),
            at=at,
            words=words,
            token=token,
            roles=here.roles,
            many_roles=here.many,
            addresses=_titles(words.language),
        )
        who.show(visit)
        _navigate(((page, *drawn(page, visit)) for page in PAGES), words)


def drawn(page: Page, visit: Visit) -> tuple[Callable[[], None], bool]:
    """What the address shows to this viewer, and whether the menu offers it."""
    if not page.allowed(visit.viewer, visit.roles):
        return lambda: _turn_away(visit, page.path), False

    def draw() -> None:
        say_done(visit, page.path)
        try:
            with failed.told(visit):
                page.show(visit)
            let_in(page.path)
        except Forbidden:
            _turn_away(visit, page.path)

    return draw, True


def _turn_away(visit: Visit, path: str) -> None:
    turned_away(visit, path)
    closed.not_yours(visit.words)()


@cache
def _titles(language: str) -> Mapping[str, str]:
    words = Words(language)
    return {page.path: words(page.title) for page in PAGES}


def _navigate(pages: Iterable[tuple[Page, Callable[[], None], bool]], words: Words) -> None:
    entries = []
    for page, draw, offered in pages:
        draw.__name__ = f"page_{page.path or 'vandaag'}"
        entries.append(
            st.Page(
                draw,
                title=words(page.title),
                icon=page.icon,
                url_path=page.path,
                default=not page.path,
                visibility="visible" if offered else "hidden",
            )
        )
    st.navigation(entries, expanded=True).run()


def _cookie(name: str) -> str | None:
    value = st.context.cookies.get(name)
    return value if isinstance(value, str) else None
