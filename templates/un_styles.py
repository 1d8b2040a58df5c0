"""The styles after the conventions of United Nations documents: serif text, small heads, greys."""

from templates.styles import (
    BOLD,
    CENTERED,
    ITALIC,
    KEEP,
    NO_BOLD,
    RAISED,
    Style,
    borders,
    color,
    contents_line,
    level,
    size,
    space,
    table_rules,
    table_styles,
)

ACCENT = "3C4043"
INK = "1A1A1A"
_MUTED = "595959"
_RULE = "BFBFBF"
_BLACK = "000000"
TEXT_WIDTH = 8730
NUMBERED_LIST = 3
"""The list that counts the paragraphs of the text."""

_BOX_FRAME = borders(
    top=(_MUTED, 4, 6), left=(_MUTED, 4, 8), bottom=(_MUTED, 4, 6), right=(_MUTED, 4, 8)
)
_BOX_INDENT = '<w:ind w:left="199" w:right="199"/>'

_HEADINGS = (
    Style(
        "heading 1",
        next="BodyText",
        paragraph=f"{KEEP}<w:pageBreakBefore/>{space(0, 16, 252)}{level(1)}",
        run=f"{BOLD}{color(_BLACK)}{size(17)}",
        heads=True,
    ),
    Style(
        "heading 2",
        next="BodyText",
        paragraph=f"{KEEP}{space(14, 4, 240)}{level(2)}",
        run=f"{BOLD}{color(_BLACK)}{size(12)}",
        heads=True,
    ),
    # Parts of a goal: the same level, but not listed in the contents, which would be all parts.
    Style(
        "Goal Heading",
        next="BodyText",
        paragraph=f"{KEEP}{space(12, 3, 240)}{level(2)}",
        run=f"{BOLD}{color(_BLACK)}{size(11)}",
        heads=True,
    ),
    Style(
        "heading 3",
        next="BodyText",
        paragraph=f"{KEEP}{space(12, 4)}{level(3)}",
        run=f"{BOLD}{size(10)}",
        heads=True,
    ),
    Style(
        "heading 4",
        next="BodyText",
        paragraph=f"{KEEP}{space(10, 3)}{level(4)}",
        run=f"{ITALIC}{size(10)}",
        heads=True,
    ),
    Style("Goal Label", "character", "", run=f"{NO_BOLD}{color(_MUTED)}{size(10)}", heads=True),
    Style("Goal Number", "character", "", run=f"{BOLD}{size(17)}", heads=True),
    Style("Goal Title", "character", "", run=f"{BOLD}{size(17)}", heads=True),
)

_TEXT = (
    Style("Body Text", paragraph=f'{space(0, 6)}<w:jc w:val="both"/>'),
    Style(
        "Numbered Paragraph",
        based_on="BodyText",
        paragraph=f'<w:numPr><w:numId w:val="{NUMBERED_LIST}"/></w:numPr>',
    ),
    Style("Quote", paragraph=f'{space(2, 8)}<w:ind w:left="567" w:right="567"/>', run=size(9.5)),
    Style("List Bullet", paragraph=f'<w:numPr><w:numId w:val="1"/></w:numPr>{space(0, 3)}'),
    Style("List Number", paragraph=f'<w:numPr><w:numId w:val="2"/></w:numPr>{space(0, 3)}'),
    Style(
        "Box Title",
        next="BoxText",
        paragraph=f"{KEEP}{_BOX_FRAME}{space(0, 4)}{_BOX_INDENT}",
        run=f"{BOLD}{size(9.5)}",
        heads=True,
    ),
    Style("Box Text", paragraph=f"{_BOX_FRAME}{space(0, 4)}{_BOX_INDENT}", run=size(9.5)),
    Style(
        "caption",
        next="BodyText",
        paragraph=f"{KEEP}{space(10, 4, 240)}",
        run=f"{BOLD}{size(8.5)}",
        heads=True,
    ),
    Style("Source", paragraph=space(3, 6), run=f"{color(_MUTED)}{size(7.5)}", heads=True),
    Style(
        "Signature Name",
        next="SignatureText",
        paragraph=f'{KEEP}{borders(top=(_MUTED, 4, 6))}{space(56, 2)}<w:ind w:right="4536"/>',
        run=BOLD,
    ),
    Style("Signature Text", paragraph=f"<w:keepLines/>{space(0, 2)}", run=color(_MUTED)),
    Style("Term", paragraph=f"<w:keepLines/>{space(0, 4)}", run=size(9.5)),
    Style(
        "Key Value",
        paragraph=f"<w:keepNext/>{space(2, 0, 240)}",
        run=f"{BOLD}{size(15)}",
        heads=True,
    ),
    Style(
        "Key Unit",
        paragraph=f"<w:keepNext/>{space(0, 2, 240)}",
        run=f"{BOLD}{size(8)}",
        heads=True,
    ),
    Style("Key Label", paragraph=f"<w:keepNext/>{space(0, 1, 252)}", run=size(8.5), heads=True),
    Style(
        "Key Period",
        paragraph=space(0, 2, 252),
        run=f"{color(_MUTED)}{size(7.5)}",
        heads=True,
    ),
)

