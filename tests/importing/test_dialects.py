"""Texts in old encodings and odd dialects, as offices send them."""

import pytest

from vnr_app.errors import KnownError

LATIN = "Year,Sex,Region,Value\n2015,Female,North,12.5\n2016,Male,South,1234\n"


def read(plan):
    return [(o.period.start.year, o.value.number) for o in plan.observations]


@pytest.mark.parametrize(
    ("text", "encoding", "country"),
    [
        ("Год;Пол;Значение\n2015;Женщины;12,5\n2016;Мужчины;13,5\n", "cp1251", "KGZ"),
        ("Год;Пол;Значение\n2015;Женщины;12,5\n2016;Мужчины;13,5\n", "cp866", "KGZ"),
        ("السنة;الجنس;القيمة\n2015;إناث;12,5\n2016;ذكور;13,5\n", "cp1256", "EGY"),
        ("年份,性别,数值\n2015,女性,12.5\n2016,男性,13.5\n", "gb18030", "FJI"),
        ("年份,性別,數值\n2015,女性,12.5\n2016,男性,13.5\n", "big5", "FJI"),
        ("年,性別,値\n2015,女性,12.5\n2016,男性,13.5\n", "cp932", "FJI"),
        ("Année;Sexe;Valeur\n2015;Féminin;12,5\n2016;Masculin;13,5\n", "cp1252", "FJI"),
        ("Yıl;Cinsiyet;Value\n2015;Kadın;12,5\n2016;Erkek;13,5\n", "cp1254", "FJI"),
    ],
)
def test_old_encodings(plan_text, text, encoding, country):
    plan = plan_text(text.encode(encoding), "3-2-1.csv", country)
    assert read(plan) == [(2015, "12.5"), (2016, "13.5")]
    assert [dict(o.dimensions) for o in plan.observations] == [{"sex": "F"}, {"sex": "M"}]


@pytest.mark.parametrize(
    ("text", "encoding", "area"),
    [
        ("Έτος;Region;Τιμή\n2015;Αττική;12,5\n2016;Κρήτη;13,5\n", "cp1253", "Αττική"),
        ("Year;Region;Value\n2015;เชียงใหม่;12,5\n2016;กรุงเทพ;13,5\n", "cp874", "เชียงใหม่"),
        ("Rok;Region;Wartość\n2015;Łódź;12,5\n2016;Śląsk;13,5\n", "cp1250", "Łódź"),
    ],
)
def test_names_of_areas_in_old_encodings(plan_text, text, encoding, area):
    plan = plan_text(text.encode(encoding), "3-2-1.csv")
    assert read(plan) == [(2015, "12.5"), (2016, "13.5")]
    assert plan.observations[0].area == area


@pytest.mark.parametrize(
    "data",
    [
        LATIN.encode("utf-16-le"),
        LATIN.encode("utf-16-be"),
        LATIN.replace("\n", "\r").encode(),
        ("\ufeff" + LATIN).encode(),
        LATIN.replace(",", "\t").encode("utf-16"),
        LATIN.replace(",", ";").replace(".", ",").encode(),
        ("sep=;\r\n" + LATIN.replace(",", ";")).encode(),
        LATIN.replace(",", '","').replace("\n", '"\n"').strip('"').join(('"', "")).encode(),
    ],
    ids=["utf-16-le", "utf-16-be", "cr", "bom", "tab", "semicolon", "sep", "quoted"],
)
def test_dialects(plan_text, data):
    plan = plan_text(data, "3-2-1.csv")
    assert read(plan) == [(2015, "12.5"), (2016, "1234")]
    assert [o.area for o in plan.observations] == ["North", "South"]


@pytest.mark.parametrize(
    "text",
    [
        "Region       2015   2016\nNorth        12.5   13.1\nSouth        11.5   12.1\n",
        "Title of the table\n\nYear     Value\n2015     1.5\n2016     2.5\n2017     3\n",
    ],
)
def test_columns_set_apart_by_blanks_are_refused(plan_text, text):
    with pytest.raises(KnownError, match="apart by blanks") as refused:
        plan_text(text, "aligned.txt")
    assert refused.value.code == "csv-aligned"


def test_a_letter_is_no_aligned_table(plan_text):
    plan = plan_text("Dear all,\nplease find  attached the table of 2015.\nRegards\n", "letter.txt")
    assert [problem.code for problem in plan.problems] == ["no-values"]
