"""What stands before a report's chapters: its title, the foreword with its signature."""

import re
from collections.abc import Sequence
from dataclasses import replace

from vnr_app.domain.report import Block, Prose, Signature
from vnr_app.domain.richtext import Block as TextBlock
from vnr_app.domain.richtext import Break, Document, Paragraph, ParagraphStyle, Text
from vnr_app.domain.richtext_ops import runs_text
from vnr_app.i18n import Words, words_of
from vnr_app.importing.territories import country_names_in
from vnr_app.services.countries import country_or_user_assigned
from vnr_app.services.numbers import locale_of
from vnr_app.services.reviews import ReviewInfo

FOREWORD = "opening-statement"
_LONGEST_LINE = 90
_MOST_LINES = 4
_SENTENCE_END = re.compile(r"[.!?…:;,۔؟؛،。！？：；，»”\"]$")
_DIGIT = re.compile(r"\d")
_RULE = re.compile(r"[-–—_ ]+")


def country_name(info: ReviewInfo, language: str) -> str:
    """The country as the language calls it; as the users wrote it where that is a name of theirs.

    Names in other languages are those of the Unicode CLDR, that of the demo's country ours.
    """
    known = country_or_user_assigned(info.country, info.country_name)
    base = locale_of(language).language
    listed = {} if known.name != info.country_name else country_names_in().get(base, {})
    if base == "en" or known.alpha2 not in listed:
        return words_of(language)(info.country_name)
    return listed[known.alpha2]


def subtitle(number: int, words: Words) -> str:
    """Which review of the country it is, in a line for the cover."""
    known = (
        words("First review of the implementation of the 2030 Agenda for Sustainable Development"),
        words("Second review of the implementation of the 2030 Agenda for Sustainable Development"),
        words("Third review of the implementation of the 2030 Agenda for Sustainable Development"),
        words("Fourth review of the implementation of the 2030 Agenda for Sustainable Development"),
        words("Fifth review of the implementation of the 2030 Agenda for Sustainable Development"),
        words("Sixth review of the implementation of the 2030 Agenda for Sustainable Development"),
    )
    if 1 <= number <= len(known):
        return known[number - 1]
    text = words(
        "Review No. {number} of the implementation of the 2030 Agenda for Sustainable Development"
    )
    return text.format(number=number)


def signed(blocks: Sequence[Block]) -> list[Block]:
    """The foreword's blocks, the signature at the end of its text as a block of its own.

    The signature is the last lines that are short and end no sentence: the name, the office, and,
    known by its figures, the date with its place. A line of dashes before them is left out.
    """
    if not blocks or not isinstance(blocks[-1], Prose):
        return list(blocks)
    prose = blocks[-1]
    text, lines = _parted(prose.document.blocks)
    name, *office = [line for line in lines if not _DIGIT.search(line)] or [""]
    if not name or not text:
        return list(blocks)
    place = ", ".join(line for line in lines if _DIGIT.search(line))
    document = Document(version=prose.document.version, blocks=text)
    signature = Signature(name, ", ".join(office), place)
    return [*blocks[:-1], replace(prose, document=document), signature]


def _parted(blocks: Sequence[TextBlock]) -> tuple[tuple[TextBlock, ...], list[str]]:
    """The text, and the lines of the signature at its end; none where more than four are short."""
    lines: list[str] = []
    end = len(blocks)
    while end and (found := _short_lines(blocks[end - 1])):
        end -= 1
        lines = [*found, *lines]
    kept = [line for line in lines if not _RULE.fullmatch(line)]
    if len(kept) > _MOST_LINES:
        return tuple(blocks), []
    return tuple(blocks[:end]), kept


def _short_lines(block: TextBlock) -> list[str]:
    """The lines of a paragraph that can be part of a signature; none of another block."""
    if not isinstance(block, Paragraph) or block.style is not ParagraphStyle.BODY:
        return []
    if not all(isinstance(run, Text | Break) for run in block.runs):
        return []
    lines = [line.strip() for line in runs_text(block.runs).split("\n")]
    short = all(len(line) <= _LONGEST_LINE and not _SENTENCE_END.search(line) for line in lines)
    return [line for line in lines if line] if short else []
