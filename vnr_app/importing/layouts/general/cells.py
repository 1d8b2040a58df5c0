"""What single cells look like: numbers, marks of missing values, periods, texts."""

import re
from datetime import date, datetime
from enum import IntEnum

from vnr_app.domain.periods import Period
from vnr_app.importing.calendars import YEARS
from vnr_app.importing.grid import Cell, Row, cell_text
from vnr_app.importing.layouts.base import Collector
from vnr_app.importing.layouts.general.times import whole_period
from vnr_app.importing.units import is_thousands
from vnr_app.importing.values import fold_text, parse_value

_LONGEST_NUMBER = 24
_LONGEST_PERIOD = 40
_KEPT = 50_000
"""Different texts whose looks are remembered."""
_YEAR_FIRST = re.compile(r"(?:1[89]|2[01])\d\d(?![\d.,])")
_BRACKETS = re.compile(r"\[\s*([^\[\]]{1,12}?)\s*\]")
_NOTES = re.compile(r"\s*\[\s*(?:foot)?(?:note|прим\w*|nota?)s?\s*[\w, ]{1,12}\]", re.IGNORECASE)


DATED_VALUE = re.compile(r"(.*\S)\s*[(\[]\s*((?:19|20)\d\d(?:\s*[-–/]\s*\d{2,4})?)\s*[)\]]")
"""A value with its period behind it: "342 (2017)"."""


class Look(IntEnum):
    """The look of a cell; a YEAR is a whole number that may be a year or a value."""

    EMPTY = 0
    NUMBER = 1
    YEAR = 2
    PERIOD = 3
    MARK = 4
    TEXT = 5


class Looks:
    """The looks of all cells of a sheet, by row; what repeats is looked at once."""

    def __init__(self, rows: list[Row], collector: Collector) -> None:
        self._collector = collector
        self._known: dict[str, Look] = {}
        self._calendar = YEARS.get(collector.context.recipe.calendar, range(0))
        self.headers: set[int] = set()
        """Rows that people named as headers."""
        self.rows = [[self._look(cell) for cell in row] for row in rows]

    def settle(self, headers: set[int], values: set[int]) -> None:
        """Take rows as headers, or as rows of values, whatever their cells look like."""
        self.headers = headers
        for number in headers:
            marks = (Look.NUMBER, Look.MARK)
            self.rows[number] = [Look.TEXT if k in marks else k for k in self.rows[number]]
        for number in values:
            self.rows[number] = [Look.NUMBER if k is Look.YEAR else k for k in self.rows[number]]

    def at(self, row: int, column: int) -> Look:
        """The look of a cell, EMPTY beyond the end of its row."""
        looks = self.rows[row]
        return looks[column] if column < len(looks) else Look.EMPTY

    def period(self, cell: Cell) -> Period | None:
        """The period that a cell names as a whole."""
        if isinstance(cell, str):
            return whole_period(without_notes(cell), self._collector.period)
        return self._collector.period(cell)

    def is_indicator(self, text: str) -> bool:
        """Whether a cell is the code of an indicator."""
        return self._collector.code_in_row(text) is not None

    def _look(self, cell: Cell) -> Look:
        if isinstance(cell, str):
            text = cell.strip()
            if not text:
                return Look.EMPTY
            found = self._known.get(text)
            if found is None:
                if len(self._known) >= _KEPT:
                    self._known.clear()
                found = self._known[text] = self._look_of_text(text)
            return found
        if isinstance(cell, bool):
            return Look.TEXT
        if isinstance(cell, int | float):
            return Look.YEAR if self._is_year(cell) else Look.NUMBER
        if isinstance(cell, datetime | date):
            return Look.PERIOD
        return Look.TEXT

    def _is_year(self, number: float) -> bool:
        return is_year(number) or number in self._calendar

    def _look_of_text(self, text: str) -> Look:
        look = self._look_of_short(text) if len(text) <= _LONGEST_NUMBER else None
        if look is not None:
            return look
        if len(text) <= _LONGEST_PERIOD and self.period(text) is not None:
            return Look.PERIOD
        return Look.TEXT

    def _look_of_short(self, text: str) -> Look | None:
        """The look of a text that is short enough for a number, None where it is none."""
        if match := _BRACKETS.fullmatch(text):
            inside = self._look_of_text(match[1])
            return Look.NUMBER if inside is Look.NUMBER else Look.MARK
        if match := DATED_VALUE.fullmatch(text):
            return self._look_of_text(match[1].strip())
        if len(text) == 1 and text.isalpha():
            return Look.MARK if text.islower() else Look.TEXT
        return Look.TEXT if is_thousands(text) else self._look_of_value(text)

    def _look_of_value(self, text: str) -> Look | None:
        values = [parse_value(text, mark).value for mark in (".", ",")]
        read = [value for value in values if value is not None]
        if not read:
            return None
        if read[0].number is None:
            return Look.MARK
        year = _YEAR_FIRST.match(fold_text(text)) and is_year(float(read[0].number))
        return Look.YEAR if year else Look.NUMBER


def year_in(cell: Cell) -> int:
    """The year of a cell that looks like one, whatever mark follows it."""
    return int(fold_text(cell_text(cell))[:4])


def is_year(number: float) -> bool:
    """Whether a number can be a year."""
    return float(number).is_integer() and 1850 <= number <= 2150


def text_of(rows: list[Row], row: int, column: int) -> str:
    """The text of a cell, empty beyond the end of its row."""
    return cell_text(rows[row][column]) if column < len(rows[row]) else ""


def without_notes(text: str) -> str:
    """A text without references such as "[note 3]"."""
    return _NOTES.sub("", text).strip() if "[" in text else text


def in_brackets(text: str) -> str:
    """What a cell holds in square brackets, "" for another cell: marks, or doubtful numbers."""
    match = _BRACKETS.fullmatch(text.strip())
    return match[1] if match else ""
