"""A full disk: one sentence, exit status 1, nothing changed, no stumps."""

import os
import subprocess
import sys
import textwrap
from contextlib import suppress
from pathlib import Path

import pytest

from tests.db.support import content_of, files_beside
from vnr_app.services import reviews

ROOT = Path(__file__).parents[2]


COMMAND = textwrap.dedent("""
    import resource, signal, sys
    from vnr_app.__main__ import main
    limit = int(sys.argv[1])
    if limit:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
    sys.exit(main(sys.argv[2:]))
""")


def run(*arguments, limit=0):
    """A command in a process whose files may not grow beyond a limit (0: none)."""
    command = [sys.executable, "-c", COMMAND, str(limit), *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def assert_one_sentence(done, *words):
    assert done.returncode == 1, done.stderr
    assert done.stdout == ""
    assert len(done.stderr.splitlines()) == 1
    assert "disk" in done.stderr
    assert all(word in done.stderr for word in words)


@pytest.fixture
def big_table(tmp_path):
    """A table that needs more than two megabytes in a review."""
    path = tmp_path / "big.csv"
    rows = [
        f"3.1.1,Series,{2000 + year},PERCENT,group {n} of the population,{n}.5"
        for n in range(3000)
        for year in range(4)
    ]
    path.write_text("\n".join(["Indicator,Series,Year,Unit,Group,Value", *rows]))
    return path


@pytest.fixture
def small_disk(tmp_path):
    """A disk of two megabytes; only the administrator can make one."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(folder)]
    if os.geteuid() != 0 or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("no disk can be mounted here")
    yield folder
    (folder / "filler").unlink(missing_ok=True)
    subprocess.run(["umount", str(folder)], check=True)


def fill(folder):
    """Use up what is left of a disk."""
    with (folder / "filler").open("wb", buffering=0) as stream, suppress(OSError):
        while stream.write(b"x" * 4096):
            pass


def test_an_import_on_a_full_disk_changes_nothing(small_disk, empty_review, big_table):
    path = small_disk / "review.vnr"
    path.write_bytes(empty_review.read_bytes())
    before = content_of(path)

    done = run("import", path, big_table)

    assert_one_sentence(done, "review.vnr", "full")
    assert content_of(path) == before
    assert files_beside(path) == [path.name]
    with reviews.open_review(path) as review:
        assert review.info.country == "ARM"


def test_a_report_on_a_full_disk_leaves_no_stump(small_disk, closed_review):
    fill(small_disk)
    target = small_disk / "report.docx"
    target.write_bytes(b"")
    assert_one_sentence(run("export", closed_review, target), "report.docx")
    assert files_beside(target) == ["filler", "report.docx"]
    assert target.read_bytes() == b""


def test_a_new_review_on_a_full_disk_leaves_nothing(small_disk):
    fill(small_disk)
    path = small_disk / "review.vnr"
    done = run("new", path, "--country", "ARM", "--year", "2027")
    assert_one_sentence(done, "review.vnr")
    assert files_beside(path) == ["filler"]


def test_an_import_beyond_the_size_limit_changes_nothing(closed_review, big_table):
    before = content_of(closed_review)

    done = run("import", closed_review, big_table, limit=1 << 20)

    # The file is read into a staging file first, and that is refused already.
    assert_one_sentence(done, big_table.name)
    assert content_of(closed_review) == before
    with reviews.open_review(closed_review) as review:
        assert review.info.country == "ARM"


def test_a_report_beyond_the_size_limit_leaves_no_stump(closed_review):
    target = closed_review.with_name("report.docx")
    target.write_bytes(b"the report of yesterday")
    done = run("export", closed_review, target, limit=1 << 13)
    assert_one_sentence(done, "report.docx")
    assert target.read_bytes() == b"the report of yesterday"
    assert files_beside(target) == sorted([closed_review.name, target.name])
