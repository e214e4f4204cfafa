"""Does a covenant hold its four ingredients, and which of the two messages fits? (docs/policy 3.B C1)"""

from dataclasses import replace
from datetime import date

import pytest

from data_model.rules.covenant_complete import Message, messages
from data_model.rules.covenant_facts import AnnexFact, CovenantFact, GoalFact
from data_model.rules.covenant_ingredients import Ingredient, Lack, Warn, ingredients
from data_model.rules.covenant_organisations import Period, StaffFact
from data_model.rules.membership import MembershipFact
from data_model.vocabulary import Topic
from tests.rules.covenants import (
    AGREEMENTS,
    CHURCH,
    FOOD_BANK,
    IN_FORCE,
    NORMS,
    SCHOOL,
    agreement,
    all_found,
    covenant,
    found,
    network,
    organisation,
    party,
    webber,
)

TODAY = date(2026, 6, 1)
TWO = (organisation(SCHOOL), organisation(FOOD_BANK))


def lacks(one: CovenantFact, day: date = TODAY, **other: object) -> dict[Lack | Warn, tuple[str, ...]]:
    results = ingredients(network(one, **other), one, day, NORMS)
    return {reason.code: reason.names for result in results for reason in (*result.missing, *result.warnings)}


def test_a_covenant_that_holds_gives_four_ingredients_and_no_finding() -> None:
    facts = network()
    results = ingredients(facts, facts.covenants[0], TODAY, NORMS)
    assert [result.ingredient for result in results] == list(Ingredient)
    assert all(result.present for result in results)
    assert not found(facts, TODAY, "incomplete") and not found(facts, TODAY, "update_needed")


@pytest.mark.parametrize(
    ("change", "lack", "names"),
    [
        ({"goal": None}, Lack.NO_GOAL, ()),
        ({"goal": GoalFact("  ", IN_FORCE)}, Lack.NO_GOAL, ()),
        ({"goal": GoalFact("Later", date(2026, 6, 2))}, Lack.NO_GOAL, ()),
        ({"goal": GoalFact("Oud", IN_FORCE, date(2026, 6, 1))}, Lack.GOAL_REPLACED, ()),
        (
            {"parties": (party(SCHOOL), party(FOOD_BANK, signed_on=None, requested_on=None))},
            Lack.NOT_COMMITTED,
            ("Voedselbank",),
        ),
        (
            {"parties": (party(SCHOOL), party(FOOD_BANK, signed_on=None, declined_on=IN_FORCE))},
            Lack.NOT_COMMITTED,
            ("Voedselbank",),
        ),
        ({"parties": (party(SCHOOL),)}, Lack.TOO_FEW_ORGANISATIONS, ()),
        ({"parties": (party(SCHOOL),)}, Lack.NOT_NAMED, ("Voedselbank",)),
        ({"webbers": ()}, Lack.NO_WEBBER, ()),
        ({"webbers": (webber(), webber(FOOD_BANK, confirmed_on=None))}, Lack.WEBBER_NOT_CONFIRMED, ("Voedselbank",)),
        ({"webbers": (webber(ended_on=date(2026, 5, 31)),)}, Lack.WEBBER_NOT_CONFIRMED, ("De Klimop",)),
        ({"webbers": (webber(person_id=None),)}, Lack.WEBBER_WITHOUT_PERSON, ("De Klimop",)),
        ({"agreements": AGREEMENTS[1:]}, Lack.TOPIC_MISSING, (AGREEMENTS[0].topic,)),
        (
            {"agreements": (*AGREEMENTS[1:], replace(AGREEMENTS[0], dropped_on=date(2026, 6, 1)))},
            Lack.TOPIC_MISSING,
            (AGREEMENTS[0].topic,),
        ),
        ({"approval_settled": False}, Lack.APPROVAL_UNKNOWN, ()),
    ],
)
def test_an_ingredient_is_missing(change: dict[str, object], lack: Lack, names: tuple[str, ...]) -> None:
    assert lacks(covenant(**change))[lack] == names


@pytest.mark.parametrize(
    "change",
    [
        {"parties": (party(SCHOOL), party(FOOD_BANK, role="named_only", requested_on=None, signed_on=None))},
        {"parties": (party(SCHOOL, signed_on=None), party(FOOD_BANK, signed_on=None))},
        {"webbers": (webber(), webber(FOOD_BANK, unlisted_on=date(2026, 6, 1), confirmed_on=None))},
        {"webbers": (webber(ended_on=TODAY),)},
        {"agreements": (*AGREEMENTS[1:], replace(AGREEMENTS[0], applies=False))},
        {"parties": (party(SCHOOL), party(FOOD_BANK), party(CHURCH, left_on=date(2026, 5, 31), signed_on=None))},
    ],
)
def test_an_ingredient_is_still_there(change: dict[str, object]) -> None:
    assert lacks(covenant(**change)) == {}


