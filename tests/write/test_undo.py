"""Taking the last act back: everything is as it was, except that the log knows of both."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from sqlalchemy import Engine, select

from data_model.access import Role, Viewer
from data_model.database import reading, writing
from data_model.refusal import Forbidden, Refusal
from data_model.tables import Base
from data_model.tables.action import Action, ActionOwner
from data_model.tables.log import LogEntry
from data_model.tables.meeting import Meeting
from data_model.tables.organisation import Membership, Organisation
from data_model.tables.person import Affiliation, ContactChannel, Person
from data_model.vocabulary import ActionState
from data_model.write.actions import transfer_action, update_action
from data_model.write.contacts import correct_contact
from data_model.write.meetings import record_meeting
from data_model.write.undo import Done, Recorder, undo
from tests.conftest import NOW, Town

TODAY = NOW.date()
EARLIER = date(2026, 1, 5)


def everything(engine: Engine) -> dict[str, list[dict[str, Any]]]:
    """All rows but the log, without the counters that only rise."""
    with engine.connect() as connection:
        return {
            table.name: sorted(
                (
                    {name: value for name, value in row.items() if name not in ("version", "data_version")}
                    for row in connection.execute(select(table)).mappings()
                ),
                key=str,
            )
            for table in Base.metadata.sorted_tables
            if table.name not in ("log_entry", "log_detail")
        }


def act(town: Town, what: Callable[..., object], by: Viewer, **arguments: Any) -> Done:
    with writing(town.engine) as session:
        recorder = Recorder(session)
        what(session, **arguments, by=by, at=NOW)
        done = recorder.done(what.__name__, by)
    assert done
    return done


def take_back(town: Town, done: Done, by: Viewer) -> None:
    with writing(town.engine) as session:
        undo(session, done=done, by=by, at=NOW)


class Scene:
    """Two people of one organisation, one with an action and a phone number, and a meeting to log."""

    def __init__(self, town: Town) -> None:
        self.house = town.add(Organisation, name="Welzijn")
        town.add(Membership, organisation_id=self.house, joined_on=EARLIER)
        self.anna, self.bram = (town.add(Person, display_name=name) for name in ("Anna", "Bram"))
        for person in (self.anna, self.bram):
            town.add(Affiliation, person_id=person, organisation_id=self.house, start_on=EARLIER)
        town.add(ContactChannel, person_id=self.anna, kind="mobile", value="0612345678", added_on=EARLIER)
        self.action = town.add(Action, description="Bellen", created_on=TODAY)
        owner = {"action_id": self.action, "person_id": self.anna, "organisation_id": self.house}
        town.add(ActionOwner, **owner, start_on=TODAY)
        self.meeting = town.add(Meeting, kind="webber", announced_on=EARLIER, planned_on=EARLIER)


@pytest.fixture
def scene(town: Town) -> Scene:
    return Scene(town)


def acts(scene: Scene) -> dict[str, tuple[Callable[..., object], dict[str, Any]]]:
    return {
        "an update": (update_action, {"action_id": scene.action, "text": "Gebeld", "new_state": ActionState.DONE}),
        "a transfer that leaves no period": (
            transfer_action,
            {"action_id": scene.action, "to_person_id": scene.bram, "organisation_id": scene.house},
        ),
        "a number that was taken away": (
            correct_contact,
            {
                "person_id": scene.anna,
                "channels": {"mobile": ("", "network"), "work_phone": ("010 1234567", "network")},
            },
        ),
        "a meeting with attendance, report and next date": (
            record_meeting,
            {
                "meeting_id": scene.meeting,
                "held_on": EARLIER,
                "attendance": {scene.house: "present"},
                "decisions": "Iets",
                "next_on": date(2026, 12, 1),
            },
        ),
    }


@pytest.mark.parametrize(
    "name",
    [
        "an update",
        "a transfer that leaves no period",
        "a number that was taken away",
        "a meeting with attendance, report and next date",
    ],
)
def test_an_act_can_be_taken_back_whole(name: str, town: Town, scene: Scene) -> None:
    before, viewer = everything(town.engine), town.viewer()
    what, arguments = acts(scene)[name]
    done = act(town, what, viewer, **arguments)
    assert everything(town.engine) != before
    take_back(town, done, viewer)
    assert everything(town.engine) == before
    with reading(town.engine) as session:
        logged = session.execute(select(LogEntry.action, LogEntry.fields).order_by(LogEntry.id.desc())).first()
    assert logged is not None and tuple(logged) == ("undo", what.__name__)


def test_nothing_is_taken_back_once_somebody_wrote_since(town: Town, scene: Scene) -> None:
    viewer = town.viewer()
    done = act(town, update_action, viewer, action_id=scene.action, text="Een", new_state=None)
    act(town, update_action, town.viewer(), action_id=scene.action, text="Twee", new_state=None)
    before = everything(town.engine)
    with pytest.raises(Refusal, match="written_since"):
        take_back(town, done, viewer)
    assert everything(town.engine) == before


def test_an_act_is_taken_back_once(town: Town, scene: Scene) -> None:
    viewer = town.viewer()
    done = act(town, update_action, viewer, action_id=scene.action, text="Een", new_state=None)
    take_back(town, done, viewer)
    with pytest.raises(Refusal, match="written_since"):
        take_back(town, done, viewer)


@pytest.mark.parametrize("role", [Role.WEBBER, Role.MANAGER, Role.PARTICIPANT])
def test_only_whoever_did_it_takes_it_back(role: Role, town: Town, scene: Scene) -> None:
    done = act(town, update_action, town.viewer(), action_id=scene.action, text="Een", new_state=None)
    with pytest.raises(Forbidden):
        take_back(town, done, town.viewer(role, organisation_id=scene.house, person_id=scene.anna))
