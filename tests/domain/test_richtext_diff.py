"""Comparing two texts: rows, words, what changed."""

from dataclasses import replace

import pytest
from hypothesis import given, settings

from tests.benchmarks.bench_merge import compare_ms, long_document, long_edited
from tests.strategies import documents
from vnr_app.domain.richtext import (
    Chart,
    CiteRef,
    CrossRef,
    Document,
    Figure,
    Heading,
    ListItem,
    ListKind,
    NoteRef,
    Paragraph,
    ParagraphStyle,
    Table,
    TableCell,
    TableRow,
    Text,
    ValueRef,
)
from vnr_app.domain.richtext_diff import compare
from vnr_app.domain.richtext_ops import count_words
from vnr_app.domain.richtext_words import Segment, compare_runs, shown_text

NOTE = NoteRef((Text("Census of 2021."),))
VALUE = ValueRef("SI_POV_DAY1", "2020", text="12.4")


def paragraph(identity, *parts, **more):
    texts = (Text(part) if isinstance(part, str) else part for part in parts)
    return Paragraph(id=identity, runs=tuple(texts), **more)


def doc(*blocks):
    return Document(blocks=blocks)


A, B, C, D = (paragraph(letter.lower(), f"{letter} stands here alone.") for letter in "ABCD")


def kinds(comparison):
    return [row.kind for row in comparison.rows]


def marked(segments):
    """Segments as text, what changed in braces."""
    return "".join(s.text if s.kind == "same" else f"{{{s.text}}}" for s in segments)


def words_of(old, new):
    """Both sides of two texts as `marked`."""
    return tuple(map(marked, compare_runs((Text(old),), (Text(new),))))


# --- Rows -----------------------------------------------------------------------------------


def test_added_and_removed_blocks_stand_in_their_places():
    new, last = paragraph("n", "Something wholly different."), paragraph("d", "The end.")
    comparison = compare(doc(A, B, C), doc(A, new, C, last))
    assert [(row.kind, (row.new or row.old).id) for row in comparison.rows] == [
        ("same", "a"),
        ("removed", "b"),
        ("added", "n"),
        ("same", "c"),
        ("added", "d"),
    ]
    assert (comparison.words_added, comparison.words_removed) == (5, 4)


def test_a_moved_block_is_one_row_where_it_is_now():
    changed = paragraph("b", "B stands here all alone.")
    comparison = compare(doc(A, B, C, D), doc(A, C, D, changed))
    assert kinds(comparison) == ["same", "same", "same", "moved"]
    row = comparison.rows[-1]
    assert (row.old, row.new, row.what) == (B, changed, ("words",))
    assert marked(row.new_segments) == "B stands here {all }alone."


def test_blocks_without_common_ids_are_paired_by_their_words():
    other = [replace(block, id=f"other-{block.id}") for block in (A, B, C)]
    assert compare(doc(A, B, C), doc(*other)).same
    changed = paragraph("x", "B stands here all alone.")
    assert kinds(compare(doc(A, B, C), doc(other[0], changed, other[2]))) == [
        "same",
        "changed",
        "same",
    ]


def test_blocks_that_often_say_the_same_are_paired_in_order():
    old = [paragraph(f"o{number}", "Source: statistics office.") for number in range(20)]
    new = [replace(block, id=f"n{number}") for number, block in enumerate(old)]
    assert compare(doc(*old), doc(*new)).same


def test_an_id_that_stayed_with_an_empty_half_does_not_mislead():
    split = doc(A, paragraph("b"), replace(B, id="new"), C)
    comparison = compare(doc(A, B, C), split)
    assert kinds(comparison) == ["same", "added", "same", "same"]
    assert comparison.words_added == comparison.words_removed == 0


def test_a_paragraph_does_not_become_a_table():
    table = Table(id="b", rows=(TableRow((TableCell(blocks=(B,)),)),))
    assert sorted(kinds(compare(doc(A, B, C), doc(A, table, C)))) == [
        "added",
        "removed",
        "same",
        "same",
    ]


