"""Copies of one review that were sent around come together again; nothing is lost on the way."""

import io
import shutil
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image
from sqlalchemy import text

from tests.db.support import content_of, execute, files_beside, make_plan, present, run_import
from tests.services.desk import KEY, bodies, drafts, keep, read, typed
from vnr_app.errors import KnownError
from vnr_app.services import (
    bringing,
    comments,
    history,
    images,
    indicators,
    reviews,
    revisions,
    sections,
    siblings,
    sources,
    translations,
    words,
    writing,
)
from vnr_app.services.bringing import Arrival


@pytest.fixture
def sent(closed_review, tmp_path):
    """A copy of the review that somebody else works on; both have a first text."""
    with reviews.open_review(closed_review, author="Coordinator") as review:
        keep(review, "First.")
    folder = tmp_path / "sent"
    folder.mkdir()
    return shutil.copy(closed_review, folder / "from finance.vnr")


@pytest.fixture
def ours(sent, closed_review):
    with reviews.open_review(closed_review, author="Coordinator") as opened:
        yield opened


@pytest.fixture
def elsewhere(sent):
    """Work on the copy: `with elsewhere() as other`."""
    return lambda author="Finance": reviews.open_review(sent, author=author)


def texts_of(incoming):
    return {(each.section, each.language): each.arrival for each in incoming.texts}


def refused(act, *arguments):
    with pytest.raises(KnownError) as caught:
        act(*arguments)
    return caught.value.code


def test_a_text_that_comes_from_ours_takes_its_place(ours, sent, elsewhere):
    with elsewhere() as other:
        keep(other, "First. Second and third.")
        keep(other, "Method.", "methodology")
    before = history.operations(ours)

    seen = bringing.preview(ours, sent)
    assert history.operations(ours) == before
    assert read(ours) == "First."
    brought = bringing.bring_in(ours, sent)

    assert brought.incoming == seen
    assert (seen.file, seen.authors, seen.revisions) == ("from finance.vnr", ("Finance",), 2)
    assert texts_of(seen) == {(KEY, "en"): Arrival.FORWARD, ("methodology", "en"): Arrival.FORWARD}
    first = next(each for each in seen.texts if each.section == KEY)
    assert (first.title, first.authors, first.words) == ("Introduction", ("Finance",), 4)
    assert (read(ours), read(ours, "methodology")) == ("First. Second and third.", "Method.")
    assert revisions.of_section(ours, KEY)[0].author == "Finance"
    [record] = history.operations(ours, limit=1)
    assert (record.id, record.title, record.author) == (
        brought.operation, "Bring in “from finance.vnr”", "Coordinator",
    )  # fmt: skip
    assert len(history.operations(ours)) == len(before) + 1
    states = {each.key: each.status for each in sections.outline(ours)}
    assert states["methodology"] == "drafting"
    assert history.broken_links(ours) == ()


def test_texts_that_both_changed_wait_to_be_merged(ours, sent, elsewhere):
    with elsewhere() as other:
        keep(other, "Theirs.")
    keep(ours, "Ours.")

    assert texts_of(bringing.bring_in(ours, sent).incoming) == {(KEY, "en"): Arrival.MEETS}

    assert read(ours) == "Ours."
    [meeting] = siblings.meetings(ours, KEY)
    assert meeting.other.author == "Finance"
    siblings.merge(ours, meeting, typed("Ours and theirs."))
    assert bringing.bring_in(ours, sent).operation is None


def test_what_was_merged_here_goes_forward_there(closed_review, sent, elsewhere):
    with elsewhere() as other:
        keep(other, "Theirs.")
    with reviews.open_review(closed_review, author="Coordinator") as ours:
        keep(ours, "Ours.")
        bringing.bring_in(ours, sent)
        siblings.merge(ours, siblings.meetings(ours, KEY)[0], typed("Ours and theirs."))
    with elsewhere() as other:
        found = bringing.bring_in(other, closed_review).incoming
        assert texts_of(found) == {(KEY, "en"): Arrival.FORWARD}
        assert (read(other), siblings.meetings(other, KEY)) == ("Ours and theirs.", ())


def test_bringing_in_twice_is_as_good_as_once(ours, sent, elsewhere):
    with elsewhere() as other:
        keep(other, "Theirs.")
        comments.add(other, KEY, "Theirs", "Why?")
        writing.save_draft(other, "methodology", typed("Being typed."))
    keep(ours, "Ours.")
    bringing.bring_in(ours, sent)
    before, records = present(ours.store), history.operations(ours)

    again = bringing.bring_in(ours, sent)

    assert again.operation is None
    assert not again.incoming.has_news
    assert set(texts_of(again.incoming).values()) == {Arrival.KNOWN}
    assert present(ours.store) == before
    assert history.operations(ours) == records


