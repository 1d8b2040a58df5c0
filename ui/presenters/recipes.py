"""Recipes of the review and what the team teaches: kept, listed, shared with other teams."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from ui.presenters.review import ReviewPresenter
from vnr_app.importing.recipe import Recipe
from vnr_app.services import recipe_files, recipes, synonyms
from vnr_app.services.recipes import StoredRecipe
from vnr_app.services.reviews import Review


class RecipesPresenter(QObject):
    """Asks the services of recipes; every change is followed by the list as it is then."""

    listed = Signal(object)
    """A tuple of `StoredRecipe`, the newest version of each."""
    saved = Signal(object)
    """The `StoredRecipe` that was kept."""
    unreadable = Signal(object)
    """The names, one at least, of recipes that this program cannot read; after `listed`."""
    received = Signal(object)
    """The `Recipe` that a file holds; it is not kept yet."""
    taken_in = Signal(object)
    """The `StoredRecipe` that was made of it."""
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
        """Give a recipe with its versions another name."""
        self._change(lambda review: recipes.rename(review, stored.name, name))

    def remove(self, name: str) -> None:
        """Take a recipe out of the review."""
        self._change(lambda review: recipes.remove(review, name))

    def read_file(self, path: Path) -> None:
        """Read the recipe that another team has sent."""
        self._session.work_out(
            lambda _job: recipe_files.import_json(path), self.received.emit, self.failed.emit
        )

    def take_in(self, recipe: Recipe) -> None:
        """Keep a recipe that was sent; as a new version where there is one of its name."""

        def tell(stored: StoredRecipe) -> None:
            self.taken_in.emit(stored)
            self.load()

        self._session.ask(lambda review, _job: recipes.save(review, recipe), tell, self.failed.emit)

    def export(self, recipe: Recipe, path: Path) -> None:
        """Write a recipe to a file for another team."""
        self._session.work_out(
            lambda _job: recipe_files.export_json(recipe, path),
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
        def task(review: Review) -> tuple[tuple[StoredRecipe, ...], tuple[str, ...]]:
            change(review)
            return recipes.all_recipes(review), recipes.unreadable(review)

        def tell(found: tuple[tuple[StoredRecipe, ...], tuple[str, ...]]) -> None:
            self.listed.emit(found[0])
            if found[1]:
                self.unreadable.emit(found[1])

        self._session.ask(lambda review, _job: task(review), tell, self.failed.emit)
