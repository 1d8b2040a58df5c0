"""One form for each text, so that equality, difference and hashes of documents mean something."""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain
from typing import Any

from vnr_app.domain.by_identity import ByIdentity
from vnr_app.domain.richtext import (
    Block,
    Break,
    CellBlock,
    Chart,
    CiteRef,
    CrossRef,
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
    new_block_id,
)
from vnr_app.domain.richtext_tables import fit_spans

# What Word's XML or the editor cannot carry: controls but the tab, halves of surrogate pairs,
# code points that Unicode keeps for internal use, and the editor's mark of an embedded object.
_NOT_TEXT = re.compile(
    "[\x00-\x08\x0a-\x1f\ud800-\udfff\ufdd0-\ufdef\ufffc\ufffe\uffff"
    + "".join(chr(plane << 16 | last) for plane in range(1, 17) for last in (0xFFFE, 0xFFFF))
    + "]"
)
_LINE_END = re.compile("\r\n|[\r\n\v\f\u2029]")


def _clean(text: str) -> str:
    return _NOT_TEXT.sub("", _LINE_END.sub(" ", text))


def _clean_all(texts: Iterable[str]) -> tuple[str, ...]:
    """The texts cleaned, each once, in order."""
    return tuple(dict.fromkeys(filter(None, map(_clean, texts))))


def _text_runs(run: Text) -> Iterator[Run]:
    """The run cleaned, in two at each line end that stands in its text."""
    for number, line in enumerate(_LINE_END.split(run.text)):
        if number:
            yield Break()
        yield replace(
            run,
            text=_clean(line),
            sub=run.sub and not run.sup,
            link=_clean(run.link or "") or None,
            comments=_clean_all(run.comments),
        )


def _clean_run(run: Run, *, in_note: bool) -> Iterator[Run]:
    match run:
        case Text():
            yield from _text_runs(run)
        case NoteRef(note):
            # No page has notes to notes: an inner one becomes part of the outer one's text.
            inner = _runs(note, in_note=True)
            if in_note:
                yield from inner
            else:
                yield NoteRef(inner)
        case CiteRef():
            yield CiteRef(_clean(run.source_id), _clean(run.locator))
        case ValueRef():
            yield ValueRef(
                _clean(run.series),
                _clean(run.period),
                _clean(run.breakdown),
                _clean(run.format),
                _clean(run.text),
            )
        case CrossRef():
            yield CrossRef(_clean(run.block), _clean(run.text))
        case Break():
            yield run


def _runs(runs: Runs, *, in_note: bool = False) -> Runs:
    """The runs cleaned, empty texts dropped, equal neighbours merged."""
    merged: list[Run] = []
    for run in (part for one in runs for part in _clean_run(one, in_note=in_note)):
        last = merged[-1] if merged else None
        if isinstance(run, Text):
            if not run.text:
                continue
            if isinstance(last, Text) and replace(last, text=run.text) == run:
                merged[-1] = replace(run, text=last.text + run.text)
                continue
        merged.append(run)
    return tuple(merged)


def _derived_id(seed: str) -> str:
    return hashlib.blake2b(seed.encode(), digest_size=6).hexdigest()


class _Ids:
    """Gives each block an id of its own; the same ones for the same document."""

    def __init__(self) -> None:
        self._used: set[str] = set()
        self._copies: Counter[str] = Counter()

    def take(self, wanted: tuple[str, ...]) -> bool:
        """Take all these ids if each is there and free; else none."""
        free = all(wanted) and len(set(wanted)) == len(wanted) and self._used.isdisjoint(wanted)
        if free:
            self._used.update(wanted)
        return free

    def unique(self, wanted: str) -> str:
        """The wanted id where it is free, else one derived from it; a random one for none."""
        wanted = wanted or new_block_id()
        chosen = wanted
        while chosen in self._used:
            self._copies[wanted] += 1
            chosen = _derived_id(f"{wanted}/{self._copies[wanted]}")
        self._used.add(chosen)
        return chosen


def _clamp(number: int, low: int, high: int) -> int:
    return max(low, min(high, number))


def _frame(block: Block) -> dict[str, Any]:
    return {"id": _clean(block.id), "lang": _clean(block.lang or "") or None}


def _clean_cell_block(block: CellBlock) -> CellBlock:
    if isinstance(block, ListItem):
        level = _clamp(block.level, 0, 8)
        return replace(block, level=level, runs=_runs(block.runs), **_frame(block))
    return replace(block, runs=_runs(block.runs), **_frame(block))


def _clean_table(table: Table) -> Table | None:
    """The table with cleaned cells and fitting spans; None for one without cells."""
    rows, header_rows = fit_spans(table.rows, table.header_rows)
    if not rows:
        return None
    clean_rows = tuple(
        TableRow(
            tuple(
                replace(cell, blocks=tuple(map(_clean_cell_block, cell.blocks)))
                for cell in row.cells
            )
        )
        for row in rows
    )
    return replace(table, header_rows=header_rows, rows=clean_rows, **_frame(table))


