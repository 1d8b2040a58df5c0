"""Footnotes in HTML: pairs of links that lead to each other, as every converter writes them."""

from collections.abc import Iterator

from vnr_app.importing.html_tree import Element

_BODIES = {"li", "div", "aside", "section", "dd", "p"}


def _with_ancestors(
    element: Element, above: tuple[Element, ...] = ()
) -> Iterator[tuple[Element, tuple[Element, ...]]]:
    yield element, above
    for child in element.children:
        if isinstance(child, Element):
            yield from _with_ancestors(child, (*above, element))


def _names(element: Element) -> set[str]:
    return {element.attributes.get("id", ""), element.attributes.get("name", "")} - {""}


def _target(link: Element) -> str:
    href = link.attributes.get("href", "")
    return href[1:] if link.tag == "a" and href.startswith("#") else ""


def _body(element: Element, above: tuple[Element, ...]) -> Element | None:
    """The element that holds the note whose mark or text begins at `element`."""
    chain = [e for e in (element, *reversed(above)) if e.tag in _BODIES]
    named = (e for e in chain if e.attributes.get("id"))
    return next(named, None) or next(iter(chain), None)


def find_notes(root: Element) -> dict[int, Element]:
    """For the `id()` of each link that is a note's mark, the element that holds the note.

    A mark is a link to a note that holds a link back to it.
    """
    places: dict[str, tuple[Element, tuple[Element, ...]]] = {}
    links: list[tuple[Element, tuple[Element, ...]]] = []
    for element, above in _with_ancestors(root):
        for name in _names(element):
            places.setdefault(name, (element, above))
        if _target(element):
            links.append((element, above))
    notes: dict[int, Element] = {}
    bodies: set[int] = set()
    for link, above in links:
        if _target(link) not in places or any(id(element) in bodies for element in above):
            continue
        body = _body(*places[_target(link)])
        if body is None or body in (link, *above):
            continue
        own_names = _names(link) | _names(above[-1])
        if any(_target(inner) in own_names for inner in body.walk() if _target(inner)):
            notes[id(link)] = body
            bodies.add(id(body))
    return notes


def is_back_link(element: Element) -> bool:
    """Whether the element, found inside a note, is the link back to the note's mark."""
    return bool(_target(element)) and len(element.text().strip(" []()\u00a0\ufe0e")) <= 3
