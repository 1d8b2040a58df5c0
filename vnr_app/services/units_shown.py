"""What the values of a series are, and how its name, its unit and its values are shown.

The names of the United Nations' database end in the true unit, "(millions of constant 2018 United
States dollars)", where the code says "CON_USD"; some of its numbers are no amounts but a yes, a
level of a scale or a year. What is stored stays as it came.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from functools import cache, lru_cache

from vnr_app.domain.decimals import decimals_of
from vnr_app.domain.indicators import Observation, Series
from vnr_app.i18n import Words, _, words_of
from vnr_app.services.numbers import format_value, locale_of
from vnr_app.services.wording import table, unit_text

_BRACKET = re.compile(r"[ ,]*\(([^()]*(?:\([^()]*\)[^()]*)*)\)[ ,]*$")
"""The brackets at the end of a name, which may hold others."""
_SPAN = re.compile(r"(?<=\d) - (?=\d)")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_PER = re.compile(r"\bper (?:\d|million\b)")
_YES_NO = re.compile(r"1 ?= ?yes[;,] ?0 ?= ?no", re.IGNORECASE)
_LEVELS = re.compile(r"(?:^|[;:] ?|to )(\d+) ?(?:=(?! ?NA\b)|(?:lowest|highest)\b)")
"""The levels of a scale: "1 lowest to 5 highest", "3 = High; 2 = Moderate; 1 = Low; 0 = NA"."""
_GROUP = (
    r"(?:sex|age|location|urban/rural(?: location)?|wealth quintile|quintile|education level"
    r"|disability|speed|source|cities|occupation|migrant status|cause of death|mode of transport"
    r"|grounds of discrimination|organization|policy domain|type of [^,()]+?)"
)
_GROUPS = re.compile(rf",? by {_GROUP}(?:(?:,| and|, and) {_GROUP})*$")
"""What series of the United Nations' database say at the end of their names of all their lines."""
_SILENT = frozenset({"NUMBER", "NUM", "NR", "INDEX", "IX", "RATIO", "SCORE", "PH"})
"""Units that a number does not carry with it in a sentence."""
_YEARS = range(1700, 2101)


class Measure(StrEnum):
    """What a value of a series is; the values of `resources/words/measures.tsv`."""

    AMOUNT = "amount"
    YES_NO = "yes_no"
    SCALE = "scale"
    YEAR = "year"
    ANOMALY = "anomaly"
    """How far prices are from usual ones, in standard deviations."""


@dataclass(frozen=True, slots=True)
class _Told:
    """A series taken apart.

    `stem` is what is measured, `groups` the ", by sex" after it, `full` the name as it was ever
    told without its unit; `unit` is an English text with the fields `fields`, "" where the code
    says all.
    """

    measure: Measure
    stem: str
    groups: str
    unit: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)


def measure_of(series: Series) -> Measure:
    """What the values of a series are."""
    return _told(series).measure


def name_of(series: Series, words: Words | None = None, *, groups: bool = False) -> str:
    """What a series measures, without its unit, which stands beside it elsewhere.

    With `groups` also by what it is broken down, where its name says so. In a report's language
    with `words`, for the names that `resources/words/names.tsv` lists; offices' own names stay as
    they are.
    """
    told = _told(series)
    name = told.stem + told.groups if groups else told.stem
    return words(name) if words else name


def unit_of(series: Series, words: Words | None = None) -> str:
    """The unit of a series: "million constant 2018 US dollars", "scale of 1 to 5".

    In a report's language with `words`, else in the window's.
    """
    told = words or _
    found = _told(series)
    match found.measure:
        case Measure.YES_NO:
            return told("yes or no")
        case Measure.YEAR:
            return told("year")
        case Measure.ANOMALY:
            return told("index of price anomalies")
        case Measure.SCALE:
            return told("scale of {low} to {high}").format(**found.fields)
    if found.unit:
        return told(found.unit).format(**found.fields)
    return unit_text(_units_by_name().get(series.unit.casefold()) or series.unit, words)


def spoken_unit(series: Series, words: Words | None = None) -> str:
    """The unit that a number carries with it; "" for counts, indices, ratios, flags and years."""
    measure = measure_of(series)
    if measure in (Measure.YES_NO, Measure.YEAR):
        return ""
    if measure is Measure.AMOUNT and series.unit.strip().upper() in _SILENT:
        return ""
    return unit_of(series, words)


