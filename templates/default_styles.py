"""The styles of the default template: one type scale, one accent, quiet tables."""

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

ACCENT = "0B3C5D"
INK = "22282F"
_MUTED = "5A636D"
_RULE = "CBD2D9"
_WASH = "F3F6F9"
_LINK = "00689D"
_ON_COVER, _QUIET_ON_COVER, _MARK_ON_COVER = "FFFFFF", "C9D8E4", "FFD166"
TEXT_WIDTH = 9070
_SIDES = '<w:ind w:left="1418" w:right="1418"/>'
"""The margins of the page, for what stands in a table as wide as the page."""

_BOX_GROUND = f'<w:shd w:val="clear" w:color="auto" w:fill="{_WASH}"/>'
_BOX_EDGE = (
    borders(top=(_WASH, 4, 6), left=(ACCENT, 36, 10), bottom=(_WASH, 4, 6), right=(_WASH, 4, 10))
    + _BOX_GROUND
)
_BOX_INDENT = '<w:ind w:left="284" w:right="227"/>'

_HEADINGS = (
    Style(
        "heading 1",
        next="BodyText",
        paragraph=f"{KEEP}<w:pageBreakBefore/>{borders(bottom=(ACCENT, 12, 8))}"
        f"{space(0, 18, 240)}{level(1)}",
        run=f"{BOLD}{color(ACCENT)}{size(26)}",
        heads=True,
    ),
    Style(
        "heading 2",
        next="BodyText",
        paragraph=f"{KEEP}{space(14, 4, 240)}{level(2)}",
        run=f"{BOLD}{color(ACCENT)}{size(14)}",
        heads=True,
    ),
    # Parts of a goal: the same level, but not listed in the contents, which would be all parts.
    Style(
        "Goal Heading",
        next="BodyText",
        paragraph=f"{KEEP}{space(13, 3, 240)}{level(2)}",
        run=f"{BOLD}{color(ACCENT)}{size(13)}",
        heads=True,
    ),
    Style(
        "heading 3",
        next="BodyText",
        paragraph=f"{KEEP}{space(14, 4)}{level(3)}",
        run=f"{BOLD}{color(INK)}{size(12)}",
        heads=True,
    ),
    Style(
        "heading 4",
        next="BodyText",
        paragraph=f"{KEEP}{space(10, 3)}{level(4)}",
        run=f"{BOLD}{color(_MUTED)}{size(10.5)}",
        heads=True,
    ),
    Style("Goal Label", "character", "", run=f"{NO_BOLD}{size(12)}", heads=True),
    Style("Goal Number", "character", "", run=f"{BOLD}{size(30)}", heads=True),
    Style("Goal Title", "character", "", run=f"{BOLD}{size(18)}", heads=True),
)

_TEXT = (
    Style("Body Text", paragraph=space(0, 6)),
    Style(
        "Quote",
        paragraph=f'{space(6, 10)}<w:ind w:left="567" w:right="567"/>',
        run=f"{ITALIC}{color(ACCENT)}{size(11.5)}",
    ),
    Style("List Bullet", paragraph=f'<w:numPr><w:numId w:val="1"/></w:numPr>{space(0, 3)}'),
    Style("List Number", paragraph=f'<w:numPr><w:numId w:val="2"/></w:numPr>{space(0, 3)}'),
    Style(
        "Box Title",
        next="BoxText",
        paragraph=f"{KEEP}{_BOX_EDGE}{space(0, 4)}{_BOX_INDENT}",
        run=f"{BOLD}{color(ACCENT)}{size(11)}",
        heads=True,
    ),
    Style("Box Text", paragraph=f"{_BOX_EDGE}{space(0, 4)}{_BOX_INDENT}", run=size(9.5)),
    Style(
        "caption",
        next="BodyText",
        paragraph=f"{KEEP}{space(12, 4, 240)}",
        run=f"{BOLD}{color(ACCENT)}{size(9)}",
    ),
    Style("Source", paragraph=space(3, 6), run=f"{color(_MUTED)}{size(8)}"),
    Style(
        "Signature Name",
        next="SignatureText",
        paragraph=f'{KEEP}{borders(top=(_MUTED, 6, 6))}{space(64, 2)}<w:ind w:right="4536"/>',
        run=BOLD,
    ),
    Style("Signature Text", paragraph=f"<w:keepLines/>{space(0, 2)}", run=color(_MUTED)),
    Style("Term", paragraph=f"<w:keepLines/>{space(0, 5)}", run=size(9.5)),
    Style("Key Value", paragraph=f"<w:keepNext/>{space(4, 0, 240)}", run=f"{BOLD}{size(24)}"),
    Style("Key Unit", paragraph=f"<w:keepNext/>{space(0, 2, 240)}", run=f"{BOLD}{size(8.5)}"),
    Style("Key Label", paragraph=f"<w:keepNext/>{space(0, 1, 252)}", run=size(9)),
    Style("Key Period", paragraph=space(0, 4, 252), run=f"{color(_MUTED)}{size(8)}"),
)

