"""Long wide tables are read in pieces, and say the same as short ones."""

from collections import Counter

import pytest

from vnr_app.domain.importplan import Severity
from vnr_app.importing.layouts import wide_long
from vnr_app.importing.layouts.wide_areas import AreaRows


@pytest.fixture
def in_pieces(monkeypatch):
    """Take every table of more than twelve rows for a long one, and read it by ten rows."""
    monkeypatch.setattr(wide_long, "LONG", 12)
    monkeypatch.setattr(wide_long, "PIECE", 10)


def said(plan):
    """What a plan says, each observation with its cell."""
    return {
        (o.row, o.column): (
            plan.series[o.series].name,
            o.area,
            o.dimensions,
            o.period.label,
            o.value,
            o.footnote,
        )
        for o in plan.observations
    }


def as_text(rows):
    return "\n".join(",".join(map(str, row)) for row in rows) + "\n"


def people(count):
    """Districts with men and women below each, so that pieces end among them."""
    rows = [["Households by district", "", ""], ["Name", 2015, 2016]]
    for number in range(count):
        rows.append([f"District {number} region", number, number + 1])
        for place in ("urban", "rural"):
            rows += [[place, 5, 6], ["men", 7, 8], ["women", 9, 1]]
    return rows


def both(plan_text, rows, monkeypatch):
    """The same table read as a whole and in pieces."""
    whole = plan_text(as_text(rows))
    monkeypatch.setattr(wide_long, "LONG", 12)
    monkeypatch.setattr(wide_long, "PIECE", 10)
    return whole, plan_text(as_text(rows))


def test_rows_below_an_area_stay_its_own_wherever_a_piece_ends(plan_text, monkeypatch):
    whole, pieces = both(plan_text, people(9), monkeypatch)
    assert len(pieces.observations) == 126
    assert said(pieces) == said(whole)
    assert pieces.tables == whole.tables
    last = said(pieces)[61, 2]
    assert last[1:3] == ("District 8 region", (("location", "U"), ("sex", "F")))


def test_areas_in_a_column_of_their_own(plan_text, monkeypatch):
    rows = [["Area", "Sex", 2015, 2016]]
    rows += [[f"a{1000 + n // 2}", "male" if n % 2 else "female", n, ".."] for n in range(60)]
    whole, pieces = both(plan_text, rows, monkeypatch)
    assert said(pieces) == said(whole)
    assert pieces.tables == whole.tables
    assert {o.area for o in pieces.observations} == {f"a{1000 + n}" for n in range(30)}


def test_repeated_headers_and_notes_below_the_values(plan_text, monkeypatch):
    rows = [["3.2.1 Deaths", "", ""], ["Items", 2015, 2016]]
    for page in range(4):
        rows += [["Items", 2015, 2016]] if page else []
        rows += [[f"Place {page} {n} region*", n, n + 1] for n in range(8)]
    rows += [["* Preliminary", "", ""]]
    whole, pieces = both(plan_text, rows, monkeypatch)
    assert said(pieces) == said(whole)
    assert {o.footnote for o in pieces.observations} == {"Preliminary"}
    assert pieces.tables[0].header_rows == whole.tables[0].header_rows == (1, 10, 19, 28)
    assert Counter(p.code for p in pieces.problems) == Counter(p.code for p in whole.problems)


def test_another_table_below_is_read_as_one(plan_text, in_pieces):
    rows = [["Deaths", "", ""], ["Items", 2015, 2016]]
    rows += [[f"Place {n} region", n, 0.5] for n in range(20)]
    rows += [["", "", ""], ["Births", "", ""], ["Items", 2017, 2018], ["North region", 5, 6]]
    plan = plan_text(as_text(rows))
    assert [table.title for table in plan.tables] == ["Deaths", "Births"]
    assert {o.period.label for o in plan.observations if o.row == 25} == {"2017", "2018"}


def test_the_decimal_mark_may_be_proved_behind_the_first_rows(plan_text, in_pieces):
    rows = [["Name;2015;2016"]] + [[f"Place {n} region;1.500;2.500"] for n in range(30)]
    rows += [["Last region;1.234,5;7"]]
    plan = plan_text("\n".join(row[0] for row in rows) + "\n")
    assert said(plan)[1, 1][4].number == "1500"
    assert said(plan)[31, 1][4].number == "1234.5"


def test_what_is_no_number_is_told_and_counted(plan_text, in_pieces):
    rows = [["Name", 2015, 2016]] + [[f"Place {n} region", n, n] for n in range(30)]
    rows[25][1] = "closed"
    plan = plan_text(as_text(rows))
    errors = [(p.code, p.cell) for p in plan.problems if p.severity is Severity.ERROR]
    assert errors == [("not-a-number", "B26")]
    assert (plan.tables[0].numbers_seen, plan.tables[0].numbers_unused) == (59, ())


AREAS = [
    *([f"{1000 + n} school", n + 1, n + 2] for n in range(30)),
    ["1007 school", 4, 5],
    ["", 9, ""],
    ["Armenia", 5, ""],
    ["Fiji", "", 6],
    ["Total", 7, 8],
    [" 1100 school ", 10, 11],
    ["school 1101*", 12, 13],
    ["school 1102", "07", "0"],
    ["1106 school", "0", "-4"],
    ["1107 school", "2.5", "1.500"],
    ["1108 school", "5", "", "9"],
    ["1109", 16, 17],
    ["school 1103", "1.5", "<3"],
    ["school 1104", "closed", 3],
    ["", "", ""],
    ["2016", 14, "\u0663"],
    ["school 1105", 15],
    ["* Preliminary", "", ""],
]


@pytest.mark.parametrize("country", ["FJI", "KEN"])
@pytest.mark.parametrize("periods", [[2015], [2015, 2016]])
def test_lists_of_areas_say_the_same_as_rows_looked_at_closely(
    plan_text, monkeypatch, periods, country
):
    rows = [["Area", *periods], *(row[: len(periods) + 1] for row in AREAS)]
    together, read = [], AreaRows.read

    def count(self, piece, *given):
        together.extend(piece.numbers)
        return read(self, piece, *given)

    with monkeypatch.context() as patch:
        patch.setattr(AreaRows, "read", count)
        quick, in_pieces = both(lambda text: plan_text(text, country=country), rows, patch)
    assert len(together) > 35
    monkeypatch.setattr(AreaRows, "runs", lambda _self, rows: [(rows, None)])
    closely = plan_text(as_text(rows), country=country)
    for plan in (quick, in_pieces):
        assert said(plan) == said(closely)
        assert (plan.tables, plan.series, plan.areas) == (
            closely.tables, closely.series, closely.areas,
        )  # fmt: skip
        assert plan.problems == closely.problems
