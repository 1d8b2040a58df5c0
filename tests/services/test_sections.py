import pytest
from sqlalchemy import text

from tests.db.support import write
from vnr_app.domain.richtext import Document, Paragraph, Text
from vnr_app.domain.richtext_ops import is_empty, plain_text
from vnr_app.domain.sections import SectionStatus
from vnr_app.errors import KnownError
from vnr_app.services import history, reviews, sections, writing


def typed(words):
    return Document(blocks=(Paragraph(id="000000000001", runs=(Text(words),)),))


def read(review, key="introduction"):
    return plain_text(writing.text(review, key).document)


def state(review, key):
    states = {each.key: each for each in sections.outline(review)}
    parts = {part.key: part for each in states.values() for part in each.parts}
    return (states | parts)[key]


def test_an_unwritten_section_is_an_empty_text(review):
    found = writing.text(review, "introduction")
    assert is_empty(found.document)
    assert (found.revision, found.saved_at, found.language) == (None, None, "en")
    assert writing.all_texts(review) == {}


def test_what_is_typed_is_on_disk_before_it_is_a_revision(closed_review):
    with reviews.open_review(closed_review) as review:
        saved = writing.save_draft(review, "introduction", typed("Draft."))
        assert len(history.operations(review)) == 1  # typing is no operation
    with reviews.open_review(closed_review) as review:
        assert read(review) == "Draft."
        assert writing.text(review, "introduction").saved_at == saved
        assert state(review, "introduction").words == 1


def test_keeping_makes_a_revision_and_drops_the_draft(review):
    writing.save_draft(review, "introduction", typed("Draft."))
    kept = writing.keep(review, "introduction", typed("Kept text."))

    assert read(review) == "Kept text."
    assert writing.text(review, "introduction").revision == kept.revision
    assert len(kept.revision) == 64
    with review.store.reading() as session:
        assert session.execute(text("SELECT COUNT(*) FROM draft")).scalar() == 0
    assert history.operations(review)[0].title == "Write “Introduction”"
    assert state(review, "introduction").status is SectionStatus.DRAFTING


def test_an_unchanged_text_makes_no_revision(review):
    first = write(review, "introduction", "Words.")
    records = history.operations(review)
    writing.save_draft(review, "introduction", typed("Words."))
    again = write(review, "introduction", "Words.")
    assert again.revision == first.revision
    assert history.operations(review) == records
    with review.store.reading() as session:
        assert session.execute(text("SELECT COUNT(*) FROM draft")).scalar() == 0


def test_an_empty_text_of_an_unwritten_section_makes_no_revision(review):
    assert writing.keep(review, "introduction", Document()).revision is None
    assert len(history.operations(review)) == 1


def test_a_text_can_be_emptied_again(review):
    write(review, "introduction", "Words.")
    writing.keep(review, "introduction", Document())
    assert read(review) == ""
    history.undo(review)
    assert read(review) == "Words."


def test_revisions_name_their_parents(review):
    first = write(review, "introduction", "First.")
    second = write(review, "introduction", "Second.")
    with review.store.reading() as session:
        rows = session.execute(text("SELECT id, parents, author, words FROM history_revision"))
        parents = {row.id: (row.parents, row.author, row.words) for row in rows}
    assert parents == {
        first.revision: ("[]", "Coordinator", 1),
        second.revision: (f'["{first.revision}"]', "Coordinator", 1),
    }


def test_words_of_the_parts_add_up(review):
    write(review, "goal-3/trends", "One two three.")
    write(review, "goal-3/lessons", "Four.")
    goal = state(review, "goal-3")
    assert goal.words == 4
    assert goal.status is SectionStatus.DRAFTING
    assert state(review, "goal-3/trends").words == 3
    assert state(review, "goal-4").words == 0


def test_a_status_is_set_and_taken_back(review):
    sections.set_status(review, "goal-3/trends", SectionStatus.CLEARED)
    assert state(review, "goal-3/trends").status is SectionStatus.CLEARED
    assert state(review, "goal-3").status is SectionStatus.DRAFTING
    history.undo(review)
    assert state(review, "goal-3").status is SectionStatus.NOT_STARTED
    sections.set_status(review, "goal-3", SectionStatus.LOCKED)
    assert state(review, "goal-3").status is SectionStatus.LOCKED


@pytest.mark.parametrize("act", ["text", "keep", "save_draft", "set_status"])
def test_a_section_that_is_not_there_is_named(review, act):
    arguments = {
        "text": (),
        "keep": (typed("Words."),),
        "save_draft": (typed("Words."),),
        "set_status": (SectionStatus.LOCKED,),
    }[act]
    service = sections if act == "set_status" else writing
    before = history.operations(review)
    with pytest.raises(KnownError) as caught:
        getattr(service, act)(review, "goal-3/trend", *arguments)
    assert caught.value.code == "unknown-section"
    assert "goal-3/trends" in caught.value.hint
    assert history.operations(review) == before


def test_a_section_with_parts_is_written_in_its_parts(review):
    with pytest.raises(KnownError) as caught:
        writing.keep(review, "goal-3", typed("Words."))
    assert caught.value.code == "section-has-parts"
    assert "goal-3/headline" in caught.value.hint
