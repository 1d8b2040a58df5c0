"""Two programs and one review: who asks is heard, nobody overwrites, nothing is lost."""

import getpass
import os
import subprocess
import sys
import textwrap
import threading
import time
from contextlib import contextmanager
from pathlib import Path

import pytest

from db import sqlite
from db import takeover as files
from db.opening import open_file
from tests.db.support import files_beside, give_owner, write
from vnr_app.domain.richtext_ops import plain_text
from vnr_app.errors import KnownError
from vnr_app.services import history, reviews, takeover, writing
from vnr_app.services.takeover import Answer

ROOT = Path(__file__).parents[2]

# The owner has typed something that is a draft only, and does with the first request as told.
OWNER = """
    import sys, time
    from pathlib import Path
    from tests.db.support import give_owner
    from vnr_app.domain.richtext import Document, Paragraph, Text
    from vnr_app.errors import KnownError
    from vnr_app.services import reviews, takeover, writing

    path, how = Path(sys.argv[1]), sys.argv[2]
    review = reviews.open_review(path, author="Owner")
    typed = Document(blocks=(Paragraph(id="0" * 12, runs=(Text("Typed by the owner"),)),))
    writing.save_draft(review, "introduction", typed)
    print("open", flush=True)
    while (request := takeover.pending_request(review)) is None:
        time.sleep(0.05)
    print(request.user, flush=True)
    if how == "refuse":
        takeover.refuse(review, request)
    elif how == "close":
        review.close()
    elif how == "hand over":
        review = takeover.hand_over(review, request)
        print(review.read_only_reason, review.owner, flush=True)
        try:
            give_owner(review.store, "introduction", "Owner")
        except KnownError as error:
            print(error.code, flush=True)
    sys.stdin.readline()
    print(writing.text(review, "introduction").saved_at is not None, flush=True)
"""


@contextmanager
def owner(path, how):
    command = [sys.executable, "-c", textwrap.dedent(OWNER), path, how]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, cwd=ROOT, stdin=pipe, stdout=pipe, text=True) as process:
        try:
            assert process.stdout.readline() == "open\n"
            yield process
        finally:
            process.kill()


def wait_for(path, request):
    """The first answer that ends the waiting."""
    until = time.monotonic() + 20
    while (answer := takeover.answer(path, request)) is Answer.WAITING:
        assert time.monotonic() < until
        time.sleep(0.05)
    return answer


def test_who_asks_gets_the_review_with_all_that_was_typed(closed_review):
    with owner(closed_review, "hand over") as first:
        with reviews.open_review(closed_review, snapshot_if_used=True) as reading:
            assert reading.read_only_reason == "in-use"
            assert reading.owner.startswith("Owner (")
            request = takeover.ask_for(closed_review, "Asker")
            assert wait_for(closed_review, request) is Answer.FREE
            with reviews.open_review(closed_review, author="Asker") as review:
                assert not review.read_only
                shown = writing.text(review, "introduction")
                assert plain_text(shown.document) == "Typed by the owner"
                kept = [each.kind for each in history.operations(review)]
                assert kept == ["write", "create"]
                write(review, "introduction", "Typed by the asker")
                assert first.stdout.readline() == "Asker\n"
                said = first.stdout.readline()
                assert said.startswith("in-use Asker (")
                assert os.uname().nodename in said
                assert first.stdout.readline() == "read-only\n"
        # The first goes on reading what it gave away, and disturbs nothing when it ends.
        assert first.communicate("\n")[0] == "True\n"
    with reviews.open_review(closed_review) as review:
        assert plain_text(writing.text(review, "introduction").document) == "Typed by the asker"
        assert history.broken_links(review) == ()
    assert files_beside(closed_review) == [closed_review.name]


def test_a_refusal_is_told_and_the_owner_writes_on(closed_review):
    with owner(closed_review, "refuse"):
        request = takeover.ask_for(closed_review)
        assert wait_for(closed_review, request) is Answer.REFUSED
        with pytest.raises(KnownError) as caught:
            reviews.open_review(closed_review)
        assert caught.value.code == "in-use"
        # Whoever was refused may ask again.
        assert takeover.ask_for(closed_review).id != request.id


def test_an_owner_who_closes_frees_the_review(closed_review):
    with owner(closed_review, "close"):
        request = takeover.ask_for(closed_review)
        assert wait_for(closed_review, request) is Answer.FREE
        assert files_beside(closed_review) == [closed_review.name]


