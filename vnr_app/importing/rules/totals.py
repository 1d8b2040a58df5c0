"""Parts against their total: women and men, town and country, the areas of a country."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from vnr_app.domain.indicators import TOTAL, Dimensions
from vnr_app.domain.staged import StagedRow
from vnr_app.importing.rules.kinds import UnitKind
from vnr_app.importing.rules.rows import (
    LABEL,
    NUMBER,
    Line,
    LineKey,
    Names,
    exact,
    number_of,
    step_of,
)

_WHOLE = (("sex", ("F", "M")), ("location", ("U", "R")), ("location", ("URBAN", "RURAL")))
"""Parts that make up the whole; of other dimensions nobody knows whether all parts are given."""

_UNKNOWN = frozenset({"_U", "_X", "_O", "_N", "_Z", "UNK", "NOTSPEC"})
"""Those of whom a table does not know to which part they belong."""

_WITNESSES = 3
"""Where a rule is not certain for a unit, so many totals must keep it for one to break it."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """A total and its parts of one period; `unknown` are those who belong to no known part."""

    total: StagedRow
    known: tuple[StagedRow, ...]
    unknown: tuple[StagedRow, ...]

    @property
    def parts(self) -> tuple[StagedRow, ...]:
        """All that must add up."""
        return self.known + self.unknown

    @property
    def sum(self) -> float:
        """What the parts add up to."""
        return sum(map(number_of, self.parts))

    @property
    def adds_up(self) -> bool:
        """Whether the total is the sum of its parts but for rounding."""
        whole = number_of(self.total)
        off = abs(self.sum - whole) - 1e-6 * abs(whole)
        return off <= 0 or off <= _rounding(self.total) + sum(map(_rounding, self.parts))

    @property
    def between(self) -> bool:
        """Whether the total lies between the smallest and the largest known part."""
        whole, parts = number_of(self.total), [number_of(each) for each in self.known]
        if min(parts) <= whole <= max(parts):
            return True
        slack = 1e-6 * abs(whole) + _rounding(self.total) + max(map(_rounding, self.known))
        return min(parts) - slack <= whole <= max(parts) + slack


@dataclass(frozen=True, slots=True)
class Mismatch:
    """A total that its parts contradict as a sum, or else as an average of theirs.

    It stands for `others` of the same series with the same fault.
    """

    found: Comparison
    as_sum: bool
    others: int = 0


def mismatches(
    lines: Mapping[LineKey, Line], names: Names, kinds: Sequence[UnitKind], country: str
) -> Iterator[Mismatch]:
    """Totals that their parts contradict.

    `kinds` are those of the series by their position, `country` is the area of which all others
    are parts.
    """
    for (series, _dimension), compared in _families(lines, names.breakdowns).items():
        yield from _contradicted(compared, kinds[names.series[series]])
    for series, compared in _by_area(lines, names.areas, country).items():
        free = kinds[names.series[series]] is UnitKind.FREE
        yield from _contradicted(compared, UnitKind.FREE if free else UnitKind.OTHER)


def _families(
    lines: Mapping[LineKey, Line], breakdowns: Mapping[int, Dimensions]
) -> dict[tuple[int, str], list[Comparison]]:
    """The comparisons of each series by the dimension that is summed over."""
    wholes = {dimensions: breakdown for breakdown, dimensions in breakdowns.items()}
    siblings: dict[tuple[int, int, str, Dimensions], dict[str, Line]] = defaultdict(dict)
    for (series, area, breakdown), line in lines.items():
        for pair in breakdowns[breakdown]:
            if pair[0] in ("sex", "location"):
                rest = tuple(each for each in breakdowns[breakdown] if each != pair)
                siblings[series, area, pair[0], rest][pair[1]] = line
    found: dict[tuple[int, str], list[Comparison]] = defaultdict(list)
    for (series, area, dimension, rest), parts in siblings.items():
        total = parts.get(TOTAL) or lines.get((series, area, wholes.get(rest, 0)))
        for name, codes in _WHOLE:
            if total and name == dimension and all(code in parts for code in codes):
                unknown = [parts[code] for code in parts if code in _UNKNOWN]
                known = [parts[code] for code in codes]
                found[series, dimension] += _compare(total, known, unknown)
    return found


def _by_area(
    lines: Mapping[LineKey, Line], areas: Mapping[int, str], country: str
) -> dict[int, list[Comparison]]:
    """The comparisons of each series over the areas of the country."""
    parts: dict[tuple[int, int], list[Line]] = defaultdict(list)
    totals: dict[tuple[int, int], Line] = {}
    for (series, area, breakdown), line in lines.items():
        if areas[area] == country:
            totals[series, breakdown] = line
        else:
            parts[series, breakdown].append(line)
    found: dict[int, list[Comparison]] = defaultdict(list)
    for key, total in totals.items():
        if len(parts[key]) >= 2:
            found[key[0]] += _compare(total, parts[key], [])
    return found


def _compare(total: Line, known: Sequence[Line], unknown: Sequence[Line]) -> Iterator[Comparison]:
    """One comparison for each period of which the total and all known parts have a number."""
    parts = [_by_period(line) for line in known]
    others = [_by_period(line) for line in unknown]
    for period, each in _by_period(total).items():
        found = tuple(part[period] for part in parts if period in part)
        if len(found) == len(parts):
            rest = tuple(part[period] for part in others if period in part)
            yield Comparison(each, found, rest)


def _by_period(line: Line) -> dict[str, StagedRow]:
    """The exact numbers of a line by the label of their period."""
    return {row[LABEL]: row for row in exact(line)}


def _rounding(row: StagedRow) -> float:
    """How far the true number may be from the printed one: half of its last digit."""
    return 0.5 * step_of(row[NUMBER] or "")


def _contradicted(compared: Sequence[Comparison], kind: UnitKind) -> list[Mismatch]:
    """The totals that break the rule of their unit, or the rule that their family keeps.

    Counts add up. The share or rate of all lies between those of the parts, or the parts are
    shares of one whole and add up. Of other units the totals that keep a rule must witness it.
    """
    if kind is UnitKind.FREE:
        return []
    averages = [each for each in compared if not each.between]
    if kind in (UnitKind.SHARE, UnitKind.RATE):
        broken, as_sum = [each for each in averages if not each.adds_up], False
    else:
        sums = [each for each in compared if not each.adds_up]
        averaged = len(averages) < len(sums) and len(compared) - len(averages) >= _WITNESSES
        broken, as_sum = (averages, False) if averaged else (sums, True)
    kept = len(compared) - len(broken)
    if kind is UnitKind.OTHER and (kept < _WITNESSES or kept < 4 * len(broken)):
        return []
    if len(broken) > kept:
        # A total that rarely holds is one thing to look at, not a hundred.
        return [Mismatch(broken[0], as_sum, len(broken) - 1)]
    return [Mismatch(each, as_sum) for each in broken]
