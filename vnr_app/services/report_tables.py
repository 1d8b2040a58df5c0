"""The tables of figures in the report: a goal's own table and the statistical annex."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby

from vnr_app.domain.framework import Framework, official_order
from vnr_app.domain.indicators import Observation, ValueState
from vnr_app.domain.report import Cell, Column, DataTable, KeyFigure, KeyFigures, Row
from vnr_app.i18n import _, ngettext
from vnr_app.services.indicators import GoalTableRow
from vnr_app.services.numbers import decimals_of, format_value
from vnr_app.services.wording import unit_text

_UNCERTAIN = (ValueState.ESTIMATED, ValueState.PROJECTED, ValueState.PROVISIONAL)
_GROUPS_SHOWN = 4
_ANNEX_PERIODS = 7
_KEY_FIGURES = 4
_RECENT_YEARS = 4
_ANNEX_LINES = 60


@dataclass(frozen=True, slots=True)
class TableWriter:
    """What every table needs: the language of the report and the framework."""

    language: str
    framework: Framework

    def value(
        self, observation: Observation | None, decimals: int, *, period: bool = False
    ) -> Cell:
        """A value in a cell, italic where it is not simply observed."""
        if observation is None:
            return Cell("")
        value = observation.value
        text = format_value(value, self.language, decimals) or _gap(value.state)
        if period:
            text = f"{text} ({observation.period.label})"
        return Cell(text, italic=observation.value.state in _UNCERTAIN)

    def goal_table(self, goal: str, rows: Sequence[GoalTableRow]) -> DataTable:
        """First and latest value of every series of a goal."""
        shown, hidden = _limit_groups(rows)
        notes = [_("Values in italics are estimated, modelled or provisional.")]
        if hidden:
            notes.append(
                ngettext(
                    "One further disaggregation stands in the statistical annex.",
                    "{count} further disaggregations stand in the statistical annex.",
                    hidden,
                ).format(count=hidden)
            )
        return DataTable(
            id=f"goal-{goal}-indicators",
            caption=_("Indicators of Goal {number}").format(number=goal),
            columns=(
                Column(_("Indicator and series"), 4.4),
                Column(_("Unit"), 1.6),
                Column(_("First (year)"), 1.5, "end"),
                Column(_("Latest"), 1.1, "end"),
                Column(_("Year"), 0.9, "end"),
                Column(_("Source"), 1.8),
            ),
            rows=tuple(self._goal_rows(shown)),
            notes=tuple(notes),
        )

    def key_figures(self, rows: Sequence[GoalTableRow]) -> KeyFigures | None:
        """The latest values of up to four indicators of a goal, each of another indicator."""
        headlines = sorted(
            filter(_is_headline, rows), key=lambda row: official_order(row.indicator)
        )
        chosen = [
            max(own, key=_speaks_for_its_indicator)
            for _code, own in groupby(headlines, key=lambda row: row.indicator)
        ]
        if not chosen:
            return None
        newest = max(row.latest.period.start.year for row in chosen)
        ranked = sorted(chosen, key=lambda row: _tells_much(row, newest), reverse=True)
        shown = sorted(ranked[:_KEY_FIGURES], key=lambda row: official_order(row.indicator))
        return KeyFigures(tuple(self._key_figure(row) for row in shown))

    def annex_table(self, goal: str, rows: Sequence[GoalTableRow]) -> DataTable:
        """Every indicator of a goal with its series by year, and those without data."""
        lines, hidden = _limit_lines(rows)
        periods = annex_periods([point for row in lines for point in row.points])
        columns = (
            Column(_("Series and disaggregation"), 4.2),
            Column(_("Unit"), 1.5),
            *(Column(period, 0.9, "end") for period in periods),
            Column(_("Latest (year)"), 1.5, "end"),
            Column(_("Source"), 1.9),
        )
        by_indicator: dict[str, list[GoalTableRow]] = {}
        for row in lines:
            by_indicator.setdefault(row.indicator, []).append(row)
        codes = {i.code: i.title for i in self.framework.indicators_of_goal(goal)}
        for row in lines:
            codes.setdefault(row.indicator, row.indicator_title)
        body: list[Row] = []
        for code in sorted(codes, key=official_order):
            own = by_indicator.get(code, [])
            text = f"{code}  {codes[code]}"
            if not own:
                text += " — " + _("no data")
            body.append(Row((Cell(text, bold=bool(own)),), group=True))
            body.extend(self._annex_row(row, periods) for row in own)
        notes = [_("Values in italics are estimated, modelled or provisional.")]
        if hidden:
            notes.append(
                ngettext(
                    "One further line of areas and groups is kept in the review.",
                    "{count} further lines of areas and groups are kept in the review.",
                    hidden,
                ).format(count=hidden)
            )
        return DataTable(
            id=f"annex-goal-{goal}",
            caption=_("Goal {number}: indicators by year").format(number=goal),
            columns=columns,
            rows=tuple(body),
            notes=tuple(notes),
        )

    def _goal_rows(self, rows: Sequence[GoalTableRow]) -> Iterator[Row]:
        """Each indicator heads its series."""
        for (code, title), own in groupby(
            rows, key=lambda row: (row.indicator, row.indicator_title)
        ):
            yield Row((Cell(f"{code}  {title}", bold=True),), group=True)
            yield from (self._goal_row(row) for row in own)

    def _goal_row(self, row: GoalTableRow) -> Row:
        numbered = [point for point in row.points if point.value.number is not None]
        first = numbered[0] if len(numbered) > 1 else None
        decimals = _decimals([point for point in (first, row.latest) if point])
        return Row(
            (
                Cell(series_text(row)),
                Cell(_unit(row)),
                self.value(first, decimals, period=True),
                self.value(row.latest, decimals),
                Cell(row.latest.period.label),
                Cell(row.source),
            )
        )

    def _annex_row(self, row: GoalTableRow, periods: Iterable[str]) -> Row:
        by_period = {point.period.label: point for point in row.points}
        decimals = _decimals(row.points)
        return Row(
            (
                Cell(series_text(row)),
                Cell(_unit(row)),
                *(self.value(by_period.get(period), decimals) for period in periods),
                self.value(row.latest, decimals, period=True),
                Cell(row.source),
            )
        )

    def _key_figure(self, row: GoalTableRow) -> KeyFigure:
        return KeyFigure(
            value=format_value(row.latest.value, self.language),
            unit=unit_text(row.series.unit),
            label=row.series.name or row.indicator_title,
            period=row.latest.period.label,
        )


def annex_periods(points: Sequence[Observation]) -> tuple[str, ...]:
    """The periods that get a column: 2015, the usual base year, and those with most values.

    Chosen by a pivot of the points; returned in the order of time.
    """
    import pandas as pd  # noqa: PLC0415 - heavy; needed while a report is built

    if not points:
        return ()
    frame = pd.DataFrame(
        {
            "label": [point.period.label for point in points],
            "start": [point.period.start.isoformat() for point in points],
        }
    )
    frame["recent"] = frame["start"] >= "2015-01-01"
    counted = frame.groupby(["label", "start"], as_index=False).agg(
        values=("label", "size"), recent=("recent", "first")
    )
    counted["base"] = counted["label"] == "2015"
    ranked = counted.sort_values(
        ["base", "recent", "values", "start"], ascending=[False, False, False, False]
    )
    chosen = ranked.head(_ANNEX_PERIODS).sort_values("start")
    return tuple(str(label) for label in chosen["label"])


def _decimals(points: Sequence[Observation]) -> int:
    """The numbers of a row stand under each other with as many decimals as one of them needs."""
    return max((decimals_of(p.value.number) for p in points if p.value.number), default=0)


def _is_headline(row: GoalTableRow) -> bool:
    return row.own and row.latest.is_total and row.latest.value.number is not None


def _speaks_for_its_indicator(row: GoalTableRow) -> tuple[float, int]:
    """How near a series is to the official indicator, and how long its record."""
    likeness = SequenceMatcher(None, row.series.name.lower(), row.indicator_title.lower()).ratio()
    return (round(likeness, 1), len(row.points))


def _tells_much(row: GoalTableRow, newest: int) -> tuple[bool, bool, int]:
    """Recent figures before old ones, rates before counts, long records before short ones."""
    unit = unit_text(row.series.unit)
    is_rate = "%" in unit or unit.startswith(("per ", "percent")) or unit == _("years")
    return (newest - row.latest.period.start.year <= _RECENT_YEARS, is_rate, len(row.points))


def series_text(row: GoalTableRow) -> str:
    """A series for readers: its name or the indicator's title, and the group it speaks of."""
    name = row.series.name or row.indicator_title
    return f"{name} — {row.breakdown}" if row.breakdown else name


def _unit(row: GoalTableRow) -> str:
    return unit_text(row.series.unit) or _("not stated")


def _gap(state: ValueState) -> str:
    if state is ValueState.NOT_APPLICABLE:
        return _("n/a")
    return "…"


def _limit_lines(rows: Sequence[GoalTableRow]) -> tuple[list[GoalTableRow], int]:
    """The annex shows so many lines of a series; a table of hundreds of areas is no annex."""
    seen: Counter[tuple[str, str]] = Counter()
    shown = []
    for row in rows:
        key = (row.indicator, row.series.id)
        seen[key] += 1
        if seen[key] <= _ANNEX_LINES:
            shown.append(row)
    return shown, len(rows) - len(shown)


def _limit_groups(rows: Sequence[GoalTableRow]) -> tuple[list[GoalTableRow], int]:
    """A goal's chapter shows a few groups of a series without a total; the annex shows all."""
    seen: Counter[tuple[str, str]] = Counter()
    shown = []
    for row in rows:
        key = (row.indicator, row.series.id)
        seen[key] += 1
        if (row.own and row.latest.is_total) or seen[key] <= _GROUPS_SHOWN:
            shown.append(row)
    return shown, len(rows) - len(shown)
