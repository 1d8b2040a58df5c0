"""The JSON that commands print; its shapes are promised to scripts and stay stable."""

from typing import Any

from vnr_app.domain.importplan import Action, Problem, range_name
from vnr_app.domain.indicators import Observation
from vnr_app.errors import KnownError
from vnr_app.services.conflicts import all_problems
from vnr_app.services.framework import load_framework
from vnr_app.services.imports import ImportPreview
from vnr_app.services.section_states import PartState, SectionState


def import_shape(
    preview: ImportPreview, operation: str | None, *, committed: bool, keep_conflicts: bool = False
) -> dict[str, Any]:
    """What one file gave; with `keep_conflicts` what contradicts another source was left out."""
    plan = preview.plan
    series = preview.series_counts()
    tables = []
    for index, table in enumerate(plan.tables):
        counts = preview.counts(index)
        observed = sum(counts.values()) - counts[Action.ERROR]
        tables.append(
            {
                "sheet": table.sheet,
                "range": range_name(table.region),
                "layout": table.layout,
                "header_rows": [row + 1 for row in table.header_rows],
                "indicators": list(table.indicators),
                "title": table.title,
                "unit": table.unit,
                "notes": list(table.notes),
                "series": series.get(index, 0),
                "observations": observed,
                "actions": _actions_shape(counts, keep_conflicts=keep_conflicts),
                "numbers_seen": table.numbers_seen,
                "numbers_unused": list(table.numbers_unused),
                "records": sum(record.table == index for record in plan.records),
            }
        )
    return {
        "file": plan.file,
        "sha256": plan.sha256,
        "committed": committed,
        "operation": operation,
        "tables": tables,
        "problems": [problem_shape(problem) for problem in all_problems(preview)],
    }


def _actions_shape(counts: dict[Action, int], *, keep_conflicts: bool) -> dict[str, int]:
    """The counts by action; a conflict is an update, or left out."""
    shape = {action.value: counts[action] for action in Action}
    shape[(Action.SKIP if keep_conflicts else Action.UPDATE).value] += counts[Action.CONFLICT]
    return shape


def problem_shape(problem: Problem) -> dict[str, Any]:
    """One problem of a cell, a sheet or the file; of a question what it decides, and choices."""
    shape: dict[str, Any] = {
        "sheet": problem.sheet,
        "cell": problem.cell,
        "code": problem.code,
        "value": problem.value,
        "severity": problem.severity.value,
        "message": problem.message,
        "advice": problem.advice,
    }
    if problem.decides:
        shape |= {"decides": problem.decides, "choices": list(problem.choices)}
    return shape


def refused_shape(file: str, error: KnownError) -> dict[str, Any]:
    """A file that could not be read at all."""
    problem = {
        "sheet": "",
        "cell": "",
        "code": error.code,
        "value": "",
        "severity": "error",
        "message": error.sentence(),
        "advice": error.hint,
    }
    return {
        "file": file,
        "sha256": None,
        "committed": False,
        "operation": None,
        "tables": [],
        "problems": [problem],
    }


def observation_shape(observation: Observation, indicator: str | None) -> dict[str, Any]:
    """One observation; `indicator` is the code that was asked for, if any."""
    framework = load_framework()
    codes = [
        code
        for stored in observation.series.indicators
        for code in (framework.repeats(stored) if framework.find_indicator(stored) else (stored,))
    ]
    period, value = observation.period, observation.value
    return {
        "indicator": indicator or (codes[0] if codes else None),
        "indicators": codes,
        "series": observation.series.code,
        "series_name": observation.series.name,
        "unit": observation.series.unit,
        "area": observation.area,
        "dimensions": dict(observation.dimensions),
        "period": period.label,
        "start": period.start.isoformat(),
        "end": period.end.isoformat(),
        "value": value.number,
        "operator": value.operator.value if value.operator else None,
        "raw": observation.raw,
        "state": value.state.value,
        "nature": observation.nature,
        "footnote": observation.footnote,
        "source": observation.source,
        "file": observation.file,
        "sheet": observation.sheet,
        "cell": observation.cell,
        "operation": observation.operation,
    }


def section_shape(section: SectionState | PartState) -> dict[str, Any]:
    """A section or a part of one."""
    return {
        "key": section.key,
        "title": section.title,
        "status": section.status.value,
        "words": section.words,
        "word_budget": section.word_budget,
        "owner": section.owner,
        "due": section.due.isoformat() if section.due else None,
    }
