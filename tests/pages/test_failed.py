"""When a page breaks, people read a sentence with a code; the log says where, and nothing of the data."""

import json
import logging
from dataclasses import replace

import pytest

from data_model.access import Role
from logs import Lines
from pages.frame.door import drawn
from pages.frame.visit import Visit
from pages.menu import PAGES
from tests.pages.conftest import Place, draw

SECRET = "Jansen, 06 12345678"


@pytest.mark.breaks
def test_a_broken_page_says_so_with_a_code_that_is_in_the_log(filled: Place, caplog: pytest.LogCaptureFixture) -> None:
    def breaks(visit: Visit) -> None:
        raise ValueError(SECRET)

    with caplog.at_level(logging.ERROR):
        screen = draw(lambda visit: drawn(replace(PAGES[0], show=breaks), visit)[0](), filled, Role.WEBBER)
    assert not screen.app.exception
    (said,) = [message.value for message in screen.app.error]
    assert said.startswith("Er ging iets mis in Schakel.") and SECRET not in said
    (logged,) = [json.loads(Lines().format(record)) for record in caplog.records if record.name == "schakel"]
    assert said.endswith(logged["code"]) and logged["places"][-1].endswith(" breaks")
    assert (logged["event"], logged["kind"]) == ("failed", "ValueError") and SECRET not in str(logged)
