"""Hidden rows and columns: often superseded figures, unless a filter hides them."""

import re
from collections.abc import Callable, Iterable

from vnr_app.domain.importplan import Problem, Severity, column_letters
from vnr_app.i18n import _
from vnr_app.importing.grid import Row, Sheet, cell_text
from vnr_app.importing.recipe import Recipe

_SHOWN = 12
_FEWEST_YEARS = 2
_HEAD_ROWS = 30
_YEAR = re.compile(r"(?:19|20)\d\d")


def new_sheet(name: str, recipe: Recipe, *, visible: bool) -> tuple[Sheet, bool]:
    """An empty sheet, and whether it is to be read: a hidden one only where people asked for it."""
    named = recipe.sheets.get(name)
    shown = visible or named is True
    wanted = recipe.sheets.get("*", True) if named is None else named
    return Sheet(name, [], shown), shown and wanted


def apply_hidden(sheet: Sheet, decision: str) -> None:
    """Blank the hidden cells of a sheet or leave them, as decided ("skip", "read"), and say so.

    Undecided, a filtered sheet is read whole, and so are older years that were folded away to fit
    the page; other hidden cells are skipped.
    """
    rows = sheet.rows
    if not isinstance(rows, list):
        return
    hidden_rows = [
        row for row in sorted(sheet.hidden_rows) if row < len(rows) and any_in(rows[row])
    ]
    hidden_columns = [
        column
        for column in sorted(sheet.hidden_columns)
        if any(column < len(row) and row[column] != "" for row in rows)
    ]
    if not hidden_rows and not hidden_columns:
        return
    folded = not hidden_rows and _are_older_years(rows, hidden_columns)
    taken = decision or ("read" if sheet.filtered or folded else "skip")
    if taken == "skip":
        _blank(rows, hidden_rows, hidden_columns)
    sheet.problems.append(
        Problem(
            sheet.name,
            "",
            "hidden-cells",
            _value(hidden_rows, hidden_columns),
            Severity.NOTE if decision else Severity.QUESTION,
            _message(taken, filtered=sheet.filtered),
            decides="hidden",
            choices=("read", "skip") if taken == "read" else ("skip", "read"),
        )
    )


def _are_older_years(rows: list[Row], columns: list[int]) -> bool:
    """Whether several hidden columns are years that run on into the year shown beside them."""
    if len(columns) < _FEWEST_YEARS:
        return False
    run = range(columns[0], columns[-1] + 2)
    for row in rows[:_HEAD_ROWS]:
        texts = [cell_text(row[column]) if column < len(row) else "" for column in run]
        if all(map(_YEAR.fullmatch, texts)):
            years = [int(text) for text in texts]
            return years == list(range(years[0], years[0] + len(run)))
    return False


def any_in(row: Row) -> bool:
    """Whether a row holds anything."""
    return any(cell != "" for cell in row)


def _blank(rows: list[Row], hidden_rows: list[int], hidden_columns: list[int]) -> None:
    for number in hidden_rows:
        rows[number] = [""] * len(rows[number])
    for row in rows:
        for column in hidden_columns:
            if column < len(row):
                row[column] = ""


def _message(taken: str, *, filtered: bool) -> str:
    if taken == "skip":
        return _("Hidden rows or columns of this sheet were not read.")
    if filtered:
        return _("A filter hides rows of this sheet; they were read like the others.")
    return _("Hidden rows or columns of this sheet were read like the others.")


def _value(rows: list[int], columns: list[int]) -> str:
    """The hidden lines as a person names them: "columns B, D; rows 4, 7–9"."""
    parts = []
    if columns:
        parts.append(_("columns {list}").format(list=_runs(columns, column_letters)))
    if rows:
        parts.append(_("rows {list}").format(list=_runs(rows, lambda row: str(row + 1))))
    return "; ".join(parts)


def _runs(numbers: Iterable[int], name: Callable[[int], str]) -> str:
    """Numbers as runs: 3, 6, 7, 8 → "4, 7–9"."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    texts = [name(run[0]) if len(run) == 1 else f"{name(run[0])}–{name(run[-1])}" for run in runs]
    return ", ".join(texts[:_SHOWN]) + ("…" if len(texts) > _SHOWN else "")
