"""The stored original around a cell."""

import pytest
from openpyxl import Workbook
from openpyxl.comments import Comment

from tests.db.support import make_plan, run_import
from vnr_app.errors import KnownError
from vnr_app.importing.around import MOST_ROWS, stretch_of
from vnr_app.importing.recipe import Recipe
from vnr_app.jobs import JobContext
from vnr_app.services import history, import_log, imports, indicators, original_view, recipes
from vnr_app.services.original_view import address, on_sheet


@pytest.mark.parametrize(
    ("sheet", "told"),
    [
        ("", "B3"),
        ("Data", "Data!B3"),
        ("Résumé", "Résumé!B3"),
        ("Résumé '15", "'Résumé ''15'!B3"),
        ("Table 1", "'Table 1'!B3"),
        ("2020", "'2020'!B3"),
        ("3.1.1", "'3.1.1'!B3"),
        ("A1", "'A1'!B3"),
        ("R1C1", "'R1C1'!B3"),
        ("r", "'r'!B3"),
        ("a-b", "'a-b'!B3"),
        ("SDG_3.1", "SDG_3.1!B3"),
    ],
)
def test_an_address_is_quoted_as_excel_does(sheet, told):
    assert address(sheet, "B3") == told


@pytest.fixture
def table(tmp_path):
    path = tmp_path / "deaths 2023.xlsx"
    book = Workbook()
    sheet = book.active
    sheet.title = "Résumé '15"
    sheet.append(["Indicator 3.1.1 Maternal mortality ratio"])
    sheet.append(["", 2019, 2020, 2021])
    sheet.append(["Armenia", 21.5, 20, 19])
    sheet["C3"].comment = Comment("Revised in May", "Office")
    book.create_sheet("Notes").append(["Nothing here"])
    book.save(path)
    return path


@pytest.fixture
def imported(review, table):
    found = imports.preview(review, table, JobContext())
    result = imports.commit(review, found, JobContext())
    found.close()
    return result.operation


def place_in(review, period):
    found = indicators.observations(review, "3.1.1")
    observation = next(each for each in found if each.period.label == period)
    return original_view.place_of(review, observation)


def test_the_cell_of_an_observation_is_found_in_the_stored_file(review, imported, table):
    table.unlink()  # the review has it
    place = place_in(review, "2020")
    assert place.address == "'Résumé ''15'!C3"
    assert (place.file, place.raw, place.operation) == ("deaths 2023.xlsx", "20", imported)
    original = original_view.extract(review, place)
    rows = original_view.read(original, place, JobContext())
    assert rows.rows[place.row - rows.first_row][place.column - rows.first_column] == "20"
    assert (rows.sheet, rows.sheets) == ("Résumé '15", ("Résumé '15", "Notes"))
    assert (rows.total_rows, rows.first_row, rows.end_row) == (3, 0, 3)
    assert rows.comment == "Revised in May"
    other = original_view.read(original, on_sheet(place, "Notes"), JobContext())
    assert other.rows == (("Nothing here",),)
    assert other.comment == ""
    with pytest.raises(KnownError) as caught:
        original_view.read(original, on_sheet(place, "None"), JobContext())
    assert caught.value.code == "no-sheet"
    original.close()
    assert not original.path.exists()


def test_the_whole_file_begins_with_its_first_sheet(review, imported):
    (entry,) = import_log.entries(review)
    place = original_view.place_of_import(entry)
    assert place.address == ""
    original = original_view.extract(review, place)
    rows = original_view.read(original, place, JobContext())
    assert (rows.sheet, rows.first_row, rows.total_rows) == ("Résumé '15", 0, 3)
    original.close()


def test_it_is_saved_as_it_came(review, imported, table, tmp_path):
    target = tmp_path / "copy.xlsx"
    original_view.save_as(review, place_in(review, "2021"), target)
    assert target.read_bytes() == table.read_bytes()
    with pytest.raises(KnownError) as caught:
        original_view.save_as(review, place_in(review, "2021"), review.info.path)
    assert caught.value.code == "same-file"


def test_a_file_that_was_not_kept_is_said_so(review):
    run_import(review, make_plan("a.csv", {("3.1.1", "", "2020"): "1"}))
    with pytest.raises(KnownError) as caught:
        original_view.extract(review, place_in(review, "2020"))
    assert caught.value.code == "no-original"


def test_a_figure_that_is_gone_has_no_cell(review, imported):
    (first, *_rest) = indicators.observations(review, "3.1.1")
    history.undo(review, imported)
    with pytest.raises(KnownError) as caught:
        original_view.place_of(review, first)
    assert caught.value.code == "no-observation"


def test_a_file_is_read_as_its_recipe_says(review, tmp_path):
    path = tmp_path / "odd.csv"
    path.write_text("3.1.1 Maternal|mortality\nArea|2019|2020|2021\nTotal|1|2|3\n", "utf-8")
    recipes.save(review, Recipe(name="Odd", delimiter="|"))
    recipe = recipes.load(review, "Odd")
    found = imports.preview(review, path, JobContext(), indicator="3.1.1", recipe=recipe)
    imports.commit(review, found, JobContext())
    found.close()
    place = place_in(review, "2020")
    original = original_view.extract(review, place)
    assert original.recipe.delimiter == "|"
    rows = original_view.read(original, place, JobContext())
    assert rows.rows[place.row][place.column] == "2"
    original.close()


@pytest.mark.parametrize("name", ["", "Odd"])
def test_how_a_file_was_read_outlives_its_recipe(review, tmp_path, name):
    path = tmp_path / "odd.csv"
    path.write_text("3.1.1 Maternal|mortality\nArea|2019|2020|2021\nTotal|1|2|3\n", "utf-8")
    recipe = Recipe(name=name, delimiter="|", unit="percent")
    if name:
        recipes.save(review, recipe)
    found = imports.preview(review, path, JobContext(), indicator="3.1.1", recipe=recipe)
    imports.commit(review, found, JobContext())
    found.close()
    if name:
        recipes.rename(review, name, "Other")
        recipes.remove(review, "Other")
    original = original_view.extract(review, place_in(review, "2020"))
    assert (original.recipe.delimiter, original.recipe.unit) == ("|", "percent")
    original.close()


def test_a_long_wide_sheet_is_read_around_the_cell(tmp_path):
    path = tmp_path / "long.csv"
    line = ",".join(f"c{column}" for column in range(400))
    path.write_text("\n".join(f"r{row},{line}" for row in range(2_000)), "utf-8")
    found = stretch_of(path, "", (1_500, 301), 1_460)
    assert (found.first_row, found.first_column, found.total_rows) == (1_460, 281, 2_000)
    assert len(found.rows) == MOST_ROWS
    assert found.rows[40][20] == "c300"
    assert stretch_of(path, "", (1_500, 3), 1_980).rows[-1][0] == "r1999"


def test_no_name_of_a_file_stands_in_the_way_of_reading_it(review, tmp_path):
    path = tmp_path / "errors.txt"  # what the reader's own messages are written to
    path.write_text("Indicator\tYear\tValue\n3.1.1\t2019\t31.5\n3.1.1\t2020\t30\n")
    imports.commit(review, imports.preview(review, path, JobContext()), JobContext())
    original = original_view.extract(review, place_in(review, "2019"))
    rows = original_view.read(original, place_in(review, "2019"), JobContext())
    assert rows.rows[1] == ("3.1.1", "2019", "31.5")
