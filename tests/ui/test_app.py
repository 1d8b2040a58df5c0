"""The whole program once: start on a review, close, give the file back."""

import subprocess
import sys

from vnr_app.services import reviews

_RUN = """
import os, sys
os.environ["QT_QPA_PLATFORM"] = "offscreen"
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from ui.app import make_application, run
from ui.main_window import MainWindow
app = make_application(["x"])
def look():
    window = next(w for w in QApplication.topLevelWidgets() if isinstance(w, MainWindow))
    if window.workspace is None or not window.workspace.section_page.key:
        return
    print(window.windowTitle())
    timer.stop()
    window.close()
timer = QTimer(app, interval=50)
timer.timeout.connect(look)
timer.start()
sys.exit(run(Path(sys.argv[1])))
"""


def test_opens_a_review_and_gives_it_back(review_path):
    done = subprocess.run(
        [sys.executable, "-c", _RUN, str(review_path)],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "Kenya 2027" in done.stdout
    assert "Traceback" not in done.stderr
    reviews.open_review(review_path).close()