def test_what_was_set_aside_is_not_brought_up_again(ours, sent, elsewhere):
    with elsewhere() as other:
        keep(other, "Theirs.")
    keep(ours, "Ours.")
    bringing.bring_in(ours, sent)
    siblings.set_aside(ours, siblings.meetings(ours, KEY)[0])
    assert bringing.bring_in(ours, sent).operation is None
    assert siblings.meetings(ours, KEY) == ()


def test_what_is_being_typed_there_counts_as_text(ours, sent, elsewhere):
    with elsewhere() as other:
        writing.save_draft(other, KEY, typed("First. Being typed."))
    seen = bringing.bring_in(ours, sent).incoming
    assert (seen.revisions, seen.authors) == (1, ("Finance",))
    assert read(ours) == "First. Being typed."
    with elsewhere("Somebody") as other:
        writing.keep_drafts(other)
        assert drafts(other) == 0
    # It is the same revision there: nothing new.
    assert bringing.bring_in(ours, sent).operation is None


def test_the_same_text_kept_in_both_copies_meets_nothing(ours, sent, elsewhere):
    with elsewhere() as other:
        keep(other, "Corrected.")
    keep(ours, "Corrected.")
    assert texts_of(bringing.bring_in(ours, sent).incoming) == {(KEY, "en"): Arrival.KNOWN}
    assert siblings.meetings(ours, KEY) == ()


def test_what_is_being_typed_here_is_kept_first(ours, sent, elsewhere):
    with elsewhere() as other:
        keep(other, "Theirs.")
    writing.save_draft(ours, KEY, typed("First. Typing"))
    seen = bringing.preview(ours, sent)
    assert texts_of(seen) == {(KEY, "en"): Arrival.MEETS}
    assert drafts(ours) == 1

    assert texts_of(bringing.bring_in(ours, sent).incoming) == texts_of(seen)

    assert (read(ours), drafts(ours)) == ("First. Typing", 0)
    assert {"First. Typing", "Theirs."} <= set(bodies(ours))


def test_it_is_taken_back_in_one_step_and_can_come_again(ours, sent, elsewhere):
    with elsewhere() as other:
        keep(other, "Theirs.")
        first = comments.add(other, KEY, "Theirs", "Why?")
        comments.reply(other, first, "Because.")
        revisions.name_version(other, "Sent")
        words.learn(other, "en", "Yerevan")
        sources.add(other, "WHO 2023", "")
    before = present(ours.store)
    bringing.bring_in(ours, sent)
    after = (read(ours), comments.threads(ours))

    history.undo(ours)
    assert present(ours.store) == before
    history.redo(ours)
    assert (read(ours), comments.threads(ours)) == after
    history.undo(ours)
    assert bringing.bring_in(ours, sent).operation is not None
    assert (read(ours), comments.threads(ours)) == after
    assert history.broken_links(ours) == ()


# --- What stands around the texts -----------------------------------------------------------------


def test_comments_sources_words_pictures_and_names_come_too(ours, sent, elsewhere):
    stream = io.BytesIO()
    Image.new("RGB", (4, 3)).save(stream, "PNG")
    with elsewhere() as other:
        first = comments.add(other, KEY, "First", "Why?")
        comments.reply(other, first, "Because.")
        source = sources.add(other, "WHO 2023", "Statistics", "https://who.int")
        words.learn(other, "en", "Yerevan")
        picture = images.add(other, stream.getvalue())
        revisions.name_version(other, "Sent to cabinet")
        threads, named = comments.threads(other), revisions.named_versions(other)

    seen = bringing.bring_in(ours, sent).incoming

    assert (seen.comments, seen.sources, seen.words, seen.pictures, seen.names) == (2, 1, 1, 1, 1)
    assert comments.threads(ours) == threads  # with their authors
    assert sources.all_sources(ours) == (source,)
    assert words.learned(ours, "en") == {"Yerevan"}
    assert images.load(ours, picture.id) == picture
    assert revisions.named_versions(ours) == named
    assert revisions.of_section(ours, KEY)[0].names == ("Sent to cabinet",)
    assert history.broken_links(ours) == ()


