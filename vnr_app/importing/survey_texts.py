"""Texts that are not what they look like: invisible characters, wrong encodings, other letters."""

import re
from collections.abc import Callable, Iterable

from vnr_app.domain.importplan import Problem, Severity
from vnr_app.i18n import ngettext
from vnr_app.importing.folding import INVISIBLE
from vnr_app.importing.homoglyphs import is_disguised
from vnr_app.importing.surveyed import ColumnCells, SheetCells

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_WRONG_CODINGS = ("cp1251", "cp1252", "latin-1")
_LONGEST = 2_000
"""Signs of a text that are looked at."""


def text_problems(sheets: Iterable[SheetCells]) -> list[Problem]:
    """Warnings about texts, each once a sheet."""
    problems = []
    for cells in sheets:
        for code, is_odd, message in _checks():
            if found := _first(cells.columns.values(), is_odd):
                column, row, text, count = found
                told = message(count).format(count=count)
                problems.append(column.problem(code, row, text, Severity.WARNING, told))
    return problems


def _checks() -> tuple[tuple[str, Callable[[str], bool], Callable[[int], str]], ...]:
    return (
        (
            "invisible-chars",
            _has_invisible,
            lambda count: ngettext(
                "{count} text has characters that cannot be seen; they are left out.",
                "{count} texts have characters that cannot be seen; they are left out.",
                count,
            ),
        ),
        (
            "control-chars",
            lambda text: _CONTROL.search(text) is not None,
            lambda count: ngettext(
                "{count} text has control characters; they are left out.",
                "{count} texts have control characters; they are left out.",
                count,
            ),
        ),
        (
            "mojibake",
            is_mojibake,
            lambda count: ngettext(
                "{count} text looks as if it had been read in a wrong encoding and saved again.",
                "{count} texts look as if they had been read in a wrong encoding and saved again.",
                count,
            ),
        ),
        (
            "code-homoglyph",
            is_disguised,
            lambda count: ngettext(
                "{count} code has letters of another script; they are read as Latin letters.",
                "{count} codes have letters of another script; they are read as Latin letters.",
                count,
            ),
        ),
    )


def _has_invisible(text: str) -> bool:
    return not text.isascii() and INVISIBLE.search(text) is not None


def is_mojibake(text: str) -> bool:
    """Whether a text is UTF-8 that was once taken for an encoding of one byte a character."""
    if text.isascii():
        return False
    if "\ufffd" in text:
        return True
    return any(_turns_back(text, coding) for coding in _WRONG_CODINGS)


def _turns_back(text: str, coding: str) -> bool:
    try:
        back = text.encode(coding).decode("utf-8")
    except UnicodeError:
        return False
    return not back.isascii()


def _first(
    columns: Iterable[ColumnCells], is_odd: Callable[[str], bool]
) -> tuple[ColumnCells, int, str, int] | None:
    """The first cell with an odd text, and how many there are."""
    first: tuple[int, ColumnCells, str] | None = None
    count = 0
    for column in columns:
        for text, found in column.texts.items():
            if is_odd(text[:_LONGEST]):
                count += found.count
                if first is None or found.row < first[0]:
                    first = (found.row, column, text)
    return (first[1], first[0], first[2], count) if first else None
