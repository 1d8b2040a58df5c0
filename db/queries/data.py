"""Observations with all that is known about them, filtered and ordered in SQL."""

import json
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Select, exists, func, select
from sqlalchemy.orm import Session

from db.models import (
    Area,
    Breakdown,
    Context,
    CurrentObservation,
    HistoryKey,
    HistoryObservation,
    HistoryOperation,
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
from vnr_app.domain.periods import Period

_COLUMNS = (
    HistoryObservation.id,
    HistoryKey.series_id,
    Area.code.label("area"),
    Breakdown.dimensions,
    HistoryKey.period_start,
    HistoryKey.period_end,
    HistoryKey.period_label,
    HistoryObservation.number,
    HistoryObservation.operator,
    HistoryObservation.state,
    HistoryObservation.raw,
    HistoryObservation.cell_row,
    HistoryObservation.cell_column,
    Context.nature,
    Context.footnote,
    Context.source,
    SourceTable.sheet,
    SourceFile.name.label("file"),
    HistoryOperation.id.label("operation"),
)


def _query() -> Select[*tuple[Any, ...]]:
    return (
        select(*_COLUMNS)
        .select_from(CurrentObservation)
        .join(HistoryObservation, HistoryObservation.id == CurrentObservation.version_id)
        .join(HistoryKey, HistoryKey.id == CurrentObservation.key_id)
        .join(SeriesRow, SeriesRow.id == HistoryKey.series_id)
        .join(Area, Area.id == HistoryKey.area_id)
        .join(Breakdown, Breakdown.id == HistoryKey.breakdown_id)
        .join(Context, Context.id == HistoryObservation.context_id)
        .join(SourceTable, SourceTable.id == HistoryObservation.table_id)
        .join(SourceFile, SourceFile.id == SourceTable.file_id)
        .join(HistoryOperation, HistoryOperation.number == HistoryObservation.operation_number)
        .order_by(
            SeriesRow.code,
            SeriesRow.name,
            SeriesRow.unit,
            SeriesRow.id,
            Area.code,
            Breakdown.dimensions,
            HistoryKey.period_start,
            HistoryKey.period_end,
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
    for row in session.execute(query.execution_options(yield_per=5000)):
        start: date = row.period_start
        yield Observation(
            id=row.id,
            series=known[row.series_id],
            area=row.area,
            dimensions=_dimensions(row.dimensions),
            period=Period(start, row.period_end, row.period_label),
            value=Value(
                row.number,
                Operator(row.operator) if row.operator else None,
                ValueState(row.state),
            ),
            nature=row.nature,
            raw=row.raw if row.raw is not None else (row.number or ""),
            footnote=row.footnote,
            source=row.source,
            file=row.file,
            sheet=row.sheet,
            cell=cell_name(row.cell_row, row.cell_column),
            operation=row.operation,
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
        select(HistoryKey.series_id, Breakdown.dimensions, func.count(HistoryObservation.number))
        .select_from(CurrentObservation)
        .join(HistoryObservation, HistoryObservation.id == CurrentObservation.version_id)
        .join(HistoryKey, HistoryKey.id == CurrentObservation.key_id)
        .join(Area, Area.id == HistoryKey.area_id)
        .join(Breakdown, Breakdown.id == HistoryKey.breakdown_id)
        .where(Area.code == area)
        .group_by(HistoryKey.series_id, Breakdown.dimensions)
    )
    for series_id, dimensions, count in session.execute(query):
        yield series_id, _dimensions(dimensions), count


def indicators_with_data(session: Session, area: str) -> frozenset[str]:
    """Canonical codes of the indicators that have an observation with a number in an area."""
    query = (
        select(SeriesIndicator.indicator)
        .join(HistoryKey, HistoryKey.series_id == SeriesIndicator.series_id)
        .join(CurrentObservation, CurrentObservation.key_id == HistoryKey.id)
        .join(HistoryObservation, HistoryObservation.id == CurrentObservation.version_id)
        .join(Area, Area.id == HistoryKey.area_id)
        .where(HistoryObservation.number.is_not(None), Area.code == area)
        .distinct()
    )
    return frozenset(session.scalars(query))


def indicators_observed(session: Session) -> frozenset[str]:
    """Canonical codes of the indicators that have an observation in any area, of any kind."""
    query = (
        select(SeriesIndicator.indicator)
        .join(HistoryKey, HistoryKey.series_id == SeriesIndicator.series_id)
        .join(CurrentObservation, CurrentObservation.key_id == HistoryKey.id)
        .distinct()
    )
    return frozenset(session.scalars(query))


def count(session: Session) -> int:
    """How many observations the review holds."""
    return session.scalar(select(func.count()).select_from(CurrentObservation)) or 0


@lru_cache(maxsize=4096)
def _dimensions(text: str) -> Dimensions:
    return tuple((name, code) for name, code in json.loads(text))
