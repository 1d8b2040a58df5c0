"""Charts that Word can edit: DrawingML as strings, with a workbook inside."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from vnr_app.domain.charts import ChartData, ChartKind, ChartSeries
from vnr_app.domain.languages import USUAL_REGIONS
from vnr_app.exporting.chart_scale import WHOLE, chart_ticks, ends_at_whole, hides_zero
from vnr_app.exporting.colors import series_colors
from vnr_app.exporting.docx_chart_book import SHEET, chart_values, column_name
from vnr_app.exporting.ooxml import DECLARATION, escaped

_C = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_QUIET, _RULE, _INK = "5A636D", "CBD2D9", "22282F"
_TYPE_SIZE, _LABEL_SIZE = 850, 850
"""In hundredths of a point."""
_MARKS = ("circle", "square", "diamond", "triangle", "x", "plus")
_FEW_LINES, _FEW_BARS = 3, 12
"""So many lines have their last value written beside them, so many bars theirs above them."""
_GROUPED = 10_000
"""From here on numbers of an axis are grouped."""
_LINE, _HALF_LINE, _LABEL_GAP = 88, 36, 2
"""So many characters have room below a chart; so many part the labels of two periods."""
_AIR = "\u00a0"
"""Around a period: LibreOffice leaves labels out only where they would overlap."""
_LEVEL = 600
"""Hardly turned: periods that stand level LibreOffice breaks, “201” over “6”, or turns aslant."""
_AXES = '<c:axId val="1001"/><c:axId val="1002"/>'


@dataclass(frozen=True, slots=True)
class Dress:
    """How a chart is drawn: in shades of a colour, as wide as the text or half as wide."""

    color: str
    language: str
    """A BCP 47 tag, by which Word writes the numbers."""
    half: bool = False


def _solid(color: str) -> str:
    return f'<a:solidFill><a:srgbClr val="{color}"/></a:solidFill>'


def _line(color: str, width: int) -> str:
    return f'<a:ln w="{width}" cap="rnd">{_solid(color)}<a:round/></a:ln>'


_NO_LINE = "<a:ln><a:noFill/></a:ln>"


_FACES = '<a:latin typeface="+mj-lt"/><a:ea typeface="+mj-ea"/><a:cs typeface="+mj-cs"/>'
"""The template's type of headings: small figures read best without serifs."""


def _type(size: int, color: str, *, bold: bool = False, rot: int | None = None) -> str:
    """The type of all text in a part of a chart; `rot` is its rotation in 60,000ths of a degree."""
    turned = f' rot="{rot}" vert="horz"' if rot is not None else ""
    return (
        f"<c:txPr><a:bodyPr{turned}/><a:lstStyle/><a:p><a:pPr>"
        f'<a:defRPr sz="{size}" b="{int(bold)}">{_solid(color)}{_FACES}</a:defRPr></a:pPr>'
        '<a:endParaRPr lang="en-US"/></a:p></c:txPr>'
    )


def _number_format(decimals: int) -> str:
    return f"#,##0.{'0' * decimals}" if decimals else "#,##0"


def _label_shape(color: str, number: str, place: str) -> str:
    return (
        f'<c:numFmt formatCode="{number}" sourceLinked="0"/><c:spPr><a:noFill/>{_NO_LINE}</c:spPr>'
        f'{_type(_LABEL_SIZE, color, bold=True)}<c:dLblPos val="{place}"/>'
        '<c:showLegendKey val="0"/><c:showVal val="1"/><c:showCatName val="0"/>'
        '<c:showSerName val="0"/><c:showPercent val="0"/><c:showBubbleSize val="0"/>'
    )


_NO_LABELS = (
    '<c:showLegendKey val="0"/><c:showVal val="0"/><c:showCatName val="0"/>'
    '<c:showSerName val="0"/><c:showPercent val="0"/><c:showBubbleSize val="0"/>'
)


def _label_format(series: ChartSeries, place: int) -> str:
    """How a value is written out: a bound with its sign, and no more exact than it is."""
    sign, value = series.sign(place), series.values[place]
    if not sign or value is None:
        return _number_format(series.shown_decimals())
    return escaped(f'"{sign}"{_number_format(len(value.partition(".")[2]))}')


