"""Background work comes home to the window's thread, in order, and can be stopped."""

import threading

import pytest

from ui.jobs import Jobs
from ui.panels.status_line import StatusLine


@pytest.fixture
def jobs(qapp):
    made = Jobs()
    yield made
    made.close()


def test_outcomes_come_in_order_on_the_windows_thread(jobs, qtbot):
    seen = []
    for number in range(5):
        jobs.review(
            lambda _job, n=number: n,
            lambda result: seen.append((result, threading.current_thread())),
        )
    qtbot.waitUntil(lambda: len(seen) == 5)
    assert [result for result, _thread in seen] == list(range(5))
    assert {thread for _result, thread in seen} == {threading.main_thread()}


def test_an_error_goes_to_its_caller_or_to_everybody(jobs, qtbot):
    def fail(_job):
        raise ValueError("no")

    caught = []
    jobs.review(fail, failed=caught.append)
    qtbot.waitUntil(lambda: len(caught) == 1)
    with qtbot.waitSignal(jobs.failed) as signal:
        jobs.pure(fail)
    assert isinstance(signal.args[0], ValueError)


def test_closing_waits_for_nothing_whose_outcome_nobody_hears(qapp):
    made, begun, told = Jobs(), threading.Event(), []

    def work(job):
        begun.set()
        told.append(job.cancelled.wait(10))

    made.pure(work)
    assert begun.wait(5)
    made.close()
    assert told == [True]


def test_long_work_is_shown_and_cancelled(jobs, qtbot, themed):
    line = StatusLine(jobs)
    qtbot.addWidget(line)
    line.show()

    def work(job):
        for step in range(10_000):
            job.progress(step, 10_000, "step")
            job.check_cancelled()
            threading.Event().wait(0.005)

    done = []
    jobs.review(work, done.append, title="Counting")
    assert not line._cancel.isVisible()
    qtbot.waitUntil(line._cancel.isVisible, timeout=3000)
    line._cancel.click()
    qtbot.waitUntil(lambda: not jobs.busy)
    assert done == []
    assert not line._cancel.isVisible()
    line.stop()
