"""One visit: who looks at which network on which day, in which language, and how they act."""

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cached_property
from typing import Any, TypeVar

import streamlit as st
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from data_model.access import Viewer
from data_model.database import reading, writing
from data_model.days import dutch_day
from data_model.erasures import settle_soon
from data_model.findings import Finding
from data_model.norms import Norms
from data_model.questions import find
from data_model.read.settings import data_version, norms_of
from data_model.read.viewers import HeldRole, present
from data_model.refusal import Forbidden
from data_model.write.undo import Done, Recorder
from pages.frame.stay import stay
from settings import VAR, current
from words.language import Words
from words.retention import call_the_erased

T = TypeVar("T")


@dataclass(frozen=True)
class Visit:
    """What a page gets. `today` is the Dutch calendar day, `day` the one to show, `at` the moment of acting.

    `token` is what the browser showed at the door; `addresses` holds the page behind each address, for links.
    `roles` are those in which this account could look, this one included.
    """

    engine: Engine
    session: Session
    viewer: Viewer
    network_name: str
    today: date
    day: date
    at: datetime
    words: Words
    token: str | None = None
    addresses: dict[str, Any] = field(default_factory=dict)
    roles: tuple[HeldRole, ...] = ()

    def __post_init__(self) -> None:
        call_the_erased(self.words)

    @property
    def live(self) -> bool:
        """Whether the day shown is today. On other days there is nothing to act on."""
        return self.day == self.today

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        return self.kept(lambda: tuple(find(self.session, self.viewer, self.day)), "findings", self.day)

    def kept(self, what: Callable[[], T], *about: Hashable) -> T:
        """What takes long to work out, kept until somebody writes in the network. `about` says what it depends on."""
        place, version = str(self.engine.url), data_version(self.session, self.viewer)
        kept: T = _kept(place, self.viewer, version, self.words.language, about, what)
        return kept

    @cached_property
    def norms(self) -> Norms:
        return norms_of(self.session, self.viewer, self.day)

    @contextmanager
    def again(self) -> Iterator["Visit"]:
        """This visit at this moment, for what runs later than its page. Raises `Forbidden` when it is over."""
        at = current().now()
        with reading(self.engine) as session:
            here = present(session, self.token, at, self.viewer.network_id)
            if here is None or self.token is None:
                raise Forbidden
            stay(self.engine, here, self.token, at)
            today = dutch_day(at)
            yield replace(self, session=session, viewer=here.viewer, today=today, day=today, at=at)

    def act(self, act: Callable[..., object], **arguments: Any) -> Done | None:
        """Do one act in its own transaction and tell how to take it back. Raises `Refusal` with nothing written."""
        with writing(self.engine) as session:
            recorder = Recorder(session)
            act(session, **arguments, by=self.viewer, at=self.at)
            done = recorder.done(act.__name__, self.viewer)
        if recorder.is_final:
            _kept.clear()
            settle_soon(self.engine, VAR)
        return done


@st.cache_resource(max_entries=400, show_spinner=False)
def _kept(
    place: str, viewer: Viewer, version: int, language: str, about: tuple[Hashable, ...], _what: Callable[[], Any]
) -> Any:
    """For one viewer with this role and scope, and for one version of the network."""
    return _what()
