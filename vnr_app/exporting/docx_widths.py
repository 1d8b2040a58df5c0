"""How wide text is, and the widths of columns that follow from it.

No font is at hand when a report is written, so a character counts by its kind, in thousandths of
an em. Widths of columns are in twentieths of a point, sizes of type in points.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate, zip_longest
from typing import NamedTuple

from vnr_app.domain.report import Column, DataTable, ReportDocument
from vnr_app.exporting.docx_outline import data_tables

USUAL_MARGIN, SMALL_MARGIN = 85, 57
"""The room at each side of a cell; the smaller one goes with smaller type."""

_HAIR = 30
_LETTER, _CAPITAL, _NARROW, _SLIM, _BROAD, _FULL = 600, 720, 320, 420, 930, 1000
_LETTERS = (
    dict.fromkeys("ijlI.,:;'!|()[]- \u00a0\u202f", _NARROW)
    | dict.fromkeys('frtJ/{}"', _SLIM)
    | dict.fromkeys("mwMW%@—…‰жшщюыфЖШЩЮЫФМ", _BROAD)
)
_SCRIPTS = (("\u0400", "\u052f", 630), ("\u0600", "\u06ff", 510))
"""The first and the last letter of other scripts, and the usual width of their letters."""
BOLD = 1.12
"""How much wider bold type is."""
_LONGEST_WORD = 24 * _LETTER
"""A longer word may break: an address must not press a whole table into small type."""
_STEP, _SMALLEST = 0.5, 0.76
_MUCH = 2.5
"""How many times the usual length of its texts a column of words can use."""
_SOME = 12 * _LETTER
"""What every column of words can use: one of short units has a long one now and then."""
_COMFORT = 0.6
"""The part of its share below which a column of words is not pressed while type is large."""
_SAMPLED, _BITS = 8, 8
"""So many rows tell how columns of words share the room, in so many bits."""
_GAP_AFTER_NUMBERS = 2
_STATUS = 16 * _LETTER
"""A status of this width stands on one line, a longer one on two."""

# Scripts that break between any two characters, or at words that only a dictionary knows.
_BREAKS_ANYWHERE = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\ud7ff\uf900-\ufaff\uff00-\uff60"
    "\U00020000-\U0003ffff"
)
_BREAKS_AFTER = "\u2010\u2012-\u2014-"
_SPACES = " \t\r\n\u1680\u2000-\u2006\u2008-\u200b\u2028\u2029\u205f\u3000"
_WORD = re.compile(f"[^{_SPACES}{_BREAKS_ANYWHERE}{_BREAKS_AFTER}]+[{_BREAKS_AFTER}]?")


@cache
def _em(char: str) -> int:
    if known := _LETTERS.get(char):
        return known
    if unicodedata.east_asian_width(char) in "WF":
        return _FULL
    if unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    for first, last, width in _SCRIPTS:
        if first <= char <= last:
            return width
    return _CAPITAL if char.isupper() else _LETTER


def text_width(text: str) -> int:
    """The width of a text on one line."""
    return sum(map(_em, text))


def word_width(texts: Iterable[str]) -> int:
    """The width of what may not break in texts: their longest word, or one wide character."""
    words = set(_WORD.findall("\n".join(texts)))
    # A word of fewer but broader letters may be the widest one.
    longest = max(map(len, words), default=0) / 1.6
    widest = max((text_width(word) for word in words if len(word) >= longest), default=0)
    return min(max(widest, _FULL), _LONGEST_WORD)


def line_width(texts: Sequence[str]) -> int:
    """About the width of the longest of many texts; that of figures in ASCII is never too small."""
    if all(map(str.isascii, texts)):
        return max(map(len, texts), default=0) * _LETTER
    return max(map(text_width, set(texts)))


def turned(text: str, room: int) -> list[str]:
    """The lines of a text that is to turn at `room`; a space stays at the end of a line."""
    lines = [""]
    for word in re.findall(" *[^ ]+ ?", text):
        if lines[-1] and text_width(f"{lines[-1]}{word}".rstrip()) > room:
            lines.append("")
        lines[-1] += word
    return lines


def usual_width(texts: Sequence[str]) -> int:
    """The room that texts can use: a few long ones among short ones may take more lines."""
    lengths = [length for length in map(len, texts) if length]
    if not lengths:
        return 0
    return min(line_width(texts), max(round(sum(lengths) / len(lengths) * _MUCH * _LETTER), _SOME))


def points_of(width: float, size: float) -> int:
    """A width in thousandths of an em as twentieths of a point, with a hair's breadth to spare."""
    return int(width * size / 50) + _HAIR


