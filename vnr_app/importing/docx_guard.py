"""The look at a Word file before anything parses it: no bombs, no entities, nothing hidden.

Standard library only. Parts are inflated in pieces and counted; what the file's directory says of
their sizes is not believed.
"""

import re
import zipfile
import zlib
from pathlib import Path

from vnr_app.errors import KnownError
from vnr_app.i18n import _

MAX_ENTRIES = 2_000
MAX_BYTES = 200 * 1024**2
MAX_XML_BYTES = 16 * 1024**2
"""The parts that are parsed, together; their tree takes sixty times their size in memory."""
MAX_RATIO = 100
_SMALL = 1024**2
"""Below this inflated size any ratio is harmless."""
_PIECE = 1 << 16
_ENCRYPTED = 0x1
_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
# Office files have no document type; in UTF-16 as well as in UTF-8.
_DTD = tuple("<!DOCTYPE".encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be"))
# The document, its notes, comments, styles and numbering; charts and the like are never parsed.
_PARSED = re.compile(r"word/[^/]*\.xml", re.I)
_OVERLAP = max(map(len, _DTD)) - 1


def _damaged(path: Path) -> KnownError:
    return KnownError(
        "damaged-file",
        _("“{file}” is not a Word file, or it is damaged.").format(file=path.name),
        _("Open it in a word processor and save it again as .docx."),
    )


def _unsafe(path: Path, reason: str) -> KnownError:
    return KnownError(
        "unsafe-file",
        _("“{file}” was not read: {reason}.").format(file=path.name, reason=reason),
        _("Open it in a word processor and save it again as .docx."),
    )


def _check_directory(path: Path, entries: list[zipfile.ZipInfo]) -> None:
    """Refuse what the list of parts alone gives away."""
    if len(entries) > MAX_ENTRIES:
        raise _unsafe(path, _("it holds too many parts"))
    names = [entry.filename.casefold() for entry in entries]
    if len(set(names)) != len(names):
        raise _unsafe(path, _("it holds a part twice"))
    if any(entry.flag_bits & _ENCRYPTED for entry in entries):
        raise _unsafe(path, _("it is encrypted"))
    if any(entry.compress_type not in _METHODS for entry in entries):
        raise _unsafe(path, _("it is compressed in an unusual way"))
    if "[content_types].xml" not in names:
        raise _damaged(path)
    if not any(name.startswith("word/") for name in names):
        raise KnownError(
            "unsupported-text",
            _("“{file}” is an office file, but not a Word document.").format(file=path.name),
            _("Texts are read from .docx, .md, .html and .txt."),
        )


def _inflate(path: Path, archive: zipfile.ZipFile, entry: zipfile.ZipInfo, allowed: int) -> int:
    """Inflate a part and return its true size in bytes; refuse bombs and document types."""
    is_xml = entry.filename.lower().endswith((".xml", ".rels"))
    size, tail = 0, b""
    with archive.open(entry) as stream:
        while piece := stream.read(_PIECE):
            size += len(piece)
            if size > allowed:
                raise _unsafe(path, _("it unpacks to too much"))
            if size > _SMALL and size > MAX_RATIO * max(entry.compress_size, 1):
                raise _unsafe(path, _("it unpacks to far more than it should"))
            if is_xml:
                if any(mark in tail + piece for mark in _DTD):
                    raise _unsafe(path, _("it declares a document type, which Word never does"))
                tail = piece[-_OVERLAP:]
    return size


def check_docx(path: Path) -> None:
    """Refuse a file that is no Word document, or that is unsafe to parse, by a `KnownError`."""
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
            _check_directory(path, entries)
            total, xml = 0, 0
            for entry in entries:
                is_text = bool(_PARSED.fullmatch(entry.filename))
                left = min(MAX_BYTES - total, MAX_XML_BYTES - xml if is_text else MAX_BYTES)
                size = _inflate(path, archive, entry, left)
                total += size
                xml += size if is_text else 0
    # zipfile raises these for what is no archive, is cut short, or does not match its check sums.
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise _damaged(path) from error
