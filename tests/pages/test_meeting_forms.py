"""The log of a meeting with its rows, and the forms around it: whole for who may, and nothing lost when refused."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from sqlalchemy import Engine, func, select
from streamlit.testing.v1 import AppTest

from data_model.access import Role
from data_model.database import reading, writing
from data_model.findings import Concern, Subject
from data_model.refusal import Forbidden
from data_model.tables.action import Action, JointAgreement
from data_model.tables.meeting import Attendance, Meeting, Pause
from data_model.write.sharing import share_report
from demo.town import fill
from pages.acts import register
from pages.acts.dialog import Dialog
from pages.acts.meeting_dialogs import AGREEMENT, CORRECT, PAUSE
from pages.frame.visit import Visit
from tests.conftest import NOW
from tests.pages.conftest import TODAY, Drawn, Place, _opened, draw
from tests.pages.test_pages import in_english

MINE = (register.MEETING, register.RHYTHM, CORRECT, AGREEMENT, PAUSE)
SAVE = "Opslaan"
EDITORS = (Role.COORDINATOR, Role.WEBBER)


@pytest.fixture
def fresh(sqlite_template: bytes, tmp_path: Any, filled: Place) -> Iterator[Place]:
    """A demo network to write in, with the same people."""
    engine = _opened(sqlite_template, tmp_path)
    with writing(engine) as session:
        fill(session, TODAY)
    yield Place(engine, filled.viewers)
    engine.dispose()


def form(dialog: Dialog, place: Place, role: Role = Role.WEBBER, about: Concern | None = None) -> AppTest:
    return draw(lambda visit: dialog.body(visit, about, "form"), place, role).app


def field(app: AppTest, kind: str, label: str, nth: int = 0) -> Any:
    return [one for one in getattr(app, kind) if one.label == label][nth]


def save(app: AppTest, label: str = SAVE) -> list[str]:
    """Press the button; what was refused."""
    field(app, "button", label).click()
    app.run()
    assert not app.exception
    return [error.value.replace("\\", "") for error in app.error]


def count(engine: Engine, *tables: type[Any]) -> list[int]:
    with reading(engine) as session:
        return [session.scalar(select(func.count()).select_from(table)) or 0 for table in tables]


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("dialog", MINE, ids=lambda dialog: dialog.key)
def test_a_form_is_whole_and_dutch_for_who_may_open_it(dialog: Dialog, role: Role, place: Place) -> None:
    assert dialog.allowed(place.viewers[role]) is (role in EDITORS)
    if role in EDITORS:
        screen = draw(lambda visit: dialog.body(visit, None, "form"), place, role)
        assert not screen.app.exception and screen.texts
        assert in_english(screen) == []


@pytest.mark.parametrize("role", [Role.MANAGER, Role.PARTICIPANT])
@pytest.mark.parametrize("dialog", (register.MEETING, PAUSE), ids=lambda dialog: dialog.key)
def test_a_form_guards_itself(dialog: Dialog, role: Role, filled: Place) -> None:
    def inside(visit: Visit) -> None:
        with pytest.raises(Forbidden):
            dialog.body(visit, None, "form")

    assert not draw(inside, filled, role).app.exception


def test_day_attendance_and_maker_are_filled_in_and_no_rows_are_open(filled: Place) -> None:
    app = form(register.MEETING, filled)
    meeting: Any = app.selectbox[0].value
    assert field(app, "date_input", "Dag van het overleg").value == meeting.on
    assert len(field(app, "multiselect", "Wie was erbij").value) >= 5
    assert field(app, "selectbox", "Wie maakte dit verslag").value.id == filled.viewers[Role.WEBBER].person_id
    assert not app.expander and field(app, "date_input", "Volgend overleg").value is None


def test_each_agreement_brings_an_action_that_serves_it(filled: Place) -> None:
    app = form(register.MEETING, filled)
    field(app, "number_input", "Gezamenlijke afspraken om te noteren").set_value(2).run()
    assert field(app, "number_input", "Acties om te noteren").value == 2
    assert [one.value for one in app.selectbox if one.label == "Voor welke afspraak"] == [1, 2]


def test_a_meeting_that_was_not_planned_has_its_kind_chosen(empty: Place) -> None:
    app = form(register.MEETING, empty)
    assert app.selectbox[0].value is None
    assert field(app, "radio", "Welk overleg").options == ["Webberoverleg", "Netwerkbijeenkomst"]


@pytest.mark.parametrize("role", EDITORS)
def test_all_is_saved_at_once(role: Role, fresh: Place) -> None:
    before = count(fresh.engine, JointAgreement, Action)
    app = form(register.MEETING, fresh, role)
    field(app, "number_input", "Gezamenlijke afspraken om te noteren").set_value(2).run()
    field(app, "text_input", "Gekozen oplossing", 0).set_value("Eén kaart 🗺️")
    field(app, "text_input", "Gekozen oplossing", 1).set_value("Vast belmoment")
    for row in (0, 1):
        field(app, "text_input", "Welke stap", row).set_value("Lijst rondsturen")
        field(app, "selectbox", "Wie pakt het op", row).select_index(row)
    assert save(app) == []
    assert count(fresh.engine, JointAgreement, Action) == [n + 2 for n in before]


WRONG: list[tuple[Callable[[AppTest], Any], str]] = [
    (
        lambda app: field(app, "text_input", "Welke stap", 1).set_value("BSN 123456782"),
        "Actie 2, Welke stap: Dit lijkt op een burgerservicenummer",
    ),
    (
        lambda app: field(app, "text_input", "Welke stap", 1).set_value("a" * 10_000),
        "Actie 2, Welke stap: Dit is te lang: 10.000 tekens.",
    ),
    (
        lambda app: field(app, "selectbox", "Wie pakt het op", 1).set_value(None),
        "Actie 2, Wie pakt het op: Vul dit in.",
    ),
    (
        lambda app: field(app, "text_input", "Gekozen oplossing", 1).set_value(""),
        "Gezamenlijke afspraak 2, Gekozen oplossing: Vul dit in.",
    ),
    (
        lambda app: field(app, "date_input", "Dag van het overleg").set_value(TODAY.replace(year=2027)),
        "Dag van het overleg: Deze dag moet nog komen.",
    ),
    (
        lambda app: field(app, "date_input", "Dag van het overleg").set_value(None),
        "Dag van het overleg: vul dit eerst in.",
    ),
    (
        lambda app: field(app, "text_input", "Hoe, of wat stond in de weg").set_value("Twee ouders"),
        "Waren kinderen of ouders betrokken?: Kies eerst ja of nee.",
    ),
]


@pytest.mark.parametrize(("spoil", "said"), WRONG, ids=[said[:30] for _, said in WRONG])
def test_one_wrong_row_or_field_is_named_writes_nothing_and_loses_nothing(
    spoil: Callable[[AppTest], Any], said: str, filled: Place
) -> None:
    tables = (JointAgreement, Action, Attendance, Meeting)
    before = count(filled.engine, *tables)
    app = form(register.MEETING, filled)
    field(app, "number_input", "Gezamenlijke afspraken om te noteren").set_value(3).run()
    field(app, "text_area", "Wat is er besloten").set_value("Goed gesprek 👨‍👩‍👧 مرحبا بكم")
    for row in range(3):
        field(app, "text_input", "Om welke vraag gaat het", row).set_value(f"Vraag {row}")
        field(app, "text_input", "Gekozen oplossing", row).set_value(f"Oplossing {row}")
        field(app, "text_input", "Welke stap", row).set_value(f"Stap {row}")
        field(app, "selectbox", "Wie pakt het op", row).select_index(row)
    spoil(app)
    (told,) = save(app)
    assert told.startswith(said)
    assert count(filled.engine, *tables) == before
    assert field(app, "text_area", "Wat is er besloten").value == "Goed gesprek 👨‍👩‍👧 مرحبا بكم"
    assert field(app, "text_input", "Gekozen oplossing", 2).value == "Oplossing 2"
    assert field(app, "selectbox", "Wie pakt het op", 0).value is not None


def held(place: Place) -> Concern:
    """The last meeting, as its page offers it."""
    with reading(place.engine) as session:
        last = session.scalars(select(Meeting.id).where(Meeting.held_on.is_not(None)).order_by(Meeting.held_on.desc()))
        return Concern(about=Subject("meeting", last.first() or 0))


def test_a_report_is_corrected_from_what_it_says(fresh: Place) -> None:
    app = form(CORRECT, fresh, about=held(fresh))
    said = field(app, "text_area", "Wat is er besloten")
    assert said.value == "De acties staan met een naam in Schakel."
    said.set_value("Elke dinsdag bellen")
    field(app, "radio", "Waren kinderen of ouders betrokken?").set_value(True)
    assert save(app) == []
    again = form(CORRECT, fresh, about=held(fresh))
    assert field(again, "text_area", "Wat is er besloten").value == "Elke dinsdag bellen"


def test_taking_a_meeting_back_asks_twice(fresh: Place) -> None:
    (before,) = count(fresh.engine, Attendance)
    app = form(CORRECT, fresh, Role.COORDINATOR, held(fresh))
    field(app, "radio", "Wat gebeurt er").set_value("unlog").run()
    assert save(app, "Zet weer als gepland") == ["Vink eerst het vakje aan."]
    app.checkbox[0].check()
    assert save(app, "Zet weer als gepland") == []
    assert count(fresh.engine, Attendance)[0] < before


def test_a_meeting_the_others_know_of_is_not_taken_back(fresh: Place) -> None:
    about = held(fresh)
    with writing(fresh.engine) as session:
        viewer = fresh.viewers[Role.COORDINATOR]
        share_report(session, meeting_id=about.about.id, shared_on=TODAY, by=viewer, at=NOW)
    app = form(CORRECT, fresh, Role.COORDINATOR, about)
    field(app, "radio", "Wat gebeurt er").set_value("unlog").run()
    app.checkbox[0].check()
    (told,) = save(app, "Zet weer als gepland")
    assert told.startswith("Overleg: De anderen hebben het verslag")


def test_a_webber_is_only_offered_to_correct_it(fresh: Place) -> None:
    app = form(CORRECT, fresh, about=held(fresh))
    assert "Wat gebeurt er" not in [radio.label for radio in app.radio]
    assert field(app, "text_area", "Wat is er besloten").value


def test_an_agreement_is_added_and_changed(fresh: Place) -> None:
    (before,) = count(fresh.engine, JointAgreement)
    app = form(AGREEMENT, fresh, about=held(fresh))
    assert save(app) == ["Gekozen oplossing: Vul dit in."]
    field(app, "text_input", "Gekozen oplossing").set_value("Eén kaart")
    assert save(app) == []
    again = form(AGREEMENT, fresh, about=held(fresh))
    field(again, "selectbox", "Voor welke afspraak").select_index(0).run()
    assert field(again, "text_input", "Gekozen oplossing").value
    field(again, "text_input", "Gekozen oplossing").set_value("Twee kaarten")
    assert save(again) == []
    assert count(fresh.engine, JointAgreement) == [before + 1]


def test_a_pause_is_added_from_the_rhythm_and_called_off(fresh: Place) -> None:
    (before,) = count(fresh.engine, Pause)
    app = form(register.RHYTHM, fresh)
    field(app, "radio", "Wat gebeurt er").set_value("pause").run()
    field(app, "text_input", "Waarvoor").set_value("Kerstvakantie 🎄")
    assert save(app) == ["Eerste dag: vul dit eerst in."]
    field(app, "date_input", "Eerste dag").set_value(TODAY.replace(month=12, day=19))
    field(app, "date_input", "Laatste dag").set_value(TODAY.replace(month=12, day=18))
    assert save(app) == ["Laatste dag: Deze dag is te vroeg. Kies een dag vanaf 19 december 2026."]
    assert field(app, "text_input", "Waarvoor").value == "Kerstvakantie 🎄"
    field(app, "date_input", "Laatste dag").set_value(TODAY.replace(month=12, day=31))
    assert save(app) == []
    assert count(fresh.engine, Pause) == [before + 1]
    again = form(PAUSE, fresh)
    field(again, "selectbox", "Pauze").select_index(0).run()
    field(again, "radio", "Wat gebeurt er").set_value("drop").run()
    assert save(again, "Laat vervallen") == []
    assert count(fresh.engine, Pause) == [before]


def page(place: Place, role: Role, nr: str) -> Drawn:
    """The page of the meetings, asked for one of them."""

    def shown(visit: Visit) -> None:
        import streamlit as st

        from pages.questions import rhythm

        st.query_params["nr"] = nr
        rhythm.show(visit)

    return draw(shown, place, role)


@pytest.mark.parametrize("role", Role)
def test_the_report_in_the_address_opens_within_the_rights(role: Role, filled: Place) -> None:
    screen = page(filled, role, str(held(filled).about.id))
    assert not screen.app.exception and in_english(screen) == []
    assert "De acties staan met een naam in Schakel." in screen.texts
    assert ("Aanwezig" in screen.texts) is (role in EDITORS)
    assert ("Acties uit dit overleg" in screen.texts) is (role is not Role.MANAGER)
    assert any(key.startswith("do-report-correct") for key in screen.buttons) is (role in EDITORS)


@pytest.mark.parametrize("nr", ["999", "-1", "abc", "1e3", "٣", "9" * 30, ""])
def test_a_meeting_that_is_not_there_is_said_plainly(nr: str, filled: Place) -> None:
    screen = page(filled, Role.PARTICIPANT, nr)
    assert not screen.app.exception
    assert [one.value for one in screen.app.warning] == ["Dit overleg is niet gevonden. Kies er een uit de lijst."]
