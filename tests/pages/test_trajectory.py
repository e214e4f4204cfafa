"""Sinds het traject: one sentence, then beside now, the months, and by name what was lost and came."""

from datetime import date, timedelta

import pytest
from sqlalchemy import Engine, select

from data_model.access import Role, Viewer
from data_model.database import reading, writing
from data_model.tables.network import Baseline, Network
from pages.network import trajectory
from tests.conftest import NOW
from tests.pages.conftest import TODAY, Drawn, Place, draw

ENDED = date(2025, 10, 7)
READERS = (Role.COORDINATOR, Role.WEBBER, Role.MANAGER)


def page(place: Place, role: Role, day: date = TODAY) -> Drawn:
    return draw(trajectory.show, place, role, day)


def told(screen: Drawn) -> str:
    return " ".join(screen.texts)


@pytest.fixture
def new(sqlite_engine: Engine) -> Place:
    """A network that was just opened, of which nobody said when its trajectory ended."""
    with writing(sqlite_engine) as session:
        network = Network(name="Nieuwstad", created_at=NOW)
        session.add(network)
        session.flush()
        return Place(sqlite_engine, {role: Viewer(network_id=network.id, role=role) for role in Role})


def ended_on(place: Place) -> date | None:
    with reading(place.engine) as session:
        return session.scalars(select(Network.trajectory_ended_on)).one()


def baselines(place: Place) -> list[date]:
    with reading(place.engine) as session:
        return list(session.scalars(select(Baseline.stood_on)))


@pytest.mark.parametrize("role", READERS)
def test_it_opens_with_one_sentence_and_compares_then_with_now(filled: Place, role: Role) -> None:
    screen = page(filled, role)
    assert "Op 7 oktober 2025 werkten 53 van de 53 verbindingen, nu 55 van de 55." in screen.texts
    assert {"7 okt 2025", "Nu", "Verschil", "53 van 53", "55 van 55", "2 meer", "hetzelfde"} - screen.texts <= {
        "hetzelfde"
    }
    assert ("Aandacht: acties" in screen.texts) is (role is not Role.MANAGER)


def test_what_was_lost_and_came_is_told_by_name_with_links(filled: Place) -> None:
    screen = page(filled, Role.COORDINATOR)
    html = " ".join(str(getattr(one.proto, "body", "")) for one in screen.elements)
    assert {"Wijkteam Noord", "Diaconie De Open Deur", "werkt niet meer", "5 jun 2026"} <= screen.texts
    assert 'href="/organisaties?nr=' in html and 'href="/netwerkkaart?link=' in html
    assert {"Verloskundigen De Kiem", "doet nu mee"} <= screen.texts
    (more,) = [one for one in screen.app.toggle if one.key == "trajectory-came"]
    assert "Buurtkamer Oost" not in _rows(html) and "Buurtkamer Oost" in _rows(_html(more.set_value(True).run()))


def _rows(html: str) -> str:
    return html[html.rindex("sk-table") :]


def _html(app: object) -> str:
    return " ".join(str(getattr(one.proto, "body", "")) for one in Drawn(app).elements)  # type: ignore[arg-type]


@pytest.mark.parametrize("figure", ["links", "webbers", "turnover"])
def test_every_figure_has_a_sentence_and_a_table(filled: Place, figure: str) -> None:
    app = page(filled, Role.COORDINATOR).app
    screen = Drawn(app.selectbox(key="trajectory-figure").set_value(figure).run())
    assert not screen.app.exception
    assert any("op 7 oktober 2025" in text and "Het laagste was" in text for text in screen.texts)
    assert ("Meest dringend" in screen.texts) is (figure == "turnover")


def test_on_another_day_it_is_not_called_now_and_nothing_is_changed(filled: Place) -> None:
    screen = page(filled, Role.COORDINATOR, TODAY - timedelta(days=60))
    assert "Op 7 oktober 2025 werkten 53 van de 53 verbindingen, op 23 september 2026 55 van de 55." in screen.texts
    assert screen.buttons == []
    before = page(filled, Role.COORDINATOR, ENDED - timedelta(days=1))
    assert "Het traject eindigde op 7 oktober 2025. Kies een latere dag om te zien hoe het verderging." in told(before)


def test_the_coordinator_says_when_it_ended_and_keeps_a_baseline(new: Place) -> None:
    screen = page(new, Role.COORDINATOR)
    assert "Het is niet bekend wanneer het traject eindigde." in told(screen)
    app = screen.app
    app.date_input(key="trajectory-end-day").set_value(TODAY + timedelta(days=1))
    app = app.button[0].click().run()
    assert "Laatste dag van het traject" in app.error[0].value and ended_on(new) is None
    app.date_input(key="trajectory-end-day").set_value(TODAY - timedelta(days=40))
    app.button[0].click().run()
    assert ended_on(new) == TODAY - timedelta(days=40)
    again = page(new, Role.COORDINATOR)
    assert "Er is nog geen nulmeting bewaard" in told(again) and "Er staan nog geen verbindingen op de kaart" in told(
        again
    )
    again.app.button(key="keep-baseline").click().run()
    assert baselines(new) == [TODAY - timedelta(days=40)]
    kept = page(new, Role.COORDINATOR)
    assert "keep-baseline" not in kept.buttons and "Er is nog geen nulmeting" not in told(kept)


@pytest.mark.parametrize("role", [Role.WEBBER, Role.MANAGER])
def test_others_are_told_who_can_fill_it_in(new: Place, role: Role) -> None:
    screen = page(new, role)
    assert screen.buttons == [] and "De coördinator kan die dag hier invullen." in screen.texts
