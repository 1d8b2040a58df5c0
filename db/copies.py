"""Reviews that are read from a private copy, because the file itself is another's or older."""

import sqlite3
from contextlib import closing
from pathlib import Path

from db import backup, migrate, snapshot, sqlite
from db.notice import user_name
from db.store import ReadOnlyReason, Store


def copy_of(connection: sqlite3.Connection) -> Path:
    """A private copy of a file that is open here."""
    copy = snapshot.private_file()
    try:
        backup.copy_to(connection, copy)
    except BaseException:
        snapshot.remove(copy)
        raise
    return copy


def store_of(
    path: Path,
    copy: Path,
    author: str | None,
    reason: ReadOnlyReason,
    owner: str,
    scripts: Path = migrate.SCRIPTS,
    version: int = migrate.SCHEMA_VERSION,
) -> Store:
    """Read a copy in the place of a review, in the present schema; the copy goes at closing."""
    try:
        with closing(sqlite3.connect(copy)) as connection:
            found = int(connection.execute("PRAGMA user_version").fetchone()[0])
        if found < version:
            upgrade(copy, scripts, version)
        engine = sqlite.engine_for(copy, "ro")
    except BaseException:
        snapshot.remove(copy)
        raise
    return Store(
        path, engine, author or user_name(), read_only_reason=reason, owner=owner, copy=copy
    )


def upgrade(copy: Path, scripts: Path, version: int) -> None:
    """Bring a copy to the present version and verify it."""
    engine = sqlite.engine_for(copy, "rw")
    try:
        migrate.upgrade(engine, scripts, version)
        findings = sqlite.quick_check(sqlite.raw(engine))
        if findings:
            raise sqlite3.IntegrityError(findings[0])
    finally:
        sqlite.raw(engine).close()
        engine.dispose()


def give_to(store: Store, owner: str) -> Store:
    """Close a review for another person to write; what is returned reads a copy of it."""
    with store.exclusively():
        copy = copy_of(sqlite.raw(store.engine))
    given = store_of(store.path, copy, store.author, "in-use", owner)
    store.close()
    return given
