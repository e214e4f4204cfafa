"""Why a link could break or is safe, in words, with what helps; and where a version of the map stands."""

from collections.abc import Mapping
from typing import NamedTuple

from data_model.rules.continuity import Reason, ReasonKind
from data_model.rules.map_difference import MapState
from words.language import N_, Words

K = ReasonKind


class Told(NamedTuple):
    """What is so, and what helps. Nothing to do about what is well."""

    sentence: str
    advice: str = ""


REASONS: Mapping[ReasonKind, Told] = {
    K.NOBODY: Told(
        N_("Nobody at {organisation} keeps this link any more. Until then: {names}."),
        N_("Say who keeps it now, or that the link ended."),
    ),
    K.BREAKS: Told(
        N_("From {on} nobody at {organisation} keeps this link any more. Until then: {names}."),
        N_("Introduce a colleague to the other side before that day."),
    ),
    K.ORGANISATION_GOES: Told(
        N_("From {on} {organisation} does not take part any more. The link ends with that."),
        N_("Agree with whom the other side goes on."),
    ),
    K.CARRIER_LEAVES: Told(
        N_("{names} is not there for {organisation} from {on}."), N_("Hand this link over to a colleague.")
    ),
    K.ONE: Told(
        N_("At {organisation} this link rests on one person: {names}."),
        N_("Introduce a second person. Then the link stays when one is not there."),
    ),
    K.UNKNOWN: Told(
        N_("It is not known who keeps this link at {organisation}."), N_("Ask the organisation, and write it down.")
    ),
    K.ENDS: Told(N_("The last day of this link is {on}."), N_("Is it not over yet? Draw the link again in time.")),
    K.ONLY_WAY: Told(
        N_("Without this link the rest of the network no longer reaches: {names}."),
        N_("Introduce them to one more organisation."),
    ),
    K.CONTACT_WRONG: Told(
        N_("The contact data of {names} ({organisation}) were reported wrong on {on}."),
        N_("Ask for the right telephone number or e-mail address."),
    ),
    K.CONTACT_OLD: Told(
        N_("The contact data of {names} ({organisation}) were last confirmed on {on}."),
        N_("Ask whether they are still right."),
    ),
    K.UNCONFIRMED: Told(
        N_("That this link works was last confirmed on {on}, {times_days} ago."), N_("Ask whether it still works.")
    ),
    K.ABSENT: Told(
        N_("{organisation} was not at the last {times} meetings. The last one was on {on}."),
        N_("Call, and ask what would help to come again."),
    ),
    K.SHARED: Told(N_("At {organisation} more than one person keeps this link: {names}.")),
    K.CONFIRMED: Told(N_("That this link works was confirmed on {on}.")),
}

# Where something of the sentence is not known, or not to be told.
ONE_LATER = N_("From {on} this link rests on one person at {organisation}: {names}.")
ONE_NAMELESS = N_("At {organisation} this link rests on one person, now or soon.")
NEVER_CONFIRMED = N_("Since this link was drawn, {times_days} ago, nobody confirmed that it works.")
CONTACT_NEVER = N_("The contact data of {names} ({organisation}) were never confirmed.")
BOTH_SHARED = N_("On both sides more than one person keeps this link.")

MAP_STATES = {
    MapState.DRAFT: N_("Draft"),
    MapState.PROVISIONAL: N_("Provisional"),
    MapState.AGREED: N_("Agreed"),
    MapState.OUTDATED: N_("Replaced by a newer map"),
}


def why(reason: Reason, organisation: str, words: Words) -> Told:
    """A reason in sentences. `organisation`: the name of its side."""
    told = REASONS[reason.kind]
    sentence = _other(reason) or told.sentence
    values = {"organisation": organisation, "names": reason.names, "on": reason.on}
    counts = {"times": reason.times, "times_days": reason.times}
    return Told(words(sentence, **values, **counts), words(told.advice) if told.advice else "")


def _other(reason: Reason) -> str:
    """What is said instead, where a day or a name is not there."""
    match reason.kind:
        case K.ONE if not reason.names:
            return ONE_NAMELESS
        case K.ONE if reason.on:
            return ONE_LATER
        case K.UNCONFIRMED if reason.on is None:
            return NEVER_CONFIRMED
        case K.CONTACT_OLD if reason.on is None:
            return CONTACT_NEVER
    return ""
