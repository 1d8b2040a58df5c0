"""Checks the spelling of words with the dictionaries that come with the program."""

import re
import unicodedata
from collections.abc import Collection, Iterator
from functools import cache
from typing import Protocol

from vnr_app.paths import resources_dir

_MARKS = "\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed"
"""Accents and vowel signs that are written on a letter of their own."""
_SILENT = "\u00ad\u200c-\u200f\u0640"
"""What stands in a word without being read: soft hyphens, joiners, marks of direction, tatweel."""
_PIECE = rf"[\w{_MARKS}{_SILENT}]+"
_WORD = re.compile(rf"{_PIECE}(?:['’ʼ\-‐‑]{_PIECE})*")
_CHUNK = re.compile(r"[^\s\u200b\ufffc]+")
_ADDRESS = re.compile(r"://|^www\.|.@.", re.IGNORECASE)
_NO_WORD = re.compile(r"[\d_]")
_HYPHENS = re.compile("[-‐‑]")
_DROPPED = re.compile(rf"[{_SILENT}]")
_VOWEL_SIGNS = re.compile("[\u064b-\u065f\u0670]")
_POSSESSIVE = re.compile("['’]s?$")
_ELISION = re.compile("^(?:[cdjlmnst]|qu|jusqu|lorsqu|presqu|puisqu|quoiqu)'", re.IGNORECASE)
_INNER_CAPITAL = re.compile("[a-z\u00df-\u00ff][A-Z\u00c0-\u00de]")

_DICTIONARIES = {
    "ar": ("ar",),
    "en": ("en_GB", "en_US"),
    "en-GB": ("en_GB",),
    "en-US": ("en_US",),
    "es": ("es_ES",),
    "fr": ("fr",),
    "ru": ("ru_RU",),
}
"""By language tag. English of no country takes both spellings, and suggests the United Nations'."""

_LETTERS = {
    "ar": "\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufeff",
    "ru": "\u0400-\u052f",
}
_LATIN = "A-Za-z\u00aa-\u024f\u1e00-\u1eff"
_MOST_SUGGESTIONS = 6


class Checker(Protocol):
    """Says whether words are right in a language."""

    language: str
    available: bool
    """Whether there is a dictionary; without one every word is right."""

    def known(self, word: str) -> bool | None:
        """What `check` has said of the word before; None for a new word. Takes no time."""

    def check(self, word: str) -> bool:
        """Whether the word is right."""

    def suggest(self, word: str) -> tuple[str, ...]:
        """What may have been meant, the likeliest first; may take a tenth of a second."""

    def in_language(self, language: str) -> "Checker":
        """The checker of another language with the same words of one's own."""


class _OfLanguage:
    """A checker that knows its language and the way to others."""

    def __init__(self, language: str, extra_words: Collection[str]) -> None:
        self.language = language
        self._extra = extra_words
        self._others: dict[str, Checker] = {}

    def in_language(self, language: str) -> Checker:
        """The checker of another language with the same words of one's own."""
        if language not in self._others:
            self._others[language] = checker_for(language, self._extra)
        return self._others[language]


class NullChecker(_OfLanguage):
    """Stands in where there is no dictionary: every word is right."""

    available = False

    def known(self, word: str) -> bool | None:
        """Every word is right."""
        return True

    def check(self, word: str) -> bool:
        """Every word is right."""
        return True

    def suggest(self, word: str) -> tuple[str, ...]:
        """Nothing."""
        return ()


class _Dictionary(Protocol):
    """What is used of hunspell."""

    def spell(self, word: str) -> bool: ...

    def suggest(self, word: str) -> tuple[str, ...]: ...


