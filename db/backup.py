"""Copies of a review by SQLite's backup API: verified, thinned, never by copying the file."""

import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path

from db import sqlite
from db.base import now
from db.store import Store
from vnr_app.errors import KnownError
from vnr_app.i18n import _

_KEEP_ALL = timedelta(days=2)
_RULES = (("%Y-%m-%d", 7), ("%G-%V", 8), ("%Y-%m", 12))
"""How many days, weeks and months keep their newest copy."""
_STAMP = "%Y%m%dT%H%M%S%f"


def copy_to(source: sqlite3.Connection, target: Path) -> None:
    """A verified copy of an open review; a copy that is not sound is removed."""
    copy = sqlite3.connect(target)
    try:
        source.backup(copy)
        findings = sqlite.quick_check(copy)
    except BaseException:
        copy.close()
        target.unlink(missing_ok=True)
        raise
    copy.close()
    if findings:
        target.unlink(missing_ok=True)
        raise KnownError(
            "backup-failed",
            _("The copy “{file}” could not be verified.").format(file=target),
            _("Check the disk."),
        )


def back_up(store: Store, folder: Path, reason: str, state: str) -> Path:
    """Copy the review into its backup folder, then thin the folder; returns the copy.

    `reason` and `state` (what the review is now, see `db.operation.state_of`) become part of the
    copy's name.

    Raises `KnownError` "backup-failed".
    """
    target = folder / f"{now().strftime(_STAMP)}-{reason}-{state}.vnr"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with store.exclusively():
            copy_to(sqlite.raw(store.engine), target)
        thin(folder, now())
    except (OSError, sqlite3.Error) as error:
        raise KnownError(
            "backup-failed",
            _("The backup “{file}” could not be written: {reason}.").format(
                file=target, reason=error
            ),
            _("Free some space on the disk of your home folder; nothing was changed."),
        ) from error
    return target


def has_copy_of(folder: Path, state: str) -> bool:
    """Whether a copy of that very state is in a folder; times would trust the clock."""
    return any(folder.glob(f"*-{state}.vnr"))


def thin(folder: Path, moment: datetime) -> None:
    """Delete copies that no rule keeps: all of two days, 7 days, 8 weeks, 12 months."""
    copies = sorted(folder.glob("*.vnr"), reverse=True)
    kept: set[Path] = set()
    for pattern, count in _RULES:
        groups: dict[str, Path] = {}
        for copy in copies:
            taken = _taken(copy)
            if taken is not None:
                groups.setdefault(taken.strftime(pattern), copy)
        kept.update(list(groups.values())[:count])
    for copy in copies:
        taken = _taken(copy)
        if taken is not None and copy not in kept and moment - taken > _KEEP_ALL:
            copy.unlink()


def _taken(copy: Path) -> datetime | None:
    """When a copy was made, by its name; None for a file that is not ours."""
    try:
        return datetime.strptime(copy.name.split("-")[0], _STAMP).replace(tzinfo=UTC)
    except ValueError:
        return None
