"""Downloads of statistical portals with a row an observation, each with headings of its own."""

import pytest

from vnr_app.domain.importplan import cell_name
from vnr_app.domain.indicators import Operator, ValueState


def found(plan):
    """Cell → observation."""
    return {cell_name(o.row, o.column): o for o in plan.observations}


def brief(observation):
    """Area, period, number and breakdown of an observation."""
    o = observation
    return o.area, o.period.label, o.value.number, dict(o.dimensions)


def codes(plan):
    return [problem.code for problem in plan.problems]


def test_ilostat_with_codes_that_name_their_dimension(plan_text):
    plan = plan_text(
        "ref_area,source,indicator,sex,classif1,time,obs_value,obs_status,note_source\n"
        "KEN,BA:517,SDG_0852_SEX_AGE_RT,SEX_T,AGE_YTHADULT_YGE15,2019,5.01,,R1:3903\n"
        "KEN,BA:517,SDG_0852_SEX_AGE_RT,SEX_F,AGE_YTHADULT_Y15-24,2019,13.56,U,R1:3903\n"
        "UGA,BA:517,SDG_0852_SEX_AGE_RT,SEX_M,AGE_YTHADULT_Y15-24,2019,9,,\n",
        "ilostat.csv",
        "KEN",
    )
    everybody, women, abroad = plan.observations
    assert brief(everybody) == ("KEN", "2019", "5.01", {"sex": "_T", "age": "15+"})
    assert brief(women) == ("KEN", "2019", "13.56", {"sex": "F", "age": "15-24"})
    assert women.footnote == "R1:3903; low reliability"
    assert abroad.area == "UGA"
    assert [s.indicators for s in plan.series] == [("8.5.2",)]
    assert [(p.code, p.value) for p in plan.problems] == [("other-area", "UGA")]


def test_ilostat_with_labels_that_name_their_dimension(plan_text):
    plan = plan_text(
        "ref_area.label,source.label,indicator.label,sex.label,classif1.label,classif2.label,"
        "time,obs_value,obs_status.label\n"
        "Kenya,LFS,SDG indicator 8.5.2 - Unemployment rate (%),Female,Age (Youth): 15+,"
        "Area type: Rural,2019,5.01,Unreliable\n",
        "labels.csv",
        "KEN",
    )
    (women,) = plan.observations
    assert brief(women) == ("KEN", "2019", "5.01", {"sex": "F", "age": "15+", "location": "R"})
    assert (women.source, women.footnote) == ("LFS", "Unreliable")
    assert plan.series[0].indicators == ("8.5.2",)


def test_who_with_dimensions_named_in_columns_beside_their_groups(plan_text):
    plan = plan_text(
        "IndicatorCode,Indicator,ValueType,ParentLocation,Location type,SpatialDimValueCode,"
        "Location,Period type,Period,Dim1 type,Dim1,Dim1ValueCode,FactValueNumeric,"
        "FactValueNumericLow,FactValueNumericHigh,Value,Language\n"
        "MDG_0000000026,Maternal mortality ratio,numeric,Africa,Country,KEN,Kenya,Year,2017,"
        ",,,342,253,476,342 [253-476],EN\n"
        "MDG_0000000026,Maternal mortality ratio,numeric,Africa,Country,KEN,Kenya,Year,2016,"
        "Sex,Female,SEX_FMLE,353.25,270,480,353 [270-480],EN\n",
        "gho.csv",
        "KEN",
    )
    about = found(plan)
    assert brief(about["M2"]) == ("KEN", "2017", "342", {})
    assert brief(about["M3"]) == ("KEN", "2016", "353.25", {"sex": "F"})
    assert about["M2"].footnote == "factvaluenumericlow: 253; factvaluenumerichigh: 476"
    (series,) = plan.series
    assert (series.code, series.indicators) == ("MDG_0000000026", ("3.1.1",))


