import subprocess
import sys

import pytest

from vnr_app.errors import KnownError
from vnr_app.services.countries import (
    Country,
    all_countries,
    country,
    country_by_m49,
    country_of_name,
    country_or_user_assigned,
)


def test_countries_are_found_by_letters_and_by_number():
    armenia = Country("ARM", "AM", "051", "Armenia")
    assert country("ARM") == armenia
    assert country(" arm ") == armenia
    assert country_by_m49("51") == armenia
    assert country_by_m49("051") == armenia
    assert country_by_m49(51) == armenia


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("TUR", "Türkiye"),
        ("BOL", "Bolivia (Plurinational State of)"),
        ("TZA", "United Republic of Tanzania"),
        ("VNM", "Viet Nam"),
    ],
)
def test_names_read_as_in_a_title(code, name):
    assert country(code).name == name


def test_all_countries_are_listed_once_in_order_of_their_names():
    countries = all_countries()
    assert len(countries) > 240
    assert len({each.alpha3 for each in countries}) == len(countries)
    assert len({each.m49 for each in countries}) == len(countries)
    assert all(len(each.m49) == 3 for each in countries)
    assert [each.name for each in countries] == sorted(each.name for each in countries)


@pytest.mark.parametrize("code", ["AAA", "QMA", "QZZ", "XAA", "xkx", "XZZ", "ZZA", "ZZZ"])
def test_user_assigned_codes_take_the_name_given(code):
    assert country_or_user_assigned(code, "Inventia") == Country(code.upper(), "", "", "Inventia")
    with pytest.raises(KnownError, match="no country"):
        country_or_user_assigned(code)


def test_an_iso_country_keeps_its_name():
    assert country_or_user_assigned("KEN", "Elsewhere").name == "Kenya"


@pytest.mark.parametrize("code", ["", "KE", "QLZ", "AAB", "ZYZ", "KENYA", "K3N"])
def test_an_unknown_code_is_one_clear_sentence(code):
    for look_up in (country, country_or_user_assigned):
        with pytest.raises(KnownError) as caught:
            look_up(code)
        assert f"“{code}”" in caught.value.message
        assert caught.value.code == "unknown-country"


@pytest.mark.parametrize("code", ["1", "001", "999", "", "KEN", -51])
def test_an_unknown_number_is_one_clear_sentence(code):
    with pytest.raises(KnownError) as caught:
        country_by_m49(code)
    assert caught.value.code == "unknown-country"


def test_the_library_is_loaded_only_when_asked():
    code = "import sys, vnr_app.services.countries; sys.exit('pycountry' in sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Kyrgyzstan", "KGZ"),
        ("Kyrgyz Republic", "KGZ"),
        ("Кыргызская Республика", "KGZ"),
        ("  the GAMBIA ", "GMB"),
        ("Frankreich", None),
        ("France", "FRA"),
        ("Франция", "FRA"),
        ("فرنسا", "FRA"),
        ("法国", "FRA"),
        ("Batken oblast", None),
        ("", None),
    ],
)
def test_countries_are_known_by_name_in_the_un_languages(name, code):
    assert country_of_name(name) == code
