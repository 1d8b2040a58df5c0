"""The report document of a review: everything in its place, nothing of a file format."""

import pytest

from tests.db.support import make_plan, run_import, write
from vnr_app.domain.report import DataTable, KeyFigures, Prose, SourceLine
from vnr_app.domain.richtext import Document, Paragraph, Text, ValueRef
from vnr_app.domain.richtext_ops import plain_text
from vnr_app.errors import KnownError
from vnr_app.services import indicators, reviews, writing
from vnr_app.services.framework import load_framework
from vnr_app.services.outline import load_outline
from vnr_app.services.report import build_report


def chapter(report, key):
    return next(each for each in report.chapters if each.key == key)


def prose(chapter):
    return [plain_text(block.document) for block in chapter.blocks if isinstance(block, Prose)]


def test_an_empty_review_makes_a_whole_report(review):
    report = build_report(review)

    keys = [section.key for section in load_outline().sections]
    assert [each.key for each in report.chapters] == [k for k in keys if k != "main-messages"]
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
    assert [cell.text for cell in table.rows[1].cells][-4:] == [
        "30.0 (2015)",
        "26.3",
        "2020",
        "a.csv",
    ]
    assert prose(chapter(report, "main-messages")) == ["Hear us."]


def test_one_section_alone(review):
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
    assert figures.figures[0].value == "1\u202f234,5"


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
