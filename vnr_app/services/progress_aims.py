"""What is desired of a series, from `resources/progress/directions.tsv`."""

import csv
import re
from functools import cache

from vnr_app.domain.indicators import Series
from vnr_app.i18n import words_of
from vnr_app.importing.units import unit_code
from vnr_app.paths import resources_dir
from vnr_app.progress.aims import Aim, Shape
from vnr_app.services.framework import load_framework
from vnr_app.services.wording import unit_text

_SIGNS = {"up": 1, "down": -1}
_RATE = re.compile(r"\b(?:growth|change) rate|\brates? of (?:growth|change)", re.IGNORECASE)
_YES_OR_NO = re.compile(r"\b1 ?= ?yes\b", re.IGNORECASE)

RATE = "rate"
"""Instead of an aim: the series is a rate of growth."""

Line = dict[str, str]


@cache
def directions() -> dict[tuple[str, str], Line]:
    """The lines of the table by indicator and series code, "" for all other series of it."""
    path = resources_dir() / "progress" / "directions.tsv"
    with path.open(encoding="utf-8", newline="") as stream:
        rows = csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE)
        return {(row["indicator"], row["series"]): row for row in rows}


@cache
def aim_of(indicator: str, series: Series) -> Aim | str | None:
    """What is desired of a series under an indicator of any code; `RATE`, or None if unknown."""
    found = load_framework().find_indicator(indicator)
    if found is None:
        return None
    code = load_framework().canonical(found.code)
    line = directions().get((code, series.code)) or directions().get((code, ""))
    if line is None or line["direction"] == "none":
        return None
    if line["direction"] == RATE or _RATE.search(series.name):
        return RATE
    if line["direction"] in ("yes", "up") and _is_yes_or_no(series):
        return Aim(1, yes_or_no=True)
    return None if line["direction"] == "yes" else _aim(line, _unit(series.unit))


def _is_yes_or_no(series: Series) -> bool:
    return series.unit.strip().upper() == "BOOL" or _YES_OR_NO.search(series.name) is not None


def _aim(line: Line, unit: str) -> Aim | None:
    """The aim of a line for a series in that unit; None where the unit makes it meaningless."""
    percent = unit.startswith("%")
    sign = _SIGNS.get(line["direction"])
    target = line["target"]
    of_base = target.startswith("x")
    holds = of_base or target == "0" or _holds_in(line["unit"], unit, percent=percent)
    if sign is None and not holds:
        return None
    return Aim(
        # What is measured as a distance from the target is to fall.
        sign=sign or -1,
        target=float(target.removeprefix("x")) if target and holds else None,
        target_year=int(line["year"] or 2030),
        of_base=of_base,
        percent=percent,
        shape=Shape.PLAIN if sign else Shape(line["direction"]),
        floor=float(line["floor"]) if line["floor"] and holds else None,
    )


def _holds_in(units: str, unit: str, *, percent: bool) -> bool:
    return any(unit == each or (each == "%" and percent) for each in units.split("|"))


def _unit(unit: str) -> str:
    """A unit in the words of `words/units.tsv`, from its code or from words of any language."""
    english = words_of("en")
    known = unit_text(unit, english)
    return known if known != unit else unit_text(unit_code(unit) or unit, english)
