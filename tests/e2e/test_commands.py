"""The command line from end to end: what it prints, what it writes, how it ends."""

import csv
import io
import json
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest
from docx import Document

from tests.db.support import content_of
from vnr_app.services import history, reviews
from vnr_app.services.outline import load_outline

ROOT = Path(__file__).parents[2]

# The keys that are promised to scripts come first; what we add beside them stands after the bar.
FILE_KEYS = {"file", "sha256", "committed", "operation", "tables", "problems"}
TABLE_KEYS = {
    "sheet", "range", "layout", "header_rows", "indicators", "series", "observations", "actions",
    "numbers_seen", "numbers_unused", "records",
} | {"title", "unit", "notes"}  # fmt: skip
PROBLEM_KEYS = {"sheet", "cell", "code", "value", "severity", "message"} | {"advice"}
QUESTION_KEYS = PROBLEM_KEYS | {"decides", "choices"}
OBSERVATION_KEYS = {
    "indicator", "series", "series_name", "unit", "area", "dimensions", "period", "start", "end",
    "value", "operator", "raw", "state", "nature", "footnote", "source", "file", "sheet", "cell",
    "operation",
} | {"indicators"}  # fmt: skip
SECTION_KEYS = {"key", "title", "status", "words", "owner", "due"} | {"word_budget"}
ACTIONS = {"add", "update", "conflict", "same", "skip", "error"}


def operations_of(path):
    with reviews.open_review(path, read_only=True) as review:
        return history.operations(review)


# --- import -------------------------------------------------------------------------------------


def test_import_prints_one_document_of_the_promised_shape(vnr, closed_review, health):
    done = vnr("import", closed_review, health, "--json")

    assert (done.status, done.err) == (0, "")
    [entry] = done.json
    assert set(entry) == FILE_KEYS
    assert (entry["file"], entry["committed"]) == ("health.csv", True)
    assert len(entry["sha256"]) == 64
    assert entry["operation"] == operations_of(closed_review)[0].id
    [table] = entry["tables"]
    assert set(table) == TABLE_KEYS
    assert (table["range"], table["layout"], table["header_rows"]) == ("A1:F5", "tidy", [1])
    assert table["indicators"] == ["3.1.1", "3.2.1"]
    assert (table["series"], table["observations"]) == (2, 3)
    assert table["actions"] == {
        "add": 3, "update": 0, "conflict": 0, "same": 0, "skip": 0, "error": 1,
    }  # fmt: skip
    assert all(PROBLEM_KEYS <= set(problem) <= QUESTION_KEYS for problem in entry["problems"])
    [problem] = [each for each in entry["problems"] if each["severity"] == "error"]
    assert (problem["cell"], problem["value"]) == ("F5", "12..5")
    assert (problem["code"], problem["severity"]) == ("not-a-number", "error")


def test_questions_are_printed_with_what_they_decide(vnr, closed_review, tmp_path):
    path = tmp_path / "unnamed.csv"
    path.write_text("Year,Value\n2015,..\n2016,5\n")
    done = vnr("import", closed_review, path, "--dry-run", "--json")
    marker = next(p for p in done.json[0]["problems"] if p["code"] == "missing-marker")
    assert set(marker) == QUESTION_KEYS
    assert (marker["severity"], marker["decides"]) == ("question", "markers...")
    assert marker["choices"][0] == "missing"
    named = next(p for p in done.json[0]["problems"] if p["code"] == "no-indicator")

    done = vnr("import", closed_review, path, "--dry-run")
    assert f"    {named['advice']}" in done.out.splitlines()


def test_a_second_import_says_same_and_writes_nothing(vnr, closed_review, health):
    vnr("import", closed_review, health)
    before = content_of(closed_review)

    [entry] = vnr("import", closed_review, health, "--json").json

    assert entry["tables"][0]["actions"] == {
        "add": 0, "update": 0, "conflict": 0, "same": 3, "skip": 0, "error": 1,
    }  # fmt: skip
    assert (entry["committed"], entry["operation"]) == (True, None)
    assert content_of(closed_review) == before


def test_a_changed_value_is_an_update(vnr, closed_review, health):
    vnr("import", closed_review, health)
    health.write_text(health.read_text().replace("149.8", "150"))
    [entry] = vnr("import", closed_review, health, "--json").json
    assert entry["tables"][0]["actions"]["update"] == 1
    assert entry["tables"][0]["actions"]["same"] == 2


def test_a_dry_run_shows_the_plan_and_writes_nothing(vnr, closed_review, health):
    before = content_of(closed_review)

    done = vnr("import", closed_review, health, "--dry-run", "--json")

    [entry] = done.json
    assert (done.status, entry["committed"], entry["operation"]) == (0, False, None)
    assert entry["tables"][0]["actions"]["add"] == 3
    assert "add 3" in vnr("import", closed_review, health, "--dry-run").out
    assert content_of(closed_review) == before
    assert sorted(p.name for p in closed_review.parent.iterdir()) == [closed_review.name]


