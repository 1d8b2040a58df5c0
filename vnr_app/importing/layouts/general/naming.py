"""The texts around a block: its title, unit, notes, period and indicator, and its series' names."""

import re
from dataclasses import dataclass, field

from vnr_app.domain.importplan import PlannedSeries
from vnr_app.domain.periods import Period
from vnr_app.importing.codes import CodeInText, code_in, slug, strip_code
from vnr_app.importing.grid import Row, Sheet, cell_text
from vnr_app.importing.layouts.base import Collector
from vnr_app.importing.layouts.general.blocks import TABLE, Block
from vnr_app.importing.layouts.general.cells import Looks, without_notes
from vnr_app.importing.layouts.general.decided import Decided
from vnr_app.importing.layouts.general.times import (
    one_period,
    period_in_name,
    period_of_texts,
    periods_in,
)
from vnr_app.importing.notes import Notes, is_note, source_in
from vnr_app.importing.titles import PageHeads, is_link, is_publisher, without_number
from vnr_app.importing.units import implied_unit, unit_in_title, unit_line
from vnr_app.importing.words import best_language

_PLAIN_SHEET = re.compile(
    r"(?:sheet|лист|feuil\w*|hoja|tabelle|data|工作表|ورقة)?\s*\d*", re.IGNORECASE
)
_LONGEST = 300
_GAP = 3
"""Rows between the texts of one title."""


@dataclass(slots=True)
class Texts:
    """What the texts around a block say; `lines` are the captions without notes, from the top."""

    title: str = ""
    unit: str = ""
    lines: list[str] = field(default_factory=list)
    notes: Notes = field(default_factory=Notes)
    code: CodeInText | None = None
    period: Period | None = None
    period_elsewhere: bool = False
    """Whether only other sheets name the period."""
    years: tuple[str, ...] = ()
    """Years that are named around the table, none of which is sure to be its period."""

    def decide(self, decided: Decided, collector: Collector) -> None:
        """Put what people said in the place of what was found."""
        recipe = collector.context.recipe
        self.title = decided.text("title") or self.title
        self.unit = recipe.unit or decided.text("unit") or self.unit
        below = (collector.period(text) for text in self.notes.texts)
        if self.period is None or self.period_elsewhere:
            own = next(filter(None, below), None) or collector.period(recipe.period)
            self.period_elsewhere = self.period_elsewhere and own is None
            self.period = own or self.period
        self.notes.add_row([(text, "") for text in decided.texts.get("note", [])])
        if source := decided.text("source"):
            self.notes.sources = [source_in(source) or source]
        if named := decided.text("indicator"):
            code = code_in(named, collector.context.framework) or collector.named(named)
            self.code = code or self.code


def captions_of(rows: list[Row], top: int, end: int) -> list[int]:
    """The rows of text above a block: below another block those from its own title on."""
    filled = [n for n in range(top, end) if any(cell_text(cell) for cell in rows[n])]
    if top == 0:
        return filled
    named = [n for n in filled if TABLE.match(_first(rows[n]))]
    if named:
        return [n for n in filled if n >= named[-1]]
    nearest: list[int] = []
    for number in reversed(filled):
        if (nearest[0] if nearest else end) - number > _GAP:
            break
        nearest.insert(0, number)
    return nearest if len(nearest) < len(filled) or top == 0 else filled[-_GAP:]


def _first(row: Row) -> str:
    return next((text for cell in row if (text := cell_text(cell))), "")


def read_texts(
    sheet: Sheet,
    rows: list[Row],
    looks: Looks,
    block: Block,
    collector: Collector,
    before: Texts | None,
) -> Texts:
    """Read the captions of a block and the notes below it, `below` the rows after it.

    What a block does not say itself holds from the one before on the sheet.
    """
    texts = Texts()
    rows_of_texts = [
        [text for cell in rows[n] if (text := cell_text(cell))] for n in block.captions
    ]
    for line in rows_of_texts:
        texts.notes.add_row([(text, "") for text in line if is_note(text)])
    own = [
        [without_notes(text) for text in line if not is_note(text) and not is_link(text)]
        for line in rows_of_texts
    ]
    texts.lines = [text for line in own for text in line]
    named = [best_language(line) for line in own if line and not _is_unit(line)]
    texts.title = _title(named, collector.heads)
    texts.unit = _unit(texts.lines)
    _find_code(texts, sheet, collector)
    texts.period = period_of_texts(texts.lines, looks.period)
    if before is not None:
        _inherit(texts, before)
    texts.title = texts.title or _name_of(sheet, collector)
    texts.period = texts.period or (
        period_in_name(sheet.name, looks.period)
        or period_in_name(collector.file_stem, looks.period)
    )
    if texts.period is None:
        texts.period = one_period(collector.heads.elsewhere(sheet.name), looks.period)
        texts.period_elsewhere = texts.period is not None
    around = [*texts.lines, *texts.notes.texts, sheet.name, collector.file_stem.replace("_", " ")]
    texts.years = _years_in(around, looks)
    return texts


