"""Writing a plan into a staging file, by the process that reads the file or by our own."""

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from db.staging_writer import StagingWriter
from vnr_app.domain import identity
from vnr_app.domain.importplan import ImportPlan
from vnr_app.domain.indicators import Dimensions
from vnr_app.importing.ledger import Ledger, Said
from vnr_app.services.wording import breakdown_text

if TYPE_CHECKING:
    from pydantic import TypeAdapter

PLAN = "plan"
"""The name under which a staging file keeps the plan without its observations and rows."""


@cache
def plan_format() -> "TypeAdapter[ImportPlan]":
    """Plans as JSON and back; a plan that comes from another process is checked on the way."""
    from pydantic import TypeAdapter  # noqa: PLC0415 - built when a plan passes

    return TypeAdapter(ImportPlan)


class PlanSink:
    """Takes what the pipeline hands over, and the plan at the end."""

    def __init__(self, writer: StagingWriter) -> None:
        self._writer = writer
        self.write = writer.write
        self.row_at = writer.row_at
        self.write_grid = writer.write_grid
        self._areas: Mapping[int, str] = {}

    def take_registers(
        self,
        areas: Mapping[int, str],
        breakdowns: Mapping[int, Dimensions],
        contexts: Mapping[int, Said],
    ) -> None:
        """Keep what the ids of the rows stand for."""
        self._areas = areas
        words = ((at, each, breakdown_text(each)) for at, each in breakdowns.items())
        self._writer.write_breakdowns(words)
        self._writer.write_contexts((at, *said) for at, said in contexts.items())

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
        kept = replace(plan, observations=(), sheets=sheets)
        self._writer.write_meta(PLAN, plan_format().dump_json(kept).decode())
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
