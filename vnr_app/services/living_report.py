"""References to the data in a text become what the data say now, for readers of the report."""

from collections.abc import Callable
from dataclasses import replace

from vnr_app.domain.richtext import (
    Block,
    Chart,
    Document,
    Figure,
    Heading,
    IndicatorTable,
    ListItem,
    NoteRef,
    Paragraph,
    Run,
    Runs,
    Table,
    TableCell,
    TableRow,
    Text,
    ValueRef,
)
from vnr_app.domain.richtext_normalise import normalise
from vnr_app.i18n import _
from vnr_app.services.living import Values
from vnr_app.services.living_tables import table_lines


def resolve(document: Document, values: Values) -> Document:
    """The document with living numbers and tables of data replaced by text; charts stay."""
    blocks = tuple(_block(block, values) for block in document.blocks)
    return normalise(replace(document, blocks=blocks))


def _block(block: Block, values: Values) -> Block:
    match block:
        case Table():
            return _each_cell(block, lambda runs: _runs(runs, values))
        case Figure():
            return replace(block, caption=_runs(block.caption, values))
        case IndicatorTable():
            return _indicator_table(block, values)
        case Chart():
            return block
        case Heading() | Paragraph() | ListItem():
            return replace(block, runs=_runs(block.runs, values))


def _runs(runs: Runs, values: Values) -> Runs:
    return tuple(shown for run in runs for shown in _run(run, values))


def _run(run: Run, values: Values) -> Runs:
    if isinstance(run, NoteRef):
        return (NoteRef(_runs(run.note, values)),)
    if not isinstance(run, ValueRef):
        return (run,)
    text = Text(values.shown(run))
    if values.find(run) is not None:
        return (text,)
    # Printed, so that nobody takes it for a figure that the data still bear out.
    return (text, Text(" [" + _("no longer in the data") + "]", bold=True))


def _each_cell(table: Table, change: Callable[[Runs], Runs]) -> Table:
    rows = tuple(
        TableRow(
            tuple(
                replace(
                    cell,
                    blocks=tuple(replace(b, runs=change(b.runs)) for b in cell.blocks),
                )
                for cell in row.cells
            )
        )
        for row in table.rows
    )
    return replace(table, rows=rows)


def _indicator_table(block: IndicatorTable, values: Values) -> Table | Paragraph:
    head, *body = table_lines(block, values)
    if not body:
        words = _("The figures of this table are no longer in the data.")
        runs = (Text(f"[{words}]", bold=True),)
        return Paragraph(id=block.id, dir=block.dir, lang=block.lang, runs=runs)
    rows = tuple(_row(line) for line in (head, *body))
    return Table(id=block.id, dir=block.dir, lang=block.lang, header_rows=1, rows=rows)


def _row(line: tuple[str, ...]) -> TableRow:
    texts = ((Text(text),) if text else () for text in line)
    return TableRow(tuple(TableCell(blocks=(Paragraph(runs=runs),)) for runs in texts))
