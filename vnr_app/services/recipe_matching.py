"""Which recipe of the review fits a file: by the likeness of their forms."""

from collections.abc import Sequence
from dataclasses import dataclass

from vnr_app.domain.importplan import Problem, Severity
from vnr_app.errors import KnownError
from vnr_app.i18n import _
from vnr_app.importing.fingerprint import similarity
from vnr_app.services.recipes import StoredRecipe, all_recipes
from vnr_app.services.reviews import Review

APPLIED = 0.9
"""From this likeness of the forms on a recipe is applied by itself."""
PROPOSED = 0.6
"""From this likeness on a recipe is proposed, with what differs."""


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


def likeness(found: Match) -> str:
    """How much of the form agrees, in words that follow a colon."""
    if found.similarity == 1:
        return _("the form of the file is the same")
    return _("{share} % of the headings and labels agree").format(
        share=min(99, round(found.similarity * 100))
    )


def problem_of(found: Match) -> Problem:
    """What a person is told of a recipe that was applied, or may be chosen."""
    name, version = found.stored.name, found.stored.version
    if found.applies:
        return Problem(
            "",
            "",
            "recipe-applied",
            name,
            Severity.NOTE,
            _("Read with the recipe “{name}”, version {version}: {likeness}.").format(
                name=name, version=version, likeness=likeness(found)
            ),
            _("Choose another recipe, or none, if this is another kind of file."),
        )
    return Problem(
        "",
        "",
        "recipe-proposed",
        name,
        Severity.QUESTION,
        _("The recipe “{name}” may be the one for this file: {likeness}.").format(
            name=name, likeness=likeness(found)
        ),
        _("Apply it if the file comes from the same office in nearly the same form."),
        "recipe",
        ("", name),
    )


def skipped(found: Match, error: Exception) -> str:
    """Why a recipe was not applied that fits the file: reading with it failed."""
    why = error.message if isinstance(error, KnownError) else ""
    words = _(
        "The recipe “{name}”, version {version}, was not used: the file cannot be read with it. "
        "{why}"
    )
    said = words.format(name=found.stored.name, version=found.stored.version, why=why)
    return said.strip()


def problem_of_skipped(found: Match, error: Exception) -> Problem:
    """What a person is told of a recipe that breaks the reading of the file."""
    return Problem(
        "",
        "",
        "recipe-skipped",
        found.stored.name,
        Severity.WARNING,
        skipped(found, error),
        _("Save the recipe anew, or remove it, if files of this form keep that."),
    )