class Bounds(NamedTuple):
    """What a column must have, what it can use, and its share of the room in between."""

    least: int
    most: int
    share: float


def shared_widths(shares: Sequence[float], total: int) -> list[int]:
    """Whole widths in the proportion of the shares that sum up to `total`."""
    whole = sum(shares)
    edges = [round(total * so_far / whole) for so_far in accumulate(shares)]
    return [edge - start for start, edge in zip([0, *edges], edges, strict=False)]


def fitted_widths(columns: Sequence[Bounds], total: int) -> list[int]:
    """Whole widths by share within each column's bounds, which sum up to `total`.

    Where even the least is too much, or the most too little, all give or take in proportion.
    """
    widths: list[float] = [column.least for column in columns]
    open_ = {i for i, column in enumerate(columns) if column.least < column.most}
    if sum(widths) >= total:
        open_ = set()
    room = total - sum([width for i, width in enumerate(widths) if i not in open_])
    while open_:
        rate = room / sum(columns[i].share for i in open_)
        wanted = {i: columns[i].share * rate for i in open_}
        for i in open_:
            widths[i] = min(max(wanted[i], columns[i].least), columns[i].most)
        excess = sum(widths[i] - wanted[i] for i in open_)
        settled = {i for i in open_ if (widths[i] - wanted[i]) * excess > 0}
        if not settled:
            break
        room -= sum(widths[i] for i in settled)
        open_ -= settled
    return shared_widths([max(width, 1) for width in widths], total)


@dataclass(frozen=True, slots=True)
class Layout:
    """The widths of a table's columns, the size of its type (0: the style's), its margins."""

    widths: list[int]
    size: float
    margin: int

    @property
    def gap(self) -> int:
        """The room before words that follow a column of numbers."""
        return gap_after_numbers(self.margin)


def gap_after_numbers(margin: int) -> int:
    """The room before words that follow a column of numbers."""
    return margin * (1 + _GAP_AFTER_NUMBERS)


class _Need(NamedTuple):
    """A column's bounds before the size of the type is known, in thousandths of an em."""

    least: int
    most: int
    share: float
    words: bool
    gap: bool
    lengths: list[int]
    """The letters of some of its texts, those of the same rows in all columns."""


@cache
def _head_widths(title: str) -> tuple[int, int]:
    """The width of a heading's longest word and of the whole."""
    return round(word_width([title]) * BOLD), round(text_width(title) * BOLD)


