"""A workbook is a zip file: every part is inflated once and counted before anything reads it."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo
from zlib import error as DeflateError

from data_model.refusal import Refusal
from exchange.limits import INFLATED_BYTES, MEGABYTE, PARTS
from exchange.xml_guard import XmlGuard, looks_like_xml

_ENCRYPTED = 0x1


def check(data: bytes) -> frozenset[str]:
    """The names of the parts. Refuses bombs, locked parts and a directory that lies."""
    try:
        with ZipFile(BytesIO(data)) as archive:
            parts = archive.infolist()
            if len(parts) > PARTS:
                raise Refusal("file_bomb")
            room = INFLATED_BYTES
            for part in parts:
                room -= _inflated(archive, part, room)
            names = frozenset(part.filename for part in parts)
    except (BadZipFile, DeflateError, EOFError, NotImplementedError, OSError, RuntimeError, ValueError) as problem:
        raise Refusal("file_broken") from problem
    if len(names) < len(parts):
        raise Refusal("file_broken")
    return names


def _inflated(archive: ZipFile, part: ZipInfo, room: int) -> int:
    """How many bytes a part really holds."""
    if part.flag_bits & _ENCRYPTED:
        raise Refusal("file_protected")
    if part.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        raise Refusal("file_broken")
    size = 0
    guard: XmlGuard | None = None
    with archive.open(part) as stream:
        while chunk := stream.read(MEGABYTE):
            if not size and looks_like_xml(chunk):
                guard = XmlGuard()
            size += len(chunk)
            if size > room:
                raise Refusal("file_bomb")
            if guard:
                guard.feed(chunk)
    if size != part.file_size:
        raise Refusal("file_broken")
    return size
