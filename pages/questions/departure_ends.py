"""One thing that hangs on a departure: what it is in words, and the form that settles it."""

from data_model.findings import Concern, Subject
from data_model.read.departure import Departure
from data_model.rules.loose_ends import Step
from data_model.rules.loose_types import EndKind, EndState, LooseEnd
from data_model.vocabulary import HandoverItemKind, NetworkTask
from pages.acts import opening, register
from pages.acts.action_dialogs import DROP, FINISH, HAND_OVER
from pages.acts.covenant_dialogs import ANNEX
from pages.acts.covenant_making_dialogs import AGREEMENT, PROMISED
from pages.acts.departure_dialogs import FOLLOW, INTRODUCE, MANDATE, TAKE_OVER
from pages.acts.dialog import Dialog
from pages.acts.follow import OneTask, may_take_over, open_links
from pages.acts.turnover_dialogs import HANDOVER, NEW_CONTACT
from pages.frame.opened import Look
from pages.frame.visit import Visit
from words.meetings import MEETING_KINDS
from words.people import NETWORK_TASKS
from words.states import DOMAINS
from words.turnover_acts import HANDOVER_ITEMS

TASKS = (EndKind.WEBBER, EndKind.STAND_IN, EndKind.ROLE)
FORMS = {
    EndKind.MEETING: (register.PLANNING,),
    EndKind.CONTACT: (NEW_CONTACT,),
    EndKind.ACTION: (HAND_OVER, FINISH, DROP),
    EndKind.MANDATE: (MANDATE,),
    EndKind.PROMISE: (PROMISED,),
    EndKind.AGREEMENT: (AGREEMENT,),
    EndKind.ANNEX: (ANNEX,),
}


def told(visit: Visit, found: Departure, end: LooseEnd) -> str:
    """What it is, and who takes care of it."""
    words, who = visit.words, _who(found, end)
    what = _what(visit, found, end)
    if end.kind is EndKind.CONTACT:
        left = words("Nobody is left at {organisation}.", organisation=found.organisation)
        return (
            words("At {organisation} there still is: {people}.", organisation=found.organisation, people=who)
            if who
            else left
        )
    if not who:
        return what
    if end.kind is EndKind.LINK:
        return words("{what}: also kept by {people}", what=what, people=who)
    if end.state is EndState.ARRANGED:
        return words("{what}: {people} follows on {day}", what=what, people=who, day=found.effective_on)
    if end.state is EndState.DONE:
        return words("{what}: now with {people}", what=what, people=who)
    return words("{what}: {people} was named, and has to take it over", what=what, people=who)


def forms(visit: Visit, found: Departure, end: LooseEnd) -> list[Dialog]:
    """What this viewer can do about it."""
    asked = (_follow(visit, found, end),) if end.kind in TASKS else FORMS.get(end.kind, ())
    concern = _concern(visit, found, end)
    return [dialog for dialog in asked if dialog.allowed(visit.viewer, concern)]


def offer(visit: Visit, found: Departure, end: LooseEnd) -> None:
    """The buttons of what can be done about it."""
    concern = _concern(visit, found, end)
    for number, dialog in enumerate(forms(visit, found, end)):
        look: Look = "primary" if number == 0 and not end.fixed else "secondary"
        opening.offer(visit, dialog, concern, f"do-end-{found.event_id}-{end.about.id}-{end.kind}-{dialog.key}", look)


def for_all(visit: Visit, found: Departure, step: Step) -> None:
    """What settles the whole step at once: the list of the handover, and the introduction."""
    dialog: Dialog | None = None
    if step is Step.HANDOVER and any(
        end.kind is EndKind.HANDOVER and not end.fixed and end.needed for end in found.ends
    ):
        dialog = HANDOVER
    if step is Step.LINKS and open_links(found):
        dialog = INTRODUCE
    about = Subject("turnover_event", found.event_id, found.person)
    whose = Concern(about=about, organisation_id=found.organisation_id, person_id=found.person_id)
    if dialog and visit.live and found.closed_on is None and dialog.allowed(visit.viewer, whose):
        opening.offer(visit, dialog, whose, f"do-departure-{found.event_id}-{dialog.key}", "primary")


def _what(visit: Visit, found: Departure, end: LooseEnd) -> str:
    words, name = visit.words, end.about.name
    match end.kind:
        case EndKind.WEBBER:
            place = [name, words(DOMAINS[end.part]) if end.part else ""]
            return words("Webber for {place}", place=" · ".join(filter(None, place)) or found.organisation)
        case EndKind.STAND_IN:
            return words("Stands in for webber {name}", name=name)
        case EndKind.ROLE:
            return words(NETWORK_TASKS[NetworkTask(end.part)])
        case EndKind.MEETING:
            return words("Organises: {meeting} of {day}", meeting=words(MEETING_KINDS[name]), day=end.on)
        case EndKind.HANDOVER:
            label = words(HANDOVER_ITEMS[HandoverItemKind(end.about.entity)])
            return label if end.needed else words("{thing} (may be left out)", thing=label)
        case EndKind.MANDATE:
            return words("Mandate for {covenant}", covenant=name)
        case EndKind.PROMISE:
            return words("Contact for the promise “{text}”", text=name)
        case EndKind.AGREEMENT:
            return words("Contact for the agreement “{text}”", text=name)
        case _:
            return name


def _who(found: Departure, end: LooseEnd) -> tuple[str, ...]:
    return tuple(sorted(found.names[id] for id in end.people if id in found.names))


def _follow(visit: Visit, found: Departure, end: LooseEnd) -> Dialog:
    real = visit.today >= found.effective_on and may_take_over(visit, found, end)
    return TAKE_OVER if real else FOLLOW


def _concern(visit: Visit, found: Departure, end: LooseEnd) -> Concern:
    """What the form opens with. Of a covenant itself: whoever may change it."""
    house, person = found.organisation_id, found.person_id
    if end.kind in TASKS:
        return OneTask(about=end.about, organisation_id=house, person_id=person, event_id=found.event_id)
    if end.kind is EndKind.CONTACT:
        return Concern(about=Subject("organisation", house, found.organisation), organisation_id=house)
    if end.kind is EndKind.MEETING:
        known = (f for f in visit.findings if f.kind == "turnover.organiser_leaves" and f.about.id == end.about.id)
        return next(known, Concern(about=end.about))
    return Concern(about=end.about, organisation_id=house, person_id=person)
