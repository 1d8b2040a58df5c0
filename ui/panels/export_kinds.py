"""The kinds of files that can be written, as they are offered."""

from PySide6.QtCore import QCoreApplication

from vnr_app.services.exports import Layout

Kind = tuple[str, Layout]
"""Ending of a file, and the layout of its tables."""


def kinds() -> dict[Kind, tuple[str, str]]:
    """Name and advantage of each kind, in the order in which they are offered."""
    return {
        (".docx", "open-sdg"): (
            _tr("Word document (.docx)"),
            _tr("Opens in Word and LibreOffice; charts can be edited."),
        ),
        (".pdf", "open-sdg"): (_tr("PDF (.pdf)"), _tr("Made by LibreOffice.")),
        (".html", "open-sdg"): (
            _tr("Web page (.html)"),
            _tr("One file that needs no connection."),
        ),
        (".xlsx", "open-sdg"): (
            _tr("Excel workbook (.xlsx)"),
            _tr("The statistical annex, a sheet for each goal."),
        ),
        (".csv", "open-sdg"): (
            _tr("CSV, Open SDG layout (.csv)"),
            _tr("All figures in one table."),
        ),
        (".zip", "open-sdg"): (
            _tr("CSV, a file for each indicator (.zip)"),
            _tr("As an Open SDG platform takes them."),
        ),
        (".csv", "sdmx"): (
            _tr("SDMX-CSV (.csv)"),
            _tr("With the codes of the global SDG data structure."),
        ),
    }


def _tr(text: str) -> str:
    return QCoreApplication.translate("ExportKinds", text)
