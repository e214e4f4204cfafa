"""Acts on the limits of a network: set one, with the reason, or go back to the default."""

from datetime import datetime

from sqlalchemy.orm import Session

from data_model.access import Entity, Verb, Viewer, require
from data_model.days import dutch_day
from data_model.norms import NORMS
from data_model.read.settings import norms_of
from data_model.refusal import Refusal
from data_model.tables.network import NormOverride
from data_model.text import SHORT, free_text
from data_model.write.journal import act, note
from data_model.write.records import make


@act
def set_norm(session: Session, *, name: str, value: float, reason: str, by: Viewer, at: datetime) -> NormOverride:
    """Set a limit for the network from today on. Earlier days keep the limit that held then.

    Refuses a name that is no norm, a value outside its range, half a day, and no reason.
    """
    require(by, Entity.OFFICE, Verb.EDIT)
    if name not in NORMS:
        raise Refusal("not_a_choice", "norm")
    low, high = NORMS[name].metadata["low"], NORMS[name].metadata["high"]
    if not low <= value <= high:
        raise Refusal("out_of_range", "value", low=low, high=high)
    if isinstance(NORMS[name].default, int) and value != int(value):
        raise Refusal("not_whole", "value")
    why = free_text(reason, "reason", required=True, limit=SHORT)
    override = make(session, NormOverride, name=name, value=value, reason=why, set_on=dutch_day(at), by=by, at=at)
    note(session, "set_norm", override, (name,), by=by, at=at)
    return override


@act
def restore_norm(session: Session, *, name: str, by: Viewer, at: datetime) -> NormOverride:
    """Go back to the default from today on. Without a reason: that stands with the default itself."""
    require(by, Entity.OFFICE, Verb.EDIT)
    if name not in NORMS:
        raise Refusal("not_a_choice", "norm")
    today, default = dutch_day(at), NORMS[name].default
    if getattr(norms_of(session, by, today), name) == default:
        raise Refusal("norm_is_default", "norm")
    override = make(session, NormOverride, name=name, value=default, reason="", set_on=today, by=by, at=at)
    note(session, "restore_norm", override, (name,), by=by, at=at)
    return override
