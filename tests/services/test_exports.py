"""Files of all formats out of one review; what is refused; what comes back; what is left behind."""

import csv
import errno
import io
import zipfile
from pathlib import Path
from threading import Event

import pytest
from openpyxl import Workbook, load_workbook

from vnr_app import io as files
from vnr_app.domain.importplan import Action
from vnr_app.domain.richtext import Document, Paragraph, Text
from vnr_app.errors import CancelledError, KnownError
from vnr_app.exporting import pdf
from vnr_app.jobs import JobContext
from vnr_app.services import export_findings, exports, imports, writing
from vnr_app.services.exports import Order

JOB = JobContext()
MATERNAL = ("3.1.1", "Maternal mortality ratio")
HEAD = ("Indicator", "Series", "Year", "Sex", "Age", "Units", "Value", "Observation status")
ROWS = (
    (*HEAD, "Source"),
    (*MATERNAL, "2019", "", "", "PER_100000_LIVE_BIRTHS", "31.50", "", "A"),
    (*MATERNAL, "2023/24", "", "", "PER_100000_LIVE_BIRTHS", "<5", "", "A"),
    ("3.2.1", "=SUM(A1)", "2020", "Female", "0-4", "per 1,000", "-0.6", "Estimated value", "-x; y"),
    ("1.5.1", "Deaths", "2020", "", "", "NUMBER", "14616554202.4151001", "", ""),
    ("1.5.1", "Deaths", "2021", "", "", "NUMBER", "", "Missing value", ""),
)

pytestmark = pytest.mark.usefixtures("unpaged")


@pytest.fixture
def filled(review, tmp_path):
    """A review with values of all kinds."""
    path = tmp_path / "data.csv"
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows(ROWS)
    take_in(review, path)
    return review


def take_in(review, path):
    preview = imports.preview(review, path, JOB)
    imports.commit(review, preview, JOB)
    preview.close()


def actions(review, path):
    preview = imports.preview(review, path, JOB)
    try:
        return {action: count for action, count in preview.counts().items() if count}
    finally:
        preview.close()


def names(folder):
    return sorted(path.name for path in folder.iterdir() if path.is_file())


@pytest.mark.parametrize(
    ("name", "order"),
    [("annex.xlsx", Order()), ("all.csv", Order(layout="sdmx")), ("tidy.csv", Order())],
)
@pytest.mark.parametrize("language", [None, "ar"])
def test_what_was_exported_comes_back_the_same(filled, tmp_path, name, order, language):
    target = tmp_path / name
    if language and name.endswith(".xlsx"):
        order = Order(language=language)
    exports.export(filled, target, order, job=JOB)
    assert actions(filled, target) == {Action.SAME: 5}


@pytest.mark.parametrize("name", ["annex.xlsx", "all.csv"])
def test_a_real_table_comes_back_the_same(shared, review, tmp_path, name):
    source = tmp_path / "unsd.csv"
    lines = (shared / "corpus/unsd/armenia_2020-10.csv").read_text(encoding="utf-8").splitlines()
    source.write_text("\n".join([lines[0], *lines[1::9]]), encoding="utf-8")
    take_in(review, source)
    order = Order(layout="sdmx") if name.endswith(".csv") else Order()
    exports.export(review, tmp_path / name, order, job=JOB)
    found = actions(review, tmp_path / name)
    assert found.keys() == {Action.SAME}
    assert found[Action.SAME] > 500


def test_a_number_that_is_changed_in_the_data_sheet_is_an_update(filled, tmp_path):
    target = tmp_path / "annex.xlsx"
    exports.export(filled, target, job=JOB)
    book = load_workbook(target)
    sheet = book["Data"]
    column = next(c.column for c in sheet[1] if c.value == "value")
    row = next(r for r in range(2, 9) if sheet.cell(r, column).value == 31.5)
    sheet.cell(row, column).value = 32
    book.save(target)
    assert actions(filled, target) == {Action.SAME: 4, Action.UPDATE: 1}


def test_the_sheets_of_goals_are_told_to_be_repeats(filled, tmp_path):
    target = tmp_path / "annex.xlsx"
    exports.export(filled, target, job=JOB)
    preview = imports.preview(filled, target, JOB)
    codes = {problem.code for problem in preview.plan.problems}
    preview.close()
    assert "repeated-sheet" in codes
    assert "key-duplicate" not in codes


