"""The documents say what the code does: no rule, norm, right, setting or verb stands in only one of the two."""

import ast
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
import typer
import yaml  # type: ignore[import-untyped]

from commands.verbs import app
from data_model.access import RIGHTS, Reach
from data_model.findings import Subject
from data_model.norms import NORMS, Norms
from data_model.questions import KINDS
from data_model.rules.attention import HIDES
from data_model.rules.rhythm_facts import AgreedRhythm, MeetingFact, PauseDays, RhythmFacts, WebberSeat
from data_model.rules.rhythm_standing import due_after, standing
from data_model.rules.transitions import TRANSITIONS
from manage import SERVE
from tests.test_architecture import CODE, calls
from words.commands import REFUSALS, UNREACHABLE
from words.language import Words

ROOT = Path(__file__).parent.parent
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
POLICY = (ROOT / "docs" / "policy.md").read_text()
OPERATIONS = (ROOT / "docs" / "operations.md").read_text()
NONE = "–"
SETTING = r"(?:[A-Z]+_)+[A-Z]+"


def section(text: str, title: str) -> str:
    """What stands below a heading that begins so, up to the next heading of any level."""
    (found,) = re.findall(rf"^#+ {re.escape(title)}[^\n]*\n(.*?)(?=^#|\Z)", text, re.MULTILINE | re.DOTALL)
    return str(found)


def rows(text: str) -> Iterator[list[str]]:
    """The cells of every row of every table, headings and rulers included."""
    for line in text.splitlines():
        if line.startswith("|"):
            yield [cell.strip() for cell in line.strip("|").split("|")]


def coded(cell: str) -> list[str]:
    return re.findall(r"`([^`]+)`", cell)


def rules() -> dict[str, list[str]]:
    """Finding to row, of the rule tables of the five questions."""
    tables = "".join(section(POLICY, f"3.{letter}") for letter in "ABCDE")
    return {coded(row[1])[0]: row for row in rows(tables) if len(row) == 7 and coded(row[1])}


def test_the_policy_has_each_finding_once_and_none_that_is_gone() -> None:
    assert rules().keys() == KINDS.keys()
    assert all(POLICY.count(f"| `{kind}` | ") >= 1 for kind in KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_the_policy_gives_a_finding_its_rule_its_actor_and_its_norms(kind: str) -> None:
    rule, _, true_when, urgency, who, norms, source = rules()[kind]
    assert (rule, who, tuple(coded(norms))) == (KINDS[kind].rule, KINDS[kind].actor, KINDS[kind].norms)
    assert true_when and source and urgency.startswith(("attention", "high", "critical"))


def test_each_source_in_a_rule_table_is_explained() -> None:
    sources = (ROOT / "docs" / "sources.md").read_text()
    for row in rules().values():
        source = row[6]
        if source.startswith("seed "):
            assert f"| {source[:8]} |" in sources
        elif source != "proposed":
            kind, _, what = source.partition(": ")
            told = [row[0] for row in rows(sources) if row[0].startswith(kind)]
            assert any(what in cell for cell in told), source


def test_the_policy_has_each_norm_with_its_default_and_source() -> None:
    told = {coded(row[0])[0]: row[1:] for row in rows(section(POLICY, "4 Norms")) if coded(row[0])}
    assert told == {
        name: [
            str(norm.default),
            f"{norm.metadata['low']:g} to {norm.metadata['high']:g}",
            norm.metadata["source"],
        ]
        for name, norm in NORMS.items()
    }


def test_the_policy_names_no_norm_that_is_gone() -> None:
    named = {name for name in coded(POLICY) if name.endswith(("_days", "_share", "_months", "_meetings"))}
    assert named <= NORMS.keys()


def test_the_policy_has_each_right() -> None:
    told = {(row[0], row[1]): row[2:] for row in rows(section(POLICY, "5 Rights")) if row[0] in {*RIGHTS}}
    assert told == {
        (entity, verb): [NONE if reach is Reach.NONE else reach.name.lower() for reach in reaches]
        for entity, verbs in RIGHTS.items()
        for verb, reaches in verbs.items()
    }


def test_the_policy_has_each_transition() -> None:
    told = {coded(row[0])[0]: row[1] for row in rows(section(POLICY, "2b")) if coded(row[0])}
    assert told == {
        entity: "; ".join(f"{state} → {', '.join(to)}" for state, to in states.items() if to)
        for entity, states in TRANSITIONS.items()
    }


def test_the_policy_says_which_finding_hides_which() -> None:
    told = {coded(row[0])[0]: frozenset(coded(row[1])) for row in rows(section(POLICY, "3.F")) if coded(row[0])}
    assert told == dict(HIDES)


def a_network(last: date, rhythm: AgreedRhythm, planned: str) -> RhythmFacts:
    """Two webber organisations that met on a day, and the next date."""
    held = MeetingFact(1, "webber", last, last, held_on=last, present=frozenset({1, 2}))
    coming = [] if planned == NONE else [MeetingFact(2, "webber", last, date.fromisoformat(planned))]
    return RhythmFacts(
        network=Subject("network", 1),
        trajectory_ended_on=rhythm.valid_from,
        rhythms=(rhythm,),
        meetings=(held, *coming),
        webbers=tuple(WebberSeat(id, rhythm.valid_from) for id in (1, 2)),
    )


EXAMPLES = [row for row in rows(section(POLICY, "3.A")) if re.fullmatch(r"[\d-]{10}", row[0])]


@pytest.mark.parametrize("example", [row for row in EXAMPLES if not re.match(r"\d+ ", row[1])], ids="/".join)
def test_the_worked_examples_of_the_rhythm_come_true(example: list[str]) -> None:
    today, planned, state, _ = example
    facts = a_network(date(2026, 9, 14), AgreedRhythm(6, "week", date(2026, 1, 1)), planned)
    assert standing(facts, date.fromisoformat(today), Norms()).state == state


@pytest.mark.parametrize("example", [row for row in EXAMPLES if re.match(r"\d+ ", row[1])], ids="/".join)
def test_the_worked_examples_of_a_due_day_come_true(example: list[str]) -> None:
    last, interval, pause, due = example
    value, unit = interval.split()
    days = [date.fromisoformat(day) for day in re.findall(r"[\d-]{10}", pause)]
    pauses = (PauseDays(*days),) if days else ()
    rhythm = AgreedRhythm(int(value), unit, date(2026, 1, 1))
    assert due_after(date.fromisoformat(last), rhythm, pauses) == date.fromisoformat(due)


def test_there_are_worked_examples() -> None:
    assert len(EXAMPLES) >= 12


def strings(path: Path) -> list[str]:
    tree = ast.parse(path.read_text())
    return [node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)]


