"""What series, units and values are called where they are shown."""

import pytest

from tests.services.observed import observed
from vnr_app.domain.indicators import Operator, Series
from vnr_app.i18n import words_of
from vnr_app.services.units_shown import (
    Measure,
    measure_of,
    name_of,
    says_its_unit,
    spoken_unit,
    unit_of,
    value_of,
    with_unit,
)

ENGLISH = words_of("en")


def series(name, unit="", code="X"):
    return Series("9", code, name, unit, ("1.1.1",))


@pytest.mark.parametrize(
    ("name", "unit", "shown", "told"),
    [
        (
            "Total flows (millions of constant 2018 United States dollars)",
            "CON_USD",
            "Total flows",
            "million constant 2018 US dollars",
        ),
        ("Income, PPP (constant 2011 international $)", "CON_USD", "Income, PPP", None),
        (
            "Adolescent birth rate (per 1,000 women aged 15-19 years)",
            "PER_1000_POP",
            "Adolescent birth rate",
            "per 1,000 women aged 15–19",
        ),
        ("Consumption per head (tonnes)", "T_PER_CAP", "Consumption per head", "tonnes per person"),
        ("Persons affected per 100,000 (number)", "PER_100000_POP", None, "per 100,000 people"),
        ("Refugees, by origin (%)", "PER_100000_POP", "Refugees, by origin", "per 100,000 people"),
        ("Mortality, by sex (probability)", "PERCENT", "Mortality", "%"),
        ("Parity index (one year before entry age), (ratio)", "Ratio", None, "ratio"),
        ("Rate (%)", "", "Rate (%)", ""),
        ("Deaths (per million)", "per million", "Deaths", "per million"),
        ("Cases", "per 100,000 population", "Cases", "per 100,000 people"),
        ("Extent (permanent) (square kilometres)", "KMSQ", "Extent (permanent)", None),
        (
            "Laws (achievement, 0 - 100) -- Area 3",
            "PERCENT",
            "Laws (achievement, 0–100) – Area 3",
            "%",
        ),
        (
            "Levels (level of implementation: 1 lowest to 5 highest)",
            "NUMBER",
            "Levels",
            "scale of 1 to 5",
        ),
        ("Policies (1 = None; 2 = Some; 3 = All)", "NUMBER", None, "scale of 1 to 3"),
        ("Plans (3 = High; 2 = Moderate; 1 = Low; 0 = NA)", "NUMBER", None, "scale of 1 to 3"),
        ("Parties (1 = YES; 0 = NO)", "NUMBER", "Parties", "yes or no"),
        ("Plan (1 = YES, 0 = NO)", "BOOL", "Plan", "yes or no"),
    ],
)
def test_the_unit_that_a_name_ends_in_stands_beside_it_once(name, unit, shown, told):
    measured = series(name, unit)
    if shown is not None:
        assert name_of(measured) == name_of(measured, ENGLISH) == shown
    if told is not None:
        assert unit_of(measured) == unit_of(measured, ENGLISH) == told


@pytest.mark.parametrize(
    ("name", "stem", "groups"),
    [
        ("Unemployment rate, by sex and age (%)", "Unemployment rate", ", by sex and age"),
        (
            "Rate, by sex, location and education level",
            "Rate",
            ", by sex, location and education level",
        ),
        ("Earnings by sex and occupation (local currency)", "Earnings", " by sex and occupation"),
        (
            "Passengers (passenger kilometres), by mode of transport",
            "Passengers",
            ", by mode of transport",
        ),
        ("Electricity, by urban/rural location", "Electricity", ", by urban/rural location"),
        (
            "Violence by age 18, by sex (% of population aged 18-29)",
            "Violence by age 18",
            ", by sex",
        ),
        # These say what is measured.
        ("Flows, by recipient countries", "Flows, by recipient countries", ""),
        ("Deaths, by natural causes", "Deaths, by natural causes", ""),
    ],
)
def test_the_groups_at_the_end_of_a_name_are_told_where_they_are_wanted(name, stem, groups):
    measured = series(name, "PERCENT")
    assert name_of(measured) == stem
    assert name_of(measured, groups=True) == stem + groups


@pytest.mark.parametrize(
    ("name", "unit", "says"),
    [
        ("Users per 100 inhabitants, by sex (per 100 inhabitants)", "PER_100_POP", True),
        ("Researchers per million inhabitants", "PER_1000000_POP", True),
        ("Tuberculosis incidence (per 100,000 population)", "PER_100000_POP", False),
        ("Machines per 100,000 adults", "NUMBER", False),
        ("Waste per capita (Kg)", "KG", False),
    ],
)
def test_a_name_that_tells_of_how_many_needs_no_unit_beside_it(name, unit, says):
    assert says_its_unit(series(name, unit)) is says


def test_names_and_units_are_told_in_the_language_of_the_report():
    rate = series("Under-five mortality rate, by sex (deaths per 1,000 live births)", "")
    flows = series("Flows (millions of constant 2018 United States dollars)", "CON_USD")
    for language in ("ar", "es", "fr", "ru", "zh"):
        words = words_of(language)
        names = {name_of(rate, words), name_of(rate, words, groups=True), name_of(rate)}
        assert len(names) == 3
        assert "2018" in unit_of(flows, words)
        assert unit_of(flows, words) != unit_of(flows, ENGLISH)


def value(number, measured, language="en", decimals=None, operator=None):
    return value_of(observed(number, series=measured, operator=operator), language, decimals)


def test_a_yes_is_a_yes_and_a_year_a_year():
    flag = series("Parties (1 = YES; 0 = NO)", "NUMBER")
    assert [value(number, flag) for number in ("1", "0", "1.0", "34")] == ["yes", "no", "yes", "34"]
    assert value("1", flag, "ar") == "نعم"
    law = series("Countries that guarantee access to information", "NUMBER", "SG_INF_ACCSS")
    assert measure_of(law) is Measure.YEAR
    assert (value("2003", law), value("127", law), unit_of(law)) == ("2003", "127", "year")
    system = series("Proportion of countries with systems (%)", "PERCENT", "SG_GEN_EQPWN")
    assert value("1", system) == "yes"
    assert value("2003", series("Schools", "NUMBER")) == "2,003"
    prices = series("Consumer Food Price Index", "INDEX", "AG_FPA_CFPI")
    assert unit_of(prices, ENGLISH) == "index of price anomalies"


def test_a_bound_is_no_more_exact_than_the_source_says():
    share = series("Share (%)", "PERCENT")
    assert value("95", share, decimals=1, operator=Operator.GREATER) == ">95"
    assert value("2.5", share, decimals=2, operator=Operator.LESS) == "<2.5"
    assert value("95", share, decimals=1) == "95.0"


@pytest.mark.parametrize(
    ("name", "unit", "text"),
    [
        ("Share", "PERCENT", "2%"),
        ("Share (% of GDP)", "PERCENT", "2% of GDP"),
        ("Deaths", "NUMBER", "2"),
        ("Index", "INDEX", "2"),
        ("Parity", "Ratio", "2"),
        ("Level (1 lowest to 5 highest)", "SCORE", "2 (scale of 1 to 5)"),
        ("Plan (1 = YES, 0 = NO)", "BOOL", "2"),
        ("Flows (millions of US dollars)", "CU_USD_M", "2 million current US dollars"),
    ],
)
def test_a_number_carries_the_unit_that_it_needs(name, unit, text):
    assert with_unit("2", series(name, unit), "en") == text
    assert (spoken_unit(series(name, unit)) == "") == (text == "2")
