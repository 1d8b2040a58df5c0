"""Paging from a staging file: what it gives is what was staged, wherever a run begins or ends."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db.staging import Staging
from db.staging_writer import StagingWriter
from tests.db.support import make_plan
from vnr_app.domain.importplan import Action, PlannedObservation
from vnr_app.domain.indicators import Value, ValueState
from vnr_app.domain.periods import Period, parse_period
from vnr_app.services.plan_sink import write_plan

LONG = 300
NONE = Value(None, None, ValueState.MISSING)


def observation(row, period, value, raw, *, area="ARM", column=1, table=0, series=0):
    return PlannedObservation(series, table, row, column, area, (), period, value, raw)


def listed():
    """One long run that is cut, then runs of one, a second label, and values that are none."""
    found = [
        observation(row, parse_period(str(1810 + row)), Value(str(row)), str(row))
        for row in range(LONG)
    ]
    for row, column in ((LONG, 2), (LONG, 3), (LONG + 1, 2)):
        period = parse_period(f"{2000 + column}-Q{row % 4 + 1}")
        found.append(observation(row, period, Value("1.50"), "1,50 *", column=column))
    odd = Period(*(getattr(parse_period("2015"), each) for each in ("start", "end")), "FY “15”/a")
    found.append(observation(7, odd, NONE, "..", area="Zürich", table=1, series=1))
    found.append(observation(8, parse_period("2016"), NONE, "", area="Zürich", table=1, series=1))
    found.append(observation(9, parse_period("2015/16"), Value("3"), "3", area="Zürich", table=1))
    return tuple(found)


@pytest.fixture(scope="module")
def planned():
    figures = {("3.1.1", "", "2015"): "1", ("3.2.1", "", "2015"): "1"}
    plan = make_plan("deaths.csv", figures)
    return replace(plan, observations=listed(), tables=plan.tables * 2)


@pytest.fixture(scope="module")
def staging(planned, tmp_path_factory):
    path = tmp_path_factory.mktemp("staging") / "staging.sqlite"
    write_plan(StagingWriter(path), planned)
    found = Staging(path)
    yield found
    found.close()


@pytest.fixture
def compared(staging):
    """Every third is new, the others are the same; five contradict the review."""
    number = staging.count()
    conflicts = {2, 255, 256, 299, 301}
    rows = dict.fromkeys(range(0, number, 3), Action.ADD) | dict.fromkeys(
        conflicts, Action.CONFLICT
    )
    staging.keep_compared((at, action.value, f"old {at}", None) for at, action in rows.items())
    yield {at: rows.get(at, Action.SAME) for at in range(number)}
    staging.forget_comparison()


def test_all_that_was_staged_is_there(staging, planned):
    assert staging.count() == len(planned.observations)
    assert tuple(staging.observations(0, 10_000)) == planned.observations


@settings(deadline=None, suppress_health_check=list(HealthCheck))
@given(st.integers(0, LONG + 10), st.integers(0, LONG + 10))
def test_a_page_holds_what_stands_there(staging, planned, first, count):
    page = staging.entries(None, "", first, count)
    assert tuple(each.observation for each in page) == planned.observations[first : first + count]
    assert [each.position for each in page] == [*range(len(planned.observations))][
        first : first + count
    ]


@settings(deadline=None, suppress_health_check=list(HealthCheck))
@given(st.sampled_from(list(Action)), st.integers(0, 250), st.integers(1, 50))
def test_a_page_of_an_action_holds_the_next_of_them(compared, staging, action, first, count):
    positions = [at for at, each in compared.items() if each is action]
    page = staging.entries(action, "", first, count)
    assert [each.position for each in page] == positions[first : first + count]
    assert {each.action for each in page} <= {action}
    assert all(each.old == f"old {each.position}" for each in page if action is not Action.SAME)
    assert staging.number(action, "") == len(positions)


def test_actions_are_counted_by_table(compared, staging):
    found = staging.actions()
    assert sum(found[0].values()) == LONG + 3
    assert sum(found[1].values()) == 3
    for action in Action:
        number = sum(each is action for each in compared.values())
        assert sum(each.get(action, 0) for each in found.values()) == number
    assert staging.conflicts() == [2, 255, 256, 299, 301]


@pytest.mark.parametrize(
    ("search", "positions"),
    [
        ("1,50", [300, 301, 302]),  # the text of a cell
        ("2003-q1", [301]),  # a label
        ("zürich fy", [303]),  # an area and a label of its own
        ("ZÜRICH 3.2.1", [303, 304]),  # an area and an indicator
        ("1812", [2]),  # a year that is kept as a number
        ("nowhere", []),
    ],
)
def test_words_are_searched_in_what_is_shown(staging, search, positions):
    page = staging.entries(None, search, 0, 10)
    assert [each.position for each in page] == positions
    assert staging.number(None, search) == len(positions)


def test_words_and_action_are_both_met(compared, staging):
    words = [at for at in range(LONG) if "18" in str(1810 + at) or "18" in str(at)]
    new = [at for at in words if compared[at] is Action.ADD]
    assert [each.position for each in staging.entries(Action.ADD, "18", 5, 20)] == new[5:25]
    changing = [at for at in words if compared[at] is not Action.SAME]
    assert staging.changing(None, "18") == changing
    assert staging.changing(Action.SAME, "") == []


def test_what_a_cell_gave_is_found(staging):
    assert staging.position_at([0], 0, 1) == 0
    assert [staging.position_at([0], row, 1) for row in (255, 256, 299)] == [255, 256, 299]
    assert [staging.position_at([0, 1], LONG, column) for column in (1, 2, 3)] == [None, 300, 301]
    assert staging.position_at([1], 8, 1) == 304
    assert staging.position_at([0, 1], 8, 1) == 8
    assert staging.position_at([1], 20, 1) is None


def test_the_series_of_tables_are_counted(staging):
    assert staging.series_of_tables() == {0: 1, 1: 2}


def test_a_page_far_down_costs_no_more_than_the_first(planned, tmp_path):
    observations = [
        observation(2 * row, period, Value("1"), "1", area=f"area {row // 4}")
        for row in range(8_000)
        for period in [parse_period(str(2000 + row % 4))]
    ]
    write_plan(StagingWriter(tmp_path / "s"), replace(planned, observations=tuple(observations)))
    staging = Staging(tmp_path / "s")
    steps = []
    staging._connection.set_progress_handler(lambda: steps.append(1), 100)
    costs = []
    for first in (0, 7_900):
        steps.clear()
        assert len(staging.observations(first, 100)) == 100
        costs.append(len(steps))
    staging.close()
    # Before the first page there is no run that might reach into it.
    assert costs[1] < 4 * costs[0]
