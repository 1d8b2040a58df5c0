"""What a file is, told by its first bytes and never by its name."""

import gzip
import re
import zipfile
import zlib
from enum import StrEnum
from io import BytesIO
from pathlib import Path

from vnr_app.errors import KnownError
from vnr_app.i18n import _

GZIP = b"\x1f\x8b"
"""How a single file packed by gzip begins."""

_HEAD = 8192
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_RESAVE = "Open it in a spreadsheet program and save it as .xlsx."


class Kind(StrEnum):
    """Formats that the readers understand."""

    XLSX = "xlsx"
    XLSB = "xlsb"
    XLS = "xls"
    PROTECTED = "protected"
    """A workbook inside a container that a password opens."""
    ODS = "ods"
    CSV = "csv"
    HTML = "html"
    SPREADSHEETML = "spreadsheetml"
    SDMX = "sdmx-ml"


def sniff(path: Path) -> Kind:
    """The format of a file; `KnownError` when it is missing, empty or no table at all."""
    if path.name.startswith("~$"):
        raise KnownError(
            "lock-file",
            _("“{name}” is the lock file of an open workbook.").format(name=path.name),
            _("Choose the workbook itself."),
        )
    try:
        with path.open("rb") as stream:
            head = stream.read(_HEAD)
    except IsADirectoryError:
        raise KnownError(
            "not-a-file", _("“{name}” is a folder, not a file.").format(name=path.name)
        ) from None
    except OSError as error:
        raise KnownError(
            "unreadable-file",
            _("“{name}” cannot be read: {reason}.").format(
                name=path.name, reason=error.strerror or error
            ),
        ) from error
    if not head:
        raise KnownError(
            "empty-file",
            _("“{name}” is empty (0 bytes).").format(name=path.name),
            _("It may still be on its way from a server or a cloud folder."),
        )
    if head.startswith(b"PK"):
        return zip_kind(path.name, path)
    if head.startswith(_OLE):
        return _ole_kind(path)
    return _packed_kind(path) if head.startswith(GZIP) else _text_kind(path.name, head)


def _unsupported(name: str, what: str, hint: str = "") -> KnownError:
    message = _("“{name}” is {what}, not a spreadsheet.").format(name=name, what=what)
    return KnownError("unsupported", message, hint)


def zip_kind(name: str, file: Path | BytesIO) -> Kind:
    """The format of a file in a ZIP container, called `name`; `KnownError` when it is no table."""
    try:
        with zipfile.ZipFile(file) as archive:
            names = [info.filename.replace("\\", "/").lower() for info in archive.infolist()]
            mimetype = archive.read("mimetype")[:80] if "mimetype" in names else b""
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError):
        raise KnownError(
            "truncated",
            _("“{name}” is incomplete or damaged.").format(name=name),
            _("Copy or download it again."),
        ) from None
    if b"opendocument.spreadsheet" in mimetype:
        return Kind.ODS
    if any(part.endswith("xl/workbook.bin") for part in names):
        return Kind.XLSB
    if any(part.startswith("xl/") for part in names):
        return Kind.XLSX
    if any(part.startswith("word/") for part in names):
        raise _unsupported(name, _("a Word document"))
    if any(part.startswith("ppt/") for part in names):
        raise _unsupported(name, _("a presentation"))
    raise _unsupported(name, _("a ZIP archive"), _("Unpack it and import the files inside."))


def _ole_kind(path: Path) -> Kind:
    """Old Excel, or an encrypted new one: the streams of the container are named in UTF-16."""
    content = path.read_bytes()
    if "EncryptedPackage".encode("utf-16-le") in content:
        return Kind.PROTECTED
    if any(name.encode("utf-16-le") in content for name in ("Workbook", "Book")):
        return Kind.XLS
    if "WordDocument".encode("utf-16-le") in content:
        raise _unsupported(path.name, _("a Word document"))
    raise KnownError(
        "truncated",
        _("“{name}” is an incomplete workbook or a document of another program.").format(
            name=path.name
        ),
    )


def _packed_kind(path: Path) -> Kind:
    try:
        with gzip.open(path) as stream:
            head = stream.read(_HEAD)
    except (OSError, EOFError, zlib.error):
        head = b""
    if not head or _text_kind(path.name, head) is not Kind.CSV:
        raise _unsupported(path.name, _("a packed file"), _("Unpack it and import what is inside."))
    return Kind.CSV


def _text_kind(name: str, head: bytes) -> Kind:
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:1024].lower()
    if start.startswith(b"%pdf"):
        raise _unsupported(name, _("a PDF file"))
    if start.startswith(b"mime-version:"):
        raise _unsupported(name, _("a web archive"), _(_RESAVE))
    if start.startswith(b"{\\rtf"):
        raise _unsupported(name, _("a formatted text (RTF)"))
    if b"urn:schemas-microsoft-com:office:spreadsheet" in head.lower().replace(b"\0", b""):
        return Kind.SPREADSHEETML
    if start.startswith((b"<!doctype html", b"<html", b"<table", b"<meta")):
        return Kind.HTML
    if _is_sdmx(head):
        return Kind.SDMX
    if start.startswith(b"<?xml"):
        raise _unsupported(name, _("an XML document"))
    if not looks_like_text(head):
        raise _unsupported(name, _("a file of unknown binary content"))
    return Kind.CSV


def _is_sdmx(head: bytes) -> bool:
    """Whether markup, of one or two bytes a sign, names the schemas of SDMX-ML."""
    plain = head.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    return plain.startswith(b"<") and b"sdmx.org/resources/sdmxml/schemas" in plain


def looks_like_text(head: bytes) -> bool:
    """Whether bytes can be text in some encoding: few control characters, NULs only as UTF-16."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")) or utf16_without_mark(head):
        return True
    controls = len(re.findall(rb"[\x00-\x08\x0e-\x19\x1b-\x1f\x7f]", head))
    return b"\x00" not in head and controls * 100 <= len(head)


def utf16_without_mark(head: bytes) -> str:
    """The byte order of UTF-16 text without a mark; an empty text when the bytes are none.

    Blanks, digits and Latin letters give it away: one of their two bytes is zero.
    """
    even, odd = head[0 : len(head) // 2 * 2 : 2], head[1::2]
    for codec, high, low in (("utf-16-be", even, odd), ("utf-16-le", odd, even)):
        pairs = list(zip(high, low, strict=False))
        ascii_pairs = sum(h == 0 and (32 <= c < 127 or c in b"\t\r\n") for h, c in pairs)
        if pairs and ascii_pairs * 4 >= len(pairs) and not any(c == h == 0 for h, c in pairs):
            return codec
    return ""
