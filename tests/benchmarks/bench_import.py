"""What imports cost against reading the same files: CPU seconds of this and its child processes.

Medians of interleaved runs; the ratios are what counts, absolute times depend on the machine.
"""

import compileall
import csv
import gzip
import os
import resource
import shutil
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path

from vnr_app.jobs import JobContext
from vnr_app.services import history, imports, reviews

_ROOT = Path(__file__).resolve().parents[2]
_SHARED = _ROOT.parent / "shared" / "corpus" / "unsd"
_GLOBAL = _SHARED / "global_2020-10_long.csv.gz"
_RUNS = int(os.environ.get("BENCH_RUNS", "5"))
_ROWS, _COLUMNS = 50_000, 20
_MANY = 100_000


def cpu() -> float:
    """Seconds of processor time of this process and of its children that ended."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in used)


def measure(work: Callable[[], object]) -> float:
    """The processor time of a piece of work."""
    begun = cpu()
    work()
    return cpu() - begun


def resident() -> float:
    """Megabytes of memory that this process has now."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096 / 1e6


def read_csv(path: Path) -> None:
    """The floor: the csv module alone, on the same file."""
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8-sig", newline="") as stream:
        for _row in csv.reader(stream):
            pass


def read_calamine(path: Path) -> None:
    """The native reader alone."""
    from python_calamine import CalamineWorkbook

    CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()


def read_pandas(path: Path) -> None:
    """What most scripts would do."""
    import pandas

    pandas.read_excel(path, engine="openpyxl")