_TABLES = table_styles(
    Style("Table Text", paragraph=space(1.25, 1.25, 240), run=size(8), heads=True),
    group=space(3, 2),
    quiet=_MUTED,
    rules=table_rules(_BLACK, _RULE),
)

_FRAME = (
    Style(
        "TOC Heading",
        paragraph=f"{KEEP}<w:pageBreakBefore/>{space(0, 14, 252)}",
        run=f"{BOLD}{color(_BLACK)}{size(17)}",
        heads=True,
    ),
    Style("toc 1", paragraph=contents_line(TEXT_WIDTH, 1304, 1304, 3, 0.5), run=size(10)),
    Style(
        "toc 2",
        paragraph=contents_line(TEXT_WIDTH, 1304, 0, 0, 0),
        run=f"{color(_MUTED)}{size(8.5)}",
    ),
    Style(
        "List Heading",
        paragraph=f"{KEEP}{space(20, 8, 252)}",
        run=f"{BOLD}{color(_BLACK)}{size(12)}",
        heads=True,
    ),
    Style(
        "table of figures",
        paragraph=f'<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="{TEXT_WIDTH}"/></w:tabs>'
        f'{space(1.5, 0, 236)}<w:ind w:left="284" w:right="567" w:hanging="284"/>',
        run=size(8.5),
    ),
    Style(
        "header",
        paragraph=f"{borders(bottom=(_BLACK, 6, 4))}{space(0, 0, 240)}",
        run=f"{BOLD}{size(8.5)}",
        heads=True,
    ),
    Style("footer", paragraph=space(0, 0, 240), run=f"{BOLD}{size(8.5)}", heads=True),
    Style("footnote text", paragraph=space(0, 2, 240), run=size(8)),
    Style("footnote reference", "character", "", run=RAISED),
    Style("Hyperlink", "character", "", run=f'{color("1F4E79")}<w:u w:val="single"/>'),
)

_COVER = (
    Style(
        "Cover Country",
        paragraph=f"{borders(bottom=(_BLACK, 18, 8))}{space(36, 30, 252)}",
        run=f"{BOLD}{size(16)}",
        heads=True,
    ),
    Style("Cover Title", paragraph=space(0, 8, 252), run=f"{BOLD}{color(_BLACK)}{size(24)}"),
    Style("Cover Subtitle", paragraph=space(0, 20, 252), run=f"{color(_MUTED)}{size(13)}"),
    Style("Cover Year", paragraph=space(0, 4, 252), run=f"{BOLD}{size(13)}", heads=True),
    Style("Cover Tile", paragraph=f"{space(0, 0, 240)}{CENTERED}", run=BOLD, heads=True),
    Style("Cover Date", paragraph=space(0, 4, 252), run=f"{color(_MUTED)}{size(10)}", heads=True),
    Style("Cover Mark", paragraph=space(16, 4, 252), run=f"{BOLD}{size(10)}", heads=True),
)

STYLES = (*_HEADINGS, *_TEXT, *_TABLES, *_FRAME, *_COVER)
"""Every style but `Normal` and `Normal Table`, which the others build on."""
