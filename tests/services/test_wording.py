"""Codes, ages and sources in the words of a report."""

import csv

import pytest

from tests.services.observed import observed
from tests.services.test_report_cells import row_of
from vnr_app.domain.indicators import Series
from vnr_app.i18n import words_of
from vnr_app.paths import resources_dir
from vnr_app.services.report_names import english_names_note
from vnr_app.services.wording import breakdown_text, source_text, table

ENGLISH = words_of("en")


def told(language, *pairs):
    return breakdown_text(pairs, words_of(language))


def test_codes_of_the_united_nations_database_are_words():
    assert told("en", ("type_of_product", "WOD")) == "wood"
    assert told("en", ("type_of_skill", "SKILL_MATH"), ("sex", "F")) == "mathematics, female"
    assert told("fr", ("ihr_capacity", "SPAR04")) == "sécurité sanitaire des aliments"
    assert told("ar", ("sex", "M")) == "ذكور"
    assert told("zh", ("mode_of_transportation", "SEA")) == "海运"


def test_the_same_thing_has_one_name_in_both_lists_of_codes():
    codes = {(dimension, code): text for dimension, code, text in table("codes")}
    assert len(codes) == len(table("codes"))
    assert codes["composite_breakdown", "IHR_11"] == codes["ihr_capacity", "IHR11"]
    assert codes["product", "MF13"] == codes["type_of_product", "WOD"]


def test_what_is_not_broken_down_is_not_said():
    assert told("en", ("quantile", "NOTSPEC"), ("sex", "_T"), ("cities", "NOCITI")) == ""
    assert told("en", ("quantile", "NOTSPEC"), ("location", "R")) == "rural"


def test_an_unknown_code_is_told_with_its_dimension_and_a_city_by_its_name():
    assert told("en", ("type_of_product", "XYZ")) == "type of product XYZ"
    assert told("en", ("cities", "NOVI_SAD")) == "Novi Sad"
    assert told("en", ("category", "Own label")) == "Own label"


@pytest.mark.parametrize(
    ("code", "english", "russian", "arabic"),
    [
        ("15-49", "age 15-49", "15-49 лет", "العمر 15-49 سنة"),
        ("15+", "age 15+", "15 лет и старше", "15 سنة فأكثر"),
        ("5+", "age 5+", "5 лет и старше", "5 سنوات فأكثر"),
        ("<5", "age under 5", "до 5 лет", "أقل من 5 سنوات"),
        ("<18Y", "age under 18", "до 18 лет", "أقل من 18 سنة"),
        ("<1", "age under 1", "до 1 года", "أقل من سنة واحدة"),
        ("<=45Y", "age 45 and under", "до 45 лет включительно", "45 سنة فأقل"),
        (">65", "age over 65", "старше 65 лет", "أكثر من 65 سنة"),
        ("<1M", "age under 1 month", "до 1 месяца", "أقل من شهر واحد"),
        ("M36T59", "age 36-59 months", "36-59 месяцев", "العمر 36-59 شهرا"),
        ("_U", "age unknown", "возраст неизвестен", "العمر غير معروف"),
    ],
)
def test_ages_are_told_with_the_forms_of_their_number(code, english, russian, arabic):
    assert [told(each, ("age", code)) for each in ("en", "ru", "ar")] == [english, russian, arabic]


def test_one_source_has_one_spelling_and_usual_ones_a_translation():
    assert source_text("energy balance.", ENGLISH) == source_text("Energy balance", ENGLISH)
    assert source_text("UNICEF 2023.", ENGLISH) == "UNICEF 2023"
    assert source_text("labour force survey", words_of("fr")) == "Enquête sur la population active"
    assert source_text("A register of ours", words_of("fr")) == "A register of ours"
    assert source_text("", ENGLISH) == ""


def test_the_words_of_the_demo_are_those_that_its_data_have():
    folder = resources_dir() / "demo"
    with (folder / "words.tsv").open(encoding="utf-8", newline="") as stream:
        words = {row["text"] for row in csv.DictReader(stream, delimiter="\t")}
    with (folder / "series.tsv").open(encoding="utf-8", newline="") as stream:
        series = list(csv.DictReader(stream, delimiter="\t"))
    named = {row["name"] for row in series if row["file"] not in ("un", "education")}
    assert named - {"Total"} <= words


def test_series_without_a_translated_name_are_mentioned():
    known = row_of(observed("1"))
    other = observed("1", series=Series("9", "SH_STA_MORT", "Odd name", "%", ("3.1.1",)))
    assert english_names_note([known], words_of("fr")) == []
    assert english_names_note([known, row_of(other, series=other.series)], words_of("fr")) != []
    assert english_names_note([row_of(other, series=other.series)], ENGLISH) == []


def test_sentences_have_no_space_between_them_in_chinese():
    assert words_of("zh-Hans").in_a_row(["一。", "二。"]) == "一。二。"
    assert words_of("fr").in_a_row(["Un.", "Deux."]) == "Un. Deux."
