import pytest

from tests.services.desk import KEY, titles
from vnr_app.errors import KnownError
from vnr_app.services import comments, history, reviews, sections


def thread(review, **where):
    [found] = comments.threads(review, **where)
    return found


def open_count(review):
    return next(each.comments for each in sections.outline(review) if each.key == "goal-3")


def test_a_comment_is_stored_with_what_it_is_about(review):
    made = comments.add(review, "goal-3/trends", " fell to 12 ", " Says who? ", "fr")

    found = thread(review)
    assert (found.id, found.section, found.language) == (made, "goal-3/trends", "fr")
    assert (found.quote, found.resolved) == ("fell to 12", False)
    [remark] = found.remarks
    assert (remark.id, remark.author, remark.body) == (made, "Coordinator", "Says who?")
    assert titles(review) == ["Comment on “Goal 3: Trends”"]
    assert open_count(review) == 1


def test_threads_are_found_by_section_and_language(review):
    comments.add(review, "goal-3/trends", "", "One.")
    comments.add(review, "goal-13/trends", "", "Two.", "fr")

    def found(**where):
        return [each.remarks[0].body for each in comments.threads(review, **where)]

    assert found() == ["One.", "Two."]
    assert found(section="goal-3") == found(section="goal-3/trends") == ["One."]
    assert found(section="goal-1") == []
    assert found(language="fr") == ["Two."]


def test_answers_follow_in_their_order_and_open_a_thread_again(closed_review):
    with reviews.open_review(closed_review, author="Planning") as review:
        first = comments.add(review, KEY, "words", "Why?")
        comments.resolve(review, first)
        assert thread(review).resolved
    with reviews.open_review(closed_review, author="Finance") as review:
        comments.reply(review, first, "Because.")
        comments.reply(review, first, "And more.")
        found = thread(review)
    assert [each.body for each in found.remarks] == ["Why?", "Because.", "And more."]
    assert [each.author for each in found.remarks] == ["Planning", "Finance", "Finance"]
    assert not found.resolved


def test_settled_threads_are_not_counted(review):
    first = comments.add(review, "goal-3/trends", "", "Why?")
    comments.reply(review, first, "Because.")
    assert open_count(review) == 1
    comments.resolve(review, first)
    assert open_count(review) == 0
    comments.resolve(review, first, resolved=False)
    assert open_count(review) == 1


def test_a_remark_is_put_otherwise_and_back(review):
    first = comments.add(review, KEY, "", "Why?")
    comments.edit(review, first, "Why so?")
    assert thread(review).remarks[0].body == "Why so?"
    history.undo(review)
    assert thread(review).remarks[0].body == "Why?"


def test_a_deleted_thread_comes_back_with_its_answers_and_authors(closed_review):
    with reviews.open_review(closed_review, author="Planning") as review:
        first = comments.add(review, KEY, "words", "Why?")
        answer = comments.reply(review, first, "Because.")
        comments.reply(review, first, "And more.")
        before = comments.threads(review)
    with reviews.open_review(closed_review, author="Finance") as review:
        comments.remove(review, first)
        assert comments.threads(review) == ()
        history.undo(review)
        assert comments.threads(review) == before
        history.redo(review)
        assert comments.threads(review) == ()
        history.undo(review)
        comments.remove(review, answer)
        assert [each.body for each in thread(review).remarks] == ["Why?", "And more."]
        assert history.broken_links(review) == ()


@pytest.mark.parametrize("act", ["reply", "edit", "resolve", "remove"])
def test_a_comment_that_is_gone_is_said(review, act):
    arguments = ("Words.",) if act in ("reply", "edit") else ()
    before = history.operations(review)
    with pytest.raises(KnownError) as caught:
        getattr(comments, act)(review, "nothing", *arguments)
    assert caught.value.code == "unknown-comment"
    assert history.operations(review) == before


def test_a_comment_needs_words_and_a_place(review):
    first = comments.add(review, KEY, "", "Why?")
    before = history.operations(review)
    for act in (lambda: comments.add(review, KEY, "words", " "),
                lambda: comments.reply(review, first, ""),
                lambda: comments.edit(review, first, "\n")):  # fmt: skip
        with pytest.raises(KnownError) as caught:
            act()
        assert caught.value.code == "empty-comment"
    with pytest.raises(KnownError) as caught:
        comments.add(review, "goal-3", "", "Where?")
    assert caught.value.code == "section-has-parts"
    assert history.operations(review) == before
