"""The values that living numbers speak of: read in the background, anew when the data change."""

from PySide6.QtCore import QObject, Signal

from ui.presenters.review import ReviewPresenter
from vnr_app.services import living
from vnr_app.services.framework import load_framework
from vnr_app.services.living import Values
from vnr_app.services.value_search import Digits, SeriesFigures, all_series


class ValuesPresenter(QObject):
    """Holds the values of the review for whoever shows or looks for them."""

    loaded = Signal()
    """The values are there, or are others than before."""

    def __init__(self, session: ReviewPresenter, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.values: Values | None = None
        """None until they are read."""
        self._series: tuple[SeriesFigures, ...] | None = None
        self._digits: dict[str, Digits] = {}
        self._asked = False
        session.data_changed.connect(self.load)

    def load_once(self) -> None:
        """Read the values, unless that was done or is under way."""
        if not self._asked:
            self.load()

    def load(self) -> None:
        """Read the values anew."""
        self._asked = True
        self._session.ask(lambda review, _job: living.load(review), self._take)

    def series(self) -> tuple[SeriesFigures, ...]:
        """Every series that has a number; none until the values are read."""
        if self._series is None and self.values is not None:
            self._series = all_series(self.values, load_framework())
        return self._series or ()

    def digits(self, goal: str) -> Digits | None:
        """The numbers of a goal as they are typed; None until the values are read."""
        if goal not in self._digits and self.values is not None:
            self._digits[goal] = Digits(self.values, goal, load_framework())
        return self._digits.get(goal)

    def _take(self, values: Values) -> None:
        self.values = values
        self._series, self._digits = None, {}
        self.loaded.emit()
