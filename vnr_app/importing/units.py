"""Units of measure in titles, unit rows and labels."""

import re

from vnr_app.importing.values import fold_text

_PERCENT = re.compile(
    r"(?:in |в |в виде |en )?(?:per ?cents?|percents?|percentages?|процент(?:ах|ы|ов)?|"
    r"пайыз(?: менен)?|паыйз менен|pour ?cent(?:age)?|porcentaje|por ciento|百分比|%|٪|بالمئة)",
    re.IGNORECASE,
)
_PER = re.compile(
    r"\bper\s+(?:\d[\d ,.]*\d|\d)\s+[a-z][a-z -]*?(?=\s*(?:[(),;.:]|$|\bby\b|\bin\b|\bamong\b))"
    r"|\bна\s+(?:\d[\d ,.]*\d|\d)\s+[а-яё]+(?:\s+[а-яё]+)?"
    r"|\bpour\s+(?:\d[\d ,.]*\d|\d)\s+[a-zà-ÿ]+(?:\s+[a-zà-ÿ]+)?",
    re.IGNORECASE,
)
_BRACKETS = re.compile(r"\(([^()]*)\)?")
_PER_NUMBER = re.compile(r"(?:per|pour|por|par|на|لكل|每)\s*\d", re.IGNORECASE)
_WORDS = re.compile(
    r"%|per ?cent|percent|процент|пайыз|pour ?cent|porcentaje|por ciento|百分比|٪|بالمئة"
    r"|\b(?:mln|million|billion|thousand|млн|млрд|тыс|миллион|"
    r"миң|usd|eur|soms?|сом\w*|долл\w*|dollars?|kg|кг|tons?|tonnes?|тонн\w*|km2?|км2?|ha|га|"
    r"persons?|people|человек|адам|number|число|саны|index|индекс)\b|万|亿|人",
    re.IGNORECASE,
)


def plain_unit(text: str) -> str:
    """A unit as printed, without brackets; percentages of nothing in particular as "percent"."""
    unit = fold_text(text).strip("() ").rstrip(".:;")
    if _PERCENT.fullmatch(unit):
        return "percent"
    return re.sub(r"^in (?=\w)", "", unit)


def unit_row(texts: list[str]) -> bool:
    """Whether a title row is a unit in brackets, in every language that it is given in."""
    filled = [fold_text(text) for text in texts if text.strip()]
    return bool(filled) and all(
        text.startswith("(") and text.endswith(")") and len(text) <= 90 for text in filled
    )


def unit_in_title(title: str) -> str:
    """The unit that a title names: "… per 1,000 live births (…)" → "per 1,000 live births"."""
    folded = fold_text(title)
    if match := _PER.search(folded):
        return match[0].strip()
    if unit := _unit_in_brackets(folded):
        return unit
    last = folded.rpartition(",")[2].strip() if "," in folded else ""
    if last and len(last) <= 30 and (_PERCENT.fullmatch(last) or _WORDS.match(last)):
        return plain_unit(last)
    return "percent" if folded.endswith("%") else ""


def _unit_in_brackets(title: str) -> str:
    """The unit in the last brackets of a title, or in earlier ones that hold nothing else."""
    brackets = [text.strip() for text in _BRACKETS.findall(title) if len(text) <= 60]
    if not brackets:
        return ""
    last = brackets[-1] if title.endswith(")") else ""
    if last and (_WORDS.search(last) or _PER_NUMBER.match(last)):
        return plain_unit(last)
    plain = [text for text in brackets if _PERCENT.fullmatch(text) or _PER_NUMBER.match(text)]
    return plain_unit(plain[-1]) if plain else ""


def unit_in_label(label: str) -> str:
    """The unit that a row's label carries in brackets or after its last comma."""
    return unit_in_title(re.sub(r"[\s*¹²³]+$", "", label))
