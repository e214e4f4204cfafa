"""Whether somebody wrote since a form was opened: told by the order of the log, whatever the clocks say."""

from datetime import datetime, timedelta

from data_model.database import reading, writing
from data_model.read.since import last_line, written_since
from data_model.tables.log import LogEntry
from data_model.write.journal import append
from tests.conftest import NOW, Town


def line(town: Town, at: datetime, entity: str = "person", result: str = "done") -> None:
    with writing(town.engine) as session:
        told = {"action": "change_person", "entity": entity, "entity_id": 1, "fields": "name", "origin": "page"}
        append(session, LogEntry(at=at, network_id=town.id, result=result, **told), {})


def opened(town: Town) -> int:
    with reading(town.engine) as session:
        return last_line(session, town.viewer())


def written(town: Town, since: int, entity: str | None = None) -> int:
    with reading(town.engine) as session:
        return len(written_since(session, town.viewer(), since, entity, 1 if entity else None))


def test_before_the_first_act_nothing_was_written(town: Town) -> None:
    assert (opened(town), written(town, 0)) == (0, 0)


def test_an_act_at_a_replica_whose_clock_is_behind_counts_too(town: Town) -> None:
    line(town, NOW)
    since = opened(town)
    assert written(town, since) == 0
    line(town, NOW - timedelta(minutes=5))
    assert (written(town, since), written(town, since, "person"), written(town, since, "organisation")) == (1, 1, 0)


def test_what_was_refused_or_done_in_another_network_does_not_count(town: Town) -> None:
    since = opened(town)
    line(town, NOW, result="refused")
    line(Town(town.engine, "Elders"), NOW)
    assert written(town, since) == 0
