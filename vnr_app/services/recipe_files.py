"""Recipes as JSON files, as teams send them to each other."""

from pathlib import Path

from db import guard
from vnr_app.errors import KnownError
from vnr_app.i18n import _
from vnr_app.importing.recipe import Recipe, recipe_in
from vnr_app.io import atomic_write

_MOST_BYTES = 4 << 20


def export_json(recipe: Recipe, path: Path) -> None:
    """Write a recipe to a file for another team. Raises `KnownError` where that fails."""
    with atomic_write(path) as stream:
        stream.write(recipe.to_json(indent=2).encode())
        stream.write(b"\n")


def import_json(path: Path) -> Recipe:
    """Read a recipe that another team has sent; it is not kept yet.

    Raises `KnownError` "no-recipe" where there is no such file, "bad-recipe" with the field that
    is wrong.
    """
    from pydantic import ValidationError  # noqa: PLC0415 - few ever import a recipe

    if guard.is_live(path):
        raise _bad(path, _("this is the open review"))
    try:
        with path.open("rb") as stream:
            data = stream.read(_MOST_BYTES + 1)
    except OSError as error:
        raise KnownError(
            "no-recipe",
            _("“{file}” cannot be read: {reason}.").format(file=path, reason=error.strerror),
        ) from error
    if len(data) > _MOST_BYTES:
        raise _bad(path, _("it is too large"))
    try:
        return recipe_in(data.removeprefix(b"\xef\xbb\xbf"))
    except ValidationError as error:
        first = error.errors(include_url=False, include_context=False, include_input=False)[0]
        field = ".".join(str(each) for each in first["loc"])
        reason = f"{field}: {first['msg']}" if field else str(first["msg"])
        raise _bad(path, reason) from error


def _bad(path: Path, reason: str) -> KnownError:
    return KnownError(
        "bad-recipe",
        _("“{file}” is no recipe that can be read: {reason}.").format(
            file=path.name, reason=reason
        ),
        _("Ask its sender to export the recipe again."),
    )
