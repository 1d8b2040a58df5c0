"""The country's own indicators: added by hand, or by an import that brings their figures."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import NationalIndicator
from db.operation import Operation, operation
from vnr_app.domain.importplan import ImportPlan
from vnr_app.errors import KnownError
from vnr_app.i18n import _, ngettext
from vnr_app.services.framework import load_framework
from vnr_app.services.reviews import Review

_PLACE = re.compile(r"(?<![\d.])(1[0-7]|[1-9])(?!\d)(?:\.(\d{1,2}|[a-d])(?![^\W_]))?")
_LONGEST_CODE = 40


@dataclass(frozen=True, slots=True)
class National:
    """A national indicator; `target` is the code of the target or goal that it belongs to."""

    code: str
    title: str
    target: str
    unit: str = ""

    @property
    def goal(self) -> str:
        """The code of its goal, empty where it belongs to none."""
        return self.target.split(".")[0]


def all_national(review: Review) -> tuple[National, ...]:
    """The national indicators of the review by code."""
    with review.store.reading() as session:
        return of_session(session)


def of_session(session: Session) -> tuple[National, ...]:
    """The national indicators, within a session that is open already."""
    rows = session.scalars(select(NationalIndicator).order_by(NationalIndicator.code))
    return tuple(National(row.code, row.title, row.target, row.unit) for row in rows)


def titles(review: Review) -> dict[str, str]:
    """Code → title; as `PlanContext.national` takes them."""
    return {each.code: each.title for each in all_national(review)}


def add(review: Review, code: str, title: str, target: str = "", unit: str = "") -> National:
    """Add a national indicator; without `target` it belongs where its code says.

    Raises `KnownError`: "no-code", "no-title", "global-indicator", "known-indicator",
    "unknown-target".
    """
    found = _checked(code, title, target, unit)
    if found.code in titles(review):
        raise KnownError(
            "known-indicator",
            _("The review has an indicator “{code}” already.").format(code=found.code),
        )
    name = _("Add the national indicator {code}").format(code=found.code)
    with operation(review.store, "national-indicator", name, code=found.code) as running:
        running.session.add(_row(found))
    return found


def change(review: Review, code: str, title: str, target: str = "", unit: str = "") -> None:
    """Correct a national indicator. Raises as `add` does, and "unknown-indicator"."""
    found = _checked(code, title, target, unit)
    name = _("Change the national indicator {code}").format(code=found.code)
    with operation(review.store, "national-indicator", name, code=found.code) as running:
        row = _existing(running.session, found.code)
        row.title, row.target, row.unit = found.title, found.target, found.unit


def remove(review: Review, code: str) -> None:
    """Take a national indicator off the list; its figures stay, under its code alone."""
    name = _("Remove the national indicator {code}").format(code=code)
    with operation(review.store, "national-indicator", name, code=code) as running:
        running.session.delete(_existing(running.session, code))


def ensure(running: Operation, plan: ImportPlan) -> tuple[str, ...]:
    """Add, within an import, the indicators of its series that nobody knows yet; their codes.

    An indicator gets the title of the first table that is about it alone, else the name of its
    first series.
    """
    framework = load_framework()
    known = {each.code for each in of_session(running.session)}
    found: dict[str, National] = {}
    for series in plan.series:
        for code in series.indicators:
            if code in known or code in found or len(code) > _LONGEST_CODE:
                continue
            if framework.find_indicator(code) is not None or framework.is_retired(code):
                continue
            title = _title_of(plan, code) or series.name or code
            found[code] = National(code, title, target_of(code), series.unit[:200])
    for each in found.values():
        running.session.add(_row(each))
    return tuple(found)


def target_of(code: str) -> str:
    """The target or goal that a code names: "3.1.1.1" and "KG-3.1" 3.1, "ODS4" 4; else empty."""
    framework = load_framework()
    targets = {target.code for target in framework.targets}
    for match in _PLACE.finditer(code.lower()):
        goal, rest = match.groups()
        target = f"{goal}.{rest}"
        return target if target in targets else goal
    return ""


def codes_of_goal(national: Iterable[National], goal: str) -> tuple[str, ...]:
    """The codes of those that belong to a goal, in their order."""
    return tuple(each.code for each in national if each.goal == goal)


def _title_of(plan: ImportPlan, code: str) -> str:
    return next((t.title for t in plan.tables if t.indicators == (code,) and t.title), "")


def _row(each: National) -> NationalIndicator:
    return NationalIndicator(code=each.code, title=each.title, target=each.target, unit=each.unit)


def _existing(session: Session, code: str) -> NationalIndicator:
    row = session.get(NationalIndicator, code)
    if row is None:
        raise KnownError(
            "unknown-indicator",
            _("There is no national indicator “{code}”.").format(code=code),
        )
    return row


def _checked(code: str, title: str, target: str, unit: str) -> National:
    framework = load_framework()
    code, title, target = code.strip(), title.strip(), target.strip().lower()
    if not code or len(code) > _LONGEST_CODE:
        raise KnownError(
            "no-code",
            ngettext(
                "A national indicator needs a code of at most {count} letter.",
                "A national indicator needs a code of at most {count} letters.",
                _LONGEST_CODE,
            ).format(count=_LONGEST_CODE),
            _("For example “3.1.1.1” or “KE-3.1”."),
        )
    if not title:
        raise KnownError("no-title", _("A national indicator needs a title."))
    if framework.find_indicator(code) is not None:
        raise KnownError(
            "global-indicator",
            _("“{code}” is an indicator of the global framework.").format(code=code),
            _("Give the national indicator a code of its own."),
        )
    places = {goal.code for goal in framework.goals} | {t.code for t in framework.targets}
    if target and target not in places:
        raise KnownError(
            "unknown-target",
            _("There is no target or goal “{code}”.").format(code=target),
            _("Give a code such as 3.1 or 3."),
        )
    return National(code, title, target or target_of(code), unit.strip()[:200])
