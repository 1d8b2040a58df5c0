"""Making and opening a review file: each step answers with a sentence or goes on."""

import os
import sqlite3
from pathlib import Path

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError

from db import backup, guard, migrate, sqlite
from db.notice import read_notice, user_name, write_notice
from db.store import Store
from vnr_app.errors import KnownError
from vnr_app.i18n import _
from vnr_app.io import sync_folder


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
        # The name is taken at once: two programs that make the same file do not meet later.
        path.touch(exist_ok=False)
    except OSError as error:
        raise _as_known(error, path) or error from error
    engine = sqlite.engine_for(path, "rw")
    try:
        migrate.upgrade(engine)
        return _ready(path, engine, author)
    except BaseException as error:
        engine.dispose()
        _remove(path)
        known = _as_known(error, path)
        if known is None:
            raise
        raise known from error


def open_file(
    path: Path,
    author: str | None = None,
    *,
    read_only: bool = False,
    scripts: Path = migrate.SCRIPTS,
    version: int = migrate.SCHEMA_VERSION,
) -> Store:
    """Open a review after checking it: kind, version, lock, soundness, migration.

    A write-protected file opens for reading only. Raises `KnownError`: "no-file", "not-a-review",
    "newer-file", "in-use", "damaged-review", "foreign-code", "cannot-open" and those of the disk.
    """
    if not path.is_file():
        raise KnownError("no-file", _("There is no file “{file}”.").format(file=path))
    if guard.is_live(path):
        raise KnownError("in-use", _("“{file}” is open in this program already.").format(file=path))
    read_only = read_only or not os.access(path, os.W_OK)
    mode = "ro" if read_only else "rw"
    try:
        if not sqlite.is_review(path):
            raise _not_a_review(path)
        if read_only:
            sqlite.roll_back_hot_journal(path)
        connection = sqlite.connect(path, mode)
        try:
            found = _inspect(connection, path, version, read_only=read_only)
            if found < version:
                _migrate(connection, path, found, scripts, version)
        finally:
            connection.close()
        return _ready(path, sqlite.engine_for(path, mode), author, read_only=read_only)
    except (sqlite3.Error, DBAPIError, OSError) as error:
        known = _as_known(error, path)
        if known is None:
            raise
        raise known from error


def _not_a_review(path: Path) -> KnownError:
    return KnownError(
        "not-a-review",
        _("“{file}” is not a review file.").format(file=path),
        _("Choose a file that ends in .vnr."),
    )


def _inspect(connection: sqlite3.Connection, path: Path, version: int, *, read_only: bool) -> int:
    """Check an opened file; returns its schema version."""
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    if application != sqlite.APPLICATION_ID:
        raise _not_a_review(path)
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
    copy = path.with_name(f".{path.name}.migrating")
    _remove(copy)
    try:
        backup.copy_to(connection, copy)
        engine = sqlite.engine_for(copy, "rw")
        try:
            migrate.upgrade(engine, scripts, version)
            findings = sqlite.quick_check(sqlite.raw(engine))
            if findings:
                raise sqlite3.IntegrityError(findings[0])
        finally:
            sqlite.raw(engine).close()
            engine.dispose()
        _keep_original(connection, path, version)
        connection.close()
        copy.replace(path)
        sync_folder(path.parent)
    finally:
        _remove(copy)


def _keep_original(connection: sqlite3.Connection, path: Path, version: int) -> None:
    """Copy the review under a free name beside it; a half copy never bears that name."""
    half = path.with_name(f".{path.name}.keeping")
    _remove(half)
    backup.copy_to(connection, half)
    name = f"{path.stem}.before-v{version}"
    kept = path.with_name(f"{name}{path.suffix}")
    number = 1
    while kept.exists():
        number += 1
        kept = path.with_name(f"{name}-{number}{path.suffix}")
    half.replace(kept)


def _remove(database: Path) -> None:
    """Delete a file of ours and its journal, which would be taken for that of the next one."""
    database.unlink(missing_ok=True)
    database.with_name(f"{database.name}-journal").unlink(missing_ok=True)


def _ready(path: Path, engine: Engine, author: str | None, *, read_only: bool = False) -> Store:
    try:
        if not read_only:
            _take_lock(sqlite.raw(engine))
            write_notice(path)
    except BaseException:
        engine.dispose()
        raise
    guard.protect(path)
    return Store(path, engine, author or user_name(), read_only=read_only)


def _as_known(error: BaseException, path: Path) -> KnownError | None:
    """The sentence for an error, naming who has the file where it is in use; None for a bug."""
    if isinstance(error, OSError):
        return KnownError(
            "cannot-open",
            _("“{file}” cannot be opened: {reason}.").format(file=path, reason=error.strerror),
            _("Check that you may read and write the file and its folder."),
        )
    if not isinstance(error, sqlite3.Error | DBAPIError):
        return None
    known = sqlite.known(error, path)
    if known is None:
        return None
    owner = read_notice(path)
    if known.code == "in-use" and owner:
        return KnownError(
            "in-use",
            _("“{file}” is open: {owner}.").format(file=path, owner=owner),
            known.hint,
        )
    return known
