"""The figures in a text, and whether a translation says the same ones."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from vnr_app.domain.richtext import Document, NoteRef, Run, Runs, Text, ValueRef
from vnr_app.domain.richtext_ops import block_runs, iter_blocks

_COMMA_IS_DECIMAL = ("fr", "es", "ru", "pt", "de", "it", "nl", "pl", "tr", "id", "uk", "hy", "az")
# Digits of any script, with single separators between them. A dash is a minus where a word, a
# bracket or a mark of direction before it says that it joins nothing; Chinese puts no space there.
# Months, which others write with words, are not figures in Chinese either.
_NUMBER = re.compile(
    r"(?P<minus>(?<![^\s(\[“„«\u061c\u200e\u200f\u3000-\u9fff])[−–-])?"
    r"(?P<number>\d+(?:[.,٫٬'’\u00a0\u202f\u2009 ]\d+)*)(?!\d*月)"
    r"(?:[\s\u00a0\u202f]?(?P<multiple>[万亿]|(?:million|millones|millón|миллион|млн|مليون|"
    r"billion|milliard|миллиард|млрд|مليار)\w*))?",
    re.IGNORECASE,
)
_SPACES = " \u00a0\u202f\u2009'’٬"
_MULTIPLES = (
    ("万", 10**4),
    ("亿", 10**8),
    *((word, 10**6) for word in ("million", "millon", "millón", "миллион", "млн", "مليون")),
    *((word, 10**9) for word in ("billion", "milliard", "миллиард", "млрд", "مليار")),
)
_OFTEN_WORDS = 12
"""Whole numbers up to this one are written as words in one language and as digits in another."""


@dataclass(frozen=True, slots=True)
class FigureDifference:
    """A figure that two texts do not say equally often: how often each says it."""

    figure: str
    original: int
    translation: int


def figures(document: Document, language: str) -> Counter[str]:
    """The figures of a text, notes included, as plain decimals ("1234.5") or codes ("3.1.1")."""
    found: Counter[str] = Counter()
    for block in iter_blocks(document):
        for text in _stretches(block_runs(block)):
            found.update(plain_numbers(text, language))
    return found


def plain_numbers(text: str, language: str) -> Iterator[str]:
    """The figures of a text in their order, as plain decimals or codes."""
    for match in _NUMBER.finditer(text):
        *others, last = _read(match["number"], language)
        first, *between = *others, _multiplied(last, match["multiple"] or "")
        yield f"-{first}" if match["minus"] else first
        yield from between


def compare_figures(
    original: Document, translation: Document, from_language: str, to_language: str
) -> tuple[FigureDifference, ...]:
    """The figures that one text has more often than the other, in the order of the figures.

    Small whole numbers that only one of them has in digits count as words of the other, unless the
    other has figures of its own that they may have become.
    """
    here, there = figures(original, from_language), figures(translation, to_language)
    found = [
        FigureDifference(figure, here[figure], there[figure])
        for figure in sorted(here.keys() | there.keys(), key=lambda each: (len(each), each))
        if here[figure] != there[figure]
    ]
    if len({each.original > each.translation for each in found}) == 1:
        found = [each for each in found if not _is_often_a_word(each.figure)]
    return tuple(found)


def _is_often_a_word(figure: str) -> bool:
    return figure.isdecimal() and int(figure) <= _OFTEN_WORDS


def _stretches(runs: Runs) -> Iterator[str]:
    """The text between runs that are no text; a living number says what it shows."""
    pieces: list[str] = []
    for run in runs:
        if isinstance(run, NoteRef):
            yield from _stretches(run.note)
        said = _said(run)
        if said is None:
            yield "".join(pieces)
            pieces = []
        else:
            pieces.append(said)
    yield "".join(pieces)


def _said(run: Run) -> str | None:
    return run.text if isinstance(run, Text | ValueRef) else None


def _read(raw: str, language: str) -> tuple[str, ...]:
    """What was matched as plain decimals; several where spaces only stand between numbers."""
    text = "".join(str(unicodedata.digit(letter)) if letter.isdigit() else letter for letter in raw)
    decimal = "," if language.partition("-")[0] in _COMMA_IS_DECIMAL else "."
    text = text.replace("٫", decimal)
    ungrouped = _ungrouped(text, "." if decimal == "," else ",")
    if ungrouped is not None:
        return (_plain(ungrouped),)
    parts = re.split(f"[{_SPACES}]", text)
    if len(parts) == 1:
        return (_plain(text),)
    return tuple(figure for part in parts for figure in _read(part, language))


def _multiplied(figure: str, multiple: str) -> str:
    """A figure with the multiple written after it ("11.4 million", "1140万")."""
    word = multiple.casefold()
    times = next((number for known, number in _MULTIPLES if word.startswith(known)), 1)
    if times == 1 or figure.count(".") > 1:
        return figure
    return _plain(f"{Decimal(figure) * times:f}")


def _plain(text: str) -> str:
    """A number as a plain decimal; a code or a date ("3.1.1") as it is."""
    if text.count(".") + text.count(",") > 1:
        return text
    whole, _point, fraction = text.replace(",", ".").partition(".")
    fraction = fraction.rstrip("0")
    whole = whole.lstrip("0") or "0"
    return f"{whole}.{fraction}" if fraction else whole


def _ungrouped(text: str, group: str) -> str | None:
    """The number without what stands between its groups of three digits; None for no groups."""
    grouped = re.fullmatch(
        rf"\d{{1,3}}(?:[{re.escape(group + _SPACES)}]\d{{3}})+(?P<rest>[.,]\d+)?", text
    )
    if grouped is None:
        return None
    rest = grouped["rest"] or ""
    return re.sub(r"\D", "", text[: len(text) - len(rest)]) + rest
