"""Word texts to the text model."""

import re
from collections import Counter
from pathlib import Path

from vnr_app.domain.richtext import Document
from vnr_app.domain.richtext_normalise import normalise
from vnr_app.errors import KnownError
from vnr_app.i18n import _, ngettext
from vnr_app.importing.docx_body import BodyReader
from vnr_app.importing.docx_guard import check_docx
from vnr_app.importing.docx_parts import read_parts
from vnr_app.importing.docx_styles import Styles
from vnr_app.importing.html_text import TextImport

_COMMENT = re.compile(rb"<w:commentReference[ />]")
_FORMULA = re.compile(rb"<m:oMath[ />]")
_CHART = re.compile(rb"<c(?:x)?:chart[ />]|<dgm:relIds[ />]")


def _left_out(xml: bytes, counts: Counter[str]) -> tuple[str, ...]:
    """Sentences on what Word shows and the text will not hold."""
    pictures, moved, symbols = counts["picture"], counts["moved"], counts["symbol"]
    comments, formulas, charts = (
        len(pattern.findall(xml)) for pattern in (_COMMENT, _FORMULA, _CHART)
    )
    sentences = (
        (counts["front"], _("Cover and contents of the report were left out.")),
        (counts["contents"], _("The table of contents was left out.")),
        (
            counts["sources"],
            _("The list of sources was left out: the report makes it anew."),
        ),
        (
            pictures,
            ngettext("{count} picture was left out.", "{count} pictures were left out.", pictures),
        ),
        (
            moved,
            ngettext(
                "{count} picture of a table stands below the table now.",
                "{count} pictures of tables stand below their tables now.",
                moved,
            ),
        ),
        (
            comments,
            ngettext("{count} comment was left out.", "{count} comments were left out.", comments),
        ),
        (counts["tracked"], _("Tracked changes were read as if they were accepted.")),
        (
            formulas,
            ngettext("{count} formula was left out.", "{count} formulas were left out.", formulas),
        ),
        (
            charts,
            ngettext(
                "{count} chart or diagram was left out.",
                "{count} charts or diagrams were left out.",
                charts,
            ),
        ),
        (counts["hidden"], _("Hidden text was left out.")),
        (counts["struck"], _("Struck-through text is no longer struck through.")),
        (
            symbols,
            ngettext(
                "{count} sign of a symbol font is not known and became “\ufffd”.",
                "{count} signs of symbol fonts are not known and became “\ufffd”.",
                symbols,
            ),
        ),
    )
    return tuple(sentence.format(count=count) for count, sentence in sentences if count)


def docx_to_text(path: Path) -> TextImport:
    """The text of a Word file with its pictures.

    Raises `KnownError` for a file that is damaged, unsafe, or no Word document.
    """
    check_docx(path)
    try:
        file = read_parts(path)
        reader = BodyReader(file, Styles(file))
        document = normalise(Document(blocks=reader.blocks()))
    except KnownError:
        raise
    # A broken file makes the reader of XML, or what looks into the tree, stumble anywhere.
    except Exception as error:
        raise KnownError(
            "damaged-file",
            _("“{file}” is a damaged Word file.").format(file=path.name),
            _("Open it in a word processor and save it again as .docx."),
        ) from error
    return TextImport(document, _left_out(file.xml, reader.state.counts), reader.images)
