"""The staging file of an import: what the process that reads a foreign file hands over.

One SQLite file an import. The reading process writes it; the window and the commands page from it;
comparing and committing attach it to the review. Its tables stand in `db.staging_writer`.
"""

import json
import sqlite3
import threading
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal

from db import sqlite
from db.store import Store
from vnr_app.domain.comparison import GoneEntry, PlanEntry
from vnr_app.domain.importplan import Action, PlannedObservation
from vnr_app.domain.indicators import Dimensions
from vnr_app.domain.runs import LONGEST_RUN
from vnr_app.domain.staged import STAGED, Meaning, StagedRow, observation_of

USUAL = "(SELECT COALESCE(MAX(value), 'same') FROM meta WHERE name = 'usual')"
"""What is done with the rows that `compared` does not list; before a comparison all are so."""

_DONE = f"COALESCE(d.action, {USUAL})"
_STAGED = "FROM staged s LEFT JOIN compared d ON d.position = s.position"
_NAMED = f"""
{_STAGED}
JOIN series e ON e.id = s.series_id
JOIN area a ON a.id = s.area_id
JOIN breakdown b ON b.id = s.breakdown_id
JOIN context c ON c.id = s.context_id
"""
_ENTRY = f"""
SELECT {", ".join(f"s.{name}" for name in STAGED)}, e.position, a.code, b.dimensions,
       c.nature, c.footnote, c.source, {_DONE}, d.old {_NAMED}
"""
_IN_ORDER = "ORDER BY s.run_position"
"""By their position: `json_each` goes through a list in its order, so that nothing is sorted."""
_RUN_OF = "(SELECT MAX(position) FROM run WHERE position <= {})"
"""The position of the run that holds the observation at a position."""
_WORDS = """folded(e.words || ' ' || a.code || ' ' || a.name || ' ' || b.words || ' ' ||
    s.period_label || ' ' || COALESCE(s.number, '') || ' ' || COALESCE(s.raw, ''))"""
_PARTS = len(STAGED)


