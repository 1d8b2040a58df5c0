"""Other countries among the areas of a file never become the review's country."""

import pytest

from vnr_app.importing.pipeline import plan_file
from vnr_app.importing.places import Places
from vnr_app.services.countries import country_of_name


def warnings(plan):
    return [(p.code, p.value) for p in plan.problems]


@pytest.mark.parametrize("country", ["EGY", "KEN"])
def test_another_country_as_the_first_row_stays_itself(shared, context, country):
    plan = plan_file(shared / "corpus/kg/3.2.1.xlsx", context(country))
    areas = {o.area for o in plan.observations}
    assert "KGZ" in areas
    assert "Batken oblast" in areas
    assert country not in areas
    assert [code for code, value in warnings(plan) if value == "KGZ"] == ["other-area"]
    assert ("KGZ", "Kyrgyz Republic") in plan.areas


def test_rows_of_several_countries(plan_rows):
    plan = plan_rows(
        [
            ["3.2.1 Rate"],
            ["", 2014, 2015],
            ["Kenya", 1, 2],
            ["Uganda", 3, 4],
            ["Female", 3, 4],
            ["Ouganda ", 5, 6],
            ["Танзания", 7, 8],
            ["Total", 9, 9],
        ],
        country="KEN",
    )
    found = {o.row: (o.area, dict(o.dimensions)) for o in plan.observations}
    assert found[2] == ("KEN", {})
    assert found[3] == ("UGA", {})
    assert found[4] == ("UGA", {"sex": "F"})
    assert found[6] == ("TZA", {})
    assert ("KEN", {}) not in [found.get(5), found.get(7)]
    assert [w for w in warnings(plan) if w[0] == "other-area"] == [
        ("other-area", "UGA"),
        ("other-area", "TZA"),
    ]


@pytest.mark.parametrize("name", ["Kenya", "Кения", "كينيا", "肯尼亚", "Kenia", "Total", ""])
def test_the_own_country_in_any_language(plan_text, name):
    plan = plan_text(
        f"Indicator,Country,Year,Value\n3.2.1,{name},2015,1\n3.2.1,{name},2016,2\n", country="KEN"
    )
    assert [o.area for o in plan.observations] == ["KEN", "KEN"]
    assert not plan.problems


def test_a_tidy_table_about_others(plan_text):
    plan = plan_text(
        "Indicator,Country,Country code,Region,Year,Value\n"
        "3.2.1,Kenya,KEN,Total,2015,1\n"
        "3.2.1,Uganda,800,Total,2015,2\n"
        "3.2.1,Uganda,800,Total,2016,3\n",
        country="KEN",
    )
    assert [o.area for o in plan.observations] == ["KEN", "UGA", "UGA"]
    assert warnings(plan) == [("other-area", "UGA")]


def test_columns_of_areas_beside_periods(plan_rows):
    plan = plan_rows(
        [
            ["3.2.1 Rate"],
            ["Country", "Region", 2014],
            ["Uganda", "Total", 1],
            ["Kenya", "Total", 2],
            ["Kenya", "Coast", 3],
        ],
        country="KEN",
    )
    assert [o.area for o in plan.observations] == ["UGA", "KEN", "Coast"]
    assert warnings(plan) == [("other-area", "UGA")]


def test_a_total_row_alone_is_the_country(plan_rows):
    rows = [["3.2.1 Rate"], ["Place", 2014], ["National", 1], ["Male", 2]]
    plan = plan_rows(rows, country="KEN")
    assert [o.area for o in plan.observations] == ["KEN", "KEN"]
    assert not plan.problems


def test_names_that_resemble_the_own_country():
    dominica = Places("DMA", "Dominica", country_of_name)
    assert dominica.code("Dominican Republic") == "DOM"
    # A state of Nigeria is called like its neighbour.
    assert Places("NGA", "Nigeria", country_of_name).code("Niger") == "Niger"
    assert Places("KEN", "Kenya").code("Uganda") == "Uganda"


def titled(plan_rows, *titles, label="Total", country="KEN"):
    """What is told of a table of one country below these titles."""
    rows = [[title] for title in ("3.2.1 Rate", *titles)]
    plan = plan_rows([*rows, ["", 2014, 2015], [label, 1, 2]], country=country)
    return [(p.code, p.value, p.cell) for p in plan.problems]


@pytest.mark.parametrize(
    ("title", "country"),
    [
        ("Deaths by age, United Kingdom, from 2011", "GBR"),
        ("Deaths by age – UK", "GBR"),
        ("Uganda (thousands)", "UGA"),
        ("Смертность, Уганда", "UGA"),
    ],
)
def test_a_title_that_names_another_country_is_told(plan_rows, title, country):
    assert titled(plan_rows, title) == [("title-other-area", country, "A2")]


@pytest.mark.parametrize(
    "titles",
    [
        ("Deaths by age, Kenya, from 2011",),
        ("Trade, Uganda", "Kenya, from 2011"),
        ("Trade with Uganda, from 2011",),
        ("Poultry (chicken, turkey)",),
    ],
)
def test_a_title_about_the_own_country_or_about_no_country_is_not_told(plan_rows, titles):
    assert titled(plan_rows, *titles) == []


def test_what_names_its_country_beside_the_values_is_told_of_once(plan_rows):
    told = titled(plan_rows, "Deaths by age, Uganda", label="Uganda")
    assert [(code, country) for code, country, _cell in told] == [("other-area", "UGA")]


def test_a_file_of_the_united_kingdom_in_its_own_review(plan_rows):
    assert titled(plan_rows, "Deaths by age, UK", label="UK", country="GBR") == []


def test_real_files_of_other_countries_are_told_of_by_their_titles(shared, context):
    name = "corpus/ons/notineducationemploymentortrainingod221.xlsx"
    told = [p for p in plan_file(shared / name, context("KEN")).problems if p.value == "GBR"]
    assert [(p.code, p.sheet, p.cell) for p in told] == [("title-other-area", "People - SA", "B4")]
    plan = plan_file(shared / name, context("GBR"))
    assert "title-other-area" not in [p.code for p in plan.problems]
