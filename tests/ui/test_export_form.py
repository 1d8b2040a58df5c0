"""What can be asked of the report's page: parts, formats, languages, templates, the preview."""

import threading
import time

import pytest
from PySide6.QtWidgets import QComboBox

from tests.ui.conftest import settle, show
from vnr_app.errors import KnownError
from vnr_app.services import export_findings, exports
from vnr_app.services.exports import Order
from vnr_app.services.report_templates import available


@pytest.fixture
def page(opened, qtbot):
    """The page of the report on a review with one text."""
    show(opened, qtbot, "introduction")
    qtbot.keyClicks(opened.workspace.section_page.editors()[0], "An introduction of ours.")
    opened.workspace.show_place("report")
    opened.activateWindow()
    settle(qtbot, opened)
    qtbot.wait(350)
    settle(qtbot, opened)
    return opened.workspace.export_page


def chooser(page, name):
    return next(each for each in page.findChildren(QComboBox) if each.accessibleName() == name)


def choose(page, name, data):
    """Choose in a field as a person does; `data` is what the entry stands for."""
    box = chooser(page, name)
    row = next(row for row in range(box.count()) if box.itemData(row) == data)
    box.setCurrentIndex(row)
    box.activated.emit(row)


def offered(page, name):
    box = chooser(page, name)
    return [box.itemData(row) for row in range(box.count())]


def test_each_part_is_offered_in_the_formats_that_can_hold_it(page):
    assert len(offered(page, "Format")) == 7
    choose(page, "What to write", "figures")
    assert {ending for ending, _layout in offered(page, "Format")} == set(exports.FIGURES)
    choose(page, "What to write", "main-messages")
    assert {ending for ending, _layout in offered(page, "Format")} == set(exports.TEXTS)
    choose(page, "What to write", "section:introduction")
    assert {ending for ending, _layout in offered(page, "Format")} == set(exports.TEXTS)
    choose(page, "What to write", "section:goal-3")
    assert len(offered(page, "Format")) == 7


def test_every_order_that_can_be_chosen_can_be_written(page):
    refused = []
    for what in offered(page, "What to write"):
        if what is None:  # the line between
            continue
        choose(page, "What to write", what)
        for kind in offered(page, "Format"):
            choose(page, "Format", kind)
            path, order = page.form.path, page.form.order
            assert (path.suffix, order.layout) == kind
            try:
                exports.check(path, order)
            except KnownError as error:
                refused.append((what, kind, error.message))
    assert refused == []


def test_the_order_says_what_was_chosen(page):
    choose(page, "What to write", "section:goal-3")
    choose(page, "Language", "fr")
    page.form._values.setChecked(True)
    template = available()[-1].name
    choose(page, "Template", template)
    wanted = Order(language="fr", section="goal-3", value_tables=True)
    chosen = template if len(available()) > 1 else None
    assert page.form.order == Order(**{**wanted_fields(wanted), "template": chosen})
    choose(page, "Format", (".csv", "sdmx"))
    assert page.form.order == Order(language="fr", section="goal-3", layout="sdmx")


def wanted_fields(order):
    return {name: getattr(order, name) for name in Order.__slots__}


def test_the_proposed_name_follows_until_the_person_names_the_file(page, tmp_path):
    choose(page, "What to write", "section:goal-3")
    choose(page, "Format", (".xlsx", "open-sdg"))
    assert page.form.path.name == "VNR-KEN-2027-goal-3.xlsx"
    page.choose_file(tmp_path / "ours.docx")
    assert page.form.ending == ".docx"
    choose(page, "Format", (".pdf", "open-sdg"))
    assert page.form.path == tmp_path / "ours.pdf"


def test_a_name_without_an_ending_gets_that_of_the_format(page, tmp_path):
    page.choose_file(tmp_path / "v1.2 final")
    choose(page, "Format", (".html", "open-sdg"))
    assert page.form.path.name.endswith(".html")


def test_texts_without_a_translation_are_listed(opened, page, qtbot):
    assert not page.form._untranslated.which.isVisible()
    choose(page, "Language", "fr")
    qtbot.waitUntil(page.form._untranslated.which.isVisible, timeout=10_000)
    page.form._untranslated.which.click()
    assert page.form._untranslated.titles.toPlainText() == "Introduction"
    assert "1 text has no translation" in page.form._untranslated.remark.text


def test_faults_of_a_template_are_named_below_it(opened, page, qtbot, tmp_path):
    broken = tmp_path / "ours.docx"
    broken.write_bytes(b"no document")
    page.form.template.take(broken)
    page.form.changed.emit()
    qtbot.waitUntil(page.form._faults.isVisible, timeout=10_000)
    assert page.form.order.template == str(broken)
    choose(page, "Template", available()[0].name)
    qtbot.waitUntil(page.form._faults.isHidden, timeout=10_000)


def test_what_is_unfinished_leads_to_its_place(opened, page, qtbot):
    listed = page.findings._list
    qtbot.waitUntil(listed.isVisible, timeout=10_000)
    review = opened.workspace.session.review
    found = opened.jobs.wait(lambda _job: export_findings.findings_before(review))
    first = next(each for each in found if each.section.startswith("goal-"))
    listed.chosen.emit(first)
    settle(qtbot, opened)
    assert opened.workspace.section_page.key == first.section.partition("/")[0]


