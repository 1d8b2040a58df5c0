"""Downloads that are known by their headings: World Bank, Eurostat, PxWeb, NBS, SDMX Converter."""

from openpyxl import Workbook

from vnr_app.domain.importplan import cell_name
from vnr_app.domain.indicators import ValueState
from vnr_app.importing.pipeline import plan_file


def found(plan):
    """Cell → area, year, number."""
    return {
        cell_name(o.row, o.column): (o.area, o.period.start.year, o.value.number)
        for o in plan.observations
    }


WORLD_BANK = (
    '"Data Source","World Development Indicators",\n\n"Last Updated Date","2024-06-28",\n\n'
    '"Country Name","Country Code","Indicator Name","Indicator Code","2019","2020","2021"\n'
    '"Fiji","FJI","Access to electricity (% of population)","EG.ELC.ACCS.ZS","99.6","","100"\n'
    '"Samoa","WSM","Access to electricity (% of population)","EG.ELC.ACCS.ZS","98.1","98.3",""\n'
)


def test_world_bank_with_years_across(plan_text):
    plan = plan_text(WORLD_BANK, "API_EG.ELC.ACCS.ZS.csv")
    assert plan.tables[0].layout == "world-bank"
    assert found(plan) == {
        "E6": ("FJI", 2019, "99.6"),
        "G6": ("FJI", 2021, "100"),
        "E7": ("WSM", 2019, "98.1"),
        "F7": ("WSM", 2020, "98.3"),
    }
    (series,) = plan.series
    assert (series.code, series.unit) == ("EG.ELC.ACCS.ZS", "% of population")
    assert {o.source for o in plan.observations} == {"World Development Indicators"}
    assert not plan.tables[0].numbers_unused


def test_world_bank_databank_with_years_in_brackets(plan_text):
    text = (
        "Series Name,Series Code,Country Name,Country Code,2019 [YR2019],2020 [YR2020]\n"
        "Under-five deaths,SH.DTH.MORT,Fiji,FJI,455,..\n"
        ",,,,,\n"
        "Data from database: World Development Indicators,,,,,\n"
    )
    plan = plan_text(text)
    assert plan.tables[0].layout == "world-bank"
    assert found(plan) == {"E2": ("FJI", 2019, "455")}


def test_world_bank_databank_with_a_row_a_year(plan_text):
    text = (
        "Country Name,Country Code,Time,Time Code,Under-five deaths [SH.DTH.MORT],"
        "GDP growth (annual %) [NY.GDP.MKTP.KD.ZG]\n"
        "Fiji,FJI,2019,YR2019,455,-0.6\nFiji,FJI,2020,YR2020,450,-17\n"
    )
    plan = plan_text(text)
    assert plan.tables[0].layout == "world-bank"
    assert found(plan)["F3"] == ("FJI", 2020, "-17")
    assert len(plan.observations) == 4
    assert {s.code for s in plan.series} == {"SH.DTH.MORT", "NY.GDP.MKTP.KD.ZG"}


def test_world_bank_workbook_with_metadata_and_groups_of_countries(tmp_path, context):
    name = "Maternal mortality ratio (modeled estimate, per 100,000 live births)"
    book = Workbook()
    page = book.active
    page.title = "Data"
    for row in (
        ["Data Source", "World Development Indicators"],
        ["Country Name", "Country Code", "Indicator Name", "Indicator Code", "2019", "2020"],
        ["Fiji", "FJI", name, "SH.STA.MMRT", 38, None],
        ["Africa Eastern and Southern", "AFE", name, "SH.STA.MMRT", 410, ".."],
    ):
        page.append(row)
    page = book.create_sheet("Metadata - Indicators")
    page.append(["INDICATOR_CODE", "INDICATOR_NAME", "SOURCE_NOTE", "SOURCE_ORGANIZATION"])
    page.append(["SH.STA.MMRT", name, "Estimates of 2000 to 2020.", "WHO"])
    book.save(tmp_path / "API.xlsx")
    plan = plan_file(tmp_path / "API.xlsx", context("FJI"))
    assert found(plan) == {"E3": ("FJI", 2019, "38"), "E4": ("AFE", 2019, "410")}
    assert plan.series[0].indicators == ("3.1.1",)
    assert [(p.code, p.severity.value) for p in plan.problems] == [
        ("indicator-guessed", "question"),
        ("no-table", "note"),
        ("other-area", "warning"),
    ]


def test_eurostat_with_its_flags(plan_text):
    text = (
        "freq,unit,sex,age,geo\\TIME_PERIOD\t2019 \t2020 \t2021 \n"
        "A,PC,F,Y15-24,AT\t12.3 \t11.9 b\t: \n"
        "A,PC,T,TOTAL,EL\t20.1 p\t:c\t18.5 bu\n"
    )
    plan = plan_text(text, "estat_une_rt_a.tsv")
    assert plan.tables[0].layout == "eurostat"
    about = {cell_name(o.row, o.column): o for o in plan.observations}
    assert found(plan)["B2"] == ("AUT", 2019, "12.3")
    assert dict(about["B2"].dimensions) == {"sex": "F", "age": "15-24"}
    assert about["C2"].footnote == "break in time series"
    assert about["B3"].value.state is ValueState.PROVISIONAL
    assert about["B3"].area == "GRC"
    assert about["C3"].value.state is ValueState.SUPPRESSED
    assert found(plan)["D3"] == ("GRC", 2021, "18.5")
    assert len(about) == 5


