"""XML is looked through as it streams by: no document types, not deep, not endless."""

from xml.parsers.expat import ExpatError, ParserCreate

from data_model.refusal import Refusal
from exchange.limits import XML_DEPTH, XML_ELEMENTS


class XmlGuard:
    """Feed it the bytes of one part. Raises `Refusal` at the first sign of a bomb.

    Broken XML is left to whoever reads it: some parts of a workbook are never read.
    """

    def __init__(self) -> None:
        self._depth = 0
        self._elements = 0
        self._broken = False
        self._parser = ParserCreate()
        self._parser.StartDoctypeDeclHandler = self._doctype
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end

    def feed(self, data: bytes) -> None:
        if self._broken:
            return
        try:
            self._parser.Parse(data, False)
        except (ExpatError, ValueError, LookupError):  # the last two: an encoding it does not know
            self._broken = True

    def _doctype(self, *_: object) -> None:
        raise Refusal("file_bomb")

    def _start(self, *_: object) -> None:
        self._depth += 1
        self._elements += 1
        if self._depth > XML_DEPTH or self._elements > XML_ELEMENTS:
            raise Refusal("file_bomb")

    def _end(self, _: str) -> None:
        self._depth -= 1


def looks_like_xml(start: bytes) -> bool:
    """Whether bytes begin as XML does, in any encoding the parser knows."""
    return start.lstrip(b"\xef\xbb\xbf\xfe\xff\x00 \t\r\n").startswith(b"<")
