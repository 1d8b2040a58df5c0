from collections import Counter
from dataclasses import replace

import pytest

from tests.db.support import make_plan, run_import
from tests.services.observed import observed
from vnr_app.domain.indicators import Operator, Series, ValueState
from vnr_app.domain.progress import Course, Reason, Status
from vnr_app.errors import KnownError
from vnr_app.i18n import words_of
from vnr_app.jobs import JobContext
from vnr_app.services import imports, indicators, progress
from vnr_app.services.framework import load_framework
from vnr_app.services.indicators import GoalTableRow
from vnr_app.services.progress import METHODS, reason_text, verdict_of
from vnr_app.services.progress_notes import method_notes, own_assessment, thresholds
from vnr_app.services.progress_words import legend, verdict_text

UNSD, STATCAN = METHODS["unsd-2023"], METHODS["statcan-2025"]
ENGLISH = words_of("en")
POVERTY = Series("9", "", "People in poverty", "PERCENT", ("1.1.1",))


def row(*points, indicator="3.1.1", own=True):
    return GoalTableRow(
        indicator=indicator,
        indicator_title="",
        series=points[0].series,
        area=points[0].area,
        own=own,
        breakdown="",
        points=points,
        latest=points[-1],
        source="",
    )


def poverty(*values):
    points = [observed(number, period, series=POVERTY) for period, number in values]
    return row(*points, indicator="1.1.1")


def said(found, language="en"):
    return reason_text(found, words_of(language), language)


def test_a_verdict_names_what_it_compared():
    found = verdict_of(row(observed("128", "2015"), observed("90", "2020")), UNSD)
    # 90 × (90/128)² = 44.4946: 83.5054 of the 58 from 128 to 70
    assert found.ratio == pytest.approx(1.43975, abs=1e-5)
    assert (found.baseline.value.number, found.latest.period.label) == ("128", "2020")
    assert (found.target, found.target_year, found.score) == ("70", "2030", 3)
    assert said(found) == (
        "From 128 in 2015 to 90 in 2020: if this trend continues, 70 is reached by 2030."
    )


def test_the_sentence_of_the_way_to_a_target():
    # 8.1 × (8.1/12.4)^(7/8) = 5.5804: 6.8196 of 12.4, or 54.997 %
    found = verdict_of(poverty(("2015", "12.4"), ("2023", "8.1")), UNSD)
    assert said(found) == (
        "From 12.4% in 2015 to 8.1% in 2023: if this trend continues, 54% of the way to 0% is "
        "covered by 2030."
    )
    assert "54\u00a0%" in said(found, "fr") or "54\u202f%" in said(found, "fr")


@pytest.mark.parametrize(
    ("own", "dimensions", "reason"),
    [
        (False, (), Reason.OTHER_AREA),
        (True, (("sex", "F"),), Reason.NOT_THE_TOTAL),
        (True, (("sex", "_T"),), Reason.WAY_TO_TARGET),
    ],
)
def test_only_totals_of_the_country_are_judged(own, dimensions, reason):
    points = [observed("128", "2015"), observed("110", "2020")]
    points = [replace(each, dimensions=dimensions) for each in points]
    assert verdict_of(row(*points, own=own), UNSD).reason is reason


def test_periods_of_two_years_count_from_the_first():
    found = verdict_of(poverty(("2015/16", "40"), ("2020/21", "20")), UNSD)
    assert found.ratio == pytest.approx(0.875)
    assert "From 40% in 2015/16 to 20% in 2020/21" in said(found)


def test_parts_of_a_year_are_not_judged():
    quarters = poverty(("2015-Q1", "40"), ("2020-Q1", "20"))
    assert verdict_of(quarters, UNSD).reason is Reason.WITHIN_THE_YEAR
    mixed = poverty(("2015", "40"), ("2020", "20"), ("2021-Q1", "3"))
    assert verdict_of(mixed, UNSD).latest.period.label == "2020"


def test_of_periods_beginning_in_one_year_the_calendar_year_counts():
    mixed = poverty(("2015", "40"), ("2015-2017", "30"), ("2020/21", "19"), ("2020", "20"))
    found = verdict_of(mixed, UNSD)
    assert (found.baseline.value.number, found.latest.value.number) == ("40", "20")


