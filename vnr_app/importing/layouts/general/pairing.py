"""Columns of periods among the values of a block: each dates a column beside it, or the rows."""

from dataclasses import dataclass

from vnr_app.importing.codes import column_key
from vnr_app.importing.layouts.general.blocks import Block
from vnr_app.importing.layouts.general.cells import Look, Looks
from vnr_app.importing.layouts.general.columns import Columns
from vnr_app.importing.layouts.general.headers import Header
from vnr_app.importing.layouts.general.times import part_of, periods_in


def pair_dates(columns: Columns, header: Header, looks: Looks, block: Block) -> None:
    """Date values by the columns of periods beside them; of two the one headed more alike.

    Periods left of all values date the rows, unless further columns of periods follow. Where some
    values have none beside them, or a first day stands beside a last one, all date the rows.
    """
    _Pairs(columns, header, looks, block).find()


def headed_by_period(header: Header, looks: Looks, column: int) -> bool:
    """Whether the headings of a column name a period or a part of one."""
    return any(
        looks.period(text) or part_of(text) or periods_in(text, looks.period)
        for text in header.texts(column)
    )


@dataclass(slots=True)
class _Pairs:
    columns: Columns
    header: Header
    looks: Looks
    block: Block

    def find(self) -> None:
        columns, block = self.columns, self.block
        known = {value.at for value in columns.values}
        dates = [c for c in range(block.left, block.right + 1) if self._dates(c, known)]
        stub = [column for column in dates if column in columns.periods]
        if len(dates) - len(stub) < 1 or len(stub) > 1:
            dates = [column for column in dates if column not in stub]
        first = bool(stub) and bool(dates) and dates[0] == stub[0]
        for value in columns.values:
            beside = [c for c in (value.at - 1, value.at + 1) if c in dates]
            if value.dated is None and beside:
                close = [(*self._closeness(c, value.at, first=first), c) for c in beside]
                value.dated = max(close)[-1]
        paired = {value.dated for value in columns.values if value.dated is not None}
        if paired and not self._are_paired(paired):
            for value in columns.values:
                value.dated = None
            columns.periods = sorted({*columns.periods, *dates})
        else:
            columns.periods = [c for c in columns.periods if c not in paired]

    def _are_paired(self, dates: set[int]) -> bool:
        """Whether each column of values has a column of periods, or a heading that names one."""
        return all(date + 1 not in dates for date in dates) and all(
            value.dated is not None or headed_by_period(self.header, self.looks, value.at)
            for value in self.columns.values
        )

    def _dates(self, column: int, values: set[int]) -> bool:
        """Whether a column that is none of values holds periods."""
        looks = [self.looks.at(n, column) for n in self.block.rows]
        dated = looks.count(Look.PERIOD) + looks.count(Look.YEAR)
        return column not in values and dated > looks.count(Look.TEXT)

    def _closeness(self, dates: int, values: int, *, first: bool) -> tuple[int, bool]:
        """How many words two headings share, and whether the columns stand in the usual order.

        `first` tells that the periods come before their values.
        """
        one, other = (set(column_key(self.header.heading(c)).split("_")) for c in (dates, values))
        return len(one & other), (dates < values) == first
