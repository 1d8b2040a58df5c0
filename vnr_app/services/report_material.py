"""What all parts of a report are made from, in the language of the report."""

from collections.abc import Mapping
from dataclasses import dataclass

from vnr_app.domain.framework import Framework
from vnr_app.domain.progress import Verdict
from vnr_app.domain.report import Block, GoalMark, Prose
from vnr_app.domain.richtext import Document
from vnr_app.domain.richtext_ops import is_empty
from vnr_app.i18n import Words, words_of
from vnr_app.services import indicators, living, progress, writing
from vnr_app.services.framework import load_framework, titles_in
from vnr_app.services.indicators import GoalTableRow
from vnr_app.services.living_report import resolve
from vnr_app.services.progress import Standings
from vnr_app.services.reviews import Review


@dataclass(frozen=True, slots=True)
class Material:
    """Texts by key, figures by goal, verdicts, fixed words.

    `rows` are every line of every area, `headlines` those of `indicators.headline_rows`; `titles`
    are those of `framework.titles_in`.
    """

    review: Review
    language: str
    words: Words
    framework: Framework
    titles: Mapping[str, str]
    texts: Mapping[str, Document]
    untranslated: frozenset[str]
    """The keys of the texts that stand in the review's own language, for want of another."""
    values: living.Values
    rows: Mapping[str, tuple[GoalTableRow, ...]]
    headlines: Mapping[str, tuple[GoalTableRow, ...]]
    standings: Standings

    def prose(self, key: str) -> list[Block]:
        """The text of a section or part with its numbers in place; nothing where it is empty."""
        document = self.told(key)
        return [] if document is None else [Prose(key, document)]

    def told(self, key: str) -> Document | None:
        """A text with its numbers in place, in the language of the text; None where it is empty."""
        document = self.texts.get(key)
        if document is None or is_empty(document):
            return None
        own = self.review.info.language
        values = self.values.speaking(own) if key in self.untranslated else self.values
        return resolve(document, values)

    def verdict(self, row: GoalTableRow) -> Verdict:
        """What the method says of a line."""
        return self.standings.of(row)

    def goal_mark(self, code: str, title: str = "") -> GoalMark:
        """Number, title and colour of a goal; `title` is one that the users gave it."""
        goal = self.framework.goal(code)
        shown = title if title and title != goal.title else self.titles[code]
        return GoalMark(goal.code, shown, goal.color.lstrip("#"))

    def short_goal(self, code: str) -> str:
        """The short name of a goal: “Good health and well-being”."""
        return self.titles[f"{code}-short"]

    def goal_name(self, code: str) -> str:
        """“Goal 3: Good health and well-being”."""
        return self.words("Goal {number}: {name}").format(number=code, name=self.short_goal(code))

    def indicator_title(self, code: str) -> str:
        """The title of a listed indicator; one without an official translation has a mark."""
        return self.titles[code]


def collect(review: Review, language: str) -> Material:
    """Read texts and figures of a review for a report in a language."""
    words, titles = words_of(language), titles_in(language)
    own, translated = writing.all_texts(review), _written(writing.all_texts(review, language))
    rows = indicators.rows_by_goal(review, words, titles)
    headlines = {goal: indicators.headline_rows(lines) for goal, lines in rows.items()}
    return Material(
        review=review,
        language=language,
        words=words,
        framework=load_framework(),
        titles=titles,
        # A text that nobody has translated is better read in its own language than not at all.
        texts={**own, **translated},
        untranslated=frozenset(_written(own).keys() - translated.keys()),
        values=living.load(review, language),
        rows=rows,
        headlines=headlines,
        standings=progress.standings(review, headlines),
    )


def _written(texts: Mapping[str, Document]) -> dict[str, Document]:
    """Those that are not empty."""
    return {key: document for key, document in texts.items() if not is_empty(document)}
