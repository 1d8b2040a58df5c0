"""Series codes of the Global SDG Database, and local ones built like them, to indicators."""

import csv
import re
from dataclasses import dataclass
from functools import cache

from vnr_app.domain.framework import Framework
from vnr_app.paths import resources_dir

_LOCAL = re.compile(r"_L_[A-Z]{2,3}_(\d\d)_?(\d\d|0?[A-Da-d])_?(\d\d)(?:_\w+)?")
_SPELT = re.compile(r"SDG_?(\d\d)_?(\d|[A-Da-d])_?(\d)(?:_\w+)?")
_LIKE = 80


@dataclass(frozen=True, slots=True)
class GlobalSeries:
    """A series of the global database: the indicators that it serves and its English name."""

    code: str
    indicators: tuple[str, ...]
    name: str


@cache
def all_series() -> dict[str, GlobalSeries]:
    """The series of the global database by code."""
    path = resources_dir() / "framework" / "series.tsv"
    with path.open(encoding="utf-8", newline="") as stream:
        rows = csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE)
        return {
            row["code"]: GlobalSeries(row["code"], tuple(row["indicators"].split()), row["name"])
            for row in rows
        }


def local_indicator(code: str, framework: Framework) -> str:
    """The global indicator that a local series code spells out, else an empty text.

    Offices build their own codes as "_L_", the country, and two digits each for goal, target and
    indicator: "_L_KG_020C01_1B" and "_L_NP_02_0c_01_01" both belong to 2.c.1. The ILO spells
    "SDG_0852_SEX_AGE_RT" for 8.5.2.
    """
    match = _LOCAL.fullmatch(code) or _SPELT.fullmatch(code)
    if match is None:
        return ""
    goal, target, number = match.groups()
    plain = target.lstrip("0").lower()
    found = framework.find_indicator(f"{int(goal)}.{plain}.{int(number)}")
    return found.code if found else ""


def series_like(code: str) -> tuple[str, ...]:
    """The indicators of the global series whose codes are most like an unknown one, three at most.

    For asking a person: "SL_TLF_CHD" may be a slip of "SL_TLF_CHLDEC".
    """
    from rapidfuzz import fuzz, process  # noqa: PLC0415 - loads a native library

    known = all_series()
    found = process.extract(code, known, scorer=fuzz.ratio, processor=_code_of, limit=6)
    near = [series for series, alike, _code in found if alike >= _LIKE]
    return tuple(dict.fromkeys(i for series in near for i in series.indicators))[:3]


def _code_of(series: str | GlobalSeries) -> str:
    return series if isinstance(series, str) else series.code
