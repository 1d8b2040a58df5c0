"""Figures and charts: the drawing in the line, the caption with its number, the credit below."""

from collections.abc import Iterator
from dataclasses import replace

from vnr_app.domain import report as rp
from vnr_app.domain import richtext as rt
from vnr_app.domain.richtext_labels import shows
from vnr_app.exporting.docx_chart_words import chart_in_words
from vnr_app.exporting.docx_context import Writer
from vnr_app.exporting.docx_fields import numbered
from vnr_app.exporting.docx_media import Picture
from vnr_app.exporting.docx_runs import Flow, flow_of, runs_xml
from vnr_app.exporting.docx_tables import BODY_ROW, data_table, separated, table_start
from vnr_app.exporting.ooxml import escaped, paragraph

_EMU = 635
"""English Metric Units, in which drawings are measured, in a twentieth of a point."""
_TALLEST = 0.8
"""The part of a page's height that a drawing may take, so that its caption has room below it."""
_CHART_SHAPE, _SMALL_SHAPE = 0.36, 0.57
"""Height of a chart by its width, as wide as the text and half as wide."""
_BETWEEN = 340
"""The room between two charts side by side, in twentieths of a point."""
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
_BESIDE = '<w:spacing w:before="160" w:after="60" w:line="240" w:lineRule="auto"/>'
_BELOW = '<w:spacing w:before="60" w:after="{after}"/>'
_AFTER_ALL, _AFTER_CAPTION = 220, 40


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


def _framed(
    writer: Writer, flow: Flow, drawn: Flow, drawing: str, caption: str, credit: str
) -> Iterator[str]:
    """Drawing, caption and credit, kept together; `drawn` is the flow of the drawing alone."""

    def line(role: str, content: str, spacing: str, flow: Flow, *, kept: bool) -> str:
        keep = f'<w:keepNext w:val="{int(kept)}"/>'
        before, after = keep + flow.before, spacing + flow.after
        return paragraph(writer.styles[role], content, rtl=flow.rtl, before=before, after=after)

    yield line("body", drawing, _BESIDE, drawn, kept=bool(caption or credit))
    if caption:
        after = _AFTER_CAPTION if credit else _AFTER_ALL
        yield line("caption", caption, _BELOW.format(after=after), flow, kept=bool(credit))
    if credit:
        yield line("source", writer.text(credit), _BELOW.format(after=_AFTER_ALL), flow, kept=False)


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
    plain = flow_of(writer, block)
    yield from _framed(writer, plain, plain, drawing, caption, block.credit.strip())


def _charted(
    writer: Writer, identifier: str, title: str, plain: Flow, *, half: bool = False
) -> Iterator[str]:
    """The drawing of a chart with its caption and source; where there is none, a line says so."""
    found = writer.media.drawing(identifier)
    credit, drawn = "", plain
    color = writer.look.strong
    if found is None:
        drawing = writer.text(f"[{writer.labels.missing_chart}]")
    else:
        title, credit = found.chart.title or title, found.chart.source
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
    yield from _framed(writer, plain, drawn, drawing, caption, credit)


def chart(writer: Writer, block: rt.Chart) -> Iterator[str]:
    """A chart that somebody put into a text."""
    return _charted(writer, block.id, block.title, flow_of(writer, block))


def graph(writer: Writer, block: rp.Graph) -> Iterator[str]:
    """A chart that the report draws by itself, with its values below it where they are wished."""
    yield from _charted(writer, block.id, block.data.title, _plain(writer))
    writer.after_table = False
    if block.table:
        yield from data_table(writer, block.table)


def _plain(writer: Writer) -> Flow:
    return Flow(writer.rtl, "", writer.links)


def _half(writer: Writer) -> int:
    return (writer.look.width - _BETWEEN) // 2


def side_by_side(writer: Writer, first: rp.Graph, second: rp.Graph) -> Iterator[str]:
    """Two charts beside each other, each with its caption, in a table without lines."""
    half = _half(writer)
    cells = (half, _BETWEEN, half)
    layout = '<w:tblLayout w:type="fixed"/>'

    def cell(width: int, content: str) -> str:
        return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{content}</w:tc>'

    def charted(block: rp.Graph) -> str:
        lines = _charted(writer, block.id, block.data.title, _plain(writer), half=True)
        return cell(half, "".join(lines))

    between = cell(_BETWEEN, writer.paragraph("table-break", ""))
    yield (
        separated(writer)
        + table_start(writer, "figures", cells, rtl=writer.rtl, properties=layout)
        + f"<w:tr>{BODY_ROW}{charted(first)}{between}{charted(second)}</w:tr></w:tbl>"
    )
    writer.after_table = True
