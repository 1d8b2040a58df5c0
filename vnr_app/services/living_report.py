"""References to the data in a text become what the data say now, for readers of the report."""

from collections.abc import Callable
from dataclasses import replace
from hashlib import blake2b

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
from vnr_app.i18n import words_of
from vnr_app.services.living import Values
from vnr_app.services.living_tables import table_lines


def resolve(document: Document, values: Values) -> Document:
    """The document with living numbers and tables of data replaced by text; charts stay."""

    def tell(reference: ValueRef) -> Runs:
        return _printed(reference, values)

    told = (_told(block, tell) for block in document.blocks)
    blocks = tuple(
        _indicator_table(block, values) if isinstance(block, IndicatorTable) else block
        for block in told
    )
    return normalise(replace(document, blocks=blocks))


def refreshed(document: Document, values: Values) -> Document:
    """The document with the words of its living numbers as they are now."""

    def tell(reference: ValueRef) -> Runs:
        return (replace(reference, text=values.shown(reference)),)

    return replace(document, blocks=tuple(_told(block, tell) for block in document.blocks))


def _printed(reference: ValueRef, values: Values) -> Runs:
    text = Text(values.shown(reference))
    if values.find(reference) is not None:
        return (text,)
    # Printed, so that nobody takes it for a figure that the data still bear out.
    words = words_of(values.language)
    gone = words("no longer in the data")
    return (text, Text(f" [{gone}]", bold=True))


def _told(block: Block, tell: Callable[[ValueRef], Runs]) -> Block:
    match block:
        case Table():
            return _each_cell(block, lambda runs: _runs(runs, tell))
        case Figure():
            return replace(block, caption=_runs(block.caption, tell))
        case Heading() | Paragraph() | ListItem():
            return replace(block, runs=_runs(block.runs, tell))
        case Chart() | IndicatorTable():
            return block


def _runs(runs: Runs, tell: Callable[[ValueRef], Runs]) -> Runs:
    return tuple(told for run in runs for told in _run(run, tell))


def _run(run: Run, tell: Callable[[ValueRef], Runs]) -> Runs:
    if isinstance(run, NoteRef):
        return (NoteRef(_runs(run.note, tell)),)
    return tell(run) if isinstance(run, ValueRef) else (run,)


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
        words = words_of(values.language)
        gone = words("The figures of this table are no longer in the data.")
        runs = (Text(f"[{gone}]", bold=True),)
        return Paragraph(id=block.id, dir=block.dir, lang=block.lang, runs=runs)
    rows = tuple(_row(line, f"{block.id}/{number}") for number, line in enumerate((head, *body)))
    return Table(id=block.id, dir=block.dir, lang=block.lang, header_rows=1, rows=rows)


def _row(line: tuple[str, ...], place: str) -> TableRow:
    """A row of a table; its blocks have the same ids each time, or no two exports were the same."""
    return TableRow(
        tuple(
            TableCell(
                blocks=(
                    Paragraph(
                        id=blake2b(f"{place}/{column}".encode(), digest_size=6).hexdigest(),
                        runs=(Text(text),) if text else (),
                    ),
                )
            )
            for column, text in enumerate(line)
        )
    )
