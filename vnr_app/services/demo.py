"""The demo: the review of an invented country, made as a person would make it."""

import shutil
from dataclasses import dataclass
from pathlib import Path

from vnr_app.domain.sections import SectionStatus
from vnr_app.errors import KnownError
from vnr_app.i18n import _
from vnr_app.jobs import JobContext
from vnr_app.services import (
    demo_desk,
    demo_sheets,
    demo_texts,
    exports,
    imports,
    reviews,
    sections,
    writing,
)
from vnr_app.services.reviews import Review

MARKED_AS = (
    "Demonstration: Examplia is an invented country; every figure and every text is made up."
)
_CODE = "XEX"
_YEAR = "2027"
_AUTHOR = "VNR Workbench"
_NAME = "examplia-2027"
_STEPS = 5

_STATUSES = {
    SectionStatus.CLEARED: (
        "introduction methodology goal-1 goal-3 goal-4 goal-7 goal-9 goal-16 annex-statistics"
    ),
    SectionStatus.IN_REVIEW: (
        "opening-statement enabling-environment goal-2 goal-5 goal-6 goal-8 goal-13 goal-17 "
        "emerging-challenges means-of-implementation"
    ),
}
"""Sections whose texts are past drafting; the others stay where writing has put them."""


@dataclass(frozen=True, slots=True)
class DemoResult:
    """Where the demo's files lie."""

    review: Path
    report: Path
    sheets: tuple[Path, ...]


def make_demo(folder: Path, job: JobContext | None = None) -> DemoResult:
    """Make the demo in a new or empty folder: spreadsheets, review, Word report; all or nothing.

    Raises `KnownError`: "folder-not-empty", "no-folder", and others of writing.
    """
    is_new = _claim(folder)
    try:
        return _make(folder, job or JobContext())
    except BaseException:
        _empty(folder)
        if is_new:
            folder.rmdir()
        raise


def _claim(folder: Path) -> bool:
    """Make the folder if need be and tell so; refuse one that holds anything."""
    try:
        if not folder.exists():
            folder.mkdir()
            return True
        taken = not folder.is_dir() or any(folder.iterdir())
    except OSError as error:
        raise KnownError(
            "no-folder",
            _("“{folder}” cannot be used: {reason}.").format(folder=folder, reason=error.strerror),
            _("Choose a folder that exists and that you may write to."),
        ) from error
    if taken:
        raise KnownError(
            "folder-not-empty",
            _("“{folder}” is not an empty folder.").format(folder=folder),
            _("The demo needs a new or an empty one; nothing was changed."),
        )
    return False


def _empty(folder: Path) -> None:
    for path in folder.iterdir():
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink()


def _make(folder: Path, job: JobContext) -> DemoResult:
    inner = JobContext(cancelled=job.cancelled)
    job.progress(0, _STEPS, _("Writing the spreadsheets"))
    pages = folder / "sheets"
    pages.mkdir()
    sheets = demo_sheets.write_sheets(pages)
    path, report = folder / f"{_NAME}.vnr", folder / f"{_NAME}.docx"
    job.progress(1, _STEPS, _("Creating the review"))
    with reviews.create(
        path,
        country=_CODE,
        country_name=demo_sheets.COUNTRY,
        year=_YEAR,
        number=2,
        marked_as=MARKED_AS,
        author=_AUTHOR,
    ) as review:
        try:
            job.progress(2, _STEPS, _("Importing the spreadsheets"))
            for sheet in sheets:
                imports.commit(review, imports.preview(review, sheet, inner), inner)
            job.progress(3, _STEPS, _("Writing the texts"))
            _write_texts(review, job)
            job.progress(4, _STEPS, _("Writing the Word report"))
            exports.export(review, report, job=inner)
        finally:
            # What was copied before each import can be made again at any time.
            shutil.rmtree(reviews.backup_folder(review.info.id), ignore_errors=True)
    job.progress(_STEPS, _STEPS, _("Done"))
    return DemoResult(path, report, sheets)


def _write_texts(review: Review, job: JobContext) -> None:
    written = []
    for key, document in demo_texts.texts_of(review):
        job.check_cancelled()
        writing.keep(review, key, document)
        written.append(key)
    demo_desk.lay_out(review)
    for status, names in _STATUSES.items():
        keys = []
        for section in names.split():
            keys += [section, *(key for key in written if key.startswith(f"{section}/"))]
        sections.set_statuses(review, keys, status)
