"""Where the text model lives inside a QTextDocument: the numbers of our own properties.

What Qt has a place for is kept there (weight, lists, tables, links); the rest is kept in these
properties of a block or of a character. The document carries no fonts and colours: the looks are
laid over it by `ui.editor.looks`.
"""

from functools import lru_cache

from PySide6.QtGui import QTextCharFormat, QTextFormat

from vnr_app.domain.richtext import Block, Direction, Document, Paragraph, Run
from vnr_app.domain.richtext_json import decode, encode

_USER = QTextFormat.Property.UserProperty.value

BLOCK_ID = _USER + 1
BLOCK_STYLE = _USER + 2
DIRECTION = _USER + 3
LANGUAGE = _USER + 4
COMMENTS = _USER + 5
"""Ids of the comments on a stretch of text, as JSON."""
RAW_SEPARATOR = _USER + 6
"""Set on a U+2028 that belongs to the text; without it the character is a line break."""
CONTENT = _USER + 7
"""On an object character: the run or block that it stands for, as a JSON document."""

OBJECT = "￼"
SEPARATOR = "\u2028"
RUN_OBJECT = QTextFormat.ObjectTypes.UserObject.value + 1
BLOCK_OBJECT = QTextFormat.ObjectTypes.UserObject.value + 2

BOLD_FROM = 700


def run_object(run: Run) -> QTextCharFormat:
    """The format of a character that stands for a note, a citation, a value or a reference."""
    return _object(RUN_OBJECT, Paragraph(id="run", runs=(run,)))


def block_object(block: Block) -> QTextCharFormat:
    """The format of a character that stands for a figure, a chart or an indicator table."""
    return _object(BLOCK_OBJECT, block)


def _object(kind: int, block: Block) -> QTextCharFormat:
    made = QTextCharFormat()
    made.setObjectType(kind)
    made.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignBaseline)
    made.setProperty(CONTENT, encode(Document(blocks=(block,))))
    return made


def content_of(char_format: QTextFormat) -> Block | None:
    """The block inside an object character; a run is wrapped in a paragraph. None for no object."""
    if char_format.objectType() not in (RUN_OBJECT, BLOCK_OBJECT):
        return None
    return _decoded(str(char_format.property(CONTENT)))


@lru_cache(maxsize=2048)
def _decoded(content: str) -> Block:
    """Asked for at every painting, and frozen."""
    return decode(content).blocks[0]


def run_of(char_format: QTextFormat) -> Run | None:
    """The run that an object character stands for."""
    if char_format.objectType() != RUN_OBJECT:
        return None
    block = content_of(char_format)
    return block.runs[0] if isinstance(block, Paragraph) else None


def frame_of(source: QTextFormat, fallback_id: str) -> tuple[str, Direction | None, str | None]:
    """Id, direction and language of a block."""
    direction: Direction | None = None
    match source.property(DIRECTION):
        case "rtl":
            direction = "rtl"
        case "ltr":
            direction = "ltr"
    language = source.property(LANGUAGE)
    return str(source.property(BLOCK_ID) or fallback_id), direction, language or None
