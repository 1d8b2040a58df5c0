"""The command that judges progress."""

from typing import Annotated, Any

import typer

from vnr_app.cli.commands import AsJson, ReviewFile, app, reading
from vnr_app.cli.console import print_json, say
from vnr_app.domain.indicators import Observation
from vnr_app.domain.progress import GoalStanding, Reason
from vnr_app.i18n import Words, _, words_of
from vnr_app.services import progress as judging
from vnr_app.services.framework import load_framework
from vnr_app.services.indicators import GoalTableRow
from vnr_app.services.progress import Standings

_LANGUAGE = "en"
_WIDTH = 52
_PARTS = (Reason.NOT_THE_TOTAL, Reason.OTHER_AREA)
"""What the terminal leaves out: lines of groups and regions, which have no verdict."""


@app.command()
def progress(
    review: ReviewFile,
    method: Annotated[
        str, typer.Option(help=f"One of: {', '.join(judging.METHODS)}.")
    ] = judging.DEFAULT_METHOD,
    as_json: AsJson = False,
) -> None:
    """Judge the progress of every series, target and goal, with the inputs used."""
    if method not in judging.METHODS:
        known = ", ".join(judging.METHODS)
        raise typer.BadParameter(
            _("there is no method “{method}”; choose one of: {methods}").format(
                method=method, methods=known
            )
        )
    with reading(review) as opened:
        found = judging.standings(opened, method=method)
    words = words_of(_LANGUAGE)
    if as_json:
        print_json(_shape(found, words))
    else:
        _print(found, words)


def _shape(found: Standings, words: Words) -> dict[str, Any]:
    framework = load_framework()
    return {
        "method": found.method,
        "method_name": judging.method_name(found.method, words),
        "note": " ".join(judging.method_note(found.method, words, _LANGUAGE)),
        "series": [
            _series_shape(row, found, words) for rows in found.rows.values() for row in rows
        ],
        "targets": [
            _standing_shape("target", found.of_target(each.code)) for each in framework.targets
        ],
        "goals": [_standing_shape("goal", found.of_goal(each.code)) for each in framework.goals],
    }


def _series_shape(row: GoalTableRow, found: Standings, words: Words) -> dict[str, Any]:
    verdict = found.of(row)
    return {
        "indicator": row.indicator,
        "series": row.series.code,
        "series_name": row.series.name,
        "unit": row.series.unit,
        "area": row.area,
        "dimensions": dict(row.latest.dimensions),
        "status": verdict.status.value,
        "reason": verdict.reason.value,
        "text": judging.reason_text(verdict, words, _LANGUAGE),
        "baseline": _point_shape(verdict.baseline),
        "latest": _point_shape(verdict.latest),
        "target": verdict.target or None,
        "target_year": verdict.target_year or None,
        "course": verdict.course.value or None,
        "since": _point_shape(verdict.since),
        "ratio": verdict.ratio,
        "score": verdict.score,
    }


def _point_shape(observation: Observation | None) -> dict[str, Any] | None:
    if observation is None:
        return None
    return {
        "period": observation.period.label,
        "value": observation.value.number,
        "state": observation.value.state.value,
        "source": observation.source,
    }


def _standing_shape(kind: str, standing: GoalStanding) -> dict[str, Any]:
    return {
        kind: standing.code,
        "status": standing.status.value,
        "assessed": standing.assessed,
        "of": standing.of,
        "score": standing.score,
    }


def _print(found: Standings, words: Words) -> None:
    """Each goal with its targets and series; targets without a verdict are left out."""
    framework = load_framework()
    for goal in framework.goals:
        _print_standing(
            _("Goal {number}").format(number=goal.code), found.of_goal(goal.code), words
        )
        for target in framework.targets:
            if target.goal == goal.code and (standing := found.of_target(target.code)).assessed:
                _print_standing(f"  {target.code}", standing, words)
        for row in found.rows.get(goal.code, ()):
            verdict = found.of(row)
            if verdict.reason in _PARTS:
                continue
            name = row.series.name or row.indicator_title
            say(
                f"    {judging.verdict_symbol(verdict)} {row.indicator:<8} "
                f"{name[:_WIDTH]:<{_WIDTH}} {judging.reason_text(verdict, words, _LANGUAGE)}"
            )
    say()
    for line in judging.method_note(found.method, words, _LANGUAGE):
        say(line)


def _print_standing(name: str, standing: GoalStanding, words: Words) -> None:
    counted = _("{assessed} of {of} indicators").format(assessed=standing.assessed, of=standing.of)
    word = judging.status_word(standing.status, words, standing.method)
    say(f"{name:<9} {judging.status_symbol(standing.status)} {word} ({counted})")
