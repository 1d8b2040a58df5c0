"""What charts say of values that are only bounds, and where the axis of a percentage ends."""

from dataclasses import replace

import pytest

from vnr_app.domain.charts import ChartData, ChartKind, ChartSeries
from vnr_app.exporting.chart_scale import chart_ticks
from vnr_app.exporting.docx_chart_words import chart_in_words
from vnr_app.exporting.docx_charts import Dress, chart_xml
from vnr_app.exporting.html_charts import chart_svg
from vnr_app.i18n import words_of


def chart(kind, values, signs=(), unit="%"):
    years = tuple(str(2015 + at) for at in range(len(values)))
    return ChartData(kind, "Hunger", unit, years, (ChartSeries("Total", values, signs),))


def formats(drawn):
    text = chart_xml(drawn, Dress("4C9F38", "en"), "r1").decode()
    return [piece.partition('"')[0] for piece in text.split('<c:numFmt formatCode="')[1:]]


@pytest.mark.parametrize(
    ("kind", "labels"),
    [
        (ChartKind.LINE, ["&quot;&lt;&quot;#,##0.0"]),
        (ChartKind.BAR, ["&quot;&lt;&quot;#,##0.0", "#,##0.00"]),
    ],
)
def test_a_bound_is_labelled_with_its_sign(kind, labels):
    drawn = chart(kind, ("4.65", "2.5"), ("", "<"))
    assert formats(drawn)[: len(labels)] == labels
    assert "<2.5" in chart_in_words(drawn, words_of("en"))


def test_a_bound_is_no_more_exact_than_it_is():
    above = chart(ChartKind.LINE, ("94.6", "95"), ("", ">"))
    assert formats(above)[0] == "&quot;&gt;&quot;#,##0"
    assert formats(chart(ChartKind.LINE, ("94.6", "95")))[0] == "#,##0.0"


@pytest.mark.parametrize(
    ("values", "label"),
    [
        (("0.0011", "0.0004"), "#,##0.0000"),
        (("5.31", "4.99"), "#,##0.00"),
        (("31.4", "22.68"), "#,##0.0"),
        (("915.4", "1187.2"), "#,##0.0"),
        (("30145592.8", "32509333.3"), "#,##0"),
        (("3", "4"), "#,##0"),
    ],
)
@pytest.mark.parametrize("kind", [ChartKind.LINE, ChartKind.BAR])
def test_labels_have_the_decimals_that_their_line_needs(kind, values, label):
    assert formats(chart(kind, values))[0] == label


def test_labels_have_the_decimals_of_the_table_where_it_says_so():
    (total,) = chart(ChartKind.LINE, ("31.4", "22.68")).series
    drawn = replace(chart(ChartKind.LINE, ("31.4", "22.68")), series=(total._replace(decimals=2),))
    assert formats(drawn)[0] == "#,##0.00"
    assert "to 22.68 (2016)" in chart_in_words(drawn, words_of("en"))


def test_small_values_are_told_in_words_and_on_the_axis():
    drawn = chart(ChartKind.LINE, ("0.0011", "0.0004"))
    assert "from 0.0011 (2015) to 0.0004 (2016)" in chart_in_words(drawn, words_of("en"))
    assert ">0.0005</text>" in chart_svg(drawn, "4C9F38", words_of("en"))


@pytest.mark.parametrize(
    ("values", "unit", "last"),
    [
        (("99.1", "99.9"), "%", 100),
        (("96.2", "100"), "% of children under 5", 100),
        (("12", "98.3"), "%", 100),
        (("96.2", "104.5"), "%", 106),
        (("96.2", "99.9"), "index", 100),
        (("12", "98.3"), "per 1,000 people", 100),
        (("0", "0"), "%", 1),
        (("12.1", "37.5"), "%", 40),
    ],
)
def test_a_percentage_ends_at_a_hundred(values, unit, last):
    drawn = chart(ChartKind.LINE, values, unit=unit)
    assert chart_ticks(drawn)[-1] == pytest.approx(last)
    ends = '<c:max val="100"/>' in chart_xml(drawn, Dress("4C9F38", "en"), "r1").decode()
    assert ends == (last == 100 and unit.startswith("%"))