def test_a_change_of_a_comment_comes_and_a_deletion_stays(ours, sent, elsewhere, closed_review):
    first = comments.add(ours, KEY, "First", "Why?")
    gone = comments.add(ours, KEY, "First", "Nothing.")
    ours.close()
    shutil.copy(closed_review, sent)
    with elsewhere() as other:
        comments.edit(other, first, "Why so?")
    with reviews.open_review(closed_review, author="Coordinator") as ours_again:
        comments.remove(ours_again, gone)
        seen = bringing.bring_in(ours_again, sent).incoming
        assert (seen.comments, seen.differing) == (1, 0)
        assert [t.remarks[0].body for t in comments.threads(ours_again)] == ["Why so?"]
        comments.edit(ours_again, first, "Why then?")
        again = bringing.bring_in(ours_again, sent)
        assert (again.operation, again.incoming.differing) == (None, 0)
        assert comments.threads(ours_again)[0].remarks[0].body == "Why then?"


def test_a_comment_that_both_changed_stays_ours_and_is_counted(
    ours, sent, elsewhere, closed_review
):
    first = comments.add(ours, KEY, "First", "Why?")
    ours.close()
    shutil.copy(closed_review, sent)
    with elsewhere() as other:
        comments.edit(other, first, "Theirs?")
    with reviews.open_review(closed_review) as ours_again:
        comments.edit(ours_again, first, "Ours?")
        found = bringing.bring_in(ours_again, sent)
        assert (found.operation, found.incoming.differing) == (None, 1)
        assert comments.threads(ours_again)[0].remarks[0].body == "Ours?"


def test_an_answer_brings_its_deleted_thread_back(ours, sent, elsewhere, closed_review):
    first = comments.add(ours, KEY, "First", "Why?")
    ours.close()
    shutil.copy(closed_review, sent)
    with elsewhere() as other:
        comments.reply(other, first, "Because.")
    with reviews.open_review(closed_review) as ours_again:
        comments.remove(ours_again, first)
        bringing.bring_in(ours_again, sent)
        [thread] = comments.threads(ours_again)
        assert [each.body for each in thread.remarks] == ["Why?", "Because."]


def test_a_translation_says_what_it_renders(ours, sent, elsewhere):
    with elsewhere() as other:
        keep(other, "Premier.", language="fr")
        keep(other, "Second.")
    bringing.bring_in(ours, sent)
    assert [each.stale for each in translations.of_section(ours, KEY)] == [True]
    with elsewhere() as other:
        translations.confirm(other, KEY, "fr")
    assert bringing.bring_in(ours, sent).operation is not None
    assert [each.stale for each in translations.of_section(ours, KEY)] == [False]
    assert bringing.bring_in(ours, sent).operation is None


def test_figures_stay_where_they_are(ours, sent, elsewhere):
    with elsewhere() as other:
        run_import(other, make_plan("a.csv", {("3.1.1", "", "2015"): "1"}))
    assert not bringing.preview(ours, sent).has_news
    assert bringing.bring_in(ours, sent).operation is None
    assert indicators.observations(ours) == ()


# --- What is refused, what is left alone ---------------------------------------------------------


def test_the_other_file_is_left_as_it_is(ours, sent, elsewhere):
    with elsewhere() as other:
        keep(other, "Theirs.")
        writing.save_draft(other, "methodology", typed("Typing"))
    before, names = sent.read_bytes(), files_beside(sent)
    bringing.preview(ours, sent)
    bringing.bring_in(ours, sent)
    assert (sent.read_bytes(), files_beside(sent)) == (before, names)


def test_a_copy_is_made_first(ours, sent, elsewhere):
    with elsewhere() as other:
        keep(other, "Theirs.")
    writing.save_draft(ours, KEY, typed("First. Typing"))
    bringing.bring_in(ours, sent)
    [backup] = reviews.backup_folder(ours.info.id).glob("*before-bringing-in*")
    with closing(sqlite3.connect(backup)) as connection:
        assert connection.execute("SELECT COUNT(*) FROM draft").fetchone() == (1,)


def test_a_copy_that_another_program_writes_is_read_as_of_its_last_save(ours, sent, elsewhere):
    with elsewhere() as other:
        keep(other, "Theirs.")
        with pytest.raises(KnownError):  # in this very program there is nothing to read from
            bringing.preview(ours, sent)
    assert bringing.preview(ours, sent).has_news


