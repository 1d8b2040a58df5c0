"""What is wrong, missing or unfinished in a review, as the checks say it."""

from dataclasses import dataclass

from vnr_app.domain.importplan import Severity

_ORDER = tuple(Severity)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to look at, and what can be done about it.

    `where` is the key of a section or part ("goal-3/trends"), with its language where it is a
    translation ("goal-3/trends (fr)"); "history" and "pictures" stand for those of the review.
    """

    code: str
    severity: Severity
    where: str
    message: str
    hint: str = ""

    @property
    def section(self) -> str:
        """The key of the section or part."""
        return self.where.partition(" ")[0]

    @property
    def rank(self) -> int:
        """Errors come first."""
        return _ORDER.index(self.severity)
