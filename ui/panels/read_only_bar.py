"""The bars of two people who want one review: for who reads it, and for who has it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.messages import Banner
from vnr_app.services.reviews import Review
from vnr_app.services.takeover import Request


class ReadOnlyBar(Banner):
    """Says why the review can only be read, and offers to ask for it."""

    ask_wanted = Signal()
    withdraw_wanted = Signal()
    look_again_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._owner = ""
        self._file = ""

    def show_review(self, review: Review) -> None:
        """Stand as long as this review is open, if nothing can be written in it."""
        self._owner = review.owner or self.tr("somebody else")
        self._file = review.info.path.name
        match review.read_only_reason:
            case "in-use":
                self._offer(
                    self.tr("“{file}” is being written by {owner}.").format(
                        file=self._file, owner=self._owner
                    )
                )
            case "write-protected":
                self.say(
                    "warning",
                    self.tr("“{file}” was opened for reading only: it is write-protected.").format(
                        file=self._file
                    ),
                    self.tr("Nothing can be changed here. To work on it, open a copy of the file."),
                    stays=True,
                )
            case "asked":
                self.say(
                    "info",
                    self.tr("“{file}” was opened for reading only.").format(file=self._file),
                    stays=True,
                )
            case _:
                self.dismiss()

    def show_waiting(self) -> None:
        """The other person was asked."""
        self.say(
            "info",
            self.tr("{owner} was asked for “{file}”.").format(owner=self._owner, file=self._file),
            self.tr("Without an answer it is handed over once nothing is typed for a minute."),
            action=self.tr("Ask no longer"),
            then=self._withdraw,
            stays=True,
        )

    def show_refused(self) -> None:
        """The other person keeps the review."""
        self._offer(
            self.tr("{owner} keeps “{file}” for now.").format(owner=self._owner, file=self._file)
        )

    def show_lost(self) -> None:
        """The review went to a third person."""
        self._offer(self.tr("Somebody else has opened “{file}” first.").format(file=self._file))

    def _offer(self, message: str) -> None:
        self.say(
            "warning",
            message,
            self.tr("You see it as of the last save there; nothing can be changed here."),
            action=self.tr("Ask to take over"),
            then=self.ask_wanted.emit,
            other=self.tr("Look again"),
            otherwise=self.look_again_wanted.emit,
            stays=True,
        )

    def _withdraw(self) -> None:
        self.withdraw_wanted.emit()
        self._offer(
            self.tr("“{file}” is being written by {owner}.").format(
                file=self._file, owner=self._owner
            )
        )


class HandOverBar(Banner):
    """Says who asks for the review that is open here, and takes the answer."""

    hand_over_wanted = Signal(object)
    keep_wanted = Signal()

    def show_request(self, request: Request) -> None:
        """Ask the person what to answer."""
        self.say(
            "warning",
            self.tr("{user} ({host}) asks to write in this review.").format(
                user=request.user, host=request.host
            ),
            self.tr(
                "Handing over keeps all that you typed; you go on reading. "
                "Without an answer it is handed over once nothing is typed for a minute."
            ),
            action=self.tr("Hand over"),
            then=lambda: self.hand_over_wanted.emit(request),
            other=self.tr("Keep"),
            otherwise=self._keep,
            stays=True,
        )

    def _keep(self) -> None:
        self.dismiss()
        self.keep_wanted.emit()