def test_several_files_are_operations_of_their_own(vnr, closed_review, health):
    other = health.with_name("again.csv")
    other.write_text(health.read_text().replace("11.70", "11.8"))

    entries = vnr("import", closed_review, health, other, health, "--json").json

    assert [each["file"] for each in entries] == ["health.csv", "again.csv", "health.csv"]
    actions = [each["tables"][0]["actions"] for each in entries]
    assert [(each["add"], each["update"], each["same"]) for each in actions] == [
        (3, 0, 0),
        (0, 1, 2),  # compared with what the file before it brought
        (0, 1, 2),
    ]
    records = [r for r in operations_of(closed_review) if r.kind == "import"]
    assert [r.id for r in reversed(records)] == [each["operation"] for each in entries]


def test_one_bad_file_of_several_stops_them_all(vnr, closed_review, health, tmp_path):
    bad = tmp_path / "bad.xlsx"
    bad.write_bytes(b"PK\3\4 this is no workbook")
    before = content_of(closed_review)

    done = vnr("import", closed_review, health, bad)
    assert (done.status, done.out) == (1, "")
    assert len(done.err.splitlines()) == 1
    assert "bad.xlsx" in done.err

    done = vnr("import", closed_review, health, bad, "--json")
    assert [(e["file"], e["committed"], e["operation"]) for e in done.json] == [
        ("health.csv", False, None),
        ("bad.xlsx", False, None),
    ]
    assert set(done.json[1]) == FILE_KEYS
    assert set(done.json[1]["problems"][0]) == PROBLEM_KEYS
    assert done.status == 1
    assert content_of(closed_review) == before


# --- data, sections, undo, write ----------------------------------------------------------------


@pytest.fixture
def filled(vnr, closed_review, health):
    """The file of a review with the table imported."""
    assert vnr("import", closed_review, health).status == 0
    return closed_review


def test_data_prints_observations_with_their_provenance(vnr, filled):
    done = vnr("data", filled, "--json")

    assert done.status == 0
    assert all(set(each) == OBSERVATION_KEYS for each in done.json)
    bound, fiscal, women = done.json
    assert (bound["value"], bound["operator"], bound["raw"]) == ("2.5", "<", "<2.5")
    assert (fiscal["period"], fiscal["start"], fiscal["end"]) == (
        "2023/24",
        "2023-07-01",
        "2024-06-30",
    )
    assert (women["value"], women["dimensions"], women["operator"]) == ("11.70", {"sex": "F"}, None)
    assert all(isinstance(each["value"], str) and Decimal(each["value"]) for each in done.json)
    assert (women["area"], women["state"], women["file"]) == ("ARM", "observed", "health.csv")
    assert [each["cell"] for each in done.json] == ["F3", "F2", "F4"]
    assert {each["operation"] for each in done.json} == {operations_of(filled)[0].id}


def test_data_of_one_indicator(vnr, filled):
    found = vnr("data", filled, "--indicator", "3.2.1", "--json").json
    assert [each["indicator"] for each in found] == ["3.2.1"]
    assert vnr("data", filled, "--indicator", "4.1.1", "--json").json == []


def test_data_as_text_and_as_csv(vnr, filled):
    assert "<2.5" in vnr("data", filled).out
    rows = list(csv.DictReader(io.StringIO(vnr("data", filled, "--csv").out)))
    assert set(rows[0]) == OBSERVATION_KEYS
    assert [row["value"] for row in rows] == ["2.5", "149.8", "11.70"]
    assert rows[2]["dimensions"] == "sex=F"


def test_a_repeated_indicator_is_found_under_all_its_codes(vnr, closed_review, tmp_path):
    table = tmp_path / "footprint.csv"
    table.write_text("Indicator,Series,Year,Unit,Value\n12.2.1,Material footprint,2020,tonnes,5\n")
    vnr("import", closed_review, table)
    for code in ("8.4.1", "12.2.1"):
        [found] = vnr("data", closed_review, "--indicator", code, "--json").json
        assert found["indicator"] == code
        assert {"8.4.1", "12.2.1"} <= set(found["indicators"])


def test_sections_lists_the_outline(vnr, closed_review, tmp_path):
    text = tmp_path / "trends.md"
    text.write_text("# Trends\n\nPoverty fell **fast**.\n")
    assert vnr("write", closed_review, "goal-3/trends", text).status == 0

    done = vnr("sections", closed_review, "--json")
    assert all(set(each) == SECTION_KEYS for each in done.json)
    keys = [each["key"] for each in done.json]
    plan = load_outline()
    assert [key for key in keys if "/" not in key] == [section.key for section in plan.sections]
    assert set(plan.leaf_keys()) <= set(keys)
    written = {each["key"]: each for each in done.json if each["words"]}
    assert {key: (each["words"], each["status"]) for key, each in written.items()} == {
        "goal-3": (4, "drafting"),
        "goal-3/trends": (4, "drafting"),
    }
    assert "goal-3/trends" in vnr("sections", closed_review).out


