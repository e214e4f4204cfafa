"""What the forms about a webber task offer: its proposals, its stand-ins and what was agreed."""

from datetime import date

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from data_model import scope
from data_model.access import Entity, Verb, Viewer, allows, require_any
from data_model.read.choices import Choice
from data_model.refusal import Forbidden
from data_model.tables.organisation import Organisation
from data_model.tables.person import Person
from data_model.tables.webber import Webber, WebberDeputy, WebberExpectation


@scope.read
def proposals(session: Session, viewer: Viewer, day: date) -> list[Choice]:
    """The webbers proposed and not answered whom the viewer may answer for; `note` is empty without a person."""
    require_any(viewer, Entity.TURNOVER, Verb.EDIT)
    rows = session.execute(
        select(Webber, Organisation.name, Person.display_name)
        .join(
            Organisation, and_(Organisation.id == Webber.organisation_id, Organisation.network_id == Webber.network_id)
        )
        .outerjoin(Person, and_(Person.id == Webber.person_id, Person.network_id == Webber.network_id))
        .where(
            Webber.network_id == viewer.network_id,
            Webber.proposed_on <= day,
            Webber.confirmed_on.is_(None),
            Webber.rejected_on.is_(None),
        )
        .order_by(Webber.proposed_on, Webber.id)
    )
    return [
        Choice(
            webber.id,
            person or organisation,
            organisation if person else "",
            webber.proposed_on,
            webber.organisation_id,
            webber.version,
        )
        for webber, organisation, person in rows
        if _mine(viewer, webber)
    ]


@scope.read
def stand_ins(session: Session, viewer: Viewer, webber_id: int, day: date) -> list[Choice]:
    """Who stands in for a webber on a day or from then on; `on` is the last day."""
    _editable(session, viewer, webber_id)
    rows = session.execute(
        select(WebberDeputy, Person.display_name)
        .join(Person, and_(Person.id == WebberDeputy.person_id, Person.network_id == WebberDeputy.network_id))
        .where(
            WebberDeputy.network_id == viewer.network_id,
            WebberDeputy.webber_id == webber_id,
            or_(WebberDeputy.end_on.is_(None), WebberDeputy.end_on >= day),
        )
        .order_by(WebberDeputy.start_on, WebberDeputy.id)
    )
    return [Choice(deputy.id, name, on=deputy.end_on, version=deputy.version) for deputy, name in rows]


@scope.read
def expectations(session: Session, viewer: Viewer, webber_id: int) -> list[Choice]:
    """What was agreed with a webber and holds; `note` is who expects it: a value of `Direction`."""
    _editable(session, viewer, webber_id)
    rows = session.scalars(
        select(WebberExpectation)
        .where(
            WebberExpectation.network_id == viewer.network_id,
            WebberExpectation.webber_id == webber_id,
            WebberExpectation.ended_on.is_(None),
        )
        .order_by(WebberExpectation.agreed_on, WebberExpectation.id)
    )
    return [Choice(one.id, one.text, one.direction, one.agreed_on, version=one.version) for one in rows]


def _mine(viewer: Viewer, webber: Webber) -> bool:
    whose = {"organisation_id": webber.organisation_id, "person_id": webber.person_id}
    return allows(viewer, Entity.TURNOVER, Verb.EDIT, **whose)


def _editable(session: Session, viewer: Viewer, webber_id: int) -> None:
    webber = session.scalar(select(Webber).where(Webber.id == webber_id, Webber.network_id == viewer.network_id))
    if webber is None or not _mine(viewer, webber):
        raise Forbidden
