"""The styles of a template as XML. Sizes are in points; spacing becomes twentieths of a point."""

from dataclasses import dataclass
from typing import Literal

Kind = Literal["paragraph", "character", "table"]
BOLD = "<w:b/><w:bCs/>"
ITALIC = "<w:i/><w:iCs/>"
NO_BOLD = '<w:b w:val="0"/><w:bCs w:val="0"/>'
KEEP = "<w:keepNext/><w:keepLines/>"
CENTERED, AT_END = '<w:jc w:val="center"/>', '<w:jc w:val="end"/>'
RAISED = '<w:vertAlign w:val="superscript"/>'
_NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_WORDS_OWN = ("Body Text", "Quote", "List Bullet", "List Number", "Hyperlink", "TOC Heading")
"""Styles that Word knows by these names, beside those that begin with a small letter."""


@dataclass(frozen=True, slots=True)
class Fonts:
    """The families for one part of the type, by script."""

    latin: str
    complex: str
    east: str


@dataclass(frozen=True, slots=True)
class Style:
    """One style: its name in Word, its parent, and the properties of paragraph and run as XML.

    `heads`: whether its type is that of headings, where a template has two kinds.
    """

    name: str
    kind: Kind = "paragraph"
    based_on: str = "Normal"
    next: str = ""
    paragraph: str = ""
    run: str = ""
    table: str = ""
    heads: bool = False

    @property
    def id(self) -> str:
        """The style's id: its name in camel case without spaces."""
        return "".join(word[0].upper() + word[1:] for word in self.name.split())


def size(points: float) -> str:
    """The size of type."""
    return f'<w:sz w:val="{round(points * 2)}"/><w:szCs w:val="{round(points * 2)}"/>'


def color(value: str) -> str:
    """The colour of type."""
    return f'<w:color w:val="{value}"/>'


def space(before: float, after: float, line: int = 0) -> str:
    """Spacing in points; `line` in 240ths of a line, 0 to inherit."""
    height = f' w:line="{line}" w:lineRule="auto"' if line else ""
    return f'<w:spacing w:before="{round(before * 20)}" w:after="{round(after * 20)}"{height}/>'


def level(number: int) -> str:
    """The level of a heading in the document's outline, from 1."""
    return f'<w:outlineLvl w:val="{number - 1}"/>'


def borders(**edges: tuple[str, int, int]) -> str:
    """A paragraph's borders by side: colour, width in eighths of a point, distance in points."""
    lines = "".join(
        f'<w:{side} w:val="single" w:sz="{width}" w:space="{gap}" w:color="{tint}"/>'
        for side, (tint, width, gap) in edges.items()
    )
    return f"<w:pBdr>{lines}</w:pBdr>"


def contents_line(width: int, indent: int, hanging: int, before: float, after: float) -> str:
    """A line of the contents on a text of `width`, whose last tab alone reaches the page number."""
    tabs = f'<w:tab w:val="left" w:pos="{indent}"/>' if hanging else ""
    hang = f' w:hanging="{hanging}"' if hanging else ""
    return (
        f'<w:tabs>{tabs}<w:tab w:val="right" w:leader="dot" w:pos="{width}"/></w:tabs>'
        f"{space(before, after, 236)}"
        f'<w:ind w:left="{indent}" w:right="567"{hang}/>'
    )


def table_rules(strong: str, weak: str) -> str:
    """Rules above and below a table and between its rows; none upright."""
    edge = f'w:val="single" w:sz="8" w:space="0" w:color="{strong}"'
    return (
        f"<w:tblBorders><w:top {edge}/><w:bottom {edge}/>"
        f'<w:insideH w:val="single" w:sz="4" w:space="0" w:color="{weak}"/></w:tblBorders>'
    )


def cell_margins(side: int, top: int) -> str:
    """The room around what stands in a cell, in twentieths of a point."""
    return (
        f'<w:tblCellMar><w:top w:w="{top}" w:type="dxa"/><w:left w:w="{side}" w:type="dxa"/>'
        f'<w:bottom w:w="{top}" w:type="dxa"/><w:right w:w="{side}" w:type="dxa"/></w:tblCellMar>'
    )


