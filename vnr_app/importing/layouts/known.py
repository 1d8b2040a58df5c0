"""The forms that are known beside SDMX and the UN's own lists; loaded for other sheets only."""

from vnr_app.importing.grid import Sheet
from vnr_app.importing.layouts import code_list, eurostat, exported, tidy, unsd_wide, world_bank
from vnr_app.importing.layouts.base import Collector
from vnr_app.importing.stakeholders import reader as record_sheets

_KNOWN_FORMS = (exported, unsd_wide, record_sheets, code_list, world_bank, eurostat)
"""Forms whose marks, numbers and periods are known: nothing about them is asked."""


def recognise(sheet: Sheet) -> bool:
    """Whether the sheet has one of the forms that leave nothing to be asked."""
    return any(each.recognise(sheet) for each in _KNOWN_FORMS)


def read(sheet: Sheet, collector: Collector) -> None:
    """Known columns first; whatever else has periods across is found by its looks."""
    if exported.recognise(sheet):
        exported.read(sheet, collector)
    elif unsd_wide.recognise(sheet):
        unsd_wide.read(sheet, collector)
    elif record_sheets.recognise(sheet):
        record_sheets.read(sheet, collector)
    elif code_list.recognise(sheet):
        return
    elif tidy.recognise(sheet):
        tidy.read(sheet, collector)
    elif world_bank.recognise(sheet):
        world_bank.read(sheet, collector)
    elif eurostat.recognise(sheet):
        eurostat.read(sheet, collector)
    else:
        from vnr_app.importing.layouts import choice  # noqa: PLC0415 - half of all modules

        choice.read(sheet, collector)
