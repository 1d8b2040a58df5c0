"""Codes of units and disaggregations in words; unknown ones are shown as the source has them."""

import csv
import re
from collections.abc import Iterable
from functools import cache

from vnr_app.domain.indicators import TOTAL, Dimensions
from vnr_app.i18n import Words, _, words_of
from vnr_app.paths import resources_dir

_BELOW = re.compile(r"<(\d+)Y?")


@cache
def _table(name: str) -> tuple[tuple[str, ...], ...]:
    path = resources_dir() / "words" / f"{name}.tsv"
    with path.open(encoding="utf-8", newline="") as stream:
        rows = csv.reader(stream, delimiter="\t", quoting=csv.QUOTE_NONE)
        next(rows)
        return tuple(tuple(row) for row in rows)


@cache
def unit_text(unit: str, words: Words | None = None) -> str:
    """A unit for readers: "PER_1000_LIVE_BIRTHS" → "per 1,000 live births".

    In a report's language with `words`, else in the window's.
    """
    known = {row[0]: row[1] for row in _table("units")}
    code = unit.strip().upper()
    if code in known:
        return (words or _)(known[code])
    if unit.isupper() and "_" in unit:
        return unit.replace("_", " ").lower()
    return words(unit) if words else unit


def without_unit(name: str, unit: str, words: Words | None = None) -> str:
    """The name of a series without its unit, which stands beside it elsewhere.

    In a report's language with `words`, for the names of the United Nations' database that
    `words/names.tsv` lists; offices' own names stay as they are.
    """
    for text in filter(None, (unit, unit_text(unit, words_of("en")))):
        name = name.removesuffix(f"({text})").rstrip()
    return words(name) if words else name


@cache
def breakdown_text(dimensions: Dimensions, words: Words | None = None) -> str:
    """A disaggregation for readers: "women, age 15-49"; "" for everybody.

    In a report's language with `words`, else in the window's.
    """
    return listed((_group(name, code, words) for name, code in dimensions if code != TOTAL), words)


def listed(parts: Iterable[str], words: Words | None = None) -> str:
    """Parts of a name with the comma of a report's language between them; empty ones left out."""
    comma = words(", ") if words else ", "
    return comma.join(filter(None, parts))


def _group(dimension: str, code: str, words: Words | None) -> str:
    told = words or _
    for known_dimension, known_code, text in _table("codes"):
        if (known_dimension, known_code) == (dimension, code):
            return told(text)
    if dimension in ("age", "age_group"):
        if below := _BELOW.fullmatch(code):
            return told("age under {age}").format(age=below[1])
        return told("age {age}").format(age=code)
    if code.isupper() or code[:1].isdigit():
        return f"{dimension.replace('_', ' ')} {code}"
    return code
