"""The ZIP container of an office file, checked before any reader sees it: parts, sizes, DTDs.

Standard library only. Parts are inflated in pieces and counted; what the file's directory says of
their sizes is not believed.
"""

import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from vnr_app.errors import KnownError
from vnr_app.i18n import _

MAX_ENTRIES = 2_000

_CHUNK = 1 << 20
_DTD = b"<!DOCTYPE"
"""Office files have none; it would come before the first element and could define entities."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How many bytes may be inflated in all, and by how much a part above `ratio_from` bytes."""

    inflated: int = 300 * 1024**2
    ratio: int = 200
    ratio_from: int = 20 * 1024**2


WORKBOOK = Limits()


class Container:
    """The checked ZIP container of an office file; use as a context manager.

    Raises `zipfile.BadZipFile` for what is no archive.
    """

    def __init__(self, path: Path, limits: Limits = WORKBOOK) -> None:
        self.name = path.name
        self.limits = limits
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
        size, tail = 0, b""
        is_text = part.lower().endswith((".xml", ".rels"))
        try:
            with self._zip.open(entry) as source:
                while piece := source.read(_CHUNK):
                    size += len(piece)
                    self._inflated[part] = max(self._inflated.get(part, 0), size)
                    self._check_size(entry, size)
                    if is_text:
                        self._check_text(part, tail + piece, size == len(piece))
                        tail = piece[1 - len(_DTD) :]
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
        limits = self.limits
        too_dense = size > limits.ratio_from and size > max(entry.compress_size, 1) * limits.ratio
        if too_dense or sum(self._inflated.values()) > limits.inflated:
            raise self.refuse("zip-ratio", _("the file unpacks to far more than it can need."))

    def _check_text(self, part: str, piece: bytes, at_start: bool) -> None:
        # UTF-16, with its mark or without.
        if at_start and (piece.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in piece[:4]):
            raise self.refuse(
                "xml-encoding",
                _("the part {part} is written in UTF-16.").format(part=part),
                _("Open the file in the program that made it and save it again."),
            )
        if _DTD in piece:
            raise self.refuse("xml-dtd", _("the part {part} declares entities.").format(part=part))
