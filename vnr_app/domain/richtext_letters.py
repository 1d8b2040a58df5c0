"""Finding words in a stretch of text: which letters count as the same, where a word ends."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

OBJECT = "\ufffc"
BREAK = "\u2028"
"""What a run that is no text counts as: one character, as in the editor."""

_AS_TYPED = str.maketrans({"’": "'", "ʼ": "'", "‑": "-", "\u00a0": " ", "\u202f": " "})
"""Characters that a keyboard has no key for, and what stands for them."""
_UNSEEN = frozenset("\u00ad\u200b\u200e\u200f\u2060")

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for, and what counts as the same."""

    text: str
    match_case: bool = False
    whole_words: bool = False
    ignore_accents: bool = False


@lru_cache(maxsize=4096)
def _fold_letter(letter: str, match_case: bool, ignore_accents: bool) -> str:
    if letter in _UNSEEN:
        return ""
    folded = unicodedata.normalize("NFD", letter.translate(_AS_TYPED))
    if not match_case:
        folded = unicodedata.normalize("NFD", folded.casefold())
    if ignore_accents:
        folded = "".join(each for each in folded if not unicodedata.combining(each))
    return folded


@lru_cache(maxsize=4096)
def _folded(text: str, match_case: bool, ignore_accents: bool) -> tuple[str, Sequence[int]]:
    """The text as it is compared, and for each of its letters the place that it comes from."""
    if text.isascii():
        return text if match_case else text.lower(), range(len(text))
    letters: list[str] = []
    origins: list[int] = []
    for place, letter in enumerate(text):
        folded = _fold_letter(letter, match_case, ignore_accents)
        letters.append(folded)
        origins.extend([place] * len(folded))
    return "".join(letters), origins


def _is_combining(letters: str, place: int) -> bool:
    return place < len(letters) and unicodedata.combining(letters[place]) != 0


def _span(text: str, wanted: Wanted, start: int, end: int) -> Span | None:
    """The place in the text of what was found in its folded form; None for half a letter."""
    hay, origins = _folded(text, wanted.match_case, wanted.ignore_accents)
    begins_inside = start > 0 and origins[start - 1] == origins[start]
    ends_inside = end < len(hay) and origins[end] == origins[end - 1]
    if begins_inside or ends_inside or _is_combining(hay, end):
        return None
    last = origins[end - 1] + 1
    while _is_combining(text, last):
        last += 1
    return origins[start], last


def _joins(letter: str) -> bool:
    """Whether a letter belongs to the word beside it; Chinese has no spaces between words."""
    if "\u3005" <= letter <= "\u9fff" or "\uf900" <= letter <= "\ufaff" or letter > "\U0001ffff":
        return False
    return letter.isalnum() or letter == "_" or unicodedata.combining(letter) != 0


def _stands_alone(text: str, span: Span) -> bool:
    start, end = span
    before = start > 0 and _joins(text[start - 1]) and _joins(text[start])
    after = end < len(text) and _joins(text[end]) and _joins(text[end - 1])
    return not before and not after


def find_in(text: str, wanted: Wanted) -> tuple[Span, ...]:
    """Begin and end of each match in a text; matches do not overlap."""
    if OBJECT in wanted.text or BREAK in wanted.text:
        return ()
    needle = _folded(wanted.text, wanted.match_case, wanted.ignore_accents)[0]
    hay = _folded(text, wanted.match_case, wanted.ignore_accents)[0]
    found: list[Span] = []
    at = hay.find(needle) if needle else -1
    while at >= 0:
        span = _span(text, wanted, at, at + len(needle))
        good = span is not None and (not wanted.whole_words or _stands_alone(text, span))
        if span is not None and good:
            found.append(span)
        at = hay.find(needle, at + (len(needle) if good else 1))
    return tuple(found)
