import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.exporting.sample import GOALS
from vnr_app.exporting.colors import READABLE, WHITE, contrast, readable, text_on, tint

INK = "22282F"
COLORS = st.integers(0, 0xFFFFFF).map(lambda value: f"{value:06X}")


def test_black_on_white_has_the_highest_contrast():
    assert contrast("000000", WHITE) == pytest.approx(21)
    assert contrast("777777", WHITE) == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("goal", GOALS, ids=[goal[0] for goal in GOALS])
def test_every_goal_is_readable(goal):
    color = goal[2]
    chosen = text_on(color, INK)
    assert chosen == WHITE or contrast(WHITE, color) < 3
    # Large bold type needs 3 : 1.
    assert contrast(chosen, color) >= 3
    assert contrast(readable(color), WHITE) >= READABLE
    assert contrast(INK, tint(color, 0.16)) >= READABLE


@pytest.mark.parametrize("number", [1, 3, 4, 5, 8, 10, 12, 13, 14, 16, 17])
def test_all_others_get_white_text(number):
    assert text_on(GOALS[number - 1][2], INK) == WHITE


@pytest.mark.parametrize("number", [2, 6, 7, 9, 11, 15])
def test_light_goals_get_dark_text(number):
    assert text_on(GOALS[number - 1][2], INK) == INK


@given(COLORS)
def test_any_colour_can_be_made_readable(color):
    assert contrast(readable(color), WHITE) >= READABLE
