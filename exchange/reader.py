"""The process that opens a file nobody trusts: it limits itself, reads, answers in JSON and ends."""

import json
import sys
from pathlib import Path

if __name__ == "__main__":  # started alone, it has to be told where the rest of the house is
    sys.path.insert(0, str(Path(__file__).parents[1]))

from data_model.refusal import Refusal
from exchange import graphs, separated, spreadsheet
from exchange.limits import CPU_SECONDS, FILE_BYTES, MEMORY_BYTES
from exchange.table import Table
from exchange.xml_guard import looks_like_xml

_OLE = bytes.fromhex("D0CF11E0A1B11AE1")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def read(data: bytes, name: str) -> tuple[str, list[Table]]:
    """The kind of file (xlsx, csv, json or graphml) and its tables. Goes by what is in it, not by its name."""
    try:
        kind, tables = _read(data, name)
    except Refusal:
        raise
    except MemoryError as problem:
        raise Refusal("file_bomb") from problem
    except Exception as problem:  # whatever a parser does with a file that was damaged
        raise Refusal("file_broken") from problem
    if not any(table.rows for table in tables):
        raise Refusal("file_empty")
    return kind, tables


def _read(data: bytes, name: str) -> tuple[str, list[Table]]:
    if len(data) > FILE_BYTES:
        raise Refusal("file_too_large", limit=FILE_BYTES // 1024 // 1024)
    start = data[:512].lstrip(b"\xef\xbb\xbf \t\r\n")
    if not start:
        raise Refusal("file_empty")
    if data.startswith(_OLE):
        raise Refusal("file_protected" if _ENCRYPTED in data else "file_old_excel")
    if data.startswith(b"PK"):
        return "xlsx", spreadsheet.read(data)
    if name.lower().endswith((".xlsx", ".xlsm")):
        raise Refusal("file_broken")
    if looks_like_xml(start):
        return "graphml", graphs.read_graphml(data)
    if name.lower().endswith(".json") or start.startswith((b"{", b"[")):
        return "json", graphs.read_kumu(data)
    return "csv", separated.read(data, name)


def limit_this_process() -> None:
    """Memory, processor time, and nothing written to disk. Windows knows no such limits."""
    if sys.platform == "win32":
        return
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def answer(data: bytes, name: str) -> dict[str, object]:
    try:
        kind, tables = read(data, name)
    except Refusal as refusal:
        return {"refused": refusal.kind, "values": refusal.values}
    return {
        "kind": kind,
        "tables": [
            {
                "name": table.name,
                "rows": [[row.number, row.cells] for row in table.rows],
                "cut": sorted(table.cut),
            }
            for table in tables
        ],
    }


def main() -> None:
    limit_this_process()
    modules: dict[str, object] = sys.modules  # type: ignore[assignment]
    modules["numpy"] = None  # openpyxl would load it without using it, for more memory than is allowed
    said = json.dumps(answer(sys.stdin.buffer.read(), sys.argv[1]))
    sys.stdout.buffer.write(said.encode("ascii"))


if __name__ == "__main__":
    main()
