"""The real window, killed while a person types: what it showed as saved is in the review."""

import pytest

from tests.faults.kills import LONGEST_UNSAVED, TOLERANCE, judge, kill_many


@pytest.mark.slow
def test_what_the_window_showed_as_saved_survives_a_kill(tmp_path):
    # Long enough for the two seconds to run out while the person types on in one text.
    outcomes = list(kill_many(4, tmp_path, seed=2030, least=6))
    assert [each.wrong for each in outcomes] == [[]] * 4
    assert [each.lost for each in outcomes] == [[]] * 4
    assert sum(each.acknowledged for each in outcomes) > 0
    assert max(each.unsaved for each in outcomes) < LONGEST_UNSAVED + TOLERANCE


def said(*lines):
    """Lines of a window, one a second."""
    return [[at, *line] for at, line in enumerate(lines)]


TYPED = said(
    ("shown", "a", ""),
    ("typed", "a", "one"),
    ("saved",),
    ("typed", "a", "one two"),
    ("typed", "a", "one two three"),
)


@pytest.mark.parametrize(
    ("stored", "lost", "wrong", "unsaved"),
    [
        ({"a": "one two three"}, [], 0, 0),
        ({"a": "one two"}, [], 0, 1),
        ({"a": "one"}, [], 0, 2),
        ({}, ["a"], 0, 4),
        ({"a": "another"}, [], 1, 0),
    ],
)
def test_the_judge_knows_what_was_lost(stored, lost, wrong, unsaved):
    outcome = judge(TYPED, 5, stored)
    assert (outcome.acknowledged, outcome.lost) == (1, lost)
    assert (len(outcome.wrong), outcome.unsaved) == (wrong, unsaved)


def test_the_judge_sees_what_is_shown_without_what_was_typed():
    outcome = judge([*TYPED, *said(("shown", "a", "one"))], 5, {"a": "one two three"})
    assert len(outcome.wrong) == 1


def test_empty_lines_alone_are_no_text_to_lose():
    lines = said(("shown", "a", ""), ("typed", "a", "\n"), ("saved",), ("shown", "a", ""))
    outcome = judge(lines, 9, {})
    assert (outcome.lost, outcome.wrong, outcome.unsaved) == ([], [], 0)
