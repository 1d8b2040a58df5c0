"""The figures of a review for workbooks and tables: the statistical annex, and every value."""

from collections.abc import Iterable, Iterator

from db.queries import data
from vnr_app.domain.annex import (
    DATA_COLUMNS,
    Annex,
    AnnexSheet,
    Figures,
    Number,
    SheetCell,
    SheetColumn,
    SheetRow,
    dimensions_cell,
)
from vnr_app.domain.framework import official_order
from vnr_app.domain.indicators import Observation
from vnr_app.errors import KnownError
from vnr_app.i18n import Words, _
from vnr_app.services import countries, history, indicators, section_keys
from vnr_app.services.framework import load_framework
from vnr_app.services.numbers import format_day, is_right_to_left
from vnr_app.services.outline import load_outline
from vnr_app.services.progress_notes import method_note
from vnr_app.services.report_annex import KEY as STATISTICS
from vnr_app.services.report_cells import nature_name
from vnr_app.services.report_front import country_name, subtitle
from vnr_app.services.report_material import Material, collect
from vnr_app.services.reviews import Review
from vnr_app.services.workbook_goals import goal_sheet

_WIDTHS = {"series_name": 60, "source": 40, "footnote": 40, "unit": 18, "dimensions": 24}
_USUAL_WIDTH = 12


def goal_of(review: Review, section: str | None) -> str | None:
    """The goal whose figures are meant; None for all.

    Raises `KnownError`: "unknown-section", "not-of-format" for one without figures.
    """
    if section is None or section == STATISTICS:
        return None
    plan = load_outline(review.info.outline_version)
    if section not in {*plan.leaf_keys(), *(each.key for each in plan.sections)}:
        raise section_keys.unknown(review, section)
    goal = section.partition("/")[0].removeprefix("goal-")
    if section.startswith("goal-") and goal in {each.code for each in load_framework().goals}:
        return goal
    raise KnownError(
        "not-of-format",
        _("“{section}” has no figures of its own, so that it cannot be a table.").format(
            section=section
        ),
        _("Name a goal, such as goal-3, or choose a file that ends in .docx, .pdf or .html."),
    )


def figures(review: Review, goal: str | None = None) -> Figures:
    """Every value of the review, or of the indicators of a goal."""
    codes = None if goal is None else tuple(sorted(indicators.codes_by_goal(review)[goal]))
    with review.store.reading() as session:
        found = tuple(data.observations(session, codes))
        areas = data.area_names(session)
    named = {each.series.id: each.series.indicators for each in found}
    return Figures(
        country=review.info.country,
        observations=found,
        indicators={key: _shown_codes(own, codes) for key, own in named.items()},
        areas=areas,
        m49={each.alpha3: each.m49 for each in countries.all_countries() if each.alpha3 in areas},
    )


def _shown_codes(stored: Iterable[str], wanted: tuple[str, ...] | None) -> tuple[str, ...]:
    """The codes under which a series stands: repeated indicators have several."""
    framework = load_framework()
    return tuple(
        code
        for own in stored
        if wanted is None or own in wanted
        for code in (framework.repeats(own) if framework.find_indicator(own) else (own,))
    )


def annex(review: Review, language: str | None = None, goal: str | None = None) -> Annex:
    """The statistical annex as a workbook, of all goals or of one."""
    chosen = language or review.info.language
    material = collect(review, chosen)
    words, info = material.words, review.info
    goals = [each.code for each in material.framework.goals if goal in (None, each.code)]
    return Annex(
        title=words("Statistical annex"),
        country=country_name(info, chosen),
        year=info.year,
        language=chosen,
        right_to_left=is_right_to_left(chosen),
        about_name=words("About"),
        about=tuple(_about(material)),
        goals=tuple(goal_sheet(material, each) for each in goals),
        data=_data_sheet(figures(review, goal), words),
        page=words("Page {number} of {count}"),
    )


def _about(material: Material) -> Iterator[tuple[str, str]]:
    review, words, language = material.review, material.words, material.language
    info = review.info
    yield words("Country"), country_name(info, language)
    yield words("Report"), f"{words('Voluntary National Review')}, {info.year}"
    if number := subtitle(info.number, words):
        yield "", number
    if info.marked_as:
        yield "", words(info.marked_as)
    yield words("Date"), format_day(history.last_change(review).date(), language)
    yield words("Sheets"), words("One sheet a Goal shows every indicator with its values by year.")
    yield (
        "",
        words(
            "The sheet “{data}” has every value in a row of its own, exactly as it is stored. "
            "Change figures there: an import reads that sheet alone."
        ).format(data=words("Data")),
    )
    yield words("Legend"), words("Values in italics are estimated, modelled or provisional.")
    yield "", words("An empty cell has no value; “…” is a gap that the source itself shows.")
    yield (
        "",
        words(
            "A bound such as “<5” is text in the sheets of the Goals; in the sheet “{data}” the "
            "number stands beside its operator."
        ).format(data=words("Data")),
    )
    for code, name in nature_name(words).items():
        yield "", f"{code} – {name}"
    for place, line in enumerate(method_note(material.standings.method, words, language)):
        yield words("Method") if not place else "", line
    for place, source in enumerate(_sources(material)):
        yield words("Sources") if not place else "", source


def _sources(material: Material) -> list[str]:
    rows = (row for of_goal in material.rows.values() for row in of_goal)
    return sorted({row.source for row in rows} - {""})


def _data_sheet(found: Figures, words: Words) -> AnnexSheet:
    columns = tuple(
        SheetColumn(name, _WIDTHS.get(name, _USUAL_WIDTH), name == "value") for name in DATA_COLUMNS
    )
    return AnnexSheet(
        name=words("Data"),
        title="",
        columns=columns,
        rows=tuple(SheetRow(cells) for cells in data_rows(found)),
        frozen=3,
    )


def data_rows(found: Figures) -> Iterator[tuple[SheetCell, ...]]:
    """The values in the order of their indicators, with the cells of `DATA_COLUMNS`."""
    for each in sorted(found.observations, key=_order):
        yield tuple(_data_cells(each, found.areas.get(each.area, each.area)))


def _order(each: Observation) -> tuple[object, ...]:
    series = each.series
    first = official_order(series.indicators[0]) if series.indicators else official_order("")
    return (
        not series.indicators,
        first,
        series.code,
        series.id,
        each.area,
        each.dimensions,
        each.period.start,
        each.period.end,
    )


def _data_cells(each: Observation, area: str) -> Iterable[SheetCell]:
    series, period, value = each.series, each.period, each.value
    yield ", ".join(series.indicators)
    yield from (series.code, series.name, series.unit, each.area, area)
    yield dimensions_cell(each.dimensions)
    yield from (period.label, period.start.isoformat(), period.end.isoformat())
    yield value.operator.value if value.operator else ""
    yield Number(value.number, _given_decimals(value.number)) if value.number is not None else ""
    yield value.number or ""
    yield from (value.state.value, each.nature, each.footnote, each.source)


def _given_decimals(number: str) -> int:
    """How many decimals the source has given."""
    return len(number.partition(".")[2]) if number.replace(".", "").lstrip("-").isdigit() else 0
