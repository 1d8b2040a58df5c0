"""The desk of recipes: what was decided about a file, kept, found again, shared."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget
from shiboken6 import isValid

from ui.dialogs.recipe_name import RecipeNameDialog
from ui.dialogs.recipes import RecipesDialog
from ui.importing.corrections import Corrections
from ui.importing.page import ImportPage
from ui.messages import Messages
from ui.names import number
from ui.presenters.imports import ImportPresenter
from ui.presenters.recipes import RecipesPresenter
from ui.presenters.review import ReviewPresenter
from vnr_app.errors import KnownError
from vnr_app.i18n import ngettext
from vnr_app.importing.recipe import NO_RECIPE, Recipe
from vnr_app.services.recipe_matching import Match, likeness, skipped
from vnr_app.services.recipes import StoredRecipe

_SHOWN_DIFFERENCES = 4


class RecipesDesk(QObject):
    """Keeps the strip of the import page, which says how the file is read, and the dialogs."""

    def __init__(
        self,
        session: ReviewPresenter,
        page: ImportPage,
        imports: ImportPresenter,
        messages: Messages,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._window = parent
        self._session = session
        self._page = page
        self._imports = imports
        self._messages = messages
        self._proposed: Recipe = NO_RECIPE
        self._known: tuple[StoredRecipe, ...] = ()
        self._dialog: RecipesDialog | None = None
        self.presenter = RecipesPresenter(session, self)
        self._connect()

    def _connect(self) -> None:
        page, presenter = self._page, self.presenter
        page.head.save_wanted.connect(self._save_this)
        page.head.recipes_wanted.connect(self.show_all)
        page.recipe_wanted.connect(lambda: self._use(self._proposed))
        page.recipe_refused.connect(lambda: self._use(NO_RECIPE))
        page.questions.remember_wanted.connect(
            lambda decides, code, on: presenter.learn(decides, code, learned=on)
        )
        self._imports.matched.connect(self._tell_match)
        self._imports.skipped.connect(
            lambda match, error: page.recipe.say("warning", skipped(match, error))
        )
        self._imports.reading.connect(lambda *_file: presenter.load())
        presenter.listed.connect(self._take_list)
        presenter.saved.connect(self._tell_saved)
        presenter.unreadable.connect(self._tell_unreadable)
        presenter.received.connect(self._receive)
        presenter.taken_in.connect(self._tell_taken_in)
        presenter.exported.connect(self._tell_exported)
        presenter.failed.connect(self._fail)

    # --- The file that is looked at -----------------------------------------------------------

    def _tell_match(self, match: Match) -> None:
        name, version = match.stored.name, number(match.stored.version)
        if match.applies:
            self._page.keep_corrections(Corrections(match.stored.recipe))
            text = self.tr("Read with your recipe “{name}”, version {version}.")
            self._page.recipe.say(
                "check", text.format(name=name, version=version), "", self.tr("Do not use it")
            )
            return
        self._proposed = match.stored.recipe
        text = self.tr("The recipe “{name}”, version {version}, may fit: {likeness}.")
        text = text.format(name=name, version=version, likeness=likeness(match))
        differences = (
            (self.tr("New in the file: {what}."), match.added),
            (self.tr("Not in the file: {what}."), match.missing),
        )
        parts = [words.format(what=_listed(what)) for words, what in differences if what]
        self._page.recipe.say("info", " ".join([text, *parts]), self.tr("Use it"))

    def _use(self, recipe: Recipe) -> None:
        self._page.corrections.restart(recipe)
        self._page.recipe.hide()
        if recipe.name:
            text = self.tr("Read with your recipe “{name}”.").format(name=recipe.name)
            self._page.recipe.say("check", text, "", self.tr("Do not use it"))
        self._page.show_again()
        self._imports.read_with(recipe)

    def unsaved(self) -> Recipe | None:
        """What was decided about the file that is looked at; None where that is kept already."""
        recipe, preview = self._page.corrections.recipe, self._page.preview
        kept = recipe == NO_RECIPE or any(each.recipe == recipe for each in self._known)
        if preview is None or kept or self._session.review.read_only:
            return None
        return replace(recipe, fingerprint=preview.plan.fingerprint)

    def _save_this(self) -> None:
        preview = self._page.preview
        if preview is not None:
            recipe = self._page.corrections.recipe
            recipe = replace(recipe, fingerprint=preview.plan.fingerprint)
            self.ask_for_name(recipe, Path(preview.plan.file).stem)

    def ask_for_name(self, recipe: Recipe, name: str) -> None:
        """Ask for the name under which a recipe is kept; `name` is offered for one without."""
        dialog = RecipeNameDialog(
            self.tr("Save as recipe"),
            recipe.name or name,
            {each.name: each.version for each in self._known},
            self._window,
        )
        dialog.accepted.connect(lambda: self.presenter.save(replace(recipe, name=dialog.name)))
        dialog.open()

    def _tell_saved(self, stored: StoredRecipe) -> None:
        text = self.tr(
            "Saved as recipe “{name}”, version {version}. The next file of this form is read with "
            "it."
        ).format(name=stored.name, version=number(stored.version))
        self.presenter.load()
        if self._page.preview is None:
            self._messages.banner.say("success", text)
            return
        self._page.corrections.rename(stored.recipe)
        self._page.recipe.say("check", text)
        # Read again, so that the import is recorded with the recipe that it was read with.
        self._page.show_again()
        self._imports.read_with(stored.recipe)

    # --- All recipes --------------------------------------------------------------------------

    def show_all(self) -> None:
        """List the recipes of the review."""
        dialog = RecipesDialog(
            writable=not self._session.review.read_only,
            can_use=self._page.preview is not None,
            parent=self._window,
        )
        self._dialog = dialog
        dialog.accepted.connect(lambda: self._use_stored(dialog.chosen))
        dialog.rename_wanted.connect(self._ask_to_rename)
        dialog.export_wanted.connect(self._ask_where)
        dialog.remove_wanted.connect(lambda stored: self.presenter.remove(stored.name))
        dialog.import_wanted.connect(self._ask_for_file)
        self.presenter.load()
        dialog.open()

    @property
    def dialog(self) -> RecipesDialog | None:
        """The list of all recipes, while it is open."""
        return self._dialog if self._dialog is not None and isValid(self._dialog) else None

    def _use_stored(self, stored: StoredRecipe | None) -> None:
        if stored is not None and self._page.preview is not None:
            self._use(stored.recipe)

    def _ask_to_rename(self, stored: StoredRecipe) -> None:
        known = {each.name: each.version for each in self._known if each.name != stored.name}
        dialog = RecipeNameDialog(self.tr("Rename"), stored.name, known, self._window)
        dialog.accepted.connect(lambda: self.presenter.rename(stored, dialog.name))
        dialog.open()

    def _ask_where(self, stored: StoredRecipe) -> None:
        chosen, _filter = QFileDialog.getSaveFileName(
            self._window, self.tr("Export the recipe"), f"{stored.name}.json", "JSON (*.json)"
        )
        if chosen:
            self.presenter.export(stored.recipe, Path(chosen))

    def _ask_for_file(self) -> None:
        chosen, _filter = QFileDialog.getOpenFileName(
            self._window, self.tr("Import a recipe"), "", "JSON (*.json)"
        )
        if chosen:
            self.presenter.read_file(Path(chosen))

    def _receive(self, recipe: Recipe) -> None:
        """Keep a recipe that was sent; one that has the name of another asks first."""
        same = next((each for each in self._known if each.name == recipe.name.strip()), None)
        if same is not None and same.recipe == recipe:
            self._tell_taken_in(same)
        elif same is None and recipe.name.strip():
            self.presenter.take_in(recipe)
        else:
            known = {each.name: each.version for each in self._known}
            title = self.tr("Import a recipe")
            dialog = RecipeNameDialog(title, recipe.name.strip(), known, self._window)
            dialog.accepted.connect(
                lambda: self.presenter.take_in(replace(recipe, name=dialog.name))
            )
            dialog.open()

    def _tell_taken_in(self, stored: StoredRecipe) -> None:
        text = self.tr("The recipe “{name}” is now in the review, as version {version}.")
        self._messages.banner.say(
            "success", text.format(name=stored.name, version=number(stored.version))
        )

    def _tell_unreadable(self, names: tuple[str, ...]) -> None:
        text = ngettext(
            "This recipe cannot be read; a newer version of the program may have made it: {names}.",
            "These recipes cannot be read; a newer version of the program may have made them: "
            "{names}.",
            len(names),
        )
        if self.dialog is not None:
            self.dialog.say(text.format(names=", ".join(f"“{each}”" for each in names)))

    def _take_list(self, stored: tuple[StoredRecipe, ...]) -> None:
        self._known = stored
        if self.dialog is not None:
            self.dialog.show_recipes(stored)

    def _tell_exported(self, path: Path) -> None:
        text = self.tr("The recipe was written to “{file}”.").format(file=path.name)
        self._messages.banner.say("success", text)

    def _fail(self, error: Exception) -> None:
        if self.dialog is not None and isinstance(error, KnownError):
            self.dialog.say(error.sentence())
        else:
            self._messages.fail(error)


def _listed(features: tuple[str, ...]) -> str:
    """What differs, without the kind of each feature."""
    names = [f"“{each.partition(':')[2]}”" for each in features[:_SHOWN_DIFFERENCES]]
    return ", ".join(names) + (" …" if len(features) > _SHOWN_DIFFERENCES else "")
