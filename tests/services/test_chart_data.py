"""What the charts in a text show of the data."""

import pytest

from tests.services.observed import SERIES, observed
from vnr_app.domain.charts import ChartKind, ChartSeries
from vnr_app.domain.indicators import Series, ValueState
from vnr_app.domain.richtext import Chart, Document, Paragraph
from vnr_app.services.chart_data import chart_data, charts_of, time_axis
from vnr_app.services.living import Values

WOMEN, MEN = (("sex", "F"),), (("sex", "M"),)
OTHER = Series("8", "B", "Births", "NUMBER", ("3.1.2",))


def drawn(*observations, kind="line", title="", series=("7",)):
    block = Chart(series=series, kind=kind, title=title)
    return chart_data(block, Values(observations, "en"))


def test_a_series_is_drawn_for_everybody_over_time():
    chart = drawn(
        observed("27.25", "2021"),
        observed("30", "2015"),
        observed("12", "2015", dimensions=WOMEN),
        observed(None, "2023", state=ValueState.MISSING),
    )
    assert chart.kind is ChartKind.LINE
    assert chart.title == "Maternal mortality ratio"
    assert chart.unit == "per 100,000 live births"
    # The years between take their room on the axis.
    assert chart.categories == tuple(map(str, range(2015, 2022)))
    values = ("30", *(None,) * 5, "27.25")
    assert chart.series == (ChartSeries("Maternal mortality ratio", values),)
    assert chart.source == "Source: health.xlsx"


def test_groups_are_drawn_where_there_is_nothing_for_everybody():
    chart = drawn(
        observed("12", "2015", dimensions=WOMEN),
        observed("14", "2020", dimensions=WOMEN),
        observed("13", "2020", dimensions=MEN),
        kind="bar",
    )
    assert chart.categories == ("2015", "2020")
    assert chart.series == (
        ChartSeries("female", ("12", "14")),
        ChartSeries("male", (None, "13")),
    )


def test_what_a_whole_series_is_about_is_no_group():
    under_five = (("age", "<5Y"), ("sex", "_T"))
    girls = (("age", "<5Y"), ("sex", "F"))
    chart = drawn(observed("12", dimensions=under_five), observed("11", dimensions=girls))
    assert [each.values for each in chart.series] == [("12",)]


@pytest.mark.parametrize(
    ("labels", "axis"),
    [
        (["2018", "2015"], ("2015", "2016", "2017", "2018")),
        (["2015/16", "2018/19"], ("2015/16", "2018/19")),
        (["2015", "2016-Q1"], ("2015", "2016-Q1")),
        (["1900", "2000"], ("1900", "2000")),
    ],
)
def test_years_without_a_value_take_their_room(labels, axis):
    assert time_axis([observed("1", label) for label in labels]) == axis


def test_lines_of_several_series_are_told_apart():
    chart = drawn(observed("12"), observed("9000", series=OTHER), series=("7", "8"))
    assert chart.unit == ""
    assert [each.name for each in chart.series] == [
        "Maternal mortality ratio, per 100,000 live births",
        "Births, number",
    ]
    assert chart.title == "Maternal mortality ratio; Births"


def test_no_more_lines_than_can_be_told_apart():
    groups = [observed("1", dimensions=(("age", str(age)),)) for age in range(20)]
    assert len(drawn(*groups).series) == 6


@pytest.mark.parametrize(
    ("kind", "form"), [("bar", ChartKind.BAR), ("dot", ChartKind.DOT), ("comet", ChartKind.LINE)]
)
def test_the_form_is_that_of_the_block(kind, form):
    assert drawn(observed("1"), kind=kind).kind is form


def test_a_chart_of_what_is_gone_is_none_and_a_part_is_said():
    assert drawn(observed("1"), series=("99",)) is None
    assert drawn(observed(None, state=ValueState.MISSING)) is None
    assert "no longer in the data" in drawn(observed("1"), series=("7", "99")).source


def test_the_charts_of_texts_go_by_their_block():
    here, gone = Chart(series=(SERIES.id,), title="Deaths"), Chart(series=("99",))
    texts = (Document(blocks=(Paragraph(), here)), Document(blocks=(gone,)))
    charts = charts_of(texts, Values((observed("1"),), "en"))
    assert list(charts) == [here.id]
    assert charts[here.id].title == "Deaths"
