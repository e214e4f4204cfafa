"""What a big network does in its years: it meets, signs, takes things on, keeps its contact data and says goodbye."""

from typing import Any

from data_model.tables.action import Action, ActionOwner, ActionUpdate, JointAgreement
from data_model.tables.covenant import (
    Covenant,
    CovenantParty,
    CovenantWebber,
    Evaluation,
    ManagementApproval,
    WorkingAgreement,
)
from data_model.tables.meeting import Attendance, Meeting, MeetingReport, Rhythm
from data_model.tables.network import NetworkPhase, SharedGoal
from data_model.tables.person import ContactChannel, ContactConfirmation, NetworkRole
from data_model.tables.turnover import TurnoverEvent
from data_model.vocabulary import REQUIRED_TOPICS, ActionState, TurnoverKind
from demo.big import AGREED, Big

A_YEAR = 365
MEETINGS, ACTIONS, CONFIRMATIONS, GOODBYES = 18, 200, 150, 5  # in a year
PRESENT = 25
EVERY_WEEKS = 6
IN_FORCE = -700
COVENANTS, AGREEMENTS, PARTIES = 4, 5, 15


def put_years(big: Big, years: int) -> None:
    """Until today; the meetings that come next are planned."""
    _standing(big)
    meetings = _meetings(big, years)
    _covenants(big)
    _actions(big, years, meetings)
    _contacts(big, years)
    _goodbyes(big, years)


def _standing(big: Big) -> None:
    stage, people = big.stage, [staff[0] for staff in big.staff.values()]
    stage.put(NetworkPhase, phase="maintenance", since_on=stage.on(AGREED))
    stage.put(SharedGoal, text="Elk kind doet mee.", agreed_on=stage.on(AGREED))
    stage.put(NetworkRole, person_id=people[0], role="coordinator", start_on=stage.on(AGREED))
    for kind, value, unit in (("webber", EVERY_WEEKS, "week"), ("network", 6, "month")):
        rhythm: dict[str, Any] = {"meeting_kind": kind, "interval_value": value, "interval_unit": unit}
        stage.put(Rhythm, **rhythm, valid_from=stage.on(AGREED))


def _meetings(big: Big, years: int) -> list[tuple[int, int]]:
    """Each that was held, with its day."""
    stage, chance, held = big.stage, big.chance, []
    many = MEETINGS * years
    for n in range(many):
        day = 20 - A_YEAR * n // MEETINGS
        was = day < 0 and n % 23 != 5
        meeting = stage.add(
            Meeting,
            kind="network" if n % 9 == 4 else "webber",
            announced_on=stage.on(day - 60),
            planned_on=stage.on(day),
            held_on=stage.on(day) if was else None,
            families_involved=n % 2 == 0 if was else None,
        )
        if not was:
            continue
        held.append((meeting, day))
        for organisation in sorted(chance.sample(big.organisations, min(PRESENT, len(big.organisations)))):
            there = chance.random() < 0.9
            stage.put(
                Attendance, meeting_id=meeting, organisation_id=organisation, present=there, by_deputy=n % 12 == 11
            )
        shared = stage.on(day + chance.randint(4, 16)) if day < -20 else None
        stage.put(
            MeetingReport, meeting_id=meeting, summary="Kort verslag.", drafted_on=stage.on(day), shared_on=shared
        )
        if n % 3 == 0:
            stage.put(JointAgreement, meeting_id=meeting, chosen_solution="Eén blad voor allen.", sent_round_on=shared)
    return held


