"""A million bad cells are told of without a million problems."""

from collections import Counter

import pytest
from xlsxwriter import Workbook

from vnr_app.domain.importplan import Problem, Severity
from vnr_app.importing.pipeline import plan_file
from vnr_app.importing.problem_list import MOST, Problems

BAD = MOST + 500
UNSD = "SeriesCode,SeriesDescription,GeoAreaCode,GeoAreaName,TimePeriod,Value,Units,Indicator\n"
SDMX = "DATAFLOW,FREQ,SERIES,REF_AREA,TIME_PERIOD,OBS_VALUE\n"


def rows(line: str) -> str:
    return "".join(line.format(i=i, year=1950 + i % 50) for i in range(BAD))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (UNSD + rows("SI_POV_DAY1,Poverty,242,Fiji,{year},n{i}x,PERCENT,1.1.1\n"), "not-a-number"),
        (UNSD + rows("SI_POV_DAY1,Poverty,242,Fiji,x{i},{i},PERCENT,1.1.1\n"), "not-a-period"),
        (SDMX + rows("X:Y(1),A,SI_POV_DAY1,FJ,{year},n{i}x\n"), "not-a-number"),
        ("Indicator,Year,Value\n" + rows("1.1.1,{year},n{i}x\n"), "not-a-number"),
        ("District,2015,2016\n" + rows("Place {i},n{i}x,{i}\n"), "not-a-number"),
    ],
    ids=["unsd", "unsd-periods", "sdmx", "tidy", "wide"],
)
def test_so_many_are_listed_and_the_others_counted(plan_text, text, code):
    plan = plan_text(text)
    told = [problem for problem in plan.problems if problem.code == code]
    assert len(told) == MOST + 1
    assert len({problem.cell for problem in told}) == MOST + 1
    assert told[-1] == Problem(
        "", "", code, "", Severity.ERROR, "500 more places have the same problem."
    )


def test_every_number_that_was_not_used_is_named(plan_text):
    text = "Indicator,Year,Value\n" + "".join(f"1.1.1,2020,{i}\n" for i in range(BAD))
    plan = plan_text(text)
    assert len(plan.observations) == 1
    (table,) = plan.tables
    assert table.numbers_seen == BAD
    assert table.numbers_unused == tuple(f"C{i}" for i in range(3, BAD + 2))
    codes = Counter(problem.code for problem in plan.problems)
    assert codes["key-duplicate"] == MOST + 1


def test_errors_of_formulas_are_told_once_each(tmp_path, context):
    book = Workbook(tmp_path / "errors.xlsx")
    sheet = book.add_worksheet("Data")
    sheet.write_row(0, 0, ["Indicator", "Year", "Value"])
    for row in range(1, BAD + 1):
        sheet.write_row(row, 0, ["1.1.1", 1950 + row % 50])
        sheet.write_formula(row, 2, "=1/0", None, "#DIV/0!")
    book.close()
    plan = plan_file(tmp_path / "errors.xlsx", context("FJI"))
    told = [problem for problem in plan.problems if problem.code == "cell-error"]
    assert [problem.cell for problem in told[:MOST]] == [f"C{n}" for n in range(2, MOST + 2)]
    assert told[MOST:] == [
        Problem(
            "Data",
            "",
            "cell-error",
            "",
            Severity.ERROR,
            "500 more places have the same problem.",
        )
    ]


def test_kinds_and_sheets_are_counted_apart():
    problems = Problems()
    for sheet in ("A", "B"):
        for code in ("one", "other"):
            each = Problem(sheet, "A1", code, "", Severity.WARNING, "")
            problems += [each] * MOST
    assert len(list(problems)) == 4 * MOST
    problems.append(Problem("A", "A1", "one", "", Severity.WARNING, ""))
    assert list(problems)[-1].message == "1 more place has the same problem."