def test_the_preview_shows_the_texts_beside_the_form(opened, page, qtbot):
    page.preview_button.click()
    qtbot.waitUntil(lambda: "An introduction of ours." in page.preview.words, timeout=20_000)
    assert page._scroll.isVisible()
    choose(page, "What to write", "figures")
    qtbot.waitUntil(lambda: "no preview" in page.preview._sentence.text(), timeout=10_000)
    settle(qtbot, opened)


def test_saving_does_not_wait_for_the_preview(opened, page, qtbot, monkeypatch):
    drawing, go_on = threading.Event(), threading.Event()

    def slow(_report, *, job):
        drawing.set()
        go_on.wait(20)
        job.check_cancelled()
        return "<p>Drawn.</p>"

    monkeypatch.setattr(exports, "preview", slow)
    page.preview_button.click()
    qtbot.waitUntil(drawing.is_set, timeout=20_000)
    asked = []
    opened.jobs.review(lambda _job: "answer", asked.append)
    qtbot.waitUntil(lambda: asked == ["answer"], timeout=10_000)
    assert "Drawn." not in page.preview.words
    go_on.set()
    qtbot.waitUntil(lambda: "Drawn." in page.preview.words, timeout=10_000)


def test_a_preview_that_was_stopped_on_its_way_is_not_drawn(opened, page, qtbot, monkeypatch):
    drawn, collected = [], threading.Event()
    collect = exports.collect_preview

    def collect_and_say(review, order, *, job):
        report = collect(review, order, job=job)
        collected.set()
        return report

    monkeypatch.setattr(exports, "collect_preview", collect_and_say)
    monkeypatch.setattr(exports, "preview", lambda report, *, job: drawn.append(report) or "")
    page.preview_button.click()
    collected.wait(20)  # no event is handled meanwhile: its answer waits
    page.preview_button.click()
    settle(qtbot, opened)
    assert drawn == []


def test_in_a_narrow_window_the_preview_takes_the_place_of_the_form(opened, page, qtbot):
    opened.resize(900, 640)
    page.preview_button.click()
    settle(qtbot, opened)
    if page.width() < 760:
        assert not page._scroll.isVisible()
        assert page.preview_button.text() == "Back to the form"
    page.preview_button.click()
    assert page._scroll.isVisible()
    settle(qtbot, opened)


def test_the_preview_opens_no_file(page, tmp_path):
    page.preview.show_html(f'<img src="{(tmp_path / "x.png").as_uri()}"><p>x</p>', rtl=False)
    image = page.preview._browser.loadResource(2, (tmp_path / "x.png").as_uri())
    assert (image.width(), image.height()) == (1, 1)


@pytest.mark.parametrize("kind", [(".xlsx", "open-sdg"), (".csv", "open-sdg"), (".csv", "sdmx")])
def test_figures_are_written_from_here(opened, page, qtbot, tmp_path, kind):
    choose(page, "What to write", "figures")
    choose(page, "Format", kind)
    page.choose_file(tmp_path / f"figures{kind[0]}", replace=True)
    choose(page, "Format", kind)
    page._write.click()
    settle(qtbot, opened)
    assert (tmp_path / f"figures{kind[0]}").stat().st_size > 0
    assert page._done.isVisible()


def test_progress_is_shown_and_cancel_leaves_nothing(opened, page, qtbot, tmp_path, monkeypatch):
    begun = threading.Event()

    def slow(_collected, _path, _order, *, job):
        job.progress(3, 9, "Goal 3")
        begun.set()
        while True:
            time.sleep(0.01)
            job.check_cancelled()

    monkeypatch.setattr(exports, "write", slow)
    page.choose_file(tmp_path / "r.docx")
    page._write.click()
    qtbot.waitUntil(lambda: page._step.text() == "Goal 3")
    assert (page._bar.value(), page._bar.maximum()) == (3, 9)
    assert page._progress.isVisible()
    page._cancel.click()
    settle(qtbot, opened)
    assert not page._progress.isVisible()
    assert page._write.isEnabled()
    assert list(tmp_path.glob("r*")) == []


def test_a_cancel_between_collecting_and_writing_is_heard(
    opened, page, qtbot, tmp_path, monkeypatch
):
    collected, collect = threading.Event(), exports.collect

    def tell(*given, **how):
        found = collect(*given, **how)
        collected.set()
        return found

    monkeypatch.setattr(exports, "collect", tell)
    page.choose_file(tmp_path / "r.docx")
    page._write.click()
    assert collected.wait(30)
    time.sleep(0.2)  # the answer waits for the window, which is busy here
    page._cancel.click()
    settle(qtbot, opened)
    assert not page._progress.isVisible()
    assert page._write.isEnabled()
    assert list(tmp_path.glob("r*")) == []


def test_where_a_file_cannot_be_written_another_name_is_offered(
    opened, page, qtbot, tmp_path, monkeypatch
):
    written = []

    def refuse_first(_collected, path, _order, *, job):
        written.append(path)
        if len(written) == 1:
            path.write_text("in use")
            raise KnownError("not-writable", "It is open elsewhere.", "Close it.")

    monkeypatch.setattr(exports, "write", refuse_first)
    page.choose_file(tmp_path / "r.docx")
    page._write.click()
    settle(qtbot, opened)
    assert "open elsewhere" in opened.messages.banner.accessibleName()
    opened.messages.banner._act()
    settle(qtbot, opened)
    assert written[1] == tmp_path / "r (2).docx"
    assert page._done.isVisible()
