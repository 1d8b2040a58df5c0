"""The value of a cell: a number exactly as its source prints it, a bound, or a reason for none."""

import math
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time, timedelta
from decimal import Decimal
from unicodedata import category, decimal

from vnr_app.domain.indicators import Operator, Value, ValueState
from vnr_app.importing.grid import Cell

_MISSING_WORDS = (
    ". .. ... … - – — −  : x [x] na n/a n.a. n.a nan null none nil m [m] (na) [note] "
    "н/д нд н.д. н/п . *** - -- --- ____ × ｘ 不详 غ.م غ.م. s/d nd n.d. n.d n/d s.d. s.o."
)
MISSING_MARKS = frozenset(_MISSING_WORDS.split()) | frozenset(
    (
        "",
        "not available",
        "no data",
        "no data available",
        "missing",
        "нет данных",
        "маалымат жок",
        "sin datos",
        "no disponible",
        "non disponible",
        "données non disponibles",
        "暂无数据",
        "غير متوفر",
        "لا توجد بيانات",
    )
)
"""Marks of a missing value; which offices mean more by some of them is asked per source."""

_SUPPRESSED = frozenset(("c", "[c]", "*", "(*)", "suppressed", "confidential", "конф.", "[low]"))
_NOT_APPLICABLE = frozenset(("z", "[z]", "not applicable", "не применимо", "sans objet"))

_OPERATORS = {
    "<": Operator.LESS,
    ">": Operator.GREATER,
    "<=": Operator.AT_MOST,
    "≤": Operator.AT_MOST,
    ">=": Operator.AT_LEAST,
    "≥": Operator.AT_LEAST,
    "~": Operator.ABOUT,
    "≈": Operator.ABOUT,
}
_FLAG_STATES = {
    "p": ValueState.PROVISIONAL,
    "r": ValueState.OBSERVED,
    "e": ValueState.ESTIMATED,
    "f": ValueState.PROJECTED,
    "b": ValueState.OBSERVED,
    "u": ValueState.OBSERVED,
}

_PLAIN = re.compile(r"-?(?:0|[1-9]\d*)(?:\.\d+)?")
_SHAPE = re.compile(
    r"(?P<operator><=|>=|[<>≤≥~≈])?\s*"
    r"(?P<open>\()?\s*(?P<number>[-+]?[\d.,'’]+(?: [\d.,]+)*(?:[eE][-+]?\d+)?)\s*"
    r"(?P<percent>%)?\s*(?(open)\))\s*"
    r"(?P<flag>(?:[*†‡§¹²³⁰⁴-⁹]|(?<=\s)\d{1,2}[/)]|[a-z][/)]|[\[(](?:note )?[prefbu\d][\])]"
    r"|[prefbu])*)",
    re.IGNORECASE,
)
_GROUPED = {
    ".": re.compile(r"[-+]?\d{1,3}(?:[ ,'’]\d{3})+(?:\.\d+)?|[-+]?\d*\.?\d+|[-+]?\d+\."),
    ",": re.compile(r"[-+]?\d{1,3}(?:[ .'’]\d{3})+(?:,\d+)?|[-+]?\d*,?\d+|[-+]?\d+,"),
}
_SPACES = re.compile(r"[\s\u00a0\u2000-\u200a\u202f\u205f\u3000]+")
_INVISIBLE = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
_SIGNS = str.maketrans({"−": "-", "٪": "%", "％": "%", "٬": "'"})


@dataclass(frozen=True, slots=True)
class Parsed:
    """A cell read: its value, or a problem code; `flag` is the mark beside the number."""

    value: Value | None
    flag: str = ""
    problem: str = ""
    percent: bool = False


def fold_text(text: str) -> str:
    """Text for matching: one kind of blank, no invisible characters, ASCII digits and signs."""
    if text.isascii():
        return " ".join(text.split())
    text = _SPACES.sub(" ", _INVISIBLE.sub("", text)).strip().translate(_SIGNS)
    return "".join(_ascii_digit(sign) for sign in text)


def _ascii_digit(sign: str) -> str:
    return str(decimal(sign)) if ord(sign) > 127 and category(sign) == "Nd" else sign


