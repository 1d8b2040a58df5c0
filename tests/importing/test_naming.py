"""Names without a code: what they mean for certain, what is guessed, and what is not."""

import csv
import json
import re
from dataclasses import replace
from unicodedata import normalize

import pytest

from vnr_app.domain.importplan import Severity
from vnr_app.importing.layouts.base import Collector
from vnr_app.importing.naming import ALIKE, guess_indicator, translated_titles
from vnr_app.importing.pipeline import plan_file
from vnr_app.importing.recipe import Recipe
from vnr_app.importing.series_codes import all_series, local_indicator, series_like
from vnr_app.jobs import JobContext
from vnr_app.services.framework import load_framework, titles_in


@pytest.fixture
def framework():
    return load_framework()


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Maternal mortality ratio (per 100,000 live births)", "3.1.1"),
        ("Under-five mortality rate by sex, per 1000 live births", "3.2.1"),
        ("Proportion of seats held by women in national parliaments", "5.5.1"),
        ("Unemployment rate, by sex and age", "8.5.2"),
        ("Proportion of population using safely managed drinking water services, urban", "6.1.1"),
        ("Коэффициент материнской смертности", "3.1.1"),
        ("Доля населения страны, живущего за официальной чертой бедности, по полу", "1.2.1"),
        ("Taux de mortalité maternelle (pour 100 000 naissances vivantes)", "3.1.1"),
        ("Taux de chomage par sexe, age et situation au regard du handicap", "8.5.2"),
        ("Tasa de mortalidad materna por regiones", "3.1.1"),
        ("نسبة الوفيات النفاسية بحسب المنطقة", "3.1.1"),
        ("孕产妇死亡率", "3.1.1"),
        ("失业率,按性别、年龄和残疾人分列", "8.5.2"),
    ],
)
def test_names_as_offices_print_them(framework, name, code):
    guess = guess_indicator(name, framework)
    assert guess is not None
    assert guess.code == code == guess.choices[0]
    assert ALIKE <= guess.alike <= 100
    assert guess.title in guess.reason
    assert guess.alike == 100 or f"{guess.alike} %" in guess.reason


@pytest.mark.parametrize(
    "name",
    [
        "",
        "Total",
        "Number of women",
        "women and men",
        "Proportion of population",
        "Number of countries",
        "of which: rural population",
        "Average monthly wages of employees in agriculture",
        "Production of bread and bakery products, thousand tonnes",
        "Число зарегистрированных браков и разводов",
        "Population moyenne annuelle par région",
        "2015 2016 2017 2018",
        "word " * 1_000,
    ],
)
def test_names_that_mean_no_indicator(framework, name):
    assert guess_indicator(name, framework) is None


def test_every_title_is_recognised_as_itself_or_not_at_all(framework):
    taken = {"right": 0, "none": 0}
    titles = [(each.code, each.title) for each in framework.indicators]
    for code, title in [*titles, *translated_titles()][::6]:
        guess = guess_indicator(title, framework)
        if guess is None:
            taken["none"] += 1
        else:
            assert guess.code == framework.canonical(code), title
            taken["right"] += 1
    # A few pairs of indicators differ in a word or two: there nothing is proposed.
    assert taken["none"] * 12 < taken["right"]


def test_the_titles_agree_with_the_reference(shared, framework):
    facts = json.loads((shared / "reference/framework.json").read_text(encoding="utf-8"))
    listed = {each["code"]: each for each in facts["indicators"]}
    path = "resources/framework/titles.tsv"
    with open(path, encoding="utf-8", newline="") as stream:  # noqa: PTH123 - from the checkout
        rows = list(csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE))
    assert {row["language"] for row in rows} == {"ar", "es", "fr", "ru", "zh"}
    other = set()
    for row in rows:
        assert framework.canonical(row["code"]) == row["code"]
        title = normalize("NFC", listed[row["code"]]["title"][row["language"]])
        # Two words that the reference divides as at the end of a line.
        title = title.replace("стратеги-ями", "стратегиями")
        title = title.replace("Объединен-ных", "Объединенных")
        if title != row["title"]:
            other.add((row["code"], row["language"]))
    # The reference has an earlier wording of 4.7.1, whose present one stands under 12.8.1, and the
    # number of a footnote at the end of 17.6.1.
    assert other == {
        ("4.7.1", "ar"), ("4.7.1", "ru"), ("4.7.1", "zh"), ("17.6.1", "ar"), ("17.6.1", "zh"),
    }  # fmt: skip


def test_titles_are_printed_with_their_numbers_the_right_way_round():
    for title in titles_in("ar").values():
        assert not re.search(r"\b000[\u00a0\u202f]\d", title)
    assert "000 100" in titles_in("ar")["1.5.1"]
    assert "100\u202f000" in titles_in("fr")["1.5.1"]
    assert "d’enfants" in titles_in("fr")["4.2.1"]


