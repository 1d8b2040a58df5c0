"""Undo and redo: the present is always what the operations that stand have made of it."""

import itertools
import tempfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from db.operation import operation
from db.queries import texts
from tests.db.support import give_owner, held_rows, make_plan, present, run_import, write
from vnr_app.domain.richtext import Document, Paragraph, Text
from vnr_app.domain.richtext_ops import plain_text
from vnr_app.domain.sections import SectionStatus
from vnr_app.errors import KnownError
from vnr_app.services import comments, history, indicators, reviews, sections, writing

# --- Any sequence of imports, undos and redos ---------------------------------------------------

KEYS = st.tuples(
    st.sampled_from(["3.1.1", "4.1.1"]),
    st.sampled_from(["", "F"]),
    st.sampled_from(["2013", "2014", "2015", "2015/16", "2016", "2017"]),
)
IMPORTS = st.tuples(
    st.just("import"), st.sets(KEYS, min_size=1, max_size=9), st.sets(st.integers(0, 8), max_size=3)
)
UNDOS = st.tuples(st.just("undo"), st.integers(0, 9), st.none())
REDOS = st.tuples(st.just("redo"), st.none(), st.none())
NOTES = ("", "a note", "another note")


def plan_of(step, keys):
    """Files agree on some numbers and disagree on others."""
    figures = {key: str(step % 2 + place % 2) for place, key in enumerate(sorted(keys))}
    return make_plan(f"file-{step}.csv", figures, note=NOTES[step % 3])


def shown_state(store):
    """The present without the counters of the history, which differ between two reviews."""
    state = present(store)
    del state["current_run"], state["review"], state["section"]
    with store.reading() as session:
        state["values"] = held_rows(session)
    return state


def figures_of(review):
    found = indicators.observations(review)
    return {(o.series.code, o.dimensions, o.period.label): o.value.number for o in found}


class Expected:
    """What a person would say of the operations: which stand, which can be done again."""

    def __init__(self):
        self.plans = {}
        self.undone = []
        self.redoable = []

    def standing(self):
        return [each for each in self.plans if each not in self.undone]

    def figures(self):
        """Key → number, the later import before the earlier one."""
        plans = [self.plans[each] for each in self.standing()]
        return {
            (plan.series[o.series].code, o.dimensions, o.period.label): o.value.number
            for plan in plans
            for o in plan.observations
        }

    def did(self, identity, plan):
        self.plans[identity] = plan
        self.redoable = []

    def undid(self, identity):
        self.undone.append(identity)
        self.redoable.append(identity)

    def redid(self, identity):
        assert self.redoable.pop() == identity
        self.undone.remove(identity)


def play(review, steps):
    """Do the steps; those that are impossible at that point are skipped."""
    expected = Expected()
    for number, (verb, what, left_out) in enumerate(steps):
        if verb == "import":
            plan = plan_of(number, what)
            identity = run_import(review, plan, left_out)
            taken = [o for at, o in enumerate(plan.observations) if at not in left_out]
            expected.did(identity, replace(plan, observations=tuple(taken)))
        elif verb == "undo" and expected.standing():
            standing = expected.standing()
            chosen = standing[what % len(standing)]
            assert history.undo(review, chosen).id == chosen
            expected.undid(chosen)
        elif verb == "redo" and expected.redoable:
            expected.redid(history.redo(review).id)
    return expected


@settings(max_examples=25, deadline=None)
@given(st.lists(st.one_of(IMPORTS, UNDOS, REDOS), min_size=2, max_size=9))
def test_the_present_is_what_the_standing_imports_say(empty_review, steps):
    content = empty_review.read_bytes()
    with tempfile.TemporaryDirectory() as folder:
        first, second = Path(folder, "a.vnr"), Path(folder, "b.vnr")
        first.write_bytes(content)
        second.write_bytes(content)
        with reviews.open_review(first) as played, reviews.open_review(second) as replayed:
            expected = play(played, steps)
            for identity in expected.standing():
                # What was left out is as if the file had never said it.
                run_import(replayed, expected.plans[identity])
            assert shown_state(played.store) == shown_state(replayed.store)
            assert figures_of(played) == expected.figures()
            assert history.broken_links(played) == ()
            undone = {each.id for each in history.operations(played) if each.undone}
            assert undone == set(expected.undone)


def test_undo_of_an_import_brings_back_every_row(review):
    women, everybody, pupils = ("3.1.1", "F", "2015"), ("3.1.1", "", "2015"), ("4.1.1", "", "2016")
    run_import(review, make_plan("a.csv", {women: "1", everybody: "2"}))
    before = present(review.store)
    run_import(review, make_plan("b.csv", {women: "3", pupils: "4"}))
    after = present(review.store)

    history.undo(review)
    assert present(review.store) == before
    history.redo(review)
    assert present(review.store) == after


def test_every_order_of_taking_three_imports_back_ends_in_nothing(closed_review):
    with reviews.open_review(closed_review) as review:
        before = present(review.store)
        for order in itertools.permutations(range(3)):
            made = [
                run_import(review, make_plan(f"{n}.csv", {("3.1.1", "", "2015"): str(n)}))
                for n in range(3)
            ]
            for place in order:
                history.undo(review, made[place])
            assert present(review.store) == before, order


# --- Rows ---------------------------------------------------------------------------------------


