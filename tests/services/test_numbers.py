from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vnr_app.domain.decimals import decimals_of, line_decimals
from vnr_app.domain.indicators import Operator, Value, ValueState
from vnr_app.services.numbers import (
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
        ("-0.6", "\u22120.6"),
        ("-0.004", "\u22120.004"),
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
    assert format_number("-5", "ar") == "\u200e\u22125"
    assert format_number("-0.0", "ar") == format_number("0.0", "ar") == "0.0"
    below = Value("-5", Operator.LESS)
    assert format_value(below, "ar") == "\u200e<\u22125"
    assert format_value(below, "fr") == "<\u22125"


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
        assert (
            abs(Decimal(shown.replace(",", "").replace("\u2212", "-")) - number)
            <= abs(number) / 100
        )


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (Value("2.5", Operator.LESS), "<2.5"),
        (Value("95", Operator.AT_LEAST, ValueState.ESTIMATED), "≥95"),
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


@pytest.mark.parametrize(
    ("line", "decimals"),
    [
        (["2", "2"], 0),
        (["9.40", "20.86"], 1),
        (["5.31", "9.4"], 2),
        (["100", "100.0"], 0),
        # Ends and most steps must look different, as long as that takes no more than four digits.
        (["99.7", "99.98", "100"], 1),
        (["52.1", "47.91", "47.92", "47.3"], 1),
        (["82.01", "82.05", "82.03"], 2),
        (["0.2034", "0.1987"], 3),
        (["1332.7", "1332.8"], 1),
        (["0.2034", "0.2034", "0.31"], 2),
        (["12.345678", "12.345679"], 1),
        (["0", "0.0004", "10.5"], 1),
        (["0.0010", "0.0004"], 4),
        (["30145592.8", "32509333.3"], 0),
        (["1e400", "no number"], 0),
        ([], 0),
    ],
)
def test_a_line_has_as_many_decimals_as_tell_its_course(line, decimals):
    assert line_decimals(line) == decimals


@given(st.lists(st.decimals(-(10**6), 10**6, places=3), min_size=2, max_size=6))
def test_the_decimals_of_a_line_are_few_and_given(line):
    found = line_decimals(map(str, line))
    assert 0 <= found <= 3
    assert found == 0 or max(map(abs, line)) < 10_000
