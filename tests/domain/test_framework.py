import pytest
from hypothesis import given
from hypothesis import strategies as st

from vnr_app.domain.framework import official_order, parse_framework

GOALS = (
    "code\ttitle\tshort\tcolor\n1\tFirst goal\tFirst\t#E5243B\n2\tSecond goal\tSecond\t#DDA63A\n"
)
TARGETS = (
    "code\tgoal\tmeans_of_implementation\ttitle\n"
    "1.1\t1\t0\tA target\n"
    "1.a\t1\t1\tA means\n"
    "2.1\t2\t0\tAnother target\n"
)
INDICATORS = (
    "code\ttarget\tunsd_code\trepeat_group\ttitle\n"
    '1.1.1\t1.1\tC200303\t1.1.1\tDeaths, "so called"\n'
    "1.a.1\t1.a\tC010a04\t\tMoney\n"
    '2.1.1\t2.1\tC200303\t1.1.1\tDeaths, "so called"\n'
    "2.1.2\t2.1\t\t\tNew one\n"
)
RETIRED = "code\ttitle\tnote\n1.a.3\tGrants\tDeleted.\n2.1.2\tOld one\tCode used again.\n"


@pytest.fixture
def framework():
    return parse_framework(GOALS, TARGETS, INDICATORS, RETIRED, version="test")


def test_tables_become_records_in_their_order(framework):
    assert framework.version == "test"
    assert [goal.code for goal in framework.goals] == ["1", "2"]
    assert framework.goal("2").color == "#DDA63A"
    assert framework.target("1.a").means_of_implementation
    assert not framework.target("1.1").means_of_implementation
    assert framework.indicator("1.1.1").title == 'Deaths, "so called"'
    assert framework.indicator("2.1.2").unsd_code is None
    assert framework.indicator("2.1.2").goal == "2"


def test_unknown_codes_raise_key_error(framework):
    for look_up in (framework.goal, framework.target, framework.indicator, framework.canonical):
        with pytest.raises(KeyError):
            look_up("9.9.9")
    with pytest.raises(KeyError):
        framework.indicators_of_goal("18")


def test_repeated_indicators_are_stored_once_and_listed_everywhere(framework):
    assert framework.canonical("2.1.1") == "1.1.1"
    assert framework.canonical("1.1.1") == "1.1.1"
    assert framework.canonical("1.a.1") == "1.a.1"
    assert framework.repeats("2.1.1") == ("1.1.1", "2.1.1")
    assert framework.repeats("1.a.1") == ("1.a.1",)
    assert [i.code for i in framework.indicators_of_goal("2")] == ["2.1.1", "2.1.2"]


@pytest.mark.parametrize(
    "text",
    [
        "1.1.1",
        " 1.1.1. ",
        "1-1-1",
        "1_1_1",
        "1–1–1",
        "1. 1. 1",
        "01.01.01",
        "Indicator 1.1.1",
        "SDG indicator 1.1.1",
        "INDICATOR 1.1.1.",
        "Indicator No. 1.1.1",
        "C200303",
        "c200303",
    ],
)
def test_usual_spellings_find_the_indicator(framework, text):
    assert framework.find_indicator(text).code == "1.1.1"


@pytest.mark.parametrize("text", ["1.A.1", "1.а.1", "1-a-1", "C010A04", "c010a04"])
def test_letters_of_means_are_found_in_any_case_and_alphabet(framework, text):
    assert framework.find_indicator(text).code == "1.a.1"


@pytest.mark.parametrize(
    "text",
    ["", "1.1", "1.1.1.1", "11.1", "9.9.9", "1.1.1 Deaths", "C999999", "2024-01-01", "1..1"],
)
def test_other_text_finds_nothing(framework, text):
    assert framework.find_indicator(text) is None


@given(st.text())
def test_no_text_breaks_the_search(text):
    framework = parse_framework(GOALS, TARGETS, INDICATORS, RETIRED, version="test")
    found = framework.find_indicator(text)
    assert found is None or found in framework.indicators


def test_a_code_in_use_again_is_not_retired(framework):
    assert framework.is_retired("1.a.3")
    assert not framework.is_retired("2.1.2")
    assert not framework.is_retired("1.1.1")
    assert not framework.is_retired("7.7.7")


def test_official_order_is_that_of_the_document():
    codes = ["1.1", "1.2", "1.10", "1.a", "1.b", "2.1", "10.1", "17.19"]
    shuffled = [codes[i] for i in (6, 3, 0, 5, 2, 7, 4, 1)]
    assert sorted(shuffled, key=official_order) == codes
    assert official_order("3") < official_order("3.1") < official_order("3.1.1")


@pytest.mark.parametrize(
    ("tables", "complaint"),
    [
        ((GOALS.replace("short", "long"), TARGETS, INDICATORS, RETIRED), "columns"),
        ((GOALS, TARGETS + "2.2\t2\t0\n", INDICATORS, RETIRED), "shorter"),
        ((GOALS, TARGETS + "3.1\t3\t0\tLost\n", INDICATORS, RETIRED), "not there: 3.1"),
        ((GOALS, TARGETS, INDICATORS + "1.9.1\t1.9\t\t\tLost\n", RETIRED), "not there: 1.9.1"),
        ((GOALS, TARGETS, INDICATORS + "2.1.3\t2.1\t\t1.a.1\tX\n", RETIRED), "not there: 2.1.3"),
        ((GOALS, TARGETS + "2.1\t2\t0\tAgain\n", INDICATORS, RETIRED), "listed twice: 2.1"),
        (("", TARGETS, INDICATORS, RETIRED), "columns"),
    ],
)
def test_malformed_tables_are_refused(tables, complaint):
    with pytest.raises(ValueError, match=complaint):
        parse_framework(*tables, version="test")
