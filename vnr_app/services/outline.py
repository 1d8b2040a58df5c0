"""The outlines that come with the program."""

from functools import cache

from vnr_app.domain.sections import Outline, parse_outline
from vnr_app.errors import KnownError
from vnr_app.i18n import _
from vnr_app.paths import resources_dir
from vnr_app.services.framework import load_framework

GUIDELINES = "guidelines-v1"
"""The outline of the Secretary-General's voluntary common reporting guidelines."""


@cache
def load_outline(version: str = GUIDELINES) -> Outline:
    """Read an outline of `resources/outline`, once a process.

    Raises KnownError "unknown-outline" for a version that this program does not have.
    """
    # Looked up by name, not joined to a path: the version comes out of somebody's review file.
    known = {path.stem: path for path in (resources_dir() / "outline").glob("*.json")}
    if version not in known:
        raise KnownError(
            "unknown-outline",
            _("This program does not have the outline “{version}”.").format(version=version),
            _("The review may come from a newer program; install the newest one."),
        )
    return parse_outline(known[version].read_text(encoding="utf-8"), load_framework())