def says_its_unit(series: Series) -> bool:
    """Whether the name already tells of how many: "Internet users per 100 inhabitants"."""
    if not unit_of(series, words_of("en")).startswith("per "):
        return False
    return bool(_PER.search(_told(series).stem))


def value_of(observation: Observation, language: str, decimals: int | None = None) -> str:
    """A value for readers: "yes", "2003" for a year, else a number with its operator; "" for a gap.

    `decimals` as in `format_number`; a bound keeps those of the source, it is no rounded figure.
    """
    value = observation.value
    measure = measure_of(observation.series)
    whole = _whole(value.number) if not value.operator else None
    if measure is Measure.YES_NO and whole in (0, 1):
        told = words_of(language)
        return told("yes") if whole else told("no")
    if measure is Measure.YEAR and whole in _YEARS:
        return str(whole)
    if value.operator and value.number is not None:
        decimals = decimals_of(value.number)
    return format_value(value, language, decimals)


def with_unit(text: str, series: Series, language: str) -> str:
    """A value with the unit that it carries; the per cent sign where the language puts it."""
    words = words_of(language)
    unit = spoken_unit(series, words)
    if not unit:
        return text
    if measure_of(series) is Measure.SCALE:
        return words("{number} ({unit})").format(number=text, unit=unit)
    if not unit.startswith("%"):
        return words("{number} {unit}").format(number=text, unit=unit)
    return per_cent(text, language) + unit.removeprefix("%")


def per_cent(number: str, language: str) -> str:
    """A number with the per cent sign as the language sets it: "22.7%", "22,7\u202f%"."""
    pattern = locale_of(language).percent_formats[None]
    suffix = pattern.suffix[0].replace("\u00a0", "\u202f")
    return f"{pattern.prefix[0]}{number}{suffix}"


def _whole(number: str | None) -> int | None:
    try:
        exact = Decimal(number or "")
    except InvalidOperation:
        return None
    return int(exact) if exact.is_finite() and exact == exact.to_integral_value() else None


# --- Names taken apart ----------------------------------------------------------------------


@cache
def _units_by_name() -> dict[str, str]:
    """How the units in names begin (years as {year}) → their text; "" where the code says more."""
    return {row[0]: row[1] for row in table("unit_names")}


@cache
def _measures() -> dict[str, Measure]:
    """Code of a series → what its values are, where neither unit nor name tells."""
    return {code: Measure(measure) for code, measure in table("measures")}


@lru_cache(maxsize=4096)
def _told(series: Series) -> _Told:
    name = " ".join((series.name or series.code).replace(" -- ", " – ").split())
    name = _SPAN.sub("–", name)
    name, groups = _without_groups(name)
    found = _BRACKET.search(name)
    told = _of_bracket(series, name, found) if found else None
    if told is None:
        told = _Told(Measure.AMOUNT, name.rstrip(" ,"), "")
    stem, inner = _without_groups(told.stem)
    measure = _measures().get(series.code, told.measure)
    if series.unit.strip().upper() == "BOOL":
        measure = Measure.YES_NO
    return _Told(measure, stem, inner or groups, told.unit, told.fields)


def _without_groups(name: str) -> tuple[str, str]:
    found = _GROUPS.search(name)
    return (name[: found.start()], found[0]) if found else (name, "")


def _of_bracket(series: Series, name: str, found: re.Match[str]) -> _Told | None:
    """A name whose last brackets hold its unit; None where they say something else."""
    inside, stem = found[1].strip(), name[: found.start()].rstrip(" ,")
    if _YES_NO.search(inside):
        return _Told(Measure.YES_NO, stem, "")
    levels = [int(level) for level in _LEVELS.findall(inside)]
    if len(levels) > 1:
        fields = {"low": str(min(levels)), "high": str(max(levels))}
        # What the levels mean is told nowhere else.
        kept = name if "=" in inside else stem
        return _Told(Measure.SCALE, kept, "", fields=fields)
    years = _YEAR.findall(inside)
    unit = _units_by_name().get(_YEAR.sub("{year}", inside).casefold())
    if unit is not None and (unit or series.unit):
        return _Told(Measure.AMOUNT, stem, "", unit, {"year": years[0]} if years else {})
    if series.unit and inside in (series.unit, unit_text(series.unit, words_of("en"))):
        return _Told(Measure.AMOUNT, stem, "")
    return None
