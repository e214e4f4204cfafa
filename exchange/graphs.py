"""Maps that are not spreadsheets as tables: a Kumu blueprint or project backup, and GraphML."""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from xml.etree import ElementTree

from data_model.refusal import Refusal
from exchange.table import Table, table
from exchange.xml_guard import XmlGuard

ELEMENT = ("Key", "ID", "Label", "Type")
CONNECTION = ("Key", "From", "To", "Type", "Label", "Description", "Strength")

_LABELS = ("label", "name", "naam", "title")
_TYPES = ("element type", "type", "soort")


def read_kumu(data: bytes) -> list[Table]:
    """A blueprint refers by label, a project backup by its own ids and keeps the fields apart as attributes."""
    try:
        project = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as problem:
        raise Refusal("file_broken") from problem
    if not isinstance(project, dict) or not isinstance(project.get("elements"), list):
        raise Refusal("file_unknown")
    connections = project.get("connections")
    return [
        _table("elements", ELEMENT, map(_element, project["elements"])),
        _table("connections", CONNECTION, map(_connection, connections if isinstance(connections, list) else ())),
    ]


def _table(name: str, header: Sequence[str], rows: Iterable[Sequence[str]]) -> Table:
    """The header has number 0, so that a row bears the number of its node or link. No row is without a key."""
    keyed = ((row[0] or f"#{number}", *row[1:]) for number, row in enumerate(rows, 1))
    return table(name, enumerate([header, *keyed]))


def _fields(item: object) -> dict[str, Any]:
    if not isinstance(item, dict):
        return {}
    attributes = item.get("attributes")
    whole = item | attributes if isinstance(attributes, dict) else item
    return {str(name).strip().lower(): value for name, value in whole.items()}


def _element(item: object) -> tuple[str, ...]:
    fields = _fields(item)
    id = _first(fields, ("_id", "id"))
    return (id, id, _first(fields, _LABELS), _first(fields, _TYPES))


def _connection(item: object) -> tuple[str, ...]:
    fields = _fields(item)
    ends = (_first(fields, ("from", "source")), _first(fields, ("to", "target")))
    kind = _first(fields, ("connection type", "type"))
    return ("", *ends, kind, *(_first(fields, (name,)) for name in ("label", "description", "strength")))


def _first(fields: Mapping[str, Any], names: Iterable[str]) -> str:
    return next((text for name in names if (text := _text(fields.get(name)))), "")


def _text(value: object) -> str:
    if isinstance(value, list):
        return "|".join(filter(None, map(_text, value)))
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return str(value).strip()


def read_graphml(data: bytes) -> list[Table]:
    guard = XmlGuard()
    guard.feed(data)
    try:
        root = ElementTree.fromstring(data)
    except (ElementTree.ParseError, ValueError, LookupError) as problem:
        raise Refusal("file_broken") from problem
    if _tag(root) != "graphml":
        raise Refusal("file_unknown")
    names = {key.get("id", ""): (key.get("attr.name") or "").lower() for key in root.iter() if _tag(key) == "key"}
    return [
        _table("nodes", ELEMENT, (_node(node, names) for node in root.iter() if _tag(node) == "node")),
        _table("edges", CONNECTION, (_edge(edge, names) for edge in root.iter() if _tag(edge) == "edge")),
    ]


def _node(node: ElementTree.Element, names: Mapping[str, str]) -> tuple[str, ...]:
    data = _data(node, names)
    id = node.get("id", "")
    return (id, "", _first(data, _LABELS) or id, _first(data, _TYPES))


def _edge(edge: ElementTree.Element, names: Mapping[str, str]) -> tuple[str, ...]:
    data = _data(edge, names)
    label = _first(data, ("label", "edge label", "name"))
    strength = _first(data, ("strength", "weight"))
    ends = (edge.get("source", ""), edge.get("target", ""))
    return ("", *ends, _first(data, ("type", "kind", "soort")), label, _first(data, ("description",)), strength)


def _data(item: ElementTree.Element, names: Mapping[str, str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for child in item:
        if _tag(child) == "data" and (text := " ".join("".join(child.itertext()).split())):
            name = names.get(child.get("key", ""), "") or ("label" if _drawn(child) else "")
            found.setdefault(name, text)
    return found


def _drawn(data: ElementTree.Element) -> bool:
    """Whether the text is the label in a drawing: yEd keeps names there and nowhere else."""
    return any(_tag(part) in ("NodeLabel", "EdgeLabel") for part in data.iter())


def _tag(item: ElementTree.Element) -> str:
    return str(item.tag).rpartition("}")[2]
