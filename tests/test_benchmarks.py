"""The benchmarks measure what they say: their small parts, and what was written down. Nothing here is timed."""

import json
import struct
import subprocess
import sys
import zlib
from typing import Any

import pytest
from streamlit.proto.Alert_pb2 import Alert
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from benchmarks import results
from benchmarks.acts import MARK, marks
from benchmarks.client import AGAIN, Answer, Found, Tab
from benchmarks.ratio import Ratio, figure, percentile, ratio
from benchmarks.results import BEGIN, END, PAGE, PARTS, RESULTS
from benchmarks.servers import ROOT
from benchmarks.watcher import drawn_from
from benchmarks.wire import BINARY, COMPRESSED, FINAL, Closed, Frames, framed

# What must be measured, and the widest goal it may have.
GOALS = {
    "navigation to attention list, cold / F0": 1.2,
    "navigation to attention list, warm / F0": 1.3,
    "navigation to whole Vandaag, cold / F0": 1.4,
    "the same at 10 Mbit/s and 40 ms, attention list / F0": 0.75,
    "click to painted / F0": 0.7,
    "bytes to a first-time browser / F0": 0.7,
    "click to server done / F1": 3.0,
    "processor time of a Vandaag rerun / F1": 3.0,
    "memory of an idle session (KiB)": 75,
    "memory of the process / F1": 2.3,
    "F1 reruns per second per core / Vandaag's": 3.3,
    "two replicas against one, throughput": 1.5,
    "start to healthy / F0": 1.4,
    "articulation points and bridges of one network (ms)": 1,
    "map, cold / Dash": 1.0,
    "50 people at once: values of others": 0,
    "50 people at once: errors and lost writes": 0,
    "facts of Vandaag / the same statements by sqlite3 alone": 2.1,
    "facts of Vandaag, 10,000 networks / one, SQLite": 2.5,
    "facts of Vandaag, 10,000 networks / one, PostgreSQL": 1.5,
    "regional overview, 10,000 networks / 10, SQLite": 3.0,
    "regional overview, 10,000 networks / 10, PostgreSQL": 3.0,
}
# What is shown beside them.
PEERS = ("Datasette", "Dash", "NiceGUI")


@pytest.fixture
def written() -> Any:
    return json.loads(RESULTS.read_text())


def test_the_results_have_the_shape_that_others_read(written: Any) -> None:
    assert set(written) == {"machine", "when", "ratios"}
    for line in written["ratios"]:
        assert set(line) - {"at_least"} == {"name", "value", "goal", "spread", "part"}
        assert line["part"] in PARTS
        low, high = line["spread"]
        assert low <= high


def test_no_result_stands_there_twice(written: Any) -> None:
    names = [line["name"] for line in written["ratios"]]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("name", GOALS)
def test_every_promise_is_measured_against_its_goal(name: str, written: Any) -> None:
    (found,) = (line for line in written["ratios"] if line["name"] == name)
    reading = results.read(found)
    assert reading.goal is not None
    assert reading.goal >= GOALS[name] if reading.at_least else reading.goal <= GOALS[name]


def test_vandaag_is_shown_beside_its_peers(written: Any) -> None:
    names = [line["name"] for line in written["ratios"] if line["part"] == "peers"]
    assert all(any(name.endswith(peer) for name in names) for peer in PEERS)


def test_the_page_shows_the_results(written: Any) -> None:
    page = PAGE.read_text()
    assert results.with_table(page, written) == page
    assert (page.count(BEGIN), page.count(END)) == (1, 1)


