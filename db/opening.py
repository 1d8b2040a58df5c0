"""Making and opening a review file: each step answers with a sentence or goes on."""

import os
import sqlite3
import threading
from os.path import samestat
from pathlib import Path

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError

from db import backup, copies, guard, migrate, snapshot, sqlite
from db.notice import read_notice, user_name, write_notice
from db.store import ReadOnlyReason, Store
from db.takeover import remove_request
from vnr_app.errors import KnownError
from vnr_app.i18n import _
from vnr_app.io import sync_folder

_SHORT_PATIENCE = 0.4
"""Seconds that whoever is content with a copy waits for another program's lock."""
_REPLACES_OPEN_FILES = os.name == "posix"
"""Whether a file can take the place of one that is open; Windows refuses."""
_opening = threading.Lock()
"""Held while a file is looked at and opened: a header that is read beside a thread that has just
opened the same file would drop the lock of that thread."""


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
        migrate.create(engine)
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
    snapshot_if_used: bool = False,
    scripts: Path = migrate.SCRIPTS,
    version: int = migrate.SCHEMA_VERSION,
) -> Store:
    """Open a review after checking it: kind, version, lock, soundness, migration.

    A write-protected file opens for reading only. With `snapshot_if_used` a file that another
    program writes does too: what is read then is a private copy as of the last save there.

    Raises `KnownError`: "no-file", "not-a-review", "newer-file", "in-use", "damaged-review",
    "foreign-code", "cannot-open" and those of the disk.
    """
    if not path.is_file():
        raise KnownError("no-file", _("There is no file “{file}”.").format(file=path))
    reason: ReadOnlyReason = ""
    if read_only or not os.access(path, os.W_OK):
        reason = "asked" if read_only else "write-protected"
    patience = _SHORT_PATIENCE if snapshot_if_used else 1.0
    with _opening:
        if guard.is_live(path):
            raise KnownError(
                "in-use", _("“{file}” is open in this program already.").format(file=path)
            )
        try:
            try:
                return _open_itself(path, author, reason, scripts, version, patience)
            except (sqlite3.Error, DBAPIError) as error:
                if not (snapshot_if_used and sqlite.is_busy(error)):
                    raise
                return _open_copy(path, author, scripts, version)
        except (sqlite3.Error, DBAPIError, OSError) as error:
            known = _as_known(error, path)
            if known is None:
                raise
            raise known from error


def _open_itself(
    path: Path,
    author: str | None,
    reason: ReadOnlyReason,
    scripts: Path,
    version: int,
    patience: float,
) -> Store:
    mode = "ro" if reason else "rw"
    if not sqlite.is_review(path):
        raise _not_a_review(path)
    if reason:
        sqlite.roll_back_hot_journal(path)
    before = path.stat()
    connection = sqlite.connect(path, mode, patience)
    try:
        found = _inspect(connection, path, version, read_only=bool(reason))
        if not samestat(before, path.stat()):
            # While we waited for the lock, its holder put a migrated file in the place of this one.
            raise _changed_meanwhile(path)
        if found < version and reason:
            copy = copies.copy_of(connection)
            return copies.store_of(path, copy, author, reason, "", scripts, version)
        if found < version:
            _migrate(connection, path, found, scripts, version)
    finally:
        connection.close()
    return _ready(path, sqlite.engine_for(path, mode), author, reason)


def _open_copy(path: Path, author: str | None, scripts: Path, version: int) -> Store:
    """Read a copy of a file that another program writes; that file is not touched."""
    owner = read_notice(path)
    copy = snapshot.take(path)
    try:
        connection = sqlite.connect(copy, "ro")
        try:
            _inspect(connection, path, version, read_only=True)
        finally:
            connection.close()
    except BaseException:
        snapshot.remove(copy)
        raise
    return copies.store_of(path, copy, author, "in-use", owner, scripts, version)


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
        copies.upgrade(copy, scripts, version)
        _keep_original(connection, path, version)
        _swap(connection, copy, path)
        sync_folder(path.parent)
    finally:
        _remove(copy)


def _swap(connection: sqlite3.Connection, copy: Path, path: Path) -> None:
    """Put the migrated copy in the place of the review that this connection has locked.

    Where an open file can be replaced, the lock is given back after that: no other program can
    save in between. Elsewhere a save in between is noticed, and the swap left.
    """
    if _REPLACES_OPEN_FILES:
        copy.replace(path)
        connection.close()
        return
    before = path.stat()
    connection.close()
    after = path.stat()
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
        raise _changed_meanwhile(path)
    copy.replace(path)


def _changed_meanwhile(path: Path) -> KnownError:
    return KnownError(
        "in-use",
        _("Another program changed “{file}” while it was being opened.").format(file=path),
        _("Open it again; what was saved there is kept."),
    )


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


def _ready(path: Path, engine: Engine, author: str | None, reason: ReadOnlyReason = "") -> Store:
    try:
        if not reason:
            _take_lock(sqlite.raw(engine))
            write_notice(path, author or user_name())
            # Whoever asked for the review asked the one who had it before.
            remove_request(path)
    except BaseException:
        engine.dispose()
        raise
    guard.protect(path)
    return Store(path, engine, author or user_name(), read_only_reason=reason)


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
