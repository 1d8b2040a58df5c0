"""What an editor shows of the data: painted from the values, never written into the text."""

import pytest

from tests.services.observed import observed
from tests.ui.figures import GREEN, POVERTY, VALUES, pixels
from ui.editor.cards import card_height
from ui.editor.objects import thing_at
from ui.editor.painters import describe
from ui.editor.text_edit import PartEditor
from ui.editor.values import LivingNumbers
from ui.theme.colors import LIGHT, PALETTES, shown_on
from ui.theme.style import apply_theme
from ui.widgets.mini_chart import series_shades
from vnr_app.domain.richtext import (
    Chart,
    Document,
    IndicatorTable,
    NoteRef,
    Paragraph,
    Table,
    TableCell,
    TableRow,
    Text,
    ValueRef,
)
from vnr_app.exporting.colors import contrast
from vnr_app.services.framework import load_framework
from vnr_app.services.living import Values

THERE = ValueRef("7", "2023", format="unit", text="old")
GONE = ValueRef("7", "1999", text="39.1")


@pytest.fixture
def editor(themed, qtbot):
    made = PartEditor("Trends")
    qtbot.addWidget(made)
    made.resize(640, 100)
    made.show()
    return made


def load(editor, *blocks):
    editor.load(Document(blocks=blocks))
    return editor


def told_at(editor, position):
    thing = thing_at(editor.document(), position)
    return describe(thing.content, editor.living, editor.apparatus)


def test_a_living_number_follows_the_values_and_the_text_stays(editor, qtbot):
    load(editor, Paragraph(runs=(Text("It is "), THERE, Text(" now"))))
    before = editor.document_now()
    assert editor.living.words(THERE) == "old"
    cursor = editor.textCursor()
    cursor.movePosition(cursor.MoveOperation.End)
    short = editor.cursorRect(cursor).left()
    with qtbot.assertNotEmitted(editor.edited):
        editor.show_values(VALUES)
    assert editor.living.words(THERE) == "26.4 per 100,000 live births"
    assert editor.cursorRect(cursor).left() > short + 100  # laid out anew
    assert editor.document_now() == before
    assert not editor.document().isUndoAvailable()
    assert not editor.document().isModified()


def test_undo_goes_on_where_it_was_when_the_values_change(editor, qtbot):
    load(editor, Paragraph(runs=(Text("It is "),)))
    editor.moveCursor(editor.textCursor().MoveOperation.End)
    editor.insert_value(THERE)
    editor.show_values(VALUES)
    editor.undo()
    assert "￼" not in editor.toPlainText()
    editor.redo()
    assert editor.toPlainText().endswith("￼")


def test_what_is_gone_keeps_its_words_and_is_marked(editor):
    load(editor, Paragraph(runs=(GONE,)))
    assert pixels(editor, LIGHT.warning_soft) == 0  # nobody knows yet
    editor.show_values(VALUES)
    assert editor.living.words(GONE) == "39.1"
    assert pixels(editor, LIGHT.warning_soft) > 100
    assert told_at(editor, 0) == "No longer in the data; the last value was “39.1”."


def test_what_is_copied_says_what_is_shown(editor):
    cell = TableCell(blocks=(Paragraph(runs=(THERE,)),))
    note = NoteRef((Text("not "), THERE))
    load(editor, Paragraph(runs=(THERE, note)), Table(rows=(TableRow((cell,)),)), Paragraph())
    editor.show_values(VALUES)
    editor.selectAll()
    copied = editor.createMimeDataFromSelection()
    assert copied.text().count("26.4 per 100,000 live births") == 2
    assert "old" not in copied.text() + copied.html()


def test_a_living_number_says_where_it_comes_from(editor):
    woman = ValueRef("8", "2020", "sex=F", text="20.5")
    load(editor, Paragraph(runs=(THERE, woman)))
    editor.show_values(VALUES)
    assert told_at(editor, 0).splitlines() == [
        "3.1.1 Maternal mortality ratio",
        "26.4 per 100,000 live births",
        "2023: 26.4",
        "country data",
        "health.xlsx · Table 3 · F12",
    ]
    assert "female" in told_at(editor, 1).splitlines()


def test_a_chart_is_drawn_in_the_colour_of_its_goal(editor):
    chart = Chart(series=("7",), title="Mothers")
    load(editor, chart)
    low = editor.height()
    editor.show_values(VALUES, GREEN)
    assert editor.height() > low + 150
    assert pixels(editor, GREEN) > 50
    editor.show_values(Values((), "en"), GREEN)
    assert editor.height() == low
    assert pixels(editor, GREEN) == 0
    assert pixels(editor, LIGHT.warning) > 20


def test_bars_are_as_high_as_their_numbers(editor):
    load(editor, Chart(series=("8",), kind="bar"))
    editor.show_values(VALUES, GREEN)
    women, men = series_shades(GREEN, LIGHT)[:2]
    assert pixels(editor, women) / pixels(editor, men) == pytest.approx(20.5 / 18.5, rel=0.05)


@pytest.mark.parametrize("kind", ["line", "bar", "stacked", "dot"])
@pytest.mark.parametrize(
    "numbers", [("5",), ("0",), ("-3", "4"), ("7", "7"), ("1e12", "0.001"), (None, "2")]
)
def test_every_chart_can_be_painted(editor, kind, numbers):
    observations = [
        observed(number, str(2015 + at), series=POVERTY) for at, number in enumerate(numbers)
    ]
    load(editor, Chart(series=("8",), kind=kind))
    editor.show_values(Values(observations, "en"), GREEN)
    assert pixels(editor, GREEN) > 0 or numbers == ("0",)


def test_a_table_counts_what_it_has_no_room_for(themed):
    living = LivingNumbers()
    groups = [observed(str(10 + n), str(2010 + n), dimensions=(("age", str(n)),)) for n in range(9)]
    few, many = IndicatorTable(series=("7",)), IndicatorTable(series=("7",))
    living.show(Values(groups[:2], "en"), GREEN)
    low = card_height(few, living)
    living.show(Values(groups, "en"), GREEN)
    assert card_height(many, living) == low + 4 * 24  # three lines more, and the count
    assert len(living.lines(many)) == 10


def test_right_to_left_and_every_palette_can_be_painted(themed, editor, qapp):
    blocks = (Paragraph(runs=(THERE, GONE)), Chart(series=("8",)), IndicatorTable(series=("8",)))
    load(editor, *blocks)
    try:
        for colors in PALETTES.values():
            apply_theme(qapp, colors)
            editor.show_values(VALUES.speaking("ar"), GREEN)
            assert pixels(editor, shown_on(GREEN, colors)) > 0
    finally:
        apply_theme(qapp, LIGHT)


def test_the_colours_of_all_goals_stand_out_on_every_page():
    for goal in load_framework().goals:
        for colors in PALETTES.values():
            shade = shown_on(goal.color, colors)
            assert contrast(shade[1:], colors.page[1:]) >= 3, (goal.code, colors.name)
