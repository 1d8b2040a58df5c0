"""The outline of a review: its sections, their parts, and the keys they are addressed by."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from vnr_app.domain.framework import Framework


class SectionKind(StrEnum):
    """What a section is in the report."""

    CHAPTER = "chapter"
    GOAL = "goal"
    ANNEX = "annex"
    MAIN_MESSAGES = "main-messages"


class SectionStatus(StrEnum):
    """How far the work on a text has come."""

    NOT_STARTED = "not-started"
    DRAFTING = "drafting"
    IN_REVIEW = "in-review"
    CLEARED = "cleared"
    LOCKED = "locked"


@dataclass(frozen=True, slots=True)
class OutlinePart:
    """A part of a section that has its own text; `word_budget` is None where there is no limit."""

    key: str
    title: str
    prompt: str
    word_budget: int | None


@dataclass(frozen=True, slots=True)
class OutlineSection:
    """A section of the outline.

    `goal` is the code of its goal, None for other kinds; `numbered` says whether it counts as a
    numbered chapter; `word_budget` is None where there is no limit. An `optional` one may stay
    empty.
    """

    key: str
    title: str
    prompt: str
    kind: SectionKind
    word_budget: int | None
    goal: str | None
    parts: tuple[OutlinePart, ...]
    numbered: bool
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Outline:
    """One version of the outline, in the order of the report."""

    version: str
    sections: tuple[OutlineSection, ...]

    def section(self, key: str) -> OutlineSection:
        """Return the section of that key ("goal-3"); raises KeyError."""
        for section in self.sections:
            if section.key == key:
                return section
        raise KeyError(key)

    def leaf_keys(self) -> tuple[str, ...]:
        """Where texts live: at each part, or at the section itself where it has none."""
        return tuple(
            key
            for section in self.sections
            for key in ([f"{section.key}/{part.key}" for part in section.parts] or [section.key])
        )


def split_key(key: str) -> tuple[str, str | None]:
    """Section and part of a key, "goal-3/trends" or "introduction"; raises ValueError."""
    section, slash, part = key.partition("/")
    if not section or "/" in part or bool(slash) != bool(part):
        raise ValueError(f"not the key of a section: {key!r}")
    return section, part or None


def _parts(records: list[Mapping[str, Any]]) -> tuple[OutlinePart, ...]:
    return tuple(
        OutlinePart(each["key"], each["title"], each["prompt"], each["word_budget"])
        for each in records
    )


def _goal_sections(record: Mapping[str, Any], framework: Framework) -> list[OutlineSection]:
    """Make the section of each goal; title and key come from the framework."""
    return [
        OutlineSection(
            key=f"goal-{goal.code}",
            title=goal.title,
            prompt=record["prompt"],
            kind=SectionKind.GOAL,
            word_budget=record["word_budget"],
            goal=goal.code,
            parts=_parts(record["parts"]),
            numbered=record["numbered"],
        )
        for goal in framework.goals
    ]


def parse_outline(text: str, framework: Framework) -> Outline:
    """Read an outline from JSON; its one record of kind "goal" stands for all goals.

    Raises ValueError or KeyError for an outline that is malformed or names a key twice.
    """
    data = json.loads(text)
    goal_parts = data["goal_parts"]
    sections: list[OutlineSection] = []
    for record in data["sections"]:
        kind = SectionKind(record["kind"])
        if kind is SectionKind.GOAL:
            sections += _goal_sections({**record, "parts": goal_parts}, framework)
            continue
        sections.append(
            OutlineSection(
                key=record["key"],
                title=record["title"],
                prompt=record["prompt"],
                kind=kind,
                word_budget=record["word_budget"],
                goal=None,
                parts=_parts(record["parts"]),
                numbered=record["numbered"],
                optional=record.get("optional", False),
            )
        )
    outline = Outline(data["version"], tuple(sections))
    addresses = {section.key for section in sections} | set(outline.leaf_keys())
    if len(addresses) != len(sections) + sum(len(section.parts) for section in sections):
        raise ValueError("the outline names a key twice")
    return outline