@pytest.mark.parametrize(
    ("change", "warn"),
    [
        ({"webbers": (webber(deputies=()),)}, Warn.WEBBER_WITHOUT_DEPUTY),
        ({"webbers": (webber(deputies=(Period(IN_FORCE, date(2026, 5, 31)),)),)}, Warn.WEBBER_WITHOUT_DEPUTY),
        (
            {"agreements": (*AGREEMENTS[1:], replace(AGREEMENTS[0], reviews=((IN_FORCE, "not_kept"),)))},
            Warn.TOPIC_NOT_KEPT,
        ),
    ],
)
def test_a_warning_leaves_the_ingredient_there(change: dict[str, object], warn: Warn) -> None:
    one = covenant(**change)
    assert all(result.present for result in ingredients(network(one), one, TODAY, NORMS))
    assert list(lacks(one)) == [warn]
    finding = found(network(one), TODAY, warn)
    assert finding and finding.values["concerns"]


def test_one_agreement_that_works_is_enough_for_a_topic() -> None:
    not_kept = replace(AGREEMENTS[0], id=99, reviews=((IN_FORCE, "not_kept"),))
    assert lacks(covenant(agreements=(*AGREEMENTS, not_kept))) == {}


def test_a_covenant_of_formal_organisations_only_gets_a_warning() -> None:
    formal = (organisation(SCHOOL), organisation(FOOD_BANK, informal=False))
    assert list(lacks(covenant(), organisations=formal)) == [Warn.NO_INFORMAL_ORGANISATION]


@pytest.mark.parametrize(("today", "expected"), [("2027-01-01", False), ("2027-01-02", True)])
def test_the_goal_is_confirmed_within_twelve_months(today: str, expected: bool) -> None:
    finding = found(network(), today, "goal_not_confirmed")
    assert (finding is not None) is expected
    assert not finding or finding.since == date(2027, 1, 2)


def test_confirming_the_goal_takes_the_warning_away() -> None:
    again = covenant(goal=GoalFact("Geen kind buitenspel", date(2026, 1, 1), confirmed_on=(date(2026, 12, 1),)))
    assert not found(network(again), "2027-12-01", "goal_not_confirmed")
    assert found(network(again), "2027-12-02", "goal_not_confirmed")


def test_what_was_never_there_is_incomplete_since_the_draft() -> None:
    finding = found(network(covenant(webbers=(), agreements=AGREEMENTS[1:])), TODAY, "incomplete")
    assert finding and finding.since == date(2026, 1, 1)
    assert (finding.values["present"], finding.values["required"]) == (2, 4)
    assert finding.values["missing"] == (Ingredient.WEBBERS, Ingredient.AGREEMENTS)
    assert finding.values["concerns"] == ("webber", Topic.INVOLVEMENT)


def test_a_draft_is_never_outdated() -> None:
    draft = covenant(opened_on=None, in_force_on=None, webbers=(webber(ended_on=date(2026, 5, 1)),))
    assert found(network(draft), TODAY, "incomplete") and not found(network(draft), TODAY, "update_needed")


@pytest.mark.parametrize(("today", "expected"), [("2026-05-31", False), ("2026-06-01", True)])
def test_a_webber_who_stops_makes_an_update_needed_the_day_after(today: str, expected: bool) -> None:
    finding = found(network(covenant(webbers=(webber(ended_on=date(2026, 5, 31)),))), today, "update_needed")
    assert (finding is not None) is expected
    assert not finding or finding.since == date(2026, 6, 1)


def test_a_webber_whose_person_left_the_organisation_makes_an_update_needed() -> None:
    school = organisation(SCHOOL, staff=(StaffFact(date(2025, 1, 1), date(2026, 5, 31), 100 + SCHOOL),))
    facts = network(organisations=(school, organisation(FOOD_BANK)))
    assert not found(facts, "2026-05-31", "update_needed")
    finding = found(facts, "2026-06-20", "update_needed")
    assert finding and finding.since == date(2026, 6, 1)


