"""The glossary: every term with what it means, in the order of the alphabet."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from irexplainer.ui.card import Column
from irexplainer.ui.content import library_of
from irexplainer.ui.over_page import OverPage
from irexplainer.ui.text import Text, follow_width

LEAST_COLUMN = 320
GAP = 28


class WordsPage(OverPage):
    """In as many columns as there is room for, up to three."""

    PAGE = "words"
    _columns = 0

    def fill(self) -> None:
        """Terms under each other, column by column."""
        self.title.setText(self.tr("Words explained"))
        intro = self.tr(
            "In the texts, a word with a dotted line below it is explained here. Press it to read what it means."
        )
        self.body.box.addWidget(Text(self.dress, "body", intro))
        terms = library_of(self.session).glossary(self.session.state.language)
        entries = sorted((t for t in terms.values() if not t.see), key=lambda term: term.word.casefold())
        self._columns = self._fitting()
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 8, 0, 0)
        grid.setHorizontalSpacing(GAP)
        grid.setVerticalSpacing(14)
        rows = -(-len(entries) // self._columns)
        for index, term in enumerate(entries):
            cell = Column(spacing=1)
            cell.box.addWidget(Text(self.dress, "list", term.word))
            cell.box.addWidget(Text(self.dress, "secondary", term.definition))
            grid.addWidget(cell, index % rows, index // rows, Qt.AlignmentFlag.AlignTop)
        for column in range(self._columns):
            grid.setColumnStretch(column, 1)
        follow_width(holder)
        self.body.box.addWidget(holder)

    def _fitting(self) -> int:
        return max(1, min(3, int((self.room() + GAP) // (LEAST_COLUMN * self.dress.scale**0.7 + GAP))))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Another width may have room for more columns."""
        found = super().eventFilter(watched, event)
        if self.is_open and event.type() == QEvent.Type.Resize and self._fitting() != self._columns:
            self.open_it()
        return found