def test_what_is_foretold_is_no_progress():
    foretold = observed("1", "2025", series=POVERTY, state=ValueState.PROJECTED)
    known = [observed("40", "2015", series=POVERTY), observed("20", "2020", series=POVERTY)]
    found = verdict_of(row(*known, foretold, indicator="1.1.1"), UNSD)
    assert found.latest.period.label == "2020"
    missing = observed(None, "2020", series=POVERTY, state=ValueState.MISSING)
    assert verdict_of(row(missing, indicator="1.1.1"), UNSD).reason is Reason.NO_NUMBERS


def test_two_bounds_are_not_compared():
    def bounded(first, last):
        points = (
            observed("9", "2015", series=POVERTY, operator=first),
            observed("5", "2020", series=POVERTY, operator=last),
        )
        return verdict_of(row(*points, indicator="1.1.1"), UNSD)

    assert bounded(Operator.LESS, Operator.LESS).reason is Reason.BOUNDS
    assert bounded(Operator.LESS, Operator.LESS).score is None
    assert bounded(None, Operator.LESS).reason is Reason.WAY_TO_TARGET
    assert "to <5% in 2020" in said(bounded(None, Operator.LESS))
    assert said(bounded(None, Operator.LESS)).endswith("as if it were the exact value.")
    assert bounded(Operator.ABOUT, Operator.ABOUT).reason is Reason.WAY_TO_TARGET


@pytest.mark.parametrize("language", ["en", "fr", "ar", "zh"])
@pytest.mark.parametrize("method", METHODS.values(), ids=METHODS)
@pytest.mark.parametrize(
    "found",
    [
        poverty(("2020", "9")),
        poverty(("2009", "9")),
        poverty(("2020", "0.5")),
        poverty(("2015", "9"), ("2020", "0.5")),
        poverty(("2015", "0"), ("2020", "5")),
        poverty(("2015", "9"), ("2020", "12")),
        poverty(("2015", "-9"), ("2020", "12")),
        row(observed("60", "2015"), observed("65", "2016"), observed("80", "2025")),
        row(observed("100", "2015"), observed("100", "2025"), indicator="1.5.1"),
        row(observed("100", "2015"), observed("130", "2025"), indicator="1.5.1"),
        row(observed("100", "2015"), observed("70", "2025"), indicator="1.5.1"),
        row(observed("0", "2015"), observed("0", "2025"), indicator="1.5.1"),
        row(observed("100", "2015"), observed("55", "2020"), observed("70", "2024"),
            indicator="3.6.1"),
        row(observed("20", "2021"), observed("15", "2024"), indicator="3.6.1"),
        row(observed("5", "2015"), observed("6", "2024"), indicator="8.1.1"),
        row(observed("5", "2015"), observed("6", "2024"), indicator="15.1.1"),
        row(observed("60", "2015"), observed("58", "2020"), observed("59", "2025"),
            indicator="3.6.1"),
        poverty(("2015", "9"), ("2020", "9")),
        poverty(("2015", "9"), ("2016", "8")),
        poverty(("2015", "9"), ("2020", "0.9")),
        row(observed("12"), observed("24", "2025")),
    ],
)  # fmt: skip
def test_every_sentence_is_whole(found, method, language):
    text = said(verdict_of(found, method), language)
    assert text.endswith((".", "。"))
    assert "{" not in text
    assert "  " not in text
    assert " in ," not in text


ROADS = row(
    observed("17.9", "2015"), observed("16.4", "2020"), observed("19.6", "2025"), indicator="3.6.1"
)


def test_a_target_year_that_has_passed_is_told():
    found = verdict_of(ROADS, UNSD)
    assert found.status is Status.FAIR
    assert verdict_text(found, ENGLISH) == "■\u00a0Fair progress to 2020; target missed"
    assert said(found).endswith(
        "The target year has passed and the target value is not met; since then 19.6 in 2025."
    )


def test_a_fall_that_still_meets_the_target_is_told():
    found = verdict_of(row(observed("12", "2015"), observed("24", "2025")), UNSD)
    assert verdict_text(found, ENGLISH) == "●\u00a0Target achieved; worse than 2015"
    assert "it has worsened, but still meets" in said(found)