def test_a_person_who_came_back_is_a_named_person_again() -> None:
    spells = (
        StaffFact(date(2025, 1, 1), date(2026, 4, 1), 100 + SCHOOL),
        StaffFact(date(2026, 5, 1), None, 100 + SCHOOL),
    )
    facts = network(organisations=(organisation(SCHOOL, staff=spells), organisation(FOOD_BANK)))
    assert not found(facts, TODAY, "update_needed")


def test_an_organisation_that_joins_makes_an_update_needed_until_an_annex_explains_it() -> None:
    church = organisation(CHURCH, memberships=(MembershipFact(date(2026, 5, 1)),))
    three = (organisation(SCHOOL), organisation(FOOD_BANK), church)
    finding = found(network(organisations=three), TODAY, "update_needed")
    assert finding and finding.since == date(2026, 5, 1) and finding.values["concerns"] == ("Kerk",)
    explained = covenant(annexes=(AnnexFact(date(2026, 5, 1)),))
    assert not found(network(explained, organisations=three), TODAY, "update_needed")


@pytest.mark.parametrize("annex", [AnnexFact(date(2026, 4, 30)), AnnexFact(date(2026, 5, 2), explained=False)])
def test_an_older_annex_or_one_without_a_reason_explains_nothing(annex: AnnexFact) -> None:
    three = (*TWO, organisation(CHURCH, memberships=(MembershipFact(date(2026, 5, 1)),)))
    assert found(network(covenant(annexes=(annex,)), organisations=three), TODAY, "update_needed")


def test_an_organisation_that_leaves_makes_an_update_needed_the_day_after() -> None:
    gone = organisation(FOOD_BANK, memberships=(MembershipFact(date(2025, 1, 1), date(2026, 5, 1)),))
    facts = network(organisations=(organisation(SCHOOL), gone))
    assert not found(facts, "2026-05-01", "update_needed")
    finding = found(facts, "2026-05-02", "update_needed")
    assert finding and finding.since == date(2026, 5, 2) and finding.values["concerns"] == ("Voedselbank",)


def test_a_pause_is_no_reason_to_update() -> None:
    pausing = MembershipFact(date(2025, 1, 1), paused_on=date(2026, 5, 1))
    facts = network(organisations=(organisation(SCHOOL), organisation(FOOD_BANK, memberships=(pausing,))))
    assert not found(facts, TODAY, "update_needed")
    unnamed = organisation(CHURCH, memberships=(pausing,))
    assert not found(network(organisations=(*TWO, unnamed)), TODAY, "update_needed")


def test_the_two_messages_stand_side_by_side() -> None:
    both = covenant(approval_settled=False, webbers=(webber(ended_on=date(2026, 5, 1)),))
    incomplete, outdated = found(network(both), TODAY, "incomplete"), found(network(both), TODAY, "update_needed")
    assert incomplete and incomplete.values["missing"] == (Ingredient.AGREEMENTS,)
    assert outdated and outdated.values["missing"] == (Ingredient.WEBBERS,)
    assert messages(network(both), both, TODAY, NORMS)[Ingredient.GOAL] is Message.PRESENT


def test_what_was_added_after_the_start_and_lost_again_needs_an_update() -> None:
    later = webber(listed_on=date(2026, 4, 1), ended_on=date(2026, 5, 1))
    assert found(network(covenant(webbers=(later,))), "2026-03-15", "incomplete")
    assert found(network(covenant(webbers=(later,))), TODAY, "update_needed")


def test_a_network_without_a_covenant_is_a_finding_since_session_5() -> None:
    facts = replace(network(), covenants=())
    assert not found(facts, "2025-12-31", "none")
    finding = found(facts, TODAY, "none")
    assert finding and finding.about == facts.network and finding.since == date(2026, 1, 1)


def test_a_covenant_that_ended_leaves_the_network_without_one() -> None:
    facts = network(covenant(ended_on=date(2026, 5, 1), webbers=()))
    finding = found(facts, TODAY, "none")
    assert finding and finding.since == date(2026, 5, 1)
    assert not found(facts, TODAY, "incomplete")


def test_a_covenant_in_force_replaces_the_one_before() -> None:
    old = covenant(webbers=())
    new = covenant(id=2, in_force_on=date(2026, 5, 1), replaces_id=1)
    assert all_found(network(old, new), "2026-04-30", "incomplete")
    assert not all_found(network(old, new), "2026-05-01", "incomplete")


def test_agreement_names_every_topic_that_is_missing() -> None:
    one = covenant(agreements=(agreement("anchoring"),))
    assert lacks(one)[Lack.TOPIC_MISSING] == tuple(topic for topic in Topic if topic not in ("anchoring", "other"))
