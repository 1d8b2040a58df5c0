"""The styles of the default template: one type scale, one accent, quiet tables."""

from dataclasses import dataclass
from typing import Literal

ACCENT = "0B3C5D"
INK = "22282F"
MUTED = "5A636D"
RULE = "CBD2D9"
WASH = "F3F6F9"

FONTS = {
    "latin": ("Noto Sans", "Segoe UI"),
    "complex": ("Noto Sans Arabic", "Segoe UI"),
    "east": ("Noto Sans CJK SC", "Microsoft YaHei"),
}
"""Family and what stands in for it, by script."""

Kind = Literal["paragraph", "character", "table"]


@dataclass(frozen=True, slots=True)
class Style:
    """One style: its name in Word, its parent, and the properties of paragraph and run as XML."""

    name: str
    kind: Kind = "paragraph"
    based_on: str = "Normal"
    next: str = ""
    paragraph: str = ""
    run: str = ""
    table: str = ""

    @property
    def id(self) -> str:
        """The style's id: its name in camel case without spaces."""
        return "".join(word[0].upper() + word[1:] for word in self.name.split())


def _size(points: float) -> str:
    return f'<w:sz w:val="{round(points * 2)}"/><w:szCs w:val="{round(points * 2)}"/>'


def _color(value: str) -> str:
    return f'<w:color w:val="{value}"/>'


def _space(before: float, after: float, line: int = 0) -> str:
    """Spacing in points; `line` in 240ths of a line, 0 to inherit."""
    height = f' w:line="{line}" w:lineRule="auto"' if line else ""
    return f'<w:spacing w:before="{round(before * 20)}" w:after="{round(after * 20)}"{height}/>'


_BOLD = "<w:b/><w:bCs/>"
_ITALIC = "<w:i/><w:iCs/>"
_NO_BOLD = '<w:b w:val="0"/><w:bCs w:val="0"/>'
_KEEP = "<w:keepNext/><w:keepLines/>"
_BOX_EDGE = (
    f'<w:pBdr><w:top w:val="single" w:sz="4" w:space="6" w:color="{WASH}"/>'
    f'<w:left w:val="single" w:sz="36" w:space="10" w:color="{ACCENT}"/>'
    f'<w:bottom w:val="single" w:sz="4" w:space="6" w:color="{WASH}"/>'
    f'<w:right w:val="single" w:sz="4" w:space="10" w:color="{WASH}"/></w:pBdr>'
    f'<w:shd w:val="clear" w:color="auto" w:fill="{WASH}"/>'
)
_BOX_INDENT = '<w:ind w:left="284" w:right="227"/>'


def _bottom_rule(color: str, size: int, space: int) -> str:
    rule = f'<w:bottom w:val="single" w:sz="{size}" w:space="{space}" w:color="{color}"/>'
    return f"<w:pBdr>{rule}</w:pBdr>"


def _contents(indent: int, hanging: int) -> str:
    # Text turns before the column of page numbers, which only the last tab reaches.
    tabs = f'<w:tab w:val="left" w:pos="{indent}"/>' if hanging else ""
    hang = f' w:hanging="{hanging}"' if hanging else ""
    return (
        f'<w:tabs>{tabs}<w:tab w:val="right" w:leader="dot" w:pos="9070"/></w:tabs>'
        '<w:spacing w:before="{before}" w:after="{after}" w:line="236" w:lineRule="auto"/>'
        f'<w:ind w:left="{indent}" w:right="567"{hang}/>'
    )


_TABLE_BORDERS = (
    f'<w:tblBorders><w:top w:val="single" w:sz="8" w:space="0" w:color="{ACCENT}"/>'
    f'<w:bottom w:val="single" w:sz="8" w:space="0" w:color="{ACCENT}"/>'
    f'<w:insideH w:val="single" w:sz="4" w:space="0" w:color="{RULE}"/></w:tblBorders>'
)


def _cell_margins(side: int, top: int) -> str:
    return (
        f'<w:tblCellMar><w:top w:w="{top}" w:type="dxa"/><w:left w:w="{side}" w:type="dxa"/>'
        f'<w:bottom w:w="{top}" w:type="dxa"/><w:right w:w="{side}" w:type="dxa"/></w:tblCellMar>'
    )


