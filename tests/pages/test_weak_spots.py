"""The page of weak spots: what hangs on whom, in words, with the form that helps and who could meet whom."""

from datetime import timedelta

import pytest

from data_model.access import Role
from data_model.findings import Concern, Subject
from data_model.read.weak_spots import Fewest, Hanging, Proposal, Together, Weakness, weakness
from data_model.rules.weak_spots import Reason, WeakSpot, Why
from pages.acts import carrier
from pages.frame.visit import Visit
from pages.questions import introductions, weak_spot_cards, weak_spots
from tests.pages.conftest import TODAY, Drawn, Place, draw
from tests.pages.test_pages import in_english

SAMIRA = "Samira El Idrissi"
EAST = "Buurtkamer Oost, Moskeevereniging Nour en Speelgoedbank De Tweede Ronde"
ONE, TWO = Subject("person", 1, "Ans"), Subject("person", 2, "Bep")
CHURCH, BANK = Subject("organisation", 3, "Kerk"), Subject("organisation", 4, "Voedselbank")
TASK, LEAD = Subject("webber", 5, "Kerk"), Subject("network", 6, "Voorbeeldstad")


def said(screen: Drawn) -> str:
    return "\n".join(sorted(screen.texts))


def test_the_person_on_whom_most_hangs_comes_with_a_step_and_a_form(filled: Place) -> None:
    screen = draw(weak_spots.show, filled, Role.COORDINATOR)
    assert f"Zonder {SAMIRA} zijn deze organisaties niet meer bereikbaar voor de gemeente: {EAST}." in said(screen)
    assert f"Wat als {SAMIRA} er niet is?" in screen.texts
    first, *_ = screen.buttons
    assert first.startswith("act-weak-person-") and first.endswith("-carrier")
    assert not screen.app.exception and in_english(screen) == []


def test_the_whole_network_is_told_in_one_sentence(filled: Place) -> None:
    text = said(draw(weak_spots.show, filled, Role.COORDINATOR))
    sentence = "Het netwerk valt uiteen of een taak heeft niemand meer als één van deze 3 mensen vertrekt:"
    assert f"{sentence} {SAMIRA}, Sanne Postma en Anouk Vermeer." in text
    assert "3 van de 22 organisaties raken los als één persoon of één andere organisatie er niet is." in text


def test_introductions_say_what_they_take_away_and_open_the_form(filled: Place) -> None:
    screen = draw(weak_spots.show, filled, Role.COORDINATOR)
    assert (
        f"Als Karin Verbeek ook Buurtkamer Oost leert kennen, hangt deze verbinding niet meer alleen op {SAMIRA}."
        in (screen.texts)
    )
    assert f"Zonder {SAMIRA} raakt dan niemand meer los. 2 kwetsbare plekken minder." in screen.texts
    kinds = {key.rpartition("-")[2] for key in screen.buttons if key.startswith("act-meet-")}
    assert kinds == {"carrier", "new_link"}


def test_the_form_of_an_introduction_is_filled_in(filled: Place) -> None:
    def show(visit: Visit) -> None:
        (proposal,) = weakness(visit.session, visit.viewer, visit.day, visit.norms).colleagues
        house, person = proposal.people[0]
        assert proposal.relation
        carrier.form(visit, Concern(about=proposal.relation, organisation_id=house.id, person_id=person.id), "form")

    chosen = [getattr(box.value, "name", None) for box in draw(show, filled, Role.COORDINATOR).app.selectbox]
    assert chosen == ["Stichting Welzijn Voorbeeldstad – Buurtkamer Oost", "Karin Verbeek"]


@pytest.mark.parametrize("days", [-100, 100])
def test_on_another_day_there_is_nothing_to_press(filled: Place, days: int) -> None:
    screen = draw(weak_spots.show, filled, Role.COORDINATOR, TODAY + timedelta(days=days))
    assert not [key for key in screen.buttons if key.startswith("act-")] and not screen.app.exception
    assert in_english(screen) == []


def test_a_webber_sees_it_without_the_map_forms(filled: Place) -> None:
    screen = draw(weak_spots.show, filled, Role.WEBBER)
    assert f"Wat als {SAMIRA} er niet is?" in screen.texts
    assert not [key for key in screen.buttons if key.endswith("-new_link")]


def test_an_empty_network_says_how_to_begin(empty: Place) -> None:
    screen = draw(weak_spots.show, empty, Role.COORDINATOR)
    assert [text for text in screen.texts if text.startswith("Er zijn nog geen organisaties.")]
    assert not [key for key in screen.buttons if key.startswith("act-")]


def told(fewest: Fewest, place: Place) -> str:
    """The part on the whole network."""
    return said(draw(lambda visit: weak_spots._fewest(visit, fewest), place, Role.COORDINATOR))


