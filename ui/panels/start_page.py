"""The first page: recent reviews and the ways to begin."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ui.names import moment
from ui.widgets.app_mark import AppMark
from ui.widgets.basics import ElidedLabel, IconLabel, clear_layout, label, scroll_area, strong
from vnr_app.services.recent import RecentReview

_WIDTH = 888
_COLUMNS = 3


def _card(name: str, *, tall: bool = False) -> tuple[QPushButton, QVBoxLayout]:
    """A button with room for labels."""
    made = QPushButton()
    made.setProperty("role", "card")
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    made.setAccessibleName(name)
    made.setProperty("tall", tall)
    inner = QVBoxLayout(made)
    inner.setContentsMargins(20, 16, 20, 16)
    inner.setSpacing(4)
    return made, inner


def _untouchable(widget: QWidget) -> QWidget:
    """Let clicks through to the card."""
    widget.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    return widget


class StartPage(QFrame):
    """Emits what the person wants to begin with."""

    new_wanted = Signal()
    open_wanted = Signal()
    demo_wanted = Signal()
    recent_chosen = Signal(object)
    """The path of a review."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("panel", "side")
        self._build()

    def _build(self) -> None:
        content = QWidget()
        content.setMaximumWidth(_WIDTH)
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 72, 0, 48)
        column.setSpacing(0)
        column.addLayout(self._build_title())
        column.addSpacing(40)
        column.addLayout(self._build_ways())
        column.addSpacing(40)
        column.addWidget(label(self.tr("Recent reviews"), size="heading"))
        column.addSpacing(12)
        self._recent = QGridLayout()
        self._recent.setSpacing(16)
        for each in range(_COLUMNS):
            self._recent.setColumnStretch(each, 1)
        column.addLayout(self._recent)
        column.addStretch()
        outer = QWidget()
        centred = QHBoxLayout(outer)
        centred.setContentsMargins(32, 0, 32, 0)
        centred.addStretch(1)
        centred.addWidget(content, 100)
        centred.addStretch(1)
        scroll = scroll_area(outer)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scroll)

    def _build_title(self) -> QHBoxLayout:
        words = QVBoxLayout()
        words.setSpacing(6)
        words.addWidget(label("VNR Workbench", size="hero"))
        words.addWidget(
            label(
                self.tr(
                    "Prepare your country’s Voluntary National Review of the 2030 Agenda: "
                    "goal by goal, with the figures at hand, to a finished Word report."
                ),
                size="lead",
                tone="muted",
                wrap=True,
            )
        )
        row = QHBoxLayout()
        row.setSpacing(20)
        row.addWidget(AppMark(), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        return row

    def _build_ways(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(16)
        ways = (
            (
                "plus",
                self.tr("New review"),
                self.tr("Choose country and year. The outline of the guidelines is laid out."),
                self.new_wanted,
            ),
            (
                "folder",
                self.tr("Open…"),
                self.tr("A review is one file that ends in .vnr, wherever you keep it."),
                self.open_wanted,
            ),
            (
                "play",
                self.tr("Look at the demo"),
                self.tr("An invented country with texts, tables and a Word report."),
                self.demo_wanted,
            ),
        )
        for icon, name, about, wanted in ways:
            card, inner = _card(f"{name}. {about}", tall=True)
            inner.addWidget(_untouchable(IconLabel(icon, "accent", 24)))
            inner.addSpacing(8)
            inner.addWidget(_untouchable(strong(label(name, size="lead"))))
            inner.addWidget(_untouchable(label(about, tone="muted", wrap=True)))
            inner.addStretch()
            card.clicked.connect(wanted)
            row.addWidget(card, 1)
        return row

    def show_recent(self, reviews: tuple[RecentReview, ...]) -> None:
        """Show the reviews that were opened last."""
        clear_layout(self._recent)
        if not reviews:
            words = self.tr("Nothing yet. Reviews that you open are listed here.")
            self._recent.addWidget(label(words, tone="muted", wrap=True), 0, 0, 1, _COLUMNS)
            return
        for at in range(len(reviews), _COLUMNS):
            # Empty places keep the columns as wide as those above.
            self._recent.addWidget(QWidget(), 0, at)
        for at, review in enumerate(reviews):
            card = self._recent_card(review)
            self._recent.addWidget(card, at // _COLUMNS, at % _COLUMNS)

    def _recent_card(self, review: RecentReview) -> QPushButton:
        card, inner = _card(self.tr("Open {title}").format(title=review.title))
        inner.addWidget(_untouchable(strong(label(review.title, size="lead"))))
        inner.addWidget(_untouchable(ElidedLabel(review.path.name, tone="muted")))
        inner.addStretch()
        opened = self.tr("Opened {when}").format(when=moment(review.opened))
        inner.addWidget(_untouchable(ElidedLabel(opened, size="small", tone="muted")))
        card.clicked.connect(lambda: self.recent_chosen.emit(review.path))
        return card
