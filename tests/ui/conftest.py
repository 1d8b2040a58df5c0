"""A window of its own for each test, on a review in a temporary folder."""

import gc
import shutil
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from ui.app import make_application
from ui.jobs import Jobs
from ui.main_window import MainWindow
from ui.settings import Settings
from ui.theme.colors import LIGHT
from ui.theme.style import apply_theme
from vnr_app.domain.richtext_ops import plain_text
from vnr_app.services import reviews, writing

WIDE_CSV = (
    "Indicator 3.1.1 Maternal mortality ratio,,,\n"
    "per 100 000 live births,,,\n"
    "Region,2019,2020,2021\n"
    "Total,31.5,29.8,27.2\n"
)


@pytest.fixture(scope="session")
def qapp_cls():
    return QApplication


@pytest.fixture
def themed(qapp):
    make_application([])
    apply_theme(qapp, LIGHT)
    return qapp


@pytest.fixture(scope="session")
def new_review(tmp_path_factory):
    """The file of a new review, never opened again."""
    path = tmp_path_factory.mktemp("new") / "new.vnr"
    reviews.create(path, country="KEN", year="2027", number=3).close()
    return path


@pytest.fixture
def review_path(new_review, tmp_path):
    return Path(shutil.copy(new_review, tmp_path / "Kenya 2027.vnr"))


@pytest.fixture
def table_path(tmp_path):
    path = tmp_path / "maternal.csv"
    path.write_text(WIDE_CSV, encoding="utf-8")
    return path


@pytest.fixture
def window(themed, qtbot):
    """A window; what it leaves behind after closing fails the test."""
    before = {id(widget) for widget in QApplication.topLevelWidgets()}
    made = MainWindow(Jobs(), Settings())
    made.resize(1440, 900)  # the screen without a display is smaller than any real one
    made.show()
    qtbot.waitUntil(lambda: not made.jobs.busy)
    yield made
    made.close()
    made.deleteLater()
    # Deferred deletions run when the loop turns.
    qtbot.wait(20)
    gc.collect()
    left = [w for w in QApplication.topLevelWidgets() if id(w) not in before and w is not made]
    assert not [w for w in left if w.isVisible()]


@pytest.fixture
def opened(window, qtbot, review_path):
    """The window on a review, its first section shown."""
    window.open_review(review_path)
    qtbot.waitUntil(lambda: window.workspace is not None, timeout=15_000)
    settle(qtbot, window)
    return window


def settle(qtbot, window):
    """Wait until nothing is under way and nothing is about to be."""
    for _ in range(2):
        qtbot.waitUntil(lambda: not window.jobs.busy, timeout=60_000)
        qtbot.wait(90)
    qtbot.waitUntil(lambda: not window.jobs.busy, timeout=60_000)


def show(window, qtbot, key):
    """Open a section and wait for it."""
    window.workspace.show_section(key)
    settle(qtbot, window)


def stored(window, key):
    """The plain text of a section as the review has it."""
    review = window.workspace.session.review
    return plain_text(window.jobs.wait(lambda _job: writing.text(review, key)).document)


def said(widget):
    """Everything that visible widgets are called, messages among them."""
    return " ".join(w.accessibleName() for w in widget.findChildren(QWidget) if w.isVisible())


def command(window, name):
    """The command of that id."""
    return next(each for each in window.commands if each.id == name)
