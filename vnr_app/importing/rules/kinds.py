"""What a unit lets a number be: a share of something, a rate, a count."""

import re
from enum import StrEnum
from functools import lru_cache

from vnr_app.importing.values import fold_text


class UnitKind(StrEnum):
    """How numbers of a unit behave."""

    SHARE = "share"
    """A percentage of a whole: from 0 to 100; the total lies between its parts."""
    RATE = "rate"
    """So many per so many, and open percentages: the total lies between its parts."""
    COUNT = "count"
    """People or things: not below 0; parts add up to the total."""
    FREE = "free"
    """An index, ratio or gap, of which nothing is known."""
    OTHER = "other"
    """Amounts, and units that are not given or not known."""


_PERCENT = re.compile(
    r"%|٪|\bpt\b|per ?cent|процент|пайыз|паыйз|pour ?cent|porcentaje|por ciento|百分"
    r"|بالمئة|في المائة"
)
_FREE = re.compile(
    r"\bratios?\b|\bind(?:ex|ices)\b|parity|\bgap\b|difference|deviation"
    r"|соотнош|индекс|паритет|разрыв|разниц|отклонен|катыш|ажырым"
    r"|\bindices?\b|parité|écart|rapport\b|índice|paridad|brecha|razón"
    r"|指数|比率|差距|مؤشر|فجوة|تكافؤ"
)
_CHANGING = re.compile(
    r"growth|change|increase|decrease|variation|inflation|previous|balance|\bnet\b|return|compared"
    r"|per ?cent(?:age)? points?"
    r"|темп|прирост|рост\b|изменен|инфляц|предыдущ|прошл|сальдо|чист|өсүш|өзгөр|салыштыр|мурунку"
    r"|croissance|évolution|solde|crecimiento|variación|inflación|saldo"
    r"|增长|变化|净|نمو|تغير|صافي"
)
_OPEN = re.compile(
    r"\bgdp\b|\bgni\b|gross enrol|\bdebt|relative to|coverage ratio"
    r"|ввп|внд|валов|долг|отношени|ички дүң|карыз|\bpib\b|\brnb\b|dette|deuda|债务|الناتج|الدين"
)
_PER = re.compile(r"\bper\b|\bна\s+\d|\bpour\s+\d|\bpor\s+\d|لكل|每|(?:^|_)per_")
_COUNT = re.compile(
    r"(?:in |в )?(?:(?:thousands?|millions?|тыс\.?|тысяч|млн\.?|миң|milliers?|miles|万|千)"
    r"(?: (?:of|de))? ?)?"
    r"(?:numbers?|num(?:_th|_m)?|no\.|persons?|people|population|cases|deaths|births|children|women"
    r"|men|households|units|pieces|человек|чел\.?|лиц|единиц|ед\.?|число|численность|количество"
    r"|случа\w+|адам|саны|бирдик|personnes|nombre|effectifs?|personas|número|casos|人|个|عدد|شخص)"
)
_COUNTED = re.compile(
    r"^(?:total |the )?(?:number|numbers|count)\s+of\b|^nombre de\b|^número de\b"
    r"|^(?:общее )?(?:число|численность|количество)\b|саны$|^عدد|人数"
)
_AVERAGE = re.compile(
    r"average|mean\b|median|per capita|proportion|share|средн|медиан|дол[яи]\b"
    r"|moyen|médian|promedio|media\b|орточо|үлүш|平均|متوسط"
)


@lru_cache(maxsize=4096)
def unit_kind(unit: str, name: str) -> UnitKind:
    """The kind of a unit, with the help of the name of the series."""
    unit, name = fold_text(unit).casefold(), fold_text(name).casefold()
    both = f"{unit} {name}"
    if _FREE.search(both):
        return UnitKind.FREE
    if _PERCENT.search(unit):
        is_open = _OPEN.search(both) or _CHANGING.search(both)
        return UnitKind.RATE if is_open else UnitKind.SHARE
    if _PER.search(unit):
        return UnitKind.RATE
    counted = _COUNT.fullmatch(unit) if unit else _COUNTED.search(name)
    if counted and not _AVERAGE.search(name) and not _PER.search(name):
        return UnitKind.COUNT
    return UnitKind.OTHER


def may_be_negative(name: str) -> bool:
    """Whether a series is a balance or a change, of which a negative number makes sense."""
    return _CHANGING.search(fold_text(name).casefold()) is not None
