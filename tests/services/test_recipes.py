"""Recipes: versions, matching to next year's file, sharing as JSON."""

import json
import os
from dataclasses import replace

import pytest
from pydantic import ValidationError

from db.models import RecipeRow
from db.operation import operation
from vnr_app.domain.importplan import Severity
from vnr_app.errors import KnownError
from vnr_app.importing.recipe import LineRule, Recipe, RegionRule, recipe_in, recipe_of
from vnr_app.jobs import JobContext
from vnr_app.services import history, imports, recipe_files, recipe_matching, recipes

FORM = ("head:items", "head:total", "layout:wide-years", "row:boys", "row:girls", "sheet:table")


def recipe(name="Health office", **decisions):
    return Recipe(name=name, fingerprint=FORM, **decisions)


def test_a_change_is_a_new_version_and_the_old_one_stays(review):
    first = recipes.save(review, recipe(decimal_mark=","))
    again = recipes.save(review, recipe(decimal_mark=","))
    second = recipes.save(review, recipe(decimal_mark=".", markers={"-": "zero"}))
    assert (first.version, again.version, second.version) == (1, 1, 2)
    assert [each.recipe.decimal_mark for each in recipes.versions(review, "Health office")] == [
        ",",
        ".",
    ]
    assert recipes.all_recipes(review) == (second,)
    assert recipes.named(review, "Health office") == second
    assert recipes.newest_version(review, "Health office") == 2
    assert second.author == "Coordinator"

    history.undo(review)
    assert recipes.named(review, "Health office") == first
    history.redo(review)
    assert recipes.named(review, "Health office") == second
    assert history.broken_links(review) == ()


def test_a_removed_recipe_comes_back_by_undo(review):
    recipes.save(review, recipe())
    recipes.save(review, recipe(unit="percent"))
    recipes.remove(review, "Health office")
    assert recipes.all_recipes(review) == ()
    history.undo(review)
    assert [each.version for each in recipes.versions(review, "Health office")] == [1, 2]
    with pytest.raises(KnownError) as caught:
        recipes.remove(review, "Nobody's")
    assert caught.value.code == "no-recipe"


def test_another_name_keeps_the_versions(review):
    recipes.save(review, recipe())
    recipes.save(review, recipe(unit="percent"))
    recipes.rename(review, "Health office", " Ministry ")
    assert [each.version for each in recipes.versions(review, "Ministry")] == [1, 2]
    assert recipes.named(review, "Ministry").recipe == recipe("Ministry", unit="percent")
    assert recipes.versions(review, "Health office") == ()
    history.undo(review)
    assert recipes.newest_version(review, "Health office") == 2
    for name, new, code in (("Health office", " ", "no-name"), ("Nobody's", "New", "no-recipe")):
        with pytest.raises(KnownError) as caught:
            recipes.rename(review, name, new)
        assert caught.value.code == code


def test_a_name_that_is_taken_gets_a_new_version(review):
    recipes.save(review, recipe())
    recipes.save(review, recipe(unit="percent"))
    recipes.save(review, recipe("Ministry"))
    recipes.rename(review, "Health office", "Ministry")
    found = [(each.version, each.recipe.unit) for each in recipes.versions(review, "Ministry")]
    assert found == [(1, ""), (2, "percent")]
    assert [each.name for each in recipes.all_recipes(review)] == ["Ministry"]
    assert history.broken_links(review) == ()


@pytest.mark.parametrize("body", ['{"format": 9}', '{"colour": 1}', "[]", "no JSON", "[" * 50_000])
def test_one_that_cannot_be_read_leaves_the_others(review, body):
    recipes.save(review, recipe())
    with operation(review.store, "recipe", "Spoil") as running:
        for name in ("Health office", "Strange"):
            running.session.add(RecipeRow(name=name, version=2, fingerprint="[]", body=body))
    assert [(each.name, each.version) for each in recipes.all_recipes(review)] == [
        ("Health office", 1)
    ]
    assert recipes.unreadable(review) == ("Health office", "Strange")
    assert recipe_matching.match(review, FORM).applies
    assert recipes.save(review, recipe(unit="percent")).version == 3
    recipes.remove(review, "Strange")
    assert recipes.unreadable(review) == ()


def test_a_recipe_needs_a_name(review):
    with pytest.raises(KnownError) as caught:
        recipes.save(review, recipe(name="  "))
    assert caught.value.code == "no-name"


def test_the_form_decides_which_recipe_is_applied_or_proposed(review):
    recipes.save(review, recipe())
    recipes.save(review, replace(recipe(name="Other"), fingerprint=("head:other",)))

    same = recipe_matching.match(review, FORM)
    assert same is not None
    assert (same.stored.name, same.similarity, same.applies) == ("Health office", 1.0, True)
    assert (same.added, same.missing) == ((), ())
    told = recipe_matching.problem_of(same)
    assert told.code == "recipe-applied"
    assert told.message.endswith("version 1: the form of the file is the same.")

    changed = (*FORM[:4], "row:women", "sheet:table")
    alike = recipe_matching.match(review, changed)
    assert alike is not None
    assert not alike.applies
    assert alike.added == ("row:women",)
    assert alike.missing == ("row:girls",)
    told = recipe_matching.problem_of(alike)
    assert (told.code, told.severity, told.decides) == (
        "recipe-proposed",
        Severity.QUESTION,
        "recipe",
    )
    assert told.choices == ("", "Health office")
    assert told.message.endswith("% of the headings and labels agree.")

    assert recipe_matching.match(review, ("layout:tidy", "head:value")) is None
    assert recipe_matching.match(review, ()) is None


