"""The global framework that comes with the program."""

import csv
import json
import re
from collections.abc import Mapping
from functools import cache

from vnr_app.domain.framework import Framework, parse_framework
from vnr_app.paths import resources_dir

IN_ENGLISH = " [en]"
"""Stands behind a title that has no official translation in the language of a report."""

_HAN_SIGNS = {",": "，", ";": "；", ":": "：", "(": "（", ")": "）"}
_HAN_SIGN = re.compile(r"(?<!\d)[,;:]|[,;:](?!\d)|\((?![a-z]\))|(?<!\([a-z])\)")
_HAN_SPACE = re.compile(r"(?<=[，；：）]) | (?=[，；：（])")
_FRENCH_SIGN = re.compile(r"(«)\s*|\s*([:;!?»])")
_THOUSANDS = re.compile(r"(?<=\d) (?=\d{3}\b)")


@cache
def load_framework() -> Framework:
    """Read the framework tables of `resources/framework`, once a process."""
    folder = resources_dir() / "framework"
    goals, targets, indicators, retired = (
        (folder / f"{name}.tsv").read_text(encoding="utf-8")
        for name in ("goals", "targets", "indicators", "retired")
    )
    about = json.loads((folder / "version.json").read_text(encoding="utf-8"))
    return parse_framework(goals, targets, indicators, retired, version=about["version"])


@cache
def titles_in(language: str) -> Mapping[str, str]:
    """The titles of goals, targets and indicators in the language of a report, by their codes.

    "3" is a goal, "3-short" its short name. They are official translations; where there is none
    that renders the present English wording, the English title with the mark `IN_ENGLISH`. In a
    language without any the titles are those of the framework.
    """
    base = language.replace("_", "-").partition("-")[0].lower()
    translated = {
        code: _typeset(row["title"], base)
        for table in ("titles", "other_titles")
        for row in _rows(table, base)
        for code in _listed(row["code"])
    }
    for row in _rows("outdated", base):
        del translated[row["code"]]
    mark = IN_ENGLISH if translated else ""
    return {code: f"{title}{mark}" for code, title in _english().items()} | translated


def _rows(table: str, language: str) -> list[dict[str, str]]:
    path = resources_dir() / "framework" / f"{table}.tsv"
    with path.open(encoding="utf-8", newline="") as stream:
        rows = csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [row for row in rows if row["language"] == language]


def _listed(code: str) -> tuple[str, ...]:
    """The codes that a title is for: an indicator that is listed repeatedly has one title."""
    framework = load_framework()
    if code.count(".") <= 1:
        return (code,)
    title = framework.indicator(code).title
    return tuple(
        each for each in framework.repeats(code) if framework.indicator(each).title == title
    )


def _english() -> dict[str, str]:
    framework = load_framework()
    return {
        **{goal.code: goal.title for goal in framework.goals},
        **{f"{goal.code}-short": goal.short for goal in framework.goals},
        **{target.code: target.title for target in framework.targets},
        **{indicator.code: indicator.title for indicator in framework.indicators},
    }


def _typeset(title: str, language: str) -> str:
    """A title with the punctuation of its language, which the collections of them have lost."""
    title = title.replace("\u2010", "-")
    if language == "ar":
        # Groups of digits stand as they are seen from the right ("000 100"), two numbers for the
        # order of writing, which a no-break space would make one.
        return title
    title = _THOUSANDS.sub("\u202f", title)
    if language == "zh":
        return _HAN_SPACE.sub("", _HAN_SIGN.sub(lambda match: _HAN_SIGNS[match[0]], title))
    if language == "fr":
        title = title.replace("'", "’")
        return _FRENCH_SIGN.sub(lambda match: "\u202f".join(match.groups("")), title)
    return title
