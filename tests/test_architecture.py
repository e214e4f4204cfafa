"""The agreements of the house, checked on the code itself."""

import ast
import inspect
import re
from collections.abc import Iterator
from enum import StrEnum
from importlib import import_module
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.pofile import read_po
from streamlit.web.server.app_discovery import discover_asgi_app

from data_model import vocabulary
from data_model.norms import NORMS
from data_model.questions import KINDS
from words.findings import WORDINGS
from words.language import LOCALES

ROOT = Path(__file__).parent.parent
FOLDERS = ("data_model", "exchange", "post", "demo", "words", "commands", "pages", "web")
CODE = sorted(
    path
    for path in (*ROOT.glob("*.py"), *(file for folder in FOLDERS for file in (ROOT / folder).rglob("*.py")))
    if "versions" not in path.parts
)
PAGES = [path for path in CODE if path.is_relative_to(ROOT / "pages")]
READS = sorted((ROOT / "data_model" / "read").glob("*.py"))
BELOW_PAGES = [path for path in CODE if path.relative_to(ROOT).parts[0] in FOLDERS[:6]]

# In the first nobody is looking yet, or nobody at all; the others only read for a question that demanded its right.
WITHOUT_VIEWER = {
    "viewers.py",
    "personal_links.py",
    "outbox.py",
    "log_check.py",
    "affiliations.py",
    "covenant_parts.py",
    "map_facts.py",
    "meeting_days.py",
    "memberships.py",
    "statements.py",
    "traces.py",
}
# Where a visit, a request or a command begins. Everything else is told what day it is.
CLOCKS = {"settings.py"}
CLOCK = {("date", "today"), ("datetime", "now"), ("datetime", "today"), ("datetime", "utcnow"), ("time", "time")}


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text())


def calls(node: ast.AST) -> Iterator[ast.Call]:
    return (inner for inner in ast.walk(node) if isinstance(inner, ast.Call))


def streamlit_calls(node: ast.AST) -> list[str]:
    return [ast.unparse(call.func) for call in calls(node) if ast.unparse(call.func).startswith("st.")]


def at_import(module: ast.Module) -> Iterator[ast.AST]:
    """What runs when a module is imported: everything outside the bodies of functions."""
    waiting: list[ast.AST] = list(module.body)
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            continue
        yield node
        waiting.extend(ast.iter_child_nodes(node))


def test_there_is_code_to_check() -> None:
    assert len(PAGES) > 10 and len(READS) > 5 and len(CODE) > 100


@pytest.mark.parametrize("path", PAGES, ids=named)
def test_importing_a_page_file_shows_and_does_nothing(path: Path) -> None:
    module = tree(path)
    statements = [node for node in module.body if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call)]
    assert not statements
    assert not [found for node in at_import(module) if isinstance(node, ast.Call) for found in streamlit_calls(node)]
    assert not [node for node in module.body if isinstance(node, ast.For | ast.While | ast.With | ast.Try)]


@pytest.mark.parametrize("path", PAGES, ids=named)
def test_no_page_has_a_table_to_type_in(path: Path) -> None:
    """Streamlit takes whatever a client sends for one: locked columns, ids, and rows that were added or removed."""
    assert not [found for found in streamlit_calls(tree(path)) if found.endswith("data_editor")]


def test_no_page_can_be_run_by_its_file_name() -> None:
    """Streamlit offers files directly in `pages/` by name; those here show nothing when they are run."""
    directly = {path.name for path in (ROOT / "pages").glob("*.py")}
    assert directly <= {"__init__.py", "menu.py"}


@pytest.mark.parametrize("path", READS, ids=named)
def test_every_read_is_told_who_is_looking(path: Path) -> None:
    if path.name in WITHOUT_VIEWER:
        return
    for node in tree(path).body:
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
            taken = [argument.arg for argument in node.args.args]
            assert "session" not in taken or taken[:2] == ["session", "viewer"], node.name


@pytest.mark.parametrize("path", sorted((ROOT / "data_model" / "write").glob("*.py")), ids=named)
def test_every_act_is_told_who_acts_and_when(path: Path) -> None:
    """An act takes the session and then names: whatever takes `by` also takes `at`, as the last two."""
    for node in tree(path).body:
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
            named_only = [argument.arg for argument in node.args.kwonlyargs]
            if "by" in named_only and "at" in named_only:
                assert named_only[-2:] == ["by", "at"], node.name


@pytest.mark.parametrize("path", CODE, ids=named)
def test_the_clock_is_read_in_one_place(path: Path) -> None:
    if named(path) in CLOCKS:
        return
    for call in calls(tree(path)):
        function = call.func
        if isinstance(function, ast.Attribute):
            assert (ast.unparse(function.value).split(".")[-1], function.attr) not in CLOCK, call.lineno


@pytest.mark.parametrize("path", CODE, ids=named)
def test_no_text_is_trusted_as_html_or_script(path: Path) -> None:
    for call in calls(tree(path)):
        assert not {keyword.arg for keyword in call.keywords} & {"unsafe_allow_html", "unsafe_allow_javascript"}


