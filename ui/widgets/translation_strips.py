"""What is to be said above a translation: the original has changed, figures differ."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtWidgets import QBoxLayout

from ui.names import counted
from ui.widgets.strip import Strip
from vnr_app.domain.figures import FigureDifference
from vnr_app.services.translations import Translation

_MOST_FIGURES = 6


class TranslationStrips(QObject):
    """The strips of one translation."""

    compare_wanted = Signal()
    confirmed = Signal()

    def __init__(self, place: QBoxLayout, parent: QObject) -> None:
        super().__init__(parent)
        self._stale = Strip("warning")
        self._stale.wanted.connect(self.compare_wanted)
        self._stale.otherwise.connect(self.confirmed)
        self._figures = Strip("info")
        for each in (self._stale, self._figures):
            place.addWidget(each)

    def show_translation(self, translation: Translation | None, *, read_only: bool) -> None:
        """Say what holds now; nothing of a text that is not translated yet."""
        if translation is not None and translation.stale:
            self._stale.say(
                "compare",
                self.tr("The original was changed since this was translated."),
                self.tr("Show what changed"),
                "" if read_only else self.tr("The translation is right as it is"),
            )
        else:
            self._stale.hide()
        if translation is not None and translation.differences:
            self._figures.say("data", _differences_text(translation.differences))
        else:
            self._figures.hide()


def _differences_text(differences: Sequence[FigureDifference]) -> str:
    shown = [_difference_text(each) for each in differences[:_MOST_FIGURES]]
    more = len(differences) - len(shown)
    if more:
        shown.append(counted("and {n} more", "and {n} more", more))
    return _tr("Figures that differ: {figures}.").format(figures=", ".join(shown))


def _difference_text(difference: FigureDifference) -> str:
    if not difference.translation:
        text = _tr("{figure} (only in the original)")
    elif not difference.original:
        text = _tr("{figure} (only in the translation)")
    else:
        text = _tr("{figure} ({original} times in the original, {translation} in the translation)")
    return text.format(
        figure=difference.figure,
        original=difference.original,
        translation=difference.translation,
    )


def _tr(text: str) -> str:
    return QCoreApplication.translate("TranslationStrips", text)
