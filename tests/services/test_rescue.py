"""Texts that the disk refused: kept apart, offered once, removed when they are not needed."""

import os

import pytest

from tests.db.support import write
from vnr_app.domain.richtext import Document, Paragraph, Text
from vnr_app.domain.richtext_ops import plain_text
from vnr_app.services import rescue, reviews, texts, writing


def document(words):
    return Document(blocks=(Paragraph(id="0" * 12, runs=(Text(words),)),))


def rescued(review):
    return [(each.key, each.language, plain_text(each.document)) for each in rescue.found(review)]


def files():
    return [each for each in rescue.folder().rglob("*") if each.is_file()]


def put(review, words, key="goal-3/trends", language="en", opening="20010909T014640-1"):
    return rescue.write(review.info.id, opening, key, language, document(words))


def test_a_text_is_found_with_all_that_a_person_wants_to_know(review):
    put(review, "Three precious words")
    put(review, "Trois mots", language="fr")
    [english, french] = rescue.found(review)
    assert (english.key, english.language, english.words) == ("goal-3/trends", "en", 3)
    assert (french.key, french.language, french.words) == ("goal-3/trends", "fr", 2)
    assert plain_text(english.document) == "Three precious words"
    assert english.saved_at.tzinfo is not None


def test_a_later_copy_of_the_same_opening_replaces_the_one_before(review):
    put(review, "First")
    put(review, "First and more")
    assert rescued(review) == [("goal-3/trends", "en", "First and more")]


def test_another_opening_replaces_nothing(review):
    put(review, "Of the first opening")
    os.utime(files()[0], (1_000_000_000, 1_000_000_000))
    put(review, "Of the second opening", opening=rescue.new_opening())
    assert [each[2] for each in rescued(review)] == [
        "Of the first opening",
        "Of the second opening",
    ]


@pytest.mark.parametrize("how", ["revision", "draft", "earlier revision"])
def test_a_text_that_the_review_has_is_removed_without_a_word(review, how):
    place = put(review, "Saved after all", "introduction")
    if how == "draft":
        writing.save_draft(review, "introduction", document("Saved after all"))
    else:
        writing.keep(review, "introduction", document("Saved after all"))
    if how == "earlier revision":
        write(review, "introduction", "Something else by now")
    assert rescue.found(review) == ()
    assert not place.exists()
    assert not (rescue.folder() / review.info.id).exists()


def test_the_same_words_elsewhere_do_not_count(review):
    put(review, "Same", "introduction")
    put(review, "Same", "introduction", language="fr")
    put(review, "Same", "goal-3/trends")
    writing.keep(review, "introduction", document("Same"))
    assert sorted(rescued(review)) == [
        ("goal-3/trends", "en", "Same"),
        ("introduction", "fr", "Same"),
    ]


def test_an_empty_text_is_nothing_to_offer(review):
    put(review, "")
    assert rescued(review) == []
    assert files() == []


def test_one_is_discarded_and_the_others_stay(review):
    put(review, "One", "introduction")
    put(review, "Two", "goal-3/trends")
    [one] = [each for each in rescue.found(review) if each.key == "introduction"]
    rescue.discard(one)
    rescue.discard(one)
    assert rescued(review) == [("goal-3/trends", "en", "Two")]


def test_a_save_that_succeeds_needs_no_copy_any_more(review):
    put(review, "Refused at first")
    rescue.saved_after_all(review.info.id, "20010909T014640-1", "goal-3/trends", "fr")
    assert len(files()) == 1
    rescue.saved_after_all(review.info.id, "20010909T014640-1", "goal-3/trends", "en")
    rescue.saved_after_all(review.info.id, "20010909T014640-1", "goal-3/trends", "en")
    assert files() == []


def test_a_copy_that_cannot_be_read_stays_where_it_is(review):
    place = put(review, "Half written")
    place.write_bytes(place.read_bytes()[:40])
    assert rescue.found(review) == ()
    assert place.exists()


def test_texts_of_a_section_that_is_gone_and_of_other_reviews_are_told_apart(review, tmp_path):
    put(review, "Of a chapter that was taken out", "chapter/of our own")
    with reviews.create(tmp_path / "x.vnr", country="KEN", year="2027") as other:
        put(other, "Of another review")
        assert rescued(other) == [("goal-3/trends", "en", "Of another review")]
    assert rescued(review) == [("chapter/of our own", "en", "Of a chapter that was taken out")]


def test_drafts_of_a_crash_are_shown_and_outlive_reading(closed_review):
    with reviews.open_review(closed_review) as crashed:
        writing.save_draft(crashed, "introduction", document("Typed before the crash"))
    for read_only in (True, False):
        with reviews.open_review(closed_review, read_only=read_only) as review:
            shown = writing.text(review, "introduction")
            assert plain_text(shown.document) == "Typed before the crash"


def test_a_draft_of_a_crash_is_kept_before_a_file_takes_its_place(review, tmp_path):
    writing.save_draft(review, "introduction", document("Typed before the crash"))
    file = tmp_path / "text.txt"
    file.write_text("From the file")
    texts.write_file(review, "introduction", file)
    assert plain_text(writing.text(review, "introduction").document) == "From the file"
    put(review, "Typed before the crash", "introduction")
    assert rescue.found(review) == ()  # for the history has it
