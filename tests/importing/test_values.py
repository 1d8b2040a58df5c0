from datetime import date
from decimal import Decimal
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from vnr_app.domain.indicators import Operator, ValueState
from vnr_app.importing.column_reader import ColumnReader
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
    "raw",
    ["12..5", "about ten", "1,23,4", "1,234,56", "(5", "5)", "2020/21", "12.31)", "#REF!", "0x1F",
     "TRUE", "O.5", "l2", "inf", float("nan"), True],
)  # fmt: skip
def test_what_is_no_number_is_a_problem(raw):
    parsed = parse_value(raw)
    assert parsed.value is None
    assert parsed.problem == "not-a-number"


@pytest.mark.parametrize("raw", ["50–61", "10-15", "5 to 7", "1e400", float("inf")])
def test_a_range_is_no_number(raw):
    assert parse_value(raw).problem == "number-range"


def test_a_fraction_in_text_can_be_something_else():
    assert parse_value("1/2").problem == "number-ambiguous"
    assert parse_value("2 ½").value.number == "2.5"


@pytest.mark.parametrize(
    ("raw", "number"),
    [
        ("3.4 млн", "3400000"),
        ("12,5 тыс.", "12500"),
        ("1.5 万", "15000"),
        ("2 亿", "200000000"),
        ("2.5 crore", "25000000"),
        ("0.001 million", "1000"),
        ("1.25 bn", "1250000000"),
        ("1.5×10^3", "1500"),
    ],
)
def test_a_multiple_is_multiplied_out_exactly(raw, number):
    assert parse_value(raw).value.number == number


@pytest.mark.parametrize(
    ("raw", "number"),
    [
        ("5-", "-5"),
        ("–5", "-5"),
        ("'7", "7"),
        ("$ 12.5", "12.5"),
        ("-$5", "-5"),
        ("US$ 12", "12"),
        ("٪٤٥", "45"),
        ("１２３４．５", "1234.5"),
        ("12,34,567.5", "1234567.5"),
        ("१२३४.५", "1234.5"),
        ("1.234,5", "1234.5"),
        ("5.", "5"),
        ("\u200f12\u200e", "12"),
        ("12\u200b", "12"),
        ("45.2 (40.1–50.3)", "45.2"),
        ("less than 5", "5"),
        ("不足5", "5"),
    ],
)
def test_notations_of_many_offices(raw, number):
    assert parse_value(raw).value.number == number


@pytest.mark.parametrize("mark", [".", ","])
def test_only_what_can_be_read_both_ways_follows_the_column(mark):
    assert parse_value("12,25", mark).value.number == "12.25"
    assert parse_value("0.500", mark).value.number == "0.500"
    assert parse_value("1,500", mark).value.number == ("1500" if mark == "." else "1.500")


@pytest.mark.parametrize(
    "text", ["12.3" + "*" * 90, "1 " * 49, "12 " + "e " * 48 + "!", "(1-" * 30]
)
def test_no_text_takes_long(text):
    start = process_time()
    parse_value(text)
    assert process_time() - start < 0.1


def test_every_notation_of_the_zoo_is_read(shared):
    book = load_workbook(shared / "hostile/number_text_zoo.xlsx")
    rows = list(book.active.iter_rows(min_row=2, values_only=True))
    reader = ColumnReader(text for text, _expected in rows)
    for text, expected in rows:
        parsed = reader.read(text)
        number = str(expected).split(" ")[0]
        if number in ("error", "range:"):
            assert parsed.value is None, text
        elif number == "missing":
            assert parsed.value.state is ValueState.MISSING
        elif "ask" not in str(expected):
            assert Decimal(parsed.value.number) == Decimal(number), text


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


NOTATIONS = [
    (",", "."),
    ("\u00a0", "."),
    (" ", ","),
    (".", ","),
    ("'", "."),
    ("\u202f", ","),
    ("", ","),
]


@given(
    st.lists(
        st.decimals(min_value=-(10**7), max_value=10**7, places=3, allow_nan=False), min_size=1
    ),
    st.sampled_from(NOTATIONS),
    st.sampled_from(["٠١٢٣٤٥٦٧٨٩", "0123456789", "๐๑๒๓๔๕๖๗๘๙"]),
)
def test_a_whole_column_reads_back_equal(numbers, marks, digits):
    """A cell that proves the mark stands in the column; then "1,500" is read as it was meant."""
    thousands, mark = marks

    def printed(number, places):
        text = f"{number:,.{places}f}".replace(",", "T").replace(".", mark).replace("T", thousands)
        return text.translate(str.maketrans("0123456789", digits))

    cells = [printed(Decimal("0.25"), 2), *(printed(number, 3) for number in numbers)]
    reader = ColumnReader(cells)
    for cell, number in zip(cells[1:], numbers, strict=True):
        assert Decimal(reader.read(cell).value.number) == number
