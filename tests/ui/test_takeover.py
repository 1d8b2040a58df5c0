"""Two people and one review, in the window: reading, asking, handing over, keeping."""

import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from tests.ui.conftest import said, settle, show, stored
from ui.presenters import takeover as presenting
from ui.presenters.takeover import DEAD_SECONDS, QUIET_SECONDS, HandOverPolicy
from vnr_app.services import reviews, takeover

ROOT = Path(__file__).parents[2]

# Another person's window: writes, and gives the review to the first who asks.
OTHER = """
    import sys, time
    from pathlib import Path
    from tests.db.support import write
    from vnr_app.services import reviews, takeover
    review = reviews.open_review(Path(sys.argv[1]), author="Other")
    write(review, "introduction", "Written elsewhere")
    print("open", flush=True)
    answer = sys.stdin.readline().strip()
    while (request := takeover.pending_request(review)) is None:
        time.sleep(0.05)
    if answer == "refuse":
        takeover.refuse(review, request)
    else:
        review = takeover.hand_over(review, request)
    sys.stdin.readline()
"""


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    """Nobody waits two seconds between two looks."""
    monkeypatch.setattr(presenting, "POLL_MS", 100)


@pytest.fixture
def other(review_path):
    command = [sys.executable, "-c", textwrap.dedent(OTHER), review_path]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, cwd=ROOT, stdin=pipe, stdout=pipe, text=True) as process:
        try:
            assert process.stdout.readline() == "open\n"
            yield lambda answer: (process.stdin.write(f"{answer}\n"), process.stdin.flush())
        finally:
            process.kill()


@pytest.fixture
def reading(window, qtbot, other, review_path):
    """The window on a review that the other person writes."""
    window.open_review(review_path)
    qtbot.waitUntil(lambda: window.workspace is not None, timeout=15_000)
    settle(qtbot, window)
    return window


def press(window, name):
    [found] = [
        b
        for b in window.messages.findChildren(QPushButton)
        if b.accessibleName() == name and b.isVisible()
    ]
    found.click()


def review_of(window):
    return window.workspace.session.review


def test_a_review_in_use_is_shown_with_the_name_of_its_owner(reading, qtbot):
    assert review_of(reading).owner in said(reading.messages)
    assert stored(reading, "introduction") == "Written elsewhere"
    show(reading, qtbot, "introduction")
    assert all(each.isReadOnly() for each in reading.workspace.section_page.editors())
    press(reading, "Look again")
    before = reading.workspace
    qtbot.waitUntil(lambda: reading.workspace is not before, timeout=15_000)
    settle(qtbot, reading)
    assert review_of(reading).read_only_reason == "in-use"


def test_who_asks_and_gets_it_goes_on_writing_there(reading, qtbot, other, review_path):
    press(reading, "Ask to take over")
    qtbot.waitUntil(lambda: "was asked" in said(reading.messages))
    other("hand over")
    qtbot.waitUntil(
        lambda: reading.workspace is not None and not review_of(reading).read_only, timeout=15_000
    )
    settle(qtbot, reading)
    assert not reading.messages.isVisible()
    show(reading, qtbot, "introduction")
    editor = reading.workspace.section_page.editors()[0]
    reading.activateWindow()
    editor.setFocus()
    qtbot.keyClicks(editor, "Now mine. ")
    reading.leave_review()
    with reviews.open_review(review_path) as review:
        assert takeover.pending_request(review) is None


def test_a_refusal_is_told_and_may_be_asked_again(reading, qtbot, other):
    press(reading, "Ask to take over")
    qtbot.waitUntil(lambda: "was asked" in said(reading.messages))
    other("refuse")
    qtbot.waitUntil(lambda: "keeps" in said(reading.messages), timeout=5000)
    assert review_of(reading).read_only
    press(reading, "Ask to take over")
    qtbot.waitUntil(lambda: "was asked" in said(reading.messages))
    press(reading, "Ask no longer")
    settle(qtbot, reading)
    assert not list(review_of(reading).info.path.parent.glob(".*.request"))


@pytest.fixture
def asked(opened, qtbot, review_path):
    """The window on a review for which somebody asks, and in which something was typed."""
    show(opened, qtbot, "introduction")
    opened.activateWindow()
    editor = opened.workspace.section_page.editors()[0]
    editor.setFocus()
    request = takeover.ask_for(review_path)
    qtbot.waitUntil(lambda: "asks to write" in said(opened.messages), timeout=5000)
    qtbot.keyClicks(editor, "Typed before it went")
    return opened, request


# Asks again and again as another program, for a process cannot tell its own lock.
ASK = """
    import sys
    from pathlib import Path
    from vnr_app.services import reviews, writing
    from vnr_app.domain.richtext_ops import plain_text
    with reviews.open_review(Path(sys.argv[1])) as review:
        print(plain_text(writing.text(review, "introduction").document))
"""


def elsewhere(path):
    """The introduction as another program finds it."""
    command = [sys.executable, "-c", textwrap.dedent(ASK), path]
    return subprocess.check_output(command, cwd=ROOT, text=True).strip()


def test_handing_over_keeps_what_was_typed_and_reads_on(asked, qtbot, review_path):
    window, _request = asked
    press(window, "Hand over")
    settle(qtbot, window)
    assert review_of(window).read_only_reason == "in-use"
    assert stored(window, "introduction") == "Typed before it went"
    assert elsewhere(review_path) == "Typed before it went"


def test_keeping_it_tells_who_asked(asked, qtbot, review_path):
    window, request = asked
    press(window, "Keep")
    settle(qtbot, window)
    found = next(review_path.parent.glob(".*.request")).read_text()
    assert (request.id in found, '"refused": true' in found) == (True, True)
    qtbot.wait(300)
    assert not window.messages.isVisible()
    assert not review_of(window).read_only


def test_without_an_answer_it_goes_once_nothing_is_typed(asked, qtbot, review_path, monkeypatch):
    window, _request = asked
    monkeypatch.setattr(presenting, "QUIET_SECONDS", 1.0)
    for _ in range(15):
        qtbot.keyClick(window.workspace.outline, Qt.Key.Key_Shift)
        qtbot.wait(200)
        assert not review_of(window).read_only
    qtbot.waitUntil(lambda: review_of(window).read_only, timeout=15_000)
    settle(qtbot, window)
    assert elsewhere(review_path) == "Typed before it went"


def test_a_request_that_nobody_renews_is_put_away(asked, qtbot, review_path, monkeypatch):
    window, _request = asked
    monkeypatch.setattr(presenting, "DEAD_SECONDS", 0.3)
    qtbot.waitUntil(lambda: not window.messages.isVisible(), timeout=5000)
    settle(qtbot, window)
    assert not list(review_path.parent.glob(".*.request"))
    assert not review_of(window).read_only


class Clock:
    now = 0.0

    def __call__(self):
        return self.now


def test_typing_puts_the_handing_over_off():
    clock = Clock()
    policy = HandOverPolicy(1, clock)
    for second in range(1, int(QUIET_SECONDS)):
        clock.now = second
        policy.seen(second)
    policy.typed()
    clock.now += 10
    policy.seen(0)
    assert not policy.due
    clock.now += QUIET_SECONDS - 10
    policy.seen(1)
    assert policy.due


def test_a_request_that_is_not_renewed_is_dead_and_never_due():
    clock = Clock()
    policy = HandOverPolicy(1, clock)
    clock.now = DEAD_SECONDS - 1
    policy.seen(1)
    assert not policy.dead
    clock.now = QUIET_SECONDS + 1
    policy.seen(1)
    assert policy.dead
    assert not policy.due
