"""Records, organisations and national indicators: imports taken out of the middle, done again."""

import dataclasses
import hashlib
import itertools
import json
import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from db.operation import operation
from tests.db.support import make_plan, present, run_import
from vnr_app.domain.importplan import PlannedSeries
from vnr_app.domain.records import PlannedRecord, RecordKind
from vnr_app.services import history, national, records, reviews


def said(organisation, words, links=("3",), status="", row=1, group="ngos"):
    return PlannedRecord(
        table=0,
        row=row,
        kind=RecordKind.CONTRIBUTION,
        organisation=organisation,
        group=group,
        title="",
        text=words,
        status=status,
        links=links,
    )


def records_plan(name, *planned):
    """The plan of a file of records alone."""
    plan = make_plan(name, {})
    content = repr((name, planned)).encode()
    table = dataclasses.replace(plan.tables[0], layout="stakeholder-contributions")
    return dataclasses.replace(
        plan,
        sha256=hashlib.sha256(content).hexdigest(),
        tables=(table,),
        areas=(),
        records=tuple(
            dataclasses.replace(each, row=row) for row, each in enumerate(planned, start=1)
        ),
    )


def national_plan(name, code, title=""):
    """The plan of a file that brings a figure of a national indicator."""
    plan = make_plan(name, {(code, "", "2020"): str(len(name))})
    table = dataclasses.replace(plan.tables[0], title=title)
    series = tuple(PlannedSeries(s.code, s.name, s.unit, (code,)) for s in plan.series)
    return dataclasses.replace(plan, tables=(table,), series=series)


def shown(review):
    """The present records and indicators without ids, times and operations."""
    return (
        [
            (r.kind, r.organisation, r.group, r.text, r.status, r.links, r.file, r.row)
            for r in records.all_records(review)
        ],
        [(o.name, o.group, o.records) for o in records.organisations(review)],
        records.counts(review).by_goal,
        national.all_national(review),
    )


def test_undo_takes_records_back_and_redo_brings_them_again(review):
    before = present(review.store)
    made = run_import(review, records_plan("a.xlsx", said("Youth Net", "Trees.", ("13", "3.1"))))
    after = shown(review)
    assert records.counts(review).by_goal == {"13": 1, "3": 1}
    assert [r.links for r in records.by_goal(review, "3")] == [("13", "3.1")]

    history.undo(review, made)
    assert present(review.store) == before
    history.redo(review)
    assert shown(review) == after
    assert history.broken_links(review) == ()


def test_a_later_import_keeps_what_it_says_too(review):
    first = run_import(review, records_plan("a.xlsx", said("Youth Net", "Trees."), said("B", "x")))
    run_import(review, records_plan("b.xlsx", said("YOUTH NET", "trees", status="done")))
    assert [(r.text, r.status) for r in records.all_records(review)] == [
        ("x", ""),
        ("trees", "done"),
    ]
    history.undo(review, first)
    (record,) = records.all_records(review)
    assert (record.organisation, record.status, record.file) == ("Youth Net", "done", "b.xlsx")


def test_undo_of_an_update_brings_the_earlier_words_back(review):
    run_import(review, records_plan("a.xlsx", said("Youth Net", "Trees.", ("13",))))
    second = run_import(
        review, records_plan("b.xlsx", said("Youth Net", "Trees.", ("15",), "done"))
    )
    assert [(r.links, r.status) for r in records.all_records(review)] == [(("15",), "done")]
    history.undo(review, second)
    assert [(r.links, r.status) for r in records.all_records(review)] == [(("13",), "")]
    assert records.counts(review).by_goal == {"13": 1}


def test_a_later_correction_by_hand_survives_the_undo_of_the_import_before(review):
    first = run_import(review, records_plan("a.xlsx", said("Youth Net", "Trees.")))
    with operation(review.store, "organisation", "Correct the name") as running:
        from db.models import Organisation

        row = running.session.query(Organisation).one()
        row.name = "Youth Network"
    history.undo(review, first)
    assert records.all_records(review) == ()
    assert [each.name for each in records.organisations(review)] == ["Youth Network"]


