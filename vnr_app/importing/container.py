"""The ZIP container of a workbook, checked before any reader sees it: parts, real sizes, DTDs."""

import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from vnr_app.errors import KnownError
from vnr_app.i18n import _

MAX_ENTRIES = 2_000
MAX_INFLATED = 300 * 1024 * 1024
MAX_RATIO = 200
"""Inflated to packed size above which a part of more than `_RATIO_FROM` bytes is refused."""

_RATIO_FROM = 20 * 1024 * 1024
_CHUNK = 1 << 20
_FORBIDDEN = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)


class Container:
    """The checked ZIP container of a workbook; use as a context manager."""

    def __init__(self, path: Path) -> None:
        self.name = path.name
        self._zip = zipfile.ZipFile(path)
        self._inflated: dict[str, int] = {}
        self._parts: dict[str, zipfile.ZipInfo] = {}

    def __enter__(self) -> "Container":
        self._check_directory()
        return self

    def __exit__(self, *_unused: object) -> None:
        self._zip.close()

    def refuse(self, code: str, message: str, hint: str = "") -> KnownError:
        """The error that refuses this file."""
        return KnownError(code, f"“{self.name}”: {message}", hint)

    def _check_directory(self) -> None:
        entries = self._zip.infolist()
        if len(entries) > MAX_ENTRIES:
            raise self.refuse("zip-entries", _("the file holds too many parts."))
        for entry in entries:
            name = entry.filename.replace("\\", "/").lstrip("/").lower()
            if name in self._parts and name.endswith((".xml", ".rels")):
                raise self.refuse(
                    "zip-duplicate-member",
                    _(
                        "the part {part} is there twice, so programs would show different data."
                    ).format(part=name),
                )
            if entry.flag_bits & 1:
                raise self.refuse("password", _("the file is protected by a password."))
            self._parts[name] = entry

    def parts(self, pattern: str) -> list[str]:
        """Names of the parts that match a regular expression, in lower case."""
        return [name for name in self._parts if re.fullmatch(pattern, name)]

    def has(self, part: str) -> bool:
        """Whether the container holds this part."""
        return part.lower() in self._parts

    def stream(self, part: str) -> Iterator[bytes]:
        """The inflated bytes of a part in pieces; `KnownError` beyond the limits."""
        entry = self._parts[part.lower()]
        if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise self.refuse("zip-method", _("the file is packed in an unusual way."))
        size, first = 0, True
        try:
            with self._zip.open(entry) as source:
                while piece := source.read(_CHUNK):
                    size += len(piece)
                    self._inflated[part] = max(self._inflated.get(part, 0), size)
                    self._check_size(entry, size)
                    if first:
                        self._check_start(part, piece)
                        first = False
                    yield piece
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError):
            raise self.refuse(
                "zip-corrupt", _("the part {part} is damaged.").format(part=part)
            ) from None
        if size != entry.file_size:
            raise self.refuse("zip-corrupt", _("the part {part} is damaged.").format(part=part))

    def read(self, part: str) -> bytes:
        """A whole part."""
        return b"".join(self.stream(part))

    def _check_size(self, entry: zipfile.ZipInfo, size: int) -> None:
        packed = max(entry.compress_size, 1)
        too_dense = size > _RATIO_FROM and size > packed * MAX_RATIO
        if too_dense or sum(self._inflated.values()) > MAX_INFLATED:
            raise self.refuse("zip-ratio", _("the file unpacks to far more than a table can need."))

    def _check_start(self, part: str, piece: bytes) -> None:
        if piece.startswith((b"\xff\xfe", b"\xfe\xff")):
            raise self.refuse(
                "xml-encoding",
                _("the part {part} is written in UTF-16.").format(part=part),
                _("Open the file in a spreadsheet program and save it again."),
            )
        if _FORBIDDEN.search(piece[:65536]):
            raise self.refuse("xml-dtd", _("the part {part} declares entities.").format(part=part))
