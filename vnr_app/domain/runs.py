"""Runs: observations of one line that stand below each other, kept together as JSON lists.

A line is what observations of one series, area and disaggregation have in common; a run of it has
one setting (table, column, operator, state, context). The periods are codes, see `period_code`,
the numbers texts or null, the raw texts null where they equal the number.
"""

import json
from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from vnr_app.domain.periods import Period, calendar_year

LONGEST_RUN = 256
"""The most observations of a run; more of a line begin another one."""

_FIRST_PLAIN_YEAR = 1000
_DATE = 10
"""Characters of a date in ISO form."""


class Held(NamedTuple):
    """An observation of a run, `at` being its place in it."""

    at: int
    period: Period
    number: str | None
    raw: str


def period_code(period: Period) -> int | str:
    """The year where the period is a calendar year called by its number; "start/end/label" else."""
    year = period.start.year
    if year >= _FIRST_PLAIN_YEAR and period == calendar_year(year, str(year)):
        return year
    return f"{period.start.isoformat()}/{period.end.isoformat()}/{period.label}"


@lru_cache(maxsize=4096)
def period_of(code: int | str) -> Period:
    """The period of a code."""
    if isinstance(code, int):
        return calendar_year(code)
    start, end = code[:_DATE], code[_DATE + 1 : 2 * _DATE + 1]
    return Period(date.fromisoformat(start), date.fromisoformat(end), code[2 * _DATE + 2 :])


@lru_cache(maxsize=4096)
def days_of(periods: str) -> tuple[str, ...]:
    """First and last day of the periods of a run, given as its JSON: one text a period.

    They are equal where periods are the same under different labels.
    """
    found = map(period_of, json.loads(periods))
    return tuple(f"{each.start.isoformat()}/{each.end.isoformat()}" for each in found)


def observation_id(run: int, at: int) -> int:
    """What names the observation at a place of a stored run."""
    return run * LONGEST_RUN + at


def place_of(observation: int) -> tuple[int, int]:
    """The stored run of an observation and its place in it."""
    return divmod(observation, LONGEST_RUN)


def packed(values: Sequence[int | str | None]) -> str:
    """Periods, numbers or raw texts as a run holds them."""
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"))


def held(periods: str, numbers: str, raws: str | None, kept: str | None) -> Iterator[Held]:
    """The observations of a run in its order; `kept` lists the places of those wanted, if any."""
    codes, texts = json.loads(periods), json.loads(numbers)
    said = json.loads(raws) if raws else [None] * len(codes)
    for at in range(len(codes)) if kept is None else json.loads(kept):
        number, raw = texts[at], said[at]
        yield Held(at, period_of(codes[at]), number, (number or "") if raw is None else raw)
