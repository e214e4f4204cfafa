"""What is stored. Importing this package registers every table."""

from data_model.tables import (
    account,
    action,
    attention,
    covenant,
    log,
    map,
    meeting,
    network,
    organisation,
    person,
    post,
    privacy,
    standing,
    turnover,
    webber,
)
from data_model.tables.base import Base

__all__ = [
    "Base",
    "account",
    "action",
    "attention",
    "covenant",
    "log",
    "map",
    "meeting",
    "network",
    "organisation",
    "person",
    "post",
    "privacy",
    "standing",
    "turnover",
    "webber",
]
