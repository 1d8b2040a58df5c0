"""What reports print of values that are no plain numbers, and which groups they print."""

import dataclasses
import itertools

from tests.db.support import make_plan, run_import
from tests.services.observed import observed
from tests.services.test_report_data import chapter, of_kind, table_of, texts
from vnr_app.domain.charts import ChartKind
from vnr_app.domain.importplan import PlannedSeries
from vnr_app.domain.indicators import Operator, Value
from vnr_app.domain.periods import parse_period
from vnr_app.domain.report import Dashboard, Graph, KeyFigures
from vnr_app.services.chart_data import chart_series
from vnr_app.services.report import build_report
from vnr_app.services.units_shown import name_of


def plan_of(lines):
    """A plan of lines: (series, dimensions, {period: value}), a value a number or a `Value`."""
    series = tuple(dict.fromkeys(each for each, _dimensions, _values in lines))
    plan = make_plan("a.csv", {("1.1.1", "", "2015"): "1"})
    [sample] = plan.observations
    found = tuple(
        dataclasses.replace(
            sample,
            series=series.index(each),
            row=row,
            dimensions=dimensions,
            period=parse_period(period),
            value=value if isinstance(value, Value) else Value(value),
        )
        for row, (each, dimensions, period, value) in enumerate(
            (
                (each, dimensions, period, value)
                for each, dimensions, values in lines
                for period, value in values.items()
            ),
            start=1,
        )
    )
    return dataclasses.replace(plan, series=series, observations=found)


def planned(indicator, name, unit, code=""):
    return PlannedSeries(code or f"X{indicator}", name, unit, (indicator,))


def test_flags_scales_and_years_are_told_as_what_they_are(review):
    flag = planned("15.6.1", "Parties to the Protocol (1 = YES; 0 = NO)", "NUMBER")
    level = planned("14.b.1", "Degree of access (1 lowest to 5 highest)", "SCORE")
    law = planned("16.10.2", "Countries with guarantees", "NUMBER", "SG_INF_ACCSS")
    flows = planned("4.b.1", "Flows (millions of constant 2018 United States dollars)", "CON_USD")
    years = ("2015", "2017", "2018", "2020")
    lines = [
        (each, (), dict(zip(years, values.split(), strict=True)))
        for each, values in (
            (flag, "0 0 1 1"),
            (level, "1 1 2 2"),
            (law, "2003 2003 2003 2003"),
            (flows, "3.81 4 4.5 4.91"),
        )
    ]
    run_import(review, plan_of(lines))
    report = build_report(review)
    rows = {
        goal: texts(chapter_row)
        for goal in ("15", "14", "16", "4")
        for chapter_row in of_table(report, goal)
    }
    assert rows["15"][:4] == ["Parties to the Protocol", "yes or no", "no (2015)", "yes (2020)"]
    assert rows["14"][:4] == ["Degree of access", "scale of 1 to 5", "1 (2015)", "2 (2020)"]
    assert rows["16"][:4] == ["Countries with guarantees", "year", "2003 (2015)", "2003 (2020)"]
    assert rows["4"][1:4] == ["million constant 2018 US dollars", "3.81 (2015)", "4.91 (2020)"]
    # Neither a yes nor a year is a figure to head a chapter, nor a course to draw.
    for goal in ("15", "16"):
        assert not of_kind(chapter(report, f"goal-{goal}"), KeyFigures)
        assert not of_kind(chapter(report, f"goal-{goal}"), Graph)
    [level_shown], [flows_shown] = (
        of_kind(chapter(report, f"goal-{goal}"), KeyFigures)[0].figures for goal in ("14", "4")
    )
    assert (level_shown.value, level_shown.unit) == ("2", "")
    assert level_shown.label == "Degree of access (scale of 1 to 5)"
    assert (flows_shown.value, flows_shown.unit) == ("4.91", "million constant 2018 US dollars")
    [board] = of_kind(chapter(report, "dashboard"), Dashboard)
    messages = {row.goal.number: row.message for row in board.rows}
    assert messages["4"] == "Flows: 4.91 million constant 2018 US dollars (2020)"
    assert [messages[goal] for goal in ("14", "15", "16")] == ["", "", ""]
    assert messages["13"] == "No data."


