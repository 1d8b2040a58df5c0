"""SDMX messages and SDMX-CSV: every observation, under the names that other tables have."""

import re
from collections import Counter
from xml.etree import ElementTree

import pytest

from vnr_app.domain.importplan import Severity
from vnr_app.domain.indicators import ValueState
from vnr_app.errors import KnownError
from vnr_app.importing.pipeline import plan_file
from vnr_app.importing.recipe import Recipe

HEADER = (
    '<message:Header><message:ID>A</message:ID><message:Structure structureID="S" '
    'dimensionAtObservation="TIME_PERIOD"/></message:Header>'
)
COMMON = "http://www.sdmx.org/resources/sdmxml/schemas/v2_1"
OLD = "http://www.SDMX.org/resources/SDMXML/schemas/v2_0"


def structured(body, data_set='ss:action="Information"', declared=""):
    return (
        f'<?xml version="1.0"?>{declared}<message:StructureSpecificData '
        f'xmlns:ss="{COMMON}/data/structurespecific" xmlns:message="{COMMON}/message" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:ns1="urn:x">'
        f"{HEADER}<message:DataSet {data_set}>{body}</message:DataSet>"
        "</message:StructureSpecificData>"
    )


def told(plan):
    return [(p.code, p.severity) for p in plan.problems]


def values(plan):
    return {(o.period.label, o.dimensions): o.value.number for o in plan.observations}


def test_a_structure_specific_message(plan_text):
    plan = plan_text(
        structured(
            '<Series FREQ="A" SERIES="SL_TLF_UEM" REF_AREA="FJ" SEX="F" AGE="Y15T24" '
            'URBANISATION="U" OCCUPATION="_T" REPORTING_TYPE="N" UNIT_MEASURE="PT">'
            '<Obs TIME_PERIOD="2019" OBS_VALUE="8.20" OBS_STATUS="E" UNIT_MULT="0" NATURE="C" '
            'COMMENT_OBS="Survey" SOURCE_DETAIL="LFS" TIME_DETAIL="2018-2019"/>'
            '<Obs TIME_PERIOD="2020" OBS_VALUE="NaN" OBS_STATUS="Q"/></Series>'
        ),
        "labour.xml",
    )
    assert plan.kind == "sdmx-ml"
    (series,) = plan.series
    assert (series.code, series.unit, series.indicators) == ("SL_TLF_UEM", "%", ("8.5.2",))
    assert series.name.startswith("Unemployment rate")
    first, second = plan.observations
    assert first.dimensions == (("age", "15-24"), ("location", "U"), ("sex", "F"))
    assert (first.value.number, first.value.state) == ("8.20", ValueState.ESTIMATED)
    assert (first.area, first.nature, first.source) == ("FJI", "C", "LFS")
    assert first.footnote == "Survey; Time detail: 2018-2019"
    assert (first.row, first.column) == (1, plan.sheets[0].rows[0].index("OBS_VALUE"))
    assert second.value.number is None
    assert second.value.state is ValueState.SUPPRESSED
    (table,) = plan.tables
    assert (table.layout, table.sheet, table.numbers_seen) == ("sdmx", "", 1)
    assert table.numbers_unused == ()
    assert told(plan) == []


def test_observations_without_series_and_attributes_of_groups_and_data_sets(plan_text):
    body = (
        '<Group xsi:type="ns1:Sibling" SERIES="SI_POV_NAHC" SOURCE_DETAIL="Budget survey"/>'
        '<Group xsi:type="ns1:Sibling" SERIES="SH_STA_MORT" SOURCE_DETAIL="Registers"/>'
        '<Obs SERIES="SI_POV_NAHC" REF_AREA="FJ" SEX="_T" TIME_PERIOD="2019" OBS_VALUE="24.1"/>'
        '<Obs SERIES="SH_STA_MORT" REF_AREA="FJ" SEX="_T" TIME_PERIOD="2019" OBS_VALUE="30"/>'
    )
    plan = plan_text(structured(body, 'ss:action="Replace" COMMENT_DSET="Preliminary"'), "flat.xml")
    assert [(o.source, o.footnote) for o in plan.observations] == [
        ("Budget survey", "Preliminary"),
        ("Registers", "Preliminary"),
    ]
    assert [s.indicators for s in plan.series] == [("1.2.1",), ("3.1.1",)]


