"""Words by which tables name groups of people, in the six UN languages and in others."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from vnr_app.domain.indicators import TOTAL
from vnr_app.importing.values import fold_text
from vnr_app.paths import resources_dir

_FILLER_WORDS = "by of the по в во на и разрезе боюнча жана менен par por según de la et y 按"
_FILLERS = frozenset(_FILLER_WORDS.split())

_SHORT = 12
"""Signs of a heading in a script without blanks."""

_FEMALE = re.compile(
    r"\b(?:wom[ae]n|girls?|females?|femmes?|filles?|féminin\w*|mujer(?:es)?|niñas?|femenin[ao]s?"
    r"|mulher(?:es)?|meninas?|женщин\w*|женск\w*|девоч\w*|девуш\w*|аял(?:дар\w*|зат\w*|га|дын|ды|дан)?|кыздар\w*"
    r"|әйел\w*|қыздар\w*|занон\w*|ayol\w*|qadın\w*|эмэгтэй\w*|phụ nữ|kadın\w*|frauen"
    r"|(?:ال)?(?:نساء|مرأة|إناث|فتيات)|للنساء)\b|妇女|女性|女童|女孩",
)
_MALE = re.compile(
    r"\b(?:m[ae]n|boys?|males?|hommes?|garçons?|masculin\w*|hombres?|niños|varones"
    r"|homens?|meninos?|мужчин\w*|мужск\w*|мальчик\w*|юнош\w*|эркек\w*|ерлер\w*|мардон\w*"
    r"|erkak\w*|kişi\w*|эрэгтэй\w*|nam giới|erkek\w*|männer|(?:ال)?(?:رجال|ذكور|فتيان))\b"
    r"|男性|男童|男孩|男女|两性",
)
_BY_SEX = re.compile(
    r"\b(?:sex(?:es)?|gender|sexes?|sexo|género|пол[ауе]?|гендер\w*|жыныс\w*|жыныстык)\b|الجنس|性别"
)

_AREA_WORDS = re.compile(
    r"\b(?:oblasts?|oblasty|область|областная|обл|облусу|облысы|province|provincia|region|regi[oó]n"
    r"|région|район|району|district|département|departamento|county|governorate|wilaya"
    r"|prefecture|municipality|canton|край|city|г|город|шаары|ш|қаласы|вилоят\w*|viloyati?|раён"
    r"|туман|tumani?|rayonu|аймаг|tỉnh|thành phố|estado|distrito|município|محافظة|ولاية|منطقة)\b"
    r"|[省市县]$",
    re.IGNORECASE,
)

_OF_WHICH = re.compile(
    r"(?:(?:of (?:which|whom|them)|including|among them|in particular|в том числе|из них|dont"
    r"|de los cuales|анын ичинде)\b|منها|其中)\s*[:：,–—-]?\s*(?=\S)"
)

_AGE_UNIT = (
    r"\s*(?:years?(?: olds?| of age)?|yrs?|лет|год(?:а|ов)?|жаш\w*|жас\w*|сола|yosh\w*|yaş\w*"
    r"|нас(?:тай|ны)?|ans|años|anos|tuổi|jahre|سنوات|سنة|سنه|周岁|岁)"
)
_AGE_BEFORE = (
    r"(?:(?:persons |people |population |population, )?(?:aged?|ages|years)|в возрасте|возраст|от"
    r"|de|entre|from|between|من|الفئة العمرية)?\s*"
)
_AGE_RANGE = re.compile(
    rf"{_AGE_BEFORE}(\d{{1,3}}){_AGE_UNIT}?\s*(?:[-–—‑~～−]\s*(\d{{1,3}}){_AGE_UNIT}?"
    rf"|(?:to|and|till|à|a|al|до|إلى|الى|至|到)\s*(\d{{1,3}}){_AGE_UNIT})",
    re.IGNORECASE,
)
_AGE_OPEN = re.compile(
    rf"{_AGE_BEFORE}(\d{{1,3}}){_AGE_UNIT}?\s*"
    r"(?:\+|(?:and|or|&) (?:over|older|above|more|up)|и старше|и более|и выше|і старше"
    r"|жана (?:андан )?(?:улуу|жогору)|және одан жоғары|ва боло|va undan katta|et plus|ou plus"
    r"|y más|o más|e mais|ou mais|und älter|فأكثر|فما فوق|及以上|以上)"
    rf"{_AGE_UNIT}?",
    re.IGNORECASE,
)
_AGE_UNDER = re.compile(
    r"(?:(?:children )?(?:under|below|less than|younger than)|<|до|младше|moins de|menos de"
    rf"|menores de|أقل من|دون)\s*(?:age )?(\d{{1,3}}){_AGE_UNIT}"
    r"|(?:children )?under (\d{1,2})|(\d{1,3})\s*(?:жашка чейин\w*|жасқа дейін\w*|岁以下)",
    re.IGNORECASE,
)

_AGE_CODE = re.compile(
    r"y(\d{1,3})t(\d{1,3})|y_?ge_?(\d{1,3})|(?:y_?lt_?(?=\d)|<\s*(?=\d+y))(\d{1,3})y?",
    re.IGNORECASE,
)
"""Ages as databases write them: Y15T24, Y_GE65, Y_LT5, "<5Y"."""

_ENGLISH_WORDS = (
    "of the and by with for from at rate ratio number total share proportion women men woman man "
    "female male urban rural years over under other items republic city population level"
)
_OTHER_LATIN_WORDS = (
    "de la le les des du et par pour sur dans en el los las del y o por para da do dos das e di "
    "della und der die das von für va bilan boyicha dan"
)
_BETWEEN = re.compile(r"[\n|/]")
"""What stands between the languages of a label."""
_ENGLISH = frozenset(_ENGLISH_WORDS.split())
_NOT_ENGLISH = frozenset(_OTHER_LATIN_WORDS.split())


def is_latin(text: str) -> bool:
    """Whether most letters of a text are Latin."""
    letters = [sign for sign in text if sign.isalpha()]
    return bool(letters) and sum(sign < "\u0250" for sign in letters) * 10 > len(letters) * 7


def is_english(text: str) -> bool:
    """Whether a text has words that only English has; short labels may well have none."""
    words = set(re.findall(r"[^\W\d_]+", text.lower()))
    return bool(words & _ENGLISH) and not words & _NOT_ENGLISH and is_latin(text)


def best_language(texts: list[str]) -> str:
    """Of a text in several languages the English one, else the last in Latin script or the first.

    Raises IndexError when there is none.
    """
    latin = [text for text in texts if is_latin(text)]
    english = [text for text in latin if is_english(text)]
    return [*texts[:1], *latin, *english][-1]


def best_column(columns: dict[int, list[str]]) -> int | None:
    """Of columns of labels the English one, else the last in Latin script or the first."""
    best, most = next(iter(columns), None), 0
    for column, cells in columns.items():
        texts = [text for text in cells if any(map(str.isalpha, text))]
        latin = sum(map(is_latin, texts)) * 2 > len(texts)
        english = sum(map(is_english, texts))
        if latin and english >= most:
            best, most = column, english
    return best


def label_key(label: str) -> str:
    """A label for looking up: folded, lower case, without footnote marks and closing colons."""
    return fold_text(label).rstrip(" *¹²³⁴⁵:").strip(" -–•").lower()


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of `resources/words/labels.tsv` by what they are good for."""

    groups: dict[str, tuple[str, str]]
    members: dict[tuple[str, str], str]
    headings: dict[str, str]
    totals: frozenset[str]


