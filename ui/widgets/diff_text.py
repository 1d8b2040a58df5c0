"""A side of a comparison as a document to be painted: words marked, a table as a grid.

Everything is put in through a cursor as characters; nothing of a text is ever read as HTML.
"""

import re
from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextFormat,
    QTextFrameFormat,
    QTextLength,
    QTextOption,
    QTextTableFormat,
)

from ui.editor.safe_document import SafeDocument
from ui.theme.colors import Colors
from ui.theme.fonts import font
from vnr_app.domain.richtext import (
    Block,
    Heading,
    ListItem,
    ListKind,
    Paragraph,
    ParagraphStyle,
    Table,
)
from vnr_app.domain.richtext_diff import Row
from vnr_app.domain.richtext_diff_tables import CellPair
from vnr_app.domain.richtext_pieces import Stretch
from vnr_app.domain.richtext_words import Segments

_HEADINGS = {1: 18, 2: 15, 3: 14, 4: 13}
_INDENT = 20
_LINE_HEIGHT = 135.0
_CITED = re.compile(r"(?<=\[)[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
"""A citation as the comparison has it: "[" and the id of its source."""

Names = Mapping[str, str]
"""What sources are called, by their ids."""


def new_document() -> SafeDocument:
    """An empty document in the type of comparisons; long words break, lines find their side."""
    made = SafeDocument()
    made.setUndoRedoEnabled(False)
    made.setDefaultFont(font())
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
    made.setDefaultTextOption(option)
    return made


def side_document(row: Row, *, old: bool, colors: Colors, names: Names) -> SafeDocument | None:
    """One side of a row; None where the row has nothing there."""
    block = row.old if old else row.new
    if block is None:
        return None
    made = new_document()
    cursor = QTextCursor(made)
    if isinstance(block, Table):
        _insert_table(cursor, row.cells, block, old=old, colors=colors, names=names)
    else:
        cursor.setBlockFormat(block_format(block))
        whole = char_format(block, colors)
        cursor.insertText(_bullet(block), whole)
        segments = row.old_segments if old else row.new_segments
        _insert_segments(cursor, segments, whole, colors, names)
    return made


def block_format(block: Block) -> QTextBlockFormat:
    """Indent and direction of a block."""
    made = QTextBlockFormat()
    made.setLineHeight(_LINE_HEIGHT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    if block.dir is not None:
        rtl = block.dir == "rtl"
        made.setLayoutDirection(
            Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight
        )
    if isinstance(block, ListItem):
        made.setIndent(block.level + 1)
        made.setTextIndent(-_INDENT / 2)
    elif isinstance(block, Paragraph) and block.style is not ParagraphStyle.BODY:
        made.setIndent(int(block.style is not ParagraphStyle.CAPTION))
    return made


def char_format(block: Block, colors: Colors) -> QTextCharFormat:
    """Size, weight and colour of a block's words."""
    made = QTextCharFormat()
    made.setForeground(QBrush(QColor(colors.text)))
    if isinstance(block, Heading):
        made.setProperty(QTextFormat.Property.FontPixelSize.value, _HEADINGS[block.level])
        made.setFontWeight(QFont.Weight.DemiBold)
    elif isinstance(block, Paragraph) and block.style is ParagraphStyle.BOX_TITLE:
        made.setFontWeight(QFont.Weight.DemiBold)
    elif isinstance(block, Paragraph) and block.style in (
        ParagraphStyle.QUOTE,
        ParagraphStyle.CAPTION,
    ):
        made.setFontItalic(block.style is ParagraphStyle.QUOTE)
        made.setForeground(QBrush(QColor(colors.muted)))
    return made


def marked(whole: QTextCharFormat, kind: str, colors: Colors) -> QTextCharFormat:
    """The format of words that were added (underlined) or removed (struck), on a ground."""
    made = QTextCharFormat(whole)
    if kind == "removed":
        made.setBackground(QBrush(QColor(colors.error_soft)))
        made.setForeground(QBrush(QColor(colors.text)))
        made.setFontStrikeOut(True)
    elif kind == "added":
        made.setBackground(QBrush(QColor(colors.success_soft)))
        made.setForeground(QBrush(QColor(colors.text)))
        made.setFontUnderline(True)
    return made


def _bullet(block: Block) -> str:
    """The mark of a list's item; which number it had is not known to one paragraph alone."""
    if not isinstance(block, ListItem):
        return ""
    return "•\u00a0" if block.kind is ListKind.BULLET else "#\u00a0"


def _insert_segments(
    cursor: QTextCursor, segments: Segments, whole: QTextCharFormat, colors: Colors, names: Names
) -> None:
    for each in segments:
        text = _CITED.sub(lambda found: names.get(found[0], "?"), each.text)
        # A line break inside the paragraph, not a paragraph of its own.
        cursor.insertText(text.replace("\n", "\u2028"), marked(whole, each.kind, colors))


def _insert_table(
    cursor: QTextCursor,
    cells: Sequence[Sequence[CellPair]],
    table: Table,
    *,
    old: bool,
    colors: Colors,
    names: Names,
) -> None:
    """The cells of one side; those that only the other side has leave an empty place."""
    columns = max((len(line) for line in cells), default=0)
    if not columns:
        return
    form = QTextTableFormat()
    form.setBorder(1)
    form.setBorderBrush(QBrush(QColor(colors.strong_border)))
    form.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
    form.setBorderCollapse(True)
    form.setCellPadding(4)
    form.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
    share = QTextLength(QTextLength.Type.PercentageLength, 100 / columns)
    form.setColumnWidthConstraints([share] * columns)
    if table.dir is not None:
        rtl = table.dir == "rtl"
        form.setLayoutDirection(
            Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight
        )
    made = cursor.insertTable(len(cells), columns, form)
    whole = QTextCharFormat()
    whole.setForeground(QBrush(QColor(colors.text)))
    for r, line in enumerate(cells):
        for c, cell in enumerate(line):
            segments = cell.old_segments if old else cell.new_segments
            place = made.cellAt(r, c).firstCursorPosition()
            _insert_segments(place, segments, whole, colors, names)


def write_stretches(
    cursor: QTextCursor,
    stretches: Sequence[Stretch],
    side: str,
    colors: Colors,
    *,
    apart: bool,
) -> None:
    """One side's sentences ("base", "mine" or "theirs"), those that differ on a ground.

    `apart` gives each a paragraph of its own, for what does not follow one another in the text.
    """
    plain = QTextCharFormat()
    plain.setForeground(QBrush(QColor(colors.text)))
    differing = QTextCharFormat(plain)
    differing.setBackground(QBrush(QColor(colors.warning_soft)))
    differing.setFontUnderline(True)
    layout = QTextBlockFormat()
    layout.setLineHeight(_LINE_HEIGHT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    cursor.setBlockFormat(layout)
    for number, each in enumerate(stretches):
        if apart and number:
            cursor.insertBlock(layout)
        text = {"base": each.base, "mine": each.mine, "theirs": each.theirs}[side]
        words = text.rstrip()
        cursor.insertText(words.replace("\n", "\u2028"), differing if each.differs else plain)
        cursor.insertText(text[len(words) :].replace("\n", "\u2028"), plain)