def test_a_compact_message_of_the_older_standard(plan_text):
    plan = plan_text(
        f'<?xml version="1.0"?><CompactData xmlns="{OLD}/message" xmlns:n="urn:n"><Header>'
        '<ID>A</ID></Header><n:DataSet keyFamilyURI="urn:x">'
        '<n:SiblingGroup SERIES="SI_POV_NAHC" UNIT_MEASURE="PT"><n:Annotations/></n:SiblingGroup>'
        '<n:Series FREQ="A" SERIES="SI_POV_NAHC" REF_AREA="FJ" SEX="M">'
        '<n:Obs TIME_PERIOD="2019" OBS_VALUE="24.1" OBS_STATUS="P"/></n:Series>'
        "</n:DataSet></CompactData>",
        "compact.xml",
    )
    (found,) = plan.observations
    assert found.dimensions == (("sex", "M"),)
    assert found.value.state is ValueState.PROVISIONAL
    assert plan.series[0].unit == "%"


GENERIC_OLD = f"""<?xml version="1.0"?><message:GenericData xmlns:generic="{OLD}/generic"
 xmlns:message="{OLD}/message"><message:Header><message:ID>A</message:ID></message:Header>
 <message:DataSet><generic:KeyFamilyRef>SDG</generic:KeyFamilyRef><generic:Group type="Sibling">
 <generic:GroupKey><generic:Value concept="SERIES" value="SI_POV_NAHC"/></generic:GroupKey>
 <generic:Attributes><generic:Value concept="UNIT_MEASURE" value="PT"/></generic:Attributes>
 <generic:Series><generic:SeriesKey><generic:Value concept="SERIES" value="SI_POV_NAHC"/>
 <generic:Value concept="REF_AREA" value="fj"/><generic:Value concept="SEX" value="F"/>
 </generic:SeriesKey><generic:Attributes><generic:Value concept="COMMENT_TS" value="Rural only"/>
 </generic:Attributes><generic:Obs><generic:Time>2019</generic:Time>
 <generic:ObsValue value="24.1"/><generic:Attributes><generic:Value concept="NATURE" value="C"/>
 </generic:Attributes></generic:Obs></generic:Series></generic:Group></message:DataSet>
 </message:GenericData>"""

GENERIC_NEW = f"""<?xml version="1.0"?><message:GenericData xmlns:generic="{COMMON}/data/generic"
 xmlns:message="{COMMON}/message">{HEADER}<message:DataSet action="Append"><generic:Series>
 <generic:SeriesKey><generic:Value id="SERIES" value="SI_POV_NAHC"/>
 <generic:Value id="REF_AREA" value="FJ"/><generic:Value id="SEX" value="F"/></generic:SeriesKey>
 <generic:Attributes><generic:Value id="UNIT_MEASURE" value="PT"/>
 <generic:Value id="COMMENT_TS" value="Rural only"/></generic:Attributes><generic:Obs>
 <generic:ObsDimension value="2019"/><generic:ObsValue value="24.1"/><generic:Attributes>
 <generic:Value id="NATURE" value="C"/></generic:Attributes></generic:Obs></generic:Series>
 </message:DataSet></message:GenericData>"""


@pytest.mark.parametrize("message", [GENERIC_OLD, GENERIC_NEW], ids=["2.0", "2.1"])
def test_generic_messages(plan_text, message):
    plan = plan_text(message, "generic.xml")
    (found,) = plan.observations
    assert (found.area, found.dimensions, found.value.number) == ("FJI", (("sex", "F"),), "24.1")
    assert (found.nature, found.footnote, found.period.label) == ("C", "Rural only", "2019")
    assert (plan.series[0].unit, plan.series[0].indicators) == ("%", ("1.2.1",))


