"""The report document of a review: everything in its place, nothing of a file format."""

import pytest

from tests.db.support import make_plan, run_import, write
from tests.services.desk import typed
from vnr_app.domain.report import DataTable, KeyFigures, Prose, Signature, SourceLine, Terms
from vnr_app.domain.richtext import Document, Paragraph, Text, ValueRef
from vnr_app.domain.richtext_ops import plain_text
from vnr_app.errors import KnownError
from vnr_app.services import indicators, reviews, writing
from vnr_app.services.framework import load_framework
from vnr_app.services.outline import load_outline
from vnr_app.services.report import build_report, untranslated


def chapter(report, key):
    return next(each for each in report.chapters if each.key == key)


def prose(chapter):
    return [plain_text(block.document) for block in chapter.blocks if isinstance(block, Prose)]


def test_an_empty_review_makes_a_whole_report(review):
    report = build_report(review)

    keys = [section.key for section in load_outline().sections if section.key != "main-messages"]
    # Without abbreviations there is no list of them.
    keys.remove("acronyms")
    keys.insert(keys.index("highlights") + 1, "dashboard")
    assert [each.key for each in report.chapters] == [*keys, "annex-progress"]
    assert [each.key for each in report.chapters if each.front] == ["opening-statement"]
    assert chapter(report, "goal-3").numbered
    assert not chapter(report, "annex-statistics").numbered
    assert report.form == "review"
    assert (report.country, report.year, report.language) == ("Armenia", "2027", "en")
    assert report.subtitle.startswith("First review")
    assert not report.right_to_left
    goals = [each for each in report.chapters if each.goal]
    framework = load_framework()
    assert [(c.goal.number, c.goal.title, f"#{c.goal.color}") for c in goals] == [
        (g.code, g.title, g.color) for g in framework.goals
    ]
    assert isinstance(chapter(report, "introduction").blocks[0], SourceLine)
    annex = chapter(report, "annex-statistics")
    assert annex.landscape
    assert sum(isinstance(block, DataTable) for block in annex.blocks) == 17


def test_texts_and_figures_stand_in_their_chapters(review):
    figures = {("3.1.1", "", "2015"): "30", ("3.1.1", "", "2020"): "26.25"}
    run_import(review, make_plan("a.csv", figures))
    [series] = {o.series.id for o in indicators.observations(review)}
    number = ValueRef(series, "2020", text="old")
    writing.keep(
        review,
        "goal-3/trends",
        Document(blocks=(Paragraph(runs=(Text("It fell to "), number, Text("."))),)),
    )
    write(review, "goal-3/lessons", "We learnt.")
    write(review, "main-messages", "Hear us.")

    report = build_report(review)

    goal = chapter(report, "goal-3")
    assert isinstance(goal.blocks[0], KeyFigures)
    assert prose(goal) == ["It fell to 26.3.", "We learnt."]
    [table] = [block for block in goal.blocks if isinstance(block, DataTable)]
    assert [cell.text for cell in table.rows[1].cells][2:4] == ["30.0 (2015)", "26.3 (2020)"]
    assert "main-messages" not in [each.key for each in report.chapters]


def test_the_main_messages_are_a_document_of_their_own(review):
    write(review, "main-messages", "Hear us.")
    report = build_report(review, main_messages=True)
    assert report.form == "main-messages"
    assert report.title.startswith("Main Messages")
    assert (report.country, report.year) == ("Armenia", "2027")
    assert [prose(each) for each in report.chapters] == [["Hear us."]]
    assert build_report(review, section="main-messages") == report


def test_abbreviations_stand_before_the_highlights(review):
    write(review, "introduction", "Gross domestic product (GDP) grew. GDP per head did not.")
    report = build_report(review)
    assert [each.key for each in report.chapters][:3] == [
        "opening-statement",
        "acronyms",
        "highlights",
    ]
    assert chapter(report, "acronyms").blocks == (Terms((("GDP", "Gross domestic product"),)),)
    write(review, "acronyms", "GDP: what we earn.")
    assert prose(chapter(build_report(review), "acronyms")) == ["GDP: what we earn."]


def test_a_foreword_is_signed_but_not_in_a_file_that_comes_back(review):
    writing.keep(review, "opening-statement", typed("We kept our promise.", "The Prime Minister"))
    [text, signature] = chapter(build_report(review), "opening-statement").blocks
    assert signature == Signature("The Prime Minister")
    assert "Prime" not in plain_text(text.document)
    [whole] = chapter(build_report(review, returning=True), "opening-statement").blocks
    assert plain_text(whole.document).endswith("The Prime Minister")
    assert "main-messages" in [each.key for each in build_report(review, returning=True).chapters]


