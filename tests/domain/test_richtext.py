"""The text model: its one form, its words, its stored form."""

import pytest
from hypothesis import given

from tests.strategies import documents, raw_documents, texts
from vnr_app.domain.richtext import (
    Break,
    Document,
    Figure,
    Heading,
    ListItem,
    NoteRef,
    Paragraph,
    Table,
    TableCell,
    TableRow,
    Text,
    ValueRef,
    new_block_id,
)
from vnr_app.domain.richtext_normalise import normalise
from vnr_app.domain.richtext_ops import (
    count_words,
    from_plain_text,
    is_empty,
    iter_blocks,
    iter_runs,
    plain_text,
    value_refs,
    word_count,
)
from vnr_app.domain.richtext_tables import place_cells

TEXT_BLOCKS = (Heading, Paragraph, ListItem)


def one(*runs):
    """A document of one paragraph."""
    return Document(blocks=(Paragraph(id="p", runs=runs),))


def runs_of(document):
    return normalise(document).blocks[0].runs


def cell(text, **spans):
    return TableCell(blocks=(Paragraph(runs=(Text(text),)),), **spans)


# --- normalise ------------------------------------------------------------------------------


@given(raw_documents())
def test_normalising_twice_changes_nothing(document):
    once = normalise(document)
    assert normalise(once) == once


@given(documents())
def test_a_normalised_document_keeps_the_rules(document):
    ids = [block.id for block in iter_blocks(document)]
    assert len(ids) == len(set(ids))
    assert document.blocks
    assert all(ids)
    for before, block in zip((None, *document.blocks), (*document.blocks, None), strict=True):
        if isinstance(before, Table) or isinstance(block, Table):
            assert isinstance(before, TEXT_BLOCKS) or isinstance(block, TEXT_BLOCKS)
    for run in iter_runs(document):
        if isinstance(run, Text):
            assert run.text
            assert not (run.sup and run.sub)
            assert all(c == "\t" or c >= " " for c in run.text)
            run.text.encode()
        if isinstance(run, NoteRef):
            assert not any(isinstance(inner, NoteRef) for inner in run.note)


@given(raw_documents())
def test_every_place_of_a_table_is_covered_once(document):
    for table in normalise(document).blocks:
        if not isinstance(table, Table):
            continue
        places = [
            (row, column)
            for one in place_cells(table.rows)
            for row in range(one.row, one.row + one.cell.row_span)
            for column in range(one.column, one.column + one.cell.col_span)
        ]
        width = max(column for _row, column in places) + 1
        assert len(places) == len(set(places)) == width * len(table.rows)
        assert all(row.cells for row in table.rows)
        assert all(cell.blocks for row in table.rows for cell in row.cells)
        assert 0 <= table.header_rows <= len(table.rows)


def test_equal_neighbours_are_merged_and_unequal_ones_are_not():
    runs = (Text("a", bold=True), Text("", italic=True), Text("b", bold=True), Text("c"))
    assert runs_of(one(*runs)) == (Text("ab", bold=True), Text("c"))


def test_texts_with_different_comments_stay_apart():
    runs = (Text("a", comments=("1",)), Text("b", comments=("2",)))
    assert runs_of(one(*runs)) == runs


@pytest.mark.parametrize("kept", ["\t", "\u00a0", "\u2028", "e\u0301", "\u200f", "\u00ad", "\x85"])
def test_characters_are_kept_exactly(kept):
    assert runs_of(one(Text(f"a{kept}b"))) == (Text(f"a{kept}b"),)


@pytest.mark.parametrize("gone", ["\x00", "\x1b", "\ud800", "\uffff", "\ufffc", "\U0001fffe"])
def test_what_is_no_text_is_taken_away(gone):
    assert runs_of(one(Text(f"a{gone}b"))) == (Text("ab"),)


def test_a_line_end_in_a_text_becomes_a_break():
    assert runs_of(one(Text("a\r\nb\n"))) == (Text("a"), Break(), Text("b"), Break())


def test_superscript_wins_over_subscript():
    assert runs_of(one(Text("2", sup=True, sub=True))) == (Text("2", sup=True),)


def test_a_note_in_a_note_becomes_part_of_its_text():
    note = NoteRef((Text("outer "), NoteRef((Text("inner"),))))
    assert runs_of(one(note)) == (NoteRef((Text("outer inner"),)),)


def test_an_empty_document_gets_a_paragraph():
    (block,) = normalise(Document()).blocks
    assert isinstance(block, Paragraph)
    assert block.runs == ()


def test_ids_are_made_unique_the_same_way_each_time():
    document = Document(blocks=(Paragraph(id="a"), Heading(id="a"), ListItem(id="a")))
    first, second = normalise(document), normalise(document)
    assert first == second
    assert first.blocks[0].id == "a"
    assert len({block.id for block in first.blocks}) == 3


