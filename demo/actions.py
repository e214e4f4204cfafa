"""Who took on what in the demo network: joint agreements, 33 actions, their owners and updates."""

from datetime import date

from data_model.days import days_after
from data_model.tables.action import Action, ActionOwner, ActionUpdate, JointAgreement
from demo.meetings import MEETINGS
from demo.people import PEOPLE
from demo.stage import Stage
from demo.steps import GIVEN_BACK, PASSED_ON, STEPS, UPDATES, Step

# short name, meeting, question, solution, what must happen, days after the meeting on which it was sent round
AGREEMENTS: tuple[tuple[str, str, str, str, str, int | None], ...] = (
    (
        "folder",
        "network-1",
        "Hoe weten gezinnen waar zij terechtkunnen?",
        "Eén blad met alle regelingen, in gewone taal.",
        "Iedereen levert de eigen regelingen aan.",
        4,
    ),
    (
        "kennismaken",
        "network-1",
        "Kennen wij elkaar goed genoeg?",
        "Elke organisatie loopt een dagdeel mee bij een andere.",
        "Maak met één andere organisatie een afspraak.",
        6,
    ),
    (
        "oost",
        "network-2",
        "Wie missen wij in Oost?",
        "Elke maand een spreekuur in de Buurtkamer.",
        "Zorg voor mensen, een tafel en een aankondiging.",
        5,
    ),
    (
        "school",
        "network-2",
        "Hoe merken scholen eerder dat een gezin te weinig geld heeft?",
        "Alle scholen gebruiken dezelfde gesprekskaart.",
        "Probeer de kaart uit en vertel wat beter kan.",
        3,
    ),
    (
        "vakantie",
        "webber-4",
        "Wat doen kinderen in de vakantie?",
        "Eén lijst met gratis activiteiten.",
        "Iemand houdt de lijst bij.",
        6,
    ),
    (
        "bellen",
        "webber-5",
        "Lukt het om elkaar snel te bereiken?",
        "Webbers hebben een vast belmoment.",
        "Geef door wanneer je te bereiken bent.",
        None,
    ),
)
WORKS_AT = {key: organisation for key, _, organisation, *_ in PEOPLE}


def fill(stage: Stage) -> None:
    days = {planned.key: stage.tuesday(planned.week) for planned in MEETINGS}
    for key, meeting, question, solution, must, sent_after in AGREEMENTS:
        stage.ids["joint"][key] = stage.add(
            JointAgreement,
            meeting_id=stage.ids["meeting"][meeting],
            question=question,
            chosen_solution=solution,
            what_must_happen=must,
            sent_round_on=None if sent_after is None else days_after(days[meeting], sent_after),
        )
    for key, step in STEPS.items():
        stage.ids["action"][key] = stage.add(
            Action,
            description=step.text,
            created_on=days[step.meeting],
            due_on=stage.maybe_on(step.due),
            meeting_id=stage.ids["meeting"][step.meeting],
            joint_agreement_id=stage.ids["joint"][step.joint] if step.joint else None,
            working_agreement_id=stage.ids["agreement"][str(step.agreement)] if step.agreement else None,
        )
        _owners(stage, key, step, days[step.meeting])
    _updates(stage)


def _owners(stage: Stage, key: str, step: Step, made_on: date) -> None:
    follower, handed_on = PASSED_ON.get(key, (None, None))
    last = GIVEN_BACK.get(key) if handed_on is None else handed_on - 1
    _owner(stage, key, step.owner, made_on, last)
    if follower and handed_on is not None:
        _owner(stage, key, follower, stage.on(handed_on), None)


def _owner(stage: Stage, key: str, person: str, start_on: date, last: int | None) -> None:
    stage.put(
        ActionOwner,
        action_id=stage.ids["action"][key],
        person_id=stage.person(person),
        organisation_id=stage.organisation(WORKS_AT[person]),
        start_on=start_on,
        end_on=stage.maybe_on(last),
    )


def _updates(stage: Stage) -> None:
    for key, days, state, text in UPDATES:
        giver = PASSED_ON[key][0] if key in PASSED_ON else STEPS[key].owner
        stage.put(
            ActionUpdate,
            action_id=stage.ids["action"][key],
            updated_on=stage.on(days),
            text=text,
            new_state=state,
            person_id=stage.person(giver),
        )
