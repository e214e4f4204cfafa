"""The wording of every kind of finding."""

from words import actions, contacts, covenant, rhythm, turnover
from words.finding import Wording

WORDINGS: dict[str, Wording] = {
    **rhythm.WORDING,
    **covenant.WORDING,
    **actions.WORDING,
    **contacts.WORDING,
    **turnover.WORDING,
}
