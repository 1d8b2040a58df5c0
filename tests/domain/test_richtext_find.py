"""Finding and replacing in texts: what counts as the same, and what is left as it was."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.strategies import documents
from vnr_app.domain.richtext import (
    Break,
    Chart,
    CiteRef,
    CrossRef,
    Document,
    Figure,
    Heading,
    NoteRef,
    Paragraph,
    Table,
    TableCell,
    TableRow,
    Text,
    ValueRef,
)
from vnr_app.domain.richtext_find import count_in, find
from vnr_app.domain.richtext_letters import Wanted, find_in
from vnr_app.domain.richtext_ops import iter_runs, value_refs
from vnr_app.domain.richtext_replace import replace_all, replace_in

VALUE = ValueRef("s", "2023", text="12 poor")


def found(text, wanted, **how):
    return [text[start:end] for start, end in find_in(text, Wanted(wanted, **how))]


@pytest.mark.parametrize(
    ("text", "wanted", "how", "expected"),
    [
        ("Poverty and poverty", "POVERTY", {}, ["Poverty", "poverty"]),
        ("Poverty and poverty", "poverty", {"match_case": True}, ["poverty"]),
        ("aaaa", "aa", {}, ["aa", "aa"]),
        ("nothing", "", {}, []),
        # One letter may be two when its case is set aside: no half of it is found.
        ("Straße", "STRASSE", {}, ["Straße"]),
        ("Maß", "s", {}, []),
        ("Massen", "ß", {}, ["ss"]),
        ("vor İzmir nach", "izmir", {}, []),
        ("vor İzmir nach", "izmir", {"ignore_accents": True}, ["İzmir"]),
        ("x İİ y", "y", {}, ["y"]),
        ("ΣΟΦΟΣ σοφος σοφός", "σοφοσ", {}, ["ΣΟΦΟΣ", "σοφος"]),
        # Accents: one letter or two, the same; left out only if that is wanted.
        ("cafe\u0301 café cafe", "café", {}, ["cafe\u0301", "café"]),
        ("cafe\u0301 café cafe", "cafe", {}, ["cafe"]),
        ("cafe\u0301 café cafe.", "cafe", {"ignore_accents": True}, ["cafe\u0301", "café", "cafe"]),
        ("الفَقْر", "الفقر", {}, []),
        ("الفَقْر", "الفقر", {"ignore_accents": True}, ["الفَقْر"]),
        ("貧困をなくそう", "なく", {"whole_words": True}, ["なく"]),
        ("부산", "부", {}, ["부"]),
        ("각", "가", {}, []),
        # What no key is there for.
        ("l’eau", "l'eau", {}, ["l’eau"]),
        ("1\u00a0234", "1 234", {}, ["1\u00a0234"]),
        ("pov\u00aderty", "poverty", {}, ["pov\u00aderty"]),
        # Whole words.
        ("poor, poorer; poor", "poor", {"whole_words": True}, ["poor", "poor"]),
        ("l’eau et leau", "eau", {"whole_words": True}, ["eau"]),
        ("A (b) c", "(b)", {"whole_words": True}, ["(b)"]),
        ("aé a", "a", {"whole_words": True}, ["a"]),
        ("😀poor😀", "poor", {"whole_words": True}, ["poor"]),
    ],
)
def test_what_counts_as_the_same(text, wanted, how, expected):
    assert found(text, wanted, **how) == expected


def test_places_are_those_of_the_text_not_of_its_folded_form():
    text = "ßßß ﬁn İİ end"
    assert find_in(text, Wanted("END")) == ((10, 13),)


def paragraph(*runs, name="p"):
    return Paragraph(id=name, runs=runs)


def test_a_match_reaches_over_marks_and_comments_but_not_over_things():
    marked = paragraph(Text("pov"), Text("er", bold=True), Text("ty", comments=("c",)))
    parted = paragraph(Text("pov"), VALUE, Text("erty"))
    broken = paragraph(Text("pov"), Break(), Text("erty"))
    wanted = Wanted("poverty")
    assert [count_in(each, wanted) for each in (marked, parted, broken)] == [1, 0, 0]


def test_the_inside_of_living_numbers_and_references_is_never_found():
    runs = (VALUE, CrossRef("b", "poor"), CiteRef("poor", "poor"))
    assert find(Document(blocks=(paragraph(*runs),)), Wanted("poor")) == ()


def everything():
    cell = TableCell(blocks=(paragraph(Text("a word"), name="c"),))
    return Document(
        blocks=(
            Heading(id="h", runs=(Text("word"),)),
            paragraph(Text("x word"), NoteRef((Text("word in"), VALUE)), Text(" word")),
            Table(id="t", rows=(TableRow((cell,)),)),
            Figure(id="f", image_id="i", caption=(Text("word"),), alt_text="word", credit="word"),
            Chart(id="g", title="word word"),
        )
    )


def test_notes_tables_and_captions_are_searched_in_reading_order():
    matches = find(everything(), Wanted("word"))
    assert [each.block for each in matches] == ["h", "p", "p", "p", "c", *"fff", "g", "g"]
    assert [each.in_note for each in matches[:4]] == [False, False, False, True]


def test_a_line_shows_living_numbers_as_they_read():
    line = paragraph(Text("It was "), VALUE, Text(" in a word"), Break(), Text("next"))
    [match] = find(Document(blocks=(line,)), Wanted("word"))
    assert (match.before, match.text, match.after) == ("It was 12 poor in a ", "word", " next")


def test_a_long_line_is_cut():
    [match] = find(
        Document(blocks=(paragraph(Text("a" * 90 + " word " + "b" * 190)),)), Wanted("word")
    )
    assert match.before.startswith("…a")
    assert match.after.endswith("b…")
    assert len(match.before) < 60


def test_a_replacement_is_marked_as_the_first_letter_was():
    before = paragraph(
        Text("the "),
        Text("pov", bold=True),
        Text("erty", italic=True, comments=("c",)),
        Text(" of"),
    )
    made, count = replace_all(Document(blocks=(before,)), Wanted("poverty o"), "need o")
    assert count == 1
    assert [run for run in made.blocks[0].runs if run.text] == [
        Text("the "),
        Text("need o", bold=True),
        Text("f"),
    ]


def test_everything_is_replaced_everywhere_and_blocks_without_it_stay_themselves():
    other = paragraph(Text("nothing"), name="o")
    document = Document(blocks=(*everything().blocks, other))
    made, count = replace_all(document, Wanted("word"), "term")
    assert count == 10
    assert find(made, Wanted("word")) == ()
    assert len(find(made, Wanted("term"))) == 10
    assert made.blocks[-1] is other
    assert value_refs(made) == value_refs(document)


def test_a_note_or_figure_is_replaced_alone():
    figure = replace_in(everything().blocks[3], Wanted("word"), "term")
    assert (figure.alt_text, figure.credit, figure.caption) == ("term", "term", (Text("term"),))
    note = NoteRef((Text("a b a"),))
    assert replace_in(note, Wanted("a"), "c") == NoteRef((Text("c b c"),))
    assert replace_in(VALUE, Wanted("poor"), "b") == VALUE


def _kept(document):
    """What a replacement must not touch."""
    return [run for run in iter_runs(document) if not isinstance(run, Text | NoteRef)]


def _formats(document):
    return {
        (run.bold, run.italic, run.underline, run.sup, run.sub, run.link, run.comments)
        for run in iter_runs(document)
        if isinstance(run, Text)
    }


@given(
    documents(),
    st.sampled_from(("a", "e", "12.4", "Poverty", "  ", "ss", "é", "贫困", "الفقر", "1 2", "i")),
    st.sampled_from(("", "ZQX", "Z Q")),
    st.booleans(),
    st.booleans(),
)
def test_replacing_takes_away_what_is_counted_and_nothing_else(document, old, new, case, accents):
    wanted = Wanted(old, match_case=case, ignore_accents=accents)
    counted = len(find(document, wanted))
    made, replaced = replace_all(document, wanted, new)
    assert replaced == counted
    assert _kept(made) == _kept(document)
    assert _formats(made) <= _formats(document)
    assert [block.id for block in made.blocks] == [block.id for block in document.blocks]
    if not counted:
        assert made == document
    if new == "ZQX":
        assert len(find(made, Wanted("ZQX", match_case=True))) == counted


@given(st.text(max_size=30), st.text(min_size=1, max_size=2), st.booleans())
def test_matches_are_in_order_and_equal_what_was_wanted(text, old, accents):
    assume("ZQX" not in text)
    last = 0
    for start, end in find_in(text, Wanted(old, ignore_accents=accents)):
        assert last <= start < end <= len(text)
        last = end


@given(st.text(max_size=20), st.text(min_size=1, max_size=3), st.text(max_size=20))
def test_what_stands_there_in_so_many_letters_is_found(before, old, after):
    assume("\ufffc" not in old)
    assume("\u2028" not in old)
    wanted = Wanted(old, match_case=True)
    text = f"{before}. {old} .{after}"
    at = len(before) + 2
    if find_in(old, wanted):
        # A match begins and ends with letters that are seen.
        found = find_in(text, wanted)
        assert any(start < at + len(old) and at < end for start, end in found)
