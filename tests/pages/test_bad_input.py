"""Bad input in every form: the field names itself and the fix, everything typed stays, and nothing is written."""

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from data_model.access import Role
from data_model.database import reading, writing
from data_model.findings import Concern, Subject
from data_model.read.departure import departure
from data_model.tables.covenant import ManagementApproval, WorkingAgreement
from data_model.tables.organisation import Membership, Organisation
from data_model.tables.person import Person
from data_model.tables.turnover import TurnoverEvent
from data_model.tables.webber import Webber
from data_model.vocabulary import REQUIRED_TOPICS
from data_model.write.maps import start_map
from data_model.write.memberships import leave, pause
from data_model.write.norms import set_norm
from data_model.write.organisations import add_organisation
from data_model.write.turnover import announce_departure
from data_model.write.webber_tasks import propose_webber
from pages.acts.dialog import Dialog
from pages.acts.follow import OneTask
from pages.frame.day_field import EARLIEST, LATEST
from tests.conftest import NOW, insider
from tests.pages.any_form import (
    Copy,
    Key,
    Values,
    Way,
    accepted,
    dialogs,
    is_date,
    is_text,
    shown,
    starts_with,
    ways,
    write,
)
from tests.pages.conftest import TODAY, Place, draw
from tests.pages.hostile_fields import SENT, TRIED, not_kept

TASKS = ("webber", "webber_deputy", "network_role")
BSN = "Hij heet 123456782."
LONG = "a" * 10_000
FINE = "Goed gesprek 👨‍👩‍👧 مرحبا بكم"

# Fields with a shape of their own: any text is not enough there.
SHAPED = {
    "E-mailadres",
    "E-mail werk",
    "Telefoon werk",
    "Mobiel",
    "Website",
    "Algemeen telefoonnummer",
    "Algemeen e-mailadres",
    "Nieuwe grens",
    "Om de hoeveel",
}

# Days far away that are right: (form, field, first or last day of our time) with why.
BEGAN = "it may have begun long before the network"
AHEAD = "a plan or a last day: nothing happens until then, and it can be changed before"
FAR_AWAY = {
    ("approval", "Op welke dag", "first"): BEGAN,
    ("draft", "Eerste dag", "first"): BEGAN,
    ("draft", "Eerste dag", "last"): AHEAD,
    ("draft", "Eerste evaluatie", "last"): AHEAD,
    ("draft", "Laatste dag", "last"): AHEAD,
    ("draft", "Opgesteld op", "first"): BEGAN,
    ("term", "Eerste dag", "first"): BEGAN,
    ("term", "Eerste evaluatie", "last"): AHEAD,
    ("term", "Laatste dag", "last"): AHEAD,
    ("sequel", "Eerste dag", "first"): BEGAN,
    ("sequel", "Eerste dag", "last"): AHEAD,
    ("sequel", "Eerste evaluatie", "last"): AHEAD,
    ("sequel", "Laatste dag", "last"): AHEAD,
    ("sequel", "Opgesteld op", "first"): BEGAN,
    ("evaluation", "Volgende evaluatie", "last"): AHEAD,
    ("party", "Laatste dag in het convenant", "last"): AHEAD,
    ("agreement", "Bespreken vóór of op", "last"): AHEAD,
    ("promised", "Toegezegd op", "first"): BEGAN,
    ("organisation", "Op welke dag", "first"): BEGAN,
    ("organisation", "Op welke dag", "last"): AHEAD,
    ("answer", "Op welke dag", "last"): AHEAD,
    ("member_pause", "Eerste dag van de pauze", "last"): AHEAD,
    ("member_resume", "Eerste dag terug", "last"): AHEAD,
    ("member_leave", "Laatste dag in het netwerk", "last"): AHEAD,
    ("organisation_stops", "Eerste dag zonder deze organisatie", "last"): AHEAD,
    ("workplace", "Vanaf welke dag", "first"): BEGAN,
    ("workplace", "Vanaf welke dag", "last"): AHEAD,
    ("endwork", "Laatste dag", "last"): AHEAD,
    ("networktask", "Vanaf welke dag", "first"): BEGAN,
    ("networktask", "Vanaf welke dag", "last"): AHEAD,
    ("networktask", "Toestemming gegeven op", "first"): BEGAN,
    ("contact", "Toestemming gegeven op", "first"): BEGAN,
    ("new-contact", "Toestemming gegeven op", "first"): BEGAN,
    ("endtask", "Laatste dag", "last"): AHEAD,
    ("webber", "Tot en met welke dag", "last"): AHEAD,
    ("webber", "Laatste dag van de vorige webber", "last"): AHEAD,
    ("webber", "Laatste dag van de taak", "last"): AHEAD,
    ("webber", "Laatste dag van de vervanging", "last"): AHEAD,
    ("webber", "Vanaf welke dag geldt het niet meer", "last"): AHEAD,
    ("meeting", "Klaar op", "last"): AHEAD,
    ("meeting", "Volgend overleg", "last"): AHEAD,
    ("planning", "Op welke dag", "last"): AHEAD,
    ("rhythm", "Vanaf welke dag", "last"): AHEAD,
    ("step", "Klaar op", "last"): AHEAD,
    ("departure", "Vanaf welke dag", "last"): AHEAD,
    ("new_link", "Vanaf welke dag", "first"): BEGAN,
    ("link", "Laatste dag", "last"): AHEAD,
    ("end_carrier", "Laatste dag", "last"): AHEAD,
    ("new_map", "Getekend op", "first"): BEGAN,
    ("access", "Laatste dag", "last"): AHEAD,
}

