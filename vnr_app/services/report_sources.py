"""The list of where the figures come from."""

from vnr_app.domain.framework import official_order
from vnr_app.domain.report import Cell, Chapter, Column, DataTable, Row
from vnr_app.services.report_material import Material

KEY = "vnr-sources"
"""Also the key under which the writers list the sources that the texts cite."""


def sources_chapter(material: Material) -> Chapter | None:
    """Every source of the data once, with its series and goals; None where there are no data."""
    series: dict[str, set[str]] = {}
    goals: dict[str, set[str]] = {}
    for goal, rows in material.rows.items():
        for row in rows:
            series.setdefault(row.source, set()).add(row.series.id)
            goals.setdefault(row.source, set()).add(goal)
    if not series:
        return None
    words = material.words
    names = sorted(series, key=lambda name: (-len(series[name]), name))
    table = DataTable(
        id=f"{KEY}-data",
        caption=words("Sources of the data"),
        columns=(
            Column(words("Source"), 4.0),
            Column(words("Series"), 1.0, "end"),
            Column(words("Goals"), 2.0),
        ),
        rows=tuple(
            Row(
                (
                    Cell(name or words("not stated")),
                    Cell(str(len(series[name]))),
                    Cell(
                        words("all")
                        if len(goals[name]) == len(material.framework.goals)
                        else words(", ").join(sorted(goals[name], key=official_order))
                    ),
                )
            )
            for name in names
        ),
    )
    return Chapter(KEY, words("Sources"), (table,))
