"""Opening a review: whatever is wrong with the file is said, and the file stays as it is."""

import os
import shutil
import sqlite3
import subprocess
import sys
import textwrap
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text

from db import guard, sqlite
from db.notice import user_name
from db.opening import create_file, open_file
from tests.db.support import content_of, execute, files_beside, give_owner, make_plan, run_import
from vnr_app.errors import KnownError
from vnr_app.paths import user_data_dir
from vnr_app.services import history, reviews

ROOT = Path(__file__).parents[2]


def refusal(path, **options):
    """The error with which the file is refused; nothing of it may have changed."""
    before = path.read_bytes() if path.is_file() else None
    names = files_beside(path)
    with pytest.raises(KnownError) as caught:
        open_file(path, **options)
    assert (path.read_bytes() if path.is_file() else None) == before
    assert files_beside(path) == names
    assert str(path) in caught.value.sentence()
    return caught.value


# --- Files that are no review -------------------------------------------------------------------


@pytest.mark.parametrize("read_only", [False, True])
@pytest.mark.parametrize(
    "content", [b"", b"hello", b"SQLite format 3\0", os.urandom(20_000)], ids=range(4)
)
def test_a_file_of_anything_else_is_no_review(tmp_path, content, read_only):
    path = tmp_path / "x.vnr"
    path.write_bytes(content)
    assert refusal(path, read_only=read_only).code == "not-a-review"


@pytest.mark.parametrize("mode", ["DELETE", "WAL"])
def test_a_database_of_another_program_is_not_touched(tmp_path, mode):
    path = tmp_path / "x.vnr"
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(f"PRAGMA journal_mode={mode}")
        connection.execute("CREATE TABLE notes (body)")
    assert refusal(path).code == "not-a-review"


def test_a_header_without_a_database_is_no_review(closed_review):
    header = closed_review.read_bytes()[:100]
    closed_review.write_bytes(header + os.urandom(50_000))
    assert refusal(closed_review).code in ("not-a-review", "damaged-review")


def test_no_file_and_no_folder_are_said(tmp_path):
    assert refusal(tmp_path / "none.vnr").code == "no-file"
    assert refusal(tmp_path).code == "no-file"


def test_an_empty_database_of_ours_holds_no_review(tmp_path):
    create_file(tmp_path / "x.vnr").close()
    with pytest.raises(KnownError, match="holds no review") as caught:
        reviews.open_review(tmp_path / "x.vnr")
    assert caught.value.code == "damaged-review"
    assert not guard.is_live(tmp_path / "x.vnr")


@pytest.mark.parametrize(
    "change",
    [
        "id = '/tmp/elsewhere'",
        "id = '../../elsewhere'",
        "id = upper(id)",
        "id = ''",
        "language = '../en'",
        "language = ''",
    ],
)
def test_a_review_whose_name_would_lead_out_of_our_folders_is_refused(closed_review, change):
    execute(closed_review, f"UPDATE review SET {change}")
    folders = sorted(user_data_dir().rglob("*"))
    for read_only in (False, True):
        with pytest.raises(KnownError) as caught:
            reviews.open_review(closed_review, read_only=read_only)
        assert caught.value.code == "damaged-review"
    assert sorted(user_data_dir().rglob("*")) == folders
    assert not guard.is_live(closed_review)


# --- Reviews that are not as they should be -----------------------------------------------------


def test_a_newer_review_is_left_to_the_newer_program(closed_review):
    execute(closed_review, "PRAGMA user_version = 99")
    error = refusal(closed_review)
    assert (error.code, "newest version" in error.hint) == ("newer-file", True)


