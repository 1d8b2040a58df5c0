"""Messages to the person: sentences in a banner above the page, never a dialog in a loop."""

import logging
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ui.widgets.basics import IconButton, IconLabel, button, label, restyle, strong
from vnr_app.errors import KnownError

_log = logging.getLogger(__name__)
_ICONS = {"info": "info", "success": "check", "warning": "warning", "error": "error"}
_TONES = {"info": "accent", "success": "success", "warning": "warning", "error": "error"}
_SHORT_MS = 12_000


class Banner(QFrame):
    """A sentence with what happened, a hint with what to do, and one button that does it."""

    toggled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._action: Callable[[], None] | None = None
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
        row.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop)

    def say(
        self,
        kind: str,
        message: str,
        hint: str = "",
        *,
        action: str = "",
        then: Callable[[], None] | None = None,
        stays: bool = False,
    ) -> None:
        """Show a message of a kind (info, success, warning, error); `action` names the button."""
        self.setProperty("banner", kind)
        restyle(self)
        self._icon.show_icon(_ICONS[kind], _TONES[kind])
        self._message.setText(message)
        self._hint.setText(hint)
        self._hint.setVisible(bool(hint))
        self._action = then
        self._button.setText(action)
        self._button.setAccessibleName(action)
        self._button.setVisible(bool(action))
        self.setAccessibleName(f"{message} {hint}".strip())
        self._close.setVisible(not stays)
        self.show()
        self.toggled.emit()
        if stays or kind == "error":
            self._timer.stop()
        else:
            self._timer.start(_SHORT_MS)

    def dismiss(self) -> None:
        """Take the message away."""
        self._timer.stop()
        self.hide()
        self.toggled.emit()

    def _act(self) -> None:
        action = self._action
        self.dismiss()
        if action is not None:
            action()


class Messages(QWidget):
    """The place for messages: one passing banner and one that stays while text is not saved."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._banner = Banner()
        self._unsaved = Banner()
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 16, 8)
        column.setSpacing(8)
        for each in (self._unsaved, self._banner):
            column.addWidget(each)
            each.toggled.connect(self._show_or_hide)
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
            QCoreApplication.translate("Messages", "Something went wrong in the program."),
            f"{type(error).__name__}: {error}",
        )

    def not_saved(self, error: Exception, retry: Callable[[], None]) -> None:
        """Show the red bar that stays until the text is on disk."""
        reason = error.sentence() if isinstance(error, KnownError) else str(error)
        self._unsaved.say(
            "error",
            QCoreApplication.translate("Messages", "Not saved: {reason}").format(reason=reason),
            QCoreApplication.translate(
                "Messages", "Your text is kept here and is tried again every few seconds."
            ),
            action=QCoreApplication.translate("Messages", "Try now"),
            then=retry,
            stays=True,
        )

    def saved(self) -> None:
        """Take the red bar away."""
        if not self._unsaved.isHidden():
            self._unsaved.dismiss()

    def _show_or_hide(self) -> None:
        self.setHidden(self._unsaved.isHidden() and self._banner.isHidden())

    def close_timers(self) -> None:
        """Stop what would fire after the window is gone."""
        self._banner.dismiss()
        self._unsaved.dismiss()
