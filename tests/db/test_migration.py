"""Migrations: the schema they make, and what is left of a review when one goes wrong."""

import gzip
import shutil
import signal
import sqlite3
import subprocess
import sys
import textwrap
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import text

from db import migrate, opening, sqlite
from db.base import Base
from db.opening import open_file
from tests.db.support import content_of, files_beside, held_rows, make_plan, run_import
from vnr_app.domain import identity
from vnr_app.domain.richtext_ops import plain_text
from vnr_app.domain.sections import SectionStatus
from vnr_app.errors import KnownError
from vnr_app.services import (
    comments,
    history,
    import_log,
    indicators,
    records,
    reviews,
    sections,
    writing,
)

ROOT = Path(__file__).parents[2]
NEXT = migrate.SCHEMA_VERSION + 1
NEXT_SCRIPT = """
import os
import signal

import sqlalchemy as sa
from alembic import op

revision = "0099"
down_revision = "{last}"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table("register", sa.Column("id", sa.Integer(), primary_key=True))
    op.execute("INSERT INTO register SELECT rowid FROM section")
    with op.batch_alter_table("section") as batch:
        batch.add_column(sa.Column("colour", sa.Text(), nullable=True))
    op.execute("UPDATE section SET owner = 'migrated', colour = 'red'")
    {end}
"""


@pytest.fixture
def scripts(tmp_path):
    """A folder of migrations with a second one that ends as said."""

    def make(end="pass"):
        folder = tmp_path / "scripts"
        shutil.copytree(
            migrate.SCRIPTS,
            folder,
            ignore=shutil.ignore_patterns("__pycache__"),
            dirs_exist_ok=True,
        )
        (folder / "versions/0099_the_next.py").write_text(
            NEXT_SCRIPT.format(end=end, last=f"{migrate.SCHEMA_VERSION:04}")
        )
        return folder

    return make


@pytest.fixture
def used_review(closed_review):
    """The file of a review with some rows in it."""
    with reviews.open_review(closed_review) as review:
        figures = {("3.1.1", f"G{n}", "2015"): str(n) for n in range(300)}
        run_import(review, make_plan("a.csv", figures))
    return closed_review


@pytest.fixture
def migrated(tmp_path):
    """An empty file whose schema all migrations made, one after the other."""
    engine = sqlite.engine_for(tmp_path / "migrated.vnr", "rwc")
    migrate.upgrade(engine)
    yield engine
    engine.dispose()


def schema_of(engine):
    """What each table, index and trigger is; the order of columns and constraints means nothing."""
    connection = sqlite.raw(engine)
    found = {}
    for name, kind, sql in connection.execute("SELECT name, type, sql FROM sqlite_schema"):
        plain = " ".join((sql or "").replace('"', "").split())
        if kind == "table":
            head, _bracket, body = plain.partition("(")
            plain = head, sorted(part.strip() for part in body.removesuffix(")").split(","))
        found[name] = kind, plain
    return found


def test_the_migrations_make_what_the_models_say(migrated):
    with migrated.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        differences = compare_metadata(context, Base.metadata)
    assert differences == []


def test_a_new_review_has_the_schema_that_the_migrations_make(migrated, tmp_path):
    new = sqlite.engine_for(tmp_path / "new.vnr", "rwc")
    migrate.create(new)
    try:
        ours = schema_of(new)
        assert {"section", "history_operation_no_update"} <= ours.keys()
        assert ours == schema_of(migrated)
        for query in (
            "PRAGMA application_id",
            "PRAGMA user_version",
            "SELECT * FROM alembic_version",
        ):
            of_new, of_migrated = (
                sqlite.raw(each).execute(query).fetchall() for each in (new, migrated)
            )
            assert of_new == of_migrated
    finally:
        new.dispose()