def test_faostat_with_codes_beside_names(plan_text):
    plan = plan_text(
        "Domain Code,Domain,Area Code (M49),Area,Element Code,Element,Item Code,Item,Year Code,"
        "Year,Unit,Value,Flag,Flag Description,Note\n"
        "SDGB,SDG Indicators,404,Kenya,6121,Value,24001,2.1.1 Undernourishment (percent),2016,"
        "2016,%,<2.5,E,Estimated value,\n"
        "SDGB,SDG Indicators,404,Kenya,6121,Value,24002,2.1.1 Undernourished (million),20142016,"
        "2014-2016,million No,11.2,A,Official figure,3-year average\n",
        "faostat.csv",
        "KEN",
    )
    share, number = plan.observations
    assert share.value.operator is Operator.LESS
    assert share.value.state is ValueState.ESTIMATED
    assert (number.period.start.year, number.period.end.year) == (2014, 2016)
    assert (number.value.state, number.footnote) == (ValueState.OBSERVED, "3-year average")
    assert [(s.code, s.unit, s.indicators) for s in plan.series] == [
        ("24001", "%", ("2.1.1",)),
        ("24002", "million No", ("2.1.1",)),
    ]
    assert {o.area for o in plan.observations} == {"KEN"}


def test_oecd_with_every_column_twice(plan_text):
    plan = plan_text(
        '"LOCATION","Country","SUBJ","Subject","FREQUENCY","Frequency","TIME","Time",'
        '"Unit Code","Unit","PowerCode Code","PowerCode","Value","Flag Codes","Flags"\n'
        '"KEN","Kenya","EMPRATE","Employment rate","A","Annual","2015","2015",'
        '"PC","Percentage","0","Units",61.5,"E","Estimated value"\n'
        '"KEN","Kenya","EMPRATE","Employment rate","A","Annual","2016","2016",'
        '"PC","Percentage","0","Units",62,"",""\n',
        "oecd.csv",
        "KEN",
    )
    estimate, _observed = plan.observations
    assert brief(estimate) == ("KEN", "2015", "61.5", {})
    assert estimate.value.state is ValueState.ESTIMATED
    (series,) = plan.series
    assert (series.code, series.name, series.unit) == ("EMPRATE", "Employment rate", "Percentage")


def test_uis_with_letters_for_areas_and_qualifiers(plan_text):
    plan = plan_text(
        "indicator_id,country_id,year,value,magnitude,qualifier\n"
        "ROFST.1.F.cp,KEN,2012,13.5,,\nROFST.1.F.cp,KEN,2013,,NA,\n"
        "ROFST.1.F.cp,KEN,2014,11.2,,UIS_EST\n",
        "uis.csv",
        "KEN",
    )
    states = [o.value.state for o in plan.observations]
    assert states == [ValueState.OBSERVED, ValueState.MISSING, ValueState.ESTIMATED]
    assert [brief(o)[3] for o in plan.observations] == [{}, {}, {}]
    assert plan.series[0].code == "ROFST.1.F.cp"


def test_undata_with_footnotes_below(plan_text):
    plan = plan_text(
        '"Country or Area","Year","Area","Sex","Value","Value Footnotes"\n'
        '"Kenya","2019","Total","Both Sexes","47564296","1"\n'
        '"Kenya","2019","Urban","Female","7430000",""\n'
        '"footnoteSeqID","Footnote"\n"1","Census results."\n',
        "undata.csv",
        "KEN",
    )
    everybody, women = plan.observations
    assert everybody.footnote == "Census results."
    assert brief(women) == ("KEN", "2019", "7430000", {"location": "U", "sex": "F"})
    assert codes(plan) == ["no-indicator"]


def test_a_survey_with_a_category_for_each_label(plan_text):
    plan = plan_text(
        "ISO,CountryName,SurveyYear,Indicator,IndicatorId,CharacteristicCategory,"
        "CharacteristicLabel,Value,CILow,CIHigh\n"
        "KEN,Kenya,2014,Under-five mortality rate,CM_ECMR_C_U5M,Total,Total,52,46,58\n"
        "KEN,Kenya,2014,Under-five mortality rate,CM_ECMR_C_U5M,Residence,Urban,57,,\n",
        "survey.csv",
        "KEN",
    )
    everybody, urban = plan.observations
    assert brief(everybody) == ("KEN", "2014", "52", {})
    assert brief(urban) == ("KEN", "2014", "57", {"location": "U"})
    assert plan.series[0].code == "CM_ECMR_C_U5M"
    assert plan.tables[0].numbers_seen == 2


