"""Numbers and dates as the report's language writes them."""

from datetime import date
from decimal import Decimal, InvalidOperation

from babel import Locale, UnknownLocaleError
from babel.dates import format_date
from babel.numbers import format_decimal

from vnr_app.domain.indicators import Value


def locale_of(language: str) -> Locale:
    """The locale of a language tag; English stands in for one that nobody knows."""
    try:
        return Locale.parse(language.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return Locale("en")


def format_value(value: Value, language: str) -> str:
    """A value for readers: rounded to what a table can show, with its operator; "" without one."""
    if value.number is None:
        return ""
    return f"{value.operator or ''}{format_number(value.number, language)}"


def format_number(number: str, language: str) -> str:
    """A decimal in text, grouped and rounded for reading: 16.6966535 → 16.7, 1234.5 → 1,234.5.

    Figures below ten keep two decimals, others one; very small ones keep two significant digits;
    whole numbers stay whole.
    """
    try:
        exact = Decimal(number)
    except InvalidOperation:
        return number
    if not exact.is_finite():
        return number
    size = abs(exact)
    if exact == exact.to_integral_value():
        decimals = 0
    elif size >= 10:
        decimals = 1
    elif size >= Decimal("0.01"):
        decimals = 2
    else:
        decimals = min(12, -exact.adjusted() + 1)
    rounded = round(exact, decimals)
    shown = max(0, -rounded.normalize().as_tuple().exponent) if rounded else 0  # type: ignore[operator]
    pattern = "#,##0" + ("." + "0" * shown if shown else "")
    return format_decimal(rounded, pattern, locale=locale_of(language))


def format_day(day: date, language: str) -> str:
    """A date in words: 21 November 2026."""
    return format_date(day, format="long", locale=locale_of(language))


def is_right_to_left(language: str) -> bool:
    """Whether the language is written from right to left."""
    return locale_of(language).text_direction == "rtl"
