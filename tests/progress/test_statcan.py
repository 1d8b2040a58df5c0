import pytest

from vnr_app.domain.progress import Reason, Status
from vnr_app.progress.aims import Aim, Point
from vnr_app.progress.judging import judge
from vnr_app.progress.statcan import STATCAN, choose_base


def judged(aim, *points):
    return judge([Point(*each) for each in points], aim, STATCAN)


@pytest.mark.parametrize(
    ("latest", "ratio", "score", "status"),
    [
        # The target needs 2^(1/15) − 1 = 4.729412 % a year.
        (60, 0.785241, 1.323151, Status.FAIR),  # 1.2^(1/5) − 1 = 3.713729 %
        (65, 1.139126, 3.850898, Status.ON_TRACK),  # 1.3^(1/5) − 1 = 5.387395 %
        (55, 0.406919, -0.804504, Status.LIMITED),  # 1.1^(1/5) − 1 = 1.924488 %
        (49, -0.085262, -2.855258, Status.REGRESSING),  # 0.98^(1/5) − 1 = −0.403239 %
    ],
)
def test_the_pace_that_a_target_needs(latest, ratio, score, status):
    found = judged(Aim(1, 100), (2015, 50), (2020, latest))
    assert found.ratio == pytest.approx(ratio, abs=1e-6)
    assert found.score == pytest.approx(score, abs=1e-6)
    assert (found.status, found.reason) == (status, Reason.PACE_TO_TARGET)


@pytest.mark.parametrize(
    ("growth", "score", "status"),
    [
        (0.03, 5, Status.ON_TRACK),
        (0.0175, 3.75, Status.ON_TRACK),
        (0.015, 2.5, Status.ON_TRACK),
        (0.01, 1.25, Status.FAIR),
        (0.005, 0, Status.FAIR),
        (0.0025, -1.25, Status.LIMITED),
        (0, -2.5, Status.LIMITED),
        (-0.01, -3.75, Status.REGRESSING),
        (-0.5, -5, Status.REGRESSING),
    ],
)
@pytest.mark.parametrize("sign", [1, -1])
def test_growth_where_there_is_no_target(growth, score, status, sign):
    found = judged(Aim(sign), (2015, 100), (2016, 100 * (1 + sign * growth)))
    assert found.ratio == pytest.approx(growth, abs=1e-9)
    assert found.score == pytest.approx(score, abs=1e-6)
    assert found.status is status


def test_a_base_beyond_the_target_does_not_turn_the_sign():
    # Plain CAGR / CAGR would be positive here: both are below zero.
    found = judged(Aim(1, 90), (2015, 95), (2020, 85))
    assert found.ratio < 0
    assert found.status is Status.REGRESSING


def test_a_base_at_the_target_from_which_the_value_fell():
    found = judged(Aim(1, 90), (2015, 90), (2020, 85))
    assert (found.status, found.reason, found.score) == (Status.REGRESSING, Reason.TARGET_LOST, -5)


def test_a_target_of_zero_is_a_thousandth():
    # (0.001 / 40)^(1/15) − 1 = −50.66 % a year; half in five years is −12.94 % a year
    found = judged(Aim(-1, 0), (2015, 40), (2020, 20))
    assert found.ratio == pytest.approx(0.255524, abs=1e-6)
    assert found.status is Status.LIMITED


def test_a_base_of_zero_is_a_thousandth():
    found = judged(Aim(-1), (2015, 0), (2020, 3))
    assert (found.status, found.base) == (Status.REGRESSING, Point(2015, 0))
    assert judged(Aim(1), (2015, 0), (2020, 3)).status is Status.ON_TRACK


def test_targets_met_and_not_in_reach():
    assert judged(Aim(-1, 25), (2015, 12), (2020, 24)).score == 5
    assert judged(Aim(1, 100, percent=True), (2015, 40), (2020, 99.5)).status is Status.ON_TRACK
    assert judged(Aim(1, 5), (2015, -2), (2020, -1)).reason is Reason.BOTH_SIGNS
    early = judged(Aim(1, 90, target_year=2020), (2021, 40), (2025, 50))
    assert early.reason is Reason.AFTER_TARGET_YEAR


@pytest.mark.parametrize(
    ("years", "base"),
    [
        ((2014, 2015, 2020), 2015),
        ((2014, 2018, 2022), 2014),
        ((2014, 2017, 2021), 2017),
        ((2014, 2018), 2014),
        ((2013, 2018), None),
        ((2016,), None),
    ],
)
def test_the_base_year(years, base):
    found = choose_base([Point(year, 1.0) for year in years])
    assert (found and found.year) == base


def test_what_is_in_place_or_not_has_no_score():
    aim = Aim(1, yes_or_no=True)
    assert judged(aim, (2020, 1)).score is judged(aim, (2020, 0)).score is None
    assert judged(aim, (2020, 0)).status is Status.LIMITED
