"""What word processors and spreadsheets write into HTML, brought to HTML's own terms."""

import re
from dataclasses import dataclass

from vnr_app.importing.html_tree import Element, declarations

_CLASS_RULE = re.compile(r"\.((?:xl|font)\d+)\s*\{([^{}]*)\}")
"""A rule of Excel's style sheet, which holds what its cells look like."""
_LIST_LEVEL = re.compile(r"l\d+ (?:level(\d) )?lfo\d+")
_NUMBER = re.compile(r"[(\[]?[\w.\-]*\w[.)\]:、．]+|[(\[]?\d[\d.]*")
"""A marker that counts; a letter alone is a sign of a symbol font, as “o” and “Ø” are."""
_MAX_SPLIT = 10_000
"""Cells that are made of those over which Excel only lets a text run."""


@dataclass(slots=True)
class Leavings:
    """What of the HTML was left out, to be said."""

    comments: int = 0
    tracked: bool = False
    hidden: bool = False


def _style(element: Element) -> dict[str, str]:
    return dict(declarations(element.attributes.get("style", "")))


def _classes(element: Element) -> list[str]:
    return element.attributes.get("class", "").split()


def _comment_count(root: Element) -> int:
    """How many of Word's comments the HTML names: by their marks, or by their texts."""
    marks: set[str] = set()
    texts = 0
    for element in root.walk():
        href = element.attributes.get("href", "")
        if href.startswith("#_msocom_"):
            marks.add(href)
        texts += _style(element).get("mso-element") == "comment"
    return max(len(marks), texts)


def _is_comment(element: Element, style: dict[str, str]) -> bool:
    return (
        style.get("mso-element") == "comment-list"
        or style.get("mso-special-character") == "comment"
        or element.attributes.get("href", "").startswith("#_msocom_")
        or "MsoCommentReference" in _classes(element)
    )


def _is_scaffold(element: Element, style: dict[str, str]) -> bool:
    """Whether the element stands for a list's marker, a paragraph's end or a table's columns."""
    no_row = element.tag == "tr" and element.attributes.get("height") == "0"
    empty = "EOP" in _classes(element) or no_row
    return style.get("mso-list") == "ignore" or (empty and not element.text().strip())


def _is_space(element: Element, style: dict[str, str]) -> bool:
    """Whether the element only keeps a browser from taking a space away."""
    names = {"mso-spacerun", "mso-tab-count"}.intersection(style)
    chrome = element.tag == "span" and not element.attributes
    return bool(names) or (chrome and element.children == ["\u00a0"])


def _make_item(paragraph: Element, list_style: str) -> None:
    """Make a list item of a paragraph of Word's, if its style says that it is one."""
    level = _LIST_LEVEL.fullmatch(list_style)
    if level is None:
        return
    markers = (e.text() for e in paragraph.walk() if _style(e).get("mso-list") == "ignore")
    counts = _NUMBER.fullmatch(next(markers, "").strip())
    paragraph.tag = "li"
    paragraph.attributes["level"] = str(int(level[1] or 1) - 1)
    paragraph.attributes["kind"] = "ol" if counts else "ul"


def _name_paragraph(element: Element) -> None:
    """Give a paragraph the tag or the class of its meaning."""
    attributes = element.attributes
    level = attributes.get("aria-level", "")
    if attributes.get("role") == "heading" and level in ("1", "2", "3", "4", "5", "6"):
        element.tag = f"h{level}"
    for name in _classes(element):
        match name:
            case "MsoTitle":
                element.tag = "h1"
            case "MsoQuote" | "MsoIntenseQuote":
                attributes["class"] = "quote"
            case "MsoCaption":
                attributes["class"] = "caption"


class _Tidier:
    """Walks the tree and changes it in place."""

    def __init__(self, html: str) -> None:
        self.left = Leavings()
        self._rules = {rule[1]: rule[2] for rule in _CLASS_RULE.finditer(html)}
        self._may_split = _MAX_SPLIT

    def tidy(self, element: Element) -> None:
        """Tidy what is below the element."""
        children: list[Element | str] = []
        for child in element.children:
            if isinstance(child, str):
                children.append(child)
            elif not self._leave_out(child):
                children.extend(self._plain(child))
        element.children = children

    def _leave_out(self, element: Element) -> bool:
        style = _style(element)
        if element.tag == "del" and "datetime" in element.attributes:
            self.left.tracked = True
        elif style.get("display") == "none" or style.get("mso-hide") == "all":
            self.left.hidden |= bool(element.text().strip())
        else:
            return _is_comment(element, style) or _is_scaffold(element, style)
        return True

    def _plain(self, element: Element) -> list[Element | str]:
        """What stands for the element: itself, tidied, as a rule."""
        style, attributes = _style(element), element.attributes
        if _is_space(element, style):
            return [" "]
        if "LineBreakBlob" in _classes(element) and not element.text().strip():
            return [Element("br")]
        for name in _classes(element):
            if name in self._rules:
                attributes["style"] = f"{self._rules[name]};{attributes.get('style', '')}"
        if element.tag == "ins" and "datetime" in attributes:
            self.left.tracked = True
            element.tag = "span"
        elif element.tag in ("p", "div"):
            _name_paragraph(element)
            _make_item(element, style.get("mso-list", ""))
        elif element.tag == "li" and attributes.get("data-aria-level", "") in tuple("123456789"):
            attributes["level"] = str(int(attributes["data-aria-level"]) - 1)
        self.tidy(element)
        return [element, *self._run_over(element, style)]

    def _run_over(self, cell: Element, style: dict[str, str]) -> list[Element]:
        """Cells of their own for the empty ones that a cell runs over without being merged."""
        width = cell.attributes.get("colspan", "")[:4]
        if style.get("mso-ignore") != "colspan" or not (width.isascii() and width.isdecimal()):
            return []
        if int(width) > self._may_split:
            return []
        self._may_split -= int(width)
        del cell.attributes["colspan"]
        return [Element(cell.tag) for _more in range(int(width) - 1)]


def tidy(root: Element, html: str) -> Leavings:
    """Bring the tree that was parsed from the HTML to HTML's own terms; say what was left out.

    Word's list paragraphs become list items, its styles headings, quotations and captions, its
    comments and deletions go; Excel's style sheet is applied to its cells.
    """
    tidier = _Tidier(html)
    tidier.left.comments = _comment_count(root)
    tidier.tidy(root)
    return tidier.left
