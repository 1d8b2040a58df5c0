"""Finding figures: by words among all series of a review, by the digits that somebody typed."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from vnr_app.domain.decimals import decimals_of
from vnr_app.domain.framework import Framework, official_order
from vnr_app.domain.indicators import Observation
from vnr_app.services.living import Values
from vnr_app.services.living_words import series_name
from vnr_app.services.units_shown import unit_of

_YEARS = range(1990, 2041)
_GROUPED = re.compile(r"[-−]?\d{1,3}(?:([,.'’\s\u00a0\u202f\u2009])\d{3})(?:\1\d{3})*(?:[.,]\d+)?")
_SIMPLE = re.compile(r"[-−]?\d+(?:[.,]\d+)?")


# --- By words -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class SeriesFigures:
    """A series with what it measures and its numbers, the total's latest first."""

    name: str
    unit: str
    indicators: tuple[str, ...]
    figures: tuple[Observation, ...]
    words: str
    """Everything that it can be found by, in small letters."""


def all_series(values: Values, framework: Framework) -> tuple[SeriesFigures, ...]:
    """Every series that has a number, in the order of its indicators."""
    by_series: dict[str, list[Observation]] = {}
    for each in values.observations:
        if each.value.number is not None:
            by_series.setdefault(each.series.id, []).append(each)
    found = (_figures(own, framework) for own in by_series.values())
    return tuple(sorted(found, key=lambda each: (_order(each), each.name)))


def search(series: Iterable[SeriesFigures], words: str) -> tuple[SeriesFigures, ...]:
    """The series in which each of these words occurs, in code, name, unit or indicator."""
    wanted = words.casefold().split()
    return tuple(each for each in series if all(word in each.words for word in wanted))


def _figures(own: list[Observation], framework: Framework) -> SeriesFigures:
    series = own[0].series
    unit = unit_of(series)
    told = [series.code, series.name, unit]
    for code in series.indicators:
        found = framework.find_indicator(code)
        told += [code] if found is None else [*framework.repeats(found.code), found.title]
    latest_first = sorted(own, key=lambda each: each.period.end, reverse=True)
    return SeriesFigures(
        name=series_name(own[0]),
        unit=unit,
        indicators=series.indicators,
        figures=tuple(sorted(latest_first, key=lambda each: not each.is_total)),
        words=" ".join(told).casefold(),
    )


def _order(figures: SeriesFigures) -> tuple[object, ...]:
    return official_order(figures.indicators[0]) if figures.indicators else ()


# --- By digits ------------------------------------------------------------------------------


class Digits:
    """The numbers of one goal as people write them, to be met again in what they type."""

    def __init__(self, values: Values, goal: str, framework: Framework) -> None:
        own = {framework.canonical(each.code) for each in framework.indicators_of_goal(goal)}
        self._found: dict[Decimal, list[Observation]] = {}
        for each in values.observations:
            value = each.value
            if value.number is not None and value.operator is None and _serves(each, goal, own):
                for number in _written(value.number):
                    self._found.setdefault(number, []).append(each)

    def meet(self, typed: str) -> tuple[Observation, ...]:
        """The figures that these digits can mean, those for everybody and the latest first.

        None for single digits and for what can be a year.
        """
        if sum(letter.isdigit() for letter in typed) < 2:
            return ()
        if typed.isdigit() and int(typed) in _YEARS:
            return ()
        met = {each.id: each for number in _readings(typed) for each in self._found.get(number, ())}
        latest_first = sorted(met.values(), key=lambda each: each.period.end, reverse=True)
        return tuple(sorted(latest_first, key=lambda each: not each.is_total))


def typed_number(text: str) -> str:
    """The number that a text ends with, as it is written there; "" where it ends otherwise.

    What is part of a code or a word ("3.1.1", "A4") is no number.
    """
    for pattern in (_GROUPED, _SIMPLE):
        found = re.search(rf"(?<![\w.,/-]){pattern.pattern}$", text)
        if found is not None:
            return found.group()
    return ""


def _serves(observation: Observation, goal: str, own: set[str]) -> bool:
    """Whether an observation belongs to a goal; national indicators do by their number."""
    codes = observation.series.indicators
    return any(code in own or code.partition(".")[0] == goal for code in codes)


def _written(number: str) -> set[Decimal]:
    """A stored number as it is and as a reader sees it, rounded."""
    try:
        exact = Decimal(number)
    except InvalidOperation:
        return set()
    if not exact.is_finite():
        return set()
    try:
        rounded = exact.quantize(Decimal(1).scaleb(-decimals_of(number)), ROUND_HALF_UP)
    except InvalidOperation:
        return {exact}
    return {exact, rounded}


def _readings(typed: str) -> set[Decimal]:
    """What digits can mean where people use points and commas both ways."""
    text = re.sub(r"[\s'’\u00a0\u202f\u2009]", "", typed.replace("−", "-"))
    point, comma = text.replace(",", ""), text.replace(".", "").replace(",", ".")
    found = set()
    for reading in (point, comma):
        try:
            found.add(Decimal(reading))
        except InvalidOperation:
            continue
    return found
