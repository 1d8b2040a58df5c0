"""Which line of a series speaks for all that the series is about.

A total does. Where no total is given, the code that a whole series has alone does: in “under-five
mortality” the age is no group but what is measured. So does the age group that holds the others.
"""

import math
import re
from collections.abc import Collection

from vnr_app.domain.indicators import TOTAL, Dimensions

_TOTALS = (TOTAL, "ALP", "ANYS")
"""SDMX codes for all of it, all products, any speed."""
_UNSAID = (*_TOTALS, "NOTSPEC")
_AGES = re.compile(r"(?P<first>\d+)-(?P<last>\d+)|(?P<from>\d+)\+|<(?P<below>\d+)Y?")


def whole_lines(lines: Collection[Dimensions]) -> frozenset[Dimensions]:
    """Those of a series' disaggregations that speak for all of it; none where only parts are told.

    A dimension that a line does not name is its total.
    """
    wholes = whole_codes(lines)
    return frozenset(
        line
        for line in lines
        for codes in (dict(line),)
        if all(codes.get(name, TOTAL) == whole for name, whole in wholes.items())
    )


def whole_codes(lines: Collection[Dimensions]) -> dict[str, str | None]:
    """Dimension → the code that stands for all of it in these lines, None where there is none."""
    names = {name for line in lines for name, _code in line}
    told = [dict(line) for line in lines]
    return {name: _whole_code(name, {each.get(name, TOTAL) for each in told}) for name in names}


def telling(dimensions: Dimensions) -> Dimensions:
    """Of a line that speaks for all of its series, the part that a reader needs to be told."""
    return tuple((name, code) for name, code in dimensions if code not in _UNSAID)


def _whole_code(dimension: str, codes: Collection[str]) -> str | None:
    for total in _TOTALS:
        if total in codes:
            return total
    if len(codes) == 1:
        return next(iter(codes))
    return _widest(codes) if dimension.startswith("age") else None


def _widest(codes: Collection[str]) -> str | None:
    """The age group that holds all others; None where there is none, or a code is no age."""
    spans = {code: _span(code) for code in codes}
    known = [span for span in spans.values() if span is not None]
    if len(known) < len(spans):
        return None
    first, last = min(span[0] for span in known), max(span[1] for span in known)
    return next((code for code, span in spans.items() if span == (first, last)), None)


def _span(code: str) -> tuple[float, float] | None:
    """First and last year of an age group: "15-24", "15+", "<5Y"; None for another code."""
    found = _AGES.fullmatch(code)
    if found is None:
        return None
    if found["below"]:
        return (0, int(found["below"]))
    if found["from"]:
        return (int(found["from"]), math.inf)
    return (int(found["first"]), int(found["last"]))