def test_unicef_with_names_in_headings_and_cells(plan_text):
    plan = plan_text(
        "REF_AREA:Geographic area,INDICATOR:Indicator,SEX:Sex,TIME_PERIOD:Time period,"
        "OBS_VALUE:Observation Value,UNIT_MEASURE:Unit of measure,LOWER_BOUND:Lower Bound\n"
        "KEN: Kenya,CME_MRY0T4: Under-five mortality rate,_T: Total,2015,49.1,"
        "D_PER_1000: Deaths per 1000,45.1\n",
        "unicef.csv",
        "KEN",
    )
    (rate,) = plan.observations
    assert brief(rate) == ("KEN", "2015", "49.1", {})
    (series,) = plan.series
    assert (series.code, series.unit) == ("CME_MRY0T4", "Deaths per 1000")


def test_eurostat_as_sdmx_with_names_beside_codes(plan_text):
    plan = plan_text(
        "STRUCTURE,STRUCTURE_ID,STRUCTURE_NAME,freq,Time frequency,unit,Unit of measure,geo,"
        "Geopolitical entity,TIME_PERIOD,Time,OBS_VALUE,Observation value,OBS_FLAG,Flag\n"
        "dataflow,ESTAT:SDG_01_10(1.0),People at risk,A,Annual,PC,Percentage,AM,Armenia,2015,,"
        "37.4,,b,break\n",
        "estat.csv",
        "ARM",
    )
    (share,) = plan.observations
    assert brief(share) == ("ARM", "2015", "37.4", {})
    assert share.footnote == "break in the time series"
    assert (plan.series[0].code, plan.series[0].name) == ("SDG_01_10", "People at risk")


@pytest.mark.parametrize(
    ("rows", "labels"),
    [
        ("Year,Month,Value\n2020,January,1\n2020,3,2\n", ["2020-01-01", "2020-03-01"]),
        ("Year,Quarter,Value\n2020,Q2,1\n2020,4,2\n", ["2020-04-01", "2020-10-01"]),
        ("Year,Quarter,Value\n2020,Total,1\n2021,,2\n", ["2020-01-01", "2021-01-01"]),
    ],
)
def test_months_and_quarters_in_a_column_of_their_own(plan_text, rows, labels):
    plan = plan_text(rows, "3-2-1.csv")
    assert [o.period.start.isoformat() for o in plan.observations] == labels
    assert {o.dimensions for o in plan.observations} == {()}


def test_a_column_of_areas_may_hold_town_and_country(plan_text):
    plan = plan_text("السنة,المنطقة,القيمة\n٢٠١٥,حضر,٨٥٫٥\n٢٠١٥,ريف,٧٥٫١\n", "6-1-1.csv", "EGY")
    assert [brief(o) for o in plan.observations] == [
        ("EGY", "2015", "85.5", {"location": "U"}),
        ("EGY", "2015", "75.1", {"location": "R"}),
    ]


def test_numbers_of_regions_are_no_countries(plan_text):
    plan = plan_text("Year,Region,GeoCode,Value\n2015,North,04,1\n2015,South,51,2\n", "3-2-1.csv")
    assert [o.area for o in plan.observations] == ["04", "51"]
    assert plan.problems == ()


def test_a_list_of_codes_is_no_table(tmp_path, context):
    from openpyxl import Workbook

    from vnr_app.importing.pipeline import plan_file

    book = Workbook()
    page = book.active
    page.title = "Codes"
    for row in (["Codelist", "Code", "Label"], ["Area", 242, "Fiji"], ["Area", 882, "Samoa"]):
        page.append(row)
    page = book.create_sheet("Data")
    for row in (["Indicator", "Year", "Value"], ["3.1.1", 2015, 31]):
        page.append(row)
    book.save(tmp_path / "book.xlsx")
    plan = plan_file(tmp_path / "book.xlsx", context("FJI"))
    assert [table.sheet for table in plan.tables] == ["Data"]
    assert [(p.sheet, p.code, p.severity.value) for p in plan.problems] == [
        ("Codes", "no-table", "note")
    ]
