"""The dialog for a picture: what it shows, for those who see it and those who do not."""

from dataclasses import replace

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPlainTextEdit, QWidget

from ui.dialogs.frame import FormDialog, boxed
from ui.editor.apparatus import Known
from ui.editor.picture_store import fitted
from ui.editor.runs_field import RunsField
from vnr_app.domain.richtext import Figure

WIDTHS = (25, 50, 75, 100)
_PREVIEW = QSize(432, 180)


class FigureDialog(FormDialog):
    """Takes caption, description, credit and width of a figure."""

    def __init__(
        self,
        figure: Figure,
        image: QImage | None,
        known: Known,
        *,
        new: bool,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        if new:
            self.call(self.tr("Insert a picture"), self.tr("Insert"))
        else:
            self.call(self.tr("Edit the picture"), self.tr("Save"))
        self._before = figure
        self._build_preview(image)
        self._build_fields(known)

    def _build_preview(self, image: QImage | None) -> None:
        self._preview = QLabel()
        self._preview.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._preview.setFixedHeight(_PREVIEW.height())
        self._preview.setAccessibleName(self.tr("Preview of the picture"))
        if image is None:
            self._preview.setTextFormat(Qt.TextFormat.PlainText)
            self._preview.setText(self.tr("This picture is missing from the review."))
        else:
            shown = fitted(image, _PREVIEW.width() * 2, _PREVIEW.height() * 2)
            pixmap = QPixmap.fromImage(shown)
            pixmap.setDevicePixelRatio(2)
            self._preview.setPixmap(pixmap)
        self.column.addWidget(self._preview)

    def _build_fields(self, known: Known) -> None:
        figure = self._before
        self._caption = RunsField(self.tr("Caption"))
        self._caption.show_known(known)
        self._caption.show_runs(figure.caption)
        self._caption.finished.connect(self.accept)
        self._alt = QPlainTextEdit(figure.alt_text)
        self._alt.setProperty("framed", True)
        self._alt.setTabChangesFocus(True)
        self._alt.setFixedHeight(64)
        self._credit = QLineEdit(figure.credit)
        self._width = QComboBox()
        for share in sorted({*WIDTHS, figure.width}):
            self._width.addItem(self.tr("{n} % of the text").format(n=share), share)
        self._width.setCurrentIndex(self._width.findData(figure.width))
        self.add_field(
            self.tr("Caption"),
            boxed(self._caption),
            self.tr("The number is put before it. Without a caption the picture has no number."),
        )
        self.add_field(
            self.tr("Description"),
            self._alt,
            self.tr("What does the picture show, for those who cannot see it?"),
        )
        self.add_field(self.tr("Credit"), self._credit)
        self._credit.setPlaceholderText(self.tr("Who took or drew it"))
        self.add_field(self.tr("Width"), self._width)
        self._caption.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def figure(self) -> Figure:
        """The figure as it shall be."""
        caption = self._caption.runs if self._caption.changed else self._before.caption
        return replace(
            self._before,
            caption=caption,
            alt_text=" ".join(self._alt.toPlainText().split()),
            credit=self._credit.text().strip(),
            width=int(self._width.currentData()),
        )
