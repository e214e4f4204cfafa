"""The log is lines of JSON that tell what happened and where, and of nobody."""

import json
import logging
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy.exc import IntegrityError

import logs

PERSON = "Noor Achterberg, noor.achterberg@example.org, 06 12345678"


def line(
    logger: str, message: str, *args: object, error: BaseException | None = None, **told: object
) -> dict[str, object]:
    info = (type(error), error, error.__traceback__) if error else None
    record = logging.LogRecord(logger, logging.WARNING, __file__, 1, message, args, info)
    record.__dict__.update(told)
    written: dict[str, object] = json.loads(logs.Lines().format(record))
    return written


def test_an_event_of_our_own_tells_what_it_was_told_to_tell() -> None:
    told = line("schakel", "refused", status=403, reason="host", path="/u/…", network="10.0.0.0/24", who=PERSON)
    assert told.pop("time")
    expected = {"level": "warning", "event": "refused", "status": 403, "reason": "host", "path": "/u/…"}
    assert told == expected | {"network": "10.0.0.0/24"}


@pytest.mark.parametrize(
    "text", ["a.b@c.nl", "mail jan@voorbeeld.nl nu", "bel 06 12345678", "+31 30 123 45 67", "0301234567"]
)
def test_an_address_or_a_number_is_taken_out_of_any_text(text: str) -> None:
    said = json.dumps(line("schakel", text, reason=text)) + json.dumps(line("uvicorn.error", text))
    assert "@" not in said and "1234" not in said and "12 34" not in said and "123 45" not in said


def test_of_what_others_log_only_their_own_sentence_is_kept() -> None:
    told = line("streamlit.x", "Session with id %s of %s\nis connected", "1f0e", PERSON)
    assert told["message"] == "Session with id %s of %s" and "1f0e" not in str(told) and "Noor" not in str(told)


def test_of_an_error_the_type_and_the_place_are_kept_and_no_text() -> None:
    driver = ValueError(PERSON)
    driver.sqlstate = "23505"  # type: ignore[attr-defined]
    try:
        raise IntegrityError(f"INSERT {PERSON}", {"name": PERSON}, driver)
    except IntegrityError as error:
        told = line("uvicorn.error", "Exception in ASGI application\n", error=error)
    assert (told["kind"], told["sqlstate"]) == ("IntegrityError", "23505")
    assert "tests/test_logs.py" in str(told["places"]) and "Noor" not in str(told) and "INSERT" not in str(told)


@pytest.mark.parametrize(
    ("address", "network"),
    [("192.0.2.77", "192.0.2.0/24"), ("2001:db8:1:2::7", "2001:db8:1::/48"), (None, "unknown"), ("x", "unknown")],
)
def test_an_address_is_shortened_to_its_network(address: str | None, network: str) -> None:
    assert logs.shortened(address) == network


@settings(max_examples=1000)
@given(st.text(), st.from_regex(r"[a-z0-9.]{1,20}@[a-z0-9]{1,20}\.[a-z]{2,5}", fullmatch=True), st.text())
def test_no_address_survives(before: str, address: str, after: str) -> None:
    assert address not in logs.masked(f"{before} {address} {after}")


def test_one_line_comes_on_standard_output(capsys: pytest.CaptureFixture[str]) -> None:
    kept = [*logging.getLogger().handlers]
    try:
        logs.configure()
        logs.configure()
        logs.refused(403, "host", "/", "10.0.0.7")
        (said,) = capsys.readouterr().out.splitlines()
    finally:
        logging.getLogger().handlers[:] = kept
    assert json.loads(said)["network"] == "10.0.0.0/24" and sys.stdout