# --- Words ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("It fell fast.", "It rose fast.", ("It {fell }fast.", "It {rose }fast.")),
        ("It is 12.4 % now.", "It is 12.5 % now.", ("It is {12.4 }% now.", "It is {12.5 }% now.")),
        ("贫困率下降了", "贫困率上升了", ("贫困率{下降}了", "贫困率{上升}了")),
        ("انخفض معدل الفقر", "ارتفع معدل الفقر", ("{انخفض }معدل الفقر", "{ارتفع }معدل الفقر")),
        ("One. Two. Three.", "One. Three.", ("One. {Two. }Three.", "One. Three.")),
        ("old, here", "new, there", ("{old, here}", "{new, there}")),
    ],
)  # fmt: skip
def test_words_are_compared(old, new, expected):
    assert words_of(old, new) == expected


def test_words_are_counted_on_both_sides():
    comparison = compare(
        doc(paragraph("p", "Poverty fell fast in 2020.")),
        doc(paragraph("p", "Poverty rose in 2020 and 2021.")),
    )
    assert (comparison.words_added, comparison.words_removed) == (3, 2)


def test_notes_numbers_citations_and_references_are_shown_as_words():
    runs = (Text("See "), CrossRef("b", "Table 1"), NOTE, VALUE, CiteRef("c1", "p. 12"))
    assert shown_text(runs) == "See Table 1[Census of 2021.]12.4[c1, p. 12]"
    old, new = (Text("Fell"), NOTE), (Text("Fell"), NoteRef((Text("Census of 2011."),)))
    assert [marked(side) for side in compare_runs(old, new)] == [
        "Fell[Census of {2021}.]",
        "Fell[Census of {2011}.]",
    ]


def test_a_number_of_another_year_is_a_change_although_it_reads_the_same():
    other = replace(VALUE, period="2021")
    assert compare_runs((VALUE,), (other,)) == (
        (Segment("12.4", "removed"),),
        (Segment("12.4", "added"),),
    )


# --- What changed ---------------------------------------------------------------------------

BASE = paragraph("p", "Poverty fell fast.", NOTE, VALUE, " Yes.")
RUNS = BASE.runs


@pytest.mark.parametrize(
    ("new", "what"),
    [
        (replace(BASE, style=ParagraphStyle.QUOTE), ("style",)),
        (replace(BASE, dir="rtl", lang="ar"), ("direction", "language")),
        (Heading(id="p", level=2, runs=RUNS), ("kind",)),
        (ListItem(id="p", level=2, runs=RUNS), ("kind",)),
        (replace(BASE, runs=(replace(RUNS[0], bold=True), *RUNS[1:])), ("marks",)),
        (replace(BASE, runs=(replace(RUNS[0], comments=("c",)), *RUNS[1:])), ("comments",)),
        (replace(BASE, runs=(RUNS[0], *RUNS[2:])), ("notes",)),
        (replace(BASE, runs=(*RUNS[:2], replace(VALUE, period="2021"), RUNS[3])), ("values",)),
        (replace(BASE, runs=(*RUNS, CiteRef("c1"))), ("citations",)),
        (replace(BASE, runs=(*RUNS, CrossRef("b"))), ("references",)),
        (replace(BASE, runs=(Text("Poverty  fell fast."), *RUNS[1:])), ("spacing",)),
        (replace(BASE, runs=(Text("Poverty rose fast."), *RUNS[1:])), ("words",)),
        (replace(BASE, runs=(RUNS[1], RUNS[0], *RUNS[2:])), ("words",)),
    ],
)
def test_what_changed_of_a_text(new, what):
    (row,) = compare(doc(BASE), doc(new)).rows
    assert (row.kind, row.what) == ("changed", what)


def test_what_changed_of_lists_and_headings():
    item, heading = ListItem(id="i", runs=RUNS), Heading(id="h", runs=(Text("Poverty"),))
    numbered, lower = replace(item, kind=ListKind.NUMBER), replace(heading, level=3)
    rows = compare(doc(item, heading), doc(numbered, lower)).rows
    assert [row.what for row in rows] == [("style",), ("level",)]


