"""A personal link lets its owner in once, soon, in one browser, and nobody ever in another way."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from sqlalchemy import func, select

from data_model.access import Role
from data_model.database import reading, writing
from data_model.read.viewers import viewer_for
from data_model.refusal import Refusal
from data_model.tables.account import Account, Grant, PersonalLink, SignIn
from data_model.tables.log import LogEntry
from data_model.tables.post import OutboxMessage
from data_model.tokens import key_of, new_key, signed
from data_model.write.personal_links import AT_MOST, LASTS, WITHIN, ask_link, forget_links, use_link
from tests.conftest import NOW, Town
from tests.post.mailbox import account

TODAY = NOW.date()
SECRET = "aBcDeFgHiJkLmNoPqRsTuVwXyZ0123456789"


def ask(town: Town, email: str = "an@buurt.nl", browser: str = "hers", at: object = NOW) -> str | None:
    with writing(town.engine) as session:
        return ask_link(session, email, browser, at)  # type: ignore[arg-type]


def asked(town: Town, email: str = "an@buurt.nl") -> str:
    key = ask(town, email)
    assert key is not None
    return key


def use(town: Town, key: str, browser: str = "hers", after: timedelta = timedelta()) -> str:
    with writing(town.engine) as session:
        return use_link(session, key, browser, NOW + after)


def refusal(town: Town, key: str, browser: str = "hers", after: timedelta = timedelta()) -> str:
    with pytest.raises(Refusal) as refused:
        use(town, key, browser, after)
    return refused.value.kind


def count(town: Town, table: type[object]) -> int:
    with reading(town.engine) as session:
        return session.scalar(select(func.count()).select_from(table)) or 0


@pytest.mark.parametrize("role", Role)
def test_whoever_comes_in_by_a_link_is_a_participant_whatever_else_they_are(town: Town, role: Role) -> None:
    account(town, role=role)
    token = use(town, asked(town))
    with reading(town.engine) as session:
        viewer = viewer_for(session, token, NOW)
        assert viewer and viewer.role is Role.PARTICIPANT
        opened = session.scalars(select(SignIn)).one()
        assert (opened.method, opened.expires_at - opened.created_at) == ("link", timedelta(hours=2))
        assert session.scalars(select(LogEntry)).all() == []


def test_asking_queues_one_mail_that_holds_no_token(town: Town) -> None:
    an = account(town)
    key = asked(town)
    with reading(town.engine) as session:
        message = session.scalars(select(OutboxMessage)).one()
        link = session.scalars(select(PersonalLink)).one()
    assert (message.account_id, message.kind, message.link_key, message.due_at) == (an, "sign_in_link", key, NOW)
    assert link.browser_hash != "hers" and link.expires_at - link.created_at == LASTS
    assert key_of(signed(key, SECRET), SECRET, LASTS) == key != signed(key, SECRET)


def test_an_address_is_known_however_it_is_typed(town: Town) -> None:
    account(town)
    assert ask(town, "  An@Buurt.NL ")


@pytest.mark.parametrize("email", ["bas@buurt.nl", "", "an@buurt.nl' or 1=1 --", "%", "an@buurt.nl\x00", "a" * 100_000])
def test_nothing_is_made_for_an_address_that_is_not_known(town: Town, email: str) -> None:
    account(town)
    assert ask(town, email) is None
    assert (count(town, PersonalLink), count(town, OutboxMessage)) == (0, 0)


@pytest.mark.parametrize(
    ("values", "known"),
    [
        ({}, True),
        ({"blocked_on": TODAY}, False),
        ({"blocked_on": TODAY + timedelta(1)}, True),
        ({"end_on": TODAY}, True),
        ({"end_on": TODAY - timedelta(1)}, False),
        ({"start_on": TODAY + timedelta(1)}, False),
    ],
)
def test_only_an_account_that_is_open_and_has_a_role_gets_a_link(
    town: Town, values: dict[str, object], known: bool
) -> None:
    an = account(town)
    with writing(town.engine) as session:
        account_row, grant = session.get_one(Account, an), session.scalars(select(Grant)).one()
        for name, value in values.items():
            setattr(account_row if name == "blocked_on" else grant, name, value)
    assert (ask(town) is not None) is known


@pytest.mark.parametrize(
    ("after", "inside"), [(timedelta(), True), (LASTS - timedelta(seconds=1), True), (LASTS, False)]
)
def test_a_link_works_for_a_quarter_of_an_hour(town: Town, after: timedelta, inside: bool) -> None:
    account(town)
    key = asked(town)
    if inside:
        assert use(town, key, after=after)
    else:
        assert refusal(town, key, after=after) == "link_expired"
        assert count(town, SignIn) == 0


def test_a_link_works_once(town: Town) -> None:
    account(town)
    key = asked(town)
    use(town, key)
    assert [refusal(town, key), refusal(town, key, "another")] == ["link_used", "link_used"]
    assert count(town, SignIn) == 1


def test_a_link_works_in_the_browser_that_asked_and_is_not_used_up_in_another(town: Town) -> None:
    account(town)
    key = asked(town)
    assert [refusal(town, key, other) for other in ("his", "")] == ["link_other_browser"] * 2
    assert use(town, key)


def test_of_two_links_asked_in_one_browser_both_work(town: Town) -> None:
    account(town)
    first, second = asked(town), asked(town)
    assert use(town, second) and use(town, first)


def test_who_was_blocked_after_asking_or_lost_their_role_stays_out(town: Town) -> None:
    an, bas = account(town), account(town, "bas@buurt.nl")
    keys = asked(town), asked(town, "bas@buurt.nl")
    with writing(town.engine) as session:
        session.get_one(Account, an).blocked_on = TODAY
        session.scalars(select(Grant).where(Grant.account_id == bas)).one().end_on = TODAY - timedelta(1)
    assert [refusal(town, key) for key in keys] == ["not_found"] * 2
    assert count(town, SignIn) == 0


def test_an_account_gets_three_links_an_hour_and_nobody_else_suffers(town: Town) -> None:
    account(town)
    account(town, "bas@buurt.nl")
    hour = [ask(town, at=NOW + timedelta(minutes=n)) for n in range(10)]
    assert [key is not None for key in hour] == [True] * AT_MOST + [False] * 7
    assert ask(town, "bas@buurt.nl")
    assert ask(town, at=NOW + WITHIN - timedelta(seconds=1)) is None
    assert ask(town, at=NOW + WITHIN) is not None


def test_three_an_hour_holds_for_whoever_asks_at_once(town: Town) -> None:
    account(town)
    with ThreadPoolExecutor(8) as at_once:
        keys = list(at_once.map(lambda _: ask(town), range(8)))
    assert len([key for key in keys if key]) == count(town, PersonalLink) == count(town, OutboxMessage) == AT_MOST


def test_old_links_are_deleted_with_their_mail(town: Town) -> None:
    account(town)
    asked(town)
    with writing(town.engine) as session:
        forget_links(session, NOW + WITHIN - timedelta(seconds=1))
    assert count(town, PersonalLink) == 1
    assert ask(town, at=NOW + WITHIN)
    assert (count(town, PersonalLink), count(town, OutboxMessage)) == (1, 1)


def test_an_old_link_that_is_gone_has_expired(town: Town) -> None:
    assert refusal(town, new_key()) == "link_expired"


LINKS, RACERS = 20, 50


def test_of_fifty_who_use_a_link_at_once_one_comes_in(town: Town) -> None:
    """Twenty links: 20 come in, 980 hear that it was used."""
    for n in range(LINKS):
        account(town, f"an{n}@buurt.nl")
    keys = [asked(town, f"an{n}@buurt.nl") for n in range(LINKS)]
    together = Barrier(RACERS)

    def race(key: str) -> str:
        together.wait()
        try:
            return use(town, key)
        except Refusal as refused:
            return refused.kind

    with ThreadPoolExecutor(RACERS) as racers:
        rounds = [list(racers.map(race, [key] * RACERS)) for key in keys]
    assert [ends.count("link_used") for ends in rounds] == [RACERS - 1] * LINKS
    assert count(town, SignIn) == LINKS


def flipped(text: str, at: int) -> str:
    return text[:at] + ("A" if text[at] != "A" else "B") + text[at + 1 :]


def test_whatever_we_did_not_sign_is_unknown() -> None:
    key = new_key()
    token = signed(key, SECRET)
    content, moment, signature = token.split(".")
    made_up = [
        key,  # unsigned
        "",
        f"{flipped(content, 3)}.{moment}.{signature}",  # another key
        f"{content}.{flipped(moment, len(moment) - 2)}.{signature}",  # a later moment
        f"{content}.{moment}.{flipped(signature, 0)}",
        f"{content}.{moment}",  # without signature
        f"{content}.{moment}.",
        token[:-1],
        token + "A",
        signed(key, SECRET[::-1]),  # by somebody else
        "\x00" + token,
        "é" * 50,
        "a" * 100_000,
    ]
    for forged in made_up:
        with pytest.raises(Refusal) as refused:
            key_of(forged, SECRET, LASTS)
        assert refused.value.kind == "link_unknown"
    with pytest.raises(Refusal) as refused:
        key_of(token, SECRET, timedelta(seconds=-1))
    assert refused.value.kind == "link_expired"


def test_no_two_links_are_alike() -> None:
    keys = {new_key() for _ in range(1000)}
    assert len(keys) == 1000 and {len(key) for key in keys} == {22}
