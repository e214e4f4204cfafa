"""What people type is kept as plain text, and a BSN is kept out."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data_model.refusal import Refusal
from data_model.text import clean, free_text, holds_bsn


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  hallo\r\nwereld ", "hallo\nwereld"),
        ("e\u0301e\u0301n", "één"),
        ("a\x00b\u202ec\ud800d", "abcd"),
        ("👩\u200d👧 groet", "👩\u200d👧 groet"),
        ("مرحبا", "مرحبا"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
    ],
)
def test_text_is_kept_without_what_does_harm(typed: str, kept: str) -> None:
    assert clean(typed) == kept


@settings(max_examples=1000)
@given(st.text(alphabet=st.characters(), max_size=60))
def test_cleaning_twice_changes_nothing_and_always_fits_a_database(typed: str) -> None:
    once = clean(typed)
    assert clean(once) == once
    assert "\x00" not in once
    once.encode()


@pytest.mark.parametrize("typed", ["123456782", "Kind met 111222333.", "bel 1234.56.782", "bsn:123 456 782"])
def test_a_bsn_is_recognised(typed: str) -> None:
    assert holds_bsn(typed)


@pytest.mark.parametrize("typed", ["123456789", "000000000", "0612345678", "+31612345678", "1234567820", "22-11-2026"])
def test_other_numbers_are_not_a_bsn(typed: str) -> None:
    assert not holds_bsn(typed)


@settings(max_examples=1000)
@given(st.lists(st.integers(0, 9), min_size=8, max_size=8))
def test_of_every_run_of_eight_digits_at_most_one_last_digit_makes_a_bsn(digits: list[int]) -> None:
    start = "".join(map(str, digits))
    assert sum(holds_bsn(f"{start}{last}") for last in range(10)) <= 1


@pytest.mark.parametrize(
    ("typed", "kind"), [("", "required"), ("  ", "required"), ("x" * 201, "too_long"), ("123456782", "bsn")]
)
def test_a_field_says_what_is_wrong(typed: str, kind: str) -> None:
    with pytest.raises(Refusal) as refusal:
        free_text(typed, "text", required=True, limit=200)
    assert (refusal.value.kind, refusal.value.field) == (kind, "text")


def test_an_empty_optional_field_is_nothing() -> None:
    assert free_text(" ", "text") is None