@pytest.mark.parametrize("read_only", [False, True])
def test_damaged_pages_are_found(closed_review, read_only):
    with closed_review.open("r+b") as stream:
        stream.seek(4096 * 4)
        stream.write(b"\xa5" * 4096 * (closed_review.stat().st_size // 4096 - 8))
    error = refusal(closed_review, read_only=read_only)
    assert (error.code, "backup" in error.hint) == ("damaged-review", True)


@pytest.mark.parametrize("name", ["history_revision", "ix_series_code", "context", "draft"])
def test_one_damaged_page_is_found_wherever_it_is(closed_review, name):
    with closing(sqlite3.connect(closed_review)) as connection:
        query = "SELECT rootpage FROM sqlite_schema WHERE name = ?"
        [(page,)] = connection.execute(query, (name,))
        [(size,)] = connection.execute("PRAGMA page_size")
    with closed_review.open("r+b") as stream:
        stream.seek((page - 1) * size)
        stream.write(b"\xa5" * size)
    assert refusal(closed_review).code == "damaged-review"


def test_a_file_cut_short_is_found(closed_review):
    os.truncate(closed_review, closed_review.stat().st_size // 2)
    assert refusal(closed_review).code == "damaged-review"


@pytest.mark.parametrize(
    ("statements", "name"),
    [
        (["CREATE TRIGGER spy AFTER UPDATE ON section BEGIN DELETE FROM draft; END"], "spy"),
        (["CREATE VIEW sections AS SELECT * FROM section"], "sections"),
        (
            [
                "DROP TRIGGER history_change_no_update",
                "CREATE TRIGGER history_change_no_update BEFORE UPDATE ON section "
                "BEGIN DELETE FROM draft; END",
            ],
            "history_change_no_update",
        ),
    ],
    ids=["trigger", "view", "disguised trigger"],
)
def test_foreign_code_is_named(closed_review, statements, name):
    execute(closed_review, *statements)
    error = refusal(closed_review)
    assert error.code == "foreign-code"
    assert error.message.endswith(f": {name}.")


# --- Locks --------------------------------------------------------------------------------------

HOLD = """
    import sys, time
    from pathlib import Path
    from vnr_app.services import reviews
    with reviews.open_review(Path(sys.argv[1])):
        print("open", flush=True)
        time.sleep(60)
"""


@pytest.fixture
def held(closed_review):
    """A review that another process has open."""
    command = [sys.executable, "-c", textwrap.dedent(HOLD), closed_review]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout.readline() == "open\n"
            yield process
        finally:
            process.kill()


@pytest.mark.parametrize("read_only", [False, True])
def test_a_review_in_use_names_its_owner(held, closed_review, read_only):
    error = refusal(closed_review, read_only=read_only)
    assert error.code == "in-use"
    assert user_name() in error.message
    assert os.uname().nodename in error.message


def test_a_killed_process_locks_nobody_out(held, closed_review):
    held.kill()
    held.wait()
    assert f".{closed_review.name}.lock" in files_beside(closed_review)
    with reviews.open_review(closed_review) as review:
        assert review.info.country == "ARM"
    assert files_beside(closed_review) == [closed_review.name]


def test_one_process_opens_a_review_once(review):
    with pytest.raises(KnownError, match="in this program already") as caught:
        open_file(review.info.path)
    assert caught.value.code == "in-use"
    give_owner(review.store, "introduction", "Planning")


def test_a_read_only_review_can_be_read_and_not_written(closed_review):
    before = content_of(closed_review)
    with reviews.open_review(closed_review, read_only=True) as review:
        assert len(history.operations(review)) == 1
        with pytest.raises(KnownError) as caught:
            give_owner(review.store, "introduction", "Planning")
        assert caught.value.code == "read-only"
    assert content_of(closed_review) == before


WRITE = """
    import sys
    from pathlib import Path
    from tests.db.support import give_owner
    from vnr_app.errors import KnownError
    from vnr_app.services import reviews
    path = Path(sys.argv[1])
    with reviews.open_review(path, read_only=True) as review:
        print(review.info.country)
    with reviews.open_review(path) as review:
        print(review.read_only)
        try:
            give_owner(review.store, "introduction", "Planning")
        except KnownError as error:
            print(error.code)
"""


@pytest.mark.skipif(shutil.which("setpriv") is None, reason="setpriv is not here")
def test_a_write_protected_file_opens_for_reading_only(closed_review):
    before = content_of(closed_review)
    closed_review.chmod(0o444)
    # The administrator may write everywhere, unless that privilege is laid down.
    lay_down = ["setpriv", "--bounding-set=-dac_override"] if os.geteuid() == 0 else []
    command = [*lay_down, sys.executable, "-c", textwrap.dedent(WRITE), str(closed_review)]
    said = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True).stdout

    assert said.split() == ["ARM", "True", "read-only"]
    closed_review.chmod(0o644)
    assert content_of(closed_review) == before


# --- The guard and closing ----------------------------------------------------------------------


def test_nothing_but_sqlite_opens_a_live_review(review, tmp_path, monkeypatch):
    path = review.info.path
    (tmp_path / "link.vnr").symlink_to(path)
    (tmp_path / "twin.vnr").hardlink_to(path)
    monkeypatch.chdir(path.parent)
    names = [path, str(path), bytes(path), path.name, tmp_path / "link.vnr", tmp_path / "twin.vnr"]
    for name in names:
        with pytest.raises(RuntimeError, match="live review"):
            open(name, "rb")  # noqa: PTH123, SIM115 - the very thing that is refused
        with pytest.raises(RuntimeError, match="live review"):
            os.open(name, os.O_RDONLY)
    with pytest.raises(RuntimeError, match="live review"):
        shutil.copy(path, tmp_path / "copy.vnr")
    (tmp_path / path.name).write_text("another file of that name")

    review.close()
    assert path.read_bytes()[:15] == b"SQLite format 3"


def test_closing_leaves_the_file_alone_in_its_folder(closed_review):
    with reviews.open_review(closed_review) as review:
        run_import(review, make_plan("a.csv", {("3.1.1", "F", "2015"): "1"}))
        assert f".{closed_review.name}.lock" in files_beside(closed_review)
    assert files_beside(closed_review) == [closed_review.name]
    review.close()
    assert files_beside(closed_review) == [closed_review.name]


def test_closing_twice_does_not_open_the_file_again(closed_review):
    review = reviews.open_review(closed_review)
    review.close()
    closed_review.unlink()
    review.close()
    assert files_beside(closed_review) == []


def test_a_review_whose_file_was_moved_refuses_to_write_and_closes(closed_review):
    with reviews.open_review(closed_review) as review:
        closed_review.rename(closed_review.with_name("moved.vnr"))
        with pytest.raises(KnownError) as caught:
            give_owner(review.store, "introduction", "Planning")
        assert caught.value.code == "file-gone"
    assert not guard.is_live(closed_review.with_name("moved.vnr"))
    with reviews.open_review(closed_review.with_name("moved.vnr")) as review:
        assert len(history.operations(review)) == 1


def test_the_settings_survive_power_cuts(review):
    with review.store.reading() as session:

        def setting(name):
            return session.execute(text(f"PRAGMA {name}")).scalar()

        assert setting("journal_mode") == "truncate"
        assert setting("locking_mode") == "exclusive"
        assert setting("synchronous") == 3  # EXTRA
        assert setting("foreign_keys") == 1
        assert setting("trusted_schema") == 0
        assert setting("cell_size_check") == 1
        assert setting("application_id") == sqlite.APPLICATION_ID


# --- Making -------------------------------------------------------------------------------------


def test_a_new_review_never_replaces_a_file(tmp_path):
    (tmp_path / "x.vnr").write_text("mine")
    with pytest.raises(KnownError) as caught:
        create_file(tmp_path / "x.vnr")
    assert caught.value.code == "file-exists"
    assert (tmp_path / "x.vnr").read_text() == "mine"
    with pytest.raises(KnownError) as caught:
        create_file(tmp_path / "none" / "x.vnr")
    assert caught.value.code == "no-folder"


def test_a_review_that_cannot_be_made_leaves_nothing(tmp_path, monkeypatch):
    def fail(_engine):
        (tmp_path / "x.vnr-journal").write_text("half")
        raise sqlite3.OperationalError

    monkeypatch.setattr("db.migrate.create", fail)
    with pytest.raises(sqlite3.OperationalError):
        create_file(tmp_path / "x.vnr")
    assert list(tmp_path.iterdir()) == []
