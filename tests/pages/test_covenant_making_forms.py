"""The forms that make and steer a covenant: for whom, and that filling them in does it, from empty to in force."""

from typing import Any

import pytest
from sqlalchemy import Engine
from streamlit.testing.v1 import AppTest

from data_model.access import Role
from data_model.findings import Concern, Finding, Subject, Urgency
from data_model.tables.covenant import (
    AnchoringPromise,
    Covenant,
    CovenantParty,
    CovenantWebber,
    ManagementApproval,
    WorkingAgreement,
)
from data_model.tables.network import SharedGoal
from pages.acts import missing
from pages.acts.covenant_making_dialogs import (
    AGREEMENT,
    COURSE,
    DRAFT,
    FOLLOW_UP,
    GOAL_SET,
    MANAGEMENT,
    MISSING,
    PARTY,
    PROMISED,
    ROUTE,
    SIGNING_DAY,
    TERM,
)
from pages.acts.dialog import Dialog
from pages.menu import PAGES
from tests.conftest import NOW, Town
from tests.pages.conftest import Place, draw
from tests.write.covenant_scene import BSN, LONG, SINCE, Scene, make

NETWORK = (DRAFT, COURSE, TERM, FOLLOW_UP, MISSING, PARTY, SIGNING_DAY, GOAL_SET, AGREEMENT, ROUTE)
TODAY = NOW.date()
page = next(page for page in PAGES if page.path == "convenant").show


@pytest.fixture
def scene(sqlite_engine: Engine) -> Scene:
    return make(Town(sqlite_engine))


def place(scene: Scene) -> Place:
    return Place(scene.town.engine, {Role.COORDINATOR: scene.town.viewer(), Role.MANAGER: scene.manager()})


def about(covenant: int) -> Concern:
    return Concern(about=Subject("covenant", covenant, "Convenant"))


def opened(scene: Scene, dialog: Dialog, concern: Concern | None, role: Role = Role.COORDINATOR) -> AppTest:
    return draw(lambda visit: dialog.body(visit, concern, "form"), place(scene), role).app


def save(app: AppTest) -> list[str]:
    """Press Save and give what was refused."""
    next(button for button in app.button if button.label == "Opslaan").click().run()
    assert not app.exception
    return [str(error.value).replace("\\", "") for error in app.error]


def field(app: AppTest, kind: str, label: str) -> Any:
    return next(one for one in getattr(app, kind) if one.label == label)


@pytest.mark.parametrize("dialog", NETWORK, ids=lambda dialog: dialog.key)
def test_what_the_network_decides_is_for_the_coordinator(scene: Scene, dialog: Dialog) -> None:
    viewers = {role: scene.town.viewer(role, organisation_id=scene.school) for role in Role}
    concern = Concern(about=Subject("covenant", 1), organisation_id=scene.school)
    allowed = {role for role in Role if dialog.allowed(viewers[role], concern)}
    assert allowed == {role for role in Role if dialog.allowed(viewers[role])} == {Role.COORDINATOR}


@pytest.mark.parametrize("dialog", [PROMISED, MANAGEMENT], ids=lambda dialog: dialog.key)
def test_a_manager_speaks_for_the_own_organisation(scene: Scene, dialog: Dialog) -> None:
    viewers = {role: scene.town.viewer(role, organisation_id=scene.school) for role in Role}
    own, other = (Concern(about=Subject("covenant", 1), organisation_id=id) for id in (scene.school, scene.bank))
    assert {role for role in Role if dialog.allowed(viewers[role], own)} == {Role.COORDINATOR, Role.MANAGER}
    assert {role for role in Role if dialog.allowed(viewers[role], other)} == {Role.COORDINATOR}


def test_a_covenant_is_drawn_up_with_everyone_who_takes_part(scene: Scene) -> None:
    app = opened(scene, DRAFT, None)
    assert save(app) == ["Naam van het convenant: Vul dit in."]
    field(app, "text_input", "Naam van het convenant").set_value(BSN)
    assert "BSN" in save(app)[0]
    field(app, "text_input", "Naam van het convenant").set_value(LONG)
    assert "te lang" in save(app)[0]
    field(app, "text_input", "Naam van het convenant").set_value("Elk kind doet mee")
    assert save(app) == []
    roles = {party.organisation_id: party.role for party in scene.rows(CovenantParty)}
    assert roles == {scene.school: "signing", scene.bank: "signing", scene.mosque: "named_only"}
    assert [one.webber_id for one in scene.rows(CovenantWebber)] == [scene.webber]


def test_a_last_day_before_the_first_is_refused_in_words(scene: Scene) -> None:
    covenant = scene.draft()
    app = opened(scene, TERM, about(covenant))
    field(app, "date_input", "Eerste dag").set_value(TODAY)
    field(app, "date_input", "Laatste dag").set_value(SINCE)
    assert save(app) == ["Laatste dag: Deze dag ligt voor de eerste dag, 22 november 2026. Kies een latere dag."]


def test_from_draft_to_in_force(scene: Scene) -> None:
    covenant = scene.draft()
    app = opened(scene, COURSE, about(covenant))
    assert "Dit mist nog: werkafspraken" in save(app)[0]
    field(app, "text_area", "Waarom je al om handtekeningen vraagt terwijl er iets mist").set_value("Ze volgen nog.")
    assert save(app) == []
    assert save(opened(scene, SIGNING_DAY, about(covenant))) == []
    assert save(opened(scene, COURSE, about(covenant))) == []
    assert scene.rows(Covenant)[0].in_force_on == TODAY
    app = opened(scene, COURSE, about(covenant))
    assert field(app, "radio", "Wat gebeurt er nu").options == ["Begin een herziening", "Beëindig het convenant"]