def number_text(number: float) -> str:
    """A numeric cell in plain decimal text, without the noise of binary fractions.

    A double such as 12.300000000000001 is shown by every spreadsheet as 12.3; such noise is told
    from real digits by the fifteen-digit form being much shorter.
    """
    if float(number).is_integer() and abs(number) < 1e15:
        return str(int(number))
    text = repr(number)
    short = f"{number:.15g}"
    if sum(c.isdigit() for c in short) <= 12:
        text = short
    return format(Decimal(text), "f") if "e" in text.lower() else text


def vote_decimal_mark(cells: Iterable[Cell]) -> Counter[str]:
    """How many texts prove "." or "," to be the decimal mark; "1,500" proves nothing."""
    votes: Counter[str] = Counter()
    for cell in cells:
        if not isinstance(cell, str):
            continue
        text = fold_text(cell)
        points, commas = text.count("."), text.count(",")
        if points + commas == 0 or not any(c.isdigit() for c in text):
            continue
        digits = re.search(r"[.,](\d+)\D*$", text)
        if points and commas:
            votes["." if text.rfind(".") > text.rfind(",") else ","] += 1
        elif points > 1 or commas > 1:
            votes["," if points else "."] += 1
        elif digits and (len(digits[1]) != 3 or re.match(r"\D*0?[.,]|.*\d[ ]\d{3}[.,]", text)):
            votes["." if points else ","] += 1
    return votes


def choose_decimal_mark(votes: Counter[str], otherwise: str = ".") -> str:
    """The mark that the votes favour; without evidence the one of the table or file."""
    return max(votes, key=votes.__getitem__) if votes else otherwise


def parse_value(raw: Cell, decimal_mark: str = ".") -> Parsed:
    """Read one cell whose column writes its decimals with `decimal_mark`."""
    if isinstance(raw, str):
        if decimal_mark == "." and _PLAIN.fullmatch(raw):
            return Parsed(Value(raw))
        return _parse_text(fold_text(raw), decimal_mark)
    if isinstance(raw, bool):
        return Parsed(None, problem="not-a-number")
    if isinstance(raw, date | time | timedelta):
        return Parsed(None, problem="date-value")
    if math.isnan(raw) or math.isinf(raw):
        return Parsed(Value(None, state=ValueState.MISSING))
    return Parsed(Value(number_text(raw)))


def _parse_text(text: str, decimal_mark: str) -> Parsed:
    lowered = text.lower()
    if lowered in MISSING_MARKS:
        return Parsed(Value(None, state=ValueState.MISSING))
    if lowered in _SUPPRESSED:
        return Parsed(Value(None, state=ValueState.SUPPRESSED))
    if lowered in _NOT_APPLICABLE:
        return Parsed(Value(None, state=ValueState.NOT_APPLICABLE))
    match = _SHAPE.fullmatch(text.replace("٫", decimal_mark))
    if match is None:
        return Parsed(None, problem="not-a-number")
    number = _decimal_text(match["number"], decimal_mark)
    if number is None:
        return Parsed(None, problem="not-a-number")
    flag = match["flag"].strip() or ("()" if match["open"] else "")
    state = _FLAG_STATES.get(flag.strip("()[]").lower(), ValueState.OBSERVED)
    operator = _OPERATORS.get(match["operator"] or "")
    return Parsed(Value(number, operator, state), flag, percent=bool(match["percent"]))


def _decimal_text(text: str, decimal_mark: str) -> str | None:
    """Digits with this decimal mark as plain decimal text, None when they cannot be a number."""
    mantissa, _, exponent = text.lower().partition("e")
    if not _GROUPED[decimal_mark].fullmatch(mantissa):
        return None
    other = "," if decimal_mark == "." else "."
    for mark in (" ", "'", "’", other):
        mantissa = mantissa.replace(mark, "")
    mantissa = mantissa.replace(",", ".").lstrip("+").rstrip(".")
    if exponent:
        return format(Decimal(f"{mantissa}e{exponent}"), "f") if len(exponent) <= 4 else None
    sign, digits = ("-", mantissa[1:]) if mantissa.startswith("-") else ("", mantissa)
    whole, point, fraction = digits.partition(".")
    return f"{sign}{whole.lstrip('0') or '0'}{point}{fraction}"
