"""What somebody is in the network: webber, stand-in, contact of agreements and promises, keeper of links."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased

from data_model import scope
from data_model.access import Entity, Verb, Viewer, require
from data_model.read.groups import grouped
from data_model.read.map_facts import maps
from data_model.rules.map_facts import in_use
from data_model.tables.covenant import AnchoringPromise, Covenant, WorkingAgreement
from data_model.tables.map import Relation, RelationCarrier
from data_model.tables.organisation import Organisation
from data_model.tables.person import NetworkRole, Person
from data_model.tables.webber import Webber, WebberDeputy, WebberExpectation

NEEDS, MAY_EXPECT = "needs_from_webber", "webber_may_expect"


@dataclass(frozen=True)
class WebberTask:
    """A webber task one holds, or in which one stands in for `holder`."""

    organisation: str
    area: str | None
    domain: str | None
    holder: str | None = None
    others_expect: tuple[str, ...] = ()
    may_expect: tuple[str, ...] = ()


@dataclass(frozen=True)
class OwnTasks:
    """`roles`: of the network, such as coordinator. `links`: the two organisations of each link one keeps."""

    roles: tuple[str, ...] = ()
    webber: tuple[WebberTask, ...] = ()
    stand_in: tuple[WebberTask, ...] = ()
    agreements: tuple[str, ...] = ()
    promises: tuple[str, ...] = ()
    links: tuple[tuple[str, str], ...] = ()


@scope.read
def webber_tasks(session: Session, viewer: Viewer, day: date) -> tuple[WebberTask, ...]:
    """The confirmed webber tasks of the viewer, with what others may expect of the webber and the other way round."""
    require(viewer, Entity.REGISTER, Verb.SEE)
    if viewer.person_id is None:
        return ()
    rows = session.execute(
        select(Webber.id, Organisation.name, Webber.area, Webber.domain)
        .join(
            Organisation,
            and_(Organisation.id == Webber.organisation_id, Organisation.network_id == Webber.network_id),
        )
        .where(
            Webber.network_id == viewer.network_id,
            Webber.person_id == viewer.person_id,
            _lasting(Webber.confirmed_on, Webber.ended_on, day),
        )
        .order_by(Webber.id)
    ).all()
    said = _expectations(session, viewer, [row.id for row in rows], day) if rows else {}
    return tuple(
        WebberTask(name, area, domain, None, said.get((id, NEEDS), ()), said.get((id, MAY_EXPECT), ()))
        for id, name, area, domain in rows
    )


@scope.read
def own_tasks(session: Session, viewer: Viewer, day: date) -> OwnTasks:
    """Everything the viewer holds on a day. Nothing for an account that belongs to nobody."""
    require(viewer, Entity.REGISTER, Verb.SEE)
    if viewer.person_id is None:
        return OwnTasks()
    return OwnTasks(
        roles=_roles(session, viewer, day),
        webber=webber_tasks(session, viewer, day),
        stand_in=_stand_ins(session, viewer, day),
        agreements=_agreements(session, viewer, day),
        promises=_promises(session, viewer, day),
        links=_links(session, viewer, day),
    )


def _lasting(
    start: InstrumentedAttribute[date] | InstrumentedAttribute[date | None],
    end: InstrumentedAttribute[date | None],
    day: date,
) -> ColumnElement[bool]:
    return and_(start <= day, or_(end.is_(None), end >= day))


def _expectations(
    session: Session, viewer: Viewer, webber_ids: list[int], day: date
) -> Mapping[tuple[int, str], tuple[str, ...]]:
    rows = session.execute(
        select(WebberExpectation.webber_id, WebberExpectation.direction, WebberExpectation.text)
        .where(
            WebberExpectation.network_id == viewer.network_id,
            WebberExpectation.webber_id.in_(webber_ids),
            WebberExpectation.agreed_on <= day,
            or_(WebberExpectation.ended_on.is_(None), WebberExpectation.ended_on > day),
        )
        .order_by(WebberExpectation.agreed_on, WebberExpectation.id)
    )
    return grouped(((row.webber_id, row.direction), row.text) for row in rows)


def _roles(session: Session, viewer: Viewer, day: date) -> tuple[str, ...]:
    return tuple(
        session.scalars(
            select(NetworkRole.role)
            .where(
                NetworkRole.network_id == viewer.network_id,
                NetworkRole.person_id == viewer.person_id,
                _lasting(NetworkRole.start_on, NetworkRole.end_on, day),
            )
            .order_by(NetworkRole.id)
        )
    )


def _stand_ins(session: Session, viewer: Viewer, day: date) -> tuple[WebberTask, ...]:
    rows = session.execute(
        select(Organisation.name, Webber.area, Webber.domain, Person.display_name)
        .select_from(WebberDeputy)
        .join(Webber, and_(Webber.id == WebberDeputy.webber_id, Webber.network_id == WebberDeputy.network_id))
        .join(
            Organisation,
            and_(Organisation.id == Webber.organisation_id, Organisation.network_id == Webber.network_id),
        )
        .outerjoin(Person, and_(Person.id == Webber.person_id, Person.network_id == Webber.network_id))
        .where(
            WebberDeputy.network_id == viewer.network_id,
            WebberDeputy.person_id == viewer.person_id,
            _lasting(WebberDeputy.start_on, WebberDeputy.end_on, day),
            _lasting(Webber.confirmed_on, Webber.ended_on, day),
        )
        .order_by(WebberDeputy.id)
    )
    return tuple(WebberTask(*row) for row in rows)


def _agreements(session: Session, viewer: Viewer, day: date) -> tuple[str, ...]:
    """Of covenants that have not ended."""
    return tuple(
        session.scalars(
            select(WorkingAgreement.text)
            .join(
                Covenant,
                and_(Covenant.id == WorkingAgreement.covenant_id, Covenant.network_id == WorkingAgreement.network_id),
            )
            .where(
                WorkingAgreement.network_id == viewer.network_id,
                WorkingAgreement.contact_person_id == viewer.person_id,
                WorkingAgreement.agreed_on <= day,
                or_(WorkingAgreement.dropped_on.is_(None), WorkingAgreement.dropped_on > day),
                or_(Covenant.ended_on.is_(None), Covenant.ended_on > day),
            )
            .order_by(WorkingAgreement.id)
        )
    )


def _promises(session: Session, viewer: Viewer, day: date) -> tuple[str, ...]:
    return tuple(
        session.scalars(
            select(AnchoringPromise.text)
            .where(
                AnchoringPromise.network_id == viewer.network_id,
                AnchoringPromise.contact_person_id == viewer.person_id,
                AnchoringPromise.promised_on <= day,
            )
            .order_by(AnchoringPromise.id)
        )
    )


def _links(session: Session, viewer: Viewer, day: date) -> tuple[tuple[str, str], ...]:
    """On the map in use: the own organisation and the other one."""
    drawn = in_use(maps(session), day)
    if drawn is None:
        return ()
    here, there = aliased(Organisation), aliased(Organisation)
    rows = session.execute(
        select(here.name, there.name)
        .select_from(RelationCarrier)
        .join(
            Relation,
            and_(Relation.id == RelationCarrier.relation_id, Relation.network_id == RelationCarrier.network_id),
        )
        .join(here, and_(here.id == RelationCarrier.organisation_id, here.network_id == RelationCarrier.network_id))
        .join(
            there,
            and_(
                there.network_id == RelationCarrier.network_id,
                there.id.in_((Relation.organisation_a_id, Relation.organisation_b_id)),
                there.id != RelationCarrier.organisation_id,
            ),
        )
        .where(
            RelationCarrier.network_id == viewer.network_id,
            RelationCarrier.person_id == viewer.person_id,
            Relation.map_version_id == drawn.id,
            _lasting(RelationCarrier.start_on, RelationCarrier.end_on, day),
            _lasting(Relation.start_on, Relation.end_on, day),
        )
        .order_by(here.name, there.name)
        .distinct()
    )
    return tuple((own, other) for own, other in rows)
