"""How published networks hang together, against figures that others computed for them."""

import csv
import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import networkx
import pytest
from openpyxl import load_workbook

from data_model.rules import graph

EXAMPLES = Path(__file__).parents[3] / "shared" / "examples"
KUMU, GRAPH = EXAMPLES / "kumu", EXAMPLES / "graph"
Links = list[tuple[str, str]]
REGION = "Jeugdzorgregio's"
Drawn = tuple[list[str], Links]


def _table(path: Path, delimiter: str = ",") -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=delimiter))


def _ends(links: Links) -> list[str]:
    return [end for pair in links for end in pair]


def _changelabs() -> Drawn:
    project = json.loads((KUMU / "kumu-changelabs-template.json").read_text())
    labels = {e["_id"]: e["attributes"]["label"] for e in project["elements"]}
    return list(labels.values()), [(labels[c["from"]], labels[c["to"]]) for c in project["connections"]]


def _mrvc() -> Drawn:
    blueprint = json.loads((KUMU / "mrvc-kumu-blueprint-minimal.json").read_text())
    links = [(c["from"], c["to"]) for c in blueprint["connections"]]
    return [*(e["label"] for e in blueprint["elements"]), *_ends(links)], links


def _agentic() -> Drawn:
    links = [(row["From"], row["To"]) for row in _table(KUMU / "agentic-kumu-connections.csv")]
    return [row["Label"] for row in _table(KUMU / "agentic-kumu-elements.csv")], links


def _paypal() -> Drawn:
    book = load_workbook(KUMU / "paypal-mafia.xlsx", read_only=True)

    def rows(name: str) -> Iterator[Mapping[str, str]]:
        head, *body = book[name].iter_rows(values_only=True)
        yield from (dict(zip(map(str, head), map(str, row), strict=True)) for row in body if row[0])

    links = [(row["From"].strip(), row["To"].strip()) for row in rows("Connections")]
    return [row["Label"].strip() for row in rows("Elements")], links


def _quakers() -> Drawn:
    links = [(row["Source"], row["Target"]) for row in _table(GRAPH / "quaker-edges.csv")]
    return [row["Id"] for row in _table(GRAPH / "quaker-nodes.csv")], links


def _karate() -> Drawn:
    known = networkx.read_graphml(GRAPH / "karate.graphml")
    names = {id: data.get("name", id) for id, data in known.nodes(data=True)}
    return list(names.values()), [(names[a], names[b]) for a, b in known.edges()]


def _padgett() -> Drawn:
    net = json.loads((GRAPH / "PadgettM.json").read_text())
    names = {n["id"]: n["lab"] for n in net["nodes"]}
    return list(names.values()), [(names[x["n1"]], names[x["n2"]]) for x in net["links"]]


def _kite() -> Drawn:
    known = networkx.read_pajek(GRAPH / "krackhardt-KITE.NET")
    return list(known.nodes), [(a, b) for a, b, *_ in known.edges]


def _regions() -> Drawn:
    """Each municipality with its region. Both may have the same name."""
    rows = [row for row in _table(GRAPH / "nl-jeugdzorgregios.csv", ";") if row["Gemeente"]]
    links = [(f"G:{row['Gemeente']}", f"R:{row[REGION]}") for row in rows]
    return _ends(links), links


PUBLISHED: Mapping[str, Callable[[], Drawn]] = {
    "paypal-mafia.xlsx": _paypal,
    "kumu-changelabs-template.json": _changelabs,
    "mrvc-kumu-blueprint-minimal.json": _mrvc,
    "agentic-kumu-{elements,connections}.csv": _agentic,
    "karate.graphml": _karate,
    "PadgettMw.net (=PadgettM.json, Florentine marriage)": _padgett,
    "krackhardt-KITE.NET": _kite,
    "quaker-{nodes,edges}.csv": _quakers,
    "nl-jeugdzorgregios.csv": _regions,
}


@pytest.mark.skipif(not EXAMPLES.exists(), reason="the example files are not beside this checkout")
def test_every_published_network_is_compared() -> None:
    graphs = json.loads((EXAMPLES / "REFERENCE.json").read_text())["graphs"]
    assert {entry["name"].rsplit("/", 1)[-1] for entry in graphs} == set(PUBLISHED)


@pytest.mark.skipif(not EXAMPLES.exists(), reason="the example files are not beside this checkout")
@pytest.mark.filterwarnings("ignore:Unknown extension:UserWarning")  # of the workbook, not ours
@pytest.mark.parametrize("name", PUBLISHED)
def test_published_networks_give_the_reference_figures(name: str) -> None:
    graphs = json.loads((EXAMPLES / "REFERENCE.json").read_text())["graphs"]
    expected = next(entry for entry in graphs if entry["name"].endswith("/" + name))
    every, links = PUBLISHED[name]()
    parts = graph.components(every, links)
    assert len(set(every)) == expected["n"]
    assert len(graph.edges(every, links)) == expected["m_simple_undirected"]
    assert len(parts) == expected["components"]
    assert sorted(graph.articulation_points(every, links)) == expected["ap_list"]
    assert sorted(sorted(pair) for pair in graph.bridges(every, links)) == expected["bridge_list"]
    assert len(graph.isolated(every, links)) == expected["isolates"]
    shares = graph.betweenness(every, links)
    assert {n: pytest.approx(share, abs=6e-5) for n, share in expected["top_betweenness"]} == {
        n: shares[n] for n, _ in expected["top_betweenness"]
    }
