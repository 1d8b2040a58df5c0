"""Labels that no list knows: areas or categories by the company they keep, never by order."""

import pytest

from vnr_app.importing.pipeline import plan_file


def subjects(plan):
    """Area and breakdown by row."""
    return {o.row: (o.area, dict(o.dimensions)) for o in plan.observations}


@pytest.mark.parametrize("heading", ["", "Place", "Items"])
def test_unknown_labels_beside_areas_are_areas(plan_rows, heading):
    plan = plan_rows(
        [
            ["3.2.1 Rate"],
            [heading, 2014, 2015],
            ["France", 1, 2],
            ["Region X", 3, 4],
            ["Nairobi", 5, 6],
            ["Male", 7, 8],
            ["Female", 9, 9],
            ["Kisumu", 1, 1],
            ["of which: urban", 2, 2],
        ],
        country="KEN",
    )
    assert subjects(plan) == {
        2: ("FRA", {}),
        3: ("Region X", {}),
        4: ("Nairobi", {}),
        5: ("Nairobi", {"sex": "M"}),
        6: ("Nairobi", {"sex": "F"}),
        7: ("Kisumu", {}),
        8: ("Kisumu", {"location": "U"}),
    }
    assert [s.code for s in plan.series] == ["3.2.1"]


@pytest.mark.parametrize("heading", ["County", "Governorate", "Region"])
def test_a_heading_that_is_an_area_word(plan_rows, heading):
    rows = [["3.2.1 Rate"], [heading, 2014], ["Nairobi", 1], ["Male", 2], ["Kisumu", 3]]
    assert subjects(plan_rows(rows, country="KEN")) == {
        2: ("Nairobi", {}),
        3: ("Nairobi", {"sex": "M"}),
        4: ("Kisumu", {}),
    }


def test_unknown_labels_alone_are_categories_of_one_series(plan_rows):
    plan = plan_rows(
        [
            ["3.2.1 Rate"],
            ["", 2014, 2015],
            ["Nairobi", 1, 2],
            ["Male", 3, 4],
            ["Female", 5, 6],
            ["Kisumu", 7, 8],
        ]
    )
    assert subjects(plan) == {
        2: ("FJI", {"category": "Nairobi"}),
        3: ("FJI", {"category": "Nairobi", "sex": "M"}),
        4: ("FJI", {"category": "Nairobi", "sex": "F"}),
        5: ("FJI", {"category": "Kisumu"}),
    }
    assert [s.code for s in plan.series] == ["3.2.1"]


def test_labels_that_come_again_below_areas_are_categories(plan_rows):
    parts = [["Wells", 1], ["Springs", 2]]
    plan = plan_rows(
        [
            ["6.1.1 Water"],
            ["Place", 2014],
            ["North province", 3],
            *parts,
            ["South province", 3],
            *parts,
        ]
    )
    assert subjects(plan)[3] == ("North province", {"category": "Wells"})
    assert subjects(plan)[7] == ("South province", {"category": "Springs"})
    assert not plan.problems


def test_parts_of_the_country_are_areas(plan_rows):
    rows = [["Kenya", 1, 2], ["including:"], ["Nairobi", 3, 4], ["By county"], ["Gotham", 5, 6]]
    plan = plan_rows([["3.2.1 Rate"], ["", 2014, 2015], *rows], country="KEN")
    assert subjects(plan) == {2: ("KEN", {}), 4: ("Nairobi", {}), 6: ("Gotham", {})}


def test_measures_below_an_area_in_a_list_of_measures(plan_rows):
    rows = [["Kenya", 1, 2], ["Basic general level", 3, 4], ["Higher level", 5, 6]]
    plan = plan_rows([["3.2.1 Rate"], ["Items", 2014, 2015], *rows], country="KEN")
    assert {o.area for o in plan.observations} == {"KEN"}


def test_groups_that_head_lists_of_the_same_labels(plan_rows):
    places = [["Nairobi", 1], ["Kisumu city", 2]]
    plan = plan_rows([["3.2.1 Rate"], ["Place", 2014], ["Male"], *places, ["Female"], *places])
    assert subjects(plan) == {
        3: ("Nairobi", {"sex": "M"}),
        4: ("Kisumu city", {"sex": "M"}),
        6: ("Nairobi", {"sex": "F"}),
        7: ("Kisumu city", {"sex": "F"}),
    }


def test_one_label_before_the_groups_is_the_measure(plan_rows):
    plan = plan_rows([["3.2.1 Rate"], ["Place", 2014], ["Deaths of infants", 1], ["Male", 2]])
    assert subjects(plan) == {2: ("FJI", {}), 3: ("FJI", {"sex": "M"})}
    assert [s.code for s in plan.series] == ["3.2.1"]


def test_labels_with_units_are_measures(plan_rows):
    plan = plan_rows(
        [["1.5.2 Loss"], ["Place", 2014], ["Loss (percent)", 1], ["GDP (million USD)", 2]]
    )
    assert [s.unit for s in plan.series] == ["percent", "million USD"]


def test_an_open_label_is_carried_by_the_rows_below(plan_rows):
    plan = plan_rows(
        [
            ["4.1.1 Children"],
            ["Items", 2014],
            ["Total", 9],
            ["Children not attending school, because of:"],
            ["sickness", 1],
            ["work", 2],
        ]
    )
    parent = "Children not attending school, because of"
    assert subjects(plan) == {
        2: ("FJI", {}),
        4: ("FJI", {"category": f"{parent} — sickness"}),
        5: ("FJI", {"category": f"{parent} — work"}),
    }
    assert [s.code for s in plan.series] == ["4.1.1"]


def test_reasons_in_a_hand_made_workbook_are_one_series(shared, context):
    plan = plan_file(shared / "corpus/kg/4.1.1.a.xlsx", context("KGZ"))
    assert len(plan.series) == 1
    categories = {dict(o.dimensions).get("category") for o in plan.observations}
    assert {None, "because of — material difficulty", "because of sickness"} <= categories
    assert {dict(o.dimensions)["sex"] for o in plan.observations} == {"M", "F"}


@pytest.mark.parametrize(
    ("title", "unit"),
    [
        ("3.2.1 Taux de mortalité (pour cent)", "percent"),
        ("3.2.1 Taux (en %)", "percent"),
        ("3.2.1 Rate (per 1,000 live births)", "per 1,000 live births"),
        ("3.2.1 Rate (per 1,000)", "per 1,000"),
        ("3.2.1 Taux (en %) par région", "percent"),
        ("3.2.1 Tasa (por 1.000 nacidos vivos)", "por 1.000 nacidos vivos"),
        ("3.2.1 Rate (under 5 years of age)", ""),
    ],
)
def test_units_in_brackets_in_titles(plan_rows, plan_text, title, unit):
    plan = plan_rows([[title], ["Place", 2014], ["Total", 1]])
    assert [s.unit for s in plan.series] == [unit]
    plan = plan_text(f'"{title}"\nYear;Value\n2014;1\n2015;2\n'.replace(";", "\t"), name="t.tsv")
    assert [s.unit for s in plan.series] == [unit]
