"""Acts on organisations: write a new one down, and change what is known of one."""

import re
from datetime import date, datetime
from urllib.parse import urlsplit

from sqlalchemy import select
from sqlalchemy.orm import Session

from data_model.access import Entity, Verb, Viewer, require
from data_model.days import dutch_day
from data_model.refusal import Refusal
from data_model.tables.organisation import Membership, Organisation
from data_model.text import SHORT, clean, free_text
from data_model.vocabulary import Domain
from data_model.write.contacts import email, phone
from data_model.write.drafts import alike
from data_model.write.journal import act, note
from data_model.write.membership_checks import alone, check_past
from data_model.write.people import one_line
from data_model.write.records import find, make, unchanged

FORMALITIES = ("formal", "informal")
STANDINGS = ("joined", "invited")
_WEB = ("http", "https")
_HOST = re.compile(r"(?=.{4,253}$)(?:[\w-]{1,63}\.)+[^\W\d_]{2,63}")


@act
def add_organisation(
    session: Session,
    *,
    name: str,
    formality: str = "formal",
    domain: str = Domain.OTHER,
    website: str | None = None,
    general_phone: str | None = None,
    general_email: str | None = None,
    standing: str = "joined",
    on: date | None = None,
    by: Viewer,
    at: datetime,
) -> Organisation:
    """Write down an organisation that joined or was invited on a day, today unless told otherwise.

    Refuses a name that the network has already, whatever its capitals and spaces, an invitation in the future,
    and what is no website, e-mail address or telephone number.
    """
    require(by, Entity.REGISTER, Verb.EDIT)
    alone(session, by)
    told = {
        "name": _name(session, name, by),
        "formality": _choice(formality, FORMALITIES, "formality"),
        "domain": _choice(domain, tuple(Domain), "domain"),
        "website": _website(website or ""),
        "general_phone": phone(general_phone or "", "general_phone"),
        "general_email": email(general_email or "", "general_email"),
    }
    joins, on = _choice(standing, STANDINGS, "standing") == "joined", on or dutch_day(at)
    if not joins:
        check_past(on, "on", at)
    organisation = make(session, Organisation, **told, by=by, at=at)
    session.flush()
    since = {"joined_on" if joins else "invited_on": on}
    make(session, Membership, organisation_id=organisation.id, **since, by=by, at=at)
    fields = (*(field for field, value in told.items() if value), *since)
    note(session, "add_organisation", organisation, fields, by=by, at=at)
    return organisation


@act
def change_organisation(
    session: Session,
    *,
    organisation_id: int,
    name: str,
    formality: str,
    domain: str,
    website: str | None = None,
    general_phone: str | None = None,
    general_email: str | None = None,
    seen_version: int | None = None,
    by: Viewer,
    at: datetime,
) -> Organisation:
    """Write down what an organisation is called, what it is and how it is reached. What stays is not judged again."""
    require(by, Entity.REGISTER, Verb.EDIT)
    organisation = find(session, Organisation, organisation_id, by)
    unchanged(organisation, seen_version)
    alone(session, by)
    told = {
        "name": _name(session, name, by, organisation),
        "formality": _choice(formality, (*FORMALITIES, organisation.formality), "formality"),
        "domain": _choice(domain, (*Domain, organisation.domain), "domain"),
        "website": _kept(organisation.website, website) or _website(website or ""),
        "general_phone": _kept(organisation.general_phone, general_phone)
        or phone(general_phone or "", "general_phone"),
        "general_email": _kept(organisation.general_email, general_email)
        or email(general_email or "", "general_email"),
    }
    changed = [field for field, value in told.items() if getattr(organisation, field) != value]
    for field in changed:
        setattr(organisation, field, told[field])
    note(session, "change_organisation", organisation, changed, by=by, at=at)
    return organisation


def _name(session: Session, name: str, by: Viewer, own: Organisation | None = None) -> str:
    """The name on one line. Another organisation of the network may not have it, whatever its capitals and spaces."""
    written = one_line(free_text(name, "name", required=True, limit=SHORT) or "")
    if own is not None and alike(own.name) == alike(written):
        return written
    known = session.execute(
        select(Organisation.id, Organisation.name).where(Organisation.network_id == by.network_id)
    ).all()
    if alike(written) in {alike(row.name) for row in known if own is None or row.id != own.id}:
        raise Refusal("organisation_exists", "name", name=written)
    return written


def _choice(value: str, choices: tuple[str, ...], field: str) -> str:
    if value not in choices:
        raise Refusal("not_a_choice", field)
    return str(value)


def _kept(old: str | None, value: str | None) -> str | None:
    return old if old is not None and clean(value or "") == old else None


def _website(value: str) -> str | None:
    """The address of a website, with https:// when nothing is said, or None when empty."""
    text = free_text(value, "website", limit=SHORT)
    if text is None:
        return None
    address = text if "://" in text else f"https://{text}"
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
    except ValueError:
        raise Refusal("invalid_website", "website") from None
    if parts.scheme not in _WEB or parts.username or not _HOST.fullmatch(host) or re.search(r"\s", address):
        raise Refusal("invalid_website", "website")
    return address
