"""The dashboard: where every goal stands, on one page."""

import re

from vnr_app.domain.report import Chapter, Dashboard, Standing
from vnr_app.domain.richtext_ops import plain_text
from vnr_app.services.indicators import GoalTableRow
from vnr_app.services.progress_notes import own_assessment
from vnr_app.services.progress_words import legend, status_short, status_symbol, status_tone
from vnr_app.services.report_cells import decimals
from vnr_app.services.report_material import Material
from vnr_app.services.report_methods import age_note
from vnr_app.services.report_names import english_names_note, total_text
from vnr_app.services.report_ranking import best_of_each_indicator
from vnr_app.services.units_shown import (
    Measure,
    measure_of,
    says_its_unit,
    value_of,
    with_unit,
)

KEY = "dashboard"
_SENTENCE = re.compile(r".*?(?:[.!?؟۔](?=\s|$)|[。！？])", re.DOTALL)
_LONGEST = 150


def dashboard(material: Material) -> Chapter:
    """The chapter with the one table: status, message and data of each goal."""
    words = material.words
    method, headlines = material.standings.method, material.headlines.values()
    block = Dashboard(
        id=KEY,
        caption="",
        headings=(words("Goal"), words("Status"), words("Message"), words("Data")),
        rows=tuple(_standing(material, goal.code) for goal in material.framework.goals),
        notes=(
            words("Status: {statuses}.").format(statuses=legend(method, words)),
            words(
                "Basis: {assessment}; see the annex on how progress was assessed. A Goal is "
                "assessed where at least a third of its indicators are. Data: indicators of the "
                "global framework with data for the country."
            ).format(assessment=own_assessment(method, words)),
            *age_note(material),
            *english_names_note((row for of_goal in headlines for row in of_goal), words),
        ),
    )
    return Chapter(KEY, words("The Goals at a glance"), (block,))


def _standing(material: Material, goal: str) -> Standing:
    found, words = material.standings.of_goal(goal), material.words
    known, listed = coverage(material, goal)
    return Standing(
        goal=material.goal_mark(goal, material.short_goal(goal)),
        symbol=status_symbol(found.status),
        status=status_short(found.status, words),
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
    """The first sentence of the goal's headline; its foremost figure where nothing is written.

    Nothing where the goal has figures, but none that speaks for it.
    """
    document = material.told(f"goal-{goal}/headline")
    text = "" if document is None else plain_text(document).strip()
    if text:
        first = _SENTENCE.match(text)
        return _shortened(" ".join((first[0] if first else text).split()))
    if not material.headlines[goal]:
        return material.words("No data.")
    best = best_of_each_indicator(material.headlines[goal])
    return _figure(material, best[0]) if best else ""


def _figure(material: Material, row: GoalTableRow) -> str:
    """The latest value of a line; nothing of a level on a scale, which says little by itself."""
    if measure_of(row.series) is Measure.SCALE:
        return ""
    words, language = material.words, material.language
    value = value_of(row.latest, language, decimals(row.points))
    if not says_its_unit(row.series):
        value = with_unit(value, row.series, language)
    return words("{name}: {value} ({period})").format(
        name=_shortened(total_text(row, words)),
        value=value,
        period=row.latest.period.label,
    )


def _shortened(text: str) -> str:
    """A text that leaves room on the page for those of the other goals."""
    if len(text) <= _LONGEST:
        return text
    return text[:_LONGEST].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"
