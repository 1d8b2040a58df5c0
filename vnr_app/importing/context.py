"""What the importer must know of the review a file is imported into."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from vnr_app.domain.framework import Framework
from vnr_app.domain.periods import DEFAULT_FISCAL_MONTH
from vnr_app.importing.recipe import NO_RECIPE, Recipe


def _no_country(name: str) -> str | None:
    """Know no country by its name."""


@dataclass(frozen=True, slots=True)
class PlanContext:
    """The framework of indicators and the review's country (`m49` without leading zeros).

    `indicator` is the code that the person named for this file: for tables that name none.
    `recipe` holds what people decided about the form of the file.
    `country_of_name` gives the alpha-3 code of a country by its name in any UN language.
    """

    framework: Framework
    country_alpha3: str
    country_name: str
    m49: str | None
    area_of_m49: Callable[[str], str | None]
    fiscal_month: int = DEFAULT_FISCAL_MONTH
    indicator: str | None = None
    country_of_name: Callable[[str], str | None] = _no_country
    recipe: Recipe = NO_RECIPE
    synonyms: Mapping[tuple[str, str], str] = field(default_factory=dict)
    """Corrections that the team made before: (dimension or "indicator", folded text) → code."""
    national: Mapping[str, str] = field(default_factory=dict)
    """The review's own national indicators: code → title."""
    password: str | None = None
    """Opens a protected workbook; never kept."""