@pytest.mark.parametrize("path", BELOW_PAGES, ids=named)
def test_streamlit_stays_in_the_pages(path: Path) -> None:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import | ast.ImportFrom):
            assert "streamlit" not in ast.unparse(node)


@pytest.mark.parametrize("path", PAGES + [p for p in CODE if p.parent.name == "web"], ids=named)
def test_pages_and_routes_write_no_sql(path: Path) -> None:
    source = path.read_text()
    assert not re.search(r"\bimport .*\b(select|insert|update|delete|text)\b", source) or "sqlalchemy" not in source


@pytest.mark.parametrize("path", CODE, ids=named)
def test_every_module_says_in_a_line_what_it_is_for(path: Path) -> None:
    said = ast.get_docstring(tree(path))
    if path.name == "__init__.py" and not path.read_text().strip():
        return
    assert said and said.splitlines()[0].endswith((".", "?", ")"))


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_finding_has_words_and_known_norms(kind: str) -> None:
    assert all(part.strip() for part in WORDINGS[kind])
    assert set(KINDS[kind].norms) <= NORMS.keys()
    assert re.fullmatch(r"[A-F]\.[\w.]+", KINDS[kind].rule)


def test_no_words_are_left_of_a_kind_that_is_gone() -> None:
    assert WORDINGS.keys() == KINDS.keys()


def test_every_norm_is_used_by_a_rule() -> None:
    used = {norm for kind in KINDS.values() for norm in kind.norms}
    rules = "".join(path.read_text() for path in (ROOT / "data_model").rglob("*.py") if path.name != "norms.py")
    assert {norm for norm in NORMS if norm not in used and norm not in rules} == set()


SPOKEN_BY = {"N_", "words", "plural"}


def said() -> dict[tuple[str, ...], str]:
    """Every English sentence in the code and where it stands: `N_("...")`, `words("...")`, `words.plural(...)`."""
    found: dict[tuple[str, ...], str] = {}
    for path in CODE:
        for call in calls(tree(path)):
            if ast.unparse(call.func).split(".")[-1] in SPOKEN_BY:
                forms = tuple(
                    a.value for a in call.args[:2] if isinstance(a, ast.Constant) and isinstance(a.value, str)
                )
                if forms:
                    found[forms] = f"{named(path)}:{call.lineno}"
    return found


def dutch() -> dict[str, tuple[str, ...]]:
    """The Dutch of each sentence: one, or the one for one and for many."""
    spoken: dict[str, tuple[str, ...]] = {}
    for path in sorted((LOCALES / "nl").glob("*.po")):
        with path.open("rb") as file:
            for message in read_po(file, locale="nl"):
                if message.id:
                    english = message.id if isinstance(message.id, str) else message.id[0]
                    spoken[english] = (
                        (message.string,) if isinstance(message.string, str) else tuple(message.string or ())
                    )
    return spoken


def spoken_code(code: str) -> str:
    """How `Words.value` says a code of the domain in English."""
    return code.replace("_", " ")


def gaps(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name is not None}


def test_every_sentence_is_there_in_dutch_with_the_same_gaps() -> None:
    spoken, missing, different = dutch(), [], []
    for forms, place in said().items():
        translated = spoken.get(forms[0], ())
        if not translated or not all(translated):
            missing.append(f"{place} {forms[0]!r}")
        elif any(gaps(text) - {"n"} != gaps(forms[-1]) - {"n"} for text in translated):
            different.append(f"{place} {forms[0]!r}")
    assert (missing, different) == ([], [])


def test_no_two_catalogues_translate_a_sentence_differently() -> None:
    first: dict[str, object] = {}
    for path in sorted((LOCALES / "nl").glob("*.po")):
        with path.open("rb") as file:
            for message in read_po(file, locale="nl"):
                if message.id:
                    assert first.setdefault(str(message.id), message.string) == message.string, path.name


def test_no_dutch_is_left_of_a_sentence_that_is_gone() -> None:
    current = {forms[0] for forms in said()}
    enums = [kind for kind in vars(vocabulary).values() if isinstance(kind, type) and issubclass(kind, StrEnum)]
    codes = {spoken_code(member) for enum in enums for member in enum}
    assert sorted(dutch().keys() - current - codes) == []


@pytest.mark.parametrize("code", [*vocabulary.Topic, *vocabulary.PILLARS])
def test_codes_that_a_finding_carries_are_there_in_dutch(code: str) -> None:
    assert spoken_code(code) in dutch()


def test_every_package_can_be_imported_by_itself() -> None:
    for folder in FOLDERS:
        if (ROOT / folder / "__init__.py").exists():
            assert inspect.ismodule(import_module(folder))


def test_requirements_are_pinned_and_name_no_registry() -> None:
    for name in ("requirements.txt", "requirements-dev.txt"):
        for line in (ROOT / name).read_text().splitlines():
            assert re.fullmatch(r"-r requirements\.txt|[\w.-]+==[\w.]+( ; [\w' =!.]+)?", line), line


def test_streamlit_by_itself_starts_the_app_with_all_around_it() -> None:
    """`streamlit run` finds the app in the text of the file, or starts without routes and guard."""
    found = discover_asgi_app(ROOT / "streamlit_app.py")
    assert found.is_asgi_app and found.app_name == "app"
