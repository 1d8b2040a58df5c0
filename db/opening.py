"""Making and opening a review file: each step answers with a sentence or goes on."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import Engine

from db import backup, guard, migrate, sqlite
from db.notice import read_notice, user_name, write_notice
from db.store import Store
from vnr_app.errors import KnownError
from vnr_app.i18n import _


def create_file(path: Path, author: str | None = None) -> Store:
    """A new, empty review file. It must not exist; a failure leaves none behind."""
    if path.exists():
        raise KnownError(
            "file-exists",
            _("“{file}” exists already; nothing was changed.").format(file=path),
            _("Choose another name."),
        )
    if not path.parent.is_dir():
        raise KnownError(
            "no-folder", _("The folder “{folder}” does not exist.").format(folder=path.parent)
        )
    try:
        engine = sqlite.engine_for(path, "rwc")
        migrate.upgrade(engine)
    except BaseException as error:
        path.unlink(missing_ok=True)
        raise _as_known(error, path) from error
    return _ready(path, engine, author)


def open_file(
    path: Path,
    author: str | None = None,
    *,
    read_only: bool = False,
    backups: Callable[[str], Path] | None = None,
    scripts: Path = migrate.SCRIPTS,
    version: int = migrate.SCHEMA_VERSION,
) -> Store:
    """Open a review after checking it: kind, version, lock, soundness, migration.

    `backups(review_id)` is the folder for copies. Raises `KnownError`: "no-file", "not-a-review",
    "newer-file", "in-use", "damaged-review", "foreign-code".
    """
    if not path.is_file():
        raise KnownError("no-file", _("There is no file “{file}”.").format(file=path))
    if guard.is_live(path):
        raise KnownError("in-use", _("“{file}” is open in this program already.").format(file=path))
    mode = "ro" if read_only else "rw"
    try:
        connection = sqlite.connect(path, mode)
        try:
            found = _inspect(connection, path, version, read_only=read_only)
            if found < version:
                _migrate(connection, path, found, scripts, version)
        finally:
            connection.close()
        return _ready(path, sqlite.engine_for(path, mode), author, read_only=read_only)
    except (sqlite3.Error, OSError) as error:
        raise _as_known(error, path) from error


def _inspect(connection: sqlite3.Connection, path: Path, version: int, *, read_only: bool) -> int:
    """Check an opened file; returns its schema version."""
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    if application != sqlite.APPLICATION_ID:
        raise KnownError(
            "not-a-review",
            _("“{file}” is not a review file.").format(file=path),
            _("Choose a file that ends in .vnr."),
        )
    found = int(connection.execute("PRAGMA user_version").fetchone()[0])
    if found > version:
        raise KnownError(
            "newer-file",
            _("“{file}” was made with a newer version of this program.").format(file=path),
            _("Install the newest version; the file was left as it is."),
        )
    if not read_only:
        _take_lock(connection)
    findings = sqlite.quick_check(connection)
    if findings:
        raise KnownError(
            "damaged-review",
            _("“{file}” is damaged: {finding}.").format(file=path, finding=findings[0]),
            _("Open the newest backup; the damaged file was left as it is."),
        )
    foreign = sqlite.foreign_objects(connection)
    if foreign:
        raise KnownError(
            "foreign-code",
            _("“{file}” contains code that this program did not put there: {name}.").format(
                file=path, name=foreign[0]
            ),
            _("Do not use it; ask its sender for the original."),
        )
    return found


def _take_lock(connection: sqlite3.Connection) -> None:
    """Take the exclusive lock; in this locking mode it is kept until the connection closes."""
    connection.execute("BEGIN EXCLUSIVE")
    connection.execute("COMMIT")


def _migrate(
    connection: sqlite3.Connection, path: Path, found: int, scripts: Path, version: int
) -> None:
    """Migrate a copy, verify it, keep the original under another name, then swap."""
    kept = path.with_name(f"{path.stem}.before-v{version}{path.suffix}")
    copy = path.with_name(f".{path.name}.migrating")
    copy.unlink(missing_ok=True)
    if not kept.exists():
        backup.copy_to(connection, kept)
    backup.copy_to(connection, copy)
    try:
        engine = sqlite.engine_for(copy, "rw")
        try:
            migrate.upgrade(engine, scripts, version)
            findings = sqlite.quick_check(sqlite.raw(engine))
            if findings:
                raise sqlite3.IntegrityError(findings[0])
        finally:
            sqlite.raw(engine).close()
            engine.dispose()
        connection.close()
        copy.replace(path)
    finally:
        copy.unlink(missing_ok=True)
        copy.with_name(f"{copy.name}-journal").unlink(missing_ok=True)


def _ready(path: Path, engine: Engine, author: str | None, *, read_only: bool = False) -> Store:
    if not read_only:
        _take_lock(sqlite.raw(engine))
        write_notice(path)
    guard.protect(path)
    return Store(path, engine, author or user_name(), read_only=read_only)


def _as_known(error: BaseException, path: Path) -> BaseException:
    """The sentence for an error, naming who has the file where it is in use."""
    if not isinstance(error, sqlite3.Error):
        cause = getattr(error, "orig", None)
        if not isinstance(cause, sqlite3.Error):
            return error
        error = cause
    known = sqlite.known(error, path)
    if known is None:
        return error
    owner = read_notice(path)
    if known.code == "in-use" and owner:
        return KnownError(
            "in-use",
            _("“{file}” is open: {owner}.").format(file=path, owner=owner),
            known.hint,
        )
    return known
