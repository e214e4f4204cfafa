"""One visit: who looks at which network on which day, in which language, and how they act."""

from collections.abc import Callable, Hashable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cached_property
from typing import Any, TypeVar

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from data_model.access import Viewer
from data_model.database import once, reading
from data_model.days import dutch_day
from data_model.erasures import settle_soon
from data_model.findings import Finding
from data_model.norms import Norms
from data_model.questions import find
from data_model.read.settings import data_version, norms_of
from data_model.read.viewers import HeldRole, present
from data_model.refusal import Forbidden
from data_model.write.undo import Done, Recorder
from pages.frame.keeping import Keeping
from pages.frame.stay import stay
from settings import VAR, current
from words.language import Words
from words.retention import call_the_erased

T = TypeVar("T")
# For one viewer with this role and scope, and for one version of the network.
_KEPT = Keeping(2000)


@dataclass(frozen=True)
class Visit:
    """What a page gets. `today` is the Dutch calendar day, `day` the one to show, `at` the moment of acting.

    `token` is what the browser showed at the door; `addresses` holds the title of the page at each address, for links.
    `roles` are those in which this account could look, this one included; with `many_roles` only a few of them.
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
    addresses: Mapping[str, str] = field(default_factory=dict)
    roles: tuple[HeldRole, ...] = ()
    many_roles: bool = False

    def __post_init__(self) -> None:
        call_the_erased(self.words)

    @property
    def live(self) -> bool:
        """Whether the day shown is today. On other days there is nothing to act on."""
        return self.day == self.today

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        return tuple(self.read(find, self.day))

    @cached_property
    def version(self) -> int:
        """Of the network, when this visit first asked for it."""
        return data_version(self.session, self.viewer)

    def kept(self, what: Callable[[], T], *about: Hashable) -> T:
        """What takes long to work out, kept until somebody writes in the network. `about` says what it depends on."""
        where = self.engine.url, self.viewer.network_id
        kept: T = _KEPT.get(where, self.version, (self.viewer, self.words.language, about), what)
        return kept

    def read(self, what: Callable[..., T], *about: Hashable) -> T:
        """`what(session, viewer, *about)`, kept. What comes back is shared with the next click: leave it as it is."""
        return self.kept(lambda: what(self.session, self.viewer, *about), what, *about)

    @cached_property
    def norms(self) -> Norms:
        return self.read(norms_of, self.day)

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

    def act(self, act: Callable[..., object], command: str | None = None, /, **arguments: Any) -> Done | None:
        """Do one act in its own transaction and tell how to take it back. Raises `Refusal` with nothing written.

        `command` is the id under which it is done; `AlreadyDone` when it was done under that before.
        """

        def do(session: Session) -> tuple[Done | None, bool]:
            recorder = Recorder(session)
            act(session, **arguments, by=self.viewer, at=self.at)
            return recorder.done(act.__name__, self.viewer), recorder.is_final

        done, is_final = once(self.engine, do, command)
        if is_final:
            _KEPT.clear()
            settle_soon(self.engine, VAR)
        return done
