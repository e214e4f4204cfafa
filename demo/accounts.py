"""The four personas who can sign in to the demo network without a password."""

from data_model.access import Role
from data_model.tables.account import Account, Grant
from demo.people import PEOPLE, address
from demo.stage import Stage

# persona (the address it signs in from), role, person
PERSONAS = (
    ("coordinator", Role.COORDINATOR, "noor"),
    ("webber", Role.WEBBER, "yvonne"),
    ("manager", Role.MANAGER, "karin"),
    ("deelnemer", Role.PARTICIPANT, "marieke"),
)


def fill(stage: Stage) -> None:
    known = {key: (name, organisation) for key, name, organisation, *_ in PEOPLE}
    for persona, role, person in PERSONAS:
        name, organisation = known[person]
        account = Account(
            created_at=stage.at,
            email=address(name, organisation),
            display_name=name,
            language="nl",
            persona=persona,
        )
        stage.session.add(account)
        stage.session.flush()
        stage.session.add(
            Grant(
                created_at=stage.at,
                account_id=account.id,
                network_id=stage.network_id,
                role=role,
                organisation_id=stage.organisation(organisation),
                person_id=stage.person(person),
                start_on=stage.on(-400),
            )
        )
