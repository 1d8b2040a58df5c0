"""Sheets as statistical offices and ministries publish them, and what they say.

The forms are those of real publications; most numbers are invented.
"""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Want:
    """What a cell says; what is None or not given is not checked.

    `period` is a year, or the first and the last month ("2020-01/2020-03").
    """

    value: float
    period: str
    area: str | None = None
    series: str | None = None
    unit: str | None = None
    state: str | None = None
    foot: str | None = None
    dims: dict[str, str] = field(default_factory=dict)


def want(
    value: float, period: str, *, area=None, series=None, unit=None, state=None, foot=None, **dims
) -> Want:
    return Want(value, period, area, series, unit, state, foot, dims)


@dataclass(frozen=True)
class Office:
    """A sheet: `data` are the ranges whose numbers are observations; no other cell is one."""

    name: str
    rows: list[list[object]]
    data: list[str]
    wants: dict[str, Want]
    country: str = "KEN"
    merges: tuple[str, ...] = ()
    formats: dict[str, str] = field(default_factory=dict)
    indents: dict[str, int] = field(default_factory=dict)


OFFICES = [
    # Thousands between points, a level below a total.
    Office(
        "istat",
        [
            ["Tavola 3.2 - Occupati per settore e ripartizione - Anno 2020 (migliaia di unità)"],
            ["RIPARTIZIONI", "Agricoltura", "Industria", None, "Servizi", "Totale"],
            [None, None, "Totale", "di cui: costruzioni", None, None],
            ["Nord", "350", "3.456", "650", "8.123", "11.929"],
            ["Centro", "120", "1.012", "310", "3.800", "4.932"],
            ["Mezzogiorno", "440", "1.110", "399", "4.512", "6.062"],
            ["Italia", "910", "5.578", "1.359", "16.435", "22.923"],
            ["Fonte: Istat, Rilevazione sulle forze di lavoro"],
        ],
        ["B4:F7"],
        {"B4": want(350, "2020"), "C4": want(3456, "2020"), "F7": want(22923, "2020", area="ITA")},
        country="ITA",
        merges=("C2:D2",),
    ),
    # Parts under “of which” belong to the measure before them; a year with a plus sign.
    Office(
        "ksh",
        [
            ["22.1.1.1. Main annual data of population, vital events [thousands]"],
            [
                "Denomination",
                "Population on 1 January",
                "of which:",
                None,
                "Live births",
                "Infant deaths",
            ],
            [None, None, "males", "females", None, "per thousand live births"],
            ["2018", 9778, 4676, 5103, 89.8, 3.4],
            ["2019", 9773, 4679, 5094, 89.2, 3.6],
            ["2020+", 9770, 4680, 5090, 92.3, 3.4],
            ["+ Preliminary data."],
        ],
        ["B4:F6"],
        {"B4": want(9778, "2018"), "C5": want(4679, "2019", sex="M"), "F6": want(3.4, "2020")},
        country="HUN",
        merges=("C2:D2",),
    ),
    # Groups under groups in lower case; areas between the rows.
    Office(
        "belstat",
        [
            ["Ожидаемая продолжительность жизни при рождении"],
            ["(число лет)"],
            [None, "Все население", None, None, "Городское население", None, None],
            [None, "всего", "мужчины", "женщины", "всего", "мужчины", "женщины"],
            ["Республика Беларусь"],
            [2017, 74.4, 69.3, 79.2, 75.6, 70.8, 79.9],
            [2018, 74.5, 69.2, 79.4, 75.8, 70.9, 80.1],
            ["Брестская область"],
            [2017, 74.0, 68.7, 79.1, 75.5, 70.5, 80.0],
            [2018, 74.2, 68.8, 79.4, 75.6, 70.4, 80.3],
        ],
        ["B6:G7", "B9:G10"],
        {
            "C6": want(69.3, "2017", sex="M", area="BLR"),
            "G10": want(80.3, "2018", sex="F", location="U", area="Брестская область"),
        },
        country="BLR",
        merges=("B3:D3", "E3:G3"),
    ),
    # Headings in two languages in one cell, breakdowns announced above them.
    Office(
        "nbs",
        [
            ["2-1 人口数及构成"],
            ["2-1  Population and Its Composition"],
            ["单位：万人                                                    (10 000 persons)"],
            [
                "年 份\nYear",
                "总人口\n(年末)\nTotal Population\n(year-end)",
                "按性别分  By Sex",
                None,
                None,
                None,
                "按城乡分 By Residence",
                None,
            ],
            [None, None, "男  Male", None, "女  Female", None, "城镇  Urban", None],
            [
                None,
                None,
                "人口数\nPopulation",
                "比重(%)\nProportion",
                "人口数\nPopulation",
                "比重(%)\nProportion",
                "人口数\nPopulation",
                "比重(%)\nProportion",
            ],
            ["2018", 140541, 71864, 51.13, 68677, 48.87, 86433, 61.50],
            ["2019", 141008, 72039, 51.09, 68969, 48.91, 88426, 62.71],
            ["2020", 141212, 72357, 51.24, 68855, 48.76, 90220, 63.89],
            ["注：1.2020年数据为当年人口普查数据推算数。"],
            ["Note: a) Data of 2020 are estimated."],
        ],
        ["B7:H9"],
        {
            "B7": want(140541, "2018"),
            "C7": want(71864, "2018", sex="M"),
            "F9": want(48.76, "2020", sex="F"),
            "H8": want(62.71, "2019", location="U"),
        },
        country="CHN",
        merges=("C4:F4", "G4:H4", "C5:D5", "E5:F5", "G5:H5", "A4:A6", "B4:B6"),
    ),
    # Dates of an era and of the common one in one cell.
    Office(
        "estat",
        [
            ["第２表　年齢（５歳階級），男女別人口 － 総人口"],
            ["Table 2. Population by Age (Five-Year Groups) and Sex - Total population"],
            [None, None, None, "(単位　千人) (Thousand persons)"],
            [
                "年齢階級",
                "Age groups",
                "令和元年10月1日\nOctober 1, 2019",
                None,
                None,
                "令和2年10月1日\nOctober 1, 2020",
                None,
                None,
            ],
            [None, None, "男女計", "男", "女", "男女計", "男", "女"],
            [None, None, "Both sexes", "Male", "Female", "Both sexes", "Male", "Female"],
            ["総数", "Total", 126167, 61411, 64756, 126146, 61350, 64797],
            ["0～4歳", "0 - 4 years old", 4758, 2437, 2321, 4541, 2324, 2217],
            ["5～9", "5 - 9", 5134, 2628, 2505, 5114, 2619, 2495],
            ["85歳以上", "85 and over", 5924, 1870, 4054, 6133, 1960, 4173],
        ],
        ["C7:H10"],
        {},
        country="JPN",
        merges=("C4:E4", "F4:H4"),
    ),
    # Half years below years.
    Office(
        "bps",
        [
            ["Tabel 1. Persentase Penduduk Miskin Menurut Provinsi, 2019-2021"],
            [
                "Provinsi",
                "Persentase Penduduk Miskin (Perkotaan)",
                None,
                None,
                "Persentase Penduduk Miskin (Perdesaan)",
                None,
                None,
            ],
            [None, 2019, 2020, 2021, 2019, 2020, 2021],
            [
                None,
                "Semester 1 (Maret)",
                "Semester 1 (Maret)",
                "Semester 1 (Maret)",
                "Semester 1 (Maret)",
                "Semester 1 (Maret)",
                "Semester 1 (Maret)",
            ],
            ["ACEH", 9.68, 9.84, 10.46, 18.03, 17.46, 17.78],
            ["SUMATERA UTARA", 8.56, 8.73, 9.15, 9.14, 8.77, 8.84],
            ["INDONESIA", 6.69, 7.38, 7.89, 12.85, 12.82, 13.10],
            ["Sumber: Badan Pusat Statistik"],
        ],
        ["B5:G7"],
        {
            "B5": want(9.68, "2019-01/2019-06", series="Perkotaan", area="ACEH"),
            "G7": want(13.10, "2021-01/2021-06", area="IDN"),
        },
        country="IDN",
        merges=("B2:D2", "E2:G2"),
    ),
    # Fiscal years with marks, a unit in a cell of its own.
    Office(
        "knbs",
        [
            ["Table 5.2a: Central Government Outturn, 2018/19 - 2021/22"],
            [None, None, None, None, "KSh Million"],
            ["", "2018/19", "2019/20", "2020/21*", "2021/22+"],
            ["1. Revenue", 1500.5, 1573.7, 1562.0, 1917.9],
            ["   Tax revenue", 1400.1, 1380.2, 1378.0, 1690.3],
            ["   Non-tax revenue", 100.4, 193.5, 184.0, 227.6],
            ["2. Expenditure", 2400.2, 2565.4, 2750.3, 3027.8],
            ["Source: The National Treasury"],
            ["*Provisional"],
            ["+Revised estimates"],
        ],
        ["B4:E7"],
        {
            "B4": want(1500.5, "2018-07/2019-06", unit="KSh Million"),
            "D7": want(2750.3, "2020-07/2021-06", foot="Provisional"),
            "E5": want(1690.3, "2021-07/2022-06"),
            "C6": want(193.5, "2019-07/2020-06"),
        },
    ),
    # Sections that name what their rows are.
    Office(
        "nso",
        [
            ["Table 4.3: Households by main source of lighting (percent), Malawi 2019/20"],
            [
                "Background characteristics",
                "Electricity",
                "Solar",
                "Torch",
                "Candles",
                "Total",
                "Number of households",
            ],
            ["Malawi", 11.2, 8.4, 55.0, 25.4, 100, 11434],
            ["Place of residence"],
            ["Urban", 42.1, 3.3, 40.2, 14.4, 100, 2272],
            ["Rural", 4.6, 9.4, 58.1, 27.9, 100, 9162],
            ["Sex of household head"],
            ["Male", 12.0, 8.9, 54.7, 24.4, 100, 8003],
            ["Female", 9.3, 7.4, 55.9, 27.4, 100, 3431],
            ["Highest education level"],
            ["None", 5.9, 7.5, 60.5, 26.1, 100, 8214],
            ["Tertiary", 71.5, 5.9, 17.0, 5.6, 100, 402],
        ],
        ["B3:G3", "B5:G6", "B8:G9", "B11:G12"],
        {
            "B3": want(11.2, "2019-07/2020-06"),
            "B5": want(42.1, "2019-07/2020-06", location="U"),
            "C9": want(7.4, "2019-07/2020-06", sex="F"),
            "B12": want(71.5, "2019-07/2020-06"),
            "G3": want(11434, "2019-07/2020-06", series="Number of households"),
        },
        country="MWI",
    ),
    # Measures over years.
    Office(
        "psa",
        [
            ["Table 1. Per Capita Poverty Threshold, Poverty Incidence and Poor Population"],
            ["with Measures of Precision, by Region: 2015, 2018 and 2021"],
            [],
            [
                "Region/Province",
                "Annual Per Capita Poverty Threshold (in PhP)",
                None,
                None,
                "Poverty Incidence (%)",
                None,
                None,
                "Standard Error",
                None,
                None,
            ],
            [None, 2015, 2018, 2021, 2015, 2018, 2021, 2015, 2018, 2021],
            ["PHILIPPINES", 22747, 25813, 28871, 23.5, 16.7, 18.1, 0.4, 0.2, 0.2],
            ["National Capital Region (NCR)", 25007, 28682, 33569, 4.1, 2.2, 3.5, 0.5, 0.3, 0.3],
            ["  1st District a/", 25008, 28683, 33570, 3.8, 1.5, 3.6, 0.9, 0.3, 0.5],
            ["Region I (Ilocos Region)", 21770, 25911, 29700, 18.8, 9.9, 14.4, 1.4, 0.8, 0.8],
            ["a/ Coefficient of variation greater than 20%"],
        ],
        ["B6:J9"],
        {
            "B6": want(22747, "2015", area="PHL"),
            "E7": want(4.1, "2015", series="Poverty Incidence"),
            "J9": want(0.8, "2021", series="Standard Error"),
            "D8": want(33570, "2021"),
        },
        country="PHL",
        merges=("B4:D4", "E4:G4", "H4:J4"),
    ),
    # A quarter in a subtitle.
    Office(
        "inegi",
        [
            ["INEGI. Encuesta Nacional de Ocupación y Empleo"],
            ["Tasa de desocupación por entidad federativa según sexo"],
            ["Trimestre enero-marzo de 2021"],
            ["(Porcentaje)"],
            [],
            ["Entidad federativa", "Total", "Hombres", "Mujeres"],
            ["Estados Unidos Mexicanos", 4.4, 4.7, 3.9],
            ["Aguascalientes", 4.8, 5.0, 4.5],
            ["Baja California", 2.9, 2.7, 3.2],
            ["Nota: La suma puede no coincidir."],
        ],
        ["B7:D9"],
        {
            "B7": want(4.4, "2021-01/2021-03", area=None),
            "D9": want(3.2, "2021-01/2021-03", sex="F", area="Baja California", unit="percent"),
        },
        country="MEX",
    ),
    # Arabic digits.
    Office(
        "capmas",
        [
            ["جدول (٣-٢) معدل البطالة حسب النوع (٢٠١٨ – ٢٠٢٠)"],
            ["السنة", "ذكور", "إناث", "الإجمالي"],
            ["٢٠١٨", "٦٫٨", "٢١٫٤", "٩٫٩"],
            ["٢٠١٩", "٤٫٨", "٢١٫٧", "٧٫٩"],
            ["٢٠٢٠", "٥٫٩", "١٧٫٧", "٧٫٩"],
            ["المصدر: الجهاز المركزي للتعبئة العامة والإحصاء"],
        ],
        ["B3:D5"],
        {
            "B3": want(6.8, "2018", sex="M"),
            "C5": want(17.7, "2020", sex="F"),
            "D4": want(7.9, "2019", sex="_T"),
        },
        country="EGY",
    ),
    # Labels on the right.
    Office(
        "capmas-rtl",
        [
            ["عدد السكان حسب المحافظة (بالألف)"],
            [None, "٢٠٢١", "٢٠٢٠", "٢٠١٩", "المحافظة"],
            [None, 10100, 10020, 9900, "القاهرة"],
            [None, 5450, 5380, 5300, "الإسكندرية"],
            [None, 102000, 100600, 98900, "الجملة"],
        ],
        ["B3:D5"],
        {
            "B3": want(10100, "2021", area="القاهرة"),
            "D5": want(98900, "2019", area="EGY"),
            "C4": want(5380, "2020", area="الإسكندرية"),
        },
        country="EGY",
    ),
    # Percentages and counts of people, quintiles.
    Office(
        "dhs",
        [
            ["Table 9.1  Antenatal care"],
            ["Percent distribution of women age 15-49 who had a live birth, Rwanda DHS 2019-20"],
            [
                None,
                "Antenatal care provider",
                None,
                None,
                None,
                "Total",
                "Percentage receiving antenatal care from a skilled provider¹",
                "Number of women",
            ],
            [
                "Background characteristic",
                "Doctor",
                "Nurse/medical assistant",
                "Midwife",
                "No ANC",
                None,
                None,
                None,
            ],
            ["Mother's age at birth"],
            ["<20", 3.4, 65.6, 29.1, 1.9, 100.0, 98.1, 416],
            ["20-34", 5.5, 65.0, 27.5, 2.0, 100.0, 97.9, 4310],
            ["35-49", 6.8, 61.9, 28.4, 2.9, 100.0, 97.0, 1576],
            ["Residence"],
            ["Urban", 13.2, 55.5, 29.1, 2.2, 100.0, 97.7, 1121],
            ["Rural", 4.1, 66.3, 27.5, 2.1, 100.0, 97.8, 5181],
            ["Wealth quintile"],
            ["Lowest", 2.7, 66.2, 27.7, 3.4, 100.0, 96.5, 1330],
            ["Highest", 15.3, 52.7, 30.8, 1.2, 100.0, 98.7, 1213],
            ["Total", 5.7, 64.3, 27.8, 2.2, 100.0, 97.8, 6302],
            ["Note: Only the provider with the highest qualifications is considered."],
            ["¹ Skilled provider includes doctor, nurse, medical assistant, and midwife."],
        ],
        ["B6:H8", "B10:H11", "B13:H15"],
        {
            "B6": want(3.4, "2019-07/2020-06"),
            "B10": want(13.2, "2019-07/2020-06", location="U"),
            "G13": want(96.5, "2019-07/2020-06", quantile="Q1"),
            "H15": want(6302, "2019-07/2020-06", series="Number of women"),
        },
        country="RWA",
        merges=("B3:E3",),
    ),
    # A share behind several columns of one year.
    Office(
        "budget",
        [
            ["Ministry of Finance"],
            ["Table 3: Expenditure by vote (Ksh billions)"],
            [
                "Vote",
                "Ministry",
                "Printed Estimates 2020/21",
                "Revised Estimates 2020/21",
                "Actual 2020/21",
                "Absorption (%)",
                "Printed Estimates 2021/22",
            ],
            ["1011", "The Presidency", 38.7, 40.1, 36.2, "90.3%", 41.2],
            ["1021", "State Department for Interior", 132.1, 135.0, 131.9, "97.7%", 140.3],
            ["1064", "State Department for Vocational Training", 26.0, 24.5, "-", "0.0%", 25.5],
            ["", "Total", 196.8, 199.6, 168.1, "84.2%", 207.0],
        ],
        ["C4:G7"],
        {
            "C4": want(38.7, "2020-07/2021-06"),
            "G5": want(140.3, "2021-07/2022-06"),
            "F4": want(90.3, "2020-07/2021-06", unit="percent"),
        },
    ),
    # Quarters below a year, with the year itself.
    Office(
        "qna",
        [
            ["Quarterly Gross Domestic Product by activity, constant 2016 prices (KSh million)"],
            ["Year", "Quarter", "Agriculture", "Manufacturing", "All industries", "GDP growth (%)"],
            [2020, "1st Quarter", 460123, 201333, 2123456, 4.8],
            [None, "2nd Quarter", 480001, 180555, 2000111, -4.1],
            [None, "3rd Quarter", 455444, 190222, 2050333, -3.5],
            [None, "4th Quarter", 440111, 199888, 2150444, 1.2],
            [None, "Annual", 1835679, 771998, 8324344, -0.3],
            ["2021*", "1st Quarter", 461000, 206000, 2190000, 2.7],
            [None, "2nd Quarter", 477000, 198000, 2201000, 10.1],
            ["* Provisional"],
        ],
        ["C3:F9"],
        {
            "C3": want(460123, "2020-01/2020-03"),
            "F7": want(-0.3, "2020"),
            "C8": want(461000, "2021-01/2021-03"),
            "F9": want(10.1, "2021-04/2021-06", unit="percent"),
        },
    ),
    # Headings in two languages, marks of every kind.
    Office(
        "freeform",
        [
            ["REPUBLIC OF KENYA"],
            ["MINISTRY OF WATER"],
            ["Progress report on water and sanitation / Rapport d'avancement"],
            ["as at 30 June 2021"],
            [],
            ["No.", "Indicator / Indicateur", "Unit / Unité", "2018", "2019", "2020(p)", "Remarks"],
            ["1", "Households with piped water", "%", "45,3", "46,1", "47,0*", "on track"],
            ["2", "Boreholes drilled", "number", "1 250", "1 310", "…", "delayed"],
            ["3", "Water loss", "%", "~42", "41", "40–43", "range given"],
            ["4", "Samples below limit", "mg/l", "<0.1", "<0.1", "n/a", ""],
            ["* estimate of the ministry"],
        ],
        ["D7:F8", "D9:E10", "F10:F10"],
        {
            "D7": want(45.3, "2018", unit="%"),
            "D8": want(1250, "2018", unit="number"),
            "D9": want(42, "2018"),
            "F7": want(47.0, "2020", foot="estimate", state="provisional"),
            "D10": want(0.1, "2018"),
        },
    ),
    # Numbers that the sheet shows as percentages.
    Office(
        "percent",
        [
            ["School attendance 2021"],
            ["County", "Boys", "Girls", "Total"],
            ["Nairobi", 0.913, 0.925, 0.919],
            ["Mombasa", 0.85, 0.86, 0.855],
            ["Kisumu", 0.88, 0.9, 0.89],
        ],
        ["B3:D5"],
        {
            "B3": want(91.3, "2021", sex="M", area="Nairobi", unit="percent"),
            "D5": want(89, "2021", unit="percent", area="Kisumu"),
        },
        formats={"B3:D5": "0.0%"},
    ),
    # Ranks and codes.
    Office(
        "ranks",
        [
            ["Human Development by county, 2019"],
            [
                "Rank",
                "County code",
                "County",
                "HDI value",
                "Change in rank",
                "Population (thousands)",
            ],
            [1, "047", "Nairobi", 0.653, 0, 4397],
            [2, "022", "Kiambu", 0.629, 1, 2418],
            [3, "016", "Machakos", 0.603, -1, 1422],
        ],
        ["D3:D5", "F3:F5"],
        {"D3": want(0.653, "2019", area="Nairobi"), "F5": want(1422, "2019", area="Machakos")},
    ),
    # A heading that names the kind of the ones below it.
    Office(
        "levels",
        [
            ["Persons with disabilities by type and county, census 2019"],
            ["County", "Type of disability", None, None, None],
            [None, "Visual", "Hearing", "Mobility", "Cognition"],
            ["Nairobi", 1200, 800, 2100, 500],
            ["Kisumu", 900, 610, 1500, 410],
            ["Kenya", 2100, 1410, 3600, 910],
        ],
        ["B4:E6"],
        {
            "B4": want(1200, "2019", area="Nairobi", type_of_disability="Visual"),
            "E6": want(910, "2019", area="KEN", type_of_disability="Cognition"),
        },
        merges=("B2:E2",),
    ),
    # Labels that come again below indented parents.
    Office(
        "indent",
        [
            ["Employment by activity (thousands)"],
            [None, 2019, 2020],
            ["Public sector", 800, 810],
            ["Education", 300, 310],
            ["Health", 120, 130],
            ["Private sector", 2000, 1950],
            ["Education", 80, 70],
            ["Health", 60, 65],
        ],
        ["B3:C8"],
        {"B4": want(300, "2019", within="Public sector")},
        indents={"A4": 1, "A5": 1, "A7": 1, "A8": 1},
    ),
    # Years that are marked as provisional.
    Office(
        "states",
        [
            ["Production of cement, thousand tonnes"],
            ["Region", "2018", "2019r", "2020p"],
            ["Central", 10.1, 11.2, 12.3],
            ["Coast", 20.1, 21.2, 22.3],
        ],
        ["B3:D4"],
        {"C3": want(11.2, "2019"), "D4": want(22.3, "2020", state="provisional")},
    ),
    # A year below the table, a unit that looks like a number.
    Office(
        "capmas-bilingual",
        [
            ["جدول 2-5 : تقدير عدد السكان  Table 2-5: Estimated Population"],
            [None, None, None, None, "(000)"],
            ["Governorate", "Males ذكور", "Females إناث", "Total جملة", "المحافظة"],
            ["Cairo", 5200, 4900, 10100, "القاهرة"],
            ["Giza", 4700, 4500, 9200, "الجيزة"],
            ["Total", 9900, 9400, 19300, "الجملة"],
            ["Year: 2021"],
        ],
        ["B4:D6"],
        {
            "B4": want(5200, "2021", sex="M", area="Cairo"),
            "C6": want(9400, "2021", sex="F", area="EGY"),
            "D5": want(9200, "2021", sex="_T"),
        },
        country="EGY",
    ),
    # Columns of flags.
    Office(
        "eurostat-like",
        [
            ["Data extracted on 05/05/2022 12:00:00 from [ESTAT]"],
            ["Dataset:", "At-risk-of-poverty rate by sex [SDG_01_20]"],
            ["Last updated:", "29/04/2022 23:00"],
            [],
            ["Time frequency", "Annual"],
            ["Unit of measure", "Percentage"],
            [],
            ["TIME", "2018", "", "2019", "", "2020", ""],
            ["GEO (Labels)"],
            ["Belgium", 16.4, "", 14.8, "b", 14.1, ""],
            ["Bulgaria", 22.0, "", 22.6, "", 23.8, "p"],
            [],
            ["Special value"],
            [":", "not available"],
            ["Available flags:"],
            ["b", "break in time series"],
            ["p", "provisional"],
        ],
        ["B10:B11", "D10:D11", "F10:F11"],
        {"B10": want(16.4, "2018", area="BEL"), "F11": want(23.8, "2020", area="BGR")},
        country="BGR",
    ),
    # Months below years.
    Office(
        "cpi-months-down",
        [
            ["Table 3. Consumer price index"],
            ["Year / Month", "All items", "Food"],
            ["2021"],
            ["January", 101.1, 103.2],
            ["February", 101.9, 104.0],
            ["2022"],
            ["January", 107.5, 110.2],
            ["February", 108.0, 111.0],
        ],
        ["B4:C5", "B7:C8"],
        {"B4": want(101.1, "2021-01/2021-01"), "C8": want(111.0, "2022-02/2022-02")},
    ),
    # Years left of their values.
    Office(
        "indicator-list-national",
        [
            ["National indicator framework – status 2022"],
            [
                "#",
                "Indicator",
                "Baseline (year)",
                "Baseline value",
                "Latest (year)",
                "Latest value",
                "Source",
            ],
            ["1.2.1", "Poverty headcount", "2015/16", "36.1%", "2021", "38.6%", "KNBS"],
            [
                "3.3.1",
                "HIV incidence per 1,000 uninfected population",
                "2018",
                "0.27",
                "2022",
                "0.14",
                "KENPHIA",
            ],
            ["7.1.1", "Access to electricity", "2013", "56.0 %", "2022", "76.5 %", "EPRA"],
        ],
        ["D3:D5", "F3:F5"],
        {
            "D3": want(36.1, "2015-07/2016-06", unit="percent"),
            "F3": want(38.6, "2021"),
            "D5": want(56.0, "2013"),
            "F4": want(0.14, "2022"),
        },
    ),
    # Years behind their values.
    Office(
        "value-with-year",
        [
            ["SDG data sheet"],
            ["Indicator", "Value"],
            ["Maternal mortality ratio (per 100,000 live births)", "342 (2017)"],
            ["Under-five mortality rate (per 1,000 live births)", "41.1 (2019)"],
        ],
        ["B3:B4"],
        {"B3": want(342, "2017"), "B4": want(41.1, "2019")},
    ),
    # A row that counts the columns.
    Office(
        "header-number-row",
        [
            ["Таблица 2. Заболеваемость туберкулезом"],
            ["№", "Регион", "Число случаев", None, "На 100 000 населения", None],
            [None, None, "2019", "2020", "2019", "2020"],
            ["А", "Б", 1, 2, 3, 4],
            [1, "Акмолинская область", 310, 250, 42.1, 34.0],
            [2, "Актюбинская область", 400, 330, 46.0, 37.5],
            [3, "Республика Казахстан", 9000, 7100, 48.2, 37.9],
        ],
        ["C5:F7"],
        {"C5": want(310, "2019", area="Акмолинская область"), "F7": want(37.9, "2020", area="KAZ")},
        country="KAZ",
        merges=("C2:D2", "E2:F2", "A2:A3", "B2:B3"),
    ),
    # A number below the notes.
    Office(
        "notes-with-numbers",
        [
            ["Road accidents"],
            ["", "2020", "2021"],
            ["Fatal", 3114, 3212],
            ["Serious", 4700, 4930],
            ["Slight", 4200, 4310],
            [],
            ["Notes: 1. Figures for 2021 include 12 counties."],
            ["2. Revised on 15 March 2022; contact 020 3317583."],
            [],
            ["Police stations reporting:", 47],
        ],
        ["B3:C5"],
        {"B3": want(3114, "2020"), "C5": want(4310, "2021")},
    ),
    # Labels that are headed “Source”.
    Office(
        "disclaimer-gap",
        [
            ["Ministry of Energy"],
            ["Prepared 12/01/2023"],
            [],
            ["Electricity generation by source (GWh)"],
            [],
            ["Source", "FY2019/20", "FY2020/21", "FY2021/22", "% change"],
            ["Hydro", 3693.1, 4141.2, 3348.6, -19.1],
            ["Geothermal", 5352.1, 5033.7, 4953.2, -1.6],
            ["Wind", 1332.2, 1698.8, 2052.3, 20.8],
            ["Total", 10377.4, 10873.7, 10354.1, -4.8],
        ],
        ["B7:D10"],
        {
            "B7": want(3693.1, "2019-07/2020-06", unit="GWh"),
            "D10": want(10354.1, "2021-07/2022-06"),
        },
    ),
]
