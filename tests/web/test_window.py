"""Ten tries a minute for each address, in a memory that does not grow."""

from datetime import timedelta

from tests.conftest import NOW
from web.window import Window

MINUTE = timedelta(minutes=1)


def waits(window: Window, address: str, *seconds: float) -> list[int]:
    return [window.seconds_to_wait(address, NOW + timedelta(seconds=second)) for second in seconds]


def test_the_eleventh_try_in_a_minute_waits_until_the_first_is_a_minute_ago() -> None:
    window = Window(10, MINUTE)
    assert waits(window, "192.0.2.1", *range(10)) == [0] * 10
    assert waits(window, "192.0.2.1", 10, 30.5, 59, 59.9) == [50, 30, 1, 1]
    assert waits(window, "192.0.2.1", 60, 60.1, 61) == [0, 1, 0]


def test_refused_tries_do_not_count() -> None:
    window = Window(1, MINUTE)
    assert waits(window, "192.0.2.1", 0, 20, 40, 60) == [0, 40, 20, 0]


def test_addresses_count_apart_and_a_range_of_one_house_as_one() -> None:
    window = Window(1, MINUTE)
    assert waits(window, "192.0.2.1", 0) == waits(window, "192.0.2.2", 0) == [0]
    assert waits(window, "2001:db8::1", 0) == waits(window, "2001:db8:0:1::1", 0) == [0]
    assert waits(window, "2001:db8::ffff:1", 0) == waits(window, "2001:db8::2%eth0", 0) == [60]
    assert waits(window, "no address", 0, 0) == [0, 60]


def test_ten_thousand_addresses_take_no_more_memory_than_a_thousand() -> None:
    window = Window(10, MINUTE)
    for n in range(10_000):
        waits(window, f"10.0.{n // 256}.{n % 256}", *[0] * 12)
        waits(window, "x" * 10_000 + str(n), 0)
    assert len(window) == 1_000
    assert sum(len(tries) for tries in window._tries.values()) <= 10_000
    assert max(len(address) for address in window._tries) <= 64


def test_who_was_forgotten_starts_anew() -> None:
    window = Window(1, MINUTE, remembered=2)
    for address in ("192.0.2.1", "192.0.2.2", "192.0.2.3"):
        assert waits(window, address, 0) == [0]
    assert waits(window, "192.0.2.1", 0) == [0]
    assert waits(window, "192.0.2.1", 0) == [60]