def _covenants(big: Big) -> None:
    stage = big.stage
    for n in range(COVENANTS):
        old = n < COVENANTS - 2
        covenant = stage.add(
            Covenant,
            kind="convenant",
            title=f"Convenant {n + 1}",
            drafted_on=stage.on(IN_FORCE - 60),
            opened_on=stage.on(IN_FORCE - 40),
            in_force_on=stage.on(IN_FORCE),
            start_on=stage.on(IN_FORCE),
            end_on=stage.on(400 + 30 * n),
            ended_on=stage.on(-100) if old else None,
            auto_renew=False,
            notice_days=30,
            evaluation_interval_months=12,
            management_approval_needed="yes",
        )
        _parties(big, covenant)
        for m in range(AGREEMENTS):
            topic, at = REQUIRED_TOPICS[m], big.organisations[m % len(big.organisations)]
            agreed: dict[str, Any] = {"topic": topic, "text": "Wij bellen elkaar binnen twee dagen."}
            agreed |= {"owner_organisation_id": at, "agreed_on": stage.on(IN_FORCE), "review_on": stage.on(30 * m - 20)}
            stage.put(WorkingAgreement, covenant_id=covenant, **agreed)
        for webber in big.webbers:
            stage.put(CovenantWebber, covenant_id=covenant, webber_id=webber, listed_on=stage.on(IN_FORCE))
        evaluated = stage.on(-330)
        stage.put(
            Evaluation, covenant_id=covenant, held_on=evaluated, outcome="continue", next_on=stage.on(30 * n - 10)
        )


def _parties(big: Big, covenant: int) -> None:
    stage, chance = big.stage, big.chance
    for at in sorted(chance.sample(big.organisations, min(PARTIES, len(big.organisations)))):
        signed = None if chance.random() < 0.05 else stage.on(IN_FORCE - 10)
        stage.put(
            CovenantParty,
            covenant_id=covenant,
            organisation_id=at,
            role="signing",
            joined_on=stage.on(IN_FORCE - 60),
            requested_on=stage.on(IN_FORCE - 40),
            signed_on=signed,
            signatory_person_id=big.staff[at][0] if at in big.staff else None,
        )
        if chance.random() < 0.3:
            approved: dict[str, Any] = {"needed": "yes", "asked_on": stage.on(IN_FORCE - 40), "given_on": signed}
            stage.put(ManagementApproval, covenant_id=covenant, organisation_id=at, **approved)


def _actions(big: Big, years: int, meetings: list[tuple[int, int]]) -> None:
    """Each from a meeting. Most are done in time, a few of the last are late."""
    stage, chance = big.stage, big.chance
    houses = [id for id in big.organisations if id in big.staff]
    for n in range(ACTIONS * years):
        meeting, day = meetings[n * len(meetings) // (ACTIONS * years)]
        house, lasts = chance.choice(houses), chance.randint(14, 120)
        person = chance.choice(big.staff[house])
        done = day + lasts < -30 or (day + lasts < 0 and chance.random() < 0.5)
        action = stage.add(
            Action,
            description="Bel het wijkteam over de aanvraag.",
            created_on=stage.on(day),
            due_on=stage.on(day + lasts),
            meeting_id=meeting,
        )
        whose: dict[str, Any] = {"person_id": person, "organisation_id": house}
        stage.put(ActionOwner, action_id=action, **whose, start_on=stage.on(day))
        if done:
            told: dict[str, Any] = {"text": "Gedaan.", "new_state": ActionState.DONE}
            when = stage.on(min(day + lasts - chance.randint(0, 10), -1))
            stage.put(ActionUpdate, action_id=action, updated_on=when, **told, person_id=person)


def _contacts(big: Big, years: int) -> None:
    stage, people = big.stage, [person for staff in big.staff.values() for person in staff]
    for person in people:
        told: dict[str, Any] = {"kind": "work_email", "value": f"p{person}@example.org", "visibility": "network"}
        stage.put(ContactChannel, person_id=person, **told, added_on=stage.on(AGREED))
    for n in range(CONFIRMATIONS * years):
        when = stage.on(-5 - A_YEAR * n // CONFIRMATIONS)
        who: dict[str, Any] = {"person_id": people[n % len(people)], "confirmed_by": "self", "method": "page"}
        stage.put(ContactConfirmation, **who, confirmed_on=when, result="correct")


def _goodbyes(big: Big, years: int) -> None:
    """Of the years before the last two, as long as an organisation has more than one to say goodbye to."""
    stage, rest = big.stage, [(at, staff[-1]) for at, staff in big.staff.items() if len(staff) > 2]
    for n, (at, person) in enumerate(rest[: GOODBYES * max(years - 2, 0)]):
        effective = -2 * A_YEAR - A_YEAR * n // GOODBYES
        days = {"effective_on": stage.on(effective), "reported_on": stage.on(effective - 45)}
        stage.put(TurnoverEvent, kind=TurnoverKind.LEAVES, organisation_id=at, person_id=person, **days)
