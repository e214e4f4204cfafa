"""New organisations and what changes about them: what is kept, refused, and for whom."""

from threading import Barrier, Thread
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data_model.access import Role
from data_model.refusal import Refusal
from data_model.tables.organisation import Membership, Organisation
from data_model.write.organisations import _website, add_organisation, change_organisation
from tests.conftest import Town
from tests.write.turnover_scene import DAY, TODAY, Scene


@pytest.fixture
def scene(town: Town) -> Scene:
    return Scene(town)


def known(scene: Scene, **other: Any) -> dict[str, Any]:
    """What the form sends when nothing is changed of the school."""
    same: dict[str, Any] = {
        "organisation_id": scene.school,
        "name": "De Klimop",
        "formality": "formal",
        "domain": "education",
    }
    return same | other


def the_membership(scene: Scene, organisation: int) -> Membership:
    found: list[Membership] = [m for m in scene.all(Membership) if m.organisation_id == organisation]
    assert len(found) == 1
    return found[0]


def test_an_organisation_is_kept_as_people_write_it_and_takes_part_from_today(scene: Scene) -> None:
    id = scene.do(
        add_organisation,
        name="  Stichting \n  Samen  ",
        formality="informal",
        domain="volunteers",
        website="www.samen.nl/contact",
        general_phone="010 1234567",
        general_email=" info@samen.nl ",
    )
    kept = scene.one(Organisation, id)
    assert (kept.name, kept.formality, kept.domain) == ("Stichting Samen", "informal", "volunteers")
    assert (kept.website, kept.general_phone, kept.general_email) == (
        "https://www.samen.nl/contact",
        "+31 10 123 4567",
        "info@samen.nl",
    )
    membership = the_membership(scene, id)
    assert (membership.joined_on, membership.invited_on) == (TODAY, None)
    assert scene.logged() == ["add_organisation"]


def test_an_organisation_can_join_later_or_be_invited_before(scene: Scene) -> None:
    later = scene.do(add_organisation, name="Later", on=TODAY + 30 * DAY)
    assert the_membership(scene, later).joined_on == TODAY + 30 * DAY
    asked = scene.do(add_organisation, name="Gevraagd", standing="invited", on=TODAY - 9 * DAY)
    membership = the_membership(scene, asked)
    assert (membership.joined_on, membership.invited_on) == (None, TODAY - 9 * DAY)


@pytest.mark.parametrize(
    ("why", "field", "wrong"),
    [
        ("required", "name", {"name": " \n "}),
        ("too_long", "name", {"name": "a" * 10_000}),
        ("bsn", "name", {"name": "Stichting 123456782"}),
        ("organisation_exists", "name", {"name": " de  KLIMOP "}),
        ("not_a_choice", "formality", {"formality": "both"}),
        ("not_a_choice", "domain", {"domain": "sport"}),
        ("not_a_choice", "standing", {"standing": "left"}),
        ("invalid_website", "website", {"website": "javascript://samen.nl/%0aalert(1)"}),
        ("invalid_phone", "general_phone", {"general_phone": "12"}),
        ("invalid_email", "general_email", {"general_email": "info@samen"}),
        ("too_long", "general_email", {"general_email": f"{'a' * 10_000}@samen.nl"}),
        ("in_future", "on", {"standing": "invited", "on": TODAY + DAY}),
    ],
)
def test_what_is_wrong_is_refused_by_field_and_keeps_nothing(
    why: str, field: str, wrong: dict[str, Any], scene: Scene
) -> None:
    assert scene.refused(why, add_organisation, **({"name": "Samen"} | wrong)).field == field
    assert len(scene.all(Organisation)) == len(scene.all(Membership)) == 3


def test_another_network_may_use_the_same_name(scene: Scene) -> None:
    scene.do(add_organisation, scene.stranger(), name="De Klimop")


