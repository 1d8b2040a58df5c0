"""Ways into the import: protected files, folders, packed files, the clipboard; ways out of it."""

import threading
import time
import zipfile
from pathlib import Path

import openpyxl
from PySide6.QtCore import QStandardPaths
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QInputDialog

from tests.ui.conftest import command, settle
from tests.ui.importing import REGIONS, numbers, take, workbook
from ui.names import isolated
from vnr_app.services import imports


def test_reading_shows_progress_and_is_cancelled_at_once(opened, qtbot, tmp_path, monkeypatch):
    begun = threading.Event()

    def slow(_info, _path, job, **_how):
        job.progress(1, 4, "Looking at the cells")
        begun.set()
        while True:
            time.sleep(0.01)
            job.check_cancelled()

    monkeypatch.setattr(imports, "read", slow)
    opened.take_files([tmp_path / "large.xlsx"])
    qtbot.waitUntil(begun.is_set)
    page = opened.workspace.import_page
    qtbot.waitUntil(lambda: page.reading._step.text() == "Looking at the cells")
    assert page.reading.isVisible()
    assert page.reading._bar.maximum() == 4
    began = time.monotonic()
    page.reading.cancel.click()
    qtbot.waitUntil(lambda: not page.isVisible(), timeout=500)
    qtbot.waitUntil(lambda: not opened.jobs.busy, timeout=500)
    assert time.monotonic() - began < 0.5


def test_a_protected_workbook_asks_until_it_opens_or_is_left(opened, qtbot, monkeypatch, shared):
    asked, answers = [], iter([("wrong", True), ("", False)])

    def ask(_parent, _title, words, _mode):
        asked.append(words)
        return next(answers)

    monkeypatch.setattr(QInputDialog, "getText", ask)
    page = take(opened, qtbot, shared / "hostile" / "container_password.xlsx")
    assert "is protected" in asked[0]
    assert "does not open" in asked[1]
    assert not page.isVisible()


def test_a_folder_and_a_packed_file_are_read_one_by_one(opened, qtbot, tmp_path):
    folder = tmp_path / "ministry"
    folder.mkdir()
    workbook(folder / "a.xlsx", ("Data", REGIONS))
    packed = tmp_path / "more.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        archive.write(workbook(tmp_path / "b.xlsx", ("Data", REGIONS[:4])), "b.xlsx")
        archive.write(workbook(tmp_path / "c.xlsx", ("Data", REGIONS[:5])), "c.xlsx")
    page = take(opened, qtbot, folder, packed)
    seen = []
    for _ in range(3):
        seen.append((page._file.text(), len(numbers(page))))
        page._skip.click()
        settle(qtbot, opened)
    assert [count for _text, count in seen] == [12, 3, 6]
    assert seen[2][0] == isolated("c.xlsx") + " · file 3 of 3"
    assert not page.isVisible()


def test_a_folder_without_a_table_says_so(opened, qtbot, tmp_path):
    folder = tmp_path / "letters"
    folder.mkdir()
    page = take(opened, qtbot, folder)
    assert "letters" in opened.messages.banner.accessibleName()
    assert not page.isVisible()


def test_a_table_from_the_clipboard_is_imported(opened, qtbot):
    text = "\n".join("\t".join(map(str, row)) for row in REGIONS)
    QGuiApplication.clipboard().setText(text)
    command(opened, "import-clipboard").try_run()
    settle(qtbot, opened)
    page = opened.workspace.import_page
    assert page.isVisible()
    assert len(numbers(page)) == 12
    page.sheet.set_line("row", 5, "ignore")
    settle(qtbot, opened)
    assert len(numbers(page)) == 9


def test_a_clipboard_without_a_table_says_so(opened, qtbot):
    QGuiApplication.clipboard().setText("No table at all.")
    command(opened, "import-clipboard").try_run()
    settle(qtbot, opened)
    assert "no table on the clipboard" in opened.messages.banner.accessibleName()
    assert not opened.workspace.import_page.isVisible()


def test_findings_are_written_into_a_copy(opened, qtbot, tmp_path):
    broken = [*REGIONS[:5], ("South", 25.5, "2x4", 22.8)]
    path = workbook(tmp_path / "slip.xlsx", ("Data", broken))
    page, out = take(opened, qtbot, path), tmp_path / "found.xlsx"
    workbook(path, ("Data", [("Another", "file")]))  # what was read is what the findings are of
    opened.workspace.desks.importing.write_findings(page.preview, path, out)
    settle(qtbot, opened)
    sheet = openpyxl.load_workbook(out)["Data"]
    assert (sheet["A1"].value, sheet["C6"].value) == (REGIONS[0][0], "2x4")
    assert sheet["C6"].comment is not None
    assert "found.xlsx" in opened.messages.banner.accessibleName()
    before = path.read_bytes()
    opened.workspace.desks.importing.write_findings(page.preview, path, path)
    settle(qtbot, opened)
    assert path.read_bytes() == before


def asked_for(monkeypatch):
    """The files under which findings are offered to be written; none is."""
    offered = []

    def ask(_parent, _title, path, _filter):
        offered.append(Path(path))
        return "", ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", ask)
    return offered


def test_findings_of_a_packed_file_are_offered_beside_it(opened, qtbot, tmp_path, monkeypatch):
    offered = asked_for(monkeypatch)
    packed = tmp_path / "sent.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        archive.write(workbook(tmp_path / "b.xlsx", ("Data", REGIONS)), "inner/b.xlsx")
    page = take(opened, qtbot, packed)
    page.sheet.set_line("row", 5, "ignore")  # read again, it is the same file
    settle(qtbot, opened)
    page.head.findings_wanted.emit()
    assert offered == [tmp_path / "b findings.xlsx"]


def test_findings_of_the_clipboard_are_offered_with_documents(opened, qtbot, monkeypatch):
    offered = asked_for(monkeypatch)
    text = "\n".join("\t".join(map(str, row)) for row in REGIONS)
    QGuiApplication.clipboard().setText(text)
    command(opened, "import-clipboard").try_run()
    settle(qtbot, opened)
    opened.workspace.import_page.head.findings_wanted.emit()
    documents = QStandardPaths.StandardLocation.DocumentsLocation
    assert offered[0].parent == Path(QStandardPaths.writableLocation(documents))
