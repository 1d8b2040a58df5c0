"""The look at a Word file before anything parses it: no bombs, no entities, nothing hidden."""

import re
import zipfile
from pathlib import Path

from vnr_app.errors import KnownError
from vnr_app.i18n import _
from vnr_app.importing.container import Container, Limits

LIMITS = Limits(inflated=200 * 1024**2, ratio=100, ratio_from=1024**2)
MAX_XML_BYTES = 16 * 1024**2
"""The parts that are parsed, together; their tree takes sixty times their size in memory."""

# The document, its notes, comments, styles and numbering, relations and properties; charts and the
# like are never parsed.
_PARSED = re.compile(r"word/[^/]*\.xml|.*\.rels|docprops/core\.xml")


def _damaged(path: Path) -> KnownError:
    return KnownError(
        "damaged-file",
        _("“{file}” is not a Word file, or it is damaged.").format(file=path.name),
        _("Open it in a word processor and save it again as .docx."),
    )


def check_docx(path: Path) -> None:
    """Refuse a file that is no Word document, or that is unsafe to parse, by a `KnownError`."""
    try:
        opened = Container(path, LIMITS)
    except zipfile.BadZipFile as error:
        raise _damaged(path) from error
    with opened as container:
        if not container.has("[content_types].xml"):
            raise _damaged(path)
        if not container.parts("word/.*"):
            raise KnownError(
                "unsupported-text",
                _("“{file}” is an office file, but not a Word document.").format(file=path.name),
                _("Texts are read from .docx, .md, .html and .txt."),
            )
        parsed = 0
        for part in container.parts(".*"):
            for piece in container.stream(part):
                parsed += len(piece) if _PARSED.fullmatch(part) else 0
                if parsed > MAX_XML_BYTES:
                    raise container.refuse("zip-ratio", _("its text is too long to be read."))
