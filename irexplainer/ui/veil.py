"""What dims the window while the shelf lies over it."""

from collections.abc import Callable

from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from irexplainer.ui.dress import Dress


class Veil(QWidget):
    """call: what a press on it does."""

    def __init__(self, dress: Dress, call: Callable[[], None], parent: QWidget) -> None:
        super().__init__(parent)
        self.dress, self._call = dress, call
        self.hide()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Close what lies above."""
        self._call()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Dim."""
        p = QPainter(self)
        p.fillRect(event.rect(), QColor(16, 23, 27, 90 if self.dress.look.light else 150))
        p.end()
