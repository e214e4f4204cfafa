"""No room left on the disk: the page can be read, what was sent is refused in plain words, and what was typed stays."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event
from sqlalchemy.exc import OperationalError

from data_model.access import Role
from data_model.database import writing
from data_model.write.organisations import add_organisation
from pages.acts.organisation_dialogs import ADD
from pages.frame.visit import Visit
from pages.network import organisations
from tests.conftest import NOW, insider
from tests.pages.conftest import Place, draw

SAID = (
    "Er is geen ruimte meer waar Schakel zijn gegevens bewaart. Er is dus niets opgeslagen. Wat je typte staat er nog. "
    "Vertel het aan wie Schakel beheert."
)
MANY = 2000


@pytest.fixture(scope="module")
def full(filled: Place, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    """A copy of the demo that may not grow: SQLite answers as it does when there is no room left."""
    with filled.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    copy = tmp_path_factory.mktemp("full") / "schakel.db"
    copy.write_bytes(Path(str(filled.engine.url.database)).read_bytes())
    engine = insider(f"sqlite:///{copy}")

    @event.listens_for(engine, "connect")
    def stop_growing(connection: Any, _: object) -> None:
        connection.execute("PRAGMA max_page_count=1")  # as large as it is, and no larger

    by = filled.viewers[Role.COORDINATOR]
    with pytest.raises(OperationalError, match="full"):
        for number in range(MANY):
            with writing(engine) as session:
                add_organisation(session, name=f"Buurthuis {number}", by=by, at=NOW)
    yield Place(engine, filled.viewers)
    engine.dispose()


@pytest.mark.breaks
def test_a_full_disk_is_told_in_plain_words_and_what_was_typed_stays(full: Place) -> None:
    app = draw(lambda visit: ADD.body(visit, None, "form"), full, Role.COORDINATOR).app
    app.text_input[0].set_value("Buurtkamer De Ruimte")
    for choice in app.selectbox:
        choice.select_index(0)
    app.button[0].click().run()
    assert not app.exception and [error.value for error in app.error] == [SAID]
    assert app.text_input[0].value == "Buurtkamer De Ruimte"


@pytest.mark.breaks
def test_with_a_full_disk_people_read_on(full: Place) -> None:
    def page(visit: Visit) -> None:
        organisations.show(visit)

    assert "Buurthuis 1" in " ".join(draw(page, full, Role.COORDINATOR).texts)
