"""Messages to the person: sentences in a banner above the page, never a dialog in a loop."""

import logging
from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ui.widgets.basics import IconButton, IconLabel, button, label, restyle, strong
from vnr_app.errors import KnownError

_log = logging.getLogger(__name__)
_ICONS = {"info": "info", "success": "check", "warning": "warning", "error": "error"}
_TONES = {"info": "accent", "success": "success", "warning": "warning", "error": "error"}
_SHORT_MS = 12_000


class Banner(QFrame):
    """A sentence with what happened, a hint with what to do, and buttons that do it."""

    toggled = Signal()
    keyboard_freed = Signal()
    """The banner goes while the keyboard is in it; Qt would move it to any neighbour."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._action: Callable[[], None] | None = None
        self._other: Callable[[], None] | None = None
        self._stays = False
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.dismiss)
        self._build()
        self.hide()

    def _build(self) -> None:
        self._icon = IconLabel("info", "accent")
        self._message = strong(label(wrap=True))
        self._hint = label(wrap=True)
        self._message.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._button = button("")
        self._button.clicked.connect(self._act)
        self._other_button = button("")
        self._other_button.clicked.connect(self._act_otherwise)
        self._close = IconButton("close", self.tr("Dismiss the message"))
        self._close.clicked.connect(self.dismiss)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._message)
        words.addWidget(self._hint)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 8, 8)
        row.setSpacing(12)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        row.addWidget(self._button)
        row.addWidget(self._other_button)
        row.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop)

    def say(
        self,
        kind: str,
        message: str,
        hint: str = "",
        *,
        action: str = "",
        then: Callable[[], None] | None = None,
        other: str = "",
        otherwise: Callable[[], None] | None = None,
        stays: bool = False,
    ) -> None:
        """Show a message of a kind (info, success, warning, error).

        `action` and `other` name the buttons; a message that `stays` is there until `dismiss`.
        """
        self.setProperty("banner", kind)
        restyle(self)
        self._icon.show_icon(_ICONS[kind], _TONES[kind])
        self._message.setText(message)
        self._hint.setText(hint)
        self._hint.setVisible(bool(hint))
        self._action, self._other, self._stays = then, otherwise, stays
        for each, name in ((self._button, action), (self._other_button, other)):
            each.setText(name)
            each.setAccessibleName(name)
            each.setVisible(bool(name))
        self.setAccessibleName(f"{message} {hint}".strip())
        self._close.setVisible(not stays)
        self.show()
        self.toggled.emit()
        if stays or kind == "error":
            self._timer.stop()
        else:
            self._timer.start(_SHORT_MS)

    @property
    def has_action(self) -> bool:
        """Whether the message offers to do something."""
        return self._action is not None or self._other is not None

    def dismiss(self) -> None:
        """Take the message away."""
        self._timer.stop()
        focus = QApplication.focusWidget()
        if focus is not None and self.isAncestorOf(focus):
            self.keyboard_freed.emit()
        self.hide()
        self.toggled.emit()

    def _act(self) -> None:
        self._run(self._action)

    def _act_otherwise(self) -> None:
        self._run(self._other)

    def _run(self, action: Callable[[], None] | None) -> None:
        if not self._stays:
            self.dismiss()
        if action is not None:
            action()


class Messages(QWidget):
    """The place for messages: what holds for the open review, what is not saved, what happened."""

    keyboard_freed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._banner = Banner()
        self._unsaved = Banner()
        self._of_review: list[Banner] = []
        self._give_up: Callable[[], None] | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 16, 8)
        column.setSpacing(8)
        self._column = column
        for each in (self._unsaved, self._banner):
            self._take(each)
        self.hide()

    @property
    def banner(self) -> Banner:
        """The banner for what has just happened."""
        return self._banner

    def fail(self, error: Exception) -> None:
        """Tell of an error: a known one in its own words, any other as a bug with its place."""
        if isinstance(error, KnownError):
            self._banner.say("error", error.message, error.hint)
            return
        _log.error("unexpected error", exc_info=error)
        self._banner.say(
            "error",
            self.tr("Something went wrong in the program."),
            f"{type(error).__name__}: {error}",
        )

    def not_saved(
        self,
        error: Exception,
        retry: Callable[[], None],
        *,
        give_up: Callable[[], None] | None = None,
        copies: str = "",
    ) -> None:
        """Show the red bar that stays until the text is on disk.

        Whoever must close meanwhile gets `give_up` as well, and hears where `copies` lie.
        """
        self._give_up = give_up or self._give_up
        reason = error.sentence() if isinstance(error, KnownError) else str(error)
        hint = self.tr("Your text is kept here and is tried again every few seconds.")
        if copies:
            hint += " " + self.tr("A copy of it lies in {folder}.").format(folder=copies)
        self._unsaved.say(
            "error",
            self.tr("Not saved: {reason}").format(reason=reason),
            hint,
            action=self.tr("Try now"),
            then=retry,
            other=self.tr("Close without saving") if self._give_up else "",
            otherwise=self._give_up,
            stays=True,
        )

    def saved(self) -> None:
        """Take the red bar away, and with it the way to close without saving."""
        self._give_up = None
        if not self._unsaved.isHidden():
            self._unsaved.dismiss()

    def add(self, bar: Banner) -> None:
        """Give a bar of the open review its place above the others; it goes with the review."""
        self._of_review.append(bar)
        self._take(bar, 0)

    def _take(self, bar: Banner, at: int = -1) -> None:
        self._column.insertWidget(at, bar)
        bar.toggled.connect(self._show_or_hide)
        bar.keyboard_freed.connect(self.keyboard_freed)

    def clear(self) -> None:
        """Forget what was said of the review that is closed; what has just happened stays."""
        self.saved()
        for each in self._of_review:
            each.dismiss()
            each.deleteLater()
        self._of_review = []
        if self._banner.has_action:
            self._banner.dismiss()

    def _show_or_hide(self) -> None:
        banners = (*self._of_review, self._unsaved, self._banner)
        self.setHidden(all(each.isHidden() for each in banners))

    def close_timers(self) -> None:
        """Stop what would fire after the window is gone."""
        for each in (*self._of_review, self._unsaved, self._banner):
            each.dismiss()
