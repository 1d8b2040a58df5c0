"""Fields and the contents page, filled so that the report is right before anyone presses F9."""

from vnr_app.domain.report import Labels
from vnr_app.exporting.docx_context import Writer
from vnr_app.exporting.docx_outline import Entry
from vnr_app.exporting.docx_widths import turned
from vnr_app.exporting.ooxml import escaped, run, run_properties

LABEL_WIDTH = 1134
"""Where the titles of goals begin in the contents, in twentieths of a point; see the template."""
LABEL_GAP = "\u2002"
"""What stands between the label of a caption and its text."""
_PAGE_WIDTH = 567
_BOLD_LINE = 1.03
"""How much wider a line of bold type is: less than its broadest words."""


def _mark(kind: str, look: str = "", flag: str = "") -> str:
    return f'<w:r>{look}<w:fldChar w:fldCharType="{kind}"{flag}/></w:r>'


def _begin(instruction: str, look: str = "", flag: str = "") -> str:
    code = f'<w:instrText xml:space="preserve"> {escaped(instruction)} </w:instrText>'
    return f"{_mark('begin', look, flag)}<w:r>{look}{code}</w:r>{_mark('separate', look)}"


def field(instruction: str, result: str, *, look: str = "", dirty: bool = False) -> str:
    """A field with its present result, all in the run properties `look`.

    `dirty` asks Word to compute it at opening.
    """
    flag = ' w:dirty="true"' if dirty else ""
    return f"{_begin(instruction, look, flag)}{run(result, look)}{_mark('end', look)}"


def _lines(writer: Writer, entry: Entry) -> str:
    """The text of a line of the contents, turned before it reaches the column of page numbers.

    An indent at the end of the line would do in Word, which gets it from the style when it fills
    the contents anew; LibreOffice loses the number beyond such an indent.
    """
    room = writer.look.width - _PAGE_WIDTH
    room -= LABEL_WIDTH if entry.level > 1 or entry.label else 0
    size = writer.sizes[f"contents-{entry.level}"] * (_BOLD_LINE if entry.level == 1 else 1)
    return "\n".join(turned(entry.text, round(room * 50 / size)))


def _entry(writer: Writer, entry: Entry) -> str:
    """A line of the contents: a link to the heading, and the page it stands on."""
    colored = run_properties(color=entry.color) if entry.color else ""
    known = writer.pages.get(entry.bookmark)
    page = field(
        f"PAGEREF {entry.bookmark} \\h",
        str(known or ""),
        dirty=known is None,
    )
    content = (
        writer.text(entry.label, colored) + ("<w:r><w:tab/></w:r>" if entry.label else "")
    ) + writer.text(_lines(writer, entry))
    return (
        f'<w:hyperlink w:anchor="{entry.bookmark}" w:history="1">'
        f"{content}<w:r><w:tab/></w:r>{page}</w:hyperlink>"
    )


def _shape(entry: Entry) -> tuple[str, str, str]:
    """The style of a line, and what takes back the place for "Goal 3" where there is none."""
    if entry.level > 1 or entry.label:
        return f"contents-{entry.level}", "", '<w:ind w:right="0"/>'
    cleared = f'<w:tabs><w:tab w:val="clear" w:pos="{LABEL_WIDTH}"/></w:tabs>'
    return "contents-1", cleared, '<w:ind w:left="0" w:right="0" w:firstLine="0"/>'


def contents(writer: Writer, labels: Labels, entries: tuple[Entry, ...]) -> str:
    """The contents page: a TOC field over headings 1 and 2 with every entry in place.

    Where the pages are not known a line says how to get them.
    """
    lines = [_entry(writer, entry) for entry in entries] or [""]
    shapes = [_shape(entry) for entry in entries] or [("contents-1", "", "")]
    lines[0] = _begin('TOC \\o "1-2" \\h \\z') + lines[0]
    lines[-1] += _mark("end")
    body = "".join(
        writer.paragraph(role, line, before=tabs, after=indent)
        for (role, tabs, indent), line in zip(shapes, lines, strict=True)
    )
    title = writer.paragraph("contents-title", writer.text(labels.contents))
    if not writer.pages:
        title += writer.paragraph("source", writer.text(labels.contents_hint))
    return (
        '<w:sdt><w:sdtPr><w:id w:val="1"/><w:docPartObj>'
        '<w:docPartGallery w:val="Table of Contents"/><w:docPartUnique/></w:docPartObj></w:sdtPr>'
        f"<w:sdtContent>{title}{body}</w:sdtContent></w:sdt>"
    )


def numbered(writer: Writer, identifier: str, color: str) -> str:
    """The bookmark of a block around its label, e.g. "Table 3.1"; a point where it has none.

    The counting starts anew with each chapter.
    """
    label = writer.references.take(identifier)
    if label is None:
        return writer.mark("b", identifier)
    look = run_properties(color=color)
    restart = " \\r 1" if label.number == 1 else ""
    counted = field(f"SEQ {label.kind} \\* ARABIC{restart}", str(label.number), look=look)
    words = writer.text(f"{label.word} ", look) + run(f"{label.prefix}.", look) + counted
    return writer.mark("b", identifier, words) + run(LABEL_GAP, look)
