"""The dashboard: where every goal stands, on one page."""

import re

from vnr_app.domain.progress import Status
from vnr_app.domain.report import Chapter, Dashboard, Standing
from vnr_app.domain.richtext_ops import plain_text
from vnr_app.services.living_report import resolve
from vnr_app.services.progress_words import (
    method_name,
    status_symbol,
    status_tone,
    status_word,
)
from vnr_app.services.report_goal import key_figure
from vnr_app.services.report_material import Material
from vnr_app.services.report_ranking import best_of_each_indicator

KEY = "dashboard"
_SENTENCE = re.compile(r".*?(?:[.!?؟۔](?=\s|$)|[。！？])", re.DOTALL)
_LONGEST = 150


def dashboard(material: Material) -> Chapter:
    """The chapter with the one table: status, message and data of each goal."""
    words = material.words
    method = material.standings.method
    block = Dashboard(
        id=KEY,
        caption="",
        headings=(words("Goal"), words("Status"), words("Message"), words("Data")),
        rows=tuple(_standing(material, goal.code) for goal in material.framework.goals),
        notes=(
            words("Status: {statuses}.").format(
                statuses="; ".join(
                    f"{status_symbol(status)}\u00a0{status_word(status, words)}"
                    for status in Status
                )
            ),
            words(
                "Method: {method}; see the annex on how progress was assessed. Data: indicators of "
                "the global framework with data for the country."
            ).format(method=method_name(method, words)),
        ),
    )
    return Chapter(KEY, words("The Goals at a glance"), (block,))


def _standing(material: Material, goal: str) -> Standing:
    found, words = material.standings.of_goal(goal), material.words
    known, listed = coverage(material, goal)
    return Standing(
        goal=material.goal_mark(goal, material.short_goal(goal)),
        symbol=status_symbol(found.status),
        status=status_word(found.status, words),
        tone=status_tone(found.status),
        message=_message(material, goal),
        coverage=words.plural(
            "{known} of {count} indicator", "{known} of {count} indicators", listed
        ).format(known=known, count=listed),
    )


def coverage(material: Material, goal: str) -> tuple[int, int]:
    """How many of a goal's global indicators have a number for the country, and how many are."""
    listed = {each.code for each in material.framework.indicators_of_goal(goal)}
    known = {
        row.indicator
        for row in material.rows[goal]
        if row.own and row.latest.value.number is not None
    }
    return len(listed & known), len(listed)


def _message(material: Material, goal: str) -> str:
    """The first sentence of the goal's headline; its foremost figure where nothing is written."""
    document = material.texts.get(f"goal-{goal}/headline")
    text = "" if document is None else plain_text(resolve(document, material.values)).strip()
    if text:
        first = _SENTENCE.match(text)
        return _shortened(" ".join((first[0] if first else text).split()))
    best = best_of_each_indicator(material.headlines[goal])
    if not best:
        return material.words("No data.")
    figure = key_figure(material, best[0])
    value = f"{figure.value} {figure.unit}".strip()
    return f"{_shortened(figure.label)}: {value} ({figure.period})"


def _shortened(text: str) -> str:
    """A text that leaves room on the page for those of the other goals."""
    if len(text) <= _LONGEST:
        return text
    return text[:_LONGEST].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"
