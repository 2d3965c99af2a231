"""One source on the page of sources."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from irexplainer.library.types import Source
from irexplainer.ui.button import paint_ring
from irexplainer.ui.card import Column
from irexplainer.ui.citation import number_of
from irexplainer.ui.content import STANDINGS, table_text
from irexplainer.ui.dress import Dress
from irexplainer.ui.text import Text


class SourceEntry(Column):
    """Number, standing, year, title, address. A mark in a text puts the focus here."""

    def __init__(self, dress: Dress, source: Source, parent: QWidget | None = None) -> None:
        super().__init__(parent, spacing=1, margins=(12, 8, 12, 8))
        self.dress = dress
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        standing = table_text("sources", STANDINGS.get(source.standing, source.standing))
        parts = (number_of(source.id), standing, str(source.year) if source.year else "")
        head = "  ·  ".join(part for part in parts if part)
        self.box.addWidget(Text(dress, "chip", head, role="accent"))
        self.box.addWidget(Text(dress, "secondary_ink", source.title))
        if source.url:
            self.box.addWidget(Text(dress, "small", source.url))
        name = self.tr("Source {number}").format(number=number_of(source.id))
        self.setAccessibleName(f"{name}: {source.title}")

    def paintEvent(self, event: QPaintEvent) -> None:
        """A ground and a ring while it is the one asked for."""
        if not self.hasFocus():
            return
        p = QPainter(self)
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        p.setPen(Qt.PenStyle.NoPen)
        p.setBrush(self.dress.color("accent_soft"))
        p.drawRoundedRect(rect, 14, 14)
        paint_ring(p, rect, 14, self.dress)
        p.end()
