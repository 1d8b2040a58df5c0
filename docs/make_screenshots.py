"""Take the screenshots of `docs/screenshots`: the demo in the real window, in both palettes.

    python docs/make_screenshots.py [FOLDER]

Works without a display (QT_QPA_PLATFORM=offscreen is set where there is none). Look at the pictures
afterwards, as a demanding user does.
"""

import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

_ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(_ROOT))
if sys.platform == "linux" and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QRect  # noqa: E402 - the platform is chosen before Qt starts
from PySide6.QtTest import QTest  # noqa: E402
from PySide6.QtWidgets import QApplication  # noqa: E402

from ui.app import make_application  # noqa: E402
from ui.jobs import Jobs  # noqa: E402
from ui.main_window import MainWindow  # noqa: E402
from ui.settings import Settings  # noqa: E402
from ui.theme.colors import DARK, LIGHT, Colors  # noqa: E402
from ui.theme.style import apply_theme  # noqa: E402
from ui.workspace import Workspace  # noqa: E402
from vnr_app.jobs import JobContext  # noqa: E402
from vnr_app.services import recent, reviews  # noqa: E402
from vnr_app.services.demo import DemoResult, make_demo  # noqa: E402

_SIZE = QRect(0, 0, 1440, 900)
_PATIENCE_SECONDS = 60.0
_SHEET = "ministry-of-health.xlsx"
_HEADER = 5
"""The row of that sheet which names the years."""


def _next_year(sheet: Path) -> Path:
    """The ministry's workbook a year later: a new year, a revised figure, a slip of the finger."""
    import openpyxl  # noqa: PLC0415 - only this picture needs it

    book = openpyxl.load_workbook(sheet)
    for page in book:
        page.cell(_HEADER, 12).value = 2025
        page.cell(_HEADER, 13).value = "2026*"
        for row in range(_HEADER + 1, page.max_row + 1):
            latest = page.cell(row, 12).value
            if isinstance(latest, int | float):
                page.cell(row, 13).value = round(latest * 0.96, 1)
        page.cell(_HEADER + 1, 12).value += 0.3
    book.worksheets[0].cell(_HEADER + 3, 13).value = "17..9"
    later = sheet.with_name(f"{sheet.stem}-2026.xlsx")
    book.save(later)
    return later


def main() -> None:
    """Make the demo in a temporary folder and picture it."""
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else _ROOT / "docs" / "screenshots"
    target.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        # The pictures show no recent reviews of whoever makes them.
        for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"):
            os.environ[name] = str(Path(folder) / name.lower())
        demo = make_demo(Path(folder) / "demo", JobContext())
        with reviews.open_review(demo.review) as review:
            recent.remember(review.info)
        app = make_application(sys.argv[:1])
        for colors in (LIGHT, DARK):
            _picture(app, demo, colors, target)


def _settle(window: MainWindow, ready: Callable[[], bool] = lambda: True) -> None:
    """Wait until nothing is under way."""
    end = time.monotonic() + _PATIENCE_SECONDS
    while (window.jobs.busy or not ready()) and time.monotonic() < end:
        QTest.qWait(20)
    QTest.qWait(200)
    while window.jobs.busy and time.monotonic() < end:
        QTest.qWait(20)


def _picture(app: QApplication, demo: DemoResult, colors: Colors, target: Path) -> None:
    apply_theme(app, colors)
    window = MainWindow(Jobs(), Settings())
    window.setGeometry(_SIZE)
    window.show()

    def grab(name: str) -> None:
        _settle(window)
        window.grab().save(str(target / f"{name}-{colors.name}.png"))

    grab("start")
    window.open_review(demo.review)
    _settle(window, lambda: window.workspace is not None)
    workspace = window.workspace
    assert workspace is not None
    _pages(workspace, demo, grab)
    window.close()
    window.deleteLater()
    QTest.qWait(50)


def _pages(workspace: Workspace, demo: DemoResult, grab: Callable[[str], None]) -> None:
    workspace.show_section("goal-3")
    grab("goal")
    workspace.section_page.scroll_to_part("goal-3/trends")
    grab("writing")
    workspace.show_place("report")
    workspace.export_page.choose_file(Path("Examplia 2027.docx"))
    grab("export")
    workspace.show_place("data")
    grab("data")
    workspace.show_place("history")
    grab("history")
    sheet = next(each for each in demo.sheets if each.name == _SHEET)
    workspace.importing.import_files([_next_year(sheet)])
    grab("import")
    workspace.importing.presenter.cancel()


if __name__ == "__main__":
    main()
