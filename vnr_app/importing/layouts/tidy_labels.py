"""Labels of tidy tables: groups that name their dimension, states in words, parts of a year."""

import re

from vnr_app.domain.indicators import TOTAL, ValueState
from vnr_app.importing.layouts.base import STATUS_STATES
from vnr_app.importing.sdmx_codes import group_code, status_note
from vnr_app.importing.words import canonical_code, heading_of, is_total

_PREFIXED = re.compile(r"(?P<name>[A-Z]{3,})_(?P<code>[A-Z0-9_\-<>+]+)")
_HEADED = re.compile(r"(?P<name>[^\d:]{3,40}?)\s*(?:\([^)]*\))?:\s+(?P<code>\S.*)", re.DOTALL)
_AGES = re.compile(r"(?:.*_)?Y_?(?P<limit>GE|LT)?(?P<first>\d{1,3})(?:[-T](?P<last>\d{1,3}))?")
_LOCATIONS = ("U", "R", TOTAL)
_STATES = (
    (re.compile(r"estima|(?:^|_)est$|imput|model+ed|оцен|估|تقدير"), ValueState.ESTIMATED),
    (re.compile(r"provis|prelim|предвар|初步|أولي"), ValueState.PROVISIONAL),
    (re.compile(r"project|forecast|proje[ck]|прогноз|预测"), ValueState.PROJECTED),
)
_ALL = re.compile(
    r"all (?:areas?|ages?|sexes|locations?|groups?|persons|levels|domains)", re.IGNORECASE
)
_USUAL = re.compile(r"normal|official|units?|a|x|0", re.IGNORECASE)
"""What is said of values of which there is nothing to say."""


def group_in(dimension: str, text: str, *, known: bool) -> tuple[str, str]:
    """The dimension and the code of a group, which may name its own dimension.

    "SEX_F" and "Sex: Female" are ("sex", "F") in whatever column they stand, unless its heading is
    `known` for another dimension.
    """
    match = _PREFIXED.fullmatch(text) or _HEADED.fullmatch(text)
    name = match["name"].lower() if match else ""
    named = heading_of(name) or heading_of(name.partition(" ")[0])
    if match and named == "area":
        named = "location" if canonical_code("location", match["code"]) in _LOCATIONS else ""
    if match and named and (not known or named == dimension):
        dimension, text = named, match["code"]
    if dimension == "age" and (match := _AGES.fullmatch(text)):
        first, last = match["first"], match["last"]
        age = {"GE": f"{first}+", "LT": f"<{first}"}.get(match["limit"], first)
        return dimension, f"{first}-{last}" if last else age
    if text in ("T", "TOTAL") or text.endswith("_TOTAL") or is_total(text) or _ALL.fullmatch(text):
        return dimension, TOTAL
    if dimension == "age":
        text = group_code(dimension, text) or TOTAL
    return dimension, canonical_code(dimension, text)


def state_in(text: str) -> ValueState | None:
    """The state that a status tells, by its code or in words."""
    lower = text.lower()
    if lower in STATUS_STATES:
        return STATUS_STATES[lower]
    return next((state for words, state in _STATES if words.search(lower)), None)


def remark_in(status: str) -> str:
    """What a status says beside the state of the value; empty for a usual one."""
    if state_in(status) is not None or _USUAL.match(status):
        return ""
    return status_note(status) or (status if len(status) > 2 else "")


def period_texts(year: str, part: str, sign: str) -> tuple[str, ...]:
    """How a year and a part of it may be read together; `sign` is "M" for months, "Q" for quarters.

    A part without a number is a name ("January").
    """
    if not part or is_total(part):
        return (year,)
    number = re.fullmatch(r"(?:[QqTtMmКк]\w?\s*)?0?(\d{1,2})", part)
    if number is None:
        return (f"{part} {year}", f"{year} {part}")
    return (f"{year}-M{int(number[1]):02}" if sign == "M" else f"{year}-Q{number[1]}",)
