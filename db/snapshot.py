"""A private copy of a review that another program has open, as of that program's last save.

The other program holds the file exclusively, so SQLite cannot read it here. Its bytes can be read,
and are trusted only where they prove to be of one moment between two saves.
"""

import hashlib
import os
import tempfile
import time
from pathlib import Path

from db import guard
from vnr_app.errors import KnownError
from vnr_app.i18n import _
from vnr_app.paths import user_data_dir

_LONGEST_SECONDS = 3.0
_PAUSE_SECONDS = 0.005
_CHUNK = 1 << 20
_LEFT_BEHIND_SECONDS = 24 * 3600
_ROLLBACK_JOURNAL = b"\x01\x01"
"""Bytes 18 and 19 of a SQLite file that keeps no part of its content beside itself."""


def take(path: Path) -> Path:
    """A copy that its caller removes. Raises `KnownError` "in-use" if the file is never at rest.

    Only for a file that another process has open: closing what is read here would drop the locks
    of this one.
    """
    assert not guard.is_live(path), "a review of this process is copied with the backup API"
    copy = private_file()
    try:
        until = time.monotonic() + _LONGEST_SECONDS
        while time.monotonic() < until:
            if not _journal_size(path) and _copy_between_saves(path, copy):
                return copy
            time.sleep(_PAUSE_SECONDS)
    except BaseException:
        remove(copy)
        raise
    remove(copy)
    raise KnownError(
        "in-use",
        _("“{file}” is being written without a pause.").format(file=path),
        _("Try again in a moment."),
    )


def private_file() -> Path:
    """A new, empty file that only this person can read."""
    folder = user_data_dir() / "snapshots"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    _remove_left_behind(folder)
    descriptor, name = tempfile.mkstemp(suffix=".vnr", dir=folder)
    os.close(descriptor)
    return Path(name)


def remove(copy: Path) -> None:
    """Delete a copy and its journal."""
    copy.unlink(missing_ok=True)
    copy.with_name(f"{copy.name}-journal").unlink(missing_ok=True)


def _remove_left_behind(folder: Path) -> None:
    """Delete what a killed program left; a copy still read lives on until it is closed."""
    long_ago = time.time() - _LEFT_BEHIND_SECONDS
    for each in folder.iterdir():
        try:
            if each.stat().st_mtime < long_ago:
                each.unlink()
        except OSError:
            # Another program removes it, or reads it on a system that keeps open files.
            continue


def _copy_between_saves(path: Path, copy: Path) -> bool:
    """Copy the bytes; False where they may be of two moments.

    The file is read twice. What both readings agree on stood in the file at the moment between
    them, and an empty journal at that moment says that no save was under way. The header's change
    counter would not do: a connection that keeps its lock raises it only once.
    """
    first = _read(path, copy)
    moment = _state(path)
    if _journal_size(path):
        return False
    return first == _read(path) and moment == _state(path) and _is_whole(copy)


def _read(path: Path, copy: Path | None = None) -> str:
    """The SHA-256 of the file's bytes, written into a copy where one is given."""
    digest = hashlib.sha256()
    with path.open("rb") as source, Path(copy or os.devnull).open("wb") as target:
        while chunk := source.read(_CHUNK):
            digest.update(chunk)
            target.write(chunk)
    return digest.hexdigest()


def _state(path: Path) -> tuple[int, int, int]:
    """Which file lies there, how long it is and when it was written."""
    found = path.stat()
    return found.st_ino, found.st_size, found.st_mtime_ns


def _journal_size(path: Path) -> int:
    try:
        return path.with_name(f"{path.name}-journal").stat().st_size
    except FileNotFoundError:
        return 0


def _is_whole(copy: Path) -> bool:
    with copy.open("rb") as stream:
        return stream.read(20)[18:] == _ROLLBACK_JOURNAL
