"""The cover: country, year and title, seventeen tiles, the date; or lines of type alone."""

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

_TITLES_HEIGHT = 9700
"""In twentieths of a point; a long title makes it higher."""


def _row(height: int, cells: str) -> str:
    properties = f'<w:cantSplit/><w:trHeight w:val="{height}" w:hRule="atLeast"/>'
    return f"<w:tr><w:trPr>{properties}</w:trPr>{cells}</w:tr>"


def _lines(writer: Writer, *lines: tuple[str, str]) -> list[str]:
    """A paragraph for each role with its text, where there is one; colours are the template's."""
    return [writer.paragraph(role, writer.text(text)) for role, text in lines if text]


def _titles(writer: Writer, report: ReportDocument, width: int) -> str:
    """The cell with year, title and subtitle."""
    content = "".join(
        _lines(
            writer,
            ("cover-year", report.year),
            ("cover-title", report.title),
            ("cover-subtitle", report.subtitle),
        )
    )
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>'
        f'<w:gridSpan w:val="{len(GOAL_COLORS)}"/>'
        f'<w:vAlign w:val="bottom"/></w:tcPr>{content}</w:tc>'
    )


def _tile(writer: Writer, number: int, color: str, width: int) -> str:
    readable = run_properties(color=text_on(color, writer.look.ink))
    content = writer.paragraph("cover-tile", writer.text(str(number), readable))
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{shading(color)}'
        f'<w:vAlign w:val="center"/></w:tcPr>{content}</w:tc>'
    )


def plain_cover(writer: Writer, report: ReportDocument) -> list[str]:
    """The blocks of a cover that is type alone."""
    return _lines(
        writer,
        ("cover-country", report.country),
        ("cover-title", report.title),
        ("cover-subtitle", report.subtitle),
        ("cover-year", report.year),
        ("cover-date", report.date),
        ("cover-mark", report.marked_as),
    )


def cover(writer: Writer, report: ReportDocument, page_width: int, margin: int) -> list[str]:
    """The blocks of a cover with tiles, which run from one edge of the page to the other.

    The ground is the template's: it stands in the head of its first page.
    """
    widths = shared_widths([1.0] * len(GOAL_COLORS), page_width)
    layout = f'<w:tblInd w:w="{-margin}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
    start = table_start(writer, "figures", widths, rtl=writer.rtl, properties=layout)
    tiles = "".join(
        _tile(writer, number, color, width)
        for number, (color, width) in enumerate(zip(GOAL_COLORS, widths, strict=True), start=1)
    )
    table = (
        f"{start}{_row(_TITLES_HEIGHT, _titles(writer, report, page_width))}"
        f"{_row(widths[0], tiles)}</w:tbl>"
    )
    above = _lines(writer, ("cover-country", report.country))
    below = _lines(writer, ("cover-mark", report.marked_as), ("cover-date", report.date))
    return [*above, table, *below]
