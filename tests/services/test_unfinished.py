"""The few sentences about what is unfinished, made of the findings."""

from datetime import date

from tests.services.desk import KEY, keep
from tests.services.test_checks import codes, put, words
from vnr_app.domain.findings import Finding
from vnr_app.domain.importplan import Severity
from vnr_app.domain.richtext import CiteRef, CrossRef, Figure, Text, ValueRef
from vnr_app.services import checks, comments, sections
from vnr_app.services.unfinished import MOST, unfinished


def sentences(review):
    return [each.text for each in unfinished(review)]


def test_an_empty_review_is_told_in_two_sentences(review):
    empty, without = sentences(review)
    total = len(sections.outline(review))
    first = "“Opening statement”, “Highlights”, “Introduction”"
    assert empty.startswith(f"{total} sections are not written yet: {first}, ")
    assert empty.endswith(f" and {total - 4} more.")
    assert without.startswith("Goals 1, 2, 3, ")
    assert without.endswith("17 have no figures yet.")


def test_findings_of_one_kind_are_one_sentence_the_gravest_first(review):
    gone = ValueRef("gone", "2020", text="12")
    put(review, words(gone), key="goal-3/trends")
    put(review, words(gone), words(gone), key="goal-5/trends")
    put(review, words(Text("One two three.")))
    sections.set_budget(review, KEY, 2)
    comments.add(review, KEY, "One", "Why?")
    said = unfinished(review)
    assert [each.text for each in said][:2] == [
        "3 numbers, tables or charts show what is no longer in the data: Goal 3, Goal 5.",
        "One text is longer than it may be: “Introduction”.",
    ]
    assert [each.severity for each in said] == [Severity.ERROR, Severity.WARNING] + [
        Severity.NOTE
    ] * (len(said) - 2)
    assert "Comments on one text are open: “Introduction”." in sentences(review)


def test_there_are_never_many(review):
    put(
        review,
        words(ValueRef("gone", "2020", text="1"), CiteRef("gone"), CrossRef("gone", "Table 1")),
        Figure(image_id="gone"),
    )
    keep(review, "Nombre 12.", language="fr")
    keep(review, "Some words.", "methodology")
    sections.set_budget(review, "methodology", 1)
    sections.assign(review, "methodology", owner="", person="", due=date(2020, 1, 1))
    comments.add(review, KEY, "", "Why?")
    kinds = {each.code for each in checks.of_contents(review)}
    assert len(kinds) > MOST
    said = unfinished(review)
    assert len(said) == MOST
    assert sum(each.severity is Severity.ERROR for each in said) == 4


def test_a_finding_names_the_place_in_the_text(review):
    put(
        review,
        words(ValueRef("gone", "2020", text="12"), id="00000000000a"),
        words(CrossRef("nowhere", "Table 3")),
        Figure(image_id="gone", id="00000000000b"),
    )
    places = {
        each.code: (each.block, each.quote)
        for each in checks.findings(review)
        if each.section == KEY and each.code in dict(codes(review))
    }
    assert places == {
        "value-gone": ("00000000000a", "12"),
        "reference-broken": ("", "Table 3"),
        "picture-missing": ("00000000000b", ""),
        "no-alt-text": ("00000000000b", ""),
    }


def test_a_finding_knows_the_language_of_its_text():
    of_translation = Finding("translation-stale", Severity.NOTE, "goal-3/trends (pt-BR)", "Old.")
    assert (of_translation.section, of_translation.language) == ("goal-3/trends", "pt-BR")
    assert Finding("overdue", Severity.NOTE, "goal-3/trends", "Late.").language == ""
