import pytest

from vnr_app.domain.progress import Course, Reason, Status
from vnr_app.progress.aims import Aim, Point, Shape
from vnr_app.progress.judging import judge
from vnr_app.progress.unsd import UNSD, choose_base

UP_TO_100 = Aim(1, 100, percent=True)
DOWN_TO_0 = Aim(-1, 0)


def judged(aim, *points):
    return judge([Point(*each) for each in points], aim, UNSD)


@pytest.mark.parametrize(
    ("aim", "base", "latest", "ratio", "status"),
    [
        # 60 × 1.2² = 86.4 in 2030: 36.4 of the 50 from 50 to 100
        (UP_TO_100, 50, 60, 0.728, Status.FAIR),
        # 70 × 1.4² = 137.2
        (UP_TO_100, 50, 70, 1.744, Status.ON_TRACK),
        # 51 × 1.02² = 53.0604
        (UP_TO_100, 50, 51, 0.061208, Status.REGRESSING),
        # 20 × 0.5² = 5: 35 of 40
        (DOWN_TO_0, 40, 20, 0.875, Status.FAIR),
        # 10 × 0.25² = 0.625: 39.375 of 40
        (DOWN_TO_0, 40, 10, 0.984375, Status.ON_TRACK),
        # 44 × 1.1² = 53.24: 13.24 the wrong way
        (DOWN_TO_0, 40, 44, -0.331, Status.REGRESSING),
        # half of 40 is 20; 30 × 0.75² = 16.875: 23.125 of 20
        (Aim(-1, 0.5, of_base=True), 40, 30, 1.15625, Status.ON_TRACK),
    ],
)
def test_the_way_to_a_target(aim, base, latest, ratio, status):
    found = judged(aim, (2015, base), (2020, latest))
    assert found.ratio == pytest.approx(ratio)
    assert (found.status, found.reason) == (status, Reason.WAY_TO_TARGET)
    assert found.score == {Status.ON_TRACK: 3, Status.FAIR: 2, Status.REGRESSING: 1}[status]


@pytest.mark.parametrize(
    ("sign", "latest", "status"),
    [
        (1, 102, Status.ON_TRACK),
        (1, 101.9, Status.FAIR),
        (1, 100.5, Status.FAIR),
        (1, 100.4, Status.REGRESSING),
        (1, 98, Status.REGRESSING),
        (-1, 98, Status.ON_TRACK),
        (-1, 99.5, Status.FAIR),
        (-1, 100, Status.REGRESSING),
        (-1, 0, Status.ON_TRACK),
    ],
)
def test_growth_where_there_is_no_target(sign, latest, status):
    found = judged(Aim(sign), (2015, 100), (2016, latest))
    assert (found.status, found.reason) == (status, Reason.GROWTH)
    assert found.ratio == pytest.approx(sign * (latest / 100 - 1))


def test_growth_of_negative_values_is_turned_round():
    assert judged(Aim(1), (2015, -10), (2016, -9)).ratio == pytest.approx(0.1)
    assert judged(Aim(-1), (2015, -10), (2016, -9)).status is Status.REGRESSING


def test_a_target_that_is_met_counts_whatever_the_trend():
    found = judged(Aim(-1, 25), (2015, 12), (2020, 24))
    assert (found.status, found.reason, found.score) == (Status.ACHIEVED, Reason.TARGET_MET, 3)
    assert found.base == Point(2015, 12)
    assert judged(Aim(-1, 25), (2020, 24)).status is Status.ACHIEVED
    assert judged(Aim(-1, 0.5, of_base=True), (2015, 40), (2020, 20)).reason is Reason.TARGET_MET


@pytest.mark.parametrize(
    ("aim", "latest", "reason"),
    [
        (UP_TO_100, 99, Reason.TARGET_NEARLY_MET),
        (UP_TO_100, 98.9, Reason.WAY_TO_TARGET),
        (Aim(-1, 0, percent=True), 1, Reason.TARGET_NEARLY_MET),
        (Aim(-1, 0), 1, Reason.WAY_TO_TARGET),
        (Aim(1, 50, percent=True), 49.5, Reason.WAY_TO_TARGET),
    ],
)
def test_within_one_point_of_nothing_or_everything(aim, latest, reason):
    assert judged(aim, (2015, 40), (2020, latest)).reason is reason