def _years_in(lines: list[str], looks: Looks) -> tuple[str, ...]:
    """All years that some texts name, the latest first."""
    found = {period.label for line in lines for period, _rest in periods_in(line, looks.period)}
    return tuple(sorted(found, reverse=True))


def add_notes(texts: Texts, sheet: Sheet, rows: list[Row], numbers: list[int]) -> None:
    """Keep the rows below a block as its notes."""
    for number in numbers:
        cells = [
            (text, sheet.marks.get((number, column), ""))
            for column, cell in enumerate(rows[number])
            if isinstance(cell, str) and (text := cell.strip())
        ]
        if cells:
            texts.notes.add_row(cells)


def _inherit(texts: Texts, before: Texts) -> None:
    if not texts.title:
        texts.title = before.title
    texts.unit = texts.unit or before.unit
    texts.code = texts.code or before.code
    texts.period = texts.period or before.period
    texts.notes.sources += [s for s in before.notes.sources if s not in texts.notes.sources]


def _is_unit(line: list[str]) -> bool:
    return all(map(unit_line, line))


def _title(named: list[str], heads: PageHeads) -> str:
    """The first line that is no office's name, after the number of the table if that is a line."""
    texts = [text[:_LONGEST] for text in named if len(text) > 2]
    titles = [text for text in texts if not is_publisher(text)] or texts
    if len(titles) > 1 and not without_number(titles[0]):
        return f"{titles[0]} {titles[1]}"
    return heads.title(titles)


def _unit(lines: list[str]) -> str:
    if whole := next((unit for text in lines if (unit := unit_line(text))), ""):
        return whole
    return next((unit for text in lines if (unit := unit_in_title(text))), "")


def _find_code(texts: Texts, sheet: Sheet, collector: Collector) -> None:
    framework = collector.context.framework
    texts.code = (
        collector.code_printed(*texts.lines)
        or next((code for text in texts.lines if (code := collector.named(text))), None)
        or collector.code_printed(sheet.name)
        or code_in(collector.file_stem, framework)
    )
    if texts.code:
        collector.note_code(texts.code.indicator)
        texts.title = strip_code(texts.title, texts.code) or texts.title


def _name_of(sheet: Sheet, collector: Collector) -> str:
    return collector.file_stem if _PLAIN_SHEET.fullmatch(sheet.name.strip()) else sheet.name.strip()


def without_period(title: str, looks: Looks) -> str:
    """A title without the years it names, so that a series keeps its name from year to year."""
    for _period, rest in periods_in(title, looks.period)[:1]:
        return rest or title
    return title


class SeriesNames:
    """Gives series to the values of one block."""

    def __init__(self, texts: Texts, looks: Looks, collector: Collector, suffix: str = "") -> None:
        self.texts = texts
        self.collector = collector
        title = texts.notes.split(texts.title)[0]
        self.title = without_period(without_number(title) or title, looks)
        self.suffix = suffix
        self.indicators: dict[str, None] = {}
        self.without: set[int] = set()
        """The series that serve no indicator."""
        self._known: dict[tuple[str, str, str, str, bool], int] = {}

    def find(
        self, measure: str, unit: str, listed: str, code: str, *, percent: bool = False
    ) -> int:
        """The series of values: what they measure, their unit, indicator and series code.

        `percent` tells that the cells themselves are shown as percentages.
        """
        key = (measure, unit, listed, code, percent)
        if key not in self._known:
            self._known[key] = self._new(*key)
        return self._known[key]

    def _new(self, measure: str, unit: str, listed: str, code: str, percent: bool) -> int:
        collector = self.collector
        own = collector.code_in_row(measure) or collector.named(measure)
        found = own or self.texts.code
        indicators = collector.indicators_of(listed) or collector.of_series(code)
        indicators = indicators or ((found.indicator,) if found else ())
        indicators = indicators or collector.given
        indicators = indicators or collector.guessed_of(measure, self.title)
        self.indicators |= dict.fromkeys(indicators)
        name = self.title
        if measure:
            name = measure if listed else f"{self.title}: {strip_code(measure, own)}"
        if self.suffix:
            name = f"{name} ({self.suffix})"
        if not code:
            stem = indicators[0] if indicators else slug(self.title, 24)
            code = f"{stem}-{slug(measure)}" if measure else stem
        found_at = collector.series_index(
            PlannedSeries(code, name, self._unit(measure, unit, percent), indicators)
        )
        if not indicators:
            self.without.add(found_at)
        return found_at

    def _unit(self, measure: str, listed: str, percent: bool) -> str:
        """The unit as people decided, as printed or shown, or as the name implies."""
        return (
            self.collector.context.recipe.unit
            or listed
            or unit_in_title(measure)
            or self.texts.unit
            or unit_in_title(self.title)
            or ("percent" if percent else implied_unit(measure or self.title))
        )
