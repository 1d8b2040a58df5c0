"""What Qt finds on this machine; asked by `vnr-app doctor`."""

import os
import subprocess
import sys

from PySide6.QtGui import QFontDatabase, QGuiApplication

_WANTED = ("Noto Sans", "Noto Sans Arabic", "Noto Sans CJK SC")
_PROBE = (
    "from PySide6.QtGui import QGuiApplication as A; application = A([]); print(A.platformName())"
)


def qt_platform() -> str | None:
    """The platform plug-in with which a window would start, or None where none does.

    Tried in a child process, because Qt ends the process when no plug-in starts.
    """
    probe = subprocess.run(
        [sys.executable, "-c", _PROBE], capture_output=True, text=True, timeout=60, check=False
    )
    return probe.stdout.strip() or None if probe.returncode == 0 else None


def fonts() -> dict[str, bool]:
    """Which of the font families for the six UN languages are installed."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QGuiApplication.instance() or QGuiApplication([])
    families = set(QFontDatabase.families())
    found = {family: family in families for family in _WANTED}
    del application
    return found
