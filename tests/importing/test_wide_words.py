"""Wide tables in many languages: groups, ages, measures about one sex, units."""

import pytest
from xlsxwriter import Workbook

from tests.benchmarks import bench_kg
from vnr_app.importing.pipeline import plan_file
from vnr_app.importing.units import implied_unit, unit_code, unit_in_title
from vnr_app.importing.words import canonical_code, group_of, heading_of, is_total, only_sex


@pytest.mark.parametrize(
    ("head", "total", "women", "men", "urban", "rural", "age"),
    [
        ("Indicateurs", "Ensemble", "Femmes", "Hommes", "Urbain", "Rural", "15 à 49 ans"),
        ("Indicadores", "Total", "Mujeres", "Hombres", "Urbana", "Rural", "15 a 49 años"),
        ("Показатели", "Всего", "женщины", "мужчины", "город", "село", "от 15 до 49 лет"),
        ("المؤشرات", "المجموع", "إناث", "ذكور", "حضر", "ريف", "15-49 سنة"),
        ("指标", "总计", "女性", "男性", "城镇", "农村", "15至49岁"),
        ("Көрсөткүчтөр", "Бардыгы", "аялдар", "эркектер", "шаар", "айыл", "15-49 жаш"),
        ("Көрсеткіштер", "Барлығы", "әйелдер", "ерлер", "қала", "ауыл", "15-49 жас"),
        ("Нишондиҳандаҳо", "Ҳамагӣ", "занон", "мардон", "шаҳр", "деҳот", "15-49 сола"),
        ("Ko'rsatkichlar", "Jami", "ayollar", "erkaklar", "shahar", "qishloq", "15-49 yosh"),
        ("Göstəricilər", "Cəmi", "qadınlar", "kişilər", "şəhər", "kənd", "15-49 yaş"),
        ("Үзүүлэлт", "Бүгд", "эмэгтэй", "эрэгтэй", "хот", "хөдөө", "15-49 нас"),
        ("Chỉ tiêu", "Tổng số", "Nữ", "Nam", "Thành thị", "Nông thôn", "15-49 tuổi"),
        ("Indicadores", "Total", "Mulheres", "Homens", "Urbana", "Rural", "15 a 49 anos"),
    ],
)
def test_groups_of_people_in_many_languages(plan_rows, head, total, women, men, urban, rural, age):
    labels = [total, women, men, urban, rural, age]
    rows = [[label, n, n + 10] for n, label in enumerate(labels, 1)]
    plan = plan_rows([["3.2.1"], [head, 2014, 2015], *rows])
    found = {o.row - 2: dict(o.dimensions) for o in plan.observations}
    assert found == {
        0: {},
        1: {"sex": "F"},
        2: {"sex": "M"},
        3: {"location": "U"},
        4: {"location": "R"},
        5: {"age": "15-49"},
    }
    assert {o.area for o in plan.observations} == {"FJI"}


def test_a_measure_about_women_is_of_that_sex(plan_rows):
    plan = plan_rows(
        [
            ["5.5.1 Proportion of seats held by women"],
            ["Items", 2014, 2015],
            ["Total", 1, 2],
            ["urban", 3, 4],
        ]
    )
    assert {dict(o.dimensions)["sex"] for o in plan.observations} == {"F"}


def test_a_table_that_tells_the_sexes_apart_says_so_itself(plan_rows):
    plan = plan_rows(
        [
            ["5.5.1 Violence against women"],
            ["Items", 2014, 2015],
            ["Total", 1, 2],
            ["men", 3, 4],
        ]
    )
    assert [dict(o.dimensions).get("sex") for o in plan.observations] == [None, None, "M", "M"]


@pytest.mark.parametrize(
    ("title", "sex"),
    [
        ("Adolescent birth rate per 1,000 women in that age group", "F"),
        ("Доля мест, занимаемых женщинами", "F"),
        ("نسبة النساء في المناصب", "F"),
        ("妇女在议会中的比例", "F"),
        ("Proporción de mujeres", "F"),
        ("Number of boys in school", "M"),
        ("Wages of women and men", ""),
        ("Number of women, by sex", ""),
        ("Poverty of the population", ""),
        ("Management of forests", ""),
    ],
)
def test_what_a_title_is_about(title, sex):
    assert only_sex(title) == sex


