"""A network sets its own limits: from today on, within a range, with a reason, by the coordinator."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from data_model.access import Role
from data_model.database import reading, writing
from data_model.norms import Norms
from data_model.read.norm_list import NormLine, norm_list
from data_model.read.settings import norms_of
from data_model.refusal import Forbidden, Refusal
from data_model.tables.log import LogEntry
from data_model.tables.network import NormOverride
from data_model.write.norms import restore_norm, set_norm
from tests.conftest import NOW, Town

TODAY = NOW.date()


def change(town: Town, role: Role = Role.COORDINATOR, **other: Any) -> None:
    arguments: dict[str, Any] = {"name": "contact_fresh_days", "value": 120, "reason": "Veel wisselingen"} | other
    with writing(town.engine) as session:
        set_norm(session, **arguments, by=town.viewer(role), at=NOW)


def test_a_limit_holds_from_the_day_it_was_set(town: Town) -> None:
    change(town)
    change(town, name="turnout_share", value=0.75)
    with reading(town.engine) as session:
        now = norms_of(session, town.viewer(), TODAY)
        assert (now.contact_fresh_days, now.turnout_share) == (120, 0.75)
        assert norms_of(session, town.viewer(), TODAY - timedelta(1)) == Norms()


def test_the_newest_value_wins_and_another_network_keeps_its_own(town: Town) -> None:
    change(town)
    change(town, value=150)
    with reading(town.engine) as session:
        assert norms_of(session, town.viewer(), TODAY).contact_fresh_days == 150
        assert norms_of(session, Town(town.engine, "Elders").viewer(), TODAY) == Norms()
        assert session.scalar(select(func.count()).select_from(LogEntry)) == 2


@pytest.mark.parametrize(
    ("other", "kind", "field"),
    [
        ({"name": "moon_phase"}, "not_a_choice", "norm"),
        ({"value": -1}, "out_of_range", "value"),
        ({"value": 3651}, "out_of_range", "value"),
        ({"name": "turnout_share", "value": 1.5}, "out_of_range", "value"),
        ({"value": 90.5}, "not_whole", "value"),
        ({"reason": " "}, "required", "reason"),
    ],
)
def test_what_makes_no_sense_is_refused(town: Town, other: dict[str, Any], kind: str, field: str) -> None:
    with pytest.raises(Refusal) as refusal:
        change(town, **other)
    assert (refusal.value.kind, refusal.value.field) == (kind, field)
    with reading(town.engine) as session:
        assert session.scalar(select(func.count()).select_from(NormOverride)) == 0


def restore(town: Town, role: Role = Role.COORDINATOR, name: str = "contact_fresh_days") -> None:
    with writing(town.engine) as session:
        restore_norm(session, name=name, by=town.viewer(role), at=NOW)


def own_limit(town: Town) -> NormLine:
    with reading(town.engine) as session:
        return next(line for line in norm_list(session, town.viewer(), TODAY) if line.name == "contact_fresh_days")


def test_the_list_says_what_holds_and_who_set_it_when_and_why(town: Town) -> None:
    assert own_limit(town) == NormLine("contact_fresh_days", 180, 180)
    change(town)
    assert own_limit(town) == NormLine("contact_fresh_days", 120, 180, "Veel wisselingen", TODAY)
    assert own_limit(town).is_own


def test_a_limit_goes_back_to_its_default(town: Town) -> None:
    change(town)
    restore(town)
    assert own_limit(town) == NormLine("contact_fresh_days", 180, 180, None, TODAY) and not own_limit(town).is_own
    for name, kind in (("contact_fresh_days", "norm_is_default"), ("moon_phase", "not_a_choice")):
        with pytest.raises(Refusal) as refusal:
            restore(town, name=name)
        assert (refusal.value.kind, refusal.value.field) == (kind, "norm")


@pytest.mark.parametrize("role", [Role.WEBBER, Role.MANAGER, Role.PARTICIPANT])
def test_only_the_coordinator_sets_limits(town: Town, role: Role) -> None:
    for act in (change, restore):
        with pytest.raises(Forbidden):
            act(town, role)
    with reading(town.engine) as session, pytest.raises(Forbidden):
        norm_list(session, town.viewer(role), TODAY)
