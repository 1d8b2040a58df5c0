"""The recipe under a person's hands: every correction is a step that can be taken back."""

from vnr_app.domain.importplan import Region
from vnr_app.importing.recipe import NO_RECIPE, LineRule, Recipe, RegionRule, recipe_of

_TABLES = ("markers", "indicators")
"""Decisions that hold one answer for each text; "values" holds one for each text of a dimension."""


class Corrections:
    """What a person has decided about one file, from the recipe that it was read with."""

    def __init__(self, recipe: Recipe = NO_RECIPE) -> None:
        self._steps = [recipe]
        self._at = 0

    @property
    def recipe(self) -> Recipe:
        """The decisions that hold now."""
        return self._steps[self._at]

    @property
    def can_undo(self) -> bool:
        """Whether there is a correction to take back."""
        return self._at > 0

    @property
    def can_redo(self) -> bool:
        """Whether there is a correction to do again."""
        return self._at + 1 < len(self._steps)

    def undo(self) -> None:
        """Take the last correction back."""
        self._at = max(0, self._at - 1)

    def redo(self) -> None:
        """Do the correction that was taken back again."""
        self._at = min(len(self._steps) - 1, self._at + 1)

    def restart(self, recipe: Recipe) -> None:
        """Go on from another recipe; this can be taken back too."""
        self._step(recipe)

    def rename(self, recipe: Recipe) -> None:
        """The decisions that hold have been kept under a name; that is no step."""
        self._steps[self._at] = recipe

    def settle(self, recipe: Recipe) -> None:
        """Go to the step of this recipe: the file could not be read with the present one."""
        if recipe in self._steps:
            self._at = self._steps.index(recipe)
        else:
            self._step(recipe)

    def mark_table(self, sheet: str, region: Region) -> None:
        """A rectangle is one table; those that it touches are given up for it."""
        rule = RegionRule(
            sheet=sheet,
            first_row=region.first_row,
            first_column=region.first_column,
            last_row=region.last_row,
            last_column=region.last_column,
        )
        kept = [each for each in self.recipe.regions if not _touches(each, rule)]
        self._change(regions=(*kept, rule))

    def forget_tables(self, sheet: str) -> None:
        """Find the tables of a sheet by itself again."""
        self._change(regions=tuple(r for r in self.recipe.regions if r.sheet != sheet))

    def set_line(self, rule: LineRule) -> None:
        """A row or a column has this role."""
        self._change(lines=(*self._other_lines(rule.sheet, rule.axis, rule.at), rule))

    def forget_line(self, sheet: str, axis: str, at: int) -> None:
        """Find the role of a row or column by itself again."""
        self._change(lines=self._other_lines(sheet, axis, at))

    def line(self, sheet: str, axis: str, at: int) -> LineRule | None:
        """What was said of a row or column."""
        found = (r for r in self.recipe.lines if (r.sheet, r.axis, r.at) == (sheet, axis, at))
        return next(found, None)

    def answer(self, decides: str, choice: str) -> None:
        """Answer the question about a decision such as "decimal_mark", "markers.-", "values.sex.m".

        The text after the first point (the second for values) may itself hold points.
        """
        name, _point, rest = decides.partition(".")
        if name in _TABLES:
            answers: dict[str, str] = getattr(self.recipe, name)
            self._change(**{name: answers | {rest: choice}})
        elif name == "values":
            dimension, _point, label = rest.partition(".")
            known = self.recipe.values
            meanings = known.get(dimension, {}) | {label: choice}
            self._change(values=known | {dimension: meanings})
        else:
            self._change(**{name: choice})

    def choice(self, decides: str) -> str | None:
        """What was answered to the question about a decision; None where nothing was."""
        name, _point, rest = decides.partition(".")
        if name in _TABLES:
            answers: dict[str, str] = getattr(self.recipe, name)
            return answers.get(rest)
        if name == "values":
            dimension, _point, label = rest.partition(".")
            return self.recipe.values.get(dimension, {}).get(label)
        return str(getattr(self.recipe, name, "")) or None

    def choose_sheet(self, sheet: str, *, read: bool) -> None:
        """Read a sheet, or leave it out."""
        self._change(sheets=self.recipe.sheets | {sheet: read})

    def _other_lines(self, sheet: str, axis: str, at: int) -> tuple[LineRule, ...]:
        return tuple(r for r in self.recipe.lines if (r.sheet, r.axis, r.at) != (sheet, axis, at))

    def _change(self, **changes: object) -> None:
        # Through validation: a choice comes from a list that a file had a part in.
        self._step(recipe_of(vars(self.recipe) | changes))

    def _step(self, recipe: Recipe) -> None:
        if recipe != self.recipe:
            self._steps[self._at + 1 :] = [recipe]
            self._at += 1


def _touches(one: RegionRule, other: RegionRule) -> bool:
    return (
        one.sheet == other.sheet
        and one.first_row <= other.last_row
        and other.first_row <= one.last_row
        and one.first_column <= other.last_column
        and other.first_column <= one.last_column
    )
