"""A plan whose observations and rows lie in a staging file, in a folder that goes with it."""

import os
import shutil
import sys
import tempfile
import time
import weakref
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import overload

from db.staging import Staging
from db.staging_writer import StagingWriter
from vnr_app.domain.importplan import ImportPlan, PlannedObservation
from vnr_app.domain.importplan_json import plan_of
from vnr_app.errors import KnownError
from vnr_app.i18n import _
from vnr_app.paths import user_data_dir
from vnr_app.services.import_worker import ORIGINAL, PACKED, STAGING
from vnr_app.services.plan_sink import PLAN, write_plan

_SHOWN_ROWS = 200
_PAGE = 500
_YOUNG_SECONDS = 60
_MARK = "in-use"
"""The file that is locked where a folder cannot be."""


class Workplace:
    """The folder of one import; it goes with this object, at the latest with the program."""

    def __init__(self) -> None:
        self.folder, lock = _new_folder()
        self._end = weakref.finalize(self, _remove, self.folder, lock)

    def remove(self) -> None:
        """Delete the folder; safe to call twice."""
        self._end()


class StagedObservations(Sequence[PlannedObservation]):
    """The observations of a plan, fetched from its staging file when they are looked at.

    `original` is the copy that was read; a plan that was made without a file has none.
    """

    def __init__(self, workplace: Workplace) -> None:
        self._workplace = workplace
        self.staging = Staging(workplace.folder / STAGING)
        self._end = weakref.finalize(self, self.staging.close)
        self._count = self.staging.count()
        self._page: tuple[int, list[PlannedObservation]] = (0, [])

    @property
    def original(self) -> Path | None:
        """The copy of the file that was read, under its own name."""
        folder = self._workplace.folder / ORIGINAL
        return next(folder.iterdir(), None) if folder.is_dir() else None

    @property
    def packed(self) -> Path | None:
        """The same compressed, where it is small enough to be kept in the review."""
        path = self._workplace.folder / PACKED
        return path if path.is_file() else None

    def close(self) -> None:
        """Delete the staging file; nothing can be looked at any more."""
        self._end()
        self._workplace.remove()

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[PlannedObservation]:
        for first in range(0, self._count, _PAGE):
            yield from self.staging.observations(first, _PAGE)

    @overload
    def __getitem__(self, index: int) -> PlannedObservation: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[PlannedObservation]: ...

    def __getitem__(self, index: int | slice) -> PlannedObservation | Sequence[PlannedObservation]:
        """One observation, or several."""
        if isinstance(index, slice):
            return [self[position] for position in range(self._count)[index]]
        position = range(self._count)[index]
        first, page = self._page
        if not first <= position < first + len(page):
            first = position - position % _PAGE
            page = self.staging.observations(first, _PAGE)
            self._page = (first, page)
        return page[position - first]


def open_plan(workplace: Workplace) -> ImportPlan:
    """The plan that was staged in a folder; `KnownError` "reader-crashed" where it is damaged."""
    observations = StagedObservations(workplace)
    try:
        plan = plan_of(observations.staging.meta(PLAN))
    except ValueError as error:
        file = observations.original or Path()
        observations.close()
        raise KnownError(
            "reader-crashed",
            _("“{file}” cannot be read: it breaks the reader.").format(file=file.name),
            _("Open it in a spreadsheet program and save it again."),
        ) from error
    sheets = tuple(
        replace(sheet, rows=tuple(observations.staging.grid_rows(sheet.name, 0, _SHOWN_ROWS)))
        for sheet in plan.sheets
    )
    return replace(plan, observations=observations, sheets=sheets)


def staged(plan: ImportPlan) -> tuple[ImportPlan, StagedObservations]:
    """A plan with its staging file, which is made where there is none yet."""
    if not isinstance(plan.observations, StagedObservations):
        workplace = Workplace()
        write_plan(StagingWriter(workplace.folder / STAGING), plan)
        plan = replace(plan, observations=StagedObservations(workplace))
    assert isinstance(plan.observations, StagedObservations)
    return plan, plan.observations


def _new_folder() -> tuple[Path, int | None]:
    """A new folder that only this person can read, and what marks it as used."""
    parent = user_data_dir() / "imports"
    try:
        parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        _remove_left_behind(parent)
        folder = Path(tempfile.mkdtemp(dir=parent))
    except OSError as error:
        raise KnownError(
            "no-workplace",
            _("No room for reading a file could be made in “{folder}”: {reason}.").format(
                folder=parent, reason=error.strerror or error
            ),
            _("Free some space, or make the folder writable."),
        ) from error
    return folder, _lock(folder)


def _lock(folder: Path) -> int | None:
    """Mark a folder as used for as long as this process lives; None where it is used already.

    Windows cannot lock a folder: a file in it is locked instead.
    """
    windows = sys.platform == "win32"
    flags = os.O_RDWR | os.O_CREAT if windows else os.O_RDONLY
    descriptor = os.open(folder / _MARK if windows else folder, flags, 0o600)
    try:
        _lock_file(descriptor)
    except OSError:
        os.close(descriptor)
        return None
    return descriptor


def _lock_file(descriptor: int) -> None:
    """Lock what is open, or raise `OSError` where somebody else has locked it."""
    if sys.platform == "win32":
        import msvcrt  # noqa: PLC0415 - Windows only

        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
    else:
        import fcntl  # noqa: PLC0415 - POSIX only

        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _remove(folder: Path, lock: int | None) -> None:
    if lock is not None and sys.platform == "win32":
        os.close(lock)  # there a file that is open cannot be deleted
        lock = None
    shutil.rmtree(folder, ignore_errors=True)
    if lock is not None:
        os.close(lock)


def _remove_left_behind(parent: Path) -> None:
    """Delete what killed programs left; a folder just made may not be marked as used yet."""
    for folder in parent.iterdir():
        try:
            if time.time() - folder.stat().st_mtime < _YOUNG_SECONDS:
                continue
            lock = _lock(folder)
        except OSError:
            continue  # another program removes it
        if lock is not None:
            _remove(folder, lock)
