"""Periods as offices print them."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vnr_app.importing.dates import date_orders, text_date
from vnr_app.importing.month_names import MONTHS
from vnr_app.importing.period_texts import PeriodRules, period_text, read_period, split_period


@pytest.mark.parametrize(
    ("cell", "label", "mark"),
    [
        ("2013*", "2013", "*"),
        ("2014 1/", "2014", "1/"),
        ("2015ᵖ", "2015", "ᵖ"),
        ("2016 (p)", "2016", "(p)"),
        ("2020r", "2020", "r"),
        ("2020 [Note 3]", "2020", "[Note 3]"),
        ("٢٠٢١", "2021", ""),
        ("2022年", "2022", ""),
        ("2023 г.", "2023", ""),
        ("2023 г.*", "2023", "*"),
        ("Année 2024", "2024", ""),
        ("2015-жыл", "2015", ""),
        ("عام 2015", "2015", ""),
        ("(2015)", "2015", ""),
        ("2015.0", "2015", ""),
        (2015.0, "2015", ""),
        (date(2025, 1, 1), "2025", ""),
    ],
)
def test_marks_and_words_beside_a_year(cell, label, mark):
    assert split_period(cell) == (label, mark)
    period = read_period(cell)
    assert (period.label, period.year, period.is_calendar_year) == (label, int(label), True)


@pytest.mark.parametrize(
    ("cell", "start", "end"),
    [
        ("Apr 2015", "2015-04-01", "2015-04-30"),
        ("Apr-15", "2015-04-01", "2015-04-30"),
        ("апрель 2015 г.", "2015-04-01", "2015-04-30"),
        ("2015年4月", "2015-04-01", "2015-04-30"),
        ("avril 2015", "2015-04-01", "2015-04-30"),
        ("2019 Dec", "2019-12-01", "2019-12-31"),
        ("04/2015", "2015-04-01", "2015-04-30"),
        ("1997 Q1", "1997-01-01", "1997-03-31"),
        ("I квартал 2015 г.", "2015-01-01", "2015-03-31"),
        ("2015年第一季度", "2015-01-01", "2015-03-31"),
        ("الربع الأول 2015", "2015-01-01", "2015-03-31"),
        ("2015/16 Q2", "2015-10-01", "2015-12-31"),
        ("2015年上半年", "2015-01-01", "2015-06-30"),
        ("H2 2015", "2015-07-01", "2015-12-31"),
        ("Week 5 2015", "2015-01-26", "2015-02-01"),
        ("Jan-Mar 2015", "2015-01-01", "2015-03-31"),
        ("январь-март 2015", "2015-01-01", "2015-03-31"),
        ("April 2015 to March 2016", "2015-04-01", "2016-03-31"),
        ("year ending March 2020", "2019-04-01", "2020-03-31"),
        ("Year ended 31 December 2020", "2020-01-01", "2020-12-31"),
        ("2018 to 2020", "2018-01-01", "2020-12-31"),
        ("2018–2020 гг.", "2018-01-01", "2020-12-31"),
        ("2015-17", "2015-01-01", "2017-12-31"),
        ("2015/16", "2015-07-01", "2016-06-30"),
        ("FY 2018/19", "2018-07-01", "2019-06-30"),
        ("2022–2023 учебный год", "2022-09-01", "2023-08-31"),
        ("31.12.2015", "2015-12-31", "2015-12-31"),
        ("2015-04-03T00:00:00Z", "2015-04-03", "2015-04-03"),
        ("на 1 января 2015 года", "2015-01-01", "2015-01-01"),
        ("平成27年", "2015-01-01", "2015-12-31"),
        ("民國104年", "2015-01-01", "2015-12-31"),
        (datetime(2015, 6, 30, tzinfo=UTC), "2015-06-30", "2015-06-30"),
        (date(1905, 7, 7), "2015-01-01", "2015-12-31"),
    ],
)
def test_periods_of_every_kind(cell, start, end):
    period = read_period(cell)
    assert (period.start.isoformat(), period.end.isoformat()) == (start, end)


@pytest.mark.parametrize(
    "cell",
    ["Table 1", "12.5", "Indicator 2015", "20221", "2558", 2558.0, 1394.0, "2015 people", True],
)
def test_what_names_no_period(cell):
    assert read_period(cell) is None


@pytest.mark.parametrize(
    ("cell", "calendar", "start", "end"),
    [
        ("2558", "buddhist", "2015-01-01", "2015-12-31"),
        (2558.0, "buddhist", "2015-01-01", "2015-12-31"),
        ("2015", "buddhist", "2015-01-01", "2015-12-31"),
        ("มกราคม 2558", "buddhist", "2015-01-01", "2015-01-31"),
        ("2558/59", "buddhist", "2015-07-01", "2016-06-30"),
        ("104", "roc", "2015-01-01", "2015-12-31"),
        ("1394", "solar-hijri", "2015-03-21", "2016-03-19"),
        ("1403", "solar-hijri", "2024-03-20", "2025-03-20"),
        ("2072", "bikram-sambat", "2015-04-14", "2016-04-12"),
        ("2072/73", "bikram-sambat", "2015-07-17", "2016-07-16"),
    ],
)
def test_another_calendar_is_applied_when_people_say_so(cell, calendar, start, end):
    period = read_period(cell, PeriodRules(calendar=calendar))
    assert (period.start.isoformat(), period.end.isoformat()) == (start, end)
    assert period.label == period_text(cell)


def test_split_years_become_calendar_years_when_people_say_so():
    for split, year in (("first", 2017), ("last", 2018)):
        period = read_period("2017/18", PeriodRules(split_years=split))
        assert (period.year, period.is_calendar_year, period.label) == (year, True, "2017/18")
    assert read_period("2018-2020", PeriodRules(split_years="first")).end == date(2020, 12, 31)


def test_the_order_of_a_date_is_decided_for_the_column():
    assert text_date("03/04/2015", "dmy") == date(2015, 4, 3)
    assert text_date("03/04/2015", "mdy") == date(2015, 3, 4)
    assert text_date("13/04/2015", "mdy") == date(2015, 4, 13)
    assert text_date("31/02/2015") is None
    assert date_orders(["03/04/2015", "13/04/2015", "31.12.2015"]) == {"": 1, "dmy": 1}


def test_the_format_of_a_date_cell_says_what_it_is():
    assert read_period(date(2015, 12, 31), number_format="yyyy").is_calendar_year
    month = read_period(date(2015, 4, 1), number_format="mmm-yy")
    assert (month.start, month.end) == (date(2015, 4, 1), date(2015, 4, 30))


@given(st.integers(1900, 2100), st.sampled_from(sorted(MONTHS)), st.sampled_from(" -/"))
def test_a_month_in_any_language_reads_back(year, name, between):
    period = read_period(f"{name}{between}{year}")
    assert (period.start.year, period.start.month) == (year, MONTHS[name])


@given(st.text(max_size=40))
def test_no_text_breaks_the_reading_of_periods(text):
    period = read_period(text)
    assert period is None or period.start <= period.end
