"""The log of imports, and what taking one back would do."""

import pytest
from openpyxl import Workbook

from tests.db.support import make_plan, run_import
from tests.db.test_registers import records_plan, said
from vnr_app.errors import KnownError
from vnr_app.importing.recipe import Recipe
from vnr_app.jobs import JobContext
from vnr_app.services import history, import_log, imports, indicators, originals, recipes

KEYS = [("3.1.1", "", "2019"), ("3.1.1", "", "2020"), ("3.1.1", "", "2021")]


def effect(review, operation):
    found = import_log.effect_of_undo(review, operation)
    return found.vanish, found.fall_back, found.stay


def test_every_import_is_listed_the_newest_first(review):
    first = run_import(review, make_plan("a.csv", dict.fromkeys(KEYS, "1")))
    second = run_import(review, records_plan("b.xlsx", said("Elders", "Care.")))
    history.undo(review, first)
    newest, oldest = import_log.entries(review)
    assert (newest.operation, oldest.operation) == (second, first)
    assert (newest.file, oldest.file) == ("b.xlsx", "a.csv")
    assert (newest.undone, oldest.undone) == (False, True)
    assert oldest.counts == {"add": 3}
    assert newest.records == {"add": 1}
    assert (oldest.author, oldest.recipe, oldest.recipe_version) == ("Coordinator", "", 0)
    assert not oldest.has_original


def test_what_undo_would_do(review):
    first = run_import(review, make_plan("a.csv", dict.fromkeys(KEYS, "1")))
    second = run_import(review, make_plan("b.csv", dict.fromkeys(KEYS[1:], "2")))
    third = run_import(review, make_plan("c.csv", {KEYS[2]: "3"}))
    assert effect(review, first) == (1, 0, 2)
    assert effect(review, second) == (0, 1, 1)
    assert effect(review, third) == (0, 1, 0)
    kept = import_log.effect_of_undo(review, first).kept_by
    assert kept == (("Import “b.csv”", 1), ("Import “c.csv”", 1))

    history.undo(review, second)
    assert effect(review, first) == (2, 0, 1)
    with pytest.raises(KnownError) as caught:
        import_log.effect_of_undo(review, "none")
    assert caught.value.code == "unknown-operation"


def test_records_of_an_import_are_counted(review):
    made = run_import(review, records_plan("b.xlsx", said("Elders", "Care."), said("B", "x")))
    assert import_log.effect_of_undo(review, made).records == 2


@pytest.fixture
def table(tmp_path):
    path = tmp_path / "deaths 2023.xlsx"
    book = Workbook()
    book.active.title = "Table 1"
    book.active.append(["Indicator 3.1.1 Maternal mortality ratio"])
    book.active.append(["", 2019, 2020, 2021])
    book.active.append(["Armenia", 21.5, 20, 19])
    book.save(path)
    return path


def test_an_import_keeps_its_original_and_names_its_recipe(review, table, tmp_path):
    plain = imports.preview(review, table, JobContext())
    stored = recipes.save(
        review,
        Recipe(name="Health office", fingerprint=plain.plan.fingerprint, unit="per 100,000"),
    )
    plain.close()

    found = imports.preview(review, table, JobContext())
    told = {problem.code for problem in found.plan.problems}
    assert "recipe-applied" in told
    imports.commit(review, found, JobContext())
    found.close()
    (entry,) = import_log.entries(review)
    assert (entry.recipe, entry.recipe_version) == ("Health office", stored.version)
    assert entry.has_original
    folder = tmp_path / "out"
    folder.mkdir()
    path = originals.extract(review, entry.sha256, folder)
    assert path.name == table.name
    assert path.read_bytes() == table.read_bytes()
    assert history.broken_links(review) == ()


def test_what_is_left_of_an_import(review):
    first = run_import(review, make_plan("a.csv", dict.fromkeys(KEYS, "1")))
    second = run_import(review, make_plan("b.csv", dict.fromkeys(KEYS[1:], "2")))
    third = run_import(review, records_plan("c.xlsx", said("Elders", "Care.")))
    found = import_log.standings(review)
    assert (found[first].brought, found[first].holding) == (3, 1)
    assert (found[second].brought, found[second].holding) == (2, 2)
    assert (found[third].brought, found[third].records) == (0, 1)
    (table,) = found[first].tables
    assert (table.sheet, table.brought, table.holding) == (table.sheet, 3, 1)
    history.undo(review, second)
    found = import_log.standings(review)
    assert (found[first].holding, found[second].holding) == (3, 0)


def values(review):
    found = indicators.observations(review, "3.1.1")
    return {each.period.label: each.value.number for each in found}


def test_an_import_is_done_again_out_of_the_middle(review):
    first = run_import(review, make_plan("a.csv", dict.fromkeys(KEYS, "1")))
    second = run_import(review, make_plan("b.csv", dict.fromkeys(KEYS[1:], "2")))
    third = run_import(review, make_plan("c.csv", {KEYS[2]: "3"}))
    before = values(review)
    assert before == {"2019": "1", "2020": "2", "2021": "3"}
    history.undo(review, first)
    history.undo(review, second)
    assert values(review) == {"2021": "3"}
    run_import(review, make_plan("d.csv", {("4.1.1", "", "2019"): "9"}))
    history.redo(review, first)
    assert values(review) == {"2019": "1", "2020": "1", "2021": "3"}
    assert history.redo(review, second).id == second
    assert values(review) == before
    assert history.broken_links(review) == ()
    with pytest.raises(KnownError) as caught:
        history.redo(review, third)
    assert caught.value.code == "not-undone"
