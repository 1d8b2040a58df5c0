"""Values that do not fit the other years of their own series."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vnr_app.importing.rules.lines import Point, may_hold_suspects, suspects


def found(*numbers: str, first: int = 2010, gap: int = 1) -> list[tuple[int, str, float]]:
    points = [
        Point(f"{first + gap * at}-01-01", float(text), text) for at, text in enumerate(numbers)
    ]
    return [(each.index, each.kind, round(each.factor, 4)) for each in suspects(points)]


STEADY = ["45.1", "44.8", "46.0", "45.5", "45.9", "46.3", "45.7", "46.1"]


def changed(at: int, text: str) -> list[str]:
    return [*STEADY[:at], text, *STEADY[at + 1 :]]


@pytest.mark.parametrize("at", [0, 3, 7])
@pytest.mark.parametrize(
    ("text", "factor"),
    [("453", 10), ("4520", 100), ("45300", 1000), ("4.53", 0.1), ("0.453", 0.01)],
)
def test_a_lost_decimal_mark_is_suspected_wherever_it_stands(at, text, factor):
    assert found(*changed(at, text)) == [(at, "scale", factor)]


def test_another_unit_from_one_year_on_is_told_of_once():
    thousands = ["45100", "44800", "46000", "45500", "45", "46", "45.5", "45.2"]
    points = [Point(f"{2010 + at}-01-01", float(t), t) for at, t in enumerate(thousands)]
    (only,) = suspects(points)
    assert (only.index, only.kind, only.factor, only.onwards) == (4, "scale", 0.001, True)


@pytest.mark.parametrize("text", ["70", "30", "300", "2000"])
def test_other_factors_are_no_scale(text):
    assert "scale" not in [kind for _index, kind, _factor in found(*changed(3, text))]


def test_small_counts_are_no_scale():
    assert found("1", "1", "1", "10", "1", "1", "1") == []
    assert found("0.1", "0.1", "0.1", "1.0", "0.1", "0.1", "0.1") == []


def test_neighbours_that_vary_prove_nothing():
    assert found("3", "30", "7", "120", "15", "60", "11", "200") == []


def test_one_value_with_another_sign_that_would_fit_without_it():
    assert found(*changed(4, "-45.9")) == [(4, "sign", -1.0)]
    assert found(*["-" + text for text in changed(4, "45.9")][:4], "45.9", "-46") == [
        (4, "sign", -1.0)
    ]


def test_balances_change_their_sign():
    assert found("1.2", "0.4", "-0.8", "0.5", "1.1", "-0.3", "0.9") == []
    assert found("5.1", "4.8", "-2.3", "5.5", "5.0", "5.2") == []  # a recession


def test_a_jump_is_measured_by_the_other_changes():
    quiet = ["20.1", "20.4", "20.9", "21.0", "21.2", "20.8", "20.9"]
    assert found(*quiet, "48.9", "49.3") == [(7, "jump", 2.3397)]
    wild = ["20", "41", "18", "55", "22", "61", "25", "58", "24"]
    assert found(*wild) == []


def test_a_value_that_goes_and_comes_back_is_told_of_once():
    assert found("210", "208", "215", "90", "214", "211", "209", "215") == [(3, "jump", 0.4186)]


def test_no_jump_over_years_that_are_missing():
    points = [
        Point(f"{year}-01-01", value, str(value))
        for year, value in zip(
            (2000, 2001, 2002, 2003, 2004, 2005, 2006, 2019),
            (20.1, 20.4, 20.2, 20.6, 20.5, 20.9, 20.7, 48.0),
            strict=True,
        )
    ]
    assert suspects(points) == []


def test_too_few_changes_to_judge_by():
    assert found("20.1", "20.4", "20.2", "48.0", "47.7") == []


@given(st.lists(st.floats(-1e9, 1e9).map(lambda number: round(number, 2)), max_size=30))
def test_any_line_is_looked_at_and_the_quick_look_misses_nothing(numbers):
    points = [Point(f"{1990 + at}-01-01", each, str(each)) for at, each in enumerate(numbers)]
    result = suspects(points)
    assert all(0 <= each.index < len(points) for each in result)
    assert may_hold_suspects(numbers) or not result


@given(st.floats(0.5, 1e6), st.lists(st.floats(0.9, 1.1), min_size=4, max_size=20))
def test_a_steady_series_is_never_suspected(level, factors):
    assert found(*(f"{level * factor:.6f}" for factor in factors)) == []


def test_two_errors_of_scale_near_each_other_do_not_hide_one_another():
    two = changed(2, "453")
    two[4] = "0.461"
    assert found(*two) == [(2, "scale", 10), (4, "scale", 0.01)]
    side = changed(3, "455")
    side[4] = "461"
    assert found(*side) == [(3, "scale", 10), (4, "scale", 10)]
