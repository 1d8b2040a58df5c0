"""kill -9 in every stage of an import: the review is as it was, or holds the whole import."""

import os
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest

from tests.db.support import files_beside, held_rows, present
from vnr_app.paths import user_data_dir
from vnr_app.services import history, reviews, staged

ROOT = Path(__file__).parents[2]
ROWS = 3_000

# A tiny cache makes SQLite write into the file before the commit, so that a journal is needed.
IMPORT = """
    import os, signal, sys
    from pathlib import Path
    import db.comparing, db.observations, db.sqlite
    from vnr_app.jobs import JobContext
    from vnr_app.services import imports, reviews

    def die(*_given, **_named):
        os.kill(os.getpid(), signal.SIGKILL)

    target, name = STAGES[sys.argv[3]]
    if target is not None:
        setattr(target, name, die)
    review = reviews.open_review(Path(sys.argv[1]))
    db.sqlite.raw(review.store.engine).execute("PRAGMA cache_size=5")
    listener = die if sys.argv[3] == "reading" else lambda *_said: None
    job = JobContext(listener)
    found = imports.preview(review, Path(sys.argv[2]), job)
    imports.commit(review, found, JobContext())
    die()
"""
STAGES = """
    STAGES = {
        "reading": (None, ""),
        "staging": (imports, "open_plan"),
        "comparing": (db.comparing, "earlier_imports"),
        "runs": (db.standing, "put_in_force"),
        "digest": (db.observations, "digest_runs"),
        "committed": (None, ""),
    }
"""


@pytest.fixture
def table(tmp_path):
    path = tmp_path / "table.csv"
    lines = [f"3.1.1,Deaths,{1950 + n % 60},g{n // 60},{n}" for n in range(ROWS)]
    path.write_text("\n".join(["Indicator,Series,Year,Group,Value", *lines]), encoding="utf-8")
    return path


def state(path):
    with reviews.open_review(path) as review:
        assert history.broken_links(review) == ()
        return present(review.store), [each.id for each in history.operations(review)]


@pytest.mark.parametrize(
    "stage", ["reading", "staging", "comparing", "runs", "digest", "committed"]
)
def test_an_import_killed_in_any_stage_is_whole_or_absent(closed_review, table, stage):
    before = state(closed_review)
    script = textwrap.dedent(IMPORT).replace("def die", textwrap.dedent(STAGES) + "\ndef die", 1)
    command = [sys.executable, "-c", script, closed_review, table, stage]
    with subprocess.Popen(command, cwd=ROOT) as process:
        assert process.wait(120) == -signal.SIGKILL

    rows, operations = state(closed_review)
    if stage == "committed":
        with reviews.open_review(closed_review) as review, review.store.reading() as session:
            assert len(held_rows(session)) == ROWS
        assert len(operations) == len(before[1]) + 1
    else:
        assert (rows, operations) == before
    assert files_beside(closed_review) == [closed_review.name]

    [left] = (user_data_dir() / "imports").iterdir()
    _wait_for_readers(left)
    os.utime(left, (time.time() - 3600,) * 2)
    mine = staged.Workplace()
    assert list(mine.folder.parent.iterdir()) == [mine.folder]


def _wait_for_readers(folder):
    """The reading process ends with who asked it; until then it may still write."""
    for _ in range(100):
        sizes = [each.stat().st_size for each in folder.rglob("*")]
        time.sleep(0.1)
        if sizes == [each.stat().st_size for each in folder.rglob("*")]:
            return