def test_what_is_no_copy_of_this_review_is_refused(ours, sent, tmp_path):
    link = tmp_path / "link.vnr"
    link.hardlink_to(ours.info.path)
    other = tmp_path / "other.vnr"
    reviews.create(other, country="ARM", year="2027").close()
    newer = tmp_path / "newer.vnr"
    shutil.copy(sent, newer)
    execute(newer, "PRAGMA user_version = 99")
    broken = tmp_path / "broken.vnr"
    broken.write_bytes(sent.read_bytes()[:5000] + b"\xff" * 60_000)
    words_only = tmp_path / "words.vnr"
    words_only.write_text("words")
    before, records = present(ours.store), history.operations(ours)

    for path, code in (
        (ours.info.path, "same-file"),
        (link, "same-file"),
        (other, "another-review"),
        (newer, "newer-file"),
        (broken, "damaged-review"),
        (words_only, "not-a-review"),
        (tmp_path / "nothing.vnr", "no-file"),
    ):
        assert refused(bringing.preview, ours, path) == code
        assert refused(bringing.bring_in, ours, path) == code

    assert (present(ours.store), history.operations(ours)) == (before, records)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE history_revision SET author = 'The minister'",
        "UPDATE history_revision SET body = replace(body, 'Theirs', 'Nobodys')",
        "UPDATE history_image SET data = x'00'",
        "UPDATE history_revision SET body = '{}'",
    ],
)
def test_a_copy_that_was_tampered_with_is_refused(ours, sent, elsewhere, change):
    stream = io.BytesIO()
    Image.new("RGB", (4, 3)).save(stream, "PNG")
    with elsewhere() as other:
        keep(other, "Theirs.")
        images.add(other, stream.getvalue())
    table = change.split()[1]
    with closing(sqlite3.connect(sent)) as connection, connection:
        trigger = f"{table}_no_update"
        [(sql,)] = connection.execute("SELECT sql FROM sqlite_schema WHERE name = ?", [trigger])
        connection.execute(f"DROP TRIGGER {trigger}")
        connection.execute(change)
        connection.execute(sql)
    before, records = present(ours.store), history.operations(ours)

    assert refused(bringing.bring_in, ours, sent) == "damaged-copy"

    assert (present(ours.store), history.operations(ours)) == (before, records)


def change_history(path, statement, *arguments):
    """Change what no program of ours changes; the triggers are as before afterwards."""
    with closing(sqlite3.connect(path)) as connection, connection:
        triggers = connection.execute(
            "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'"
        ).fetchall()
        for name, _sql in triggers:
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute(statement, arguments)
        for _name, sql in triggers:
            connection.execute(sql)


@pytest.mark.parametrize(
    ("change", "value"),
    [
        ("UPDATE history_revision SET parents = ?", "no list"),
        ("UPDATE history_revision SET parents = ?", "5"),
        ("UPDATE history_revision SET parents = ?", "[[]]"),
        ("UPDATE history_revision SET parents = ?", "[" * 50_000),
        ("UPDATE history_revision SET created_at = ?", "never"),
        ("UPDATE history_image SET added_at = ?", "never"),
        ("UPDATE history_change SET after = ?", "{"),
        ("UPDATE history_change SET after = ?", "5"),
        ("UPDATE source SET created_at = ?", "never"),
        ("UPDATE draft SET body = ?", "{"),
        ("UPDATE draft SET body = ?", "[" * 50_000),
        ("UPDATE section_head SET revision_id = ?", "gone"),
        ("UPDATE section_head SET translation_of = ?", "gone"),
        ("UPDATE section_sibling SET revision_id = ?", "gone"),
        ("UPDATE comment SET parent_id = ?", "gone"),
    ],
)
def test_a_copy_that_does_not_hold_together_is_refused(ours, sent, elsewhere, change, value):
    stream = io.BytesIO()
    Image.new("RGB", (4, 3)).save(stream, "PNG")
    with elsewhere() as other:
        source = sources.add(other, "WHO 2023", "")
    bringing.bring_in(ours, sent)
    sources.change(ours, source.id, "WHO 2022", "")
    with elsewhere() as other:
        first = writing.text(other, KEY).revision
        keep(other, "Theirs.")
        keep(other, "Beside it.", base=first)
        comments.add(other, KEY, "Theirs", "Why?")
        sources.change(other, source.id, "WHO 2024", "")
        images.add(other, stream.getvalue())
        writing.save_draft(other, KEY, typed("Being typed."))
    change_history(sent, change, value)
    before, records = present(ours.store), history.operations(ours)

    assert refused(bringing.bring_in, ours, sent) == "damaged-copy"

    assert (present(ours.store), history.operations(ours)) == (before, records)


