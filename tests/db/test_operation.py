import re
from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from db import sqlite
from db.base import now
from db.images import RowChange
from db.models import HistoryImage, HistoryOriginal, Section
from db.operation import operation, verify_chain
from db.queries import texts
from db.undo import changes_of
from tests.db.support import execute, give_owner, make_plan, present, run_import, write
from vnr_app.errors import KnownError
from vnr_app.services import history, reviews


def images(store, number):
    with store.reading() as session:
        return changes_of(session, number)


def last_number(review):
    return history.operations(review)[0].number


def add_section(store, key="foreword"):
    with operation(store, "section", "Add a section") as running:
        running.session.add(Section(key=key, position=900))
    return running


# --- Images, who, when ------------------------------------------------------------------------


def test_an_insert_leaves_the_row_as_it_is_stored(review):
    running = add_section(review.store)

    [change] = images(review.store, running.number)

    assert (change.table, change.before) == ("section", None)
    assert change.after["key"] == "foreword"
    assert change.after["version_id"] == 1
    with review.store.reading() as session:
        stored = session.execute(text("SELECT * FROM section WHERE key = 'foreword'")).mappings()
        assert dict(stored.one()) == change.after


def test_an_update_leaves_both_states_and_counts_the_version(review):
    give_owner(review.store, "introduction", "Planning")
    give_owner(review.store, "introduction", "Finance")

    [change] = images(review.store, last_number(review))

    assert (change.before["owner"], change.after["owner"]) == ("Planning", "Finance")
    assert (change.before["version_id"], change.after["version_id"]) == (2, 3)
    with review.store.reading() as session:
        stored = session.execute(text("SELECT * FROM section WHERE key = 'introduction'"))
        assert dict(stored.mappings().one()) == change.after


def test_a_delete_leaves_the_row_as_it_was(review):
    added = images(review.store, add_section(review.store).number)[0]
    with operation(review.store, "section", "Remove a section") as running:
        running.session.delete(texts.section_by_key(running.session, "foreword"))

    assert images(review.store, running.number) == [
        RowChange("section", added.row_id, added.after, None)
    ]


def test_only_the_net_change_is_kept(review):
    with operation(review.store, "section", "There and back") as running:
        running.session.add(row := Section(key="foreword", position=900))
        running.session.flush()
        texts.section_by_key(running.session, "introduction").owner = "Planning"
        running.session.flush()
        texts.section_by_key(running.session, "introduction").owner = "Finance"
        running.session.flush()
        running.session.delete(row)

    [change] = images(review.store, running.number)
    assert (change.before["owner"], change.after["owner"]) == ("", "Finance")


def test_the_record_says_who_and_when(closed_review):
    before = now()
    with reviews.open_review(closed_review, author="Reviewer") as review:
        give_owner(review.store, "introduction", "Planning")
        record = history.operations(review)[0]
        with review.store.reading() as session:
            row = texts.section_by_key(session, "introduction")
    assert record.author == "Reviewer"
    assert before <= record.at <= now()
    assert record.at.utcoffset() == timedelta(0)
    assert (row.created_by, row.changed_by) == ("Coordinator", "Reviewer")
    assert row.created_at < before <= row.changed_at


def test_views_are_told_after_the_operation_is_stored(review):
    told = []
    review.publisher.subscribe(
        lambda change: told.append((change, len(history.operations(review))))
    )
    made = give_owner(review.store, "introduction", "Planning")

    [(change, known)] = told
    assert (change.operation, change.kinds, known) == (made, {"section"}, 2)


def test_a_failing_operation_leaves_everything_as_it_was(review):
    before, records = present(review.store), history.operations(review)
    told = []
    review.publisher.subscribe(told.append)

    def fail():
        with operation(review.store, "bug", "A bug") as running:
            running.session.add(Section(key="foreword", position=900))
            texts.section_by_key(running.session, "introduction").owner = "Planning"
            running.session.flush()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()

    assert present(review.store) == before
    assert history.operations(review) == records
    assert told == []
    assert history.broken_links(review) == ()


def test_a_row_that_somebody_else_changed_is_not_overwritten(review):
    def overtaken():
        with operation(review.store, "owner", "x") as running:
            row = texts.section_by_key(running.session, "introduction")
            running.session.execute(
                text("UPDATE section SET version_id = 7, owner = 'X' WHERE key = 'introduction'")
            )
            row.owner = "Planning"

    with pytest.raises(KnownError) as caught:
        overtaken()

    assert caught.value.code == "changed-meanwhile"
    with review.store.reading() as session:
        assert texts.section_by_key(session, "introduction").owner == ""


def test_texts_stay_out_of_error_messages(review):
    def twin():
        with review.store.writing() as session:
            session.add(Section(key="introduction", position=1, owner="a secret"))

    with pytest.raises(DBAPIError) as caught:
        twin()

    assert "a secret" not in str(caught.value)


# --- Append-only ------------------------------------------------------------------------------


@pytest.fixture
def full_review(review):
    """A review whose history tables all have rows; operations 2 to 4."""
    run_import(
        review, make_plan("a.csv", {("3.1.1", "F", "2015"): "1", ("3.1.1", "", "2015"): "2"})
    )
    write(review, "introduction", "First.")
    give_owner(review.store, "methodology", "Planning")
    with review.store.writing() as session:
        session.add(
            HistoryImage(
                id="0" * 64, mime="image/png", width=1, height=1, data=b"", added_by="Coordinator",
                added_at=now(),
            )
        )  # fmt: skip
        session.add(
            HistoryOriginal(
                id="0" * 64, name="a.xlsx", size=0, data=b"", added_by="Coordinator", added_at=now()
            )
        )
    return review


