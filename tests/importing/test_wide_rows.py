"""Who and what the rows of wide tables are about, whatever their column is headed."""

import pytest

from vnr_app.domain.importplan import Severity


def subjects(plan):
    """Area and breakdown by row; the columns of a row are all about the same."""
    return {o.row: (o.area, dict(o.dimensions)) for o in plan.observations}


@pytest.mark.parametrize("heading", ["Territory", "Region", "Area", "By region", "Территория"])
def test_people_below_areas_are_no_areas(plan_rows, heading):
    plan = plan_rows(
        [
            ["3.2.1 Infant mortality"],
            [heading, 2014, 2015],
            ["Fiji", 1, 2],
            ["Women", 3, 4],
            ["Men", 5, 6],
            ["North", 1, 2],
            ["Women", 3, 4],
            ["Men", 5, 6],
            ["Rural", 7, 8],
            ["15-49", 9, 9],
        ]
    )
    assert subjects(plan) == {
        2: ("FJI", {}),
        3: ("FJI", {"sex": "F"}),
        4: ("FJI", {"sex": "M"}),
        5: ("North", {}),
        6: ("North", {"sex": "F"}),
        7: ("North", {"sex": "M"}),
        8: ("North", {"location": "R"}),
        9: ("North", {"age": "15-49"}),
    }
    assert len(plan.observations) == 16
    assert not plan.problems


def test_areas_without_values_announce_theirs(plan_rows):
    group = [["Total", 1, 2], ["Women", 3, 4], ["Men", 5, 6]]
    plan = plan_rows(
        [["3.2.1 Rate"], ["Region", 2014, 2015], ["North"], *group, ["South"], *group],
    )
    assert subjects(plan)[3] == ("North", {})
    assert subjects(plan)[7] == ("South", {})
    assert subjects(plan)[8] == ("South", {"sex": "F"})
    assert not plan.problems


def test_a_column_of_areas_in_two_languages_with_people_below(plan_rows):
    plan = plan_rows(
        [
            ["3.2.1 Rate"],
            ["Territory", "Территория", 2014],
            ["Fiji", "Фиджи", 1],
            ["North", "Север", 2],
            ["Women", "Женщины", 3],
        ]
    )
    assert subjects(plan) == {
        2: ("FJI", {}),
        3: ("North", {}),
        4: ("North", {"sex": "F"}),
    }


def test_areas_alone_stay_areas(plan_rows):
    plan = plan_rows(
        [
            ["3.2.1 Rate"],
            ["Territory", "Территория", "Аймак", "Sex", 2014, 2015],
            ["Fiji", "Фиджи", "Фижи", "Women", 1, 2],
            ["North", "Север", "Түндүк", "Women", 3, 4],
            ["", "", "", "Men", 5, 6],
        ]
    )
    assert subjects(plan) == {
        2: ("FJI", {"sex": "F"}),
        3: ("North", {"sex": "F"}),
        4: ("North", {"sex": "M"}),
    }


def test_a_part_stands_in_the_column_after_its_country(plan_rows):
    plan = plan_rows(
        [
            ["3.2.1 Rate"],
            ["Country", "Region", 2014],
            ["Fiji", "", 1],
            ["Fiji", "North", 2],
            ["Fiji", "South", 3],
        ]
    )
    assert [o.area for o in plan.observations] == ["FJI", "North", "South"]


def test_ages_in_a_column_headed_by_sex(plan_rows):
    plan = plan_rows(
        [["3.2.1 Rate"], ["Sex", 2014, 2015], ["Women", 1, 2], ["Men", 3, 4], ["15-49", 5, 6]]
    )
    found = subjects(plan)
    assert (found[2][1], found[3][1]) == ({"sex": "F"}, {"sex": "M"})
    assert found[4][1] == {"age": "15-49"}


def test_an_annex_by_codes_with_fiscal_years_below(plan_rows):
    plan = plan_rows(
        [
            ["Statistical annex"],
            ["Goal", "Indicator", "Code", "Unit", 2020, 2021, "Status", "Remarks"],
            [3, "Neonatal mortality", "3.2.2", "per 1,000", 5, 6, "Improving", "good"],
            [3, "Maternal mortality", "3.1.1", "per 100,000", "…", 7, "Stagnating", ""],
            ["", "Finance", "", "", "2020/21", "2021/22", "", ""],
            [17, "Tax revenue", "17.1.1", "%", 11.1, 11.2, "Improving", ""],
            ["Source: Ministry of Finance"],
        ]
    )
    assert [(s.code, s.name, s.unit) for s in plan.series] == [
        ("3.2.2", "Neonatal mortality", "per 1,000"),
        ("3.1.1", "Maternal mortality", "per 100,000"),
        ("17.1.1", "Tax revenue", "%"),
    ]
    assert [o.period.label for o in plan.observations] == [
        *("2020", "2021"),
        *("2020", "2021"),
        *("2020/21", "2021/22"),
    ]
    assert plan.observations[4].period.start.isoformat() == "2020-07-01"
    assert all(table.numbers_unused == () for table in plan.tables)
    assert {p.code for p in plan.problems} == {"missing-marker", "year-split"}