def test_eurostat_tells_of_other_areas_and_keeps_measures_apart(plan_text):
    text = (
        "freq,unit,age,geo\\TIME_PERIOD\t2019 \n"
        "A,PC,Y_LT18,EL\t1 \nA,THS_PER,Y_GE65,EL\t2 \nA,PC,TOTAL,EU27_2020\t3 \n"
    )
    plan = plan_text(text, "estat_a.tsv")
    assert [(s.code, s.unit) for s in plan.series] == [
        ("estat_a-PC", "%"),
        ("estat_a-THS_PER", "thousand persons"),
    ]
    ages = [dict(o.dimensions)["age"] for o in plan.observations]
    assert ages == ["<18", "65+", "_T"]
    told = {p.value for p in plan.problems if p.code == "other-area"}
    assert told == {"GRC", "EU27_2020"}


def test_eurostat_by_quarter(plan_text):
    text = "freq,unit,geo\\TIME_PERIOD\t2021-Q1 \t2021-Q2 \nQ,PC,AT\t1.5 \t1.6 \n"
    plan = plan_text(text)
    periods = [(f"{o.period.start}", f"{o.period.end}") for o in plan.observations]
    assert periods == [("2021-01-01", "2021-03-31"), ("2021-04-01", "2021-06-30")]


def test_pxweb_with_the_heading_joined(plan_text):
    text = (
        '"Population by region, sex and year"\n\n'
        '"region","Men 2020","Men 2021","Women 2020","Women 2021"\n'
        '"Ba",10,11,12,13\n"Bua",20,21,22,23\n'
    )
    plan = plan_text(text, "BE0101N1.csv")
    assert found(plan)["C4"] == ("Ba", 2021, "11")
    sexes = {cell_name(o.row, o.column): dict(o.dimensions)["sex"] for o in plan.observations}
    assert (sexes["C4"], sexes["D5"]) == ("M", "F")
    assert len(plan.observations) == 8


def test_pxweb_workbook_with_labels_carried_down(plan_rows):
    plan = plan_rows(
        [
            ["Employed persons by region, sex and year"],
            [],
            [None, None, "2020", "2021"],
            ["Ba", "men", 10, 11],
            [None, "women", 12, 13],
            ["Bua", "men", 20, ".."],
            [None, "women", 22, 23],
            [],
            [".. not available"],
            ["Latest update:"],
            ["20230518 09:30"],
            ["Source:"],
            ["Statistics Fiji"],
        ]
    )
    numbers = [o for o in plan.observations if o.value.number is not None]
    assert len(numbers) == 7
    (last,) = [o for o in numbers if cell_name(o.row, o.column) == "D7"]
    assert (last.area, dict(last.dimensions), last.period.label) == ("Bua", {"sex": "F"}, "2021")


def test_nbs_china(plan_rows):
    plan = plan_rows(
        [
            ["数据库：年度数据"],
            ["时间：最近3年"],
            ["指标", "2022年", "2021年", "2020年"],
            ["年末总人口(万人)", 141175, 141260, 141212],
            ["城镇人口(万人)", 92071, 91425, 90220],
            ["注：1981年及以前人口数据为户籍统计数。"],
            ["数据来源：国家统计局"],
        ]
    )
    assert found(plan)["D5"][1:] == (2020, "90220")
    assert len(plan.observations) == 6
    assert {o.source for o in plan.observations} == {"国家统计局"}


def test_the_parameters_of_the_sdmx_converter(tmp_path, context):
    book = Workbook()
    data = book.active
    data.title = "Data"
    rows = [
        ["Proportion of rural women"],
        [],
        [None, "SERIES", "SEX", 2020, 2021],
        ["Women", "SI_POV_DAY1", "F", 1.5, 1.6],
        ["All", "SI_POV_DAY1", "_T", 2.5, None],
    ]
    for row in rows:
        data.append(row)
    page = book.create_sheet("Parameters")
    for row in [
        ["Element", "Type", "PosType", "Position", None, "DataStart", "D4"],
        ["FREQ", "DIM", "FIX", "A", None, "NumColumns", 2],
        ["SERIES", "DIM", "COLUMN", "B"],
        ["SEX", "DIM", "COLUMN", "C"],
        ["URBANISATION", "DIM", "FIX", "R"],
        ["REF_AREA", "DIM", "FIX", "FJ"],
        ["TIME_PERIOD", "DIM", "ROW", 3],
        ["UNIT_MEASURE", "ATT", "FIX", "PT"],
        ["UNIT_MULT", "ATT", "FIX", 0],
        ["NATURE", "ATT", "FIX", "C"],
        ["SOURCE_DETAIL", "ATT", "SKIP"],
    ]:
        page.append(row)
    path = tmp_path / "converter.xlsx"
    book.save(path)
    plan = plan_file(path, context("FJI"))
    assert found(plan) == {
        "D4": ("FJI", 2020, "1.5"),
        "E4": ("FJI", 2021, "1.6"),
        "D5": ("FJI", 2020, "2.5"),
    }
    first, _second, third = plan.observations
    assert dict(first.dimensions) == {"location": "R", "sex": "F"}
    assert dict(third.dimensions) == {"location": "R"}
    assert first.nature == "C"
    assert plan.tables[0].layout == "sdmx-converter"
    assert plan.tables[0].indicators == ("1.1.1",)
