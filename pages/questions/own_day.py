"""What each role wants to know first: the next meeting, or where the covenant stands."""

from collections.abc import Callable

from data_model.access import Role
from data_model.read.covenant import facts as covenant_facts
from data_model.read.rhythm import facts as rhythm_facts
from data_model.rules.covenant_signed import signature_state
from data_model.rules.covenant_state import GONE, state
from data_model.rules.covenant_term import evaluation_due, term
from data_model.rules.meeting_days import next_meeting
from data_model.rules.rhythm_facts import RhythmFacts
from data_model.rules.rhythm_standing import standing
from pages.frame.facts import fact_list
from pages.frame.html import Html
from pages.frame.visit import Visit
from words.covenant_states import COVENANT_STATES
from words.states import SIGNATURE_STATES

Facts = list[tuple[str, str]]


def own_day(visit: Visit) -> Html | None:
    """A few facts above everything else; None for the coordinator, who has the tiles."""
    facts = OWN.get(visit.viewer.role)
    shown = facts(visit) if facts else []
    return fact_list(shown) if shown else None


def _webber(visit: Visit) -> Facts:
    words = visit.words
    facts = rhythm_facts(visit.session, visit.viewer)
    now = standing(facts, visit.day, visit.norms)
    shown = _next_meeting(visit, facts)
    if now.due:
        shown.append((words("Held at the latest on"), words.day(now.due)))
    return shown


def _participant(visit: Visit) -> Facts:
    return _next_meeting(visit, rhythm_facts(visit.session, visit.viewer))


def _next_meeting(visit: Visit, facts: RhythmFacts) -> Facts:
    words, coming = visit.words, next_meeting(facts.meetings, visit.day)
    return [(words("Next meeting"), words.day(coming.planned_on) if coming else words("not planned yet"))]


def _manager(visit: Visit) -> Facts:
    words, day = visit.words, visit.day
    facts = covenant_facts(visit.session, visit.viewer)
    shown: Facts = []
    for covenant in (one for one in facts.covenants if state(facts, one, day) not in GONE):
        last_day, evaluate_by = term(facts, covenant, day, visit.norms).last_day, evaluation_due(covenant, day)
        shown += [
            (covenant.title, words(COVENANT_STATES[state(facts, covenant, day)])),
            (words("Until"), words.day(last_day) if last_day else words("no end agreed")),
            (words("Next evaluation"), words.day(evaluate_by) if evaluate_by else words("not planned yet")),
        ]
        shown += [
            (words("Your organisation"), words(SIGNATURE_STATES[signature_state(party, day)]))
            for party in covenant.signing(day)
            if party.organisation_id == visit.viewer.organisation_id
        ]
    return shown


OWN: dict[Role, Callable[[Visit], Facts]] = {
    Role.WEBBER: _webber,
    Role.PARTICIPANT: _participant,
    Role.MANAGER: _manager,
}
