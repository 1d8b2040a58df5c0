"""The policy of saving, with a clock that stands still."""

from hypothesis import given
from hypothesis import strategies as st

from ui.editor.autosave import IDLE_SECONDS, LONGEST_SECONDS, RETRY_SECONDS, AutosavePolicy


class Clock:
    def __init__(self):
        self.now = 100.0

    def __call__(self):
        return self.now


def test_clean_text_is_never_due():
    policy = AutosavePolicy(Clock())
    assert policy.due_in() is None
    assert not policy.dirty


def test_saved_after_a_second_of_rest():
    clock = Clock()
    policy = AutosavePolicy(clock)
    policy.typed()
    assert policy.due_in() == IDLE_SECONDS
    clock.now += IDLE_SECONDS
    assert policy.due_in() == 0


@given(st.lists(st.floats(0, 0.9), max_size=40))
def test_never_later_than_two_seconds_after_the_first_key(pauses):
    clock = Clock()
    policy = AutosavePolicy(clock)
    policy.typed()
    for pause in pauses:
        clock.now += pause
        policy.typed()
        assert clock.now + policy.due_in() <= max(100.0 + LONGEST_SECONDS, clock.now) + 1e-9


def test_taken_text_is_clean_and_a_failure_is_retried_later():
    clock = Clock()
    policy = AutosavePolicy(clock)
    policy.typed()
    policy.taken()
    assert not policy.dirty
    policy.failed()
    assert policy.dirty
    assert policy.due_in() == RETRY_SECONDS
    policy.typed()
    assert policy.due_in() == RETRY_SECONDS
    policy.taken()
    policy.succeeded()
    policy.typed()
    assert policy.due_in() == IDLE_SECONDS
