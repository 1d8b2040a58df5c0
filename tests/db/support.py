"""What the tests of storage share: plans made on the spot, and looks at all of a database."""

import hashlib
import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import text

from db.operation import operation
from db.unpacking import END, HOLDS, LABEL, START, number, raw
from vnr_app.domain.importplan import (
    ImportPlan,
    PlannedObservation,
    PlannedSeries,
    PlannedTable,
    Region,
)
from vnr_app.domain.indicators import Value
from vnr_app.domain.periods import parse_period
from vnr_app.domain.richtext import Document, Paragraph, Text
from vnr_app.jobs import JobContext
from vnr_app.services import imports, writing

Figures = dict[tuple[str, str, str], str]
"""(indicator, sex, period) → number."""


_NAMES = {"ARM": "Armenia", "AFG": "Afghanistan"}


def make_plan(name: str, figures: Figures, note: str = "", area: str = "ARM") -> ImportPlan:
    """The plan of a file that says these figures, one column a sheet."""
    codes = sorted({code for code, _sex, _period in figures})
    observations = tuple(
        PlannedObservation(
            series=codes.index(code),
            table=0,
            row=row,
            column=3,
            area=area,
            dimensions=(("sex", sex),) if sex else (),
            period=parse_period(period),
            value=Value(number),
            raw=number,
            footnote=note,
        )
        for row, ((code, sex, period), number) in enumerate(figures.items(), start=1)
    )
    table = PlannedTable(
        sheet="Data",
        region=Region(0, 0, len(figures), 3),
        layout="tidy",
        header_rows=(0,),
        indicators=tuple(codes),
        title="",
        unit="",
        notes=(),
        roles=(),
        numbers_seen=len(figures),
        numbers_unused=(),
    )
    content = repr((name, sorted(figures.items()), note, area)).encode()
    return ImportPlan(
        file=name,
        sha256=hashlib.sha256(content).hexdigest(),
        size=len(content),
        kind="csv",
        sheets=(),
        tables=(table,),
        series=tuple(PlannedSeries(code, f"Series {code}", "PERCENT", (code,)) for code in codes),
        areas=((area, _NAMES[area]),),
        observations=observations,
        problems=(),
    )


def run_import(review, plan: ImportPlan, left_out=()) -> str | None:
    """Commit a plan; the operation's id, None where all was the same."""
    found = imports.compare(review, plan)
    return imports.commit(review, found, JobContext(), left_out=left_out).operation


def write(review, key: str, *paragraphs: str):
    """Keep these paragraphs as the text of a section."""
    blocks = tuple(
        Paragraph(id=f"{i:012x}", runs=(Text(each),)) for i, each in enumerate(paragraphs)
    )
    return writing.keep(review, key, Document(blocks=blocks))


def give_owner(store, key: str, owner: str, kind: str = "owner") -> str:
    """An operation that changes one row; its id."""
    from db.queries import texts

    with operation(store, kind, f"Owner of {key}") as running:
        texts.section_by_key(running.session, key).owner = owner
    return running.id


def table_names(session) -> list[str]:
    """All tables of the file, SQLite's own excepted."""
    query = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    return sorted(session.scalars(text(query)))


def present(store) -> dict[str, list[tuple]]:
    """Every row of every table that holds the present state."""
    with store.reading() as session:
        return {
            name: sorted(
                (tuple(row) for row in session.execute(text(f"SELECT * FROM {name}"))), key=repr
            )
            for name in table_names(session)
            if not name.startswith("history_")
        }


def content_of(path: Path) -> list[str]:
    """All of a closed file as SQL."""
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
        return list(connection.iterdump())


def execute(path: Path, *statements: str) -> None:
    """Change a closed file behind the program's back."""
    with closing(sqlite3.connect(path)) as connection, connection:
        for statement in statements:
            connection.execute(statement)


HELD = f"""
    SELECT l.id, l.series_id, l.area_id, l.breakdown_id, {START} AS first_day, {END} AS last_day,
           {LABEL} AS label, {number("r")} AS number, r.operator, r.state, r.context_id, r.table_id,
           r.cell_row + p.key AS cell_row, r.cell_column, {raw("r")} AS raw
    FROM current_run c
    JOIN history_run r ON r.id = c.run_id AND r.line_id = c.line_id
    JOIN history_line l ON l.id = r.line_id
    JOIN json_each(r.periods) p WHERE {HOLDS}
    ORDER BY 1, 5, 6
"""
"""The observations that hold, whatever the runs in which they stand."""


def held_rows(session) -> list[tuple]:
    """All present observations with all that is stored of them."""
    return [tuple(row) for row in session.execute(text(HELD))]


def files_beside(path: Path) -> list[str]:
    """Names of all files in the folder of a review, hidden ones included."""
    return sorted(each.name for each in path.parent.iterdir())