def test_levels_of_education_have_codes_and_none_twice(plan_rows):
    plan = plan_rows(
        [
            ["3.2.1 Mortality"],
            ["Items", 2014, 2015],
            ["Total", 1, 1],
            ["Education"],
            ["Primary", 2, 2],
            ["Higher", 3, 3],
            ["University", 4, 4],
            ["Something else", 5, 5],
        ]
    )
    levels = [dict(o.dimensions).get("education_level") for o in plan.observations[::2]]
    assert levels == [None, "ISCED11_1", "AGG_5T8", "University", "Something else"]


def test_members_are_known_within_their_dimension_only():
    assert canonical_code("education_level", "Начальное") == "ISCED11_1"
    assert canonical_code("disability_status", "Yes") == "PD"
    assert canonical_code("status", "Yes") == "Yes"
    assert group_of("Primary") is None


def test_a_long_heading_of_quintiles(plan_rows):
    plan = plan_rows(
        [
            ["3.2.1 Mortality"],
            ["Items", 2014, 2015],
            ["Share of the first", 1, 1],
            ["Quintiles of the index of wealth"],
            ["Poorest", 2, 2],
            ["Share of the second", 3, 3],
            ["Quintiles of the index of wealth"],
            ["Poorest", 4, 4],
        ]
    )
    assert not plan.tables[0].numbers_unused
    assert [dict(o.dimensions).get("quantile") for o in plan.observations[::2]] == [
        None,
        "Q1",
        None,
        "Q1",
    ]


@pytest.mark.parametrize(
    ("label", "age"),
    [
        ("under 5", "<5"),
        ("до 5 лет", "<5"),
        ("5 жашка чейин", "<5"),
        ("60 years and over", "60+"),
        ("60岁及以上", "60+"),
        ("aged 15-24", "15-24"),
        ("в возрасте 15–24 лет", "15-24"),
    ],
)
def test_ages(label, age):
    assert group_of(label) == ("age", age)


@pytest.mark.parametrize("label", ["1 to 5", "до 50", "2015-2016 school year", "1-3 floors"])
def test_other_ranges_are_no_ages(label):
    assert group_of(label) is None


@pytest.mark.parametrize(
    ("heading", "dimension"),
    [
        ("按性别分", "sex"),
        ("Par sexe", "sex"),
        ("حسب العمر", "age"),
        ("По уровню образования", "education_level"),
        ("By disability", "disability_status"),
        ("Жынысы бойынша", "sex"),
    ],
)
def test_headings(heading, dimension):
    assert heading_of(heading) == dimension


def test_totals():
    assert all(map(is_total, ["В целом по республике", "全国", "Cả nước", "Pays entier", "Jami"]))
    assert not is_total("Total revenue")


@pytest.mark.parametrize(
    ("title", "unit", "code"),
    [
        ("Taux pour 100 000 habitants", "pour 100 000 habitants", "PER_100000_POP"),
        (
            "Tasa por cada 1000 nacidos vivos",
            "por cada 1000 nacidos vivos",
            "PER_1000_LIVE_BIRTHS",
        ),
        ("وفيات الرضع لكل 1000 مولود حي", "لكل 1000 مولود حي", "PER_1000_LIVE_BIRTHS"),
        ("(калктын 100 000ине карата)", "калктын 100 000ине", "PER_100000_POP"),
        ("Өлім 100 000 халыққа", "100 000 халыққа", "PER_100000_POP"),
        ("Index, as a percentage of the previous year", None, "IX"),
        ("Debt, milllion soms", "milllion soms", "CUR_LCU"),
        ("Deaths by age, sex and number of children", "", ""),
    ],
)
def test_units_in_many_languages(title, unit, code):
    found = unit_in_title(title)
    assert unit is None or found == unit
    assert unit_code(found) == code


def test_a_title_may_imply_its_unit():
    assert implied_unit("Number of appeals to the Ombudsman") == "number"
    assert implied_unit("Число местных органов власти") == "number"
    assert implied_unit("Producer price index") == "index"
    assert implied_unit("A number of reasons") == ""


def test_the_implied_unit_gives_way_to_a_printed_one(plan_rows):
    rows = [["Items", 2014, 2015], ["Number of deaths", 1, 2]]
    assert plan_rows([["3.2.1 Deaths"], *rows]).series[0].unit == "number"
    assert plan_rows([["3.2.1 Deaths"], ["(persons)"], *rows]).series[0].unit == "persons"


