"""Writing what the observations of an import point to: series, areas, sources and the like."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from db import observations
from db.base import Base
from db.images import canonical
from db.models import SeriesIndicator, SeriesRow, SourceFile, SourceTable
from db.operation import Operation
from vnr_app.domain import identity
from vnr_app.domain.importplan import ImportPlan, range_name


def write_references(running: Operation, plan: ImportPlan) -> None:
    """Add what the new versions point to and the review does not have yet."""
    session = running.session
    new = set(observations.taken(session, "series_id")) - set(session.scalars(select(SeriesRow.id)))
    series = {number: each for each in plan.series if (number := identity.series_id(each)) in new}
    session.add_all(
        SeriesRow(id=number, code=each.code, name=each.name, unit=each.unit)
        for number, each in series.items()
    )
    session.flush()
    session.add_all(
        SeriesIndicator(series_id=number, indicator=code)
        for number, each in series.items()
        for code in each.indicators
    )
    observations.add_references(session)
    tables = observations.taken(session, "table_number")
    if not tables:
        return
    file = identity.file_id(plan.sha256, plan.file)
    _add(
        session,
        SourceFile(id=file, name=plan.file, sha256=plan.sha256, size=plan.size, kind=plan.kind),
    )
    session.flush()
    for position in tables:
        table = plan.tables[position]
        _add(
            session,
            SourceTable(
                id=identity.table_id(file, table),
                file_id=file,
                sheet=table.sheet,
                region=range_name(table.region),
                layout=table.layout,
                title=table.title,
                unit=table.unit,
                notes=canonical(list(table.notes)),
            ),
        )


def _add(session: Session, row: Base) -> None:
    """Add a row with a content-derived id unless it is there."""
    if session.get(type(row), row.id) is None:  # type: ignore[attr-defined]
        session.add(row)
