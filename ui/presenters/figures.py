"""The figures of a goal and of the whole review, read when they are shown."""

from PySide6.QtCore import QObject, Signal

from ui.presenters.review import ReviewPresenter
from vnr_app.jobs import JobContext
from vnr_app.services import indicators
from vnr_app.services.framework import load_framework
from vnr_app.services.indicators import GoalTableRow
from vnr_app.services.reviews import Review

Rows = tuple[GoalTableRow, ...]


def _goal(review: Review, goal: str) -> tuple[Rows, tuple[int, int]]:
    return indicators.goal_rows(review, goal), indicators.coverage(review)[goal]


def _everything(review: Review, job: JobContext) -> Rows:
    rows: list[GoalTableRow] = []
    goals = load_framework().goals
    for done, goal in enumerate(goals):
        job.progress(done, len(goals))
        rows.extend(indicators.goal_rows(review, goal.code, totals_only=False))
    return tuple(rows)


class FiguresPresenter(QObject):
    """Brings rows to whoever shows them."""

    goal_loaded = Signal(str, object, object)
    """Goal, its rows, and (indicators with data, all)."""
    all_loaded = Signal(object)

    def __init__(self, session: ReviewPresenter, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session

    def load_goal(self, goal: str) -> None:
        """Read the figures of a goal."""
        self._session.ask(
            lambda review, _job: _goal(review, goal),
            lambda found: self.goal_loaded.emit(goal, found[0], found[1]),
        )

    def load_all(self) -> None:
        """Read the figures of all goals."""
        self._session.ask(_everything, self.all_loaded.emit)