@cache
def _words() -> _Words:
    groups: dict[str, tuple[str, str]] = {}
    members: dict[tuple[str, str], str] = {}
    headings: dict[str, str] = {}
    totals: set[str] = set()
    path = resources_dir() / "words" / "labels.tsv"
    for line in path.read_text(encoding="utf-8").splitlines()[1:]:
        kind, dimension, code, _language, texts = line.split("\t")
        for text in texts.split("|"):
            if kind == "group":
                groups.setdefault(text, (dimension, code))
            elif kind == "member":
                members.setdefault((dimension, text), code)
            elif kind == "heading":
                headings.setdefault(text, dimension)
            else:
                totals.add(text)
    return _Words(groups, members, headings, frozenset(totals))


def in_languages(label: str) -> list[str]:
    """The parts of a label that says the same in several languages: "男 Male", "Unit / Unité"."""
    parts = _BETWEEN.split(label)
    return [piece for part in parts for piece in _by_script(part)]


def _by_script(text: str) -> list[str]:
    """Runs of words in Latin letters and of words in others."""
    words = text.split()
    if text.isascii() and words and any(map(str.isalpha, words[0])):
        return [" ".join(words)]
    runs: list[list[str]] = []
    latin = False
    for word in words:
        own = is_latin(word) if any(map(str.isalpha, word)) else latin
        if runs and own == latin:
            runs[-1].append(word)
        else:
            runs.append([word])
        latin = own
    return [" ".join(run) for run in runs]


