"""All that is particular to SQLite: settings, errors, integrity; the rest is portable SQL."""

import sqlite3
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import Engine, create_engine, event, text
from sqlalchemy.engine import Connection
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session
from sqlalchemy.pool import StaticPool

from vnr_app.errors import KnownError
from vnr_app.i18n import _

APPLICATION_ID = 0x564E5257  # "VNRW"
APPEND_ONLY = (
    "history_operation",
    "history_change",
    "history_revision",
    "history_line",
    "history_run",
    "history_image",
    "history_original",
)
"""Tables whose rows are never changed or deleted; triggers see to it."""
_EARLIER = ("history_key", "history_observation")
"""Tables of earlier schemas that had such triggers."""

_PRAGMAS = (
    "PRAGMA locking_mode=EXCLUSIVE",
    "PRAGMA foreign_keys=ON",
    "PRAGMA trusted_schema=OFF",
    "PRAGMA cell_size_check=ON",
    "PRAGMA recursive_triggers=ON",
    "PRAGMA temp_store=MEMORY",
    "PRAGMA cache_size=-65536",
    "PRAGMA synchronous=EXTRA",
)


def uri(path: Path, mode: str) -> str:
    """The SQLite URI of a file; mode is ro, rw or rwc."""
    return f"file:{quote(str(path.resolve()))}?mode={mode}"


def connect(path: Path, mode: str, patience: float = 1.0) -> sqlite3.Connection:
    """A connection with the document's settings, in autocommit mode, usable from any thread.

    `patience` says how many seconds another program's lock is waited for.
    The journal is truncated, not deleted: its own fsync then protects the last commit from a
    power cut on every system (SQLite's defaults lost it in half of the simulated cuts).
    """
    connection = sqlite3.connect(
        uri(path, mode), uri=True, isolation_level=None, check_same_thread=False, timeout=patience
    )
    try:
        for pragma in _PRAGMAS:
            connection.execute(pragma)
        if sys.platform == "darwin":
            connection.execute("PRAGMA fullfsync=ON")
        if mode != "ro":
            connection.execute("PRAGMA journal_mode=TRUNCATE")
    except BaseException:
        connection.close()
        raise
    return connection


def engine_for(path: Path, mode: str) -> Engine:
    """An engine with one connection; transactions begin IMMEDIATE, so that DDL rolls back too."""
    engine = create_engine(
        "sqlite://",
        creator=lambda: connect(path, mode),
        poolclass=StaticPool,
        hide_parameters=True,  # texts of the review must never end up in a log
    )

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN" if mode == "ro" else "BEGIN IMMEDIATE")

    return engine


def raw(engine: Engine) -> sqlite3.Connection:
    """The engine's only driver connection, for the backup API and pragmas."""
    pooled = engine.raw_connection()
    connection = pooled.driver_connection
    pooled.close()  # back to the pool, which never closes it
    assert isinstance(connection, sqlite3.Connection)
    return connection


@contextmanager
def unchecked(connection: Connection) -> Iterator[None]:
    """Leave out the CHECK constraints of tables, for rows whose parts were checked before.

    SQLite builds the list of an IN in a constraint anew for every row, which costs twice what
    writing the row costs.
    """
    connection.exec_driver_sql("PRAGMA ignore_check_constraints=ON")
    try:
        yield
    finally:
        connection.exec_driver_sql("PRAGMA ignore_check_constraints=OFF")


def raw_connection(session: Session) -> sqlite3.Connection:
    """The driver's connection of a session, in its transaction."""
    connection = session.connection().connection.driver_connection
    assert isinstance(connection, sqlite3.Connection)
    return connection


def new_table(session: Session, name: str, columns: str, end: str = "") -> None:
    """An empty temporary table in the place of an earlier one."""
    session.execute(text(f"DROP TABLE IF EXISTS temp.{name}"))
    session.execute(text(f"CREATE TEMPORARY TABLE {name} ({columns}) {end}"))


def is_busy(error: sqlite3.Error | DBAPIError) -> bool:
    """Whether another program's lock is in the way."""
    original = error.orig if isinstance(error, DBAPIError) else error
    return getattr(original, "sqlite_errorname", "").startswith("SQLITE_BUSY")


