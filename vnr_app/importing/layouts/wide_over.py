"""What headings and names of a wide table say of its values beside their periods."""

from vnr_app.domain.indicators import ValueState
from vnr_app.importing.layouts.base import text_at
from vnr_app.importing.layouts.headings import tells_measure
from vnr_app.importing.layouts.wide_find import RowsAt, WideTable
from vnr_app.importing.layouts.wide_rows import Subject
from vnr_app.importing.number_words import state_of_flag
from vnr_app.importing.period_texts import split_period
from vnr_app.importing.units import unit_in_label
from vnr_app.importing.words import group_of, only_sex


def measures_over(table: WideTable) -> dict[int, str]:
    """The measures that stand over columns of values, where groups of columns have them."""
    return {
        column: text
        for column, text in table.upper.items()
        if not group_of(text) and (tells_measure([text]) or unit_in_label(text))
    }


def states_of_periods(rows: RowsAt, table: WideTable) -> dict[int, ValueState | None]:
    """What the marks behind periods declare of their values: "2020p"."""
    marks = {c: split_period(text_at(rows[table.header], c))[1] for c in table.periods}
    states = {column: state_of_flag(mark) for column, mark in marks.items()}
    return {c: None if state is ValueState.OBSERVED else state for c, state in states.items()}


def sexes_of(
    measures: set[str], subjects: list[Subject | None], table: WideTable, title: str
) -> dict[str, str]:
    """The sex that each measure is about by its name, in a table that tells no sexes apart."""
    told = any(subject and dict(subject.dimensions).get("sex") for subject in subjects)
    upper = any(group and group[0] == "sex" for group in map(group_of, table.upper.values()))
    if told or upper or "sex" in table.dimensions.values():
        return {}
    whole = only_sex(title)
    return {measure: only_sex(measure) or whole for measure in measures}