def _fonts_xml(fonts: Fonts, theme: str) -> str:
    """Families by script, taken from the theme, so that Word's own choice of fonts changes them."""
    return (
        f'<w:rFonts w:ascii="{fonts.latin}" w:hAnsi="{fonts.latin}" w:eastAsia="{fonts.east}" '
        f'w:cs="{fonts.complex}" w:asciiTheme="{theme}HAnsi" w:hAnsiTheme="{theme}HAnsi" '
        f'w:eastAsiaTheme="{theme}EastAsia" w:cstheme="{theme}Bidi"/>'
    )


def _style_xml(style: Style, heads: Fonts) -> str:
    """A `w:style` element with its children in the order of the schema."""
    builtin = style.name[0].islower() or style.name in _WORDS_OWN
    custom = "" if builtin else ' w:customStyle="1"'
    parent = f'<w:basedOn w:val="{style.based_on}"/>' if style.based_on else ""
    following = f'<w:next w:val="{style.next}"/>' if style.next else ""
    paragraph = f"<w:pPr>{style.paragraph}</w:pPr>" if style.paragraph else ""
    inside = (_fonts_xml(heads, "major") if style.heads else "") + style.run
    run = f"<w:rPr>{inside}</w:rPr>" if inside else ""
    table = f"<w:tblPr>{style.table}</w:tblPr>" if style.table else ""
    return (
        f'<w:style w:type="{style.kind}"{custom} w:styleId="{style.id}">'
        f'<w:name w:val="{style.name}"/>{parent}{following}<w:qFormat/>'
        f"{paragraph}{run}{table}</w:style>"
    )


def styles_xml(
    styles: tuple[Style, ...], heads: Fonts, text: Fonts, ink: str, points: float
) -> str:
    """The styles part; `points` is the size of the text, `ink` its colour."""
    return (
        f'<w:styles xmlns:w="{_NAMESPACE}"><w:docDefaults><w:rPrDefault><w:rPr>'
        f"{_fonts_xml(text, 'minor')}{color(ink)}{size(points)}"
        '<w:lang w:val="en-GB" w:eastAsia="zh-CN" w:bidi="ar-SA"/>'
        "</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>"
        '<w:spacing w:after="0" w:line="252" w:lineRule="auto"/></w:pPr></w:pPrDefault>'
        "</w:docDefaults>"
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
        "<w:qFormat/></w:style>"
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal">'
        '<w:name w:val="Normal Table"/><w:uiPriority w:val="99"/><w:semiHidden/>'
        f'<w:tblPr><w:tblInd w:w="0" w:type="dxa"/>{cell_margins(108, 0)}</w:tblPr></w:style>'
        f"{''.join(_style_xml(style, heads) for style in styles)}</w:styles>"
    )


def table_styles(text: Style, *, group: str, quiet: str, rules: str) -> tuple[Style, ...]:
    """The styles of tables around that of their text.

    `group` is the room around a line that heads others, `quiet` the color of one that heads less,
    `rules` the lines of a table.
    """
    return (
        text,
        Style("Table Number", based_on="TableText", paragraph=AT_END),
        Style("Table Center", based_on="TableText", paragraph=CENTERED),
        Style("Table Header", based_on="TableText", paragraph="<w:keepNext/>", run=BOLD),
        Style("Table Header Number", based_on="TableHeader", paragraph=AT_END),
        Style("Table Header Center", based_on="TableHeader", paragraph=CENTERED),
        Style("Table Group", based_on="TableText", paragraph=f"<w:keepNext/>{group}", run=BOLD),
        Style("Table Group Quiet", based_on="TableText", run=color(quiet)),
        Style(
            "Table Break",
            paragraph='<w:spacing w:before="0" w:after="0" w:line="120" w:lineRule="exact"/>',
            run=size(1),
        ),
        Style("VNR Table", "table", "TableNormal", table=f"{rules}{cell_margins(85, 17)}"),
        Style("VNR Figures", "table", "TableNormal", table=cell_margins(0, 0)),
    )