# What the day of a field breaks can be another field, which then names that day.
TOGETHER = {
    "Eerste dag": "Laatste dag",
    "Vanaf welke dag": "Toestemming gegeven op",
    "Dag van het overleg": "Wie maakte dit verslag",
}


@pytest.fixture(scope="session")
def whole(filled: Place, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Copy]:
    """The demo network and what some forms ask besides: somebody to answer, to come back, to approve."""
    path = tmp_path_factory.mktemp("whole") / "whole.db"
    engine, by = insider(f"sqlite:///{path}"), filled.viewers[Role.COORDINATOR]
    with filled.engine.connect() as whole, engine.connect() as to:
        whole.connection.driver_connection.backup(to.connection.driver_connection)  # type: ignore[union-attr]
    with writing(engine) as session:
        who: dict[str, Any] = {"by": by, "at": NOW}
        add_organisation(session, name="Nog zonder antwoord", standing="invited", on=TODAY, **who)
        houses = [
            add_organisation(session, name=name, on=TODAY - timedelta(days=100), **who)
            for name in ("Pauzeert", "Ging weg", "Nieuw")
        ]
        session.flush()
        times = [
            session.scalars(select(Membership).where(Membership.organisation_id == house.id)).one() for house in houses
        ]
        pause(session, membership_id=times[0].id, paused_on=TODAY, **who)
        leave(session, membership_id=times[1].id, left_on=TODAY - timedelta(days=1), **who)
        propose_webber(session, organisation_id=houses[2].id, **who)
        start_map(session, provisional=True, **who)
        set_norm(session, name="churn_min_leavers", value=6, reason="Wij zijn met veel", **who)
        for n, approval in enumerate(session.scalars(select(ManagementApproval).limit(2))):
            approval.needed, approval.given_on, approval.asked_on = "yes", None, TODAY if n else None
        _let_two_webbers_go(session, who)
        unsettled = select(WorkingAgreement).where(WorkingAgreement.topic == REQUIRED_TOPICS[0])
        for agreement in session.scalars(unsettled):
            agreement.dropped_on = TODAY - timedelta(days=30)
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    yield Copy(Place(engine, filled.viewers), path, path.read_bytes())
    engine.dispose()


