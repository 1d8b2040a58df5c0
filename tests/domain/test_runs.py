"""Codes of periods, and what a run holds."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vnr_app.domain.periods import Period, calendar_year, parse_period
from vnr_app.domain.runs import (
    LONGEST_RUN,
    held,
    observation_id,
    packed,
    period_code,
    period_of,
    place_of,
)

PERIODS = st.builds(
    lambda start, days, label: Period(start, start + timedelta(days), label),
    st.dates(date(1, 1, 1), date(9000, 1, 1)),
    st.integers(0, 4000),
    st.text(),
) | st.integers(1, 9999).map(calendar_year)


@given(PERIODS)
def test_a_code_is_its_period(period):
    assert period_of(period_code(period)) == period


@pytest.mark.parametrize(
    ("label", "code"),
    [
        ("2015", 2015),
        ("2015/16", "2015-07-01/2016-06-30/2015/16"),
        ("2015-Q2", "2015-04-01/2015-06-30/2015-Q2"),
    ],
)
def test_codes_are_short_where_they_can_be(label, code):
    assert period_code(parse_period(label)) == code


def test_a_year_called_otherwise_keeps_its_name():
    assert period_code(calendar_year(2015, "2015*")) == "2015-01-01/2015-12-31/2015*"
    assert period_code(calendar_year(987)) == "0987-01-01/0987-12-31/987"


def test_a_run_gives_what_holds_of_it():
    periods, numbers = packed([2015, "2016-04-01/2017-03-31/FY"]), packed(["1.5", None])
    raws = packed([None, "n/a"])
    both = list(held(periods, numbers, raws, None))
    assert [(each.number, each.raw, each.period.label) for each in both] == [
        ("1.5", "1.5", "2015"),
        (None, "n/a", "FY"),
    ]
    assert list(held(periods, numbers, raws, "[1]")) == both[1:]
    assert [each.raw for each in held(periods, numbers, None, None)] == ["1.5", ""]


@given(st.integers(1, 2**50), st.integers(0, LONGEST_RUN - 1))
def test_an_observation_names_its_run_and_its_place(run, at):
    assert place_of(observation_id(run, at)) == (run, at)
