"""Reading a review that another program writes: of one moment, private, and gone after."""

import os
import shutil
import sqlite3
import stat
import subprocess
import sys
import textwrap
import time
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from sqlalchemy import text

from db import guard, migrate, snapshot, sqlite
from db.opening import open_file
from tests.db.support import content_of, files_beside, give_owner
from vnr_app.errors import KnownError
from vnr_app.paths import user_data_dir
from vnr_app.services import history, reviews, writing

ROOT = Path(__file__).parents[2]

# Every commit writes its number on pages far apart; half of the transactions are taken back.
BUSY = """
    import itertools, random, sys, time
    from pathlib import Path
    from db import sqlite
    connection = sqlite.connect(Path(sys.argv[1]), "rw")
    connection.execute("PRAGMA cache_size=5")
    chance = random.Random(1)
    for number in itertools.count(1):
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("UPDATE far SET number = ?", (number,))
        connection.execute("COMMIT" if chance.random() < 0.7 else "ROLLBACK")
        if number == 1:
            print("writing", flush=True)
        time.sleep(chance.uniform(0, 0.06))
"""

HOLD = """
    import sys
    from pathlib import Path
    from tests.db.support import write
    from vnr_app.services import reviews
    with reviews.open_review(Path(sys.argv[1]), author="Owner") as review:
        print("open", flush=True)
        for line in sys.stdin:
            write(review, "introduction", line.strip())
            print("kept", flush=True)
"""


NEWER = """
    import sqlalchemy as sa
    from alembic import op

    revision = "0099"
    down_revision = "LAST"
    branch_labels = None
    depends_on = None


    def upgrade():
        op.create_table("newer", sa.Column("id", sa.Integer(), primary_key=True))
"""


@contextmanager
def running(script, path):
    command = [sys.executable, "-c", textwrap.dedent(script), path]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, cwd=ROOT, stdin=pipe, stdout=pipe, text=True) as process:
        try:
            assert process.stdout.readline()
            yield process
        finally:
            process.kill()


def copies():
    return list((user_data_dir() / "snapshots").glob("*.vnr"))


def test_a_review_in_use_is_read_as_of_the_last_save(closed_review):
    with running(HOLD, closed_review) as owner:
        owner.stdin.write("Kept by the owner\n")
        owner.stdin.flush()
        assert owner.stdout.readline() == "kept\n"
        names = files_beside(closed_review)
        started = time.monotonic()
        with reviews.open_review(closed_review, snapshot_if_used=True) as review:
            assert time.monotonic() - started < 3
            assert (review.read_only, review.read_only_reason) == (True, "in-use")
            assert os.uname().nodename in review.owner
            assert review.info.path == closed_review
            assert "Kept by the owner" in str(writing.text(review, "introduction"))
            assert len(history.operations(review)) == 2
            with pytest.raises(KnownError, match=os.uname().nodename) as caught:
                give_owner(review.store, "introduction", "Planning")
            assert caught.value.code == "read-only"
            [copy] = copies()
            assert stat.S_IMODE(copy.stat().st_mode) == 0o600
            # The owner writes on, undisturbed.
            owner.stdin.write("Written later\n")
            owner.stdin.flush()
            assert owner.stdout.readline() == "kept\n"
            assert len(history.operations(review)) == 2
        assert list((user_data_dir() / "snapshots").iterdir()) == []
        assert files_beside(closed_review) == names
        with reviews.open_review(closed_review, snapshot_if_used=True) as review:
            assert len(history.operations(review)) == 3


def test_a_review_that_nobody_uses_is_opened_itself(closed_review):
    with reviews.open_review(closed_review, snapshot_if_used=True) as review:
        assert (review.read_only_reason, review.owner) == ("", "")
        give_owner(review.store, "introduction", "Planning")
        assert guard.is_live(closed_review)


def test_it_says_why_it_is_read_only(closed_review):
    with reviews.open_review(closed_review, read_only=True) as review:
        assert review.read_only_reason == "asked"


def test_one_process_never_reads_its_own_live_review(review):
    with pytest.raises(KnownError) as caught:
        open_file(review.info.path, snapshot_if_used=True)
    assert caught.value.code == "in-use"
    with pytest.raises(AssertionError):
        snapshot.take(review.info.path)


