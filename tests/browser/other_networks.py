"""Two more networks beside the demo: one in which nothing stands yet, and one that just begins."""

from datetime import date, timedelta

from sqlalchemy.orm import Session

from data_model.access import Role
from data_model.database import writing
from data_model.tables.account import Account, Grant
from data_model.tables.attention import Acceptance
from data_model.tables.covenant import AnchoringPromise, Covenant, CovenantParty, ManagementApproval, WorkingAgreement
from data_model.tables.map import MapVersion, Relation
from data_model.tables.network import Network, NormOverride, SharedGoal
from data_model.tables.organisation import Membership, Organisation
from data_model.tables.person import Affiliation, NetworkRole, Person
from data_model.tables.turnover import TurnoverEvent
from data_model.tables.webber import Webber
from demo.stage import Stage
from tests.conftest import insider

EMPTY, YOUNG = "leeg", "jong"  # the personas that coordinate them


def add(database_url: str, today: date) -> dict[str, int]:
    """Beside what stands in the database already. Gives the organisations of the young one by how they stand."""
    engine = insider(database_url)
    with writing(engine) as session:
        _network(session, today, EMPTY, "Nieuwstad")
        numbers = _begin(_network(session, today, YOUNG, "Beginstad"))
    engine.dispose()
    return numbers


def _network(session: Session, today: date, persona: str, name: str) -> Stage:
    """A network and an account for its coordinator, who is not a person in it."""
    stage = Stage(session, today)
    network = Network(created_at=stage.at, name=name)
    account = Account(created_at=stage.at, email=f"{persona}@example.org", display_name="Robin", persona=persona)
    session.add_all([network, account])
    session.flush()
    stage.network_id = network.id
    role = {"account_id": account.id, "role": Role.COORDINATOR, "start_on": stage.on(-1)}
    session.add(Grant(created_at=stage.at, network_id=network.id, **role))
    return stage


def _begin(stage: Stage) -> dict[str, int]:
    """Organisations in every state, a coordinator without a stand-in, and covenants with much still to do."""
    long_ago = stage.on(-700)
    ids = [stage.add(Organisation, name=name) for name in ("Uitgenodigd", "Gepauzeerd", "Vertrokken", "Open", "Mee")]
    invited, paused, left, here, along = ids
    stage.put(Membership, organisation_id=invited, invited_on=stage.on(-10))
    stage.put(Membership, organisation_id=paused, joined_on=long_ago, paused_on=stage.on(-20))
    stage.put(Membership, organisation_id=left, joined_on=long_ago, left_on=stage.on(-20))
    for organisation in (here, along):
        stage.put(Membership, organisation_id=organisation, joined_on=long_ago)
    person = stage.add(Person, display_name="Robin Vos")
    stage.put(Affiliation, person_id=person, organisation_id=here, start_on=long_ago)
    stage.put(NetworkRole, person_id=person, role="coordinator", start_on=long_ago)
    stage.put(Webber, organisation_id=here, person_id=person, proposed_on=stage.on(-10))
    goes = stage.add(Person, display_name="Sanne Bos")
    stage.put(Affiliation, person_id=goes, organisation_id=along, start_on=long_ago, end_on=stage.on(39))
    stage.put(Webber, organisation_id=along, person_id=goes, proposed_on=long_ago, confirmed_on=long_ago)
    leaving = {"organisation_id": along, "effective_on": stage.on(40), "reported_on": stage.on(-1)}
    departure = stage.add(TurnoverEvent, kind="leaves", person_id=goes, **leaving)
    drawn = stage.add(MapVersion, made_on=long_ago, provisional_on=long_ago + timedelta(days=1))
    sides = {"organisation_a_id": here, "organisation_b_id": along}
    stage.put(Relation, map_version_id=drawn, kind="overleg", start_on=long_ago, **sides)
    stage.put(NormOverride, name="churn_min_leavers", value=6, reason="Wij zijn met veel.", set_on=long_ago)
    goal = stage.add(SharedGoal, text="Elk kind doet mee.", agreed_on=long_ago)
    running = {"kind": "convenant", "opened_on": long_ago, "in_force_on": long_ago, "start_on": long_ago}
    covenant = stage.add(Covenant, title="Loopt al", goal_id=goal, drafted_on=long_ago, **running)
    stage.add(Covenant, title="Nog een concept", kind="convenant", drafted_on=stage.on(-100))
    for organisation in (here, along):
        signed = {"requested_on": long_ago, "signed_on": long_ago, "signatory_function": "directeur"}
        stage.put(CovenantParty, covenant_id=covenant, organisation_id=organisation, joined_on=long_ago, **signed)
    approval = {"needed": "yes", "asked_on": stage.on(-30), "inform_every_months": 6}
    stage.put(ManagementApproval, covenant_id=covenant, organisation_id=here, **approval)
    agreed = {"topic": "referral", "text": "Bel elkaar eerst.", "owner_organisation_id": here, "agreed_on": long_ago}
    stage.put(WorkingAgreement, covenant_id=covenant, **agreed)
    stage.put(AnchoringPromise, organisation_id=here, text="Vertel het elke nieuwe collega.", promised_on=long_ago)
    waits = {"kind": "rhythm.families_not_involved", "entity": "network", "entity_id": stage.network_id, "urgency": 1}
    stage.put(Acceptance, **waits, accepted_on=stage.on(-1), until_on=stage.on(30), note="Na de opening.")
    return {"invited": invited, "paused": paused, "left": left, "departure": departure}
