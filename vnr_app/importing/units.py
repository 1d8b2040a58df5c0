"""Units of measure in titles, unit rows and labels."""

import re
from functools import cache

from vnr_app.importing.values import fold_text
from vnr_app.paths import resources_dir

_PERCENT = re.compile(
    r"(?:in |as an? |в |в виде |en )?(?:per ?cents?|percents?|percentages?|процент(?:ах|ы|ов)?|"
    r"пайыз(?: менен)?|паыйз менен|pour ?cent(?:age)?|porcentaje|por ciento|百分比|%|٪|بالمئة)",
    re.IGNORECASE,
)
_PERCENT_OF = re.compile(rf"{_PERCENT.pattern}(?: (?:of|to|к|от|de|du|des)\b|$)", re.IGNORECASE)
_ROUND = r"\b1(?:0{1,3}|[ ,.]?000|00?[ ,.]?000|[ ,.]?000[ ,.]?000)"
_PER = re.compile(
    r"\bper\s+(?:\d[\d ,.]*\d|\d)\s+[a-z][a-z -]*?(?=\s*(?:[(),;.:]|$|\bby\b|\bin\b|\bamong\b))"
    r"|\bна\s+(?:\d[\d ,.]*\d|\d)\s+[а-яё]+(?:\s+[а-яё]+)?"
    r"|\b(?:pour|por(?: cada)?|je|trên)\s+(?:\d[\d ,.]*\d|\d)\s+[a-zà-ÿ]+(?:\s+[a-zà-ÿ]+)?"
    rf"|(?:\b[а-яёөүңһ]+\s+){{0,2}}{_ROUND}(?:ине|ына)\b"
    rf"|{_ROUND}\s+(?:[а-яёөүңһ]+\s+)?[а-яёөүңһғқәіұ]+(?:[гкқғ][аоөе])\b"
    r"|لكل\s+(?:\d[\d ,.]*\d|\d)\s+\w+(?:\s+حي\w*)?"
    r"|每\s*[\d,]*[十百千万]*\s*[名个例]?[一-鿿]{1,4}",
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

_SYMBOL = re.compile(
    r"(?:(?:'?000|1[ ,]?000|mill?\.?|bn|mn)\s*)?(?:t|kt|Mt|ha|kg|g|km|m|mm|cm|km[2²]|m[2²]|m[3³]|l"
    r"|kWh|MWh|GWh|TWh|kW|MW|GW|TJ|GJ|PJ|toe|ktoe|Mtoe|°C|mg/l|µg/m[3³]|CO2e?|US\$|\$|€|£|т|га"
    r"|кВт\.?ч|ГВт\.?ч)"
)
"""Symbols that are a unit wherever they stand in brackets."""
_LINE = re.compile(
    r"[£$€%]|(?:£|\$|€|(?:in )?[A-Z][A-Za-z]{0,3}\.?\$?)?\s*(?:in )?"
    r"(?:millions?|billions?|thousands?|тыс\w*|млн|млрд|percent|per cent)\b.{0,30}|\(.{1,60}\)",
    re.IGNORECASE,
)
_THOUSANDS = re.compile(r"\(?\s*['’]?\s*000(?:['’]?s)?\s*\)?", re.IGNORECASE)
_NAMED_LINE = re.compile(
    r"[（(]?\s*(?:units?(?: of measure\w*)?|unités?|unidad(?:es)?(?: de medida)?|einheit|satuan"
    r"|единиц\w*(?: измерения)?|ед\. ?изм\.?|单位|單位|単位|الوحدة)\s*[:：\s]\s*"
    r"(?P<unit>.{1,60}?)\s*[)）]?",
    re.IGNORECASE,
)

_COUNT = re.compile(
    r"(?:total )?(?:number|count|quantity) of\b|numbers of\b|(?:общее )?(?:число|количество)\b"
    r"|численность\b|nombre (?:total )?d|número (?:total )?de|cantidad de|número de"
    r"|عدد|(?:жалпы )?саны\b|số (?:lượng|người)|.*(?:人数|数量|\bсаны|sayısı)$|soni\b|сони\b",
)
_INDEX = re.compile(r"\b(?:index|indices|индекс\w*|indice|índice|indeks\w*)\b|指数|مؤشر أسعار")


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


def unit_line(text: str) -> str:
    """The unit that a whole line is: "KSh million", "(in percent)", "Unit: persons"; else ""."""
    if match := _NAMED_LINE.fullmatch(text):
        return plain_unit(match["unit"])
    if is_thousands(text):
        return "thousand"
    return plain_unit(text) if _LINE.fullmatch(text) else ""


def is_thousands(text: str) -> bool:
    """Whether a text says that values are in thousands though it looks like a number: "(000)"."""
    return _THOUSANDS.fullmatch(text) is not None


def unit_in_title(title: str) -> str:
    """The unit that a title names: "… per 1,000 live births (…)" → "per 1,000 live births"."""
    folded = fold_text(title)
    if match := _PER.search(folded):
        return match[0].strip()
    if unit := _unit_in_brackets(folded):
        return unit
    last = folded.rpartition(",")[2].strip() if "," in folded else ""
    if last and _is_unit(last):
        return plain_unit(last)
    return "percent" if folded.endswith("%") else ""


def _is_unit(part: str) -> bool:
    """Whether the part of a label after its last comma is a unit: "%", "thousand soms"."""
    if _PERCENT_OF.match(part) and len(part) <= 60:
        return True
    few = len(part.split()) <= 3 and _WORDS.search(part) is not None
    return len(part) <= 30 and (few or _WORDS.match(part) is not None)


def _unit_in_brackets(title: str) -> str:
    """The unit in the last brackets of a title, or in earlier ones that hold nothing else."""
    brackets = [text.strip() for text in _BRACKETS.findall(title) if len(text) <= 60]
    if not brackets:
        return ""
    last = brackets[-1] if title.endswith(")") else ""
    if last and (_WORDS.search(last) or _PER_NUMBER.match(last) or _SYMBOL.fullmatch(last)):
        return plain_unit(last)
    plain = [text for text in brackets if _PERCENT.fullmatch(text) or _PER_NUMBER.match(text)]
    return plain_unit(plain[-1]) if plain else ""


def unit_in_label(label: str) -> str:
    """The unit that a row's label carries in brackets or after its last comma."""
    return unit_in_title(re.sub(r"[\s*¹²³]+$", "", label))


def implied_unit(text: str) -> str:
    """The unit that the first words of a title or label imply where nothing else names one."""
    folded = fold_text(text).lower()
    if _COUNT.match(folded):
        return "number"
    return "index" if _INDEX.search(folded) else ""


@cache
def _codes() -> tuple[tuple[re.Pattern[str], str], ...]:
    path = resources_dir() / "words" / "unit_codes.tsv"
    lines = path.read_text(encoding="utf-8").splitlines()[1:]
    pairs = (line.split("\t") for line in lines)
    return tuple((re.compile(pattern), code) for code, pattern in pairs)


def unit_code(text: str) -> str:
    """The SDMX code of a unit in words of many languages; empty for one that is not known.

    Multiples are no part of the code: "million soms" and "soms" are both in national currency.
    """
    folded = re.sub(r"(?<=\d)[ ,.](?=\d{3}(?!\d))", "", fold_text(text).lower())
    if not folded:
        return ""
    return next((code for pattern, code in _codes() if pattern.search(folded)), "")
