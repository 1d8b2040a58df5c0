"""kill -9 in every stage of taking a file back: the review is as it was, or holds all of it."""

import subprocess
import sys
import textwrap
from pathlib import Path

import docx
import pytest
from PIL import Image

from tests.db.support import present
from tests.services.desk import typed
from vnr_app.jobs import JobContext
from vnr_app.services import history, images, originals, returning, reviews, writing

ROOT = Path(__file__).parents[2]
KEY, OTHER = "introduction", "conclusion"
STAGES = ("packed", "picture", "text", "comment", "record", "committed")

# Each stage in a process of its own that is forked where everything is loaded already. A tiny cache
# makes SQLite write into the file before the commit, so that a journal is needed.
TAKE_IN = """
    import os, signal, sys
    from pathlib import Path
    import db.operation, db.sqlite
    from vnr_app.services import images, originals, returning, returning_accept, reviews
    from vnr_app.services import revision_rows

    def die(*_given, **_named):
        os.kill(os.getpid(), signal.SIGKILL)

    places = {
        "packed": (originals, "keep"),
        "picture": (images, "keep"),
        "text": (revision_rows, "set_head"),
        "comment": (returning_accept._Taking, "_write_comments"),
        "record": (db.operation, "_record"),
        "committed": (db.operation, "ChangeSet"),
    }
    folder = Path(sys.argv[1])
    for stage in sys.argv[2:]:
        if os.fork():
            _pid, status = os.wait()
            assert os.WTERMSIG(status) == signal.SIGKILL, (stage, status)
            continue
        review = reviews.open_review(folder / f"{stage}.vnr", author="Coordinator")
        found = returning.read_returned(review, folder / "back.docx")
        db.sqlite.raw(review.store.engine).execute("PRAGMA cache_size=5")
        setattr(*places[stage], die)
        returning.accept(review, found)
        os._exit(0)
"""


@pytest.fixture
def returned(closed_review, tmp_path, unpaged):
    """A copy of a review for each stage, and a file that brings something of every kind."""
    Image.new("RGB", (400, 300), "red").save(tmp_path / "red.png")
    with reviews.open_review(closed_review, author="Coordinator") as review:
        writing.keep(review, KEY, typed("The introduction begins here."))
        writing.keep(review, OTHER, typed("The conclusion says what comes next."))
        returning.parcel(review, None, tmp_path / "sent.docx", job=JobContext())
    document = docx.Document(tmp_path / "sent.docx")
    for text in ("The introduction begins", "The conclusion says"):
        line = next(each for each in document.paragraphs if text in each.text)
        line.add_run(" And more.").add_picture(str(tmp_path / "red.png"))
        document.add_comment(line.runs, text="Is this so?", author="Anna")
    document.sections[0].footer.paragraphs[0].add_run("In a footer.")
    document.save(tmp_path / "back.docx")
    for stage in STAGES:
        (tmp_path / f"{stage}.vnr").write_bytes(closed_review.read_bytes())
    return tmp_path


def state(path):
    with reviews.open_review(path) as review:
        assert history.broken_links(review) == ()
        stored = images.known(review)
        return present(review.store), [each.id for each in history.operations(review)], stored


def test_a_file_taken_back_and_killed_in_any_stage_is_in_as_a_whole_or_not_at_all(
    closed_review, returned
):
    before = state(closed_review)
    script = textwrap.dedent(TAKE_IN)
    subprocess.run([sys.executable, "-c", script, returned, *STAGES], cwd=ROOT, check=True)
    for stage in STAGES[:-1]:
        assert state(returned / f"{stage}.vnr") == before, stage
        assert not list(returned.glob(f"{stage}.vnr?*"))
    with reviews.open_review(returned / "committed.vnr") as review:
        assert len(history.operations(review)) == len(before[1]) + 1
        assert len(images.known(review)) == 1
        assert all("And more." in str(writing.text(review, key)) for key in (KEY, OTHER))
        found = returning.read_returned(review, returned / "back.docx")
        assert originals.has(review, found.sha256)
        assert returning.accept(review, found).operation is None
