"""The list of people and the page of one: what each role sees of whom, on any day."""

from datetime import date
from typing import Any

import pytest

from data_model.access import Role, Viewer
from data_model.database import reading
from data_model.read.people_choices import (
    everybody,
    namesakes,
    people_to_change,
    places_to_change,
    tasks_to_end,
)
from data_model.read.people_list import PersonLine, people_list
from data_model.read.person_card import PersonCard, person_card
from data_model.read.person_covenant import covenant_lines
from data_model.read.person_ties import announced_changes, links_kept, running_actions, webber_tasks
from data_model.refusal import Forbidden
from data_model.tables.action import Action, ActionOwner, ActionUpdate
from data_model.tables.covenant import (
    AnchoringPromise,
    Covenant,
    CovenantParty,
    ManagementApproval,
    WorkingAgreement,
)
from data_model.tables.map import MapVersion, Relation, RelationCarrier
from data_model.tables.person import Affiliation, ContactChannel, ContactConfirmation, NetworkRole, Person
from data_model.tables.webber import WebberDeputy
from tests.conftest import Town
from tests.write.turnover_scene import DAY, LEAVES, START, TODAY, Scene


@pytest.fixture
def scene(town: Town) -> Scene:
    return Scene(town)


def ask(scene: Scene, read: Any, *about: Any, by: Viewer | None = None, day: date | None = TODAY) -> Any:
    with reading(scene.town.engine) as session:
        return read(session, by or scene.town.viewer(), *about, *((day,) if day else ()))


def names(scene: Scene, by: Viewer | None = None, day: date = TODAY) -> dict[str, list[str]]:
    lines: list[PersonLine] = ask(scene, people_list, by=by, day=day)
    return {line.name: [place.organisation for place in line.places] for line in lines}


def card(scene: Scene, person: int, by: Viewer | None = None, day: date = TODAY) -> PersonCard:
    found: PersonCard = ask(scene, person_card, person, by=by, day=day)
    return found


def test_everybody_is_listed_with_where_they_work_that_day(scene: Scene) -> None:
    scene.person("Ed", scene.church, end=TODAY - DAY)
    scene.town.add(Affiliation, person_id=scene.amina, organisation_id=scene.church, start_on=TODAY + DAY)
    scene.town.add(Person, display_name="Weg", erased_on=TODAY + DAY)
    Town(scene.town.engine, "Elders").add(Person, display_name="Ver")
    both = {"Amina": ["De Klimop"], "Bas": ["De Klimop"], "Bram": ["Gemeente"], "Cor": ["Kerk"], "Noor": ["Gemeente"]}
    assert names(scene) == both | {"Ed": []}
    assert names(scene, day=TODAY - DAY)["Ed"] == ["Kerk"]
    assert names(scene, day=TODAY + DAY)["Amina"] == ["De Klimop", "Kerk"]


def test_the_list_names_tasks_once_and_on_their_days(scene: Scene) -> None:
    first = scene.webber(scene.amina)
    scene.webber(scene.amina, ended_on=TODAY)
    scene.webber(scene.cor, confirmed_on=None)
    scene.town.add(WebberDeputy, webber_id=first, person_id=scene.bas, start_on=START, end_on=TODAY)

    def tasks(day: date) -> dict[str, tuple[str, ...]]:
        lines: list[PersonLine] = ask(scene, people_list, day=day)
        return {line.name: line.tasks for line in lines if line.tasks}

    assert tasks(TODAY) == {"Amina": ("webber",), "Bas": ("webber_deputy",), "Noor": ("coordinator",)}
    assert tasks(TODAY + DAY) == {"Amina": ("webber",), "Noor": ("coordinator",)}
    assert tasks(START - DAY) == {}


def test_a_manager_sees_people_of_the_own_organisation_and_only_their_work_there(scene: Scene) -> None:
    scene.town.add(Affiliation, person_id=scene.amina, organisation_id=scene.church, start_on=START)
    gone = scene.person("Ed", scene.church, end=TODAY - DAY)
    manager = scene.manager(scene.church)
    assert names(scene, manager) == {"Amina": ["Kerk"], "Cor": ["Kerk"], "Ed": []}
    assert [place.organisation for place in card(scene, scene.amina, manager).places] == ["Kerk"]
    assert card(scene, gone, manager).name == "Ed"
    for person in (scene.bas, scene.noor):
        with pytest.raises(Forbidden):
            card(scene, person, manager)
    assert names(scene, scene.town.viewer(Role.MANAGER)) == {}


def test_a_last_day_to_come_is_for_who_sees_changes(scene: Scene) -> None:
    ed = scene.person("Ed", scene.church, end=TODAY)

    def last(by: Viewer, day: date = TODAY) -> date | None:
        return card(scene, ed, by, day).places[0].end_on

    participant = scene.participant(scene.cor, scene.church)
    assert last(scene.town.viewer()) == last(scene.manager(scene.church)) == TODAY
    assert last(scene.participant(ed, scene.church)) == TODAY
    assert last(participant) is None
    assert last(participant, TODAY + DAY) == TODAY


