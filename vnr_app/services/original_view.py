"""The stored original of an import around a cell: where a value, or what somebody said, stands.

A process of its own reads the file, as for an import (adr 13).
"""

import json
import logging
import re
from dataclasses import dataclass, replace
from pathlib import Path
from shutil import copyfileobj

from sqlalchemy import select

from db import guard
from db.models import HistoryOperation, HistoryRun, SourceFile, SourceTable
from vnr_app.domain import runs
from vnr_app.domain.importplan import cell_name
from vnr_app.domain.indicators import Observation
from vnr_app.domain.stretch import Stretch
from vnr_app.errors import KnownError
from vnr_app.i18n import _
from vnr_app.importing.recipe import NO_RECIPE, Recipe, recipe_of
from vnr_app.io import atomic_write
from vnr_app.jobs import JobContext
from vnr_app.services import originals, recipes
from vnr_app.services.import_log import ImportEntry
from vnr_app.services.import_process import CrashError, serve
from vnr_app.services.import_worker import ORIGINAL
from vnr_app.services.imports import DECISIONS
from vnr_app.services.records import Record
from vnr_app.services.reviews import Review
from vnr_app.services.staged import Workplace

_log = logging.getLogger(__name__)
_PLAIN_SHEET = re.compile(r"[^\W\d][\w.]*")
_LOOKS_LIKE_CELL = re.compile(r"[A-Za-z]{1,3}\d+|[Rr]\d*(?:[Cc]\d*)?|[Cc]\d*")
_BEFORE = 40
"""Rows before a cell with which its stretch begins."""


@dataclass(frozen=True, slots=True)
class Place:
    """A cell of a file that was imported, row and column from 0; sheet "" is the first one.

    Row and column -1 stand for a sheet as a whole. `raw` is the text from which the value was
    read, `operation` the import.
    """

    file: str
    sha256: str
    sheet: str
    row: int
    column: int
    raw: str
    operation: str

    @property
    def address(self) -> str:
        """The cell as a spreadsheet program names it ('Table 3'!F12), or the sheet as a whole."""
        if self.row < 0:
            return self.sheet
        return address(self.sheet, cell_name(self.row, self.column))


@dataclass(frozen=True, slots=True)
class Original:
    """A copy of an original, which goes with its workplace, and how it was read."""

    path: Path
    recipe: Recipe
    workplace: Workplace

    def close(self) -> None:
        """Delete the copy; safe to call twice."""
        self.workplace.remove()


def address(sheet: str, cell: str) -> str:
    """A cell with its sheet, quoted where a spreadsheet program quotes it: 'Résumé ''15'!A1."""
    if not sheet:
        return cell
    if _PLAIN_SHEET.fullmatch(sheet) and not _LOOKS_LIKE_CELL.fullmatch(sheet):
        return f"{sheet}!{cell}"
    quoted = sheet.replace("'", "''")
    return f"'{quoted}'!{cell}"


def place_of(review: Review, observation: Observation) -> Place:
    """Where a present observation was read. Raises `KnownError` "no-observation"."""
    run, at = runs.place_of(observation.id)
    query = (
        select(
            HistoryRun.cell_row,
            HistoryRun.cell_column,
            SourceTable.sheet,
            SourceFile.name,
            SourceFile.sha256,
        )
        .join(SourceTable, SourceTable.id == HistoryRun.table_id)
        .join(SourceFile, SourceFile.id == SourceTable.file_id)
        .where(HistoryRun.id == run)
    )
    with review.store.reading() as session:
        found = session.execute(query).first()
    if found is None:
        raise KnownError("no-observation", _("This figure is no longer in the data."))
    return Place(
        file=found.name,
        sha256=found.sha256,
        sheet=found.sheet,
        row=found.cell_row + at,
        column=found.cell_column,
        raw=observation.raw,
        operation=observation.operation,
    )


def place_of_record(record: Record) -> Place:
    """The row from which a record was read."""
    return Place(record.file, record.sha256, record.sheet, record.row, 0, "", record.operation)


def place_of_import(entry: ImportEntry) -> Place:
    """The first sheet of the file of an import."""
    return Place(entry.file, entry.sha256, "", -1, -1, "", entry.operation)


def on_sheet(place: Place, sheet: str) -> Place:
    """Another sheet of the file of a place, as a whole."""
    return replace(place, sheet=sheet, row=-1, column=-1, raw="")


def extract(review: Review, place: Place) -> Original:
    """A copy of the file of a place, to be read and then closed.

    Raises `KnownError`: "no-original", "damaged-original", and those of writing a file.
    """
    workplace = Workplace()
    folder = workplace.folder / ORIGINAL  # apart from what the program itself keeps there
    try:
        folder.mkdir()
        path = originals.extract(review, place.sha256, folder)
    except BaseException:
        workplace.remove()
        raise
    return Original(path, _recipe_of(review, place.operation), workplace)


def _recipe_of(review: Review, operation: str) -> Recipe:
    """The recipe with which an import was read: encoding and delimiter decide where cells are.

    Imports of earlier versions of the program name a recipe of the review instead.
    """
    with review.store.reading() as session:
        query = select(HistoryOperation.arguments).where(HistoryOperation.id == operation)
        said = json.loads(session.scalar(query) or "{}")
    if DECISIONS in said:
        return _recipe_in(said[DECISIONS])
    name, version = said.get("recipe", ""), said.get("recipe_version", 0)
    kept = recipes.versions(review, name) if name else ()
    return next((each.recipe for each in kept if each.version == version), NO_RECIPE)


def _recipe_in(decisions: object) -> Recipe:
    """The recipe that an operation keeps; a later program may have written what we do not know."""
    try:
        return recipe_of(decisions)
    except ValueError:
        return NO_RECIPE


def read(
    original: Original,
    place: Place,
    job: JobContext,
    *,
    first_row: int | None = None,
    password: str | None = None,
) -> Stretch:
    """The rows around a place, or those from `first_row` on.

    Raises the `KnownError` of every reader, "password" among them, "no-sheet", "reader-crashed"
    and "reader-timeout".
    """
    request = {
        "kind": "rows",
        "path": str(original.path),
        "sheet": place.sheet,
        "row": place.row,
        "column": place.column,
        "first_row": max(0, place.row - _BEFORE) if first_row is None else first_row,
        "recipe": original.recipe.decided(),
        "password": password,
    }
    for slowly in (False, True):
        try:
            found = serve({**request, "slowly": slowly}, original.workplace.folder, job)
        except CrashError as crash:
            if str(crash):
                _log.error("reading an original failed\n%s", crash)
        else:
            found["sheets"] = tuple(found["sheets"])
            found["rows"] = tuple(map(tuple, found["rows"]))
            return Stretch(**found)
    raise KnownError(
        "reader-crashed",
        _("“{file}” cannot be read: it breaks the reader.").format(file=place.file),
        _("Save a copy of it and open that in a spreadsheet program."),
    )


def save_as(review: Review, place: Place, target: Path) -> None:
    """Write the original to a file of its own, as it was imported.

    Raises `KnownError`: "same-file" for the open review, "no-original", "damaged-original", and
    those of writing a file.
    """
    if guard.is_live(target):
        raise KnownError(
            "same-file",
            _("“{file}” is the open review.").format(file=target.name),
            _("Choose another name for the copy."),
        )
    original = extract(review, place)
    try:
        with original.path.open("rb") as stream, atomic_write(target) as out:
            copyfileobj(stream, out)
    finally:
        original.close()
