"""The indicator store as the window, the command line and the report see it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby

from db.queries import data
from vnr_app.domain.framework import Framework, official_order
from vnr_app.domain.indicators import Observation, Series
from vnr_app.errors import KnownError
from vnr_app.i18n import _
from vnr_app.services import national
from vnr_app.services.framework import load_framework
from vnr_app.services.national import National
from vnr_app.services.numbers import format_value
from vnr_app.services.reviews import Review
from vnr_app.services.wording import breakdown_text

__all__ = ["GoalTableRow", "coverage", "format_value", "goal_rows", "observations"]


@dataclass(frozen=True, slots=True)
class GoalTableRow:
    """One line of a goal's table: a series in one area and one disaggregation over time.

    `own` says whether it speaks of the review's whole country; `breakdown` names the group and,
    where it is not the country, the area, "" for everybody in it; `points` are by period, gaps
    that the source itself printed among them; `latest` is the last one with a number, or the last
    one where none has any.
    """

    indicator: str
    indicator_title: str
    series: Series
    area: str
    own: bool
    breakdown: str
    points: tuple[Observation, ...]
    latest: Observation
    source: str


def observations(review: Review, indicator: str | None = None) -> tuple[Observation, ...]:
    """All present observations, or those of one indicator in any spelling of its code.

    Raises `KnownError` "unknown-indicator" for a code that neither the framework nor the data have.
    """
    codes = None if indicator is None else (canonical_code(indicator),)
    with review.store.reading() as session:
        found = tuple(data.observations(session, codes))
        own = {each.code for each in national.of_session(session)}
    known = codes is None or codes[0] in own or load_framework().find_indicator(codes[0])
    if not found and not known:
        raise KnownError(
            "unknown-indicator",
            _("There is no indicator “{code}”.").format(code=indicator),
            _("Give a code such as 3.1.1."),
        )
    return found


def canonical_code(text: str) -> str:
    """The code under which an indicator is stored; unknown codes are their own."""
    framework = load_framework()
    found = framework.find_indicator(text)
    return framework.canonical(found.code) if found else text.strip()


def goal_rows(review: Review, goal: str, *, totals_only: bool = True) -> tuple[GoalTableRow, ...]:
    """The series of a goal in the order of its indicators, the country's own first.

    With `totals_only` an indicator shows the lines for everybody in the country; where it has none
    those of groups, and where the country has none at all those of other areas, named as such:
    the figures would be missing otherwise. Without, it shows every line of every area.
    """
    framework = load_framework()
    with review.store.reading() as session:
        own = national.of_session(session)
        wanted = _codes_of_goal(framework, goal, data.series(session).values(), own)
        area = review.info.country if totals_only else None
        found = list(data.observations(session, tuple(wanted), area))
        if totals_only:
            # Other areas, of which there can be hundreds, only where the country has nothing.
            known = {code for each in found for code in each.series.indicators}
            missing = tuple(code for code in wanted if code not in known)
            found += data.observations(session, missing)
        names = data.area_names(session)
    home = _Home(review.info.country, names)
    titles = {each.code: each.title for each in own}
    rows = [
        row for code, shown in wanted.items() for row in _rows_of(found, code, shown, titles, home)
    ]
    if totals_only:
        rows = _totals_where_there_are(_own_where_there_are(rows))
    return tuple(sorted(rows, key=_order))


def coverage(review: Review) -> dict[str, tuple[int, int]]:
    """Goal → (its global indicators that have data of the country, all of them)."""
    framework = load_framework()
    with review.store.reading() as session:
        known = data.indicators_with_data(session, review.info.country)
    result = {}
    for goal in framework.goals:
        codes = [indicator.code for indicator in framework.indicators_of_goal(goal.code)]
        result[goal.code] = (sum(framework.canonical(c) in known for c in codes), len(codes))
    return result


def goals_with_rows(review: Review) -> frozenset[str]:
    """The goals for which `goal_rows` finds anything."""
    framework = load_framework()
    with review.store.reading() as session:
        observed = data.indicators_observed(session)
        series = tuple(data.series(session).values())
        own = national.of_session(session)
    return frozenset(
        goal.code
        for goal in framework.goals
        if not observed.isdisjoint(_codes_of_goal(framework, goal.code, series, own))
    )


@dataclass(frozen=True, slots=True)
class _Home:
    """The review's country, and the names of all areas by code."""

    country: str
    names: dict[str, str]

    def breakdown(self, observation: Observation) -> str:
        """Area and group of an observation in words; "" for everybody in the country."""
        area = observation.area
        place = "" if area == self.country else self.names.get(area, area)
        group = breakdown_text(observation.dimensions)
        return ", ".join(each for each in (place, group) if each)


def _codes_of_goal(
    framework: Framework, goal: str, series: Iterable[Series], own: Iterable[National]
) -> dict[str, tuple[str, ...]]:
    """Stored code → codes under which the goal shows it; retired and national codes as they are."""
    wanted: dict[str, tuple[str, ...]] = {}
    for indicator in framework.indicators_of_goal(goal):
        key = framework.canonical(indicator.code)
        wanted[key] = (*wanted.get(key, ()), indicator.code)
    goals = {each.code: each.goal for each in own}
    for code in sorted({code for each in series for code in each.indicators}):
        belongs = goals.get(code, code.split(".")[0])
        if belongs == goal and framework.find_indicator(code) is None:
            wanted[code] = (code,)
    return wanted


def _rows_of(
    found: list[Observation],
    code: str,
    shown: tuple[str, ...],
    titles: Mapping[str, str],
    home: _Home,
) -> list[GoalTableRow]:
    rows: list[GoalTableRow] = []
    own = [o for o in found if code in o.series.indicators]
    for key, group in groupby(own, key=lambda o: (o.series.id, o.area, o.dimensions)):
        points = tuple(group)
        numbered = [point for point in points if point.value.number is not None]
        latest = (numbered or points)[-1]
        rows.extend(
            GoalTableRow(
                indicator=each,
                indicator_title=_title(each, titles, latest.series),
                series=latest.series,
                area=key[1],
                own=key[1] == home.country,
                breakdown=home.breakdown(latest),
                points=points,
                latest=latest,
                source=latest.source or latest.file,
            )
            for each in shown
        )
    return rows


def _title(code: str, titles: Mapping[str, str], series: Series) -> str:
    """The title of a global or national indicator; of another the name of its series."""
    found = load_framework().find_indicator(code)
    return found.title if found else titles.get(code) or series.name


def _own_where_there_are(rows: list[GoalTableRow]) -> list[GoalTableRow]:
    with_own = {row.indicator for row in rows if row.own}
    return [row for row in rows if row.own or row.indicator not in with_own]


def _totals_where_there_are(rows: list[GoalTableRow]) -> list[GoalTableRow]:
    with_total = {(row.indicator, row.series.id) for row in rows if row.latest.is_total}
    return [
        row
        for row in rows
        if row.latest.is_total or (row.indicator, row.series.id) not in with_total
    ]


def _order(row: GoalTableRow) -> tuple[object, ...]:
    return (
        official_order(row.indicator),
        row.series.code,
        row.series.name,
        not row.own,
        row.area,
        row.breakdown,
    )