@pytest.fixture
def far(tmp_path):
    """A database of ours whose rows fill pages of their own and must always be equal."""
    path = tmp_path / "far.vnr"
    with closing(sqlite.connect(path, "rwc")) as connection:
        connection.execute(f"PRAGMA application_id={sqlite.APPLICATION_ID}")
        connection.execute("CREATE TABLE far (number INTEGER, filling BLOB)")
        connection.execute("BEGIN")
        for _ in range(100):
            connection.execute("INSERT INTO far VALUES (0, zeroblob(8000))")
        connection.execute("COMMIT")
    return path


def test_a_copy_is_of_one_moment_however_busy_the_writer_is(far):
    numbers = []
    with running(BUSY, far):
        until = time.monotonic() + 30
        while len(set(numbers)) < 15 and time.monotonic() < until:
            copy = snapshot.take(far)
            with closing(sqlite3.connect(copy)) as connection:
                assert sqlite.quick_check(connection) == []
                found = connection.execute("SELECT DISTINCT number FROM far").fetchall()
            snapshot.remove(copy)
            assert len(found) == 1, "the copy mixes two saves"
            numbers.append(found[0][0])
    assert numbers == sorted(numbers)
    assert len(set(numbers)) == 15  # saves went on meanwhile


def test_a_file_that_is_never_at_rest_is_refused(far, monkeypatch):
    far.with_name("far.vnr-journal").write_bytes(b"a save under way")
    monkeypatch.setattr(snapshot, "_LONGEST_SECONDS", 0.2)
    with pytest.raises(KnownError, match="without a pause") as caught:
        snapshot.take(far)
    assert caught.value.code == "in-use"
    assert copies() == []


def test_a_file_with_a_side_file_is_not_taken_for_whole(tmp_path, monkeypatch):
    path = tmp_path / "x.vnr"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("CREATE TABLE x (y)")
    monkeypatch.setattr(snapshot, "_LONGEST_SECONDS", 0.2)
    with pytest.raises(KnownError):
        snapshot.take(path)


@pytest.fixture
def next_scripts(tmp_path):
    """The migrations and one more, which adds an empty table."""
    folder = tmp_path / "scripts"
    shutil.copytree(migrate.SCRIPTS, folder, ignore=shutil.ignore_patterns("__pycache__"))
    last = max(each.name[:4] for each in (folder / "versions").glob("[0-9]*.py"))
    script = textwrap.dedent(NEWER).replace("LAST", last)
    (folder / "versions" / "0099_newer.py").write_text(script)
    return folder


def test_what_a_killed_program_left_is_removed_after_a_day(tmp_path):
    old, new = snapshot.private_file(), snapshot.private_file()
    os.utime(old, (time.time() - 100_000,) * 2)
    latest = snapshot.private_file()
    assert sorted(copies()) == sorted([new, latest])


def test_a_damaged_review_in_use_is_said_and_leaves_no_copy(far):
    with running(BUSY, far), pytest.raises(KnownError) as caught:
        open_file(far, snapshot_if_used=True, version=-1)
    assert caught.value.code == "newer-file"
    assert copies() == []


def test_reading_an_older_review_changes_nothing_on_the_disk(closed_review, next_scripts):
    before, names = content_of(closed_review), files_beside(closed_review)
    newer = {"scripts": next_scripts, "version": migrate.SCHEMA_VERSION + 1}
    store = open_file(closed_review, read_only=True, **newer)
    with store.reading() as session:
        assert session.execute(text("SELECT COUNT(*) FROM newer")).scalar() == 0
    assert (store.read_only_reason, len(copies())) == ("asked", 1)
    store.close()
    assert (content_of(closed_review), files_beside(closed_review)) == (before, names)
    assert copies() == []


def test_an_older_review_in_use_is_read_in_the_present_form(closed_review, next_scripts):
    newer = {"scripts": next_scripts, "version": migrate.SCHEMA_VERSION + 1}
    with running(HOLD, closed_review):
        store = open_file(closed_review, snapshot_if_used=True, **newer)
        with store.reading() as session:
            assert session.execute(text("SELECT COUNT(*) FROM newer")).scalar() == 0
        store.close()
    assert copies() == []
