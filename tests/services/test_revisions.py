import pytest

from tests.services.desk import KEY, bodies, drafts, keep, read, typed
from vnr_app.domain.richtext_ops import plain_text
from vnr_app.errors import KnownError
from vnr_app.services import history, reviews, revisions, siblings, writing


def code_of(act, *arguments):
    with pytest.raises(KnownError) as caught:
        act(*arguments)
    return caught.value.code


def test_the_history_of_a_text_says_who_wrote_what(closed_review):
    with reviews.open_review(closed_review, author="Planning") as review:
        keep(review, "One two three.")
    with reviews.open_review(closed_review, author="Finance") as review:
        keep(review, "One.")
        keep(review, "Autre.", language="fr")

        newest, oldest = revisions.of_section(review, KEY)

        assert (newest.author, newest.words, newest.change) == ("Finance", 1, -2)
        assert (oldest.author, oldest.words, oldest.change) == ("Planning", 3, 3)
        assert newest.parents == (oldest.id,)
        assert (newest.is_head, oldest.is_head) == (True, False)
        assert newest.at > oldest.at
        assert plain_text(revisions.document(review, oldest.id)) == "One two three."
        assert [each.language for each in revisions.of_section(review, KEY, "fr")] == ["fr"]
        assert revisions.of_section(review, "methodology") == ()


def test_what_is_not_there_is_named(review):
    assert code_of(revisions.document, review, "nothing") == "unknown-revision"
    assert code_of(revisions.restore, review, "nothing") == "unknown-revision"
    assert code_of(revisions.of_section, review, "nothing") == "unknown-section"


def test_an_earlier_text_comes_back_as_a_new_revision(review):
    first = keep(review, "First.")
    second = keep(review, "Second.")

    restored = revisions.restore(review, first.revision)

    assert read(review) == "First."
    newest = revisions.of_section(review, KEY)[0]
    assert newest.id == restored.revision != first.revision
    assert set(newest.parents) == {first.revision, second.revision}
    history.undo(review)
    assert read(review) == "Second."
    history.redo(review)
    assert read(review) == "First."
    assert history.broken_links(review) == ()


def test_restoring_what_is_there_does_nothing(review):
    first = keep(review, "First.")
    before = history.operations(review)
    assert revisions.restore(review, first.revision).revision == first.revision
    assert history.operations(review) == before


def test_a_draft_is_kept_before_an_earlier_text_comes_back(review):
    first = keep(review, "First.")
    keep(review, "Second.")
    writing.save_draft(review, KEY, typed("Second. Typing"))
    writing.save_draft(review, KEY, typed("Tapé"), language="fr")

    revisions.restore(review, first.revision)

    assert read(review) == "First."
    assert "Second. Typing" in bodies(review)
    assert drafts(review) == 1  # of the other language, which is nobody's business here
    history.undo(review)
    assert sorted(bodies(review)).count("Tapé") == 1


def test_undo_of_restoring_does_not_hide_what_was_typed_since(review):
    first = keep(review, "First.")
    keep(review, "Second.")
    revisions.restore(review, first.revision)
    restoring = history.operations(review)[0].id
    writing.save_draft(review, KEY, typed("First. And more."))

    assert code_of(history.undo, review, restoring) == "undo-conflict"
    assert read(review) == "First. And more."


def test_restoring_a_waiting_text_settles_the_meeting(review):
    first = keep(review, "First.")
    keep(review, "Second.")
    keep(review, "Mine.", base=first.revision)
    [mine] = [each for each in revisions.of_section(review, KEY) if each.waiting]
    revisions.restore(review, mine.id)
    assert (read(review), siblings.meetings(review, KEY)) == ("Mine.", ())
    history.undo(review)
    assert (read(review), len(siblings.meetings(review, KEY))) == ("Second.", 1)


# --- Versions with a name ------------------------------------------------------------------------


def test_a_name_holds_the_texts_as_they_were(review):
    keep(review, "First.")
    writing.save_draft(review, "methodology", typed("Draft."))

    made = revisions.name_version(review, " Sent to cabinet ", "By mail.")
    keep(review, "Second.")

    [named] = revisions.named_versions(review)
    assert (named.id, named.name, named.note, named.texts) == (
        made, "Sent to cabinet", "By mail.", 2,
    )  # fmt: skip
    newest, oldest = revisions.of_section(review, KEY)
    assert (newest.names, oldest.names) == ((), ("Sent to cabinet",))


def test_a_section_is_named_with_its_parts(review):
    keep(review, "One.", "goal-3/trends")
    keep(review, "Two.", "goal-3/lessons")
    keep(review, "Three.", "goal-13/lessons")
    revisions.name_version(review, "Read", key="goal-3")
    assert [each.texts for each in revisions.named_versions(review)] == [2]
    assert revisions.of_section(review, "goal-13/lessons")[0].names == ()


def test_a_name_can_be_taken_back_and_given_again(review):
    keep(review, "First.")
    keep(review, "Second.", "methodology")
    revisions.name_version(review, "Read")
    history.undo(review)
    assert revisions.named_versions(review) == ()
    history.redo(review)
    assert [each.texts for each in revisions.named_versions(review)] == [2]


def test_nothing_cannot_be_named(review):
    before = history.operations(review)
    assert code_of(revisions.name_version, review, "  ") == "no-name"
    assert code_of(revisions.name_version, review, "Read") == "nothing-written"
    assert history.operations(review) == before


def test_a_named_version_knows_which_texts_changed_since(review):
    first = keep(review, "First.")
    keep(review, "Method.", key="methodology")
    version = revisions.name_version(review, "Sent")
    assert revisions.changed_since(review) == {}
    keep(review, "Second.")
    [changed] = revisions.changed_since(review)[version]
    assert (changed.section, changed.title) == (KEY, "Introduction")
    assert (changed.language, changed.revision) == (review.info.language, first.revision)
    later = revisions.name_version(review, "Again")
    assert later not in revisions.changed_since(review)