def test_a_good_migration_keeps_the_original(used_review, scripts):
    before = content_of(used_review)

    store = open_file(used_review, scripts=scripts(), version=NEXT)
    with store.reading() as session:
        assert session.execute(text("SELECT COUNT(*) FROM register")).scalar() > 200
        rows = session.execute(text("SELECT DISTINCT owner, colour FROM section")).all()
        assert rows == [("migrated", "red")]
        assert len(held_rows(session)) == 300
        assert session.execute(text("PRAGMA user_version")).scalar() == NEXT
    store.close()

    kept = used_review.with_name(f"armenia.before-v{NEXT}.vnr")
    assert files_beside(used_review) == sorted([used_review.name, kept.name])
    assert content_of(kept) == before
    with reviews.open_review(kept) as review:
        assert history.broken_links(review) == ()
    with pytest.raises(KnownError) as caught:
        reviews.open_review(used_review)
    assert caught.value.code == "newer-file"
    open_file(used_review, scripts=scripts(), version=NEXT).close()  # nothing is left to do


def test_an_earlier_original_of_that_name_is_not_replaced(used_review, scripts):
    earlier = used_review.with_name(f"armenia.before-v{NEXT}.vnr")
    earlier.write_text("of another review")
    open_file(used_review, scripts=scripts(), version=NEXT).close()
    assert earlier.read_text() == "of another review"
    with reviews.open_review(used_review.with_name(f"armenia.before-v{NEXT}-2.vnr")) as review:
        assert review.info.country == "ARM"


@pytest.mark.parametrize(
    "end",
    [
        "raise ZeroDivisionError",
        "op.execute('INSERT INTO section_head VALUES (1, 2, 3, 4)')",  # points to no section
    ],
    ids=["bug", "broken reference"],
)
def test_a_failing_migration_leaves_everything_as_it_was(used_review, scripts, end):
    before = used_review.read_bytes()
    with pytest.raises((ZeroDivisionError, sqlite3.IntegrityError)):
        open_file(used_review, scripts=scripts(end), version=NEXT)

    assert used_review.read_bytes() == before
    assert files_beside(used_review) == [used_review.name]
    with reviews.open_review(used_review) as review:
        assert history.broken_links(review) == ()
    open_file(used_review, scripts=scripts(), version=NEXT).close()


MIGRATE = """
    import sys
    from pathlib import Path
    from db.opening import open_file
    open_file(Path(sys.argv[1]), scripts=Path(sys.argv[2]), version=int(sys.argv[3]))
"""


def test_a_killed_migration_leaves_everything_as_it_was(used_review, scripts):
    before = content_of(used_review)
    end = "; ".join(
        [
            "op.execute('PRAGMA cache_size=5')",
            "op.execute('UPDATE section SET owner = hex(zeroblob(99))')",
            "os.kill(os.getpid(), signal.SIGKILL)",
        ]
    )
    command = [sys.executable, "-c", textwrap.dedent(MIGRATE), used_review, scripts(end), str(NEXT)]
    assert subprocess.run(command, cwd=ROOT, check=False).returncode == -signal.SIGKILL
    assert ".armenia.vnr.migrating" in files_beside(used_review)

    assert content_of(used_review) == before
    with reviews.open_review(used_review) as review:
        assert history.broken_links(review) == ()
    open_file(used_review, scripts=scripts(), version=NEXT).close()
    assert files_beside(used_review) == [f"armenia.before-v{NEXT}.vnr", "armenia.vnr"]
    assert content_of(used_review.with_name(f"armenia.before-v{NEXT}.vnr")) == before


def test_an_earlier_kill_never_leaves_half_an_original(used_review, scripts):
    used_review.with_name(".armenia.vnr.keeping").write_text("half a copy")
    used_review.with_name(".armenia.vnr.migrating-journal").write_bytes(b"\xd9" * 5000)
    open_file(used_review, scripts=scripts(), version=NEXT).close()
    assert files_beside(used_review) == [f"armenia.before-v{NEXT}.vnr", "armenia.vnr"]
    with closing(
        sqlite.connect(used_review.with_name(f"armenia.before-v{NEXT}.vnr"), "ro")
    ) as kept:
        assert sqlite.quick_check(kept) == []


SAVE = """
    import sqlite3
    import sys
    with sqlite3.connect(sys.argv[1], timeout=0) as connection:
        connection.execute("UPDATE review SET marked_as = 'saved by another program'")
"""


