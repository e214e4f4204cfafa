"""What people of the demo network asked about their own data, counted from today."""

from data_model.rules.privacy import answer_by
from data_model.tables.privacy import PrivacyRequest
from demo.stage import Stage

# who, kind, in their own words, days ago, decided how many days ago, outcome
REQUESTS = (
    ("cor", "access", "Ik wil graag weten wat er over mij is vastgelegd.", 12, None, None),
    ("dennis", "object", "Ik wil niet op de kaart staan.", 5, None, None),
    ("tim", "correct", None, 75, 70, "granted"),
)


def fill(stage: Stage) -> None:
    for key, kind, text, days, decided, outcome in REQUESTS:
        received_on = stage.on(-days)
        stage.put(
            PrivacyRequest,
            person_id=stage.person(key),
            kind=kind,
            text=text,
            received_on=received_on,
            answer_by_on=answer_by(received_on),
            decided_on=None if decided is None else stage.on(-decided),
            outcome=outcome,
        )
