"""Codes of units and disaggregations in words; unknown ones are shown as the source has them."""

import csv
import re
from collections.abc import Iterable
from functools import cache

from vnr_app.domain.indicators import TOTAL, Dimensions
from vnr_app.i18n import Words, _, ngettext
from vnr_app.paths import resources_dir

_UNSAID = (TOTAL, "NOTSPEC", "NOCITI")
"""Codes with which a source says that it does not break down: nobody needs to be told."""
_PLACES = ("cities", "sampling_stations")
"""Dimensions whose codes are names in capital letters."""
_AGE = re.compile(r"(?P<sign><=?|>)?(?P<years>\d+)Y?(?P<over>\+)?")
_MONTHS = re.compile(r"M(\d+)T(\d+)")


@cache
def table(name: str) -> tuple[tuple[str, ...], ...]:
    """The rows of a table of `resources/words`, without its head."""
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
    known = {row[0]: row[1] for row in table("units")}
    code = unit.strip().upper()
    if code in known:
        return (words or _)(known[code])
    if unit.isupper() and "_" in unit:
        return unit.replace("_", " ").lower()
    return words(unit) if words else unit


@cache
def source_text(source: str, words: Words | None = None) -> str:
    """Where figures come from, as reports list it: "energy balance." → "Energy balance".

    In a report's language with `words`, for the usual kinds of sources.
    """
    name = source.strip().rstrip(".")
    if name.partition(" ")[0].islower():
        name = name[0].upper() + name[1:]
    return words(name) if words else name


@cache
def breakdown_text(dimensions: Dimensions, words: Words | None = None) -> str:
    """A disaggregation for readers: "women, age 15-49"; "" for everybody.

    In a report's language with `words`, else in the window's.
    """
    told = (pair for pair in dimensions if pair[1] not in _UNSAID)
    return listed((_group(name, code, words) for name, code in told), words)


def listed(parts: Iterable[str], words: Words | None = None) -> str:
    """Parts of a name with the comma of a report's language between them; empty ones left out."""
    comma = words(", ") if words else ", "
    return comma.join(filter(None, parts))


@cache
def _code_texts() -> dict[tuple[str, str], str]:
    """What codes mean, by dimension and code."""
    return {(dimension, code): text for dimension, code, text in table("codes")}


def _group(dimension: str, code: str, words: Words | None) -> str:
    if text := _code_texts().get((dimension, code)):
        return (words or _)(text)
    if dimension in ("age", "age_group"):
        return _age(code, words)
    if dimension in _PLACES and code.isupper():
        return code.replace("_", " ").title()
    if code.isupper() or code[:1].isdigit():
        return f"{dimension.replace('_', ' ')} {code}"
    return words(code) if words else code


def _age(code: str, words: Words | None) -> str:
    """An age group as it is stored ("15-49", "70+", "<5") or as the United Nations code it."""
    told = words or _
    if code == "<1M":
        return told("age under 1 month")
    if months := _MONTHS.fullmatch(code):
        return told("age {age} months").format(age="-".join(months.groups()))
    found = _AGE.fullmatch(code)
    if found is None:
        return told("age {age}").format(age=code)
    plural, years = words.plural if words else ngettext, int(found["years"])
    text = {
        "<": plural("age under {age}", "age under {age}", years),
        "<=": plural("age {age} and under", "age {age} and under", years),
        ">": plural("age over {age}", "age over {age}", years),
        "+": plural("age {age}+", "age {age}+", years),
        "": told("age {age}"),
    }[found["sign"] or found["over"] or ""]
    return text.format(age=years)
