"""A last day still to come tells that somebody goes: it is for who sees changes of people there, and for the person."""

from datetime import date

from data_model.access import Entity, Verb, Viewer, allows


def shown_last_day(
    viewer: Viewer, last_on: date | None, day: date, *, organisation_id: int | None = None, person_id: int | None = None
) -> date | None:
    """The last day as far as the viewer may know it on a day. Without an organisation it is about the whole network."""
    if last_on is None or last_on < day or (person_id is not None and person_id == viewer.person_id):
        return last_on
    return last_on if allows(viewer, Entity.TURNOVER, Verb.SEE, organisation_id=organisation_id) else None
