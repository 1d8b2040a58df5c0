"""Which years stand beside each other in the tables of the statistical annex."""

from collections.abc import Iterable

from vnr_app.domain.indicators import Observation
from vnr_app.services.indicators import GoalTableRow
from vnr_app.services.report_cells import BASE_YEAR

_BESIDE_ALL = 12
"""So many years have room beside all that is said of a series."""
_BESIDE_NAMES = 16


def annex_years(points: Iterable[Observation]) -> list[tuple[int, ...]]:
    """The years of the first table, those since the base year or else the last; then the earlier.

    Years in which none of the periods that begin then has a number are left out.
    """
    years = sorted({point.period.year for point in points if point.value.number is not None})
    since = [year for year in years if year >= BASE_YEAR] or years
    first = since[-_BESIDE_ALL:]
    left = years[: len(years) - len(first)]
    ends = range(len(left), 0, -_BESIDE_NAMES)
    earlier = [tuple(left[max(0, end - _BESIDE_NAMES) : end]) for end in ends]
    return [tuple(first), *reversed(earlier)]


def is_shifted(row: GoalTableRow) -> bool:
    """Whether all periods of a line are others than calendar years, one beginning in each."""
    periods = [point.period for point in row.points]
    apart = len({period.year for period in periods}) == len(periods)
    return apart and not any(period.is_calendar_year for period in periods)
