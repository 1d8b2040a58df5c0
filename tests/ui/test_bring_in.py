"""Another copy of the review: looked at, brought in, taken back, merged."""

import shutil

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QPushButton

from tests.services.desk import read, typed
from tests.ui.conftest import command, settle, show, stored
from ui.dialogs.bring_in import BringInDialog
from vnr_app.services import comments, history, reviews, siblings, writing

KEY, FORWARD, TRENDS = "introduction", "methodology", "goal-3/trends"
METHODOLOGY = "Methodology and process for preparation of the review"


@pytest.fixture
def review_path(tmp_path):
    """A review with two texts, and what somebody else made of a copy before it is opened."""
    path = tmp_path / "Kenya 2027.vnr"
    with reviews.create(path, country="KEN", year="2027", author="Coordinator") as review:
        for key in (KEY, FORWARD):
            writing.keep(review, key, typed("First."))
    (tmp_path / "sent").mkdir()
    with reviews.open_review(
        shutil.copy(path, tmp_path / "sent" / "from finance.vnr"), author="Ministry of Finance"
    ) as other:
        writing.keep(other, KEY, typed("First.", "Theirs."))
        writing.keep(other, FORWARD, typed("First.", "More."))
        writing.keep(other, TRENDS, typed("Deaths fell."))
        comments.add(other, KEY, "First", "Really?")
    return path


@pytest.fixture
def copy(review_path):
    """Two newer texts, a new one, a comment."""
    return review_path.parent / "sent" / "from finance.vnr"


@pytest.fixture
def written(opened, copy, qtbot):
    """The window in which somebody has just typed where the copy was changed too."""
    show(opened, qtbot, KEY)
    editor = opened.workspace.section_page.editors()[0]
    editor.moveCursor(editor.textCursor().MoveOperation.End)
    qtbot.keyClicks(editor, " Ours.")
    return opened


def dialog(window, qtbot):
    """The dialog as soon as it is there."""
    qtbot.waitUntil(lambda: window.workspace.findChildren(BringInDialog) != [], timeout=10_000)
    return window.workspace.findChildren(BringInDialog)[0]


def lines(shown):
    """What the dialog lists: groups with their texts."""
    top = [shown._list.topLevelItem(at) for at in range(shown._list.topLevelItemCount())]
    return {
        each.text(0): [
            (each.child(at).text(0), each.child(at).text(1)) for at in range(each.childCount())
        ]
        for each in top
    }


def words(shown):
    return [each.text() for each in shown.findChildren(QLabel) if not each.isHidden()]


def button(shown, text):
    return next(each for each in shown.findChildren(QPushButton) if each.text() == text)


def choose(window, monkeypatch, path):
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: (str(path), ""))
    command(window, "bring-in").try_run()


def kinds(window):
    review = window.workspace.session.review
    return [each.kind for each in window.jobs.wait(lambda _job: history.operations(review))]


def said(window):
    return window.messages.banner.accessibleName()


def test_the_dialog_says_what_would_come_and_writes_nothing(written, copy, qtbot, monkeypatch):
    choose(written, monkeypatch, copy)
    shown = dialog(written, qtbot)
    assert lines(shown) == {
        "Changed in both: kept beside yours, for you to merge": [
            ("Introduction", "Ministry of Finance · 2 words")
        ],
        "Newer than yours: take their place": [
            (METHODOLOGY, "Ministry of Finance · 2 words"),
            ("Goal 3: Trends", "Ministry of Finance · 2 words"),
        ],
    }
    assert "“from finance.vnr” has work by Ministry of Finance that is not here." in words(shown)
    assert "Also: 1 comment." in words(shown)
    assert "Figures, statuses, owners and dates are not brought in." in words(shown)
    assert not [each for each in shown.findChildren(QPushButton) if "Open" in each.text()]
    shown.reject()
    settle(qtbot, written)
    assert "bring-in" not in kinds(written)
    assert stored(written, FORWARD) == "First."


def test_what_was_typed_is_kept_and_meets_the_other_text(written, copy, qtbot, monkeypatch):
    choose(written, monkeypatch, copy)
    dialog(written, qtbot).accept()
    qtbot.waitUntil(lambda: "was brought in" in said(written), timeout=20_000)
    settle(qtbot, written)
    assert stored(written, KEY) == "First. Ours."
    assert stored(written, FORWARD) == "First.\nMore."
    assert stored(written, TRENDS) == "Deaths fell."
    review = written.workspace.session.review
    [met] = written.jobs.wait(lambda _job: siblings.meetings(review, KEY))
    assert met.other.author == "Ministry of Finance"
    assert said(written) == (
        "“from finance.vnr” was brought in. 2 texts are newer now. "
        "1 text was changed in both copies; both versions are kept."
    )
    assert len(written.jobs.wait(lambda _job: comments.threads(review))) == 1


