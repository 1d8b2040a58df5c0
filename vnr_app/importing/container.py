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
from typing import BinaryIO

from vnr_app.errors import KnownError
from vnr_app.i18n import _

MAX_ENTRIES = 2_000

_CHUNK = 1 << 20
_DTD = b"<!DOCTYPE"
"""Office files have none; it would come before the first element and could define entities."""
_UTF16 = (b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<")


@dataclass(frozen=True, slots=True)
class Limits:
    """How many bytes may be inflated in all, and by how much a part above `ratio_from` bytes."""

    inflated: int = 300 * 1024**2
    ratio: int = 200
    ratio_from: int = 20 * 1024**2


WORKBOOK = Limits()


class Container:
    """The checked ZIP container of an office file; use as a context manager.

    `file` is a path, or a stream that is called `name`. Raises `zipfile.BadZipFile` for what is no
    archive.
    """

    def __init__(self, file: Path | BinaryIO, limits: Limits = WORKBOOK, name: str = "") -> None:
        self.name = name or (file.name if isinstance(file, Path) else "")
        self.limits = limits
        self._zip = zipfile.ZipFile(file)
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

    def name_of(self, part: str) -> str:
        """The name of a part as the package spells it."""
        return self._parts[part.lower()].filename.replace("\\", "/")

    def stream(self, part: str) -> Iterator[bytes]:
        """The inflated bytes of a part in pieces; `KnownError` beyond the limits."""
        tail = b""
        is_text = part.lower().endswith((".xml", ".rels"))
        for number, piece in enumerate(self.inflate(part)):
            if is_text:
                self._check_text(part, tail, piece, at_start=not number)
                tail = piece[1 - len(_DTD) :]
            yield piece

    def inflate(self, part: str) -> Iterator[bytes]:
        """The same without a look at the text that the bytes make."""
        entry = self._parts[part.lower()]
        if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise self.refuse("zip-method", _("the file is packed in an unusual way."))
        # What claims to swell is believed; what claims not to is counted.
        self._check_size(entry, entry.file_size)
        size = 0
        try:
            with self._zip.open(entry) as source:
                while piece := source.read(_CHUNK):
                    size += len(piece)
                    self._inflated[part.lower()] = max(self._inflated.get(part.lower(), 0), size)
                    self._check_size(entry, size)
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

    def utf16_parts(self) -> set[str]:
        """The XML parts that are written in UTF-16."""
        return {name for name in self.parts(r".*\.(xml|rels)") if self.head(name, 2) in _UTF16}

    def head(self, part: str, size: int) -> bytes:
        """The first bytes of a part, as many as there are."""
        entry = self._parts[part.lower()]
        try:
            with self._zip.open(entry) as source:
                return source.read(size)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError):
            return b""

    def unread_bombs(self) -> list[str]:
        """Parts that nobody has inflated and that would unpack to more than a part may."""
        return [
            name
            for name, entry in self._parts.items()
            if name not in self._inflated and self._is_too_dense(entry, entry.file_size)
        ]

    def _is_too_dense(self, entry: zipfile.ZipInfo, size: int) -> bool:
        limits = self.limits
        return size > limits.ratio_from and size > max(entry.compress_size, 1) * limits.ratio

    def _check_size(self, entry: zipfile.ZipInfo, size: int) -> None:
        too_large = sum(self._inflated.values()) > self.limits.inflated
        if too_large or self._is_too_dense(entry, size):
            raise self.refuse("zip-ratio", _("the file unpacks to far more than it can need."))

    def _check_text(self, part: str, tail: bytes, piece: bytes, *, at_start: bool) -> None:
        # UTF-16, with its mark or without.
        if at_start and (piece.startswith(_UTF16) or b"\0" in piece[:4]):
            raise self.refuse(
                "xml-encoding",
                _("the part {part} is written in UTF-16.").format(part=part),
                _("Open the file in the program that made it and save it again."),
            )
        # A single sign is found much faster than several, and this one is rare.
        if (b"!" in piece and _DTD in piece) or _DTD in tail + piece[: len(_DTD)]:
            raise self.refuse("xml-dtd", _("the part {part} declares entities.").format(part=part))