@pytest.mark.parametrize("table", sqlite.APPEND_ONLY)
def test_the_history_refuses_to_be_changed(full_review, table):
    with full_review.store.reading() as session:
        column = session.execute(text(f"SELECT * FROM {table}")).keys()
        rows = session.execute(text(f"SELECT COUNT(*) FROM {table}")).scalar()
    assert rows
    for statement in (
        f"UPDATE {table} SET {[*column][-1]} = {[*column][-1]}",
        f"DELETE FROM {table}",
        f"INSERT OR REPLACE INTO {table} SELECT * FROM {table} LIMIT 1",
    ):
        with (
            pytest.raises(DBAPIError, match="append-only"),
            full_review.store.writing() as session,
        ):
            session.execute(text(statement))


# --- The hash chain ---------------------------------------------------------------------------


def broken_after(review, *statements):
    """The numbers that the check names after the history was changed by force."""
    with review.store.reading() as session:  # never committed
        for table in sqlite.APPEND_ONLY:
            for verb in ("update", "delete"):
                session.execute(text(f"DROP TRIGGER {table}_no_{verb}"))
        for statement in statements:
            assert session.execute(text(statement)).rowcount
        return verify_chain(session)


def test_an_honest_history_is_whole(full_review):
    undone = history.undo(full_review)
    history.redo(full_review)
    history.undo(full_review, full_review_operation(full_review, 2))

    assert undone.number == 4
    assert history.broken_links(full_review) == ()


def full_review_operation(review, number):
    return next(each.id for each in history.operations(review) if each.number == number)


@pytest.mark.parametrize(
    ("statement", "broken"),
    [
        pytest.param("UPDATE history_operation SET title = 'x' WHERE number = 3", [3], id="title"),
        pytest.param(
            "UPDATE history_operation SET author = 'x' WHERE number = 2", [2], id="author"
        ),
        pytest.param(
            "UPDATE history_operation SET at = '2020-01-01T00:00:00.000000+00:00' WHERE number = 4",
            [4],
            id="time",
        ),
        pytest.param(
            "UPDATE history_change SET after = replace(after, 'Planning', 'Finance') "
            "WHERE operation_number = 4",
            [4],
            id="image",
        ),
        pytest.param("DELETE FROM history_change WHERE operation_number = 4", [4], id="no image"),
        pytest.param(
            """UPDATE history_run SET numbers = '["9"]' WHERE numbers = '["1"]'""",
            [2],
            id="observation",
        ),
        pytest.param("UPDATE history_run SET cell_row = cell_row + 1", [2], id="provenance"),
        pytest.param("DELETE FROM history_run WHERE numbers = '[\"1\"]'", [2], id="no value"),
        pytest.param(
            "INSERT INTO history_run SELECT 99, line_id, operation_number, operator, state, "
            "context_id, table_id, cell_row, cell_column, periods, numbers, raws "
            "FROM history_run LIMIT 1",
            [2],
            id="one more value",
        ),
        pytest.param("UPDATE history_run SET periods = '[2016]'", [2], id="period"),
        pytest.param("UPDATE history_line SET area_id = 7", [2], id="area"),
        pytest.param(
            "UPDATE history_revision SET body = replace(body, 'First', 'Last')", [3], id="text"
        ),
        pytest.param("INSERT INTO history_undone VALUES (2)", [2], id="undone by hand"),
        pytest.param(
            "INSERT INTO history_change (operation_number, table_name, row_id) "
            "VALUES (77, 'section', 'x')",
            [77],
            id="image of no operation",
        ),
    ],
)
def test_the_chain_names_what_was_changed(full_review, statement, broken):
    assert broken_after(full_review, statement) == broken


def test_the_chain_sees_a_dropped_record(full_review):
    broken = broken_after(full_review, "DELETE FROM history_operation WHERE number = 3")
    assert broken == [3, 4]  # what it left behind, and the link of the next


def test_the_chain_sees_swapped_records(full_review):
    broken = broken_after(
        full_review,
        "UPDATE history_operation SET number = 30 WHERE number = 3",
        "UPDATE history_operation SET number = 3 WHERE number = 4",
        "UPDATE history_operation SET number = 4 WHERE number = 30",
    )
    assert {3, 4} <= set(broken)


def test_the_chain_sees_an_inserted_record(full_review):
    broken = broken_after(
        full_review,
        "UPDATE history_operation SET number = 5 WHERE number = 4",
        "INSERT INTO history_operation SELECT 4, 'made-up', kind, 'Invented', arguments, refers_to,"
        " author, at, digest, previous_hash, hash FROM history_operation WHERE number = 5",
    )
    assert {4, 5} <= set(broken)


def test_the_chain_is_checked_in_a_file_that_was_changed_outside(closed_review):
    with reviews.open_review(closed_review) as review:
        give_owner(review.store, "introduction", "Planning")
    execute(
        closed_review,
        "DROP TRIGGER history_change_no_update",
        "UPDATE history_change SET after = replace(after, 'Planning', 'Finance')",
    )
    with reviews.open_review(closed_review) as review:
        assert history.broken_links(review) == (2,)


def test_identities_sort_by_time(review):
    ids = [give_owner(review.store, "introduction", name) for name in "abc"]
    assert all(re.fullmatch(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab].*", i) for i in ids)
    stamps = [identity[:13] for identity in ids]
    assert stamps == sorted(stamps)