def test_nobody_sees_the_page_of_who_is_not_there(scene: Scene) -> None:
    erased = scene.town.add(Person, display_name="Weg", erased_on=TODAY + DAY)
    elsewhere = Town(scene.town.engine, "Elders")
    far = elsewhere.add(Person, display_name="Ver")
    for person in (erased, far, 0, 999_999_999):
        with pytest.raises(Forbidden):
            card(scene, person)
    with pytest.raises(Forbidden):
        card(scene, scene.cor, elsewhere.viewer())


@pytest.mark.parametrize(
    ("role", "seen"),
    [
        (Role.COORDINATOR, {"network", "webbers", "coordinator"}),
        (Role.WEBBER, {"network", "webbers"}),
        (Role.MANAGER, {"network"}),
        (Role.PARTICIPANT, {"network"}),
    ],
)
def test_contact_data_are_shown_by_the_choice_of_the_person(scene: Scene, role: Role, seen: set[str]) -> None:
    for shared in ("network", "webbers", "coordinator", "withheld"):
        scene.town.add(
            ContactChannel, person_id=scene.cor, kind="mobile", value="06", visibility=shared, added_on=START
        )
    viewer = scene.town.viewer(role, organisation_id=scene.church, person_id=scene.amina)
    assert {visibility for _, _, visibility in card(scene, scene.cor, viewer).channels} == seen
    assert len(card(scene, scene.cor, scene.participant(scene.cor, scene.church)).channels) == 4


def test_a_manager_does_not_see_contact_data_of_who_left(scene: Scene) -> None:
    ed = scene.person("Ed", scene.church, end=TODAY)
    scene.town.add(ContactChannel, person_id=ed, kind="mobile", value="06", added_on=START)
    assert card(scene, ed, scene.manager(scene.church)).channels
    assert not card(scene, ed, scene.manager(scene.church), TODAY + DAY).channels


def test_a_card_says_how_current_the_data_are_and_which_tasks_there_are(scene: Scene) -> None:
    said = {"person_id": scene.cor, "confirmed_by": "self", "result": "correct"}
    scene.town.add(ContactConfirmation, **said, confirmed_on=TODAY - DAY)
    scene.town.add(NetworkRole, person_id=scene.cor, role="manager", start_on=START, end_on=TODAY)
    known = card(scene, scene.cor)
    assert (known.confirmed_on, known.state, card(scene, scene.amina).confirmed_on) == (TODAY - DAY, "fresh", None)
    assert [(role.role, role.end_on) for role in known.roles] == [("manager", TODAY)]
    assert card(scene, scene.cor, day=START).confirmed_on is None


def test_webber_tasks_are_those_held_and_those_stood_in_for(scene: Scene) -> None:
    own = scene.webber(scene.amina, area="Noord", domain="education")
    whole = scene.webber(None, organisation_id=scene.church)
    scene.webber(scene.amina, ended_on=TODAY - DAY)
    for webber in (own, whole):
        scene.town.add(WebberDeputy, webber_id=webber, person_id=scene.bas, start_on=START)
    (held,) = ask(scene, webber_tasks, scene.amina)
    assert (held.organisation, held.area, held.domain, held.holder) == ("De Klimop", "Noord", "education", None)
    assert [line.holder for line in ask(scene, webber_tasks, scene.bas)] == ["Amina", "Kerk"]
    assert ask(scene, webber_tasks, scene.bas, day=START - DAY) == ()


def test_links_are_those_of_the_map_in_use_for_who_sees_changes_and_for_oneself(scene: Scene) -> None:
    version = scene.town.add(MapVersion, made_on=START, provisional_on=START)
    ends = {"organisation_a_id": scene.school, "organisation_b_id": scene.church}
    link = scene.town.add(Relation, map_version_id=version, start_on=START, kind="overleg", **ends)
    own = {"relation_id": link, "organisation_id": scene.school, "person_id": scene.amina, "start_on": START}
    scene.town.add(RelationCarrier, **own, end_on=TODAY)
    (kept,) = ask(scene, links_kept, scene.amina)
    assert (kept.organisation, kept.other, kept.kind) == ("De Klimop", "Kerk", "overleg")
    assert ask(scene, links_kept, scene.amina, day=TODAY + DAY) == ()
    assert ask(scene, links_kept, scene.amina, by=scene.manager(scene.school)) == (kept,)
    assert ask(scene, links_kept, scene.amina, by=scene.manager(scene.church)) == ()
    assert ask(scene, links_kept, scene.amina, by=scene.participant(scene.cor, scene.church)) is None
    assert ask(scene, links_kept, scene.amina, by=scene.participant(scene.amina, scene.school)) == (kept,)


