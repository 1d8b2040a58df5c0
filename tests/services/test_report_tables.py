import pytest

from tests.services.observed import SERIES, observed
from vnr_app.domain.indicators import Series, ValueState
from vnr_app.services.framework import load_framework
from vnr_app.services.indicators import GoalTableRow
from vnr_app.services.report_tables import TableWriter, annex_periods, series_text
from vnr_app.services.wording import breakdown_text

WRITER = TableWriter("en", load_framework())


def row_of(*points, indicator="3.1.1", series=SERIES):
    numbered = [point for point in points if point.value.number is not None]
    return GoalTableRow(
        indicator=indicator,
        indicator_title="Maternal mortality ratio",
        series=series,
        area="ARM",
        own=points[0].area == "ARM",
        breakdown=breakdown_text(points[0].dimensions),
        points=points,
        latest=numbered[-1],
        source="Ministry of Health",
    )


def texts(row):
    return [cell.text for cell in row.cells]


def test_a_goals_table_heads_the_series_by_indicators():
    row = row_of(observed("30", "2010"), observed("26.25", "2020"))
    table = WRITER.goal_table("3", [row])
    assert "3" in table.caption
    head, line = table.rows
    assert head.group
    assert texts(head) == ["3.1.1  Maternal mortality ratio"]
    assert not line.group
    assert len(line.cells) == len(table.columns)
    assert texts(line)[2:] == ["30.0 (2010)", "26.3", "2020", "Ministry of Health"]


def test_a_series_of_one_value_has_no_first_value():
    [_head, line] = WRITER.goal_table("3", [row_of(observed("30", "2010"))]).rows
    assert texts(line)[2:5] == ["", "30", "2010"]


@pytest.mark.parametrize(
    ("observation", "text", "italic"),
    [
        (observed("1234.5"), "1,234.5", False),
        (observed("3", state=ValueState.ESTIMATED), "3.0", True),
        (observed("3", state=ValueState.PROJECTED), "3.0", True),
        (observed("3", state=ValueState.PROVISIONAL), "3.0", True),
        (observed(None, state=ValueState.MISSING), "…", False),
        (observed(None, state=ValueState.NOT_APPLICABLE), "n/a", False),
        (None, "", False),
    ],
)
def test_a_cell_says_how_certain_its_value_is(observation, text, italic):
    cell = WRITER.value(observation, 1)
    assert (cell.text, cell.italic) == (text, italic)
    if observation:
        assert WRITER.value(observation, 1, period=True).text == f"{text} (2020)"


def test_few_groups_stand_in_the_chapter_and_all_in_the_annex():
    rows = [row_of(observed(str(n), dimensions=(("region", f"R{n}"),))) for n in range(9)]
    table = WRITER.goal_table("3", rows)
    assert sum(not row.group for row in table.rows) == 4
    assert any("5 further" in note for note in table.notes)
    annex = WRITER.annex_table("3", rows)
    assert sum(not row.group for row in annex.rows) == 9


def test_the_annex_names_every_indicator_with_data_or_without():
    table = WRITER.annex_table("3", [row_of(observed("30", "2010"), observed("26", "2020"))])
    groups = [texts(row)[0] for row in table.rows if row.group]
    codes = [indicator.code for indicator in load_framework().indicators_of_goal("3")]
    assert [group.split("  ")[0] for group in groups] == codes
    assert sum(group.endswith("no data") for group in groups) == len(codes) - 1
    [line] = [row for row in table.rows if not row.group]
    assert [column.title for column in table.columns[2:-2]] == ["2010", "2020"]
    assert texts(line)[2:5] == ["30", "26", "26 (2020)"]
    assert len(line.cells) == len(table.columns)


def test_an_empty_annex_table_still_has_its_columns():
    table = WRITER.annex_table("14", [])
    assert all(row.group for row in table.rows)
    assert len(table.columns) >= 3


def test_the_annex_shows_the_base_year_and_the_years_with_most_values():
    points = [observed("1", str(year)) for year in range(1990, 2024)]
    points += [observed("2", "2021")] * 3
    periods = annex_periods(points)
    assert len(periods) == 7
    assert {"2015", "2021", "2023"} <= set(periods)
    assert list(periods) == sorted(periods)
    assert annex_periods([]) == ()


def test_periods_stand_in_the_order_of_time_whatever_their_labels():
    labels = ["2015-2017", "2014", "2023/24", "2015-Q2"]
    assert annex_periods([observed("1", label) for label in labels]) == (
        "2014",
        "2015-2017",
        "2015-Q2",
        "2023/24",
    )


def test_key_figures_are_of_four_indicators_at_most_and_of_everybody():
    rows = [
        row_of(observed("1", "2019"), observed(str(n), "2020"), indicator=f"3.{n}.1")
        for n in range(1, 7)
    ]
    women = row_of(observed("9", dimensions=(("sex", "F"),)), indicator="3.9.1")
    figures = WRITER.key_figures([women, *rows]).figures
    assert [figure.value for figure in figures] == ["1", "2", "3", "4"]
    assert {figure.period for figure in figures} == {"2020"}
    assert WRITER.key_figures([women]) is None
    assert WRITER.key_figures([]) is None


def test_a_series_without_a_name_bears_the_indicators_title():
    nameless = Series("8", "3.1.1", "", "", ("3.1.1",))
    row = row_of(observed("1", series=nameless, dimensions=(("sex", "F"),)), series=nameless)
    assert series_text(row).startswith("Maternal mortality ratio — ")
    [_head, line] = WRITER.goal_table("3", [row]).rows
    assert texts(line)[1] == "not stated"
