"""What waits to be imported, and how a file is read."""

from collections import deque
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from ui.jobs import Job
from vnr_app.importing.recipe import NO_RECIPE, Recipe
from vnr_app.services.imports import ImportPreview
from vnr_app.services.recipe_matching import Match


class Unpacked(Protocol):
    """Files that lie in a folder of ours for as long as they are looked at."""

    def close(self) -> None:
        """Delete them."""


@dataclass(slots=True, eq=False)
class Reading:
    """A reading of a file; each reading is a record of its own, so that late answers are known."""

    path: Path
    packed: bool = False
    """Whether the path stands for several files."""
    recipe: Recipe = NO_RECIPE
    password: str | None = None
    matched: bool = False
    """Whether a recipe has been looked for."""
    preview: ImportPreview | None = None
    before: "Reading | None" = None
    """What is looked at while the file is read again."""
    applied: Match | None = None
    """The recipe that was found for the file and is tried."""
    plain: ImportPreview | None = None
    """What the file says without that recipe: it is shown where reading with it fails."""
    folder: Path | None = None
    """Where the person would look for what is made of a file that was unpacked or pasted."""
    job: Job | None = None
    committing: bool = False

    def give_up_recipe(self) -> None:
        """Forget the recipe that is tried; what was read without it goes."""
        if self.plain is not None:
            self.plain.close()
        self.applied = self.plain = None


@dataclass(slots=True)
class Queue:
    """The files that wait, how many there were in all, and what was unpacked for them."""

    waiting: deque[Reading] = field(default_factory=deque)
    total: int = 0
    unpacked: list[Unpacked] = field(default_factory=list)

    def clear(self) -> None:
        """Forget what waits and delete what was unpacked for it."""
        for each in self.unpacked:
            each.close()
        self.waiting.clear()
        self.unpacked.clear()
        self.total = 0
