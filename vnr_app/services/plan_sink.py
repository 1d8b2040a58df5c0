"""Writing a plan into a staging file, by the process that reads the file or by our own."""

from dataclasses import replace

from db.staging_writer import StagingWriter
from vnr_app.domain import identity
from vnr_app.domain.importplan import ImportPlan
from vnr_app.domain.importplan_json import plan_json
from vnr_app.importing.ledger import Ledger
from vnr_app.importing.registers import Registers
from vnr_app.services.wording import breakdown_text

PLAN = "plan"
"""The name under which a staging file keeps the plan without its observations and rows."""

_NAMED_AREAS = 100_000
"""Areas that are called by their names; those beyond, of which no file has so many, by code."""


class PlanSink:
    """Takes what the pipeline hands over, and the plan at the end."""

    def __init__(self, writer: StagingWriter) -> None:
        self._writer = writer
        self.write = writer.write
        self.run_at = writer.run_at
        self.runs_of = writer.runs_of
        self.write_grid = writer.write_grid
        self._areas: dict[int, str] = {}

    def take_registers(self, new: Registers) -> None:
        """Keep what new numbers and ids of the next rows stand for."""
        writer = self._writer
        writer.write_settings((at, *parts) for at, parts in new.settings.items())
        words = ((at, each, breakdown_text(each)) for at, each in new.breakdowns.items())
        writer.write_breakdowns(words)
        writer.write_contexts((at, *said) for at, said in new.contexts.items())
        if len(self._areas) < _NAMED_AREAS:
            self._areas |= new.areas
        else:
            writer.tell_areas(new.areas.items())

    def complete(self, plan: ImportPlan) -> None:
        """Keep the plan itself; the staging file is whole then."""
        names = dict(plan.areas)
        file = identity.file_id(plan.sha256, plan.file)
        self._writer.write_areas(
            (at, code, names.get(code, code)) for at, code in self._areas.items()
        )
        self._writer.write_series(
            (identity.series_id(each), at, " ".join((*each.indicators, each.code, each.name)))
            for at, each in enumerate(plan.series)
        )
        self._writer.write_tables(identity.table_id(file, table) for table in plan.tables)
        sheets = tuple(replace(sheet, rows=()) for sheet in plan.sheets)
        self._writer.write_meta(PLAN, plan_json(replace(plan, sheets=sheets)))
        self._writer.close()


def write_plan(writer: StagingWriter, plan: ImportPlan) -> None:
    """Put a plan that holds its observations itself into a staging file."""
    sink = PlanSink(writer)
    ledger = Ledger(sink)
    for at, series in enumerate(plan.series):
        ledger.know_series(series, at)
    for observation in plan.observations:
        ledger.add(observation)
    ledger.close()
    for sheet in plan.sheets:
        writer.write_grid(sheet.name, 0, [list(row) for row in sheet.rows])
    sink.complete(plan)
