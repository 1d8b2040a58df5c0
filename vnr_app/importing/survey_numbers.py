"""What is to be asked or said about the numbers of a file, once a column, sheet or file."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from vnr_app.domain.importplan import Problem, Severity
from vnr_app.i18n import _, ngettext
from vnr_app.importing.column_reader import is_bracketed
from vnr_app.importing.folding import fold_text
from vnr_app.importing.grid import cell_text
from vnr_app.importing.number_words import CURRENCY
from vnr_app.importing.recipe import Recipe
from vnr_app.importing.survey_markers import marker_problems
from vnr_app.importing.surveyed import ColumnCells, SheetCells
from vnr_app.importing.values import Parsed, is_doubtful, mark_of

_CONFLICT = 0.02
"""The share of cells that may prove the other decimal mark without a question."""

_FEW = 3
"""Numbers with a point that are enough to tell what it is for."""
_GROUP = 3

_CODE_OR_YEAR = re.compile(r"0\d+|(?:18|19|20|21)\d\d\d?")


def number_problems(sheets: Sequence[SheetCells], recipe: Recipe, mark: str) -> list[Problem]:
    """Questions and notes about the columns of values of all sheets."""
    columns = [column for cells in sheets for column in cells.values()]
    problems = []
    for cells in sheets:
        typed = cells.sheet.typed
        problems += [p for column in cells.values() for p in _of_column(column, typed)]
        problems += _beyond(cells)
        if not recipe.decimal_mark:
            problems += _decimal_marks(cells, mark)
    problems += marker_problems(sheets, recipe)
    problems += _brackets(columns, recipe)
    return problems + _multiples(columns)


def _of_column(column: ColumnCells, typed: bool) -> list[Problem]:
    problems = []
    parsed = column.parsed.items() if typed else ()
    texts = [column.texts[text] for text, value in parsed if _is_bare(text, value)]
    if texts:
        first = min(texts, key=lambda found: found.row)
        count = sum(found.count for found in texts)
        message = ngettext(
            "{count} number of this column is a text; it is read as a number.",
            "{count} numbers of this column are texts; they are read as numbers.",
            count,
        )
        problems.append(
            column.problem(
                "number-as-text", first.row, first.text, Severity.NOTE, message.format(count=count)
            )
        )
    if column.booleans:
        message = ngettext(
            "{count} cell among these numbers says TRUE or FALSE; it is left out.",
            "{count} cells among these numbers say TRUE or FALSE; they are left out.",
            len(column.booleans),
        )
        problems.append(
            column.problem(
                "type-mixed",
                column.booleans[0],
                "",
                Severity.WARNING,
                message.format(count=len(column.booleans)),
            )
        )
    return problems


def _is_bare(text: str, parsed: Parsed) -> bool:
    """Whether a text is a number that could as well have been one: no mark, code or year."""
    if parsed.value is None or parsed.value.number is None or parsed.flag or parsed.value.operator:
        return False
    return not _CODE_OR_YEAR.fullmatch(fold_text(text))


def _beyond(cells: SheetCells) -> list[Problem]:
    """A warning about numbers that a spreadsheet cannot keep as they are."""
    odd = [(row, column, value) for column in cells.columns.values() for row, value in column.odd]
    if not odd:
        return []
    row, column, value = min(odd, key=lambda found: (found[0], found[1].column))
    message = ngettext(
        "{count} number is too large or too small to be kept exactly.",
        "{count} numbers are too large or too small to be kept exactly.",
        len(odd),
    )
    return [
        column.problem(
            "number-range",
            row,
            cell_text(value),
            Severity.WARNING,
            message.format(count=len(odd)),
        )
    ]


def _decimal_marks(cells: SheetCells, mark: str) -> list[Problem]:
    """One question a sheet about numbers that can be read with either decimal mark."""
    choices = (mark, "," if mark == "." else ".")
    silent: list[tuple[int, ColumnCells, str]] = []
    for column in cells.values():
        votes = column.votes
        if len(votes) > 1:
            return [_conflict(column, votes, choices)]
        if not votes:
            doubtful = [
                (found.row, column, text)
                for text, found in column.texts.items()
                if is_doubtful(text)
            ]
            silent += doubtful
    if not silent or _proved(cells):
        return []
    row, column, text = min(silent, key=lambda found: found[0])
    message = _(
        "“{text}” can be read with a point or a comma as decimal mark, and no other number "
        "tells which. “{mark}” was taken."
    )
    return [
        column.problem(
            "number-ambiguous",
            row,
            text,
            Severity.QUESTION,
            message.format(text=text.strip(), mark=mark),
            "decimal_mark",
            choices,
        )
    ]


def points_group(columns: Iterable[ColumnCells]) -> bool:
    """Whether points stand between thousands: in all numbers from 1,000 on, and in no other.

    "350 | 3.456 | 11.929": were the points decimal marks, all whole numbers were below 1,000.
    """
    texts = [text.strip() for column in columns for text in column.texts]
    pointed = [text for text in texts if is_doubtful(text)]
    whole = [text for text in texts if text.isdecimal()]
    return (
        len(pointed) >= _FEW
        and all("." in text for text in pointed)
        and bool(whole)
        and all(len(text) <= _GROUP for text in whole)
    )


def _proved(cells: SheetCells) -> bool:
    return any(column.votes for column in cells.values())


def _conflict(column: ColumnCells, votes: Counter[str], choices: tuple[str, ...]) -> Problem:
    """Some numbers of a column prove one mark and some the other."""
    (main, _many), (other, few) = votes.most_common()
    row, text = min(
        (found.row, text) for text, found in column.texts.items() if mark_of(text) == other
    )
    grave = few > _CONFLICT * votes.total()
    message = _(
        "{few} numbers of this column have “{other}” as decimal mark and the others “{main}”. "
        "Each is read by its own; what can be read both ways is read with “{main}”."
    )
    return column.problem(
        "number-ambiguous",
        row,
        text,
        Severity.QUESTION if grave else Severity.WARNING,
        message.format(few=few, other=other, main=main),
        "decimal_mark" if grave else "",
        (main, other) if grave else (),
    )


def _brackets(columns: Sequence[ColumnCells], recipe: Recipe) -> list[Problem]:
    if recipe.brackets:
        return []
    found = [
        (column, place.row, text, place.count)
        for column in columns
        for text, place in column.texts.items()
        if is_bracketed(text)
    ]
    if not found:
        return []
    column, row, text, _count = found[0]
    money = any(CURRENCY.search(text) for text in column.texts)
    choices = ("negative", "unreliable") if money else ("unreliable", "negative")
    total = sum(count for _column, _row, _text, count in found)
    message = ngettext(
        "{count} number stands in brackets, as “{text}”: is it unreliable, or negative?",
        "{count} numbers stand in brackets, as “{text}”: are they unreliable, or negative?",
        total,
    )
    return [
        column.problem(
            "brackets",
            row,
            text,
            Severity.QUESTION,
            message.format(count=total, text=text.strip()),
            "brackets",
            choices,
        )
    ]


def _multiples(columns: Iterable[ColumnCells]) -> list[Problem]:
    found = [
        (column, column.texts[text], parsed.multiple)
        for column in columns
        for text, parsed in column.parsed.items()
        if parsed.multiple
    ]
    if not found:
        return []
    column, place, word = found[0]
    total = sum(place.count for _column, place, _word in found)
    message = ngettext(
        "{count} cell writes a multiple beside the number (“{word}”); it was multiplied out.",
        "{count} cells write a multiple beside the number (“{word}”); it was multiplied out.",
        total,
    )
    return [
        column.problem(
            "number-scale",
            place.row,
            place.text,
            Severity.WARNING,
            message.format(count=total, word=word),
        )
    ]