@pytest.mark.parametrize(
    ("fewest", "sentence"),
    [
        (Fewest(), "Voor zover bekend raakt niemand los van het netwerk als er mensen vertrekken."),
        (
            Fewest(1, 1, (Together((ONE,), (CHURCH,), ()),)),
            "Het netwerk valt uiteen als deze persoon vertrekt: Ans.",
        ),
        (
            Fewest(2, 2, (Together((ONE, TWO), (CHURCH,), (LEAD,)),)),
            "Het netwerk valt uiteen als deze 2 mensen vertrekken: Ans en Bep.",
        ),
        (
            Fewest(1, 1, (Together((ONE,), (), (TASK,)), Together((TWO,), (), (TASK,)))),
            "Een taak heeft niemand meer als één van deze 2 mensen vertrekt: Ans en Bep.",
        ),
        (Fewest(2, 2, whole=False), "Het netwerk valt uiteen of een taak heeft niemand meer als 2 mensen vertrekken."),
        (
            Fewest(4, 6, (Together((ONE,), (CHURCH,), ()),), False),
            "Het netwerk blijft heel als er 3 mensen tegelijk vertrekken. Het kan uiteenvallen bij 6 mensen, "
            "of bij iets minder.",
        ),
    ],
)
def test_how_few_people_is_told_honestly(fewest: Fewest, sentence: str, filled: Place) -> None:
    assert sentence in told(fewest, filled)


def test_what_falls_with_a_set_is_named(filled: Place) -> None:
    text = told(Fewest(2, 2, (Together((ONE, TWO), (CHURCH,), (LEAD, TASK)),)), filled)
    assert "Dan raken deze organisaties los van het netwerk:" in text and "Kerk" in text
    assert "Deze taken hebben dan niemand meer: coördinator en webber voor Kerk." in text


def test_many_sets_are_not_a_list_of_names(filled: Place) -> None:
    sets = tuple(Together((Subject("person", n, f"Naam {n}"),), (CHURCH,), ()) for n in range(20))
    text = told(Fewest(1, 1, sets), filled)
    assert "Het netwerk valt uiteen als één persoon vertrekt." in text and "Naam 15" not in text
    assert "Er zijn er meer. Hier staan de groepen waarbij het meeste wegvalt." in text


def spot(about: Subject, *reasons: Reason, reached: bool = False) -> WeakSpot:
    return WeakSpot(about=about, organisation_id=3, reasons=reasons, reached=reached)


@pytest.mark.parametrize(
    ("found", "sentence"),
    [
        (spot(ONE, Reason(Why.CUTS_OFF, (CHURCH,)), reached=True), "Zonder Ans is Kerk niet meer bereikbaar"),
        (spot(CHURCH, Reason(Why.CUTS_OFF, (BANK,))), "Zonder Kerk is Voedselbank niet meer verbonden met de anderen."),
        (
            spot(Subject("relation", 9, "Kerk – Voedselbank"), Reason(Why.CUTS_OFF, (BANK,)), reached=True),
            "Zonder de verbinding Kerk – Voedselbank is Voedselbank niet meer bereikbaar voor de gemeente.",
        ),
        (spot(ONE, Reason(Why.HOLDS_TASK, (LEAD,))), "Voor Ans is er geen vervanger bij deze taak: coördinator."),
        (spot(ONE, Reason(Why.ONLY_CONTACT, (CHURCH,))), "Ans is de enige contactpersoon van Kerk."),
        (spot(TASK, Reason(Why.TASK_FREE, (TASK,))), "Voor deze taak is nog geen naam bekend: webber voor Kerk."),
        (
            spot(LEAD, Reason(Why.FEW_WEBBERS, (), {"webbers": 1, "wanted": 2})),
            "Bevestigde webbers: 1. Een netwerk heeft er minstens 2 nodig.",
        ),
    ],
)
def test_each_reason_is_a_sentence_with_a_form(found: WeakSpot, sentence: str, filled: Place) -> None:
    screen = draw(lambda visit: weak_spot_cards.show(visit, [found]), filled, Role.COORDINATOR)
    assert sentence in said(screen)
    assert len([key for key in screen.buttons if key.startswith("act-weak-")]) == 1
    assert in_english(screen) == []


def test_without_weak_spots_and_introductions_the_page_says_so(filled: Place) -> None:
    def show(visit: Visit) -> None:
        weak_spot_cards.show(visit, [])
        introductions.show(visit, Weakness((), Fewest(), hanging=Hanging(on_nothing=3)))

    text = said(draw(show, filled, Role.COORDINATOR))
    assert "Niets hangt af van één persoon, organisatie of verbinding." in text
    assert "Geen enkele kennismaking neemt nu een kwetsbare plek weg" in text


def test_two_organisations_are_introduced_by_their_people(filled: Place) -> None:
    proposal = Proposal((CHURCH, BANK), ((CHURCH, ONE), (BANK, TWO)), 2, freed_organisations=(CHURCH,))
    seen = Weakness((), Fewest(), meetings=(proposal,), hanging=Hanging(on_nothing=3))
    text = said(draw(lambda visit: introductions.show(visit, seen), filled, Role.COORDINATOR))
    assert "Laat Ans van Kerk kennismaken met Bep van Voedselbank." in text
    assert "Kerk hangt dan niet meer van één andere organisatie af. 2 kwetsbare plekken minder." in text
