"""Narrative text as WordprocessingML: paragraphs, headings, lists, and what stands between."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from vnr_app.domain import richtext as rt
from vnr_app.domain.richtext_labels import is_blank, shown_blocks
from vnr_app.exporting.docx_context import Writer
from vnr_app.exporting.docx_fields import numbered
from vnr_app.exporting.docx_illustrations import chart, figure
from vnr_app.exporting.docx_outline import DEEPEST, heading_shift
from vnr_app.exporting.docx_runs import Flow, flow_of, runs_xml
from vnr_app.exporting.docx_text_tables import text_table
from vnr_app.exporting.ooxml import paragraph

_BOXED = (rt.ParagraphStyle.BOX_TITLE, rt.ParagraphStyle.BOX_TEXT)
_COLORED = (rt.ParagraphStyle.BOX_TITLE, rt.ParagraphStyle.CAPTION, rt.ParagraphStyle.QUOTE)
_PAST_TABLE, _ABOVE_BOX, _BELOW_BOX, _BELOW_LIST = 200, 280, 320, 140


def _box_frame(writer: Writer, *, rtl: bool) -> str:
    """A box's ground, and its edge on the side where lines begin.

    Borders have sides of the page, not of the text, so the style's own will not do everywhere.
    """
    look = writer.look

    def line(side: str, size: int, space: int, color: str) -> str:
        return f'<w:{side} w:val="single" w:sz="{size}" w:space="{space}" w:color="{color}"/>'

    def upright(side: str) -> str:
        edge = (side == "right") == rtl
        return line(side, 36 if edge else 4, 10, look.fill if edge else look.wash)

    return (
        f"<w:pBdr>{line('top', 4, 6, look.wash)}{upright('left')}"
        f"{line('bottom', 4, 6, look.wash)}{upright('right')}</w:pBdr>"
        f'<w:shd w:val="clear" w:color="auto" w:fill="{look.wash}"/>'
    )


def _in_flow(
    writer: Writer, role: str, content: str, flow: Flow, before: str = "", after: str = ""
) -> str:
    """A paragraph of a role with the direction and the language of its block."""
    return paragraph(
        writer.styles[role],
        content,
        rtl=flow.rtl,
        before=before + flow.before,
        after=after + flow.after,
    )


def _heading(writer: Writer, block: rt.Heading, shift: int) -> str:
    level = min(max(block.level + shift, 1), DEEPEST)
    flow = flow_of(writer, block, writer.look.strong if level == 2 else "")
    content = writer.mark("b", block.id) + runs_xml(writer, block.runs, flow)
    return _in_flow(writer, writer.heading(level), content, flow)


def _is_boxed(block: rt.Block | None) -> bool:
    return isinstance(block, rt.Paragraph) and block.style in _BOXED


def _spacing(
    writer: Writer, before: rt.Block | None, block: rt.Block, after: rt.Block | None
) -> str:
    """Room around tables, boxes and lists, where the styles alone would leave none."""
    above = _PAST_TABLE if writer.after_table else 0
    below = 0
    if _is_boxed(block):
        above = above if _is_boxed(before) else _ABOVE_BOX
        below = 0 if _is_boxed(after) else _BELOW_BOX
    elif isinstance(block, rt.ListItem) and not isinstance(after, rt.ListItem):
        below = _BELOW_LIST
    if not above and not below:
        return ""
    first = f' w:before="{above}"' if above else ""
    last = f' w:after="{below}"' if below else ""
    return f"<w:spacing{first}{last}/>"


def _names_the_speaker(before: rt.Block | None, block: rt.Paragraph) -> bool:
    """Whether a paragraph in italics says whose the quotation before it is."""
    texts = [run for run in block.runs if isinstance(run, rt.Text) and run.text.strip()]
    quoted = isinstance(before, rt.Paragraph) and before.style is rt.ParagraphStyle.QUOTE
    return quoted and bool(texts) and all(run.italic for run in texts)


def _paragraph(
    writer: Writer,
    block: rt.Paragraph,
    role: str = "",
    spacing: str = "",
    before: rt.Block | None = None,
) -> str:
    style = block.style
    colored = style in _COLORED and not role
    framed = _is_boxed(block) and not role and (writer.look.goal or writer.rtl or block.dir)
    flow = flow_of(writer, block, writer.look.strong if colored else "")
    mark = writer.mark("b", block.id) if role else numbered(writer, block.id, flow.color)
    frame = _box_frame(writer, rtl=flow.rtl) if framed else ""
    content = mark + runs_xml(writer, block.runs, flow)
    counted = style is rt.ParagraphStyle.BODY and not role
    if writer.numbered and counted and not _names_the_speaker(before, block):
        role = "numbered"
    return _in_flow(writer, role or style.value, content, flow, frame, spacing)


@dataclass(slots=True)
class _Numbering:
    """The numbered list that is being counted, if any."""

    list_id: int | None = None

    def of(self, writer: Writer, item: rt.ListItem) -> int:
        """The list an item belongs to; a mark at the outermost level ends a numbered list."""
        if item.kind is rt.ListKind.BULLET:
            if item.level == 0:
                self.list_id = None
            return writer.lists.bullet
        if self.list_id is None:
            self.list_id = writer.lists.restart()
        return self.list_id


def _list_item(
    writer: Writer, item: rt.ListItem, numbering: _Numbering, role: str = "", spacing: str = ""
) -> str:
    flow = flow_of(writer, item)
    number = (
        f'<w:numPr><w:ilvl w:val="{item.level}"/>'
        f'<w:numId w:val="{numbering.of(writer, item)}"/></w:numPr>'
    )
    content = writer.mark("b", item.id) + runs_xml(writer, item.runs, flow)
    return _in_flow(writer, role or item.kind.value, content, flow, number, spacing)


def cell_content(writer: Writer, cell: rt.TableCell, role: str, lead: str) -> str:
    """The paragraphs of a cell in the style of `role`, at least one; `lead` opens the first."""
    numbering = _Numbering()
    pieces = []
    for block in cell.blocks:
        if isinstance(block, rt.ListItem):
            pieces.append(_list_item(writer, block, numbering, role))
        else:
            numbering.list_id = None
            pieces.append(_paragraph(writer, block, role))
    content = "".join(pieces) or writer.paragraph(role, "")
    return content.replace("</w:pPr>", f"</w:pPr>{lead}", 1) if lead else content


def prose(writer: Writer, document: rt.Document, base: int) -> Iterator[str]:
    """The blocks of a text that stands under a heading of level `base`."""
    shift = heading_shift(document, base)
    numbering = _Numbering()
    blocks = shown_blocks(document)
    # An empty line is not shown, but it ends a list.
    anew = {block.id for line, block in pairwise(document.blocks) if is_blank(line)}
    for before, block, after in zip((None, *blocks), blocks, (*blocks[1:], None), strict=False):
        if block.id in anew or not isinstance(block, rt.ListItem):
            numbering.list_id = None
        spacing = _spacing(writer, before, block, after)
        match block:
            case rt.Heading():
                yield _heading(writer, block, shift)
            case rt.Paragraph():
                yield _paragraph(writer, block, spacing=spacing, before=before)
            case rt.ListItem():
                yield _list_item(writer, block, numbering, spacing=spacing)
            case rt.Table():
                yield from text_table(writer, block, cell_content)
                continue
            case rt.Figure():
                yield from figure(writer, block)
            case rt.Chart():
                yield from chart(writer, block)
            case rt.IndicatorTable(series=series):
                # Whoever builds the report has made a table of it; its codes say what is missing.
                content = writer.mark("b", block.id) + writer.text(", ".join(series))
                yield writer.paragraph("caption", content)
        writer.after_table = False
