"""Every kind of finding there is, of all five questions."""

from collections.abc import Mapping

from data_model.findings import Kind
from data_model.rules import actions, contacts, covenant, rhythm, turnover

KINDS: Mapping[str, Kind] = {
    name: kind for question in (rhythm, covenant, actions, contacts, turnover) for name, kind in question.KINDS.items()
}