def test_the_annex_has_a_sheet_a_goal_and_every_indicator(filled, tmp_path):
    target = tmp_path / "annex.xlsx"
    exports.export(filled, target, job=JOB)
    book = load_workbook(target)
    assert book.sheetnames == ["About", *(f"Goal {n}" for n in range(1, 18)), "Data"]
    texts = [str(row[0].value or "") for row in book["Goal 3"].iter_rows()]
    assert any(text.startswith("3.9.2  ") and "no data" in text for text in texts)
    assert [cell.value for cell in book["Goal 3"][3]][:3] == [
        "Indicator", "Series", "Disaggregation",
    ]  # fmt: skip


def test_one_goal_alone(filled, tmp_path):
    exports.export(filled, tmp_path / "g.xlsx", Order(section="goal-3"), job=JOB)
    assert load_workbook(tmp_path / "g.xlsx").sheetnames == ["About", "Goal 3", "Data"]
    exports.export(filled, tmp_path / "g.csv", Order(section="goal-13"), job=JOB)
    rows = list(csv.reader(io.StringIO((tmp_path / "g.csv").read_text("utf-8-sig"))))
    assert {row[0] for row in rows[1:]} <= {"1.5.1", "11.5.1", "13.1.1"}
    exports.export(filled, tmp_path / "g.zip", job=JOB)
    assert "indicator_3-1-1.csv" in zipfile.ZipFile(tmp_path / "g.zip").namelist()


def test_a_page_and_its_preview(filled, tmp_path):
    writing.keep(filled, "introduction", Document(blocks=(Paragraph(runs=(Text("Hello."),)),)))
    exports.export(filled, tmp_path / "r.html", Order(section="introduction"), job=JOB)
    assert "Hello." in (tmp_path / "r.html").read_text(encoding="utf-8")
    collected = exports.collect_preview(filled, Order(section="introduction"), job=JOB)
    assert "Hello." in exports.preview(collected, job=JOB)