def test_two_people_who_add_the_same_name_at_once_make_one_organisation(scene: Scene) -> None:
    start, refused = Barrier(2), []

    def add() -> None:
        start.wait()
        try:
            scene.do(add_organisation, name="Samen")
        except Refusal as refusal:
            refused.append(refusal.kind)

    threads = [Thread(target=add) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert refused == ["organisation_exists"]
    assert [one.name for one in scene.all(Organisation)].count("Samen") == 1


def test_a_change_keeps_what_was_told_and_logs_the_fields(scene: Scene) -> None:
    scene.do(change_organisation, **known(scene, name="Basisschool De Klimop", general_phone="010 1234567"))
    kept = scene.one(Organisation, scene.school)
    assert (kept.name, kept.general_phone, kept.version) == ("Basisschool De Klimop", "+31 10 123 4567", 2)
    scene.do(change_organisation, **known(scene))
    kept = scene.one(Organisation, scene.school)
    assert (kept.name, kept.general_phone) == ("De Klimop", None)
    assert scene.logged() == ["change_organisation"] * 2


def test_a_name_may_change_its_capitals_and_not_become_that_of_another(scene: Scene) -> None:
    scene.do(change_organisation, **known(scene, name="DE KLIMOP"))
    assert scene.one(Organisation, scene.school).name == "DE KLIMOP"
    scene.refused("organisation_exists", change_organisation, **known(scene, name="kerk"))


def test_what_came_from_a_file_and_stays_is_not_judged_again(scene: Scene) -> None:
    told: dict[str, Any] = {"website": "nog in de maak", "general_phone": "op afspraak", "general_email": "balie"}
    imported = scene.town.add(Organisation, name="Loket", domain="sport", **told)
    same: dict[str, Any] = {"organisation_id": imported, "name": "Loket Oost", "formality": "formal", "domain": "sport"}
    scene.do(change_organisation, **same, **told)
    kept = scene.one(Organisation, imported)
    assert (kept.name, kept.website, kept.general_phone, kept.general_email) == ("Loket Oost", *told.values())
    scene.refused("invalid_phone", change_organisation, **same, **told | {"general_phone": "op afspraken"})


def test_nobody_writes_over_a_change_they_have_not_seen(scene: Scene) -> None:
    scene.do(change_organisation, **known(scene, name="De Klimop Noord", seen_version=1))
    scene.refused("changed_meanwhile", change_organisation, **known(scene, seen_version=1))
    scene.do(change_organisation, **known(scene, seen_version=2))


@pytest.mark.parametrize("role", [Role.WEBBER, Role.MANAGER, Role.PARTICIPANT])
def test_only_the_coordinator_of_the_network_keeps_the_register(role: Role, scene: Scene) -> None:
    by = scene.town.viewer(role, organisation_id=scene.school, person_id=scene.amina)
    scene.refused("not_found", add_organisation, by, name="Samen")
    scene.refused("not_found", change_organisation, by, **known(scene))
    scene.refused("not_found", change_organisation, scene.stranger(), **known(scene))


@pytest.mark.parametrize("typed", ["samen.nl", "https://samen.nl", "http://samen.nl:8080/a?b=c", "sámen.nl"])
def test_a_website_gets_https_when_nothing_is_said(typed: str) -> None:
    assert _website(typed) == (typed if "://" in typed else f"https://{typed}")


@pytest.mark.parametrize(
    "typed", ["samen", "https://", "ftp://samen.nl", "sa men.nl", "https://a@samen.nl", "http://[samen.nl", "mailto:x"]
)
def test_what_is_no_website_is_refused(typed: str) -> None:
    with pytest.raises(Refusal):
        _website(typed)


@settings(max_examples=1000)
@given(st.text(max_size=60))
def test_any_text_is_a_website_or_refused(typed: str) -> None:
    try:
        kept = _website(typed)
    except Refusal:
        return
    assert kept is None or kept.startswith(("http://", "https://"))
