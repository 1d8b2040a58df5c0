"""Where the sentences and the words of a text end, in the scripts that reviews are written in.

The rules hold where they are in doubt: two sentences taken for one are compared as one, which is
coarse; half a sentence could be joined with a half that somebody else wrote.
"""

import re

OBJECT = "\ufffc"
"""Stands in a text for something that has no characters, such as a note's mark."""

# Ends that need no space after them: Chinese, Japanese, the Indic scripts, Khmer, Burmese.
_HARD = "。｡！？।॥។။"
_SOFT = ".!?…؟۔։።"
_CLOSERS = "\"'”’»›)\\]」』）】〉》" + OBJECT
# French puts a space before its closing quotation mark.
_END = re.compile(rf"[{_SOFT}{_HARD}]+(?:[{_CLOSERS}]|[ \u00a0\u202f]»)*(\s*)")
_HARD_END = re.compile(rf"[{_HARD}][{_SOFT}{_HARD}{_CLOSERS}]*\Z")
_OPENERS = "\"'“‘«‹([¿¡„\u200e\u200f"
_LAST_WORD = re.compile(r"[^\s(\[«“\"'’]*\Z")

# Words that keep their full stop inside a sentence, in lower case; single letters always do.
_ABBREVIATIONS = (
    "e.g i.e etc cf vs viz no nos art arts para paras pp fig figs vol vols ch chap sec approx ca "
    "al ed eds mr mrs ms dr prof st jr sr sra dept min gov est incl resp tab ref refs "
    "p.ex ex env av mme mm éd núm num pág págs aprox ee.uu tel tél "
    "гг тыс млн млрд трлн руб ст рис табл см др им ул стр т.е т.д т.п т.к"
)
_ABBREVIATED = frozenset(_ABBREVIATIONS.split())

_HAN = "\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_PUNCTUATION = (
    r"!-/:-@\[-\^`{-~¡§«¶·»¿\u2010-\u2027\u2030-\u205e،؛؟۔।॥\u3000-\u3004\u3008-\u303f"
    r"\uff00-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65" + OBJECT
)
_LETTERS = rf"[^\s{_HAN}{_PUNCTUATION}]+"
_TOKEN = re.compile(rf"\s*(?:[{_HAN}]|{_LETTERS}(?:[.,:'’/-]{_LETTERS})*|[{_PUNCTUATION}])\s*|\s+")


def _goes_on(text: str, start: int, end: int) -> bool:
    """Whether what looks like the end of a sentence is none; `end` is where the next begins."""
    following = text[end : end + 8].lstrip(_OPENERS)[:1]
    if following.islower():
        return True
    before = text[max(start - 40, 0) : start]
    if text[start] != "." or text[start : start + 2] == "..":
        return False
    if found := _LAST_WORD.search(before):
        word = found.group().lower()
        initial = word.rpartition(".")[2]
        numbering = word.isdigit() and not before[: found.start()].strip() and start < 4
        return word in _ABBREVIATED or numbering or (len(initial) == 1 and initial.isalpha())
    return False


def sentence_bounds(text: str) -> list[tuple[int, int, int]]:
    """Where each sentence begins, where its words end, where the white space after it ends."""
    bounds: list[tuple[int, int, int]] = []
    begin = 0
    for found in _END.finditer(text):
        gap = found.start(1)
        hard = ends_hard(text[found.start() : gap])
        if found.end() == len(text) or not (hard or found.group(1)):
            continue
        if hard or not _goes_on(text, found.start(), found.end()):
            bounds.append((begin, gap, found.end()))
            begin = found.end()
    if begin < len(text):
        words_end = begin + len(text[begin:].rstrip())
        bounds.append((begin, words_end if words_end > begin else len(text), len(text)))
    return bounds


def ends_hard(text: str) -> bool:
    """Whether a sentence ends with a mark that needs no space before the next sentence."""
    return _HARD_END.search(text) is not None


def split_sentences(text: str) -> tuple[str, ...]:
    """The sentences of a text without the white space between them."""
    return tuple(text[begin:end] for begin, end, _ in sentence_bounds(text))


def split_words(text: str) -> list[str]:
    """The words and punctuation marks of a text, each with the white space around it.

    Put together they are the text again. Chinese characters and kana stand one by one.
    """
    return _TOKEN.findall(text)
