"""Rows told to be alike are the rows that the csv module reads, whatever their signs."""

import csv

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vnr_app.importing.alike import runs_alike
from vnr_app.importing.csvtext import TextRows


def flat(rows, first, last):
    """The rows that the runs stand for, after a look at their numbers."""
    made = []
    for number, row, run in runs_alike(rows, first, last):
        assert number == len(made)
        made += [[*row[:first], *varying, *row[last:]] for varying in run]
    return made


def runs(rows, first, last):
    return [len(run) for _number, _row, run in runs_alike(rows, first, last)]


def text_rows(path, content, **more):
    path.write_text(content, encoding="utf-8", newline="")
    return TextRows(path, "utf-8", ",", lines=content.count("\n"), **more)


@pytest.mark.parametrize("quoted", [True, False])
def test_the_years_of_one_thing_are_one_run(tmp_path, quoted):
    path = tmp_path / "long.csv"
    lines = [["A", "x, y" if quoted else "xy", year, value, "C"] for year, value in
             (("2015", "1.5"), ("2016", "2"), ("2017", ""))]  # fmt: skip
    lines.append(["B", "z", "2015", "3", "C"])
    with path.open("w", newline="", encoding="utf-8") as stream:
        how = csv.QUOTE_ALL if quoted else csv.QUOTE_MINIMAL
        csv.writer(stream, quoting=how).writerows(lines)
    rows = TextRows(path, "utf-8", ",", lines=4)
    assert runs(rows, 2, 4) == [3, 1]
    assert flat(rows, 2, 4) == lines
    assert runs(lines, 2, 4) == [3, 1]
    assert flat(lines, 2, 4) == lines


@pytest.mark.parametrize(
    "content",
    [
        'A,1,2,C\nA,"1,5",2,C\nA,1,2,C\n',
        'A,1,2,C\nA,"1\n5",2,C\nA,1,2,C\n',
        'A,"1","2",C\nA,"1""","2",C\nA,1","2,C\nA,"1","2",C\n',
        "A,1,2,C\nA,1,2,3,C\nA,1,C\nA,C\n\nA,1,2,C\n",
        'A,1,2,"C\nA,1,2,C"\nA,1,2,C\n',
        "A,1,2,C\r\nA,3,4,C\r\nA,3,4,C",
        'A,1" 2,3,C\nA,4,5,C\nA,6" 7,8,C\n',
        ",,\n,,\n,1,\n",
    ],
)
def test_lines_that_only_seem_alike(tmp_path, content):
    rows = text_rows(tmp_path / "odd.csv", content)
    assert flat(rows, 1, 3) == list(rows)


@given(st.lists(st.lists(st.sampled_from(["A", "1", "", ",", '"', "\n", '","', " "]), max_size=5)))
def test_any_records_come_back(tmp_path_factory, records):
    path = tmp_path_factory.mktemp("any") / "any.csv"
    for how in (csv.QUOTE_ALL, csv.QUOTE_MINIMAL):
        with path.open("w", newline="", encoding="utf-8") as stream:
            csv.writer(stream, quoting=how).writerows(records)
        rows = TextRows(path, "utf-8", ",", lines=len(records))
        for first, last in ((0, 2), (1, 3), (1, 2), (2, 5)):
            assert flat(rows, first, last) == list(rows)
            assert flat(list(rows), first, last) == list(rows)


def test_a_line_before_the_records_is_an_empty_row(tmp_path):
    rows = text_rows(tmp_path / "sep.csv", "sep=,\nA,1,2,C\nA,3,4,C\n", skip=1)
    assert flat(rows, 1, 3) == list(rows) == [[], ["A", "1", "2", "C"], ["A", "3", "4", "C"]]
