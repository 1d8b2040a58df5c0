"""What is wrong, missing or unfinished in a review, as the checks say it."""

from dataclasses import dataclass

from vnr_app.domain.importplan import Severity

_ORDER = tuple(Severity)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to look at, and what can be done about it.

    `where` is the key of a section or part ("goal-3/trends"), with its language where it is a
    translation ("goal-3/trends (fr)"); "history" and "pictures" stand for those of the review,
    "ministries" for what came back in files and belongs to no text.
    `block` is the id of the block that it is about and `quote` the words there; both are empty
    where it is about the whole text.
    """

    code: str
    severity: Severity
    where: str
    message: str
    hint: str = ""
    block: str = ""
    quote: str = ""

    @property
    def section(self) -> str:
        """The key of the section or part."""
        return self.where.partition(" ")[0]

    @property
    def language(self) -> str:
        """The language of a translation; empty for a text in the review's own."""
        return self.where.partition(" (")[2].removesuffix(")")

    @property
    def rank(self) -> int:
        """Errors come first."""
        return _ORDER.index(self.severity)
