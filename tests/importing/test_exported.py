"""Tables that the program wrote itself are read back as they were stored."""

import pytest

from vnr_app.domain.annex import DATA_COLUMNS
from vnr_app.domain.importplan import Severity
from vnr_app.domain.indicators import Operator, ValueState


def row(**cells):
    usual = {
        "indicators": "3.1.1",
        "series": "SH_STA_MORT",
        "series_name": "Maternal mortality ratio",
        "unit": "PER_100000_LIVE_BIRTHS",
        "area": "FJI",
        "area_name": "Fiji",
        "period": "2020",
        "start": "2020-01-01",
        "end": "2020-12-31",
        "value": 29.8,
        "value_text": "29.80",
        "state": "observed",
        "nature": "NOTSPEC",
        "source": "Register",
    }
    told = usual | cells
    return [told.get(name, "") for name in DATA_COLUMNS]


def read(plan_rows, *rows, head=DATA_COLUMNS):
    return plan_rows([list(head), *rows])


def test_everything_is_as_it_was(plan_rows):
    plan = read(plan_rows, row(dimensions="age=15-49;name=a%3Bb", footnote="x", operator="<"))
    assert [table.layout for table in plan.tables] == ["exported"]
    [series] = plan.series
    assert (series.code, series.unit, series.indicators) == (
        "SH_STA_MORT",
        "PER_100000_LIVE_BIRTHS",
        ("3.1.1",),
    )
    [found] = plan.observations
    assert found.dimensions == (("age", "15-49"), ("name", "a;b"))
    assert (found.value.number, found.value.operator) == ("29.80", Operator.LESS)
    assert (found.nature, found.footnote, found.source) == ("NOTSPEC", "x", "Register")
    assert found.area == "FJI"


def test_a_number_that_was_changed_holds(plan_rows):
    plan = read(plan_rows, row(value=31))
    assert [each.value.number for each in plan.observations] == ["31"]


@pytest.mark.parametrize(
    ("state", "read_as"),
    [("suppressed", ValueState.SUPPRESSED), ("observed", ValueState.MISSING), ("x", None)],
)
def test_a_gap_keeps_its_reason(plan_rows, state, read_as):
    plan = read(plan_rows, row(value="", value_text="", state=state))
    assert [each.value.state for each in plan.observations] == [read_as or ValueState.MISSING]


def test_what_cannot_be_read_is_told_at_its_cell(plan_rows):
    plan = read(plan_rows, row(value="12..5"), row(start="", end="", period="soon"))
    errors = {(p.code, p.cell) for p in plan.problems if p.severity is Severity.ERROR}
    assert errors == {("not-a-number", "L2"), ("not-a-period", "H3")}
    assert plan.tables[0].numbers_unused == ("L3",)


def test_days_hold_where_they_are_and_the_label_elsewhere(plan_rows):
    days = {"start": "2023-04-01", "end": "2024-03-31", "period": "2023/24"}
    plan = read(plan_rows, row(**days), row(start="", end="", period="2019"))
    assert [str(each.period.start) for each in plan.observations] == ["2023-04-01", "2019-01-01"]


def test_columns_may_stand_in_any_order_and_more_beside_them(plan_rows):
    head = (*reversed(DATA_COLUMNS), "remark")
    plan = plan_rows([list(head), [*reversed(row()), "mine"]])
    assert len(plan.observations) == 1


def test_another_country_is_told(plan_rows):
    plan = read(plan_rows, row(area="KEN", area_name="Kenya"))
    assert "other-area" in {problem.code for problem in plan.problems}


def test_a_text_is_freed_of_what_guards_it(plan_text):
    head = ",".join(DATA_COLUMNS)
    cells = ",".join(str(each) for each in row(series_name="'=SUM(A1)", footnote="'-"))
    plan = plan_text(f"{head}\n{cells}\n")
    assert plan.series[0].name == "=SUM(A1)"
    assert plan.observations[0].footnote == "-"
