import pytest

from vnr_app.importing.codes import (
    CodeInText,
    code_in,
    is_other_numbering,
    is_series_code,
    slug,
    strip_code,
    vote_code,
)
from vnr_app.services.framework import load_framework


@pytest.mark.parametrize(
    ("text", "code", "variant"),
    [
        ("3.2.1 Infant mortality rate per 1000", "3.2.1", ""),
        ("indicator_3-1-1(1)", "3.1.1", ""),
        ("kg_1-4-1_tidy", "1.4.1", ""),
        ("Indicator 6.a.1", "6.a.1", ""),
        ("6.а.1.1 Объем помощи", "6.a.1.1", ""),
        ("2.с1.1b Индекс", "2.c.1.1", "b"),
        ("1.1.1.1а Уровень крайней бедности", "1.1.1.1", "a"),
        ("C030101", "3.1.1", ""),
        ("ЦУР 2.4.1.1 Доля площади", "2.4.1.1", ""),
    ],
)
def test_code_is_found_in_every_spelling(text, code, variant):
    assert code_in(text, load_framework()) == CodeInText(code, variant)


@pytest.mark.parametrize(
    "text", ["Table 3.2. Poverty", "12.5", "2015-06-30", "18.1.1", "v 7.9.5.2024"]
)
def test_other_numbers_are_no_codes(text):
    assert code_in(text, load_framework()) is None


def test_the_code_that_most_languages_name_wins():
    titles = ["7.2.1 Негизинен", "7.1.2 Доля", "7.1.2 Proportion"]
    assert vote_code(titles, load_framework()) == CodeInText("7.1.2")


def test_a_title_is_freed_of_its_code():
    assert strip_code("3.2.1 Infant mortality", CodeInText("3.2.1")) == "Infant mortality"


def test_series_codes_are_told_from_words():
    assert is_series_code("SI_POV_DAY1")
    assert is_series_code("_L_KG_020401_1A")
    assert not is_series_code("Infant mortality")


def test_a_slug_ends_at_a_word():
    assert slug("Neonatal mortality rate, both sexes together", 24) == "neonatal-mortality-rate"


def test_codes_of_another_classification_are_no_indicators():
    framework = load_framework()
    spending = [f"1.1.{n} Food {n}" for n in range(1, 25)]
    assert is_other_numbering(spending, framework)
    assert not is_other_numbering(spending[:7], framework)
    indicators = [f"{each.code} {each.title}" for each in framework.indicators[:40]]
    assert not is_other_numbering(indicators, framework)
    national = [
        "1.1.1.1",
        "1.2.1.1",
        "1.3.1.2",
        "2.1.1",
        "2.2.1",
        "3.1.1",
        "3.2.1",
        "3.9.9",
        "4.1.7b",
    ]
    assert not is_other_numbering(national, framework)
