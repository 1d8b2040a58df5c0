"""Periods and the addresses of cells, as the import plan names them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vnr_app.domain.importplan import Region, cell_name, column_letters, range_name
from vnr_app.domain.periods import Period, calendar_year, parse_period


@pytest.mark.parametrize(
    ("label", "start", "end"),
    [
        ("2024", "2024-01-01", "2024-12-31"),
        (" 2024 ", "2024-01-01", "2024-12-31"),
        ("2023/24", "2023-07-01", "2024-06-30"),
        ("2023/2024", "2023-07-01", "2024-06-30"),
        ("2023 / 24", "2023-07-01", "2024-06-30"),
        ("2015-16", "2015-07-01", "2016-06-30"),
        ("1999/00", "1999-07-01", "2000-06-30"),
        ("FY2019/20", "2019-07-01", "2020-06-30"),
        ("2011-12", "2011-07-01", "2012-06-30"),  # a fiscal year before it is December
        ("2015-2017", "2015-01-01", "2017-12-31"),
        ("2015–2017", "2015-01-01", "2017-12-31"),
        ("2015-2015", "2015-01-01", "2015-12-31"),
        ("2015-Q2", "2015-04-01", "2015-06-30"),
        ("Q4 2015", "2015-10-01", "2015-12-31"),
        ("2015-S2", "2015-07-01", "2015-12-31"),
        ("2016-02", "2016-02-01", "2016-02-29"),
        ("2015M12", "2015-12-01", "2015-12-31"),
        ("2016-02-29", "2016-02-29", "2016-02-29"),
    ],
)
def test_a_label_names_a_span_of_days(label, start, end):
    period = parse_period(label)
    assert (period.start.isoformat(), period.end.isoformat()) == (start, end)
    assert period.label == " ".join(label.split())


@pytest.mark.parametrize(
    "label",
    ["", "year", "15", "1750", "2200", "2015/17", "2015/2017", "2017-2015", "2015-Q5", "2015-13",
     "2015-02-30", "2015-00", "20155", "2015.5", "2015 or 2016", "٢٠١٥"],
)  # fmt: skip
def test_what_names_no_period_is_none(label):
    assert parse_period(label) is None


@pytest.mark.parametrize(
    ("month", "start", "end"),
    [
        (1, "2023-01-01", "2023-12-31"),
        (4, "2023-04-01", "2024-03-31"),
        (12, "2023-12-01", "2024-11-30"),
    ],
)
def test_the_fiscal_year_begins_when_the_review_says(month, start, end):
    period = parse_period("2023/24", month)
    assert (period.start.isoformat(), period.end.isoformat()) == (start, end)


@given(st.integers(1800, 2199), st.integers(1, 12))
def test_fiscal_years_are_a_year_long_and_touch(year, month):
    first = parse_period(f"{year}/{(year + 1) % 100:02}", month)
    second = parse_period(f"{year + 1}/{(year + 2) % 100:02}", month)
    assert first.start.replace(year=year + 1) > first.end
    if second:
        assert (second.start - first.end).days == 1


@given(st.text(alphabet="0123456789-/–QSHMFY .", max_size=12))
def test_any_label_is_a_period_or_none(label):
    period = parse_period(label)
    assert period is None or (period.start <= period.end and isinstance(period, Period))


def test_periods_know_their_year_and_their_order():
    assert parse_period("2023/24").year == 2023
    assert parse_period("2023").is_calendar_year
    assert not parse_period("2023/24").is_calendar_year
    assert parse_period("2023-2023").is_calendar_year
    labels = ["2016", "2015-Q2", "2015", "2014/15"]
    assert [p.label for p in sorted(map(parse_period, labels))] == [
        "2014/15", "2015", "2015-Q2", "2016",
    ]  # fmt: skip
    assert calendar_year(2015) == Period(date(2015, 1, 1), date(2015, 12, 31), "2015")


@pytest.mark.parametrize(
    ("column", "letters"),
    [
        (0, "A"),
        (25, "Z"),
        (26, "AA"),
        (51, "AZ"),
        (52, "BA"),
        (701, "ZZ"),
        (702, "AAA"),
        (16383, "XFD"),
    ],
)
def test_columns_have_letters(column, letters):
    assert column_letters(column) == letters


def test_cells_and_ranges_have_names():
    assert cell_name(0, 0) == "A1"
    assert cell_name(1048575, 16383) == "XFD1048576"
    assert range_name(Region(4, 0, 39, 7)) == "A5:H40"


@given(st.integers(0, 20000), st.integers(0, 20000))
def test_columns_are_named_apart(one, other):
    assert (column_letters(one) == column_letters(other)) == (one == other)