def test_years_that_fall_with_a_glued_mark(plan_rows):
    plan = plan_rows([["3.2.1 Rate"], ["Items", 2023, "20221", 2021], ["Total", 1, 2, 3]])
    assert [o.period.label for o in plan.observations] == ["2023", "2022", "2021"]


def test_workbooks_say_what_their_office_published(shared):
    rows = bench_kg.scores(shared / "corpus/kg")

    def total(name):
        return sum(getattr(row, name) for row in rows)

    there = total("truth") - total("no_year") - total("other_value")
    assert total("found") >= 0.99 * there
    assert total("sex") >= 0.98 * total("sexed")
    assert total("area") >= 0.97 * total("found")
    assert total("unit") >= 0.97 * total("found")
    assert total("stray") == 0
    assert [row.name for row in rows if not row.code] == []


def test_tables_side_by_side_with_an_empty_column_between(plan_rows):
    plan = plan_rows(
        [
            ["3.2.1 Infant mortality", "", "", "", "3.2.2 Neonatal mortality"],
            ["Items", 2014, 2015, "", "(per 1,000)"],
            ["Total", 1, 2, "", "Items", 2015, 2016],
            ["North province", 3, 4, "", "Total", 5, 6],
            ["South province", 7, 8, "", "North province", 9, 10],
        ]
    )
    found = {(t.indicators, t.numbers_unused) for t in plan.tables}
    assert found == {(("3.2.1",), ()), (("3.2.2",), ())}
    values = {
        (plan.tables[o.table].indicators[0], o.area, o.period.label): o.value.number
        for o in plan.observations
    }
    assert values["3.2.1", "South province", "2015"] == "8"
    assert values["3.2.2", "North province", "2016"] == "10"
    assert len(values) == 10


def test_tables_side_by_side_without_a_gap_share_their_title(plan_rows):
    plan = plan_rows(
        [
            ["3.2.1 Infant mortality"],
            ["Area", 2014, 2015, "Group", 2014, 2015],
            ["North province", 1, 2, "women", 3, 4],
            ["South province", 5, 6, "men", 7, 8],
        ]
    )
    assert [table.indicators for table in plan.tables] == [("3.2.1",), ("3.2.1",)]
    assert {(o.area, o.dimensions) for o in plan.observations} == {
        ("North province", ()),
        ("South province", ()),
        ("FJI", (("sex", "F"),)),
        ("FJI", (("sex", "M"),)),
    }


def test_groups_of_years_with_a_spacer_are_one_table(plan_rows):
    plan = plan_rows(
        [
            ["3.2.1 Infant mortality"],
            ["", "Male", "", "", "Female"],
            ["Area", 2014, 2015, "", 2014, 2015],
            ["North province", 1, 2, "", 3, 4],
            ["South province", 5, 6, "", 7, 8],
        ]
    )
    assert len(plan.tables) == 1
    assert {dict(o.dimensions)["sex"] for o in plan.observations} == {"M", "F"}
    assert len(plan.observations) == 8


def test_tables_below_one_another_with_the_same_years(plan_rows):
    plan = plan_rows(
        [
            ["3.2.1 Infant mortality"],
            ["Items", 2014, 2015],
            ["Total", 1, 2],
            ["Source: registry"],
            [],
            ["3.2.2 Neonatal mortality"],
            ["(per 1,000)"],
            [],
            ["Items", 2014, 2015],
            ["Total", 3, 4],
        ]
    )
    assert [table.indicators for table in plan.tables] == [("3.2.1",), ("3.2.2",)]
    assert [o.value.number for o in plan.observations] == ["1", "2", "3", "4"]


@pytest.mark.parametrize(
    ("years", "hidden", "read"),
    [((2014, 2015, 2016), 2, True), ((2014, 2015, 2016), 1, False), ((2004, 2015, 2016), 2, False)],
)
def test_older_years_that_were_folded_away_are_read(tmp_path, context, years, hidden, read):
    with Workbook(tmp_path / "book.xlsx") as book:
        page = book.add_worksheet()
        for number, row in enumerate([["3.2.1 Rate"], ["Items", *years], ["Total", 1, 2, 3]]):
            page.write_row(number, 0, row)
        page.set_column(1, hidden, None, None, {"hidden": True})
    plan = plan_file(tmp_path / "book.xlsx", context("FJI"))
    assert len(plan.observations) == (3 if read else 3 - hidden)
    assert "hidden-cells" in {p.code for p in plan.problems}
