"""Numbers and dates as the report's language writes them."""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from babel import Locale, UnknownLocaleError
from babel.dates import format_date
from babel.numbers import format_decimal

from vnr_app.domain.decimals import decimals_of, exact_number
from vnr_app.domain.indicators import Operator, Value
from vnr_app.errors import KnownError
from vnr_app.i18n import _

_LEFT_TO_RIGHT = "\u200e"
_MINUS = "\u2212"
"""At a hyphen a line may break."""
_SIGNS = {Operator.AT_MOST: "≤", Operator.AT_LEAST: "≥"}
_DIGITS = 27
"""Digits after the first with which decimal arithmetic rounds exactly."""


def locale_of(language: str) -> Locale:
    """The locale of a language tag; English stands in for one that nobody knows."""
    try:
        return Locale.parse(language.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return Locale("en")


def check_language(language: str) -> None:
    """Raise `KnownError` "unknown-language" for what is no language tag such as en, fr or zh."""
    try:
        Locale.parse(language.replace("-", "_"))
    except (UnknownLocaleError, ValueError, TypeError) as error:
        raise KnownError(
            "unknown-language",
            _("“{language}” is not a language code.").format(language=language),
            _("Give a code such as en, fr or ar."),
        ) from error


def format_value(value: Value, language: str, decimals: int | None = None) -> str:
    """A value for readers: rounded to what a table can show, with its operator; "" without one.

    `decimals` as in `format_number`.
    """
    if value.number is None:
        return ""
    number = format_number(value.number, language, decimals)
    if not value.operator:
        return number
    sign = _SIGNS.get(value.operator, value.operator.value)
    return f"{_mark(language)}{sign}{number.removeprefix(_LEFT_TO_RIGHT)}"


def format_number(number: str, language: str, decimals: int | None = None) -> str:
    """A decimal in text, grouped and rounded for reading: 16.6966535 → 16.7, 1234.5 → 1,234.5.

    Without `decimals` it gets those of `decimals_of`; numbers of one row share theirs. What is no
    number or beyond all sense is left as it is.
    """
    exact = exact_number(number)
    if exact is None:
        return number
    shown = decimals_of(number) if decimals is None else decimals
    shown = min(shown, _DIGITS - max(0, exact.adjusted()))
    step = Decimal(1).scaleb(-shown)
    # Adding nothing turns a negative zero, which rounding can leave, into zero.
    rounded = exact.quantize(step, ROUND_HALF_UP) + 0
    pattern = "#,##0" + ("." + "0" * shown if shown else "")
    text = format_decimal(rounded, pattern, locale=locale_of(language))
    return _mark(language) + text.replace("-", _MINUS) if rounded < 0 else text


def code_text(code: str, language: str) -> str:
    """The code of an indicator in a text: "2.a.1" would else be "a.1.2" from right to left."""
    return f"{_mark(language)}{code}"


def _mark(language: str) -> str:
    """What keeps a sign before its number where text runs from right to left."""
    return _LEFT_TO_RIGHT if is_right_to_left(language) else ""


def format_day(day: date, language: str) -> str:
    """A date in words, as documents of the United Nations write it: 21 November 2026."""
    locale = locale_of(language)
    if locale.language == "ar":
        # Both names that Arabic has for a month.
        months = "/".join(format_date(day, "MMMM", each) for each in ("ar_SY", "ar"))
        return f"{day.day} {months} {day.year}"
    form = "d MMMM y 'года'" if locale.language == "ru" else "long"
    return format_date(day, form, locale="en_GB" if language == "en" else locale)


def is_right_to_left(language: str) -> bool:
    """Whether the language is written from right to left."""
    return locale_of(language).text_direction == "rtl"