def test_undo_takes_back_the_last_or_that_operation(vnr, filled, tmp_path):
    imported = operations_of(filled)[0].id
    text = tmp_path / "text.txt"
    text.write_text("Words.")
    vnr("write", filled, "introduction", text)

    done = vnr("undo", filled, imported, "--json")
    assert done.json == {"operation": imported, "kind": "import", "title": "Import “health.csv”"}
    assert vnr("data", filled, "--json").json == []
    assert "Introduction" in vnr("undo", filled).out
    assert all(each["words"] == 0 for each in vnr("sections", filled, "--json").json)
    assert vnr("undo", filled).status == 1


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.md", "One *two* three."),
        ("a.txt", "One two three."),
        ("a.html", "<p>One <b>two</b> three.</p>"),
    ],
)
def test_write_reads_every_kind_of_text(vnr, closed_review, tmp_path, name, content):
    (tmp_path / name).write_text(content)
    done = vnr("write", closed_review, "introduction", tmp_path / name)
    assert (done.status, done.err) == (0, "")
    assert "3 words" in done.out


# --- new, export, help --------------------------------------------------------------------------


def test_from_nothing_to_a_report(vnr, tmp_path, health):
    review, report = tmp_path / "kenya.vnr", tmp_path / "kenya.docx"
    made = vnr("new", review, "--country", "ken", "--year", "2027", "--number", "3")
    assert (made.status, made.err) == (0, "")
    assert "Kenya" in made.out
    assert vnr("import", review, health).status == 0

    assert vnr("export", review, report).status == 0

    text = "\n".join(p.text for p in Document(report).paragraphs)
    assert "Kenya" in text
    assert "Ensure healthy lives and promote well-being for all at all ages" in text
    cells = {c.text for t in Document(report).tables for r in t.rows for c in r.cells}
    assert any(cell.startswith("149.8") for cell in cells)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["health.csv", "kenya.docx", "kenya.vnr"]


def test_a_part_of_the_report(vnr, closed_review, tmp_path):
    target = tmp_path / "goal.docx"
    assert vnr("export", closed_review, target, "--section", "goal-3").status == 0
    assert vnr("export", closed_review, target, "--main-messages").status == 0


def test_help_explains_every_command(vnr):
    assert vnr("--version").out.startswith("VNR Workbench ")
    done = vnr("--help")
    assert done.status == 0
    for command in (
        "new",
        "import",
        "undo",
        "data",
        "write",
        "sections",
        "export",
        "demo",
        "doctor",
    ):
        assert command in done.out
        assert vnr(command, "--help").status == 0


def test_doctor_says_what_works(vnr):
    done = vnr("doctor")
    assert done.status == 0
    assert "Python" in done.out
    assert "SQLite" in done.out


# --- The real thing -----------------------------------------------------------------------------


def test_the_checkout_runs_as_a_program(closed_review, health):
    command = [sys.executable, "main.py"]

    def run(*arguments):
        return subprocess.run(
            [*command, *map(str, arguments)], cwd=ROOT, capture_output=True, text=True, check=False
        )

    done = run("import", closed_review, health, "--json")
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)[0]["committed"] is True
    done = run("data", closed_review.with_name("none.vnr"))
    assert (done.returncode, done.stdout) == (1, "")
    assert len(done.stderr.splitlines()) == 1
    assert run("nonsense").returncode == 2


def test_a_real_download_by_command(vnr, closed_review, shared):
    path = shared / "corpus/unsd/armenia_2020-10.csv"
    [entry] = vnr("import", closed_review, path, "--json").json
    counts = entry["tables"][0]["actions"]
    assert counts["add"] + counts["error"] == 6186
    assert len(vnr("data", closed_review, "--json").json) == counts["add"]
    [entry] = vnr("import", closed_review, path, "--json").json
    assert entry["tables"][0]["actions"]["same"] == counts["add"]
    assert vnr("undo", closed_review).status == 0
    assert vnr("data", closed_review, "--json").json == []


@pytest.mark.parametrize(
    ("country", "name", "code"),
    [("KGZ", "kg/3.2.1.xlsx", "3.2.1"), ("KAZ", "other/kz_indicator_3-1-1.xlsx", "3.1.1")],
)
def test_real_national_tables_by_command(vnr, tmp_path, shared, country, name, code):
    review = tmp_path / "review.vnr"
    vnr("new", review, "--country", country, "--year", "2027")
    [entry] = vnr("import", review, shared / "corpus" / name, "--json").json
    assert code in entry["tables"][0]["indicators"]
    found = vnr("data", review, "--indicator", code, "--json").json
    assert found
    assert all(each["area"] and each["cell"] and each["start"][:2] == "20" for each in found)
    for table in entry["tables"]:
        assert set(table["actions"]) == ACTIONS
        assert len(table["numbers_unused"]) <= table["numbers_seen"]
