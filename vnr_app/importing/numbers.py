"""Numbers as text in any notation: grouping, decimal marks, exponents, multiples."""

import re
from collections import Counter
from decimal import Decimal
from math import isfinite

PLAIN = re.compile(r"-?(?:0|[1-9]\d*)(?:\.\d+)?", re.ASCII)
"""A number in the one notation that needs no reading."""

SIMPLE = re.compile(r"(-?)(0|[1-9]\d*)(?:([.,])(\d+))?", re.ASCII)
"""Sign, whole part, mark and fraction of a number with nothing else around or within."""

DIGITS = r"(?:\d|[.,٫]\d)[\d.,٫'’]*(?: \d[\d.,٫'’]*)*"
"""The digits of a number with all marks between them, for use within a larger expression."""

MAX_EXPONENT = 308

_ENDS_AMBIGUOUS = re.compile(r"[1-9]\d{0,2}[.,]\d{3}")
_WHOLE = re.compile(r"\d+")
_POINTED = re.compile(r"(?P<whole>\d*)(?P<mark>[.,٫])(?P<fraction>\d*)")
_GROUPED = re.compile(
    r"(?P<whole>\d{1,3}(?P<group>[ '’.,])\d{3}(?:(?P=group)\d{3})*"
    r"|[1-9]\d?(?:,\d\d)+,\d{3})"
    r"(?:(?P<mark>[.,٫])(?P<fraction>\d*))?"
)
_GROUP_MARKS = str.maketrans("", "", " '’.,")

_MULTIPLES = {
    3: "thousand thousands thsd thsd. k тыс тыс. тысяча тысячи тысяч миң мың ming mille milliers "
    "ألف آلاف الف 千",
    4: "万 萬",
    5: "lakh lakhs lac lacs",
    6: "million millions mln mln. mn mn. mio mio. млн млн. миллион миллиона миллионов миллион. "
    "millón millones milhão milhões مليون ملايين 百万 百萬",
    7: "crore crores 千万 千萬",
    8: "亿 億",
    9: "billion billions bn bn. bln bln. млрд млрд. миллиард миллиарда миллиардов milliard "
    "milliards مليار مليارات 十亿",
    12: "trillion trillions trn трлн трлн. триллион триллиона триллионов تريليون 万亿 萬億",
}
MULTIPLES = {word: power for power, words in _MULTIPLES.items() for word in words.split()} | {
    "mil millones": 9,
    "thousand million": 9,
}
"""Words for multiples of ten, lower case → power."""


def number_text(number: float) -> str:
    """A numeric cell in plain decimal text, without the noise of binary fractions.

    A double such as 12.300000000000001 is shown by every spreadsheet as 12.3; such noise is told
    from real digits by the fifteen-digit form being much shorter.
    """
    if float(number).is_integer() and abs(number) < 1e15:
        return str(int(number))
    text = repr(number)
    if len(text) > 15:
        short = f"{number:.15g}"
        if sum(c.isdigit() for c in short) <= 12:
            text = short
    return format(Decimal(text), "f").removesuffix(".0") if "e" in text else text


def plain_number(cell: object) -> str | None:
    """The number of a cell that needs no reading: a numeric one, or text in plain notation."""
    if type(cell) is str:
        return cell if PLAIN.fullmatch(cell) else None
    if type(cell) is float or type(cell) is int:
        return number_text(cell) if isfinite(cell) else None
    return None


def scaled(number: str, power: int) -> str:
    """A number in plain text times ten to a power, exactly."""
    if power == 0:
        return number
    text = format(Decimal(number).scaleb(power), "f")
    return text.rstrip("0").rstrip(".") if power < 0 and "." in text else text


def plain_digits(body: str, decimal_mark: str) -> str | None:
    """Unsigned digits as plain decimal text, None when they cannot be a number.

    `decimal_mark` decides only what could be read both ways: "1,500". What proves its own mark
    ("1.234,5", "12,25") is read by it.
    """
    if _WHOLE.fullmatch(body):
        return body.lstrip("0") or "0"
    if _ENDS_AMBIGUOUS.fullmatch(body):
        if decimal_mark not in body:
            return body.translate(_GROUP_MARKS)
        return body.replace(decimal_mark, ".")
    match = _POINTED.fullmatch(body) or _GROUPED.fullmatch(body)
    if match is None or not (match["whole"] or match["fraction"]):
        return None
    groups = match.groupdict()
    if groups.get("group") and groups["group"] == match["mark"]:
        return None
    whole = match["whole"].translate(_GROUP_MARKS).lstrip("0") or "0"
    return f"{whole}.{match['fraction']}" if match["fraction"] else whole


def proved_mark(body: str) -> str:
    """The decimal mark that digits prove, "." or ","; empty when they prove none."""
    if _ENDS_AMBIGUOUS.fullmatch(body):
        return ""
    match = _POINTED.fullmatch(body) or _GROUPED.fullmatch(body)
    if match is None:
        return ""
    if match["mark"] and match["fraction"]:
        return match["mark"] if match["mark"] in ".," else ""
    commas, points = body.count(","), body.count(".")
    return "." if commas > points else "," if points > 1 else ""


def is_ambiguous(body: str) -> bool:
    """Whether digits can be read with either decimal mark: "1,500"."""
    return _ENDS_AMBIGUOUS.fullmatch(body) is not None


def choose_decimal_mark(votes: Counter[str], otherwise: str = ".") -> str:
    """The mark that the votes favour; without evidence the one of the table or file."""
    return max(votes, key=votes.__getitem__) if votes else otherwise
