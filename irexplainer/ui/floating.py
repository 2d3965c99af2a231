"""A card that floats over the picture. Its ground is painted once: the picture below may change at every frame."""

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QWidget

from irexplainer.ui.dress import Dress
from irexplainer.ui.shadow import Level, edge_pen, paint_shadow


class FloatingCard(QWidget):
    """Its geometry is that of the card grown by ``pad`` px on every side, the room of the shadow."""

    def __init__(self, dress: Dress, level: Level, pad: int, radius: float, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.dress, self.level, self.pad, self.radius = dress, level, pad, radius
        self._ground: tuple[tuple[object, ...], QPixmap] | None = None

    @property
    def card(self) -> QRect:
        """The card inside this widget."""
        return self.rect().adjusted(self.pad, self.pad, -self.pad, -self.pad)

    def put_at(self, card: QRect) -> None:
        """Set the place of the card in the parent."""
        self.setGeometry(card.adjusted(-self.pad, -self.pad, self.pad, self.pad))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Blit shadow and card."""
        ratio = self.devicePixelRatioF()
        key = (self.size().toTuple(), self.dress.look.name, ratio)
        if self._ground is None or self._ground[0] != key:
            self._ground = (key, self._paint_ground(ratio))
        p = QPainter(self)
        dirty = event.rect()
        source = QRectF(dirty.x() * ratio, dirty.y() * ratio, dirty.width() * ratio, dirty.height() * ratio)
        p.drawPixmap(QRectF(dirty), self._ground[1], source)
        p.end()

    def _paint_ground(self, ratio: float) -> QPixmap:
        pixmap = QPixmap(self.size() * ratio)
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        p = QPainter(pixmap)
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        card = QRectF(self.card)
        paint_shadow(p, card, self.radius, self.level, self.dress.look)
        p.setPen(edge_pen(self.dress))
        p.setBrush(self.dress.color("panel"))
        p.drawRoundedRect(card.adjusted(0.5, 0.5, -0.5, -0.5), self.radius, self.radius)
        p.end()
        return pixmap
