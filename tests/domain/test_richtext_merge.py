"""Three-way merging: nothing lost, nothing invented, no conflict decided silently."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.benchmarks.bench_merge import judge
from tests.strategies import documents, runs
from vnr_app.domain.richtext import (
    Break,
    Chart,
    Document,
    Heading,
    NoteRef,
    Paragraph,
    ParagraphStyle,
    Table,
    TableCell,
    TableRow,
    Text,
    ValueRef,
)
from vnr_app.domain.richtext_align import content
from vnr_app.domain.richtext_merge import merge, unmerged
from vnr_app.domain.richtext_normalise import normalise
from vnr_app.domain.richtext_ops import plain_text
from vnr_app.domain.richtext_pieces import Agreed, Stretch
from vnr_app.domain.richtext_slices import join_runs, sentences


def paragraph(identity, *parts, **more):
    texts = (Text(part) if isinstance(part, str) else part for part in parts)
    return Paragraph(id=identity, runs=tuple(texts), **more)


def doc(*blocks):
    return Document(blocks=blocks)


def one(*parts, **more):
    """A document of one paragraph."""
    return doc(paragraph("p", *parts, **more))


def lines(document):
    return plain_text(document).split("\n")


A, B, C, D = (paragraph(letter.lower(), f"{letter} stands here alone.") for letter in "ABCD")


# --- Sentences ------------------------------------------------------------------------------


def test_two_numbers_for_one_are_a_conflict():
    merged = merge(one("Ils sont dix."), one("Ils sont douze."), one("Ils sont onze."))
    (conflict,) = merged.conflicts
    assert conflict.stretches == (
        Stretch("Ils sont dix.", "Ils sont douze.", "Ils sont onze.", differs=True),
    )
    assert lines(merged.resolved()) == ["Ils sont douze. Ils sont onze."]
    assert lines(merged.resolved(["mine"])) == ["Ils sont douze."]
    assert lines(merged.resolved(["theirs"])) == ["Ils sont onze."]


def test_words_without_an_end_are_kept_in_paragraphs_of_their_own():
    merged = merge(one("dix"), one("douze"), one("onze"))
    assert not merged.clean
    assert lines(merged.resolved()) == ["douze", "onze"]
    assert len({block.id for block in merged.resolved().blocks}) == 2


def test_different_sentences_of_a_paragraph_are_merged():
    base = one("First one. Second one. Third one.")
    mine = one("First of all. Second one. Third one.")
    theirs = one("First one. Second one. Third of all. Fourth of all.")
    merged = merge(base, mine, theirs)
    assert merged.clean
    assert lines(merged.resolved()) == ["First of all. Second one. Third of all. Fourth of all."]


def test_a_conflict_holds_what_is_agreed_around_it():
    base = one("Ten. Same. Old.")
    merged = merge(base, one("Twelve. Same. Old."), one("Eleven. Same. New."))
    (conflict,) = merged.conflicts
    assert [stretch.differs for stretch in conflict.stretches] == [True, False, False]
    assert lines(merged.resolved(["mine"])) == ["Twelve. Same. New."]
    assert lines(merged.resolved()) == ["Twelve. Eleven. Same. New."]


def test_touching_changes_are_a_conflict():
    merged = merge(one("First. Second."), one("One. Second."), one("First. Two."))
    assert not merged.clean
    assert lines(merged.resolved()) == ["One. Second. First. Two."]


def test_a_deleted_sentence_against_a_changed_one_is_a_conflict():
    base, mine = one("Keep. Old one. End."), one("Keep. End.")
    merged = merge(base, mine, one("Keep. New one. End."))
    assert not merged.clean
    assert lines(merged.resolved()) == ["Keep. New one. End."]
    assert lines(merged.resolved(["mine"])) == ["Keep. End."]


def test_formats_notes_and_numbers_stay_in_their_sentences():
    note, value = NoteRef((Text("Census."),)), ValueRef("SI_POV_DAY1", "2020", text="12.4")
    base = one("Poverty is ", value, " %. Old.", note, " End.")
    mine = one("Poverty is ", value, " % ", Text("now", bold=True), ". Old.", note, " End.")
    theirs = one("Poverty is ", value, " %. Old.", note, " End of it.")
    merged = merge(base, mine, theirs)
    assert merged.clean
    expected = (*mine.blocks[0].runs[:-1], Text(" End of it."))
    assert merged.resolved().blocks[0].runs == expected


def test_chinese_sentences_are_merged_without_spaces():
    merged = merge(
        one("甲变了。乙是。丙是。"), one("甲没变。乙是。丙是。"), one("甲变了。乙是。丁是。")
    )
    assert merged.clean
    assert lines(merged.resolved()) == ["甲没变。乙是。丁是。"]


def test_a_line_break_after_a_sentence_is_kept():
    base = one("One. Two. Three.")
    mine = one("One.", Break(), "Two. Three.")
    merged = merge(base, mine, one("One. Two. Drei."))
    assert merged.clean
    assert lines(merged.resolved()) == ["One.", "Two. Drei."]


def test_sentences_that_would_run_together_are_a_conflict():
    """Mine ends a paragraph without a full stop; what theirs adds would continue its sentence."""
    base = one("First. Second. Third.")
    merged = merge(base, one("Title", Break(), "Second. Third."), one("First. Second. Last."))
    written = {"Title\nSecond.", "Third.", "First.", "Second.", "Last.", "Title"}
    for choice in ("mine", "theirs", "both"):
        blocks = merged.resolved([choice]).blocks
        assert not merged.clean
        assert {plain_text(doc(b)).split(". ")[0].rstrip(".") + "." for b in blocks} <= written


@given(runs(notes=1))
def test_sentences_put_together_are_the_runs(drawn):
    cleaned = normalise(doc(Paragraph(id="p", runs=drawn))).blocks[0].runs
    assert join_runs([half for s in sentences(cleaned) for half in (s.core, s.gap)]) == cleaned


# --- Blocks ---------------------------------------------------------------------------------


def test_blocks_that_each_added_at_other_places_are_merged_in_order():
    new, other = paragraph("n", "Mine is new."), paragraph("o", "Theirs is new.")
    merged = merge(doc(A, B, C), doc(A, new, B, C), doc(A, B, C, other))
    assert merged.resolved() == doc(A, new, B, C, other)
    assert [piece.origin for piece in merged.pieces] == ["base", "mine", "base", "theirs"]


def test_blocks_that_both_added_at_one_place_are_a_conflict():
    new, other = paragraph("n", "Mine is new."), paragraph("o", "Theirs is new.")
    merged = merge(doc(A, B), doc(A, new, B), doc(A, other, B))
    (conflict,) = merged.conflicts
    assert (conflict.base, conflict.mine, conflict.theirs) == ((), (new,), (other,))
    assert merged.resolved() == doc(A, new, other, B)
    assert merged.resolved(["theirs"]) == doc(A, other, B)


def test_what_both_added_alike_is_there_once():
    mine, theirs = paragraph("n", "New."), paragraph("o", "New.")
    merged = merge(doc(A, B), doc(A, mine, B, C), doc(A, theirs, B))
    assert merged.clean
    assert merged.resolved() == doc(A, mine, B, C)


def test_what_both_added_alike_is_agreed_beside_what_one_added():
    mine, theirs, more = paragraph("n", "New."), paragraph("o", "New."), paragraph("m", "More yet.")
    merged = merge(doc(A, B), doc(A, mine, B), doc(A, theirs, more, B))
    assert merged.clean
    assert merged.resolved() == doc(A, mine, more, B)
    assert merge(doc(A, B), doc(A, mine, B), doc(A, more, theirs, B)).resolved() == doc(
        A, more, mine, B
    )


def test_deletions_on_both_sides_are_merged():
    merged = merge(doc(A, B, C, D), doc(A, C, D), doc(A, B, D))
    assert merged.clean
    assert merged.resolved() == doc(A, D)


def test_a_deleted_block_against_a_changed_one_is_a_conflict():
    changed = paragraph("b", "B stands here no more.")
    merged = merge(doc(A, B, C), doc(A, C), doc(A, changed, C))
    (conflict,) = merged.conflicts
    assert (conflict.base, conflict.mine, conflict.theirs) == ((B,), (), (changed,))
    assert merged.resolved() == doc(A, changed, C)
    assert merged.resolved(["mine"]) == doc(A, C)


def test_a_moved_block_takes_the_other_sides_words_along():
    changed = paragraph("b", "B stands here all alone.")
    merged = merge(doc(A, B, C, D), doc(A, C, D, B), doc(A, changed, C, D))
    assert merged.clean
    assert merged.resolved() == doc(A, C, D, changed)


def test_blocks_moved_by_each_side_keep_their_new_places():
    merged = merge(doc(A, B, C, D), doc(B, C, D, A), doc(A, D, B, C))
    assert merged.clean
    assert sorted(block.id for block in merged.resolved().blocks) == ["a", "b", "c", "d"]


def test_a_moved_block_that_the_other_side_deleted_is_a_conflict():
    merged = merge(doc(A, B, C, D), doc(A, C, D, B), doc(A, C, D))
    assert not merged.clean
    assert merged.resolved() == doc(A, C, D, B)
    assert merged.resolved(["theirs"]) == doc(A, C, D)


def test_the_lower_half_of_a_split_paragraph_meets_the_other_sides_words():
    base = one("First of them. Second of them. Third of them.")
    split = doc(paragraph("p"), paragraph("new", *base.blocks[0].runs))
    theirs = one("First of them. Second of them. Third of all.")
    merged = merge(base, split, theirs)
    assert merged.clean
    assert lines(merged.resolved()) == ["", "First of them. Second of them. Third of all."]


def test_blocks_that_lost_their_ids_are_found_again():
    returned = doc(*(replace(block, id=f"word-{block.id}") for block in (A, B, C)))
    changed = paragraph("b", "B stands here all alone.")
    merged = merge(doc(A, B, C), returned, doc(A, changed, C, D))
    assert merged.clean
    assert merged.resolved() == doc(A, changed, C, D)


def test_style_and_words_are_merged_as_two_things():
    base, words = one("Old. End."), one("New. End.")
    quote = one("Old. End.", style=ParagraphStyle.QUOTE)
    merged = merge(base, quote, words)
    assert merged.resolved() == one("New. End.", style=ParagraphStyle.QUOTE)
    assert merged.clean
    heading = doc(Heading(id="p", level=2, runs=(Text("Old. End."),)))
    assert not merge(base, quote, heading).clean
    assert merge(base, heading, words).resolved().blocks[0].level == 2


def table(*rows, header_rows=0):
    cells = (
        TableRow(
            tuple(TableCell(blocks=(paragraph(f"{r}{c}", text),)) for c, text in enumerate(row))
        )
        for r, row in enumerate(rows)
    )
    return Table(id="t", header_rows=header_rows, rows=tuple(cells))


def test_tables_of_one_grid_are_merged_by_their_cells():
    base = doc(A, table(["a", "b"], ["c", "d"]), B)
    mine = doc(A, table(["a2", "b"], ["c", "d"]), B)
    theirs = doc(A, table(["a", "b"], ["c", "d2"], header_rows=1), B)
    merged = merge(base, mine, theirs)
    assert merged.clean
    assert merged.resolved() == doc(A, table(["a2", "b"], ["c", "d2"], header_rows=1), B)


def test_a_cell_that_both_changed_is_a_conflict_with_all_else_merged():
    base = doc(A, table(["a", "b"], ["c", "d"]), B)
    mine = doc(A, table(["a2", "b2"], ["c", "d"]), B)
    theirs = doc(A, table(["a3", "b"], ["c", "d3"]), B)
    merged = merge(base, mine, theirs)
    (conflict,) = merged.conflicts
    assert conflict.stretches == (Stretch("a", "a2", "a3", differs=True),)
    assert merged.resolved(["mine"]) == doc(A, table(["a2", "b2"], ["c", "d3"]), B)
    assert merged.resolved(["theirs"]) == doc(A, table(["a3", "b2"], ["c", "d3"]), B)
    assert lines(merged.resolved())[1] == "a2 a3\tb2"


def test_a_table_whose_grid_one_side_changed_is_a_conflict_if_the_other_changed_it_too():
    base = doc(A, table(["a", "b"]), B)
    wider, changed = doc(A, table(["a", "b", "c"]), B), doc(A, table(["a", "b2"]), B)
    assert not merge(base, wider, changed).clean
    assert merge(base, wider, doc(A, table(["a", "b"]), C)).resolved().blocks[1].rows[0].cells[2:]


@pytest.mark.parametrize(
    ("mine", "theirs"),
    [
        ([["a", "b"], ["c", "d"], ["m", "n"]], [["a", "b"], ["c", "d"], ["t", "u"]]),
        ([["a", "b"]], [["c", "d"]]),
    ],
    ids=["a row more", "a row less"],
)
def test_a_table_whose_grid_both_changed_alike_is_one_conflict(mine, theirs):
    base, mine, theirs = (
        doc(A, table(*rows), B) for rows in ([["a", "b"], ["c", "d"]], mine, theirs)
    )
    merged = merge(base, mine, theirs)
    assert len(merged.conflicts) == 1
    assert merged.resolved(["mine"]) == mine
    assert merged.resolved(["theirs"]) == theirs


def test_texts_that_are_not_put_together_are_one_thing_to_decide():
    mine, theirs = doc(A, B), doc(A, C)
    whole = unmerged(doc(A), mine, theirs)
    assert [whole.resolved([choice]) for choice in ("mine", "theirs", "both")] == [
        mine, theirs, doc(A, B, C),
    ]  # fmt: skip


def test_a_chart_that_both_changed_is_a_conflict():
    chart = Chart(id="x", series=("SI_POV_DAY1",))
    mine, theirs = replace(chart, kind="bar"), replace(chart, title="Poverty")
    merged = merge(doc(A, chart), doc(A, mine), doc(A, theirs))
    (conflict,) = merged.conflicts
    assert conflict.both == (mine, theirs)


def test_equal_conflicts_are_not_joined():
    twice = [paragraph(letter, "dix") for letter in "xy"]
    base = doc(twice[0], A, twice[1])
    mine, theirs = (
        doc(paragraph("x", word), A, paragraph("y", word)) for word in ("douze", "onze")
    )
    assert len(merge(base, mine, theirs).conflicts) == 2


# --- Laws -----------------------------------------------------------------------------------


@given(documents(), documents())
@settings(deadline=None, max_examples=40)
def test_one_sided_merges_are_the_side(base, side):
    assert merge(base, side, base).resolved() == side
    assert merge(base, base, side).resolved() == side
    assert merge(base, side, side).resolved() == side
    assert merge(base, side, side).clean


def words_in(document):
    return sorted(plain_text(document).split())


DOCUMENTS = documents()  # made once: making strategies is slow


@st.composite
def edited(draw, base):
    """A document as somebody leaves it who adds, drops and reorders blocks of it."""
    others = draw(DOCUMENTS).blocks
    kept = draw(st.lists(st.sampled_from(base.blocks), unique_by=lambda block: block.id))
    blocks = draw(st.permutations((*kept, *others[:2])))
    return normalise(Document(blocks=tuple(blocks)))


@st.composite
def triples(draw):
    base = draw(DOCUMENTS)
    return base, draw(edited(base)), draw(edited(base))


@given(triples())
@settings(deadline=None, max_examples=30)
def test_any_three_documents_are_merged(three):
    base, mine, theirs = three
    merged = merge(base, mine, theirs)
    for choice in ("mine", "theirs", "both"):
        result = merged.resolved([choice] * len(merged.conflicts))
        assert normalise(result) == result
    kept = {content(block) for block in merged.resolved().blocks}
    old = {content(block) for block in base.blocks}
    ids = {block.id for block in base.blocks}
    for block in (*mine.blocks, *theirs.blocks):
        if block.id not in ids and content(block) not in old and plain_text(doc(block)).strip():
            words = set(plain_text(doc(block)).split())
            assert content(block) in kept or words <= set(words_in(merged.resolved()))


@given(triples())
@settings(deadline=None, max_examples=30)
def test_a_merge_is_the_same_from_both_sides_up_to_order(three):
    base, mine, theirs = three
    one_way, other_way = merge(base, mine, theirs), merge(base, theirs, mine)
    assert one_way.clean == other_way.clean
    assert len(one_way.conflicts) == len(other_way.conflicts)
    if one_way.clean:
        assert words_in(one_way.resolved()) == words_in(other_way.resolved())


@pytest.mark.parametrize("start", range(0, 800, 200))
def test_synthetic_merges_lose_and_invent_nothing(start):
    judged = [judge(seed) for seed in range(start, start + 200)]
    assert [(lost, invented) for _, lost, invented in judged if lost or invented] == []
    assert 50 < sum(clean for clean, _, _ in judged) < 150


def test_one_changed_side_is_one_agreed_piece():
    assert merge(one("a"), one("a"), one("b")).pieces == (Agreed(one("b").blocks, "theirs"),)