def test_one_that_breaks_the_reader_is_skipped_and_said_so(review, tmp_path, monkeypatch):
    path = tmp_path / "health.csv"
    path.write_text("Indicator,Year,Value\n3.1.1,2019,31.5\n3.1.1,2020,30\n", "utf-8")
    plain = imports.preview(review, path, JobContext())
    recipes.save(review, Recipe(name="Bad", unit="x", fingerprint=plain.plan.fingerprint))
    plain.close()
    read = imports.read

    def break_with_it(*arguments, recipe, **options):
        if recipe.name:
            raise KnownError("reader-crashed", "It breaks the reader.")
        return read(*arguments, recipe=recipe, **options)

    monkeypatch.setattr(imports, "read", break_with_it)
    found = imports.preview(review, path, JobContext())
    (told,) = [each for each in found.plan.problems if each.code == "recipe-skipped"]
    assert told.severity is Severity.WARNING
    assert "“Bad”, version 1, was not used" in told.message
    assert told.message.endswith("It breaks the reader.")
    assert len(found.plan.observations) == 2
    found.close()


def test_a_recipe_goes_to_another_team_and_says_the_same_there(review, tmp_path):
    sent = recipe(
        decimal_mark=",",
        values={"sex": {"женщины": "F"}},
        regions=(RegionRule(sheet="T1", first_row=1, first_column=0, last_row=9, last_column=4),),
    )
    path = tmp_path / "recipe.json"
    recipe_files.export_json(sent, path)
    assert "женщины" in path.read_text(encoding="utf-8")
    assert recipe_files.import_json(path) == sent
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert recipes.load(review, str(path)) == sent
    recipes.save(review, sent)
    assert recipes.load(review, "Health office") == sent


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"{", "Invalid JSON"),
        (b"\xff\xfe", "Invalid JSON"),
        (b"[]", "object"),
        (json.dumps({"decimal_mark": ";"}).encode(), "decimal_mark"),
        (json.dumps({"regions": [{"sheet": "T", "first_row": -1}]}).encode(), "regions.0"),
        (json.dumps({"colour": "red"}).encode(), "colour"),
        (json.dumps({"format": 2}).encode(), "format"),
        (b" " * (5 << 20), "too large"),
    ],
)
def test_a_bad_recipe_is_refused_in_one_sentence(tmp_path, content, said):
    path = tmp_path / "bad.json"
    path.write_bytes(content)
    with pytest.raises(KnownError) as caught:
        recipe_files.import_json(path)
    assert caught.value.code == "bad-recipe"
    assert "bad.json" in caught.value.message
    assert said in caught.value.message
    assert "\n" not in caught.value.message


def test_what_is_no_recipe_at_all(review, tmp_path):
    for text, code in (
        ("Nobody's", "no-recipe"),
        (str(tmp_path / "none.json"), "no-recipe"),
        (str(review.info.path), "bad-recipe"),
    ):
        with pytest.raises(KnownError) as caught:
            recipes.load(review, text)
        assert caught.value.code == code, text


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read(tmp_path):
    path = tmp_path / "secret.json"
    path.write_text("{}")
    path.chmod(0)
    with pytest.raises(KnownError) as caught:
        recipe_files.import_json(path)
    assert caught.value.code == "no-recipe"


@pytest.mark.parametrize(
    ("decided", "field"),
    [
        ({"colour": "red"}, ("colour",)),
        ({"unit": "x" * 2_001}, ("unit",)),
        ({"delimiter": ";;"}, ("delimiter",)),
        ({"markers": {"-": "perhaps"}}, ("markers", "-")),
        ({"lines": [{"sheet": "", "axis": "row", "at": -1, "role": "unit"}]}, ("lines", 0, "at")),
    ],
)
def test_decisions_from_outside_are_checked(decided, field):
    with pytest.raises(ValidationError) as caught:
        recipe_of(decided)
    assert [each["loc"] for each in caught.value.errors()] == [field]


def test_decisions_come_back_as_they_were():
    region = RegionRule(sheet="Data", first_row=0, first_column=1, last_row=9, last_column=4)
    line = LineRule(sheet="Data", axis="row", at=3, role="unit")
    made = recipe(regions=(region,), lines=(line,), values={"sex": {"boys": "M"}})
    assert recipe_of(json.loads(json.dumps(made.decided()))) == made
    assert recipe_in(made.to_json().encode()) == made
    assert Recipe().decided() == {}
