"""Figures and charts: the drawing in the line, its caption with the number, its credit.

A picture has its caption below it, where a photograph has it; a chart is titled as a table is.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from vnr_app.domain import report as rp
from vnr_app.domain import richtext as rt
from vnr_app.domain.charts import ChartData
from vnr_app.domain.richtext_labels import shows
from vnr_app.exporting.chart_scale import hides_zero
from vnr_app.exporting.docx_chart_words import chart_in_words
from vnr_app.exporting.docx_context import Writer
from vnr_app.exporting.docx_fields import numbered
from vnr_app.exporting.docx_media import Picture
from vnr_app.exporting.docx_runs import Flow, flow_of, runs_xml
from vnr_app.exporting.docx_tables import BODY_ROW, data_table, separated, table_start
from vnr_app.exporting.ooxml import escaped, paragraph
from vnr_app.i18n import Words

_EMU = 635
"""English Metric Units, in which drawings are measured, in a twentieth of a point."""
_TALLEST = 0.8
"""The part of a page's height that a drawing may take, so that its caption has room below it."""
_CHART_SHAPE, _SMALL_SHAPE = 0.34, 0.49
"""Height of a chart by its width, as wide as the text and half as wide."""
_BETWEEN = 340
"""The room between two charts side by side, in twentieths of a point."""
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
_SPACED = '<w:spacing w:before="{before}" w:after="{after}" w:line="240" w:lineRule="auto"/>'
_BELOW = '<w:spacing w:before="{before}" w:after="{after}"/>'
_ABOVE_ALL, _AFTER_ALL, _AFTER_CAPTION, _CLOSE = 160, 220, 40, 60


def _size(writer: Writer, width: int, height: int, per_cent: int) -> tuple[int, int]:
    """Width and height of a drawing as wide as that part of the text, but no higher than a page."""
    wide = writer.look.width * _EMU * per_cent / 100
    high = wide * height / width
    shrunk = min(1.0, writer.look.height * _EMU * _TALLEST / high)
    return max(round(wide * shrunk), 1), max(round(high * shrunk), 1)


def _inline(writer: Writer, size: tuple[int, int], words: str, graphic: str, kind: str) -> str:
    """A run with a drawing in the line; `words` describe it, `kind` names its vocabulary."""
    number = writer.media.number()
    described = escaped(words).replace("\t", "&#9;")
    return (
        f'<w:r><w:drawing><wp:inline xmlns:wp="{_DRAWING}/wordprocessingDrawing" '
        'distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{size[0]}" cy="{size[1]}"/>'
        f'<wp:docPr id="{number}" name="Figure {number}" descr="{described}"/>'
        f'<wp:cNvGraphicFramePr/><a:graphic xmlns:a="{_DRAWING}/main">'
        f'<a:graphicData uri="{_DRAWING}/{kind}">{graphic}</a:graphicData></a:graphic>'
        "</wp:inline></w:drawing></w:r>"
    )


def _picture(writer: Writer, block: rt.Figure, picture: Picture) -> str:
    size = _size(writer, picture.width, picture.height, block.width)
    graphic = (
        f'<pic:pic xmlns:pic="{_DRAWING}/picture"><pic:nvPicPr><pic:cNvPr id="0" name=""/>'
        "<pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>"
        f'<a:blip r:embed="{picture.relation}"/><a:stretch><a:fillRect/></a:stretch>'
        '</pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/>'
        f'<a:ext cx="{size[0]}" cy="{size[1]}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>'
    )
    return _inline(writer, size, block.alt_text, graphic, "picture")


def _line(writer: Writer, role: str, content: str, spacing: str, flow: Flow, *, kept: bool) -> str:
    """A paragraph in a flow, `kept` on the page of the next one."""
    before = f'<w:keepNext w:val="{int(kept)}"/>{flow.before}'
    after = spacing + flow.after
    return paragraph(writer.styles[role], content, rtl=flow.rtl, before=before, after=after)


def _drawn(writer: Writer, drawing: str, flow: Flow, above: int, *, kept: bool) -> str:
    spacing = _SPACED.format(before=above, after=_CLOSE)
    return _line(writer, "body", drawing, spacing, flow, kept=kept)


def _credit(writer: Writer, credit: str, flow: Flow) -> str:
    spacing = _BELOW.format(before=_CLOSE, after=_AFTER_ALL)
    return _line(writer, "source", writer.text(credit), spacing, flow, kept=False)


def _caption_flow(writer: Writer, block: rt.Block) -> Flow:
    return flow_of(writer, block, writer.look.strong)


