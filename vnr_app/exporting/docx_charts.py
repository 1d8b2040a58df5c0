"""Charts that Word can edit: DrawingML with a workbook inside, and their description in words."""

import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from vnr_app.domain.charts import ChartData, ChartKind, ChartSeries
from vnr_app.exporting.colors import series_colors
from vnr_app.exporting.ooxml import clean
from vnr_app.i18n import _

if TYPE_CHECKING:
    from pptx.chart.chart import Chart
    from pptx.chart.data import CategoryChartData
    from pptx.dml.color import RGBColor

_QUIET, _RULE = "5A636D", "CBD2D9"
_TYPE_SIZE = 8.5
_NO_FRAME = (
    b'<c:spPr xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    b'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
    b"<a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>"
)
_FEW = 6
"""So many values of a chart without a course are told one by one."""


# --- In words -------------------------------------------------------------------------------


_AXIS = re.compile(rb'(<c:(?:axId|crossAx) val=")-(\d+)')
"""Axes are numbered from zero up; python-pptx gives some of them a number below."""


def _kind_text(kind: ChartKind) -> str:
    return {
        ChartKind.LINE: _("Line chart"),
        ChartKind.BAR: _("Bar chart"),
        ChartKind.STACKED: _("Stacked bar chart"),
        ChartKind.DOT: _("Dot chart"),
    }[kind]


def _course(kind: ChartKind, categories: tuple[str, ...], series: ChartSeries) -> str:
    """A series in words: its values where they are few, else its first and its last."""
    known = [(c, v) for c, v in zip(categories, series.values, strict=False) if v is not None]
    if not known:
        return _("no values")
    if len(known) == 1 or (kind in (ChartKind.BAR, ChartKind.DOT) and len(known) <= _FEW):
        listed = (
            _("{value} in {place}").format(value=value, place=place) for place, value in known
        )
        return ", ".join(listed)
    (start, first), (end, last) = known[0], known[-1]
    return _("from {first} in {start} to {last} in {end}").format(
        first=first, start=start, last=last, end=end
    )


def chart_in_words(chart: ChartData) -> str:
    """A sentence or two for those who cannot see the chart; its own description where it has one.

    "Line chart: Poverty, per cent, from 12.4 in 2015 to 8.1 in 2023."
    """
    if chart.alt_text:
        return chart.alt_text
    head = ", ".join(filter(None, (chart.title, chart.unit)))
    lines = [(each.name, _course(chart.kind, chart.categories, each)) for each in chart.series]
    if len(lines) == 1:
        told = ", ".join(filter(None, (head, lines[0][1])))
    else:
        series = "; ".join(f"{name}: {course}" for name, course in lines)
        told = ". ".join(filter(None, (head, series)))
    return f"{_kind_text(chart.kind)}: {told}."


# --- As a drawing ---------------------------------------------------------------------------


def _chart_data(chart: ChartData) -> "CategoryChartData":
    from pptx.chart.data import CategoryChartData  # noqa: PLC0415 - only a report with charts

    data = CategoryChartData(number_format="General")  # type: ignore[no-untyped-call]
    data.categories = [clean(category) for category in chart.categories]
    for series in chart.series:
        values = (*series.values, *(None,) * len(chart.categories))[: len(chart.categories)]
        numbers = [None if value is None else float(value) for value in values]
        data.add_series(clean(series.name), numbers)  # type: ignore[no-untyped-call]
    return data


def chart_workbook(chart: ChartData) -> bytes:
    """The workbook behind a chart, as bytes that follow from the chart alone."""
    from datetime import datetime  # noqa: PLC0415 - only a report with charts

    from pptx.chart import xlsx  # noqa: PLC0415

    class Fixed(xlsx.CategoryWorkbookWriter):
        """A workbook without the time of writing, in which no text is a formula or a link."""

        @contextmanager
        def _open_worksheet(self, stream: io.BytesIO) -> Iterator[tuple[Any, Any]]:
            plain = {"strings_to_formulas": False, "strings_to_urls": False}
            workbook = xlsx.Workbook(  # type: ignore[attr-defined]
                stream, {"in_memory": True, **plain}
            )
            first_day = datetime(2015, 9, 25)  # noqa: DTZ001 - no zone in a workbook
            workbook.set_properties({"created": first_day})
            yield workbook, workbook.add_worksheet()
            workbook.close()

    return bytes(Fixed(_chart_data(chart)).xlsx_blob)  # type: ignore[no-untyped-call]


