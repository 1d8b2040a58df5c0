"""The contents and the lists of tables, figures and boxes, with every line in place."""

from vnr_app.domain.richtext_labels import Numbered
from vnr_app.exporting.docx_context import Writer
from vnr_app.exporting.docx_fields import LABEL_GAP, field, field_mark, field_start
from vnr_app.exporting.docx_outline import CONTENTS, Entry, Listed, Outline
from vnr_app.exporting.docx_widths import turned
from vnr_app.exporting.ooxml import run, run_properties

LABEL_WIDTH = 1304
"""Where the titles of goals begin in the contents, in twentieths of a point; see the template."""
_PAGE_WIDTH = 567
_HANGING = 284
LIST_TITLE_HEIGHT = 1000
"""About what the title of a list takes of a page's height, in twentieths of a point."""
_LINE_HEIGHT, _ARABIC_LINE_HEIGHT = 1.55, 1.85
"""Of a line of a list with the room around it, by the size of its type."""
_ENTRY_HEIGHT = 2.2
"""So of a line of the contents, of which some turn."""
_BOLD, _LIGHT = 1.03, 0.94
"""How wide lines of bold and of light type are: less than the sum of their broadest words."""


def _turned(writer: Writer, text: str, role: str, indent: int, bold: float = 1) -> str:
    """The text of a line, turned before it reaches the column of page numbers.

    An indent at the end of the line would do in Word, which gets it from the style when it fills
    the contents anew; LibreOffice loses the number beyond such an indent.
    """
    room = writer.look.width - _PAGE_WIDTH - indent
    return "\n".join(turned(text, round(room * 50 / (writer.sizes[role] * bold))))


def _line(writer: Writer, bookmark: str, content: str) -> str:
    """A link to a bookmark with the page it stands on, which Word looks for where unknown."""
    known = writer.pages.get(bookmark)
    page = field(f"PAGEREF {bookmark} \\h", known or "", dirty=known is None)
    return (
        f'<w:hyperlink w:anchor="{bookmark}" w:history="1">'
        f"{content}<w:r><w:tab/></w:r>{page}</w:hyperlink>"
    )


def _entry(writer: Writer, entry: Entry) -> str:
    colored = run_properties(color=entry.color) if entry.color else ""
    label = writer.text(entry.label, colored) + "<w:r><w:tab/></w:r>" if entry.label else ""
    indent = LABEL_WIDTH if entry.level > 1 or entry.label else 0
    bold = _BOLD if entry.level == 1 else 1
    text = _turned(writer, entry.text, f"contents-{entry.level}", indent, bold)
    return _line(writer, entry.bookmark, label + writer.text(text))


def _shape(entry: Entry) -> tuple[str, str, str]:
    """The style of a line, and what takes back the place for "Goal 3" where there is none."""
    if entry.level > 1 or entry.label:
        return f"contents-{entry.level}", "", '<w:ind w:right="0"/>'
    cleared = f'<w:tabs><w:tab w:val="clear" w:pos="{LABEL_WIDTH}"/></w:tabs>'
    return "contents-1", cleared, '<w:ind w:left="0" w:right="0" w:firstLine="0"/>'


def contents(writer: Writer, entries: tuple[Entry, ...]) -> str:
    """The contents: a TOC field over headings 1 and 2.

    Where the pages are not known a line says how to get them.
    """
    lines = [_entry(writer, entry) for entry in entries] or [""]
    shapes = [_shape(entry) for entry in entries] or [("contents-1", "", "")]
    lines[0] = field_start('TOC \\o "1-2" \\h \\z') + lines[0]
    lines[-1] += field_mark("end")
    body = "".join(
        writer.paragraph(role, line, before=tabs, after=indent)
        for (role, tabs, indent), line in zip(shapes, lines, strict=True)
    )
    heading = writer.mark("c", CONTENTS) + writer.text(writer.labels.contents)
    title = writer.paragraph("contents-title", heading)
    if not writer.pages:
        title += writer.paragraph("source", writer.text(writer.labels.contents_hint))
    return (
        '<w:sdt><w:sdtPr><w:id w:val="1"/><w:docPartObj>'
        '<w:docPartGallery w:val="Table of Contents"/><w:docPartUnique/></w:docPartObj></w:sdtPr>'
        f"<w:sdtContent>{title}{body}</w:sdtContent></w:sdt>"
    )


def _list(writer: Writer, title: str, listed: list[Listed], *, anew: bool) -> tuple[str, float]:
    """A list: a TOC field over the captions that count one kind of thing.

    `anew` begins a page. With the list goes about its height in twentieths of a point.
    """
    lines = []
    turns = 0
    for each in listed:
        whole = f"{each.label}{LABEL_GAP}{each.text}"
        text = _turned(writer, whole, "list-entry", _HANGING, _LIGHT)
        turns += 1 + text.count("\n")
        label, gap, caption = text.partition(LABEL_GAP)
        content = writer.text(label) + run(gap) + writer.text(caption)
        lines.append(_line(writer, each.bookmark, content))
    lines[0] = field_start(f'TOC \\h \\z \\c "{listed[0].kind}"') + lines[0]
    lines[-1] += field_mark("end")
    indent = '<w:ind w:right="0"/>'
    fresh = "<w:pageBreakBefore/>" if anew else ""
    written = writer.paragraph("list-title", writer.text(title), before=fresh) + "".join(
        writer.paragraph("list-entry", line, after=indent) for line in lines
    )
    line_height = 20 * (_ARABIC_LINE_HEIGHT if writer.rtl else _LINE_HEIGHT)
    return written, LIST_TITLE_HEIGHT + turns * writer.sizes["list-entry"] * line_height


def lists(writer: Writer, outline: Outline) -> tuple[list[str], float]:
    """A list of each kind of thing that has captions, and about the room left on its last page.

    Each begins a page where it does not fit below what stands before it: LibreOffice does not
    keep a heading with a field that follows it. The room is in twentieths of a point.
    """
    pieces = []
    titles = {
        Numbered.TABLE: writer.labels.tables_list,
        Numbered.FIGURE: writer.labels.figures_list,
        Numbered.BOX: writer.labels.boxes_list,
    }
    page = writer.look.height
    entry = writer.sizes["contents-1"] * 20 * _ENTRY_HEIGHT
    used = min(2 * LIST_TITLE_HEIGHT + len(outline.entries) * entry, page)
    for kind, title in titles.items():
        listed = [each for each in outline.listed if each.kind is kind]
        if not listed:
            continue
        written, height = _list(writer, title, listed, anew=False)
        if used + height > page:
            written, height = _list(writer, title, listed, anew=True)
            used = 0.0
        used = (used + height) % page
        pieces.append(written)
    return pieces, page - used
