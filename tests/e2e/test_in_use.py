"""Commands on a review that another program has open: those that read work, none writes."""

import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from db.notice import user_name

ROOT = Path(__file__).parents[2]
HOLD = """
    import sys
    from pathlib import Path
    from tests.db.support import write
    from vnr_app.services import reviews
    with reviews.open_review(Path(sys.argv[1])) as review:
        write(review, "introduction", "Three words here")
        print("open", flush=True)
        sys.stdin.readline()
"""


@pytest.fixture
def held(closed_review):
    """A review that another process has open, and has written in."""
    command = [sys.executable, "-c", textwrap.dedent(HOLD), closed_review]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, cwd=ROOT, stdin=pipe, stdout=pipe, text=True) as process:
        try:
            assert process.stdout.readline() == "open\n"
            yield closed_review
        finally:
            process.kill()


def test_what_reads_works_and_says_how_old_it_is(vnr, held, health, tmp_path):
    listed = vnr("sections", held, "--json")
    [introduction] = [each for each in listed.json if each["key"] == "introduction"]
    assert introduction["words"] == 3
    planned = vnr("import", held, health, "--dry-run")
    exported = vnr("export", held, tmp_path / "out.docx", "--section", "introduction")
    data = vnr("data", held, "--json")
    for done in (listed, planned, exported, data):
        assert done.status == 0
        assert user_name() in done.err
        assert "as of the last save" in done.err
    assert (tmp_path / "out.docx").stat().st_size > 1000


def test_what_writes_is_refused_with_the_name_of_the_owner(vnr, held, health, tmp_path):
    text = tmp_path / "text.txt"
    text.write_text("Words")
    for command in (("import", held, health), ("undo", held), ("write", held, "annex", text)):
        done = vnr(*command)
        assert (done.status, done.out) == (1, "")
        assert user_name() in done.err
