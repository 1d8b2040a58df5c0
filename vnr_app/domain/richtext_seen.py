"""Blocks as a reader of a Word file sees them: what word processors change by themselves aside."""

from dataclasses import replace

from vnr_app.domain.richtext import (
    Block,
    CellBlock,
    Figure,
    NoteRef,
    Run,
    Runs,
    Table,
    TableRow,
    Text,
    TextBlock,
)
from vnr_app.domain.richtext_align import content

_ROUNDED = 3
"""Per cent of the text's width by which word processors may round the size of a picture."""


def is_resized(sent: Block, back: Block) -> bool:
    """Whether somebody has drawn a picture larger or smaller."""
    if not (isinstance(sent, Figure) and isinstance(back, Figure)):
        return False
    return sent.image_id == back.image_id and abs(sent.width - back.width) > _ROUNDED


def seen(block: Block) -> Block:
    """The block without what programs guess, and pictures without their size; comments count."""
    bare = _without_guesses(content(block))
    if isinstance(bare, Table):
        rows = tuple(
            TableRow(
                tuple(
                    replace(cell, blocks=tuple(_seen_cell(one) for one in cell.blocks))
                    for cell in row.cells
                )
            )
            for row in bare.rows
        )
        return replace(bare, rows=rows)
    if isinstance(bare, Figure):
        return replace(bare, width=0, caption=_seen_runs(bare.caption))
    return replace(bare, runs=_seen_runs(bare.runs)) if isinstance(bare, TextBlock) else bare


def _seen_cell(block: CellBlock) -> CellBlock:
    return replace(block, dir=None, lang=None, runs=_seen_runs(block.runs))


def _without_guesses(block: Block) -> Block:
    return replace(block, dir=None, lang=None)


def _seen_runs(runs: Runs) -> Runs:
    """The runs with neighbours of one look as one."""
    made: list[Run] = []
    for run in runs:
        last = made[-1] if made else None
        if isinstance(run, Text) and isinstance(last, Text) and replace(last, text=run.text) == run:
            made[-1] = replace(last, text=last.text + run.text)
        else:
            made.append(NoteRef(_seen_runs(run.note)) if isinstance(run, NoteRef) else run)
    return tuple(made)
