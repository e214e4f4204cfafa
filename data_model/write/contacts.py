"""Acts on contact data: say whether they are right, and correct them."""

import re
from collections.abc import Collection, Mapping
from datetime import date, datetime

import phonenumbers
from sqlalchemy import or_, select
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from data_model.access import Entity, Role, Verb, Viewer, channel_visible, require, require_any
from data_model.days import dutch_day
from data_model.refusal import Forbidden, Refusal
from data_model.tables.person import Affiliation, ContactChannel, ContactConfirmation, Person
from data_model.text import clean, free_text
from data_model.write.journal import act, note
from data_model.write.private_channels import CONSENT, WORK, Ground, Stored, check_given, consent_day, stored
from data_model.write.records import find, make, unchanged

KINDS = ("work_email", "work_phone", "mobile")
VISIBILITIES = ("network", "webbers", "coordinator", "withheld")
RESULTS = ("correct", "wrong")
METHODS = ("page", "meeting", "phone", "bounce")

_EMAIL = re.compile(r"[^@\s,;<>\"]+@(?:[^@\s,;<>\".]+\.)+[^@\s,;<>\".\d]{2,}")
_EMAIL_LIMIT = 254  # RFC 5321: a path of 256 with its two brackets
_SERVICE = re.compile(r"14\d{3,4}")  # 14 and the area code: the counter of a municipality


@act
def confirm_contact(
    session: Session,
    *,
    person_id: int,
    result: str = "correct",
    method: str = "page",
    seen_version: int | None = None,
    by: Viewer,
    at: datetime,
) -> ContactConfirmation:
    """Say that somebody's contact data are still correct, or wrong. Refuses another result or method."""
    person, organisation_ids = editable(session, person_id, by, at)
    _choose(result, RESULTS, "result")
    _choose(method, METHODS, "method")
    unchanged(person, seen_version)
    confirmation = _confirm(session, person, organisation_ids, result, method, by, at)
    note(session, "confirm_contact", person, ("confirmed_on",), by=by, at=at)
    return confirmation


@act
def correct_contact(
    session: Session,
    *,
    person_id: int,
    channels: Mapping[str, tuple[str, str]],
    private: Collection[str] | None = None,
    consent_on: date | None = None,
    seen_version: int | None = None,
    by: Viewer,
    at: datetime,
) -> Person:
    """Write down channels: kind -> value and who may see it. An empty value removes the channel.

    `private` are those that belong to the person and not to the work; not given, they stay what they were. They are
    kept by consent alone: given now by who does it themselves, else on `consent_on`. Such a one begins with the
    webbers at most.

    Kinds that are not named stay as they are, and so does a channel the actor cannot see when its value
    is empty. Refuses a value that is no e-mail address or phone number, and writing over a channel the
    actor cannot see, unless as coordinator on behalf of the person.
    """
    person, organisation_ids = editable(session, person_id, by, at)
    unchanged(person, seen_version)
    check_given(consent_on, dutch_day(at))
    known = {
        channel.kind: channel
        for channel in session.scalars(
            select(ContactChannel).where(
                ContactChannel.network_id == by.network_id, ContactChannel.person_id == person.id
            )
        )
    }
    changed = []
    for kind, (value, visibility) in channels.items():
        _choose(kind, KINDS, "channels")
        _choose(visibility, VISIBILITIES, kind)
        old = known.get(kind)
        if old is not None and _hidden(old, person, organisation_ids, by):
            if not clean(value):
                continue
            if by.role is not Role.COORDINATOR:
                raise Refusal("withheld", kind)
        is_private = old is not None and old.legal_basis == CONSENT if private is None else kind in private
        ground = Ground(is_private, consent_on)
        if _write(session, person, old, kind, (value, visibility), ground, by, at):
            changed.append(kind)
    _confirm(session, person, organisation_ids, "changed" if changed else "correct", "page", by, at)
    flag_modified(person, "display_name")  # channels are rows of their own: this raises the version of the person
    note(session, "correct_contact", person, (*changed, "confirmed_on"), by=by, at=at)
    return person


