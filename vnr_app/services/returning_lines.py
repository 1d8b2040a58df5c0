"""What a report's own lines are known by when a file comes back, and which of them are too many."""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence

from vnr_app.domain.parcels import line_digest
from vnr_app.importing.returned import Margin
from vnr_app.importing.returned_body import Element

_CELL, _MARGIN = "\ue000", "\ue001"
"""Begin each cell of a row, which is no paragraph, and a line of a header or footer; spaces do not
count in digests."""
_DIGITS = re.compile(r"\d+")


def digests(element: Element) -> Iterator[str]:
    """What the lines of an element are known by: its rows, and their cells where it is a table."""
    for row in element.rows:
        yield row_digest(element, row)
        if element.is_table:
            yield from map(cell_digest, row)
    yield from map(line_digest, element.pictures)
    if element.contents:
        yield contents_digest(element)


def row_digest(element: Element, row: tuple[str, ...]) -> str:
    """What a row of a table is known by, or a paragraph."""
    if not element.is_table:
        return line_digest("".join(row))
    return line_digest("".join(_CELL + cell for cell in row))


def cell_digest(cell: str) -> str:
    """What a cell is known by."""
    return line_digest(_CELL + cell)


def contents_digest(element: Element) -> str:
    """A line of the contents by its letters alone: pages and labels are counted anew."""
    return line_digest(_DIGITS.sub("", element.text))


# --- Headers and footers ----------------------------------------------------------------------


def margin_digests(margin: Margin) -> Iterator[str]:
    """What the lines of a header or footer are known by, with and without what programs count."""
    for element, text in zip(margin.body.elements, margin.texts, strict=True):
        yield _margin_digest(element.text)
        yield _margin_digest(text)
        yield from map(line_digest, element.pictures)


def typed_in_margin(margin: Margin, known: Collection[str]) -> Iterator[Element]:
    """The elements of a header or footer that the report has not made so."""
    for element, text in zip(margin.body.elements, margin.texts, strict=True):
        said = not element.text.strip() or _margin_digest(element.text) in known
        said = said or _margin_digest(text) in known
        if not said or any(line_digest(each) not in known for each in element.pictures):
            yield element


def _margin_digest(text: str) -> str:
    return line_digest(_MARGIN + text)


# --- Lines that are there more often than they were made ------------------------------------------

Places = Sequence[tuple[int, str, Element]]
"""Elements that may be the report's own, with their number and the bookmark of their section."""


def counted(places: Places) -> dict[str, dict[str, int]]:
    """How often each line was made, by the bookmark of its section."""
    found: dict[str, Counter[str]] = {}
    for _at, mark, element in places:
        found.setdefault(mark, Counter())[_whole_digest(element)] += 1
    return {mark: dict(counts) for mark, counts in found.items()}


def surplus(
    places: Places, here: Collection[str], sent: Mapping[str, Mapping[str, int]]
) -> frozenset[int]:
    """The numbers of the elements that say what the report says, but once more than it did.

    Lines of a section whose bookmark is no longer `here` may stand anywhere.
    """
    left = {mark: Counter(counts) for mark, counts in sent.items()}
    homeless = sum((counts for mark, counts in left.items() if mark not in here), Counter[str]())
    found = set()
    for at, mark, element in places:
        line = _whole_digest(element)
        counts = left.get(mark, homeless)
        counts = counts if counts[line] else homeless
        if counts[line]:
            counts[line] -= 1
        else:
            found.add(at)
    return frozenset(found)


def _whole_digest(element: Element) -> str:
    """What an element is known by as a whole."""
    if not element.is_table:
        return row_digest(element, element.rows[0])
    return line_digest("".join(_CELL + cell for row in element.rows for cell in row))
