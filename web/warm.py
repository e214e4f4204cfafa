"""What the first visitor would wait for is done while the server starts, and after that memory is left at rest."""

import gc
import logging
import threading
from collections.abc import Callable, Iterable
from importlib import import_module
from time import perf_counter

import settings
from data_model.access import command_line
from data_model.database import reading
from data_model.read.viewers import every_network
from data_model.vocabulary import LANGUAGES
from logs import failed
from web.chrome import start_script
from web.static import compress
from words.language import Words

LOG = logging.getLogger("schakel")
# What Streamlit loads at its first run of a page.
AT_FIRST_RUN = ("streamlit.material_icon_names", "streamlit.web.skills")


def start(load_pages: Callable[[], object], after: float = 0.0) -> threading.Timer:
    """In the background, so many seconds from now. Whoever asks for a page meanwhile waits for the pages alone."""
    thread = threading.Timer(after, warm, args=(load_pages,))
    thread.daemon = True
    thread.start()
    return thread


def warm(load_pages: Callable[[], object]) -> None:
    """Each part by itself: whatever does not succeed is in the log, and done at the first visit instead."""
    began = perf_counter()
    for step in (load_pages, _speak, _look, compress, _at_first_run):
        _try(step)
    rest()
    LOG.info("warm", extra={"seconds": round(perf_counter() - began, 1)})


def rest() -> None:
    """What is loaded by now stays until the end: from here on the collector no longer walks through it."""
    gc.collect()
    gc.freeze()
    gc.enable()


def _try(step: Callable[[], object]) -> None:
    try:
        step()
    except Exception as error:
        failed(error)


def _speak() -> None:
    for language in LANGUAGES:
        start_script(language)


def _look() -> None:
    """The findings of one network, in words: statements are compiled and rules are loaded."""
    from data_model.questions import find
    from words.finding import tell
    from words.findings import WORDINGS

    with reading(settings.engine()) as session:
        networks: Iterable[tuple[int, str]] = every_network(session)[:1]
        for network_id, _ in networks:
            for finding in find(session, command_line(network_id), settings.current().today()):
                tell(finding, WORDINGS, Words())


def _at_first_run() -> None:
    for name in AT_FIRST_RUN:
        import_module(name)
