"""Writing a staging file, see `db.staging`. The process that reads foreign files needs no more.

Written without any care for power cuts: the file is thrown away with its folder.
"""

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import chain
from pathlib import Path
from typing import Any

from db.unpacking import staged
from vnr_app.domain.identity import dimensions_text
from vnr_app.domain.indicators import Dimensions
from vnr_app.domain.staged import RunRow

_PARTS = (
    "position, line_id, series_id, area_id, breakdown_id, setting, cell_row, size,"
    " periods, numbers, raws"
)
# What many observations share is kept once: see `vnr_app.domain.runs`, adr 20. The view is the
# observations as `vnr_app.domain.staged` describes them; positions in it follow those of the runs.
_SCHEMA = f"""
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT);
CREATE TABLE grid (sheet TEXT, first_row INTEGER, cells TEXT, PRIMARY KEY (sheet, first_row));
CREATE TABLE run (position INTEGER PRIMARY KEY, line_id, series_id, area_id, breakdown_id, setting,
    cell_row, size, periods, numbers, raws);
CREATE TABLE run_by_line (rank INTEGER PRIMARY KEY, {_PARTS});
CREATE TABLE setting (number INTEGER PRIMARY KEY, table_number, cell_column, operator, state,
    context_id);
CREATE TABLE series (id INTEGER PRIMARY KEY, position INTEGER, words TEXT);
CREATE TABLE area (id INTEGER PRIMARY KEY, code TEXT, name TEXT);
CREATE TABLE area_told (id, code);
CREATE TABLE breakdown (id INTEGER PRIMARY KEY, dimensions TEXT, words TEXT);
CREATE TABLE context (id INTEGER PRIMARY KEY, nature TEXT, footnote TEXT, source TEXT);
CREATE TABLE source_table (position INTEGER PRIMARY KEY, id BIGINT, observations INTEGER);
CREATE TABLE compared (position INTEGER PRIMARY KEY, action TEXT, old TEXT,
    old_run BIGINT);
CREATE TABLE gone (position INTEGER PRIMARY KEY, key_id BIGINT, indicators TEXT, series TEXT,
    area TEXT, dimensions TEXT, period_label TEXT, value TEXT);
CREATE VIEW staged AS {staged("")};
"""
_AT_ONCE = 100
"""Rows that one statement inserts; one at a time they cost half as much again."""
_WHILE_WRITING, _WHILE_SORTING = 32_768, 65_536
"""Kibibytes of memory that SQLite may take."""


class StagingWriter:
    """Fills a new staging file; `close` makes it complete.

    What ids and numbers stand for may come in parts and more than once.
    """

    def __init__(self, path: Path) -> None:
        self._connection = sqlite3.connect(path, isolation_level=None)
        self._counts: Counter[int] = Counter()
        self._is_indexed = False
        for pragma in ("synchronous=OFF", "journal_mode=OFF", "locking_mode=EXCLUSIVE"):
            self._connection.execute(f"PRAGMA {pragma}")
        self._connection.execute(f"PRAGMA cache_size=-{_WHILE_WRITING}")
        self._connection.executescript(_SCHEMA)
        self._connection.execute("BEGIN")

    def write(self, rows: list[RunRow]) -> None:
        """Add the next runs."""
        for *_about, setting, _row, size, _periods, _numbers, _raws in rows:
            self._counts[setting] += size
        self._append("run", rows)

    def run_at(self, position: int) -> RunRow:
        """The run with the observation at a position that was added."""
        query = "SELECT * FROM run WHERE position <= ? ORDER BY position DESC LIMIT 1"
        row: RunRow = self._connection.execute(query, (position,)).fetchone()
        return row

    def runs_of(self, line: int) -> list[RunRow]:
        """The runs of a line that were added."""
        if not self._is_indexed:
            # Few files ask for them: the others do not pay for it.
            self._connection.execute("CREATE INDEX run_of_line ON run (line_id)")
            self._is_indexed = True
        query = "SELECT * FROM run WHERE line_id = ?"
        return self._connection.execute(query, (line,)).fetchall()

    def write_grid(self, sheet: str, first_row: int, rows: list[list[str]]) -> None:
        """Add the texts of the next rows of a sheet."""
        self._fill("grid", [(sheet, first_row, json.dumps(rows, ensure_ascii=False))])

    def write_settings(self, rows: Iterable[tuple[int, int, int, str | None, str, int]]) -> None:
        """Add (number, position of the table, column, operator, state, context)."""
        self._fill("setting", rows)

    def write_series(self, rows: Iterable[tuple[int, int, str]]) -> None:
        """Add (id, position in the plan, all that one may search by) of the series."""
        self._fill("series", rows)

    def write_areas(self, rows: Iterable[tuple[int, str, str]]) -> None:
        """Add (id, code, name)."""
        self._fill("area", sorted(rows))

    def tell_areas(self, rows: Iterable[tuple[int, str]]) -> None:
        """Add (id, code) of areas without names."""
        self._append("area_told", list(rows))

    def write_breakdowns(self, rows: Iterable[tuple[int, Dimensions, str]]) -> None:
        """Add (id, disaggregation, the same in words)."""
        self._fill("breakdown", ((at, dimensions_text(each), words) for at, each, words in rows))

    def write_contexts(self, rows: Iterable[tuple[int, str, str, str]]) -> None:
        """Add (id, nature, footnote, source)."""
        self._fill("context", rows)

    def write_tables(self, ids: Iterable[int]) -> None:
        """Add the ids of the plan's tables, in its order; all observations are there by then."""
        counts: Counter[int] = Counter()
        for setting, table in self._connection.execute("SELECT number, table_number FROM setting"):
            counts[table] += self._counts[setting]
        rows = ((position, each, counts[position]) for position, each in enumerate(ids))
        self._fill("source_table", rows)

    def write_meta(self, name: str, value: str) -> None:
        """Keep a text under a name."""
        self._fill("meta", [(name, value)])

    def close(self) -> None:
        """Complete the file.

        Comparing and merging go through the runs in the order of their lines, in which the review
        has them too: all over its tables and indexes they would cost several times as much.
        """
        self._connection.execute(f"PRAGMA cache_size=-{_WHILE_SORTING}")
        self._connection.execute("DROP INDEX IF EXISTS run_of_line")
        self._connection.execute(
            f"INSERT INTO run_by_line ({_PARTS}) SELECT * FROM run ORDER BY line_id, position"
        )
        self._connection.execute(
            "INSERT OR IGNORE INTO area SELECT id, code, code FROM area_told ORDER BY id"
        )
        self._connection.execute("COMMIT")
        self._connection.close()

    def _append(self, table: str, rows: Sequence[tuple[Any, ...]]) -> None:
        """Add rows that are new."""
        if not rows:
            return
        marks = f"({', '.join('?' * len(rows[0]))})"
        whole = len(rows) - len(rows) % _AT_ONCE
        for first in range(0, whole, _AT_ONCE):
            values = list(chain.from_iterable(rows[first : first + _AT_ONCE]))
            self._connection.execute(
                f"INSERT INTO {table} VALUES {', '.join([marks] * _AT_ONCE)}", values
            )
        self._connection.executemany(f"INSERT INTO {table} VALUES {marks}", rows[whole:])

    def _fill(self, table: str, rows: Iterable[tuple[Any, ...]]) -> None:
        width = len(self._connection.execute(f"SELECT * FROM {table} LIMIT 0").description)
        marks = ", ".join("?" * width)
        self._connection.executemany(f"INSERT OR IGNORE INTO {table} VALUES ({marks})", rows)
