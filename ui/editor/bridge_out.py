"""From a QTextDocument into the text model."""

import json
from collections.abc import Iterator

from PySide6.QtGui import (
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextList,
    QTextListFormat,
    QTextTable,
    QTextTableCell,
)

from ui.editor import marks
from vnr_app.domain.richtext import (
    Block,
    Break,
    Document,
    Heading,
    ListItem,
    ListKind,
    Paragraph,
    ParagraphStyle,
    Run,
    Table,
    TableCell,
    TableRow,
    Text,
    TextBlock,
)
from vnr_app.domain.richtext_normalise import normalise

NUMBERED = {
    QTextListFormat.Style.ListDecimal,
    QTextListFormat.Style.ListLowerAlpha,
    QTextListFormat.Style.ListLowerRoman,
    QTextListFormat.Style.ListUpperAlpha,
    QTextListFormat.Style.ListUpperRoman,
}


def _marked(text: str, char_format: QTextCharFormat) -> Text:
    style = char_format.underlineStyle()
    alignment = char_format.verticalAlignment()
    comments = char_format.property(marks.COMMENTS)
    return Text(
        text,
        bold=char_format.fontWeight() >= marks.BOLD_FROM,
        italic=char_format.fontItalic(),
        underline=style == QTextCharFormat.UnderlineStyle.SingleUnderline,
        sup=alignment == QTextCharFormat.VerticalAlignment.AlignSuperScript,
        sub=alignment == QTextCharFormat.VerticalAlignment.AlignSubScript,
        link=char_format.anchorHref() if char_format.isAnchor() else None,
        comments=tuple(json.loads(comments)) if comments else (),
    )


def _fragment_runs(text: str, char_format: QTextCharFormat) -> Iterator[Run | Block]:
    """The runs of a stretch of equal format; whole blocks that stand in it come as blocks."""
    if marks.OBJECT in text:
        content = marks.content_of(char_format)
        run = marks.run_of(char_format)
        if content is not None:
            yield from [run if run is not None else content] * text.count(marks.OBJECT)
        text = text.replace(marks.OBJECT, "")
    if char_format.property(marks.RAW_SEPARATOR):
        yield _marked(text, char_format)
        return
    for number, stretch in enumerate(text.split(marks.SEPARATOR)):
        if number:
            yield Break()
        if stretch:
            yield _marked(stretch, char_format)


def _block_runs(block: QTextBlock) -> Iterator[Run | Block]:
    position = block.begin()
    while not position.atEnd():
        fragment = position.fragment()
        yield from _fragment_runs(fragment.text(), fragment.charFormat())
        position += 1


def _list_of(block: QTextBlock) -> QTextList | None:
    return block.textList()


def table_at(block: QTextBlock) -> QTextTable | None:
    """The outermost table that a block stands in."""
    table: QTextTable | None = QTextCursor(block).currentTable()
    while table is not None and isinstance(outer := table.parentFrame(), QTextTable):
        table = outer
    return table


def cell_blocks(cell: QTextTableCell) -> Iterator[QTextBlock]:
    """The blocks of a cell, from first to last."""
    block = cell.firstCursorPosition().block()
    last = cell.lastCursorPosition().block()
    while block != last:
        yield block
        block = block.next()
    yield last


def _style(block_format: QTextBlockFormat) -> ParagraphStyle:
    value = block_format.property(marks.BLOCK_STYLE)
    return ParagraphStyle(value) if value else ParagraphStyle.BODY


class Reader:
    """Reads blocks in order; one without an id borrows that of its neighbour.

    `normalise` then derives an id from it, the same one each time as long as nothing moves.
    """

    def __init__(self) -> None:
        self.last_id = "text"
        """The id that a block without one borrows."""

    def text_block(self, block: QTextBlock, runs: tuple[Run, ...]) -> TextBlock:
        """A block with these runs, of the kind that Qt's block is."""
        source = block.blockFormat()
        block_id, direction, language = marks.frame_of(source, self.last_id)
        self.last_id = block_id
        current = _list_of(block)
        if level := source.headingLevel():
            return Heading(id=block_id, dir=direction, lang=language, level=level, runs=runs)
        if current is None:
            style = _style(source)
            return Paragraph(id=block_id, dir=direction, lang=language, style=style, runs=runs)
        list_format = current.format()
        kind = ListKind.NUMBER if list_format.style() in NUMBERED else ListKind.BULLET
        level = list_format.indent() - 1
        return ListItem(
            id=block_id, dir=direction, lang=language, kind=kind, level=level, runs=runs
        )

    def blocks(self, block: QTextBlock) -> Iterator[Block]:
        """The block, cut at each figure or chart that stands in it."""
        runs: list[Run] = []
        objects = 0
        for item in _block_runs(block):
            if isinstance(item, Run):
                runs.append(item)
                continue
            if runs:
                yield self.text_block(block, tuple(runs))
                runs = []
            objects += 1
            yield item
        if runs or not objects:
            yield self.text_block(block, tuple(runs))

    def cell(self, cell: QTextTableCell, moved: list[Block]) -> TableCell:
        """A cell; what a cell cannot hold is added to `moved`."""
        inside: list[Paragraph | ListItem] = []
        for block in cell_blocks(cell):
            for each in self.blocks(block):
                match each:
                    case Paragraph() | ListItem():
                        inside.append(each)
                    case Heading():
                        inside.append(Paragraph(id=each.id, runs=each.runs))
                    case _:
                        moved.append(each)
        return TableCell(blocks=tuple(inside), col_span=cell.columnSpan(), row_span=cell.rowSpan())

    def table(self, table: QTextTable) -> Iterator[Block]:
        """The table; what a cell cannot hold follows it."""
        source = table.format().toTableFormat()
        table_id, direction, language = marks.frame_of(source, self.last_id)
        moved: list[Block] = []
        rows: list[TableRow] = []
        for r in range(table.rows()):
            beginning = (
                cell
                for c in range(table.columns())
                if ((cell := table.cellAt(r, c)).row(), cell.column()) == (r, c)
            )
            rows.append(TableRow(tuple(self.cell(cell, moved) for cell in beginning)))
        yield Table(
            id=table_id,
            dir=direction,
            lang=language,
            header_rows=source.headerRowCount(),
            rows=tuple(rows),
        )
        yield from moved


def from_qt(source: QTextDocument) -> Document:
    """The normalised document that `source` holds."""
    reader = Reader()
    blocks: list[Block] = []
    block = source.begin()
    while block.isValid():
        table = table_at(block)
        if table is None:
            blocks.extend(reader.blocks(block))
            block = block.next()
        else:
            blocks.extend(reader.table(table))
            block = source.findBlock(table.lastPosition() + 1)
    return normalise(Document(blocks=tuple(blocks)))
