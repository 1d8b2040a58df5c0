"""The problems of a file: of each kind on a sheet not more than somebody looks at."""

from collections import Counter
from collections.abc import Iterable, Iterator

from vnr_app.domain.importplan import Problem, Severity
from vnr_app.i18n import ngettext

MOST = 1_000
"""Problems of one code and severity on one sheet that are listed; the others are counted."""


class Problems:
    """Gathers problems; a file of a million bad cells has a thousand, and one for the rest."""

    def __init__(self) -> None:
        self._listed: list[Problem] = []
        self._counts: Counter[tuple[str, str, Severity]] = Counter()

    def append(self, problem: Problem) -> None:
        """List a problem, or count it where enough of its kind are listed."""
        kind = (problem.sheet, problem.code, problem.severity)
        self._counts[kind] += 1
        if self._counts[kind] <= MOST:
            self._listed.append(problem)

    def __iadd__(self, problems: Iterable[Problem]) -> "Problems":
        """Append all of some problems."""
        for problem in problems:
            self.append(problem)
        return self

    def __iter__(self) -> Iterator[Problem]:
        """Those that are listed, then one for the rest of each kind."""
        yield from self._listed
        for (sheet, code, severity), count in self._counts.items():
            if count > MOST:
                yield rest_of(sheet, code, severity, count - MOST)


def rest_of(sheet: str, code: str, severity: Severity, count: int) -> Problem:
    """The problem that stands for so many more of its kind."""
    message = ngettext(
        "{count} more place has the same problem.",
        "{count} more places have the same problem.",
        count,
    ).format(count=count)
    return Problem(sheet, "", code, "", severity, message)