def save_elsewhere(path):
    """Whether another program could save into the file; it does not wait."""
    command = [sys.executable, "-c", textwrap.dedent(SAVE), path]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def test_nobody_saves_between_the_copy_and_the_swap(used_review, scripts, monkeypatch):
    saved = []

    def replace(path, target, real=Path.replace):
        if path.name.endswith(".migrating"):
            saved.append(save_elsewhere(target))
        return real(path, target)

    monkeypatch.setattr(Path, "replace", replace)
    open_file(used_review, scripts=scripts(), version=NEXT).close()
    assert saved == [False]
    assert save_elsewhere(used_review)


def test_where_an_open_file_cannot_be_replaced_a_save_in_between_is_kept(
    used_review, tmp_path, monkeypatch
):
    monkeypatch.setattr(opening, "_REPLACES_OPEN_FILES", False)
    copy = tmp_path / "copy"
    copy.write_text("migrated")

    class Connection:
        def close(self):
            assert save_elsewhere(used_review)

    with pytest.raises(KnownError) as caught:
        opening._swap(Connection(), copy, used_review)
    assert caught.value.code == "in-use"
    with reviews.open_review(used_review) as review:
        assert review.info.marked_as == "saved by another program"

    opening._swap(sqlite3.connect(used_review), copy, used_review)
    assert used_review.read_text() == "migrated"


def test_who_waited_while_the_file_was_replaced_does_not_open_the_old_one(
    used_review, tmp_path, monkeypatch
):
    migrated = shutil.copy(used_review, tmp_path / "migrated.vnr")

    def connect(path, mode, patience=1.0, real=sqlite.connect):
        connection = real(path, mode, patience)
        migrated.replace(path)
        return connection

    monkeypatch.setattr(sqlite, "connect", connect)
    with pytest.raises(KnownError) as caught:
        open_file(used_review)
    assert caught.value.code == "in-use"


def test_the_way_back_is_complete(review):
    """Only so that a developer can go back and forth; no user does."""
    store = review.store
    with store.engine.begin() as connection:
        from alembic import command

        command.downgrade(migrate._config(connection, migrate.SCRIPTS), "base")
        names = connection.execute(text("SELECT name FROM sqlite_schema WHERE type = 'table'"))
        left = {name for (name,) in names if not name.startswith("sqlite_")}
        assert left == {"alembic_version"}
        connection.rollback()


BEFORE = """
    SELECT o.key_id, k.series_id, k.area_id, k.breakdown_id, k.period_start, k.period_end,
           k.period_label, o.number, o.operator, o.state, o.context_id, o.table_id, o.cell_row,
           o.cell_column, o.raw
    FROM observation c
    JOIN history_observation o ON o.id = c.version_id
    JOIN history_key k ON k.id = c.key_id
"""
"""The present observations of a review before the fifth schema, beginning with their keys."""


def as_now(row):
    """Such an observation as `held_rows` tells it: with the id of its line in the place of its."""
    return (identity.line_id(*row[1:4]), *row[1:])


def test_a_review_of_the_first_schema_comes_whole_to_the_present_one(tmp_path):
    path = Path(shutil.copy(ROOT / "tests/data/reviews/version-1.vnr", tmp_path / "old.vnr"))
    with closing(sqlite.connect(path, "ro")) as old:
        version = old.execute("PRAGMA user_version").fetchone()[0]
        observations = old.execute("SELECT key_id, version_id FROM observation").fetchall()
        revisions = old.execute("SELECT id, body FROM history_revision ORDER BY id").fetchall()
    assert version == 1
    assert (len(observations), len(revisions)) == (20, 3)

    with reviews.open_review(path) as review:
        assert history.broken_links(review) == ()
        with review.store.reading() as session:
            kept = session.scalars(text("SELECT run_id FROM current_run ORDER BY 1")).all()
            assert kept == sorted(version for _key, version in observations)
            query = "SELECT id, body FROM history_revision ORDER BY id"
            assert [tuple(row) for row in session.execute(text(query))] == revisions
        assert plain_text(writing.text(review, "conclusion").document) == (
            "A draft left by a crash."
        )
        assert plain_text(writing.text(review, "introduction").document) == "Second words."
        history.redo(review)
        states = {state.key: state for state in sections.outline(review)}
        assert states["introduction"].status is SectionStatus.IN_REVIEW
    assert (tmp_path / f"old.before-v{migrate.SCHEMA_VERSION}.vnr").exists()