@pytest.mark.parametrize(
    ("name", "order", "code"),
    [
        ("r.odt", Order(), "unknown-format"),
        ("r", Order(), "unknown-format"),
        ("r.docx", Order(language="xx-nope-!"), "unknown-language"),
        ("r.docx", Order(section="none"), "unknown-section"),
        ("r.docx", Order(template="none"), "invalid-template"),
        ("r.docx", Order(layout="sdmx"), "not-of-format"),
        ("r.html", Order(template="default"), "not-of-format"),
        ("r.csv", Order(section="introduction"), "not-of-format"),
        ("r.xlsx", Order(section="goal-99"), "unknown-section"),
        ("r.csv", Order(main_messages=True), "not-of-format"),
        ("r.xlsx", Order(value_tables=True), "not-of-format"),
        ("r.docx", Order(main_messages=True, section="goal-3"), "not-of-format"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(review, tmp_path, name, order, code):
    before = names(tmp_path)
    with pytest.raises(KnownError) as raised:
        exports.export(review, tmp_path / name, order, job=JOB)
    assert raised.value.code == code
    assert raised.value.message.endswith(".")
    assert names(tmp_path) == before


def test_without_libreoffice_no_work_is_begun(review, tmp_path, monkeypatch):
    monkeypatch.setattr(pdf, "find_libreoffice", lambda: None)
    monkeypatch.setattr(exports, "build_report", None)
    with pytest.raises(KnownError) as raised:
        exports.export(review, tmp_path / "r.pdf", job=JOB)
    assert raised.value.code == "no-libreoffice"


@pytest.mark.parametrize("name", ["r.docx", "r.html", "r.xlsx", "r.csv", "r.zip"])
@pytest.mark.parametrize("when", ["at-once", "on-the-way"])
def test_a_stopped_export_leaves_nothing_behind(filled, tmp_path, monkeypatch, name, when):
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(scratch))
    target = tmp_path / "out" / name
    target.parent.mkdir()
    target.write_bytes(b"old")
    stopped, told = Event(), []

    def listen(done, total, text):
        told.append(text)
        if when == "at-once" or len(told) > 1:
            stopped.set()

    if when == "on-the-way" and name == "r.csv":
        pytest.skip("a short table is written in one go")
    with pytest.raises(CancelledError):
        exports.export(filled, target, job=JobContext(listen, stopped))
    assert target.read_bytes() == b"old"
    assert names(target.parent) == [name]
    assert list(scratch.iterdir()) == []


@pytest.mark.parametrize("name", ["r.docx", "r.html", "r.xlsx", "r.csv", "r.zip"])
@pytest.mark.parametrize(
    ("number", "code"),
    [(errno.EACCES, "not-writable"), (errno.ENOSPC, "disk-full"), (errno.EROFS, "not-writable")],
)
def test_a_target_that_cannot_be_written_stays(filled, tmp_path, monkeypatch, name, number, code):
    """As where another program has it open, the disk is full, the folder may not be written."""
    target = tmp_path / "out" / name
    target.parent.mkdir()
    target.write_bytes(b"old")

    def refuse(_self, _target):
        raise OSError(number, "no")

    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", refuse)
        with pytest.raises(KnownError) as raised:
            exports.export(filled, target, job=JOB)
    assert raised.value.code == code
    assert names(target.parent) == [name]
    assert target.read_bytes() == b"old"
    if code == "not-writable":
        assert "r (2)" in raised.value.hint


def test_another_name_is_offered(tmp_path, monkeypatch):
    target = tmp_path / "report.docx"
    assert files.free_name(target) == target
    target.write_bytes(b"")
    (tmp_path / "report (2).docx").write_bytes(b"")
    assert files.free_name(target) == tmp_path / "report (3).docx"
    monkeypatch.setattr(files.os, "access", lambda folder, _mode: folder != tmp_path)
    assert files.free_name(target) == Path.home() / "report.docx"


def test_a_name_that_is_too_long_gets_a_shorter_one(tmp_path):
    target = tmp_path / ("名" * 120 + ".html")
    with pytest.raises(KnownError) as raised, files.atomic_write(target) as stream:
        stream.write(b"x")
    assert raised.value.code == "name-too-long"
    shorter = files.free_name(target)
    assert shorter.suffix == ".html"
    with files.atomic_write(shorter) as stream:
        stream.write(b"x")
    assert shorter.read_bytes() == b"x"


def test_names_say_what_is_in_a_file(review):
    assert exports.proposed_name(review) == "VNR-ARM-2027.docx"
    order = Order(section="goal-3/trends", language="fr")
    assert exports.proposed_name(review, order, ".html") == "VNR-ARM-2027-goal-3-trends-fr.html"


# --- Before the export ----------------------------------------------------------------------


def codes(review, order=exports.WHOLE):
    return [(each.code, each.section) for each in export_findings.findings_before(review, order)]


def test_gaps_are_told_of_once_a_goal(filled):
    gaps = [where for code, where in codes(filled) if code == "no-data"]
    assert gaps == [f"goal-{n}" for n in range(1, 18)]
    assert [w for c, w in codes(filled, Order(section="goal-4")) if c == "no-data"] == ["goal-4"]


def test_texts_without_a_translation_are_told_of(filled):
    text = Document(blocks=(Paragraph(runs=(Text("Hello."),)),))
    writing.keep(filled, "introduction", text)
    writing.keep(filled, "goal-3/trends", text)
    writing.keep(filled, "introduction", text, language="fr")
    told = [w for c, w in codes(filled, Order(language="fr")) if c == "untranslated"]
    assert told == ["goal-3/trends"]
    assert "untranslated" not in dict(codes(filled))


def test_the_main_messages_alone(filled):
    long = Document(blocks=(Paragraph(runs=(Text("word " * 701),)),))
    writing.keep(filled, "main-messages", long)
    found = codes(filled, Order(main_messages=True))
    assert ("over-budget", "main-messages") in found
    assert {where for _code, where in found} == {"main-messages"}
    assert ("over-budget", "main-messages") not in codes(filled)


def test_a_template_that_cannot_be_used_is_told_of(filled, tmp_path):
    Workbook().save(tmp_path / "own.docx")
    found = export_findings.findings_before(filled, Order(template=tmp_path / "own.docx"))
    assert found[0].where == export_findings.TEMPLATE