_HEADINGS = (
    Style(
        "heading 1",
        next="BodyText",
        paragraph=f"{_KEEP}<w:pageBreakBefore/>{_bottom_rule(ACCENT, 12, 8)}"
        f'{_space(0, 22, 252)}<w:outlineLvl w:val="0"/>',
        run=f"{_BOLD}{_color(ACCENT)}{_size(26)}",
    ),
    Style(
        "heading 2",
        next="BodyText",
        paragraph=f'{_KEEP}{_space(20, 6, 252)}<w:outlineLvl w:val="1"/>',
        run=f"{_BOLD}{_color(ACCENT)}{_size(15)}",
    ),
    # Parts of a goal: the same level, but not listed in the contents, which would be all parts.
    Style(
        "Goal Heading",
        next="BodyText",
        paragraph=f'{_KEEP}{_space(20, 6, 252)}<w:outlineLvl w:val="1"/>',
        run=f"{_BOLD}{_color(ACCENT)}{_size(15)}",
    ),
    Style(
        "heading 3",
        next="BodyText",
        paragraph=f'{_KEEP}{_space(14, 4)}<w:outlineLvl w:val="2"/>',
        run=f"{_BOLD}{_color(INK)}{_size(12)}",
    ),
    Style(
        "heading 4",
        next="BodyText",
        paragraph=f'{_KEEP}{_space(10, 3)}<w:outlineLvl w:val="3"/>',
        run=f"{_BOLD}{_color(MUTED)}{_size(10.5)}",
    ),
    Style("Goal Label", "character", "", run=f"{_NO_BOLD}{_size(12)}"),
    Style("Goal Number", "character", "", run=f"{_BOLD}{_size(34)}"),
    Style("Goal Title", "character", "", run=f"{_BOLD}{_size(18)}"),
)

_TEXT = (
    Style("Body Text", paragraph=_space(0, 7)),
    Style(
        "Quote",
        paragraph=f'{_space(6, 10)}<w:ind w:left="567"/>',
        run=f"{_ITALIC}{_color(ACCENT)}{_size(11.5)}",
    ),
    Style("List Bullet", paragraph=f'<w:numPr><w:numId w:val="1"/></w:numPr>{_space(0, 3)}'),
    Style("List Number", paragraph=f'<w:numPr><w:numId w:val="2"/></w:numPr>{_space(0, 3)}'),
    Style(
        "Box Title",
        next="BoxText",
        paragraph=f"{_KEEP}{_BOX_EDGE}{_space(0, 4)}{_BOX_INDENT}",
        run=f"{_BOLD}{_color(ACCENT)}{_size(11)}",
    ),
    Style(
        "Box Text",
        paragraph=f"{_BOX_EDGE}{_space(0, 4)}{_BOX_INDENT}",
        run=_size(9.5),
    ),
    Style(
        "caption",
        next="BodyText",
        paragraph=f"{_KEEP}{_space(14, 5)}",
        run=f"{_BOLD}{_color(ACCENT)}{_size(9)}",
    ),
    Style("Source", paragraph=_space(3, 6), run=f"{_color(MUTED)}{_size(8)}"),
    Style("Key Value", paragraph=f"<w:keepNext/>{_space(4, 0, 240)}", run=f"{_BOLD}{_size(22)}"),
    Style("Key Unit", paragraph=f"<w:keepNext/>{_space(0, 2, 240)}", run=f"{_BOLD}{_size(8.5)}"),
    Style("Key Label", paragraph=f"<w:keepNext/>{_space(0, 1, 252)}", run=_size(9)),
    Style("Key Period", paragraph=_space(0, 4, 252), run=f"{_color(MUTED)}{_size(8)}"),
)

_TABLES = (
    Style("Table Text", paragraph=_space(1.5, 1.5, 252), run=_size(8.5)),
    Style("Table Number", based_on="TableText", paragraph='<w:jc w:val="end"/>'),
    Style("Table Center", based_on="TableText", paragraph='<w:jc w:val="center"/>'),
    Style("Table Header", based_on="TableText", paragraph="<w:keepNext/>", run=_BOLD),
    Style("Table Header Number", based_on="TableHeader", paragraph='<w:jc w:val="end"/>'),
    Style("Table Header Center", based_on="TableHeader", paragraph='<w:jc w:val="center"/>'),
    Style(
        "Table Group",
        based_on="TableText",
        paragraph=f"<w:keepNext/>{_space(4, 2)}",
        run=_BOLD,
    ),
    Style("Table Group Quiet", based_on="TableText", run=_color(MUTED)),
    Style(
        "Table Break",
        paragraph='<w:spacing w:before="0" w:after="0" w:line="120" w:lineRule="exact"/>',
        run=_size(1),
    ),
    Style("VNR Table", "table", "TableNormal", table=f"{_TABLE_BORDERS}{_cell_margins(85, 17)}"),
    Style("VNR Figures", "table", "TableNormal", table=_cell_margins(0, 0)),
)

