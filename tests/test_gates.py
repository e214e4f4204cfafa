"""Every way to the data goes through a gate: the reads and the acts, checked on the code itself."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.test_architecture import CODE, PAGES, READS, calls, named, tree

WRITES = sorted((Path(__file__).parent.parent / "data_model" / "write").glob("*.py"))
DEMANDS = re.compile(
    r"\b(require|require_any|require_whole|reach|own_person|_editable|_guide|_mine|_approvals|person_privacy|channels_of)\("
)

# Reads that give somebody nothing but their own, by the person or the organisation that looks; and what every page
# needs to be drawn: what a network is called, who answers for its data, its limits and whether anything changed.
OWN_ONLY = {
    "accounts.own_organisation",
    "own_contact.own_contact",
    "own_everything.own_everything",
    "people_choices.namesakes",
    "privacy_requests.answerable",
    "settings.data_version",
    "settings.norms_of",
}
# Filling the demo, bringing back a copy, applying what an erasure asks. Everybody else says for whom.
UNLIMITED = {"commands/bring.py", "data_model/restore.py", "data_model/scope.py"}
# `undo` puts rows back with their numbers. What is written in the language of a database is about the database.
PAST_THE_MAPPING = {"data_model/write/undo.py"}
RAW_SQL = {
    *(f"data_model/{name}.py" for name in ("backup", "condition", "move", "restore", "revision", "schema", "scrub")),
    "commands/restore.py",
    "data_model/tables/post.py",  # which rows an index holds
}
# Where the value of a channel is read: to show it, to compare it with what was typed or imported, to tell people all
# that is kept of them, and to look for them when they are erased.
CHANNEL_VALUES = {
    "data_model/read/channels.py",
    "data_model/read/traces.py",
    "data_model/write/drafts.py",
}


def functions(path: Path) -> Iterator[ast.FunctionDef]:
    return (node for node in tree(path).body if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"))


def decorators(function: ast.FunctionDef) -> list[str]:
    return [ast.unparse(one) for one in function.decorator_list]


def reads() -> Iterator[tuple[str, ast.FunctionDef]]:
    for path in READS:
        for function in functions(path):
            if [one.arg for one in function.args.args][:2] == ["session", "viewer"]:
                yield f"{path.stem}.{function.name}", function


def test_every_read_goes_through_the_gate_and_demands_a_right_first() -> None:
    found = dict(reads())
    assert len(found) > 80 and found.keys() >= OWN_ONLY
    silent = set()
    for name, function in found.items():
        assert decorators(function)[:1] == ["scope.read"], name
        body = function.body[1:] if ast.get_docstring(function) else function.body
        first = "\n".join(ast.unparse(statement) for statement in body[:2])
        if not DEMANDS.search(first):
            silent.add(name)
    assert silent == OWN_ONLY


@pytest.mark.parametrize("path", WRITES, ids=named)
def test_every_act_goes_through_the_gate(path: Path) -> None:
    """What writes a line in the log is an act, and only an act does."""
    for function in functions(path):
        noted = [call for call in calls(function) if ast.unparse(call.func).split(".")[-1] == "note"]
        acts = [one for one in decorators(function) if one.split(".")[-1] in ("act", "act_of_operator")]
        takes = [one.arg for one in function.args.kwonlyargs]
        if acts:
            assert decorators(function)[:1] == acts and len(noted) >= 1, function.name
            assert acts == ["act_of_operator"] or takes[-2:] == ["by", "at"], function.name
            assert [one.arg for one in function.args.args] == ["session"], function.name
        elif path.name != "journal.py":
            assert not noted, function.name


@pytest.mark.parametrize("path", CODE, ids=named)
def test_nobody_goes_around_the_gate(path: Path) -> None:
    source, place = path.read_text(), named(path)
    assert place in UNLIMITED or not re.search(r"\bunlimited\(|\bUNLIMITED\b", source)
    assert place in PAST_THE_MAPPING or "__table__" not in source
    assert place in RAW_SQL or not re.search(r"\bfrom sqlalchemy import [^\n]*\btext\b", source)
    assert not re.search(r"\bbulk_(insert|update|save)", source)
    assert place == "data_model/scope.py" or "session.connection(" not in source


@pytest.mark.parametrize("path", CODE, ids=named)
def test_phone_numbers_and_addresses_are_read_in_one_place(path: Path) -> None:
    if named(path) not in CHANNEL_VALUES:
        assert "ContactChannel.value" not in path.read_text()


@pytest.mark.parametrize("path", PAGES, ids=named)
def test_pages_keep_nothing_of_one_viewer_for_another(path: Path) -> None:
    """Streamlit leaves arguments with an underscore out of what it keeps things under."""
    source = path.read_text()
    assert "cache_data" not in source and "data_editor" not in source
    for function in (node for node in ast.walk(tree(path)) if isinstance(node, ast.FunctionDef)):
        assert "_viewer" not in [one.arg for one in (*function.args.args, *function.args.kwonlyargs)]