def test_a_part_that_is_measured_leaves_the_others(tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    file, page = tmp_path / "results.json", tmp_path / "performance.md"
    file.write_text('{"machine": "", "when": "", "ratios": []}')
    page.write_text(f"Before\n{BEGIN}\nold\n{END}\nafter\n")
    monkeypatch.setattr(results, "RESULTS", file)
    monkeypatch.setattr(results, "PAGE", page)
    results.keep("start", [figure("slow", [2], goal=1)])
    results.keep("vandaag", [figure("first", [1], goal=1), figure("other", [1], goal=None)])
    results.keep("start", [figure("quick", [1], goal=1, at_least=True)])
    kept = json.loads(file.read_text())["ratios"]
    assert [(line["part"], line["name"]) for line in kept] == [
        ("vandaag", "first"),
        ("vandaag", "other"),
        ("start", "quick"),
    ]
    assert page.read_text().startswith("Before\n") and page.read_text().endswith(f"{END}\nafter\n")
    assert "| quick | 1 | 1 - 1 | at least 1 | within |" in page.read_text()
    assert "slow" not in page.read_text()


def test_a_part_that_does_not_exist_is_refused() -> None:
    command = [sys.executable, "-m", "benchmarks", "nothing"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "no such part: nothing" in done.stderr


def test_a_ratio_is_of_medians_with_its_lowest_and_highest_turn() -> None:
    assert ratio("r", [2, 4, 9], [1, 2, 3], goal=2) == Ratio("r", 2.0, 2, (2.0, 3.0))
    assert figure("f", [1, 5, 3], goal=None) == Ratio("f", 3, None, (1, 5))


def test_turns_are_taken_in_pairs() -> None:
    with pytest.raises(ValueError, match="shorter"):
        ratio("r", [1, 2], [1], goal=1)


@pytest.mark.parametrize(
    ("value", "goal", "at_least", "reached"),
    [
        (1, 1, False, True),
        (1.01, 1, False, False),
        (1.5, 1.5, True, True),
        (1.49, 1.5, True, False),
        (9, None, False, True),
    ],
)
def test_a_goal_is_reached_at_the_goal_itself(value: float, goal: float | None, at_least: bool, reached: bool) -> None:
    assert Ratio("r", value, goal, (value, value), at_least).reached is reached


def test_a_percentile_is_one_of_the_values() -> None:
    values = list(range(100, 0, -1))
    assert (percentile(values, 0.5), percentile(values, 0.95), percentile(values, 1)) == (51, 96, 100)
    assert percentile([7], 0.95) == 7


def served(message: bytes, squeeze: Any = None) -> bytes:
    """As a server sends it: without a mask, perhaps compressed."""
    first = FINAL | BINARY
    if squeeze:
        message = (squeeze.compress(message) + squeeze.flush(zlib.Z_SYNC_FLUSH)).removesuffix(b"\0\0\xff\xff")
        first |= COMPRESSED
    if len(message) < 126:
        return bytes([first, len(message)]) + message
    if len(message) < 1 << 16:
        return bytes([first, 126]) + struct.pack("!H", len(message)) + message
    return bytes([first, 127]) + struct.pack("!Q", len(message)) + message


SIZES = (0, 1, 125, 126, 127, 65_535, 65_536, 200_000)


@pytest.mark.parametrize("size", [1, 2, 3, 100_000])
def test_messages_are_whole_however_they_are_cut(size: int) -> None:
    messages = [bytes([n % 251]) * length for n, length in enumerate(SIZES)]
    squeeze = zlib.compressobj(wbits=-15)
    line = b"".join(served(message, squeeze if n % 2 else None) for n, message in enumerate(messages))
    frames, came = Frames(), []
    for start in range(0, len(line), size):
        came += frames.feed(line[start : start + size])
    assert came == [(BINARY, message) for message in messages]


def test_a_message_in_parts_is_not_taken_for_a_whole_one() -> None:
    with pytest.raises(Closed):
        Frames().feed(bytes([BINARY, 1]) + b"a")


@pytest.mark.parametrize("length", SIZES)
def test_what_is_sent_has_a_mask_that_changes_nothing(length: int) -> None:
    sent = framed(b"x" * length)
    assert sent[1] & 0x80
    assert sent.endswith(b"\0\0\0\0" + b"x" * length)


class Line:
    """What a server would answer, in two lots."""

    def __init__(self, *parts: ForwardMsg) -> None:
        self.sent: list[bytes] = []
        self.parts = [part.SerializeToString() for part in parts]

    def send(self, message: bytes) -> None:
        self.sent.append(message)

    async def receive(self) -> list[bytes]:
        came, self.parts = self.parts[:2], self.parts[2:]
        return came


def finished(status: Any = ForwardMsg.FINISHED_SUCCESSFULLY) -> ForwardMsg:
    return ForwardMsg(script_finished=status)


async def ask(*parts: ForwardMsg) -> tuple[Answer, Tab]:
    tab = Tab(Line(*parts))  # type: ignore[arg-type]
    return await tab.press(Found(None, "id", "")), tab


def run(*parts: ForwardMsg) -> tuple[Answer, Tab]:
    import asyncio

    return asyncio.run(ask(*parts))


def test_a_run_that_starts_again_is_one_answer() -> None:
    answer, _ = run(finished(AGAIN), ForwardMsg(), ForwardMsg(), finished())
    assert len(answer.parts) == 4
    assert answer.wrong is None


def test_the_client_remembers_the_page_and_what_need_not_be_sent_again() -> None:
    page, address, big = ForwardMsg(), ForwardMsg(), ForwardMsg(hash="big")
    page.navigation.page_script_hash = "page"
    address.page_info_changed.query_string = "nr=1"
    big.metadata.cacheable = True
    _, tab = run(page, address, big, finished())
    assert (tab.page, tab.query, tab.held) == ("page", "nr=1", {"big": big.SerializeToString()})


def broken() -> ForwardMsg:
    part = ForwardMsg()
    part.delta.new_element.exception.message = "broken"
    return part


def told() -> ForwardMsg:
    part = ForwardMsg()
    part.delta.new_element.alert.format = Alert.ERROR
    part.delta.new_element.alert.body = "told"
    return part


@pytest.mark.parametrize(
    ("parts", "wrong"),
    [
        ((broken(), finished()), "broken"),
        ((told(), finished()), "told"),
        ((finished(ForwardMsg.FINISHED_WITH_COMPILE_ERROR),), "the script ended with 1"),
    ],
)
def test_what_goes_wrong_in_a_run_is_seen(parts: tuple[ForwardMsg, ...], wrong: str) -> None:
    assert run(*parts)[0].wrong == wrong


def test_a_button_is_found_by_what_it_says() -> None:
    part = ForwardMsg()
    part.delta.new_element.button.label = "Opslaan"
    part.delta.new_element.button.id = "nr"
    part.delta.fragment_id = "form"
    answer, _ = run(part, finished())
    found = answer.element("button", "Opslaan")
    assert (found.id, found.fragment) == ("nr", "form")
    with pytest.raises(LookupError):
        answer.element("button", "Weg")


def test_a_page_tells_from_which_state_it_was_drawn() -> None:
    assert drawn_from((b"other", b'<span data-stand="3-17">')) == b"3-17"
    assert drawn_from((b"other",)) is None


def test_a_mark_tells_of_which_network_a_value_is() -> None:
    assert marks(["Café zq12o7z en zq3p44z2.".encode(), b"zq12w0z"]) == {
        (b"12", b"o", b"7"),
        (b"3", b"p", b"44"),
        (b"12", b"w", b"0"),
    }
    assert not MARK.search(b"zq12x7z")
