"""What a living number says, in its forms and languages."""

import pytest

from tests.services.observed import observed
from vnr_app.domain.indicators import Operator, Series
from vnr_app.domain.richtext import ValueForm
from vnr_app.services.living_words import said, series_name

WOMEN = (("sex", "F"),)


def of(name, unit):
    return Series("1", "CODE", name, unit, ("3.1.1",))


@pytest.mark.parametrize(
    ("form", "text"),
    [
        (ValueForm.NUMBER, "149.8"),
        (ValueForm.WITH_UNIT, "149.8 per 100,000 live births"),
        (ValueForm.WITH_PERIOD, "149.8 per 100,000 live births (2023)"),
        (
            ValueForm.SENTENCE,
            "the maternal mortality ratio was 149.8 per 100,000 live births in 2023",
        ),
        ("a form of tomorrow", "149.8"),
    ],
)
def test_a_living_number_has_four_forms(form, text):
    assert said(observed("149.8", "2023"), form, "en") == text


@pytest.mark.parametrize(
    ("unit", "number", "language", "text"),
    [
        ("PERCENT", "27.25", "en", "27.3%"),
        ("PERCENT", "27.25", "fr", "27,3\u202f%"),
        ("PERCENT", "27.25", "tr", "%27,3"),
        ("PER_POP_U5", "4", "en", "4% of children under 5"),
        ("NUMBER", "1234", "en", "1,234"),
        ("IX", "0.45", "en", "0.45"),
        ("", "12", "en", "12"),
        ("km of coast", "12.5", "de", "12,5 km of coast"),
    ],
)
def test_units_stand_where_the_language_puts_them(unit, number, language, text):
    observation = observed(number, series=of("Something", unit))
    assert said(observation, ValueForm.WITH_UNIT, language) == text


def test_a_sentence_names_the_group():
    observation = observed("12", "2020", dimensions=WOMEN)
    text = said(observation, ValueForm.SENTENCE, "en")
    assert text.startswith("the maternal mortality ratio was 12 ")
    assert text.endswith("in 2020 (female)")


def test_a_bound_is_said():
    observation = observed("36", operator=Operator.LESS)
    assert said(observation, ValueForm.WITH_UNIT, "en") == "<36 per 100,000 live births"


@pytest.mark.parametrize(
    ("name", "inside"),
    [
        ("GDP growth", "the GDP growth was"),
        ("Poverty rate (%)", "the poverty rate was"),
        ("Poverty rate (headcount)", "the poverty rate (headcount) was"),
        ("", "the CODE was"),
        ("A rate", "the A rate was"),
    ],
)
def test_a_name_fits_into_a_sentence(name, inside):
    observation = observed("5", series=of(name, "PERCENT"))
    assert said(observation, ValueForm.SENTENCE, "en").startswith(inside)


def test_a_name_without_its_unit():
    assert series_name(observed("1", series=of("Rate (%)", "PERCENT"))) == "Rate"
    assert series_name(observed("1", series=of("Rate (%)", ""))) == "Rate (%)"