def _let_two_webbers_go(session: Session, who: dict[str, Any]) -> None:
    """One from today, so that the task can be taken over, and one later."""
    tasks = session.scalars(select(Webber).where(Webber.ended_on.is_(None), Webber.person_id.is_not(None)))
    gone = set(session.scalars(select(TurnoverEvent.person_id)))
    free = [one for one in tasks if one.person_id not in gone]
    for days, one in zip((0, 40), free, strict=False):
        own: dict[str, Any] = {"person_id": one.person_id, "organisation_id": one.organisation_id}
        announce_departure(session, **own, effective_on=TODAY + timedelta(days=days), **who)


@pytest.fixture(scope="session")
def about(whole: Copy) -> tuple[Concern, ...]:
    """What a form can be opened from: every finding, every webber, every task of who goes."""
    found: list[Concern] = []
    draw(lambda visit: found.extend(visit.findings), whole.place, Role.COORDINATOR)
    with reading(whole.place.engine) as session:
        webbers = session.scalars(select(Webber).where(Webber.ended_on.is_(None))).all()
        events = session.scalars(select(TurnoverEvent.id)).all()
        changes = [departure(session, whole.place.viewers[Role.COORDINATOR], id, TODAY) for id in events]
    tasks = [OneTask(about=end.about, event_id=one.event_id) for one in changes if one for end in one.ends]
    return (*found, *(_webber(one) for one in webbers), *(one for one in tasks if one.about.entity in TASKS))


def _webber(one: Webber) -> Concern:
    name = "confirmed" if one.confirmed_on else "proposed"
    return Concern(about=Subject("webber", one.id, name), organisation_id=one.organisation_id)


@pytest.fixture
def copy(whole: Copy, tmp_path: Path) -> Iterator[Copy]:
    path = tmp_path / "schakel.db"
    path.write_bytes(whole.content)
    engine = insider(f"sqlite:///{path}")
    yield Copy(Place(engine, whole.place.viewers), path, whole.content)
    engine.dispose()


# Every refusal ends with what to do.
FIX = re.compile(r"([Kk]ies|[Gg]ebruik|[Ss]chrijf|Vul|haal|Geef|Voeg|moet) ")


class Tried:
    """One form, filled in well but for the field that is tried; `wrong` tells what should have been otherwise."""

    def __init__(self, way: Way, copy: Copy, well: Values) -> None:
        self.way, self.copy, self.well, self.wrong = way, copy, well, list[str]()
        self.app, self.before, self.sent = way.filled(copy, well), copy.rows(), 0

    def again(self) -> None:
        self.copy.restore()
        self.app = self.way.filled(self.copy, self.well)

    def refused(self, key: Key, value: Any) -> bool:
        """Whether a value is refused; if so, at its own field and with everything left as it was."""
        field = self.way.fields(self.app)[key]
        write(field, value) if is_text(field) else field.set_value(value)
        typed = shown(self.app)
        self.sent += 1
        refusals = self.way.sent(self.app)
        tried = f"{self.way}: {key[1]} = {str(value)[:20]}"
        if not refusals:
            return False
        if len(refusals) != 1 or not any(starts_with(label, refusals[0]) for label in _labels(key)):
            self.wrong.append(f"{tried} says {refusals}")
        elif not FIX.search(refusals[0]):
            self.wrong.append(f"{tried} does not say what to do: {refusals}")
        if not typed.items() <= shown(self.app).items() or shown(self.app)[key] != (
            value if is_text(field) else str(value)
        ):
            self.wrong.append(f"{tried} loses what was typed")
        if self.copy.rows() != self.before:
            self.wrong.append(f"{tried} writes something")
            self.again()
        self.put(key, self.well[key])
        return True

    def put(self, key: Key, value: Any) -> None:
        field = self.way.fields(self.app)[key]
        write(field, value) if is_text(field) and value is not None else field.set_value(value)


def _labels(key: Key) -> set[str]:
    return {key[1], TOGETHER.get(key[1], key[1])} if key[0] == "date_input" else {key[1]}


