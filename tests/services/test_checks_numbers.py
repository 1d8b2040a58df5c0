"""Numbers typed by hand beside a series, compared with what it says; few false alarms."""

from dataclasses import replace

import pytest

from tests.services.observed import SERIES, observed
from vnr_app.domain.richtext import Document, ListItem, Paragraph, Text, ValueRef
from vnr_app.services.checks_numbers import Known, contradictions
from vnr_app.services.living import Values

POVERTY = replace(SERIES, id="9", code="P", name="Poverty headcount ratio", indicators=("1.2.1",))
OTHER = replace(POVERTY, id="10", code="Q", name="Poverty gap of the poor")
OBSERVATIONS = (
    observed("29.84", "2020"),
    observed("31.5", "2019"),
    observed("35.1", "2020", dimensions=(("sex", "F"),)),
    observed("1204.5", "2021"),
    observed("5", "2023/24"),
    observed("22.7", "2020", series=POVERTY),
    observed("8.1", "2020", series=OTHER),
)


def told(*runs, language="en", block=Paragraph):
    pieces = tuple(Text(run) if isinstance(run, str) else run for run in runs)
    document = Document(blocks=(block(runs=pieces),))
    known = Known(Values(OBSERVATIONS, "en"))
    return [each.quote for each in contradictions("goal-3/trends", document, known, language)]


@pytest.mark.parametrize(
    "text",
    [
        "In 2020 the maternal mortality ratio was 33.2.",
        "Indicator 3.1.1 stood at 33.2 in 2020.",
        "Maternal mortality ratio: 33.2 (2020). Other things were said.",
    ],
)
def test_another_number_than_that_of_the_year_is_told(text):
    assert told(text) == ["33.2"]


def test_it_says_what_the_data_say():
    document = Document(
        blocks=(ListItem(runs=(Text("The maternal mortality ratio was 33.2 in 2020."),)),)
    )
    known = Known(Values(OBSERVATIONS, "en"))
    [found] = contradictions("goal-3/trends", document, known, "en")
    assert (found.code, found.severity.value) == ("number-differs", "note")
    assert "33.2" in found.message
    assert "29.8" in found.message
    assert found.block == document.blocks[0].id


def test_a_living_number_names_the_series_for_the_sentences_beside_it():
    living = ValueRef("7", "2019", text="31.5")
    assert told("It was ", living, ". By 2020 it was 27.") == ["27"]
    assert told("It fell from ", living, " to 27 in 2020.") == []


@pytest.mark.parametrize(
    "text",
    [
        "The maternal mortality ratio was 29.8 in 2020.",  # rounded
        "The maternal mortality ratio was 29.84 in 2020.",
        "The maternal mortality ratio was about 30 in 2020.",
        "The maternal mortality ratio of women was 35.1 in 2020.",  # a group's
        "The maternal mortality ratio fell by 70 deaths in 2020.",  # far from it
        "The maternal mortality ratio fell from 33 to 31 in 2020.",  # two numbers
        "The maternal mortality ratio was 33 in 2019 and in 2020.",  # two years
        "The maternal mortality ratio was 33 in 2005.",  # a year without data
        "In 2020 there were 33 hospitals.",  # no series
        "Indicator 1.2.1 stood at 23.9 in 2020.",  # serves two series
        "The maternal mortality ratio of 2020 is section 3.1.1.",
    ],
)
def test_what_is_no_contradiction_is_not_told(text):
    assert told(text) == []


def test_numbers_are_read_as_their_language_writes_them():
    assert told("The maternal mortality ratio was 1,204.5 in 2021.") == []
    assert told("Maternal mortality ratio : 1 204,5 en 2021.", language="fr") == []
    assert told("Maternal mortality ratio : 1 304,5 en 2021.", language="fr") == ["1304.5"]
