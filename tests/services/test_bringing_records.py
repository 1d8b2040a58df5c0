"""Records and recipes of another copy of the review come with its texts."""

import shutil
import sqlite3
from contextlib import closing

import pytest

from tests.ui.evidence import voices_sheet
from vnr_app.errors import KnownError
from vnr_app.importing.recipe import Recipe
from vnr_app.jobs import JobContext
from vnr_app.services import (
    bringing,
    history,
    imports,
    original_view,
    originals,
    recipes,
    record_links,
    records,
    reviews,
    synonyms,
)

WELLS = ("Water for All", "Women", "6", "Twenty wells were built.", "yes")
CARE = ("Elders", "NGO", "3", "Care at home is needed.", "yes")


@pytest.fixture
def sent(closed_review, tmp_path):
    folder = tmp_path / "sent"
    folder.mkdir()
    return shutil.copy(closed_review, folder / "from finance.vnr")


@pytest.fixture
def ours(sent, closed_review):
    with reviews.open_review(closed_review, author="Coordinator") as opened:
        yield opened


@pytest.fixture
def elsewhere(sent):
    return lambda: reviews.open_review(sent, author="Finance")


@pytest.fixture
def take(tmp_path):
    """Import contributions into a review."""

    def run(review, name, *rows):
        path = voices_sheet(tmp_path / name, *rows)
        found = imports.preview(review, path, JobContext())
        imports.commit(review, found, JobContext())
        found.close()
        return path

    return run


def said(review):
    return sorted(
        (each.organisation, each.text, each.links) for each in records.all_records(review)
    )


def test_records_come_with_who_said_them_and_their_file(ours, sent, elsewhere, take):
    take(ours, "ours.xlsx", CARE)
    with elsewhere() as other:
        path = take(other, "theirs.xlsx", WELLS, ("Elders", "NGO", "3", "Nurses leave.", "yes"))
    seen = bringing.preview(ours, sent)
    assert seen.has_news
    assert (seen.records, seen.recipes, seen.authors) == (2, 0, ("Finance",))
    assert len(said(ours)) == 1

    bringing.bring_in(ours, sent)

    assert [each[1] for each in said(ours)] == [CARE[3], "Nurses leave.", WELLS[3]]
    assert [each.text for each in records.by_goal(ours, "6")] == [WELLS[3]]
    assert [(each.name, each.records) for each in records.organisations(ours)] == [
        ("Elders", 2),
        ("Water for All", 1),
    ]
    [record] = records.by_goal(ours, "6")
    original = original_view.extract(ours, original_view.place_of_record(record))
    assert original.path.read_bytes() == path.read_bytes()
    original.close()
    assert bringing.bring_in(ours, sent).operation is None
    history.undo(ours)
    assert [each[1] for each in said(ours)] == [CARE[3]]
    history.redo(ours)
    assert len(said(ours)) == 3
    assert history.broken_links(ours) == ()


def test_what_both_imported_is_there_once(ours, sent, elsewhere, take):
    take(ours, "sheet.xlsx", WELLS, CARE)
    with elsewhere() as other:
        take(other, "sheet.xlsx", WELLS, CARE)
    assert not bringing.preview(ours, sent).has_news
    with elsewhere() as other:
        [record] = records.by_goal(other, "6")
        record_links.link(other, record.id, "3.9")
    seen = bringing.preview(ours, sent)
    assert (seen.has_news, seen.differing) == (False, 1)


def test_a_correction_comes_and_a_removal_stays(closed_review, sent, elsewhere, take):
    with reviews.open_review(closed_review, author="Coordinator") as review:
        take(review, "sheet.xlsx", WELLS)
        take(review, "more.xlsx", CARE)
    shutil.copy(closed_review, sent)
    with elsewhere() as other:
        [record] = records.by_goal(other, "6")
        record_links.link(other, record.id, "5")
    with reviews.open_review(closed_review, author="Coordinator") as review:
        found = bringing.bring_in(review, sent).incoming
        assert (found.records, found.differing) == (1, 0)
        assert [each.text for each in records.by_goal(review, "5")] == [WELLS[3]]


def test_recipes_and_learned_labels_come(ours, sent, elsewhere):
    recipes.save(ours, Recipe(name="Health", unit="percent"))
    recipes.save(ours, Recipe(name="Same", unit="percent"))
    with elsewhere() as other:
        recipes.save(other, Recipe(name="Health", unit="persons"))
        recipes.save(other, Recipe(name="Same", unit="percent"))
        recipes.save(other, Recipe(name="New"))
        recipes.save(other, Recipe(name="New", unit="tonnes"))
        synonyms.learn(other, "sex", "women and girls", "F")

    found = bringing.bring_in(ours, sent).incoming

    assert found.recipes == 3
    assert [(each.version, each.recipe.unit) for each in recipes.versions(ours, "Health")] == [
        (1, "percent"),
        (2, "persons"),
    ]
    assert [each.version for each in recipes.versions(ours, "Same")] == [1]
    assert [each.recipe.unit for each in recipes.versions(ours, "New")] == ["", "tonnes"]
    assert synonyms.all_synonyms(ours)["sex", "women and girls"] == "F"
    assert bringing.bring_in(ours, sent).operation is None
    recipes.remove(ours, "New")
    assert bringing.bring_in(ours, sent).operation is None
    assert recipes.versions(ours, "New") == ()


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE record SET links = '{'",
        "UPDATE record SET links = '[3]'",
        "UPDATE record SET scales = '[[1, 2]]'",
        "UPDATE record SET consents = '[1]'",
        "UPDATE record SET kind = 'rumour'",
        "UPDATE record SET organisation_id = 'nobody'",
        "UPDATE history_original SET data = x'00'",
    ],
)
def test_damaged_records_are_refused(ours, sent, elsewhere, take, change):
    with elsewhere() as other:
        take(other, "theirs.xlsx", WELLS)
    with closing(sqlite3.connect(sent)) as connection, connection:
        triggers = connection.execute(
            "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'"
        ).fetchall()
        for name, _sql in triggers:
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute(change)
        for _name, sql in triggers:
            connection.execute(sql)
    with pytest.raises(KnownError) as caught:
        bringing.bring_in(ours, sent)
    assert caught.value.code == "damaged-copy"
    assert said(ours) == []


def test_a_stored_file_that_was_changed_is_known(ours, take):
    take(ours, "sheet.xlsx", WELLS)
    with ours.store.reading() as session:
        row = session.get_one(originals.HistoryOriginal, records.all_records(ours)[0].sha256)
        session.expunge(row)
    assert originals.is_whole(row)
    row.size -= 2  # as of another file
    assert not originals.is_whole(row)