@pytest.mark.parametrize(
    ("base", "latest", "reason"),
    [
        # From within one point of nothing, at most a hundredth of the way may be left.
        (0.57, 0.57, Reason.WAY_TO_TARGET),
        (0.6, 0.3, Reason.WAY_TO_TARGET),
        (0.6, 0.006, Reason.TARGET_NEARLY_MET),
        (1.1, 0.9, Reason.TARGET_NEARLY_MET),
        (0.5, 0.0, Reason.TARGET_MET),
    ],
)
def test_near_nothing_is_measured_by_where_a_series_began(base, latest, reason):
    assert judged(Aim(-1, 0, percent=True), (2015, base), (2020, latest)).reason is reason


def test_one_value_alone_is_near_everything_but_not_near_nothing():
    assert judged(UP_TO_100, (2020, 99.3)).reason is Reason.TARGET_NEARLY_MET
    assert judged(Aim(-1, 0, percent=True), (2020, 0.3)).reason is Reason.TOO_FEW_VALUES


@pytest.mark.parametrize(
    ("aim", "latest", "course"),
    [
        (Aim(1), 41, Course.BETTER),
        (Aim(1), 39, Course.WORSE),
        (Aim(-1), 39, Course.BETTER),
        (Aim(-1), 41, Course.WORSE),
        # 0.1 per cent of 40 in five years is 0.2.
        (Aim(-1), 40.2, Course.LEVEL),
        (Aim(1, 30), 39.7, Course.WORSE),
        (Aim(-1, 1, shape=Shape.RATIO), 41, Course.WORSE),
    ],
)
def test_a_verdict_says_which_way_the_series_went(aim, latest, course):
    assert judged(aim, (2015, 40), (2020, latest)).course is course


def test_what_fell_and_still_meets_its_target_has_fallen():
    found = judged(Aim(1, 0.75), (2017, 1.0), (2019, 0.75))
    assert (found.status, found.course) == (Status.ACHIEVED, Course.WORSE)


def test_a_target_that_was_met_and_lost_is_regression():
    # The formula alone has 85 × (85/95)² = 68.05, (68.05 − 95) / (90 − 95) = 539 % of the way.
    found = judged(Aim(1, 90), (2015, 95), (2020, 85))
    assert (found.status, found.reason, found.score) == (Status.REGRESSING, Reason.TARGET_LOST, 1)
    assert judged(DOWN_TO_0, (2015, 0), (2020, 3)).reason is Reason.TARGET_LOST


def test_a_past_target_year_ends_the_comparison():
    aim = Aim(-1, 0.5, target_year=2020, of_base=True)
    found = judged(aim, (2015, 40), (2020, 30), (2025, 25))
    assert (found.latest, found.target_year) == (Point(2020, 30), 2020)
    assert found.ratio == pytest.approx(0.5)
    assert found.since == Point(2025, 25)
    assert judged(aim, (2015, 40), (2020, 30)).since is None
    assert judged(aim, (2015, 40), (2020, 30), (2025, 20)).status is Status.ACHIEVED
    lost = judged(Aim(1, 90, target_year=2020), (2015, 50), (2019, 91), (2025, 80))
    assert (lost.reason, lost.base, lost.latest) == (
        Reason.TARGET_LOST,
        Point(2019, 91),
        Point(2025, 80),
    )
    # Half of the value of 2013, which is the base once 2024 is left out: 30 × (30/36)^(4/3) = 23.53
    early = judged(aim, (2013, 36), (2016, 30), (2024, 28))
    assert (early.base, early.target) == (Point(2013, 36), 18)
    assert early.ratio == pytest.approx(12.4739 / 18, abs=1e-4)
    late = judged(aim, (2021, 40), (2025, 30))
    assert (late.status, late.reason) == (Status.NOT_ASSESSED, Reason.AFTER_TARGET_YEAR)


@pytest.mark.parametrize(
    ("years", "base"),
    [
        ((2010, 2015, 2020), 2015),
        ((2010, 2016, 2020), 2016),
        ((2010, 2013, 2020), 2013),
        ((2010, 2015), None),
        ((2020,), None),
        ((2015, 2016), 2015),
    ],
)
def test_the_base_year(years, base):
    found = choose_base([Point(year, 1.0) for year in years])
    assert (found and found.year) == base


