"""Finding figures by words and by typed digits."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.services.observed import observed
from vnr_app.domain.indicators import Operator, Series, ValueState
from vnr_app.domain.richtext import Chart, IndicatorTable, ValueRef
from vnr_app.services.framework import load_framework
from vnr_app.services.insertions import InsertAs, insertion
from vnr_app.services.living import Values
from vnr_app.services.numbers import format_number
from vnr_app.services.value_search import Digits, all_series, search, typed_number

WOMEN = (("sex", "F"),)
POVERTY = Series("8", "SI_POV", "Poverty rate", "PERCENT", ("1.2.1",))
MATERIAL = Series("9", "EN_MAT", "Material footprint", "TONNES", ("8.4.1",))
OBSERVATIONS = (
    observed("149.84", "2019"),
    observed("1234.5", "2020"),
    observed("12", "2021", dimensions=WOMEN),
    observed("12.0", "2015"),
    observed("5", "2016"),
    observed("2020", "2017"),
    observed("36", "2018", operator=Operator.LESS),
    observed(None, "2022", state=ValueState.MISSING),
    observed("22.1", "2020", series=POVERTY),
    observed("77.7", "2020", series=MATERIAL),
)
VALUES = Values([replace(each, id=at) for at, each in enumerate(OBSERVATIONS)], "en")


def names(found):
    return [each.name for each in found]


def test_series_are_found_by_any_of_their_words():
    series = all_series(VALUES, load_framework())
    assert names(series) == ["Poverty rate", "Maternal mortality ratio", "Material footprint"]
    assert names(search(series, "")) == names(series)
    assert names(search(series, "mater")) == ["Maternal mortality ratio", "Material footprint"]
    assert names(search(series, "LIVE births ratio")) == ["Maternal mortality ratio"]
    assert names(search(series, "1.2.1")) == ["Poverty rate"]
    assert names(search(series, "si_pov")) == ["Poverty rate"]
    assert names(search(series, "12.2.1")) == ["Material footprint"]  # 8.4.1 under its other code
    assert search(series, "poverty mortality") == ()


def test_the_figures_of_a_series_begin_with_everybodys_latest():
    [ratio] = search(all_series(VALUES, load_framework()), "3.1.1")
    periods = [each.period.label for each in ratio.figures]
    assert periods == ["2020", "2019", "2018", "2017", "2016", "2015", "2021"]


def met(typed, goal="3"):
    found = Digits(VALUES, goal, load_framework()).meet(typed)
    return [each.period.label for each in found]


@pytest.mark.parametrize(
    ("typed", "periods"),
    [
        ("149.8", ["2019"]),  # as a reader sees it
        ("149,8", ["2019"]),
        ("149.84", ["2019"]),  # as it is stored
        ("149.80", ["2019"]),
        ("149.9", []),
        ("1,234.5", ["2020"]),
        ("1.234,5", ["2020"]),
        ("1 234,5", ["2020"]),
        ("1\u202f234.5", ["2020"]),
        ("1'234.5", ["2020"]),
        ("١٤٩.٨", ["2019"]),
        ("12", ["2015", "2021"]),  # everybody before a group
        ("5", []),  # single digits mean anything
        ("2020", []),  # years do too
        ("2,020", ["2017"]),
        ("36", []),  # the data say less than 36
        ("22.1", []),  # of another goal
        ("-149.8", []),
        ("1.2.3", []),
        ("", []),
    ],
)
def test_typed_digits_meet_the_figures_of_the_goal(typed, periods):
    assert met(typed) == periods


def test_a_repeated_indicator_is_met_in_both_goals():
    assert met("77.7", "8") == met("77.7", "12") == ["2020"]
    assert met("77.7", "9") == []


@given(
    st.decimals("-99999999", "99999999", places=3).filter(lambda number: abs(number) >= 10),
    st.sampled_from(["en", "fr", "de", "ru", "es", "pt", "it"]),
)
def test_a_number_is_met_as_every_language_writes_it(number, language):
    values = Values((observed(str(number), "2019"),), "en")
    shown = format_number(str(number), language)
    digits = Digits(values, "3", load_framework())
    if not (shown.isdigit() and 1990 <= int(shown) <= 2040):
        assert len(digits.meet(shown)) == 1, shown
    assert typed_number(f"It was {shown}") == shown


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("It fell to 149.8", "149.8"),
        ("149.8", "149.8"),
        ("(149.8", "149.8"),
        ("in 2020 149.8", "149.8"),
        ("it was 1 234,5", "1 234,5"),
        ("to 1,234", "1,234"),
        ("a loss of -0.6", "-0.6"),
        ("a loss of −0.6", "−0.6"),
        ("indicator 3.1.1", ""),
        ("see A4", ""),
        ("from 2015-16", ""),
        ("on 1/12", ""),
        ("no number", ""),
        ("12 ", ""),
        ("", ""),
    ],
)
def test_a_number_is_known_at_the_end_of_a_text(text, number):
    assert typed_number(text) == number


def test_an_observation_is_inserted_in_seven_ways():
    observation = observed("149.84", "2019", dimensions=WOMEN)
    made = {how: insertion(observation, how, "en") for how in InsertAs}
    assert made[InsertAs.NUMBER] == ValueRef("7", "2019", "sex=F", "", "149.8")
    assert made[InsertAs.WITH_UNIT].text == "149.8 per 100,000 live births"
    assert made[InsertAs.WITH_PERIOD].format == "period"
    assert made[InsertAs.SENTENCE].text.endswith("in 2019 (female)")
    values = Values((observation,), "en")
    for value in made.values():
        if isinstance(value, ValueRef):
            assert values.shown(value) == value.text
    assert isinstance(made[InsertAs.TABLE], IndicatorTable)
    charts = [each for each in made.values() if isinstance(each, Chart)]
    assert [(each.kind, each.series, each.title) for each in charts] == [
        ("line", ("7",), "Maternal mortality ratio"),
        ("bar", ("7",), "Maternal mortality ratio"),
    ]
