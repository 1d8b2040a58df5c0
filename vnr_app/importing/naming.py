"""Which indicator a name means that carries no code: by its likeness to the official titles.

The titles are those of the framework, of its translations and of the global series. What is found
is only ever a proposal, which a person confirms.
"""

import csv
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from unicodedata import normalize

from vnr_app.domain.framework import Framework
from vnr_app.i18n import _
from vnr_app.importing.codes import name_key
from vnr_app.importing.series_codes import all_series
from vnr_app.importing.values import fold_text
from vnr_app.paths import resources_dir

ALIKE = 92
"""How alike, of 100, a name and a title must be at least."""
AHEAD = 5
"""By how much the best title must be ahead of those of every other indicator."""
MIN_WORDS = 3
LONGEST = 1_000
"""Longer texts are no names."""

_HAN = re.compile(r"([\u3400-\u9fff])")
_BRACKETS = re.compile(r"[(\[（][^()\[\]（）]*[)\]）]")
_BREAKDOWN = re.compile(
    r"(?:\bdisaggregated\b|\bby (?:sex|age|gender|type|location|place|urban|area|residence|country"
    r"|region|province|district|county|governorate|state|territory|municipality|population|sector"
    r"|occupation|level|education|disability|wealth|income|quintile|month|quarter|year)s?\b"
    r"|в разбивке|\bпо (?:полу|возраст\w*|регион\w*|област\w*|территори\w*|видам|типам)\b"
    r"|\bpar (?:sexe|âge|type|pays|région|groupe|catégorie|lieu)\b|\bventil\w+ par\b"
    r"|\bdesglosad[ao]s?\b|\bpor (?:sexo|edad|tipo|país|región|grupos?)\b"
    r"|(?<!\w)(?:مصنفة |مصنف )?(?:ب?حسب)(?!\w)|[,，、]?按).*"
)


@dataclass(frozen=True, slots=True)
class Guess:
    """The indicator that a name most likely means.

    `alike` tells of 100 how alike it is to `title`; `choices` names the best codes, this one first.
    """

    code: str
    alike: int
    title: str
    choices: tuple[str, ...]

    @property
    def reason(self) -> str:
        """Why this indicator, as a sentence."""
        said = (
            _("The name has the words of “{title}” ({code}).")
            if self.alike == 100
            else _("The name agrees to {alike} % with “{title}” ({code}).")
        )
        return said.format(alike=self.alike, title=self.title, code=self.code)


@lru_cache(maxsize=4_096)
def guess_indicator(text: str, framework: Framework) -> Guess | None:
    """The indicator whose title a name is nearly; None where it is not clearly one.

    Texts of fewer than three words are too short to be told apart.
    """
    if len(text) > LONGEST:
        return None
    from rapidfuzz import fuzz, process  # noqa: PLC0415 - loads a native library

    name = _plain(text)
    words = len(name.split())
    if _count_words(text) < MIN_WORDS or not any(map(str.isalpha, name)):
        return None
    titles = _titles(framework).near(name.split())
    plain = [each.plain for each in titles]
    ratio = fuzz.ratio if _HAN.search(name) else fuzz.token_set_ratio
    found = process.extract(name, plain, scorer=ratio, score_cutoff=70, limit=60)
    best: dict[str, tuple[float, str]] = {}
    for _title, score, position in found:
        best.setdefault(titles[position].code, (score, titles[position].title))
    ranked = list(best.items())[:3]
    if not ranked:
        return None
    code, (alike, title) = ranked[0]
    second = ranked[1][1][0] if len(ranked) > 1 else 0.0
    if alike < (ALIKE if words >= MIN_WORDS else 100) or alike - second < AHEAD:
        return None
    return Guess(code, round(alike), title, tuple(each for each, _found in ranked))


@dataclass(frozen=True, slots=True)
class _Title:
    code: str
    title: str
    plain: str
    words: int


class _Titles:
    """Every title by which an indicator is known, found by its words."""

    def __init__(self, titles: Collection[_Title]) -> None:
        self._titles = tuple(titles)
        self._at: dict[str, list[int]] = {}
        for position, title in enumerate(self._titles):
            for word in set(title.plain.split()):
                self._at.setdefault(word, []).append(position)

    def near(self, words: list[str]) -> list[_Title]:
        """The titles of comparable length that share half of the words, as alike ones must."""
        shared = Counter(position for word in set(words) for position in self._at.get(word, ()))
        return [
            title
            for position, count in sorted(shared.items())
            if _comparable(len(words), (title := self._titles[position]).words)
            and count * 2 >= min(len(words), title.words)
        ]


def _comparable(words: int, others: int) -> bool:
    """Whether two texts are near enough in length: a few words of a long title prove nothing."""
    if min(words, others) < MIN_WORDS:
        return words == others
    return min(words, others) * 3 >= max(words, others) * 2


@lru_cache(maxsize=2)
def _titles(framework: Framework) -> _Titles:
    """Every title of every indicator, each once; repeated indicators as the first."""
    found: dict[tuple[str, str], _Title] = {}
    for code, title in _sources(framework):
        plain = _plain(title)
        if plain and (code, plain) not in found:
            found[code, plain] = _Title(code, title, plain, len(plain.split()))
    return _Titles(found.values())


def _sources(framework: Framework) -> Iterator[tuple[str, str]]:
    for indicator in framework.indicators:
        yield framework.canonical(indicator.code), indicator.title
    yield from translated_titles()
    for series in all_series().values():
        if len(series.indicators) == 1 and series.name:
            yield series.indicators[0], series.name


@lru_cache(maxsize=2)
def indicators_by_name(framework: Framework) -> dict[str, str]:
    """Folded title, in any of the languages → code; of a title listed repeatedly the first."""
    names = {name_key(title): code for code, title in translated_titles()}
    return names | {name_key(each.title): each.code for each in reversed(framework.indicators)}


@cache
def translated_titles() -> tuple[tuple[str, str], ...]:
    """(code, title) of the indicators in the other languages of the United Nations."""
    path = resources_dir() / "framework" / "titles.tsv"
    with path.open(encoding="utf-8", newline="") as stream:
        rows: Iterable[list[str]] = csv.reader(stream, delimiter="\t", quoting=csv.QUOTE_NONE)
        return tuple((code, title) for code, _language, title in rows if code != "code")


def _plain(text: str) -> str:
    """A title for comparing: its words in lower case without units, breakdowns and signs.

    Chinese has no blanks between words: its characters stand for them.
    """
    folded = _BRACKETS.sub(" ", normalize("NFKC", fold_text(text)).casefold())
    short = _BREAKDOWN.sub("", folded)
    return _words(short if _count_words(short) > 1 else folded)


def _count_words(text: str) -> int:
    return len(_words(text).split())


def _words(text: str) -> str:
    return " ".join(re.findall(r"\w+", _HAN.sub(r" \1 ", text)))
