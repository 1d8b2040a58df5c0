"""Reading a text that was written elsewhere: Markdown, plain text, HTML, Word."""

import re
from pathlib import Path

from vnr_app.domain.richtext_normalise import normalise
from vnr_app.domain.richtext_ops import from_plain_text
from vnr_app.errors import KnownError
from vnr_app.i18n import _
from vnr_app.importing.html_text import TextImport, html_to_text
from vnr_app.importing.html_tree import MAX_CHARACTERS

__all__ = ["MAX_BYTES", "TextImport", "decode_text", "read_html", "read_text_file"]

MAX_BYTES = 20 * 1024**2
"""The largest text file that is read."""
_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_DECLARED = re.compile(
    rb"<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*[\"']?([\w.:-]+)", re.I
)
_CLIPBOARD_HEADER = re.compile(r"\AVersion:\d[^<]*")
"""Offsets that Windows puts before the HTML of its clipboard, where nobody has cut them off."""
_NO_TEXT = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def _undecodable(path: Path) -> KnownError:
    return KnownError(
        "damaged-file",
        _("“{file}” is not a text file, or its encoding is unknown.").format(file=path.name),
        _("Save it as UTF-8 text."),
    )


def _encodings(data: bytes) -> list[str]:
    """Encodings to try, the likeliest first."""
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return [encoding]
    declared = _DECLARED.search(data[:2048])
    return ["utf-8", declared[1].decode()] if declared else ["utf-8"]


def decode_text(path: Path, data: bytes) -> str:
    """The text in a file's bytes: by byte order mark, UTF-8, what HTML declares, or statistics.

    Raises `KnownError` where none of them gives a text.
    """
    text: str | None = None
    for encoding in _encodings(data):
        try:
            text = data.decode(encoding)
            break
        except (UnicodeDecodeError, LookupError):
            continue
    if text is None:
        from charset_normalizer import from_bytes  # noqa: PLC0415 - rarely needed

        guess = from_bytes(data).best()
        text = None if guess is None else str(guess)
    if text is None or _NO_TEXT.search(text):
        raise _undecodable(path)
    return text.removeprefix("\ufeff")


def _too_large(path: Path) -> KnownError:
    return KnownError(
        "file-too-large",
        _("“{file}” is too large for a text.").format(file=path.name),
        _("Leave its pictures out, or split it into sections."),
    )


def _read_bytes(path: Path) -> bytes:
    """The bytes of a file that is not too large; what cannot be read is a `KnownError`."""
    try:
        if path.stat().st_size > MAX_BYTES:
            raise _too_large(path)
        return path.read_bytes()
    except FileNotFoundError as error:
        raise KnownError(
            "file-not-found", _("There is no file “{file}”.").format(file=path)
        ) from error
    except OSError as error:
        raise KnownError(
            "file-not-readable",
            _("“{file}” cannot be read: {reason}.").format(file=path, reason=error.strerror),
        ) from error


def read_html(html: str, *, pictures: bool = False) -> TextImport:
    """The text of pasted HTML, with the pictures in it for those who can keep them.

    Raises `KnownError` where it is too long or nested too deeply.
    """
    return html_to_text(_CLIPBOARD_HEADER.sub("", html), _("Clipboard"), pictures=pictures)


def read_text_file(path: Path) -> TextImport:
    """The text of a .md, .txt, .html or .docx file, and what of it was left out.

    Raises `KnownError` for other kinds of files and for files that are missing, too large,
    damaged or unsafe.
    """
    suffix = path.suffix.lower()
    if suffix not in (".md", ".markdown", ".txt", ".html", ".htm", ".docx"):
        raise KnownError(
            "unsupported-text",
            _("“{file}” is not a kind of text that can be read.").format(file=path.name),
            _("Texts are read from .docx, .md, .html and .txt."),
        )
    data = _read_bytes(path)
    if suffix == ".docx":
        from vnr_app.importing.docx_text import docx_to_text  # noqa: PLC0415

        return docx_to_text(path)
    text = decode_text(path, data)
    if suffix not in (".html", ".htm") and len(text) > MAX_CHARACTERS:
        raise _too_large(path)
    if suffix == ".txt":
        return TextImport(normalise(from_plain_text(text)))
    if suffix in (".md", ".markdown"):
        from vnr_app.importing.markdown_text import markdown_to_html  # noqa: PLC0415

        text = markdown_to_html(text)
    return html_to_text(text, path.name, pictures=True)
