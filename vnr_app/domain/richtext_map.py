"""A change made to all runs of a text, in cells, captions and notes too."""

from collections.abc import Callable
from dataclasses import replace

from vnr_app.domain.richtext import (
    Block,
    Document,
    Figure,
    NoteRef,
    Run,
    Runs,
    Table,
    TableRow,
    TextBlock,
)

Change = Callable[[Run], Run]


def map_runs(document: Document, change: Change) -> Document:
    """The document with every run changed; notes are changed inside and stay notes."""
    return replace(document, blocks=tuple(_block(block, change) for block in document.blocks))


def _block(block: Block, change: Change) -> Block:
    if isinstance(block, TextBlock):
        return replace(block, runs=_runs(block.runs, change))
    if isinstance(block, Figure):
        return replace(block, caption=_runs(block.caption, change))
    return _table(block, change) if isinstance(block, Table) else block


def _table(table: Table, change: Change) -> Table:
    rows = tuple(
        TableRow(
            tuple(
                replace(
                    cell,
                    blocks=tuple(replace(one, runs=_runs(one.runs, change)) for one in cell.blocks),
                )
                for cell in row.cells
            )
        )
        for row in table.rows
    )
    return replace(table, rows=rows)


def _runs(runs: Runs, change: Change) -> Runs:
    return tuple(
        NoteRef(_runs(run.note, change)) if isinstance(run, NoteRef) else change(run)
        for run in runs
    )
