"""Indicator codes in titles, cells and file names, in every spelling that offices use."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from vnr_app.domain.framework import Framework
from vnr_app.importing.values import fold_text

_LOOKALIKES = str.maketrans("асеорхб․‧", "aceopxb..")
_CODE = re.compile(
    r"(?<![\d.,])(1[0-7]|[1-9])[.\-_](?:(1\d|[1-9])[.\-_]|([a-d])[.\-_]?)"
    r"(\d{1,2})((?:[.\-_]\d{1,2})*)((?:[.\-_]?[a-zв-я](?![^\W\d_]))?)(?!\d|[.,]\d)"
)
_UNSD = re.compile(r"\bC(?:0[1-9]|1[0-7])(?:0[1-9]|1\d|0[a-h])\d\d\b")
_APOSTROPHES = str.maketrans("’‘", "''")
_SERIES = re.compile(r"_?[A-Z]{1,3}_[A-Z0-9]{2,}(?:_[A-Z0-9]+)*")


@dataclass(frozen=True, slots=True)
class CodeInText:
    """An indicator code as found: "1.1.1.1a" names indicator "1.1.1.1" in its variant "a"."""

    indicator: str
    variant: str = ""


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
    return CodeInText(f"{goal}.{target}.{number}{more}", variant.lstrip(".-_"))


def _likely(match: re.Match[str]) -> bool:
    """Whether a code outside the framework is spelt as one: dots, and not the year of a date."""
    return match[0].count(".") >= 2 and len(match[0]) <= 10


def vote_code(texts: Iterable[str], framework: Framework) -> CodeInText | None:
    """The code that most of these texts carry (a title in three languages names it three times)."""
    votes = Counter(code for text in texts if (code := code_in(text, framework)))
    return votes.most_common(1)[0][0] if votes else None


def is_series_code(text: str) -> bool:
    """Whether a text is spelt like a UNSD or SDMX series code: SI_POV_DAY1, _L_KG_020401_1A."""
    return _SERIES.fullmatch(text) is not None


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
    folded = re.sub(r"[\s\-‐-―_]+", " ", fold_text(text).casefold())
    return folded.translate(_APOSTROPHES).strip(" .:;*")


def column_key(text: str) -> str:
    """A column's name for looking up: "[Education level]" → "education_level"."""
    return "_".join(re.findall(r"[^\W_]+", fold_text(text).lower()))
