"""What another copy of the review has, before any of it is brought in."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from ui.dialogs.frame import FormDialog
from ui.names import counted, language_name
from ui.theme.colors import colors_of
from ui.theme.icons import tinted_icon
from ui.widgets.basics import button, label, strong
from vnr_app.services.bringing import Arrival, Incoming, IncomingText

_ROW = 28
_MOST_ROWS = 10


class BringInDialog(FormDialog):
    """Accepted when the person wants it; nothing has been written before."""

    open_wanted = Signal()
    """The copy is to be opened in the place of the review."""

    def __init__(
        self, incoming: Incoming, language: str, *, may_open: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._language = language
        self.call(self.tr("Bring in another copy"), self.tr("Bring in"))
        self.setMinimumWidth(600)
        self._build_head(incoming)
        if self._list.topLevelItemCount():
            self.column.addWidget(self._list)
        self._build_counts(incoming)
        self.take.setVisible(incoming.has_news)
        if may_open:
            self._build_open()

    def _build_head(self, incoming: Incoming) -> None:
        self._list = self._build_list(incoming)
        if not incoming.has_news:
            message = self.tr("“{file}” has nothing that is not here already.")
        elif incoming.authors:
            message = self.tr("“{file}” has work by {authors} that is not here.")
        else:
            message = self.tr("“{file}” has something that is not here.")
        authors = ", ".join(incoming.authors)
        said = message.format(file=incoming.file, authors=authors)
        self.column.addWidget(strong(label(said, size="lead", wrap=True)))
        if incoming.has_news:
            self.column.addWidget(
                label(
                    self.tr("Nothing is deleted, and one undo takes it back."),
                    tone="muted",
                    wrap=True,
                )
            )

    def _build_list(self, incoming: Incoming) -> QTreeWidget:
        made = QTreeWidget()
        made.setObjectName("figures")
        made.setAccessibleName(self.tr("Texts of the other copy"))
        made.setHeaderHidden(True)
        made.setRootIsDecorated(False)
        made.setColumnCount(2)
        head = made.header()
        head.setStretchLastSection(False)
        head.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        head.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        groups = {
            Arrival.MEETS: (
                "merge",
                self.tr("Changed in both: kept beside yours, for you to merge"),
            ),
            Arrival.FORWARD: ("check", self.tr("Newer than yours: take their place")),
        }
        rows = 0
        for arrival, (icon, title) in groups.items():
            texts = [each for each in incoming.texts if each.arrival is arrival]
            if texts:
                self._add_group(made, icon, title, texts)
                rows += 1 + len(texts)
        made.expandAll()
        made.setCurrentIndex(made.model().index(0, 0, made.model().index(0, 0)))
        made.setFixedHeight(min(_MOST_ROWS, rows) * _ROW + 8)
        return made

    def _add_group(
        self, tree: QTreeWidget, icon: str, title: str, texts: Sequence[IncomingText]
    ) -> None:
        colors = colors_of(self)
        head = QTreeWidgetItem([title, ""])
        head.setIcon(0, tinted_icon(icon, colors.text, colors.muted))
        head.setFirstColumnSpanned(True)
        face = tree.font()
        face.setBold(True)
        head.setFont(0, face)
        tree.addTopLevelItem(head)
        head.setFirstColumnSpanned(True)
        for each in texts:
            where = each.title
            if each.language != self._language:
                where += f" · {language_name(each.language)}"
            words = counted("{n} word", "{n} words", each.words)
            about = " · ".join(part for part in (", ".join(each.authors), words) if part)
            item = QTreeWidgetItem([where, about])
            item.setForeground(1, self.palette().placeholderText())
            head.addChild(item)

    def _build_counts(self, incoming: Incoming) -> None:
        counts = (
            counted("{n} comment", "{n} comments", incoming.comments),
            counted("{n} source", "{n} sources", incoming.sources),
            counted("{n} picture", "{n} pictures", incoming.pictures),
            counted("{n} named version", "{n} named versions", incoming.names),
            counted("{n} word of the dictionary", "{n} words of the dictionary", incoming.words),
            counted("{n} record", "{n} records", incoming.records),
            counted("{n} recipe of imports", "{n} recipes of imports", incoming.recipes),
        )
        numbers = (
            incoming.comments,
            incoming.sources,
            incoming.pictures,
            incoming.names,
            incoming.words,
            incoming.records,
            incoming.recipes,
        )
        others = [said for said, count in zip(counts, numbers, strict=True) if count]
        if others:
            self._say(self.tr("Also: {things}.").format(things=", ".join(others)))
        if incoming.differing:
            self._say(
                counted(
                    "{n} comment, source or record was changed in both copies; yours stays.",
                    "{n} comments, sources or records were changed in both copies; yours stay.",
                    incoming.differing,
                )
            )
        known = sum(each.arrival is Arrival.KNOWN for each in incoming.texts)
        if known and incoming.has_news:
            self._say(counted("{n} text is the same here.", "{n} texts are the same here.", known))
        self._say(self.tr("Figures, statuses, owners and dates are not brought in."))

    def _say(self, sentence: str) -> None:
        self.column.addWidget(label(sentence, size="small", tone="muted", wrap=True))

    def _build_open(self) -> None:
        made = button(self.tr("Open it instead"))
        made.setAutoDefault(False)
        made.clicked.connect(self.open_wanted)
        made.clicked.connect(self.reject)
        self.buttons.insertWidget(0, made, 0, Qt.AlignmentFlag.AlignLeading)
