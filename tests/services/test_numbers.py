from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vnr_app.domain.indicators import Operator, Value, ValueState
from vnr_app.services.numbers import (
    decimals_of,
    format_day,
    format_number,
    format_value,
    is_right_to_left,
    locale_of,
)


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        ("0", "0"),
        ("0.00", "0.0"),
        ("149.8", "149.8"),
        ("16.6966535", "16.7"),
        ("12.04", "12.0"),
        ("1234.5", "1,234.5"),
        ("1234567.849", "1,234,567.8"),
        ("9.999", "10.00"),
        ("2.345", "2.35"),
        ("0.5", "0.5"),
        ("0.0099", "0.0099"),
        ("0.000123456", "0.00012"),
        ("-0.6", "-0.6"),
        ("-0.004", "-0.004"),
        ("-0.0000000000001", "0.000000000000"),
        ("1E+3", "1,000"),
        ("NaN", "NaN"),
        ("12..5", "12..5"),
        ("1e400", "1e400"),
        ("123456789012345678901234567890.5", "123456789012345678901234567890.5"),
    ],
)
def test_numbers_are_rounded_for_reading(number, shown):
    assert format_number(number, "en") == shown


@pytest.mark.parametrize(
    ("language", "shown"),
    [("en", "1,234.5"), ("fr", "1\u202f234,5"), ("de", "1.234,5"), ("nonsense", "1,234.5")],
)
def test_numbers_are_written_as_the_language_does(language, shown):
    assert format_number("1234.5", language) == shown


def test_a_sign_stays_before_its_number_in_text_from_right_to_left():
    assert format_number("-5", "ar") == "\u200e-5"
    assert format_number("-0.0", "ar") == format_number("0.0", "ar") == "0.0"
    below = Value("-5", Operator.LESS)
    assert format_value(below, "ar") == "\u200e<-5"
    assert format_value(below, "fr") == "<-5"


@pytest.mark.parametrize(
    ("number", "decimals"),
    [("12", 0), ("12.0", 1), ("12.25", 1), ("9.999", 2), ("0.00", 1), ("0.004567", 4), ("x", 0)],
)
def test_a_reader_needs_few_decimals(number, decimals):
    assert decimals_of(number) == decimals


def test_numbers_of_a_row_share_their_decimals():
    assert [format_number(each, "en", 2) for each in ("12", "0.5", "1234.567")] == [
        "12.00",
        "0.50",
        "1,234.57",
    ]
    assert format_value(Value("12", Operator.LESS), "fr", 1) == "<12,0"


@given(st.decimals(allow_nan=False, allow_infinity=False), st.none() | st.integers(0, 12))
def test_every_number_can_be_shown(number, decimals):
    shown = format_number(str(number), "en", decimals)
    assert shown
    if decimals is None and 1 <= abs(number) < 10**20:
        assert abs(Decimal(shown.replace(",", "")) - number) <= abs(number) / 100


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (Value("2.5", Operator.LESS), "<2.5"),
        (Value("95", Operator.AT_LEAST, ValueState.ESTIMATED), ">=95"),
        (Value(None, None, ValueState.MISSING), ""),
    ],
)
def test_a_value_keeps_its_operator(value, shown):
    assert format_value(value, "en") == shown


def test_dates_and_directions():
    assert format_day(date(2026, 11, 21), "en") == "21 November 2026"
    assert format_day(date(2026, 11, 21), "fr") == "21 novembre 2026"
    assert format_day(date(2026, 11, 21), "ru") == "21 ноября 2026 года"
    assert format_day(date(2026, 11, 21), "ar") == "21 تشرين الثاني/نوفمبر 2026"
    assert format_day(date(2026, 11, 21), "zh-Hans") == "2026年11月21日"
    assert [is_right_to_left(each) for each in ("ar", "he", "fa", "en", "zh-Hans")] == [
        True, True, True, False, False,
    ]  # fmt: skip
    assert str(locale_of("pt-BR")) == "pt_BR"
    assert str(locale_of("")) == "en"
