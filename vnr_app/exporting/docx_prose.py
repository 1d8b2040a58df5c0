"""Narrative text as WordprocessingML: runs, paragraphs, headings, lists."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from vnr_app.domain import richtext as rt
from vnr_app.exporting.docx_context import Writer
from vnr_app.exporting.docx_notes import Links
from vnr_app.exporting.docx_outline import DEEPEST, heading_shift, is_blank, runs_text, shown_blocks
from vnr_app.exporting.docx_text_tables import text_table
from vnr_app.exporting.ooxml import escaped, paragraph, run, run_properties, runs_right_to_left

_ALLOWED_LINKS = ("https://", "http://", "mailto:")
_BOXED = (rt.ParagraphStyle.BOX_TITLE, rt.ParagraphStyle.BOX_TEXT)
_COLORED = (rt.ParagraphStyle.BOX_TITLE, rt.ParagraphStyle.CAPTION, rt.ParagraphStyle.QUOTE)
_PAST_TABLE, _ABOVE_BOX, _BELOW_BOX, _BELOW_LIST = 200, 280, 320, 140


@dataclass(frozen=True, slots=True)
class _Flow:
    """Direction and language of a block, and the part that its links belong to."""

    rtl: bool
    lang: str
    links: Links
    color: str = ""


def _text_run(writer: Writer, piece: rt.Text, flow: _Flow) -> str:
    target = piece.link if piece.link and piece.link.startswith(_ALLOWED_LINKS) else None
    properties = run_properties(
        style=writer.styles["link"] if target else "",
        bold=piece.bold,
        italic=piece.italic,
        underline=piece.underline,
        color="" if target else flow.color,
        raised="superscript" if piece.sup else "subscript" if piece.sub else "",
        rtl=runs_right_to_left(piece.text, flow.rtl),
        lang=flow.lang,
    )
    content = run(piece.text, properties)
    if not target or not content:
        return content
    return f'<w:hyperlink r:id="{flow.links.id_of(target)}" w:history="1">{content}</w:hyperlink>'


def _note_mark(writer: Writer, note: rt.Runs, flow: _Flow) -> str:
    """The mark of a footnote; a note inside a note stays in it as text in brackets."""
    if flow.links is writer.note_links:
        return _text_run(writer, rt.Text(f" ({runs_text(note)})"), flow)
    mark = run_properties(style=writer.styles["footnote-mark"])
    sign = f"<w:r>{mark}<w:footnoteRef/></w:r>"
    inside = _Flow(flow.rtl, flow.lang, writer.note_links)
    content = sign + run(" ") + _runs(writer, note, inside)
    number = writer.notes.add(paragraph(writer.styles["footnote-text"], content, rtl=flow.rtl))
    return f'<w:r>{mark}<w:footnoteReference w:id="{number}"/></w:r>'


def _reference(writer: Writer, piece: rt.CrossRef, flow: _Flow) -> str:
    """A link to the block inside the document, or only its text where the block is not in it."""
    content = _text_run(writer, rt.Text(piece.text), flow)
    name = writer.bookmarks.targets.get(piece.block)
    if name is None or not content:
        return content
    return f'<w:hyperlink w:anchor="{escaped(name)}" w:history="1">{content}</w:hyperlink>'


def _runs(writer: Writer, runs: rt.Runs, flow: _Flow) -> str:
    pieces = []
    for piece in runs:
        match piece:
            case rt.Text():
                pieces.append(_text_run(writer, piece, flow))
            case rt.ValueRef(text=text):
                pieces.append(_text_run(writer, rt.Text(text), flow))
            case rt.NoteRef(note=note):
                pieces.append(_note_mark(writer, note, flow))
            case rt.CrossRef():
                pieces.append(_reference(writer, piece, flow))
            case rt.CiteRef(source_id=source, locator=locator):
                cited = f"[{source}, {locator}]" if locator else f"[{source}]"
                pieces.append(_text_run(writer, rt.Text(cited), flow))
            case rt.Break():
                pieces.append("<w:r><w:br/></w:r>")
    return "".join(pieces)


def _flow_of(writer: Writer, block: rt.Block, color: str = "") -> _Flow:
    rtl = writer.rtl if block.dir is None else block.dir == "rtl"
    return _Flow(rtl, block.lang or "", writer.links, color)


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


def _heading(writer: Writer, block: rt.Heading, shift: int) -> str:
    level = min(max(block.level + shift, 1), DEEPEST)
    flow = _flow_of(writer, block, writer.look.strong if level == 2 else "")
    content = writer.mark("b", block.id) + _runs(writer, block.runs, flow)
    return paragraph(writer.styles[writer.heading(level)], content, rtl=flow.rtl)


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


def _paragraph(writer: Writer, block: rt.Paragraph, role: str = "", spacing: str = "") -> str:
    style = block.style
    colored = style in _COLORED and not role
    framed = _is_boxed(block) and not role and (writer.look.goal or writer.rtl or block.dir)
    flow = _flow_of(writer, block, writer.look.strong if colored else "")
    content = writer.mark("b", block.id) + _runs(writer, block.runs, flow)
    return paragraph(
        writer.styles[role or style.value],
        content,
        rtl=flow.rtl,
        before=_box_frame(writer, rtl=flow.rtl) if framed else "",
        after=spacing,
    )


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
    flow = _flow_of(writer, item)
    number = (
        f'<w:numPr><w:ilvl w:val="{item.level}"/>'
        f'<w:numId w:val="{numbering.of(writer, item)}"/></w:numPr>'
    )
    content = writer.mark("b", item.id) + _runs(writer, item.runs, flow)
    return paragraph(
        writer.styles[role or item.kind.value],
        content,
        rtl=flow.rtl,
        before=number,
        after=spacing,
    )


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


def _plain(writer: Writer, block: rt.Block, text: str) -> str:
    """A block drawn from elsewhere that this document has no picture of: its caption."""
    return writer.paragraph("caption", writer.mark("b", block.id) + writer.text(text))


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
                yield _paragraph(writer, block, spacing=spacing)
            case rt.ListItem():
                yield _list_item(writer, block, numbering, spacing=spacing)
            case rt.Table():
                yield from text_table(writer, block, cell_content)
                continue
            case rt.Figure(caption=caption, alt_text=alternative):
                yield _plain(writer, block, runs_text(caption) or alternative)
            case rt.Chart(title=title):
                yield _plain(writer, block, title)
            case rt.IndicatorTable(series=series):
                yield _plain(writer, block, ", ".join(series))
        writer.after_table = False
