"""The JSON in which a plan is handed over, and what is refused of it."""

import json
from dataclasses import replace

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from vnr_app.domain.importplan import (
    ImportPlan,
    PlannedObservation,
    PlannedSeries,
    PlannedTable,
    Problem,
    Region,
    Severity,
    SheetGrid,
)
from vnr_app.domain.importplan_json import plan_json, plan_of
from vnr_app.domain.indicators import Value
from vnr_app.domain.periods import calendar_year
from vnr_app.domain.records import PlannedRecord, RecordKind

REGION = Region(0, 1, 2, 3)
PLAN = ImportPlan(
    file="a.csv",
    sha256="00",
    size=12,
    kind="csv",
    sheets=(SheetGrid("Data", (("a", "ب"), ()), 2),),
    tables=(
        PlannedTable(
            "Data", REGION, "wide", (0, 1), ("3.1.1",), "T", "%", ("n",), (("title", REGION),),
            4, ("B2",),
        ),
    ),
    series=(PlannedSeries("S", "Deaths", "", ("3.1.1", "3.2.1")),),
    areas=(("FJI", "Fiji"),),
    observations=(),
    problems=(Problem("Data", "A1", "x", "\u0007", Severity.QUESTION, "?", choices=(",", ".")),),
    fingerprint=("wide",),
    records=(
        PlannedRecord(
            0, 1, RecordKind.ANSWER, "O", "women", "T", "", scales=(("q", "5"),),
            consents=(("publish-name", False),), extra=(("heading", "text"),),
        ),
    ),
)  # fmt: skip


def broken(change):
    """The JSON of the plan after a change of what it says."""
    said = json.loads(plan_json(PLAN))
    change(said)
    return json.dumps(said)


def places(said, path=()):
    """The way to every value of a JSON text, the outermost included."""
    yield path
    if isinstance(said, list):
        for at, each in enumerate(said):
            yield from places(each, (*path, at))


def few(kind):
    """At most two records of a kind, with anything in their fields."""
    return st.lists(st.from_type(kind), max_size=2).map(tuple)


@settings(max_examples=40)
@given(
    st.builds(
        ImportPlan,
        sheets=few(SheetGrid),
        tables=few(PlannedTable),
        series=few(PlannedSeries),
        observations=st.just(()),
        problems=few(Problem),
        records=few(PlannedRecord),
    )
)
def test_what_is_written_is_read(plan):
    assert plan_of(plan_json(plan)) == plan


def test_every_kind_of_value_is_read():
    read = plan_of(plan_json(PLAN))
    assert read == PLAN
    assert read.problems[0].severity is Severity.QUESTION
    assert read.records[0].kind is RecordKind.ANSWER


def test_observations_are_left_out():
    value = PlannedObservation(0, 0, 1, 1, "FJI", (), calendar_year(2015), Value("1"), "1")
    assert plan_of(plan_json(replace(PLAN, observations=(value,)))) == PLAN


@given(
    st.sampled_from(list(places(json.loads(plan_json(PLAN))))),
    st.sampled_from([None, True, 7, 1.0, "odd", [], {}]),
)
def test_what_is_of_another_type_is_refused(path, other):
    whole = [json.loads(plan_json(PLAN))]
    *way, last = 0, *path
    parent = whole
    for at in way:
        parent = parent[at]
    assume(type(parent[last]) is not type(other))
    parent[last] = other
    with pytest.raises(ValueError, match="plan"):
        plan_of(json.dumps(whole[0]))


@pytest.mark.parametrize(
    "change",
    [
        lambda said: said.append(()),
        lambda said: said.pop(),
        lambda said: said[9][0].pop(),
        lambda said: said[8].append(["an observation"]),
        lambda said: said[5][0][1].append(5),
    ],
    ids=["a field more", "a field less", "a problem without a field", "observation", "region"],
)
def test_fields_that_are_missing_or_unknown_are_refused(change):
    with pytest.raises(ValueError, match="plan"):
        plan_of(broken(change))


def test_an_unknown_severity_is_refused():
    with pytest.raises(ValueError, match="grave"):
        plan_of(plan_json(PLAN).replace('"question"', '"grave"'))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        plan_json(PLAN)[:-1],
        plan_json(PLAN) + "]",
        plan_json(PLAN).replace("12", "NaN"),
        plan_json(PLAN).replace("12", "1" * 5_000),
        "[" * 200_000,
        plan_json(PLAN).replace("Deaths", "\\ud800"),
    ],
    ids=["empty", "open", "cut", "more", "nan", "huge", "deep", "half a sign"],
)
def test_what_is_no_json_of_a_plan_is_refused(text):
    with pytest.raises(ValueError):  # noqa: PT011 - several libraries' own words
        plan_of(text)


def test_whole_signs_beyond_the_first_plane_are_read():
    text = plan_json(PLAN).replace("Deaths", "\\ud83d\\ude00")
    assert plan_of(text).series[0].name == "😀"
