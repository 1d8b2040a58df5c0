"""Foreign HTML made harmless, as a small tree of elements and texts."""

import re
from collections import Counter
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urlsplit

from vnr_app.errors import KnownError
from vnr_app.i18n import _

MAX_DEPTH = 100
"""Deeper elements are read as if they stood at this depth."""
MAX_OPEN = 1_000
"""Elements left open at once; the time that an HTML parser takes grows with their square."""
MAX_CHARACTERS = 5_000_000
"""Length of the harmless HTML; a whole review has less than a million."""

_TAGS = {
    *("h1", "h2", "h3", "h4", "h5", "h6", "p", "br", "hr", "pre", "blockquote", "div", "section"),
    *("article", "header", "footer", "main", "aside", "nav", "figure", "figcaption", "address"),
    *("center", "ul", "ol", "li", "dl", "dt", "dd", "table", "caption", "thead", "tbody", "tfoot"),
    *("tr", "th", "td", "strong", "b", "em", "i", "u", "ins", "s", "strike", "del", "sup", "sub"),
    *("a", "span", "font", "img", "cite", "q", "code", "mark", "small"),
}
_UNREADABLE = {"script", "style", "title", "svg", "math", "video", "audio", "iframe", "object"}
_UNREADABLE |= {"template", "noscript", "select", "textarea", "button", "applet", "canvas", "xml"}
PICTURE = "picture"
"""The attribute that names a picture which stood in the HTML itself; see `html_pictures`."""
_ATTRIBUTES = {
    "*": {"id", "dir", "lang", "style", "class", "role", "aria-level", "data-aria-level"},
    "a": {"href", "name"},
    "img": {PICTURE, "alt"},
    "tr": {"height"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan"},
    "ins": {"datetime"},
    "del": {"datetime"},
}
_STYLES = {"font-weight", "font-style", "text-decoration", "text-decoration-line", "vertical-align"}
_STYLES |= {"display", "mso-hide", "mso-list", "mso-element", "mso-special-character"}
_STYLES |= {"mso-spacerun", "mso-tab-count", "mso-ignore"}
_WEB_SCHEMES = {"http", "https", "mailto"}
_SCHEME = re.compile(r"href\s*=\s*[\"']?\s*([a-z][a-z0-9+.-]{0,30}):", re.I)
_EMBEDDED = re.compile(r"<(?:svg|math|video|audio|iframe|object|embed|canvas)\b", re.I)
_VOID = {"br", "hr", "img"}
_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)", re.I)
# Elements that HTML closes by itself, or that have no content.
_SELF_CLOSING = _VOID | {"p", "li", "dt", "dd", "tr", "td", "th", "thead", "tbody", "tfoot"}
_SELF_CLOSING |= {"input", "meta", "link", "col", "wbr", "area", "base", "option", "html", "body"}


@dataclass(slots=True)
class Element:
    """An element with its attributes and its children in order."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: "list[Element | str]" = field(default_factory=list)

    def walk(self) -> "list[Element]":
        """The element and every element below it, in order."""
        found = [self]
        for child in self.children:
            if isinstance(child, Element):
                found.extend(child.walk())
        return found

    def text(self) -> str:
        """The text of the element and of every element below it, in order."""
        return "".join(c if isinstance(c, str) else c.text() for c in self.children)


class _TreeBuilder(HTMLParser):
    """Builds the tree of well-formed HTML."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("body")
        self._open = [self.root]
        self._too_deep = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Hang the element below the innermost open one."""
        element = Element(tag, {name: value or "" for name, value in attrs})
        self._open[-1].children.append(element)
        if tag in _VOID:
            return
        if len(self._open) > MAX_DEPTH:
            self._too_deep += 1
        else:
            self._open.append(element)

    def handle_endtag(self, tag: str) -> None:
        """Close the innermost open element; the sanitiser has closed them in order."""
        if tag in _VOID:
            return
        if self._too_deep:
            self._too_deep -= 1
        elif len(self._open) > 1:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        """Hang the text below the innermost open element."""
        self._open[-1].children.append(data)


def declarations(style: str) -> list[tuple[str, str]]:
    """The names and values in a `style` attribute, in lower case."""
    pairs = (declaration.partition(":") for declaration in style.lower().split(";"))
    return [(name.strip(), value.strip()) for name, _colon, value in pairs if name.strip()]


def web_link(href: str) -> str | None:
    """The address if it leads to the web or to a mailbox, else None."""
    try:
        parts = urlsplit(href.strip())
    except ValueError:
        return None
    if parts.scheme in ("http", "https") and parts.netloc:
        return href.strip()
    return href.strip() if parts.scheme == "mailto" and parts.path else None


def embedded_count(html: str) -> int:
    """How many drawings, formulas, films and the like the HTML holds, which are not read."""
    return len(_EMBEDDED.findall(html))


def _check_nesting(html: str, name: str) -> None:
    """Refuse HTML that leaves more elements open than any text does."""
    unclosed: Counter[str] = Counter()
    depth = 0
    for match in _TAG.finditer(html):
        slash, tag = match[1], match[2].lower()
        if tag in _SELF_CLOSING:
            continue
        if not slash:
            unclosed[tag] += 1
            depth += 1
        elif unclosed[tag]:
            unclosed[tag] -= 1
            depth -= 1
        if depth > MAX_OPEN:
            raise KnownError(
                "damaged-file",
                _("“{name}” was not read: its elements are nested too deeply.").format(name=name),
            )


def parse_html(html: str, name: str) -> tuple[Element, int]:
    """The tree of a piece of HTML or a page, of which only harmless elements are left.

    The number is that of the links that lead neither to the web, to a mailbox nor to a place in
    the text itself; their addresses are gone. Scripts, styles and embedded things go with their
    content, unknown elements leave theirs.
    Raises `KnownError` that speaks of `name` where the HTML is too long or too deep.
    """
    _check_nesting(html, name)
    import nh3  # noqa: PLC0415 - loaded only when a text is read

    lost_links = 0

    def harmless(tag: str, attribute: str, value: str) -> str | None:
        nonlocal lost_links
        if (tag, attribute) != ("a", "href") or value.startswith("#") or web_link(value):
            return value
        lost_links += bool(value.strip())
        return None

    clean = nh3.clean(
        html,
        tags=_TAGS,
        clean_content_tags=_UNREADABLE,
        attributes=_ATTRIBUTES,
        filter_style_properties=_STYLES,
        # Other schemes are let through to be counted; `harmless` takes their addresses away.
        url_schemes=_WEB_SCHEMES.union(map(str.lower, _SCHEME.findall(html))),
        attribute_filter=harmless,
        link_rel=None,
    )
    if len(clean) > MAX_CHARACTERS:
        raise KnownError(
            "file-too-large",
            _("“{name}” was not read: its text is too long.").format(name=name),
            _("Split it into sections."),
        )
    builder = _TreeBuilder()
    builder.feed(clean)
    builder.close()
    return builder.root, lost_links
