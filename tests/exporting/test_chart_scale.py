import pytest

from vnr_app.domain.charts import ChartData, ChartKind, ChartSeries
from vnr_app.exporting.chart_scale import chart_ticks, hides_zero
from vnr_app.exporting.docx_charts import Dress, chart_xml


def chart(kind, *values):
    periods = tuple(str(2015 + number) for number in range(len(values)))
    return ChartData(kind, "Title", "%", periods, (ChartSeries("Total", values),))


@pytest.mark.parametrize(
    ("kind", "values", "hidden"),
    [
        (ChartKind.LINE, ("31.4", "22.7"), False),
        (ChartKind.LINE, ("88.1", "96.9"), True),
        (ChartKind.BAR, ("88.1", "96.9"), False),
        (ChartKind.LINE, ("-4.5", "3.1"), False),
        (ChartKind.LINE, (), False),
    ],
)
def test_only_lines_far_from_zero_hide_it_and_say_so(kind, values, hidden):
    drawn = chart(kind, *values)
    assert hides_zero(drawn) is hidden
    # What readers are told must be so in every program.
    assert (b"<c:min " in chart_xml(drawn, Dress("E5243B", "en"), "rId1")) is hidden


def test_an_axis_holds_all_values_in_round_steps():
    assert chart_ticks(chart(ChartKind.LINE, "88.1", "96.9")) == [88, 90, 92, 94, 96, 98]