def of_table(report, goal):
    [table] = [
        block
        for block in chapter(report, f"goal-{goal}").blocks
        if getattr(block, "id", "") == f"goal-{goal}-indicators"
    ]
    return [row for row in table.rows if not row.group]


def test_every_language_shows_the_same_groups(review):
    rate = planned("4.1.2", "Completion rate, by sex, location and education level (%)", "PERCENT")
    unpaid = planned("5.4.1", "Unpaid work, by sex and location (%)", "PERCENT")
    lines = [
        (
            rate,
            (("education_level", level), ("location", place), ("sex", sex)),
            {"2015": f"{90 - at}.5", "2020": f"{91 - at}.5"},
        )
        for at, (level, place, sex) in enumerate(
            itertools.product(("UPPSEC", "PRIMAR", "LOWSEC"), ("R", "U", "_T"), ("M", "F", "_T"))
        )
    ]
    lines += [
        (unpaid, (("location", place), ("sex", sex)), {"2020": f"{at + 4}.5"})
        for at, (place, sex) in enumerate(itertools.product(("R", "U", "_T"), ("M", "F")))
    ]
    run_import(review, plan_of(lines))
    english, arabic = (
        [texts(row) for goal in ("goal-4", "goal-5") for row in table_of(review, goal, tag).rows]
        for tag in ("en", "ar")
    )
    names = [cells[0] for cells in english if len(cells) > 1]
    assert names == [
        "Completion rate — primary education",
        "Completion rate — lower secondary education",
        "Completion rate — upper secondary education",
        "Unpaid work — female",
        "Unpaid work — male",
    ]
    values = [cells[3] for cells in english if len(cells) > 1]
    shown = [cells[3].strip("\u200e\u200f") for cells in arabic if len(cells) > 1]
    assert shown == values


def test_a_chart_of_groups_leaves_out_what_has_no_then_and_now(review):
    skills = planned("4.1.1", "Pupils achieving a level (%)", "PERCENT")
    lines = [
        (skills, (("age", "15"), ("education_level", level)), dict.fromkeys(years, "50.5"))
        for level, years in (
            ("PRIMAR", ("2011", "2016", "2020")),
            ("LOWSEC", ("2011", "2016", "2020")),
            ("UPPSEC", ("2011",)),
        )
    ]
    run_import(review, plan_of(lines))
    [graph] = of_kind(chapter(build_report(review), "goal-4"), Graph)
    assert graph.data.kind is ChartKind.DOT
    assert graph.data.categories == ("primary education", "lower secondary education")
    assert [each.name for each in graph.data.series] == ["2016", "2020"]
    assert graph.data.title == "Pupils achieving a level — age 15"


def test_bounds_keep_their_sign_in_charts():
    below = observed("2.5", operator=Operator.LESS)
    drawn = chart_series("Hunger", [observed("4.6").value, None, below.value])
    assert (drawn.values, drawn.signs) == (("4.6", None, "2.5"), ("", "", "<"))
    assert [drawn.sign(place) for place in range(4)] == ["", "", "<", ""]
    assert chart_series("Hunger", [observed("4.6").value]).signs == ()


def test_series_of_the_same_name_are_told_apart(review):
    by_age = planned("8.5.2", "Unemployment rate, by sex and age (%)", "PERCENT", "A")
    by_disability = planned("8.5.2", "Unemployment rate, by sex and disability (%)", "PERCENT", "B")
    lines = [(each, (), {"2015": "9.5", "2020": "8.5"}) for each in (by_age, by_disability)]
    run_import(review, plan_of(lines))
    report = build_report(review)
    assert [texts(row)[0] for row in of_table(report, "8")] == [
        "Unemployment rate, by sex and age",
        "Unemployment rate, by sex and disability",
    ]
    [figures] = of_kind(chapter(report, "goal-8"), KeyFigures)
    assert [each.label for each in figures.figures] == ["Unemployment rate"]
    assert name_of(observed("1").series) == "Maternal mortality ratio"