def turned_around(form: Tried) -> None:
    """A last day before the first day."""
    days = {key[1]: key for key, one in form.way.fields(form.app).items() if is_date(one)}
    if "Eerste dag" in days and "Laatste dag" in days:
        form.put(days["Eerste dag"], TODAY + timedelta(days=10))
        if not form.refused(days["Laatste dag"], TODAY + timedelta(days=9)):
            form.wrong.append(f"{form.way}: a last day before the first day is taken")
        form.again()


def bad_texts(form: Tried) -> None:
    for key, field in form.way.fields(form.app).items():
        room = getattr(field.proto, "max_chars", 0) or len(LONG)  # the browser takes no more than this
        for bad in (BSN[-room:], LONG[:room]) if is_text(field) else ():
            if not form.refused(key, bad):
                form.wrong.append(f"{form.way}: {key[1]} takes {bad[:20]}")
                form.again()


def far_days(form: Tried) -> None:
    for key, field in form.way.fields(form.app).items():
        for name, day in (("first", EARLIEST), ("last", LATEST)) if is_date(field) else ():
            if not form.refused(key, day):
                form.again()
                if (form.way.dialog.key, key[1], name) not in FAR_AWAY:
                    form.wrong.append(f"{form.way}: {key[1]} takes the {name} day of our time")


def other_scripts(form: Tried) -> None:
    """Smileys and Arabic in all texts at once: kept to the letter."""
    texts = {key: f"{FINE} {n}" for n, (key, one) in enumerate(form.way.fields(form.app).items()) if is_text(one)}
    if not texts:
        return
    for key in [key for key in texts if key[1] in SHAPED]:
        text = texts.pop(key)
        if key[1] != "Om de hoeveel" and not form.refused(key, text):
            form.wrong.append(f"{form.way}: {key[1]} takes any text")
            form.again()
    for key, text in texts.items():
        form.put(key, text)
    form.sent += 1
    if refusals := form.way.sent(form.app):
        form.wrong.append(f"{form.way}: other scripts are refused: {refusals}")
    kept = {cell for rows in form.copy.rows().values() for row in rows for cell in row}
    form.wrong += [f"{form.way}: {key[1]} is not kept" for key, text in texts.items() if text not in kept]


@pytest.mark.parametrize("dialog", dialogs(), ids=lambda dialog: dialog.key)
def test_a_form_refuses_at_the_field_and_keeps_what_was_typed(
    dialog: Dialog, copy: Copy, about: tuple[Concern, ...]
) -> None:
    found = list(ways(dialog, copy, about))
    assert found, "this form never shows"
    wrong, tried = [], set()
    for way in found:
        if (ready := accepted(way, copy)) is None:
            continue
        form = Tried(ready[0], copy, ready[1])
        fields = frozenset((one.type, one.label) for one in ready[0].fields(form.app).values()), way.send
        if fields in tried:
            copy.restore()
            continue
        tried.add(fields)
        bad_texts(form)
        far_days(form)
        turned_around(form)
        other_scripts(form)
        wrong += form.wrong + not_kept(*ready, copy, SHAPED)
        copy.restore()
    assert not wrong, "\n".join(wrong)


def test_all_hostile_texts_were_tried() -> None:
    """After the forms: pytest keeps to the order of a file."""
    assert set(SENT) == TRIED


NAMES = [("organisation", Organisation.name), ("new-contact", Person.display_name)]


@pytest.mark.parametrize(("form", "column"), NAMES, ids=lambda one: one if isinstance(one, str) else "")
def test_a_name_that_is_there_already_is_refused_at_its_field(form: str, column: Any, copy: Copy) -> None:
    dialog = next(one for one in dialogs() if one.key == form)
    way, well = accepted(next(ways(dialog, copy, ())), copy) or pytest.fail("nothing to fill in")
    with reading(copy.place.engine) as session:
        known = session.scalars(select(column).order_by(column)).all()
    tried = Tried(way, copy, well)
    name = ("text_input", "Naam", 0)
    for one in known[:1]:
        assert tried.refused(name, one.upper())
    assert not tried.wrong
