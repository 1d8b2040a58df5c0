from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vnr_app.domain.progress import Status
from vnr_app.progress.aims import Aim, Point
from vnr_app.progress.judging import judge
from vnr_app.progress.methods import DEFAULT_METHOD, METHODS, combined

UNSD, STATCAN = METHODS["unsd-2023"], METHODS["statcan-2025"]

numbers = st.floats(0.01, 1e6)
series = st.dictionaries(st.integers(2010, 2026), numbers, min_size=2, max_size=8)
aims = st.builds(
    Aim,
    sign=st.sampled_from([1, -1]),
    target=st.none() | numbers,
    target_year=st.sampled_from([2020, 2030]),
)
methods = st.sampled_from(list(METHODS.values()))


def judged(points, aim, method, times=1.0):
    return judge([Point(year, number * times) for year, number in points.items()], aim, method)


@given(points=series, aim=aims, method=methods, power=st.integers(-20, 20))
def test_the_unit_of_a_series_makes_no_difference(points, aim, method, power):
    times = 2.0**power
    scaled = aim if aim.target is None else replace(aim, target=aim.target * times)
    here, there = judged(points, aim, method), judged(points, scaled, method, times)
    assert (here.status, here.reason) == (there.status, there.reason)
    assert here.ratio == pytest.approx(there.ratio, abs=1e-6)


@given(points=series, aim=aims, method=methods)
def test_less_of_the_mirrored_series_is_more_of_the_series(points, aim, method):
    target = None if aim.target is None else -aim.target
    mirrored = replace(aim, sign=-aim.sign, target=target)
    here, there = judged(points, aim, method), judged(points, mirrored, method, -1)
    assert (here.status, here.reason, here.score) == (there.status, there.reason, there.score)


@given(points=series, aim=aims, method=methods)
def test_a_verdict_always_comes_with_what_it_rests_on(points, aim, method):
    found = judged(points, aim, method)
    if found.status is Status.NOT_ASSESSED:
        assert found.score is None
    else:
        assert found.score is not None
        assert found.latest == Point(found.latest.year, points[found.latest.year])
        assert found.base is None or found.base.year < found.latest.year
        assert min(found.score, method.best_score) == found.score


@given(points=series, aim=aims, method=methods, better=st.floats(1.0, 3.0))
def test_a_better_latest_value_is_never_judged_worse(points, aim, method, better):
    last = max(points)
    improved = points | {last: points[last] * better**aim.sign}
    here, there = judged(points, aim, method), judged(improved, aim, method)
    if here.score is not None and there.score is not None:
        assert there.score >= here.score


@given(points=series, aim=aims, method=methods)
def test_points_between_base_and_latest_make_no_difference(points, aim, method):
    found = judged(points, aim, method)
    if found.base is not None and found.score is not None:
        ends = {year: points[year] for year in (found.base.year, found.latest.year)}
        assert judged(ends, aim, method).status is found.status


def test_the_default_is_the_method_of_the_united_nations():
    assert DEFAULT_METHOD == "unsd-2023"


@pytest.mark.parametrize(
    ("method", "scores", "status"),
    [
        (UNSD, (3, 2), Status.ON_TRACK),
        (UNSD, (3, 2, 2), Status.FAIR),
        (UNSD, (2, 1), Status.FAIR),
        (UNSD, (2, 1, 1), Status.REGRESSING),
        (STATCAN, (5, 0), Status.ON_TRACK),
        (STATCAN, (2, -1), Status.FAIR),
        (STATCAN, (0, -1), Status.LIMITED),
        (STATCAN, (-5, -1), Status.REGRESSING),
    ],
)
def test_several_verdicts_have_their_mean(method, scores, status):
    found, mean = combined([(Status.FAIR, score) for score in scores], method)
    assert found is status
    assert mean == pytest.approx(sum(scores) / len(scores))


def test_achieved_only_where_all_are():
    assert combined([(Status.ACHIEVED, 3.0)] * 2, UNSD) == (Status.ACHIEVED, 3)
    mixed = [(Status.ACHIEVED, 3.0), (Status.ON_TRACK, 3.0)]
    assert combined(mixed, UNSD) == (Status.ON_TRACK, 3)
    assert combined([], UNSD) is None
