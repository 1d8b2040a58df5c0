"""What a drawing of Word holds: text boxes, lettering, pictures."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from vnr_app.importing.docx_parts import A, R, V, W, local

if TYPE_CHECKING:
    from lxml.etree import _Element

BOX = f"{W}txbxContent"
"""The content of a text box: paragraphs and tables of its own."""
PICTURES = (f"{A}blip", f"{V}imagedata")


def outside_boxes(element: "_Element") -> "Iterator[_Element]":
    """What is below an element: the contents of text boxes, but nothing inside of them."""
    for child in element:
        yield child
        if child.tag != BOX:
            yield from outside_boxes(child)


def lettering(element: "_Element") -> str:
    """The words that a shape shows by itself, as the letters of a paragraph or of a path."""
    if element.tag == f"{V}textpath":
        return element.get("string", "")
    if element.tag == f"{A}p":
        return "".join(each.text or "" for each in element.iter(f"{A}t"))
    return ""


def pictures_of(drawing: "_Element") -> Iterator[tuple[str, str]]:
    """The relations of the pictures in a drawing, each with its description."""
    described = next((e.get("descr", "") for e in drawing.iter() if local(e.tag) == "docPr"), "")
    for picture in outside_boxes(drawing):
        if picture.tag == f"{A}blip":
            yield picture.get(f"{R}embed", ""), described
        elif picture.tag == f"{V}imagedata":
            shape = picture.getparent()
            yield picture.get(f"{R}id", ""), "" if shape is None else shape.get("alt", "")
