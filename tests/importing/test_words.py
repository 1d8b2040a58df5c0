import pytest

from vnr_app.importing.places import Places
from vnr_app.importing.units import plain_unit, unit_in_label, unit_in_title, unit_row
from vnr_app.importing.words import group_of, heading_of, is_total, looks_like_area


@pytest.mark.parametrize(
    ("label", "group"),
    [
        ("Women", ("sex", "F")),
        ("\u00a0men", ("sex", "M")),
        ("женщины", ("sex", "F")),
        ("эркектер", ("sex", "M")),
        ("إناث", ("sex", "F")),
        ("男", ("sex", "M")),
        ("Городские поселения", ("location", "U")),
        ("айыл аймагы", ("location", "R")),
        ("15-49 лет", ("age", "15-49")),
        ("70 and over", ("age", "70+")),
        ("<5Y", ("age", "<5")),
        ("Under 5 years", ("age", "<5")),
        ("Y15T24", ("age", "15-24")),
        ("Y_GE65", ("age", "65+")),
        ("<5", None),
        ("Batken oblast", None),
        ("Bishkek city", None),
    ],
)
def test_groups_are_known_by_words(label, group):
    assert group_of(label) == group


@pytest.mark.parametrize(
    ("label", "dimension"),
    [
        ("By sex", "sex"),
        ("По территории", "area"),
        ("Жерлери", "location"),
        ("by age", "age"),
        ("Batken oblast", ""),
        ("Infant mortality", ""),
    ],
)
def test_headings_announce_a_dimension(label, dimension):
    assert heading_of(label) == dimension


def test_totals_and_areas():
    assert is_total("Всего")
    assert not is_total("Total revenue")
    assert looks_like_area("г. Ош")
    assert not looks_like_area("city")


def test_the_country_is_known_in_its_languages():
    places = Places("KGZ", "Kyrgyzstan")
    names = ("Kyrgyz Republic", "Кыргызская Республика", "Кыргыз Республикасы", "Kyrgyzstan", "KGZ")
    assert all(places.is_country(name) for name in names)
    assert not places.is_country("Number of permanent population of the Kyrgyz Republic")
    assert places.code("") == "KGZ"
    assert places.code("Osh city") == "Osh city"


@pytest.mark.parametrize(
    ("title", "unit"),
    [
        ("Infant mortality rate per 1000 live births (under 5 years)", "per 1000 live births"),
        ("Смертность на 100 000 населения", "на 100 000 населения"),
        ("Gross domestic product (million soms)", "million soms"),
        ("Export, million USD", "million USD"),
        ("Share of women, %", "percent"),
        ("Functional difficulties (age: 18-49 years)", ""),
        ("Number of appeals to the Ombudsman", ""),
    ],
)
def test_units_in_titles(title, unit):
    assert unit_in_title(title) == unit
    assert unit_in_label(f"{title}*") == unit


def test_unit_rows():
    assert unit_row(["(пайыз менен)", "(в процентах)", "(in percent)"])
    assert not unit_row(["Infant mortality", "(in percent)"])
    assert plain_unit("(in percent)") == "percent"
    assert plain_unit("(пайыз менен)") == "percent"
    assert plain_unit("(per 100 000 population)") == "per 100 000 population"
