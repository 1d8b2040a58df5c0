"""The demo's texts: Markdown by section, with tokens that become living numbers.

`[[SH_STA_MORT 2024]]` names a series by its code and a period by its label;
`[[3.2.1 2025 sex=F]]` one group of it. A paragraph that is `[[line: SH_STA_MORT | Title]]` becomes
a chart of that kind, `[[table: SH_STA_MORT SH_DTH_NCOM]]` a table of indicators. A token that no
observation answers is a bug and raises.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from vnr_app.domain.indicators import TOTAL, Observation
from vnr_app.domain.richtext import (
    Block,
    Chart,
    Document,
    Heading,
    IndicatorTable,
    ListItem,
    NoteRef,
    Paragraph,
    Run,
    Runs,
    Table,
    TableRow,
    Text,
    ValueRef,
)
from vnr_app.domain.richtext_normalise import normalise
from vnr_app.domain.richtext_ops import block_runs, runs_text
from vnr_app.domain.sections import OutlineSection
from vnr_app.paths import resources_dir
from vnr_app.services import indicators, living
from vnr_app.services.numbers import format_value
from vnr_app.services.outline import load_outline
from vnr_app.services.reviews import Review

_TOKEN = re.compile(r"\[\[(\S+) (\S+?)(?: ([a-z_]+)=([^\]]+))?\]\]")
_DRAWN = re.compile(r"\[\[(line|bar|stacked|dot|table): ([^|\]]+)(?:\| ([^\]]+))?\]\]")
_PART_LEVEL = 2

_Key = tuple[str, str, tuple[tuple[str, str], ...]]


def texts_of(review: Review) -> Iterator[tuple[str, Document]]:
    """The texts of the demo by the key of their section or part, in the order of the report.

    Raises KeyError for a token without observation, ValueError for a heading that names no part.
    """
    from vnr_app.importing.texts import read_text_file  # noqa: PLC0415 - parsers load when needed

    numbers = _Numbers(review)
    for section in load_outline(review.info.outline_version).sections:
        path = resources_dir() / "demo" / "texts" / f"{section.key}.md"
        if section.optional and not path.exists():
            continue
        read = read_text_file(path)
        if read.dropped:
            raise ValueError(f"{path.name}: {read.dropped[0]}")
        for key, blocks in _by_part(section, read.document):
            yield key, normalise(Document(blocks=tuple(map(numbers.in_block, blocks))))


def translations_of(review: Review) -> Iterator[tuple[str, str, Document]]:
    """The demo's translations: language, key of the section or part, text."""
    from vnr_app.importing.texts import read_text_file  # noqa: PLC0415 - parsers load when needed

    outline = load_outline(review.info.outline_version)
    for folder in sorted((resources_dir() / "demo" / "translations").iterdir()):
        numbers = _Numbers(review, folder.name)
        for path in sorted(folder.glob("*.md")):
            document = read_text_file(path).document
            for key, blocks in _by_part(outline.section(path.stem), document):
                written = Document(blocks=tuple(map(numbers.in_block, blocks)))
                yield folder.name, key, normalise(written)


def _by_part(section: OutlineSection, document: Document) -> Iterator[tuple[str, list[Block]]]:
    """The blocks under each part's heading; all of them where a section has no parts."""
    if not section.parts:
        yield section.key, list(document.blocks)
        return
    known = {part.key for part in section.parts}
    parts: dict[str, list[Block]] = {}
    for block in document.blocks:
        if isinstance(block, Heading) and block.level == _PART_LEVEL:
            parts[runs_text(block.runs)] = []
        else:
            parts[list(parts)[-1]].append(block)
    if strange := parts.keys() - known:
        raise ValueError(f"{section.key} has no parts {sorted(strange)}")
    for name, blocks in parts.items():
        yield f"{section.key}/{name}", blocks


class _Numbers:
    """Finds what tokens speak of, among the observations of the review's country."""

    def __init__(self, review: Review, language: str | None = None) -> None:
        self.language = language or review.info.language
        stored = indicators.observations(review)
        values = living.values_for(review.info.country, stored, self.language)
        self._found: dict[_Key, Observation] = {}
        self._series = {each.series.code: each.series.id for each in values.observations}
        for each in values.observations:
            group = tuple(pair for pair in each.dimensions if pair[1] != TOTAL)
            key = (each.series.code, each.period.label, group)
            if key in self._found:
                raise ValueError(f"a token cannot tell two observations apart: {key}")
            self._found[key] = each

    def in_block(self, block: Block) -> Block:
        """The block with its tokens replaced."""
        drawn = _DRAWN.fullmatch(runs_text(block_runs(block)).strip())
        if drawn is not None:
            return self._drawn(*drawn.groups())
        match block:
            case Heading() | Paragraph() | ListItem():
                return replace(block, runs=self._runs(block.runs))
            case Table():
                return replace(block, rows=tuple(map(self._row, block.rows)))
        return block

    def _drawn(self, kind: str, codes: str, title: str | None) -> Chart | IndicatorTable:
        series = tuple(self._series[code] for code in codes.split())
        if kind == "table":
            return IndicatorTable(series=series)
        return Chart(series=series, kind=kind, title=title or "")

    def _row(self, row: TableRow) -> TableRow:
        return TableRow(
            tuple(
                replace(
                    cell,
                    blocks=tuple(replace(b, runs=self._runs(b.runs)) for b in cell.blocks),
                )
                for cell in row.cells
            )
        )

    def _runs(self, runs: Iterable[Run]) -> Runs:
        found: list[Run] = []
        for run in runs:
            match run:
                case Text():
                    found += self._in_text(run)
                case NoteRef():
                    found.append(NoteRef(self._runs(run.note)))
                case _:
                    found.append(run)
        return tuple(found)

    def _in_text(self, run: Text) -> Iterator[Run]:
        end = 0
        for match in _TOKEN.finditer(run.text):
            yield replace(run, text=run.text[end : match.start()])
            yield self._number(*match.groups())
            end = match.end()
        yield replace(run, text=run.text[end:])

    def _number(self, series: str, period: str, dimension: str | None, code: str) -> ValueRef:
        group = ((dimension, code),) if dimension else ()
        found = self._found[series, period, group]
        return ValueRef(
            series=found.series.id,
            period=found.period.label,
            breakdown=living.breakdown_key(found),
            text=format_value(found.value, self.language),
        )