@lru_cache(maxsize=20_000)
def group_of(label: str) -> tuple[str, str] | None:
    """The dimension and code that a label names: "женщины" → ("sex", "F"); None when neither."""
    key = label_key(label)
    if found := _words().groups.get(key):
        return found
    if age := _age(key):
        return "age", age
    if match := _OF_WHICH.match(key):
        return group_of(key[match.end() :])
    parts = in_languages(label)
    groups = {group_of(part) for part in parts} if len(parts) > 1 else set()
    return groups.pop() if len(groups) == 1 else None


def age_code(code: str) -> str:
    """An age group as tables print it: "<5Y" → "<5", "Y15T24" → "15-24"; others as they are."""
    match = _AGE_CODE.fullmatch(code)
    if match is None:
        return code
    first, last, from_age, under = match.groups()
    if first:
        return f"{int(first)}-{int(last)}"
    return f"{int(from_age)}+" if from_age else f"<{int(under)}"


def _age(key: str) -> str:
    """An age group as it is stored: "15-49", "70+", "<5"; empty for another label."""
    if (code := age_code(key)) != key:
        return code
    if match := _AGE_RANGE.fullmatch(key):
        return f"{match[1]}-{match[2] or match[3]}"
    if match := _AGE_OPEN.fullmatch(key):
        return f"{match[1]}+"
    if match := _AGE_UNDER.fullmatch(key):
        return f"<{match[1] or match[2] or match[3]}"
    return ""


@lru_cache(maxsize=20_000)
def is_total(label: str) -> bool:
    """Whether a label means everybody or the whole country."""
    if label_key(label) in _words().totals:
        return True
    parts = in_languages(label)
    return len(parts) > 1 and all(label_key(part) in _words().totals for part in parts)


@lru_cache(maxsize=20_000)
def heading_of(label: str) -> str:
    """The dimension that a heading announces ("по полу" → "sex"), else an empty text."""
    headings = _words().headings
    key = label_key(label)
    words = re.findall(r"\w+", key)
    found = [headings[word] for word in words if word in headings]
    if not found and len(key) <= _SHORT:
        # Chinese puts no blanks between words.
        found = [name for word, name in headings.items() if word >= "一" and word in key]
    # "Quintiles of the index of wealth" can be nothing else.
    if not found or len(words) > (8 if "quantile" in found else 4):
        return ""
    if found[0] == "area" and any(
        word not in headings and word not in _FILLERS and word < "一" for word in words
    ):
        # "Batken oblast" is an area itself.
        return ""
    return found[0]


def looks_like_area(label: str) -> bool:
    """Whether a label carries a word for a part of a country: "Batken oblast", "г. Бишкек"."""
    key = label_key(label)
    return len(key) <= 60 and _AREA_WORDS.search(key) is not None and group_of(label) is None


def canonical_code(dimension: str, text: str) -> str:
    """The code of a group in a dimension: known words and totals as SDMX, else as printed."""
    if text.upper() in {"TOTAL", "_T"} or is_total(text):
        return TOTAL
    if member := _words().members.get((dimension, label_key(text))):
        return member
    group = group_of(text)
    return group[1] if group and group[0] == dimension and dimension != "quantile" else text


def only_sex(text: str) -> str:
    """The sex that a title or a measure is about where it names only one, else an empty text.

    "Proportion of seats held by women" is about women; "wages of women and men" about neither.
    """
    folded = fold_text(text).lower()
    female, male = (pattern.search(folded) is not None for pattern in (_FEMALE, _MALE))
    if female == male or _BY_SEX.search(folded):
        return ""
    return "F" if female else "M"
