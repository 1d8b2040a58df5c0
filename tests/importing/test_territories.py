"""The table of names of countries is what the Unicode locale data says.

`python -m tests.importing.test_territories` writes it anew after an update of Babel.
"""

import pycountry
import pytest
from babel import Locale

from vnr_app.importing.places import Places, country_names
from vnr_app.importing.territories import NAMES, country_names_in, iso_records
from vnr_app.paths import resources_dir
from vnr_app.services.countries import country_of_name

LANGUAGES = [
    "en",
    "fr",
    "es",
    "ru",
    "ar",
    "zh",
    "ky",
    "kk",
    "uz",
    "tg",
    "pt",
    "mn",
    "tr",
    "uk",
    "sw",
    "hy",
    "az",
    "ka",
    "de",
    "it",
]


def table():
    codes = sorted(country.alpha_2 for country in pycountry.countries)
    names = [Locale(language).territories for language in LANGUAGES]
    rows = [["alpha2", *LANGUAGES]]
    rows += [[code, *(each.get(code, "") for each in names)] for code in codes]
    return "".join("\t".join(row) + "\n" for row in rows)


def path():
    return resources_dir().joinpath(*NAMES)


def test_the_table_is_that_of_the_locale_data():
    assert path().read_text(encoding="utf-8") == table()


def test_names_by_language():
    names = country_names_in()
    assert list(names) == LANGUAGES
    assert names["ky"]["KG"] == "Кыргызстан"
    assert names["zh"]["CN"] == "中国"


@pytest.mark.parametrize("code", ["KGZ", "ARM", "CIV", "TLS"])
def test_records_are_those_of_the_library(code):
    known = pycountry.countries.get(alpha_3=code)
    (found,) = [each for each in iso_records("3166-1") if each["alpha_3"] == code]
    assert (found["name"], found["numeric"]) == (known.name, known.numeric)
    parts = {p["name"] for p in iso_records("3166-2") if p["code"][:3] == known.alpha_2 + "-"}
    assert parts == {each.name for each in pycountry.subdivisions.get(country_code=known.alpha_2)}


def test_a_country_and_its_parts_are_known_in_many_languages():
    places = Places("KGZ", "Kyrgyzstan")
    labels = ("Кыргызстан", "吉尔吉斯斯坦", "kirghizistan", "417", "KG", "Kyrgyz Republic")
    assert all(map(places.is_country, labels))
    assert places.is_area("Talas")
    assert not places.is_area("Urban")
    assert "кыргызстан" in country_names("KGZ", "Kyrgyzstan")


def test_a_country_without_a_code_has_its_name_only():
    places = Places("XAA", "Examplia")
    assert places.is_country("Examplia")
    assert not places.is_area("Talas")


LABELS = [
    *(f"a{1000 + number}" for number in range(5)),
    " school 12345  North ",
    "Школа 12345",
    "Шкoла 23456",
    "Kenya",
    "Total",
    "Uganda",
    "Ouganda ",
    "",
    "area 55555",
    "4000\u00a0x",
    "\u0663\u0663\u0663\u0663 place",
]


@pytest.mark.parametrize("corrected", [None, {"a1003": "KEN", "area 55555": "KE-30"}.get])
@pytest.mark.parametrize("labels", [LABELS, LABELS[:6], ["a1000\0", "a1001"], []])
def test_codes_of_many_areas_are_those_of_each(labels, corrected):
    one, other = (Places("KEN", "Kenya", country_of_name, corrected) for _each in range(2))
    for _again in range(2):
        assert one.codes(labels) == [other.code(label) for label in labels]
    assert one.abroad == other.abroad


if __name__ == "__main__":
    path().write_text(table(), encoding="utf-8", newline="\n")
