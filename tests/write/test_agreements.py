"""Reviewing agreements, anchoring promises and informing managers: dated, in order, and each by who may say so."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from data_model.access import Role, Viewer
from data_model.database import reading, writing
from data_model.norms import Norms
from data_model.read.covenant import facts
from data_model.refusal import Forbidden, Refusal
from data_model.rules.covenant import judge
from data_model.tables.covenant import (
    AgreementReview,
    AnchoringPromise,
    Covenant,
    ManagementApproval,
    WorkingAgreement,
)
from data_model.tables.log import LogEntry
from data_model.tables.organisation import Membership, Organisation
from data_model.write.agreements import OUTCOMES, anchor_promise, discuss_promise, inform_manager, review_agreement
from tests.conftest import NOW, Town

TODAY = NOW.date()
YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)
DRAFTED, BEFORE = date(2025, 9, 1), date(2025, 8, 31)


@pytest.fixture
def school(town: Town) -> int:
    school = town.add(Organisation, name="De Klimop")
    town.add(Membership, organisation_id=school, joined_on=DRAFTED)
    return school


@pytest.fixture
def covenant(town: Town) -> int:
    return town.add(Covenant, kind="convenant", title="Convenant", drafted_on=DRAFTED, in_force_on=DRAFTED)


@pytest.fixture
def agreement(town: Town, covenant: int, school: int) -> int:
    return add_agreement(town, covenant, owner_organisation_id=school)


def add_agreement(town: Town, covenant: int, **other: Any) -> int:
    values = {"topic": "referral", "text": "Bel eerst", "agreed_on": DRAFTED} | other
    return town.add(WorkingAgreement, covenant_id=covenant, **values)


def review(town: Town, agreement: int, outcome: str = "kept", **other: Any) -> None:
    arguments: dict[str, Any] = {"reviewed_on": TODAY, "by": town.viewer()}
    with writing(town.engine) as session:
        review_agreement(session, agreement_id=agreement, outcome=outcome, at=NOW, **arguments | other)


def reviews(town: Town) -> list[tuple[date, str, str | None]]:
    with reading(town.engine) as session:
        rows = session.scalars(select(AgreementReview).order_by(AgreementReview.id))
        return [(row.reviewed_on, row.outcome, row.note) for row in rows]


def kinds(town: Town) -> set[str]:
    with reading(town.engine) as session:
        return {finding.kind for finding in judge(facts(session, town.viewer()), TODAY, Norms())}


def outsiders(town: Town, school: int) -> list[Viewer]:
    """Nobody of these speaks for the organisation."""
    other = town.add(Organisation, name="Voedselbank")
    return [
        town.viewer(Role.MANAGER, organisation_id=other),
        town.viewer(Role.MANAGER),
        town.viewer(Role.WEBBER, organisation_id=school),
        town.viewer(Role.PARTICIPANT, organisation_id=school),
        Town(town.engine, "Buurstad").viewer(),
    ]


def test_a_review_settles_what_was_not_discussed(town: Town, agreement: int) -> None:
    assert "covenant.agreement_not_reviewed" in kinds(town)
    review(town, agreement, note=" Het loopt. ")
    assert reviews(town) == [(TODAY, "kept", "Het loopt.")]
    assert "covenant.agreement_not_reviewed" not in kinds(town)


def test_what_is_not_working_is_shown_until_it_is(town: Town, agreement: int) -> None:
    review(town, agreement, "not_kept", reviewed_on=YESTERDAY)
    assert "covenant.agreement_not_kept" in kinds(town)
    review(town, agreement, "active")
    assert "covenant.agreement_not_kept" not in kinds(town)


@pytest.mark.parametrize("after", OUTCOMES)
@pytest.mark.parametrize("before", [None, *OUTCOMES])
def test_a_review_takes_the_agreement_up_again(town: Town, agreement: int, before: str | None, after: str) -> None:
    if before:
        town.add(AgreementReview, agreement_id=agreement, reviewed_on=DRAFTED, outcome=before)
    review(town, agreement, after)
    assert reviews(town)[-1][1] == after


@pytest.mark.parametrize(
    ("wrong", "kind"),
    [
        ({"outcome": "dropped"}, "not_a_choice"),
        ({"reviewed_on": TOMORROW}, "in_future"),
        ({"reviewed_on": BEFORE}, "too_early"),
        ({"note": "BSN 123456782"}, "bsn"),
    ],
)
def test_a_wrong_review_is_refused(town: Town, agreement: int, wrong: dict[str, Any], kind: str) -> None:
    with pytest.raises(Refusal, match=kind):
        review(town, agreement, **wrong)
    assert reviews(town) == []


def test_a_review_does_not_slip_in_before_the_last_one(town: Town, agreement: int) -> None:
    review(town, agreement)
    with pytest.raises(Refusal, match="too_early"):
        review(town, agreement, reviewed_on=YESTERDAY)


def test_an_agreement_that_was_dropped_is_not_reviewed(town: Town, covenant: int) -> None:
    with pytest.raises(Refusal, match="transition"):
        review(town, add_agreement(town, covenant, dropped_on=YESTERDAY))


def test_a_topic_that_does_not_apply_is_not_reviewed(town: Town, covenant: int) -> None:
    with pytest.raises(Refusal, match="not_a_choice"):
        review(town, add_agreement(town, covenant, not_applicable_reason="Wij zijn klein."))


def test_agreements_of_a_covenant_that_ended_rest(town: Town) -> None:
    ended = town.add(Covenant, kind="convenant", title="Oud", drafted_on=DRAFTED, ended_on=TODAY)
    with pytest.raises(Refusal, match="covenant_closed"):
        review(town, add_agreement(town, ended))


def test_the_network_speaks_of_an_agreement_and_not_the_one_who_holds_it(
    town: Town, school: int, agreement: int
) -> None:
    for viewer in [*outsiders(town, school), town.viewer(Role.MANAGER, organisation_id=school)]:
        with pytest.raises(Forbidden):
            review(town, agreement, by=viewer)
    assert reviews(town) == []


@pytest.fixture
def promise(town: Town, school: int) -> int:
    return town.add(AnchoringPromise, organisation_id=school, text="In het jaarplan", promised_on=DRAFTED)


def discuss(town: Town, promise: int, **other: Any) -> None:
    arguments: dict[str, Any] = {"discussed_on": TODAY, "by": town.viewer()}
    with writing(town.engine) as session:
        discuss_promise(session, promise_id=promise, at=NOW, **arguments | other)


def anchor(town: Town, promise: int, **other: Any) -> None:
    arguments: dict[str, Any] = {"anchored_on": TODAY, "by": town.viewer()}
    with writing(town.engine) as session:
        anchor_promise(session, promise_id=promise, at=NOW, **arguments | other)


def steps(town: Town) -> tuple[date | None, date | None]:
    with reading(town.engine) as session:
        stored = session.scalars(select(AnchoringPromise)).one()
        return stored.discussed_on, stored.anchored_on


def test_a_promise_is_discussed_and_then_anchored(town: Town, school: int, promise: int) -> None:
    manager = town.viewer(Role.MANAGER, organisation_id=school)
    assert "covenant.promise_not_discussed" in kinds(town)
    discuss(town, promise, discussed_on=YESTERDAY, by=manager)
    assert "covenant.promise_not_discussed" not in kinds(town)
    anchor(town, promise, by=manager)
    assert steps(town) == (YESTERDAY, TODAY)
    with reading(town.engine) as session:
        lines = session.execute(select(LogEntry.action, LogEntry.fields).order_by(LogEntry.id)).all()
    assert lines == [("discuss_promise", "discussed_on"), ("anchor_promise", "anchored_on")]


def test_what_is_anchored_at_once_was_discussed_on_that_day(town: Town, promise: int) -> None:
    anchor(town, promise)
    assert steps(town) == (TODAY, TODAY)


def test_a_promise_goes_no_step_twice_and_none_back(town: Town, promise: int) -> None:
    discuss(town, promise)
    with pytest.raises(Refusal, match="transition"):
        discuss(town, promise)
    anchor(town, promise)
    for again in (discuss, anchor):
        with pytest.raises(Refusal, match="transition"):
            again(town, promise)
    assert steps(town) == (TODAY, TODAY)


@pytest.mark.parametrize(("on", "kind"), [(TOMORROW, "in_future"), (BEFORE, "too_early")])
def test_a_step_lies_between_the_promise_and_today(town: Town, promise: int, on: date, kind: str) -> None:
    with pytest.raises(Refusal, match=kind):
        discuss(town, promise, discussed_on=on)
    with pytest.raises(Refusal, match=kind):
        anchor(town, promise, anchored_on=on)
    assert steps(town) == (None, None)


def test_a_promise_is_not_anchored_before_it_was_discussed(town: Town, promise: int) -> None:
    discuss(town, promise)
    with pytest.raises(Refusal, match="too_early"):
        anchor(town, promise, anchored_on=YESTERDAY)


def test_a_promise_nobody_saw_change_is_not_written_over(town: Town, promise: int) -> None:
    discuss(town, promise, seen_version=1)
    with pytest.raises(Refusal, match="changed_meanwhile"):
        anchor(town, promise, seen_version=1)


def test_others_do_not_speak_of_a_promise(town: Town, school: int, promise: int) -> None:
    for viewer in outsiders(town, school):
        for step in (discuss, anchor):
            with pytest.raises(Forbidden):
                step(town, promise, by=viewer)
    assert steps(town) == (None, None)


@pytest.fixture
def approval(town: Town, covenant: int, school: int) -> int:
    return town.add(
        ManagementApproval,
        covenant_id=covenant,
        organisation_id=school,
        needed="yes",
        given_on=DRAFTED,
        inform_every_months=6,
        last_informed_on=DRAFTED,
    )


def inform(town: Town, approval: int, **other: Any) -> None:
    arguments: dict[str, Any] = {"informed_on": TODAY, "by": town.viewer()}
    with writing(town.engine) as session:
        inform_manager(session, approval_id=approval, at=NOW, **arguments | other)


def informed_on(town: Town) -> date | None:
    with reading(town.engine) as session:
        return session.scalars(select(ManagementApproval.last_informed_on)).one()


def test_managers_who_were_informed_wait_no_longer(town: Town, school: int, approval: int) -> None:
    assert "covenant.manager_not_informed" in kinds(town)
    inform(town, approval, by=town.viewer(Role.MANAGER, organisation_id=school))
    assert informed_on(town) == TODAY
    assert "covenant.manager_not_informed" not in kinds(town)
    with reading(town.engine) as session:
        assert session.scalars(select(LogEntry.action)).one() == "inform_manager"


@pytest.mark.parametrize(("on", "kind"), [(TOMORROW, "in_future"), (BEFORE, "too_early")])
def test_managers_are_informed_after_the_last_time_and_not_ahead(
    town: Town, approval: int, on: date, kind: str
) -> None:
    with pytest.raises(Refusal, match=kind):
        inform(town, approval, informed_on=on)
    assert informed_on(town) == DRAFTED


def test_informing_twice_at_the_same_time_is_noticed(town: Town, approval: int) -> None:
    inform(town, approval, seen_version=1)
    with pytest.raises(Refusal, match="changed_meanwhile"):
        inform(town, approval, seen_version=1)


def test_others_do_not_say_that_managers_were_informed(town: Town, school: int, approval: int) -> None:
    for viewer in outsiders(town, school):
        with pytest.raises(Forbidden):
            inform(town, approval, by=viewer)
    assert informed_on(town) == DRAFTED