def _cleaned(block: Block) -> Block | None:
    match block:
        case Table():
            return _clean_table(block)
        case Paragraph() | ListItem():
            return _clean_cell_block(block)
        case Heading():
            level = _clamp(block.level, 1, 4)
            return replace(block, level=level, runs=_runs(block.runs), **_frame(block))
        case Figure():
            return replace(
                block,
                image_id=_clean(block.image_id),
                caption=_runs(block.caption),
                alt_text=_clean(block.alt_text),
                credit=_clean(block.credit),
                width=_clamp(block.width, 10, 100),
                **_frame(block),
            )
        case IndicatorTable():
            series, periods = _clean_all(block.series), _clean_all(block.periods)
            return replace(block, series=series, periods=periods, **_frame(block))
        case Chart():
            return replace(
                block,
                series=_clean_all(block.series),
                kind=_clean(block.kind),
                title=_clean(block.title),
                **_frame(block),
            )


_CLEAN: ByIdentity[tuple[str, ...]] = ByIdentity()
"""Blocks that are clean, with the ids in them as `_ids_in` gives them."""


def _ids_in(block: Block) -> tuple[str, ...]:
    """The ids of a block and of those in its cells; an empty one for a cell without blocks."""
    if not isinstance(block, Table):
        return (block.id,)
    cells = (cell for row in block.rows for cell in row.cells)
    return (block.id, *(i for cell in cells for i in [b.id for b in cell.blocks] or [""]))


def clean_block(block: Block) -> Block | None:
    """The block as `normalise` would have it, but for its ids; None for a table without cells.

    A clean block is remembered, so that normalising it again costs nothing.
    """
    if _CLEAN.get(block) is not None:
        return block
    made = _cleaned(block)
    if made is not None:
        _CLEAN.put(made, _ids_in(made))
    return made


def _identified(block: Block, ids: _Ids) -> Block:
    """A clean block under ids of its own: itself if they are so already."""
    known = _CLEAN.get(block)
    if known is not None and ids.take(known):
        return block
    if isinstance(block, Table):
        made: Block = _identified_table(block, ids)
    else:
        made = replace(block, id=ids.unique(block.id))
    _CLEAN.put(made, _ids_in(made))
    return made


def _identified_table(table: Table, ids: _Ids) -> Table:
    """The table under ids of its own, and with a block in every cell."""
    table_id = ids.unique(table.id)
    rows: list[TableRow] = []
    for r, row in enumerate(table.rows):
        cells: list[TableCell] = []
        for c, cell in enumerate(row.cells):
            blocks = cell.blocks or (Paragraph(id=_derived_id(f"{table_id}/{r}/{c}")),)
            named = tuple(replace(block, id=ids.unique(block.id)) for block in blocks)
            cells.append(replace(cell, blocks=named))
        rows.append(TableRow(tuple(cells)))
    return replace(table, id=table_id, rows=tuple(rows))


def _blank(seed: str, ids: _Ids) -> Paragraph:
    made = Paragraph(id=ids.unique(_derived_id(seed)))
    _CLEAN.put(made, _ids_in(made))
    return made


def _framed(blocks: Iterable[Block], ids: _Ids) -> Iterator[Block]:
    """The blocks, with an empty paragraph wherever a table has no text block beside it."""
    before: Block | None = None
    for block in blocks:
        if isinstance(block, Table) and not isinstance(before, Heading | Paragraph | ListItem):
            yield _blank(f"{block.id}/before", ids)
        elif isinstance(before, Table) and not isinstance(block, Heading | Paragraph | ListItem):
            yield _blank(f"{before.id}/after", ids)
        yield block
        before = block
    if isinstance(before, Table):
        yield _blank(f"{before.id}/after", ids)


def normalise(document: Document) -> Document:
    """The one form of a document; normalising twice changes nothing.

    - Equal neighbouring texts are one run, empty ones are gone; line ends in a text are `Break`s.
    - Characters are kept exactly, but for control characters except the tab, code points that are
      no text, and lone surrogates. A text is not superscript and subscript at once.
    - Levels lie in their range; a note holds no notes; an id or code is listed once.
    - A table's spans fit its grid, every row and column has a cell that begins there, every cell
      a block; a table without cells is gone. A text block stands before and after each table.
    - There is at least one block, and every block's id is its own. Where ids are missing they
      are random; copies of an id are replaced by ids derived from it.
    """
    ids = _Ids()
    clean = [made for block in document.blocks if (made := clean_block(block)) is not None]
    # Most often every id is free, which is said at once for the whole document.
    wanted = tuple(chain.from_iterable(_CLEAN.get(block) or ("",) for block in clean))
    named = clean if ids.take(wanted) else [_identified(block, ids) for block in clean]
    framed = tuple(_framed(named, ids))
    return Document(document.version, framed or (Paragraph(),))
