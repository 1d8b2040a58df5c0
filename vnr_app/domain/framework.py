"""The global framework: goals, targets, indicators, and the ways people write their codes.

Tables are tab-separated text with a header line; the official order is the order of the lines.
Source of structure: General Assembly resolution 71/313 and its refinements and reviews.
"""

import csv
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

Row = Mapping[str, str]

_SPELLING = re.compile(
    r"""(?:sdg\s*)?(?:indicator\s*)?(?:no\.?\s*)?
        (?P<goal>\d{1,2}) \s*[.\-_‐‑–]\s*
        (?P<target>\d{1,2}|[a-d]) \s*[.\-_‐‑–]\s*
        (?P<number>\d{1,2}) \.?""",
    re.VERBOSE,
)
_UNSD_CODE = re.compile(r"c(?:\d{6}|\d{3}[a-d]\d{2})")
# Cyrillic letters that look like the Latin ones of a code ("3.а.1") and are typed in their place.
_LOOKALIKES = str.maketrans("ас", "ac")


@dataclass(frozen=True, slots=True)
class Goal:
    """One of the 17 goals; `color` is its official colour as "#RRGGBB"."""

    code: str
    title: str
    short: str
    color: str


@dataclass(frozen=True, slots=True)
class Target:
    """A target; means of implementation are the lettered ones and all of goal 17."""

    code: str
    goal: str
    means_of_implementation: bool
    title: str


@dataclass(frozen=True, slots=True)
class Indicator:
    """A listed global indicator.

    `unsd_code` is None where the Statistics Division has published none; `repeat_group` is the
    first code of the group of an indicator that is listed under several targets, else None.
    """

    code: str
    target: str
    unsd_code: str | None
    repeat_group: str | None
    title: str

    @property
    def goal(self) -> str:
        """The code of its goal."""
        return self.code.split(".", 1)[0]


@dataclass(frozen=True, slots=True)
class RetiredIndicator:
    """An indicator that left the framework; its code may stand for another one today."""

    code: str
    title: str
    note: str


@dataclass(frozen=True, eq=False)
class Framework:
    """One version of the framework, everything in official order; two are never the same.

    What is found out about one is kept by it in caches: comparing all its parts would cost more.
    """

    version: str
    goals: tuple[Goal, ...]
    targets: tuple[Target, ...]
    indicators: tuple[Indicator, ...]
    retired: tuple[RetiredIndicator, ...]

    @cached_property
    def _goals(self) -> dict[str, Goal]:
        return {goal.code: goal for goal in self.goals}

    @cached_property
    def _targets(self) -> dict[str, Target]:
        return {target.code: target for target in self.targets}

    @cached_property
    def _indicators(self) -> dict[str, Indicator]:
        return {indicator.code: indicator for indicator in self.indicators}

    @cached_property
    def _by_unsd_code(self) -> dict[str, Indicator]:
        # Repeated indicators share a code: reversed, so that the first of the group stays.
        return {i.unsd_code.lower(): i for i in reversed(self.indicators) if i.unsd_code}

    def goal(self, code: str) -> Goal:
        """Return the goal of that code ("3"); raises KeyError."""
        return self._goals[code]

    def target(self, code: str) -> Target:
        """Return the target of that code ("3.1", "3.a"); raises KeyError."""
        return self._targets[code]

    def indicator(self, code: str) -> Indicator:
        """Return the listed indicator of that code ("3.1.1"); raises KeyError."""
        return self._indicators[code]

    def indicators_of_goal(self, goal_code: str) -> tuple[Indicator, ...]:
        """All indicators listed under a goal, the repeated ones included; raises KeyError."""
        goal = self.goal(goal_code)
        return tuple(i for i in self.indicators if i.goal == goal.code)

    def canonical(self, code: str) -> str:
        """Return the code it is stored under, the first of its group; raises KeyError."""
        indicator = self.indicator(code)
        return indicator.repeat_group or indicator.code

    def repeats(self, code: str) -> tuple[str, ...]:
        """All codes under which the indicator is listed, itself included; raises KeyError."""
        group = self.indicator(code).repeat_group
        if group is None:
            return (code,)
        return tuple(i.code for i in self.indicators if i.repeat_group == group)

    def find_indicator(self, text: str) -> Indicator | None:
        """Find the indicator whose code the whole text is, in any usual spelling.

        Understands "3.1.1", "3-1-1", "3.1.1.", "Indicator 3.1.1", "3.A.1" and "C030101"; a code
        of the Statistics Division that several listed indicators share finds the first of them.
        """
        plain = text.strip().casefold().translate(_LOOKALIKES)
        if _UNSD_CODE.fullmatch(plain):
            return self._by_unsd_code.get(plain)
        found = _SPELLING.fullmatch(plain)
        if found is None:
            return None
        parts = (found["goal"], found["target"], found["number"])
        code = ".".join(str(int(part)) if part.isdecimal() else part for part in parts)
        return self._indicators.get(code)

    def is_retired(self, code: str) -> bool:
        """Whether the code stood for an indicator once and stands for none now."""
        return code not in self._indicators and any(old.code == code for old in self.retired)


