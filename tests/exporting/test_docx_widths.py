"""Widths of text by kind of character, and of columns by what stands in them."""

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.exporting import sample
from vnr_app.domain import report as rp
from vnr_app.exporting.docx_widths import (
    Bounds,
    fitted_widths,
    line_width,
    points_of,
    shared_widths,
    table_layouts,
    text_width,
    turned,
    usual_width,
    word_width,
)

UPRIGHT, LANDSCAPE, USUAL = 9070, 14002, 8.5


def table(*rows, shares=(4.4, 1.6, 1.5), titles=("Series", "Unit", "2024")):
    columns = tuple(
        rp.Column(title, share, "end" if title[0].isdigit() else "start")
        for title, share in zip(titles, shares, strict=True)
    )
    return rp.DataTable("t", "T", columns, tuple(rp.Row(tuple(map(rp.Cell, row))) for row in rows))


def layouts(*tables, annex=()):
    chapters = (rp.Chapter("goal", "G", tables), rp.Chapter("annex", "A", annex, landscape=True))
    report = sample.sample_report(chapters=chapters)
    return list(table_layouts(report, UPRIGHT, LANDSCAPE, USUAL))


def test_characters_count_by_their_kind():
    assert text_width("iii") < text_width("eee") < text_width("EEE") < text_width("MMM")
    assert text_width("健康") == 2000
    assert text_width("e\u0301") == text_width("e")
    assert text_width("") == 0


def test_a_word_is_what_may_not_break():
    assert word_width(["a tonne of it"]) == text_width("tonne")
    assert word_width(["non-communicable"]) == text_width("communicable")
    assert word_width(["1\u00a0204\u00a0560"]) > text_width("560")
    assert word_width(["确保健康的生活方式"]) == text_width("确")
    assert word_width([]) == text_width("确")
    assert word_width(["x" * 200]) < text_width("x" * 30)


def test_figures_never_count_too_little():
    assert line_width(["1", "1,234.5"]) >= text_width("1,234.5")
    assert line_width(["١٢", "٣"]) == text_width("١٢")
    assert line_width([]) == 0


def test_one_long_text_among_short_ones_takes_more_lines():
    short = ["%"] * 20
    assert usual_width([*short, "constant United States dollars"]) < text_width("constant United")
    assert usual_width(["%", "", ""]) == line_width(["%"])
    assert usual_width(["", ""]) == 0


@pytest.mark.parametrize("room", [9000, 20000, 60000])
def test_a_text_turns_before_its_room_ends(room):
    text = "Ensure access to affordable, reliable and  modern energy for all"
    lines = turned(text, room)
    assert "".join(lines) == text
    assert all(text_width(line.rstrip()) <= room for line in lines)
    assert turned("所有人" * 30, room) == ["所有人" * 30]


@given(
    st.lists(
        st.tuples(st.integers(1, 900), st.integers(0, 4000), st.floats(0.01, 50)),
        min_size=1,
        max_size=12,
    ),
    st.integers(900, 14002),
)
def test_columns_keep_their_bounds_where_the_total_allows(asked, total):
    columns = [Bounds(least, least + more, share) for least, more, share in asked]
    widths = fitted_widths(columns, total)
    assert sum(widths) == total
    assert len(widths) == len(columns)
    if sum(column.least for column in columns) <= total:
        assert all(w >= c.least - 1 for w, c in zip(widths, columns, strict=True))
        if sum(column.most for column in columns) >= total:
            assert all(w <= c.most + 1 for w, c in zip(widths, columns, strict=True))


def test_words_share_what_is_left_by_their_shares():
    columns = [Bounds(100, 100, 9), Bounds(50, 9000, 3), Bounds(50, 9000, 1)]
    assert fitted_widths(columns, 900) == [100, 600, 200]
    assert sum(shared_widths([0.3, 4.5, 1.7, 1], UPRIGHT)) == UPRIGHT


def test_a_number_has_room_and_a_word_is_whole():
    row = ("A series with a name of some length", "kilowatt-hours", "123,456,789.25")
    [layout] = layouts(table(row, ("B", "%", "2")))
    room = [width - 2 * layout.margin for width in layout.widths]
    assert layout.size == 0
    assert room[2] >= points_of(text_width(row[2]), USUAL)
    assert room[1] >= points_of(text_width("kilowatt-"), USUAL)
    assert sum(layout.widths) == UPRIGHT


def test_tables_of_a_kind_have_one_size_of_type():
    roomy = table(("A series", "%", "1.5"))
    titles = ("Series", "Unit", *(str(2010 + year) for year in range(12)))
    row = ("Mortality", "tonnes", *["12,345"] * 12)
    crowded = table(row, shares=(4, 2, *[1] * 12), titles=titles)
    first, second, annex = layouts(roomy, crowded, annex=(crowded,))
    assert first.size == second.size < USUAL
    assert first.margin == second.margin
    assert 0 != first.size >= 6
    assert sum(second.widths) == UPRIGHT
    assert (annex.size, sum(annex.widths)) == (0, LANDSCAPE)


def test_a_column_without_rows_has_the_room_of_its_title():
    empty = dataclasses.replace(table(), rows=())
    [layout] = layouts(empty)
    assert min(layout.widths) > points_of(text_width("2024"), USUAL)
