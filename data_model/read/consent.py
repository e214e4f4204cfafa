"""Which tasks may be shown: being an expert by experience says something about a life, so only with consent."""

from sqlalchemy import ColumnElement, or_

from data_model.tables.person import NetworkRole
from data_model.vocabulary import NetworkTask


def may_be_shown() -> ColumnElement[bool]:
    """Of a task in the network, to others than who holds it."""
    return or_(NetworkRole.role != NetworkTask.EXPERT_BY_EXPERIENCE, NetworkRole.consent_on.is_not(None))
