"""What one row of a stakeholder sheet says; every filled cell ends up in the record."""

from collections import Counter
from collections.abc import Iterable

from vnr_app.domain.importplan import cell_name
from vnr_app.domain.records import PERSONAL, PlannedRecord, RecordKind
from vnr_app.importing.context import PlanContext
from vnr_app.importing.folding import fold_text
from vnr_app.importing.grid import Row
from vnr_app.importing.layouts.base import text_at
from vnr_app.importing.stakeholders import cells, forms
from vnr_app.importing.stakeholders.columns import RecordColumns

Pairs = list[tuple[str, str]]


class RowReader:
    """Reads rows by their columns.

    `links_above` are goals that hold for rows which name none. `unknown` gathers groups that
    nobody knows: folded text → first row and text as printed.
    """

    def __init__(
        self, columns: RecordColumns, context: PlanContext, links_above: tuple[str, ...]
    ) -> None:
        self.columns = columns
        self.context = context
        self.links_above = links_above
        self.unknown: dict[str, tuple[int, str]] = {}
        self.no_links: dict[tuple[int, int], tuple[str, tuple[str, ...]]] = {}
        """Row and column of cells that number goals which do not exist → text and those numbers."""
        self._ids: Counter[str] = Counter()
        self._roles = {column: role for role, at in columns.at.items() for column in at}
        self._flags: dict[int, str] = {}
        for column in columns.at.get("consent", ()):
            flag = cells.consent_flag(columns.questions[column])
            if flag in self._flags.values():
                flag = cells.consent_slug(columns.questions[column])
            self._flags[column] = flag

    def record(self, table: int, number: int, row: Row) -> PlannedRecord:
        """What a row says; with a group that nobody knows, that is noted in `unknown`."""
        columns = self.columns
        group_text = self._one(row, "group")
        group = cells.group_code(group_text, self.context) if group_text else ""
        extra = self._extra(row)
        if group_text and not group:
            place = columns.first("group")
            assert place is not None  # it has just given a text
            self.unknown.setdefault(fold_text(group_text).lower(), (number, group_text))
            extra.insert(0, (columns.questions[place], group_text))
        kind = columns.kind
        level, status = self._one(row, "level"), self._one(row, "status")
        if kind is RecordKind.ACTION_FIELD:
            status = status or self._one(row, "type")
        elif text := self._one(row, "type"):
            extra.append((self._question("type"), text))
        return PlannedRecord(
            table=table,
            row=number,
            kind=kind,
            organisation=self._one(row, "organisation"),
            group=group,
            title=self._one(row, "title"),
            text=self._written(row),
            level=level,
            status=status,
            links=self._links(number, row),
            scales=tuple(self._pairs(row, columns.at.get("scale", ()))),
            consents=tuple(self._consents(row)),
            extra=tuple(extra),
            external_id=self._external_id(row),
        )

    def _text(self, row: Row, column: int) -> str:
        """What a column says in a row: of a question of several answers the chosen ones."""
        text = text_at(row, column)
        choice = self.columns.choices.get(column)
        if choice is None or (text and column not in {at for at, _option in choice.options}):
            return text
        return choice.answer(row)

    def _one(self, row: Row, role: str) -> str:
        column = self.columns.first(role)
        return "" if column is None else self._text(row, column)

    def _question(self, role: str) -> str:
        column = self.columns.first(role)
        return "" if column is None else self.columns.questions[column]

    def _pairs(self, row: Row, columns: Iterable[int]) -> Pairs:
        """(question, answer) of those of these columns that are filled."""
        return [
            (self.columns.questions[column], text)
            for column in columns
            if (text := self._text(row, column))
        ]

    def _written(self, row: Row) -> str:
        """The written answers of a row; several of them each below its question."""
        at = self.columns.at
        columns = sorted({c for role in ("text", "commitment", "reason") for c in at.get(role, ())})
        said = self._pairs(row, columns)
        if len(columns) == 1:
            return "".join(text for _question, text in said)
        return "\n\n".join(f"{question}\n{text}" for question, text in said)

    def _links(self, number: int, row: Row) -> tuple[str, ...]:
        framework = self.context.framework
        links: list[str] = []
        for column in self.columns.at.get("links", ()):
            text = self._text(row, column)
            links += cells.links_in(text, framework)
            if unknown := cells.unknown_links(text, framework):
                self.no_links[number, column] = text, unknown
        goals = {link.split(".")[0] for link in links if "." in link}
        found = [link for link in links if "." in link or link not in goals]
        return tuple(dict.fromkeys(found)) or self.links_above

    def _consents(self, row: Row) -> list[tuple[str, bool]]:
        answers = {flag: cells.yes_or_no(self._text(row, c)) for c, flag in self._flags.items()}
        return [(flag, answer) for flag, answer in answers.items() if answer is not None]

    def _extra(self, row: Row) -> Pairs:
        """Every other filled cell; what concerns a person carries `PERSONAL` before its name."""
        columns, found = self.columns, []
        framework = self.context.framework
        for column in range(max(len(row), columns.width)):
            if column in columns.skipped or not (text := self._text(row, column)):
                continue
            role = self._roles.get(column, "")
            question = columns.questions.get(column) or cell_name(columns.header, column)
            if (
                role == "personal"
                or self._is_personal_meta(column)
                or (role in ("", "references") and cells.is_personal(text))
            ):
                found.append((PERSONAL + question, text))
            elif (
                role in ("", "references", "id", "flag")
                or (role == "links" and not cells.links_in(text, framework))
                or (role == "consent" and cells.yes_or_no(text) is None)
            ):
                found.append((question, text))
        return found

    def _is_personal_meta(self, column: int) -> bool:
        """Whether a form service filled a column with who answered, or where."""
        if column >= len(self.columns.headings):
            return False
        heading = self.columns.headings[column].lower()
        return forms.is_meta(heading, self.columns.service) and any(
            word in heading for word in ("username", "phone", "submitted_by", "geoloc", "device")
        )

    def _external_id(self, row: Row) -> str:
        """The name by which the form service knows an answer, else empty."""
        by_heading = {text.lower(): i for i, text in enumerate(self.columns.headings) if text}

        def said(heading: str) -> str:
            return text_at(row, by_heading.get(heading))

        match self.columns.service:
            case forms.KOBO:
                parent = said("_submission__uuid")
                found = f"{parent}/{said('_index')}" if parent else said("_uuid")
                found = found or said("meta/instanceid")
            case forms.MICROSOFT:
                found = f"{text_at(row, 0)}@{text_at(row, 1)}"
            case forms.GOOGLE:
                found = text_at(row, 0)
            case _:
                return ""
        self._ids[found] += 1
        return found if self._ids[found] == 1 or not found else f"{found}#{self._ids[found]}"
