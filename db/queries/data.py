"""Observations with all that is known about them, filtered and ordered in SQL."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from functools import lru_cache
from itertools import groupby
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, exists, func, select
from sqlalchemy.orm import Session

from db.models import (
    Area,
    Breakdown,
    Context,
    CurrentRun,
    HistoryLine,
    HistoryOperation,
    HistoryRun,
    SeriesIndicator,
    SeriesRow,
    SourceFile,
    SourceTable,
)
from vnr_app.domain.importplan import cell_name
from vnr_app.domain.indicators import (
    Dimensions,
    Observation,
    Operator,
    Series,
    Value,
    ValueState,
)
from vnr_app.domain.runs import held, observation_id

_COLUMNS = (
    HistoryRun.id.label("run"),
    HistoryLine.series_id,
    Area.code.label("area"),
    Breakdown.dimensions,
    HistoryRun.periods,
    HistoryRun.numbers,
    HistoryRun.raws,
    CurrentRun.kept,
    HistoryRun.operator,
    HistoryRun.state,
    HistoryRun.cell_row,
    HistoryRun.cell_column,
    Context.nature,
    Context.footnote,
    Context.source,
    SourceTable.sheet,
    SourceFile.name.label("file"),
    HistoryOperation.id.label("operation"),
)


_VALUES = (HistoryRun.numbers, CurrentRun.kept)


def _query() -> Select[*tuple[Any, ...]]:
    return (
        select(*_COLUMNS)
        .select_from(CurrentRun)
        .join(HistoryRun, HistoryRun.id == CurrentRun.run_id)
        .join(HistoryLine, HistoryLine.id == CurrentRun.line_id)
        .join(SeriesRow, SeriesRow.id == HistoryLine.series_id)
        .join(Area, Area.id == HistoryLine.area_id)
        .join(Breakdown, Breakdown.id == HistoryLine.breakdown_id)
        .join(Context, Context.id == HistoryRun.context_id)
        .join(SourceTable, SourceTable.id == HistoryRun.table_id)
        .join(SourceFile, SourceFile.id == SourceTable.file_id)
        .join(HistoryOperation, HistoryOperation.number == HistoryRun.operation_number)
        .order_by(
            SeriesRow.code,
            SeriesRow.name,
            SeriesRow.unit,
            SeriesRow.id,
            Area.code,
            Breakdown.dimensions,
            HistoryRun.id,
        )
    )


def serves(indicators: tuple[str, ...]) -> ColumnElement[bool]:
    """The condition that a series serves one of these indicators."""
    return exists().where(
        SeriesIndicator.series_id == SeriesRow.id, SeriesIndicator.indicator.in_(indicators)
    )


def observations(
    session: Session, indicators: tuple[str, ...] | None = None, area: str | None = None
) -> Iterator[Observation]:
    """Present observations by series, area, disaggregation and period.

    `indicators` are canonical codes (None: all); `area` is an area's code (None: all).
    """
    known = series(session)
    query = _query()
    if indicators is not None:
        query = query.where(serves(indicators))
    if area is not None:
        query = query.where(Area.code == area)
    runs = session.execute(query.execution_options(yield_per=1000))
    for _line, of_line in groupby(runs, lambda run: (run.series_id, run.area, run.dimensions)):
        found = [each for run in of_line for each in _observations(run, known)]
        yield from sorted(found, key=_days)


def _days(observation: Observation) -> tuple[date, date]:
    return observation.period.start, observation.period.end


def _observations(run: Row[Any], known: Mapping[int, Series]) -> Iterator[Observation]:
    """The observations of a run that hold."""
    operator, state = Operator(run.operator) if run.operator else None, ValueState(run.state)
    dimensions = _dimensions(run.dimensions)
    for at, period, number, raw in held(run.periods, run.numbers, run.raws, run.kept):
        yield Observation(
            id=observation_id(run.run, at),
            series=known[run.series_id],
            area=run.area,
            dimensions=dimensions,
            period=period,
            value=Value(number, operator, state),
            nature=run.nature,
            raw=raw,
            footnote=run.footnote,
            source=run.source,
            file=run.file,
            sheet=run.sheet,
            cell=cell_name(run.cell_row + at, run.cell_column),
            operation=run.operation,
        )


def series(session: Session) -> dict[int, Series]:
    """All series by id, with the indicators that they serve."""
    links: dict[int, list[str]] = {}
    for link in session.execute(
        select(SeriesIndicator.series_id, SeriesIndicator.indicator).order_by(
            SeriesIndicator.indicator
        )
    ):
        links.setdefault(link.series_id, []).append(link.indicator)
    rows = session.scalars(select(SeriesRow).order_by(SeriesRow.id))
    return {
        row.id: Series(str(row.id), row.code, row.name, row.unit, tuple(links.get(row.id, ())))
        for row in rows
    }


def area_names(session: Session) -> dict[str, str]:
    """Names of the areas by code."""
    return {row.code: row.name for row in session.execute(select(Area.code, Area.name))}


def line_lengths(session: Session, area: str) -> Iterator[tuple[int, Dimensions, int]]:
    """Series, disaggregation and how many of its values have a number, of each line of an area."""
    query = (
        select(HistoryLine.series_id, Breakdown.dimensions, *_VALUES)
        .select_from(CurrentRun)
        .join(HistoryRun, HistoryRun.id == CurrentRun.run_id)
        .join(HistoryLine, HistoryLine.id == CurrentRun.line_id)
        .join(Area, Area.id == HistoryLine.area_id)
        .join(Breakdown, Breakdown.id == HistoryLine.breakdown_id)
        .where(Area.code == area)
    )
    found: Counter[tuple[int, str]] = Counter()
    for run in session.execute(query):
        found[run.series_id, run.dimensions] += _numbers_in(run.numbers, run.kept)
    for (series_id, dimensions), count in found.items():
        yield series_id, _dimensions(dimensions), count


def indicators_with_data(session: Session, area: str) -> frozenset[str]:
    """Canonical codes of the indicators that have an observation with a number in an area."""
    query = (
        select(SeriesIndicator.indicator, *_VALUES)
        .join(HistoryLine, HistoryLine.series_id == SeriesIndicator.series_id)
        .join(CurrentRun, CurrentRun.line_id == HistoryLine.id)
        .join(HistoryRun, HistoryRun.id == CurrentRun.run_id)
        .join(Area, Area.id == HistoryLine.area_id)
        .where(Area.code == area)
    )
    found: set[str] = set()
    for run in session.execute(query):
        if run.indicator not in found and _numbers_in(run.numbers, run.kept):
            found.add(run.indicator)
    return frozenset(found)


def _numbers_in(numbers: str, kept: str | None) -> int:
    """How many of the observations of a run that hold have a number."""
    texts = json.loads(numbers)
    places = range(len(texts)) if kept is None else json.loads(kept)
    return sum(texts[at] is not None for at in places)


def indicators_observed(session: Session) -> frozenset[str]:
    """Canonical codes of the indicators that have an observation in any area, of any kind."""
    query = (
        select(SeriesIndicator.indicator)
        .join(HistoryLine, HistoryLine.series_id == SeriesIndicator.series_id)
        .join(CurrentRun, CurrentRun.line_id == HistoryLine.id)
        .distinct()
    )
    return frozenset(session.scalars(query))


def count(session: Session) -> int:
    """How many observations the review holds."""
    places = func.coalesce(CurrentRun.kept, HistoryRun.periods)
    query = select(func.sum(func.json_array_length(places))).join(
        HistoryRun, HistoryRun.id == CurrentRun.run_id
    )
    return session.scalar(query) or 0


@lru_cache(maxsize=4096)
def _dimensions(text: str) -> Dimensions:
    return tuple((name, code) for name, code in json.loads(text))
