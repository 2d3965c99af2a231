"""A column that scrolls: the bar lies over the edge and takes no room, the foot fades while there is more."""

from PySide6.QtCore import QCoreApplication, QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QLinearGradient, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from irexplainer.ui.dress import Dress

FADE = 28
BAR = 10


class Thumb(QWidget):
    """Shows where one is; can be dragged."""

    def __init__(self, dress: Dress, area: QScrollArea) -> None:
        super().__init__(area)
        self.dress, self._area = dress, area
        self._grip: float | None = None
        self.setCursor(Qt.CursorShape.ArrowCursor)

    def _span(self) -> tuple[float, float]:
        """Top and height of the thumb in px."""
        bar = self._area.verticalScrollBar()
        whole = bar.maximum() - bar.minimum() + bar.pageStep()
        height = max(36.0, self.height() * bar.pageStep() / max(whole, 1))
        free = self.height() - height
        share = (bar.value() - bar.minimum()) / max(bar.maximum() - bar.minimum(), 1)
        return free * share, height

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the thumb, or bring it to the pointer."""
        top, height = self._span()
        y = event.position().y()
        self._grip = y - top if top <= y <= top + height else height / 2
        self.mouseMoveEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag."""
        if self._grip is None:
            return
        bar = self._area.verticalScrollBar()
        free = self.height() - self._span()[1]
        share = (event.position().y() - self._grip) / max(free, 1.0)
        bar.setValue(round(bar.minimum() + share * (bar.maximum() - bar.minimum())))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go."""
        self._grip = None

    def paintEvent(self, event: QPaintEvent) -> None:
        """A thin rounded bar."""
        p = QPainter(self)
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        top, height = self._span()
        strong = self.underMouse() or self._grip is not None or self.dress.look.flat
        p.setPen(Qt.PenStyle.NoPen)
        p.setBrush(self.dress.color("ink3", 0.9 if strong else 0.42))
        wide = 6.0 if strong else 4.0
        p.drawRoundedRect(QRectF((self.width() - wide) / 2, top + 1, wide, height - 2), wide / 2, wide / 2)
        p.end()


class Fade(QWidget):
    """The foot of the column runs out into the ground while there is more below."""

    def __init__(self, dress: Dress, role: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.dress, self.role = dress, role
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the gradient."""
        p = QPainter(self)
        shade = QLinearGradient(0, 0, 0, self.height())
        shade.setColorAt(0, self.dress.color(self.role, 0.0))
        shade.setColorAt(1, self.dress.color(self.role, 1.0))
        p.fillRect(self.rect(), shade)
        p.end()


class Scroll(QScrollArea):
    """Scrolls one column up and down; never sideways. ground: role of the color behind it."""

    def __init__(self, dress: Dress, content: QWidget, parent: QWidget | None = None, ground: str = "panel") -> None:
        super().__init__(parent)
        self.dress, self.content = dress, content
        self.setWidget(content)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.viewport().setAutoFillBackground(False)
        content.setAutoFillBackground(False)
        self.fade = Fade(dress, ground, self)
        self.thumb = Thumb(dress, self)
        bar = self.verticalScrollBar()
        bar.rangeChanged.connect(self._cue)
        bar.valueChanged.connect(self._cue)
        dress.changed.connect(self._cue)
        self._cue()

    def settle(self, top: bool = True) -> None:
        """Bring new content into its place at once, so that no picture of it half laid out is ever painted.

        top: scroll to the beginning.
        """
        content = self.content
        shy = Qt.WidgetAttribute.WA_WState_ExplicitShowHide
        parts = content.findChildren(QWidget)
        for part in parts:
            if part.isHidden() and not part.testAttribute(shy):
                part.show()
        for part in reversed([*parts, content]):
            layout = part.layout()
            if layout is not None:
                layout.activate()
        QCoreApplication.sendPostedEvents(content, QEvent.Type.LayoutRequest.value)
        if top:
            self.verticalScrollBar().setValue(0)

    def _cue(self) -> None:
        bar = self.verticalScrollBar()
        more = bar.maximum() > bar.minimum()
        self.thumb.setVisible(more)
        self.fade.setVisible(bar.value() < bar.maximum())
        width, height = self.width(), self.height()
        left = 1 if self.dress.rtl else width - BAR - 1
        self.thumb.setGeometry(left, 0, BAR, height)
        self.fade.setGeometry(0, height - FADE, width, FADE)
        self.thumb.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the cues at the edges."""
        super().resizeEvent(event)
        self._cue()

    def minimumSizeHint(self) -> QSize:
        """May become very low."""
        return QSize(80, 60)

    def sizeHint(self) -> QSize:
        """As high as its content."""
        return QSize(200, self.content.sizeHint().height())
