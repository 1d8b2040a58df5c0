"""The global framework that comes with the program."""

import json
from functools import cache

from vnr_app.domain.framework import Framework, parse_framework
from vnr_app.paths import resources_dir


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
