"""Writing a staging file, see `db.staging`. The process that reads foreign files needs no more.

Written without any care for power cuts: the file is thrown away with its folder.
"""

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable
from itertools import chain
from operator import itemgetter
from pathlib import Path
from typing import Any

from vnr_app.domain.identity import dimensions_text
from vnr_app.domain.indicators import Dimensions
from vnr_app.domain.staged import EntryRow

_PARTS = "key_id, subject, period, setting, cell_row, number, raw"
_WIDE = """
SELECT e.{first}, e.key_id, u.series_id, u.area_id, u.breakdown_id, p.period_start, p.period_end,
       p.period_label, e.number, c.operator, c.state, c.context_id, c.table_number, e.cell_row,
       c.cell_column, e.raw
FROM {table} e
CROSS JOIN subject u ON u.number = e.subject
CROSS JOIN period p ON p.number = e.period
CROSS JOIN setting c ON c.number = e.setting
"""
# What many observations share is kept once: a million narrow rows cost half of wide ones, to write
# and to sort. The views are the rows as `vnr_app.domain.staged` describes them.
_SCHEMA = f"""
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT);
CREATE TABLE grid (sheet TEXT, first_row INTEGER, cells TEXT, PRIMARY KEY (sheet, first_row));
CREATE TABLE entry (position INTEGER PRIMARY KEY, {_PARTS});
CREATE TABLE entry_by_key (rank INTEGER PRIMARY KEY, position, {_PARTS});
CREATE TABLE subject (number INTEGER PRIMARY KEY, series_id, area_id, breakdown_id);
CREATE TABLE period (number INTEGER PRIMARY KEY, period_start, period_end, period_label);
CREATE TABLE setting (number INTEGER PRIMARY KEY, table_number, cell_column, operator, state,
    context_id);
CREATE TABLE series (id INTEGER PRIMARY KEY, position INTEGER, words TEXT);
CREATE TABLE area (id INTEGER PRIMARY KEY, code TEXT, name TEXT);
CREATE TABLE breakdown (id INTEGER PRIMARY KEY, dimensions TEXT, words TEXT);
CREATE TABLE context (id INTEGER PRIMARY KEY, nature TEXT, footnote TEXT, source TEXT);
CREATE TABLE source_table (position INTEGER PRIMARY KEY, id BIGINT, observations INTEGER);
CREATE TABLE compared (position INTEGER PRIMARY KEY, action TEXT, old TEXT);
CREATE TABLE gone (position INTEGER PRIMARY KEY, key_id BIGINT, indicators TEXT, series TEXT,
    area TEXT, dimensions TEXT, period_label TEXT, value TEXT);
CREATE VIEW staged AS {_WIDE.format(first="position", table="entry")};
CREATE VIEW by_key AS {_WIDE.format(first="rank, e.position", table="entry_by_key")};
"""
_setting = itemgetter(4)
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
        for pragma in ("synchronous=OFF", "journal_mode=OFF", "locking_mode=EXCLUSIVE"):
            self._connection.execute(f"PRAGMA {pragma}")
        self._connection.execute(f"PRAGMA cache_size=-{_WHILE_WRITING}")
        self._connection.executescript(_SCHEMA)
        self._connection.execute("BEGIN")

    def write(self, rows: list[EntryRow]) -> None:
        """Add the next observations."""
        self._counts.update(map(_setting, rows))
        whole = len(rows) - len(rows) % _AT_ONCE
        for first in range(0, whole, _AT_ONCE):
            values = list(chain.from_iterable(rows[first : first + _AT_ONCE]))
            self._connection.execute(_INSERT_ENTRIES, values)
        self._connection.executemany(_INSERT_ENTRY, rows[whole:])

    def row_at(self, position: int) -> EntryRow:
        """An observation that was added."""
        query = "SELECT * FROM entry WHERE position = ?"
        row: EntryRow = self._connection.execute(query, (position,)).fetchone()
        return row

    def subject_at(self, number: int) -> tuple[int, int, int]:
        """The ids of series, area and disaggregation of a subject that was added."""
        query = "SELECT series_id, area_id, breakdown_id FROM subject WHERE number = ?"
        found: tuple[int, int, int] = self._connection.execute(query, (number,)).fetchone()
        return found

    def write_grid(self, sheet: str, first_row: int, rows: list[list[str]]) -> None:
        """Add the texts of the next rows of a sheet."""
        self._fill("grid", [(sheet, first_row, json.dumps(rows, ensure_ascii=False))])

    def write_subjects(self, rows: Iterable[tuple[int, int, int, int]]) -> None:
        """Add (number, series, area, disaggregation); two numbers may mean the same."""
        self._fill("subject", rows)

    def write_periods(self, rows: Iterable[tuple[int, str, str, str]]) -> None:
        """Add (number, start, end, label); dates in ISO form."""
        self._fill("period", rows)

    def write_settings(self, rows: Iterable[tuple[int, int, int, str | None, str, int]]) -> None:
        """Add (number, position of the table, column, operator, state, context)."""
        self._fill("setting", rows)

    def write_series(self, rows: Iterable[tuple[int, int, str]]) -> None:
        """Add (id, position in the plan, all that one may search by) of the series."""
        self._fill("series", rows)

    def write_areas(self, rows: Iterable[tuple[int, str, str]]) -> None:
        """Add (id, code, name)."""
        self._fill("area", sorted(rows))

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

        Comparing and merging go through the rows in the order of their keys, in which the review
        has them too: all over its tables and indexes they would cost several times as much.
        """
        self._connection.execute(f"PRAGMA cache_size=-{_WHILE_SORTING}")
        self._connection.execute(
            f"INSERT INTO entry_by_key (position, {_PARTS}) SELECT * FROM entry ORDER BY key_id"
        )
        self._connection.execute("COMMIT")
        self._connection.close()

    def _fill(self, table: str, rows: Iterable[tuple[Any, ...]]) -> None:
        width = len(self._connection.execute(f"SELECT * FROM {table} LIMIT 0").description)
        marks = ", ".join("?" * width)
        self._connection.executemany(f"INSERT OR IGNORE INTO {table} VALUES ({marks})", rows)


def _insert_entries(number: int) -> str:
    """The statement that adds so many observations."""
    marks = ", ".join(["(?, ?, ?, ?, ?, ?, ?, ?)"] * number)
    return f"INSERT INTO entry VALUES {marks}"


_INSERT_ENTRY, _INSERT_ENTRIES = _insert_entries(1), _insert_entries(_AT_ONCE)
