"""One series in two units."""

from collections import defaultdict
from collections.abc import Sequence

from vnr_app.domain.importplan import PlannedSeries
from vnr_app.importing.codes import name_key
from vnr_app.importing.values import fold_text


def same_unit(one: str, other: str) -> bool:
    """Whether two units are written alike; a unit that is not given contradicts none."""
    one, other = (fold_text(unit).casefold().strip(".() ") for unit in (one, other))
    return not one or not other or one == other


def unit_conflicts(series: Sequence[PlannedSeries]) -> list[tuple[int, int]]:
    """Positions of series that another one, named first, contradicts in its unit only."""
    alike: dict[tuple[str, tuple[str, ...]], list[int]] = defaultdict(list)
    for number, each in enumerate(series):
        alike[each.code, tuple(sorted(each.indicators))].append(number)
    found = []
    for numbers in alike.values():
        if len({series[number].unit for number in numbers}) > 1:
            found += _in_two_units(series, numbers)
    return sorted(found, key=lambda pair: pair[1])


def _in_two_units(series: Sequence[PlannedSeries], numbers: list[int]) -> list[tuple[int, int]]:
    """The pairs among series of one code; each is compared with the first of its name."""
    first: dict[str, int] = {}
    found = []
    for number in numbers:
        other = first.setdefault(name_key(series[number].name), number)
        if not same_unit(series[other].unit, series[number].unit):
            found.append((other, number))
    return found