def test_charts_and_figures_changed_as_a_whole_say_so_in_a_line():
    chart = Chart(id="c", series=("SI_POV_DAY1",))
    figure = Figure(id="f", image_id="0a", caption=(Text("A school"),))
    new_chart = replace(chart, title="Poverty", kind="bar")
    new_figure = replace(figure, caption=(Text("A new school"),), width=50)
    rows = compare(doc(chart, figure), doc(new_chart, new_figure)).rows
    assert [row.what for row in rows] == [("kind", "title"), ("caption", "width")]
    assert marked(rows[0].old_segments) == "{◔ 1}"
    assert marked(rows[0].new_segments) == "{Poverty}"
    assert marked(rows[1].new_segments) == "A {new }school"


# --- Tables ---------------------------------------------------------------------------------


def table(*rows, header_rows=0):
    """A table of texts; the ids of cells are their own in each table."""
    cells = (
        TableRow(tuple(TableCell(blocks=(Paragraph(runs=(Text(text),)),)) for text in row))
        for row in rows
    )
    return Table(id="t", header_rows=header_rows, rows=tuple(cells))


def cells_of(old, new):
    (row,) = compare(doc(old), doc(new)).rows
    return row.what, [[cell.kind for cell in line] for line in row.cells]


def test_a_tables_cells_are_compared():
    old, new = (
        table(["Poverty", "12.4"], ["Hunger", "3"]),
        table(["Poverty", "11"], ["Hunger", "3"]),
    )
    assert cells_of(old, new) == (("cells",), [["same", "changed"], ["same", "same"]])
    (row,) = compare(doc(old), doc(new)).rows
    assert marked(row.cells[0][1].old_segments) == "{12.4}"
    assert compare(doc(old), doc(new)).words_added == 1


def test_rows_and_columns_that_came_are_added_cells():
    old = table(["Poverty", "12.4"], ["Hunger", "3"])
    taller = table(["Poverty", "12.4"], ["Births", "7"], ["Hunger", "3"])
    assert cells_of(old, taller) == (("grid", "cells"), [["same"] * 2, ["added"] * 2, ["same"] * 2])
    wider = table(["Poverty", "12.4", "11"], ["Hunger", "3", "2"])
    assert cells_of(old, wider)[1] == [["same", "same", "added"]] * 2
    assert cells_of(taller, old)[1] == [["same"] * 2, ["removed"] * 2, ["same"] * 2]
    assert cells_of(old, replace(old, header_rows=1))[0] == ("header",)


# --- Laws -----------------------------------------------------------------------------------


@given(documents())
@settings(deadline=None, max_examples=25)
def test_a_text_compared_with_itself_is_the_same(document):
    comparison = compare(document, document)
    assert comparison.same
    assert comparison.words_added == comparison.words_removed == 0


@given(documents(), documents())
@settings(deadline=None, max_examples=25)
def test_each_block_and_word_of_both_sides_is_shown(old, new):
    comparison = compare(old, new)
    assert [row.new for row in comparison.rows if row.new] == list(new.blocks)
    assert sorted(row.old.id for row in comparison.rows if row.old) == sorted(
        block.id for block in old.blocks
    )
    for row in comparison.rows:
        for block, segments in ((row.old, row.old_segments), (row.new, row.new_segments)):
            if isinstance(block, Heading | Paragraph | ListItem):
                assert "".join(s.text for s in segments) == shown_text(block.runs)
    assert compare(new, old).same == comparison.same


def test_two_long_texts_are_compared_in_time():
    document = long_document()
    edited = long_edited(document)
    assert sum(count_words(block.runs[0].text) for block in document.blocks) == 12_000
    comparison = compare(document, edited)
    assert set(kinds(comparison)) == {"changed"}
    assert 1_000 <= comparison.words_added <= 1_500
    assert compare_ms(document, edited, rounds=3) < 1_000  # the benchmark holds the limit of 300
