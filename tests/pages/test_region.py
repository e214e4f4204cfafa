"""The page of many networks: for who watches over two or more, with one press to each; and the switch beside it."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, update
from streamlit.testing.v1 import AppTest

from data_model.access import Role
from data_model.database import reading, writing
from data_model.days import dutch_day
from data_model.read import viewers
from data_model.read.viewers import present
from data_model.rules.counts import Counts
from data_model.tables.account import Account, Grant
from data_model.tables.network import Network
from data_model.tables.organisation import Organisation
from data_model.vocabulary import SignInMethod
from data_model.write.sign_in import choose_grant, open_sign_in
from data_model.write.standings import Judgement, keep
from pages.frame import door, who
from pages.frame.visit import Visit
from pages.menu import PAGES
from tests.conftest import NOW
from tests.pages.conftest import Drawn, _script
from words.language import Words

TODAY = NOW.date()
REGIO = next(page for page in PAGES if page.path == "regio")
NOTHING = Counts()


class Province:
    """An, who has roles in networks that were judged."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.an = self.account("an@provincie.nl")
        self.token: str | None = None

    def account(self, email: str) -> int:
        with writing(self.engine) as session:
            row = Account(email=email, display_name="An", created_at=NOW)
            session.add(row)
            session.flush()
            return row.id

    def networks(
        self, *names: str, now: Counts | None = NOTHING, before: Counts = NOTHING, role: Role = Role.COORDINATOR
    ) -> list[int]:
        """New networks, and the grants of An in them."""
        return [self._network(name, now, before, role) for name in names]

    def _network(self, name: str, now: Counts | None, before: Counts, role: Role) -> int:
        with writing(self.engine) as session:
            row = Network(name=name, created_at=NOW)
            session.add(row)
            session.flush()
            if now is not None:
                parts = {"rhythm": now, "turnover": NOTHING}
                keep(session, Judgement(row.id, TODAY, 1, parts, dict.fromkeys(parts, before)), NOW)
            start = date(2025, 1, 1)
            grant = Grant(account_id=self.an, network_id=row.id, role=role, start_on=start, created_at=NOW)
            session.add(grant)
            session.flush()
            return grant.id

    def look(
        self, grant_id: int | None = None, method: SignInMethod = SignInMethod.PROVIDER, day: date = TODAY
    ) -> "Look":
        with writing(self.engine) as session:
            self.token = open_sign_in(session, self.an, NOW, method)
            if grant_id:
                choose_grant(session, self.token, grant_id, NOW)
        return Look(self, day)


class Look:
    """What An is shown, drawn anew for each that is asked."""

    def __init__(self, province: Province, day: date) -> None:
        self.province, self.day = province, day

    def _run(self, show: Callable[[Visit], Any]) -> AppTest:
        def draw() -> None:
            with reading(self.province.engine) as session:
                here = present(session, self.province.token, NOW)
                assert here
                name = next(held.network_name for held in here.roles if held.network_id == here.viewer.network_id)
                show(
                    Visit(
                        engine=self.province.engine,
                        session=session,
                        viewer=here.viewer,
                        network_name=name,
                        today=dutch_day(NOW),
                        day=self.day,
                        at=NOW,
                        words=Words("nl"),
                        roles=here.roles,
                        many_roles=here.many,
                    )
                )

        return AppTest.from_function(_script, default_timeout=30, kwargs={"draw": draw}).run()

    def page(self) -> AppTest:
        return self._run(REGIO.show)

    def side_bar(self) -> AppTest:
        return self._run(who.show)

    def offered(self) -> bool:
        found: list[bool] = []
        self._run(lambda visit: found.append(door.drawn(REGIO, visit)[1]))
        return found[0]


@pytest.fixture
def province(sqlite_engine: Engine) -> Province:
    return Province(sqlite_engine)


def said(app: AppTest) -> str:
    return " ".join(" ".join(sorted(Drawn(app).texts)).split())


def bodies(app: AppTest) -> str:
    return "".join(str(one.proto.body) for one in Drawn(app).elements if hasattr(one.proto, "body"))