def owner_of(review, key):
    with review.store.reading() as session:
        return texts.section_by_key(session, key).owner


def test_a_row_changed_since_is_left_alone(review):
    first = give_owner(review.store, "introduction", "Planning")
    give_owner(review.store, "introduction", "Finance")
    before, records = present(review.store), history.operations(review)

    with pytest.raises(KnownError) as caught:
        history.undo(review, first)

    assert caught.value.code == "undo-conflict"
    assert present(review.store) == before
    assert history.operations(review) == records


def test_a_comment_that_was_answered_is_not_taken_back(review):
    thread = comments.add(review, "introduction", "words", "Why?")
    made = history.operations(review)[0].id
    comments.reply(review, thread, "Because.")

    with pytest.raises(KnownError) as caught:
        history.undo(review, made)

    assert caught.value.code == "undo-conflict"
    assert [len(each.remarks) for each in comments.threads(review)] == [2]
    history.undo(review)
    history.undo(review, made)
    assert comments.threads(review) == ()


def test_operations_on_other_rows_are_taken_out_of_the_middle(review):
    first = give_owner(review.store, "introduction", "Planning")
    give_owner(review.store, "methodology", "Finance")

    history.undo(review, first)

    assert owner_of(review, "introduction") == ""
    assert owner_of(review, "methodology") == "Finance"


def test_rows_made_and_deleted_come_and_go_with_undo_and_redo(review):
    with operation(review.store, "plan", "Give a date and drop a section") as running:
        texts.section_by_key(running.session, "introduction").due = date(2027, 3, 1)
        running.session.delete(texts.section_by_key(running.session, "annex-good-practices"))

    def state():
        with review.store.reading() as session:
            gone = texts.section_by_key(session, "annex-good-practices") is None
            return texts.section_by_key(session, "introduction").due, gone

    assert state() == (date(2027, 3, 1), True)
    history.undo(review)
    assert state() == (None, False)
    history.redo(review)
    assert state() == (date(2027, 3, 1), True)


def test_what_cannot_be_undone_is_said(review):
    def code(action, *arguments):
        with pytest.raises(KnownError) as caught:
            action(review, *arguments)
        return caught.value.code

    assert code(history.undo) == "nothing-to-undo"
    assert code(history.redo) == "nothing-to-redo"
    assert code(history.undo, "nonsense") == "unknown-operation"
    assert code(history.undo, history.operations(review)[0].id) == "not-undoable"
    made = give_owner(review.store, "introduction", "Planning")
    history.undo(review)
    assert code(history.undo, made) == "already-undone"
    assert code(history.undo, history.operations(review)[0].id) == "not-undoable"
    give_owner(review.store, "introduction", "Finance")
    assert code(history.redo) == "nothing-to-redo"


def test_the_history_says_what_stands(review):
    give_owner(review.store, "introduction", "Planning")
    history.undo(review)

    records = history.operations(review)
    assert [(r.kind, r.undone, r.undoable) for r in records] == [
        ("undo", False, False),
        ("owner", True, False),
        ("create", False, False),
    ]
    assert history.operations(review, limit=1) == records[:1]
    assert history.last_change(review) == records[0].at


# --- Texts --------------------------------------------------------------------------------------


def read(review, key="introduction"):
    return plain_text(writing.text(review, key).document)


def status(review, key="introduction"):
    return next(s.status for s in sections.outline(review) if s.key == key)


def test_undo_of_a_text_brings_the_earlier_one_back(review):
    write(review, "introduction", "First.")
    second = write(review, "introduction", "Second.")

    history.undo(review)
    assert read(review) == "First."
    history.undo(review)
    assert read(review) == ""
    assert status(review) is SectionStatus.NOT_STARTED
    history.redo(review)
    history.redo(review)
    assert read(review) == "Second."
    assert writing.text(review, "introduction").revision == second.revision
    assert status(review) is SectionStatus.DRAFTING


def test_what_was_typed_since_is_never_dropped(review):
    def typed(words):
        return Document(blocks=(Paragraph(id="000000000000", runs=(Text(words),)),))

    write(review, "introduction", "First.")
    writing.save_draft(review, "introduction", typed("First. And more."))
    # A draft that a crash left becomes a revision, and that is what the undo takes back.
    history.undo(review)
    assert read(review) == "First."
    with review.store.reading() as session:
        bodies = session.execute(text("SELECT body FROM history_revision")).scalars().all()
    assert any("First. And more." in body for body in bodies)

    history.undo(review)
    assert read(review) == ""

    writing.save_draft(review, "introduction", typed("Something else."))
    with pytest.raises(KnownError):
        history.redo(review)
    assert read(review) == "Something else."
    writing.save_draft(review, "introduction", Document())
    history.redo(review)
    assert read(review) == "First."


def test_an_undone_text_stays_in_the_history(review):
    write(review, "introduction", "First.")
    history.undo(review)
    with review.store.reading() as session:
        assert session.execute(text("SELECT body FROM history_revision")).scalar().count("First.")


def test_texts_of_two_sections_are_undone_apart(review):
    first = history.operations(review)
    write(review, "introduction", "First.")
    made = history.operations(review)[0].id
    write(review, "methodology", "Second.")
    history.undo(review, made)
    assert (read(review), read(review, "methodology")) == ("", "Second.")
    assert len(history.operations(review)) == len(first) + 3
