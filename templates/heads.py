"""Heads and feet of templates; the writer puts the report's words for the names in braces."""

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
_EMU = 12700
"""English Metric Units, in which drawings are measured, in a point."""
PAGE = (595.3, 841.9)
"""Width and height of A4 in points."""
_BLEED = 6
"""How far the cover's ground reaches beyond the page, lest a white line stay at its edge."""
PAGE_NUMBER = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    '<w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r>'
    '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
)
_NO_RULE = '<w:pBdr><w:bottom w:val="nil"/></w:pBdr>'


def words(text: str, *, bold: bool = False) -> str:
    """A run of text."""
    look = "<w:rPr><w:b/><w:bCs/></w:rPr>" if bold else ""
    return f"<w:r>{look}<w:t>{text}</w:t></w:r>"


def line(style: str, left: str, right: str, width: int) -> str:
    """A line with something at either margin of a text `width` twentieths of a point wide."""
    return (
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/><w:tabs>'
        f'<w:tab w:val="right" w:pos="{width}"/></w:tabs></w:pPr>'
        f"{left}<w:r><w:tab/></w:r>{right}</w:p>"
    )


def _shape(
    number: int, kind: str, color: str, place: tuple[float, float], size: tuple[float, float]
) -> str:
    """A shape behind the text; place from the page's left upper corner and size in points."""
    x, y = (round(each * _EMU) for each in place)
    wide, high = (round(each * _EMU) for each in size)
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>'
        '<wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" '
        f'relativeHeight="{number}" behindDoc="1" locked="0" layoutInCell="1" allowOverlap="1">'
        '<wp:simplePos x="0" y="0"/>'
        f'<wp:positionH relativeFrom="page"><wp:posOffset>{x}</wp:posOffset></wp:positionH>'
        f'<wp:positionV relativeFrom="page"><wp:posOffset>{y}</wp:posOffset></wp:positionV>'
        f'<wp:extent cx="{wide}" cy="{high}"/><wp:wrapNone/>'
        f'<wp:docPr id="{900000 + number}" name="Cover {number}" descr=""/>'
        "<wp:cNvGraphicFramePr/><a:graphic><a:graphicData "
        'uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">'
        f'<wps:wsp><wps:cNvSpPr/><wps:spPr><a:xfrm><a:off x="0" y="0"/>'
        f'<a:ext cx="{wide}" cy="{high}"/></a:xfrm>'
        f'<a:prstGeom prst="{kind}"><a:avLst/></a:prstGeom>'
        f"<a:solidFill>{color}</a:solidFill><a:ln><a:noFill/></a:ln></wps:spPr><wps:bodyPr/>"
        "</wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice>"
        "</mc:AlternateContent></w:r>"
    )


def full_bleed() -> str:
    """The cover's ground: a page of the theme's dark colour with two pale discs cut by its edge."""
    width, height = PAGE
    ground = (width + 2 * _BLEED, height + 2 * _BLEED)
    pale = '<a:srgbClr val="FFFFFF"><a:alpha val="{}"/></a:srgbClr>'
    shapes = (
        _shape(1, "rect", '<a:schemeClr val="tx2"/>', (-_BLEED, -_BLEED), ground),
        _shape(2, "ellipse", pale.format(6000), (width - 330, -150), (520, 520)),
        _shape(3, "ellipse", pale.format(6000), (width - 190, -60), (300, 300)),
    )
    return f'<w:p><w:pPr><w:pStyle w:val="Header"/>{_NO_RULE}</w:pPr>{"".join(shapes)}</w:p>'


def symbol_line() -> str:
    """The document's symbol at the end of the first line."""
    return (
        '<w:p><w:pPr><w:pStyle w:val="Header"/>'
        f'{_NO_RULE}<w:jc w:val="end"/></w:pPr>'
        f"{words('{symbol}')}</w:p>"
    )
