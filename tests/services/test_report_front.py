"""Foreword and signature, abbreviations, the cover in the report's language."""

import pytest

from tests.services.desk import typed
from vnr_app.domain.report import Prose, Signature
from vnr_app.domain.richtext import Break, Document, Heading, ListItem, Paragraph, Text
from vnr_app.domain.richtext_ops import plain_text
from vnr_app.i18n import words_of
from vnr_app.services.report_acronyms import terms_of
from vnr_app.services.report_front import country_name, signed, subtitle

SPEECH = "We promised to return with evidence."


def sign(*paragraphs):
    found = signed([Prose("opening-statement", typed(*paragraphs))])
    text = plain_text(found[0].document)
    return text, next((each for each in found if isinstance(each, Signature)), None)


@pytest.mark.parametrize(
    ("lines", "signature"),
    [
        (["The Prime Minister"], Signature("The Prime Minister")),
        (["A Name", "Prime Minister"], Signature("A Name", "Prime Minister")),
        (
            ["—", "A Name", "Prime Minister", "Port Examplia, 1 June 2027"],
            Signature("A Name", "Prime Minister", "Port Examplia, 1 June 2027"),
        ),
        (["A Name", "Prime Minister", "Chair"], Signature("A Name", "Prime Minister, Chair")),
        (["رئيس الوزراء"], Signature("رئيس الوزراء")),
        ([], None),
        (["1 June 2027"], None),
        (["One", "Two", "Three", "Four", "Five"], None),
        (["I thank all who took part."], None),
        (["word " * 30], None),
    ],
)
def test_the_signature_is_the_short_last_lines(lines, signature):
    text, found = sign(SPEECH, *lines)
    assert found == signature
    assert text.split("\n") == ([SPEECH] if signature else [SPEECH, *lines])


def test_lines_of_one_paragraph_are_a_signature_too():
    last = Paragraph(runs=(Text("A Name", italic=True), Break(), Text("Minister")))
    document = Document(blocks=(Paragraph(runs=(Text(SPEECH),)), last))
    assert signed([Prose("x", document)])[1] == Signature("A Name", "Minister")


@pytest.mark.parametrize("last", [ListItem(runs=(Text("Peace"),)), Heading(runs=(Text("End"),))])
def test_items_and_headings_are_no_signature(last):
    blocks = [Prose("x", Document(blocks=(Paragraph(runs=(Text(SPEECH),)), last)))]
    assert signed(blocks) == blocks


def test_a_text_of_short_lines_alone_stays_a_text():
    assert sign("To be written")[1] is None
    assert signed([]) == []


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("Gross domestic product (GDP) grew. GDP", [("GDP", "Gross domestic product")]),
        ("the gross domestic product (GDP). GDP", [("GDP", "Gross domestic product")]),
        ("a plan of the Ministry of Health (MoH); MoH", [("MoH", "Ministry of Health")]),
        (
            "de l’Organisation mondiale de la Santé (OMS). OMS",
            [("OMS", "Organisation mondiale de la Santé")],
        ),
        (
            "Цели в области устойчивого развития (ЦУР). ЦУР",
            [("ЦУР", "Цели в области устойчивого развития")],
        ),
        (
            "مع برنامج الأمم المتحدة الإنمائي (UNDP). UNDP",
            [("UNDP", "برنامج الأمم المتحدة الإنمائي")],
        ),
        ("与联合国开发计划署（UNDP）合作，UNDP", [("UNDP", "联合国开发计划署")]),
        ("Gross domestic product (GDP) is used once.", []),
        ("see the table (A) and the year (FY24), (GDP) GDP, GDPs", []),
        ("Something else altogether (GDP). GDP", []),
    ],
)
def test_abbreviations_are_collected_where_they_are_explained(text, terms):
    assert list(terms_of([typed(text)])) == terms


def test_the_first_explanation_counts_and_uses_count_in_all_texts():
    texts = [typed("Local fund (LF)."), typed("Large fleet (LF).", "The LF.")]
    assert terms_of(texts) == (("LF", "Local fund"),)


def test_the_country_bears_its_name_in_the_language(review):
    assert country_name(review.info, "en") == "Armenia"
    assert country_name(review.info, "fr") == "Arménie"
    assert country_name(review.info, "zh-Hans") == "亚美尼亚"


@pytest.mark.parametrize(("number", "start"), [(1, "First"), (4, "Fourth"), (9, "Review No. 9")])
def test_the_cover_says_which_review_it_is(number, start):
    assert subtitle(number, words_of("en")).startswith(start)