def _need(column: Column, texts: Sequence[str], toned: list[str], *, gap: bool) -> _Need:
    """What a column needs; `toned` are those of its texts that are a status."""
    head, whole_head = _head_widths(column.title)
    words = column.align != "end"
    if words:
        least, most = word_width(texts), usual_width(texts)
    else:
        least = most = min(line_width(texts), _LONGEST_WORD)
    if toned:
        # A status is bold, and in more than a few lines it is hard to take in at a glance.
        line = line_width(toned)
        least = max(round(max(word_width(toned), min(line, _STATUS), line / 2) * BOLD), least)
    least, most = max(least, head), max(most, whole_head)
    lengths = [len(text) for text in texts[:: len(texts) // _SAMPLED + 1]]
    return _Need(least, max(least, most), max(column.share, 0.01), words, gap, lengths)


def _needs(table: DataTable) -> list[_Need]:
    """What each column needs for its longest number or word."""
    rows = [row.cells for row in table.rows if not row.group]
    texts = list(zip_longest(*[[cell.text for cell in cells] for cells in rows], fillvalue=""))
    texts += [()] * (len(table.columns) - len(texts))
    needs = []
    before = "start"
    for place, column in enumerate(table.columns):
        toned = []
        if column.align != "end":
            toned = [each.text for cells in rows for each in cells[place : place + 1] if each.tone]
        gap = before == "end" and column.align == "start"
        needs.append(_need(column, texts[place], toned, gap=gap))
        before = column.align
    return needs


def _bounds(
    needs: list[_Need], size: float, margin: int, width: int, *, rtl: bool, comfort: float
) -> list[Bounds]:
    shares = sum([need.share for need in needs])
    gap, scale = gap_after_numbers(margin), size / 50
    bounds = []
    for need in needs:
        beside = gap if need.gap else margin
        room = beside + (beside if rtl else margin) + _HAIR
        least, most = int(need.least * scale) + room, int(need.most * scale) + room
        if need.words:
            least = max(least, min(most, round(width * need.share / shares * comfort)))
        bounds.append(Bounds(least, most, need.share))
    return bounds


def _eased(needs: list[_Need], columns: list[Bounds], total: int) -> list[Bounds]:
    """Bounds that give the room to spare, bit by bit, to the columns that make rows high."""
    widths = [column.least for column in columns]
    spare = total - sum(widths)
    bit = spare // _BITS
    open_ = [i for i, column in enumerate(columns) if column.least < column.most]
    if len(open_) < 2 or sum(column.most for column in columns) <= total:
        return columns
    while open_ and bit > 0 and spare >= bit:
        gains = dict.fromkeys(open_, 0.0)
        for row in zip_longest(*(needs[i].lengths for i in open_), fillvalue=0):
            turns, highest = max(
                (length / widths[i], i) for i, length in zip(open_, row, strict=True)
            )
            gains[highest] += turns / widths[highest]
        chosen = max(open_, key=lambda i: gains[i])
        widths[chosen] += bit
        spare -= bit
        open_ = [i for i in open_ if widths[i] < columns[i].most]
    return [
        Bounds(width, max(width, column.most), column.share)
        for width, column in zip(widths, columns, strict=True)
    ]


def _layouts(tables: list[list[_Need]], width: int, usual: float, *, rtl: bool) -> Iterator[Layout]:
    """One size of type for all tables: the largest in which every number and word has room."""
    size, margin = usual, USUAL_MARGIN
    while True:
        bounds = [
            _bounds(needs, size, margin, width, rtl=rtl, comfort=_COMFORT) for needs in tables
        ]
        fit = all(sum([column.least for column in columns]) <= width for columns in bounds)
        if fit or size - _STEP < usual * _SMALLEST:
            break
        size, margin = size - _STEP, SMALL_MARGIN
    chosen = 0 if size == usual else size
    for needs in tables:
        columns = _eased(needs, _bounds(needs, size, margin, width, rtl=rtl, comfort=0), width)
        yield Layout(fitted_widths(columns, width), chosen, margin)


def table_layouts(
    report: ReportDocument, upright: int, landscape: int, usual: float
) -> Iterator[Layout]:
    """The layouts of all tables of figures, in the order of the report.

    Those on upright pages `upright` wide share one size of type, those on their side another.
    """
    kinds = [
        (chapter.landscape, _needs(table))
        for chapter in report.chapters
        for table in data_tables(chapter)
    ]
    by_kind = {
        kind: _layouts(
            [needs for k, needs in kinds if k is kind], width, usual, rtl=report.right_to_left
        )
        for kind, width in ((False, upright), (True, landscape))
    }
    return (next(by_kind[kind]) for kind, _ in kinds)
