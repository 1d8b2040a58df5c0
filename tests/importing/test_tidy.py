from dataclasses import replace

import pytest

from vnr_app.domain.indicators import ValueState
from vnr_app.errors import KnownError
from vnr_app.importing.pipeline import plan_file


def test_blank_breakdowns_are_the_aggregate(plan_text):
    text = "Year,Sex,Age group,Units,Value\n2015,,,Percent,31.0\n2015,Female,15-24,Percent,29.5\n"
    plan = plan_text(text, "indicator_3-1-1.csv")
    total, women = plan.observations
    assert plan.tables[0].layout == "tidy"
    assert plan.series[0].indicators == ("3.1.1",)
    assert plan.series[0].unit == "Percent"
    assert (total.area, total.dimensions, total.value.number) == ("FJI", (), "31.0")
    assert women.dimensions == (("age", "15-24"), ("sex", "F"))
    assert (women.row, women.column) == (2, 4)


def test_russian_columns_and_decimal_commas(plan_text):
    text = "Год;Территория;Пол;Значение\n2015;г. Нади;женщины;12,5\n2016;;;1\u00a0234,5\n"
    plan = plan_text(text.encode("cp1251"), "3-2-1.csv")
    city, country = plan.observations
    assert (city.area, city.dimensions) == ("г. Нади", (("sex", "F"),))
    assert (city.value.number, city.raw) == ("12.5", "12,5")
    assert (country.area, country.value.number) == ("FJI", "1234.5")


def test_geocode_is_the_code_and_the_name_the_name(plan_text):
    text = "Year,Region,GeoCode,Value\n2015,West,FJ-W,1\n2015,,,2\n2015,Fiji,FJ,3\n"
    plan = plan_text(text, "3-2-1.csv")
    assert ("FJ-W", "West") in plan.areas
    assert [o.area for o in plan.observations] == ["FJ-W", "FJI"]
    assert plan.problems[0].code == "key-duplicate"


def test_each_name_of_a_series_is_a_series(plan_text):
    text = "Year,Series,Unit multiplier,Value\n2015,Deaths,Thousands,1\n2015,Mortality rate,,2\n"
    plan = plan_text(text, "3-2-1.csv")
    assert [(s.code, s.name) for s in plan.series] == [
        ("3.2.1-deaths", "Deaths"),
        ("3.2.1-mortality-rate", "Mortality rate"),
    ]
    assert plan.series[0].unit == "(thousands)"


def test_without_an_indicator_the_series_serves_none(plan_text):
    plan = plan_text("Year,Value\n2015,1\n2016,2\n", "table.csv")
    assert len(plan.observations) == 2
    assert [(s.name, s.indicators) for s in plan.series] == [("table", ())]
    assert [p.code for p in plan.problems] == ["no-indicator"]
    assert not plan.tables[0].numbers_unused


def test_indicator_column_and_fiscal_years(plan_rows):
    plan = plan_rows(
        [
            ["Indicator", "Year", "Observation status", "Value"],
            ["3-1-1", "2023/24", "Provisional", 149.8],
            ["Indicator 3.2.1", 2015.0, "", ".."],
        ]
    )
    fiscal, missing = plan.observations
    assert fiscal.period.start.isoformat() == "2023-07-01"
    assert fiscal.value.state is ValueState.PROVISIONAL
    assert missing.value.state is ValueState.MISSING
    assert [s.indicators for s in plan.series] == [("3.1.1",), ("3.2.1",)]
    assert plan.tables[0].numbers_seen == 1


def test_a_line_with_too_many_fields_is_told(plan_text):
    plan = plan_text("Year,Value\n2015,1,see the note, below\n2016,5\n", "3-2-1.csv")
    assert [(p.code, p.cell) for p in plan.problems] == [("csv-ragged", "C2")]
    assert len(plan.observations) == 1


def test_numbers_cut_by_unquoted_thousands_separators_refuse_the_file(plan_text):
    with pytest.raises(KnownError, match="lines than headings: 2") as refused:
        plan_text("Year,Value\n2015,1,234\n2016,5\n", "3-2-1.csv")
    assert refused.value.code == "csv-ragged"


@pytest.mark.parametrize(
    ("name", "country", "code", "count"),
    [
        ("kz_indicator_3-1-1.xlsx", "KAZ", "3.1.1", 237),
        ("kz_indicator_4-4-1.csv", "KAZ", "4.4.1", 1620),
        ("uk_indicator_3-2-2.csv", "GBR", "3.2.2", 2173),
        ("ca_indicator_4-3-1.csv", "CAN", "4.3.1", 1870),
        ("kg_1-4-1_tidy.csv", "KGZ", "1.4.1", 132),
    ],
)
def test_open_sdg_files_are_read_whole(shared, context, name, country, code, count):
    plan = plan_file(shared / "corpus/other" / name, context(country))
    assert len(plan.observations) == count
    assert {i for s in plan.series for i in s.indicators} == {code}
    assert any(o.area == country for o in plan.observations)
    # The Kazakh file has shares of 118 to 369 per cent.
    told = {"percent-range", "number-as-text", "year-split"}
    assert {p.code for p in plan.problems} <= told
    assert plan.tables[0].numbers_unused == ()


def test_the_indicators_of_the_review_are_known_by_code_and_title(tmp_path, context):
    file = tmp_path / "national.csv"
    file.write_text(
        "Indicator,Year,Value\nKG-3.1,2020,5\nkg 3.1,2021,6\n3.1.1,2021,7\nKG-9.9,2021,8\n"
    )
    national = {"KG-3.1": "Children reached by mobile clinics in mountain villages"}
    plan = plan_file(file, replace(context("KGZ"), national=national))
    assert [plan.series[o.series].indicators for o in plan.observations] == [
        ("KG-3.1",),
        ("KG-3.1",),
        ("3.1.1",),
        (),
    ]
    assert "other-indicator" not in {problem.code for problem in plan.problems}
    file.write_text(
        f"Indicator name,Year,Value\n{national['KG-3.1']},2020,5\nOther clinics of all,2020,6\n"
    )
    plan = plan_file(file, replace(context("KGZ"), national=national))
    assert [plan.series[o.series].indicators for o in plan.observations] == [("KG-3.1",), ()]
