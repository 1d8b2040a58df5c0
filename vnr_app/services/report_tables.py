"""The tables of figures in the report: a goal's own table and the statistical annex."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from vnr_app.domain.framework import Framework, official_order
from vnr_app.domain.indicators import Observation, ValueState
from vnr_app.domain.report import Cell, Column, DataTable, KeyFigure, KeyFigures, Row
from vnr_app.i18n import _, ngettext
from vnr_app.services.indicators import GoalTableRow
from vnr_app.services.numbers import decimals_of, format_value
from vnr_app.services.wording import breakdown_text, unit_text

_UNCERTAIN = (ValueState.ESTIMATED, ValueState.PROJECTED, ValueState.PROVISIONAL)
_GROUPS_SHOWN = 4
_ANNEX_PERIODS = 7
_KEY_FIGURES = 4


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
        chosen: dict[str, GoalTableRow] = {}
        for row in rows:
            if _is_headline(row) and row.indicator not in chosen:
                chosen[row.indicator] = row
        if not chosen:
            return None
        # The indicators with the longest record say most about where a goal stands.
        ranked = sorted(chosen.values(), key=lambda row: -len(row.points))[:_KEY_FIGURES]
        ranked.sort(key=lambda row: official_order(row.indicator))
        return KeyFigures(tuple(self._key_figure(row) for row in ranked))

    def annex_table(self, goal: str, rows: Sequence[GoalTableRow]) -> DataTable:
        """Every indicator of a goal with its series by year, and those without data."""
        lines = list(rows)
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
        return DataTable(
            id=f"annex-goal-{goal}",
            caption=_("Goal {number}: indicators by year").format(number=goal),
            columns=columns,
            rows=tuple(body),
            notes=(_("Values in italics are estimated, modelled or provisional."),),
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
    return row.latest.is_total and row.latest.value.number is not None


def series_text(row: GoalTableRow) -> str:
    """A series for readers: its name or the indicator's title, and the group it speaks of."""
    name = row.series.name or row.indicator_title
    group = breakdown_text(row.latest.dimensions)
    return f"{name} — {group}" if group else name


def _unit(row: GoalTableRow) -> str:
    return unit_text(row.series.unit) or _("not stated")


def _gap(state: ValueState) -> str:
    if state is ValueState.NOT_APPLICABLE:
        return _("n/a")
    return "…"


def _limit_groups(rows: Sequence[GoalTableRow]) -> tuple[list[GoalTableRow], int]:
    """A goal's chapter shows a few groups of a series without a total; the annex shows all."""
    seen: dict[tuple[str, str], int] = {}
    shown = []
    for row in rows:
        key = (row.indicator, row.series.id)
        seen[key] = seen.get(key, 0) + 1
        if row.latest.is_total or seen[key] <= _GROUPS_SHOWN:
            shown.append(row)
    return shown, len(rows) - len(shown)
