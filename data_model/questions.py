"""The five questions Schakel keeps asking: what they find on a day, and what of it waits."""

from datetime import date

from sqlalchemy.orm import Session

from data_model.access import Viewer
from data_model.findings import Finding
from data_model.read.acceptances import acceptances
from data_model.read.judged import QUESTIONS as QUESTIONS
from data_model.read.judged import Question as Question
from data_model.read.judged import known
from data_model.read.settings import norms_of
from data_model.rules.acceptance import marked
from data_model.rules.kinds import KINDS as KINDS


def find(session: Session, viewer: Viewer, day: date, questions: tuple[Question, ...] = QUESTIONS) -> list[Finding]:
    """All findings on a day that are the viewer's to see, the most pressing first. Those that wait are marked."""
    seen = known(session, viewer, questions).judged(day, norms_of(session, viewer, day))
    return marked(seen, acceptances(session, viewer, day))
