"""Taking runs apart in SQL: pieces of queries in which `p` is `json_each` of a run's periods.

What they tell is described in `vnr_app.domain.runs`.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the process that reads foreign files does without it
    pass

_IS_YEAR = "CASE typeof(p.value) WHEN 'integer' THEN"
START = f"{_IS_YEAR} p.value || '-01-01' ELSE substr(p.value, 1, 10) END"
"""The first day of an observation."""
END = f"{_IS_YEAR} p.value || '-12-31' ELSE substr(p.value, 12, 10) END"
"""Its last day."""
LABEL = f"{_IS_YEAR} CAST(p.value AS TEXT) ELSE substr(p.value, 23) END"
"""The label of its period."""
HOLDS = "(c.kept IS NULL OR p.key IN (SELECT value FROM json_each(c.kept)))"
"""Whether an observation of the run of `c`, a row of `current_run`, holds now."""


def number(run: str) -> str:
    """The number of an observation of a run, which has this name in the query."""
    return f"json_extract({run}.numbers, '$[' || p.key || ']')"


def raw(run: str) -> str:
    """The raw text, null where it equals the number."""
    return f"json_extract({run}.raws, '$[' || p.key || ']')"


def staged(schema: str) -> str:
    """The query of all observations of a staging file; `schema` is "staging." where it is attached.

    They have the parts of `vnr_app.domain.staged.STAGED`, and the position of their run. A view of
    the file itself could not be asked: a connection of the review trusts none with functions.
    """
    return f"""
        SELECT r.position + p.key AS position, r.line_id, r.series_id, r.area_id, r.breakdown_id,
               {START} AS period_start, {END} AS period_end, {LABEL} AS period_label,
               {number("r")} AS number, c.operator, c.state, c.context_id, c.table_number,
               r.cell_row + p.key AS cell_row, c.cell_column, {raw("r")} AS raw,
               r.position AS run_position
        FROM {schema}run r
        CROSS JOIN {schema}setting c ON c.number = r.setting
        CROSS JOIN json_each(r.periods) p
    """