def figure(writer: Writer, block: rt.Figure) -> Iterator[str]:
    """A figure; where its picture is missing or not one that Word shows, a line says so."""
    flow = _caption_flow(writer, block)
    mark = numbered(writer, block.id, flow.color)
    picture = writer.media.pictures.get(block.image_id)
    if picture is None:
        drawing = writer.text(f"[{writer.labels.missing_picture}]")
    else:
        drawing = _picture(writer, block, picture)
    if shows(block.caption):
        caption = mark + runs_xml(writer, block.caption, flow)
    else:
        drawing, caption = mark + drawing, ""
    plain, credit = flow_of(writer, block), block.credit.strip()
    yield _drawn(writer, drawing, plain, _ABOVE_ALL, kept=bool(caption or credit))
    if caption:
        after = _AFTER_CAPTION if credit else _AFTER_ALL
        spacing = _BELOW.format(before=_CLOSE, after=after)
        yield _line(writer, "caption", caption, spacing, plain, kept=bool(credit))
    if credit:
        yield _credit(writer, credit, plain)


@dataclass(frozen=True, slots=True)
class _Charted:
    """The paragraphs of a chart: its title, and its drawing with what stands below."""

    title: str
    below: str


def _charted(
    writer: Writer, identifier: str, title: str, plain: Flow, *, half: bool = False
) -> _Charted:
    """A chart with its caption and source; where there is none, a line says so."""
    found = writer.media.drawing(identifier)
    credit, drawn = "", plain
    color = writer.look.strong
    if found is None:
        drawing = writer.text(f"[{writer.labels.missing_chart}]")
    else:
        title, credit = found.chart.title or title, _below(found.chart, writer.words)
        if plain.rtl:
            # In a line from the right LibreOffice turns the letters in a chart around.
            drawn = replace(plain, rtl=False, turned=True)
        wide = _half(writer) if half else writer.look.width
        high = wide * (_SMALL_SHAPE if half else _CHART_SHAPE)
        graphic = f'<c:chart xmlns:c="{_DRAWING}/chart" r:id="{found.relation}"/>'
        words = chart_in_words(found.chart, writer.words)
        drawing = _inline(writer, (wide * _EMU, round(high * _EMU)), words, graphic, "chart")
    flow = replace(plain, color=color)
    caption = numbered(writer, identifier, color) + runs_xml(writer, (rt.Text(title),), flow)
    # A row does not break; kept, it would have LibreOffice keep it with the table that follows.
    below = _drawn(writer, drawing, drawn, 0, kept=bool(credit) and not half)
    return _Charted(
        _line(writer, "caption", caption, "", flow, kept=True),
        below + (_credit(writer, credit, plain) if credit else ""),
    )


def _below(chart: ChartData, words: Words) -> str:
    """The source of a chart, and whether its axis leaves out the zero."""
    if not hides_zero(chart):
        return chart.source
    warned = words("The axis of values does not begin at zero.")
    if not chart.source:
        return warned
    return words.in_a_row((words("{source}.").format(source=chart.source.rstrip(".")), warned))


def chart(writer: Writer, block: rt.Chart) -> Iterator[str]:
    """A chart that somebody put into a text."""
    charted = _charted(writer, block.id, block.title, flow_of(writer, block))
    yield charted.title
    yield charted.below


def graph(writer: Writer, block: rp.Graph) -> Iterator[str]:
    """A chart that the report draws by itself, with its values below it where they are wished."""
    charted = _charted(writer, block.id, block.data.title, _plain(writer))
    yield charted.title
    yield charted.below
    writer.after_table = False
    if block.table:
        yield from data_table(writer, block.table)


def _plain(writer: Writer) -> Flow:
    return Flow(writer.rtl, "", writer.links)


def _half(writer: Writer) -> int:
    return (writer.look.width - _BETWEEN) // 2


def side_by_side(writer: Writer, first: rp.Graph, second: rp.Graph) -> Iterator[str]:
    """Two charts beside each other in a table without lines: titles above, so that they align."""
    half = _half(writer)
    cells = (half, _BETWEEN, half)
    between = _cell(_BETWEEN, writer.paragraph("table-break", ""))
    left, right = (
        _charted(writer, each.id, each.data.title, _plain(writer), half=True)
        for each in (first, second)
    )
    titles = _cell(half, left.title) + between + _cell(half, right.title)
    charts = _cell(half, left.below) + between + _cell(half, right.below)
    layout = '<w:tblLayout w:type="fixed"/>'
    yield (
        separated(writer)
        + table_start(writer, "figures", cells, rtl=writer.rtl, properties=layout)
        + f"<w:tr>{BODY_ROW}{titles}</w:tr><w:tr>{BODY_ROW}{charts}</w:tr></w:tbl>"
    )
    writer.after_table = True


def _cell(width: int, content: str) -> str:
    properties = f'<w:tcW w:w="{width}" w:type="dxa"/><w:vAlign w:val="bottom"/>'
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>"
