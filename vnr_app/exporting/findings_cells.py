"""Cells of a workbook for people: text that stays text, comments with what was found."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from vnr_app.domain.importplan import Problem, Severity
from vnr_app.i18n import _

if TYPE_CHECKING:
    from openpyxl.styles import PatternFill

AUTHOR = "VNR Workbench"
LONGEST_TEXT = 32_767
"""Signs that a cell can hold."""

_SEPARATOR = f"— {AUTHOR} —"
_COLOURS = {
    Severity.ERROR: "FFFFC7CE",
    Severity.QUESTION: "FFFFEB9C",
    Severity.WARNING: "FFFFEB9C",
}
"""Red for what is left out, amber for what should be looked at; notes have no colour."""

_LONGEST_COMMENT = 4_000
_NOT_STORED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LIKE_FORMULA = ("=", "+", "-", "@")
_ORDER = tuple(Severity)


def severity_name(severity: Severity) -> str:
    """A severity as people read it."""
    return {
        Severity.ERROR: _("Error"),
        Severity.QUESTION: _("Question"),
        Severity.WARNING: _("Warning"),
        Severity.NOTE: _("Note"),
    }[severity]


def plain_text(text: str) -> str:
    """Text as a workbook can store it: no control characters, not longer than a cell."""
    return _NOT_STORED.sub("\ufffd", text)[:LONGEST_TEXT]


def write_text(cell: Any, text: str) -> None:
    """Put a text into a cell of openpyxl; it never becomes a formula, an error or a number."""
    cell.value = plain_text(text)
    cell.data_type = "s"
    # Editing such a cell would make a formula of it, were it not for this mark.
    cell.quotePrefix = text.startswith(_LIKE_FORMULA)


def keep_digits(cell: Any) -> None:
    """Have a number written with all its digits: openpyxl would write sixteen of seventeen."""
    number = cell.value
    if isinstance(number, float) and float(f"{number:.16g}") != number:
        cell.value = repr(number)
        cell.data_type = "n"


def annotate(cell: Any, found: Sequence[Problem]) -> None:
    """Add a comment with what was found in a cell, after those of people, and its colour.

    What an earlier copy of the same workbook said is replaced.
    """
    from openpyxl.comments import Comment  # noqa: PLC0415 - slow to load

    said = cell.comment.text.partition(_SEPARATOR)[0].rstrip() if cell.comment else ""
    author = cell.comment.author if cell.comment and said else AUTHOR
    parts = [f"{severity_name(each.severity)}: {_with_advice(each)}" for each in found]
    ours = "\n".join((_SEPARATOR, *parts))
    text = plain_text(f"{said}\n\n{ours}" if said else ours)[:_LONGEST_COMMENT]
    lines = sum(1 + len(line) // 45 for line in text.splitlines())
    cell.comment = Comment(text, author, height=20 * min(lines + 1, 20), width=320)
    worst = min((each.severity for each in found), key=_ORDER.index)
    if worst in _COLOURS:
        cell.fill = fill_of(worst)


def fill_of(severity: Severity) -> "PatternFill":
    """The colour of a severity that has one."""
    from openpyxl.styles import PatternFill  # noqa: PLC0415 - slow to load

    return PatternFill("solid", start_color=_COLOURS[severity], end_color=_COLOURS[severity])


def has_colour(severity: Severity) -> bool:
    """Whether cells with such a finding are coloured."""
    return severity in _COLOURS


def _with_advice(problem: Problem) -> str:
    return f"{problem.message} {problem.advice}".rstrip()
