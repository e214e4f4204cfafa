"""A click in a part draws that part alone; what changed meanwhile, in the data or in the rights, draws all anew."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from data_model.database import writing
from data_model.tables.account import Account, Grant
from data_model.tables.network import Network
from tests.browser.conftest import Site, serve
from tests.conftest import NOW, insider
from tests.web import raw

ACT, FORM = "Werk actie bij", "Een actie bijwerken"
BELOW, SIGN_IN = "Dit dashboard laat zien", "Meld je aan bij Schakel"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with serve(tmp_path_factory.mktemp("apart")) as running:
        yield running


@pytest.fixture
def tab(site: Site) -> Iterator[raw.Tab]:
    with raw.opened(site.url, raw.sign_in(site.url, "webber")) as tab:
        assert BELOW in tab.run().text
        yield tab


def press_act(tab: raw.Tab) -> None:
    """As a browser does: the button with the part of the page it stands in."""
    button = tab.element("button", ACT)
    (part,) = {message.delta.fragment_id for message in tab.came if message.delta.new_element.button.id == button.id}
    assert part
    tab.run(tab.query, (raw.pressed(button.id),), fragment_id=part)


def test_a_click_in_a_part_opens_the_form_and_leaves_the_rest(tab: raw.Tab) -> None:
    press_act(tab)
    assert FORM in tab.text
    assert BELOW not in tab.text


def test_after_somebody_wrote_the_whole_page_is_drawn_and_the_form_still_opens(site: Site, tab: raw.Tab) -> None:
    engine = insider(site.database_url)
    with writing(engine) as session:
        session.execute(update(Network).values(data_version=Network.data_version + 1))
    engine.dispose()
    press_act(tab)
    assert FORM in tab.text and BELOW in tab.text


def test_whoever_lost_the_role_gets_nothing_of_the_page_any_more(site: Site, tab: raw.Tab) -> None:
    engine = insider(site.database_url)
    account = select(Account.id).where(Account.persona == "webber").scalar_subquery()
    ended = NOW.date() - timedelta(days=300)
    with writing(engine) as session:
        session.execute(update(Grant).where(Grant.account_id == account).values(start_on=ended, end_on=ended))
    engine.dispose()
    press_act(tab)
    assert SIGN_IN in tab.text
    assert FORM not in tab.text and ACT not in tab.text
