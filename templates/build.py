"""Build the templates: run `python -m templates.build` after a change here.

The files are written part by part from strings, so that the same source gives the same bytes and
no program leaves its traces in them. Sizes of type are in points, distances in twentieths of a
point.
"""

import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

from templates.designs import DESIGNS, Design
from templates.heads import NAMESPACES
from templates.styles import Fonts, styles_xml

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_GOAL_ACCENTS = ("E5243B", "DDA63A", "4C9F38", "26BDE2", "FD6925", "00689D")

_PARTS = {
    "document": "main",
    "styles": "styles",
    "settings": "settings",
    "numbering": "numbering",
    "fontTable": "fontTable",
    "header1": "header",
    "header2": "header",
    "footer1": "footer",
}

_NUMBER_FORMATS = ("decimal", "lowerLetter", "lowerRoman")
_BULLETS = ("\u2022", "\u2013", "\u00b7")


def _line(style_id: str, text: str) -> str:
    return (
        f'<w:p><w:pPr><w:pStyle w:val="{style_id}"/></w:pPr>'
        f"<w:r><w:t>{escape(text)}</w:t></w:r></w:p>"
    )


def _document_xml(design: Design) -> str:
    """One line in each paragraph style, the cover's first, for whoever opens the template."""
    styles = [style for style in design.styles if style.kind == "paragraph"]
    styles.sort(key=lambda style: not style.name.startswith("Cover"))
    lines = "".join(_line(style.id, style.name) for style in styles)
    return (
        f'<w:document xmlns:w="{_W}" xmlns:r="{_R}"><w:body>{lines}<w:sectPr>'
        '<w:headerReference w:type="first" r:id="rId6"/>'
        '<w:headerReference w:type="default" r:id="rId7"/>'
        '<w:footerReference w:type="default" r:id="rId8"/>'
        '<w:pgSz w:w="11906" w:h="16838"/>'
        f'<w:pgMar w:top="1531" w:right="{design.margin}" w:bottom="1361" '
        f'w:left="{design.margin}" w:header="794" w:footer="680" w:gutter="0"/>'
        "<w:titlePg/></w:sectPr></w:body></w:document>"
    )


def _head(kind: str, content: str) -> str:
    return f"<w:{kind} {NAMESPACES}>{content}</w:{kind}>"


def _abstract_list(number: int, accent: str, *, bullets: bool) -> str:
    """Nine levels of a marked or a numbered list."""
    levels = []
    for level in range(9):
        if bullets:
            kind, text = "bullet", _BULLETS[level % 3]
        else:
            kind, text = _NUMBER_FORMATS[level % 3], f"%{level + 1}."
        levels.append(
            f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>'
            f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/>'
            f'<w:pPr><w:ind w:left="{340 * (level + 1)}" w:hanging="340"/></w:pPr>'
            f'<w:rPr><w:color w:val="{accent}"/></w:rPr></w:lvl>'
        )
    return (
        f'<w:abstractNum w:abstractNumId="{number}"><w:multiLevelType w:val="multilevel"/>'
        f"{''.join(levels)}</w:abstractNum>"
    )


def _paragraph_list(number: int) -> str:
    """Numbers of paragraphs: they stand at the margin, and so do the lines below them."""
    return (
        f'<w:abstractNum w:abstractNumId="{number}"><w:multiLevelType w:val="singleLevel"/>'
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:suff w:val="tab"/>'
        '<w:lvlText w:val="%1."/><w:lvlJc w:val="left"/>'
        '<w:pPr><w:tabs><w:tab w:val="num" w:pos="567"/></w:tabs>'
        '<w:ind w:left="0" w:firstLine="0"/></w:pPr></w:lvl></w:abstractNum>'
    )


def _numbering_xml(design: Design) -> str:
    lists = [
        _abstract_list(1, design.accent, bullets=True),
        _abstract_list(2, design.accent, bullets=False),
    ]
    if design.numbered_list:
        lists.append(_paragraph_list(design.numbered_list))
    instances = "".join(
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>'
        for number in range(1, len(lists) + 1)
    )
    return f'<w:numbering xmlns:w="{_W}">{"".join(lists)}{instances}</w:numbering>'


def _font_table_xml(design: Design) -> str:
    """The families and what stands in for them where they are not installed."""
    fonts = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{stand_in}"/><w:family w:val="{family}"/>'
        '<w:pitch w:val="variable"/></w:font>'
        for name, (stand_in, family) in design.stand_ins.items()
    )
    return f'<w:fonts xmlns:w="{_W}">{fonts}</w:fonts>'