def test_one_undo_takes_it_back(written, copy, qtbot, monkeypatch):
    choose(written, monkeypatch, copy)
    dialog(written, qtbot).accept()
    qtbot.waitUntil(lambda: "was brought in" in said(written), timeout=20_000)
    settle(qtbot, written)
    button(written.messages.banner, "Undo").click()
    qtbot.waitUntil(lambda: "Taken back" in said(written), timeout=10_000)
    settle(qtbot, written)
    assert stored(written, FORWARD) == "First."
    assert stored(written, KEY) == "First. Ours."
    assert read(written.workspace.session.review, TRENDS) == ""


def test_the_first_text_that_met_another_opens_to_be_merged(written, copy, qtbot, monkeypatch):
    choose(written, monkeypatch, copy)
    dialog(written, qtbot).accept()
    qtbot.waitUntil(lambda: "was brought in" in said(written), timeout=20_000)
    with qtbot.waitSignal(written.workspace.section_page.merge_wanted) as wanted:
        button(written.messages.banner, "Compare and merge").click()
    assert wanted.args == [KEY]
    settle(qtbot, written)
    assert written.workspace.merge_page.isVisible()


def test_the_open_section_shows_what_came(opened, copy, qtbot, monkeypatch):
    show(opened, qtbot, FORWARD)
    choose(opened, monkeypatch, copy)
    dialog(opened, qtbot).accept()
    qtbot.waitUntil(lambda: "was brought in" in said(opened), timeout=20_000)
    settle(qtbot, opened)
    assert opened.workspace.section_page.editors()[0].toPlainText() == "First.\nMore."


def test_twice_is_as_good_as_once(opened, copy, qtbot, monkeypatch):
    choose(opened, monkeypatch, copy)
    dialog(opened, qtbot).accept()
    qtbot.waitUntil(lambda: "was brought in" in said(opened), timeout=20_000)
    settle(qtbot, opened)
    choose(opened, monkeypatch, copy)
    shown = dialog(opened, qtbot)
    assert "“from finance.vnr” has nothing that is not here already." in words(shown)
    assert button(shown, "Bring in").isHidden()
    shown.reject()
    settle(qtbot, opened)
    assert kinds(opened).count("bring-in") == 1


def test_another_review_is_refused_in_words(opened, tmp_path, qtbot, monkeypatch):
    other = tmp_path / "Norway.vnr"
    reviews.create(other, country="NOR", year="2027").close()
    choose(opened, monkeypatch, other)
    qtbot.waitUntil(lambda: "is not a copy of this review" in said(opened), timeout=10_000)
    assert opened.workspace.session.review.info.country == "KEN"


def test_a_dropped_copy_is_brought_in_or_opened(written, copy, qtbot):
    written.take_files([copy])
    shown = dialog(written, qtbot)
    button(shown, "Open it instead").click()
    qtbot.waitUntil(
        lambda: (
            written.workspace is not None
            and written.workspace.session.review.info.path == copy.resolve()
        ),
        timeout=15_000,
    )
    settle(qtbot, written)


def test_a_dropped_copy_can_be_brought_in(written, copy, qtbot):
    written.take_files([copy])
    shown = dialog(written, qtbot)
    qtbot.keyClick(shown, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "was brought in" in said(written), timeout=20_000)
    settle(qtbot, written)
    assert stored(written, TRENDS) == "Deaths fell."


def test_any_other_review_that_is_dropped_opens(opened, tmp_path, qtbot):
    other = tmp_path / "Norway.vnr"
    reviews.create(other, country="NOR", year="2027").close()
    opened.take_files([other])
    qtbot.waitUntil(
        lambda: (
            opened.workspace is not None and opened.workspace.session.review.info.country == "NOR"
        ),
        timeout=15_000,
    )
    settle(qtbot, opened)


def test_the_open_review_dropped_on_itself_stays(opened, review_path, qtbot):
    before = opened.workspace
    opened.take_files([review_path])
    settle(qtbot, opened)
    assert opened.workspace is before
    assert opened.messages.banner.isHidden()
    assert QApplication.activeModalWidget() is None
