"""Reading a column by what it proves and what people decided; number formats."""

import pytest

from vnr_app.domain.indicators import Operator, ValueState
from vnr_app.importing.column_reader import ColumnReader, column_readers
from vnr_app.importing.number_formats import shown, shows_month, shows_year_only
from vnr_app.importing.recipe import Recipe


def test_a_silent_column_follows_the_others_of_its_table():
    readers = column_readers({0: ["1,500"], 1: ["12,25"]})
    assert readers[0].read("1,500").value.number == "1.500"


def test_people_decide_what_can_be_read_both_ways():
    reader = ColumnReader(["1,500", "12.25"], Recipe(decimal_mark=","))
    assert reader.read("1,500").value.number == "1.500"
    assert reader.read("12.25").value.number == "12.25"


@pytest.mark.parametrize(
    ("meaning", "number", "operator", "state"),
    [
        ("missing", None, None, ValueState.MISSING),
        ("zero", "0", None, ValueState.OBSERVED),
        ("suppressed", None, None, ValueState.SUPPRESSED),
        ("not-applicable", None, None, ValueState.NOT_APPLICABLE),
        ("less-than-half", "0.05", Operator.LESS, ValueState.OBSERVED),
    ],
)
def test_a_marker_means_what_its_source_means(meaning, number, operator, state):
    reader = ColumnReader(["12.5", "…*", 3.0], Recipe(markers={"…": meaning}))
    value = reader.read("…*").value
    assert (value.number, value.operator, value.state) == (number, operator, state)


def test_brackets_are_unreliable_at_offices_and_negative_in_accounts():
    assert ColumnReader(["(5.0)", "12"]).read("(5.0)").value.number == "5.0"
    assert ColumnReader(["(5.0)", "$ 12"]).read("(5.0)").value.number == "-5.0"
    assert ColumnReader([], Recipe(brackets="negative")).read("(5.0)").value.number == "-5.0"
    money = ColumnReader(["(5.0)", "$ 12"], Recipe(brackets="unreliable"))
    assert (money.read("(5.0)").value.number, money.read("(5.0)").flag) == ("5.0", "()")


@pytest.mark.parametrize(
    ("raw", "number_format", "number", "flag", "percent"),
    [
        (0.453, "0.0%", "45.3", "", True),
        (0.07, "0%", "7", "", True),
        (45.3, '0.0"%"', "45.3", "", True),
        (1234000.0, "#,##0,", "1234000", "", False),
        (12.3, '0.0"*"', "12.3", "*", False),
        (12.3, '0.0" p"', "12.3", "p", False),
        (0.0, '0;-0;".."', "0", "..", False),
        (0.0, '_-* #,##0_-;-* #,##0_-;_-* "-"??_-', "0", "", False),
        (55.0, ";;;", "55", "", False),
        (-5.0, "0;[Red]0", "-5", "", False),
        (0.5, "# ?/?", "0.5", "", False),
        (62.2, '0.0"0"', "62.2", "", False),
        (12345.678, "# ##0.0", "12345.678", "", False),
        (3.0, '0" km"', "3", "", False),
    ],
)
def test_a_format_says_more_than_the_number(raw, number_format, number, flag, percent):
    parsed = ColumnReader([raw]).read(raw, number_format)
    assert (parsed.value.number, parsed.flag, parsed.percent) == (number, flag, percent)


def test_a_format_can_make_a_bound():
    value = ColumnReader([0.1]).read(0.1, '"<"0.0').value
    assert (value.number, value.operator) == ("0.1", Operator.LESS)


def test_people_decide_about_percent_and_scale():
    recipe = Recipe(percent="fraction", scale="shown")
    assert ColumnReader([], recipe).read(0.453, "0.0%").value.number == "0.453"
    assert ColumnReader([], recipe).read(1234000.0, "#,##0,").value.number == "1234"


def test_formats_of_dates_and_codes():
    assert shows_year_only("yyyy")
    assert shows_year_only('[$-409]yyyy"г."')
    assert not shows_year_only("yyyy-mm-dd")
    assert shows_month("mmm\\-yy")
    assert not shows_month("dd mmm yy")
    assert shown(1, "000").zeros == 3
    assert shown(5, "General").zeros == 0