def _settings_xml() -> str:
    mapping = (
        'w:bg1="light1" w:t1="dark1" w:bg2="light2" w:t2="dark2" w:accent1="accent1" '
        'w:accent2="accent2" w:accent3="accent3" w:accent4="accent4" w:accent5="accent5" '
        'w:accent6="accent6" w:hyperlink="hyperlink" w:followedHyperlink="followedHyperlink"'
    )
    return (
        f'<w:settings xmlns:w="{_W}"><w:zoom w:percent="100"/><w:defaultTabStop w:val="567"/>'
        '<w:characterSpacingControl w:val="doNotCompress"/><w:compat><w:compatSetting '
        'w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
        f"</w:compat><w:clrSchemeMapping {mapping}/></w:settings>"
    )


def _faces(fonts: Fonts) -> str:
    return (
        f'<a:latin typeface="{fonts.latin}"/><a:ea typeface="{fonts.east}"/>'
        f'<a:cs typeface="{fonts.complex}"/>'
    )


def _theme_xml(design: Design) -> str:
    """Colours and fonts for what takes them from the theme, as charts and the cover do."""

    def color(name: str, value: str) -> str:
        return f'<a:{name}><a:srgbClr val="{value}"/></a:{name}>'

    accents = "".join(color(f"accent{i}", c) for i, c in enumerate(_GOAL_ACCENTS, start=1))
    fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    line = f'<a:ln w="9525">{fill}</a:ln>'
    effect = "<a:effectStyle><a:effectLst/></a:effectStyle>"
    return (
        f'<a:theme xmlns:a="{_A}" name="VNR"><a:themeElements><a:clrScheme name="VNR">'
        f"{color('dk1', design.ink)}{color('lt1', 'FFFFFF')}{color('dk2', design.accent)}"
        f"{color('lt2', 'F3F6F9')}{accents}{color('hlink', '00689D')}{color('folHlink', '19486A')}"
        f'</a:clrScheme><a:fontScheme name="VNR"><a:majorFont>{_faces(design.heads)}'
        f"</a:majorFont><a:minorFont>{_faces(design.text)}</a:minorFont></a:fontScheme>"
        f'<a:fmtScheme name="VNR">'
        f"<a:fillStyleLst>{fill * 3}</a:fillStyleLst><a:lnStyleLst>{line * 3}</a:lnStyleLst>"
        f"<a:effectStyleLst>{effect * 3}</a:effectStyleLst>"
        f"<a:bgFillStyleLst>{fill * 3}</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>"
    )


def _content_types_xml() -> str:
    overrides = "".join(
        f'<Override PartName="/word/{part}.xml" ContentType="{_TYPE}.{kind}+xml"/>'
        for part, kind in _PARTS.items()
    ).replace("main+xml", "document.main+xml")
    return (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}'
        '<Override PartName="/word/theme/theme1.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.theme+xml"/></Types>'
    )


def _relations_xml(targets: list[tuple[str, str]]) -> str:
    rows = "".join(
        f'<Relationship Id="rId{i}" Type="{_R}/{kind}" Target="{target}"/>'
        for i, (kind, target) in enumerate(targets, start=1)
    )
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<Relationships xmlns="{space}">{rows}</Relationships>'


def build(design: Design, target: Path) -> None:
    """Write a template to `target`."""
    document_relations = [
        ("styles", "styles.xml"),
        ("settings", "settings.xml"),
        ("numbering", "numbering.xml"),
        ("fontTable", "fontTable.xml"),
        ("theme", "theme/theme1.xml"),
        ("header", "header1.xml"),
        ("header", "header2.xml"),
        ("footer", "footer1.xml"),
    ]
    parts = {
        "[Content_Types].xml": _content_types_xml(),
        "_rels/.rels": _relations_xml([("officeDocument", "word/document.xml")]),
        "word/document.xml": _document_xml(design),
        "word/_rels/document.xml.rels": _relations_xml(document_relations),
        "word/styles.xml": styles_xml(
            design.styles, design.heads, design.text, design.ink, design.size
        ),
        "word/settings.xml": _settings_xml(),
        "word/numbering.xml": _numbering_xml(design),
        "word/fontTable.xml": _font_table_xml(design),
        "word/theme/theme1.xml": _theme_xml(design),
        "word/header1.xml": _head("hdr", design.cover_head),
        "word/header2.xml": _head("hdr", design.head),
        "word/footer1.xml": _head("ftr", design.foot),
    }
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for name, xml in parts.items():
            package.writestr(
                zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)),
                _DECLARATION + xml,
                zipfile.ZIP_DEFLATED,
            )


if __name__ == "__main__":
    for each in DESIGNS:
        build(each, Path(__file__).with_name(each.folder) / "template.docx")
