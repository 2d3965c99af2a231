"""How far a tour has come: one bar for each stretch, to be pressed."""

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from irexplainer.session.tour import Tour
from irexplainer.ui.dress import Dress

THICK, GAP = 6.0, 6.0
"""Px of a bar, and between two."""


class TourBar(QWidget):
    """A press on a bar goes there. Keys have their own buttons beside it."""

    def __init__(self, dress: Dress, tour: Tour, go: Callable[[int], None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.dress, self.tour, self._go = dress, tour, go
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        """As high as a finger."""
        return QSize(120, 44)

    def bars(self) -> list[QRectF]:
        """Places of the bars, first chapter first; lengths follow their seconds."""
        chapters = self.tour.chapters
        free = self.width() - GAP * (len(chapters) - 1)
        x, found = 0.0, []
        for chapter in chapters:
            wide = free * chapter.seconds / self.tour.length
            left = self.width() - x - wide if self.dress.rtl else x
            found.append(QRectF(left, (self.height() - THICK) / 2, wide, THICK))
            x += wide + GAP
        return found

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go to the nearest."""
        x = event.position().x()
        bars = self.bars()
        self._go(min(range(len(bars)), key=lambda i: max(bars[i].left() - x, x - bars[i].right())))
        event.accept()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ground, then what has been seen."""
        p = QPainter(self)
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        for index, bar in enumerate(self.bars()):
            p.setPen(QPen(self.dress.color("line"), 2) if self.dress.look.flat else Qt.PenStyle.NoPen)
            p.setBrush(self.dress.color("line"))
            p.drawRoundedRect(bar, THICK / 2, THICK / 2)
            share = 1.0 if index < self.tour.index else self.tour.share if index == self.tour.index else 0.0
            if index == self.tour.index and not self.tour.playing:
                share = max(share, 0.12)
            if share > 0:
                seen = QRectF(bar)
                seen.setWidth(max(bar.width() * share, THICK))
                if self.dress.rtl:
                    seen.moveRight(bar.right())
                p.setPen(Qt.PenStyle.NoPen)
                p.setBrush(self.dress.color("accent"))
                p.drawRoundedRect(seen, THICK / 2, THICK / 2)
        p.end()