def test_each_setting_is_explained_and_none_that_is_gone() -> None:
    read = {text for text in strings(ROOT / "settings.py") if re.fullmatch(SETTING, text)}
    told = {coded(row[0])[0] for row in rows(section(OPERATIONS, "Settings")) if coded(row[0])}
    assert len(read) > 5
    assert told == read


def test_each_sentence_of_a_refused_start_is_explained() -> None:
    settings = [text for text in strings(ROOT / "settings.py") if text.startswith("{setting}")]
    others: tuple[str, ...] = (
        "port_taken",
        "demo_is_local",
        "demo_has_accounts",
        "database_newer",
        "backup_failed",
        "no_pg_dump",
    )
    others += tuple(kind for kind in REFUSALS if kind.startswith("database_") and kind != "database_older")
    others += ("not_alone", "network_disk", "no_file", "not_writable", "no_room", "no_database", "not_ours", "damaged")
    dutch = Words("nl")
    told = {coded(row[0])[0] for row in rows(section(OPERATIONS, "A refused start")) if coded(row[0])}
    sentences = (*settings, *(REFUSALS[kind] for kind in others), UNREACHABLE)
    assert told == {dutch(text, **{gap: f"{{{gap}}}" for gap in re.findall(r"{(\w+)}", text)}) for text in sentences}


def test_each_verb_is_explained_and_none_that_is_gone() -> None:
    group = typer.main.get_command(app)
    assert isinstance(group, typer.core.TyperGroup)
    verbs = {*group.commands, SERVE}
    told = {coded(row[0])[0].split()[0] for row in rows(section(OPERATIONS, "Command line")) if coded(row[0])}
    assert told == verbs
    named = {verb for path in DOCUMENTS for verb in re.findall(r"manage\.py ([a-z-]+)", path.read_text())}
    assert named <= verbs


def links(path: Path) -> list[str]:
    return re.findall(r"\]\(([^)\s]+)\)", path.read_text())


def anchors(path: Path) -> set[str]:
    """The anchors that headings get: lower case, dashes for spaces, the rest left out."""
    headings = re.findall(r"^#+ (.+)$", path.read_text(), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).strip().replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_each_link_inside_the_repository_leads_somewhere(path: Path) -> None:
    lost = []
    for link in links(path):
        address, _, anchor = link.partition("#")
        if re.match(r"[a-z]+:", address):
            continue
        target = path.parent / address if address else path
        if not target.exists() or (anchor and anchor not in anchors(target)):
            lost.append(link)
    assert not lost


def test_the_description_for_catalogues_has_the_lengths_and_languages_it_must() -> None:
    told = yaml.safe_load((ROOT / "publiccode.yml").read_text())
    assert told["legal"]["license"] == "EUPL-1.2"
    assert set(told["localisation"]["availableLanguages"]) == set(told["description"]) == {"nl", "en"}
    for description in told["description"].values():
        assert len(description["shortDescription"]) <= 150 <= len(description["longDescription"]) <= 10_000
        assert description["features"]


def events() -> set[str]:
    """Every event that Schakel writes in its log: the first argument of `LOG.warning("...")` and the like."""
    found = set()
    for path in CODE:
        for call in calls(ast.parse(path.read_text())):
            if re.fullmatch(r"(LOG|log)\.(info|warning|error)", ast.unparse(call.func)):
                code = ast.literal_eval(call.args[0])
                assert isinstance(code, str), f"{path}:{call.lineno}"
                found.add(code)
    return found


def test_each_event_of_the_log_is_explained_and_none_that_is_gone() -> None:
    told = {event for row in rows(section(OPERATIONS, "What to watch")) for event in coded(row[0])}
    assert len(told) > 10 and told == events() | {"message"}