@pytest.mark.parametrize(
    ("aim", "points", "reason"),
    [
        (Aim(1), [], Reason.NO_NUMBERS),
        (Aim(1), [(2020, 5)], Reason.TOO_FEW_VALUES),
        (Aim(-1, 0.5, of_base=True), [(2020, 5)], Reason.TOO_FEW_VALUES),
        (Aim(1), [(2010, 5), (2014, 6)], Reason.TOO_OLD),
        (Aim(1), [(2015, -1), (2020, 2)], Reason.BOTH_SIGNS),
        (Aim(1), [(2015, 1), (2018, -2), (2020, 3)], Reason.BOTH_SIGNS),
        (Aim(1), [(2015, 0), (2020, 3)], Reason.FROM_ZERO),
        (Aim(1, 2, of_base=True), [(2015, 0), (2020, 3)], Reason.FROM_ZERO),
        (Aim(-1, 3, floor=3), [(2015, 5), (2020, 2.5)], Reason.BELOW_FLOOR),
    ],
)
def test_what_is_not_assessed(aim, points, reason):
    found = judged(aim, *points)
    assert (found.status, found.reason) == (Status.NOT_ASSESSED, reason)
    assert found.ratio is found.score is None


def test_a_series_that_stays_where_nothing_better_is_possible():
    full = judged(Aim(1, percent=True), (2015, 100), (2020, 100))
    assert (full.status, full.reason, full.score) == (Status.ON_TRACK, Reason.AT_ITS_LIMIT, 3)
    assert judged(Aim(-1), (2015, 0), (2020, 0)).reason is Reason.AT_ITS_LIMIT
    risen = judged(Aim(1, percent=True), (2015, 99.9), (2018, 100))
    assert (risen.status, risen.reason) == (Status.ON_TRACK, Reason.AT_ITS_LIMIT)
    fallen = judged(Aim(1, percent=True), (2015, 100), (2018, 99.2))
    assert (fallen.status, fallen.course) == (Status.REGRESSING, Course.WORSE)
    # A rate that can exceed a hundred is not at its limit there.
    assert judged(Aim(1, percent=True), (2015, 104), (2018, 104)).status is Status.REGRESSING
    assert judged(Aim(1), (2015, 100), (2020, 100)).status is Status.REGRESSING


@pytest.mark.parametrize(
    ("shape", "target", "base", "latest", "status"),
    [
        # 2 → 1.25, as 0.5 → 0.8: 1.25 × 0.625² = 0.488 lies beyond parity
        (Shape.RATIO, 1, 2, 1.25, Status.ON_TRACK),
        (Shape.RATIO, 1, 0.5, 0.8, Status.ON_TRACK),
        (Shape.RATIO, 1, 0.5, 0.97, Status.ACHIEVED),
        (Shape.RATIO, 1, 0.96, 0, Status.REGRESSING),
        # 70 → 66 in distance: 66 × (66/70)² = 58.67, 11.33 of 20
        (Shape.SHARE, 50, 30, 34, Status.FAIR),
        (Shape.SHARE, 50, 70, 66, Status.FAIR),
        (Shape.BUDGET, 100, 90, 88, Status.REGRESSING),
        (Shape.MARGIN, 0.5, -0.6, 0.0, Status.ACHIEVED),
        (Shape.MARGIN, 0.5, -0.4, 0.3, Status.ACHIEVED),
        (Shape.MARGIN, 0.5, -0.4, -0.9, Status.REGRESSING),
    ],
)
def test_parity_is_judged_by_the_distance_from_it(shape, target, base, latest, status):
    aim = Aim(-1, target, shape=shape)
    found = judged(aim, (2015, base), (2020, latest))
    assert found.status is status
    assert found.latest == Point(2020, latest)


def test_what_is_in_place_or_not():
    aim = Aim(1, yes_or_no=True)
    assert judged(aim, (2015, 0), (2020, 1)).reason is Reason.IN_PLACE
    missing = judged(aim, (2020, 0))
    assert (missing.status, missing.score) == (Status.REGRESSING, 1)