_FRAME = (
    Style(
        "Contents Heading",
        paragraph=f"{_KEEP}<w:pageBreakBefore/>{_space(0, 16, 252)}",
        run=f"{_BOLD}{_color(ACCENT)}{_size(26)}",
    ),
    Style("toc 1", paragraph=_contents(1134, 1134).format(before=70, after=10), run=_BOLD),
    Style(
        "toc 2",
        paragraph=_contents(1134, 0).format(before=0, after=0),
        run=f"{_color(MUTED)}{_size(8.5)}",
    ),
    Style(
        "header",
        paragraph=f"{_bottom_rule(RULE, 4, 5)}{_space(0, 0, 240)}",
        run=f"{_color(MUTED)}{_size(8)}",
    ),
    Style(
        "footer",
        paragraph=f'{_space(0, 0, 240)}<w:jc w:val="end"/>',
        run=f"{_color(MUTED)}{_size(8)}",
    ),
    Style("footnote text", paragraph=_space(0, 2, 240), run=_size(8)),
    Style("footnote reference", "character", "", run='<w:vertAlign w:val="superscript"/>'),
    Style("Hyperlink", "character", "", run=f'{_color("00689D")}<w:u w:val="single"/>'),
)

_COVER = (
    Style("Cover Country", paragraph=_space(0, 26, 240), run=f"{_BOLD}{_color(ACCENT)}{_size(20)}"),
    Style(
        "Cover Year",
        paragraph=f'{_space(0, 60, 240)}<w:ind w:left="1418" w:right="1418"/>',
        run=f"{_NO_BOLD}{_color('FFFFFF')}{_size(64)}",
    ),
    Style(
        "Cover Title",
        paragraph=f'{_space(0, 10, 240)}<w:ind w:left="1418" w:right="1418"/>',
        run=f"{_BOLD}{_color('FFFFFF')}{_size(34)}",
    ),
    Style(
        "Cover Subtitle",
        paragraph=f'{_space(0, 40, 252)}<w:ind w:left="1418" w:right="1418"/>',
        run=f"{_color('FFFFFF')}{_size(14)}",
    ),
    Style(
        "Cover Tile",
        paragraph=f'{_space(0, 0, 240)}<w:jc w:val="center"/>',
        run=f"{_BOLD}{_size(11)}",
    ),
    Style("Cover Date", paragraph=_space(26, 0, 252), run=f"{_color(MUTED)}{_size(11)}"),
    Style("Cover Mark", paragraph=_space(26, 0, 252), run=f"{_BOLD}{_color('A21942')}{_size(11)}"),
)

STYLES = (*_HEADINGS, *_TEXT, *_TABLES, *_FRAME, *_COVER)
"""Every style but `Normal` and `Normal Table`, which the others build on."""


def _style_xml(style: Style) -> str:
    """A `w:style` element with its children in the order of the schema."""
    builtin = style.name[0].islower() or style.name in {
        "Body Text",
        "Quote",
        "List Bullet",
        "List Number",
        "Hyperlink",
    }
    parent = f'<w:basedOn w:val="{style.based_on}"/>' if style.based_on else ""
    following = f'<w:next w:val="{style.next}"/>' if style.next else ""
    paragraph = f"<w:pPr>{style.paragraph}</w:pPr>" if style.paragraph else ""
    run = f"<w:rPr>{style.run}</w:rPr>" if style.run else ""
    table = f"<w:tblPr>{style.table}</w:tblPr>" if style.table else ""
    return (
        f'<w:style w:type="{style.kind}"{"" if builtin else CUSTOM} w:styleId="{style.id}">'
        f'<w:name w:val="{style.name}"/>{parent}{following}<w:qFormat/>'
        f"{paragraph}{run}{table}</w:style>"
    )


CUSTOM = ' w:customStyle="1"'


def styles_xml() -> str:
    """The styles part."""
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    latin, east, other = (FONTS[key][0] for key in ("latin", "east", "complex"))
    return (
        f'<w:styles xmlns:w="{space}"><w:docDefaults><w:rPrDefault><w:rPr>'
        f'<w:rFonts w:ascii="{latin}" w:eastAsia="{east}" w:hAnsi="{latin}" w:cs="{other}"/>'
        f'{_color(INK)}{_size(10.5)}<w:lang w:val="en-GB" w:eastAsia="zh-CN" w:bidi="ar-SA"/>'
        "</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>"
        '<w:spacing w:after="0" w:line="276" w:lineRule="auto"/></w:pPr></w:pPrDefault>'
        "</w:docDefaults>"
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
        "<w:qFormat/></w:style>"
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal">'
        '<w:name w:val="Normal Table"/><w:uiPriority w:val="99"/><w:semiHidden/>'
        '<w:tblPr><w:tblInd w:w="0" w:type="dxa"/>'
        '<w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/>'
        '<w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar>'
        "</w:tblPr></w:style>"
        f"{''.join(_style_xml(style) for style in STYLES)}</w:styles>"
    )