def test_another_dimension_at_the_observation(plan_text):
    message = structured(
        '<Series SERIES="SI_POV_NAHC" REF_AREA="FJ" TIME_PERIOD="2019">'
        '<Obs SEX="F" OBS_VALUE="1.5"/><Obs SEX="M" OBS_VALUE="2.5"/></Series>'
    ).replace('dimensionAtObservation="TIME_PERIOD"', 'dimensionAtObservation="SEX"')
    assert values(plan_text(message, "across.xml")) == {
        ("2019", (("sex", "F"),)): "1.5",
        ("2019", (("sex", "M"),)): "2.5",
    }


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (structured("<Series/>", declared='<!DOCTYPE x [<!ENTITY e "boom">]>'), "xml-dtd"),
        (structured('<Series SERIES="A"><Obs'), "xml-invalid"),
        (structured(""), "unsupported"),
        (f'<m:Structure xmlns:m="{COMMON}/message"/>', "unsupported"),
        (f'<m:CrossSectionalData xmlns:m="{OLD}/message"/>', "unsupported"),
    ],
    ids=["document type", "cut", "empty", "structure", "cross-sectional"],
)
def test_what_is_no_data_is_refused(plan_text, content, code):
    with pytest.raises(KnownError) as refused:
        plan_text(content, "bad.xml")
    assert refused.value.code == code


def test_a_message_in_utf16(plan_text):
    message = structured(
        '<Series SERIES="SI_POV_NAHC" REF_AREA="FJ">'
        '<Obs TIME_PERIOD="2019" OBS_VALUE="1"/></Series>'
    )
    assert len(plan_text(message.encode("utf-16"), "wide.xml").observations) == 1


CODES = "DATAFLOW,FREQ,SERIES,REF_AREA,SEX,AGE,TIME_PERIOD,OBS_VALUE,UNIT_MEASURE,UNIT_MULT\n"


def test_sdmx_csv_with_codes_and_multiples(plan_text):
    plan = plan_text(
        CODES
        + "X:DF(1.0),A,SH_STA_MORT,FJ,F,Y_GE15,2019,12.5,NUMBER,3\n"
        + "X:DF(1.0),A,SH_STA_MORT,FJ,F,Y_GE15,2020,1.5E+3,NUMBER,0\n"
        + "X:DF(1.0),A,SH_STA_MORT,TO,_T,_T,2020,7,NUMBER,0\n"
        + "X:DF(1.0),A,SH_STA_MORT,FJ01,_T,_T,2020,8,NUMBER,4\n"
    )
    assert {s.unit for s in plan.series} == {"number (thousands)", "number", "number (× 10^4)"}
    assert [(o.area, o.dimensions, o.value.number) for o in plan.observations] == [
        ("FJI", (("age", "15+"), ("sex", "F")), "12.5"),
        ("FJI", (("age", "15+"), ("sex", "F")), "1500"),
        ("TON", (), "7"),
        ("FJ01", (), "8"),
    ]
    assert ("other-area", Severity.WARNING) in told(plan)


def test_sdmx_csv_with_codes_and_names(plan_text):
    plan = plan_text(
        "DATAFLOW,SERIES: Series,REF_AREA: Area,SEX: Sex,TIME_PERIOD: Time,OBS_VALUE: Value,"
        "UNIT_MEASURE: Unit,COMMENT_OBS: Comment\n"
        "X:DF(1.0): SDG,SI_POV_NAHC: Poverty rate,FJ02: Western,F: Female,2019,24.1,PT: Percent,"
        "Break: new survey\n"
    )
    (found,) = plan.observations
    assert (found.area, found.dimensions) == ("FJ02", (("sex", "F"),))
    assert found.footnote == "Break: new survey"
    assert dict(plan.areas)["FJ02"] == "Western"
    assert (plan.series[0].code, plan.series[0].name) == ("SI_POV_NAHC", "Poverty rate")


def test_the_second_sdmx_csv_with_names_beside_the_codes(plan_text):
    plan = plan_text(
        "STRUCTURE,STRUCTURE_ID,STRUCTURE_NAME,ACTION,SERIES,Series,REF_AREA,Area,SEX,Sex,"
        "TIME_PERIOD,Time,OBS_VALUE,Value\n"
        "dataflow,X:DF(1.0),SDG,I,SI_POV_NAHC,Poverty rate,FJ02,Western,F,Female,2019,,24.1,\n"
    )
    (found,) = plan.observations
    assert (found.area, found.dimensions) == ("FJ02", (("sex", "F"),))
    assert dict(plan.areas)["FJ02"] == "Western"
    assert plan.series[0].name == "Poverty rate"


ACTIONS = "STRUCTURE,STRUCTURE_ID,ACTION,SERIES,REF_AREA,SEX,TIME_PERIOD,OBS_VALUE,SOURCE_DETAIL\n"


