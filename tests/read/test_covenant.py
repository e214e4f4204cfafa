"""The facts about covenants as the database has them, limited to one network."""

from datetime import date
from typing import Any

import pytest

from data_model.access import Role, Viewer
from data_model.database import reading
from data_model.norms import Norms
from data_model.read.covenant import facts
from data_model.refusal import Forbidden
from data_model.rules.covenant import judge
from data_model.rules.covenant_facts import (
    AgreementFact,
    AnnexFact,
    ApprovalFact,
    CovenantFacts,
    EvaluationFact,
    GoalFact,
    PartyFact,
    PromiseFact,
    WebberFact,
)
from data_model.rules.covenant_organisations import OrganisationFact, Period, StaffFact
from data_model.rules.membership import MembershipFact
from data_model.tables.covenant import (
    AgreementReview,
    AnchoringPromise,
    Covenant,
    CovenantAnnex,
    CovenantParty,
    CovenantRevision,
    CovenantWebber,
    Evaluation,
    ManagementApproval,
    WorkingAgreement,
)
from data_model.tables.network import GoalConfirmation, SharedGoal
from data_model.tables.organisation import Membership, Organisation
from data_model.tables.person import Affiliation, Person
from data_model.tables.webber import Webber, WebberDeputy
from data_model.vocabulary import Topic
from tests.conftest import Town

DAY, LATER = date(2026, 3, 1), date(2027, 3, 1)


def read(town: Town, viewer: Viewer | None = None) -> CovenantFacts:
    with reading(town.engine) as session:
        return facts(session, viewer or town.viewer())


def add_covenant(town: Town, **other: Any) -> int:
    return town.add(Covenant, **{"kind": "convenant", "title": "Convenant", "drafted_on": DAY, **other})


def test_organisations_come_with_their_time_in_the_network_and_their_people(town: Town) -> None:
    bank = town.add(Organisation, name="Voedselbank", formality="informal")
    school = town.add(Organisation, name="De Klimop")
    person, erased = (town.add(Person, display_name="Sam"), town.add(Person, display_name="-", erased_on=LATER))
    town.add(Membership, organisation_id=bank, joined_on=DAY, paused_on=DAY, resumed_on=LATER, left_on=LATER)
    town.add(Affiliation, person_id=person, organisation_id=bank, start_on=DAY, end_on=LATER)
    town.add(Affiliation, person_id=erased, organisation_id=bank, start_on=DAY)
    assert read(town).organisations == (
        OrganisationFact(school, "De Klimop"),
        OrganisationFact(
            bank,
            "Voedselbank",
            (MembershipFact(DAY, LATER, DAY, LATER),),
            True,
            (StaffFact(DAY, LATER, person), StaffFact(DAY, date(2027, 2, 28), erased)),
        ),
    )


