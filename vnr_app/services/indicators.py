"""The indicator store as the window, the command line and the report see it."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import groupby

from db.queries import data
from vnr_app.domain.framework import Framework, official_order
from vnr_app.domain.indicators import Dimensions, Observation, Series
from vnr_app.domain.wholes import telling, whole_lines
from vnr_app.errors import KnownError
from vnr_app.i18n import Words, _
from vnr_app.services import national
from vnr_app.services.framework import load_framework
from vnr_app.services.group_order import group_order
from vnr_app.services.national import National
from vnr_app.services.numbers import format_value
from vnr_app.services.reviews import Review
from vnr_app.services.units_shown import name_of, unit_of
from vnr_app.services.wording import breakdown_text, listed, source_text

__all__ = ["GoalTableRow", "coverage", "format_value", "goal_rows", "observations"]


@dataclass(frozen=True, slots=True)
class GoalTableRow:
    """One line of a goal's table: a series in one area and one disaggregation over time.

    `own` says whether it speaks of the review's whole country; `breakdown` names the group and,
    where it is not the country, the area, "" for everybody in it; `points` are by period, gaps
    that the source itself printed among them; `latest` is the last one with a number, or the last
    one where none has any; `goal` is the one in whose table the line stands; `whole` says whether
    the line speaks for all that its series is about, see `domain.wholes`; `has_namesake` whether
    another series of the indicator measures the same, so that only the groups in its name, ", by
    sex", tell them apart.
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
    goal: str = ""
    whole: bool = False
    has_namesake: bool = False


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

    With `totals_only` those of `headline_rows`. Without, every line of every area.
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
    lines = _lines(found, _Home(review.info.country, names))
    rows = _rows(lines, goal, wanted, {each.code: each.title for each in own})
    return headline_rows(rows) if totals_only else rows


def rows_by_goal(
    review: Review, words: Words | None = None, titles: Mapping[str, str] | None = None
) -> dict[str, tuple[GoalTableRow, ...]]:
    """Every line of every area of all goals, read in one go.

    Groups are named with `words`, indicators by `titles` (code → title) where those have them.
    """
    framework = load_framework()
    with review.store.reading() as session:
        own = national.of_session(session)
        series = tuple(data.series(session).values())
        found = data.observations(session)
        names = data.area_names(session)
        lines = _lines(found, _Home(review.info.country, names, words))
    known = {**(titles or {}), **{each.code: each.title for each in own}}
    return {
        goal.code: _rows(lines, goal.code, _codes_of_goal(framework, goal.code, series, own), known)
        for goal in framework.goals
    }


def headline_rows(rows: Iterable[GoalTableRow]) -> tuple[GoalTableRow, ...]:
    """Of each indicator the lines that speak for the whole series, in the country.

    Where a series has none those of groups, and where the country has none at all those of other
    areas, named as such: the figures would be missing otherwise.
    """
    return tuple(_wholes_where_there_are(_own_where_there_are(list(rows))))


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
    with review.store.reading() as session:
        observed = data.indicators_observed(session)
    codes = codes_by_goal(review)
    return frozenset(goal for goal, own in codes.items() if not observed.isdisjoint(own))


def codes_by_goal(review: Review) -> dict[str, frozenset[str]]:
    """Goal → the codes under which the indicators that it shows are stored."""
    framework = load_framework()
    with review.store.reading() as session:
        series = tuple(data.series(session).values())
        own = national.of_session(session)
    return {
        goal.code: frozenset(_codes_of_goal(framework, goal.code, series, own))
        for goal in framework.goals
    }


@dataclass(frozen=True, slots=True)
class _Home:
    """The review's country, the names of all areas by code, the words for groups."""

    country: str
    names: dict[str, str]
    words: Words | None = None

    def breakdown(self, area: str, dimensions: Dimensions) -> str:
        """Area and group of a line in words; "" for everybody in the country."""
        place = "" if area == self.country else self.names.get(area, area)
        if self.words:
            place = self.words(place)
        group = breakdown_text(dimensions, self.words)
        return listed((place, group), self.words)


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


def _lines(found: Iterable[Observation], home: _Home) -> dict[str, list[GoalTableRow]]:
    """The lines by the stored code of their indicators, without goal and title."""
    lines: dict[str, list[GoalTableRow]] = {}
    for (_series, area), of_area in groupby(found, key=lambda o: (o.series.id, o.area)):
        groups = {key: tuple(group) for key, group in groupby(of_area, lambda o: o.dimensions)}
        wholes = whole_lines(groups)
        for dimensions, points in groups.items():
            row = _line(points, home, area, whole=dimensions in wholes)
            for code in row.series.indicators:
                lines.setdefault(code, []).append(row)
    return lines


def _line(points: tuple[Observation, ...], home: _Home, area: str, *, whole: bool) -> GoalTableRow:
    numbered = [point for point in points if point.value.number is not None]
    latest = (numbered or points)[-1]
    dimensions = latest.dimensions
    return GoalTableRow(
        indicator="",
        indicator_title="",
        series=latest.series,
        area=area,
        own=area == home.country,
        breakdown=home.breakdown(area, telling(dimensions) if whole else dimensions),
        points=points,
        latest=latest,
        source=source_text(latest.source, home.words) or latest.file,
        whole=whole,
    )


def _rows(
    lines: Mapping[str, list[GoalTableRow]],
    goal: str,
    wanted: Mapping[str, tuple[str, ...]],
    titles: Mapping[str, str],
) -> tuple[GoalTableRow, ...]:
    """The lines of a goal, once for each code under which it shows them, in order."""
    rows = (
        replace(
            line,
            indicator=code,
            indicator_title=_title(code, titles, line.series),
            goal=goal,
            has_namesake=line.series in namesakes,
        )
        for stored, codes in wanted.items()
        for namesakes in (_namesakes({line.series for line in lines.get(stored, ())}),)
        for line in lines.get(stored, ())
        for code in codes
    )
    return tuple(sorted(rows, key=_order))


def _namesakes(series: Collection[Series]) -> frozenset[Series]:
    """Those of the series of an indicator that another measures the same as."""
    named = Counter((name_of(each), unit_of(each)) for each in series)
    return frozenset(each for each in series if named[name_of(each), unit_of(each)] > 1)


def _title(code: str, titles: Mapping[str, str], series: Series) -> str:
    """The title of a global or national indicator; of another the name of its series."""
    if code in titles:
        return titles[code]
    found = load_framework().find_indicator(code)
    return found.title if found else series.name


def _own_where_there_are(rows: list[GoalTableRow]) -> list[GoalTableRow]:
    with_own = {row.indicator for row in rows if row.own}
    return [row for row in rows if row.own or row.indicator not in with_own]


def _wholes_where_there_are(rows: list[GoalTableRow]) -> list[GoalTableRow]:
    with_whole = {(row.indicator, row.series.id) for row in rows if row.whole}
    return [row for row in rows if row.whole or (row.indicator, row.series.id) not in with_whole]


def _order(row: GoalTableRow) -> tuple[object, ...]:
    return (
        official_order(row.indicator),
        row.series.code,
        row.series.name,
        not row.own,
        row.area,
        not row.whole,
        group_order(row.latest.dimensions),
    )
