"""Marks that stand in place of a number, and what they mean at their source."""

import re
from collections.abc import Mapping

from vnr_app.domain.indicators import Operator, Value, ValueState

_MISSING_WORDS = (
    ". .. ... … … - – — − --- -- ---- ____ __ : :: x [x] na n/a n.a. n.a n.e.s. nan null none nil "
    "n.av. n.av m [m] (na) [na] [n] [w] [note] *** ** # ## ¤ ? ?? × ｘ / // #n/a none. missing "
    "unknown "
    "н/д нд н.д. н.д н/п н.п. х м.ж м/ж жок "
    "不详 无 暂无 未详 无数据 غ.م غ.م. غ م غير_متوفر s/d nd n.d. n.d n/d s.d. s.o. k.a. i.d. nc"
)
_PHRASES = (
    "",
    "not available",
    "not collected",
    "not reported",
    "no data",
    "no data available",
    "data not available",
    "нет данных",
    "данные отсутствуют",
    "нет сведений",
    "маалымат жок",
    "дерек жоқ",
    "деректер жоқ",
    "sin datos",
    "sin dato",
    "no disponible",
    "non disponible",
    "non disponibles",
    "données non disponibles",
    "não disponível",
    "暂无数据",
    "غير متوفر",
    "غير متاح",
    "لا توجد بيانات",
    "لا يوجد",
)
MISSING_MARKS = frozenset(_MISSING_WORDS.split()) | frozenset(_PHRASES)
"""Marks of a missing value; which offices mean more by some of them is asked per source."""

SUPPRESSED_MARKS = frozenset(("c", "[c]", "(c)", "*", "(*)", "suppressed", "confidential", "конф."))
NOT_APPLICABLE_MARKS = frozenset(
    ("z", "[z]", "not applicable", "не применимо", "sans objet", "no aplica", "不适用", "لا ينطبق")
)
LOW_MARKS = frozenset(("[low]",))

DISPUTED_MARKS = frozenset(
    ["-", "–", "—", "−", "--", "..", "...", "…", ":", ".", "x", "×", "х", "*", "0*", "c", "m"]
)
"""Marks that mean different things at different offices; what they mean is asked once."""

MEANINGS = ("missing", "zero", "suppressed", "not-applicable", "less-than-half")

_TAIL = re.compile(r"(?<=[^\w\s*])[*†‡¹²³⁰⁴-⁹]+$")


def marker_key(text: str) -> str:
    """A folded text as a marker is looked up, without a footnote mark behind it: "…*" is "…"."""
    lowered = text.lower()
    known = _state_of(lowered) is not None
    return lowered if known else _TAIL.sub("", lowered)


def meaning_of(key: str, decided: Mapping[str, str]) -> str | None:
    """What a marker means: as decided, else by custom; None when it is no marker."""
    if key in decided:
        return decided[key]
    state = _state_of(key)
    return state.value if state else None


def _state_of(key: str) -> ValueState | None:
    if key in MISSING_MARKS:
        return ValueState.MISSING
    if key in SUPPRESSED_MARKS or key in LOW_MARKS:
        return ValueState.SUPPRESSED
    return ValueState.NOT_APPLICABLE if key in NOT_APPLICABLE_MARKS else None


def marker_value(meaning: str, decimals: int) -> Value:
    """The value that a marker stands for, in a column that shows this many decimals."""
    if meaning == "zero":
        return Value("0")
    if meaning == "less-than-half":
        half = "0.5" if decimals == 0 else f"0.{'0' * decimals}5"
        return Value(half, Operator.LESS)
    return Value(None, state=ValueState(meaning))
