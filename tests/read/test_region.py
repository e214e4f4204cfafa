"""The overview of many networks: only those somebody watches as a whole, by grants that hold today, worst first."""

from datetime import date, timedelta

import pytest
from sqlalchemy import Engine, update

from data_model.access import Role, Viewer
from data_model.database import reading, writing
from data_model.findings import Urgency
from data_model.read import region as module
from data_model.read.region import Region, region
from data_model.refusal import Forbidden
from data_model.rules.counts import Counts, Trend
from data_model.tables.account import Account, Grant
from data_model.tables.network import Network
from data_model.write.standings import Judgement, keep
from tests.conftest import NOW

TODAY = NOW.date()
DAY = timedelta(days=1)
START = date(2025, 1, 1)
NOTHING = Counts()


class Country:
    """Networks that were judged, and accounts with grants in them."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    def account(self, email: str = "an@provincie.nl", blocked_on: date | None = None) -> int:
        with writing(self.engine) as session:
            row = Account(email=email, display_name="An", blocked_on=blocked_on, created_at=NOW)
            session.add(row)
            session.flush()
            return row.id

    def network(self, name: str, now: Counts | None = NOTHING, before: Counts = NOTHING) -> int:
        with writing(self.engine) as session:
            row = Network(name=name, created_at=NOW)
            session.add(row)
            session.flush()
            if now is not None:
                keep(session, Judgement(row.id, TODAY, 1, {"rhythm": now}, {"rhythm": before}), NOW)
            return row.id

    def grant(
        self,
        account_id: int,
        network_id: int,
        role: Role = Role.COORDINATOR,
        start_on: date = START,
        end_on: date | None = None,
    ) -> int:
        with writing(self.engine) as session:
            row = Grant(
                account_id=account_id,
                network_id=network_id,
                role=role,
                start_on=start_on,
                end_on=end_on,
                created_at=NOW,
            )
            session.add(row)
            session.flush()
            return row.id

    def seen(self, account_id: int | None, search: str = "", first: int = 0, most: int = 50) -> Region:
        viewer = Viewer(network_id=1, role=Role.COORDINATOR, account_id=account_id)
        with reading(self.engine) as session:
            return region(session, viewer, TODAY, search, first, most)


@pytest.fixture
def country(engine: Engine) -> Country:
    return Country(engine)


def names(seen: Region) -> list[str]:
    return [line.name for line in seen.lines]


def test_the_worst_network_comes_first_and_one_that_was_never_judged_last(country: Country) -> None:
    an = country.account()
    for name, counts in (
        ("Rustig", Counts()),
        ("Nieuw", None),
        ("Druk", Counts(0, 0, 9)),
        ("Dringend", Counts(0, 1, 0)),
        ("Kritiek", Counts(1, 0, 0)),
        ("Zeer kritiek", Counts(1, 2, 0)),
    ):
        country.grant(an, country.network(name, counts))
    seen = country.seen(an)
    assert names(seen) == ["Zeer kritiek", "Kritiek", "Dringend", "Druk", "Rustig", "Nieuw"]
    assert seen.by_worst == {Urgency.CRITICAL: 2, Urgency.HIGH: 1, Urgency.ATTENTION: 1}
    assert (seen.networks, seen.needing, seen.found) == (6, 4, 6)
    first, last = seen.lines[0], seen.lines[-1]
    assert first.whole and first.whole.counts == first.questions["rhythm"].counts == Counts(1, 2, 0)
    assert (first.judged_at, last.judged_at, last.whole, dict(last.questions)) == (NOW, None, None, {})


def test_it_says_what_went_better_and_what_went_worse_since_a_month(country: Country) -> None:
    an = country.account()
    for name, now, before in (
        ("Slechter", Counts(1, 0, 0), Counts(0, 5, 5)),
        ("Ook slechter", Counts(0, 0, 2), Counts(0, 0, 1)),
        ("Beter", Counts(0, 5, 5), Counts(1, 0, 0)),
        ("Gelijk", Counts(0, 1, 1), Counts(0, 1, 1)),
    ):
        country.grant(an, country.network(name, now, before))
    seen = country.seen(an)
    told = {line.name: line.whole.trend for line in seen.lines if line.whole}
    assert told == {
        "Slechter": Trend.WORSE,
        "Ook slechter": Trend.WORSE,
        "Beter": Trend.BETTER,
        "Gelijk": Trend.SAME,
    }
    assert (seen.better, seen.worse) == (1, 2)


def test_only_networks_of_grants_of_the_account_that_hold_today_and_show_all(country: Country) -> None:
    an, bas = country.account(), country.account("bas@provincie.nl")
    shown = {
        "Hier": {},
        "Begint vandaag": {"start_on": TODAY},
        "Eindigt vandaag": {"end_on": TODAY},
    }
    hidden = {
        "Begint morgen": {"start_on": TODAY + DAY},
        "Eindigde gisteren": {"end_on": TODAY - DAY},
        "Als webber": {"role": Role.WEBBER},
        "Als manager": {"role": Role.MANAGER},
        "Als deelnemer": {"role": Role.PARTICIPANT},
    }
    for name, values in (shown | hidden).items():
        country.grant(an, country.network(name, Counts(1, 1, 1)), **values)  # type: ignore[arg-type]
    country.grant(bas, country.network("Van Bas", Counts(3, 3, 3)))
    country.network("Van niemand", Counts(3, 3, 3))
    seen = country.seen(an)
    assert set(names(seen)) == set(shown)
    assert (seen.networks, seen.needing) == (3, 3)
    assert names(country.seen(bas)) == ["Van Bas"]
    for foreign in ("Van Bas", "niemand", "webber", "gisteren"):
        assert names(country.seen(an, search=foreign)) == [] and country.seen(an, search=foreign).found == 0


@pytest.mark.parametrize(("blocked_on", "shown"), [(TODAY, 0), (TODAY - DAY, 0), (TODAY + DAY, 1), (None, 1)])
def test_a_blocked_account_sees_nothing(country: Country, blocked_on: date | None, shown: int) -> None:
    an = country.account(blocked_on=blocked_on)
    country.grant(an, country.network("Hier", Counts(1, 0, 0)))
    seen = country.seen(an)
    assert len(seen.lines) == seen.networks == seen.needing == shown


@pytest.mark.parametrize("role", [Role.WEBBER, Role.MANAGER, Role.PARTICIPANT])
def test_who_looks_in_a_role_that_does_not_show_all_is_refused(country: Country, role: Role) -> None:
    """A session by link is that of a participant, whatever else its account is."""
    an = country.account()
    country.grant(an, here := country.network("Hier"))
    with pytest.raises(Forbidden), reading(country.engine) as session:
        region(session, Viewer(network_id=here, role=role, account_id=an), TODAY)


def test_without_an_account_there_is_nothing_to_see(country: Country) -> None:
    country.network("Hier", Counts(1, 0, 0))
    assert country.seen(None).networks == 0


def test_two_grants_in_one_network_are_one_line_that_leads_by_the_newest(country: Country) -> None:
    an = country.account()
    here = country.network("Hier", Counts(1, 0, 0))
    country.grant(an, here)
    newest = country.grant(an, here)
    seen = country.seen(an)
    assert [line.grant_id for line in seen.lines] == [newest] and seen.networks == 1


def test_a_name_is_searched_for_as_it_is_written_in_small_or_large_letters(country: Country) -> None:
    an = country.account()
    for name in ("Hoorn", "Hoogeveen", "100% Kans", "Kans_rijk", "Édeburg"):
        country.grant(an, country.network(name, Counts(0, 0, 1)))
    assert sorted(names(country.seen(an, search=" hOO "))) == ["Hoogeveen", "Hoorn"]
    assert names(country.seen(an, search="%")) == ["100% Kans"]
    assert names(country.seen(an, search="s_r")) == ["Kans_rijk"]
    assert names(country.seen(an, search="Éde")) == ["Édeburg"]
    assert country.seen(an, search="hoo").networks == 5 and country.seen(an, search="hoo").found == 2


@pytest.mark.parametrize("many", [500, 3])
def test_pages_follow_each_other_whichever_way_they_are_found(
    country: Country, many: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With few networks those of the account are sorted; with many the ranking of all is followed. One order."""
    monkeypatch.setattr(module, "MANY", many)
    an, bas = country.account(), country.account("bas@provincie.nl")
    expected = []
    for n in range(20):
        counts = Counts(n % 3, n % 2, n % 5)
        here = country.network(f"Netwerk {n}", counts)
        expected.append((counts, here, f"Netwerk {n}"))
        country.grant(an, here)
        country.grant(bas, country.network(f"Elders {n}", Counts(9, 9, 9)))
    country.grant(an, country.network("Elders 20", Counts(9, 9, 9)), end_on=TODAY - DAY)
    country.grant(an, country.network("Nieuw", None))
    ordered = [name for *_, name in sorted(expected, reverse=True)] + ["Nieuw"]
    found = [name for first in range(0, 22, 6) for name in names(country.seen(an, first=first, most=6))]
    assert found == ordered
    assert names(country.seen(an)) == ordered
    assert country.seen(an).networks == 21


def test_the_limit_on_rows_of_networks_holds_for_what_is_read_after_it(country: Country) -> None:
    """The overview needs no open gate: not even an engine that limits everybody keeps it from working."""
    an = country.account()
    for name in ("Een", "Twee"):
        country.grant(an, country.network(name, Counts(1, 0, 0)))
    strict = country.engine.execution_options(unlimited="")
    viewer = Viewer(network_id=1, role=Role.COORDINATOR, account_id=an)
    with reading(strict) as session:
        assert len(region(session, viewer, TODAY).lines) == 2


def test_a_grant_that_ends_is_out_at_the_next_click(country: Country) -> None:
    an = country.account()
    one = country.grant(an, country.network("Een", Counts(1, 0, 0)))
    country.grant(an, country.network("Twee", Counts(0, 1, 0)))
    assert names(country.seen(an)) == ["Een", "Twee"]
    with writing(country.engine) as session:
        session.execute(update(Grant).where(Grant.id == one).values(end_on=TODAY - DAY))
    assert names(country.seen(an)) == ["Twee"]
