"""Rows of a wide table that hold no more than the name of an area and plain numbers.

The longest tables are like that: a row for each school, village or station. Such rows are about
the same but for their areas, so that many of them are looked over at once.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import NamedTuple, cast

from vnr_app.importing.layouts.wide_cells import CellReader, PlainColumn
from vnr_app.importing.layouts.wide_periods import is_number
from vnr_app.importing.layouts.wide_record import Numbered, Used
from vnr_app.importing.layouts.wide_rows import Subject

_POINTED = re.compile(r"(?:-?(?:0|[1-9]\d*)(?:\.\d+)?)?", re.ASCII).fullmatch
_WHOLE = re.compile(r"(?:-?(?:0|[1-9]\d*))?", re.ASCII).fullmatch
"""Nothing, or a number that stays as it is printed: where "." marks decimals, and elsewhere."""


class AreaPiece(NamedTuple):
    """Rows below each other: their areas as printed, and the texts of each column of values."""

    numbers: Sequence[int]
    names: Sequence[str]
    values: Sequence[Sequence[str]]
    alone: bool
    """Whether no other number stands in these rows."""

    def part(self, first: int, end: int) -> "AreaPiece":
        """Some of the rows."""
        part = slice(first, end)
        values = [cells[part] for cells in self.values]
        return AreaPiece(self.numbers[part], self.names[part], values, self.alone)


class AreaRows:
    """Reads such rows of the table of a `CellReader`, which would read them to the same effect.

    Without an area they are about `subject`.
    """

    def __init__(self, cells: CellReader, subject: Subject) -> None:
        table, sheet = cells.table, cells.sheet
        self._cells = cells
        self._subject = subject
        self._named = table.roles.get("area_name", -1)
        self._is_bare = cells.labels.is_bare
        self._columns: dict[int, PlainColumn] = {}
        marks = [cells.readers[column].reading.mark for column in cells.columns]
        self._fits = [_POINTED if mark == "." else _WHOLE for mark in marks]
        beside = [*table.labels, *table.dimensions, *table.roles.values()]
        says_more = sheet.typed or sheet.marks or sheet.formats or cells.collector.errors
        self.may_come = beside == [self._named] and not says_more
        """Whether the table has the columns of such rows, and no others."""

    def runs(
        self, rows: Sequence[Numbered]
    ) -> Iterator[tuple[Sequence[Numbered], AreaPiece | None]]:
        """Rows below each other in runs; None comes with those that hold more, or no value."""
        if not self.may_come:
            yield rows, None
            return
        piece = self._piece(rows)
        begin = 0
        for at in self._odd(piece):
            if begin < at:
                yield rows[begin:at], piece.part(begin, at)
            yield rows[at : at + 1], None
            begin = at + 1
        if begin < len(rows):
            yield rows[begin:], piece.part(begin, len(rows))

    def _piece(self, rows: Sequence[Numbered]) -> AreaPiece:
        # A sheet without types has texts only.
        texts = cast("list[list[str]]", [row for _number, row in rows])
        columns = dict(enumerate(zip_longest(*texts, fillvalue="")))
        empty = ("",) * len(rows)
        names = columns.pop(self._named, empty)
        values = [columns.pop(column, empty) for column in self._cells.columns]
        more = any(map(any, columns.values())) or _holds_number(names)
        numbers = [number for number, _row in rows]
        return AreaPiece(numbers, names, values, alone=not more)

    def _odd(self, piece: AreaPiece) -> list[int]:
        """The positions of rows that hold more, or no value."""
        odd: set[int] = set()
        if all("" in texts for texts in piece.values):
            rows = zip(*piece.values, strict=True)
            odd |= {at for at, texts in enumerate(rows) if not any(texts)}
        ends = {name[-1:] for name in piece.names}
        bare = {end for end in ends if end and self._is_bare(end)}
        if bare != ends or any(start.isspace() for start in {name[:1] for name in piece.names}):
            names = enumerate(piece.names)
            odd |= {at for at, name in names if name[-1:] not in bare or name[0].isspace()}
        for fits, cells in zip(self._fits, piece.values, strict=True):
            if not all(map(fits, cells)):
                odd |= {at for at, cell in enumerate(cells) if not fits(cell)}
        return sorted(odd)

    def read(self, piece: AreaPiece, above: dict[int, str], used: Used) -> bool:
        """Plan the values of such rows, as `CellReader.read_row` does with `above`.

        False, with nothing planned, where a column of them is about a part of the areas.
        """
        if not self._know_columns(piece):
            self.may_come = False
            return False
        above[self._named] = piece.names[-1]
        cells = self._cells
        areas = cells.known_areas(cells.collector.places.codes(piece.names))
        again = self._enter(piece, areas)
        self._count(piece, len(again))
        if piece.alone and not again:
            used.rows.update(piece.numbers)
            return True
        for column, texts in zip(cells.columns, piece.values, strict=True):
            places = zip(piece.numbers, texts, strict=True)
            used.cells.update((number, column) for number, text in places if text)
        used.cells.difference_update(again)
        return True

    def _count(self, piece: AreaPiece, again: int) -> None:
        """Count the numbers, so many of which were given before."""
        cells = self._cells
        for column, texts in zip(cells.columns, piece.values, strict=True):
            count = len(texts) - texts.count("")
            cells.used_numbers += count
            if count and self._columns[column].topic.unnamed:
                cells.unnamed += count
        cells.used_numbers -= again

    def _know_columns(self, piece: AreaPiece) -> bool:
        """Look up what the columns with values are about, in the order in which those come."""
        new = [
            (next(at for at, text in enumerate(texts) if text), column)
            for column, texts in zip(self._cells.columns, piece.values, strict=True)
            if column not in self._columns and any(texts)
        ]
        for _at, column in sorted(new):
            about = self._cells.plain_column(column, self._subject)
            if about is None:
                return False
            self._columns[column] = about
        return True

    def _enter(self, piece: AreaPiece, areas: Sequence[str]) -> set[tuple[int, int]]:
        """Plan the values but for those that were given before; the cells of the latter."""
        collector = self._cells.collector
        ledger, abroad = collector.ledger, collector.places.abroad
        if abroad.keys().isdisjoint(areas) and self._enter_together(piece, areas):
            return set()
        columns = [(column, self._columns.get(column)) for column in self._cells.columns]
        again: set[tuple[int, int]] = set()
        rows = zip(piece.numbers, areas, zip(*piece.values, strict=True), strict=True)
        for number, area, values in rows:
            count = ledger.count
            for (column, about), text in zip(columns, values, strict=True):
                if not text or about is None:
                    continue
                (series, dimensions, _part, _unnamed), span, setting = about
                planned = ledger.subject(series, area, dimensions)
                first = ledger.enter(planned, span, setting, number, text, text)
                if first is not None:
                    collector.report_duplicate(first, ledger.given(setting, number, text, text))
                    again.add((number, column))
            if area in abroad and ledger.count > count:
                collector.abroad.setdefault(area, [count, 0])[1] += ledger.count - count
        return again

    def _enter_together(self, piece: AreaPiece, areas: Sequence[str]) -> bool:
        """Plan all values at once; False where they are about several things, or stood before."""
        about = [self._columns.get(column) for column in self._cells.columns]
        filled = [(at, each) for at, each in enumerate(about) if each is not None]
        topics = {(each.topic.series, each.topic.dimensions) for _at, each in filled}
        return len(topics) == 1 and self._cells.collector.ledger.enter_areas(
            topics.pop(),
            [(each.span, each.setting) for _at, each in filled],
            piece.numbers,
            areas,
            zip(*[piece.values[at] for at, _each in filled], strict=True),
        )


def _holds_number(names: Sequence[str]) -> bool:
    """Whether one of the names is a number."""
    starts = {name[:1] for name in names}
    # Few names begin like one.
    numeric = any(start == "-" or start.isdecimal() for start in starts)
    return numeric and any(is_number(name, typed=False) for name in names)