def test_actions_are_honoured(plan_text):
    row = "dataflow,X:DF(1.0),{0},SI_POV_NAHC,FJ,{1},{2},{3},\n"
    cases = [("I", "F", 2015, 1), ("A", "F", 2016, 2), ("M", "F", 2017, 3), ("R", "F", 2018, 4)]
    cases += [("D", "F", 2019, ""), ("D", "M", 2019, 9), ("M", "M", 2020, "")]
    plan = plan_text(ACTIONS + "".join(row.format(*case) for case in cases))
    assert sorted(values(plan).values()) == ["1", "2", "3", "4"]
    assert told(plan) == [("sdmx-delete", Severity.WARNING)] * 2
    assert [p.cell for p in plan.problems] == ["H6", "H7"]
    assert plan.tables[0].numbers_seen == 4


def test_a_data_set_to_delete_plans_nothing(plan_text):
    body = "".join(
        f'<Series SERIES="SI_POV_NAHC" REF_AREA="FJ"><Obs TIME_PERIOD="{year}"/></Series>'
        for year in range(1990, 2020)
    )
    plan = plan_text(structured(body, 'ss:action="Delete"'), "delete.xml")
    assert len(plan.observations) == 0
    assert told(plan).count(("sdmx-delete", Severity.WARNING)) == 21
    assert "30 observations" in plan.problems[-1].message


def test_rows_for_part_of_the_key_give_their_attributes(plan_text):
    plan = plan_text(
        ACTIONS
        + "dataflow,X:DF(1.0),I,SI_POV_NAHC,FJ,F,2015,1,\n"
        + "dataflow,X:DF(1.0),I,SI_POV_NAHC,FJ,M,2015,2,Own\n"
        + "dataflow,X:DF(1.0),I,SI_POV_NAHC,~,~,~,,Budget survey\n"
    )
    assert [o.source for o in plan.observations] == ["Budget survey", "Own"]


@pytest.mark.parametrize(
    ("time", "frequency", "label", "start", "end"),
    [
        ("2011-12", "M", "2011-M12", "2011-12-01", "2011-12-31"),
        ("2015-Q2", "Q", "2015-Q2", "2015-04-01", "2015-06-30"),
        ("2015-A1", "A", "2015", "2015-01-01", "2015-12-31"),
        ("2015-01-01T00:00:00", "A", "2015", "2015-01-01", "2015-12-31"),
        ("2015-01-01/P3Y", "A", "2015-2017", "2015-01-01", "2017-12-31"),
    ],
)
def test_time_periods(plan_text, time, frequency, label, start, end):
    plan = plan_text(CODES + f"X,{frequency},SH_STA_MORT,FJ,F,_T,{time},12.5,NUMBER,0\n")
    period = plan.observations[0].period
    assert (period.label, str(period.start), str(period.end)) == (label, start, end)


def indicators_of(plan):
    return {series.code: series.indicators for series in plan.series}


def test_local_series_name_their_indicator(plan_text):
    rows = ["_L_FJ_020C01_1B", "_L_FJ_03_0b_01_01", "_L_FJ_999999_1", "EN_EWT_RCYR"]
    plan = plan_text(CODES + "".join(f"X,A,{code},FJ,F,_T,2019,1,PT,0\n" for code in rows))
    assert indicators_of(plan) == {
        "_L_FJ_020C01_1B": ("2.c.1",),
        "_L_FJ_03_0b_01_01": ("3.b.1",),
        "_L_FJ_999999_1": (),
        "EN_EWT_RCYR": ("12.4.2", "12.5.1"),
    }
    (asked,) = [p for p in plan.problems if p.code == "no-indicator"]
    assert asked.severity is Severity.QUESTION
    assert asked.decides == "indicators._l_fj_999999_1"


def test_the_name_of_the_file_refines_a_local_series_and_a_contradiction_is_asked(plan_text):
    row = "X,A,_L_FJ_040202_1A,FJ,F,_T,2019,1,PT,0\n"
    plan = plan_text(CODES + row, "4.2.2.1.csv")
    assert indicators_of(plan)["_L_FJ_040202_1A"] == ("4.2.2.1",)
    assert told(plan) == [("other-indicator", Severity.NOTE)]
    plan = plan_text(CODES + row, "4.1.2.csv")
    assert indicators_of(plan)["_L_FJ_040202_1A"] == ("4.1.2",)
    (asked,) = plan.problems
    assert (asked.code, asked.severity) == ("indicator-guessed", Severity.QUESTION)
    assert asked.choices == ("4.1.2", "4.2.2")