def official_order(code: str) -> tuple[tuple[int, int, str], ...]:
    """Sort key of a goal, target or indicator code: 1.2 before 1.10, numbers before letters."""
    return tuple(
        (0, int(part), "") if part.isdecimal() else (1, 0, part) for part in code.split(".")
    )


def _rows(table: str, columns: Sequence[str]) -> list[Row]:
    """Read lines by column name; raises ValueError for a table of another shape."""
    lines = csv.reader(table.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
    header = next(lines, [])
    if header != list(columns):
        raise ValueError(f"columns {header} instead of {list(columns)}")
    return [dict(zip(columns, line, strict=True)) for line in lines]


def _reject_orphans(framework: Framework) -> None:
    """Raise ValueError when a code is listed twice or points to what is not there."""
    for table in (framework.goals, framework.targets, framework.indicators, framework.retired):
        codes = [row.code for row in table]
        twice = sorted({code for code in codes if codes.count(code) > 1})
        if twice:
            raise ValueError(f"listed twice: {', '.join(twice)}")
    goals = {goal.code for goal in framework.goals}
    targets = {target.code for target in framework.targets}
    orphans = [t.code for t in framework.targets if t.goal not in goals]
    orphans += [i.code for i in framework.indicators if i.target not in targets]
    firsts = {i.code for i in framework.indicators if i.repeat_group == i.code}
    orphans += [i.code for i in framework.indicators if i.repeat_group not in {None, *firsts}]
    if orphans:
        raise ValueError(f"points to what is not there: {', '.join(orphans)}")


def parse_framework(
    goals_tsv: str, targets_tsv: str, indicators_tsv: str, retired_tsv: str, version: str
) -> Framework:
    """Read the four tables; raises ValueError for a table that is malformed or contradicts itself.

    Columns: goals code, title, short, color; targets code, goal, means_of_implementation (0/1),
    title; indicators code, target, unsd_code, repeat_group, title; retired code, title, note.
    """
    framework = Framework(
        version=version,
        goals=tuple(Goal(**row) for row in _rows(goals_tsv, ("code", "title", "short", "color"))),
        targets=tuple(
            Target(row["code"], row["goal"], row["means_of_implementation"] == "1", row["title"])
            for row in _rows(targets_tsv, ("code", "goal", "means_of_implementation", "title"))
        ),
        indicators=tuple(
            Indicator(
                row["code"],
                row["target"],
                row["unsd_code"] or None,
                row["repeat_group"] or None,
                row["title"],
            )
            for row in _rows(
                indicators_tsv, ("code", "target", "unsd_code", "repeat_group", "title")
            )
        ),
        retired=tuple(
            RetiredIndicator(**row) for row in _rows(retired_tsv, ("code", "title", "note"))
        ),
    )
    _reject_orphans(framework)
    return framework
