"""The notice about personal data: open to strangers in general words, with names for who is signed in."""

import re

from data_model.database import writing
from data_model.norms import Norms
from data_model.tables.network import Network, NormOverride
from tests.conftest import NOW, insider
from tests.web.conftest import Browser
from words.language import Words
from words.notice import notice


def test_strangers_read_it_without_the_name_of_any_network(browser: Browser) -> None:
    answer = browser(SCHAKEL_DEMO="1").get("/privacy")
    assert answer.status_code == 200
    assert '<html lang="nl">' in answer.text
    assert "Hoe Schakel omgaat met persoonsgegevens" in answer.text
    assert "Autoriteit Persoonsgegevens" in answer.text
    assert "Voorbeeldstad" not in answer.text


def test_the_periods_are_those_of_the_norms(browser: Browser) -> None:
    text = browser(SCHAKEL_DEMO="1").get("/privacy").text
    for days in (value for name, value in vars(Norms()).items() if name.startswith("kept_")):
        assert f"{days} dagen" in text, days


def test_who_is_signed_in_reads_who_answers_and_the_periods_of_the_own_network(browser: Browser, database: str) -> None:
    engine = insider(database)
    with writing(engine) as session:
        network = session.get_one(Network, 1)
        network.controller, network.privacy_contact = "Gemeente <b>Dorp</b>", "Het privacyloket"
        limit = {"name": "kept_person_days", "value": 400, "reason": "Zo afgesproken", "set_on": NOW.date()}
        session.add(NormOverride(network_id=1, created_at=NOW, **limit))
    engine.dispose()
    page = browser(SCHAKEL_DEMO="1", SCHAKEL_TODAY="2026-11-22")
    page.get("/demo/als/deelnemer")
    text = page.get("/privacy").text
    assert "Voor Voorbeeldstad: Gemeente &lt;b&gt;Dorp&lt;/b&gt;." in text and "Het privacyloket" in text
    assert "400 dagen" in text and "365 dagen" not in text


def test_it_is_there_in_english(browser: Browser) -> None:
    page = browser(SCHAKEL_DEMO="1")
    page.cookies.set("taal", "en")
    text = page.get("/privacy").text
    assert '<html lang="en">' in text and "How long they are kept" in text


def test_the_sign_in_page_leads_to_it(browser: Browser) -> None:
    assert 'href="/privacy"' in browser(SCHAKEL_DEMO="1").get("/aanmelden").text


def test_it_needs_no_script_and_fetches_nothing_from_elsewhere(browser: Browser) -> None:
    text = browser(SCHAKEL_DEMO="1").get("/privacy").text
    assert "<script" not in text and not re.search(r'(?:src|href)="(?:https?:)?//', text)


def test_every_period_for_which_data_are_kept_is_told() -> None:
    told = str(notice(Words("en"), Norms()))
    assert not re.search(r"{\w+}", told) and told.count(" days") >= 6
