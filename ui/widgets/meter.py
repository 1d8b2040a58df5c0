"""The length of a text against its budget."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.names import number, words_text
from ui.theme.colors import colors_of
from ui.widgets.basics import label, restyle


class _Bar(QWidget):
    """A thin bar that fills with the words."""

    def __init__(self) -> None:
        super().__init__()
        self._words = 0
        self._budget = 1
        self.setFixedSize(QSize(96, 4))

    def show_share(self, words: int, budget: int) -> None:
        """Fill the bar."""
        self._words, self._budget = words, budget
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint ground and share."""
        colors = colors_of(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colors.hover))
        painter.drawRoundedRect(QRectF(self.rect()), 2, 2)
        share = min(1.0, self._words / self._budget)
        if share > 0:
            over = self._words > self._budget
            painter.setBrush(QColor(colors.warning if over else colors.accent))
            width = max(4.0, self.width() * share)
            painter.drawRoundedRect(QRectF(0, 0, width, self.height()), 2, 2)


class LengthMeter(QWidget):
    """Words of a text, and how they stand to its budget in words and as a bar."""

    def __init__(self, budget: int | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._budget = budget
        self._words = 0
        self._build()
        self.show_words(0)

    def _build(self) -> None:
        self._text = label(size="small", tone="muted")
        self._bar = _Bar()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addStretch()
        row.addWidget(self._bar)
        row.addWidget(self._text)

    def show_budget(self, budget: int | None) -> None:
        """Measure against another budget."""
        if budget != self._budget:
            self._budget = budget
            self.show_words(self._words)

    def show_words(self, words: int) -> None:
        """Show a number of words."""
        self._words = words
        self._bar.setVisible(self._budget is not None)
        text = words_text(words, self._budget)
        over = self._budget is not None and words > self._budget
        if self._budget is not None:
            self._bar.show_share(words, self._budget)
            if over:
                text = f"{text} · {self.tr('{n} over').format(n=number(words - self._budget))}"
        self._text.setText(text)
        self._text.setProperty("tone", "warning" if over else "muted")
        restyle(self._text)
