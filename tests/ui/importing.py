"""Workbooks to import in the window, and the ways in which people touch the page."""

import openpyxl
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from tests.ui.conftest import settle

REGIONS = (
    ("Indicator 3.1.1 Maternal mortality ratio",),
    ("per 100 000 live births",),
    ("Region", 2019, 2020, 2021),
    ("Total", 31.5, 29.8, 27.2),
    ("North", 40.1, 38.9, 36.5),
    ("South", 25.5, 24.1, 22.8),
    ("West", 30.5, 28.4, 26.3),
)


def workbook(path, *sheets):
    """Write sheets, each a name and its rows."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets:
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


def take(window, qtbot, *paths):
    """Let the window read files; returns the page of the import."""
    window.take_files(list(paths))
    settle(qtbot, window)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window.workspace.import_page


def numbers(page):
    """The numbers of the plan that is shown."""
    return [each.value.number for each in page.preview.plan.observations]


def drag(view, first, last):
    """Press the mouse on a cell, move it to another and let it go."""
    model = view.model()
    begin, end = (view.visualRect(model.index(*place)).center() for place in (first, last))
    _mouse(view, QEvent.Type.MouseButtonPress, begin)
    for share in (0.3, 0.6, 1.0):
        _mouse(view, QEvent.Type.MouseMove, begin + (end - begin) * share)
    _mouse(view, QEvent.Type.MouseButtonRelease, end)


def _mouse(view, kind, place: QPoint):
    surface = view.viewport()
    pressed = kind != QEvent.Type.MouseButtonRelease
    left, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
    event = QMouseEvent(
        kind,
        QPointF(place),
        QPointF(surface.mapToGlobal(place)),
        none if kind == QEvent.Type.MouseMove else left,
        left if pressed else none,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(surface, event)
