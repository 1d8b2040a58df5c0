"""Which staged runs an import takes, and what is left of those in which something stays out.

`staging` is attached while these run, see `db.staging.attached`.
"""

import json
from collections.abc import Collection, Iterator
from itertools import groupby
from typing import Any

from sqlalchemy import Row, text
from sqlalchemy.orm import Session

from db.sqlite import new_table
from vnr_app.domain.runs import packed

_PARTS = "line_id, series_id, area_id, breakdown_id, setting, cell_row, periods, numbers, raws"
_OWN = "(SELECT MAX(position) FROM staging.run WHERE position <= o.position)"
"""The position of the run in which an observation stands that stays out."""


def prepare(session: Session, positions: Collection[int]) -> None:
    """Note which staged observations stay out, and make the runs of all others."""
    new_table(session, "left_out", "position INTEGER PRIMARY KEY")
    if not positions:
        return
    session.execute(
        text("INSERT OR IGNORE INTO temp.left_out VALUES (:position)"),
        [{"position": each} for each in positions],
    )
    new_table(session, "cut_run", "position INTEGER PRIMARY KEY")
    session.execute(text(f"INSERT OR IGNORE INTO temp.cut_run SELECT {_OWN} FROM temp.left_out o"))
    new_table(session, "piece", _PARTS)
    pieces = _pieces(session, frozenset(positions))
    if found := list(pieces):
        names = ", ".join(f":{name}" for name in _PARTS.split(", "))
        session.execute(text(f"INSERT INTO temp.piece VALUES ({names})"), found)
    new_table(session, "kept_run", f"rank INTEGER PRIMARY KEY, {_PARTS}")
    session.execute(
        text(f"""
            INSERT INTO temp.kept_run ({_PARTS})
            SELECT {_PARTS} FROM staging.run
            WHERE position NOT IN (SELECT position FROM temp.cut_run)
            UNION ALL SELECT {_PARTS} FROM temp.piece ORDER BY line_id, cell_row
        """)
    )


def taken_runs(session: Session) -> str:
    """The table of the runs that are taken: `rank`, in the order of their lines, and the parts."""
    some = session.execute(text("SELECT 1 FROM temp.left_out LIMIT 1")).first()
    return "temp.kept_run" if some else "staging.run_by_line"


def _pieces(session: Session, left_out: frozenset[int]) -> Iterator[dict[str, Any]]:
    """What remains of the runs in which something stays out."""
    query = text(f"""
        SELECT position, {_PARTS} FROM staging.run
        WHERE position IN (SELECT position FROM temp.cut_run) ORDER BY position
    """)
    for run in session.execute(query):
        yield from _pieces_of(run, left_out)


def _pieces_of(run: Row[Any], left_out: frozenset[int]) -> Iterator[dict[str, Any]]:
    """The stretches of a run between the observations that stay out."""
    lists = [json.loads(each) if each else None for each in (run.periods, run.numbers, run.raws)]
    places = range(len(lists[0] or ()))
    for stays, group in groupby(places, lambda at: run.position + at in left_out):
        if stays:
            continue
        first, *rest = group
        piece = slice(first, first + 1 + len(rest))
        periods, numbers, raws = (each and packed(each[piece]) for each in lists)
        yield {
            **run._mapping,
            "cell_row": run.cell_row + first,
            "periods": periods,
            "numbers": numbers,
            "raws": raws,
        }