_TABLES = table_styles(
    Style("Table Text", paragraph=space(1.5, 1.5, 240), run=size(8.5)),
    group=space(4, 2),
    quiet=_MUTED,
    rules=table_rules(ACCENT, _RULE),
)

_FRAME = (
    Style(
        "TOC Heading",
        paragraph=f"{KEEP}<w:pageBreakBefore/>{borders(bottom=(ACCENT, 12, 8))}{space(0, 16, 252)}",
        run=f"{BOLD}{color(ACCENT)}{size(26)}",
        heads=True,
    ),
    Style("toc 1", paragraph=contents_line(TEXT_WIDTH, 1304, 1304, 3.5, 0.5), run=BOLD),
    Style(
        "toc 2",
        paragraph=contents_line(TEXT_WIDTH, 1304, 0, 0, 0),
        run=f"{color(_MUTED)}{size(8.5)}",
    ),
    Style(
        "List Heading",
        paragraph=f"{KEEP}{space(22, 8, 252)}",
        run=f"{BOLD}{color(ACCENT)}{size(15)}",
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
        paragraph=f"{borders(bottom=(_RULE, 4, 5))}{space(0, 0, 240)}",
        run=f"{color(_MUTED)}{size(8)}",
    ),
    Style("footer", paragraph=space(0, 0, 240), run=f"{color(_MUTED)}{size(8)}"),
    Style("footnote text", paragraph=space(0, 2, 240), run=size(8)),
    Style("footnote reference", "character", "", run=RAISED),
    Style("Hyperlink", "character", "", run=f'{color(_LINK)}<w:u w:val="single"/>'),
)

_COVER = (
    Style(
        "Cover Country",
        paragraph=space(24, 0, 240),
        run=f"{BOLD}{color(_ON_COVER)}{size(22)}",
        heads=True,
    ),
    Style(
        "Cover Year",
        paragraph=f"{space(0, 12, 240)}{_SIDES}",
        run=f"{NO_BOLD}{color(_QUIET_ON_COVER)}{size(84)}",
        heads=True,
    ),
    Style(
        "Cover Title",
        paragraph=f"{space(0, 12, 240)}{_SIDES}",
        run=f"{BOLD}{color(_ON_COVER)}{size(36)}",
        heads=True,
    ),
    Style(
        "Cover Subtitle",
        paragraph=f"{space(0, 34, 252)}{_SIDES}",
        run=f"{color(_QUIET_ON_COVER)}{size(15)}",
        heads=True,
    ),
    Style(
        "Cover Tile",
        paragraph=f"{space(0, 0, 240)}{CENTERED}",
        run=f"{BOLD}{size(12)}",
        heads=True,
    ),
    Style("Cover Date", paragraph=space(10, 0, 252), run=f"{color(_QUIET_ON_COVER)}{size(11)}"),
    Style(
        "Cover Mark",
        paragraph=space(18, 0, 252),
        run=f"{BOLD}{color(_MARK_ON_COVER)}{size(11)}",
    ),
)

STYLES = (*_HEADINGS, *_TEXT, *_TABLES, *_FRAME, *_COVER)
"""Every style but `Normal` and `Normal Table`, which the others build on."""
