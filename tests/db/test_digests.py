"""Digests of observations: their form, the older form, and what they cover."""

import hashlib
import json
import sqlite3
from contextlib import closing
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from db import digests, observations, sqlite
from db.staging import Staging
from tests.db.support import execute, make_plan, present, run_import
from vnr_app.services import history, imports, reviews

FIGURES = {("3.1.1", "F", str(year)): str(year - 1990) for year in range(1990, 1996)} | {
    ("3.1.1", "M", "2015/16"): "2"
}
RAWS = st.text(st.characters(exclude_characters="\0", codec="utf-8"))
"""What cells hold: readers drop the one character that ends a text in SQLite."""
RUN = """r.line_id, l.series_id, l.area_id, l.breakdown_id, r.operator, r.state, r.context_id,
    r.table_id, r.cell_row, r.cell_column, r.periods, r.numbers, r.raws"""


def rows_of(session, number):
    query = f"""SELECT {RUN} FROM history_run r JOIN history_line l ON l.id = r.line_id
        WHERE r.operation_number = {number} ORDER BY r.id"""
    return [list(row) for row in session.execute(text(query))]


def digest_of(session, number):
    digest = hashlib.sha256()
    digests.digest_runs(session, number, digest)
    return digest.hexdigest()


def with_raws(plan, raws):
    """The plan with these texts as what stands in its cells."""
    found = (replace(each, raw=raw) for each, raw in zip(plan.observations, raws, strict=True))
    return replace(plan, observations=tuple(found))


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(RAWS, min_size=7, max_size=7), st.integers(1, 7))
def test_a_digest_covers_the_rows_as_json_whatever_they_hold(review, monkeypatch, raws, piece):
    monkeypatch.setattr(digests, "_PIECE", piece)
    name = f"{hashlib.sha256(repr(raws).encode()).hexdigest()}.csv"
    run_import(review, with_raws(make_plan(name, FIGURES), raws))
    with review.store.reading() as session:
        number = session.scalar(text("SELECT MAX(number) FROM history_operation"))
        rows = rows_of(session, number)
        lines = (json.dumps(row, ensure_ascii=False, separators=(",", ":")) for row in rows)
        assert digest_of(session, number) == hashlib.sha256("".join(lines).encode()).hexdigest()
    assert len(rows) == 2
    kept = [json.loads(row[-1]) for row in rows if row[-1] is not None]
    assert {raw for each in kept for raw in each if raw is not None} <= set(raws)


@pytest.mark.parametrize("form", digests.FORMS[1:])
def test_digests_of_older_forms_are_checked_as_they_were_made(closed_review, monkeypatch, form):
    with reviews.open_review(closed_review) as review:
        monkeypatch.setattr(observations, "digest_runs", form)
        run_import(review, make_plan("old.csv", FIGURES))
        monkeypatch.undo()
        run_import(review, make_plan("new.csv", FIGURES))
        history.undo(review)
        assert history.broken_links(review) == ()
    execute(
        closed_review,
        "DROP TRIGGER history_run_no_update",
        """UPDATE history_run SET cell_row = 70 WHERE numbers = '["2"]'""",
    )
    with reviews.open_review(closed_review) as review:
        assert history.broken_links(review) == (2, 3)


@pytest.mark.parametrize(
    "change",
    [
        pytest.param("raws = CAST('1' AS BLOB)", id="bytes in the place of a text"),
        pytest.param("numbers = numbers || char(0)", id="more after the end"),
        pytest.param("numbers = '[2]'", id="a number that is no text"),
        pytest.param("numbers = '[\"2\"'", id="a list without an end"),
        pytest.param("cell_row = cell_row + 0.5", id="half a row"),
        pytest.param("line_id = 5", id="of nothing"),
    ],
)
def test_a_digest_sees(closed_review, change):
    with reviews.open_review(closed_review) as review:
        run_import(review, make_plan("a.csv", FIGURES))
    execute(
        closed_review,
        "DROP TRIGGER history_run_no_update",
        f"""UPDATE history_run SET {change} WHERE numbers = '["2"]'""",
    )
    with reviews.open_review(closed_review) as review:
        assert history.broken_links(review) == (2,)


def test_states_and_operators_are_checked_before_they_are_written(review):
    plan, rows = imports.staged(make_plan("a.csv", FIGURES))
    found = imports.compare(review, plan)
    before = present(review.store)
    with closing(sqlite3.connect(rows.staging.path)) as connection, connection:
        connection.execute("UPDATE setting SET state = 'guessed'")
    with pytest.raises(AssertionError, match="state"):
        imports.commit(review, found, imports.JobContext())
    assert present(review.store) == before


def test_the_checks_of_the_tables_hold_again_after_an_import(review):
    run_import(review, make_plan("a.csv", FIGURES))
    connection = sqlite.raw(review.store.engine)
    assert connection.execute("PRAGMA ignore_check_constraints").fetchone() == (0,)
    with pytest.raises(sqlite3.IntegrityError):
        connection.execute(
            "INSERT INTO history_run SELECT 99, line_id, operation_number, operator, 'guessed', "
            "context_id, table_id, cell_row, cell_column, periods, numbers, raws "
            "FROM history_run LIMIT 1"
        )


@pytest.mark.parametrize("count", [1, 99, 100, 101, 250])
def test_staged_rows_come_back_as_they_were_whatever_their_number(count):
    figures = {("3.1.1", f"G{n % 7}", str(1900 + n)): str(n) for n in range(count)}
    plan = make_plan("a.csv", figures)
    planned = with_raws(plan, [f"{each.value.number} *" for each in plan.observations])
    _plan, rows = imports.staged(planned)
    assert tuple(rows) == planned.observations
    staging = Staging(rows.staging.path)
    assert staging.actions() == {0: {imports.Action.SAME: count}}
    assert staging.series_of_tables() == {0: 1}
    staging.close()
    with closing(sqlite3.connect(rows.staging.path)) as connection:
        rows = connection.execute("SELECT line_id, size FROM run_by_line ORDER BY rank").fetchall()
    lines = [line for line, _size in rows]
    assert lines == sorted(lines)
    assert sum(size for _line, size in rows) == count


def test_what_stays_out_leaves_nothing_in_the_review(review):
    plan = make_plan("a.csv", {("3.1.1", "F", "2019"): "1", ("3.2.1", "M", "2020"): "2"})
    run_import(review, plan, left_out=[1])
    with review.store.reading() as session:
        codes = session.scalars(text("SELECT code FROM series")).all()
        dimensions = session.scalars(text("SELECT dimensions FROM breakdown")).all()
    assert codes == ["3.1.1"]
    assert dimensions == ['[["sex","F"]]']
