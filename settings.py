"""What the environment says: each setting is read here, and a missing or wrong one stops the start by name."""

import os
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from email.utils import getaddresses
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from sqlalchemy import URL, Engine, make_url
from sqlalchemy.exc import ArgumentError

from data_model.database import connect
from data_model.days import DUTCH_TIME, dutch_day
from words.language import N_

ROOT = Path(__file__).parent
VAR = ROOT / "var"
OIDC = ("OIDC_METADATA_URL", "OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET")
SECRET_LENGTH = 32
THIS_COMPUTER = ("localhost", "127.0.0.1", "::1")
LANGUAGE_COOKIE = "taal"
# Seconds in which the server opens and tells that it is there. What is loaded after that would keep it from doing so.
ONCE_OPEN = 0.3
# A secret with fewer different characters, or one of these words in it, was not made at random.
DIFFERENT_CHARACTERS = 10
GUESSABLE = ("change", "example", "voorbeeld", "secret-", "geheim", "password", "wachtwoord")
# Said by web/app.py about an option of Streamlit.
OPENS = N_("{setting} is set otherwise than Schakel needs to stay closed: leave it out.")


class SettingError(Exception):
    """A setting with which Schakel does not start. The sentence names it."""

    def __init__(self, sentence: str, **values: str) -> None:
        super().__init__(sentence.format(**values))
        self.sentence = sentence
        self.values = values


@dataclass(frozen=True, kw_only=True)
class Settings:
    """The settings of this process. `fixed_today` moves the day in demo mode."""

    database_url: str
    demo: bool = False
    fixed_today: date | None = None
    secret: str | None = None
    url: str = "http://localhost:8501"
    smtp_url: str | None = None
    mail_from: str = "Schakel <schakel@localhost>"
    oidc: tuple[str, str, str] | None = None

    @classmethod
    def from_environment(
        cls, environment: Mapping[str, str] | None = None, *, serving: bool = True, var: Path = VAR
    ) -> "Settings":
        """Read and check all settings. Commands that make no cookies or links (`serving=False`) need no secret."""
        given = {name: value.strip() for name, value in (os.environ if environment is None else environment).items()}
        url = database_url(given.get("DATABASE_URL") or f"sqlite:///{var / 'schakel.db'}")
        oidc = _oidc(given)
        demo = _demo(given.get("SCHAKEL_DEMO", ""), url, oidc)
        site = _address("SCHAKEL_URL", given.get("SCHAKEL_URL", ""), ("http", "https")) or cls.url
        return cls(
            database_url=url.render_as_string(hide_password=False),
            demo=demo,
            fixed_today=_day(given.get("SCHAKEL_TODAY", "")) if demo else None,
            secret=_secret(given.get("SCHAKEL_SECRET", ""), demo, serving, var),
            url=_site(site, demo or not serving),
            smtp_url=_address("SMTP_URL", given.get("SMTP_URL", ""), ("smtp", "smtps")),
            mail_from=_sender(given.get("MAIL_FROM") or f"Schakel <schakel@{urlsplit(site).hostname}>"),
            oidc=oidc,
        )

    @property
    def https(self) -> bool:
        return self.url.startswith("https://")

    @property
    def cookie(self) -> str:
        """The name of the session cookie. With this prefix a browser takes it over https and for this host alone."""
        return "__Host-schakel" if self.https else "schakel"

    def now(self) -> datetime:
        """This moment; with a fixed day, the same time of that day."""
        moment = datetime.now(UTC)
        if self.fixed_today is None:
            return moment
        return datetime.combine(self.fixed_today, moment.astimezone(DUTCH_TIME).time(), DUTCH_TIME).astimezone(UTC)

    def today(self) -> date:
        return dutch_day(self.now())


@cache
def current() -> Settings:
    """The settings this process serves with."""
    return Settings.from_environment()


def now() -> datetime:
    """The moment this process takes for now."""
    return current().now()


@cache
def engine() -> Engine:
    """The one engine of this process."""
    return connect(current().database_url)


