"""What was measured: kept in `results.json`, and as a table in `docs/performance.md`."""

import json
import os
import platform
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from benchmarks.ratio import Ratio

# In the order of the table. What each measures stands at the top of its file.
PARTS = ("vandaag", "reruns", "start", "many", "region", "replicas", "crowd", "breaks", "peers")
RESULTS = Path(__file__).with_name("results.json")
PAGE = Path(__file__).parents[1] / "docs" / "performance.md"
BEGIN, END = "<!-- the results begin -->", "<!-- the results end -->"


def keep(part: str, found: Iterable[Ratio]) -> None:
    """Put these in the place of what was known of this part, in both."""
    known = json.loads(RESULTS.read_text())
    others = {name: lines for name, lines in _by_part(known).items() if name != part}
    every = others | {part: [_written(part, one) for one in found]}
    results = {
        "machine": machine(),
        "when": datetime.now(UTC).isoformat(timespec="minutes"),
        "ratios": [line for name in _in_order(every) for line in every[name]],
    }
    RESULTS.write_text(json.dumps(results, indent=2, ensure_ascii=False) + "\n")
    PAGE.write_text(with_table(PAGE.read_text(), results))


def machine() -> str:
    return f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"


def with_table(page: str, results: Mapping[str, Any]) -> str:
    """The page with the table of these results between its two marks."""
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n{table(results)}\n{END}{after}"


def table(results: Mapping[str, Any]) -> str:
    lines = [
        f"{results['machine']}; last measured {results['when'][:10]}.",
        "",
        "| measured | value | lowest - highest round | goal | |",
        "|---|---|---|---|---|",
    ]
    for one in results["ratios"]:
        ratio = read(one)
        low, high = ratio.spread
        goal = "" if ratio.goal is None else f"{'at least ' if ratio.at_least else ''}{ratio.goal:g}"
        verdict = "shown" if ratio.goal is None else "within" if ratio.reached else "**outside**"
        lines.append(f"| {ratio.name} | {ratio.value:g} | {low:g} - {high:g} | {goal} | {verdict} |")
    return "\n".join(lines)


def read(line: Mapping[str, Any]) -> Ratio:
    low, high = line["spread"]
    return Ratio(line["name"], line["value"], line["goal"], (low, high), line.get("at_least", False))


def _written(part: str, ratio: Ratio) -> dict[str, Any]:
    """`at_least` is only said where a higher value is better."""
    line = {"name": ratio.name, "value": ratio.value, "goal": ratio.goal, "spread": list(ratio.spread), "part": part}
    return line | ({"at_least": True} if ratio.at_least else {})


def _by_part(results: Mapping[str, Any]) -> dict[str, list[dict[str, Any]]]:
    parts: dict[str, list[dict[str, Any]]] = {}
    for line in results["ratios"]:
        parts.setdefault(line["part"], []).append(line)
    return parts


def _in_order(parts: Iterable[str]) -> list[str]:
    return sorted(parts, key=PARTS.index)