def test_national_indicators_come_with_their_figures_and_stay_while_needed(review):
    first = run_import(review, national_plan("a.csv", "3.1.1.9", "Deaths of mothers in towns"))
    second = run_import(review, national_plan("bb.csv", "3.1.1.9"))
    (own,) = national.all_national(review)
    assert (own.code, own.title, own.target) == ("3.1.1.9", "Deaths of mothers in towns", "3.1")

    history.undo(review, first)
    assert [each.code for each in national.all_national(review)] == ["3.1.1.9"]
    history.undo(review, second)
    assert national.all_national(review) == ()
    history.redo(review)
    assert [each.code for each in national.all_national(review)] == ["3.1.1.9"]
    assert history.broken_links(review) == ()


def test_every_order_of_taking_back_ends_in_nothing(closed_review):
    with reviews.open_review(closed_review) as review:
        before = present(review.store)
        for order in itertools.permutations(range(3)):
            made = [
                run_import(review, records_plan("a.xlsx", said("Youth Net", "Trees."))),
                run_import(
                    review, records_plan("b.xlsx", said("Youth Net", "Trees.", status="done"))
                ),
                run_import(review, national_plan("c.csv", "3.1.1.9")),
            ]
            for place in order:
                history.undo(review, made[place])
            assert present(review.store) == before, order


def test_a_link_index_that_was_changed_is_no_history(review):
    run_import(review, records_plan("a.xlsx", said("Youth Net", "Trees.", ("13",))))
    with review.store.reading() as session:
        rows = session.execute(text("SELECT code, goal FROM record_link")).all()
        stored = session.execute(text("SELECT links FROM record")).scalar()
    assert [tuple(row) for row in rows] == [("13", "13")]
    assert json.loads(stored) == ["13"]


# --- Any sequence -------------------------------------------------------------------------------

PLANS = [
    records_plan("a.xlsx", said("Youth Net", "Trees.", ("13",)), said("Elders", "Care.", ("3",))),
    records_plan("b.xlsx", said("Youth Net", "Trees.", ("13", "15"), "done")),
    records_plan("c.xlsx", said("Elders", "Care.", ("3",)), said("Elders", "Homes.", group="")),
    national_plan("d.csv", "3.1.1.9", "Title of d"),
    national_plan("ee.csv", "3.1.1.9", "Title of e"),
]
STEPS = st.lists(
    st.tuples(st.sampled_from(["import", "undo", "redo"]), st.integers(0, 9)),
    min_size=2,
    max_size=9,
)


@settings(max_examples=15, deadline=None)
@given(STEPS)
def test_what_holds_is_what_the_standing_imports_say(empty_review, steps):
    content = empty_review.read_bytes()
    with tempfile.TemporaryDirectory() as folder:
        first, second = Path(folder, "a.vnr"), Path(folder, "b.vnr")
        first.write_bytes(content)
        second.write_bytes(content)
        with reviews.open_review(first) as played, reviews.open_review(second) as replayed:
            standing, undone = [], []
            for verb, number in steps:
                if verb == "import":
                    plan = PLANS[number % len(PLANS)]
                    made = run_import(played, plan)
                    if made is not None:
                        standing.append((made, plan))
                        undone = []
                elif verb == "undo" and standing:
                    chosen = standing.pop(number % len(standing))
                    history.undo(played, chosen[0])
                    undone.append(chosen)
                elif verb == "redo" and undone:
                    chosen = undone.pop()
                    assert history.redo(played).id == chosen[0]
                    standing.append(chosen)
            order = [each.id for each in reversed(history.operations(played))]
            standing.sort(key=lambda each: order.index(each[0]))
            for _made, plan in standing:
                run_import(replayed, plan)
            ours, theirs = shown(played), shown(replayed)
            assert ours[:3] == theirs[:3]
            assert [each.code for each in ours[3]] == [each.code for each in theirs[3]]
            assert history.broken_links(played) == ()
