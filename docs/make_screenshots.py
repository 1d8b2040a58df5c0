"""Take the screenshots of `docs/screenshots`: the demo in the real window, in both palettes.

    python docs/make_screenshots.py [FOLDER [PICTURE …]]

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

from import_story import electricity, next_year, survey, voices  # noqa: E402
from ministry_story import returned  # noqa: E402
from PySide6.QtCore import QRect  # noqa: E402 - the platform is chosen before Qt starts
from PySide6.QtGui import QTextCursor, QTextTable  # noqa: E402
from PySide6.QtTest import QTest  # noqa: E402
from PySide6.QtWidgets import QApplication, QComboBox  # noqa: E402
from screenshot_story import lay_out  # noqa: E402

from ui.app import make_application  # noqa: E402
from ui.desks import checks, comments, versions  # noqa: E402
from ui.jobs import Jobs  # noqa: E402
from ui.main_window import MainWindow  # noqa: E402
from ui.settings import Settings  # noqa: E402
from ui.theme.colors import DARK, LIGHT, Colors  # noqa: E402
from ui.theme.style import apply_theme  # noqa: E402
from ui.workspace import Workspace  # noqa: E402
from vnr_app.domain.importplan import Action, Region  # noqa: E402
from vnr_app.jobs import JobContext  # noqa: E402
from vnr_app.services import recent, returning, reviews  # noqa: E402
from vnr_app.services.demo import DemoResult, make_demo  # noqa: E402

_SIZE = QRect(0, 0, 1440, 900)
_PATIENCE_SECONDS = 60.0
_SHEET = "ministry-of-health.xlsx"
_LARGE = 200_000
"""Bytes from which a picture is stored with 256 colours."""


def main() -> None:
    """Make the demo in a temporary folder and picture it."""
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else _ROOT / "docs" / "screenshots"
    target.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        # The pictures show no recent reviews of whoever makes them.
        for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"):
            os.environ[name] = str(Path(folder) / name.lower())
        demo = make_demo(Path(folder) / "demo", JobContext())
        author = lay_out(demo.review)
        with reviews.open_review(demo.review) as review:
            recent.remember(review.info)
        app = make_application(sys.argv[:1])
        settings = Settings()
        settings.name = author
        for colors in (LIGHT, DARK):
            _Pictures(app, demo, colors, target, settings).take(sys.argv[2:])


class _Pictures:
    """The pictures of one palette; each leaves the review as it found it."""

    def __init__(
        self,
        app: QApplication,
        demo: DemoResult,
        colors: Colors,
        target: Path,
        settings: Settings,
    ) -> None:
        apply_theme(app, colors)
        self._demo = demo
        self._suffix = colors.name
        self._target = target
        self._window = MainWindow(Jobs(), settings)
        self._window.setGeometry(_SIZE)
        self._window.show()

    def take(self, wanted: list[str]) -> None:
        """Take the pictures of these names, or all of them."""
        scenes: dict[str, Callable[[Workspace], object]] = {
            "goal": lambda w: w.show_section("goal-3"),
            "writing": self._show_writing,
            "comments": self._show_comments,
            "find": self._show_find,
            "comparison": self._show_comparison,
            "merge": self._show_merge,
            "translation-ar": lambda w: self._show_translation(w, "ar"),
            "translation-zh": lambda w: self._show_translation(w, "zh"),
            "checks": self._show_checks,
            "export": self._show_export,
            "export-preview": self._show_preview,
            "main-messages": lambda w: w.show_section("main-messages"),
            "returned": self._show_returned,
            "data": lambda w: w.show_place("data"),
            "history": lambda w: w.show_place("history"),
            "import-log": lambda w: w.show_place("imports"),
            "import": self._show_import,
            "import-region": self._show_region,
            "import-question": self._show_question,
            "import-conflict": self._show_conflict,
            "import-recipe": self._show_recipe,
            "import-voices": self._show_voices,
            "table": self._show_table,
        }
        self._grab("start", wanted)
        self._window.open_review(self._demo.review)
        self._settle(lambda: self._window.workspace is not None)
        workspace = self._window.workspace
        assert workspace is not None
        for name, scene in scenes.items():
            if not wanted or name in wanted:
                scene(workspace)
                self._grab(name, wanted)
        self._window.close()
        self._window.deleteLater()
        QTest.qWait(50)

    def _settle(self, ready: Callable[[], bool] = lambda: True) -> None:
        """Wait until nothing is under way."""
        end = time.monotonic() + _PATIENCE_SECONDS
        while (self._window.jobs.busy or not ready()) and time.monotonic() < end:
            QTest.qWait(20)
        QTest.qWait(600)
        while self._window.jobs.busy and time.monotonic() < end:
            QTest.qWait(20)
        QTest.qWait(100)

    def _grab(self, name: str, wanted: list[str]) -> None:
        if wanted and name not in wanted:
            return
        self._settle()
        path = self._target / f"{name}-{self._suffix}.png"
        self._window.grab().save(str(path))
        _shrink(path)

    # --- Scenes -----------------------------------------------------------------------------

    def _show_writing(self, workspace: Workspace) -> None:
        workspace.show_section("goal-3")
        self._settle()
        workspace.section_page.scroll_to_part("goal-3/trends")

    def _show_table(self, workspace: Workspace) -> None:
        workspace.side.show_tab(versions.TAB)
        workspace.show_section("conclusion")
        self._settle()
        editor = workspace.section_page.editors()[0]
        table = next(
            frame
            for frame in editor.document().rootFrame().childFrames()
            if isinstance(frame, QTextTable)
        )
        cursor = table.cellAt(2, 0).firstCursorPosition()
        cursor.setPosition(
            table.cellAt(3, 1).lastCursorPosition().position(), QTextCursor.MoveMode.KeepAnchor
        )
        editor.setFocus()
        editor.setTextCursor(cursor)

    def _show_comments(self, workspace: Workspace) -> None:
        self._show_writing(workspace)
        workspace.side.show_tab(comments.TAB)

    def _show_find(self, workspace: Workspace) -> None:
        workspace.show_section("goal-6")
        self._settle()
        workspace.desks.finding.begin()
        workspace.find_panel.findChildren(QComboBox)[0].setCurrentIndex(1)
        workspace.find_panel.begin("drought", replacing=True)

    def _show_comparison(self, workspace: Workspace) -> None:
        workspace.show_section("conclusion")
        self._settle()
        workspace.compare_versions()

    def _show_merge(self, workspace: Workspace) -> None:
        workspace.desks.merging.open("conclusion")
        self._settle()
        workspace.step_change(1)

    def _show_translation(self, workspace: Workspace, language: str) -> None:
        workspace.side.show_tab(comments.TAB)
        workspace.show_section("opening-statement")
        self._settle()
        workspace.desks.writing.write_in(language)

    def _show_checks(self, workspace: Workspace) -> None:
        workspace.desks.writing.write_in(workspace.session.review.info.language)
        self._settle()
        workspace.show_place(checks.PLACE)

    def _show_export(self, workspace: Workspace) -> None:
        workspace.show_place("report")
        workspace.export_page.choose_file(Path("Examplia 2027.docx"))

    def _show_preview(self, workspace: Workspace) -> None:
        self._show_export(workspace)
        form = workspace.export_page.form
        form.choose_section("goal-3")
        workspace.export_page.preview_button.setChecked(True)
        self._settle()

    def _show_returned(self, workspace: Workspace) -> None:
        """A file is sent and comes back; nothing of it is taken in."""
        sent = self._demo.review.with_name("health.docx")
        session = workspace.session
        session.jobs.wait(lambda job: returning.parcel(session.review, ("goal-3",), sent, job=job))
        workspace.desks.returning.read(returned(sent))
        self._settle()

    def _show_import(self, workspace: Workspace) -> None:
        self._read(workspace, next_year(self._sheet()))

    def _sheet(self) -> Path:
        return next(each for each in self._demo.sheets if each.name == _SHEET)

    def _read(self, workspace: Workspace, path: Path) -> None:
        """Look at one file, whatever was looked at before."""
        workspace.show_place("data")
        workspace.desks.importing.import_files([path])
        self._settle()

    def _show_region(self, workspace: Workspace) -> None:
        self._read(workspace, next_year(self._sheet()))
        page = workspace.import_page
        page.sheet.view.select(Region(4, 0, 10, 12))
        page.sheet.mark_table()
        self._settle()
        page.sheet.view.select(Region(4, 0, 10, 12))

    def _show_question(self, workspace: Workspace) -> None:
        self._read(workspace, survey(self._demo.review.parent, 2027))
        page = workspace.import_page
        page.recipe_refused.emit()
        self._settle()
        page.questions.answered.emit(page.questions.decisions[0], "zero")

    def _show_conflict(self, workspace: Workspace) -> None:
        self._read(workspace, electricity(self._demo.review.parent, "Bureau of Statistics", 2.4))
        workspace.import_page.plan.show_action(Action.CONFLICT)

    def _show_recipe(self, workspace: Workspace) -> None:
        self._read(workspace, survey(self._demo.review.parent, 2026))

    def _show_voices(self, workspace: Workspace) -> None:
        self._read(workspace, voices(self._demo.review.parent))


def _shrink(path: Path) -> None:
    """Store a picture again as small as it can be without anybody seeing it."""
    from PIL import Image  # noqa: PLC0415 - after the window

    with Image.open(path) as opened:
        picture = opened.convert("RGB")
    if path.stat().st_size > _LARGE:
        picture = picture.quantize(256, dither=Image.Dither.NONE)
    picture.save(path, optimize=True)


if __name__ == "__main__":
    main()
