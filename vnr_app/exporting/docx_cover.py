"""The cover: country, a wide band of colour with year and title, seventeen tiles, the date."""

from vnr_app.domain.report import ReportDocument
from vnr_app.exporting.colors import text_on
from vnr_app.exporting.docx_context import Writer
from vnr_app.exporting.docx_tables import shading, table_start
from vnr_app.exporting.docx_widths import shared_widths
from vnr_app.exporting.ooxml import run_properties

GOAL_COLORS = (
    "E5243B",
    "DDA63A",
    "4C9F38",
    "C5192D",
    "FF3A21",
    "26BDE2",
    "FCC30B",
    "A21942",
    "FD6925",
    "DD1367",
    "FD9D24",
    "BF8B2E",
    "3F7E44",
    "0A97D9",
    "56C02B",
    "00689D",
    "19486A",
)
"""The United Nations' colours of the goals; the tiles are our own drawing."""

_BAND_HEIGHT = 9000
"""In twentieths of a point; a long title makes the band higher."""


def _row(height: int, cells: str) -> str:
    properties = f'<w:cantSplit/><w:trHeight w:val="{height}" w:hRule="atLeast"/>'
    return f"<w:tr><w:trPr>{properties}</w:trPr>{cells}</w:tr>"


def _band(writer: Writer, report: ReportDocument, width: int) -> str:
    """The cell of colour with year, title and subtitle."""
    look = writer.look
    white = run_properties(color=look.on_fill)
    lines = [
        ("cover-year", report.year),
        ("cover-title", report.title),
        ("cover-subtitle", report.subtitle),
    ]
    content = "".join(
        writer.paragraph(role, writer.text(text, white)) for role, text in lines if text
    )
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>'
        f'<w:gridSpan w:val="{len(GOAL_COLORS)}"/>{shading(look.fill)}'
        f'<w:vAlign w:val="bottom"/></w:tcPr>{content}</w:tc>'
    )


def _tile(writer: Writer, number: int, color: str, width: int) -> str:
    readable = run_properties(color=text_on(color, writer.look.ink))
    content = writer.paragraph("cover-tile", writer.text(str(number), readable))
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{shading(color)}'
        f'<w:vAlign w:val="center"/></w:tcPr>{content}</w:tc>'
    )


def cover(writer: Writer, report: ReportDocument, page_width: int, margin: int) -> list[str]:
    """The blocks of the cover; the band runs from one edge of the page to the other."""
    widths = shared_widths([1.0] * len(GOAL_COLORS), page_width)
    layout = f'<w:tblInd w:w="{-margin}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
    start = table_start(writer, "figures", widths, rtl=writer.rtl, properties=layout)
    tiles = "".join(
        _tile(writer, number, color, width)
        for number, (color, width) in enumerate(zip(GOAL_COLORS, widths, strict=True), start=1)
    )
    table = (
        f"{start}{_row(_BAND_HEIGHT, _band(writer, report, page_width))}"
        f"{_row(widths[0], tiles)}</w:tbl>"
    )
    blocks = [
        writer.paragraph("cover-country", writer.text(report.country)),
        table,
    ]
    if report.marked_as:
        blocks.append(writer.paragraph("cover-mark", writer.text(report.marked_as)))
    blocks.append(writer.paragraph("cover-date", writer.text(report.date)))
    return blocks