def test_a_review_of_the_second_schema_goes_on_in_the_present_one(tmp_path):
    path = tmp_path / "old.vnr"
    sample = ROOT / "tests/data/reviews/version-2.vnr.gz"
    path.write_bytes(gzip.decompress(sample.read_bytes()))
    with closing(sqlite.connect(path, "ro")) as old:
        assert old.execute("PRAGMA user_version").fetchone()[0] == 2
        rows = old.execute(BEFORE).fetchall()
        hashes = old.execute("SELECT hash FROM history_operation ORDER BY number").fetchall()

    with reviews.open_review(path) as review:
        assert history.broken_links(review) == ()
        with review.store.reading() as session:
            assert held_rows(session) == sorted(map(as_now, rows), key=lambda row: row[:6])
            query = "SELECT hash FROM history_operation ORDER BY number"
            assert [tuple(row) for row in session.execute(text(query))] == hashes
        assert plain_text(writing.text(review, "introduction").document).startswith("Second words.")
        assert [each.quote for each in comments.threads(review)] == ["Second words"]
        assert len(indicators.observations(review, "3.1.1")) == 6
        assert [(e.file, e.undone, e.has_original) for e in import_log.entries(review)] == [
            ("indicator_4-1-1.xlsx", True, False),
            ("maternal mortality.xlsx", False, False),
        ]
        assert records.counts(review).all == 0

        # What was done before the change of schema is undone and done again after it.
        history.redo(review)
        assert len(indicators.observations(review, "4.1.1")) == 2
        history.undo(review, import_log.entries(review)[1].operation)
        assert indicators.observations(review, "3.1.1") == ()
        run_import(review, make_plan("a.csv", {("3.1.1", "", "2015"): "1"}))
        assert len(import_log.entries(review)) == 3
        assert history.broken_links(review) == ()


def test_a_review_of_the_fourth_schema_says_the_same_in_runs(tmp_path):
    path = tmp_path / "old.vnr"
    sample = ROOT / "tests/data/reviews/version-4.vnr.gz"
    path.write_bytes(gzip.decompress(sample.read_bytes()))
    with closing(sqlite.connect(path, "ro")) as old:
        assert old.execute("PRAGMA user_version").fetchone()[0] == 4
        rows = old.execute(BEFORE).fetchall()

    with reviews.open_review(path) as review:
        assert history.broken_links(review) == ()
        with review.store.reading() as session:
            assert held_rows(session) == sorted(map(as_now, rows), key=lambda row: row[:6])
        found = {
            (o.series.code, o.area, o.period.label): (o.value.shown(), o.raw, o.file, o.cell)
            for o in indicators.observations(review)
        }
        assert len(found) == len(rows) == 12
        assert found["3.1.1", "ARM", "2010"] == ("<20", "< 20", "health.csv", "D2")
        assert found["3.1.1", "ARM", "2011"] == ("21", "21,0 *", "health.csv", "D3")
        assert found["3.1.1", "ARM", "2013"] == ("33", "33", "health 2.csv", "D2")
        assert found["3.1.1", "ARM", "2015/16"] == ("31.5", "31.5", "health.csv", "D8")

        # What one file said of some years comes back where the other is taken back, and goes again.
        years = {("3.1.1", "F", str(year)): "1" for year in range(2012, 2015)}
        run_import(review, make_plan("third.csv", years))
        for operation in import_log.entries(review)[:-1]:
            if not operation.undone:
                history.undo(review, operation.operation)
        assert {o.file for o in indicators.observations(review)} == {"health.csv"}
        assert len(indicators.observations(review)) == 9
        assert history.broken_links(review) == ()
