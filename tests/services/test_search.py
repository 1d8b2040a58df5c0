"""Finding and replacing in all texts of a review."""

import pytest

from tests.services.desk import KEY, drafts, keep, read, titles, typed
from vnr_app.domain.richtext import Document, NoteRef, Paragraph, Text, ValueRef
from vnr_app.domain.richtext_letters import Wanted
from vnr_app.domain.richtext_ops import value_refs
from vnr_app.domain.sections import SectionStatus
from vnr_app.errors import CancelledError
from vnr_app.jobs import JobContext
from vnr_app.services import history, revisions, search, sections, writing

OTHER = "methodology"
PART = "goal-3/trends"
WORD = Wanted("poverty")


def places(found):
    return [(each.key, len(each.matches)) for each in found]


def written(review):
    keep(review, "Poverty and poverty.", PART)
    keep(review, "Of poverty.", KEY)
    keep(review, "Of hunger.", OTHER)
    return review


def test_texts_are_found_in_the_order_of_the_report(review):
    found = search.find(written(review), WORD)
    assert places(found) == [(KEY, 1), (PART, 2)]
    assert [each.title for each in found] == ["Introduction", "Goal 3: Trends"]
    assert [each.status for each in found] == [SectionStatus.DRAFTING] * 2
    assert places(search.find(review, WORD, section="goal-3")) == [(PART, 2)]


def test_what_was_read_is_searched_without_the_file(review):
    read_before = search.read(written(review))
    review.close()
    assert places(search.find_in(read_before, WORD, JobContext())) == [(KEY, 1), (PART, 2)]
    stopped = JobContext()
    stopped.cancelled.set()
    with pytest.raises(CancelledError):
        search.find_in(read_before, WORD, stopped)


def test_what_is_being_typed_is_found(review):
    writing.save_draft(review, KEY, typed("Poverty."))
    assert places(search.find(review, WORD)) == [(KEY, 1)]


def test_each_language_is_searched_alone(review):
    keep(written(review), "La pauvreté; poverty.", KEY, language="fr")
    assert places(search.find(review, WORD, "fr")) == [(KEY, 1)]
    search.replace_all(review, WORD, "X", [KEY, PART], "fr")
    assert read(review, KEY, "fr") == "La pauvreté; X."
    assert read(review, KEY) == "Of poverty."


def test_all_is_replaced_as_one_operation_and_taken_back_as_one(review):
    before = len(history.operations(written(review)))
    made = search.replace_all(review, WORD, "need", [KEY, PART, OTHER])
    assert (made.places, made.texts, made.locked) == (3, 2, ())
    assert (read(review, PART), read(review)) == ("need and need.", "Of need.")
    assert len(history.operations(review)) == before + 1
    assert titles(review) == ["Replace “poverty” by “need” in 2 texts"]
    history.undo(review)
    assert (read(review, PART), read(review)) == ("Poverty and poverty.", "Of poverty.")
    history.redo(review)
    assert read(review) == "Of need."


def test_the_text_before_stays_in_the_versions(review):
    first = keep(review, "Of poverty.")
    search.replace_all(review, WORD, "need", [KEY])
    newest, older = revisions.of_section(review, KEY)
    assert newest.parents == (older.id,) == (first.revision,)


def test_what_is_being_typed_is_kept_first(review):
    keep(review, "Of poverty.")
    writing.save_draft(review, KEY, typed("Of poverty and more."))
    search.replace_all(review, WORD, "need", [KEY])
    assert read(review) == "Of need and more."
    assert drafts(review) == 0
    history.undo(review)
    assert read(review) == "Of poverty and more."


def test_a_draft_that_met_a_newer_text_waits_and_is_not_lost(review):
    base = keep(review, "Of poverty.")
    keep(review, "Of poverty, newer.", base=base.revision)
    writing.save_draft(review, KEY, typed("Of poverty, typed."), base=base.revision)
    search.replace_all(review, WORD, "need", [KEY])
    assert read(review) == "Of need, newer."
    bodies = {read_revision(review, each.id) for each in revisions.of_section(review, KEY)}
    assert {"Of poverty, typed.", "Of poverty, newer."} <= bodies


def read_revision(review, revision):
    [block] = revisions.document(review, revision).blocks
    return block.runs[0].text


def test_locked_texts_are_left_out_and_named(review):
    written(review)
    sections.set_status(review, "goal-3", SectionStatus.LOCKED)
    assert [each.status for each in search.find(review, WORD)] == [
        SectionStatus.DRAFTING,
        SectionStatus.LOCKED,
    ]
    made = search.replace_all(review, WORD, "need", [KEY, PART])
    assert (made.texts, made.locked) == (1, ("Goal 3: Trends",))
    assert read(review, PART) == "Poverty and poverty."


def test_a_cleared_text_says_so_and_is_replaced_only_where_it_is_asked_for(review):
    written(review)
    sections.set_status(review, PART, SectionStatus.CLEARED)
    assert search.find(review, WORD)[1].status is SectionStatus.CLEARED
    search.replace_all(review, WORD, "need", [KEY])
    assert read(review, PART) == "Poverty and poverty."
    search.replace_all(review, WORD, "need", [PART])
    assert read(review, PART) == "need and need."


def test_nothing_found_writes_nothing(review):
    before = history.operations(written(review))
    assert search.replace_all(review, Wanted("zebra"), "x", [KEY]) == search.Replaced(0, 0)
    assert search.replace_all(review, Wanted("Of", match_case=True), "Of", [KEY]).texts == 0
    assert history.operations(review) == before


def test_notes_are_replaced_and_living_numbers_are_not(review):
    value = ValueRef("s", "2023", text="poverty")
    runs = (Text("Of poverty"), NoteRef((Text("More poverty."),)), value)
    writing.keep(review, KEY, Document(blocks=(Paragraph(runs=runs),)))
    assert search.replace_all(review, WORD, "need", [KEY]).places == 2
    document = writing.text(review, KEY).document
    assert value_refs(document) == (value,)
    assert document.blocks[0].runs[1] == NoteRef((Text("More need."),))