def test_rows_named_by_the_titles_of_indicators(plan_rows):
    plan = plan_rows(
        [
            ["Key figures"],
            ["Indicator", 2014, 2015],
            ["Maternal mortality ratio", 3, 4],
            ["UNDER\u20115  mortality rate", 5, 6],
            ["Women", 5, 6],
            ["Mortality of something else", 7, 8],
        ]
    )
    assert [s.indicators for s in plan.series] == [("3.1.1",), ("3.2.1",), ()]
    assert subjects(plan)[4] == ("FJI", {"sex": "F"})
    assert plan.series[2].name == "Mortality of something else"
    assert [p.code for p in plan.problems] == ["no-indicator"]
    assert plan.tables[0].numbers_unused == ()


@pytest.mark.parametrize("title", ["Neonatal Mortality Rate", "neonatal\u00a0mortality rate*"])
def test_a_title_that_is_the_name_of_an_indicator(plan_rows, title):
    plan = plan_rows([[title], ["Items", 2014, 2015], ["Fiji", 1, 2]])
    assert plan.tables[0].indicators == ("3.2.2",)
    assert len(plan.observations) == 2


def test_a_title_that_only_resembles_a_name_is_asked_about(plan_rows):
    plan = plan_rows([["Neonatal mortality rates"], ["Items", 2014, 2015], ["Fiji", 1, 2]])
    (asked,) = plan.problems
    assert (asked.code, asked.severity) == ("indicator-guessed", Severity.QUESTION)
    assert plan.series[0].indicators == ("3.2.2",)


def test_the_title_names_the_only_measure_of_a_table(plan_rows):
    plan = plan_rows(
        [
            ["10.4.1 Part du travail dans le PIB", "10.4.1 Labour share of GDP", "10.4.1 Доля"],
            ["Indicateurs", "Items", "Показатели", 2014, 2015],
            ["Part des salaires", "Share of salary in GDP", "Доля оплаты", 1, 2],
        ]
    )
    assert [(s.code, s.name) for s in plan.series] == [("10.4.1", "Labour share of GDP")]


def test_english_labels_are_preferred_to_other_latin_ones(plan_rows):
    plan = plan_rows(
        [
            ["3.2.1 Infant mortality by region", "3.2.1 Mortalité infantile par région"],
            ["Items", "Indicateurs", 2014, 2015],
            ["Republic of Fiji", "République des Fidji", 1, 2],
            ["Northern city", "Ville du Nord", 3, 4],
        ]
    )
    assert plan.series[0].name == "Infant mortality by region"
    assert [o.area for o in plan.observations][2:] == ["Northern city"] * 2


def test_areas_among_ages_are_areas(plan_rows):
    plan = plan_rows(
        [
            ["Population"],
            ["Age", 2015, 2016],
            ["Total", 30, 31],
            ["15-24", 10, 11],
            ["25-34", 20, 20],
            ["including:"],
            ["Chui oblast", 5, 6],
            ["Naryn oblast", 7, 8],
        ],
        country="KGZ",
    )
    found = {o.row: (o.area, o.dimensions) for o in plan.observations}
    assert found[3] == ("KGZ", (("age", "15-24"),))
    assert found[6] == ("Chui oblast", ())
    assert found[7] == ("Naryn oblast", ())


def test_areas_below_each_age_keep_it(plan_rows):
    rows = [["Население"], ["", 2015, 2016], ["Всего", 100, 100], ["По возрасту"]]
    for age in ("15-24", "25-34"):
        rows += [[age, 10, 11], ["в том числе:"], ["Чуйская область", 5, 6]]
        rows += [["Нарынская область", 7, 6]]
    plan = plan_rows(rows, country="KGZ")
    found = {o.row: (o.area, dict(o.dimensions)) for o in plan.observations}
    assert found[4] == ("KGZ", {"age": "15-24"})
    assert found[6] == ("Чуйская область", {"age": "15-24"})
    assert found[11] == ("Нарынская область", {"age": "25-34"})


def test_a_label_that_stands_once_for_several_rows_is_kept(plan_rows):
    plan = plan_rows(
        [
            ["Mortality by age, sex and year"],
            [],
            [None, None, "2015", "2016"],
            ["0-4", "Total", 100, 110],
            [None, "Men", 90, 95],
            [None, "Women", 91, 96],
        ]
    )
    found = {o.row: dict(o.dimensions) for o in plan.observations}
    assert found[3] == {"age": "0-4"}
    assert found[4] == {"age": "0-4", "sex": "M"}
    assert found[5] == {"age": "0-4", "sex": "F"}