def test_a_paragraph_stands_around_and_between_tables():
    table = Table(id="t", rows=(TableRow((cell("1"),)),))
    other = Table(id="u", rows=(TableRow((cell("2"),)),))
    kinds = [type(block) for block in normalise(Document(blocks=(table, other))).blocks]
    assert kinds == [Paragraph, Table, Paragraph, Table, Paragraph]


def test_a_figure_is_no_text_block_beside_a_table():
    table = Table(id="t", rows=(TableRow((cell("1"),)),))
    blocks = (Figure(image_id="i"), table, Heading())
    kinds = [type(block) for block in normalise(Document(blocks=blocks)).blocks]
    assert kinds == [Figure, Paragraph, Table, Heading]


def test_spans_are_cut_to_the_grid_and_holes_are_filled():
    rows = (
        TableRow((cell("a", row_span=9), cell("b", col_span=4))),
        TableRow((cell("c"), cell("d"))),
        TableRow((cell("e"),)),
    )
    table = normalise(Document(blocks=(Paragraph(), Table(rows=rows), Paragraph()))).blocks[1]
    assert [[(c.col_span, c.row_span) for c in row.cells] for row in table.rows] == [
        [(1, 3), (2, 1)],
        [(1, 1), (1, 1)],
        [(1, 1), (1, 1)],
    ]


def test_rows_without_cells_are_closed_up_with_the_header():
    rows = (TableRow((cell("a", row_span=2),)), TableRow(), TableRow((cell("b"),)))
    document = Document(blocks=(Paragraph(), Table(rows=rows, header_rows=2), Paragraph()))
    table = normalise(document).blocks[1]
    assert (len(table.rows), table.header_rows) == (2, 1)
    assert table.rows[0].cells[0].row_span == 1


def test_a_table_without_cells_is_gone():
    document = Document(blocks=(Paragraph(id="p"), Table(rows=(TableRow(),))))
    assert normalise(document).blocks == (Paragraph(id="p"),)


def test_new_ids_differ_and_are_short():
    ids = {new_block_id() for _ in range(1000)}
    assert len(ids) == 1000
    assert all(len(one) == 12 for one in ids)


# --- reading --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        ("Poverty fell to 12.4 % in 2023/24.", 6),
        ("well-being – in Côte d’Ivoire", 4),
        ("no\u00a0break\tand\u2028line", 4),
        ("消除贫困", 4),
        ("SDG 3目标。", 4),
        ("貧困をなくそう", 7),
        ("빈곤 종식", 2),
        ("القضاء على الفقر", 3),
        ("ភាព\u200bក្រីក្រ", 2),
        ("गरीबी समाप्त", 2),
        ("… — * 😀", 0),
    ],
)
def test_words_are_counted_as_readers_do(text, words):
    assert count_words(text) == words


def test_notes_are_no_words_of_the_text_but_living_numbers_are():
    document = one(Text("It is "), ValueRef("s", "2024", text="12.4"), NoteRef((Text("Not me"),)))
    assert plain_text(document) == "It is 12.4"
    assert word_count(document) == 3


def test_plain_text_has_a_line_a_block_and_tabs_between_cells():
    table = Table(rows=(TableRow((cell("a"), cell("b"))), TableRow((cell("c"),))))
    document = Document(blocks=(Heading(runs=(Text("T"),)), table, Paragraph(runs=(Text("x"),))))
    assert plain_text(document) == "T\na\tb\nc\nx"


def test_living_numbers_are_found_in_cells_captions_and_notes():
    refs = [ValueRef("s", str(year)) for year in range(4)]
    table = Table(rows=(TableRow((TableCell(blocks=(Paragraph(runs=(refs[1],)),)),)),))
    document = Document(
        blocks=(
            Paragraph(runs=(NoteRef((refs[0],)),)),
            table,
            Figure(image_id="i", caption=(refs[2],)),
            ListItem(runs=(refs[3],)),
        )
    )
    assert value_refs(document) == tuple(refs)


@given(texts().filter(lambda text: text.strip()))
def test_plain_text_comes_back_line_by_line(text):
    lines = [line for line in text.split("\u2028") if line.strip()]
    assert plain_text(normalise(from_plain_text(text))).split("\n") == lines


@pytest.mark.parametrize(
    ("blocks", "empty"),
    [
        ((), True),
        ((Paragraph(), Heading(runs=(Text(" \u00a0"), Break()))), True),
        ((Paragraph(runs=(Text("a"),)),), False),
        ((Paragraph(runs=(ValueRef("s", "2024"),)),), False),
        ((Figure(image_id="i"),), False),
        ((Paragraph(), Table(rows=(TableRow((TableCell(),)),))), False),
    ],
)
def test_empty_is_what_prints_nothing(blocks, empty):
    assert is_empty(Document(blocks=blocks)) is empty


@given(documents())
def test_runs_and_words_can_be_read_from_any_document(document):
    assert word_count(document) >= 0
    assert len(value_refs(document)) <= sum(1 for _ in iter_runs(document))