def test_running_actions_are_shown_to_the_group_and_not_to_managers(scene: Scene) -> None:
    for description, state in (("Bellen", None), ("Klaar", "done")):
        action = scene.town.add(Action, description=description, created_on=START)
        owner = {"action_id": action, "person_id": scene.amina, "organisation_id": scene.school}
        scene.town.add(ActionOwner, **owner, start_on=START)
        if state:
            scene.town.add(ActionUpdate, action_id=action, updated_on=TODAY, new_state=state)
    assert [line.description for line in ask(scene, running_actions, scene.amina)] == ["Bellen"]
    assert ask(scene, running_actions, scene.bas, by=scene.participant(scene.cor, scene.church)) == ()
    assert ask(scene, running_actions, scene.amina, by=scene.manager(scene.school)) is None


def test_changes_are_shown_as_far_as_one_sees_changes(scene: Scene) -> None:
    scene.event(scene.amina)
    scene.event(scene.cor, organisation_id=scene.church)
    scene.event(scene.amina, kind="away", withdrawn_on=TODAY)
    (line,) = ask(scene, announced_changes, scene.amina)
    assert (line.kind, line.effective_on) == ("leaves", LEAVES)
    assert ask(scene, announced_changes, scene.amina, by=scene.manager(scene.school)) == (line,)
    assert ask(scene, announced_changes, scene.amina, by=scene.manager(scene.church)) == ()
    assert ask(scene, announced_changes, scene.amina, by=scene.participant(scene.amina, scene.school)) is None


def test_what_somebody_signed_approved_and_promised_on_a_day(scene: Scene) -> None:
    covenant = scene.town.add(Covenant, kind="convenant", title="Samen", drafted_on=START)
    party = {"covenant_id": covenant, "organisation_id": scene.school}
    signed = {"signatory_person_id": scene.amina, "subject_to_mandate_on": START, "signed_on": TODAY}
    scene.town.add(CovenantParty, **party, joined_on=START, **signed)
    scene.town.add(ManagementApproval, **party, given_by_person_id=scene.amina, given_on=TODAY)
    agreed = {"topic": "referral", "text": "Bellen", "contact_person_id": scene.amina, "agreed_on": START}
    scene.town.add(WorkingAgreement, covenant_id=covenant, **agreed)
    scene.town.add(WorkingAgreement, covenant_id=covenant, **agreed, dropped_on=TODAY)
    promise = {"organisation_id": scene.school, "contact_person_id": scene.amina, "promised_on": START}
    scene.town.add(AnchoringPromise, text="Inwerken", **promise)

    def told(day: date) -> list[tuple[str, str, str | None]]:
        return [(line.kind, line.text, line.organisation) for line in ask(scene, covenant_lines, scene.amina, day=day)]

    common = [("agreement", "Bellen", None), ("promise", "Inwerken", "De Klimop")]
    assert told(TODAY) == [("signed", "Samen", "De Klimop"), ("approved", "Samen", "De Klimop"), *common]
    assert told(START) == [("signed_subject_to_mandate", "Samen", "De Klimop"), common[0], *common]
    assert told(START - DAY) == []
    assert ask(scene, covenant_lines, scene.bas) == ()
    school = ask(scene, covenant_lines, scene.amina, by=scene.manager(scene.school))
    assert [line.organisation for line in school] == ["De Klimop"] * 3
    assert ask(scene, covenant_lines, scene.amina, by=scene.manager(scene.church)) == ()


def test_forms_offer_whom_one_may_change(scene: Scene) -> None:
    gone = scene.person("Ed", scene.church, end=TODAY - DAY)
    manager, cor = scene.manager(scene.church), scene.participant(scene.cor, scene.church)
    assert gone in {one.id for one in ask(scene, people_to_change)}
    assert [one.id for one in ask(scene, people_to_change, by=manager)] == [scene.cor]
    assert [one.id for one in ask(scene, people_to_change, by=cor)] == [scene.cor]
    assert [place.person_id for place in ask(scene, places_to_change, by=manager)] == [scene.cor]
    assert [place.person_id for place in ask(scene, places_to_change, by=cor)] == [scene.cor]
    assert len(ask(scene, places_to_change)) == 5
    assert [task.person_id for task in ask(scene, tasks_to_end)] == [scene.noor]
    for by in (manager, cor, scene.town.viewer(Role.WEBBER)):
        with pytest.raises(Forbidden):
            ask(scene, tasks_to_end, by=by)


def test_namesakes_are_those_who_do_not_work_there(scene: Scene) -> None:
    other = scene.person("cor ", scene.school)

    def found(organisation: int | None) -> set[int]:
        with reading(scene.town.engine) as session:
            known = namesakes(session, scene.town.viewer(), " COR", TODAY, organisation)
        return {one.id for one in known}

    assert found(None) == {scene.cor, other} and found(scene.church) == {other} and found(scene.school) == {scene.cor}
    scene.town.add(Affiliation, person_id=scene.cor, organisation_id=scene.hall, start_on=START)
    assert {one.id: one.note for one in ask(scene, everybody)}[scene.cor] == "Gemeente, Kerk"
