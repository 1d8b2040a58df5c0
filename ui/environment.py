"""What Qt finds on this machine; asked by `vnr-app doctor`.

Tried in a child process: Qt ends its process when no platform plug-in starts, and an application
object, once made, cannot be replaced.
"""

import json
import os
import subprocess
import sys
from dataclasses import dataclass

_WANTED = ("Noto Sans", "Noto Sans Arabic", "Noto Sans CJK SC")
_PROBE = """
import json
from PySide6.QtGui import QFontDatabase, QGuiApplication
application = QGuiApplication([])
print(json.dumps([application.platformName(), QFontDatabase.families()]))
"""


@dataclass(frozen=True, slots=True)
class QtFacts:
    """The platform plug-in with which a window starts (None: none does) and the missing fonts."""

    platform: str | None
    missing_fonts: tuple[str, ...]


def qt_facts() -> QtFacts:
    """Start Qt as a window would; where that fails, once more without a screen for the fonts."""
    here = _probe({})
    found = here or _probe({"QT_QPA_PLATFORM": "offscreen"})
    families = set(found[1]) if found else set()
    return QtFacts(
        here[0] if here else None, tuple(name for name in _WANTED if name not in families)
    )


def _probe(environment: dict[str, str]) -> tuple[str, list[str]] | None:
    probe = subprocess.run(
        [sys.executable, "-c", _PROBE],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        env={**os.environ, **environment},
    )
    if probe.returncode != 0:
        return None
    platform, families = json.loads(probe.stdout)
    return platform, families
