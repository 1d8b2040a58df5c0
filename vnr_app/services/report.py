"""The review as a report document, free of any file format."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from vnr_app.domain.report import (
    Block,
    Chapter,
    Heading,
    Image,
    Labels,
    Prose,
    ReportDocument,
    ReportForm,
    Source,
    SourceLine,
    Terms,
)
from vnr_app.domain.richtext import Document
from vnr_app.domain.richtext_ops import is_empty
from vnr_app.domain.sections import SectionKind
from vnr_app.errors import KnownError
from vnr_app.i18n import Words, _
from vnr_app.services import history, images, sections, sources, writing
from vnr_app.services.chart_data import charts_of
from vnr_app.services.numbers import format_day, is_right_to_left
from vnr_app.services.report_acronyms import terms_of
from vnr_app.services.report_annex import KEY as STATISTICS
from vnr_app.services.report_annex import annex_blocks
from vnr_app.services.report_dashboard import dashboard
from vnr_app.services.report_front import FOREWORD, country_name, signed, subtitle
from vnr_app.services.report_goal import goal_blocks
from vnr_app.services.report_material import Material, collect
from vnr_app.services.report_methods import methods_chapter
from vnr_app.services.report_records import COMMENTS, PRACTICES, comments, practices
from vnr_app.services.report_sources import sources_chapter
from vnr_app.services.reviews import Review
from vnr_app.services.section_states import SectionState

ACRONYMS = "acronyms"
_HIGHLIGHTS = "highlights"
_MAIN_MESSAGES = "main-messages"


def build_report(
    review: Review,
    *,
    language: str | None = None,
    section: str | None = None,
    main_messages: bool = False,
    value_tables: bool = False,
    returning: bool = False,
) -> ReportDocument:
    """The whole report, one section of it, or the Main Messages (default language: the review's).

    The Main Messages are a document of their own and no chapter of the whole. With `value_tables`
    the charts that the report draws have their values below them. With `returning` every text
    stands as it was written, for a file that comes back: the foreword keeps its signature, and the
    Main Messages are a chapter.
    Raises `KnownError` "unknown-section".
    """
    chosen = language or review.info.language
    if main_messages:
        section = _MAIN_MESSAGES
    states = sections.outline(review)
    if section is not None:
        states = _only(states, section)
    builder = _Builder(collect(review, chosen), value_tables=value_tables, returning=returning)
    if section is not None:
        chapters = tuple(builder.chapter(state) for state in states)
    else:
        chapters = tuple(builder.whole(states))
    return _document(builder.material, chapters, _form(section))


def _form(section: str | None) -> ReportForm:
    if section is None:
        return "review"
    return "main-messages" if section == _MAIN_MESSAGES else "part"


def _document(
    material: Material, chapters: tuple[Chapter, ...], form: ReportForm
) -> ReportDocument:
    review, words, language = material.review, material.words, material.language
    info = review.info
    title = {
        "review": words("Voluntary National Review"),
        "part": words("Voluntary National Review"),
        "main-messages": words("Main Messages of the Voluntary National Review"),
    }
    shown = _texts_of(chapters)
    return ReportDocument(
        title=title[form],
        subtitle=subtitle(info.number, words),
        country=country_name(info, language),
        year=info.year,
        date=format_day(history.last_change(review).date(), language),
        language=language,
        right_to_left=is_right_to_left(language),
        labels=labels_in(words),
        chapters=chapters,
        marked_as=words(info.marked_as) if info.marked_as else "",
        images=_images(review, shown),
        charts=charts_of(shown, material.values),
        sources=_sources(review),
        form=form,
    )


@dataclass(frozen=True, slots=True)
class _Builder:
    material: Material
    value_tables: bool
    returning: bool

    def whole(self, states: tuple[SectionState, ...]) -> Iterator[Chapter]:
        """The chapters of the whole report, with those that it makes by itself."""
        keys = {state.key for state in states}
        for state in states:
            if state.kind is SectionKind.MAIN_MESSAGES and not self.returning:
                continue
            if state.key == ACRONYMS:
                yield from self._acronyms(state)
                continue
            yield self.chapter(state)
            if state.key == FOREWORD and ACRONYMS not in keys:
                yield from self._acronyms(None)
            if state.key == _HIGHLIGHTS:
                yield dashboard(self.material)
        yield methods_chapter(self.material)
        cited = sources_chapter(self.material)
        if cited is not None:
            yield cited

    def chapter(self, state: SectionState) -> Chapter:
        """The chapter of a section."""
        material = self.material
        goal = state.goal if state.kind is SectionKind.GOAL else None
        mark = material.goal_mark(goal, state.title) if goal else None
        blocks = self._blocks(state, goal)
        if not blocks:
            blocks = [SourceLine(material.words("This section has not been written yet."))]
        if not self.returning:
            blocks = _with_note(blocks, material, after_head=goal is not None)
        return Chapter(
            key=state.key,
            title=mark.title if mark else material.words(state.title),
            blocks=tuple(blocks),
            goal=mark,
            landscape=state.key == STATISTICS,
            front=state.key == FOREWORD,
            numbered=state.kind in (SectionKind.GOAL, SectionKind.CHAPTER)
            and state.key not in (FOREWORD, ACRONYMS),
        )

    def _blocks(self, state: SectionState, goal: str | None) -> list[Block]:
        material = self.material
        if goal:
            return goal_blocks(material, state, goal, value_tables=self.value_tables)
        blocks = [*material.prose(state.key), *self._parts(state)]
        if state.key == FOREWORD and not self.returning:
            return signed(blocks)
        generated = {STATISTICS: annex_blocks, COMMENTS: comments, PRACTICES: practices}
        if state.key in generated:
            blocks += generated[state.key](material)
        return blocks

    def _parts(self, state: SectionState) -> Iterator[Block]:
        for part in state.parts:
            prose = self.material.prose(part.key)
            if prose:
                yield Heading(2, self.material.words(part.title), part.key)
                yield from prose

    def _acronyms(self, state: SectionState | None) -> Iterator[Chapter]:
        """The abbreviations of the texts, or the section that somebody has written of them."""
        if state is not None and self.material.prose(ACRONYMS):
            yield self.chapter(state)
            return
        material = self.material
        texts = (text for key, text in material.texts.items() if key not in material.untranslated)
        terms = terms_of(texts)
        if terms:
            title = self.material.words("Acronyms and abbreviations")
            yield Chapter(ACRONYMS, title, (Terms(terms),))


def _with_note(blocks: list[Block], material: Material, *, after_head: bool) -> list[Block]:
    """The blocks with a line that says that texts in them are not translated, where some are.

    A goal has what it opens with before the line.
    """
    texts = [block.id for block in blocks if isinstance(block, Prose)]
    left = [key for key in texts if key in material.untranslated]
    if not left:
        return blocks
    words = material.words
    if len(left) == len(texts):
        note = words("The text of this section has not been translated yet.")
    else:
        note = words("Parts of this section have not been translated yet.")
    headings = (at for at, block in enumerate(blocks) if isinstance(block, Heading))
    place = next(headings, len(blocks)) if after_head else 0
    return [*blocks[:place], SourceLine(note), *blocks[place:]]


def untranslated(review: Review, language: str) -> list[str]:
    """The titles of the texts that stand in a report of that language as they were written."""
    return list(untranslated_sections(review, language).values())


def untranslated_sections(review: Review, language: str) -> dict[str, str]:
    """The same by the keys of their sections and parts."""
    if language == review.info.language:
        return {}
    own, theirs = writing.all_texts(review), writing.all_texts(review, language)
    missing = {
        key
        for key, document in own.items()
        if not is_empty(document) and (key not in theirs or is_empty(theirs[key]))
    }
    return {
        part.key: f"{state.title}: {part.title}" if part.key != state.key else state.title
        for state in sections.outline(review)
        for part in (state.parts or (state,))
        if part.key in missing
    }


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


def labels_in(words: Words) -> Labels:
    """The words that the report sets by itself."""
    return Labels(
        contents=words("Contents"),
        table=words("Table"),
        goal=words("Goal"),
        source=words("Source"),
        page=words("Page"),
        contents_hint=words("In Word, Ctrl+A and F9 fill in the page numbers."),
        figure=words("Figure"),
        box=words("Box"),
        sources=words("Sources"),
        missing_picture=words("This picture is missing."),
        missing_chart=words("The data of this chart are missing."),
        tables_list=words("List of tables"),
        figures_list=words("List of figures"),
        boxes_list=words("List of boxes"),
    )