def _rgb(color: str) -> "RGBColor":
    from pptx.dml.color import RGBColor  # noqa: PLC0415 - only a report with charts

    return RGBColor.from_string(color)  # type: ignore[no-any-return, no-untyped-call]


def _draw_series(drawing: "Chart", kind: ChartKind, color: str) -> None:
    """Colours that stand apart in print without colour too: lines have marks of their own."""
    from pptx.enum.chart import XL_MARKER_STYLE  # noqa: PLC0415
    from pptx.util import Pt  # noqa: PLC0415

    shades = [_rgb(shade) for shade in series_colors(color)]
    marks = (
        XL_MARKER_STYLE.CIRCLE,
        XL_MARKER_STYLE.SQUARE,
        XL_MARKER_STYLE.DIAMOND,
        XL_MARKER_STYLE.TRIANGLE,
        XL_MARKER_STYLE.X,
        XL_MARKER_STYLE.PLUS,
    )
    for number, series in enumerate(drawing.plots[0].series):
        shade = shades[number % len(shades)]
        if kind in (ChartKind.BAR, ChartKind.STACKED):
            series.format.fill.solid()
            series.format.fill.fore_color.rgb = shade
            series.invert_if_negative = False
            continue
        series.smooth = False
        series.marker.style = marks[number % len(marks)]
        series.marker.size = 6 if kind is ChartKind.LINE else 9
        series.marker.format.fill.solid()
        series.marker.format.fill.fore_color.rgb = shade
        series.marker.format.line.color.rgb = shade
        if kind is ChartKind.LINE:
            series.format.line.color.rgb = shade
            series.format.line.width = Pt(2)
        else:
            series.format.line.fill.background()


def _draw_frame(drawing: "Chart", chart: ChartData) -> None:
    """Quiet axes, thin rules, the unit at the axis, a legend for more than one series."""
    from pptx.enum.chart import XL_LEGEND_POSITION, XL_TICK_MARK  # noqa: PLC0415
    from pptx.util import Pt  # noqa: PLC0415

    rule, quiet = _rgb(_RULE), _rgb(_QUIET)
    drawing.font.size = Pt(_TYPE_SIZE)
    drawing.font.color.rgb = quiet
    drawing.has_title = False
    drawing.has_legend = len(chart.series) > 1
    if drawing.has_legend:
        drawing.legend.position = XL_LEGEND_POSITION.BOTTOM
        drawing.legend.include_in_layout = False
    values, categories = drawing.value_axis, drawing.category_axis
    values.major_gridlines.format.line.color.rgb = rule
    values.major_gridlines.format.line.width = Pt(0.5)
    values.format.line.fill.background()
    values.major_tick_mark = values.minor_tick_mark = XL_TICK_MARK.NONE
    categories.format.line.color.rgb = quiet
    categories.major_tick_mark = categories.minor_tick_mark = XL_TICK_MARK.NONE
    if chart.unit:
        values.has_title = True
        words = values.axis_title.text_frame
        words.text = clean(chart.unit)
        font = words.paragraphs[0].runs[0].font
        font.size, font.bold, font.color.rgb = Pt(_TYPE_SIZE), False, quiet
    if chart.kind in (ChartKind.BAR, ChartKind.STACKED):
        drawing.plots[0].gap_width = 60


def chart_xml(chart: ChartData, color: str, workbook: str) -> bytes:
    """The chart part in shades of a colour; `workbook` is the relation to its workbook."""
    from lxml import etree  # noqa: PLC0415 - only a report with charts
    from pptx.chart.chart import Chart  # noqa: PLC0415
    from pptx.enum.chart import XL_CHART_TYPE  # noqa: PLC0415
    from pptx.oxml import parse_xml  # noqa: PLC0415

    forms = {
        ChartKind.LINE: XL_CHART_TYPE.LINE_MARKERS,
        ChartKind.BAR: XL_CHART_TYPE.COLUMN_CLUSTERED,
        ChartKind.STACKED: XL_CHART_TYPE.COLUMN_STACKED,
        ChartKind.DOT: XL_CHART_TYPE.LINE_MARKERS,
    }
    data = _chart_data(chart)
    made = data.xml_bytes(forms[chart.kind])  # type: ignore[no-untyped-call]
    space = parse_xml(_AXIS.sub(rb"\g<1>\g<2>", made))
    drawing = Chart(space, None)  # type: ignore[no-untyped-call]
    _draw_frame(drawing, chart)
    _draw_series(drawing, chart.kind, color)
    space.chart.addnext(parse_xml(_NO_FRAME))
    space._add_externalData().rId = workbook
    return etree.tostring(space, xml_declaration=True, encoding="UTF-8", standalone=True)