@pytest.mark.parametrize(
    ("networks", "role", "offered"),
    [
        (1, Role.COORDINATOR, False),
        (2, Role.COORDINATOR, True),
        (3, Role.COORDINATOR, True),
        (3, Role.WEBBER, False),
        (3, Role.MANAGER, False),
        (3, Role.PARTICIPANT, False),
    ],
)
def test_it_is_offered_to_who_watches_over_two_networks_or_more(
    province: Province, networks: int, role: Role, offered: bool
) -> None:
    province.networks(*(f"Netwerk {n}" for n in range(networks)), role=role)
    assert province.look().offered() is offered


def test_who_looks_as_something_else_or_came_in_by_a_link_is_not_offered_it(province: Province) -> None:
    first, _ = province.networks("Een", "Twee")
    (manages,) = province.networks("Drie", role=Role.MANAGER)
    assert province.look(first).offered()
    assert not province.look(manages).offered()
    assert not province.look(first, SignInMethod.LINK).offered()
    refused = province.look(manages).page()
    assert len(refused.exception) == 1 and "sk-table" not in bodies(refused)


def test_two_roles_in_one_network_are_no_two_networks(province: Province) -> None:
    province.networks("Een")
    with writing(province.engine) as session:
        session.add(
            Grant(account_id=province.an, network_id=1, role="coordinator", start_on=date(2025, 1, 1), created_at=NOW)
        )
    assert not province.look().offered()


def test_a_sentence_says_how_many_networks_need_something_and_which_first(province: Province) -> None:
    province.networks("Rustig")
    province.networks("Hoorn", now=Counts(1, 2, 3), before=Counts(0, 9, 9))
    province.networks("Edam", now=Counts(0, 0, 1), before=Counts(0, 1, 0))
    shown = said(province.look().page())
    assert "2 van je 3 netwerken vragen vandaag iets. Hoorn gaat voor: 1 kritiek, 2 hoog en 3 aandacht." in shown
    assert "1 staat er slechter voor dan een maand geleden, 1 staat er beter voor." in shown
    assert "22 november 2026 om 11:00" in shown and "Nog niet bekeken" not in shown


def test_every_state_is_said_in_a_word_with_its_sign(province: Province) -> None:
    province.networks("Rustig")
    province.networks("Hoorn", now=Counts(1, 2, 3), before=NOTHING)
    province.networks("Nieuw", now=None)
    html = bodies(province.look().page())
    for label in ("Kritiek", "In orde", "Nog niet bekeken", "slechter", "gelijk"):
        assert label in html
    assert 'aria-label="1 kritiek, 2 hoog, 3 aandacht"' in html and "▲\u00a01" in html


def test_a_press_on_a_network_leads_to_its_own_front_page(province: Province) -> None:
    grants = province.networks("Een & Twee", "Drie")
    html = bodies(province.look().page())
    for grant, name in zip(grants, ("Een &amp; Twee", "Drie"), strict=True):
        form = f'<form method="post" action="/plek/{grant}" target="_self"><button type="submit">{name}</button></form>'
        assert html.count(form) == 1


def test_nothing_of_others_is_shown_also_not_in_the_sums(province: Province) -> None:
    province.networks("Een", "Twee")
    with writing(province.engine) as session:
        row = Network(name="Geheim Elders", created_at=NOW)
        session.add(row)
        session.flush()
        keep(session, Judgement(row.id, TODAY, 1, {"rhythm": Counts(9, 9, 9)}, {"rhythm": NOTHING}), NOW)
    app = province.look().page()
    assert "Geen van je 2 netwerken vraagt vandaag iets." in said(app) and "Geheim" not in bodies(app)
    found = app.text_input(key="region-search").set_value("Geheim").run()
    assert "Geheim Elders" not in bodies(found)


def test_a_name_is_searched_for_and_what_is_not_there_is_said(province: Province) -> None:
    province.networks("Hoorn", "Edam")
    app = province.look().page()
    found = app.text_input(key="region-search").set_value("hoo").run()
    assert "Hoorn" in bodies(found) and "Edam" not in bodies(found)
    nothing = app.text_input(key="region-search").set_value("<b>zee").run()
    assert "Geen van je netwerken heeft een naam als" in said(nothing) and "<b>zee" not in bodies(nothing)


