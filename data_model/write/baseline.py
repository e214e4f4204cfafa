"""Acts on the day the trajectory ended: say when it was, and keep how the network stood then."""

from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from data_model.access import Entity, Verb, Viewer, require
from data_model.days import dutch_day
from data_model.read.drift import standing_on
from data_model.refusal import Refusal
from data_model.rules.baseline import written
from data_model.tables.network import Baseline, Network
from data_model.write.journal import act, note
from data_model.write.records import make, unchanged


@act
def end_trajectory(
    session: Session,
    *,
    trajectory_ended_on: date | None,
    seen_version: int | None = None,
    by: Viewer,
    at: datetime,
) -> Network:
    """Say on which day the last organised meeting was. Refuses a day still to come, and any once a baseline is kept."""
    require(by, Entity.OFFICE, Verb.EDIT)
    network = session.get_one(Network, by.network_id)
    unchanged(network, seen_version)
    if trajectory_ended_on is None:
        raise Refusal("required", "trajectory_ended_on")
    if trajectory_ended_on > dutch_day(at):
        raise Refusal("in_future", "trajectory_ended_on", latest=dutch_day(at))
    _not_kept(session, by)
    network.trajectory_ended_on = trajectory_ended_on
    note(session, "end_trajectory", network, ("trajectory_ended_on",), by=by, at=at)
    return network


@act
def keep_baseline(session: Session, *, by: Viewer, at: datetime) -> Baseline:
    """Write down once how the network stood on the day its trajectory ended, as far as that is known now.

    Refuses when that day is not known or still to come, and when there is a baseline: it never changes.
    """
    require(by, Entity.OFFICE, Verb.EDIT)
    _not_kept(session, by)
    ended_on = session.get_one(Network, by.network_id).trajectory_ended_on
    if ended_on is None:
        raise Refusal("no_trajectory_end")
    if ended_on > dutch_day(at):
        raise Refusal("trajectory_goes_on", ended_on=ended_on)
    kept = make(session, Baseline, stood_on=ended_on, state=written(standing_on(session, by, ended_on)), by=by, at=at)
    note(session, "keep_baseline", kept, ("stood_on",), by=by, at=at)
    return kept


def _not_kept(session: Session, by: Viewer) -> None:
    """Refuse when there is a baseline already."""
    kept_on = session.scalars(select(Baseline.stood_on).where(Baseline.network_id == by.network_id)).first()
    if kept_on is not None:
        raise Refusal("baseline_kept", stood_on=kept_on)
