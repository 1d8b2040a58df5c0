"""What an import costs against reading the same file: CPU seconds, medians of interleaved runs."""

import csv
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from vnr_app.jobs import JobContext
from vnr_app.services import history, imports, reviews

_SHARED = Path(__file__).resolve().parents[3] / "shared"
_FILE = _SHARED / "corpus" / "unsd" / "armenia_2020-10.csv"
_RUNS = 5


def _cpu(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def _read() -> None:
    with _FILE.open(encoding="utf-8-sig", newline="") as stream:
        for _row in csv.reader(stream):
            pass


def main() -> None:
    """Import, compare again and undo one country of the UN Global SDG Database."""
    if not _FILE.exists():
        print("skipped: the shared files are not here")
        return
    figures: dict[str, list[float]] = {"read": [], "import": [], "again": [], "undo": []}
    with tempfile.TemporaryDirectory() as folder:
        for run in range(_RUNS + 1):
            review = reviews.create(Path(folder) / f"{run}.vnr", country="ARM", year="2027")
            job = JobContext()
            timed = {
                "read": _cpu(_read),
                "import": _cpu(
                    lambda: imports.commit(review, imports.preview(review, _FILE, job), job)  # noqa: B023
                ),
                "again": _cpu(lambda: imports.preview(review, _FILE, job)),  # noqa: B023
                "undo": _cpu(lambda: history.undo(review)),  # noqa: B023
            }
            review.close()
            if run:  # the first run warms up
                for name, seconds in timed.items():
                    figures[name].append(seconds)
    floor = statistics.median(figures["read"])
    for name, seconds in figures.items():
        median = statistics.median(seconds)
        print(f"{name:<8} {median:6.3f} s CPU   {median / floor:6.1f} x csv.reader alone")


if __name__ == "__main__":
    main()
