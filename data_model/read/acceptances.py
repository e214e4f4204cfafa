"""Which findings somebody knows and accepts for a time."""

from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from data_model.access import Viewer
from data_model.rules.acceptance import Accepted
from data_model.tables.attention import Acceptance


def acceptances(session: Session, viewer: Viewer, day: date) -> list[Accepted]:
    """What is accepted on a day in the viewer's network. Who may see the finding may know that it is accepted."""
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
            Acceptance.accepted_on <= day,
            Acceptance.until_on >= day,
            or_(Acceptance.withdrawn_on.is_(None), Acceptance.withdrawn_on > day),
        )
        .order_by(Acceptance.id)
    )
    return [Accepted(*row) for row in rows]
