"""Nobody writes over a change they have not seen: what acts and forms do for that, checked on the code."""

import ast
import inspect
import re
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
WRITES = sorted(path for path in (ROOT / "data_model" / "write").glob("*.py"))
FORMS = sorted((ROOT / "pages").rglob("*.py"))

# Acts that change a record without asking which version was seen, and why nothing can be lost.
SAFE = {
    "record_meeting": "a meeting is logged once; a second log is refused",
    "share_report": "shared once; a second day is refused",
    "send_agreements_round": "sent once; what was sent is left alone",
    "plan_handover": "planned once; a second day is refused",
    "complete_handover": "completed once; a second time is refused",
    "tick_item": "ticked twice is ticked",
    "withdraw_acceptance": "withdrawn twice is withdrawn",
}


def acts() -> Iterator[tuple[str, Callable[..., object], ast.FunctionDef]]:
    for path in WRITES:
        module = import_module(f"data_model.write.{path.stem}")
        for node in ast.parse(path.read_text()).body:
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                named_only = [argument.arg for argument in node.args.kwonlyargs]
                if named_only[-2:] == ["by", "at"] and node.args.args[:1]:
                    yield node.name, getattr(module, node.name), node


def found_by_find(act: ast.FunctionDef) -> set[str]:
    """Local names that hold a record which was there before."""
    names = set()
    for node in ast.walk(act):
        if isinstance(node, ast.Assign) and re.search(r"\b(find|_editable)\(", ast.unparse(node.value)):
            for target in node.targets:
                parts = target.elts if isinstance(target, ast.Tuple) else [target]
                names |= {part.id for part in parts if isinstance(part, ast.Name)}
    return names


def changes(act: ast.FunctionDef) -> bool:
    """Whether it sets a field of a record that it found."""
    known = found_by_find(act)
    return any(
        isinstance(target, ast.Attribute) and isinstance(target.value, ast.Name) and target.value.id in known
        for node in ast.walk(act)
        if isinstance(node, ast.Assign)
        for target in node.targets
    )


ACTS = {name: (function, node) for name, function, node in acts()}


def asks_version(name: str) -> bool:
    return "seen_version" in inspect.signature(ACTS[name][0]).parameters


def test_there_are_acts_to_check() -> None:
    assert len(ACTS) > 40 and sum(map(asks_version, ACTS)) > 15


@pytest.mark.parametrize("name", sorted(ACTS))
def test_an_act_that_changes_a_record_asks_which_version_was_seen(name: str) -> None:
    assert not changes(ACTS[name][1]) or asks_version(name) or name in SAFE


def submitted() -> Iterator[tuple[str, str, set[str | None]]]:
    """Every `submit(visit, sentence, act, ...)` in the pages: where, which act, which arguments."""
    for path in FORMS:
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "submit" and len(node.args) == 3:
                act = ast.unparse(node.args[2])
                yield f"{path.relative_to(ROOT)}:{node.lineno}", act, {keyword.arg for keyword in node.keywords}


def test_every_form_tells_which_version_was_on_the_screen() -> None:
    silent = [
        f"{place} {act}"
        for place, act, named in submitted()
        if act in ACTS and asks_version(act) and not named & {"seen_version", None}
    ]
    assert silent == []
