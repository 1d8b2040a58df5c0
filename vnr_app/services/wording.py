"""Codes of units and disaggregations in words; unknown ones are shown as the source has them."""

import csv
from functools import cache

from vnr_app.domain.indicators import TOTAL, Dimensions
from vnr_app.i18n import _
from vnr_app.paths import resources_dir


@cache
def _table(name: str) -> tuple[tuple[str, ...], ...]:
    path = resources_dir() / "words" / f"{name}.tsv"
    with path.open(encoding="utf-8", newline="") as stream:
        rows = csv.reader(stream, delimiter="\t", quoting=csv.QUOTE_NONE)
        next(rows)
        return tuple(tuple(row) for row in rows)


@cache
def unit_text(unit: str) -> str:
    """A unit for readers: "PER_1000_LIVE_BIRTHS" → "per 1,000 live births"."""
    known = {row[0]: row[1] for row in _table("units")}
    code = unit.strip().upper()
    if code in known:
        return _(known[code])
    if unit.isupper() and "_" in unit:
        return unit.replace("_", " ").lower()
    return unit


@cache
def breakdown_text(dimensions: Dimensions) -> str:
    """A disaggregation for readers: "women, age 15-49"; "" for everybody."""
    return ", ".join(_group(name, code) for name, code in dimensions if code != TOTAL)


def _group(dimension: str, code: str) -> str:
    for known_dimension, known_code, text in _table("codes"):
        if (known_dimension, known_code) == (dimension, code):
            return _(text)
    if dimension in ("age", "age_group"):
        return _("age {age}").format(age=code)
    if code.isupper() or code[:1].isdigit():
        return f"{dimension.replace('_', ' ')} {code}"
    return code
