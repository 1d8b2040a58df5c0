"""Tables for other programs: the layout of Open SDG, SDMX-CSV."""

import csv
import io
import zipfile
from dataclasses import replace
from datetime import date
from threading import Event

import pytest

from tests.services.observed import SERIES, observed
from vnr_app.domain.annex import (
    Figures,
    dimensions_cell,
    dimensions_of_cell,
    guarded,
    unguarded,
)
from vnr_app.domain.indicators import Operator, ValueState
from vnr_app.domain.periods import Period, parse_period
from vnr_app.errors import CancelledError
from vnr_app.exporting import sdmx_csv, tidy_csv
from vnr_app.exporting.sdmx_csv import age_code, time_period, unit_code
from vnr_app.importing.sdmx_codes import period_label
from vnr_app.jobs import JobContext

OTHER = replace(SERIES, id="8", code="X", name="=SUM(A1)", unit="%", indicators=("1.5.1",))


def figures(*found):
    codes = {"7": ("3.1.1",), "8": ("1.5.1", "11.5.1", "13.1.1")}
    return Figures("ARM", found, codes, {"ARM": "Armenia"}, {"ARM": "051"})


def table(layout, *found):
    stream = io.BytesIO()
    layout.write_file(figures(*found), stream, JobContext())
    return list(csv.reader(io.StringIO(stream.getvalue().decode("utf-8-sig"))))


def package(layout, *found):
    stream = io.BytesIO()
    layout.write_files(figures(*found), stream, JobContext())
    return stream.getvalue()


def test_open_sdg_has_the_year_first_and_the_value_last():
    head, *rows = table(
        tidy_csv,
        observed("29.8", "2020"),
        observed("31", "2020", dimensions=(("education_level", "PRIMAR"), ("sex", "F"))),
        observed("32", "2021", state=ValueState.PROVISIONAL),
    )
    assert head == [
        "Indicator", "Series code", "Nature", "Footnote", "Source",
        "Year", "Education level", "Sex",
        "Observation status", "Units", "Series", "GeoCode", "Value",
    ]  # fmt: skip
    series = ["PER_100000_LIVE_BIRTHS", "Maternal mortality ratio", ""]
    assert [row[5:] for row in rows] == [
        ["2020", "", "", "", *series, "29.8"],
        ["2020", "PRIMAR", "Female", "", *series, "31"],
        ["2021", "", "", "P", *series, "32"],
    ]
    assert {tuple(row[:2]) for row in rows} == {("3.1.1", rows[0][1])}


def test_everybody_is_blank_and_other_areas_have_their_code():
    rows = table(tidy_csv, observed("5", area="ARM-ER", dimensions=(("sex", "_T"),)))
    assert rows[1][6:] == [
        "",
        "",
        "PER_100000_LIVE_BIRTHS",
        "Maternal mortality ratio",
        "ARM-ER",
        "5",
    ]


def test_bounds_and_gaps_are_not_made_up():
    rows = table(
        tidy_csv,
        observed("5", operator=Operator.LESS),
        observed(None, "2021", state=ValueState.MISSING),
    )
    assert [row[-1] for row in rows[1:]] == ["<5", ""]


@pytest.mark.parametrize("layout", [tidy_csv, sdmx_csv])
def test_text_that_a_spreadsheet_would_run_is_guarded(layout):
    row = table(layout, observed("-5", series=OTHER))[1]
    assert "'=SUM(A1)" in row
    assert "-5" in row


@pytest.mark.parametrize("text", ["=1", "+x", "-x", "@x", "\tx", "'x", "'=x", "-5", "", "x"])
def test_what_guards_a_text_can_be_taken_off(text):
    if text != "'=x":  # which cannot be told from a guarded one
        assert unguarded(guarded(text)) == text
    assert not guarded(text).startswith(("=", "+", "@", "\t"))


def test_one_file_an_indicator_in_a_package():
    content = package(tidy_csv, observed("1"), observed("2", series=OTHER))
    names = zipfile.ZipFile(io.BytesIO(content)).namelist()
    assert names == [
        "indicator_1-5-1.csv",
        "indicator_3-1-1.csv",
        "indicator_11-5-1.csv",
        "indicator_13-1-1.csv",
    ]
    assert content == package(tidy_csv, observed("1"), observed("2", series=OTHER))
    first = zipfile.ZipFile(io.BytesIO(content)).read("indicator_3-1-1.csv")
    assert first.startswith(b"Year,Observation status,Units,Series,GeoCode,Value\r\n2020,")


def test_sdmx_has_the_columns_of_the_global_structure():
    head, row = table(
        sdmx_csv,
        observed("29.8", dimensions=(("age", "15-49"), ("category", "a;b"), ("sex", "F"))),
    )
    told = dict(zip(head, row, strict=True))
    assert told["DATAFLOW"] == "IAEG-SDGs:DF_SDG_GLC(1.0)"
    assert (told["SERIES"], told["REF_AREA"], told["FREQ"]) == ("SH_STA_MORT", "51", "A")
    assert (told["SEX"], told["AGE"], told["URBANISATION"]) == ("F", "Y15T49", "_T")
    assert (told["CUST_BREAKDOWN"], told["CUST_BREAKDOWN_LB"]) == ("C01", "category: a;b")
    assert (told["TIME_PERIOD"], told["OBS_VALUE"], told["OBS_STATUS"]) == ("2020", "29.8", "A")
    assert (told["NATURE"], told["UNIT_MEASURE"]) == ("C", "PER_100000_LIVE_BIRTHS")
    assert dimensions_of_cell(told["VNR_BREAKDOWN"]) == (
        ("age", "15-49"),
        ("category", "a;b"),
        ("sex", "F"),
    )


@pytest.mark.parametrize(
    ("age", "code"),
    [("15-49", "Y15T49"), ("65+", "Y_GE65"), ("<5", "Y_LT5"), ("<1M", "M0"), ("15", "Y15")],
)
def test_ages_are_those_of_the_code_list(age, code):
    assert age_code(age) == code


def test_units_in_words_become_codes():
    assert unit_code("per 1,000 live births") == "PER_1_000_LIVE_BIRTHS"
    assert unit_code("PERCENT") == "PERCENT"


@pytest.mark.parametrize(
    ("label", "time"),
    [
        ("2020", "2020"),
        ("2023/24", "2023-07-01/P1Y"),
        ("2015-2017", "2015-01-01/P3Y"),
        ("2015-Q2", "2015-Q2"),
        ("2015-S2", "2015-S2"),
        ("2015-M03", "2015-03"),
        ("2015-03-07", "2015-03-07"),
    ],
)
def test_periods_are_spelt_as_sdmx_does_and_read_back(label, time):
    period = parse_period(label)
    assert time_period(period) == time
    back = parse_period(period_label(time, "A"))
    assert (back.start, back.end) == (period.start, period.end)


def test_an_odd_span_has_its_days():
    odd = Period(date(2020, 1, 5), date(2020, 1, 24), "x")
    assert time_period(odd) == "2020-01-05/P20D"


def test_a_breakdown_in_one_cell_is_exact():
    pairs = (("a=b", "100 %; x"), ("sex", "F"))
    assert dimensions_of_cell(dimensions_cell(pairs)) == pairs
    assert dimensions_cell((("age", "15-49"), ("sex", "F"))) == "age=15-49;sex=F"


@pytest.mark.parametrize("layout", [tidy_csv, sdmx_csv])
def test_a_package_can_be_stopped(layout):
    stopped = Event()
    stopped.set()
    with pytest.raises(CancelledError):
        layout.write_files(figures(observed("1")), io.BytesIO(), JobContext(cancelled=stopped))
