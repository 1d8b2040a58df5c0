"""Recipes of the review and what the team teaches: kept, listed, shared with other teams."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from ui.presenters.review import ReviewPresenter
from vnr_app.importing.recipe import Recipe
from vnr_app.services import recipes, synonyms
from vnr_app.services.recipes import StoredRecipe
from vnr_app.services.reviews import Review


class RecipesPresenter(QObject):
    """Asks the services of recipes; every change is followed by the list as it is then."""

    listed = Signal(object)
    """A tuple of `StoredRecipe`, the newest version of each."""
    saved = Signal(object)
    """The `StoredRecipe` that was kept."""
    exported = Signal(object)
    """The path of the file that was written."""
    failed = Signal(object)

    def __init__(self, session: ReviewPresenter, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session

    def load(self) -> None:
        """Tell the list."""
        self._change(lambda _review: None)

    def save(self, recipe: Recipe) -> None:
        """Keep a recipe, as a new version where there is one of its name."""
        self._session.ask(
            lambda review, _job: recipes.save(review, recipe), self.saved.emit, self.failed.emit
        )

    def rename(self, stored: StoredRecipe, name: str) -> None:
        """Keep a recipe under another name; its versions under the old one go."""

        def rename(review: Review) -> None:
            # A name is kept without the spaces around it: it may be the old one after all.
            kept = recipes.save(review, stored.recipe.model_copy(update={"name": name}))
            if kept.name != stored.name:
                recipes.remove(review, stored.name)

        self._change(rename)

    def remove(self, name: str) -> None:
        """Take a recipe out of the review."""
        self._change(lambda review: recipes.remove(review, name))

    def import_file(self, path: Path) -> None:
        """Keep the recipe that another team has sent."""
        self._change(lambda review: recipes.save(review, recipes.import_json(path)))

    def export(self, recipe: Recipe, path: Path) -> None:
        """Write a recipe to a file for another team."""
        self._session.work_out(
            lambda _job: recipes.export_json(recipe, path),
            lambda _none: self.exported.emit(path),
            self.failed.emit,
        )

    def learn(self, decides: str, code: str, *, learned: bool) -> None:
        """Remember (or forget) for all files what a decision about a label says.

        `decides` is "indicators.<label>" or "values.<dimension>.<label>".
        """
        what, _point, label = decides.partition(".")
        kind = "indicator"
        if what == "values":
            kind, _point, label = label.partition(".")

        def change(review: Review) -> None:
            if learned:
                synonyms.learn(review, kind, label, code)
            else:
                synonyms.forget(review, kind, label)

        self._session.ask(lambda review, _job: change(review), lambda _none: None, self.failed.emit)

    def _change(self, change: Callable[[Review], object]) -> None:
        def task(review: Review) -> tuple[StoredRecipe, ...]:
            change(review)
            return recipes.all_recipes(review)

        self._session.ask(lambda review, _job: task(review), self.listed.emit, self.failed.emit)