def test_fifty_at_a_time_and_a_search_begins_at_the_first(province: Province) -> None:
    province.networks(*(f"Netwerk {n:03}" for n in range(120)))
    app = province.look().page()
    assert "Netwerken 1 tot en met 50 van 120" in bodies(app)
    app = app.button(key="region-on").click().run()
    app = app.button(key="region-on").click().run()
    assert "Netwerken 101 tot en met 120 van 120" in bodies(app)
    assert [button.key for button in app.button] == ["region-back"]
    app = app.text_input(key="region-search").set_value("Netwerk 11").run()
    assert "Netwerken 1 tot en met 10 van 10" in bodies(app)


def test_a_page_that_emptied_meanwhile_is_the_first_again(province: Province) -> None:
    grants = province.networks(*(f"Netwerk {n:03}" for n in range(60)))
    app = province.look().page().button(key="region-on").click().run()
    assert "Netwerken 51 tot en met 60 van 60" in bodies(app)
    with writing(province.engine) as session:
        ended = update(Grant).where(Grant.id.in_(grants[:20])).values(end_on=TODAY - timedelta(days=1))
        session.execute(ended)
    assert "Netwerken 1 tot en met 40 van 40" in bodies(app.run())


def test_it_is_about_today_whatever_day_is_chosen(province: Province) -> None:
    province.networks("Een", now=Counts(1, 0, 0))
    province.networks("Twee")
    assert "Dit overzicht gaat over vandaag, 22 november 2026." in said(
        province.look(day=TODAY - timedelta(days=90)).page()
    )
    assert "Dit overzicht gaat over vandaag" not in said(province.look().page())


def test_a_few_roles_stand_below_each_other_and_more_are_searched_for(province: Province) -> None:
    grants = province.networks(*(f"Netwerk {n}" for n in range(7)))
    few = province.look(grants[0]).side_bar()
    assert bodies(few).count('action="/plek/') == 6 and not few.selectbox
    grants += province.networks("Netwerk 7")
    many = province.look(grants[0]).side_bar()
    assert 'action="/plek/' not in bodies(many)
    assert '<strong aria-current="true">Coördinator · Netwerk 0</strong>' in bodies(many)
    (choice,) = many.selectbox
    assert choice.label == "Ergens anders kijken" and len(choice.options) == 7 and choice.value is None
    gone = choice.set_value(grants[5]).run()
    assert bodies(gone).count('action="/plek/') == 1 and f'action="/plek/{grants[5]}"' in bodies(gone)
    assert "Ga naar Netwerk 5" in bodies(gone)


def test_roles_that_are_alike_but_for_the_organisation_are_told_apart(province: Province) -> None:
    province.networks(*(f"Netwerk {n}" for n in range(8)))
    with writing(province.engine) as session:
        for name in ("De Klimop", "De Linde"):
            house = Organisation(name=name, network_id=1, created_at=NOW)
            session.add(house)
            session.flush()
            session.add(
                Grant(
                    account_id=province.an,
                    network_id=1,
                    role="manager",
                    organisation_id=house.id,
                    start_on=date(2024, 1, 1),
                    created_at=NOW,
                )
            )
    (choice,) = province.look().side_bar().selectbox
    told = [option for option in choice.options if "De " in option]
    assert told == ["Leidinggevende · De Klimop · Netwerk 0", "Leidinggevende · De Linde · Netwerk 0"]


def test_who_has_more_roles_than_are_read_at_a_click_is_led_to_the_page(
    province: Province, monkeypatch: pytest.MonkeyPatch
) -> None:
    most = 20
    monkeypatch.setattr(viewers, "MOST_ROLES", most)
    grants = province.networks(*(f"Netwerk {n}" for n in range(most + 20)))
    look = province.look(grants[-1])
    bar = look.side_bar()
    assert not bar.selectbox and "Ergens anders kijken" not in said(bar)  # no address is known here
    assert f"Coördinator · Netwerk {most + 19}" in bodies(bar)
    assert look.offered()
    with reading(province.engine) as session:
        here = present(session, look.province.token, NOW)
        assert here and here.many and len(here.roles) == 4
        assert here.viewer.network_id == here.roles[0].network_id == most + 20
        named = present(session, look.province.token, NOW, most + 10)
        assert named and named.viewer.network_id == most + 10
        assert present(session, look.province.token, NOW, most + 21) is None
    assert f"Netwerken 1 tot en met {most + 20} van {most + 20}" in bodies(look.page())