def test_what_is_not_translated_says_so_and_keeps_its_numbers(review):
    run_import(review, make_plan("a.csv", {("3.1.1", "", "2020"): "1187.5"}))
    [series] = {o.series.id for o in indicators.observations(review)}
    number = ValueRef(series, "2020", text="old")
    text = Document(blocks=(Paragraph(runs=(Text("It is "), number, Text(" of our GDP."))),))
    writing.keep(review, "goal-3/trends", text)
    writing.keep(review, "goal-3/lessons", text)
    writing.keep(review, "goal-3/lessons", text, language="fr")
    write(review, "introduction", "Gross domestic product (GDP) and GDP.")

    report = build_report(review, language="fr")

    assert prose(chapter(report, "goal-3")) == [
        "It is 1,187.5 of our GDP.",
        "It is 1\u202f187,5 of our GDP.",
    ]
    notes = [
        [block.text for block in chapter(report, key).blocks if isinstance(block, SourceLine)]
        for key in ("introduction", "goal-3")
    ]
    assert notes[0] == ["Le texte de cette section n’est pas encore traduit."]
    assert "Certaines parties de cette section ne sont pas encore traduites." in notes[1]
    assert "acronyms" not in [each.key for each in report.chapters]
    own = build_report(review)
    assert prose(chapter(own, "goal-3"))[0] == "It is 1,187.5 of our GDP."
    assert [type(block) for block in chapter(own, "introduction").blocks] == [Prose]
    back = build_report(review, language="fr", returning=True)
    assert [type(block) for block in chapter(back, "introduction").blocks] == [Prose]


def test_texts_that_nobody_has_translated_are_named(review):
    write(review, "introduction", "Here.")
    write(review, "goal-3/trends", "Better.")
    writing.keep(review, "goal-3/trends", Document(blocks=(Paragraph(),)), language="fr")
    assert untranslated(review, "fr") == [
        "Introduction",
        "Ensure healthy lives and promote well-being for all at all ages: Trends",
    ]
    # An empty translation hides no text.
    assert prose(chapter(build_report(review, language="fr"), "goal-3")) == ["Better."]
    assert untranslated(review, "en") == []


def test_one_section_alone(review):
    assert build_report(review, section="goal-3").form == "part"
    assert [c.key for c in build_report(review, section="goal-3").chapters] == ["goal-3"]
    assert [c.key for c in build_report(review, section="goal-3/trends").chapters] == ["goal-3"]
    [messages] = build_report(review, section="main-messages").chapters
    assert isinstance(messages.blocks[0], SourceLine)


@pytest.mark.parametrize("key", ["goal-18", "goal-3/nonsense", "introduction/trends", "", "/"])
def test_a_section_that_is_not_there_is_named(review, key):
    with pytest.raises(KnownError) as caught:
        build_report(review, section=key)
    assert caught.value.code == "unknown-section"


def test_the_language_decides_the_direction_and_the_numbers(review):
    run_import(review, make_plan("a.csv", {("3.1.1", "", "2020"): "1234.5"}))
    assert build_report(review, language="ar").right_to_left
    report = build_report(review, language="fr")
    [figures] = [b for b in chapter(report, "goal-3").blocks if isinstance(b, KeyFigures)]
    assert (figures.figures[0].value, figures.figures[0].unit) == ("1\u202f234,5\u202f%", "")
    assert report.country == "Arménie"
    english = [
        b for b in chapter(build_report(review), "goal-3").blocks if isinstance(b, KeyFigures)
    ]
    assert english[0].figures[0].value == "1,234.5%"


def test_a_report_of_the_same_state_is_the_same(review, closed_review):
    write(review, "introduction", "First.")
    first = build_report(review)
    review.close()
    with reviews.open_review(closed_review) as again:
        assert build_report(again) == first


def test_a_repeated_indicator_stands_in_both_goals(review):
    run_import(review, make_plan("a.csv", {("8.4.1", "", "2020"): "5"}))
    report = build_report(review)
    for goal, code in (("goal-8", "8.4.1"), ("goal-12", "12.2.1")):
        [table] = [b for b in chapter(report, goal).blocks if isinstance(b, DataTable)]
        assert table.rows[0].cells[0].text.startswith(code)
