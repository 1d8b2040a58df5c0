"""What a text can refer to: the sections, headings, tables, figures and boxes of the report."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from vnr_app.domain import report as rp
from vnr_app.domain import richtext as rt
from vnr_app.domain.charts import ChartData, ChartKind
from vnr_app.domain.richtext_labels import Caption, Numbered, captions, labels, shown_blocks
from vnr_app.domain.richtext_ops import block_runs, is_empty, runs_text
from vnr_app.domain.sections import SectionKind
from vnr_app.i18n import Words, words_of
from vnr_app.services import indicators, sections, writing
from vnr_app.services.framework import load_framework, titles_in
from vnr_app.services.report import labels_in
from vnr_app.services.report_charts import chart_ids, drawable
from vnr_app.services.report_names import annex_caption, table_caption
from vnr_app.services.reviews import Review
from vnr_app.services.section_states import SectionState

_ANNEX = "annex-statistics"


class TargetKind(StrEnum):
    """What a reference can point to."""

    TABLE = "table"
    FIGURE = "figure"
    BOX = "box"
    HEADING = "heading"
    SECTION = "section"


@dataclass(frozen=True, slots=True)
class Target:
    """A thing to refer to: its label is what the reference says, its title tells it apart.

    `id` is the id of a block or the key of a section or part; `section` is the key of the text
    in which the thing stands.
    """

    id: str
    kind: TargetKind
    label: str
    title: str
    section: str


@dataclass(frozen=True, slots=True)
class Figures:
    """What the data put into the goals' chapters: which have a table, which series can be drawn."""

    with_rows: frozenset[str]
    drawable: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class References:
    """All targets in the order of the report, and what a reference to an id or key says."""

    targets: tuple[Target, ...]
    labels: Mapping[str, str]


_KINDS = {
    Numbered.TABLE: TargetKind.TABLE,
    Numbered.FIGURE: TargetKind.FIGURE,
    Numbered.BOX: TargetKind.BOX,
}


def references(review: Review, language: str | None = None) -> References:
    """What the texts in a language (default: the review's) can refer to.

    Numbers are those of the report; no figure of the data is read for them.
    """
    chosen = language or review.info.language
    texts = {**writing.all_texts(review), **writing.all_texts(review, chosen)}
    return in_texts(texts, sections.outline(review), figures(review), chosen)


def figures(review: Review) -> Figures:
    """What the data put into the goals' chapters."""
    return Figures(indicators.goals_with_rows(review), drawable(review))


def in_texts(
    texts: Mapping[str, rt.Document],
    states: Iterable[SectionState],
    figures: Figures,
    language: str,
) -> References:
    """What these texts, by their keys, can refer to in a report of that language."""
    words = words_of(language)
    whole: list[rp.Chapter] = []
    messages: list[rp.Chapter] = []
    for state in states:
        alone = state.kind is SectionKind.MAIN_MESSAGES
        (messages if alone else whole).append(_chapter(state, texts, figures, words))
    # The Main Messages are a document of their own, which counts its figures anew.
    targets, labelled = _referable(whole, labels_in(words))
    more, other = _referable(messages, labels_in(words))
    return References((*targets, *more), {**other, **labelled})


def _referable(
    chapters: Sequence[rp.Chapter], words: rp.Labels
) -> tuple[tuple[Target, ...], dict[str, str]]:
    captioned = {each.holder: each for each in captions(chapters, words)}
    targets = (target for chapter in chapters for target in _targets(chapter, words, captioned))
    return tuple(targets), labels(chapters, words)


def _chapter(
    state: SectionState, texts: Mapping[str, rt.Document], figures: Figures, words: Words
) -> rp.Chapter:
    """The chapter as the report has it, its tables and charts without their figures."""
    goal = load_framework().goal(state.goal) if state.goal else None
    blocks: list[rp.Block] = []
    for part in state.parts or (state,):
        document = texts.get(part.key)
        prose: list[rp.Block] = []
        if document is not None and not is_empty(document):
            prose.append(rp.Prose(part.key, document))
        if goal and part.key.endswith("/trends") and goal.code in figures.with_rows:
            own = [texts[each.key] for each in state.parts if each.key in texts]
            prose += _of_data(goal.code, figures, own, words)
        titled = "/" in part.key and not part.key.endswith("/headline")
        if prose and titled:
            blocks.append(rp.Heading(2, words(part.title), part.key))
        blocks += prose
    if state.key == _ANNEX:
        titles = titles_in(words.language)
        for each in load_framework().goals:
            caption = annex_caption(each.code, titles[f"{each.code}-short"], words)
            blocks.append(_data_table(f"annex-goal-{each.code}", caption))
    mark = rp.GoalMark(goal.code, goal.title, goal.color.lstrip("#")) if goal else None
    return rp.Chapter(key=state.key, title=words(state.title), blocks=tuple(blocks), goal=mark)


def _of_data(
    goal: str, figures: Figures, texts: Iterable[rt.Document], words: Words
) -> Iterator[rp.Block]:
    for identifier in chart_ids(goal, figures.drawable.get(goal, ()), texts):
        yield rp.Graph(identifier, ChartData(ChartKind.LINE, "", "", (), ()))
    caption = table_caption(goal, titles_in(words.language)[f"{goal}-short"], words)
    yield _data_table(f"goal-{goal}-indicators", caption)


def _data_table(identifier: str, caption: str) -> rp.DataTable:
    return rp.DataTable(identifier, caption, columns=(), rows=())


def _targets(
    chapter: rp.Chapter, words: rp.Labels, captioned: Mapping[str, Caption]
) -> Iterator[Target]:
    goal = chapter.goal
    label = f"{words.goal} {goal.number}" if goal else chapter.title
    yield Target(chapter.key, TargetKind.SECTION, label, chapter.title, chapter.key)
    for block in chapter.blocks:
        match block:
            case rp.Heading():
                yield Target(block.id, TargetKind.SECTION, block.text, chapter.title, block.id)
            case rp.DataTable():
                yield _captioned(captioned[block.id], block.caption, chapter.key)
            case rp.Prose():
                for inner in shown_blocks(block.document):
                    yield from _inside(inner, block.id, chapter.title, captioned)


def _inside(
    block: rt.Block, section: str, chapter: str, captioned: Mapping[str, Caption]
) -> Iterator[Target]:
    caption = captioned.get(block.id)
    if caption is not None:
        title = block.title if isinstance(block, rt.Chart) else _line(block_runs(block))
        yield _captioned(caption, title, section)
    elif isinstance(block, rt.Heading) and (title := _line(block.runs)):
        yield Target(block.id, TargetKind.HEADING, title, chapter, section)


def _captioned(caption: Caption, title: str, section: str) -> Target:
    label = caption.label
    return Target(caption.target, _KINDS[label.kind], label.text, title, section)


def _line(runs: rt.Runs) -> str:
    return " ".join(runs_text(runs).split())
