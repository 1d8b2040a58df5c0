"""What the tests of versions share: a text with a past, and a second version beside it."""

from tests.services.desk import typed
from tests.ui.conftest import settle
from vnr_app.services import writing

KEY = "introduction"
PARTS = ("First words here.", "The second paragraph stays.", "Third and last.")
NEWER = ("First good words here.", "The second paragraph stays.", "Third and last.", "And more.")
OTHER = ("First old words here.", "The second paragraph stays.", "Third, last.")


def ask(window, service, *arguments, **named):
    """What a service answers on the review's own thread."""
    review = window.workspace.session.review
    return window.jobs.wait(lambda _job: service(review, *arguments, **named))


def keep(window, *paragraphs, key=KEY, **named):
    return ask(window, writing.keep, key, typed(*paragraphs), **named)


def with_past(window, qtbot, key=KEY):
    """Two versions of a text, shown on its page."""
    first = keep(window, *PARTS, key=key)
    second = keep(window, *NEWER, key=key)
    reopen(window, qtbot, key)
    return first, second


def with_other(window, qtbot):
    """A second version waits beside the present text; both come from the first."""
    first = keep(window, *PARTS)
    keep(window, *NEWER)
    keep(window, *OTHER, base=first.revision)
    reopen(window, qtbot, KEY)


def reopen(window, qtbot, key):
    settle(qtbot, window)
    window.activateWindow()
    window.workspace.show_section(key)
    settle(qtbot, window)