def test_a_dead_owner_holds_nothing(closed_review):
    with owner(closed_review, "wait") as first:
        request = takeover.ask_for(closed_review)
        assert takeover.answer(closed_review, request) is Answer.WAITING
        first.kill()
        first.wait()
        assert takeover.answer(closed_review, request) is Answer.FREE
    with reviews.open_review(closed_review) as review:
        assert plain_text(writing.text(review, "introduction").document) == "Typed by the owner"
        assert takeover.pending_request(review) is None
    assert files_beside(closed_review) == [closed_review.name]


def test_a_third_who_was_quicker_was_not_asked(closed_review):
    with owner(closed_review, "wait") as first:
        request = takeover.ask_for(closed_review)
        first.kill()
        first.wait()
    with owner(closed_review, "wait"):
        assert takeover.answer(closed_review, request) is Answer.LOST


def test_two_do_not_ask_at_once(closed_review):
    with owner(closed_review, "wait"):
        request = takeover.ask_for(closed_review)
        with pytest.raises(KnownError, match=getpass.getuser()) as caught:
            takeover.ask_for(closed_review)
        assert caught.value.code == "asked-already"
        takeover.withdraw(closed_review, request)
        again = takeover.ask_for(closed_review)
        takeover.withdraw(closed_review, request)  # not theirs any more
        assert takeover.answer(closed_review, again) is Answer.WAITING


def test_waiting_renews_the_request(review):
    path = review.info.path
    request = takeover.ask_for(path)
    os.utime(path.with_name(f".{path.name}.request"), (1, 1))
    before = takeover.pending_request(review).renewed
    files.renew(path)
    assert takeover.pending_request(review).renewed > before
    assert takeover.pending_request(review).id == request.id


def test_a_handing_over_that_fails_leaves_the_review_open(review, monkeypatch):
    request = takeover.ask_for(review.info.path)

    def full(*_):
        raise KnownError("disk-full", "The disk is full.")

    monkeypatch.setattr("db.backup.copy_to", full)
    with pytest.raises(KnownError):
        takeover.hand_over(review, request)
    monkeypatch.undo()
    give_owner(review.store, "introduction", "Planning")
    assert takeover.pending_request(review) is not None


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff",
        b"[]",
        b'{"id": 1}',
        b"x" * 100_000,
        b'{"id":"a","user":"b","host":"c"}',
        b"[" * 4000,
        b'{"id":"a","user":"b","host":"c","asked":"0001-01-01T00:00:00+14:00","refused":false}',
        b'{"id":"a","user":"b","host":"c","asked":"9999-12-31T23:59:59-12:00","refused":false}',
    ],
    ids=range(9),
)
def test_a_file_that_is_no_request_is_none(review, content):
    path = review.info.path
    path.with_name(f".{path.name}.request").write_bytes(content)
    assert takeover.pending_request(review) is None
    review.close()
    assert files_beside(path) == [path.name]


def test_a_request_that_is_a_trap_is_not_opened(review):
    path = review.info.path
    trap = path.with_name(f".{path.name}.request")
    trap.hardlink_to(path)
    assert takeover.pending_request(review) is None
    trap.unlink()
    os.mkfifo(trap)
    assert takeover.pending_request(review) is None


def test_a_name_is_one_short_line(review):
    request = takeover.ask_for(review.info.path)
    file = next(review.info.path.parent.glob(".*.request"))
    file.write_text(file.read_text().replace(request.user, "A\\nB" + "x" * 500))
    found = takeover.pending_request(review)
    assert found.user.startswith("A B")
    assert len(found.user) == 80


def test_a_folder_that_takes_no_request_says_so(closed_review, monkeypatch):
    def refuse(*_args, **_options):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(KnownError, match="Permission denied") as caught:
        takeover.ask_for(closed_review)
    assert caught.value.code == "cannot-ask"


HELD = """
    import sys
    from pathlib import Path
    from db import takeover
    print(takeover.is_held(Path(sys.argv[1])))
"""


def test_a_thread_that_opens_late_does_not_drop_the_lock(closed_review, monkeypatch):
    looking, opened = threading.Event(), threading.Event()
    look = sqlite.is_review

    def look_late(path):
        if threading.current_thread().name == "late":
            looking.set()
            opened.wait(0.5)
        return look(path)

    monkeypatch.setattr(sqlite, "is_review", look_late)
    outcomes = []

    def open_it():
        try:
            outcomes.append(open_file(closed_review))
        except KnownError as error:
            outcomes.append(error.code)
        opened.set()

    late = threading.Thread(target=open_it, name="late")
    late.start()
    looking.wait()
    open_it()
    late.join()
    [store] = [each for each in outcomes if each != "in-use"]
    command = [sys.executable, "-c", textwrap.dedent(HELD), closed_review]
    assert subprocess.check_output(command, cwd=ROOT, text=True) == "True\n"
    store.close()
