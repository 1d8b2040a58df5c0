"""Cells of figures and what lines are called."""

from dataclasses import replace

import pytest

from tests.services.observed import SERIES, observed
from vnr_app.domain.indicators import Series, ValueState
from vnr_app.domain.progress import Reason, Status, Verdict
from vnr_app.i18n import words_of
from vnr_app.services.indicators import GoalTableRow
from vnr_app.services.report_cells import CellWriter, baseline
from vnr_app.services.report_names import series_text
from vnr_app.services.report_ranking import best_of_each_indicator, ranked
from vnr_app.services.wording import breakdown_text

ENGLISH = words_of("en")
WRITER = CellWriter("en", ENGLISH)
OPEN = Verdict(Status.NOT_ASSESSED, "unsd-2023", Reason.NO_DIRECTION)


def row_of(*points, indicator="3.1.1", series=SERIES, whole=True):
    numbered = [point for point in points if point.value.number is not None] or points
    return GoalTableRow(
        indicator=indicator,
        indicator_title="Maternal mortality ratio",
        series=series,
        area="ARM",
        own=points[0].area == "ARM",
        breakdown=breakdown_text(points[0].dimensions),
        points=points,
        latest=numbered[-1],
        source="Ministry of Health",
        whole=whole,
    )


@pytest.mark.parametrize(
    ("observation", "text", "italic"),
    [
        (observed("1234.5"), "1,234.5", False),
        (observed("3", state=ValueState.ESTIMATED), "3.0", True),
        (observed("3", state=ValueState.PROJECTED), "3.0", True),
        (observed("3", state=ValueState.PROVISIONAL), "3.0", True),
        (observed(None, state=ValueState.MISSING), "…", False),
        (observed(None, state=ValueState.NOT_APPLICABLE), "n/a", False),
        (None, "", False),
    ],
)
def test_a_cell_says_how_certain_its_value_is(observation, text, italic):
    cell = WRITER.value(observation, 1)
    assert (cell.text, cell.italic) == (text, italic)
    if observation:
        assert WRITER.value(observation, 1, period=True).text == f"{text} (2020)"


def test_a_status_is_symbol_word_and_tone():
    row = row_of(observed("1"))
    cell = WRITER.status(row, replace(OPEN, status=Status.ON_TRACK))
    assert (cell.text, cell.tone) == ("▲\u00a0On track", "good")
    assert WRITER.status(row, OPEN).text.endswith("Not assessed")
    # Nobody judges groups: nothing is better than “not assessed” in hundreds of lines.
    assert WRITER.status(replace(row, whole=False), OPEN).text == ""


@pytest.mark.parametrize(
    ("target", "year", "text"),
    [("", "", ""), ("70", "2030", "70"), ("70", "", "70"), ("8.95", "2020", "8.95 (2020)")],
)
def test_a_target_of_another_year_names_it(target, year, text):
    assert WRITER.target(replace(OPEN, target=target, target_year=year)).text == text


@pytest.mark.parametrize(
    ("periods", "base"),
    [
        (["2010", "2015", "2020"], "2015"),
        (["2010", "2017", "2020"], "2017"),
        (["2008", "2010", "2020"], "2010"),
        (["2013/14", "2016/17", "2023/24"], "2016/17"),
        (["2020"], None),
    ],
)
def test_the_baseline_is_2015_or_the_first_value_after_it(periods, base):
    found = baseline(row_of(*(observed("1", period) for period in periods)), OPEN)
    assert (found and found.period.label) == base


def test_the_baseline_is_the_one_that_the_verdict_rests_on():
    first = observed("9", "2016")
    row = row_of(observed("1", "2015"), first, observed("2", "2020"))
    assert baseline(row, replace(OPEN, baseline=first)) is first


@pytest.mark.parametrize(
    ("name", "dimensions", "whole", "text"),
    [
        ("Births", (("sex", "F"),), False, "Births — female"),
        ("Seats held by women", (("sex", "F"),), True, "Seats held by women"),
        ("Births to women aged 15-19", (("age", "15-19"),), True, "Births to women aged 15-19"),
        ("Unemployment rate (%)", (("age", "15+"),), True, "Unemployment rate — age 15+"),
        ("Deaths (number)", (), True, "Deaths"),
        ("", (), True, "Maternal mortality ratio"),
    ],
)
def test_a_line_is_called_by_what_it_measures_and_of_whom(name, dimensions, whole, text):
    series = Series("8", "X", name, "PERCENT", ("3.1.1",))
    row = row_of(observed("1", series=series, dimensions=dimensions), series=series, whole=whole)
    assert series_text(row, ENGLISH) == text


def test_key_figures_are_of_everybody_recent_and_of_different_indicators():
    old = row_of(observed("1", "2003"), observed("2", "2004"), indicator="3.2.1")
    rows = [
        row_of(
            observed("1", "2019"),
            observed(str(n), "2020"),
            indicator=f"3.{n}.1",
            series=replace(SERIES, id=str(n)),
        )
        for n in range(2, 7)
    ]
    women = row_of(observed("9", dimensions=(("sex", "F"),)), indicator="3.9.1", whole=False)
    best = best_of_each_indicator([women, *reversed(rows)])
    assert [row.indicator for row in best] == ["3.2.1", "3.3.1", "3.4.1", "3.5.1", "3.6.1"]
    assert best_of_each_indicator([women]) == ()
    # What the framework names first is an outcome, but not when nobody knows it any more.
    assert ranked([old, rows[3]])[0] is rows[3]
