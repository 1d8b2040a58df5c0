"""Two versions of a text that met: put together, decided on, made one."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from ui.presenters.review import ReviewPresenter
from ui.presenters.versions import recorded, source_names
from vnr_app.domain.richtext_diff import Comparison, compare
from vnr_app.domain.richtext_merge import Merge, merge, unmerged
from vnr_app.domain.richtext_pieces import Choice
from vnr_app.jobs import JobContext
from vnr_app.services import section_keys, siblings
from vnr_app.services.reviews import Review
from vnr_app.services.siblings import Meeting


@dataclass(frozen=True, slots=True)
class Met:
    """Two versions that met and what a merge makes of them; `more` others wait after this one."""

    meeting: Meeting
    title: str
    merge: Merge
    more: int
    names: dict[str, str]


class MergingPresenter(QObject):
    """Prepares merges beside the review's queue; writes one when the person says so."""

    ready = Signal(object)
    """A `Met`."""
    nothing = Signal(str)
    """Key of a text beside which no version waits."""
    previewed = Signal(object)
    """The `Comparison` of the present text with what the choices make of it."""
    merged = Signal(str, object)
    """Key of a text that was merged, and the id of the operation."""
    set_aside = Signal(str, object)
    """Key of a text whose other version was set aside, and the id of the operation."""
    failed = Signal(object)

    def __init__(self, session: ReviewPresenter, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._asked = 0
        self._met: Met | None = None

    def open(self, key: str, language: str) -> None:
        """Read the versions that wait beside a text and put the first one together with it."""
        self._asked += 1
        asked = self._asked
        self._met = None

        def collect(
            review: Review, _job: JobContext
        ) -> tuple[tuple[Meeting, ...], str, dict[str, str]]:
            title = section_keys.title(review, key)
            return siblings.meetings(review, key, language), title, source_names(review)

        def work_out(got: tuple[tuple[Meeting, ...], str, dict[str, str]]) -> None:
            found, title, names = got
            if asked != self._asked:
                return
            if not found:
                self.nothing.emit(key)
                return
            first = found[0]
            texts = first.base.document, first.present.document, first.other.document

            def tell(made: Merge) -> None:
                self._tell(asked, Met(first, title, made, len(found) - 1, names))

            def tell_unmerged(error: Exception) -> None:
                self._session.jobs.failed.emit(error)
                tell(unmerged(*texts))

            self._session.work_out(lambda _job: merge(*texts), tell, tell_unmerged)

        self._session.ask(collect, work_out)

    def drop(self) -> None:
        """The page was left; nothing was written."""
        self._asked += 1
        self._met = None

    def _tell(self, asked: int, met: Met) -> None:
        if asked == self._asked:
            self._met = met
            self.ready.emit(met)

    def preview(self, choices: Sequence[Choice]) -> None:
        """Compare the present text with what these choices make of it."""
        met = self._met
        if met is None:
            return

        def work_out(_job: JobContext) -> Comparison:
            return compare(met.meeting.present.document, met.merge.resolved(choices))

        self._session.work_out(
            work_out, lambda made: self.previewed.emit(made) if met is self._met else None
        )

    def use(self, choices: Sequence[Choice]) -> None:
        """Make the merged text the section's."""
        met = self._met
        if met is None:
            return
        meeting, document = met.meeting, met.merge.resolved(choices)
        self._session.ask(
            lambda review, _job: recorded(
                review, "merge", lambda: siblings.merge(review, meeting, document)
            ),
            lambda operation: self.merged.emit(meeting.section, operation),
            self.failed.emit,
        )

    def keep_present(self) -> None:
        """Keep the present text and set the other version aside."""
        met = self._met
        if met is None:
            return
        meeting = met.meeting
        self._session.ask(
            lambda review, _job: recorded(
                review, "merge", lambda: siblings.set_aside(review, meeting)
            ),
            lambda operation: self.set_aside.emit(meeting.section, operation),
            self.failed.emit,
        )
