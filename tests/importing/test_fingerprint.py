"""Next year's file has the form of this year's, another table has not."""

import pytest

from vnr_app.importing.fingerprint import similarity

YEARS = [2014, 2015, 2016]


def table(years, rows=("Total", "men", "women", "North province"), title="3.2.1 Infant mortality"):
    return [
        [title],
        ["Items", "Unit", *years],
        *([row, "per 1,000", *range(len(years))] for row in rows),
        ["Source: registry"],
    ]


def test_a_fingerprint_holds_form_and_no_values(plan_rows):
    features = plan_rows(table(YEARS), sheet="Table 7").fingerprint
    assert {"layout:wide-years", "head:items", "head:unit", "row:men", "sheet:table"} <= {*features}
    assert "title:infant mortality" in features
    assert not any(sign.isdigit() for f in features if not f.startswith("code:") for sign in f)
    assert features == tuple(sorted(features))


def test_next_years_file_is_the_same(plan_rows):
    before = plan_rows(table(YEARS), sheet="2016").fingerprint
    after = plan_rows(table([*YEARS, 2017]), sheet="2017", name="b.xlsx").fingerprint
    assert similarity(before, after) == 1


def test_a_row_more_is_nearly_the_same(plan_rows):
    before = plan_rows(table(YEARS)).fingerprint
    rows = ("Total", "men", "women", "North province", "South province", "East province")
    after = plan_rows(table(YEARS, rows), name="b.xlsx").fingerprint
    assert 0.9 <= similarity(before, after) < 1


def test_another_table_of_the_same_office_is_like_it(plan_rows):
    one = plan_rows(table(YEARS)).fingerprint
    other = plan_rows(
        table(YEARS, ("Total", "coal", "oil", "gas"), "7.2.1 Renewable energy"), name="b.xlsx"
    ).fingerprint
    assert 0.3 < similarity(one, other) < 0.8


def test_another_script_has_its_fingerprint(plan_rows):
    one = plan_rows(table(YEARS, ("Всего", "мужчины"), "3.2.1 Смертность")).fingerprint
    assert {"row:мужчины", "title:смертность"} <= {*one}


@pytest.mark.parametrize(("one", "other"), [((), ()), (("head:a",), ()), (("a",), ("b",))])
def test_nothing_in_common(one, other):
    assert similarity(one, other) == 0


def test_long_form(plan_text):
    one = plan_text("Year,Sex,Value\n2015,F,1\n2016,M,2\n", "indicator_3-2-1.csv").fingerprint
    other = plan_text("Year,Sex,Value\n2017,F,3\n2018,F,9\n", "indicator_3-2-1.csv").fingerprint
    assert similarity(one, other) == 1
