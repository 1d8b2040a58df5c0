"""The periods over the columns of values: whole, or of a year above and a part of it below."""

from dataclasses import dataclass

from vnr_app.domain.indicators import ValueState
from vnr_app.domain.periods import Period
from vnr_app.importing.layouts.general.columns import Columns, ValueColumn
from vnr_app.importing.layouts.general.headers import Header
from vnr_app.importing.layouts.general.times import (
    PeriodOf,
    combine,
    part_of,
    periods_in,
    whole_period,
)
from vnr_app.importing.layouts.general.wording import is_rank, is_target
from vnr_app.importing.number_words import state_of_flag
from vnr_app.importing.period_texts import split_period

_SHORT = 3
"""Signs of a heading that can be a name rather than a state: "F" are women, no forecast."""


def date_columns(columns: Columns, header: Header, period_of: PeriodOf) -> None:
    """Tell every column of values what its headings say: its period, and the other words."""
    _Dater(columns, header, period_of).date()


@dataclass(slots=True)
class _Dater:
    columns: Columns
    header: Header
    period_of: PeriodOf

    def date(self) -> None:
        values = self.columns.values
        for value in values:
            for text in self.header.texts(value.at):
                self._read_heading(value, text)
        if not self.columns.periods and not any(value.period for value in values):
            _keep_parts_as_words(values)
        for value in values:
            if value.period and value.part and (whole := combine(value.period, value.part)):
                value.period, value.part = whole, None
        within = {value.at: self._within(value) for value in values if value.period is None}
        found = {periods[0][0] for periods in within.values() if periods}
        if len(found) > 1 or (found and not self.columns.periods):
            for value in values:
                if periods := within.get(value.at):
                    _take_within(value, *periods[0])
        if not self.columns.periods:
            _date_last(values)

    def _read_heading(self, value: ValueColumn, text: str) -> None:
        value.target = value.target or is_target(text)
        value.ranked = value.ranked or is_rank(text)
        period = whole_period(text, self.period_of)
        if period and value.period is None:
            value.period = period
            value.mark = split_period(text)[1]
            value.state = state_of_flag(value.mark)
        elif value.part is None and (part := part_of(text)):
            value.part = part
        elif len(text) > _SHORT and state_of_flag(text) is not ValueState.OBSERVED:
            value.state = state_of_flag(text)
        else:
            value.words.append(text)

    def _within(self, value: ValueColumn) -> list[tuple[Period, str, int]]:
        return [
            (period, rest, position)
            for position, text in enumerate(value.words)
            for period, rest in periods_in(text, self.period_of)[-1:]
        ]


def _keep_parts_as_words(values: list[ValueColumn]) -> None:
    """Quintiles, say: "Q1" without a year anywhere."""
    for value in values:
        if value.part is not None:
            value.words.append(value.part.text)


def _take_within(value: ValueColumn, period: Period, rest: str, position: int) -> None:
    value.period = period
    value.words = [
        rest if place == position else word
        for place, word in enumerate(value.words)
        if place != position or rest
    ]
    if value.part and (whole := combine(period, value.part)):
        value.period, value.part = whole, None


def _date_last(values: list[ValueColumn]) -> None:
    """Columns without a period behind several of one period belong to it.

    "Budget 2020/21 | Actual 2020/21 | Absorption (%)"; after "2019 | 2020" a change is of neither.
    """
    before: list[Period] = []
    for value in values:
        if value.period is None and len(before) > 1 and before[-1] == before[-2]:
            value.period = before[-1]
        elif value.period is None:
            before = []
        if value.period is not None:
            before.append(value.period)
