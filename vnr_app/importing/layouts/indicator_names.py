"""The indicators that the texts of a file name: by their codes, their titles, or names alike."""

import re

from vnr_app.domain.importplan import Problem, Severity
from vnr_app.i18n import _
from vnr_app.importing.codes import (
    CodeInText,
    code_in,
    column_key,
    name_key,
    unmangled_codes,
    vote_code,
)
from vnr_app.importing.context import PlanContext
from vnr_app.importing.layouts.decisions import Memory
from vnr_app.importing.layouts.guesses import guess_question
from vnr_app.importing.naming import Guess, guess_indicator, indicators_by_name
from vnr_app.importing.problem_list import Problems
from vnr_app.importing.series_codes import all_series, local_indicator

_SHORT_NAME = 8
"""Signs of a text that is too short to be a title."""


class IndicatorNames:
    """Finds the indicators of texts; tells once of what is unusual about a name."""

    def __init__(self, context: PlanContext) -> None:
        self.context = context
        self.memory = Memory(context.recipe, context.synonyms)
        self.problems = Problems()
        self._sheets: list[str] = []
        self._noted: set[str] = set()
        self.other_numbering = False
        """Whether the rows of the sheet are numbered by codes that only look like indicators'."""
        self.numbered = False
        """Whether the sheets are numbered like indicators but as the tables of chapters."""
        self._guesses: dict[str, Guess | None] = {}
        national = context.national.items()
        self._national = {column_key(code): code for code, _title in national}
        self._national_names = {name_key(title): code for code, title in national}

    def problem(
        self,
        code: str,
        message: str,
        *,
        sheet: str = "",
        cell: str = "",
        value: str = "",
        severity: Severity = Severity.ERROR,
    ) -> None:
        """Tell a person about a cell, a sheet or the file."""
        self.problems.append(Problem(sheet, cell, code, value, severity, message))

    def code_in_row(self, text: str) -> CodeInText | None:
        """The indicator code of a cell of the table, where its codes are those of indicators."""
        if own := self._national_code(text):
            return CodeInText(own)
        return None if self.other_numbering else code_in(text, self.context.framework)

    def code_printed(self, *texts: str) -> CodeInText | None:
        """The code that most texts around a table carry, where it can be an indicator's."""
        return None if self.numbered else vote_code(texts, self.context.framework)

    def indicators_of(self, text: str) -> tuple[str, ...]:
        """The indicator codes of a cell ("12.2.2, 8.4.2"); unusual ones are noted once each."""
        codes: list[str] = []
        for part in re.split(r"[,;]", text):
            code = self._indicator_of(part)
            if code and code not in codes:
                codes.append(code)
                self.note_code(code)
        return tuple(codes)

    def _national_code(self, text: str) -> str:
        """The code of the review's own indicator that a text is, whatever its case and hyphens."""
        return self._national.get(column_key(text), "") if self._national else ""

    def _indicator_of(self, text: str) -> str:
        """The code of the national or global indicator that a text names, empty where none."""
        if own := self._national_code(text):
            return own
        if self.other_numbering:
            return ""
        known = self.context.framework.find_indicator(text)
        found = None if known else code_in(text, self.context.framework)
        return known.code if known else found.indicator if found else self._unmangled(text)

    def _unmangled(self, text: str) -> str:
        """The likeliest code of a cell that a spreadsheet made a date of; told if nobody has."""
        codes = unmangled_codes(text.strip(), self.context.framework)
        if not codes:
            return ""
        if not any(p.code == "code-mangled" and p.value == text for p in self.problems):
            message = _("“{text}” was read as the indicator {code}, which became a date.")
            self.problem(
                "code-mangled",
                message.format(text=text, code=codes[0]),
                value=text,
                severity=Severity.QUESTION,
            )
        return codes[0]

    @property
    def given(self) -> tuple[str, ...]:
        """The indicator that the person named for the file, for tables that name none."""
        code = self.context.indicator or self.context.recipe.indicator
        return (code,) if code else ()

    def named(self, text: str) -> CodeInText | None:
        """The indicator whose whole title a text is, whatever its case, blanks and hyphens.

        What people gave this text before goes first.
        """
        learned = self.memory.code("indicator", text)
        if learned is not None:
            return CodeInText(learned) if learned else None
        if len(text) <= _SHORT_NAME:
            return None
        name = name_key(text)
        code = self._national_names.get(name)
        code = code or indicators_by_name(self.context.framework).get(name)
        return CodeInText(code) if code else None

    def of_series(self, code: str) -> tuple[str, ...]:
        """The indicators that a series of the global database, or a local one, serves."""
        own = code.partition(":")[0].strip()
        if known := all_series().get(own.upper()):
            return known.indicators
        local = local_indicator(own, self.context.framework)
        return (local,) if local else ()

    def guessed(self, text: str, sheet: str = "", cell: str = "") -> CodeInText | None:
        """The indicator that a name without any code most likely means; asked once a name."""
        if self.memory.code("indicator", text) is not None:
            return self.named(text)
        guess = self.alike(text)
        if guess is None:
            return None
        if text not in self._noted:
            self._noted.add(text)
            self.problems.append(guess_question(guess, text, sheet, cell))
        return CodeInText(guess.code)

    def alike(self, text: str) -> Guess | None:
        """The indicator whose title a text is most alike to; looked for once a text."""
        if text not in self._guesses:
            self._guesses[text] = guess_indicator(text, self.context.framework)
        return self._guesses[text]

    def guessed_of(self, *texts: str) -> tuple[str, ...]:
        """The indicator that the first of some names means which is alike to a title."""
        sheet = self._sheets[-1] if self._sheets else ""
        guesses = (self.guessed(text, sheet) for text in texts if text)
        return next(((guess.indicator,) for guess in guesses if guess), ())

    def note_code(self, code: str) -> None:
        """Note once that a code is retired, or is none of the global framework or the review."""
        framework, national = self.context.framework, self.context.national
        if code in self._noted or code in national or framework.find_indicator(code) is not None:
            return
        self._noted.add(code)
        if framework.is_retired(code):
            message = _("Indicator {code} is no longer part of the framework.")
            problem = "retired-indicator"
        else:
            message = _("Indicator {code} is not part of the global framework.")
            problem = "other-indicator"
        self.problem(problem, message.format(code=code), value=code, severity=Severity.NOTE)
