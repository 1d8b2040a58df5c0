"""Every bad file of ../shared/hostile: its verdict, its code, its values, its cost."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from vnr_app.errors import KnownError
from vnr_app.importing.pipeline import plan_file
from vnr_app.importing.readers import read_workbook
from vnr_app.importing.sheet_details import error_problems

ROOT = Path(__file__).parents[2]
HOSTILE = ROOT.parent / "shared" / "hostile"
DEEP = "csv_deep_rows.csv"
"""A million areas of one number each: read as the worker does, which keeps none of them."""
LARGE = ("csv_no_newline_huge", "csv_one_huge_line", "grid_styled_", "zipbomb_")
"""Deliberately large files may take longer."""
ASKED_AS_PROBLEMS = {"key-duplicate"}
"""What is asked is a fault of single cells: the same twice, or a contradiction."""


def index():
    if not HOSTILE.is_dir():
        return []
    lines = (HOSTILE / "INDEX.tsv").read_text(encoding="utf-8").splitlines()[1:]
    rows = (line.split("\t") for line in lines)
    return [
        pytest.param(name, verdict, code.lower().replace("_", "-"), id=name)
        for name, _group, _wrong, verdict, code, _expected in rows
        if name != DEEP
    ]


def readable(verdict, code):
    return verdict in ("ok", "warn") or (verdict == "ask" and code != "password")


@pytest.mark.parametrize(("name", "verdict", "code"), index())
def test_verdict_and_code(name, verdict, code, context):
    if not readable(verdict, code):
        with pytest.raises(KnownError) as caught:
            plan_file(HOSTILE / name, context("FJI"))
        assert caught.value.code == code
        assert name in caught.value.message
        return
    plan = plan_file(HOSTILE / name, context("FJI"))
    found = {problem.severity.value for problem in plan.problems if problem.code == code}
    if verdict == "ask":
        assert found & ({"error", "warning"} if code in ASKED_AS_PROBLEMS else {"question"})
    elif verdict == "warn":
        assert found & {"warning", "error", "question"}
    elif code:
        assert found
        assert "error" not in found


def numbers(plan):
    return [o.value.number for o in plan.observations]


CONTROL = [
    "ok_control.xlsx",
    "zipbomb_media.xlsx",
    "zip_path_traversal.xlsx",
    "zip_backslash_names.xlsx",
    "zip_case_names.xlsx",
    "xml_escaped_control.xlsx",
    "xml_utf16_part.xlsx",
    "xml_prefixed_ns.xlsx",
    "grid_dimension_huge.xlsx",
    "grid_corner_cells.xlsx",
    "grid_stray_row.xlsx",
    "grid_styled_blank_rows.xlsx",
    "grid_styled_blank_cells.xlsx",
    "container_no_styles.xlsx",
    "container_bad_styles.xlsx",
    "container_bad_core_props.xlsx",
    "container_macros.xlsm",
]
VALUES = {name: ["12.5", "11.9"] for name in CONTROL} | {
    "container_ok.xls": ["31", None, "29.9", "20.1", "18.8", None, "1", "2", "3"],
    "container_xls_named.xlsx": ["31", None, "29.9", "20.1", "18.8", None, "1", "2", "3"],
    "container_html.xls": ["31.0", None],
    "container_tsv_utf16.xls": ["20.1", "18.8"],
    "container_spreadsheetml2003.xls": ["31"],
    "container_csv_named.xlsx": ["31.0"],
    "csv_cp1251.csv": ["2.7", "2.6", "32.1", "25.4"],
    "csv_koi8r.csv": ["2.7", "2.6", "32.1", "25.4"],
    "csv_cp1252.csv": ["19.1", None],
    "csv_sep_line.csv": ["31.0"],
    "csv_pipe.csv": ["31.0"],
    "csv_decimal_comma_comma_sep.csv": ["31.0", "20.1"],
    "csv_multiline.csv": ["31.0"],
    "csv_ctrl_z.csv": ["31.0"],
    "csv_mixed_newlines.csv": ["31.0", "20.1"],
    "csv_preamble.csv": ["31", "29.9"],
    "csv_header_only.csv": [],
    "csv_one_column.csv": [],
    "ods_ok.ods": ["31", None],
    "ods_trailing_repeat.ods": ["31", None],
}


@pytest.mark.parametrize("name", VALUES)
def test_values(name, shared, context):
    assert numbers(plan_file(shared / "hostile" / name, context("FJI"))) == VALUES[name]


@pytest.mark.parametrize(
    ("name", "first", "number"),
    [
        ("csv_utf8_arabic_digits.csv", "العراق", "22.5"),
        ("csv_gb18030.csv", "中国", "5.7"),
        ("csv_utf16le_bom.csv", "中国", "5.7"),
        ("csv_utf16be_nobom.csv", "中国", "5.7"),
    ],
)
def test_names_and_numbers_of_other_scripts(name, first, number, shared, context):
    plan = plan_file(shared / "hostile" / name, context("FJI"))
    assert number in numbers(plan)
    (sheet,) = read_workbook(shared / "hostile" / name).sheets
    assert any(first in row for row in sheet.rows)


def test_the_password_opens_the_workbook(shared, context):
    from dataclasses import replace

    path = shared / "hostile" / "container_password.xlsx"
    known = replace(context("FJI"), password="sdg2030")
    assert numbers(plan_file(path, known)) == ["12.5", "11.9"]
    with pytest.raises(KnownError, match="does not open") as caught:
        plan_file(path, replace(context("FJI"), password="wrong"))
    assert caught.value.code == "password"


def test_cells_out_of_order_keep_their_addresses(shared):
    (sheet,) = read_workbook(shared / "hostile" / "grid_rows_out_of_order.xlsx").sheets
    assert list(sheet.rows) == [[1, ""], ["", ""], [2, 3]]


def test_a_cell_given_twice_is_named(shared):
    (sheet,) = read_workbook(shared / "hostile" / "grid_duplicate_refs.xlsx").sheets
    assert [(p.code, p.cell) for p in sheet.problems] == [("grid-duplicate", "A1")]


def test_the_stored_value_of_another_workbook_is_read_and_told(shared):
    (sheet,) = read_workbook(shared / "hostile" / "container_external_links.xlsx").sheets
    assert list(sheet.rows) == [[7]]
    assert [(p.code, p.value) for p in sheet.problems] == [("external-link", "A1")]


def test_every_error_cell_is_told_with_its_address(shared):
    (sheet,) = read_workbook(shared / "hostile" / "formula_error_cells.xlsx").sheets
    assert [problem.cell for problem in error_problems(sheet)] == [f"{c}1" for c in "ABCDEFGHI"]
    assert sheet.errors[0, 7] == "#SPILL!"
    assert list(sheet.rows)[1] == [0, 1, 2, 3, 4, 5, 6, 7, 8]


def test_control_characters_never_reach_a_text(shared):
    (sheet,) = read_workbook(shared / "hostile" / "xml_escaped_control.xlsx").sheets
    assert list(sheet.rows)[1][0] == "SIPOV"
    rows = list(read_workbook(shared / "hostile" / "csv_ctrl_z.csv").sheets[0].rows)
    assert rows == [["Area", "2015"], ["Fiji", "31.0"]]


def test_notes_of_an_open_document_stay_beside_its_values(shared):
    from datetime import date

    (sheet,) = read_workbook(shared / "hostile" / "ods_merges_notes.ods").sheets
    assert list(sheet.rows)[3] == [0.453, date(2015, 6, 30), 5]
    assert sheet.formats == {(3, 0): "0%"}
    assert sheet.comments == {(3, 2): "NSObreak in series"}
    assert [(m.first_row, m.last_column) for m in sheet.merges] == [(0, 2)]


def test_quotes_inside_a_field_and_breaks_inside_quotes(shared):
    rows = list(read_workbook(shared / "hostile" / "csv_quotes_inside.csv").sheets[0].rows)
    assert [row[1] for row in rows[1:]] == ['say "yes" now', 'a "b" c']
    rows = list(read_workbook(shared / "hostile" / "csv_multiline.csv").sheets[0].rows)
    assert rows[1] == ["Fiji", "line1\nline2, with comma", "31.0"]


def test_a_field_of_eight_million_characters_does_not_hide_the_next_row(shared):
    (sheet,) = read_workbook(shared / "hostile" / "csv_one_huge_line.csv").sheets
    assert [(p.code, p.cell) for p in sheet.problems] == [("text-too-long", "B2")]
    assert [len(row[1]) for row in sheet.rows] == [4, 32_767, 1]
    assert list(sheet.rows)[2][0] == "Samoa"


@pytest.mark.parametrize(
    ("name", "shown"),
    [("csv_unquoted_thousands.csv", "2, 3"), ("csv_unclosed_quote.csv", "line 2")],
)
def test_faults_of_a_text_are_told_with_their_lines(name, shown, shared):
    with pytest.raises(KnownError) as caught:
        read_workbook(shared / "hostile" / name)
    assert shown in caught.value.message


def test_hidden_lines_are_skipped_unless_a_filter_hides_them(shared):
    (sheet,) = read_workbook(shared / "hostile" / "layout_hidden_rows_cols.xlsx").sheets
    assert [row[:3] for row in sheet.rows if row[0]] == [
        [row[0], "", row[2]] for row in sheet.rows if row[0]
    ]
    assert list(sheet.rows)[3] == ["", "", "", ""]
    (question,) = [p for p in sheet.problems if p.code == "hidden-cells"]
    assert (question.value, question.choices) == ("columns B; rows 4", ("skip", "read"))
    (sheet,) = read_workbook(shared / "hostile" / "layout_autofilter.xlsx").sheets
    assert [row[1] for row in sheet.rows][1:] == [0, 1, 2, 3]
    (question,) = [p for p in sheet.problems if p.code == "hidden-cells"]
    assert question.choices == ("read", "skip")


def test_number_formats_that_say_more_come_with_their_cells(shared):
    (sheet,) = read_workbook(shared / "hostile" / "number_format_meaning.xlsx").sheets
    codes = {row + 1: code for (row, column), code in sheet.formats.items() if column == 1}
    assert codes == {
        2: "0.0%",
        3: "#,##0,",
        4: '0.0"*"',
        5: '"<"0.0',
        6: '0;-0;".."',
        7: ";;;",
        9: "yyyy",
        12: "000",
    }


def test_a_declared_table_and_a_named_range_are_offered(shared):
    (sheet,) = read_workbook(shared / "hostile" / "layout_excel_table.xlsx").sheets
    regions = {
        name: (r.first_row, r.first_column, r.last_row, r.last_column) for name, r in sheet.regions
    }
    assert regions == {"tblPoverty": (4, 2, 7, 4), "Rate": (5, 3, 7, 4)}


MEASURE = """
import json, os, sys, tempfile
from pathlib import Path
from db.staging_writer import StagingWriter
from vnr_app.errors import KnownError
from vnr_app.importing.pipeline import PlanContext, plan_file
from vnr_app.services.framework import load_framework
from vnr_app.services.plan_sink import PlanSink
context = PlanContext(load_framework(), "FJI", "Fiji", "242", {"242": "FJI"}.get)


