"""How all networks stand today: the nightly run for the overview of who watches over several."""

from collections.abc import Iterator
from dataclasses import dataclass
from time import perf_counter
from typing import Any

from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from data_model.database import reading
from data_model.read.viewers import every_network
from data_model.refusal import Refusal
from data_model.write.standings import behind, judge
from logs import failed
from settings import Settings
from words.language import N_, Words

LEFT = N_("{failed} of {networks} networks could not be judged. What went wrong is in the log.")


@dataclass(frozen=True)
class Went:
    """How many networks there are, and how many were judged now and could not be."""

    networks: int
    judged: int
    failed: int
    seconds: float


def judge_all(engine: Engine, settings: Settings) -> Went:
    """Go on where an earlier run or the app itself stopped. What was judged for today already is left as it is."""
    began, judged, broken = perf_counter(), 0, 0
    day = settings.today()
    for network_id in _behind(engine, settings):
        try:
            judged += judge(engine, network_id, day, settings.now())
        except (Refusal, SQLAlchemyError):
            raise
        except Exception as error:
            failed(error)
            broken += 1
    with reading(engine) as session:
        networks = len(every_network(session))
    return Went(networks, judged, broken, round(perf_counter() - began, 1))


def plain(went: Went) -> dict[str, Any]:
    return vars(went)


def told(went: Went, words: Words) -> str:
    return words(
        N_("Judged: {judged} of {networks} networks, in {seconds} seconds. The others were judged for today already."),
        judged=went.judged,
        networks=went.networks,
        seconds=went.seconds,
    )


def _behind(engine: Engine, settings: Settings) -> Iterator[int]:
    """From the first network on, each once."""
    found = [0]
    while found:
        with reading(engine) as session:
            found = behind(session, settings.today(), after=found[-1])
        yield from found
