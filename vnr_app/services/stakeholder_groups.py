"""The classes of stakeholders: the nine major groups, the other groups, government's own."""

import json
from dataclasses import dataclass
from functools import cache

from vnr_app.paths import resources_dir


@dataclass(frozen=True, slots=True)
class Group:
    """A class of stakeholders; `kind` is "major-group", "other" or "government"."""

    code: str
    name: str
    kind: str


@cache
def groups() -> tuple[Group, ...]:
    """All classes, the major groups first, each kind in the order in which the UN lists it."""
    text = (resources_dir() / "records/groups.json").read_text(encoding="utf-8")
    return tuple(
        Group(each["code"], each["name"], each["kind"]) for each in json.loads(text)["groups"]
    )


def group_name(code: str) -> str:
    """The name of a class; an unknown code is its own name."""
    return next((group.name for group in groups() if group.code == code), code)