def test_an_agreement_is_made_from_the_form(scene: Scene) -> None:
    app = opened(scene, AGREEMENT, about(scene.draft()))
    field(app, "text_area", "Wat is afgesproken").set_value("Wij bellen eerst.")
    assert save(app)[0].startswith("Onderwerp: Kies")
    field(app, "selectbox", "Onderwerp").select("Toeleiding")
    assert save(app) == []
    assert [(one.topic, one.text) for one in scene.rows(WorkingAgreement)] == [("referral", "Wij bellen eerst.")]


def test_the_goal_is_written_down_in_an_empty_network(sqlite_engine: Engine) -> None:
    bare = Scene(Town(sqlite_engine), 0, 0, 0, 0, 0, 0)
    app = opened(bare, GOAL_SET, None)
    field(app, "text_area", "Gezamenlijke opgave").set_value("Elk kind doet mee")
    assert save(app) == []
    assert [one.text for one in bare.rows(SharedGoal)] == ["Elk kind doet mee"]


def test_a_manager_says_how_often_to_hear_and_what_is_promised(scene: Scene) -> None:
    covenant = scene.draft()
    own = Concern(about=Subject("covenant", covenant), organisation_id=scene.school)
    app = opened(scene, MANAGEMENT, own, Role.MANAGER)
    field(app, "number_input", "Om de hoeveel maanden").set_value(6)
    assert save(app) == []
    assert [one.inform_every_months for one in scene.rows(ManagementApproval)] == [6]
    app = opened(scene, PROMISED, own, Role.MANAGER)
    field(app, "text_area", "Wat is beloofd").set_value("Vaste uren voor het netwerk.")
    assert save(app) == []
    assert [one.organisation_id for one in scene.rows(AnchoringPromise)] == [scene.school]


def test_the_approval_of_managers_is_settled(scene: Scene) -> None:
    app = opened(scene, ROUTE, about(scene.draft(approval_needed="unknown")))
    field(app, "radio", "Moeten leidinggevenden akkoord geven?").set_value("no")
    assert save(app) == []
    assert scene.rows(Covenant)[0].management_approval_needed == "no"


def test_an_organisation_that_took_its_signature_back_stays_by_name(scene: Scene) -> None:
    covenant = scene.draft(drafted_on=SINCE)
    party = scene.party(covenant, scene.school)
    app = opened(scene, PARTY, Concern(about=Subject("covenant_party", party.id)))
    assert save(app) == []
    assert scene.party(covenant, scene.school).role == "named_only"


def test_what_is_missing_leads_to_the_form_that_helps(scene: Scene) -> None:
    def lacking(*reasons: str) -> Finding:
        return Finding(
            kind="covenant.incomplete",
            about=Subject("covenant", 1),
            urgency=Urgency.ATTENTION,
            since=SINCE,
            values={"reasons": reasons},
        )

    assert missing.ways(lacking("no_goal", "topic_missing")) == [missing.GOAL, missing.AGREE]
    assert missing.ways(lacking("not_named")) == [missing.LIST, missing.PARTY]
    assert set(missing.ways(None)) == set(missing.WAYS)


def ending(scene: Scene) -> int:
    dates = {"drafted_on": SINCE, "in_force_on": SINCE, "end_on": TODAY}
    return scene.town.add(Covenant, kind="convenant", title="Oud", **dates)


@pytest.mark.parametrize("way", ["prolong", "revise", "new", "end"])
def test_what_follows_an_ending_covenant_is_chosen(scene: Scene, way: str) -> None:
    app = opened(scene, FOLLOW_UP, about(ending(scene)))
    field(app, "radio", "Wat wil je doen").set_value(way).run()
    assert not app.exception
    assert "Opslaan" in [button.label for button in app.button]


def test_a_new_covenant_follows_the_one_that_ends(scene: Scene) -> None:
    former = ending(scene)
    app = opened(scene, FOLLOW_UP, about(former))
    field(app, "radio", "Wat wil je doen").set_value("new").run()
    field(app, "text_input", "Naam van het convenant").set_value("Nieuw")
    assert save(app) == []
    assert [one.replaces_id for one in scene.rows(Covenant)] == [None, former]


def offered(role: Role, place: Place) -> set[str]:
    return {key.rpartition("-")[2] for key in draw(page, place, role).buttons if key.startswith("do-")}


def test_an_empty_network_is_offered_to_draw_one_up(empty: Place) -> None:
    assert "draft" in offered(Role.COORDINATOR, empty)
    assert not any("draft" in offered(role, empty) for role in Role if role is not Role.COORDINATOR)
    screen = draw(page, empty, Role.PARTICIPANT)
    assert any(text.startswith("Er is nog geen convenant.") for text in screen.texts)


def test_a_manager_sees_the_same_with_the_own_organisation_marked(filled: Place) -> None:
    screen = draw(page, filled, Role.MANAGER)
    assert any("(jouw organisatie)" in text for text in screen.texts)
    own = {"signature", "management", "approval", "informing", "promised", "promise"}
    assert own <= offered(Role.MANAGER, filled) <= own | {"webber"}
