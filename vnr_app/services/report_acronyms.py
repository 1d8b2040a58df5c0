"""The abbreviations of a report, collected from where its texts explain them.

"United Nations Development Programme (UNDP)" explains one. Long forms are found by the letters of
the abbreviation (after Schwartz and Hearst, 2003), in the same script; before an abbreviation in
Latin letters an Arabic text has as many words, a Chinese one the characters since the last mark.
"""

import re
from collections.abc import Iterable, Iterator

from vnr_app.domain.richtext import Document
from vnr_app.domain.richtext_ops import block_runs, iter_blocks, runs_text

Term = tuple[str, str]

_FEWEST_USES = 2
_SHORT = re.compile(r"[(（]\s*(?P<short>[^\W\d_](?:[\w&./-]{0,8}[\w])?)\s*[)）]")
_CLAUSE = re.compile(r"[.!?;:,()\[\]（）。！？；：，、«»“”\"\n]")
_HAN = re.compile(r"[\u3400-\u9fff]+$")
_PARTICLE = re.compile(r"[的与和及对在由向为从是了被把将]")
_ARABIC = re.compile(r"[\u0600-\u06ff]")
_ARTICLE = re.compile(r"^[^\W\d_]{1,2}[’']")
"""As in “l’Organisation mondiale de la Santé”."""
_LONGEST = 16
_CAPITALS = 2


def terms_of(texts: Iterable[Document]) -> tuple[Term, ...]:
    """The abbreviations that are explained and used more than once, by their letters.

    The first explanation counts.
    """
    passages = [runs_text(block_runs(block)) for text in texts for block in iter_blocks(text)]
    found: dict[str, str] = {}
    for passage in passages:
        for short, long in _explained(passage):
            found.setdefault(short, long)
    whole = "\n".join(passages)
    used = {short: len(re.findall(rf"(?<!\w){re.escape(short)}(?!\w)", whole)) for short in found}
    terms = [(short, found[short]) for short in found if used[short] >= _FEWEST_USES]
    return tuple(sorted(terms, key=lambda term: term[0].casefold()))


def _explained(passage: str) -> Iterator[Term]:
    for match in _SHORT.finditer(passage):
        short = match["short"]
        if not _is_short(short):
            continue
        before = _CLAUSE.split(passage[: match.start()].rstrip())[-1].strip()
        long = _long_form(short, before)
        if long:
            yield short, long[0].upper() + long[1:]


def _is_short(text: str) -> bool:
    """Whether a word is written as abbreviations are: with at least two capitals, in one word."""
    return sum(character.isupper() for character in text) >= _CAPITALS


def _long_form(short: str, before: str) -> str:
    letters = [character.casefold() for character in short if character.isalnum()]
    if han := _HAN.search(before):
        return _PARTICLE.split(han[0])[-1][-_LONGEST:]
    words = before.split()
    if words and _ARABIC.search(words[-1]) and short.isascii():
        return " ".join(words[-len(letters) :])
    return _by_letters(letters, words)


def _by_letters(letters: list[str], words: list[str]) -> str:
    """The shortest run of words at the end that holds the letters in order, the first in front."""
    words = [_ARTICLE.sub("", word) for word in words]
    most = min(len(letters) + 5, len(letters) * 2)
    for count in range(1, min(most, len(words)) + 1):
        run = words[-count:]
        if run[0][:1].casefold() == letters[0] and _holds(letters, run):
            return " ".join(run)
    return ""


def _holds(letters: list[str], run: list[str]) -> bool:
    """Whether the letters stand in the words in order, at least half of them in front of a word."""
    fronts = sum(1 for word in run if word[:1].casefold() in letters)
    text = iter(" ".join(run).casefold())
    return all(letter in text for letter in letters) and 2 * fronts >= len(letters)
