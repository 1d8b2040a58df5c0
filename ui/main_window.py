"""The window: assembly only. Opening and closing of reviews, menus, files that are dropped."""

from pathlib import Path

from PySide6.QtCore import QSize, QTimer, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
)
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QMainWindow,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ui.actions import build_menus
from ui.collector import Collector
from ui.commands.menus import window_commands
from ui.dialogs.about import AboutDialog
from ui.dialogs.about_me import AboutMeDialog
from ui.dialogs.command_palette import CommandPalette
from ui.jobs import Jobs
from ui.messages import Messages
from ui.openings import Openings
from ui.panels.start_page import StartPage
from ui.panels.status_line import StatusLine
from ui.presenters.review import ReviewPresenter
from ui.settings import Settings
from ui.theme.colors import PALETTES
from ui.theme.style import apply_theme
from ui.workspace import Workspace
from vnr_app.services import recent, rescue, takeover
from vnr_app.services.reviews import Review, account_name
from vnr_app.services.takeover import Request

_USUAL = QSize(1440, 900)
_LEAST = QSize(960, 600)
_FRAME = QSize(0, 40)
"""What the system's own title bar takes of the screen, not known before the window is shown."""


class MainWindow(QMainWindow):
    """Shows the start page, or the review that is open."""

    review_opened = Signal()

    def __init__(self, jobs: Jobs, settings: Settings) -> None:
        super().__init__()
        self.jobs = jobs
        self.settings = settings
        self.workspace: Workspace | None = None
        self._collector = Collector(self)
        self.openings = Openings(jobs, settings, self.close_review, self)
        self._build_pages()
        self._build_commands()
        self._connect()
        self.show_start()

    def _build_pages(self) -> None:
        self.setWindowTitle("VNR Workbench")
        room = self.screen().availableGeometry().size() - _FRAME
        self.setMinimumSize(_LEAST.boundedTo(room))
        self.resize(_USUAL.boundedTo(room))
        self.setAcceptDrops(True)
        self.messages = Messages()
        self.start_page = StartPage()
        self.status = StatusLine(self.jobs)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.start_page)
        centre = QWidget()
        column = QVBoxLayout(centre)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.messages)
        column.addWidget(self._stack, 1)
        column.addWidget(self.status)
        self.setCentralWidget(centre)

    def _build_commands(self) -> None:
        self.commands = window_commands(self)
        build_menus(self, self.commands)

    def _connect(self) -> None:
        self.start_page.new_wanted.connect(self.openings.ask_new)
        self.start_page.open_wanted.connect(self.choose_review)
        self.start_page.demo_wanted.connect(self.openings.ask_demo)
        self.start_page.recent_chosen.connect(self.open_review)
        self.jobs.failed.connect(self.messages.fail)
        self.openings.opened.connect(self._show_review)
        self.messages.keyboard_freed.connect(self._take_keyboard)

    # --- Reviews ----------------------------------------------------------------------------

    def show_start(self) -> None:
        """Show the recent reviews and the ways to begin."""
        self._stack.setCurrentWidget(self.start_page)
        self.jobs.pure(lambda _job: recent.recent_reviews(), self.start_page.show_recent)

    def choose_review(self) -> None:
        """Ask for a review file and open it."""
        chosen, _filter = QFileDialog.getOpenFileName(
            self, self.tr("Open a review"), "", self.tr("Review (*.vnr)")
        )
        if chosen:
            self.open_review(Path(chosen))

    def open_review(self, path: Path) -> None:
        """Open a review file in the place of the one that is open."""
        if self.workspace is not None:
            present = self.workspace.session.review.info.path
            if path.resolve() == present.resolve():
                return
        self.openings.open(path)

    def close_review(self) -> bool:
        """Keep every text and close the review; False when a text cannot be kept."""
        workspace = self.workspace
        if workspace is None:
            return True
        # The window waits for what is under way; nothing long may hold it.
        self.jobs.cancel_long()
        try:
            workspace.close_review()
        except Exception as error:
            self._offer_to_close(workspace, error)
            return False
        self.workspace = None
        self.messages.clear()
        self._stack.removeWidget(workspace)
        workspace.deleteLater()
        self.status.clear()
        self.setWindowTitle("VNR Workbench")
        return True

    def _hand_over(self, request: Request) -> None:
        """Give the review to who asks for it and show it as it was given, for reading."""
        workspace = self.workspace
        if workspace is None:
            return
        review = workspace.session.review
        self.jobs.cancel_long()
        try:
            workspace.texts.close()
            workspace.desks.comments.close()
            given = self.jobs.wait(lambda _job: takeover.hand_over(review, request))
        except Exception as error:
            self.messages.fail(error)
            return
        # All of it was kept just now; the file takes nothing more.
        workspace.texts.discard()
        if self.close_review():
            self._show_review(given)
        else:
            self.jobs.review(lambda _job: given.close())

    def _offer_to_close(self, workspace: Workspace, error: Exception) -> None:
        """A text cannot be kept: say so, and where its copy lies for whoever must close anyway."""
        self.messages.not_saved(
            error, workspace.texts.flush, give_up=self._close_anyway, copies=str(rescue.folder())
        )

    def _close_anyway(self) -> None:
        if self.workspace is not None:
            self.workspace.texts.discard()
            self.leave_review()

    def leave_review(self) -> None:
        """Close the review and go back to the start page."""
        if self.close_review():
            self.show_start()

    def _show_review(self, review: Review) -> None:
        recent_info = review.info
        self.jobs.pure(lambda _job: recent.remember(recent_info))
        session = ReviewPresenter(review, self.jobs)
        workspace = self.workspace = Workspace(session, self.messages, self.status)
        session.setParent(workspace)
        workspace.section_page.toolbar.offer(
            each for each in self.commands if each.id.startswith("insert-")
        )
        self._show_person()
        desks = workspace.desks
        desks.bringing.open_wanted.connect(self.open_review)
        desks.sharing.open_wanted.connect(lambda: self.openings.open(recent_info.path))
        desks.sharing.hand_over_wanted.connect(self._hand_over)
        self._stack.addWidget(workspace)
        self._stack.setCurrentWidget(workspace)
        self.setWindowTitle(f"{recent_info.country_name} {recent_info.year} – VNR Workbench")
        self.review_opened.emit()

    # --- Window -----------------------------------------------------------------------------

    def show_palette(self) -> None:
        """Offer every command that makes sense now."""
        palette = CommandPalette(self.commands, self)
        accepted = palette.exec() == CommandPalette.DialogCode.Accepted
        chosen = palette.chosen
        palette.deleteLater()
        if accepted and chosen is not None:
            # After the dialog is gone, so that the command meets the window as it was.
            QTimer.singleShot(0, self, chosen.try_run)

    def show_about(self) -> None:
        """Say what the program is."""
        dialog = AboutDialog(self)
        dialog.exec()
        dialog.deleteLater()

    def ask_person(self) -> None:
        """Ask who is at the window; what is done from now on bears that name."""
        account = account_name()
        dialog = AboutMeDialog(self.settings.name, self.settings.institution, account, self)

        def take() -> None:
            self.settings.name, self.settings.institution = dialog.name, dialog.institution
            if self.workspace is not None:
                self.workspace.session.review.sign_as(dialog.name or account)
            self._show_person()

        dialog.accepted.connect(take)
        dialog.open()

    def _show_person(self) -> None:
        if self.workspace is not None:
            names = {self.settings.name or account_name(), self.settings.institution}
            self.workspace.outline.show_person(frozenset(filter(None, names)))

    def use_colors(self, name: str) -> None:
        """Dress the application in a palette and remember it."""
        self.settings.palette = name
        app = QApplication.instance()
        if isinstance(app, QApplication):
            apply_theme(app, PALETTES[name])

    def _take_keyboard(self) -> None:
        """A message that had the keyboard goes away: back to the text, or to the outline."""
        if self.workspace is None:
            self.setFocus()
        else:
            self.workspace.take_keyboard()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files from anywhere."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open a review, or show what spreadsheets say."""
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        self.take_files(paths)

    def take_files(self, paths: list[Path]) -> None:
        """Open a review among the files, or import them into the one that is open.

        A copy of the open review may be brought in as well.
        """
        found = [path for path in paths if path.suffix.lower() == ".vnr"]
        if found and self.workspace is not None:
            self.workspace.desks.bringing.take(found[0])
        elif found:
            self.open_review(found[0])
        elif self.workspace is not None and paths:
            self.workspace.desks.importing.import_files(paths)
        elif paths:
            self.messages.banner.say(
                "info",
                self.tr("Open a review first; then drop the spreadsheet on it."),
            )

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close only when every text is on the disk."""
        if not self.close_review():
            event.ignore()
            return
        self.openings.close()
        self.settings.geometry = self.saveGeometry()
        self.messages.close_timers()
        self.status.stop()
        clipboard = QGuiApplication.clipboard()
        if clipboard.ownsClipboard():
            # Our own kind of data would outlive the interpreter that knows it; its text stays.
            clipboard.setText(clipboard.text())
        self.jobs.close()
        self._collector.stop()
        super().closeEvent(event)
