"""kill -9 in the middle of an import: the review is as it was, or as it came to be."""

import random
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest

from tests.db.support import files_beside, give_owner, present
from vnr_app.services import history, reviews

ROOT = Path(__file__).parents[2]

# A tiny cache makes SQLite write into the file before the commit, so that a journal is needed.
STOPPED = """
    import os, signal, sys
    from pathlib import Path
    from db import sqlite, standing
    from tests.db.support import make_plan, run_import
    from vnr_app.services import reviews

    def stop(session, number):
        os.kill(os.getpid(), signal.SIGKILL)

    review = reviews.open_review(Path(sys.argv[1]))
    sqlite.raw(review.store.engine).execute("PRAGMA cache_size=5")
    standing.put_in_force = stop
    figures = {("3.1.1", f"G{n}", "2015"): str(n) for n in range(4000)}
    run_import(review, make_plan("big.csv", figures))
"""

ENDLESS = """
    import sys
    from pathlib import Path
    from db import sqlite
    from tests.db.support import make_plan, run_import
    from vnr_app.services import history, reviews

    review = reviews.open_review(Path(sys.argv[1]))
    sqlite.raw(review.store.engine).execute("PRAGMA cache_size=5")
    plan = make_plan("a.csv", {("3.1.1", f"G{n}", "2015"): str(n) for n in range(1000)})
    print("ready", flush=True)
    while True:
        print(run_import(review, plan), flush=True)
        history.undo(review)
        print("undone", flush=True)
"""


def start(script, path):
    command = [sys.executable, "-c", textwrap.dedent(script), path]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)


def state(path, *, read_only=False):
    with reviews.open_review(path, read_only=read_only) as review:
        assert history.broken_links(review) == ()
        return present(review.store), [each.id for each in history.operations(review)]


@pytest.mark.parametrize("read_only", [False, True])
def test_an_import_killed_in_the_middle_leaves_no_trace(closed_review, read_only):
    before = state(closed_review)
    size = closed_review.stat().st_size
    with start(STOPPED, closed_review) as process:
        assert process.wait(60) == -signal.SIGKILL
    assert closed_review.stat().st_size > 2 * size  # half of the import is in the file
    assert f"{closed_review.name}-journal" in files_beside(closed_review)

    assert state(closed_review, read_only=read_only) == before
    with reviews.open_review(closed_review) as review:
        give_owner(review.store, "introduction", "Planning")
    assert files_beside(closed_review) == [closed_review.name]


def test_imports_killed_at_any_moment_are_whole_or_absent(empty_review, tmp_path):
    paths = [tmp_path / str(number) / "review.vnr" for number in range(10)]
    for path in paths:
        path.parent.mkdir()
        path.write_bytes(empty_review.read_bytes())
    empty = state(paths[0])[0]["current_run"]
    moments = random.Random(2030)
    for pair in zip(paths[::2], paths[1::2], strict=True):  # as many as there are processors
        processes = [start(ENDLESS, path) for path in pair]
        for process in processes:
            assert process.stdout.readline() == "ready\n"
        for process in processes:
            time.sleep(moments.uniform(0, 0.4))
            process.kill()
        for path, process in zip(pair, processes, strict=True):
            said = process.communicate()[0].split()
            rows, operations = state(path)
            assert len(rows["current_run"]) in (len(empty), 1000)
            # What was confirmed is there; at most one operation more than was said.
            assert len(operations) - 1 in (len(said), len(said) + 1)
            assert (len(rows["current_run"]) == 1000) == (len(operations) % 2 == 0)
            assert files_beside(path) == ["review.vnr"]
