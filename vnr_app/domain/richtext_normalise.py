"""One form for each text, so that equality, difference and hashes of documents mean something."""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

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

    def unique(self, wanted: str) -> str:
        """The wanted id where it is free, else one derived from it; a random one for none."""
        wanted = _clean(wanted) or new_block_id()
        chosen = wanted
        while chosen in self._used:
            self._copies[wanted] += 1
            chosen = _derived_id(f"{wanted}/{self._copies[wanted]}")
        self._used.add(chosen)
        return chosen


def _clamp(number: int, low: int, high: int) -> int:
    return max(low, min(high, number))


def _cell_block(block: CellBlock, ids: _Ids) -> CellBlock:
    unique, lang = ids.unique(block.id), _clean(block.lang or "") or None
    if isinstance(block, ListItem):
        level = _clamp(block.level, 0, 8)
        return replace(block, id=unique, lang=lang, level=level, runs=_runs(block.runs))
    return replace(block, id=unique, lang=lang, runs=_runs(block.runs))


def _table(table: Table, ids: _Ids) -> Table | None:
    """The table with cleaned cells and fitting spans; None for one without cells."""
    rows, header_rows = fit_spans(table.rows, table.header_rows)
    if not rows:
        return None
    table_id = ids.unique(table.id)
    clean_rows: list[TableRow] = []
    for r, row in enumerate(rows):
        cells: list[TableCell] = []
        for c, cell in enumerate(row.cells):
            blocks = cell.blocks or (Paragraph(id=_derived_id(f"{table_id}/{r}/{c}")),)
            cells.append(replace(cell, blocks=tuple(_cell_block(b, ids) for b in blocks)))
        clean_rows.append(TableRow(tuple(cells)))
    lang = _clean(table.lang or "") or None
    return replace(table, id=table_id, lang=lang, header_rows=header_rows, rows=tuple(clean_rows))


def _block(block: Block, ids: _Ids) -> Block | None:
    lang = _clean(block.lang or "") or None
    match block:
        case Paragraph() | ListItem():
            return _cell_block(block, ids)
        case Heading():
            level = _clamp(block.level, 1, 4)
            runs = _runs(block.runs)
            return replace(block, id=ids.unique(block.id), lang=lang, level=level, runs=runs)
        case Table():
            return _table(block, ids)
        case Figure():
            return replace(
                block,
                id=ids.unique(block.id),
                lang=lang,
                image_id=_clean(block.image_id),
                caption=_runs(block.caption),
                alt_text=_clean(block.alt_text),
                credit=_clean(block.credit),
                width=_clamp(block.width, 10, 100),
            )
        case IndicatorTable():
            series, periods = _clean_all(block.series), _clean_all(block.periods)
            unique = ids.unique(block.id)
            return replace(block, id=unique, lang=lang, series=series, periods=periods)
        case Chart():
            return replace(
                block,
                id=ids.unique(block.id),
                lang=lang,
                series=_clean_all(block.series),
                kind=_clean(block.kind),
                title=_clean(block.title),
            )


def _framed(blocks: Iterable[Block], ids: _Ids) -> Iterator[Block]:
    """The blocks, with an empty paragraph wherever a table has no text block beside it."""
    before: Block | None = None
    for block in blocks:
        if isinstance(block, Table) and not isinstance(before, Heading | Paragraph | ListItem):
            yield Paragraph(id=ids.unique(_derived_id(f"{block.id}/before")))
        elif isinstance(before, Table) and not isinstance(block, Heading | Paragraph | ListItem):
            yield Paragraph(id=ids.unique(_derived_id(f"{before.id}/after")))
        yield block
        before = block
    if isinstance(before, Table):
        yield Paragraph(id=ids.unique(_derived_id(f"{before.id}/after")))


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
    blocks = [clean for block in document.blocks if (clean := _block(block, ids)) is not None]
    framed = tuple(_framed(blocks, ids))
    return Document(document.version, framed or (Paragraph(),))
