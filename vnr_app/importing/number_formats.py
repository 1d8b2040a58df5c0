"""What a number format says beyond the number: percent, multiples, bounds, marks, nothing at all.

Formats are those of spreadsheets: up to four sections (positive; negative; zero; text).
"""

import re
from dataclasses import dataclass
from functools import lru_cache

_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|_.|\*.|\[(?P<bracket>[^\]]*)\]|(?P<plain>.)', re.DOTALL
)
_CURRENCY = re.compile(r"\$(?P<sign>[^-]*)")
_DIGITS = "0#?"
_MULTIPLIES_BY = 3


@dataclass(frozen=True, slots=True)
class Shown:
    """How a format shows a number.

    `percent`: as hundredths with a percent sign; `percent_text`: a percent sign that multiplies
    nothing. `scale`: the power of ten that the display leaves out. `before` and `after`: the texts
    beside the number; `instead`: the text that stands in place of it. `hidden`: nothing is shown.
    """

    percent: bool = False
    percent_text: bool = False
    scale: int = 0
    before: str = ""
    after: str = ""
    instead: str = ""
    hidden: bool = False
    zeros: int = 0
    """Digits that a whole number is filled up to with leading zeros, 0 for none."""


PLAINLY = Shown()
"""A format that says nothing more than the number."""


def shown(number: float, number_format: str) -> Shown:
    """How a format shows a number."""
    if not number_format or number_format == "General":
        return PLAINLY
    sections = _sections(number_format)
    if len(sections) == 1 or number > 0:
        return _read(sections[0])
    if number == 0:
        return _read(sections[2] if len(sections) > 2 else sections[0])
    return _read(sections[1])


def shows_year_only(number_format: str) -> bool:
    """Whether a format shows nothing of a date but its year."""
    letters = re.sub(r'"[^"]*"|\\.|\[[^\]]*\]|[^a-z]', "", number_format.lower())
    return letters in ("y", "yy", "yyy", "yyyy", "e")


def shows_month(number_format: str) -> bool:
    """Whether a format shows the month and year of a date but no day."""
    letters = re.sub(r'"[^"]*"|\\.|\[[^\]]*\]|[^a-z]', "", number_format.lower())
    return bool(re.fullmatch(r"m+y+|y+m+", letters))


@lru_cache(maxsize=2_000)
def _sections(number_format: str) -> tuple[str, ...]:
    """The sections of a format; a semicolon within quotes parts nothing."""
    sections = [""]
    for match in _TOKEN.finditer(number_format):
        if match["plain"] == ";":
            sections.append("")
        else:
            sections[-1] += match[0]
    return tuple(sections)


@lru_cache(maxsize=2_000)
def _read(section: str) -> Shown:
    texts = ["", ""]
    digits = ""
    percent = percent_text = False
    for match in _TOKEN.finditer(section):
        literal = match["quoted"] or match["escaped"] or _currency(match["bracket"])
        plain = match["plain"] or ""
        if literal:
            percent_text = percent_text or literal.strip() in ("%", "٪")
            texts[bool(digits)] += literal
        elif plain == "%":
            percent = True
        elif (plain in _DIGITS and plain) or (plain == "," and digits):
            digits += plain
        elif plain and plain not in "./ @()+Ee":
            texts[bool(digits)] += plain
    if not digits:
        text = "".join(texts).strip()
        general = "general" in text.lower() or "@" in section
        return PLAINLY if general else Shown(instead=text, hidden=not text)
    scale = _MULTIPLIES_BY * (len(digits) - len(digits.rstrip(",")))
    before, after = (text.strip() for text in texts)
    whole = section.partition(".")[0]
    zeros = len(digits) if set(digits) == {"0"} and whole == section and len(digits) > 1 else 0
    return Shown(percent, percent_text, scale, before, after.strip("%0"), zeros=zeros)


def _currency(bracket: str | None) -> str:
    match = _CURRENCY.match(bracket or "")
    return match["sign"] if match else ""