def database_url(value: str, given: str = "DATABASE_URL") -> URL:
    """An address at which Schakel can keep its data. `given` is what it is called for whoever gave it."""
    try:
        url = make_url(value)
    except (ArgumentError, ValueError):
        raise SettingError(N_("{setting} is not a database address."), setting=given) from None
    if url.drivername in ("postgresql", "postgres"):
        url = url.set(drivername="postgresql+psycopg")
    if url.drivername not in ("sqlite", "postgresql+psycopg"):
        raise SettingError(N_("{setting} must begin with sqlite:/// or postgresql+psycopg://."), setting=given)
    if url.drivername == "sqlite" and (url.database in (None, "", ":memory:") or url.query):
        raise SettingError(N_("{setting} must name a file: what is kept in memory is lost."), setting=given)
    return url


def _oidc(given: Mapping[str, str]) -> tuple[str, str, str] | None:
    """Provider metadata URL, client id and client secret: all three or none."""
    missing = [name for name in OIDC if not given.get(name)]
    if not any(value for name, value in given.items() if name.startswith("OIDC_")):
        return None
    if missing:
        raise SettingError(N_("{setting} is missing: signing in with a provider needs it."), setting=missing[0])
    metadata_url, client_id, client_secret = (given[name] for name in OIDC)
    address = _address(OIDC[0], metadata_url, ("https", "http")) or ""
    if address.startswith("http://") and urlsplit(address).hostname not in THIS_COMPUTER:
        raise SettingError(N_("{setting} must begin with https://, unless it is on this computer."), setting=OIDC[0])
    return address, client_id, client_secret


def _demo(value: str, url: URL, oidc: object) -> bool:
    if value not in ("", "0", "1"):
        raise SettingError(N_("{setting} must be 1, or left out."), setting="SCHAKEL_DEMO")
    if value == "1" and url.drivername != "sqlite":
        raise SettingError(N_("{setting}=1 does not go with PostgreSQL: leave it out."), setting="SCHAKEL_DEMO")
    if value == "1" and oidc:
        raise SettingError(N_("{setting}=1 does not go with a sign-in provider: leave it out."), setting="SCHAKEL_DEMO")
    return value == "1"


def _day(value: str) -> date | None:
    try:
        return datetime.strptime(value, "%Y-%m-%d").replace(tzinfo=UTC).date() if value else None
    except ValueError:
        raise SettingError(N_("{setting} must be a day such as 2026-11-22."), setting="SCHAKEL_TODAY") from None


def _address(setting: str, value: str, schemes: tuple[str, ...]) -> str | None:
    if not value:
        return None
    try:
        parts = urlsplit(value)
        sound = parts.scheme in schemes and parts.hostname and (parts.port is None or parts.port > 0)
    except ValueError:
        sound = False
    if not sound:
        raise SettingError(
            N_("{setting} must be an address that begins with {start}."), setting=setting, start=f"{schemes[0]}://"
        )
    return value.rstrip("/")


def _site(address: str, anyhow: bool) -> str:
    """The public address: over http only on this computer, or what is asked of people can be read on the way."""
    if address.startswith("http://") and urlsplit(address).hostname not in THIS_COMPUTER and not anyhow:
        raise SettingError(
            N_("{setting} must begin with https://, unless it is on this computer."), setting="SCHAKEL_URL"
        )
    return address


def _sender(value: str) -> str:
    """An address that mail comes from, with a name before it or without."""
    addresses = [address for _, address in getaddresses([value])]
    if not value.isprintable() or len(addresses) != 1 or not re.fullmatch(r"[^@\s]+@[^@\s]+", addresses[0]):
        raise SettingError(
            N_("{setting} must be an e-mail address, such as Schakel <schakel@gemeente.nl>."), setting="MAIL_FROM"
        )
    return value


def _secret(value: str, demo: bool, serving: bool, var: Path) -> str | None:
    if value and len(value) < SECRET_LENGTH and not demo:
        raise SettingError(N_("{setting} is too short: it needs 32 characters or more."), setting="SCHAKEL_SECRET")
    guessable = len(set(value)) < DIFFERENT_CHARACTERS or any(word in value.lower() for word in GUESSABLE)
    if value and guessable and not demo:
        raise SettingError(
            N_("{setting} can be guessed: make one at random, of 32 characters or more."), setting="SCHAKEL_SECRET"
        )
    if value or not serving:
        return value or None
    if not demo:
        raise SettingError(
            N_("{setting} is missing: outside demo mode it is needed, with 32 characters or more."),
            setting="SCHAKEL_SECRET",
        )
    return _demo_secret(var / "secret")


def _demo_secret(path: Path) -> str:
    """Made once, readable by its owner alone."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(32))
    except FileExistsError:
        pass
    return path.read_text()