def read(path, staging):
    sink = PlanSink(StagingWriter(staging))
    try:
        plan = plan_file(path, context, None, sink)
    except KnownError:
        return
    sink.complete(plan)
    used = sum(table.numbers_seen - len(table.numbers_unused) for table in plan.tables)
    told = [[problem.code, problem.severity.value] for problem in plan.problems]
    staging.with_suffix(".json").write_text(json.dumps([used, told]))


for name in sys.argv[1:]:
    with tempfile.TemporaryDirectory() as folder:
        staging = Path(folder) / "staging.sqlite"
        child = os.fork()
        if not child:
            read(Path(name), staging)
            os._exit(0)
        _child, status, used = os.wait4(child, 0)
        told = staging.with_suffix(".json")
        plan = json.loads(told.read_text()) if told.exists() else None
        cost = used.ru_maxrss / 1024, used.ru_utime + used.ru_stime
        print(json.dumps([name, status, *cost, plan]), flush=True)
"""


def measure(files):
    """What the worker's reading of files costs: name, status, megabytes, seconds, plan."""
    result = subprocess.run(
        [sys.executable, "-c", MEASURE, *map(str, files)],
        capture_output=True,
        text=True,
        timeout=900,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=False,
    )
    assert result.returncode == 0, result.stderr[-2000:]
    costs = [json.loads(line) for line in result.stdout.splitlines()]
    assert len(costs) == len(files)
    return costs


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "fork"), reason="measures a process by forking it")
def test_no_file_costs_much_or_takes_the_process_with_it(shared):
    """Each within 300 MB and 5 seconds of CPU time, the deliberately large within 15."""
    files = sorted(p for p in (shared / "hostile").iterdir() if p.suffix not in (".tsv", ".md"))
    costs = measure([path for path in files if path.name != DEEP])
    dear = {}
    for name, status, megabytes, seconds, _plan in costs:
        file = Path(name).name
        limit = 15 if file.startswith(LARGE) else 5
        if status or megabytes > 300 or seconds > limit:
            dear[file] = f"status {status}, {megabytes:.0f} MB, {seconds:.1f} s"
    assert not dear


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "fork"), reason="measures a process by forking it")
def test_a_million_areas_are_read_in_full(shared):
    """More rows than a worksheet holds, each an area of its own: all of them, and no questions."""
    ((_name, status, megabytes, seconds, plan),) = measure([shared / "hostile" / DEEP])
    assert status == 0
    assert megabytes < 300
    assert seconds < 60
    used, told = plan
    assert used == 1_100_000
    assert told == [["no-indicator", "question"]]