def test_a_covenant_comes_with_everything_that_hangs_on_it(town: Town) -> None:
    school, person = town.add(Organisation, name="De Klimop"), town.add(Person, display_name="Sam")
    goal = town.add(SharedGoal, text="Geen kind buitenspel", agreed_on=DAY)
    town.add(GoalConfirmation, goal_id=goal, confirmed_on=LATER)
    old = add_covenant(town, drafted_on=date(2025, 1, 1))
    id = add_covenant(
        town, goal_id=goal, management_approval_needed="no", replaces_id=old, in_force_on=DAY, end_on=LATER
    )
    webber = town.add(Webber, organisation_id=school, person_id=person, proposed_on=DAY, confirmed_on=DAY)
    town.add(WebberDeputy, webber_id=webber, person_id=person, start_on=DAY)
    town.add(CovenantWebber, covenant_id=id, webber_id=webber, listed_on=DAY)
    party = town.add(CovenantParty, covenant_id=id, organisation_id=school, joined_on=DAY, signed_on=LATER)
    approval = town.add(ManagementApproval, covenant_id=id, organisation_id=school, needed="yes", given_on=LATER)
    town.add(CovenantAnnex, covenant_id=id, title="Bijlage", reason="Nieuwe webber", agreed_on=DAY)
    town.add(CovenantAnnex, covenant_id=id, title="Bijlage", reason=" ", agreed_on=LATER)
    town.add(CovenantRevision, covenant_id=id, started_on=DAY, finished_on=LATER)
    town.add(Evaluation, covenant_id=id, held_on=DAY, outcome="continue", next_on=LATER)
    one = town.add(
        WorkingAgreement, covenant_id=id, topic="referral", text="Bel", agreed_on=DAY, owner_organisation_id=school
    )
    two = town.add(
        WorkingAgreement, covenant_id=id, topic="unheard of", text="-", agreed_on=DAY, not_applicable_reason="Klein"
    )
    town.add(AgreementReview, agreement_id=one, reviewed_on=LATER, outcome="not_kept")
    town.add(AgreementReview, agreement_id=one, reviewed_on=DAY, outcome="active")

    first, second = read(town).covenants

    assert (first.id, first.replaces_id, first.approval_settled, first.goal) == (old, None, False, None)
    assert (second.id, second.replaces_id, second.approval_settled) == (id, old, True)
    assert (second.in_force_on, second.end_on, second.evaluation_interval_months) == (DAY, LATER, 12)
    assert second.goal == GoalFact("Geen kind buitenspel", DAY, None, (LATER,))
    assert second.parties == (
        PartyFact(id=party, organisation_id=school, name="De Klimop", joined_on=DAY, signed_on=LATER),
    )
    assert second.webbers == (
        WebberFact(
            id=webber,
            organisation_id=school,
            listed_on=DAY,
            person_id=person,
            confirmed_on=DAY,
            deputies=(Period(DAY),),
        ),
    )
    assert second.approvals == (
        ApprovalFact(id=approval, organisation_id=school, name="De Klimop", needed=True, given_on=LATER),
    )
    assert set(second.annexes) == {AnnexFact(DAY), AnnexFact(LATER, explained=False)}
    assert second.revisions == (Period(DAY, LATER),)
    assert second.evaluations == (EvaluationFact(DAY, "continue", LATER),)
    assert second.agreements == (
        AgreementFact(
            id=one,
            topic=Topic.REFERRAL,
            agreed_on=DAY,
            text="Bel",
            owner_organisation_id=school,
            reviews=((DAY, "active"), (LATER, "not_kept")),
        ),
        AgreementFact(id=two, topic=Topic.OTHER, agreed_on=DAY, text="-", applies=False),
    )


def test_promises_are_read_with_their_steps(town: Town) -> None:
    school = town.add(Organisation, name="De Klimop")
    promise = town.add(
        AnchoringPromise, organisation_id=school, text="In het jaarplan", promised_on=DAY, discussed_on=LATER
    )
    assert read(town).promises == (
        PromiseFact(id=promise, organisation_id=school, promised_on=DAY, discussed_on=LATER),
    )


def test_what_is_read_can_be_judged(town: Town) -> None:
    add_covenant(town, in_force_on=DAY, end_on=date(2026, 9, 1))
    kinds = {finding.kind for finding in judge(read(town), date(2026, 9, 2), Norms())}
    assert kinds == {"covenant.incomplete", "covenant.expired"}


def test_another_network_sees_nothing_of_it(town: Town) -> None:
    school = town.add(Organisation, name="De Klimop")
    id = add_covenant(town)
    town.add(CovenantParty, covenant_id=id, organisation_id=school, joined_on=DAY)
    town.add(AnchoringPromise, organisation_id=school, text="In het jaarplan", promised_on=DAY)
    neighbours = read(town, Town(town.engine, "Buurstad").viewer())
    assert (neighbours.covenants, neighbours.organisations, neighbours.promises) == ((), (), ())


@pytest.mark.parametrize("role", Role)
def test_everyone_in_the_network_may_see_the_covenant(town: Town, role: Role) -> None:
    add_covenant(town)
    assert len(read(town, town.viewer(role)).covenants) == 1


def test_without_the_right_nothing_is_read(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    from data_model import access

    none = dict.fromkeys(access.Verb, (access.N,) * 4)
    monkeypatch.setattr(access, "RIGHTS", {**access.RIGHTS, access.Entity.COVENANT: none})
    with pytest.raises(Forbidden):
        read(town)
