"""The codes of number formats, and which of them say more than the number itself."""

import re
from functools import cache

GENERAL = "General"

BUILT_IN = {
    9: "0%",
    10: "0.00%",
    **dict.fromkeys((14, 15, 16, 17, *range(27, 37), *range(50, 59)), "yyyy-mm-dd"),
    **dict.fromkeys((18, 19, 20, 21, 45, 47), "h:mm:ss"),
    22: "yyyy-mm-dd h:mm",
    46: "[h]:mm:ss",
}
"""Formats that a workbook names by number only; those in between show a plain number."""

_LITERALS = re.compile(r'"([^"]*)"|\\(.)')
_BRACKETS = re.compile(r"\[[^\]]*\]")
_PADDING = re.compile(r"[_*].")
_SCALE = re.compile(r"[0#?],+(?![0#?,])")
_DURATION = re.compile(r"\[(h+|m+|s+)\]", re.IGNORECASE)
_SILENT_LITERALS = frozenset("-–() \u00a0\u202f'")


@cache
def is_date(code: str) -> bool:
    """Whether a format shows a number as a date, a time or a duration."""
    if is_duration(code):
        return True
    plain = _bare(code.partition(";")[0])
    return bool(re.search(r"[ymdhs]", plain, re.IGNORECASE)) and GENERAL not in plain


@cache
def is_duration(code: str) -> bool:
    """Whether a format counts hours, minutes or seconds beyond a day."""
    return bool(_DURATION.search(code))


@cache
def says_more(code: str) -> bool:
    """Whether a format changes what a number means: percent, scale, marks, years, zeros, nothing.

    Years alone count among dates; other dates are dates already.
    """
    if set(code) == {";"}:
        return True
    plain = _bare(code)
    if is_date(code):
        return bool(re.fullmatch(r"y+(;@?)*", plain.strip(), re.IGNORECASE))
    literals = "".join(quoted or single for quoted, single in _LITERALS.findall(code))
    return (
        "%" in plain
        or bool(_SCALE.search(plain))
        or bool(set(literals) - _SILENT_LITERALS)
        or bool(re.match(r"0{2,}(;|$)", plain))
    )


def _bare(code: str) -> str:
    """A code without its literals, conditions, colours and padding."""
    return _PADDING.sub("", _BRACKETS.sub("", _LITERALS.sub("", code)))
