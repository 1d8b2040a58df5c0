"""Reading a column of values by what the whole column, its table, its file and people say."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from vnr_app.domain.indicators import Value
from vnr_app.importing.grid import Cell
from vnr_app.importing.number_formats import PLAINLY, Shown, shown
from vnr_app.importing.number_words import CURRENCY, operator_of, state_of_flag
from vnr_app.importing.numbers import choose_decimal_mark, number_text, scaled
from vnr_app.importing.recipe import NO_RECIPE, Recipe
from vnr_app.importing.values import (
    Parsed,
    Reading,
    mark_of,
    parse_value,
    read_value,
)

_BRACKETED = re.compile(r"\s*\(\s*[^\w\s]?\s*\d[\d.,' \u00a0]*%?\s*\)\s*")


class ColumnReader:
    """Reads the cells of one column of values.

    The decimal mark of what can be read both ways ("1,500") is the one that the recipe names, else
    the one that the other cells of the column prove, else `otherwise`. Brackets around a number say
    "unreliable" at statistical offices and "negative" in accounts: without a decision the latter is
    taken only where the column names a currency. The cells are passed over once and not kept.
    """

    def __init__(
        self, cells: Iterable[Cell], recipe: Recipe = NO_RECIPE, otherwise: str = "."
    ) -> None:
        self.votes: Counter[str] = Counter()
        self._fractions = recipe.percent == "fraction"
        self._as_shown = recipe.scale == "shown"
        halves = "less-than-half" in recipe.markers.values()
        bracketed = currency = False
        decimals = 0
        for cell in cells:
            if halves:
                decimals = max(decimals, _decimals(cell))
            if isinstance(cell, str):
                self.votes[mark_of(cell)] += 1
                bracketed = bracketed or is_bracketed(cell)
                currency = currency or CURRENCY.search(cell) is not None
        del self.votes[""]
        mark = recipe.decimal_mark or choose_decimal_mark(self.votes, otherwise)
        negative = recipe.brackets == "negative" or (not recipe.brackets and bracketed and currency)
        self.reading = Reading(mark, negative, recipe.markers, decimals)

    def read(self, raw: Cell, number_format: str = "") -> Parsed:
        """The value of a cell that has this number format, as far as that says anything."""
        if number_format and isinstance(raw, int | float) and not isinstance(raw, bool):
            look = shown(raw, number_format)
            if look != PLAINLY:
                return self._formatted(raw, look)
        return read_value(raw, self.reading)

    def _formatted(self, raw: float, look: Shown) -> Parsed:
        parsed = read_value(raw, self.reading)
        if parsed.value is None or parsed.value.number is None:
            return parsed
        number = parsed.value.number
        if look.percent and not self._fractions:
            number = scaled(number_text(raw), 2)
        if look.scale and self._as_shown:
            number = scaled(number, -look.scale)
        percent = look.percent or look.percent_text
        if look.instead or look.hidden:
            return Parsed(Value(number), look.instead, percent=percent)
        flag = _flag_of(look.after)
        operator = operator_of(look.before.lower())
        return Parsed(Value(number, operator, state_of_flag(flag)), flag, percent=percent)


def column_readers(
    columns: Mapping[int, Sequence[Cell]], recipe: Recipe = NO_RECIPE, otherwise: str = "."
) -> dict[int, ColumnReader]:
    """Readers for the columns of one table: what one of them proves holds for silent ones."""
    readers = {column: ColumnReader(cells, recipe) for column, cells in columns.items()}
    votes = sum((reader.votes for reader in readers.values()), Counter[str]())
    common = recipe.decimal_mark or choose_decimal_mark(votes, otherwise)
    for reader in readers.values():
        if not reader.votes:
            reader.reading = replace(reader.reading, mark=common)
    return readers


def is_bracketed(text: str) -> bool:
    """Whether a text is a number in round brackets."""
    return "(" in text and _BRACKETED.fullmatch(text) is not None


def _decimals(cell: Cell) -> int:
    """The decimals that a number shows, 0 for other cells."""
    value = parse_value(cell).value
    return len(value.number.partition(".")[2]) if value and value.number else 0


def _flag_of(text: str) -> str:
    """The text behind a formatted number where it is a mark; units and words are none."""
    flag = text.strip()
    parsed = parse_value(f"1 {flag}") if flag else Parsed(None)
    return parsed.flag if parsed.value and not parsed.multiple and not parsed.percent else ""