def test_a_text_that_is_only_there_and_ends_nowhere_is_refused(ours, sent, elsewhere):
    with elsewhere() as other:
        keep(other, "Theirs.", "conclusion")
    change_history(
        sent,
        "UPDATE section_head SET revision_id = 'gone'"
        " WHERE section_id = (SELECT id FROM section WHERE key = ?)",
        "conclusion",
    )
    for act in (bringing.preview, bringing.bring_in):
        assert refused(act, ours, sent) == "damaged-copy"
    assert read(ours, "conclusion") == ""


def test_a_review_that_is_only_read_takes_nothing_in(closed_review, sent, elsewhere):
    with elsewhere() as other:
        keep(other, "Theirs.")
    before = content_of(closed_review)
    with reviews.open_review(closed_review, read_only=True) as review:
        assert bringing.preview(review, sent).has_news
        assert refused(bringing.bring_in, review, sent) == "read-only"
    assert content_of(closed_review) == before


# --- Any history of three copies -----------------------------------------------------------------

COPIES = st.integers(0, 2)
PLACES = st.sampled_from([(KEY, "en"), (KEY, "fr"), ("methodology", "en")])
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("write"), COPIES, PLACES),
        st.tuples(st.just("type"), COPIES, PLACES),
        st.tuples(st.just("comment"), COPIES, PLACES),
        st.tuples(st.just("undo"), COPIES, st.none()),
        st.tuples(st.just("merge"), COPIES, PLACES),
        st.tuples(st.just("bring"), COPIES, COPIES),
    ),
    max_size=10,
)


def revision_ids(review):
    with review.store.reading() as session:
        return set(session.scalars(text("SELECT id FROM history_revision")))


def play(path, others, number, verb, what):
    """Do one step in one copy; returns the words that were written."""
    words = f"Text {number}."
    with reviews.open_review(path, author=f"Person {path.stem}") as review:
        if verb == "write":
            keep(review, words, what[0], language=what[1])
        elif verb == "type":
            writing.save_draft(review, what[0], typed(words), language=what[1])
        elif verb == "comment":
            words = f"Comment {number}."
            comments.add(review, what[0], "", words, what[1])
        elif verb == "undo" and history.operations(review)[0].undoable:
            history.undo(review)
        elif verb == "merge" and (met := siblings.meetings(review, *what)):
            try:
                siblings.merge(review, met[0], typed(words))
            except KnownError as error:
                assert error.code == "changed-meanwhile"  # noqa: PT017 - a draft was kept first
                return []
        elif verb == "bring" and others[what] != path:
            known = revision_ids(review)
            bringing.bring_in(review, others[what])
            assert revision_ids(review) >= known
            before = present(review.store)
            assert bringing.bring_in(review, others[what]).operation is None
            assert present(review.store) == before
        assert history.broken_links(review) == ()
        return [words] if verb in ("write", "comment") or (verb == "merge" and met) else []


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(STEPS)
def test_copies_that_are_brought_together_hold_every_text(empty_review, steps):
    with tempfile.TemporaryDirectory() as folder:
        others = [Path(folder, f"{number}.vnr") for number in range(3)]
        for each in others:
            shutil.copy(empty_review, each)
        written = {
            words
            for number, (verb, copy, what) in enumerate(steps)
            for words in play(others[copy], others, number, verb, what)
        }
        for each in others:
            with reviews.open_review(each) as review:
                writing.keep_drafts(review)
        # Round and round: all of them have seen each other after two rounds.
        for number in (0, 1, 2, 0, 1, 2):
            play(others[number], others, 99, "bring", (number + 1) % 3)
        held = []
        for each in others:
            with reviews.open_review(each, read_only=True) as review:
                held.append(revision_ids(review))
                remarks = {r.body for t in comments.threads(review) for r in t.remarks}
                said = {words for words in written if words.startswith("Text")}
                assert set(bodies(review)) >= said
                # A comment that was taken back is gone; a text is in the history still.
                assert remarks >= written - said or "undo" in [step[0] for step in steps]
                assert all(comments_follow(review))
        assert held[0] == held[1] == held[2]


def comments_follow(review):
    """Every text that can be merged has a version to merge it with."""
    for key, language in ((KEY, "en"), (KEY, "fr"), ("methodology", "en")):
        for meeting in siblings.meetings(review, key, language):
            yield meeting.other.revision != meeting.present.revision
