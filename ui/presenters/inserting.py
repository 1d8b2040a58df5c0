"""What the review knows of sources, of things to refer to and of pictures, for its editors."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtGui import QImage

from ui.editor.apparatus import Known
from ui.editor.picture_store import PictureStore, png_bytes, read_image
from ui.jobs import Failed
from ui.presenters.review import ReviewPresenter
from vnr_app.errors import KnownError
from vnr_app.services import images, sources
from vnr_app.services.picture_files import MOST_BYTES, Examined, examine
from vnr_app.services.references import References, references
from vnr_app.services.reviews import Review
from vnr_app.services.sources import Source

Pending = tuple[Examined, QImage]
"""A picture from outside that is not in the review yet, and how it looks."""


class InsertingPresenter(QObject):
    """Reads on the review's thread what editors and dialogs show."""

    known_changed = Signal()

    def __init__(self, session: ReviewPresenter, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.references = References((), {})
        self._pictures = PictureStore(self._ask_picture, self)
        session.texts_changed.connect(self._pictures.forget_missing)
        self.known = Known(pictures=self._pictures)

    @property
    def pictures(self) -> PictureStore:
        """The pictures that are shown."""
        return self._pictures

    def load(self, language: str, done: Callable[[], None] = lambda: None) -> None:
        """Read sources and references anew; texts in `language` are what references point to."""

        def take(found: tuple[tuple[Source, ...], References]) -> None:
            self.references = found[1]
            listed = {each.id: each for each in found[0]}
            known = Known(listed, found[1].labels, self._pictures)
            if known != self.known:
                self.known = known
                self.known_changed.emit()
            done()

        self._session.ask(
            lambda review, _job: (sources.all_sources(review), references(review, language)), take
        )

    def save_source(
        self,
        source_id: str,
        values: tuple[str, str, str],
        done: Callable[[str], None],
        failed: Failed,
    ) -> None:
        """Store a source; `done` gets its id."""

        def save(review: Review) -> str:
            if not source_id:
                return sources.add(review, *values).id
            sources.change(review, source_id, *values)
            return source_id

        self._session.ask(lambda review, _job: save(review), done, failed)

    def remove_source(self, source_id: str, done: Callable[[], None]) -> None:
        """Take a source off the list."""
        self._session.ask(
            lambda review, _job: sources.remove(review, source_id), lambda _none: done()
        )

    def examine(
        self, given: Path | QImage, done: Callable[[Pending], None], failed: Failed
    ) -> None:
        """Look at a picture from outside; it is not taken into the review yet."""
        self._session.work_out(lambda _job: _examined(given), done, failed)

    def add_picture(self, pending: Pending, done: Callable[[str], None], failed: Failed) -> None:
        """Take a picture into the review; `done` gets its id."""
        found, image = pending

        def taken(image_id: str) -> None:
            self._pictures.take(image_id, image)
            done(image_id)

        self._session.ask(lambda review, _job: images.add(review, found.data).id, taken, failed)

    def _ask_picture(self, image_id: str) -> None:
        self._session.ask(
            lambda review, _job: _image(review, image_id),
            lambda image: self._pictures.take(image_id, image),
        )


def _examined(given: Path | QImage) -> Pending:
    """The picture as it will be kept. Raises `KnownError` for what is no picture or too large."""
    found = examine(png_bytes(given) if isinstance(given, QImage) else _bytes_of(given))
    image = read_image(found.data)
    if image is None:
        raise KnownError("not-a-picture", _tr("This is no picture that can be read."))
    return found, image


def _bytes_of(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            # One byte more than is allowed is enough to refuse it.
            data = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise KnownError(
            "not-readable", _tr("“{file}” cannot be read.").format(file=path.name)
        ) from error
    if len(data) > MOST_BYTES:
        raise KnownError(
            "picture-too-large",
            _tr("“{file}” is larger than {limit} MB.").format(
                file=path.name, limit=MOST_BYTES // 1_000_000
            ),
            _tr("Save it smaller, for example as JPEG, and insert it again."),
        )
    return data


def _image(review: Review, image_id: str) -> QImage | None:
    picture = images.load(review, image_id)
    return None if picture is None else read_image(picture.data)


def _tr(text: str) -> str:
    return QCoreApplication.translate("Inserting", text)