def test_the_series_agree_with_the_reference(shared, framework):
    facts = json.loads((shared / "reference/series_to_indicator.json").read_text(encoding="utf-8"))
    missing, other = set(), set()
    for fact in facts:
        found = all_series().get(fact["series"])
        codes = {framework.canonical(c) for c in fact["indicators"] if framework.find_indicator(c)}
        if found is None:
            missing.add(fact["series"])
        elif not codes <= set(found.indicators):
            other.add(fact["series"])
    # Two belong to a code that means another indicator today, one to none, one to a retired one.
    assert missing == {"DC_CST_EFICP", "ST_EMP_SUST", "GF_FRN_FDIODASS", "SG_POV_TOTL"}
    # Damage to infrastructure moved from 11.5.2 to 11.5.3.
    assert {code[:7] for code in other} == {"VC_DSR_"}
    assert {all_series()[code].indicators for code in other} == {("11.5.3",)}


def test_series_are_well_formed(framework):
    for series in all_series().values():
        assert series.indicators
        for code in series.indicators:
            assert framework.canonical(code) == code


def test_local_codes_and_slips(framework):
    assert local_indicator("_L_KG_020C01_1B", framework) == "2.c.1"
    assert local_indicator("_L_NP_17_08_01_01", framework) == "17.8.1"
    assert local_indicator("_L_NP_03_0b_02_01", framework) == "3.b.2"
    assert local_indicator("_L_KG_180101_1", framework) == ""
    assert local_indicator("SI_POV_DAY1", framework) == ""
    assert series_like("SI_POV_DAYI") == ("1.1.1",)
    assert series_like("QQ_QQQ_QQQQ") == ()


def collector(context):
    return Collector("file", context, JobContext())


def test_a_guess_is_asked_once_a_name(context):
    found = collector(context("FJI"))
    name = "Maternal mortality ratio by province"
    for cell in ("A1", "A9"):
        assert found.guessed(name, "Data", cell).indicator == "3.1.1"
    (asked,) = found.problems
    assert (asked.code, asked.severity) == ("indicator-guessed", Severity.QUESTION)
    assert (asked.sheet, asked.cell, asked.value) == ("Data", "A1", name)
    assert asked.decides == "indicators.maternal mortality ratio by province"
    assert asked.choices[0] == "3.1.1"
    assert "has the words of “Maternal mortality ratio”" in asked.message


def test_what_people_taught_goes_before_every_title(context):
    name = "Maternal mortality ratio"
    plain = context("FJI")
    assert collector(plain).named(name).indicator == "3.1.1"
    taught = replace(plain, synonyms={("indicator", "maternal mortality ratio"): "3.8.1"})
    assert collector(taught).named(name).indicator == "3.8.1"
    decided = replace(taught, recipe=Recipe(indicators={"maternal mortality ratio": ""}))
    assert collector(decided).named(name) is None
    assert collector(decided).guessed(name) is None


def test_whole_titles_of_other_languages_are_no_guess(context):
    found = collector(context("FJI"))
    assert found.named("Коэффициент материнской смертности").indicator == "3.1.1"
    assert list(found.problems) == []


def test_rows_of_a_tidy_table_are_named_by_likeness(plan_text):
    rows = [
        "Year,Series,Units,Value",
        '2019,"Maternal mortality ratio, national survey",per 100000,31',
        '2019,"Unemployment rate, by sex and age",percent,5',
        "2020,SI_POV_NAHC,percent,24",
        "2020,Deliveries of oxygen bottles,number,3",
    ]
    plan = plan_text("\n".join(rows), "mixed.csv")
    found = {series.name.split(",")[0]: series.indicators for series in plan.series}
    assert found["Unemployment rate"] == ("8.5.2",)
    assert found["SI_POV_NAHC"] == ("1.2.1",)
    asked = [p.decides for p in plan.problems if p.code == "indicator-guessed"]
    assert "indicators.unemployment rate, by sex and age" in asked


def test_an_explicit_code_is_never_overridden(tmp_path, context):
    path = tmp_path / "3.8.1.csv"
    path.write_text("Year,Series,Value\n2019,Maternal mortality ratio,31\n", encoding="utf-8")
    plan = plan_file(path, context("FJI"))
    assert [series.indicators for series in plan.series] == [("3.8.1",)]
    assert not [p for p in plan.problems if p.code == "indicator-guessed"]


def test_tables_without_a_code_are_named_by_likeness(plan_rows):
    rows = [
        ["Table 7. Mortality of mothers and children"],
        ["Indicator", 2019, 2020],
        ["Maternal mortality ratio", 31.5, 28],
        ["Neonatal mortality rate, by sex of child", 9.1, 8.7],
        ["Bottles of oxygen delivered to hospitals", 120, 130],
    ]
    plan = plan_rows(rows)
    found = {o.value.number: plan.series[o.series].indicators for o in plan.observations}
    assert found["9.1"] == ("3.2.2",)
    assert found["120"] == ()
    asked = [p.decides for p in plan.problems if p.code == "indicator-guessed"]
    assert asked == ["indicators.neonatal mortality rate, by sex of child"]


def test_no_title_of_a_goal_or_target_competes_with_those_of_indicators():
    framework = load_framework()
    assert all(framework.find_indicator(code) for code, _title in translated_titles())
