"""The numbers of captions and the names that references go by."""

from vnr_app.domain import report as rp
from vnr_app.domain import richtext as rt
from vnr_app.domain.richtext_labels import captions, labels

WORDS = rp.Labels("Contents", "Tableau", "Objectif", "Source", "Page", "", "Figure", "Encadré")
CAPTION, BOX = rt.ParagraphStyle.CAPTION, rt.ParagraphStyle.BOX_TITLE


def line(identifier, text="text", style=rt.ParagraphStyle.BODY):
    return rt.Paragraph(id=identifier, style=style, runs=(rt.Text(text),) if text else ())


def chapter(key, *blocks, goal=""):
    mark = rp.GoalMark(goal, "Title of the goal", "4C9F38") if goal else None
    return rp.Chapter(key, key.title(), (rp.Prose(key, rt.Document(blocks=blocks)),), mark)


def test_what_has_a_caption_has_a_number():
    blocks = (
        line("c1", style=CAPTION),
        rt.Table(id="t1"),
        rt.Table(id="bare"),
        rt.Figure(id="f1", image_id="x", caption=(rt.Text("A caption"),)),
        rt.Figure(id="silent", image_id="x"),
        rt.Chart(id="f2"),
        line("alone", style=CAPTION),
        line("between"),
        rt.IndicatorTable(id="bare-too"),
        line("c2", style=CAPTION),
        rt.IndicatorTable(id="t2"),
        line("b1", style=BOX),
    )
    found = labels((chapter("goal-3", *blocks, goal="3"),), WORDS)
    assert found == {
        "goal-3": "Objectif 3",
        "c1": "Tableau 3.1",
        "t1": "Tableau 3.1",
        "f1": "Figure 3.1",
        "f2": "Figure 3.2",
        "c2": "Tableau 3.2",
        "t2": "Tableau 3.2",
        "b1": "Encadré 3.1",
    }


def test_chapters_without_a_goal_are_lettered_where_they_count():
    chapters = (
        chapter("foreword", line("p")),
        chapter("introduction", line("b", style=BOX)),
        chapter("goal-1", line("b1", style=BOX), goal="1"),
        rp.Chapter("annex", "Annex", (rp.DataTable("t", "Caption", (), ()),)),
    )
    found = labels(chapters, WORDS)
    assert (found["b"], found["b1"], found["t"]) == ("Encadré A.1", "Encadré 1.1", "Tableau B.1")
    assert found["introduction"] == "Introduction"


def test_an_empty_line_does_not_part_a_caption_from_its_table():
    blocks = (line("c", style=CAPTION), line("empty", ""), rt.Table(id="t"), line("x", "", BOX))
    found = labels((chapter("a", *blocks),), WORDS)
    assert found == {"a": "A", "c": "Tableau A.1", "t": "Tableau A.1"}


def test_headings_and_parts_go_by_their_words():
    blocks = (
        rp.Heading(2, "Trends", "goal-3/trends"),
        rp.Prose("p", rt.Document(blocks=(rt.Heading(id="h", runs=(rt.Text(" Since 2015 "),)),))),
    )
    found = labels((rp.Chapter("goal-3", "Health", blocks),), WORDS)
    assert found == {"goal-3": "Health", "goal-3/trends": "Trends", "h": "Since 2015"}


def test_copies_of_an_id_have_numbers_of_their_own_and_the_first_is_referred_to():
    chapters = (chapter("a", line("b", style=BOX), line("b", style=BOX)),)
    assert [caption.label.text for caption in captions(chapters, WORDS)] == [
        "Encadré A.1",
        "Encadré A.2",
    ]
    assert labels(chapters, WORDS)["b"] == "Encadré A.1"
