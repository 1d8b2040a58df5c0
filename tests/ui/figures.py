"""What the tests of living numbers share: a goal with figures, an editor on made-up values."""

from PySide6.QtGui import QColor

from tests.services.observed import observed
from tests.ui.conftest import settle, show
from vnr_app.domain.indicators import Series
from vnr_app.services.living import Values

WOMEN, MEN = (("sex", "F"),), (("sex", "M"),)
GREEN = "#4C9F38"
POVERTY = Series("8", "SI_POV", "Poverty rate", "PERCENT", ("1.2.1",))
VALUES = Values(
    [
        observed("31.5", "2015"),
        observed("26.4", "2023"),
        *(observed("20.5", year, series=POVERTY, dimensions=WOMEN) for year in ("2015", "2020")),
        *(observed("18.5", year, series=POVERTY, dimensions=MEN) for year in ("2015", "2020")),
    ],
    "en",
)


def open_goal(window, qtbot, path):
    """Bring a table into the review and show goal 3."""
    window.take_files([path])
    settle(qtbot, window)
    window.workspace.desks.importing.presenter.commit()
    settle(qtbot, window)
    show(window, qtbot, "goal-3")
    window.activateWindow()
    qtbot.waitUntil(lambda: window.workspace.desks.values.presenter.values is not None)
    return window


def write_into(window, qtbot, text):
    """Type into the part on trends; its editor."""
    editor = window.workspace.section_page.editors()[1]
    editor.setFocus()
    qtbot.waitUntil(editor.hasFocus)
    qtbot.keyClicks(editor, text)
    return editor


def pixels(widget, color):
    """How many pixels of a widget have exactly that colour."""
    image = widget.grab().toImage()
    wanted = QColor(color).rgb()
    return sum(
        image.pixel(x, y) == wanted for x in range(image.width()) for y in range(image.height())
    )
