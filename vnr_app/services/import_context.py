"""What the reading process must know of the review and of what people said, as plain JSON."""

from collections.abc import Mapping
from typing import Any

from vnr_app.errors import KnownError
from vnr_app.i18n import _
from vnr_app.importing.context import PlanContext
from vnr_app.importing.recipe import NO_RECIPE, Recipe, recipe_of
from vnr_app.services.countries import country, country_by_m49, country_of_name
from vnr_app.services.framework import load_framework


def known_indicator(code: str | None) -> str | None:
    """The code of an indicator that a person named; raises `KnownError` "unknown-indicator"."""
    if not code:
        return None
    found = load_framework().find_indicator(code)
    if found is None:
        raise KnownError(
            "unknown-indicator",
            _("There is no indicator “{code}”.").format(code=code),
            _("Give a code such as 3.1.1."),
        )
    return found.code


def context_request(
    country_alpha3: str,
    country_name: str,
    fiscal_month: int,
    *,
    indicator: str | None = None,
    recipe: Recipe = NO_RECIPE,
    synonyms: Mapping[tuple[str, str], str] | None = None,
    national: Mapping[str, str] | None = None,
    password: str | None = None,
) -> dict[str, Any]:
    """All that `context_of` needs, as JSON; see `PlanContext` for what it means."""
    return {
        "country": country_alpha3,
        "country_name": country_name,
        "fiscal_month": fiscal_month,
        "indicator": indicator,
        "recipe": recipe.decided(),
        "synonyms": [[kind, text, code] for (kind, text), code in (synonyms or {}).items()],
        "national": dict(national or {}),
        "password": password,
    }


def context_of(request: dict[str, Any]) -> PlanContext:
    """The context that a request of `context_request` describes."""
    return PlanContext(
        framework=load_framework(),
        country_alpha3=request["country"],
        country_name=request["country_name"],
        m49=_m49_of(request["country"]),
        area_of_m49=_area_of_m49,
        fiscal_month=request["fiscal_month"],
        indicator=request["indicator"],
        country_of_name=country_of_name,
        recipe=recipe_of(request["recipe"]),
        synonyms={(kind, text): code for kind, text, code in request["synonyms"]},
        national=request["national"],
        password=request["password"],
    )


def _m49_of(alpha3: str) -> str | None:
    try:
        return country(alpha3).m49.lstrip("0")
    except KnownError:
        return None


def _area_of_m49(code: str) -> str | None:
    try:
        return country_by_m49(code).alpha3
    except KnownError:
        return None