def test_a_slip_in_a_series_code_is_asked_with_what_it_may_be(plan_text):
    plan = plan_text(CODES + "X,A,SL_TLF_CHLDECC,FJ,F,_T,2019,1,PT,0\n")
    assert indicators_of(plan) == {"SL_TLF_CHLDECC": ()}
    (asked,) = plan.problems
    assert asked.choices == ("", "8.7.1")
    assert len(plan.observations) == 1


def test_decisions_about_series_and_areas_are_kept(tmp_path, context):
    from dataclasses import replace

    path = tmp_path / "mine.csv"
    path.write_text(CODES + "X,A,MY_OWN_CODE,R9,F,_T,2019,1,PT,0\n", encoding="utf-8")
    recipe = Recipe(indicators={"my_own_code": "8.7.1"}, values={"area": {"r9": "FJ-R"}})
    plan = plan_file(path, replace(context("FJI"), recipe=recipe))
    assert (plan.series[0].indicators, plan.observations[0].area) == (("8.7.1",), "FJ-R")
    learned = {("indicator", "my_own_code"): "8.5.2"}
    plan = plan_file(path, replace(context("FJI"), synonyms=learned))
    assert plan.series[0].indicators == ("8.5.2",)


SEXES = {"_T": None, "F": "F", "M": "M"}


def truth(path):
    """(series, area, sex, age, time, value) of each observation of a structured message."""
    for series in ElementTree.parse(path).iter("Series"):
        key = series.attrib
        for obs in series.iter("Obs"):
            yield (
                key["SERIES"],
                key["REF_AREA"],
                SEXES[key["SEX"]],
                re.sub(r"Y(\d+)T(\d+)", r"\1-\2", key["AGE"]),
                obs.get("TIME_PERIOD"),
                obs.get("OBS_VALUE"),
            )


def planned(plan, country):
    for each in plan.observations:
        of = dict(each.dimensions)
        age = of.get("age", "_T")
        age = re.sub(r"(\d+)\+$", r"Y_GE\1", age).replace("<1M", "M0")
        area = country if len(each.area) == 3 and each.area.isalpha() else each.area
        yield (
            plan.series[each.series].code,
            area,
            of.get("sex"),
            age,
            each.period.label,
            each.raw,
        )


def test_every_observation_of_the_national_messages(shared, context):
    count = 0
    for path in sorted((shared / "corpus/kg").glob("*.xml")):
        plan = plan_file(path, context("KGZ"))
        expected = Counter(truth(path))
        assert Counter(planned(plan, "KG")) == expected, path.name
        count += len(plan.observations)
        assert plan.tables[0].numbers_unused == ()
        framework = context("KGZ").framework
        known = framework.find_indicator(path.stem)
        wanted = framework.canonical(known.code) if known else path.stem
        assert all(wanted in series.indicators for series in plan.series), path.name
    assert count == 8904


def test_every_observation_of_another_office(shared, context):
    path = shared / "corpus/other/np_sdmx.xml"
    plan = plan_file(path, context("FJI"))
    expected = list(truth(path))
    assert len(expected) == 886
    # The office gives many observations twice, with the same value.
    assert set(planned(plan, "NP")) == set(expected)
    again = [p for p in plan.problems if p.code == "key-duplicate"]
    assert len(plan.observations) + len(again) == 886
    assert {p.severity for p in again} == {Severity.WARNING}
    unknown = [series.code for series in plan.series if not series.indicators]
    assert unknown == []
    assert {o.area for o in plan.observations} == {"NPL", *(f"NP{n}" for n in range(1, 8))}


def test_the_generic_message_of_a_third_office(shared, context):
    plan = plan_file(shared / "corpus/other/tj_sdmx_generic.xml", context("FJI"))
    assert len(plan.observations) == 188
    assert {o.area for o in plan.observations} == {"TJK"}
    assert {o.value.number for o in plan.observations} >= {"4.81", "3.0", "678"}
    unknown = {series.code for series in plan.series if not series.indicators}
    assert unknown == {"SL_TLF_CHD"}
