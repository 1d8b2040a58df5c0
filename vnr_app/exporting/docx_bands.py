"""How the chapter of a goal opens: on a band of its colour, or with a small tile over a line."""

from vnr_app.domain.report import GoalMark
from vnr_app.exporting.colors import text_on
from vnr_app.exporting.docx_context import Writer
from vnr_app.exporting.docx_tables import shading
from vnr_app.exporting.docx_widths import BOLD, points_of, text_width
from vnr_app.exporting.ooxml import run, run_properties

_EDGE, _GAP = 227, 284
"""The room at the sides of a band and before its title, in twentieths of a point."""
_WIDEST_NUMBER = "17"
"""Titles begin at the same place in all goals."""
_LINE = 500
"""The height of a line of the title on a band, in twentieths of a point."""


def _place(writer: Writer, label: str, number: str) -> int:
    """Where the title begins: behind the label and the number of the goal."""
    wide = points_of(text_width(f"{label} "), writer.sizes["goal-label"])
    return wide + points_of(text_width(number) * BOLD, writer.sizes["goal-number"])


def _titled(writer: Writer, goal: GoalMark, start: str, color: str) -> str:
    """What stands before the title, a tab, and the official title."""
    title = writer.styled(goal.title, "goal-title", color)
    return f"{start}<w:r><w:tab/></w:r>{title}"


def band(writer: Writer, mark: str, goal: GoalMark, label: str) -> str:
    """The heading of a goal on a band of its colour: number large, official title beside it."""
    look = writer.look
    edge = f'w:val="single" w:color="{look.fill}"'
    place = _EDGE + _place(writer, label, _WIDEST_NUMBER) + _GAP
    borders = (
        f'<w:pBdr><w:top {edge} w:sz="72" w:space="2"/><w:left {edge} w:sz="48" w:space="6"/>'
        f'<w:bottom {edge} w:sz="72" w:space="6"/><w:right {edge} w:sz="48" w:space="6"/></w:pBdr>'
        f'<w:shd w:val="clear" w:color="auto" w:fill="{look.fill}"/>'
        f'<w:tabs><w:tab w:val="left" w:pos="{place}"/></w:tabs>'
    )
    # The number is higher than the title: lines of their own height would stand unevenly.
    spacing = f'<w:spacing w:before="160" w:after="300" w:line="{_LINE}" w:lineRule="exact"/>'
    indent = f'<w:ind w:left="{place}" w:right="{_EDGE}" w:hanging="{place - _EDGE}"/>'
    number = writer.styled(f"{label} ", "goal-label", look.on_fill) + writer.styled(
        goal.number, "goal-number", look.on_fill
    )
    content = mark + _titled(writer, goal, number, look.on_fill)
    return writer.paragraph("heading-1", content, before=borders, after=spacing + indent)


def tile(writer: Writer, mark: str, goal: GoalMark, label: str) -> str:
    """The heading of a goal on white: its number in a tile, a thin line of its colour below."""
    line = f'<w:bottom w:val="single" w:sz="12" w:space="6" w:color="{goal.color}"/>'
    width = _place(writer, label, f" {_WIDEST_NUMBER} ") + _GAP
    before = f'<w:pBdr>{line}</w:pBdr><w:tabs><w:tab w:val="left" w:pos="{width}"/></w:tabs>'
    indent = f'<w:ind w:left="{width}" w:hanging="{width}"/>'
    look = run_properties(
        style=writer.styles["goal-number"], color=text_on(goal.color, writer.look.ink)
    )
    ground = look.replace("</w:rPr>", f"{shading(goal.color)}</w:rPr>")
    # Other spaces, and marks of direction, LibreOffice would draw as tiles of their own.
    number = run(f" {goal.number} ", ground)
    start = writer.styled(f"{label} ", "goal-label", "") + number
    content = mark + _titled(writer, goal, start, "")
    return writer.paragraph("heading-1", content, before=before, after=indent)