@pytest.mark.parametrize(
    ("latest", "method", "text"),
    [
        ("100", UNSD, "▬\u00a0Stagnation"),
        ("99.9", UNSD, "▬\u00a0Stagnation"),
        ("103", UNSD, "▼\u00a0Regression"),
        ("103", STATCAN, "▼\u00a0Regression"),
    ],
)
def test_what_stands_still_has_no_sign_that_falls(latest, method, text):
    found = verdict_of(
        row(observed("100", "2015"), observed(latest, "2020"), indicator="1.5.1"), method
    )
    assert verdict_text(found, ENGLISH) == text


def test_a_change_of_a_year_or_two_is_marked():
    found = verdict_of(poverty(("2015", "9"), ("2017", "8")), UNSD)
    assert verdict_text(found, ENGLISH).endswith("*")
    assert said(found).endswith("The values are only 2 years apart.")
    longer = verdict_of(poverty(("2015", "9"), ("2018", "8")), UNSD)
    assert not verdict_text(longer, ENGLISH).endswith("*")


def test_the_margin_of_an_anomaly_has_two_sides():
    index = Series("9", "AG_FPA_CFPI", "Consumer Food Price Index", "INDEX", ("2.c.1",))
    points = [observed(n, year, series=index) for year, n in (("2015", "-0.6"), ("2018", "0.0"))]
    found = verdict_of(row(*points, indicator="2.c.1"), UNSD)
    assert (found.status, found.margin, found.course) == (Status.ACHIEVED, True, Course.BETTER)
    assert "the target value of ±0.5 is met" in said(found)


def test_figures_in_sentences_are_cut_not_rounded():
    # (22.6/27)^(1/9) − 1 = −1.957 %: below 2 %
    found = verdict_of(
        row(observed("27.0", "2015"), observed("22.6", "2024"), indicator="3.a.1"), UNSD
    )
    assert found.status is Status.FAIR
    assert "1.9% a year in the desired direction" in said(found)


@pytest.fixture
def filled(review):
    figures = {
        ("1.1.1", "", "2015"): "40",
        ("1.1.1", "", "2020"): "10",  # on track: 3
        ("1.1.1", "F", "2020"): "12",
        ("1.2.1", "", "2015"): "40",
        ("1.2.1", "", "2020"): "44",  # 1
        ("1.3.1", "", "2015"): "40",
        ("1.3.1", "", "2020"): "41",  # 0.495 % a year: 1
        ("1.4.1", "", "2020"): "100",  # achieved: 3
        ("1.5.1", "", "2015"): "9",
        ("1.5.1", "", "2020"): "8",  # 2.3 % a year: 3
        ("2.1.1", "", "2015"): "9",
        ("2.1.1", "", "2020"): "8",
        ("7.2.1", "", "2020"): "8",
        ("15.1.1", "", "2015"): "9",
    }
    run_import(review, make_plan("a.csv", figures))
    return review


def test_a_goal_has_the_mean_of_its_indicators(filled):
    found = progress.standings(filled)
    goal = found.of_goal("1")
    assert (goal.assessed, goal.of) == (5, 13)
    assert goal.score == pytest.approx((3 + 1 + 1 + 3 + 3) / 5)
    assert goal.status is Status.FAIR
    assert goal.method == found.method == "unsd-2023"
    assert found.of_target("1.4").status is Status.ACHIEVED
    assert (found.of_target("1.2").status, found.of_target("1.2").of) == (Status.REGRESSING, 2)


def test_a_goal_needs_a_third_of_its_indicators(filled):
    found = progress.standings(filled)
    goal = found.of_goal("2")
    assert (goal.status, goal.assessed, goal.of, goal.score) == (Status.NOT_ASSESSED, 1, 15, None)
    assert found.of_target("2.1").status is Status.FAIR
    assert found.of_goal("16").assessed == 0
    with pytest.raises(KeyError):
        found.of_goal("18")


