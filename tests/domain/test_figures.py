"""The figures of a text, whatever the language writes them with."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.strategies import documents
from vnr_app.domain.figures import compare_figures, figures
from vnr_app.domain.richtext import (
    Document,
    Figure,
    NoteRef,
    Paragraph,
    Table,
    TableCell,
    TableRow,
    Text,
    ValueRef,
)


def said(words, language):
    return dict(figures(Document(blocks=(Paragraph(runs=(Text(words),)),)), language))


@pytest.mark.parametrize(
    ("words", "language", "expected"),
    [
        ("12.4 per cent", "en", {"12.4": 1}),
        ("12,4 %", "fr", {"12.4": 1}),
        ("1,234,567.50", "en", {"1234567.5": 1}),
        ("1 234 567,50", "fr", {"1234567.5": 1}),
        ("1\u202f234\u202f567,50", "fr", {"1234567.5": 1}),
        ("1.234.567,50", "es", {"1234567.5": 1}),
        ("1’234’567.50", "en", {"1234567.5": 1}),
        ("١٬٢٣٤٬٥٦٧٫٥", "ar", {"1234567.5": 1}),
        ("12٫4", "fa", {"12.4": 1}),
        ("2023年12.4％", "zh", {"2023": 1, "12.4": 1}),
        ("in 2015 300 people", "en", {"2015": 1, "300": 1}),
        ("2015-2020, 2015–2020", "en", {"2015": 2, "2020": 2}),
        ("2023/24", "en", {"2023": 1, "24": 1}),
        ("target 3.1 and indicator 3.1.1", "en", {"3.1": 1, "3.1.1": 1}),
        ("cible 3.1 et indicateur 3.1.1", "fr", {"3.1": 1, "3.1.1": 1}),
        ("1st", "en", {"1": 1}),
        ("007 and 0.50 and 5.0", "en", {"7": 1, "0.5": 1, "5": 1}),
        ("12. Then 13, 14.", "en", {"12": 1, "13": 1, "14": 1}),
        ("m² and H₂O", "en", {}),
        ("fr-CA: 12,4", "fr-CA", {"12.4": 1}),
        ("−5 % and (-3) and –2", "en", {"-5": 1, "-3": 1, "-2": 1}),
        ("\u061c-٥ و \u200e−3", "ar", {"-5": 1, "-3": 1}),
        ("−1 234,5", "fr", {"-1234.5": 1}),
        ("in 2015 -300", "en", {"2015": 1, "-300": 1}),
        ("5%–10%, COVID-19, 5 - 3", "en", {"5": 2, "10": 1, "19": 1, "3": 1}),
        ("none", "en", {}),
        ("变动-4.5%，增长至1 140万人；每10万人", "zh", {"-4.5": 1, "11400000": 1, "100000": 1}),
        ("about 11.4 million, 2 billion", "en", {"11400000": 1, "2000000000": 1}),
        ("11,4 millions", "fr", {"11400000": 1}),
        ("2027年6月，7月1日至12个月", "zh", {"2027": 1, "1": 1, "12": 1}),
        ("في عام 2025 1,187 من كل 100,000", "ar", {"2025": 1, "1187": 1, "100000": 1}),
    ],
)
def test_figures_are_read_as_their_language_writes_them(words, language, expected):
    assert said(words, language) == expected


def test_figures_stand_in_notes_tables_captions_and_living_numbers():
    note = NoteRef((Text("of 8"),))
    cell = TableCell(blocks=(Paragraph(runs=(Text("3"),)),))
    document = Document(
        blocks=(
            Paragraph(runs=(Text("1"), note, Text("2 and "), ValueRef("s", "p", text="5,5"))),
            Table(rows=(TableRow((cell,)),)),
            Figure(image_id="x" * 64, caption=(Text("Figure 6"),), alt_text="7"),
        )
    )
    assert dict(figures(document, "fr")) == {
        "1": 1, "8": 1, "2": 1, "5.5": 1, "3": 1, "6": 1,
    }  # fmt: skip


def test_a_figure_in_several_marks_is_one():
    runs = (Text("1"), Text("2", bold=True), Text(".4"))
    assert dict(figures(Document(blocks=(Paragraph(runs=runs),)), "en")) == {"12.4": 1}


def test_differences_say_how_often_each_text_has_a_figure():
    def text(words):
        return Document(blocks=(Paragraph(runs=(Text(words),)),))

    found = compare_figures(text("120, 70, 70 and 1.5"), text("1,5 et 70 et 100"), "en", "fr")
    assert [(each.figure, each.original, each.translation) for each in found] == [
        ("70", 2, 1), ("100", 0, 1), ("120", 1, 0),
    ]  # fmt: skip


def test_a_small_number_may_be_a_word_of_the_other_language():
    def text(words):
        return Document(blocks=(Paragraph(runs=(Text(words),)),))

    assert compare_figures(text("two of 48"), text("2 sur 48"), "en", "fr") == ()
    told = compare_figures(text("2 of 48"), text("3 sur 48"), "en", "fr")
    assert [each.figure for each in told] == ["2", "3"]


@given(documents(), documents())
def test_comparing_is_fair_to_both_sides(one, other):
    assert compare_figures(one, one, "en", "en") == ()
    there = compare_figures(one, other, "en", "fr")
    back = compare_figures(other, one, "fr", "en")
    assert [(d.figure, d.original, d.translation) for d in there] == [
        (d.figure, d.translation, d.original) for d in back
    ]


@given(st.integers(0, 10**12), st.integers(0, 99))
def test_any_number_is_the_same_in_english_and_french(whole, hundredths):
    english = f"{whole:,}.{hundredths:02}"
    french = english.replace(",", "\u202f").replace(".", ",")
    assert said(english, "en") == said(french, "fr")
    assert len(said(english, "en")) == 1
