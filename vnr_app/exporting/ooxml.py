"""WordprocessingML as strings: text, runs, paragraphs, bookmarks, in the order of the schema."""

import re
from xml.sax.saxutils import escape

from vnr_app.domain.languages import USUAL_REGIONS

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_NEEDS_CARE = re.compile("[&<>]|^ | $|  ")
_SOME_NEED_CARE = re.compile("[&<>\x00-\x09\x0b-\x1f\x7f]|^ | $|  ", re.MULTILINE)
_CONTROL = re.compile("(\t|\r\n|[\n\r\u2028\u2029])")
_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\u200f\u202b\u2067\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001eeff]"
)
_SQUARE = re.compile("[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uff60\U00020000-\U0003ffff]")
_PARAGRAPH_STYLE = re.compile('<w:pStyle w:val="[^"]*"/>(?!<w:keepNext/>)')
_DIGIT = re.compile("[0-9]")
_MARK, _OTHER_MARK = "\u200e", "\u200f"
_LEFT_TO_RIGHT = re.compile("[A-Za-z\u00c0-\u024f\u0370-\u058f]")


def clean(text: str) -> str:
    """The text without the characters that XML forbids."""
    return text if text.isprintable() else _FORBIDDEN.sub("", text)


def escaped(text: str) -> str:
    """The text, clean and escaped, fit for an element or an attribute in double quotes."""
    return escape(clean(text), {'"': "&quot;"})


def is_plain(text: str) -> bool:
    """Whether the text may stand in XML just as it is."""
    return text.isprintable() and not _NEEDS_CARE.search(text)


def are_plain(texts: list[str]) -> bool:
    """Whether texts in ASCII may all stand in XML just as they are, looked at as one."""
    line = "\n".join(texts)
    return line.isascii() and line.count("\n") < len(texts) and not _SOME_NEED_CARE.search(line)


def text_xml(text: str) -> str:
    """`w:t` elements, with tabs and line ends as elements of their own."""
    if is_plain(text):
        return f"<w:t>{text}</w:t>" if text else ""
    pieces = []
    for piece in _CONTROL.split(clean(text)):
        if piece == "\t":
            pieces.append("<w:tab/>")
        elif _CONTROL.fullmatch(piece):
            pieces.append("<w:br/>")
        elif piece:
            keep = ' xml:space="preserve"' if piece != piece.strip() or "  " in piece else ""
            pieces.append(f"<w:t{keep}>{escape(piece)}</w:t>")
    return "".join(pieces)


def runs_right_to_left(text: str, paragraph_rtl: bool) -> bool:
    """Whether Word must treat a run as right-to-left: by its letters, else by its paragraph."""
    if text.isascii() and not paragraph_rtl:
        return False
    if _RIGHT_TO_LEFT.search(text):
        return True
    return paragraph_rtl and not _LEFT_TO_RIGHT.search(text)


def directed(text: str, paragraph_rtl: bool) -> tuple[str, bool]:
    """A text as it is written in a line, and whether its run is right-to-left.

    In a line from the right figures run from the left as a whole, as in “47.0 (2019)”, and so do
    texts in Latin letters: a mark keeps the full stop at their end from going to the left. The
    mark before them gives their line the height of the Arabic lines beside it.
    """
    if runs_right_to_left(text, paragraph_rtl):
        if paragraph_rtl and _DIGIT.search(text) and not _RIGHT_TO_LEFT.search(text):
            return f"{_OTHER_MARK}{_MARK}{text}{_MARK}", False
        return text, True
    if paragraph_rtl and text:
        end = "" if text[-1].isalnum() else _MARK
        return f"{_OTHER_MARK}{_MARK}{text}{end}", False
    return text, False


def in_squares(text: str) -> bool:
    """Whether a text holds East Asian characters."""
    return not text.isascii() and _SQUARE.search(text) is not None


def run_properties(
    *,
    style: str = "",
    bold: bool = False,
    italic: bool = False,
    underline: bool = False,
    color: str = "",
    size: float = 0,
    raised: str = "",
    rtl: bool = False,
    lang: str = "",
    square: bool = False,
) -> str:
    """`w:rPr`, empty where nothing is set. Size in points; `raised`: superscript or subscript.

    A run in East Asian characters (`square`) has its quotation marks and dashes from their font,
    and dots for emphasis instead of slanted characters.
    """
    parts = (
        f'<w:rStyle w:val="{style}"/>' if style else "",
        '<w:rFonts w:hint="eastAsia"/>' if square else "",
        "<w:b/><w:bCs/>" if bold else "",
        "<w:i/><w:iCs/>" if italic and not square else "",
        f'<w:color w:val="{color}"/>' if color else "",
        f'<w:sz w:val="{round(size * 2)}"/><w:szCs w:val="{round(size * 2)}"/>' if size else "",
        '<w:u w:val="single"/>' if underline else "",
        f'<w:vertAlign w:val="{raised}"/>' if raised else "",
        "<w:rtl/>" if rtl else "",
        '<w:em w:val="dot"/>' if italic and square else "",
        language_xml(lang) if lang else "",
    )
    inside = "".join(parts)
    return f"<w:rPr>{inside}</w:rPr>" if inside else ""


def run(text: str, properties: str = "") -> str:
    """A run; nothing for an empty text."""
    content = text_xml(text)
    return f"<w:r>{properties}{content}</w:r>" if content else ""


def paragraph(
    style: str, content: str, *, rtl: bool = False, before: str = "", after: str = ""
) -> str:
    """A paragraph of the style id; `before` and `after` are properties around `w:bidi`.

    Before it stand keepNext, numPr, borders, shading and tabs; after it spacing, indents and
    alignment.
    """
    bidi = "<w:bidi/>" if rtl else ""
    properties = f'<w:pStyle w:val="{style}"/>{before}{bidi}{after}'
    return f"<w:p><w:pPr>{properties}</w:pPr>{content}</w:p>"


def keep_next(xml: str) -> str:
    """The paragraphs of a piece of text, each kept on the page of the next one."""
    return _PARAGRAPH_STYLE.sub(lambda style: style[0] + "<w:keepNext/>", xml)


def bookmark(number: int, name: str, content: str = "") -> str:
    """A bookmark around `content`, or a point."""
    start = f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>'
    return f'{start}{content}<w:bookmarkEnd w:id="{number}"/>'


_EAST_ASIAN = ("zh", "ja", "ko")
_RIGHT_TO_LEFT_LANGUAGES = ("ar", "fa", "he", "ps", "ur", "dv", "ckb", "ug", "yi")


def is_east_asian(tag: str) -> bool:
    """Whether a language is written in characters that stand in squares."""
    return tag.partition("-")[0].lower() in _EAST_ASIAN


def language_xml(tag: str) -> str:
    """`w:lang` for a BCP 47 tag, in the attribute of its script. Word wants a region with it."""
    full = escaped(USUAL_REGIONS.get(tag, tag))
    primary = tag.split("-", maxsplit=1)[0].lower()
    if is_east_asian(tag):
        return f'<w:lang w:eastAsia="{full}"/>'
    if primary in _RIGHT_TO_LEFT_LANGUAGES:
        return f'<w:lang w:bidi="{full}"/>'
    return f'<w:lang w:val="{full}"/>'
