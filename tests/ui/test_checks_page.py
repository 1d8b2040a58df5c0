"""Checks: what was found, narrowed, gone to; the findings of one section beside it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from tests.db.support import execute
from tests.ui.conftest import command, settle, show
from ui.models.findings_model import ROW
from vnr_app.domain.importplan import Severity
from vnr_app.domain.richtext import CrossRef, Document, Paragraph, Text, ValueRef
from vnr_app.domain.sections import SectionStatus
from vnr_app.services import comments, reviews, sections, writing

PART = "goal-3/trends"


@pytest.fixture
def review_path(tmp_path):
    """A review with three errors, two warnings and an open comment."""
    path = tmp_path / "Kenya 2027.vnr"
    with reviews.create(path, country="KEN", year="2027") as review:
        blocks = (
            Paragraph(runs=(Text("Health is well. "),)),
            Paragraph(
                runs=(
                    Text("It fell to "),
                    ValueRef("gone", "2020", text="31.5"),
                    Text(", as "),
                    CrossRef("nowhere", "Table 9"),
                    Text(" says."),
                ),
            ),
        )
        writing.keep(review, PART, Document(blocks=blocks))
        french = Document(blocks=(Paragraph(runs=(CrossRef("nowhere", "Tableau 9"),)),))
        writing.keep(review, PART, french, language="fr")
        comments.add(review, PART, "Health", "Whose?")
        words = Document(blocks=(Paragraph(runs=(Text("Many words here."),)),))
        writing.keep(review, "introduction", words)
        sections.set_budget(review, "introduction", 2)
    return path


@pytest.fixture
def checked(opened, qtbot):
    """The window on the page of checks."""
    command(opened, "checks").try_run()
    settle(qtbot, opened)
    return opened


def rows(view):
    model = view.model()
    return [model.index(at, 0).data(ROW) for at in range(model.rowCount())]


def listed(view):
    """Code and place of every finding that is shown."""
    return [(each.finding.code, each.finding.where) for each in rows(view) if each.finding]


def grave(window):
    found = listed(window.workspace.checks_page._list)
    return [each for each in found if each[0] not in ("empty-section", "not-cleared")]


def choose(window, qtbot, code):
    """Go to the first finding of that code by the keyboard alone."""
    view = window.workspace.checks_page._list
    at = next(i for i, row in enumerate(rows(view)) if row.finding and row.finding.code == code)
    view.setCurrentIndex(view.model().index(at, 0))
    qtbot.keyClick(view, Qt.Key.Key_Return)
    settle(qtbot, window)


def chip(window, severity):
    return window.workspace.checks_page._chips[severity]


def badge(window):
    return window.workspace.outline._badges["checks"].text()


def test_findings_stand_under_their_sections_in_the_order_of_the_outline(checked):
    page = checked.workspace.checks_page
    assert page.isVisible()
    assert grave(checked) == [
        ("over-budget", "introduction"),
        ("value-gone", PART),
        ("reference-broken", PART),
        ("reference-broken", f"{PART} (fr)"),
        ("translation-figures", f"{PART} (fr)"),
        ("comment-open", PART),
    ]
    captions = [row.title for row in rows(page._list) if row.finding is None]
    assert captions[:3] == ["Opening statement", "Highlights", "Introduction"]
    assert captions.index("Introduction") < captions.index("Good health and well-being")
    assert badge(checked) == "5"
    assert checked.workspace.outline._places["checks"].accessibleName() == "Checks: 5"


def test_how_grave_is_said_in_words_with_part_and_language(checked):
    view = checked.workspace.checks_page._list
    about = {row.finding.where: row.about for row in rows(view) if row.finding}
    assert about[PART] == "Note · Trends"
    assert about[f"{PART} (fr)"] == "Warning · Trends · Français"
    at = next(i for i, row in enumerate(rows(view)) if row.about == "Warning")
    said = view.model().index(at, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said.startswith("Warning. “Introduction” has 3 words, one more than it may have. ")


def test_chips_narrow_the_list(checked):
    view = checked.workspace.checks_page._list
    assert chip(checked, Severity.ERROR).text() == "Errors 3"
    chip(checked, Severity.NOTE).click()
    assert [code for code, _where in listed(view)] == [
        "over-budget",
        "value-gone",
        "reference-broken",
        "reference-broken",
        "translation-figures",
    ]
    chip(checked, Severity.ERROR).click()
    assert [code for code, _where in listed(view)] == ["over-budget", "translation-figures"]
    chip(checked, Severity.WARNING).click()
    assert not view.isVisible()
    assert checked.workspace.checks_page._nothing.isVisible()
    chip(checked, Severity.WARNING).click()
    assert view.isVisible()


def test_arrows_go_over_captions(checked, qtbot):
    view = checked.workspace.checks_page._list
    checked.workspace.checks_page.focus_list()
    assert view.currentIndex().data(ROW).finding is not None
    for _step in range(6):
        QTest.keyClick(view, Qt.Key.Key_Down)
        assert view.currentIndex().data(ROW).finding is not None


def test_enter_goes_to_the_number_that_is_gone(checked, qtbot):
    choose(checked, qtbot, "value-gone")
    page = checked.workspace.section_page
    assert page.isVisible()
    assert page.key == "goal-3"
    editor = page.toolbar.editor
    assert page.key_of(editor) == PART
    cursor = editor.textCursor()
    start = editor.toPlainText().index("It fell to ") + len("It fell to ")
    assert (cursor.selectionStart(), cursor.selectionEnd()) == (start, start + 1)


def test_enter_goes_to_the_translation(checked, qtbot):
    view = checked.workspace.checks_page._list
    finding = next(row.finding for row in rows(view) if row.finding and row.finding.language)
    view.chosen.emit(finding)
    settle(qtbot, checked)
    assert checked.workspace.desks.writing.language == "fr"
    editor = checked.workspace.section_page.toolbar.editor
    assert checked.workspace.section_page.key_of(editor) == PART
    assert editor.textCursor().hasSelection()

    command(checked, "checks").try_run()
    settle(qtbot, checked)
    choose(checked, qtbot, "value-gone")
    assert checked.workspace.desks.writing.language == "en"


def test_a_comment_opens_the_comments(checked, qtbot):
    choose(checked, qtbot, "comment-open")
    assert checked.workspace.side.tab == "comments"


def test_what_is_changed_meanwhile_is_looked_at_again(checked, qtbot):
    session = checked.workspace.session
    session.ask(
        lambda review, _job: sections.set_budget(review, "introduction", 50), lambda _none: None
    )
    qtbot.waitUntil(lambda: ("over-budget", "introduction") not in grave(checked), timeout=10_000)
    assert badge(checked) == "4"
    checked.workspace.desks.operations.undo()
    qtbot.waitUntil(lambda: badge(checked) == "5", timeout=10_000)


def test_what_was_just_typed_counts(opened, qtbot):
    show(opened, qtbot, "introduction")
    editor = opened.workspace.section_page.editors()[0]
    editor.selectAll()
    qtbot.keyClicks(editor, "Two words")
    command(opened, "checks").try_run()
    settle(qtbot, opened)
    assert ("over-budget", "introduction") not in grave(opened)


def test_the_findings_of_a_section_stand_beside_it(opened, qtbot):
    show(opened, qtbot, "goal-3")
    command(opened, "findings").try_run()
    side, panel = opened.workspace.side, opened.workspace.findings_panel
    assert side.tab == "findings"
    qtbot.waitUntil(lambda: side._tabs["findings"][1].text() == "4", timeout=10_000)
    assert {where.partition(" ")[0] for _code, where in listed(panel._list)} == {PART, "goal-3"}
    assert all(row.finding is not None for row in rows(panel._list))

    panel._list.chosen.emit(rows(panel._list)[0].finding)
    settle(qtbot, opened)
    editor = opened.workspace.section_page.toolbar.editor
    assert opened.workspace.section_page.key_of(editor) == PART

    show(opened, qtbot, "goal-4")
    assert [code for code, _where in listed(panel._list)] == ["empty-section"]
    assert side._tabs["findings"][1].text() == ""


def test_a_section_without_findings_says_so(opened, qtbot):
    session = opened.workspace.session

    def clear(review):
        sections.set_budget(review, "introduction", 50)
        sections.set_status(review, "introduction", SectionStatus.CLEARED)

    session.ask(lambda review, _job: clear(review), lambda _none: None)
    show(opened, qtbot, "introduction")
    opened.workspace.side.show_tab("findings")
    panel = opened.workspace.findings_panel
    qtbot.waitUntil(panel._empty.isVisible, timeout=10_000)
    assert not panel._list.isVisible()
    panel.focus_list()
    QTest.keyClick(panel._all, Qt.Key.Key_Space)
    assert opened.workspace.checks_page.isVisible()


def test_nothing_to_remark_is_said_kindly(opened, qtbot):
    page = opened.workspace.checks_page
    command(opened, "checks").try_run()
    page.show_findings((), opened.workspace.desks.writing.states)
    assert page._why.text() == "All is well."
    assert not page._list.isVisible()
    settle(qtbot, opened)


def test_a_changed_file_is_noticed_on_entering_and_leads_to_the_history(window, qtbot, review_path):
    execute(review_path, "UPDATE section SET owner = 'Somebody' WHERE key = 'goal-4'")
    window.open_review(review_path)
    qtbot.waitUntil(lambda: window.workspace is not None, timeout=15_000)
    settle(qtbot, window)
    command(window, "checks").try_run()
    view = window.workspace.checks_page._list
    qtbot.waitUntil(lambda: ("history-broken", "history") in listed(view), timeout=10_000)
    assert rows(view)[0].title == "History"
    choose(window, qtbot, "history-broken")
    assert window.workspace.history_page.isVisible()


def test_the_report_says_the_same_and_leads_here(opened, qtbot):
    workspace = opened.workspace
    opened.activateWindow()
    workspace.show_place("report")
    settle(qtbot, opened)
    page = workspace.export_page
    more = next(
        each for each in page.findChildren(QPushButton) if each.text() == "Show all in Checks"
    )
    more.click()
    settle(qtbot, opened)
    assert workspace.checks_page.isVisible()
    assert workspace.checks_page._list.hasFocus()