def make_workbook(path: Path) -> None:
    """A download of the UN Global SDG Database as a workbook: 50,000 rows of 20 columns."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet("data")
    dimensions = ["[Age]", "[Sex]", "[Location]", "[Quantile]", "[Cities]"]
    sheet.append(
        ["Goal", "Target", "Indicator", "SeriesCode", "SeriesDescription", "GeoAreaCode",
         "GeoAreaName", "TimePeriod", "Value", "Time_Detail", "Source", "FootNote",
         "[Nature]", "[Reporting Type]", "[Units]", *dimensions]
    )  # fmt: skip
    assert 15 + len(dimensions) == _COLUMNS
    for number in range(_ROWS):
        thing, year = divmod(number, 20)
        sheet.append(
            ["3", "3.1", "3.1.1", f"SH_STA_{thing % 50:03}", f"Series {thing % 50}", "51",
             "Armenia", 2000 + year, round(number / 7, 3), str(2000 + year), "Survey", "",
             "C", "G", "PERCENT", f"Y{thing % 40}", ("FEMALE", "MALE")[thing % 2],
             ("URBAN", "RURAL", "ALLAREA")[thing % 3], f"Q{thing // 240}", ""]
        )  # fmt: skip
    book.save(path)


def import_file(folder: Path, path: Path) -> None:
    """The whole import, the making of the review that it goes into included."""
    folder.mkdir(parents=True)
    with reviews.create(folder / "review.vnr", country="ARM", year="2027") as review:
        job = JobContext()
        found = imports.preview(review, path, job)
        imports.commit(review, found, job)
        found.close()
    shutil.rmtree(folder)


def bench(name: str, runs: int, floor: str, works: dict[str, Callable[[], object]]) -> None:
    """Run all works in turn, and print the medians against that of the floor."""
    seconds: dict[str, list[float]] = {each: [] for each in works}
    for _run in range(runs):
        for each, work in works.items():
            seconds[each].append(measure(work))
    medians = {each: statistics.median(found) for each, found in seconds.items()}
    for each, median in medians.items():
        print(f"{name:<14} {each:<24} {median:8.3f} s CPU {median / medians[floor]:8.2f} x {floor}")


def bench_storage(folder: Path) -> None:
    """Comparing a million with a million, and undoing a hundred thousand."""
    path = folder / "million.csv"
    unpack(path)
    review = reviews.create(folder / "big.vnr", country="ARM", year="2027")
    job = JobContext()
    before = resident()
    plan = imports.read(review.info, path, job)
    found = imports.compare(review, plan, job)
    commit = measure(lambda: imports.commit(review, found, job))
    print(f"{'million':<14} {'window grew by':<24} {resident() - before:8.0f} MB")
    again = measure(lambda: imports.compare(review, plan, job))
    print(f"{'million':<14} {'diff with itself':<24} {again:8.3f} s CPU")
    review.close()
    empty = folder / "empty.vnr"
    reviews.create(empty, country="ARM", year="2027").close()
    floor = insert_floor(plan.observations.staging.path, empty)  # type: ignore[attr-defined]
    print(f"{'million':<14} {'executemany alone':<24} {floor:8.3f} s CPU")
    print(f"{'million':<14} {'commit':<24} {commit:8.3f} s CPU {commit / floor:8.2f} x executemany")

    part = folder / "part.csv"
    with path.open(encoding="utf-8-sig") as source, part.open("w", encoding="utf-8") as target:
        for _line, text in zip(range(_MANY + 1), source, strict=False):
            target.write(text)
    review = reviews.create(folder / "undo.vnr", country="ARM", year="2027")
    imports.commit(review, imports.preview(review, part, job), job)
    print(f"{_MANY:<14} {'undo':<24} {measure(lambda: history.undo(review)):8.3f} s CPU")
    review.close()


_FLOOR = (
    (
        "history_line",
        "SELECT DISTINCT line_id, series_id, area_id, breakdown_id FROM run_by_line"
        " ORDER BY line_id",
    ),
    (
        "history_run",
        "SELECT rank, line_id, 2, operator, state, context_id, t.id, cell_row, cell_column,"
        " periods, numbers, raws FROM run_by_line"
        " JOIN setting c ON c.number = setting"
        " JOIN source_table t ON t.position = c.table_number ORDER BY rank",
    ),
    ("current_run", "SELECT rank, line_id, NULL FROM run_by_line ORDER BY rank"),
)


def insert_floor(staging: Path, empty: Path) -> float:
    """Seconds of writing the staged runs with `executemany` into the tables of an empty review.

    In the order of their lines, and into the same indexes.
    """
    seconds = 0.0
    with closing(sqlite3.connect(staging)) as source, closing(sqlite3.connect(empty)) as target:
        target.execute("PRAGMA cache_size=-65536")
        for table, query in _FLOOR:
            rows = source.execute(query).fetchall()
            insert = f"INSERT INTO {table} VALUES ({', '.join('?' * len(rows[0]))})"
            seconds += measure(lambda: target.executemany(insert, rows))  # noqa: B023 - at once
        seconds += measure(target.commit)
    return seconds


def unpack(path: Path) -> None:
    """The global download as a plain text."""
    with gzip.open(_GLOBAL) as packed, path.open("wb") as target:
        shutil.copyfileobj(packed, target)


def main() -> None:
    """All of it; about ten minutes. BENCH_RUNS says how often each is run."""
    for package in ("vnr_app", "db"):
        # As an installed program: each reading process would compile changed modules anew.
        compileall.compile_dir(_ROOT / package, quiet=1)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["XDG_DATA_HOME"] = name
        book = folder / "book.xlsx"
        make_workbook(book)
        bench(
            "50,000 x 20",
            _RUNS,
            "calamine",
            {
                "calamine": lambda: read_calamine(book),
                "import": lambda: import_file(folder / str(time.monotonic_ns()), book),
                "pandas with openpyxl": lambda: read_pandas(book),
            },
        )
        if not _SHARED.is_dir():
            print("the rest is skipped: the shared files are not here")
            return
        path = _SHARED / "armenia_2020-10.csv"
        bench(
            "one country",
            _RUNS,
            "csv.reader",
            {
                "csv.reader": lambda: read_csv(path),
                "import": lambda: import_file(folder / str(time.monotonic_ns()), path),
            },
        )
        bench_storage(folder)
        for title, whole in (("1,128,726", folder / "million.csv"), ("the same .gz", _GLOBAL)):
            bench(
                title,
                max(_RUNS // 2, 1),
                "csv.reader",
                {
                    "csv.reader": partial(read_csv, whole),
                    "import": lambda path=whole: import_file(
                        folder / str(time.monotonic_ns()), path
                    ),
                },
            )


if __name__ == "__main__":
    main()
