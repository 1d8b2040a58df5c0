from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vnr_app.domain.indicators import Operator, ValueState
from vnr_app.importing.values import (
    choose_decimal_mark,
    number_text,
    parse_value,
    vote_decimal_mark,
)


@pytest.mark.parametrize(
    ("raw", "mark", "number"),
    [
        (16.53, ".", "16.53"),
        (2007.0, ".", "2007"),
        (-0.6, ".", "-0.6"),
        (12.300000000000001, ".", "12.3"),
        (16.696653653506477, ".", "16.696653653506477"),
        (1e-7, ".", "0.0000001"),
        ("16.50", ".", "16.50"),
        ("007", ".", "7"),
        ("+5", ".", "5"),
        (".5", ".", "0.5"),
        ("−0.6", ".", "-0.6"),
        ("1,234.5", ".", "1234.5"),
        ("1.234,5", ",", "1234.5"),
        ("7\u00a0433,2", ",", "7433.2"),
        ("1\u202f234\u202f567", ".", "1234567"),
        ("12'345.6", ".", "12345.6"),
        ("٢٢٫٥", ".", "22.5"),
        ("45.3%", ".", "45.3"),
        ("1.5E-3", ".", "0.0015"),
    ],
)
def test_number_is_exactly_as_precise_as_its_source(raw, mark, number):
    assert parse_value(raw, mark).value.number == number


@pytest.mark.parametrize(
    ("raw", "operator", "number"),
    [
        ("<2.5", Operator.LESS, "2.5"),
        ("> 95", Operator.GREATER, "95"),
        ("≤3", Operator.AT_MOST, "3"),
        (">=3", Operator.AT_LEAST, "3"),
        ("~78", Operator.ABOUT, "78"),
    ],
)
def test_bound_keeps_its_operator(raw, operator, number):
    value = parse_value(raw).value
    assert (value.operator, value.number) == (operator, number)


@pytest.mark.parametrize(
    "raw", ["", "…", "..", "-", "–", "NaN", "NA", "n/a", ":", "x", "нет данных"]
)
def test_missing_marks_are_no_numbers(raw):
    value = parse_value(raw).value
    assert value.number is None
    assert value.state is ValueState.MISSING


@pytest.mark.parametrize(
    ("raw", "number", "flag", "state"),
    [
        ("12.3*", "12.3", "*", ValueState.OBSERVED),
        ("12.3 p", "12.3", "p", ValueState.PROVISIONAL),
        ("12.3 (e)", "12.3", "(e)", ValueState.ESTIMATED),
        ("31.0²", "31.0", "²", ValueState.OBSERVED),
        ("12.3 1)", "12.3", "1)", ValueState.OBSERVED),
        ("1 234 a/", "1234", "a/", ValueState.OBSERVED),
        ("12.3 [2]", "12.3", "[2]", ValueState.OBSERVED),
        ("(12.3)", "12.3", "()", ValueState.OBSERVED),
    ],
)
def test_marks_beside_a_number_become_flags(raw, number, flag, state):
    parsed = parse_value(raw)
    assert (parsed.value.number, parsed.flag, parsed.value.state) == (number, flag, state)


@pytest.mark.parametrize(
    "raw", ["12..5", "50–61", "about ten", "1,23,4", "(5", "5)", "2020/21", "12.31)", "#REF!", True]
)
def test_what_is_no_number_is_a_problem(raw):
    parsed = parse_value(raw)
    assert parsed.value is None
    assert parsed.problem == "not-a-number"


def test_date_in_a_value_column_is_a_problem():
    assert parse_value(date(2015, 1, 1)).problem == "date-value"


@pytest.mark.parametrize(
    ("cells", "mark"),
    [
        (["12,25", "1,500"], ","),
        (["1,500", "2.75"], "."),
        (["1.234,5"], ","),
        (["1 234,5"], ","),
        (["1,500", "3,200"], "."),
        ([1.5, "…"], "."),
        (["1,234,567"], "."),
    ],
)
def test_decimal_mark_is_decided_by_the_column(cells, mark):
    assert choose_decimal_mark(vote_decimal_mark(cells)) == mark


@given(st.floats(allow_nan=False, allow_infinity=False, width=32))
def test_a_float_cell_reads_back_equal(number):
    assert float(number_text(number)) == pytest.approx(number, rel=1e-14, abs=0)


@given(
    st.decimals(min_value=-(10**9), max_value=10**9, places=2, allow_nan=False),
    st.sampled_from([(",", "."), ("\u00a0", "."), ("\u00a0", ","), (".", ","), ("'", ".")]),
)
def test_any_notation_of_a_number_reads_back_equal(number, marks):
    thousands, mark = marks
    text = f"{number:,.2f}".replace(",", "T").replace(".", mark).replace("T", thousands)
    assert Decimal(parse_value(text, mark).value.number) == number


@given(st.text(max_size=20), st.sampled_from([".", ","]))
def test_no_text_breaks_the_reading(text, mark):
    parsed = parse_value(text, mark)
    assert (parsed.value is None) == bool(parsed.problem)
    if parsed.value is not None and parsed.value.number is not None:
        Decimal(parsed.value.number)
