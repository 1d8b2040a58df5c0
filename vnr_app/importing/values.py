"""The value of a cell: a number exactly as its source prints it, a bound, or a reason for none."""

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from decimal import Decimal
from unicodedata import numeric

from vnr_app.domain.indicators import Value
from vnr_app.importing.folding import fold_text
from vnr_app.importing.grid import Cell
from vnr_app.importing.markers import marker_key, marker_value, meaning_of
from vnr_app.importing.number_words import (
    FRACTION,
    MIXED,
    RANGE,
    operator_of,
    shape,
    state_of_flag,
)
from vnr_app.importing.numbers import (
    MAX_EXPONENT,
    MULTIPLES,
    SIMPLE,
    choose_decimal_mark,
    is_ambiguous,
    number_text,
    plain_digits,
    proved_mark,
    scaled,
)

__all__ = [
    "Parsed",
    "Reading",
    "choose_decimal_mark",
    "fold_text",
    "is_doubtful",
    "mark_of",
    "number_text",
    "parse_value",
    "read_value",
    "vote_decimal_mark",
]

_LONGEST = 100
_WIDE_SIGNS = str.maketrans("．，（）＜＞～＋－［］", ".,()<>~+-[]")
_BRACKETS = ("", "()", "[]")


@dataclass(frozen=True, slots=True)
class Parsed:
    """A cell read: its value, or a problem code; `flag` is the mark beside the number.

    `multiple` is the word that the number was multiplied by ("million").
    """

    value: Value | None
    flag: str = ""
    problem: str = ""
    percent: bool = False
    multiple: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """How the cells of one column are read: what was decided or is proved of the whole column.

    `mark` is the decimal mark, `markers` the decided meanings of marks without a number, `decimals`
    how many decimals the column shows.
    """

    mark: str = "."
    negative_brackets: bool = False
    markers: Mapping[str, str] = field(default_factory=dict)
    decimals: int = 0


_NO_NUMBER = Parsed(None, problem="not-a-number")
_BEYOND = Parsed(None, problem="number-range")
_DATE = Parsed(None, problem="date-value")
_BY_MARK = {mark: Reading(mark) for mark in (".", ",")}


def parse_value(raw: Cell, decimal_mark: str = ".") -> Parsed:
    """Read one cell whose column writes its decimals with `decimal_mark`."""
    return read_value(raw, _BY_MARK[decimal_mark])


def mark_of(cell: Cell) -> str:
    """The decimal mark that one cell proves, "." or ","; empty when it proves none."""
    if not isinstance(cell, str) or len(cell) > _LONGEST or not ("." in cell or "," in cell):
        return ""
    if match := SIMPLE.fullmatch(cell):
        return "" if _is_group(match) else match[3]
    match = shape().fullmatch(fold_text(cell).translate(_WIDE_SIGNS))
    return proved_mark(match["number"]) if match else ""


def vote_decimal_mark(cells: Iterable[Cell]) -> Counter[str]:
    """How many texts prove "." or "," to be the decimal mark; "1,500" proves nothing."""
    return Counter(mark for cell in cells if (mark := mark_of(cell)))


def is_doubtful(text: str) -> bool:
    """Whether a text is a number that can be read with either decimal mark: "1,500"."""
    match = shape().fullmatch(fold_text(text).translate(_WIDE_SIGNS))
    return match is not None and is_ambiguous(match["number"])


def read_value(raw: Cell, reading: Reading) -> Parsed:
    """Read one cell of a column."""
    if isinstance(raw, str):
        if match := SIMPLE.fullmatch(raw):
            return Parsed(Value(_simple_number(match, reading.mark)))
        return _read_text(fold_text(raw), reading)
    if isinstance(raw, bool | date | time | timedelta):
        return _NO_NUMBER if isinstance(raw, bool) else _DATE
    if math.isfinite(raw):
        return Parsed(Value(number_text(raw)))
    return _NO_NUMBER if math.isnan(raw) else _BEYOND


def _simple_number(match: re.Match[str], mark: str) -> str:
    sign, whole, own_mark, fraction = match.groups()
    if own_mark is None:
        return match[0]
    is_group = own_mark != mark and _is_group(match)
    return f"{sign}{whole}{fraction}" if is_group else f"{sign}{whole}.{fraction}"


def _is_group(match: re.Match[str]) -> bool:
    """Whether the digits behind the mark of a simple number can be a group of thousands."""
    return len(match[4]) == 3 and len(match[2]) <= 3 and match[2] != "0"


def _read_text(text: str, reading: Reading) -> Parsed:
    if len(text) > _LONGEST:
        return _NO_NUMBER
    key = marker_key(text)
    if meaning := meaning_of(key, reading.markers):
        return Parsed(marker_value(meaning, reading.decimals), text[len(key) :])
    text = text.translate(_WIDE_SIGNS)
    match = shape().fullmatch(text)
    if match is None:
        return _no_single_number(text)
    digits = plain_digits(match["number"], reading.mark)
    power = _power(match)
    if digits is None or (match["open"] or "") + match["close"] not in _BRACKETS:
        return _NO_NUMBER
    return _BEYOND if power is None else _number(match, scaled(digits, power), reading)


def _power(match: re.Match[str]) -> int | None:
    """The power of ten that exponent and multiple make, None beyond all bounds."""
    power = MULTIPLES[match["multiple"].lower()] if match["multiple"] else 0
    exponent = match["exponent"] or match["power"]
    if exponent and (len(exponent) > 4 or abs(int(exponent)) > MAX_EXPONENT):
        return None
    return power + int(exponent or 0)


def _number(match: re.Match[str], number: str, reading: Reading) -> Parsed:
    """A number with what stands around it: its sign, bound, mark, percent sign, multiple."""
    before = (match["before"] or "").strip()
    flag = _flag(match, before, reading)
    operator = operator_of((match["operator"] or match["behind"] or "").lower())
    return Parsed(
        Value(
            f"-{number}" if _is_negative(match, reading) else number, operator, state_of_flag(flag)
        ),
        flag,
        percent=bool(match["percent"] or before == "%"),
        multiple=match["multiple"] or "",
    )


def _is_negative(match: re.Match[str], reading: Reading) -> bool:
    """Whether a number is negative by its sign, on either side, or by its brackets."""
    if match["open"] == "(" and reading.negative_brackets:
        return True
    return match["sign"] in ("-", "–") or match["trailing"] is not None


def _flag(match: re.Match[str], before: str, reading: Reading) -> str:
    """The mark beside a number: what follows it, its brackets, else its currency."""
    brackets = "" if match["open"] == "(" and reading.negative_brackets else match["open"] or ""
    marks = (match["flag"].strip(), brackets and brackets + match["close"])
    money = (match["currency"], before.strip("%"), match["unit"])
    return next((mark for mark in (*marks, *money) if mark), "")


def _no_single_number(text: str) -> Parsed:
    """What is no plain number: a number with a fraction, a range, or no number at all."""
    if match := MIXED.fullmatch(text):
        value = Decimal(match["whole"] or 0) + Decimal(str(numeric(match["part"])))
        number = f"-{value}" if match["sign"] else str(value)
        return Parsed(Value(number), percent=bool(match["percent"]))
    if FRACTION.fullmatch(text):
        return Parsed(None, problem="number-ambiguous")
    return _BEYOND if RANGE.fullmatch(text) else _NO_NUMBER