def editable(session: Session, person_id: int, by: Viewer, at: datetime) -> tuple[Person, set[int]]:
    """The person and the organisations he or she works for, when the actor may edit the contact data."""
    require_any(by, Entity.CONTACTS, Verb.EDIT)
    person = find(session, Person, person_id, by)
    if person.erased_on is not None:
        raise Forbidden
    organisation_ids = _organisation_ids(session, person, dutch_day(at))
    own = by.organisation_id if by.organisation_id in organisation_ids else None
    require(by, Entity.CONTACTS, Verb.EDIT, organisation_id=own, person_id=person.id)
    return person, organisation_ids


def _organisation_ids(session: Session, person: Person, day: date) -> set[int]:
    return set(
        session.scalars(
            select(Affiliation.organisation_id).where(
                Affiliation.network_id == person.network_id,
                Affiliation.person_id == person.id,
                Affiliation.start_on <= day,
                or_(Affiliation.end_on.is_(None), Affiliation.end_on >= day),
            )
        )
    )


def _hidden(channel: ContactChannel, person: Person, organisation_ids: set[int], by: Viewer) -> bool:
    places: set[int | None] = {*organisation_ids} or {None}
    restricted = person.restricted_on is not None
    return not any(
        channel_visible(by, channel.visibility, organisation_id=place, person_id=person.id, restricted=restricted)
        for place in places
    )


def _choose(value: str, choices: tuple[str, ...], field: str) -> None:
    if value not in choices:
        raise Refusal("not_a_choice", field)


def _confirm(
    session: Session,
    person: Person,
    organisation_ids: set[int],
    result: str,
    method: str,
    by: Viewer,
    at: datetime,
) -> ContactConfirmation:
    same_house = by.organisation_id in organisation_ids
    return make(
        session,
        ContactConfirmation,
        person_id=person.id,
        confirmed_on=dutch_day(at),
        confirmed_by="self" if by.person_id == person.id else "organisation" if same_house else "coordinator",
        method=method,
        result=result,
        by=by,
        at=at,
    )


def _write(
    session: Session,
    person: Person,
    old: ContactChannel | None,
    kind: str,
    said: tuple[str, str],
    ground: Ground,
    by: Viewer,
    at: datetime,
) -> bool:
    """Store one channel, and say whether that changed anything. What stays as it was is not judged again."""
    value, visibility = said
    kept = old.value if old is not None and clean(value) == old.value else None
    new = kept or (email(value, kind) if kind == "work_email" else phone(value, kind))
    if new is None:
        if old is not None:
            session.delete(old)
        return old is not None
    before = stored(old) if old is not None else None
    known = before is not None and before.value == new and before.legal_basis == CONSENT
    given_on = consent_day(ground, kind, visibility, before if known else None, person, by, dutch_day(at))
    after = Stored(new, visibility, CONSENT if ground.private else WORK, given_on)
    if old is None:
        old = make(session, ContactChannel, person_id=person.id, kind=kind, added_on=dutch_day(at), by=by, at=at)
    if before != after:
        old.value, old.visibility, old.legal_basis, old.consent_on = after
    return before != after


def email(value: str, field: str) -> str | None:
    """The address without blanks around it, or None when empty. Whether it exists only mail can tell."""
    text = free_text(value, field, limit=_EMAIL_LIMIT)
    if text and not _EMAIL.fullmatch(text):
        raise Refusal("invalid_email", field)
    return text


def phone(value: str, field: str) -> str | None:
    """The number as people read it, Dutch unless it says otherwise, or None when empty."""
    text = clean(value)
    if not text:
        return None
    try:
        number = phonenumbers.parse(text, "NL")
    except phonenumbers.NumberParseException:
        raise Refusal("invalid_phone", field) from None
    if not phonenumbers.is_valid_number(number) or number.extension:
        raise Refusal("invalid_phone", field)
    national = str(number.national_number)
    if number.country_code == 31 and _SERVICE.fullmatch(national):
        return f"14 {national[2:]}"
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