def test_a_repeated_indicator_counts_in_every_goal(filled):
    found = progress.standings(filled)
    assert found.of_target("13.1").assessed == found.of_target("11.5").assessed == 1
    [line] = indicators.goal_rows(filled, "13")
    assert found.of(line).status is Status.ON_TRACK


def test_an_indicator_weighs_the_same_however_many_series_it_has():
    def lines(series, *values):
        series = Series(series, "", series, "PERCENT", ())
        return [observed(number, period, series=series) for period, number in values]

    better, worse = (("2015", "40"), ("2020", "10")), (("2015", "40"), ("2020", "44"))
    rows = [row(*lines(f"s{n}", *better), indicator="7.2.1") for n in range(3)]
    # More renewable energy is better: three series that fell, one of another indicator that fell.
    rows.append(row(*lines("s", *worse), indicator="7.3.1"))
    rows += [row(*lines(f"t{n}", *better), indicator="7.3.1") for n in range(1)]
    found = progress.standings(None, {"7": rows})
    assert found.of_goal("7").score == pytest.approx((1 + (1 + 3) / 2) / 2)


def test_rows_may_be_given(filled):
    rows = {"1": indicators.goal_rows(filled, "1")}
    found = progress.standings(filled, rows, method="statcan-2025")
    assert found.of_goal("1").assessed == 5
    assert found.of_goal("2").assessed == 0
    assert [found.of(each).method for each in rows["1"]] == ["statcan-2025"] * 5


def test_an_unknown_method_is_refused(filled):
    with pytest.raises(KnownError, match="There is no method “x”") as caught:
        progress.standings(filled, method="x")
    assert caught.value.code == "unknown-method"


def test_every_status_has_a_sign_a_word_and_a_tone_of_its_own():
    for method in METHODS:
        words = Counter(progress.status_word(each, ENGLISH, method) for each in Status)
        assert max(words.values()) == 1
    assert len({progress.status_symbol(each) for each in Status}) == len(Status)
    assert {progress.status_tone(each) for each in Status} == {"good", "fair", "poor", "unknown"}


def test_a_legend_has_the_classes_of_its_method():
    assert "Limited" not in legend("unsd-2023", ENGLISH)
    assert "▬\u00a0▼\u00a0Stagnation or regression" in legend("unsd-2023", ENGLISH)
    assert "▬\u00a0Limited progress" in legend("statcan-2025", ENGLISH)
    assert "▼\u00a0Regression" in legend("statcan-2025", ENGLISH)


def test_a_note_names_its_method_and_thresholds():
    for method, figures in (("unsd-2023", ("95%", "10%", "0.5%")), ("statcan-2025", ("60%",))):
        note = " ".join(progress.method_note(method, ENGLISH, "en"))
        assert progress.method_name(method, ENGLISH) in note
        assert all(figure in note for figure in figures)
        assert "not official targets" in note
        assert "has not assessed the country" in " ".join(method_notes(method, ENGLISH))
        assert own_assessment(method, ENGLISH).startswith("own assessment")


def test_thresholds_are_those_of_the_method():
    rows = thresholds("unsd-2023", ENGLISH, "en")
    assert rows[1:] == [
        (Status.ON_TRACK, "95% or more", "2% or more"),
        (Status.FAIR, "10% to less than 95%", "0.5% to less than 2%"),
        (Status.REGRESSING, "less than 10%", "less than 0.5%"),
    ]
    limited = thresholds("statcan-2025", ENGLISH, "fr")[3]
    assert limited[0] is Status.LIMITED
    assert "60\u202f%" in limited[1]


def test_every_indicator_of_a_real_country_can_be_judged(filled, shared):
    """No figure of a real country breaks a method, and much of it is judged."""
    path = shared / "corpus/unsd/armenia_2020-10.csv"
    plan = imports.preview(filled, path, JobContext())
    imports.commit(filled, plan, JobContext())
    for method in METHODS:
        found = progress.standings(filled, method=method)
        goals = [found.of_goal(each.code) for each in load_framework().goals]
        assert sum(each.assessed for each in goals) > 90
        assert sum(each.status is not Status.NOT_ASSESSED for each in goals) >= 12
        for rows in found.rows.values():
            assert all(said(found.of(each)) for each in rows)
