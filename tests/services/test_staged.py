"""Reading in a process of its own: what comes back, and what happens when it does not."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from threading import Event, Timer

import pytest
from openpyxl import Workbook

from tests.db.support import make_plan
from vnr_app.errors import CancelledError, KnownError
from vnr_app.importing.pipeline import plan_file
from vnr_app.importing.recipe import Recipe
from vnr_app.jobs import JobContext
from vnr_app.paths import user_data_dir
from vnr_app.services import import_process, import_worker, imports, staged
from vnr_app.services.import_context import context_of, context_request
from vnr_app.services.import_files import Bundle, glance

ROOT = Path(__file__).parents[2]
TABLE = "Indicator,Series,Year,Sex,Value\n3.1.1,Deaths,2019,F,31.5\n3.1.1,Deaths,2020,,29.8\n"


@pytest.fixture
def table(tmp_path):
    path = tmp_path / "deaths.csv"
    path.write_text(TABLE, encoding="utf-8")
    return path


def folders():
    """The folders of imports under way."""
    parent = user_data_dir() / "imports"
    return sorted(parent.iterdir()) if parent.is_dir() else []


def worker(monkeypatch, script):
    """Let this script stand for the reading process."""
    monkeypatch.setattr(import_process, "_command", lambda: [sys.executable, "-c", script])


def in_process(path, info):
    request = context_request(info.country, info.country_name, info.fiscal_month)
    return plan_file(path, context_of(request))


# --- What comes back --------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name",
    [
        "corpus/unsd/armenia_2020-10.csv",
        "corpus/kg/3.2.1.xlsx",
        "corpus/kg/1.5.2.xlsx",
        "corpus/other/kz_indicator_3-1-1.xlsx",
    ],
)
def test_the_process_hands_over_what_the_pipeline_reads(review, shared, name):
    path = shared / name
    here = in_process(path, review.info)
    plan = imports.read(review.info, path, JobContext())

    assert tuple(plan.observations) == here.observations
    assert plan.observations[-1] == here.observations[-1]
    assert plan.observations[2:5] == list(here.observations[2:5])
    for part in ("file", "sha256", "size", "kind", "sheets", "tables", "series", "problems"):
        assert getattr(plan, part) == getattr(here, part), part
    assert dict(plan.areas) == dict(here.areas)


def test_an_observation_that_is_not_there_is_an_error(review, table):
    plan = imports.read(review.info, table, JobContext())
    assert len(plan.observations) == 2
    with pytest.raises(IndexError):
        plan.observations[2]


def test_a_sheet_is_paged_beyond_what_the_plan_shows(review, tmp_path):
    book = Workbook()
    page = book.active
    page.title = "Data"
    page.append(["Indicator", "Year", "Value"])
    for number in range(1, 700):
        page.append(["3.1.1", 2000 + number % 20, number])
    book.save(tmp_path / "long.xlsx")
    found = imports.preview(review, tmp_path / "long.xlsx", JobContext())

    [sheet] = found.plan.sheets
    assert (len(sheet.rows), sheet.total_rows) == (200, 700)
    assert found.grid_rows("Data", 0, 200) == list(sheet.rows)
    assert [row[2] for row in found.grid_rows("Data", 398, 4)] == ["398", "399", "400", "401"]
    assert len(found.grid_rows("Data", 690, 200)) == 10
    assert found.grid_rows("Data", 700, 10) == []
    assert found.grid_rows("None", 0, 10) == []


def test_our_process_opens_no_foreign_file(review, table):
    opened = []
    watching = True

    def watch(event, arguments):
        if watching and event == "open" and str(arguments[0]).startswith(str(table)):
            opened.append(arguments)

    sys.addaudithook(watch)
    found = imports.preview(review, table, JobContext())
    imports.commit(review, found, JobContext())
    watching = False
    assert opened == []


def test_the_copy_that_was_read_is_there(review, table):
    plan = imports.read(review.info, table, JobContext())
    assert plan.observations.original.name == "deaths.csv"
    table.write_text("changed", encoding="utf-8")
    assert plan.observations.original.read_text(encoding="utf-8") == TABLE


def test_only_the_wanted_sheets_are_read(review, tmp_path):
    book = Workbook()
    for name, value in (("One", 1), ("Two", 2)):
        page = book.create_sheet(name)
        page.append(["Indicator", "Year", "Value"])
        page.append(["3.1.1", 2019 + value, value])
    book.remove(book["Sheet"])
    book.save(tmp_path / "book.xlsx")
    only = Recipe(sheets={"*": False, "Two": True})
    plan = imports.read(review.info, tmp_path / "book.xlsx", JobContext(), recipe=only)
    assert [each.value.number for each in plan.observations] == ["2"]


def test_what_is_wrong_with_a_file_comes_home(review, tmp_path):
    path = tmp_path / "broken.xlsx"
    path.write_bytes(b"PK\3\4 no workbook")
    with pytest.raises(KnownError) as caught:
        imports.read(review.info, path, JobContext())
    assert caught.value.code == "truncated"
    assert "broken.xlsx" in caught.value.message
    with pytest.raises(KnownError) as caught:
        imports.read(review.info, tmp_path / "none.csv", JobContext())
    assert caught.value.code == "unreadable-file"
    assert folders() == []


def test_a_glance_and_a_folder(table):
    [sheet] = glance(table, JobContext())
    assert sheet.rows[1][:2] == ("3.1.1", "Deaths")
    bundle = Bundle(table.parent, JobContext())
    assert [each.name for each in bundle.files] == ["deaths.csv"]
    bundle.close()
    assert folders() == []


# --- What happens when it does not ------------------------------------------------------------


def test_a_reader_that_dies_is_tried_once_more(review, table, tmp_path, monkeypatch):
    log = tmp_path / "tries"
    script = f"import os, signal; open({str(log)!r}, 'a').write('x'); os.kill(os.getpid(), 6)"
    worker(monkeypatch, script)
    with pytest.raises(KnownError) as caught:
        imports.read(review.info, table, JobContext())
    assert caught.value.code == "reader-crashed"
    assert log.read_text() == "xx"
    assert folders() == []


@pytest.mark.parametrize("said", ["nonsense", "[1]", "{}", '"done"'])
def test_nonsense_from_the_reader_is_a_crash(review, table, monkeypatch, said):
    worker(monkeypatch, f"print({said!r}, flush=True); import time; time.sleep(60)")
    with pytest.raises(KnownError) as caught:
        imports.read(review.info, table, JobContext())
    assert caught.value.code == "reader-crashed"


@pytest.mark.parametrize(("said", "instead"), [('"csv"', "7"), ('"csv"', '"\\ud800"'), ("]", "")])
def test_a_plan_that_the_reader_garbled_is_refused(review, table, monkeypatch, said, instead):
    script = (
        "from vnr_app.services import import_worker, plan_sink\n"
        "write = plan_sink.plan_json\n"
        f"plan_sink.plan_json = lambda plan: write(plan).replace({said!r}, {instead!r}, 1)\n"
        "import_worker.main()"
    )
    worker(monkeypatch, script)
    with pytest.raises(KnownError) as caught:
        imports.read(review.info, table, JobContext())
    assert caught.value.code == "reader-crashed"
    assert table.name in caught.value.message
    assert folders() == []


@pytest.mark.expects_warnings
def test_a_mistake_of_ours_is_logged_without_the_text_of_the_file(
    review, table, monkeypatch, caplog
):
    script = """
        import sys
        import vnr_app.importing.pipeline as pipeline
        def fail(*_given, **_named):
            raise ValueError("a secret of the file")
        pipeline.plan_file = fail
        from vnr_app.services import import_worker
        import_worker.main()
    """
    worker(
        monkeypatch,
        "\n".join(
            line.strip(" ") if "raise" not in line else "    " + line.strip()
            for line in script.splitlines()
        ),
    )
    with pytest.raises(KnownError):
        imports.read(review.info, table, JobContext())
    assert "ValueError" in caplog.text
    assert "secret" not in caplog.text


def test_a_reader_that_says_nothing_is_ended(review, table, monkeypatch):
    worker(monkeypatch, "import time; time.sleep(600)")
    monkeypatch.setattr(import_process, "SILENT_SECONDS", 0.3)
    with pytest.raises(KnownError) as caught:
        imports.read(review.info, table, JobContext())
    assert caught.value.code == "reader-timeout"
    assert folders() == []


def test_a_cancelled_reader_is_gone_within_half_a_second(review, table, tmp_path, monkeypatch):
    note = tmp_path / "pid"
    worker(
        monkeypatch,
        f"import os, time; open({str(note)!r}, 'w').write(str(os.getpid())); time.sleep(600)",
    )
    cancelled = Event()
    moments = []

    def cancel():
        moments.append(time.monotonic())
        cancelled.set()

    Timer(1.0, cancel).start()
    with pytest.raises(CancelledError):
        imports.read(review.info, table, JobContext(cancelled=cancelled))
    assert time.monotonic() - moments[0] < 0.5
    if note.exists():
        with pytest.raises(ProcessLookupError):
            os.kill(int(note.read_text()), 0)
    assert folders() == []


def test_the_reader_ends_with_who_asked(tmp_path):
    script = "import time; from vnr_app.services import import_worker as w; w._end_with_input()"
    process = subprocess.Popen([sys.executable, "-c", script], cwd=ROOT, stdin=subprocess.PIPE)
    process.stdin.close()
    assert process.wait(30) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="no such limits there")
def test_the_reader_cannot_take_all_memory():
    script = """
