"""Writing a staging file, see `db.staging`. The process that reads foreign files needs no more.

Written without any care for power cuts: the file is thrown away with its folder.
"""

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable
from operator import itemgetter
from pathlib import Path
from typing import Any

from vnr_app.domain.identity import dimensions_text
from vnr_app.domain.indicators import Dimensions
from vnr_app.domain.staged import STAGED, StagedRow

_STAGED = """(
    position INTEGER PRIMARY KEY, key_id BIGINT, series_id BIGINT, area_id BIGINT,
    breakdown_id BIGINT, period_start DATE, period_end DATE, period_label TEXT, number TEXT,
    operator TEXT, state TEXT, context_id BIGINT, table_number INTEGER, cell_row INTEGER,
    cell_column INTEGER, raw TEXT)"""
_SCHEMA = f"""
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT);
CREATE TABLE grid (sheet TEXT, first_row INTEGER, cells TEXT, PRIMARY KEY (sheet, first_row));
CREATE TABLE staged {_STAGED};
CREATE TABLE by_key {_STAGED.replace(" PRIMARY KEY", "")};
CREATE TABLE series (id INTEGER PRIMARY KEY, position INTEGER, words TEXT);
CREATE TABLE area (id INTEGER PRIMARY KEY, code TEXT, name TEXT);
CREATE TABLE breakdown (id INTEGER PRIMARY KEY, dimensions TEXT, words TEXT);
CREATE TABLE context (id INTEGER PRIMARY KEY, nature TEXT, footnote TEXT, source TEXT);
CREATE TABLE source_table (position INTEGER PRIMARY KEY, id BIGINT, observations INTEGER);
CREATE TABLE compared (position INTEGER PRIMARY KEY, action TEXT, old TEXT);
CREATE TABLE gone (position INTEGER PRIMARY KEY, key_id BIGINT, indicators TEXT, series TEXT,
    area TEXT, dimensions TEXT, period_label TEXT, value TEXT);
"""

_table_number = itemgetter(STAGED.index("table_number"))


class StagingWriter:
    """Fills a new staging file; `close` makes it complete."""

    def __init__(self, path: Path) -> None:
        self._connection = sqlite3.connect(path, isolation_level=None)
        self._counts: Counter[int] = Counter()
        pragmas = ("synchronous=OFF", "journal_mode=OFF", "locking_mode=EXCLUSIVE")
        for pragma in (*pragmas, "cache_size=-32768"):
            self._connection.execute(f"PRAGMA {pragma}")
        self._connection.executescript(_SCHEMA)
        self._connection.execute("BEGIN")

    def write(self, rows: list[StagedRow]) -> None:
        """Add the next observations."""
        self._counts.update(map(_table_number, rows))
        self._fill("staged", rows)

    def row_at(self, position: int) -> StagedRow:
        """An observation that was added."""
        query = "SELECT * FROM staged WHERE position = ?"
        row: StagedRow = self._connection.execute(query, (position,)).fetchone()
        return row

    def write_grid(self, sheet: str, first_row: int, rows: list[list[str]]) -> None:
        """Add the texts of the next rows of a sheet."""
        self._fill("grid", [(sheet, first_row, json.dumps(rows, ensure_ascii=False))])

    def write_series(self, rows: Iterable[tuple[int, int, str]]) -> None:
        """Add (id, position in the plan, all that one may search by) of the series."""
        self._fill("series", rows)

    def write_areas(self, rows: Iterable[tuple[int, str, str]]) -> None:
        """Add (id, code, name) of the areas."""
        self._fill("area", rows)

    def write_breakdowns(self, rows: Iterable[tuple[int, Dimensions, str]]) -> None:
        """Add (id, disaggregation, the same in words)."""
        self._fill("breakdown", ((at, dimensions_text(each), words) for at, each, words in rows))

    def write_contexts(self, rows: Iterable[tuple[int, str, str, str]]) -> None:
        """Add (id, nature, footnote, source)."""
        self._fill("context", rows)

    def write_tables(self, ids: Iterable[int]) -> None:
        """Add the ids of the plan's tables, in its order."""
        rows = ((position, each, self._counts[position]) for position, each in enumerate(ids))
        self._fill("source_table", rows)

    def write_meta(self, name: str, value: str) -> None:
        """Keep a text under a name."""
        self._fill("meta", [(name, value)])

    def close(self) -> None:
        """Complete the file.

        Comparing and merging go through the rows in the order of their keys, in which the review
        has them too: all over its tables and indexes they would cost several times as much.
        """
        self._connection.execute("INSERT INTO by_key SELECT * FROM staged ORDER BY key_id")
        self._connection.execute("COMMIT")
        self._connection.close()

    def _fill(self, table: str, rows: Iterable[tuple[Any, ...]]) -> None:
        width = len(self._connection.execute(f"SELECT * FROM {table} LIMIT 0").description)
        marks = ", ".join("?" * width)
        self._connection.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)
