"""Voorbeeldstad: an invented network that is alive on any day, to look around in."""

from datetime import date

from sqlalchemy.orm import Session

from data_model.access import command_line
from data_model.read.drift import standing_on
from data_model.rules.baseline import written
from data_model.tables.network import Baseline, InformationArrangement, Municipality, Network, NetworkPhase
from demo import (
    accounts,
    actions,
    agreements,
    covenant,
    map,
    meetings,
    organisations,
    people,
    privacy,
    turnover,
    webbers,
)
from demo.stage import Stage

NAME = "Voorbeeldstad"
PHASES = (("trajectory", -67), ("handover", meetings.SESSION_5), ("maintenance", -54))
ARRANGEMENTS = (
    ("Alle deelnemers", "Kort verslag per e-mail", "Na elk overleg", "De organisator van het overleg", -400),
    ("Leidinggevenden", "Samenvatting van één bladzijde", "Twee keer per jaar", "De coördinator", -380),
)


def fill(session: Session, today: date) -> None:
    """Store the whole demo network, with every date counted from today. Nothing is committed here."""
    stage = Stage(session, today)
    _network(stage)
    for part in (
        organisations,
        people,
        webbers,
        meetings,
        covenant,
        agreements,
        map,
        turnover,
        actions,
        privacy,
        accounts,
    ):
        part.fill(stage)
    session.flush()
    _baseline(stage)


def _network(stage: Stage) -> None:
    municipality = Municipality(created_at=stage.at, name=NAME)
    stage.session.add(municipality)
    stage.session.flush()
    network = Network(
        created_at=stage.at,
        municipality_id=municipality.id,
        name=NAME,
        area_type="municipality",
        area_name=NAME,
        governance_form="shared",
        controller="Gemeente Voorbeeldstad",
        privacy_contact="Privacyloket van de gemeente, privacy@voorbeeldstad.example.org",
        trajectory_ended_on=stage.tuesday(meetings.SESSION_5),
    )
    stage.session.add(network)
    stage.session.flush()
    stage.network_id = network.id
    for phase, week in PHASES:
        stage.put(NetworkPhase, phase=phase, since_on=stage.tuesday(week))
    for who, how, how_often, by_whom, days in ARRANGEMENTS:
        stage.put(
            InformationArrangement,
            who_is_informed=who,
            how=how,
            how_often=how_often,
            by_whom=by_whom,
            agreed_on=stage.on(days),
        )


def _baseline(stage: Stage) -> None:
    """Kept a while ago, so that nothing was corrected since."""
    ended_on = stage.tuesday(meetings.SESSION_5)
    stood = standing_on(stage.session, command_line(stage.network_id), ended_on)
    stage.add(Baseline, stood_on=ended_on, state=written(stood))
