"""The review as a report document, free of any file format."""

from dataclasses import dataclass, replace

from vnr_app.domain.report import (
    Block,
    Chapter,
    GoalMark,
    Heading,
    Image,
    Labels,
    Prose,
    ReportDocument,
    Source,
    SourceLine,
)
from vnr_app.domain.richtext import Document
from vnr_app.domain.richtext_ops import is_empty
from vnr_app.domain.sections import SectionKind
from vnr_app.errors import KnownError
from vnr_app.i18n import _
from vnr_app.services import (
    history,
    images,
    indicators,
    living,
    sections,
    sources,
    writing,
)
from vnr_app.services.chart_data import charts_of
from vnr_app.services.framework import load_framework
from vnr_app.services.living_report import resolve
from vnr_app.services.numbers import format_day, is_right_to_left
from vnr_app.services.report_tables import TableWriter
from vnr_app.services.reviews import Review
from vnr_app.services.section_states import SectionState

_ORDINALS = ("First", "Second", "Third", "Fourth", "Fifth", "Sixth")
_ANNEX = "annex-statistics"


def build_report(
    review: Review, *, language: str | None = None, section: str | None = None
) -> ReportDocument:
    """The whole report, or one section of it, in a language (default: the review's).

    Raises `KnownError` "unknown-section".
    """
    chosen = language or review.info.language
    builder = _Builder(
        review=review,
        # A text that nobody has translated is better read in its own language than not at all.
        texts={**writing.all_texts(review), **writing.all_texts(review, chosen)},
        values=living.load(review, chosen),
        tables=TableWriter(chosen, load_framework()),
    )
    states = sections.outline(review)
    if section is not None:
        states = _only(states, section)
    chapters = tuple(
        chapter
        for state in states
        if (chapter := builder.chapter(state, alone=section is not None))
    )
    shown = _texts_of(chapters)
    info = review.info
    ordinal = _ORDINALS[info.number - 1] if info.number <= len(_ORDINALS) else f"{info.number}th"
    return ReportDocument(
        title=_("Voluntary National Review"),
        subtitle=_("{ordinal} review of the 2030 Agenda for Sustainable Development").format(
            ordinal=_(ordinal)
        ),
        country=info.country_name,
        year=info.year,
        date=format_day(history.last_change(review).date(), chosen),
        language=chosen,
        right_to_left=is_right_to_left(chosen),
        labels=fixed_words(),
        chapters=chapters,
        marked_as=info.marked_as,
        images=_images(review, shown),
        charts=charts_of(shown, builder.values),
        sources=_sources(review),
    )


@dataclass(frozen=True, slots=True)
class _Builder:
    review: Review
    texts: dict[str, Document]
    values: living.Values
    tables: TableWriter

    def chapter(self, state: SectionState, *, alone: bool) -> Chapter | None:
        """The chapter of a section; Main Messages only when asked for or written."""
        mark = None
        if state.kind is SectionKind.GOAL and state.goal:
            goal = self.tables.framework.goal(state.goal)
            mark = GoalMark(goal.code, goal.title, goal.color.lstrip("#"))
            blocks = self._goal_blocks(state, goal.code)
        elif state.key == _ANNEX:
            blocks = [*self._prose(state.key), *self._annex()]
        else:
            blocks = self._chapter_blocks(state)
        if state.kind is SectionKind.MAIN_MESSAGES and not blocks and not alone:
            return None
        if not blocks:
            blocks = [SourceLine(_("This section has not been written yet."))]
        return Chapter(
            key=state.key,
            title=state.title,
            blocks=tuple(blocks),
            goal=mark,
            landscape=state.key == _ANNEX,
        )

    def _chapter_blocks(self, state: SectionState) -> list[Block]:
        blocks: list[Block] = list(self._prose(state.key))
        for part in state.parts:
            prose = self._prose(part.key)
            if prose:
                blocks += [Heading(2, part.title, part.key), *prose]
        return blocks

    def _goal_blocks(self, state: SectionState, goal: str) -> list[Block]:
        """Key figures and headline, trends with the table of figures, the other parts."""
        rows = indicators.goal_rows(self.review, goal)
        blocks: list[Block] = []
        for part in state.parts:
            prose = self._prose(part.key)
            if part.key.endswith("/headline"):
                figures = self.tables.key_figures(rows)
                blocks += ([figures] if figures else []) + prose
                continue
            if part.key.endswith("/trends") and rows:
                prose.append(self.tables.goal_table(goal, rows))
            if prose:
                blocks += [Heading(2, part.title, part.key), *prose]
        return blocks

    def _annex(self) -> list[Block]:
        """One table a goal, every indicator in it."""
        blocks: list[Block] = []
        for goal in self.tables.framework.goals:
            rows = indicators.goal_rows(self.review, goal.code, totals_only=False)
            title = _("Goal {number}").format(number=goal.code)
            blocks += [
                Heading(2, f"{title}: {goal.short}", f"annex-statistics/goal-{goal.code}"),
                self.tables.annex_table(goal.code, rows),
            ]
        return blocks

    def _prose(self, key: str) -> list[Block]:
        document = self.texts.get(key)
        if document is None or is_empty(document):
            return []
        return [Prose(key, resolve(document, self.values))]


def _texts_of(chapters: tuple[Chapter, ...]) -> tuple[Document, ...]:
    blocks = (block for chapter in chapters for block in chapter.blocks)
    return tuple(block.document for block in blocks if isinstance(block, Prose))


def _images(review: Review, texts: tuple[Document, ...]) -> dict[str, Image]:
    return {
        each.id: Image(each.data, each.mime, each.width, each.height)
        for each in images.of_texts(review, texts).values()
    }


def _sources(review: Review) -> dict[str, Source]:
    return {
        each.id: Source(each.id, each.label, each.reference, each.url)
        for each in sources.all_sources(review)
    }


def _only(states: tuple[SectionState, ...], key: str) -> tuple[SectionState, ...]:
    """The section of a key, with that part alone where the key names one."""
    head, slash, _part = key.partition("/")
    for state in states:
        parts = tuple(part for part in state.parts if not slash or part.key == key)
        if state.key == head and (parts or not slash):
            return (replace(state, parts=parts),)
    raise KnownError(
        "unknown-section",
        _("The review has no section “{key}”.").format(key=key),
        _("“vnr-app sections” lists the keys."),
    )


def fixed_words() -> Labels:
    """The words that the report sets by itself."""
    return Labels(
        contents=_("Contents"),
        table=_("Table"),
        goal=_("Goal"),
        source=_("Source"),
        page=_("Page"),
        contents_hint=_("In Word, Ctrl+A and F9 fill in the page numbers."),
        figure=_("Figure"),
        box=_("Box"),
        sources=_("Sources"),
        missing_picture=_("This picture is missing."),
        missing_chart=_("The data of this chart are missing."),
    )
