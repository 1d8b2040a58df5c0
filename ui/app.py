"""Starting the window."""

import faulthandler
import logging
import sys
import traceback
from collections.abc import Sequence
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QLocale, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from ui.dialogs.crash import CrashDialog
from ui.jobs import Jobs
from ui.main_window import MainWindow
from ui.settings import Settings
from ui.theme.colors import DARK, LIGHT, PALETTES, Colors
from ui.theme.style import apply_theme
from ui.widgets.app_mark import app_icon
from vnr_app.paths import user_log_dir

_log = logging.getLogger(__name__)
_LOG_BYTES = 500_000


def make_application(argv: Sequence[str]) -> QApplication:
    """The Qt application with our name and style, or the one that runs already."""
    running = QApplication.instance()
    app = running if isinstance(running, QApplication) else QApplication(list(argv))
    app.setApplicationName("VNR Workbench")
    app.setApplicationDisplayName("VNR Workbench")
    app.setStyle("Fusion")
    app.setWindowIcon(app_icon())
    if QLocale().language() == QLocale.Language.C:
        # A machine without a language of its own groups no digits.
        QLocale.setDefault(QLocale(QLocale.Language.English))
    app.setLayoutDirection(QLocale().textDirection())
    return app


def chosen_colors(settings: Settings) -> Colors:
    """The palette that was chosen, else the system's inclination."""
    chosen = PALETTES.get(settings.palette)
    if chosen is not None:
        return chosen
    scheme = QGuiApplication.styleHints().colorScheme()
    return DARK if scheme == Qt.ColorScheme.Dark else LIGHT


def run(review: Path | None, argv: Sequence[str] = ()) -> int:
    """Open the window, on a review where one is named; returns the exit status."""
    _write_log()
    app = make_application(argv or sys.argv[:1])
    settings = Settings()
    apply_theme(app, chosen_colors(settings))
    jobs = Jobs()
    window = MainWindow(jobs, settings)
    if not settings.geometry.isEmpty():
        window.restoreGeometry(settings.geometry)
    _catch_errors(window)
    window.show()
    if review is not None:
        QTimer.singleShot(0, window, lambda: window.open_review(review))
    status = app.exec()
    sys.excepthook = sys.__excepthook__
    return status


def _write_log() -> None:
    """Keep a log beside the user's data; without a place for it the window opens all the same."""
    try:
        user_log_dir().mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(
            user_log_dir() / "window.log", maxBytes=_LOG_BYTES, backupCount=2, encoding="utf-8"
        )
    except OSError:
        return
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    logging.getLogger().addHandler(handler)
    if sys.stderr is not None:
        faulthandler.enable()


def _catch_errors(window: MainWindow) -> None:
    """Log what nobody handled, save the text, show a report; the window stays open."""
    showing = False

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        nonlocal showing
        if not isinstance(error, Exception):
            sys.__excepthook__(kind, error, trace)
            return
        _log.error("unhandled", exc_info=(kind, error, trace))
        if window.workspace is not None:
            try:
                window.workspace.texts.flush()
            except Exception:
                _log.exception("the texts could not be saved after an error")
        if showing:
            return
        showing = True
        try:
            dialog = CrashDialog("".join(traceback.format_exception(kind, error, trace)), window)
            dialog.exec()
            dialog.deleteLater()
        finally:
            showing = False

    sys.excepthook = hook
