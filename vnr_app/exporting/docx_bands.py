"""How the chapter of a goal opens: on a band of its colour, or with a small tile over a line."""

from vnr_app.domain.report import GoalMark
from vnr_app.exporting.colors import text_on
from vnr_app.exporting.docx_context import Writer

_TITLE_AT = 2211
"""Where the title begins on a band, in twentieths of a point."""


def _titled(writer: Writer, goal: GoalMark, start: str, color: str) -> str:
    """What stands before the title, a tab, and the official title."""
    return f"{start}<w:r><w:tab/></w:r>{writer.styled(goal.title, 'goal-title', color)}"


def band(writer: Writer, mark: str, goal: GoalMark, label: str) -> str:
    """The heading of a goal on a band of its colour: number large, official title beside it."""
    look = writer.look
    edge = f'w:val="single" w:color="{look.fill}"'
    borders = (
        f'<w:pBdr><w:top {edge} w:sz="96" w:space="6"/><w:left {edge} w:sz="48" w:space="6"/>'
        f'<w:bottom {edge} w:sz="96" w:space="10"/><w:right {edge} w:sz="48" w:space="6"/></w:pBdr>'
        f'<w:shd w:val="clear" w:color="auto" w:fill="{look.fill}"/>'
        f'<w:tabs><w:tab w:val="left" w:pos="{_TITLE_AT}"/></w:tabs>'
    )
    spacing = '<w:spacing w:before="240" w:after="440"/>'
    indent = f'<w:ind w:left="{_TITLE_AT}" w:right="227" w:hanging="{_TITLE_AT - 227}"/>'
    number = writer.styled(f"{label} ", "goal-label", look.on_fill) + writer.styled(
        goal.number, "goal-number", look.on_fill
    )
    content = mark + _titled(writer, goal, number, look.on_fill)
    return writer.paragraph("heading-1", content, before=borders, after=spacing + indent)


def tile(writer: Writer, mark: str, goal: GoalMark, label: str) -> str:
    """The heading of a goal on white: its number in a tile, a thin line of its colour below."""
    line = f'<w:bottom w:val="single" w:sz="12" w:space="6" w:color="{goal.color}"/>'
    width = 1474
    before = f'<w:pBdr>{line}</w:pBdr><w:tabs><w:tab w:val="left" w:pos="{width}"/></w:tabs>'
    indent = f'<w:ind w:left="{width}" w:hanging="{width}"/>'
    ground = f'<w:shd w:val="clear" w:color="auto" w:fill="{goal.color}"/>'
    color = text_on(goal.color, writer.look.ink)
    number = writer.styled(f"\u00a0{goal.number}\u00a0", "goal-number", color)
    number = (
        number.replace("<w:rtl/>", f"{ground}<w:rtl/>")
        if "<w:rtl/>" in number
        else (number.replace("</w:rPr>", f"{ground}</w:rPr>", 1))
    )
    start = writer.styled(f"{label} ", "goal-label", "") + number
    content = mark + _titled(writer, goal, start, "")
    return writer.paragraph("heading-1", content, before=before, after=indent)
