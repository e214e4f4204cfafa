"""Damaged files end in rows or in a refusal, whatever was damaged."""

from random import Random

import pytest

from data_model.refusal import Refusal
from exchange.files import open_file
from exchange.reader import read
from exchange.recognise import Opened, recognise
from tests.exchange.making import CONTACTS, contacts, graphml, kumu, workbook

MAP = kumu([{"label": "A", "_id": "1"}, {"label": "B"}], [{"from": "1", "to": "B", "strength": 2}])
WHOLE = {
    "lijst.xlsx": workbook({"Lijst": CONTACTS, "Elements": [["Label", "Type"], ["A", ""]]}),
    "lijst.csv": contacts(*CONTACTS[1:]),
    "kaart.json": MAP,
    "kaart.graphml": graphml('<node id="a"/><node id="b"/><edge source="a" target="b"/>'),
}


def damaged(data: bytes, chance: Random) -> bytes:
    match chance.randrange(4):
        case 0:
            return data[: chance.randrange(len(data))]
        case 1:
            start = chance.randrange(len(data))
            return data[:start] + data[start + chance.randrange(1, 40) :]
        case 2:
            start = chance.randrange(len(data))
            return data[:start] + data[start : start + 60] * chance.randrange(2, 30) + data[start:]
    flipped = bytearray(data)
    for _ in range(chance.randrange(1, 12)):
        flipped[chance.randrange(len(flipped))] ^= 1 << chance.randrange(8)
    return bytes(flipped)


@pytest.mark.parametrize("name", WHOLE)
@pytest.mark.parametrize("seed", range(150))
def test_a_damaged_file_is_read_or_refused(name: str, seed: int) -> None:
    data = damaged(WHOLE[name], Random(f"{name}{seed}"))
    try:
        kind, tables = read(data, name)
        recognise([Opened(name, kind, tuple(tables))])
    except Refusal as refusal:
        assert refusal.kind.startswith("file_")


@pytest.mark.parametrize("name", WHOLE)
@pytest.mark.parametrize("seed", range(1000, 1010))
def test_a_damaged_file_does_no_harm_from_outside(name: str, seed: int) -> None:
    try:
        open_file((name, damaged(WHOLE[name], Random(f"{name}{seed}"))))
    except Refusal as refusal:
        assert refusal.kind.startswith("file_")
