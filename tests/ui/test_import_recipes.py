"""Recipes in the window: kept, found again for next year's file, refused, shared."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QFileDialog

from db.models import RecipeRow
from db.operation import operation
from tests.ui.conftest import settle
from tests.ui.importing import REGIONS, numbers, take, workbook
from ui.dialogs.recipe_name import RecipeNameDialog
from vnr_app.errors import KnownError
from vnr_app.importing.recipe import NO_RECIPE
from vnr_app.services import import_log, imports, recipe_files, recipes

NEXT_YEAR = (*REGIONS[:2], ("Region", 2022, 2023, 2024), *REGIONS[3:])


def in_review(window, ask):
    review = window.workspace.session.review
    return window.jobs.wait(lambda _job: ask(review))


def name_it(window, name):
    """Type a name into the dialog and take it."""
    (dialog,) = [each for each in window.findChildren(RecipeNameDialog) if each.isVisible()]
    dialog._name.setText(name)
    dialog.take.click()


@pytest.fixture
def saved(opened, qtbot, tmp_path):
    page = take(opened, qtbot, workbook(tmp_path / "health 2024.xlsx", ("Data", REGIONS)))
    page.sheet.set_line("row", 5, "ignore")
    settle(qtbot, opened)
    page.head.save_wanted.emit()
    name_it(opened, "Health")
    settle(qtbot, opened)
    return page


def test_a_recipe_is_saved_and_says_so(saved, opened):
    assert "“Health”, version 1" in saved.recipe._text.text()
    stored = in_review(opened, lambda review: recipes.named(review, "Health"))
    assert [rule.text for rule in stored.recipe.lines] == ["South"]
    assert stored.recipe.fingerprint == saved.preview.plan.fingerprint
    assert len(numbers(saved)) == 9


def test_next_years_file_is_read_with_it(saved, opened, qtbot, tmp_path):
    saved._import.click()
    settle(qtbot, opened)
    page = take(opened, qtbot, workbook(tmp_path / "health 2025.xlsx", ("Data", NEXT_YEAR)))
    assert page.recipe.isVisible()
    assert "“Health”, version 1" in page.recipe._text.text()
    assert len(numbers(page)) == 9
    assert page.corrections.recipe.name == "Health"
    page._import.click()
    settle(qtbot, opened)
    entries = in_review(opened, import_log.entries)
    assert [(each.recipe, each.recipe_version) for each in entries] == [("Health", 1)] * 2


def test_the_recipe_can_be_refused(saved, opened, qtbot, tmp_path):
    saved._skip.click()
    settle(qtbot, opened)
    page = take(opened, qtbot, workbook(tmp_path / "health 2025.xlsx", ("Data", NEXT_YEAR)))
    page.recipe._other.click()
    settle(qtbot, opened)
    assert len(numbers(page)) == 12
    assert not page.recipe.isVisible()


def test_a_change_is_a_new_version(saved, opened, qtbot):
    saved.sheet.set_line("row", 6, "ignore")
    settle(qtbot, opened)
    saved.head.save_wanted.emit()
    name_it(opened, "Health")
    settle(qtbot, opened)
    found = in_review(opened, lambda review: recipes.versions(review, "Health"))
    assert [each.version for each in found] == [1, 2]


def test_after_an_import_the_decisions_can_still_be_kept(opened, qtbot, tmp_path):
    page = take(opened, qtbot, workbook(tmp_path / "health.xlsx", ("Data", REGIONS)))
    page.sheet.set_line("row", 5, "ignore")
    settle(qtbot, opened)
    page._import.click()
    settle(qtbot, opened)
    assert opened.messages.banner._other_button.text() == "Save as recipe…"
    opened.messages.banner._act_otherwise()
    name_it(opened, "Later")
    settle(qtbot, opened)
    assert in_review(opened, lambda review: recipes.newest_version(review, "Later")) == 1


def test_the_dialog_renames_shares_and_deletes(saved, opened, qtbot, tmp_path, monkeypatch):
    desk = opened.workspace.desks.importing.recipes
    desk.show_all()
    settle(qtbot, opened)
    dialog, file = desk.dialog, tmp_path / "health.json"
    assert dialog.chosen.name == "Health"
    dialog._rename.click()
    name_it(opened, "Public health")
    settle(qtbot, opened)
    assert dialog.chosen.name == "Public health"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a: (str(file), ""))
    dialog._export.click()
    settle(qtbot, opened)
    assert recipe_files.import_json(file).name == "Public health"
    dialog._remove.click()
    settle(qtbot, opened)
    assert dialog.chosen is None
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_a: (str(file), ""))
    dialog._read.click()
    settle(qtbot, opened)
    assert dialog.chosen.name == "Public health"
    changed = replace(dialog.chosen.recipe, unit="percent")
    recipe_files.export_json(changed, file)
    dialog._read.click()
    settle(qtbot, opened)
    name_it(opened, "Of the other team")
    settle(qtbot, opened)
    found = {each.name: each.version for each in in_review(opened, recipes.all_recipes)}
    assert found == {"Public health": 1, "Of the other team": 1}
    dialog._read.click()
    settle(qtbot, opened)
    name_it(opened, "Public health")
    settle(qtbot, opened)
    assert in_review(opened, lambda review: recipes.newest_version(review, "Public health")) == 2
    assert "as version 2" in opened.messages.banner.accessibleName()
    file.write_text('{"format": 1, "nonsense": 3}', encoding="utf-8")
    dialog._read.click()
    settle(qtbot, opened)
    assert "nonsense" in dialog._problem.text()
    dialog.reject()


def test_another_recipe_is_used_for_the_file(saved, opened, qtbot):
    saved.recipe_refused.emit()
    settle(qtbot, opened)
    assert len(numbers(saved)) == 12
    desk = opened.workspace.desks.importing.recipes
    desk.show_all()
    settle(qtbot, opened)
    desk.dialog.take.click()
    settle(qtbot, opened)
    assert len(numbers(saved)) == 9


def test_a_name_that_is_the_old_one_deletes_nothing(saved, opened, qtbot):
    presenter = opened.workspace.desks.importing.recipes.presenter
    stored = in_review(opened, lambda review: recipes.named(review, "Health"))
    presenter.rename(stored, " Health ")
    settle(qtbot, opened)
    assert in_review(opened, lambda review: recipes.named(review, "Health")) == stored


def test_a_recipe_that_breaks_the_reader_is_skipped_with_a_sentence(
    saved, opened, qtbot, tmp_path, monkeypatch
):
    saved._skip.click()
    settle(qtbot, opened)
    read = imports.read

    def break_with_it(*arguments, recipe, **options):
        if recipe.name:
            raise KnownError("reader-crashed", "It breaks the reader.")
        return read(*arguments, recipe=recipe, **options)

    monkeypatch.setattr(imports, "read", break_with_it)
    page = take(opened, qtbot, workbook(tmp_path / "health 2025.xlsx", ("Data", NEXT_YEAR)))
    assert len(numbers(page)) == 12
    assert "“Health”, version 1, was not used" in page.recipe._text.text()
    assert "It breaks the reader." in page.recipe._text.text()
    assert page.corrections.recipe == NO_RECIPE
    page._import.click()
    settle(qtbot, opened)
    assert in_review(opened, import_log.entries)[0].recipe == ""


def test_a_recipe_that_nobody_can_read_is_named(saved, opened, qtbot):
    def spoil(review):
        with operation(review.store, "recipe", "Spoil") as running:
            running.session.add(
                RecipeRow(name="Strange", version=1, fingerprint="[]", body='{"format": 9}')
            )

    in_review(opened, spoil)
    desk = opened.workspace.desks.importing.recipes
    desk.show_all()
    settle(qtbot, opened)
    assert desk.dialog.chosen.name == "Health"
    assert "“Strange”" in desk.dialog._problem.text()
    desk.dialog.reject()
