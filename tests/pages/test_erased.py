"""After people were erased every page draws, says so in the language of the reader, and remembers no name."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from data_model.access import Role
from data_model.database import reading
from data_model.read.traces import texts
from data_model.text import ERASED, erased_said
from data_model.write.erasure import erase_person
from pages.frame.door import drawn
from pages.frame.visit import Visit
from pages.menu import PAGES
from tests.conftest import insider
from tests.pages.conftest import TODAY, Place, draw
from tests.pages.test_untranslated import said
from tests.write.forgetting import Remembering
from words.language import Words

FORMER = {"nl": "oud-deelnemer", "en": "former participant"}


@pytest.fixture(scope="module")
def remembering(sqlite_template: bytes, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Remembering]:
    path: Path = tmp_path_factory.mktemp("erased") / "schakel.db"
    path.write_bytes(sqlite_template)
    engine = insider(f"sqlite:///{path}")
    yield Remembering(engine)
    engine.dispose()


def test_every_page_draws_and_says_former_participant(remembering: Remembering) -> None:
    place = Place(remembering.engine, {Role.COORDINATOR: remembering.by})

    def erase_all(visit: Visit) -> None:
        assert visit.findings
        for person in remembering.people:
            assert visit.act(erase_person, person_id=person.id) is None
        assert visit.findings

    assert not draw(erase_all, place, Role.COORDINATOR).app.exception
    shown: dict[str, str] = {"nl": "", "en": ""}
    for language in shown:
        for page in PAGES:
            for day in (TODAY, TODAY - timedelta(days=100)):

                def show(visit: Visit, page=page, language=language) -> None:  # type: ignore[no-untyped-def]
                    drawn(page, replace(visit, words=Words(language)))[0]()

                screen = draw(show, place, Role.COORDINATOR, day)
                assert not screen.app.exception, page.path
                shown[language] += "\n".join(said(screen))
    for language, other in (("nl", "en"), ("en", "nl")):
        assert FORMER[language] in shown[language] and FORMER[other] not in shown[language]
        assert ERASED not in shown[language]
    needles = [needle for person in remembering.people for needle in person.needles]
    assert not [needle for needle in needles if any(needle in text for text in shown.values())]
    erased_said.set(ERASED)  # as it is stored, whatever was drawn before in this thread
    with reading(remembering.engine) as session:
        assert any(ERASED in text for _, text in texts(session, remembering.here))
