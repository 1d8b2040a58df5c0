"""Starting is light: no reader or writer of files is loaded before it is used."""

import subprocess
import sys

from vnr_app.services import recent, reviews

_START = """
import os, sys
os.environ["QT_QPA_PLATFORM"] = "offscreen"
from ui.app import make_application
from ui.jobs import Jobs
from ui.main_window import MainWindow
from ui.settings import Settings
from ui.theme.colors import LIGHT
from ui.theme.style import apply_theme
app = make_application(["x"])
apply_theme(app, LIGHT)
window = MainWindow(Jobs(), Settings())
window.show()
app.processEvents()
print([name for name in ("pandas", "docx", "openpyxl", "lxml", "alembic") if name in sys.modules])
window.close()
"""


def test_start_without_heavy_libraries():
    done = subprocess.run(
        [sys.executable, "-c", _START], capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == "[]"


def test_recent_reviews_are_offered(window, qtbot, review_path):
    review = reviews.open_review(review_path)
    recent.remember(review.info)
    review.close()
    window.show_start()
    qtbot.waitUntil(lambda: not window.jobs.busy)
    names = [
        button.accessibleName()
        for button in window.start_page.findChildren(object)
        if hasattr(button, "accessibleName")
    ]
    assert any("Kenya 2027" in name for name in names)


def test_a_file_that_is_no_review_is_said_in_a_sentence(window, qtbot, tmp_path):
    path = tmp_path / "notes.vnr"
    path.write_text("no database", encoding="utf-8")
    window.open_review(path)
    qtbot.waitUntil(window.messages.banner.isVisible)
    assert "notes.vnr" in window.messages.banner.accessibleName()
    assert window.workspace is None
