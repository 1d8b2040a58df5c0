"""What an import would do: questions answered, values ticked, records listed."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox

from tests.ui.conftest import settle
from tests.ui.importing import REGIONS, numbers, take, workbook
from vnr_app.domain.importplan import Action
from vnr_app.services import history, indicators, records, synonyms

VOICES = (
    ("Organisation", "Stakeholder group", "SDG", "Contribution"),
    ("Women's League", "Women", "5", "Two shelters were opened in the north."),
    ("Farmers' Union", "Farmers", "2", "Seeds were given to 300 households."),
)
BRACKETS = (
    ("Indicator 3.1.1 Maternal mortality ratio", None, None, None),
    ("Region", 2019, 2020, 2021),
    ("Total", "31,500", "29,800", "27,200"),
    ("North", "40,100", "38,900", "36,500"),
)


def in_review(window, ask):
    review = window.workspace.session.review
    return window.jobs.wait(lambda _job: ask(review))


def line_of(page, decides):
    """The box that answers a question."""
    at = page.questions.decisions.index(decides)
    return page.questions._lines.itemAt(at).widget().findChild(QComboBox)


@pytest.fixture
def with_conflict(opened, qtbot, tmp_path):
    def office(name, latest):
        head = ("Indicator", "Series", "Unit", "Year", "Value", "Source")
        values = ((2019, 31.5), (2020, 29.8), (2021, latest))
        rows = [("3.1.1", "Maternal deaths", "per 100,000", *each, name) for each in values]
        return workbook(tmp_path / f"{name}.xlsx", ("Data", [head, *rows]))

    take(opened, qtbot, office("Ministry", 27.2))._import.click()
    settle(qtbot, opened)
    return take(opened, qtbot, office("Bureau", 99.9))


def test_a_conflict_waits_for_a_tick(with_conflict, opened, qtbot):
    page = with_conflict
    assert page.preview.counts()[Action.CONFLICT] == 1
    assert page.plan._conflicts.isVisible()
    told = page.plan._conflicts.text()
    assert told == "1 value contradicts “Ministry.xlsx”; tick it to take it."
    assert len(page.left_out) == 1
    assert page._import.text() == "Import 2 values"
    page._import.click()
    settle(qtbot, opened)
    found = in_review(opened, lambda review: indicators.observations(review, "3.1.1"))
    assert "99.9" not in [each.value.number for each in found]


def test_a_conflict_that_is_ticked_is_taken(with_conflict, opened, qtbot):
    page = with_conflict
    chips = {each.text().split()[0]: each for each in page.plan._group.buttons()}
    chips["conflict"].click()
    model = page.plan.model
    assert model.rowCount() == 1
    assert model.index(0, 5).data() == "27.2 → 99.9"
    tip = model.index(0, 5).data(Qt.ItemDataRole.ToolTipRole)
    assert "This differs from 27.2, which “Ministry.xlsx” gave." in tip
    model.setData(model.index(0, 0), Qt.CheckState.Checked, Qt.ItemDataRole.CheckStateRole)
    assert page._import.text() == "Import 3 values"
    page._import.click()
    settle(qtbot, opened)
    found = in_review(opened, lambda review: indicators.observations(review, "3.1.1"))
    assert "99.9" in [each.value.number for each in found]


def test_what_is_shown_is_left_out_at_once(opened, qtbot, tmp_path):
    page = take(opened, qtbot, workbook(tmp_path / "ministry.xlsx", ("Data", REGIONS)))
    page.plan._search.setText("2020")
    assert page.plan.model.rowCount() == 4
    page.plan._take(taken=False)
    assert page._import.text() == "Import 8 values"
    page._import.click()
    settle(qtbot, opened)
    found = in_review(opened, lambda review: indicators.observations(review, "3.1.1"))
    assert {each.period.label for each in found} == {"2019", "2021"}
    assert "4 of them left out" in opened.messages.banner.accessibleName()


def test_a_question_is_answered_and_stays_to_be_seen(opened, qtbot, tmp_path):
    page = take(opened, qtbot, workbook(tmp_path / "thousands.xlsx", ("Data", BRACKETS)))
    assert page.questions.isVisible()
    box = line_of(page, "decimal_mark")
    before = numbers(page)
    other = 1 - box.currentIndex()
    chosen = box.itemData(other)
    box.setCurrentIndex(other)
    box.activated.emit(other)
    settle(qtbot, opened)
    assert page.corrections.recipe.decimal_mark == chosen
    assert numbers(page) != before
    assert line_of(page, "decimal_mark").currentData() == chosen


def test_a_number_that_is_not_used_is_named_and_gone_to(opened, qtbot, tmp_path):
    broken = [*REGIONS[:5], ("South", 25.5, "2x4", 22.8)]
    page = take(opened, qtbot, workbook(tmp_path / "slip.xlsx", ("Data", broken)))
    chip = page.plan._group.buttons()[-1]
    assert chip.text() == "1 remark"
    chip.click()
    assert page.plan.problems.isVisible()
    item = page.plan.problems.item(0)
    page.plan.problems.itemClicked.emit(item)
    assert page.sheet._cell.text().startswith("C6")


def test_a_label_is_remembered_for_all_files(opened, qtbot, tmp_path):
    rows = [VOICES[0], ("Bridge Club", "Card players", "5", "We met twice.")]
    page = take(opened, qtbot, workbook(tmp_path / "voices.xlsx", ("Voices", rows)))
    decides = "values.group.card players"
    assert decides in page.questions.decisions
    box = line_of(page, decides)
    at = box.findData("")
    tick = box.parentWidget().findChild(QCheckBox)
    other = 1 if at == 0 else 0
    box.setCurrentIndex(other)
    box.activated.emit(other)
    settle(qtbot, opened)
    tick = line_of(page, decides).parentWidget().findChild(QCheckBox)
    tick.click()
    settle(qtbot, opened)
    chosen = line_of(page, decides).currentData()
    known = in_review(opened, synonyms.all_synonyms)
    assert known[("group", "card players")] == chosen


def test_records_are_listed_and_one_is_left_out(opened, qtbot, tmp_path):
    page = take(opened, qtbot, workbook(tmp_path / "voices.xlsx", ("Voices", VOICES)))
    table = page.plan.records_view
    assert table.isVisible()
    assert not page.plan.view.isVisible()
    model = page.plan.records
    assert [model.index(row, 1).data() for row in range(2)] == ["Women's League", "Farmers' Union"]
    assert page._import.text() == "Import 2 records"
    model.setData(model.index(1, 0), Qt.CheckState.Unchecked, Qt.ItemDataRole.CheckStateRole)
    assert page._import.text() == "Import 1 record"
    assert page.sheet._model.role(1, 0) == "text"
    table.activated.emit(model.index(1, 0))
    assert page.sheet._cell.text().startswith("A3")
    page._import.click()
    settle(qtbot, opened)
    kept = in_review(opened, records.all_records)
    assert [each.organisation for each in kept] == ["Women's League"]
    assert "1 record" in opened.messages.banner.accessibleName()


def test_what_was_left_out_stays_out_when_the_file_is_read_again(opened, qtbot, tmp_path):
    page = take(opened, qtbot, workbook(tmp_path / "ministry.xlsx", ("Data", REGIONS)))
    model = page.plan.model
    row = next(at for at in range(12) if model.index(at, 6).data() == "C6")
    model.setData(model.index(row, 0), Qt.CheckState.Unchecked, Qt.ItemDataRole.CheckStateRole)
    page.plan._search.setText("2021")
    page.plan._take(taken=False)
    assert page._import.text() == "Import 7 values"
    page.sheet.set_line("row", 4, "ignore")
    settle(qtbot, opened)
    assert page.plan._search.text() == "2021"
    assert page._import.text() == "Import 5 values"


def test_data_that_changed_meanwhile_is_compared_again(with_conflict, opened, qtbot):
    page = with_conflict
    assert len(page.left_out) == 1
    opened.workspace.session.ask(lambda review, _job: history.undo(review), lambda _none: None)
    settle(qtbot, opened)
    page._import.click()
    settle(qtbot, opened)
    assert page.preview.counts()[Action.ADD] == 3  # nothing was written, and it says so
    assert page.left_out == frozenset()
    page._import.click()
    settle(qtbot, opened)
    found = in_review(opened, lambda review: indicators.observations(review, "3.1.1"))
    assert sorted(each.value.number for each in found) == ["29.8", "31.5", "99.9"]


def chip(page, word):
    """The chip whose text holds a word."""
    return next(each for each in page.plan._group.buttons() if word in each.text())


def test_what_is_gone_is_looked_at_like_the_values(opened, qtbot, tmp_path):
    page = take(opened, qtbot, workbook(tmp_path / "health 2023.xlsx", ("Data", REGIONS)))
    page._import.click()
    settle(qtbot, opened)
    later = [*REGIONS[:4], *REGIONS[5:]]  # without the north
    page = take(opened, qtbot, workbook(tmp_path / "health 2024.xlsx", ("Data", later)))
    chip(page, "gone 3").click()
    model, view = page.plan.gone, page.plan.gone_view
    assert view.isVisible()
    assert {model.index(row, 2).data() for row in range(3)} == {"North"}
    assert not page.plan._leave_these.isEnabled()
    page.plan._search.setText("2020")
    assert [model.index(row, 4).data() for row in range(model.rowCount())] == ["38.9"]
    page.plan._search.clear()
    chip(page, "All").click()
    assert page.plan.view.isVisible()
    assert page.plan._leave_these.isEnabled()


def test_areas_have_names_and_their_codes_on_hover(opened, qtbot, tmp_path):
    page = take(opened, qtbot, workbook(tmp_path / "regions.xlsx", ("Data", REGIONS)))
    model = page.plan.model
    shown = {model.index(row, 3).data(): model.index(row, 3) for row in range(model.rowCount())}
    assert {"Kenya", "North", "South", "West"} == set(shown)
    assert "KEN" in shown["Kenya"].data(Qt.ItemDataRole.ToolTipRole)


def test_a_small_window_shows_rows_of_the_plan(opened, qtbot, tmp_path):
    opened.resize(1100, 700)
    rows = [("Maternal deaths",), *BRACKETS[1:], ("South", "..", "-", "(35,200)")]
    page = take(opened, qtbot, workbook(tmp_path / "unnamed.xlsx", ("Data", rows)))
    page.recipe.say(
        "info", "A recipe may fit this file, as many of its headings agree. " * 3, "Use"
    )
    settle(qtbot, opened)
    assert page._indicator.isVisible()
    assert page.questions.isVisible()
    assert page.recipe.isVisible()
    assert opened.height() <= 700
    view = page.plan.view
    assert view.viewport().height() >= 4 * view.verticalHeader().defaultSectionSize()
    boxes = page.questions.findChildren(QComboBox)
    boxes[0].setFocus()
    while not boxes[-1].hasFocus():
        qtbot.keyClick(opened.focusWidget(), Qt.Key.Key_Tab)
    assert not boxes[-1].visibleRegion().isEmpty()  # it has been scrolled to
