"""One replica is killed while somebody types: nobody signs in again, no letter is lost, nothing is written over."""

import time
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, expect
from sqlalchemy import select

from data_model.database import reading
from data_model.tables.account import Account, Grant
from data_model.tables.person import ContactChannel
from tests.browser.test_exchange import EXCEL, MAP
from tests.replicas.conftest import Person, Replicas

BACK_WITHIN = 10  # seconds
CHANGED = "De contactgegevens zijn gewijzigd en tellen als bevestigd."


class Record:
    """A person whose number two others may change."""

    def __init__(self, replicas: Replicas) -> None:
        self.engine = replicas.engine
        with reading(self.engine) as session:
            whose = select(Grant.person_id).join(Account, Account.id == Grant.account_id)
            self.person_id = session.scalars(whose.where(Account.persona == "webber")).one()

    @property
    def number(self) -> str | None:
        """As it is in the database now."""
        with reading(self.engine) as session:
            return session.scalar(
                select(ContactChannel.value).where(
                    ContactChannel.person_id == self.person_id, ContactChannel.kind == "mobile"
                )
            )

    def opened(self, someone: Person) -> Locator:
        """The form in which somebody can change it."""
        someone.open(f"mensen?nr={self.person_id}")
        someone.page.get_by_role("button", name="Controleer contactgegevens", exact=True).first.click()
        dialog = someone.page.get_by_role("dialog")
        mobile(dialog).wait_for()
        someone.settle()
        return dialog


@pytest.fixture
def record(replicas: Replicas) -> Record:
    return Record(replicas)


def mobile(dialog: Locator) -> Locator:
    return dialog.get_by_label("Mobiel", exact=True)


def save(dialog: Locator) -> None:
    dialog.get_by_role("button", name="Wijzigingen opslaan", exact=True).click()


def killed(replicas: Replicas, someone: Person) -> float:
    """Kill the replica of this browser; the seconds until it is connected to the other one."""
    before, app = someone.replica, someone.page.get_by_test_id("stApp")
    replicas.kill(before)
    begun = time.monotonic()
    expect(app).not_to_have_attribute("data-test-connection-state", "CONNECTED")
    expect(app).to_have_attribute("data-test-connection-state", "CONNECTED")
    lasted = time.monotonic() - begun
    someone.settle()
    assert someone.replica == 3 - before
    return lasted


def test_whoever_types_goes_on_at_the_other_replica_and_saves(
    replicas: Replicas, person: Callable[..., Person], record: Record
) -> None:
    someone = person("webber", replica=1)
    dialog = record.opened(someone)
    mobile(dialog).fill("06 11111111")
    assert killed(replicas, someone) <= BACK_WITHIN
    expect(mobile(dialog)).to_have_value("06 11111111")
    save(dialog)
    expect(someone.page.get_by_text(CHANGED)).to_be_visible()
    assert record.number == "+31 6 11111111"


def test_what_another_changed_in_the_meantime_is_not_written_over_unseen(
    replicas: Replicas, person: Callable[..., Person], record: Record
) -> None:
    someone, other = person("webber", replica=1), person("coordinator", replica=2)
    dialog, theirs = record.opened(someone), record.opened(other)
    assert (someone.replica, other.replica) == (1, 2)
    mobile(dialog).fill("06 22222222")
    mobile(theirs).fill("06 33333333")
    save(theirs)
    expect(other.page.get_by_text(CHANGED)).to_be_visible()
    assert killed(replicas, someone) <= BACK_WITHIN
    expect(mobile(dialog)).to_have_value("06 22222222")
    save(dialog)
    expect(dialog.get_by_role("alert")).to_contain_text("heeft dit om")
    expect(mobile(dialog)).to_have_value("06 22222222")
    assert record.number == "+31 6 33333333"
    save(dialog)
    expect(someone.page.get_by_text(CHANGED)).to_be_visible()
    assert record.number == "+31 6 22222222"


def test_the_second_of_two_at_two_replicas_hears_it_and_keeps_every_letter(
    person: Callable[..., Person], record: Record
) -> None:
    first, second = person("webber", replica=1), person("coordinator", replica=2)
    theirs, dialog = record.opened(first), record.opened(second)
    mobile(theirs).fill("06 44444444")
    mobile(dialog).fill("06 55555555")
    save(theirs)
    expect(first.page.get_by_text(CHANGED)).to_be_visible()
    save(dialog)
    expect(dialog.get_by_role("alert")).to_contain_text("heeft dit om")
    expect(mobile(dialog)).to_have_value("06 55555555")
    assert record.number == "+31 6 44444444"


def test_a_file_that_was_not_brought_in_yet_is_asked_for_again(
    replicas: Replicas, person: Callable[..., Person]
) -> None:
    someone = person("coordinator", replica=1)
    someone.open("uitwisselen")
    chosen = {"name": "kaart.xlsx", "mimeType": EXCEL, "buffer": MAP}
    file = someone.page.locator('input[type="file"]')
    file.set_input_files(chosen)  # type: ignore[arg-type]
    brings = someone.page.get_by_role("button", name="Haal binnen", exact=True)
    expect(brings).to_be_visible()
    killed(replicas, someone)
    expect(someone.page.get_by_text("Het bestand dat je koos, is er niet meer")).to_be_visible()
    file.set_input_files(chosen)  # type: ignore[arg-type]
    expect(brings).to_be_visible()