def _labels(chart: ChartData, series: ChartSeries, values: Sequence[str], color: str) -> str:
    """The values that are written out: the last of a line, all of a few bars."""
    known = [place for place, value in enumerate(values) if value]
    if chart.kind is ChartKind.LINE and len(chart.series) <= _FEW_LINES and known:
        shape = _label_shape(color, _label_format(series, known[-1]), "t")
        last = f'<c:dLbl><c:idx val="{known[-1]}"/>{shape}</c:dLbl>'
        return f"<c:dLbls>{last}{_NO_LABELS}</c:dLbls>"
    few = len(chart.series) * len(values) <= _FEW_BARS
    if chart.kind is ChartKind.BAR and few:
        bounds = "".join(
            f'<c:dLbl><c:idx val="{place}"/>'
            f"{_label_shape(_INK, _label_format(series, place), 'outEnd')}</c:dLbl>"
            for place in known
            if series.sign(place)
        )
        shape = _label_shape(_INK, _number_format(series.shown_decimals()), "outEnd")
        return f"<c:dLbls>{bounds}{shape}</c:dLbls>"
    return ""


def _marker(kind: ChartKind, number: int, color: str) -> str:
    size = 6 if kind is ChartKind.LINE else 9
    return (
        f'<c:marker><c:symbol val="{_MARKS[number % len(_MARKS)]}"/><c:size val="{size}"/>'
        f"<c:spPr>{_solid(color)}{_line(color, 9525)}</c:spPr></c:marker>"
    )


def _shape(kind: ChartKind, number: int, color: str) -> str:
    """How a series is drawn; lines have marks of their own, so that they part without colour."""
    if kind in (ChartKind.BAR, ChartKind.STACKED):
        return f'<c:spPr>{_solid(color)}</c:spPr><c:invertIfNegative val="0"/>'
    line = _line(color, 25400) if kind is ChartKind.LINE else '<a:ln w="25400"><a:noFill/></a:ln>'
    return f"<c:spPr>{line}</c:spPr>{_marker(kind, number, color)}"


def _cached(texts: Sequence[str]) -> str:
    points = "".join(
        f'<c:pt idx="{place}"><c:v>{text}</c:v></c:pt>' for place, text in enumerate(texts) if text
    )
    return f'<c:ptCount val="{len(texts)}"/>{points}'


def _series(chart: ChartData, color: str) -> Iterator[str]:
    """The series with what they show, and where it stands in the workbook."""
    shades = series_colors(color)
    last = len(chart.categories) + 1
    air = _AIR if chart.kind is ChartKind.LINE else ""
    categories = _cached([escaped(f"{air}{category}{air}") for category in chart.categories])
    where = (
        f"<c:cat><c:strRef><c:f>{SHEET}!$A$2:$A${last}</c:f>"
        f"<c:strCache>{categories}</c:strCache></c:strRef></c:cat>"
    )
    straight = '<c:smooth val="0"/>' if chart.kind in (ChartKind.LINE, ChartKind.DOT) else ""
    for number, (series, values) in enumerate(zip(chart.series, chart_values(chart), strict=True)):
        column = column_name(number + 1)
        shade = shades[number % len(shades)]
        yield (
            f'<c:ser><c:idx val="{number}"/><c:order val="{number}"/>'
            f"<c:tx><c:strRef><c:f>{SHEET}!${column}$1</c:f>"
            f"<c:strCache>{_cached([escaped(series.name)])}</c:strCache></c:strRef></c:tx>"
            f"{_shape(chart.kind, number, shade)}{_labels(chart, series, values, shade)}{where}"
            f"<c:val><c:numRef><c:f>{SHEET}!${column}$2:${column}${last}</c:f><c:numCache>"
            f"<c:formatCode>General</c:formatCode>{_cached(values)}</c:numCache></c:numRef></c:val>"
            f"{straight}</c:ser>"
        )


def _plot(chart: ChartData, color: str) -> str:
    series = "".join(_series(chart, color))
    if chart.kind in (ChartKind.LINE, ChartKind.DOT):
        return (
            f'<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>{series}'
            f'<c:marker val="1"/>{_AXES}</c:lineChart>'
        )
    stacked = chart.kind is ChartKind.STACKED
    overlap = '<c:overlap val="100"/>' if stacked else ""
    grouping = "stacked" if stacked else "clustered"
    return (
        f'<c:barChart><c:barDir val="col"/><c:grouping val="{grouping}"/>'
        f'<c:varyColors val="0"/>{series}<c:gapWidth val="60"/>{overlap}{_AXES}</c:barChart>'
    )


def _axis(
    kind: str, number: int, across: int, place: str, inside: str, after: str, ends: str = ""
) -> str:
    return (
        f'<c:{kind}><c:axId val="{number}"/>'
        f'<c:scaling><c:orientation val="minMax"/>{ends}</c:scaling>'
        f'<c:delete val="0"/><c:axPos val="{place}"/>{inside}'
        f'<c:crossAx val="{across}"/><c:crosses val="autoZero"/>{after}</c:{kind}>'
    )


