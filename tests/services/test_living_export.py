"""The exported report follows the data: sentence, table, chart, annex; what is gone is marked."""

import io
import re
import zipfile

import pytest

from vnr_app.domain.richtext import (
    Chart,
    Document,
    IndicatorTable,
    Paragraph,
    Text,
    ValueForm,
    ValueRef,
)
from vnr_app.jobs import JobContext
from vnr_app.services import exports, history, imports, living, writing

CSV = (
    "Indicator 3.1.1 Maternal mortality ratio,,,\n"
    "per 100 000 live births,,,\n"
    "Region,2019,2020,2021\n"
    "Total,31.5,29.8,{latest}\n"
)


def take_in(review, folder, latest):
    path = folder / f"maternal {latest}.csv"
    path.write_text(CSV.format(latest=latest), encoding="utf-8")
    job = JobContext()
    return imports.commit(review, imports.preview(review, path, job), job).operation


@pytest.fixture
def told(review, tmp_path):
    """A review whose goal 3 shows a figure in every way."""
    take_in(review, tmp_path, "27.2")
    [series] = {each.series.id for each in living.load(review).observations}
    number = ValueRef(series, "2021", format=ValueForm.WITH_UNIT, text="27.2 of old")
    blocks = (
        Paragraph(runs=(Text("It fell to "), number, Text("."))),
        IndicatorTable(series=(series,)),
        Chart(series=(series,), kind="bar", title="Mothers"),
    )
    writing.keep(review, "goal-3/trends", Document(blocks=blocks))
    return review


def words(xml):
    return re.sub(r"<[^>]+>", "|", xml)


def exported(review, folder):
    """The words of the document, and those of its charts and their workbooks."""
    target = folder / "report.docx"
    exports.export(review, target, job=JobContext())
    with zipfile.ZipFile(target) as package:
        document = words(package.read("word/document.xml").decode())
        charts = [n for n in package.namelist() if re.search(r"charts/[^/]*\.xml$", n)]
        drawn = [words(package.read(name).decode()) for name in charts]
        books = [n for n in package.namelist() if n.endswith(".xlsx")]
        sheets = []
        for name in books:
            with zipfile.ZipFile(io.BytesIO(package.read(name))) as book:
                sheets.append(words(book.read("xl/worksheets/sheet1.xml").decode()))
    return document, drawn, sheets


def test_a_changed_figure_changes_sentence_table_chart_and_annex(told, tmp_path):
    before, [drawn], [sheet] = exported(told, tmp_path)
    assert "It fell to" in before
    assert "27.2 per 100" in before
    assert "|27.2|" in drawn
    assert "|27.2|" in sheet
    places = before.count("27.2")

    take_in(told, tmp_path, "26.9")
    after, [drawn], [sheet] = exported(told, tmp_path)
    assert "27.2" not in after
    assert after.count("26.9") == places >= 5
    assert "26.9 per 100" in after
    assert "|26.9|" in drawn
    assert "|26.9|" in sheet
    assert "27.2" not in drawn + sheet
    annex = after[after.rindex("Goal 3: Good health and well-being, indicators by year") :]
    assert "26.9" in annex
    assert "no longer in the data" not in after


def test_what_is_taken_back_is_marked(told, tmp_path):
    [first] = [each.id for each in history.operations(told, 10) if each.kind == "import"]
    history.undo(told, first)
    document, drawn, _sheets = exported(told, tmp_path)
    assert "27.2 of old" in document
    assert "[no longer in the data]" in document
    assert "The figures of this table are no longer in the data." in document
    assert "The data of this chart are missing." in document
    assert drawn == []
    kinds = [each.kind for each in living.broken(_trends(told), living.load(told))]
    assert kinds == ["value", "table", "chart"]


def test_redoing_the_import_brings_it_back(told, tmp_path):
    [first] = [each.id for each in history.operations(told, 10) if each.kind == "import"]
    before = exported(told, tmp_path)[0]
    history.undo(told, first)
    history.redo(told)
    assert exported(told, tmp_path)[0] == before
    assert living.broken(_trends(told), living.load(told)) == ()


def _trends(review):
    return writing.text(review, "goal-3/trends").document