class DictionaryChecker(_OfLanguage):
    """Asks hunspell, and remembers what it said."""

    available = True

    def __init__(
        self, language: str, dictionaries: tuple[_Dictionary, ...], extra_words: Collection[str]
    ) -> None:
        super().__init__(language, extra_words)
        self._others[language] = self
        self._dictionaries = dictionaries
        self._own = {_plain(word).casefold() for word in extra_words}
        letters = _LETTERS.get(_main(language), _LATIN)
        self._script = re.compile(rf"[{letters}{_MARKS}'\-]+")
        self._said: dict[str, bool] = {}

    def known(self, word: str) -> bool | None:
        """What `check` has said of the word before."""
        return self._said.get(word)

    def check(self, word: str) -> bool:
        """Whether the word, or each of its parts between hyphens, is right.

        Words in another script are none of this language's business and so are right.
        """
        said = self._said.get(word)
        if said is None:
            said = self._said[word] = self._is_right(_plain(word))
        return said

    def _is_right(self, plain: str) -> bool:
        if self._script.fullmatch(plain) is None or self._is_listed(plain):
            return True
        parts = [part for part in plain.split("-") if part]
        return len(parts) > 1 and all(self._is_listed(part) for part in parts)

    def _is_listed(self, plain: str) -> bool:
        """Whether the word is in a dictionary or among the own words, alone or elided."""
        bare = _POSSESSIVE.sub("", plain)
        if len(bare) < 2 or bare.isupper() or bare.casefold() in self._own:
            return True
        if any(each.spell(plain) for each in self._dictionaries):
            return True
        rest = _ELISION.sub("", plain) if _main(self.language) == "fr" else plain
        return rest != plain and self._is_listed(rest)

    def suggest(self, word: str) -> tuple[str, ...]:
        """What may have been meant, with the apostrophe as it was typed."""
        found = self._dictionaries[0].suggest(_plain(word))
        apostrophe = "’" if "’" in word else "'"
        return tuple(each.replace("'", apostrophe) for each in found[:_MOST_SUGGESTIONS])


def checker_for(language: str, extra_words: Collection[str]) -> Checker:
    """The checker of a language (BCP 47) that takes the extra words for right as well.

    The first call for a language loads its dictionary: a quarter of a second, Arabic a whole one.
    """
    tag = language if language in _DICTIONARIES else _main(language)
    loaded = tuple(found for name in _DICTIONARIES.get(tag, ()) if (found := _dictionary(name)))
    if not loaded:
        return NullChecker(language, extra_words)
    return DictionaryChecker(language, loaded, extra_words)


@cache
def _dictionary(name: str) -> _Dictionary | None:
    """A dictionary of `resources/dictionaries`, loaded once a process; None where it is missing."""
    folder = resources_dir() / "dictionaries"
    if not all((folder / f"{name}.{kind}").is_file() for kind in ("aff", "dic")):
        return None
    # It has no types of its own.
    import hunspell  # type: ignore[import-untyped]  # noqa: PLC0415 - only where somebody writes

    # The path's own encoding: the default follows the locale, which may know no accents.
    made: _Dictionary = hunspell.Hunspell(
        name, hunspell_data_dir=str(folder), system_encoding="UTF-8"
    )
    return made


def words_in(text: str) -> Iterator[tuple[int, str]]:
    """The words to check, each with where it begins.

    Left out are addresses of pages and mail, codes and numbers, names of files and domains,
    acronyms, words with capitals inside, single letters.
    """
    for chunk in _CHUNK.finditer(text):
        if _ADDRESS.search(chunk[0]):
            continue
        for found in _WORD.finditer(chunk[0]):
            if _is_word(found[0]) and not _is_dotted(chunk[0], found.start(), found.end()):
                yield chunk.start() + found.start(), found[0]


def _is_word(text: str) -> bool:
    return (
        len(text) > 1
        and _NO_WORD.search(text) is None
        and not text.isupper()
        and not text[:-1].isupper()  # SDGs
        and _INNER_CAPITAL.search(text) is None
    )


def _is_dotted(text: str, start: int, end: int) -> bool:
    """Whether the word is a piece of a name with dots, as in “unstats.un.org”."""
    before, after = text[max(0, start - 2) : start], text[end : end + 2]
    return (before[-1:] == "." and before[:1].isalnum()) or (
        after[:1] == "." and after[1:].isalnum()
    )


def _plain(word: str) -> str:
    """The word in the letters that dictionaries use."""
    word = unicodedata.normalize("NFC", _DROPPED.sub("", word))
    word = _VOWEL_SIGNS.sub("", word).replace("’", "'").replace("ʼ", "'")
    # Stress marks of Russian have no letter of their own.
    return _HYPHENS.sub("-", word.replace("\u0301", ""))


def _main(language: str) -> str:
    return language.replace("_", "-").partition("-")[0].lower()