def known(error: sqlite3.Error | DBAPIError, path: Path) -> KnownError | None:
    """The error as a sentence for the person, or None where it is a bug of ours."""
    original = error.orig if isinstance(error, DBAPIError) else error
    name = getattr(original, "sqlite_errorname", "") or ""
    for prefix, code, sentence, hint in _sentences():
        if name.startswith(prefix):
            return KnownError(code, sentence.format(file=path), hint)
    return None


def _sentences() -> tuple[tuple[str, str, str, str], ...]:
    return (
        (
            "SQLITE_FULL",
            "disk-full",
            _("“{file}” was not changed: the disk is full."),
            _("Free some space and try again; what was saved before is safe."),
        ),
        (
            "SQLITE_BUSY",
            "in-use",
            _("“{file}” is open in another window or by another person."),
            _("Close it there first."),
        ),
        (
            "SQLITE_READONLY",
            "read-only",
            _("“{file}” is write-protected or was moved; nothing was changed."),
            _("Save a copy to a folder in which you may write."),
        ),
        (
            "SQLITE_CANTOPEN",
            "cannot-open",
            _("“{file}” cannot be opened."),
            _("Check that the folder exists and that you may read and write there."),
        ),
        (
            "SQLITE_NOTADB",
            "not-a-review",
            _("“{file}” is not a review file."),
            _("Choose a file that ends in .vnr."),
        ),
        (
            "SQLITE_CORRUPT",
            "damaged-review",
            _("“{file}” is damaged."),
            _("Open the newest backup; the damaged file was left as it is."),
        ),
        (
            "SQLITE_IOERR",
            "disk-error",
            _("The disk did not accept “{file}”; nothing was changed."),
            _("Check the disk and its free space, then try again."),
        ),
    )


def remove_journal(connection: sqlite3.Connection) -> None:
    """Leave no journal beside the review for people to wonder about; gives the lock back."""
    connection.execute("PRAGMA locking_mode=NORMAL")
    connection.execute("PRAGMA journal_mode=DELETE")


def roll_back_hot_journal(path: Path) -> None:
    """Take back what a killed program left half written; a reading connection cannot do it."""
    journal = path.with_name(f"{path.name}-journal")
    if not (journal.is_file() and journal.stat().st_size):
        return
    connection = connect(path, "rw")
    try:
        connection.execute("SELECT COUNT(*) FROM sqlite_schema")
        remove_journal(connection)
    finally:
        connection.close()


def is_review(path: Path) -> bool:
    """Whether the file's header is that of a review; SQLite does not touch the file for it.

    Bytes 68 to 71 of a SQLite file hold its application id. Never call it on an open review.
    """
    with path.open("rb") as stream:
        header = stream.read(100)
    return header[:16] == b"SQLite format 3\0" and header[68:72] == APPLICATION_ID.to_bytes(4)


def quick_check(connection: sqlite3.Connection) -> list[str]:
    """Findings of SQLite's own check; an empty list means sound."""
    rows = connection.execute("PRAGMA quick_check(20)").fetchall()
    return [] if rows == [("ok",)] else [str(row[0]) for row in rows]


def create_append_only_triggers(
    connection: Connection, tables: Sequence[str] = APPEND_ONLY
) -> None:
    """Forbid UPDATE and DELETE on the history; used by migrations, on SQLite only."""
    for statement in _triggers(tables).values():
        connection.exec_driver_sql(statement)


def _triggers(tables: Sequence[str] = APPEND_ONLY) -> dict[str, str]:
    """Name → statement of every trigger that is ours."""
    return {
        f"{table}_no_{verb.lower()}": (
            f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, 'the history is append-only'); END"
        )
        for table in tables
        for verb in ("UPDATE", "DELETE")
    }


def foreign_objects(connection: sqlite3.Connection) -> list[str]:
    """Triggers and views that are not ours; a received file could hide code in them."""
    ours = _triggers(APPEND_ONLY + _EARLIER)
    rows = connection.execute(
        "SELECT name, sql FROM sqlite_schema WHERE type IN ('trigger', 'view') ORDER BY name"
    ).fetchall()
    # A table that a migration renamed stands in quotation marks.
    return [str(name) for name, sql in rows if ours.get(name) != str(sql).replace('"', "")]
