"""What a network set for itself: its name and its own limits."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from data_model import scope
from data_model.access import Viewer
from data_model.norms import Norms, adjusted
from data_model.tables.network import Network, NormOverride

_VERSION = select(Network.data_version).where(Network.id == scope.HERE)


@scope.read
def norms_of(session: Session, viewer: Viewer, day: date) -> Norms:
    """The limits that hold in the viewer's network on a day. Everyone may know them."""
    overrides = session.execute(
        select(NormOverride.name, NormOverride.value)
        .where(NormOverride.network_id == viewer.network_id, NormOverride.set_on <= day)
        .order_by(NormOverride.set_on, NormOverride.id)
    )
    return adjusted((name, value) for name, value in overrides)


@scope.read
def data_version(session: Session, viewer: Viewer) -> int:
    """A number that rises with every act in the viewer's network."""
    ((version,),) = scope.rows(session, _VERSION)
    return version
