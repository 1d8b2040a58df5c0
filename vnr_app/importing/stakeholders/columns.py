"""Which sheets hold records, and what stands in which of their columns."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from vnr_app.domain.records import RecordKind
from vnr_app.importing.codes import column_key
from vnr_app.importing.grid import Row, Sheet, cell_text
from vnr_app.importing.layouts.base import head_rows, text_at
from vnr_app.importing.layouts.columns import role_of
from vnr_app.importing.layouts.decisions import Lines
from vnr_app.importing.recipe import LineRule
from vnr_app.importing.stakeholders import forms
from vnr_app.importing.stakeholders.cells import is_personal, known_group
from vnr_app.importing.stakeholders.forms import Choice
from vnr_app.importing.stakeholders.headings import is_exact, plain_heading, role_of_heading

_HEAD = 20
"""Rows in which the headings are looked for."""
_SAMPLE = 500
"""Rows from which it is judged what a column holds."""
_LONG = 40
"""Signs from which on an answer counts as written, not as chosen."""
_MOST_ANSWERS = 10
"""Different answers that a closed question has at most."""

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_FIGURES = re.compile(r"\bbaseline\b|\bvalue\b|\bunit\b|базов|значение|единиц|valeur|unité|valor")
_LAYOUTS = (
    ("commitments", "commitment", "organisation links status group"),
    ("measures", "text", "level", "title status type"),
    ("measures", "title", "links text", "level status"),
    ("stakeholder-contributions", "organisation", "text", "links group title"),
    ("stakeholder-contributions", "organisation", "title", "links group"),
    ("stakeholder-contributions", "group", "text", "links"),
)
"""Layouts with the headings that announce them: of each list of roles one must be there."""
_DECIDED = {
    **{role: role for role in ("organisation", "group", "title", "status", "level")},
    "indicator": "links",
    "note": "text",
}
"""What people say of a column, or the dimension that they name for it → its role."""
_SINGLE = ("organisation", "group", "title", "level", "status", "type", "id")
"""Roles of which a sheet has one column; a second one is a question like others."""


@dataclass(slots=True)
class RecordColumns:
    """Where the headings are and what the columns hold; columns count from 0.

    `layout` is the name of the layout, `service` that of the form service or empty. `at` gives
    the columns of every role, `questions` the question of a column without its groups. `choices`
    are questions of several answers by the column that stands for them.
    """

    layout: str
    kind: RecordKind
    header: int
    headings: list[str]
    service: str = ""
    at: dict[str, list[int]] = field(default_factory=dict)
    questions: dict[int, str] = field(default_factory=dict)
    choices: dict[int, Choice] = field(default_factory=dict)
    skipped: frozenset[int] = frozenset()
    """Columns whose content is told by another one."""

    @property
    def width(self) -> int:
        """The number of columns that have a heading."""
        return max(i for i, text in enumerate(self.headings) if text) + 1

    def first(self, role: str) -> int | None:
        """The only, or first, column of a role."""
        return next(iter(self.at.get(role, ())), None)


def recognise(sheet: Sheet) -> bool:
    """Whether a sheet holds records: by its headings, in any of the six UN languages."""
    return _find_head(sheet) is not None


def find_columns(sheet: Sheet, decided: Lines | None = None) -> RecordColumns:
    """The columns of a sheet that was recognised; `decided` is what people said of some."""
    head = _find_head(sheet)
    assert head is not None  # the caller has recognised the sheet
    number, headings, service, layout = head
    body = head_rows(sheet.rows, number + 1 + _SAMPLE)[number + 1 :]
    choices = forms.choices_in(headings, body) if service else {}
    options = {column for each in choices.values() for column, _option in each.options}
    columns = RecordColumns(
        layout=layout,
        kind=RecordKind.CONTRIBUTION,
        header=number,
        headings=headings,
        service=service,
        questions={i: forms.question_of(text, service) for i, text in enumerate(headings)},
        choices=choices,
        skipped=frozenset(options - choices.keys()),
    )
    for column, choice in choices.items():
        columns.questions[column] = choice.question
    _place(columns)
    _settle_name(columns)
    _settle_type(columns, body)
    if service:
        _settle_answers(columns, body)
    for column, rule in (decided or {}).items():
        _decide(columns, column, rule)
    columns.kind = _kind_of(columns)
    return columns


def _find_head(sheet: Sheet) -> tuple[int, list[str], str, str] | None:
    """Row of the headings, headings, form service and layout; None where there are no records."""
    for number, row in enumerate(head_rows(sheet.rows, _HEAD)):
        headings = [cell_text(cell) if isinstance(cell, str) else "" for cell in row]
        if sum(map(bool, headings)) < 2:
            continue
        service = forms.service_of(headings)
        layout = service or _layout_of(headings, row)
        if layout:
            return number, headings, service, layout
    return None


def _layout_of(headings: Sequence[str], row: Row) -> str:
    """The layout that headings announce by themselves; empty for tables of figures."""
    filled = [text for text in headings if text]
    if len(filled) < sum(cell_text(cell) != "" for cell in row) or _has_figures(filled):
        return ""
    roles = [role_of_heading(text) for text in filled]
    known = {role_of_heading(text) for text in filled if is_exact(text)}
    if "links" in known and roles.count("scale") >= 2:
        return "stakeholder-survey"
    for layout, *needed in _LAYOUTS:
        if all(known & set(one_of.split()) for one_of in needed):
            return layout
    return ""


def _has_figures(headings: Sequence[str]) -> bool:
    """Whether headings are those of a table of numbers: years, units, values."""
    if any(_YEAR.search(text) for text in headings):
        return True
    roles = [role_of(column_key(text)) for text in headings]
    if "value" in roles or "unit" in roles or "series_code" in roles:
        return True
    return any(_FIGURES.search(plain_heading(text)) for text in headings)


def _place(columns: RecordColumns) -> None:
    for column, heading in enumerate(columns.headings):
        if not heading or column in columns.skipped or forms.is_meta(heading, columns.service):
            continue
        role = role_of_heading(columns.questions[column])
        if role in _SINGLE and role in columns.at:
            role = ""
        if role:
            columns.at.setdefault(role, []).append(column)


def _decide(columns: RecordColumns, column: int, rule: LineRule) -> None:
    """Give a column the part that a person gave it."""
    columns.at = {
        role: kept for role, at in columns.at.items() if (kept := [c for c in at if c != column])
    }
    if rule.role == "ignore":
        columns.skipped |= {column}
    elif role := _DECIDED.get(rule.dimension or rule.role, ""):
        single = role in _SINGLE
        columns.at[role] = [column] if single else sorted([*columns.at.get(role, []), column])


def _settle_name(columns: RecordColumns) -> None:
    """A column headed "Name" names the person in a form, else the measure or the organisation."""
    names = columns.at.pop("name", [])
    for column in names:
        if columns.service or "organisation" in columns.at:
            role = "personal"
        elif "title" not in columns.at and columns.at.keys() & {"level", "status"}:
            role = "title"
        else:
            role = "organisation"
        columns.at.setdefault(role, []).append(column)


def _settle_type(columns: RecordColumns, body: Sequence[Row]) -> None:
    """A column headed "Type" that holds classes of stakeholders tells the group."""
    column = columns.first("type")
    if column is None or "group" in columns.at:
        return
    texts = {text for row in body if (text := text_at(row, column))}
    if texts and sum(bool(known_group(text)) for text in texts) * 2 >= len(texts):
        columns.at["group"] = columns.at.pop("type")


def _settle_answers(columns: RecordColumns, body: Sequence[Row]) -> None:
    """In a form tell chosen answers from written ones; the longest are the text if none is."""
    taken = {column for role in columns.at for column in columns.at[role]}
    lengths: dict[int, float] = {}
    for column, heading in enumerate(columns.headings):
        if not heading or column in columns.skipped or forms.is_meta(heading, columns.service):
            continue
        texts = [text for row in body if (text := text_at(row, column))]
        if column in taken or column in columns.choices or not texts:
            continue
        if all(map(is_personal, texts)):
            columns.at.setdefault("personal", []).append(column)
        elif _is_closed(texts):
            columns.at.setdefault("scale", []).append(column)
        else:
            lengths[column] = sum(map(len, texts)) / len(texts)
    if "text" not in columns.at and "commitment" not in columns.at and lengths:
        longest = max(lengths, key=lambda column: lengths[column])
        columns.at["text"] = [c for c in lengths if lengths[c] >= _LONG] or [longest]


def _is_closed(texts: Sequence[str]) -> bool:
    """Whether answers were chosen out of a few: short, and many of them alike."""
    different = set(texts)
    return (
        len(texts) >= 3
        and len(different) <= min(_MOST_ANSWERS, max(2, len(texts) // 2))
        and max(map(len, different)) < _LONG
    )


def _kind_of(columns: RecordColumns) -> RecordKind:
    roles = columns.at.keys()
    if "commitment" in roles:
        return RecordKind.COMMITMENT
    if "scale" in roles:
        return RecordKind.ANSWER
    if "type" in roles and "text" in roles and "title" not in roles and "level" in roles:
        return RecordKind.ACTION_FIELD
    if columns.layout == "measures" or ("title" in roles and roles & {"level", "status"}):
        return RecordKind.MEASURE
    return RecordKind.CONTRIBUTION
