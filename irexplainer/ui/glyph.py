"""An icon beside text."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from irexplainer.ui.dress import Dress
from irexplainer.ui.icons import paint_icon


class Glyph(QWidget):
    """An icon in a color of its own; it grows with the text."""

    def __init__(self, dress: Dress, icon: str, role: str, side: int = 22, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.dress, self.icon, self.role, self.side = dress, icon, role, side
        dress.changed.connect(self.restyle)
        self.restyle()

    def restyle(self) -> None:
        """Grow with the text."""
        side = round(self.side * min(self.dress.scale, 1.8))
        self.setFixedSize(side, side)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint it."""
        p = QPainter(self)
        paint_icon(p, self.icon, QRectF(self.rect()), self.dress.color(self.role))
        p.end()
