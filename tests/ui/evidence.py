"""Imports made on the spot, as the tests of log, cells and records need them."""

from openpyxl import Workbook

from tests.ui.conftest import settle
from vnr_app.jobs import JobContext
from vnr_app.services import imports

TITLE = "Indicator 3.1.1 Maternal mortality ratio"


def health_sheet(path, values=(31.5, 29.8, 27.2), years=(2019, 2020, 2021), sheet="Résumé '15"):
    """A small workbook of one indicator, and a sheet that says nothing."""
    book = Workbook()
    page = book.active
    page.title = sheet
    page.append([TITLE])
    page.append(["per 100 000 live births"])
    page.append(["", *years])
    page.append(["Total", *values])
    book.create_sheet("Notes").append(["From the ministry"])
    book.save(path)
    return path


def voices_sheet(path, *rows):
    """Contributions of stakeholders: organisation, group, goals, text, may be named."""
    book = Workbook()
    page = book.active
    page.title = "Contributions"
    page.append(["Organisation", "Stakeholder group", "SDG", "Contribution", "Publish our name"])
    for row in rows:
        page.append(list(row))
    book.save(path)
    return path


def bring(window, qtbot, path):
    """Import a file as the window does, without its page; the operation."""
    review = window.workspace.session.review

    def work(_job):
        found = imports.preview(review, path, JobContext())
        result = imports.commit(review, found, JobContext())
        found.close()
        return result.operation

    operation = window.jobs.wait(work)
    settle(qtbot, window)
    return operation
