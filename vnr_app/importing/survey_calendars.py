"""Years of other calendars: proposed by their size, the country and what stands beside them."""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from vnr_app.domain.importplan import Problem, Severity
from vnr_app.i18n import _
from vnr_app.importing.calendars import (
    BIKRAM_SAMBAT,
    BUDDHIST,
    ROC,
    SOLAR_HIJRI,
    YEARS,
    named_year,
    year_of,
)
from vnr_app.importing.folding import fold_text
from vnr_app.importing.grid import Cell, cell_text
from vnr_app.importing.recipe import Recipe
from vnr_app.importing.surveyed import SheetCells

_WORDS = re.compile(
    r"ปี|พ\.?ศ|सन|वर्ष|साल|वि\.?\s?सं|سال|هجری|民國|年|year|год|année|año|سنة", re.IGNORECASE
)
_DEVANAGARI = re.compile(r"[\u0900-\u097f]")
_NUMBER = re.compile(r"(\d{4})(?:\s*[/\-–]\s*\d{2,4})?")
_STEP = 10
"""Years of a table follow each other within this many."""

_Candidate = tuple[int, int, str, str]
"""Row, column, text and calendar of a cell that can be a year."""


def calendar_problems(sheets: Iterable[SheetCells], recipe: Recipe) -> list[Problem]:
    """One question a file where years are those of another calendar or may be."""
    if recipe.calendar:
        return []
    for cells in sheets:
        rows = [list(enumerate(row)) for row in cells.head]
        lines = [[(r, c, cell) for c, cell in row] for r, row in enumerate(rows)]
        width = max((len(row) for row in cells.head), default=0)
        lines += [
            [(r, c, row[c]) for r, row in enumerate(cells.head) if c < len(row)]
            for c in range(width)
        ]
        nepali = any(_DEVANAGARI.search(str(cell)) for row in cells.head for cell in row)
        for line in lines:
            if found := _years(line, nepali):
                return [_question(cells, found)]
    return []


def _years(line: Sequence[tuple[int, int, Cell]], nepali: bool) -> list[_Candidate]:
    """The years of another calendar in a row or column that heads values; none in other lines."""
    filled = [(r, c, cell) for r, c, cell in line if cell != ""]
    found: list[_Candidate] = []
    numbers: list[int] = []
    worded = named = False
    for r, c, cell in filled:
        text = fold_text(cell_text(cell))
        if (era := named_year(text)) is not None:
            found.append((r, c, text, era[0]))
            named = True
        elif match := _NUMBER.fullmatch(text):
            numbers.append(int(match[1]))
            if calendar := _calendar(int(match[1]), nepali):
                found.append((r, c, text, calendar))
            elif not 1900 <= int(match[1]) <= 2100:
                return []
        elif isinstance(cell, int | float):
            return []
        else:
            worded = worded or _WORDS.search(text) is not None
    if named:
        return found
    steps = [b - a for a, b in pairwise(numbers)]
    even = len(steps) >= 1 and all(0 < step <= _STEP for step in steps)
    enough = 2 if worded else 3
    return found if len(found) >= enough and (even or worded) else []


def _calendar(year: int, nepali: bool) -> str:
    """The calendar that a year is likely of, empty for a Gregorian one."""
    if year in YEARS[BUDDHIST]:
        return BUDDHIST
    if 1300 <= year < 1500:
        return SOLAR_HIJRI
    return BIKRAM_SAMBAT if nepali and 2040 <= year < 2100 else ""


def _question(cells: SheetCells, found: list[_Candidate]) -> Problem:
    row, column, text, calendar = found[0]
    known = calendar in YEARS
    likely = [c for c in (BUDDHIST, SOLAR_HIJRI, BIKRAM_SAMBAT, ROC) if c != calendar]
    named = named_year(text)
    match = _NUMBER.fullmatch(text)
    if named is not None:
        year = str(named[1].year)
        message = _("“{text}” is a year of another calendar; it was read as {year}.")
        choices = (calendar, "gregorian", *likely) if known else ("gregorian", *likely)
    else:
        assert match is not None  # every other candidate is one
        span = year_of(int(match[1]), calendar, text)
        years = dict.fromkeys((span.start.year, span.end.year))
        year = "/".join(str(number) for number in years)
        message = _("“{text}” seems to be a year of another calendar, {year} of ours.")
        choices = ("gregorian", calendar, *likely)
    return cells.columns[column].problem(
        "calendar",
        row,
        text,
        Severity.QUESTION,
        message.format(text=text, year=year),
        "calendar",
        choices,
    )
