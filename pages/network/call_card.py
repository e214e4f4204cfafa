"""How somebody to call looks: name, house, buttons that call or mail, and what was agreed."""

import re
from urllib.parse import quote

from data_model.read.webber_list import Callee, WebberCard
from data_model.rules.contacts_states import ContactState
from data_model.write.webber_expectations import Direction
from pages.frame.contact_lines import contact_lines
from pages.frame.html import Html, tag
from pages.frame.links import organisation_link, person_link
from words.language import Words
from words.states import CONTACT_STATES
from words.webbers import DIRECTIONS

EMAIL = "work_email"


def webber(card: WebberCard, words: Words) -> Html:
    """Whoever is there comes first: the webber, else who stands in, else the organisation itself."""
    stand_ins = [callee(one, words) for one in card.stand_ins]
    if card.person is None:
        people = [_organisation(card, words), *stand_ins]
    elif card.there:
        people = [callee(card.person, words)]
        if stand_ins:
            people += [tag("p", words("Not there? Then call:"), klass="sk-quiet"), *stand_ins]
    else:
        people = [_absent(card, card.person, words), *(stand_ins or [_organisation(card, words)])]
    return tag("div", tag("div", *people), tag("div", *_about(card, words)), klass="sk-call")


def callee(someone: Callee, words: Words) -> Html:
    """Somebody with the ways to reach them that this viewer may see."""
    card = someone.card
    parts = [tag("h4", person_link(someone.person_id, someone.name))]
    if card is None:
        return tag("div", *parts, tag("p", words("Contact data are not shared with you."), klass="sk-quiet"))
    house = organisation_link(card.organisation_id, card.organisation)
    parts.append(tag("p", *([card.function, " · "] if card.function else []), house))
    parts += _ways([(kind, value) for kind, value in card.channels], words)
    parts += contact_lines(words, (), card.shielded)
    if not card.channels and not card.shielded:
        parts.append(tag("p", words("Contact data are not shared with you."), klass="sk-quiet"))
    elif card.confirmed_on is None or card.state is ContactState.REPORTED_WRONG:
        parts.append(
            tag("p", words("Contact data: {state}.", state=words(CONTACT_STATES[card.state])), klass="sk-quiet")
        )
    else:
        parts.append(tag("p", words("Confirmed on {day}.", day=card.confirmed_on), klass="sk-quiet"))
    return tag("div", *parts)


def _organisation(card: WebberCard, words: Words) -> Html:
    """The general number and address: the way in when there is nobody to ask for."""
    general = [("phone", card.general_phone), (EMAIL, card.general_email)]
    ways = _ways([(kind, value) for kind, value in general if value], words)
    none = [] if ways else [tag("p", words("No general phone number or e-mail address is known."), klass="sk-quiet")]
    return tag("div", tag("h4", organisation_link(card.organisation_id, card.organisation)), *ways, *none)


def _absent(card: WebberCard, person: Callee, words: Words) -> Html:
    said = words("{name} cannot be called now.", name=person.name)
    if card.away_until:
        said = words("{name} cannot be called until {day}.", name=person.name, day=card.away_until)
    first = words("Call the stand-in first.") if card.stand_ins else words("Call the organisation.")
    return tag("p", tag("strong", said), " ", first)


def _ways(channels: list[tuple[str, str]], words: Words) -> list[Html]:
    if not channels:
        return []
    return [tag("p", *(_way(kind, value, words) for kind, value in channels), klass="sk-ways")]


def _way(kind: str, value: str, words: Words) -> Html:
    """A button that calls or mails on a phone."""
    if kind == EMAIL:
        return tag(
            "a", words("Mail {address}", address=value), href=f"mailto:{quote(value, safe='@')}", klass="sk-button"
        )
    number = re.sub(r"[^\d+]", "", value)
    return tag("a", words("Call {number}", number=value), href=f"tel:{number}", klass="sk-button")


def _about(card: WebberCard, words: Words) -> list[Html]:
    """Why one calls this webber, until when, and what was agreed both ways."""
    parts = []
    if card.reason:
        parts.append(tag("p", tag("strong", words("Why you call:")), " ", card.reason))
    if card.ends_on:
        parts.append(tag("p", words("Webber until {day}.", day=card.ends_on), klass="sk-quiet"))
    for direction, texts in ((Direction.NEEDS, card.needs), (Direction.MAY_EXPECT, card.may_expect)):
        if texts:
            parts.append(tag("p", tag("strong", words(DIRECTIONS[direction]))))
            parts.append(tag("ul", *(tag("li", text) for text in texts)))
    return parts
