"""What a person is told of a whole block."""

from dataclasses import dataclass

from vnr_app.domain.importplan import Problem, Severity, column_letters
from vnr_app.i18n import _, ngettext
from vnr_app.importing.layouts.base import Collector


@dataclass(frozen=True, slots=True)
class Report:
    """Tells of one block; `cell` is its first value, where nothing else is named."""

    collector: Collector
    sheet: str
    cell: str

    def _tell(self, code: str, message: str, severity: Severity, cell: str = "") -> None:
        where = cell or self.cell
        self.collector.problem(code, message, sheet=self.sheet, cell=where, severity=severity)

    def undated(self, count: int, years: tuple[str, ...]) -> None:
        """Ask for the period of values that neither cells nor texts date; `years` may be it."""
        message = ngettext(
            "{count} value names no year: neither do the title nor the sheet.",
            "{count} values name no year: neither do the title nor the sheet.",
            count,
        )
        self.collector.problems.append(
            Problem(
                self.sheet,
                self.cell,
                "no-period",
                "",
                Severity.QUESTION,
                message.format(count=count),
                _("Name the year of these values; without it they are left out."),
                "period",
                years,
            )
        )

    def assumed(self, period: str) -> None:
        """Ask whether values are of the one period that other sheets of the file name."""
        self.collector.problems.append(
            Problem(
                self.sheet,
                self.cell,
                "period-elsewhere",
                period,
                Severity.QUESTION,
                _("This sheet names no year; {period} stands on another one.").format(
                    period=period
                ),
                _("{period} was taken; name another year if it is wrong.").format(period=period),
                "period",
                (period,),
            )
        )

    def target(self, cell: str, count: int) -> None:
        """Tell of a column of targets, by the cell of its heading."""
        message = ngettext(
            "This column holds targets, not observations; {count} was left out.",
            "This column holds targets, not observations; {count} were left out.",
            count,
        )
        self._tell("target-value", message.format(count=count), Severity.NOTE, cell)

    def alike(self, columns: list[int]) -> None:
        """Tell of columns that are headed alike."""
        message = _("Columns {columns} have the same heading; they are told apart by letter.")
        letters = ", ".join(map(column_letters, columns))
        self._tell("header-duplicate", message.format(columns=letters), Severity.WARNING)

    def repeated(self, count: int) -> None:
        """Tell of a header that comes again between the rows."""
        if count:
            message = ngettext(
                "The header comes again {count} time; it was read once.",
                "The header comes again {count} times; it was read once.",
                count,
            )
            self._tell("header-repeated", message.format(count=count), Severity.NOTE)

    def sections(self, sections: set[str]) -> None:
        """Tell of headings between the rows, whose totals can be kept or skipped."""
        if not sections:
            return
        message = ngettext(
            "{count} row without values is a heading of the rows below it.",
            "{count} rows without values are headings of the rows below them.",
            len(sections),
        )
        self.collector.problems.append(
            Problem(
                self.sheet,
                self.cell,
                "group-rows",
                "",
                Severity.NOTE,
                message.format(count=len(sections)),
                decides="totals",
                choices=("keep", "skip"),
            )
        )
