"""A table that was copied in another program: kept as a file and read like any other."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from vnr_app.domain.importplan import ImportPlan
from vnr_app.errors import KnownError
from vnr_app.i18n import _
from vnr_app.importing.recipe import NO_RECIPE, Recipe
from vnr_app.jobs import JobContext
from vnr_app.services import imports
from vnr_app.services.reviews import ReviewInfo
from vnr_app.services.staged import Workplace

MAX_SIGNS = 50_000_000
"""Longer contents of the clipboard are better saved as a file."""


class CopiedTable:
    """The table of a clipboard as a file of our own; it goes when this is closed."""

    def __init__(self, html: str, text: str, today: date) -> None:
        """Raises `KnownError` as `save_table` does."""
        self._workplace = Workplace()
        try:
            self.path = save_table(html, text, self._workplace.folder, today)
        except BaseException:
            self._workplace.remove()
            raise

    def close(self) -> None:
        """Delete the file."""
        self._workplace.remove()


def save_table(html: str, text: str, folder: Path, today: date) -> Path:
    """Write the table of a clipboard into a folder: as a page where it has one, else as text.

    `html` and `text` are what the clipboard offers, each may be empty. Pages keep merged cells.
    Raises `KnownError` "no-table-copied" or "too-large".
    """
    if max(len(html), len(text)) > MAX_SIGNS:
        raise KnownError(
            "too-large",
            _("What was copied is too large to be pasted."),
            _("Save it as a file and import the file."),
        )
    name = _("Clipboard {date}").format(date=today.isoformat())
    if "<table" in html.lower():
        path = folder / f"{name}.html"
        # Programs put their own tags around the table; the mark at the start tells the encoding.
        path.write_text(f"<html><body>{html}</body></html>", encoding="utf-8-sig")
        return path
    if "\t" not in text:
        raise KnownError(
            "no-table-copied",
            _("There is no table on the clipboard."),
            _("Mark the cells in the other program, copy them, and paste again."),
        )
    path = folder / f"{name}.tsv"
    path.write_text(text, encoding="utf-8-sig", newline="")
    return path


def read_table(
    info: ReviewInfo,
    html: str,
    text: str,
    job: JobContext,
    *,
    today: date,
    indicator: str | None = None,
    recipe: Recipe = NO_RECIPE,
    synonyms: Mapping[tuple[str, str], str] | None = None,
    national: Mapping[str, str] | None = None,
) -> ImportPlan:
    """The plan of importing the table of a clipboard, named after the day.

    The rest is given and raised as by `imports.read`, and by `save_table`.
    """
    with TemporaryDirectory(prefix="vnr-clipboard-") as folder:
        return imports.read(
            info,
            save_table(html, text, Path(folder), today),
            job,
            indicator=indicator,
            recipe=recipe,
            synonyms=synonyms,
            national=national,
        )