def _step(chart: ChartData, *, half: bool) -> str:
    """Every so many periods a label, as many as have room on one line."""
    if chart.kind is not ChartKind.LINE:
        return ""
    longest = max(map(len, chart.categories), default=1)
    room = (_HALF_LINE if half else _LINE) // (longest + _LABEL_GAP)
    step = -(-len(chart.categories) // max(room, 1))
    return f'<c:tickLblSkip val="{step}"/>' if step > 1 else ""


def _axes(chart: ChartData, *, half: bool) -> str:
    """Quiet axes, thin rules; the labels of the categories stay below negative values."""
    ticks = '<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="{}"/>'
    general = '<c:numFmt formatCode="General" sourceLinked="0"/>'
    categories = _axis(
        "catAx",
        1001,
        1002,
        "b",
        f"{general}{ticks.format('low')}<c:spPr>{_line(_QUIET, 9525)}</c:spPr>"
        f"{_type(_LABEL_SIZE, _QUIET, rot=_LEVEL if chart.kind is ChartKind.LINE else 0)}",
        '<c:auto val="0"/><c:lblAlgn val="ctr"/><c:lblOffset val="100"/>'
        f'{_step(chart, half=half)}<c:noMultiLvlLbl val="0"/>',
    )
    largest = max((abs(float(v)) for row in chart_values(chart) for v in row if v), default=0)
    number = "#,##0" if largest >= _GROUPED else "General"
    # Programs begin an axis where they like; what is said below the chart must be so in all.
    end = f'<c:max val="{WHOLE}"/>' if ends_at_whole(chart) else ""
    start = f'<c:min val="{chart_ticks(chart)[0]:.12g}"/>' if hides_zero(chart) else ""
    values = _axis(
        "valAx",
        1002,
        1001,
        "l",
        f"<c:majorGridlines><c:spPr>{_line(_RULE, 6350)}</c:spPr></c:majorGridlines>"
        f'<c:numFmt formatCode="{number}" sourceLinked="0"/>{ticks.format("nextTo")}'
        f"<c:spPr>{_NO_LINE}</c:spPr>",
        '<c:crossBetween val="between"/>',
        end + start,
    )
    return categories + values


def _unit(chart: ChartData) -> str:
    """The unit above the axis of values, where it reads without turning one's head."""
    if not chart.unit:
        return '<c:autoTitleDeleted val="1"/>'
    return (
        f'<c:title><c:tx><c:rich><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr sz="{_TYPE_SIZE}" '
        f'b="0">{_solid(_QUIET)}{_FACES}</a:defRPr></a:pPr><a:r><a:rPr lang="en-US" '
        f'sz="{_TYPE_SIZE}" b="0">{_solid(_QUIET)}{_FACES}</a:rPr><a:t>{escaped(chart.unit)}</a:t>'
        "</a:r></a:p></c:rich></c:tx>"
        '<c:layout><c:manualLayout><c:xMode val="edge"/><c:yMode val="edge"/>'
        '<c:x val="0.01"/><c:y val="0.01"/></c:manualLayout></c:layout>'
        '<c:overlay val="0"/></c:title><c:autoTitleDeleted val="0"/>'
    )


def chart_xml(chart: ChartData, dress: Dress, workbook: str) -> bytes:
    """The chart part; `workbook` is the relation to its workbook."""
    legend = (
        '<c:legend><c:legendPos val="b"/><c:overlay val="0"/></c:legend>'
        if len(chart.series) > 1
        else ""
    )
    # Surveys come every few years; the window's lines bridge the years between them too.
    blanks = "span" if chart.kind is ChartKind.LINE else "gap"
    tag = escaped(USUAL_REGIONS.get(dress.language, dress.language))
    unit = _unit(chart).replace('lang="en-US"', f'lang="{tag}"')
    return (
        f'{DECLARATION}<c:chartSpace xmlns:c="{_C}" xmlns:a="{_A}" xmlns:r="{_R}">'
        f'<c:date1904 val="0"/><c:lang val="{tag}"/><c:roundedCorners val="0"/><c:chart>{unit}'
        f"<c:plotArea><c:layout/>{_plot(chart, dress.color)}"
        f"{_axes(chart, half=dress.half)}</c:plotArea>{legend}"
        f'<c:plotVisOnly val="1"/><c:dispBlanksAs val="{blanks}"/></c:chart>'
        f"<c:spPr><a:noFill/>{_NO_LINE}</c:spPr>{_type(_TYPE_SIZE, _QUIET)}"
        f'<c:externalData r:id="{workbook}"><c:autoUpdate val="0"/></c:externalData></c:chartSpace>'
    ).encode()
