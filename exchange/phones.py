"""Telephone numbers as people write them, made alike."""

import re
from typing import NamedTuple

from phonenumbers import (
    NumberParseException,
    PhoneNumberFormat,
    PhoneNumberType,
    format_number,
    is_valid_number,
    number_type,
    parse,
)

from data_model.text import holds_bsn

_MUNICIPAL = re.compile(r"14(0\d{2,3})")
_BARE_NINE = re.compile(r"[1-9]\d{8}")
_BETWEEN = re.compile(r"\s*(?:[/;,\n]|\bof\b|\ben\b)\s*")
_LONGEST = 40


class Phone(NamedTuple):
    """`sure`: it is a number that exists in a numbering plan."""

    value: str
    mobile: bool
    sure: bool


def phones(text: str) -> list[Phone]:
    """The numbers in a cell. What is no number at all is left out."""
    if (whole := _phone(text)) and whole.sure:
        return [whole]
    found = (_phone(part) for part in _BETWEEN.split(text) if part)
    return [phone for phone in found if phone]


def _phone(text: str) -> Phone | None:
    digits = "".join(c for c in text if c.isdigit())
    if not 3 <= len(digits) <= 16 or len(text) > _LONGEST:
        return None
    if municipal := _MUNICIPAL.fullmatch(digits):  # 14 + area code, which the library does not know
        return Phone(f"14 {municipal[1]}", mobile=False, sure=True)
    if _BARE_NINE.fullmatch(text.strip()) and holds_bsn(text):
        return Phone(text.strip(), mobile=False, sure=False)
    try:
        number = parse(text, "NL")
    except NumberParseException:
        return Phone(text.strip(), mobile=False, sure=False)
    if not is_valid_number(number):
        return Phone(text.strip(), mobile=False, sure=False)
    mobile = number_type(number) == PhoneNumberType.MOBILE
    return Phone(format_number(number, PhoneNumberFormat.INTERNATIONAL), mobile, sure=True)
