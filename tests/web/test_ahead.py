"""What a page needs is named in the page itself: all of it, and nothing that is not there."""

import re

from web.ahead import DRAWN, SCRIPTS, ahead
from web.static import SOURCE

INDEX = (SOURCE / "index.html").read_text()
NAMED = re.compile(r'<link rel="modulepreload" crossorigin href="\./static/js/([^"]+)">')


def test_all_that_a_part_asks_for_is_named_once() -> None:
    named = NAMED.findall(INDEX + ahead(INDEX))
    assert len(named) == len(set(named))
    for kind in DRAWN:
        assert any(name.startswith(f"{kind}.") for name in NAMED.findall(ahead(INDEX))), kind
    page = set(re.findall(r"static/js/([\w.-]+\.js)", INDEX)) | set(named)
    for name in named:
        asked = re.findall(r'(?:from|import)"\./([\w.-]+\.js)"', (SCRIPTS / name).read_text(encoding="utf-8"))
        assert set(asked) <= page, name


def test_the_map_is_named_on_its_own_page_alone() -> None:
    assert not any(name.startswith("EChartsChart.") for name in NAMED.findall(ahead(INDEX)))
    assert any(name.startswith("EChartsChart.") for name in NAMED.findall(ahead(INDEX, "/netwerkkaart")))


def test_nothing_is_named_twice_when_streamlit_names_it_itself() -> None:
    assert ahead(INDEX + ahead(INDEX)) == ""
