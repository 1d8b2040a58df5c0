"""Whether the XML of a part is well-formed and flat, told while its pieces go by."""

import re
from xml.parsers import expat

from vnr_app.errors import KnownError
from vnr_app.i18n import _
from vnr_app.importing.container import Container

MAX_DEPTH = 1_000

_PARSED = 2 << 20
"""Bytes of a part that are parsed in full; beyond, only what readers let through is looked for."""
_SLICE = 1 << 16
_BAD_REFERENCE = re.compile(
    rb"&#(?:0*(?:[0-8]|1[124-9]|2\d|3[01])|x0*(?:[0-8bcefBCEF]|1[0-9a-fA-F]));"
)
"""References to characters that XML forbids."""


class XmlCheck:
    """Feed it the pieces of a part in their order, then close it; `KnownError` for bad XML."""

    def __init__(self, container: Container, part: str) -> None:
        self._container = container
        self._part = part
        self._parser = expat.ParserCreate()
        self._size = self._depth = self._lines = 0
        self._tail = b""

    def feed(self, piece: bytes) -> None:
        """Check the next piece."""
        if self._size < _PARSED:
            self._check_depth(piece)
            self._parse(piece, final=False)
        elif b"#" in piece and (bad := _BAD_REFERENCE.search(piece)):
            raise self._invalid(self._lines + piece.count(b"\n", 0, bad.start()) + 1)
        self._size += len(piece)
        if b"\n" in piece:
            self._lines += piece.count(b"\n")
        self._tail = (self._tail + piece[-100:])[-100:]

    def close(self) -> None:
        """Check that the part ended as it should."""
        if self._size < _PARSED:
            self._parse(b"", final=True)
        elif not re.search(rb"</[\w:.-]+\s*>\s*(<!--.*-->\s*)?\Z", self._tail):
            raise self._invalid(self._lines + 1)

    def _parse(self, piece: bytes, *, final: bool) -> None:
        try:
            self._parser.Parse(piece, final)
        except expat.ExpatError as error:
            raise self._invalid(error.lineno) from error

    def _check_depth(self, piece: bytes) -> None:
        for start in range(0, len(piece), _SLICE):
            part = piece[start : start + _SLICE]
            opened = part.count(b"<") - part.count(b"<!") - part.count(b"<?")
            self._depth += opened - 2 * part.count(b"</") - part.count(b"/>")
            if self._depth > MAX_DEPTH:
                raise self._container.refuse(
                    "xml-depth",
                    _("the part {part} nests its elements too deeply.").format(part=self._part),
                )

    def _invalid(self, line: int) -> KnownError:
        return self._container.refuse(
            "xml-invalid",
            _("the part {part} is no valid XML (line {line}).").format(part=self._part, line=line),
            _("Open the file in a spreadsheet program and save it again."),
        )
