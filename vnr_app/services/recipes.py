"""Recipes of the review: what was decided about the form of a file, kept by version."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.images import canonical
from db.models import RecipeRow
from db.operation import operation
from vnr_app.errors import KnownError
from vnr_app.i18n import _
from vnr_app.importing.recipe import Recipe, recipe_of
from vnr_app.services.recipe_files import import_json
from vnr_app.services.reviews import Review

_LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class StoredRecipe:
    """One version of a recipe as the review keeps it."""

    name: str
    version: int
    recipe: Recipe
    author: str
    at: datetime


def save(review: Review, recipe: Recipe) -> StoredRecipe:
    """Keep a recipe under its name, as a new version where there is one that says something else.

    Raises `KnownError` "no-name".
    """
    name = _name(recipe.name)
    recipe = replace(recipe, name=name)
    last = named(review, name)
    if last is not None and last.recipe == recipe:
        return last
    version = _last_version(review, name) + 1
    title = _("Save the recipe “{name}”").format(name=name)
    with operation(review.store, "recipe", title, name=name, version=version) as running:
        row = RecipeRow(
            name=name,
            version=version,
            fingerprint=canonical(list(recipe.fingerprint)),
            body=recipe.to_json(),
        )
        running.session.add(row)
        running.session.flush()
        return StoredRecipe(name, version, recipe, row.created_by, row.created_at)


def rename(review: Review, name: str, new: str) -> None:
    """Give a recipe with all its versions another name.

    Where that name is taken, the newest version becomes a new version of the recipe that has it,
    and the others go. Raises `KnownError` "no-name", "no-recipe".
    """
    new = _name(new)
    if new == name:
        return
    taken = _last_version(review, new)
    title = _("Rename the recipe “{old}” to “{new}”").format(old=name, new=new)
    with operation(review.store, "recipe", title, name=new) as running:
        rows = _rows(running.session, name)
        if not rows:
            raise _unknown(name)
        if taken:
            for row in rows[:-1]:
                running.session.delete(row)
            rows[-1].version = taken + 1
        for row in rows:
            row.name = new


def all_recipes(review: Review) -> tuple[StoredRecipe, ...]:
    """The newest version of every recipe, by name; one that cannot be read is not among them."""
    with review.store.reading() as session:
        newest = {each.name: each for each in _readable(_rows(session))}
    return tuple(newest[name] for name in sorted(newest, key=str.casefold))


def unreadable(review: Review) -> tuple[str, ...]:
    """The names of the recipes whose newest version cannot be read by this program."""
    with review.store.reading() as session:
        newest = {row.name: row for row in _rows(session)}
        return tuple(name for name, row in sorted(newest.items()) if not list(_readable([row])))


def versions(review: Review, name: str) -> tuple[StoredRecipe, ...]:
    """All versions of a recipe that can be read, oldest first."""
    with review.store.reading() as session:
        return tuple(_readable(_rows(session, name)))


def named(review: Review, name: str) -> StoredRecipe | None:
    """The newest version of the recipe of that name; None where there is none."""
    found = versions(review, name)
    return found[-1] if found else None


def newest_version(review: Review, name: str) -> int:
    """The number of the newest version of a recipe; 0 where the review has none of that name."""
    found = named(review, name)
    return 0 if found is None else found.version


def remove(review: Review, name: str) -> None:
    """Take a recipe with all its versions out of the review. Raises `KnownError` "no-recipe"."""
    if not _last_version(review, name):
        raise _unknown(name)
    title = _("Remove the recipe “{name}”").format(name=name)
    with operation(review.store, "recipe", title, name=name) as running:
        for row in _rows(running.session, name):
            running.session.delete(row)


def load(review: Review, text: str) -> Recipe:
    """The recipe that a command names: one of the review by its name, or a JSON file.

    Raises `KnownError` "no-recipe", "bad-recipe".
    """
    found = named(review, text)
    if found is not None:
        return found.recipe
    path = Path(text)
    if path.suffix.lower() != ".json" and not path.is_file():
        raise _unknown(text)
    return import_json(path)


def _rows(session: Session, name: str | None = None) -> list[RecipeRow]:
    query = select(RecipeRow).order_by(RecipeRow.version, RecipeRow.created_at, RecipeRow.id)
    if name is not None:
        query = query.where(RecipeRow.name == name)
    return list(session.scalars(query))


def _readable(rows: Iterable[RecipeRow]) -> Iterator[StoredRecipe]:
    """Those that this program understands: another one may have written what it does not."""
    for row in rows:
        try:
            recipe = recipe_of({**json.loads(row.body), "name": row.name})
        except (ValueError, TypeError, RecursionError):
            continue
        yield StoredRecipe(row.name, row.version, recipe, row.created_by, row.created_at)


def _last_version(review: Review, name: str) -> int:
    """The number of the newest version, one that cannot be read among them; 0 for none."""
    with review.store.reading() as session:
        return max((row.version for row in _rows(session, name)), default=0)


def _name(text: str) -> str:
    name = text.strip()[:_LONGEST_NAME]
    if not name:
        raise KnownError(
            "no-name",
            _("A recipe needs a name."),
            _("For example the name of the office and of its table."),
        )
    return name


def _unknown(name: str) -> KnownError:
    return KnownError(
        "no-recipe",
        _("The review has no recipe “{name}”.").format(name=name),
        _("Give the name of one of its recipes, or a JSON file."),
    )
