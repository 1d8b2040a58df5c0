import pytest

from tests.db.support import make_plan, run_import
from tests.services.observed import observed
from vnr_app.domain.indicators import Operator, Series, ValueState
from vnr_app.domain.richtext import (
    Chart,
    Document,
    Figure,
    Heading,
    IndicatorTable,
    NoteRef,
    Paragraph,
    Table,
    TableCell,
    TableRow,
    Text,
    ValueRef,
)
from vnr_app.domain.richtext_normalise import normalise
from vnr_app.domain.richtext_ops import plain_text, runs_text, value_refs
from vnr_app.services.living import Broken, Shown, Values, breakdown_key, broken, load, values_for
from vnr_app.services.living_report import resolve

WOMEN = (("age", "15-49"), ("sex", "F"))
VALUES = Values(
    (
        observed("1149.84", "2020"),
        observed("36", "2021", operator=Operator.LESS),
        observed("12", "2020", dimensions=WOMEN),
        observed("5", "2023/24", dimensions=(("sex", "_T"),)),
    ),
    "fr",
)


@pytest.mark.parametrize(
    ("reference", "shown"),
    [
        (ValueRef("7", "2020"), "1\u202f149,8"),
        (ValueRef("7", "2021", text="old"), "<36"),
        (ValueRef("7", "2020", "age=15-49;sex=F"), "12"),
        (ValueRef("7", "2023/24"), "5"),  # "all of it" is nobody in particular
        (ValueRef("7", "1999", text="3,5"), "3,5"),  # gone: what was last shown
        (ValueRef("8", "2020", text="3,5"), "3,5"),
        (ValueRef("7", "2020", "sex=M", text="3,5"), "3,5"),
    ],
)
def test_a_living_number_shows_what_the_data_say_now(reference, shown):
    assert VALUES.shown(reference) == shown


def test_a_disaggregation_has_a_key():
    assert breakdown_key(observed("1", dimensions=WOMEN)) == "age=15-49;sex=F"
    assert breakdown_key(observed("1")) == ""


def test_a_living_number_is_the_countrys_own():
    other = Series("9", "X", "Only abroad", "", ("3.1.1",))
    found = values_for(
        "ARM",
        [
            observed("1", area="AFG"),
            observed("2", area="ARM"),
            observed("3", area="AFG", series=other),
        ],
        "en",
    )
    assert found.shown(ValueRef("7", "2020")) == "2"
    assert found.shown(ValueRef("9", "2020", text="gone")) == "gone"


def test_no_reference_to_data_is_left_anywhere():
    number = ValueRef("7", "2020", "age=15-49;sex=F")
    cell = TableCell(blocks=(Paragraph(runs=(number,)),))
    document = Document(
        blocks=(
            Heading(level=2, runs=(number,)),
            Paragraph(runs=(Text("It is "), number, NoteRef((Text("Note "), number)))),
            Table(rows=(TableRow((cell,)),)),
            Figure(image_id="x", caption=(number,)),
            Chart(series=("7",), title="Deaths"),
        )
    )
    document = normalise(document)
    resolved = resolve(document, VALUES)

    assert value_refs(document)
    assert value_refs(resolved) == ()
    assert (
        plain_text(resolved).count("12") == plain_text(resolved).replace("\n", " ").count("12") >= 4
    )
    assert resolved.blocks[-1] == document.blocks[-1]  # a chart is drawn by the writer


def texts_of(table):
    return [[plain_text(Document(blocks=cell.blocks)) for cell in row.cells] for row in table.rows]


def table_of(block, values=VALUES):
    resolved = resolve(Document(blocks=(block,)), values)
    [table] = [each for each in resolved.blocks if isinstance(each, Table)]
    return table


def test_a_table_of_data_has_a_line_a_group_and_a_column_a_period():
    table = table_of(IndicatorTable(id="abcdefabcdef", series=("7",)))
    assert (table.header_rows, table.id) == (1, "abcdefabcdef")
    head, everybody, women = texts_of(table)
    assert head == ["", "2020", "2021", "2023/24"]
    assert everybody[1:] == ["1\u202f149,8", "<36", "5"]
    assert everybody[0].startswith("Taux de mortalité maternelle (")
    assert women[1:] == ["12", "", ""]
    assert women[0] != everybody[0]


def test_a_table_of_data_shows_the_periods_that_were_chosen():
    table = table_of(IndicatorTable(series=("7",), periods=("2021", "1990")))
    assert texts_of(table)[:2][0] == ["", "2021", "1990"]
    assert texts_of(table)[1][1:] == ["<36", ""]


def test_a_table_of_nothing_says_so():
    resolved = resolve(Document(blocks=(IndicatorTable(series=("99",)),)), VALUES)
    assert "ne figurent plus dans les données" in plain_text(resolved)


def test_a_gap_in_the_data_is_shown_as_one_and_is_no_number():
    gap = observed(None, "2022", state=ValueState.MISSING)
    values = Values((observed("1", "2021"), gap), "en")
    assert texts_of(table_of(IndicatorTable(series=("7",)), values))[1][1:] == ["1", "…"]
    assert values.find(ValueRef("7", "2022", text="2")) is None


def test_what_is_gone_is_printed_with_a_mark():
    gone = ValueRef("7", "1999", text="3.5")
    note = NoteRef((Text("was "), gone))
    resolved = resolve(Document(blocks=(Paragraph(runs=(gone, Text(" of it"), note)),)), VALUES)
    assert plain_text(resolved) == "3.5 [ne figure plus dans les données] of it"
    [mark] = [run for run in resolved.blocks[0].runs if isinstance(run, NoteRef)]
    assert runs_text(mark.note) == "was 3.5 [ne figure plus dans les données]"


def test_what_is_gone_is_listed():
    gone = ValueRef("7", "1999", text="3.5")
    there = ValueRef("7", "2020")
    cell = TableCell(blocks=(Paragraph(id="c" * 12, runs=(gone, there)),))
    document = Document(
        blocks=(
            Paragraph(id="a" * 12, runs=(there, NoteRef((gone,)))),
            Table(rows=(TableRow((cell,)),)),
            Figure(id="b" * 12, image_id="x", caption=(gone,)),
            Chart(id="d" * 12, series=("7", "99"), title="Deaths"),
            IndicatorTable(id="e" * 12, series=("99",)),
            Chart(series=("7",)),
            IndicatorTable(series=("7",)),
        )
    )
    assert broken(document, VALUES) == (
        Broken("a" * 12, Shown.VALUE, "3.5"),
        Broken("c" * 12, Shown.VALUE, "3.5"),
        Broken("b" * 12, Shown.VALUE, "3.5"),
        Broken("d" * 12, Shown.CHART, "Deaths"),
        Broken("e" * 12, Shown.TABLE, ""),
    )
    assert broken(Document(blocks=(Paragraph(runs=(there,)),)), VALUES) == ()


def test_the_values_of_a_review_are_its_countrys(review):
    run_import(review, make_plan("a.csv", {("3.1.1", "", "2020"): "30"}))
    run_import(review, make_plan("b.csv", {("3.1.1", "", "2020"): "99"}, area="AFG"))
    values = load(review)
    assert [each.value.number for each in values.observations] == ["30"]
    assert (values.language, load(review, "fr").language) == ("en", "fr")


def test_the_same_values_speak_another_language():
    reference = ValueRef("7", "2020", text="old")
    english = VALUES.speaking("en")
    assert english.shown(reference) == "1,149.8"
    assert VALUES.shown(reference) == "1\u202f149,8"
    assert english.speaking("en") is english
