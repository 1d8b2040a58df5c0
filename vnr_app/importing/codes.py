"""Indicator codes in titles, cells and file names, in every spelling that offices use."""

import re
from collections import Counter
from collections.abc import Container, Iterable
from dataclasses import dataclass

from vnr_app.domain.framework import Framework
from vnr_app.importing.folding import fold_text
from vnr_app.importing.homoglyphs import latin_code

_LOOKALIKES = str.maketrans("асеорхб․‧", "aceopxb..")
_CODE = re.compile(
    r"(?<![\d.,])(1[0-7]|[1-9])[.\-_](?:(1\d|[1-9])[.\-_]|([a-d])[.\-_]?)"
    r"(\d{1,2})((?:[.\-_]\d{1,2})*)((?:[.\-_]?[a-zв-я](?![^\W\d_]))?)(?!\d|[.,]\d)"
)
_ROW_CODE = re.compile(r"\s*(\d{1,2}\.\d{1,2}\.\d{1,2})(?:\.\d{1,2})*(?:[\s.]|$)")
_MANY_CODES = 8
_ISO_DATE = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:[ T]00:00:00)?")
_UNSD = re.compile(r"\bC(?:0[1-9]|1[0-7])(?:0[1-9]|1\d|0[a-h])\d\d\b")
_SERIES = re.compile(r"_?[A-Z]{1,3}_[A-Z0-9]{2,}(?:_[A-Z0-9]+)*")
_HYPHENS = re.compile(r"[\s\-‐-―_]+")


@dataclass(frozen=True, slots=True)
class CodeInText:
    """An indicator code as found: "1.1.1.1a" names indicator "1.1.1.1" in its variant "a"."""

    indicator: str
    variant: str = ""


_CHAPTER = re.compile(
    r"(?:table|таблица|табл|tableau|cuadro|tabla|tabelle|tab|t)?[\s._]*(\d{1,2}(?:\.\d{1,2}){1,3})[.\s]*",
    re.IGNORECASE,
)


def code_in(text: str, framework: Framework) -> CodeInText | None:
    """The indicator code that a text carries, None when it carries none."""
    folded = fold_text(text)
    if match := _UNSD.search(folded):
        known = framework.find_indicator(match[0])
        return CodeInText(known.code) if known else None
    match = _CODE.search(folded.lower().translate(_LOOKALIKES))
    if match is None:
        return None
    goal, target, means, number, national, variant = match.groups()
    target = target or means
    if framework.find_indicator(f"{goal}.{target}.{number}") is None and not _likely(match):
        return None
    more = re.sub(r"[\-_]", ".", national)
    if variant.startswith("."):
        # "4.1.1.a" is a national indicator of its own, "4.1.1a" a part of the global one.
        more, variant = more + variant, ""
    return CodeInText(f"{goal}.{target}.{number}{more}", variant.lstrip(".-_"))


def _likely(match: re.Match[str]) -> bool:
    """Whether a code outside the framework is spelt as one: dots, and not the year of a date."""
    return match[0].count(".") >= 2 and len(match[0]) <= 10


def is_other_numbering(texts: Iterable[str], framework: Framework) -> bool:
    """Whether codes such as "1.1.4" number something else: most of them are no indicators.

    Household expenditure, industries and diseases are numbered like indicators. `texts` are the
    cells of a sheet; a few codes prove nothing.
    """
    codes = {match[1] for text in texts if (match := _ROW_CODE.match(text))}
    known = sum(framework.find_indicator(code) is not None for code in codes)
    return len(codes) >= _MANY_CODES and known * 2 < len(codes)


def numbers_chapters(
    names: Iterable[str], framework: Framework, national: Container[str] = ()
) -> bool:
    """Whether the sheets of a file are numbered as the tables of a yearbook's chapter.

    Among "5.1.1", "5.1.2", "5.2" … most are no indicators, nor `national` ones.
    """
    found = {match[1] for name in names if (match := _CHAPTER.fullmatch(name.strip()))}
    known = sum(framework.find_indicator(c) is not None or c in national for c in found)
    return len(found) >= _MANY_CODES and known * 2 < len(found)


def unmangled_codes(text: str, framework: Framework) -> tuple[str, ...]:
    """The codes of indicators out of which a spreadsheet can have made a date, the likelier first.

    "1.2.1" becomes 1 February 2001 where the day comes first, and 2 January 2001 elsewhere.
    """
    match = _ISO_DATE.fullmatch(text)
    if match is None:
        return ()
    year, month, day = (int(part) for part in match.groups())
    codes = (f"{day}.{month}.{year % 100}", f"{month}.{day}.{year % 100}")
    return tuple(dict.fromkeys(code for code in codes if framework.find_indicator(code)))


def shortened_target(number: float, framework: Framework) -> str:
    """The target whose last zero a number has lost, 8.1 → "8.10"; empty when there is none."""
    code = f"{number:g}0"
    return code if any(target.code == code for target in framework.targets) else ""


def vote_code(texts: Iterable[str], framework: Framework) -> CodeInText | None:
    """The code that most of these texts carry (a title in three languages names it three times)."""
    votes = Counter(code for text in texts if (code := code_in(text, framework)))
    return votes.most_common(1)[0][0] if votes else None


def is_series_code(text: str) -> bool:
    """Whether a text is spelt like a UNSD or SDMX series code: SI_POV_DAY1, _L_KG_020401_1A."""
    return _SERIES.fullmatch(text) is not None


def series_code(text: str) -> str:
    """A series code in Latin letters, whatever keyboard typed it; other texts as they are."""
    code = latin_code(text)
    return code if is_series_code(code) else text


def strip_code(title: str, code: CodeInText | None) -> str:
    """A title without the code it begins with."""
    if code is None:
        return title.strip()
    folded = title.lower().translate(_LOOKALIKES)
    match = _CODE.search(folded)
    if match is None or match.start() > 30:
        return title.strip()
    return title[match.end() :].strip(" .:-–—") if match.start() < 16 else title.strip()


def slug(text: str, length: int = 40) -> str:
    """A short identifier out of a name, in its own script: letters and digits joined by "-"."""
    words = re.findall(r"\w+", fold_text(text).lower())
    short = "-".join(words)
    return short if len(short) <= length else short[:length].rsplit("-", 1)[0]


def name_key(text: str) -> str:
    """A title for looking up: one case, one kind of blank, every hyphen a blank, no end sign."""
    folded = _HYPHENS.sub(" ", fold_text(text).casefold())
    return folded.replace("’", "'").replace("‘", "'").strip(" .:;*")


def column_key(text: str) -> str:
    """A column's name for looking up: "[Education level]" → "education_level"."""
    return "_".join(re.findall(r"[^\W_]+", fold_text(text).lower()))
