"""Numbers and addresses that belong to the person and not to the work: kept by consent alone (AVG 6 and 7)."""

from datetime import date
from typing import NamedTuple

from data_model.access import Viewer
from data_model.refusal import Refusal
from data_model.tables.person import ContactChannel, Person

WORK, CONSENT = "public_task", "consent"


class Ground(NamedTuple):
    """Whether a channel is the person's own, and when consent was given as far as that was said."""

    private: bool
    consent_on: date | None


class Stored(NamedTuple):
    """A channel as it stands."""

    value: str
    visibility: str
    legal_basis: str
    consent_on: date | None


def stored(channel: ContactChannel) -> Stored:
    return Stored(channel.value, channel.visibility, channel.legal_basis, channel.consent_on)


def check_given(consent_on: date | None, today: date) -> None:
    """Nobody has given consent in the future."""
    if consent_on is not None and consent_on > today:
        raise Refusal("in_future", "consent_on", latest=today)


def consent_day(
    ground: Ground,
    kind: str,
    visibility: str,
    known: Stored | None,
    person: Person,
    by: Viewer,
    today: date,
) -> date | None:
    """On which day the person said yes to a private channel; None for one of work.

    `known`: this same number or address, when it is kept by consent already. Only the person shares it with everyone,
    and not at once. Who does not do it themselves says on which day consent was given.
    """
    if not ground.private:
        return None
    own = by.person_id == person.id
    if visibility == "network" and not (known and (own or known.visibility == "network")):
        raise Refusal("private_first", kind)
    given_on = ground.consent_on or (known.consent_on if known else None) or (today if own else None)
    if given_on is None:
        raise Refusal("required", "consent_on")
    return given_on
