"""Observations on their way from a file into a review: plain tuples whose ids are content hashes.

A million of them pass from the process that reads the file through a database on disk, as runs
(see `vnr_app.domain.runs`); dataclasses are made only of those that somebody looks at.
"""

from datetime import date
from typing import NamedTuple

from vnr_app.domain.importplan import PlannedObservation
from vnr_app.domain.indicators import Dimensions, Operator, Value, ValueState
from vnr_app.domain.periods import Period

STAGED = (
    "position",
    "line_id",
    "series_id",
    "area_id",
    "breakdown_id",
    "period_start",
    "period_end",
    "period_label",
    "number",
    "operator",
    "state",
    "context_id",
    "table_number",
    "cell_row",
    "cell_column",
    "raw",
)
"""The parts of a staged row in their order; `table_number` is the table's position in the plan."""

StagedRow = tuple[
    int, int, int, int, int, str, str, str,
    str | None, str | None, str, int, int, int, int, str | None,
]  # fmt: skip
"""One observation; dates in ISO form, `raw` None where it equals the number."""


RunRow = tuple[int, int, int, int, int, int, int, int, str, str, str | None]
"""One run as it is written: position of its first observation, line, series, area, disaggregation,
setting, row of the first cell, size, and as JSON lists the codes of its periods, its numbers and
its raw texts: null for those that equal the number, None where all do. What the number of a setting
stands for, the staging file resolves."""


class Meaning(NamedTuple):
    """What the ids of a staged row stand for; `series` is the position in the plan."""

    series: int
    area: str
    dimensions: Dimensions
    nature: str
    footnote: str
    source: str


def observation_of(row: StagedRow, meaning: Meaning) -> PlannedObservation:
    """The planned observation that a staged row holds."""
    (_position, _line, _series, _area, _breakdown, start, end, label,
     number, operator, state, _context, table, at_row, at_column, raw) = row  # fmt: skip
    return PlannedObservation(
        meaning.series,
        table,
        at_row,
        at_column,
        meaning.area,
        meaning.dimensions,
        Period(date.fromisoformat(start), date.fromisoformat(end), label),
        Value(number, Operator(operator) if operator else None, ValueState(state)),
        (number or "") if raw is None else raw,
        meaning.nature,
        meaning.footnote,
        meaning.source,
    )
