"""Pictures that HTML carries in itself; those that it only names are never looked for."""

import base64
import binascii
import re
from urllib.parse import unquote

from vnr_app.domain.richtext import Block, Figure, Paragraph, ParagraphStyle
from vnr_app.importing.html_tree import PICTURE, Element
from vnr_app.importing.pictures import is_readable, picture_id

_INNER = re.compile(
    r"\bsrc\s*=\s*(?:\"\s*data:image/[a-z.+-]{1,20};base64,([^\"<>]*)\""
    r"|'\s*data:image/[a-z.+-]{1,20};base64,([^'<>]*)'"
    r"|data:image/[a-z.+-]{1,20};base64,([^\s\"'<>]*))",
    re.I,
)
_SPACE = re.compile(r"\s+")


def _decoded(text: str) -> bytes:
    try:
        return base64.b64decode(_SPACE.sub("", unquote(text)), validate=True)
    except binascii.Error:
        return b""


def take_out(html: str) -> tuple[str, dict[str, bytes]]:
    """The HTML with the ids of its pictures in place of their bytes, and these by id."""
    images: dict[str, bytes] = {}

    def named(match: re.Match[str]) -> str:
        data = _decoded(match[1] or match[2] or match[3] or "")
        if not is_readable(data):
            return ""
        name = picture_id(data)
        images[name] = data
        return f'{PICTURE}="{name}"'

    return _INNER.sub(named, html), images


def figure_of(element: Element) -> Figure:
    """The figure that an `img` element with a picture of its own is."""
    attributes = element.attributes
    return Figure(image_id=attributes[PICTURE], alt_text=attributes.get("alt", ""))


def join_caption(blocks: list[Block]) -> None:
    """Make the caption that ends the blocks a part of the figure before it, if there is one."""
    if len(blocks) < 2:
        return
    figure, caption = blocks[-2:]
    if not isinstance(figure, Figure) or figure.caption or not isinstance(caption, Paragraph):
        return
    if caption.style is ParagraphStyle.CAPTION:
        whole = Figure(
            image_id=figure.image_id,
            alt_text=figure.alt_text,
            caption=caption.runs,
            dir=caption.dir,
            lang=caption.lang,
        )
        blocks[-2:] = [whole]
