"""Recipes of the review: kept by version, matched to next year's file, shared as JSON files."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from pydantic import ValidationError
from sqlalchemy import select
from sqlalchemy.orm import Session

from db import guard
from db.images import canonical
from db.models import RecipeRow
from db.operation import operation
from vnr_app.domain.importplan import Problem, Severity
from vnr_app.errors import KnownError
from vnr_app.i18n import _
from vnr_app.importing.fingerprint import similarity
from vnr_app.importing.recipe import Recipe
from vnr_app.io import atomic_write
from vnr_app.services.reviews import Review

APPLIED = 0.9
"""From this likeness of the forms on a recipe is applied by itself."""
PROPOSED = 0.6
"""From this likeness on a recipe is proposed, with what differs."""

_MOST_BYTES = 4 << 20
_LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class StoredRecipe:
    """One version of a recipe as the review keeps it."""

    name: str
    version: int
    recipe: Recipe
    author: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Match:
    """A recipe that may fit a file, by the likeness of the forms from 0 to 1.

    `added` are features that only the file has, `missing` those that only the recipe knows.
    """

    stored: StoredRecipe
    similarity: float
    added: tuple[str, ...]
    missing: tuple[str, ...]

    @property
    def applies(self) -> bool:
        """Whether the recipe is applied by itself; otherwise it is proposed."""
        return self.similarity >= APPLIED


def save(review: Review, recipe: Recipe) -> StoredRecipe:
    """Keep a recipe under its name, as a new version where there is one that says something else.

    Raises `KnownError` "no-name".
    """
    name = recipe.name.strip()[:_LONGEST_NAME]
    if not name:
        raise KnownError(
            "no-name",
            _("A recipe needs a name."),
            _("For example the name of the office and of its table."),
        )
    recipe = recipe.model_copy(update={"name": name})
    last = named(review, name)
    if last is not None and last.recipe == recipe:
        return last
    version = 1 if last is None else last.version + 1
    title = _("Save the recipe “{name}”").format(name=name)
    with operation(review.store, "recipe", title, name=name, version=version) as running:
        row = RecipeRow(
            name=name,
            version=version,
            fingerprint=canonical(list(recipe.fingerprint)),
            body=recipe.model_dump_json(),
        )
        running.session.add(row)
        running.session.flush()
        return _stored(row)


def all_recipes(review: Review) -> tuple[StoredRecipe, ...]:
    """The newest version of every recipe, by name."""
    with review.store.reading() as session:
        newest = {row.name: row for row in _rows(session)}
        return tuple(_stored(newest[name]) for name in sorted(newest, key=str.casefold))


def versions(review: Review, name: str) -> tuple[StoredRecipe, ...]:
    """All versions of a recipe, oldest first."""
    with review.store.reading() as session:
        return tuple(_stored(row) for row in _rows(session, name))


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
    if named(review, name) is None:
        raise _unknown(name)
    title = _("Remove the recipe “{name}”").format(name=name)
    with operation(review.store, "recipe", title, name=name) as running:
        for row in _rows(running.session, name):
            running.session.delete(row)


def match(review: Review, fingerprint: Sequence[str]) -> Match | None:
    """The recipe whose form is most like this one; None below `PROPOSED`, or without a form."""
    alike = [
        (similarity(fingerprint, stored.recipe.fingerprint), stored)
        for stored in all_recipes(review)
        if fingerprint and stored.recipe.fingerprint
    ]
    likeness, best = max(alike, key=lambda each: (each[0], each[1].at), default=(0.0, None))
    if best is None or likeness < PROPOSED:
        return None
    mine, theirs = set(fingerprint), set(best.recipe.fingerprint)
    return Match(
        best,
        likeness,
        tuple(each for each in fingerprint if each not in theirs),
        tuple(each for each in best.recipe.fingerprint if each not in mine),
    )


def problem_of(found: Match) -> Problem:
    """What a person is told of a recipe that was applied, or may be chosen."""
    name, version = found.stored.name, found.stored.version
    alike = round(found.similarity * 100)
    if found.applies:
        return Problem(
            "",
            "",
            "recipe-applied",
            name,
            Severity.NOTE,
            _("Read with the recipe “{name}”, version {version}: {alike} % alike.").format(
                name=name, version=version, alike=alike
            ),
            _("Choose another recipe, or none, if this is another kind of file."),
        )
    return Problem(
        "",
        "",
        "recipe-proposed",
        name,
        Severity.QUESTION,
        _("The recipe “{name}” may be the one for this file: {alike} % alike.").format(
            name=name, alike=alike
        ),
        _("Apply it if the file comes from the same office in nearly the same form."),
        "recipe",
        ("", name),
    )


def export_json(recipe: Recipe, path: Path) -> None:
    """Write a recipe to a file for another team. Raises `KnownError` where that fails."""
    with atomic_write(path) as stream:
        stream.write(recipe.model_dump_json(indent=2).encode())
        stream.write(b"\n")


def import_json(path: Path) -> Recipe:
    """Read a recipe that another team has sent; it is not kept yet.

    Raises `KnownError` "no-recipe" where there is no such file, "bad-recipe" with the field that
    is wrong.
    """
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
        return Recipe.model_validate_json(data.removeprefix(b"\xef\xbb\xbf"))
    except ValidationError as error:
        first = error.errors(include_url=False, include_context=False, include_input=False)[0]
        field = ".".join(str(each) for each in first["loc"])
        reason = f"{field}: {first['msg']}" if field else str(first["msg"])
        raise _bad(path, reason) from error


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


def _stored(row: RecipeRow) -> StoredRecipe:
    body = Recipe.model_validate(json.loads(row.body))
    return StoredRecipe(row.name, row.version, body, row.created_by, row.created_at)


def _unknown(name: str) -> KnownError:
    return KnownError(
        "no-recipe",
        _("The review has no recipe “{name}”.").format(name=name),
        _("Give the name of one of its recipes, or a JSON file."),
    )


def _bad(path: Path, reason: str) -> KnownError:
    return KnownError(
        "bad-recipe",
        _("“{file}” is no recipe that can be read: {reason}.").format(
            file=path.name, reason=reason
        ),
        _("Ask its sender to export the recipe again."),
    )
