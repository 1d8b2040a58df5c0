"""Nothing that was typed is lost, whatever it was typed on."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from tests.services.desk import KEY, bodies, drafts, keep, read, typed
from vnr_app.domain.richtext_ops import plain_text
from vnr_app.errors import KnownError
from vnr_app.services import history, reviews, revisions, texts, writing

LANGUAGES = st.sampled_from(["en", "fr"])


def waiting(review, key=KEY, language=None):
    return [each for each in revisions.of_section(review, key, language) if each.waiting]


def test_a_text_typed_on_an_older_revision_waits_beside_the_head(review):
    first = keep(review, "First.")
    keep(review, "Second.", base=first.revision)

    met = keep(review, "Other second.", base=first.revision)

    assert met.met
    assert met.waiting
    assert read(review) == "Second."
    [other] = waiting(review)
    assert other.parents == (first.revision,)
    assert sorted(bodies(review)) == ["First.", "Other second.", "Second."]


def test_a_text_typed_where_there_was_none_does_not_replace_one(review):
    keep(review, "Theirs.")
    met = keep(review, "Mine.", base=writing.FROM_NOTHING)
    assert (met.met, read(review)) == (True, "Theirs.")
    assert len(waiting(review)) == 1


def test_what_comes_from_a_waiting_text_takes_its_place(review):
    first = keep(review, "First.")
    keep(review, "Second.", base=first.revision)
    keep(review, "Mine.", base=first.revision)
    [mine] = waiting(review)

    keep(review, "Mine, and more.", base=mine.id)

    [now] = waiting(review)
    assert now.parents == (mine.id,)
    assert read(review) == "Second."


def test_a_page_that_was_not_typed_on_meets_nothing(review):
    first = keep(review, "First.")
    keep(review, "Second.", base=first.revision)
    before = history.operations(review)

    kept = keep(review, "First.", base=first.revision)

    # The page shows the first text still: what is typed there later must not pass for the second.
    assert (kept.met, kept.revision) == (False, first.revision)
    assert read(review) == "Second."
    assert history.operations(review) == before


def test_two_people_who_type_the_same_meet_nothing(review):
    first = keep(review, "First.")
    second = keep(review, "Second.", base=first.revision)
    kept = keep(review, "Second.", base=first.revision)
    assert (kept.met, kept.revision, waiting(review)) == (False, second.revision, [])


def test_a_draft_keeps_the_base_that_it_was_begun_on(review):
    first = keep(review, "First.")
    writing.save_draft(review, KEY, typed("Mine"), base=first.revision)
    writing.save_draft(review, KEY, typed("Mine."), base=first.revision)
    assert writing.text(review, KEY).revision == first.revision
    assert writing.keep_drafts(review) == 1
    assert (read(review), drafts(review)) == ("Mine.", 0)


def test_a_draft_is_not_overwritten_by_what_was_typed_on_another_revision(review):
    first = keep(review, "First.")
    writing.save_draft(review, KEY, typed("Left by a crash."), base=writing.FROM_NOTHING)

    writing.save_draft(review, KEY, typed("Typed now."), base=first.revision)
    assert read(review) == "Typed now."
    assert "Left by a crash." in bodies(review)
    assert len(waiting(review)) == 1


def test_a_draft_is_not_dropped_by_what_is_kept_on_another_revision(review):
    first = keep(review, "First.")
    writing.save_draft(review, KEY, typed("Left by a crash."), base=writing.FROM_NOTHING)
    keep(review, "Typed now.", base=first.revision)
    assert read(review) == "Typed now."
    assert "Left by a crash." in bodies(review)


def test_a_file_that_sets_a_text_keeps_the_draft_before(review, tmp_path):
    writing.save_draft(review, KEY, typed("Left by a crash."))
    path = tmp_path / "text.txt"
    path.write_text("From a file.")

    texts.write_file(review, KEY, path)

    assert read(review) == "From a file."
    assert "Left by a crash." in bodies(review)
    history.undo(review)
    assert read(review) == "Left by a crash."


def test_drafts_of_every_language_become_revisions(closed_review):
    with reviews.open_review(closed_review, author="Writer") as review:
        writing.save_draft(review, KEY, typed("Left."))
        writing.save_draft(review, KEY, typed("Laissé."), language="fr")
        saved = writing.text(review, KEY).saved_at
    with reviews.open_review(closed_review, author="Reader") as review:
        assert writing.keep_drafts(review) == 2
        assert writing.keep_drafts(review) == 0
        assert (read(review), read(review, language="fr")) == ("Left.", "Laissé.")
        [revision] = revisions.of_section(review, KEY)
        # Who kept it did not write it.
        assert (revision.author, revision.at) == ("Writer", saved)
        assert history.operations(review)[0].author == "Reader"
        assert history.broken_links(review) == ()


def test_undo_of_an_older_text_points_to_the_history(review):
    keep(review, "First.")
    first = history.operations(review)[0].id
    keep(review, "Second.")
    with pytest.raises(KnownError) as caught:
        history.undo(review, first)
    assert caught.value.code == "undo-conflict"
    assert "history" in caught.value.hint
    assert read(review) == "Second."


def test_what_is_typed_on_a_text_that_was_taken_back_waits(review):
    first = keep(review, "First.")
    second = keep(review, "Second.", base=first.revision)
    history.undo(review)
    met = keep(review, "Second, and more.", base=second.revision)
    assert (met.met, read(review)) == (True, "First.")
    assert "Second, and more." in bodies(review)


def test_undo_of_a_text_that_met_another_takes_it_back_alone(review):
    first = keep(review, "First.")
    keep(review, "Second.", base=first.revision)
    keep(review, "Mine.", base=first.revision)
    history.undo(review)
    assert (read(review), waiting(review)) == ("Second.", [])
    history.redo(review)
    assert len(waiting(review)) == 1
    assert "Mine." in bodies(review)


class Expected:
    """What a person would say of a text in two languages: what it says, what can be undone."""

    def __init__(self):
        self.heads = {"en": "", "fr": ""}
        self.drafts = {}
        self.done = []
        self.undone = []
        self.kept = set()

    def shown(self, language):
        return self.drafts.get(language, self.heads[language])

    def keep(self, language, words):
        self.drafts.pop(language, None)
        if words != self.heads[language]:
            self.done.append((language, self.heads[language], words))
            self.undone = []
            self.heads[language] = words
            self.kept.add(words)

    def keep_drafts(self, *languages):
        for language in sorted(languages or self.drafts):
            self.keep(language, self.shown(language))

    def undo(self):
        """Whether there was anything to take back."""
        self.keep_drafts()
        if not self.done:
            return False
        self.undone.append(self.done.pop())
        language, before, _after = self.undone[-1]
        self.heads[language] = before
        return True

    def can_redo(self):
        return bool(self.undone) and self.undone[-1][0] not in self.drafts

    def redo(self):
        self.done.append(self.undone.pop())
        language, _before, after = self.done[-1]
        self.heads[language] = after


class TypingMachine(RuleBasedStateMachine):
    """One person at one text in two languages, with crashes."""

    def __init__(self):
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.path = Path(self.folder.name, "r.vnr")
        self.review = reviews.create(self.path, country="ARM", year="2027", author="Writer")
        self.expected = Expected()
        self.number = 0

    def teardown(self):
        self.review.close()
        self.folder.cleanup()

    def words(self):
        self.number += 1
        return f"Text {self.number}."

    def base(self, language):
        return writing.text(self.review, KEY, language).revision or writing.FROM_NOTHING

    @rule(language=LANGUAGES)
    def autosave(self, language):
        words = self.expected.drafts[language] = self.words()
        base = self.base(language)
        writing.save_draft(self.review, KEY, typed(words), language=language, base=base)

    @rule(language=LANGUAGES, empty=st.booleans())
    def keep(self, language, empty):
        words = "" if empty else self.words()
        kept = keep(self.review, words, language=language, base=self.base(language))
        assert not kept.met
        self.expected.keep(language, words)

    @rule()
    def keep_what_was_left(self):
        writing.keep_drafts(self.review)
        self.expected.keep_drafts()

    @rule()
    def undo(self):
        if self.expected.undo():
            history.undo(self.review)
        else:
            with pytest.raises(KnownError):
                history.undo(self.review)

    @rule()
    def redo(self):
        if self.expected.can_redo():
            history.redo(self.review)
            self.expected.redo()
        else:
            with pytest.raises(KnownError):
                history.redo(self.review)

    @rule(language=LANGUAGES, which=st.integers(0, 9))
    def restore(self, language, which):
        if found := revisions.of_section(self.review, KEY, language):
            chosen = found[which % len(found)].id
            revisions.restore(self.review, chosen)
            self.expected.keep_drafts(language)
            self.expected.keep(language, plain_text(revisions.document(self.review, chosen)))

    @rule()
    def reopen(self):
        self.review.close()
        self.review = reviews.open_review(self.path, author="Writer")

    @invariant()
    def what_was_typed_is_read(self):
        for language in self.expected.heads:
            assert read(self.review, language=language) == self.expected.shown(language)

    @invariant()
    def nothing_kept_is_lost(self):
        assert set(bodies(self.review)) >= self.expected.kept
        assert history.broken_links(self.review) == ()


TypingMachine.TestCase.settings = settings(
    max_examples=15,
    stateful_step_count=15,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
test_any_sequence_of_edits_ends_in_the_same_text = TypingMachine.TestCase
