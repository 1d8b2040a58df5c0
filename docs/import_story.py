"""Workbooks that the pictures of the import are taken of; all in them is made up."""

from pathlib import Path

from vnr_app.importing.recipe import LineRule, Recipe
from vnr_app.jobs import JobContext
from vnr_app.services import imports, recipes
from vnr_app.services.reviews import Review

_HEADER = 5
"""The row of the ministry's sheet which names the years."""

_SURVEY = "Household survey"
_YEARS = 4
_WATER = (
    ("Highland region", 61.2),
    ("Coast", 88.4),
    ("Lake region", 74.9),
    ("Capital", 91.1),
    ("Preliminary", 70.3),
)
_VOICES = (
    ("Organisation", "Stakeholder group", "SDG", "Contribution", "May be published"),
    (
        "Examplia Women’s League",
        "Women",
        "5",
        "Two shelters were opened in the Highland region; a third waits for a building permit.",
        "Yes",
    ),
    (
        "Union of Small Farmers",
        "Farmers",
        "2",
        "Seed was given to 300 households after the drought.",
        "Yes",
    ),
    ("Youth Parliament", "Children and Youth", "4", "Pupils surveyed 40 schools.", "Yes"),
    ("Coastal Anglers", "Sea people", "14", "Nets are collected on the beaches.", "No"),
)


def next_year(sheet: Path) -> Path:
    """The ministry's workbook a year later: a new year, a revised figure, a slip of the finger."""
    import openpyxl  # noqa: PLC0415 - only these pictures need it

    book = openpyxl.load_workbook(sheet)
    for page in book:
        page.cell(_HEADER, 12).value = 2025
        page.cell(_HEADER, 13).value = "2026*"
        for row in range(_HEADER + 1, page.max_row + 1):
            latest = page.cell(row, 12).value
            if isinstance(latest, int | float):
                page.cell(row, 13).value = round(latest * 0.96, 1)
        page.cell(_HEADER + 1, 12).value += 0.3
    book.worksheets[0].cell(_HEADER + 3, 13).value = "17..9"
    later = sheet.with_name(f"{sheet.stem}-2026.xlsx")
    book.save(later)
    return later


def electricity(folder: Path, source: str, shift: float = 0.0) -> Path:
    """What an office says of access to electricity; two of its figures are moved by a shift."""
    head = ("Indicator", "Series", "Unit", "Area", "Year", "Value", "Source")
    rows: list[tuple[object, ...]] = [head]
    for at, year in enumerate(range(2018, 2026)):
        value = round(71.4 + 1.3 * at + (shift if year in (2021, 2023) else 0), 1)
        series = "Population with access to electricity"
        rows.append(("7.1.1", series, "%", "Examplia", year, value, source))
    return _book(folder / f"{source}.xlsx", "Electricity", rows)


def import_file(review: Review, path: Path) -> None:
    """Import a file as it is read."""
    job = JobContext()
    preview = imports.preview(review, path, job)
    imports.commit(review, preview, job)
    preview.close()


def survey(folder: Path, year: int) -> Path:
    """A table of a household survey with marks that may mean this or that."""
    rows: list[tuple[object, ...]] = [
        ("6.1.1 Population using safely managed drinking water services (%)",),
        ("Region", *range(year - _YEARS, year)),
    ]
    for at, (region, value) in enumerate(_WATER):
        rows.append((region, *(round(value + at + step * 0.7, 1) for step in range(_YEARS))))
    rows[3] = (*rows[3][:2], "-", *rows[3][3:])
    rows[4] = (*rows[4][:3], "(79.2)", *rows[4][4:])
    return _book(folder / f"household survey {year}.xlsx", "Water", rows)


def voices(folder: Path) -> Path:
    """What stakeholders contributed."""
    return _book(folder / "contributions.xlsx", "Contributions", list(_VOICES))


def keep_recipe(review: Review, folder: Path) -> None:
    """What was decided about the survey of the year before."""
    preview = imports.preview(review, survey(folder, 2025), JobContext())
    rule = LineRule(
        sheet="Water", axis="row", at=len(_WATER) + 1, text=_WATER[-1][0], role="ignore"
    )
    recipe = Recipe(
        name=_SURVEY,
        fingerprint=preview.plan.fingerprint,
        lines=(rule,),
        markers={"-": "missing"},
        brackets="unreliable",
    )
    preview.close()
    recipes.save(review, recipe)


def _book(path: Path, name: str, rows: list[tuple[object, ...]]) -> Path:
    import openpyxl  # noqa: PLC0415

    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.title = name
    for row in rows:
        page.append(row)
    book.save(path)
    return path
