"""A click in a part draws that part alone; what changed meanwhile, in the data or in the rights, draws all anew."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlalchemy import select, update
from streamlit.proto.WidgetStates_pb2 import WidgetState

from data_model.database import writing
from data_model.tables.account import Account, Grant
from data_model.tables.network import Network
from tests.browser.conftest import Site, serve
from tests.conftest import NOW, insider
from tests.web import raw

MORE, FINDING = "Toon er nog", "sk-finding"
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


def ask_for_more(tab: raw.Tab) -> None:
    """As a browser does: the switch with the part of the page it stands in."""
    deltas = [message.delta for message in tab.came if message.delta.new_element.checkbox.label.startswith(MORE)]
    ((part, switch),) = {(delta.fragment_id, delta.new_element.checkbox.id) for delta in deltas}
    assert part
    tab.run(tab.query, (WidgetState(id=switch, bool_value=True),), fragment_id=part)


def test_a_click_in_a_part_shows_more_and_leaves_the_rest(tab: raw.Tab) -> None:
    ask_for_more(tab)
    assert FINDING in tab.text
    assert BELOW not in tab.text


def test_after_somebody_wrote_the_whole_page_is_drawn_with_what_was_asked_for(site: Site, tab: raw.Tab) -> None:
    engine = insider(site.database_url)
    with writing(engine) as session:
        session.execute(update(Network).values(data_version=Network.data_version + 1))
    engine.dispose()
    before = tab.text.count(FINDING)
    ask_for_more(tab)
    assert tab.text.count(FINDING) > before and BELOW in tab.text


def test_whoever_lost_the_role_gets_nothing_of_the_page_any_more(site: Site, tab: raw.Tab) -> None:
    engine = insider(site.database_url)
    account = select(Account.id).where(Account.persona == "webber").scalar_subquery()
    ended = NOW.date() - timedelta(days=300)
    with writing(engine) as session:
        session.execute(update(Grant).where(Grant.account_id == account).values(start_on=ended, end_on=ended))
    engine.dispose()
    ask_for_more(tab)
    assert SIGN_IN in tab.text
    assert FINDING not in tab.text and MORE not in tab.text
