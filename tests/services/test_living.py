import pytest

from tests.services.observed import SERIES, observed
from vnr_app.domain.indicators import Operator, Series
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
from vnr_app.domain.richtext_ops import plain_text, value_refs
from vnr_app.services.living import Values, breakdown_key, resolve, values_for

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
    resolved = resolve(document, VALUES)

    assert value_refs(document)
    assert value_refs(resolved) == ()
    assert (
        plain_text(resolved).count("12") == plain_text(resolved).replace("\n", " ").count("12") >= 4
    )
    assert "Deaths" in plain_text(resolved)


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
    assert everybody[0].startswith(SERIES.name)
    assert women[1:] == ["12", "", ""]
    assert women[0] != everybody[0]


def test_a_table_of_data_shows_the_periods_that_were_chosen():
    table = table_of(IndicatorTable(series=("7",), periods=("2021", "1990")))
    assert texts_of(table)[:2][0] == ["", "2021", "1990"]
    assert texts_of(table)[1][1:] == ["<36", ""]


def test_a_table_of_nothing_is_an_empty_table_or_none():
    resolved = resolve(Document(blocks=(IndicatorTable(series=("99",)),)), VALUES)
    assert plain_text(resolved).strip() == ""
