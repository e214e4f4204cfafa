"""The weak spots of a network as plain values by name: what would be lost, how few people break it, who could meet."""

from collections.abc import Iterable
from typing import Any

from data_model.findings import Subject
from data_model.read.weak_spots import Fewest, Proposal, Together, Weakness
from data_model.rules.weak_spots import WeakSpot


def plain(seen: Weakness) -> dict[str, Any]:
    return {
        "weak_spots": [_spot(spot) for spot in seen.spots],
        "bus_factor": _fewest(seen.fewest),
        "introductions": [_proposal(one) for one in (*seen.meetings, *seen.colleagues)],
    }


def _spot(spot: WeakSpot) -> dict[str, Any]:
    reasons = [{"why": reason.why, "about": _names(reason.about), **dict(reason.values)} for reason in spot.reasons]
    return {"kind": spot.about.entity, "name": spot.about.name, "reasons": reasons}


def _fewest(fewest: Fewest) -> dict[str, Any]:
    return {
        "at_least": fewest.at_least,
        "at_most": fewest.at_most,
        "exact": fewest.exact,
        "all_sets": fewest.whole,
        "sets": [_together(one) for one in fewest.sets],
    }


def _together(together: Together) -> dict[str, Any]:
    tasks = [{"kind": task.entity, "name": task.name} for task in together.tasks]
    return {"people": _names(together.people), "cut_off": _names(together.cut_off), "tasks": tasks}


def _proposal(proposal: Proposal) -> dict[str, Any]:
    return {
        "organisations": _names(proposal.ends),
        "people": [{"organisation": house.name, "person": person.name} for house, person in proposal.people],
        "beside": proposal.keeper and proposal.keeper.name,
        "weak_spots_fewer": proposal.drop,
        "nobody_cut_off_without": _names(proposal.freed_people),
        "no_longer_depend_on_one": _names(proposal.freed_organisations),
    }


def _names(subjects: Iterable[Subject]) -> list[str]:
    return [subject.name for subject in subjects]