class Staging:
    """A staging file to page from, from any thread."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = threading.Lock()
        self._connection = sqlite3.connect(
            sqlite.uri(path, "rw"), uri=True, isolation_level=None, check_same_thread=False
        )
        self._connection.execute("PRAGMA synchronous=OFF")
        self._connection.execute("PRAGMA journal_mode=MEMORY")
        self._connection.create_function("folded", 1, _folded, deterministic=True)

    def close(self) -> None:
        """Give the file back; it can be deleted then."""
        with self._lock:
            self._connection.close()

    def meta(self, name: str) -> str:
        """The text kept under a name; empty for none."""
        found = self._rows("SELECT value FROM meta WHERE name = ?", (name,))
        return str(found[0][0]) if found else ""

    def keep_meta(self, name: str, value: str) -> None:
        """Keep a text under a name."""
        self._rows("INSERT OR REPLACE INTO meta VALUES (?, ?)", (name, value))

    def grid_rows(self, sheet: str, first: int, count: int) -> list[tuple[str, ...]]:
        """The texts of rows of a sheet, from 0; fewer where the sheet or what is shown ends."""
        query = """
            SELECT first_row, cells FROM grid WHERE sheet = ? AND first_row < ? AND first_row >=
                (SELECT COALESCE(MAX(first_row), 0) FROM grid WHERE sheet = ? AND first_row <= ?)
            ORDER BY first_row
        """
        found: list[tuple[str, ...]] = []
        for at, cells in self._rows(query, (sheet, first + count, sheet, first)):
            rows = json.loads(cells)
            found += map(tuple, rows[max(first - at, 0) : first + count - at])
        return found

    def count(self) -> int:
        """How many observations were handed over."""
        found = self._rows("SELECT position + size FROM run ORDER BY position DESC LIMIT 1")
        return int(found[0][0]) if found else 0

    def observations(self, first: int, count: int) -> list[PlannedObservation]:
        """Observations by their position in the plan."""
        return [each.observation for each in self.entries(None, "", first, count)]

    def entries(
        self, action: Action | None, search: str, first: int, count: int
    ) -> list[PlanEntry]:
        """A page of the comparison; before it, all is as if it were the same."""
        if action is None and not search:
            # Positions have no gaps: a page far down costs no more than the first one.
            where = "s.run_position > ? AND s.run_position < ? AND s.position BETWEEN ? AND ?"
            end = first + count
            return self._entries(where, (first - LONGEST_RUN, end, first, end - 1))
        found, values = _search(action, search)
        query = f"SELECT s.position {found} {_IN_ORDER} LIMIT ? OFFSET ?"
        wanted = json.dumps([row[0] for row in self._rows(query, (*values, count, first))])
        # Only of those that are shown all is looked up.
        where = f"""
            s.run_position IN (SELECT {_RUN_OF.format("value")} FROM json_each(?))
            AND s.position IN (SELECT value FROM json_each(?))
        """
        return self._entries(where, (wanted, wanted))

    def _entries(self, where: str, values: tuple[object, ...]) -> list[PlanEntry]:
        rows = self._rows(f"{_ENTRY} WHERE {where} ORDER BY s.position", values)
        return [_entry(row) for row in rows]

    def number(self, action: Action | None, search: str) -> int:
        """How many entries there are of an action that hold the words."""
        found, values = _search(action, search)
        return int(self._rows(f"SELECT COUNT(*) {found}", values)[0][0])

    def actions(self) -> dict[int, dict[Action, int]]:
        """Position of a table → how many of its observations get which action."""
        query = f"SELECT position, {USUAL}, observations FROM source_table WHERE observations > 0"
        found: dict[int, Counter[Action]] = {}
        for table, usual, number in self._rows(query):
            found[table] = Counter({Action(usual): number})
        query = f"""
            SELECT c.table_number, d.action, COUNT(*), {USUAL}
            FROM compared d
            CROSS JOIN run r ON r.position = {_RUN_OF.format("d.position")}
            CROSS JOIN setting c ON c.number = r.setting
            GROUP BY 1, 2
        """
        for table, action, number, usual in self._rows(query):
            found[table][Action(action)] += number
            found[table][Action(usual)] -= number
        return {table: dict(+numbers) for table, numbers in found.items()}

    def conflicts(self) -> list[int]:
        """The positions of the observations that contradict another source."""
        query = "SELECT position FROM compared WHERE action = ? ORDER BY position"
        return [row[0] for row in self._rows(query, (Action.CONFLICT.value,))]

    def changing(self, action: Action | None, search: str) -> list[int]:
        """The positions of an action that hold the words and would change the review."""
        found, values = _search(action, search)
        changes = f"{found} AND {_DONE} IN ('add', 'update', 'conflict')"
        return [row[0] for row in self._rows(f"SELECT s.position {changes} {_IN_ORDER}", values)]

    def position_at(self, tables: Collection[int], row: int, column: int) -> int | None:
        """The position of the first observation that a cell of one of the tables gave."""
        marks = ", ".join("?" * len(tables))
        query = f"""
            SELECT MIN(r.position + ? - r.cell_row)
            FROM run r JOIN setting c ON c.number = r.setting
            WHERE r.cell_row BETWEEN ? - r.size + 1 AND ?
              AND c.cell_column = ? AND c.table_number IN ({marks})
        """
        return self._rows(query, (row, row, row, column, *tables))[0][0]  # type: ignore[no-any-return]

    def series_of_tables(self) -> dict[int, int]:
        """Position of a table → the number of its series."""
        query = """
            SELECT c.table_number, COUNT(DISTINCT r.series_id)
            FROM (SELECT DISTINCT series_id, setting FROM run) r
            JOIN setting c ON c.number = r.setting
            GROUP BY 1
        """
        return dict(self._rows(query))

    def gone(self, first: int, count: int) -> list[GoneEntry]:
        """A page of what an earlier file of this kind had and this one has not."""
        rows = self._rows(
            "SELECT key_id, indicators, series, area, dimensions, period_label, value FROM gone"
            " ORDER BY position LIMIT ? OFFSET ?",
            (count, first),
        )
        return [
            GoneEntry(key, tuple(codes.split()), series, area, _dimensions(text), period, value)
            for key, codes, series, area, text, period, value in rows
        ]

    def keep_compared(self, rows: Iterable[tuple[int, str, str | None, int]]) -> None:
        """Keep actions that could not be written through the review's connection."""
        with self._lock:
            self._connection.executemany("INSERT INTO compared VALUES (?, ?, ?, ?)", rows)

    def keep_gone(self, rows: Iterable[tuple[Any, ...]]) -> None:
        """Keep what this file has not; see `gone`."""
        with self._lock:
            self._connection.executemany(
                "INSERT INTO gone VALUES (NULL, ?, ?, ?, ?, ?, ?, ?)", rows
            )

    def forget_comparison(self) -> None:
        """Drop what an earlier comparison found."""
        for table in ("compared", "gone", "meta WHERE name = 'usual'"):
            self._rows(f"DELETE FROM {table}")

    def keep_all_new(self) -> None:
        """Note that every row is to be added, the review having no observation at all."""
        self.keep_meta("usual", Action.ADD.value)

    def _rows(self, query: str, values: tuple[object, ...] = ()) -> list[tuple[Any, ...]]:
        with self._lock:
            return self._connection.execute(query, values).fetchall()


def _search(action: Action | None, search: str) -> tuple[str, tuple[object, ...]]:
    """The rest of a query for observations of an action that hold the words, with its values."""
    parts: list[str] = []
    values: list[object] = []
    if action is not None:
        parts.append(f"{_DONE} = ?")
        values.append(action.value)
    for word in search.split():
        parts.append(f"instr({_WORDS}, ?)")
        values.append(_folded(word))
    tables = _NAMED if search else _STAGED
    return f"{tables} WHERE {' AND '.join(parts) or 'TRUE'}", tuple(values)


def _folded(text: str) -> str:
    return text.casefold()


def _dimensions(text: str) -> Dimensions:
    return tuple((name, code) for name, code in json.loads(text))


def _entry(row: tuple[Any, ...]) -> PlanEntry:
    series, area, dimensions, nature, footnote, source, action, old = row[_PARTS:]
    meaning = Meaning(series, area, _dimensions(dimensions), nature, footnote, source)
    staged: StagedRow = row[:_PARTS]
    return PlanEntry(row[0], Action(action), old, observation_of(staged, meaning))


@contextmanager
def attached(store: Store, path: Path, mode: Literal["ro", "rw"]) -> Iterator[None]:
    """Let the review's connection read (or write) a staging file, as the schema `staging`."""
    with store.exclusively():
        connection = sqlite.raw(store.engine)
        connection.execute("ATTACH ? AS staging", (sqlite.uri(path, mode),))
        try:
            # Attached files inherit the review's care; this one is thrown away.
            connection.execute("PRAGMA staging.locking_mode=NORMAL")
            connection.execute("PRAGMA staging.synchronous=OFF")
            connection.execute("PRAGMA staging.cache_size=-16384")
            if mode == "rw":
                connection.execute("PRAGMA staging.journal_mode=MEMORY")
            yield
        finally:
            connection.execute("DETACH staging")
            # What a million rows needed of memory would stay taken else.
            connection.execute("PRAGMA shrink_memory")
