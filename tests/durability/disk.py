"""What stands on a disk after a power cut, worked out from what a process did to its files before it."""

import random
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

_HEAD = struct.Struct("=4Q")
SECTOR = 512
FOLDER = 1
SAID, SHARED_MEMORY = "-said", "-shm"


class Event(NamedTuple):
    """One thing that was done: c(reate), w(rite), t(runcate), s(ync), u(nlink)."""

    what: str
    file: int
    offset: int
    data: bytes


@dataclass
class File:
    """What surely stands on the disk of a file."""

    name: str
    kept: bytearray = field(default_factory=bytearray)


@dataclass(frozen=True)
class Change:
    """Something that was done and not flushed yet. Without a file: a name in the folder."""

    file: File | None
    offset: int = 0
    data: bytes | None = None
    name: str = ""
    names: File | None = None


def events(log: Path) -> list[Event]:
    """Everything in the order in which it happened."""
    raw, place, read = log.read_bytes(), 0, []
    while place < len(raw):
        what, file, offset, length = _HEAD.unpack_from(raw, place)
        place += _HEAD.size
        data = b"" if chr(what) == "t" else raw[place : place + length]
        place += 0 if chr(what) == "t" else length
        read.append(Event(chr(what), file, offset, data))
    return read


class Disk:
    """A disk that keeps what was flushed, and of the rest whatever it likes."""

    def __init__(self, database: Path, number: int) -> None:
        begin = File(database.name, bytearray(database.read_bytes()))
        self.names = {begin.name: begin}  # as flushed
        self._now = dict(self.names)
        self._files = {number: begin}
        self._waiting: list[Change] = []
        self.said: list[str] = []

    def happens(self, event: Event) -> None:
        file = self._files.get(event.file)
        match event.what:
            case "c":
                made = File(Path(event.data.decode()).name)
                self._files[event.file] = self._now[made.name] = made
                self._waiting.append(Change(None, name=made.name, names=made))
            case "u":
                name = Path(event.data.decode()).name
                self._now.pop(name, None)
                self._waiting.append(Change(None, name=name))
            case "s":
                self._flush(None if event.file == FOLDER else file)
            case _ if file and file.name.endswith(SAID):
                self.said += event.data.decode().split("\n")[:-1]
            case "w":
                self._waiting.append(Change(file, event.offset, event.data))
            case "t":
                self._waiting.append(Change(file, event.offset))

    def _flush(self, file: File | None) -> None:
        for change in self._waiting:
            if change.file is file:
                self._keep(change, self.names, change.file.kept if change.file else bytearray())
        self._waiting = [change for change in self._waiting if change.file is not file]

    def cut(self, way: str, chance: random.Random) -> dict[str, bytes]:
        """The files as they are found after the power went: all that was flushed, and of the rest as the way says."""
        names = dict(self.names)
        kept: dict[int, bytearray] = {}
        for change in self._survives(way, chance):
            if change.file and id(change.file) not in kept:
                kept[id(change.file)] = bytearray(change.file.kept)
            self._keep(change, names, kept[id(change.file)] if change.file else bytearray())
        return {
            name: bytes(kept.get(id(file), file.kept))
            for name, file in names.items()
            if not name.endswith((SHARED_MEMORY, SAID))
        }

    def _survives(self, way: str, chance: random.Random) -> Iterator[Change]:
        waiting = self._waiting
        match way:
            case "all":
                yield from waiting
            case "first":
                yield from waiting[: chance.randrange(len(waiting) + 1)]
            case "some":  # names in the folder are kept in their order: file systems have a journal for them
                ordered = chance.randrange(len(waiting) + 1)
                for place, change in enumerate(waiting):
                    if place < ordered if change.file is None else chance.random() < 0.5:
                        yield change
            case "torn":
                ordered = chance.randrange(len(waiting) + 1)
                yield from waiting[:ordered]
                for change in waiting[ordered : ordered + 2]:
                    yield from self._torn(change, chance)

    def _torn(self, change: Change, chance: random.Random) -> Iterator[Change]:
        """Some sectors of a write."""
        if change.file and change.data:
            end = change.offset + len(change.data)
            edges = [change.offset, *range((change.offset // SECTOR + 1) * SECTOR, end, SECTOR), end]
            for start, stop in pairwise(edges):
                if chance.random() < 0.5:
                    yield Change(change.file, start, change.data[start - change.offset : stop - change.offset])

    @staticmethod
    def _keep(change: Change, names: dict[str, File], kept: bytearray) -> None:
        end = change.offset + len(change.data or b"")
        if change.file is None:
            if change.names:
                names[change.name] = change.names
            else:
                names.pop(change.name, None)
        elif change.data is None:
            kept[change.offset :] = bytes(max(0, change.offset - len(kept)))
        else:
            if len(kept) < change.offset:
                kept.extend(bytes(change.offset - len(kept)))
            kept[change.offset : end] = change.data
