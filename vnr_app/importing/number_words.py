"""Words and signs around a number: bounds, percent, currencies, marks of footnotes."""

import re
from collections.abc import Iterable
from functools import cache

from vnr_app.domain.indicators import Operator, ValueState
from vnr_app.importing.numbers import DIGITS, MULTIPLES

OPERATORS = {
    "<": Operator.LESS,
    ">": Operator.GREATER,
    "<=": Operator.AT_MOST,
    "=<": Operator.AT_MOST,
    "≤": Operator.AT_MOST,
    "≦": Operator.AT_MOST,
    "⩽": Operator.AT_MOST,
    ">=": Operator.AT_LEAST,
    "=>": Operator.AT_LEAST,
    "≥": Operator.AT_LEAST,
    "≧": Operator.AT_LEAST,
    "⩾": Operator.AT_LEAST,
    "~": Operator.ABOUT,
    "≈": Operator.ABOUT,
}
_OPERATOR_WORDS = {
    Operator.LESS: "less than|fewer than|below|under|менее|меньше|ниже|moins de|inférieure? à"
    "|menos de|inferior a|أقل من|اقل من|少于|不足|低于|小于",
    Operator.GREATER: "more than|greater than|over|above|более|больше|свыше|выше|plus de"
    "|supérieure? à|más de|superior a|أكثر من|اكثر من|超过|多于|大于|高于",
    Operator.AT_LEAST: "at least|не менее|не ниже|au moins|al menos|por lo menos|至少|على الأقل",
    Operator.AT_MOST: "at most|up to|не более|не выше|au plus|como máximo|至多|不超过",
    Operator.ABOUT: "about|around|approximately|approx\\.?|circa|ca\\.|около|примерно|environ"
    "|alrededor de|aproximadamente|cerca de|حوالي|约|大约",
}
_BEHIND = {
    Operator.AT_LEAST: r"\+|以上|or more|and over|and more|и более|et plus|y más",
    Operator.AT_MOST: "以下|以内|or less|and under|и менее|et moins|o menos",
}

_CURRENCY = (
    r"(?:(?:US|A|C|F|FJ|HK|NZ|R|S|NT)?[$€£¥₩₱₫₴₸₹₺₽₾₿฿₮₦₵₡₲₪₨₭៛﷼]|Rs\.?|USD|EUR|GBP"
    r"|сом(?:ов|а)?|руб(?:\.|лей|ля)?|тенге|元)"
)
_PERCENT = r"%|per ?cent|pct\.?|процент(?:ов|а)?|pour ?cent|por ?ciento|пайыз"
_RAISED = r"*†‡§•¹²³⁰⁴-⁹ᵃ-ᵿʰ-ˀⁱⁿº"
_INTERVAL = rf"[(\[]\s*[-–]?{DIGITS}\s*(?:[-–—;,]|to|до|à)\s*[-–]?{DIGITS}\s*%?\s*[)\]]"
_FLAG = (
    rf"\s*(?:[{_RAISED}]+|(?<=\s)\d{{1,2}}[/)]|(?<=[\s\d])[^\W\d_][/)]|{_INTERVAL}"
    r"|\((?:note )?(?:[^\W\d_]{1,2}|\d{1,2}|[*†‡§]+)\)|\[(?:note )?[\w, ]{1,14}\]"
    r"|\(?(?:est|prov|prelim|rev|proj|предв|оцен(?:ка)?|прогн(?:оз)?|estimated|provisional"
    r"|preliminary|revised|projected)\b\.?\)?"
    r"|[bdefnprsuz](?![^\W_])|(?<=\s)(?:[a-z]|[bcdefnprsuz]{2})(?![^\W_]))"
)


def _either(words: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


_SHAPE = (
    rf"(?P<operator>{_either(OPERATORS)}|(?:{'|'.join(_OPERATOR_WORDS.values())})(?=[\s\d]))?\s*"
    rf"(?P<open>[(\[])?\s*'?(?P<currency>{_CURRENCY})?\s*"
    rf"(?P<sign>[-+–])?\s?(?P<before>[%$€£]\s?)?"
    rf"(?P<number>{DIGITS})"
    r"(?:e(?P<exponent>[-+]?\d+)|\s?[x×·*]\s?10\s?\^\s?(?P<power>[-+]?\d+))?"
    rf"(?P<trailing>-)?\s*(?P<percent>{_PERCENT})?"
    rf"\s*(?:(?P<multiple>{_either(MULTIPLES)})(?![^\W_]))?"
    rf"\s*(?P<unit>{_CURRENCY}|‰)?\s*(?P<close>(?(open)[)\]]))"
    rf"\s*(?P<behind>{'|'.join(_BEHIND.values())})?"
    rf"(?P<flag>(?>(?:{_FLAG})*))"
)

RANGE = re.compile(
    rf"[(\[]?\s*[-–]?{DIGITS}\s*%?\s*(?:[-–—]|to|до|à|至|\.\.\.?|…)\s*[-–]?{DIGITS}\s*%?\s*[)\]]?",
    re.IGNORECASE,
)
FRACTION = re.compile(r"\d{1,2}\s?/\s?\d{1,2}")
MIXED = re.compile(r"(?P<sign>-)?(?P<whole>\d+)?\s?(?P<part>[¼½¾⅕⅖⅗⅘⅛⅜⅝⅞])(?P<percent>\s?%)?")
CURRENCY = re.compile(r"[$€£¥₩₱₫₴₸₹₺₽₾₮₦₵₨₭]")

_STATES = {
    "p": ValueState.PROVISIONAL,
    "prov": ValueState.PROVISIONAL,
    "provisional": ValueState.PROVISIONAL,
    "prelim": ValueState.PROVISIONAL,
    "preliminary": ValueState.PROVISIONAL,
    "предв": ValueState.PROVISIONAL,
    "п": ValueState.PROVISIONAL,
    "ᵖ": ValueState.PROVISIONAL,
    "e": ValueState.ESTIMATED,
    "est": ValueState.ESTIMATED,
    "estimated": ValueState.ESTIMATED,
    "оцен": ValueState.ESTIMATED,
    "оценка": ValueState.ESTIMATED,
    "ᵉ": ValueState.ESTIMATED,
    "f": ValueState.PROJECTED,
    "proj": ValueState.PROJECTED,
    "projected": ValueState.PROJECTED,
    "прогн": ValueState.PROJECTED,
    "прогноз": ValueState.PROJECTED,
    "ᶠ": ValueState.PROJECTED,
}

_WORDS = [
    (re.compile(words, re.IGNORECASE), operator)
    for operator, words in (*_OPERATOR_WORDS.items(), *_BEHIND.items())
]


@cache
def shape() -> re.Pattern[str]:
    """A number with everything that offices write around it, in one folded cell.

    Many files hold plain numbers only, and never need it.
    """
    return re.compile(_SHAPE, re.IGNORECASE)


def operator_of(text: str) -> Operator | None:
    """The bound that a sign or word before or behind a number makes of it."""
    if not text or text in OPERATORS:
        return OPERATORS.get(text)
    return next((operator for words, operator in _WORDS if words.fullmatch(text)), None)


def state_of_flag(flag: str) -> ValueState:
    """The state that a mark beside a number or a year declares."""
    return _STATES.get(flag.strip("()[]. ").lower(), ValueState.OBSERVED)