import vnr_app.services.import_worker as w
w._set_limits()
try:
    bytearray(3 << 30)
except MemoryError:
    raise SystemExit(42)
"""
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, check=False)
    assert done.returncode == 42


# --- Its folder -------------------------------------------------------------------------------


def test_what_was_staged_goes_when_nobody_needs_it(review, table):
    found = imports.preview(review, table, JobContext())
    assert len(folders()) == 1
    found.close()
    found.close()
    assert folders() == []

    found = imports.compare(review, make_plan("a.csv", {("3.1.1", "F", "2015"): "1"}))
    assert len(folders()) == 1
    del found
    assert folders() == []


def test_leftovers_of_killed_programs_go_at_the_next_import():
    used = staged.Workplace()
    left = used.folder.parent / "left"
    left.mkdir()
    (left / "staging.sqlite").write_bytes(b"x")
    fresh = used.folder.parent / "fresh"
    fresh.mkdir()
    for folder in (left, used.folder):
        os.utime(folder, (time.time() - 3600,) * 2)
    other = staged.Workplace()
    assert folders() == sorted([used.folder, fresh, other.folder])


def test_a_folder_in_use_stays_where_folders_cannot_be_locked(table, monkeypatch):
    fcntl = pytest.importorskip("fcntl")

    class Windows:
        platform = "win32"

    def lock(descriptor):
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)

    monkeypatch.setattr(staged, "sys", Windows)
    monkeypatch.setattr(staged, "_lock_file", lock)
    bundle = Bundle(table.parent, JobContext())
    [used] = folders()
    left = used.parent / "left"
    left.mkdir()
    (left / "original").mkdir()
    for folder in (left, used):
        os.utime(folder, (time.time() - 3600,) * 2)
    other = staged.Workplace()
    assert folders() == sorted([used, other.folder])
    other.remove()
    bundle.close()
    assert folders() == []


def test_a_reader_that_never_ends_is_ended_whatever_it_says(review, table, monkeypatch):
    worker(monkeypatch, 'while True: print(\'{"progress": [1, 2, ""]}\', flush=True)')
    monkeypatch.setattr(import_process, "TOTAL_SECONDS", 0.3)
    with pytest.raises(KnownError) as caught:
        imports.read(review.info, table, JobContext())
    assert caught.value.code == "reader-timeout"


def test_a_system_that_takes_no_bounds_reads_all_the_same(monkeypatch):
    resource = pytest.importorskip("resource")
    unbounded = (resource.RLIM_INFINITY, resource.RLIM_INFINITY)
    asked = []

    def refuse(kind, limits):
        asked.append((kind, limits[0] > 0))
        raise ValueError("current limit exceeds maximum limit")  # as macOS says

    monkeypatch.setattr(resource, "getrlimit", lambda _kind: unbounded)
    monkeypatch.setattr(resource, "setrlimit", refuse)
    import_worker._set_limits()
    assert asked == [(resource.RLIMIT_AS, True), (resource.RLIMIT_CPU, True)]


@pytest.mark.skipif(sys.platform != "linux", reason="names there are bytes")
def test_a_name_that_is_no_text_is_read(review, tmp_path):
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/d\xe9ces.csv"))
    path.write_text(TABLE, encoding="utf-8")
    assert imports.read(review.info, path, JobContext()).file == "d_ces.csv"


def test_the_process_that_reads_a_file_loads_nothing_that_it_does_not_need(table, tmp_path):
    """What checks recipes and plans takes as long to load as a workbook takes to read."""
    said = {"kind": "plan", "path": str(table), "folder": str(tmp_path), "slowly": False}
    said["context"] = context_request("FJI", "Fiji", 1)
    script = (
        "import json, sys; from vnr_app.services import import_worker;"
        "import_worker._plan(json.loads(sys.argv[1]));"
        "print(*{'pydantic', 'pandas', 'openpyxl', 'lxml', 'sqlalchemy'} & sys.modules.keys())"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, json.dumps(said)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.splitlines()[-1] == ""


def test_a_first_import_loads_nothing_that_it_does_not_need(table, tmp_path):
    """What checks recipes, and what migrates, each take longer to load than a review to make."""
    script = (
        "import sys; from pathlib import Path; from vnr_app.jobs import JobContext;"
        "from vnr_app.services import imports, reviews;"
        "review = reviews.create(Path(sys.argv[1]), country='FJI', year='2027');"
        "found = imports.preview(review, Path(sys.argv[2]), JobContext());"
        "print(imports.commit(review, found, JobContext()).operation is not None);"
        "print(*{'pydantic', 'pandas', 'openpyxl', 'lxml', 'alembic'} & sys.modules.keys())"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path / "new.vnr"), str(table)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.splitlines() == ["True", ""]
