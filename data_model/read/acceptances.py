"""Which findings somebody knows and accepts for a time."""

from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from data_model import scope
from data_model.access import QUESTION_ENTITY, Reach, Verb, Viewer, reach
from data_model.refusal import Forbidden
from data_model.rules.acceptance import Accepted
from data_model.tables.attention import Acceptance


@scope.read
def acceptances(session: Session, viewer: Viewer, day: date) -> list[Accepted]:
    """What is accepted on a day in the viewer's network. Who may see the finding may know that it is accepted.

    A note can be about any finding, so it is kept from who watches none of them.
    """
    watched = [name for name, entity in QUESTION_ENTITY.items() if reach(viewer, entity, Verb.WATCH) is not Reach.NONE]
    if not watched:
        raise Forbidden
    rows = session.execute(
        select(
            Acceptance.id,
            Acceptance.kind,
            Acceptance.entity,
            Acceptance.entity_id,
            Acceptance.urgency,
            Acceptance.until_on,
            Acceptance.note,
        )
        .where(
            Acceptance.network_id == viewer.network_id,
            or_(*(Acceptance.kind.startswith(f"{name}.") for name in watched)),
            Acceptance.accepted_on <= day,
            Acceptance.until_on >= day,
            or_(Acceptance.withdrawn_on.is_(None), Acceptance.withdrawn_on > day),
        )
        .order_by(Acceptance.id)
    )
    return [Accepted(*row) for row in rows]
