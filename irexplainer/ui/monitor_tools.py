"""What can be pressed on the bezel of the doctor's screen: how to read it, grays, distance, the same part on both."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSlider, QWidget

from irexplainer.paint.cards import tinted
from irexplainer.paint.fonts import font
from irexplainer.paint.monitor_picture import BEZEL, CHIP, CHIP_TEXT, TITLE
from irexplainer.paint.text import draw_centered
from irexplainer.ui.icons import paint_icon
from irexplainer.ui.pressable import Pressable

SIDE = 44
GAP = 8
EDGE = 10
ON, ON_INK, RING = "#57D0CB", "#06262B", "#FFFFFF"


def row_height(scale: float) -> float:
    """Px that the row of buttons takes at the foot of the bezel. scale: of its words."""
    return button_height(scale) + EDGE


def button_height(scale: float) -> int:
    """Px, never under 44."""
    return max(SIDE, round(30 * scale))


class ScreenButton(Pressable):
    """A dark pill with an icon, and words where there is room."""

    def __init__(self, icon: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.icon_name, self.words, self.scale = icon, "", 1.0
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def set_words(self, words: str, scale: float) -> None:
        """Name of the button, and scale of its letters."""
        self.words, self.scale = words, scale
        self.setAccessibleName(words)
        self.setToolTip(words)
        self.update()

    def wanted(self) -> int:
        """Px of icon and words."""
        return round(QFontMetricsF(font(14 * self.scale, 600)).horizontalAdvance(self.words)) + 24 + 8 + 28

    def text(self) -> str:
        """Words on show."""
        return self.words if self.width() >= self.wanted() else ""

    def sizeHint(self) -> QSize:
        """A square for the icon."""
        return QSize(SIDE, button_height(self.scale))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Pill, icon, words, ring."""
        p = QPainter(self)
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        on = self.isChecked()
        rect = QRectF(self.rect()).adjusted(1.5, 3.5, -1.5, -3.5)
        lit = self.hovered or self.isDown()
        p.setPen(QPen(QColor(CHIP_TEXT if lit and not on else "#3B525B"), 1.2))
        p.setBrush(QColor(ON if on else CHIP))
        p.drawRoundedRect(rect, rect.height() / 2, rect.height() / 2)
        ink, words = QColor(ON_INK if on else CHIP_TEXT), self.text()
        x = 14.0 if words else (self.width() - 22) / 2
        paint_icon(p, self.icon_name, QRectF(x, (self.height() - 22) / 2, 22, 22), ink)
        if words:
            room = QRectF(x + 26, 0, self.width() - x - 36, self.height())
            draw_centered(p, words, font(14 * self.scale, 600), ink, room)
        if self.hasFocus():
            p.setBrush(Qt.BrushStyle.NoBrush)
            p.setPen(QPen(QColor(RING), 2.5))
            p.drawRoundedRect(QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5), 20, 20)
        p.end()


@dataclass(frozen=True, slots=True)
class Calls:
    """What the buttons do."""

    read: Callable[[], None]
    take: Callable[[str], None]
    link: Callable[[bool], None]


class MonitorTools(QWidget):
    """The row of buttons at the foot of the bezel."""

    def __init__(self, parent: QWidget, calls: Calls) -> None:
        super().__init__(parent)
        self.read = ScreenButton("circle-question-mark", self)
        self.link = ScreenButton("scan-eye", self)
        self.grays = ScreenButton("contrast", self)
        self.ruler = ScreenButton("ruler", self)
        for button in (self.link, self.grays, self.ruler):
            button.setCheckable(True)
        self.read.clicked.connect(lambda: calls.read())
        self.link.clicked.connect(lambda on: calls.link(on))
        self.grays.clicked.connect(lambda: calls.take("window"))
        self.ruler.clicked.connect(lambda: calls.take("measure"))
        self.scale = 1.0

    def show_state(self, scale: float, tool: str, linked: bool, offered: tuple[bool, bool, bool]) -> None:
        """offered: whether grays, distance and the same part on both pictures have a meaning now."""
        self.scale = scale
        tr = QCoreApplication.translate
        names = {
            self.read: tr("MonitorTools", "How to read this picture"),
            self.link: tr("MonitorTools", "Show the same part on both pictures"),
            self.grays: tr("MonitorTools", "Change brightness and contrast"),
            self.ruler: tr("MonitorTools", "Measure a distance"),
        }
        for button, name in names.items():
            button.set_words(name, scale)
        grays, ruler, link = offered
        self.grays.setVisible(grays)
        self.ruler.setVisible(ruler)
        self.link.setVisible(link)
        self.grays.setChecked(tool == "window")
        self.ruler.setChecked(tool == "measure")
        self.link.setChecked(linked)
        self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Buttons share the row."""
        self._place()

    def _place(self) -> None:
        high = button_height(self.scale)
        x = self.width() - EDGE
        for button in (self.ruler, self.grays, self.link):
            if not button.isHidden():
                x -= SIDE
                button.setGeometry(x, 0, SIDE, high)
                x -= GAP
        room = x - EDGE
        wanted = self.read.wanted()
        self.read.setGeometry(EDGE, 0, min(wanted, room) if wanted <= room else SIDE, high)


class ScreenSlider(QSlider):
    """A light line with a knob on dark ground; arrows move it while it has the focus."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSingleStep(5)
        self.setPageStep(25)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The knob comes to the finger."""
        self._go(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._go(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Nothing more."""

    def _go(self, event: QMouseEvent) -> None:
        share = (event.position().x() - 12) / max(self.width() - 24, 1)
        self.setValue(round(self.minimum() + min(max(share, 0.0), 1.0) * (self.maximum() - self.minimum())))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Line, knob, ring."""
        p = QPainter(self)
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        y, left, right = self.height() / 2, 12.0, self.width() - 12.0
        x = left + (right - left) * (self.value() - self.minimum()) / (self.maximum() - self.minimum())
        p.setPen(QPen(QColor("#5B747D"), 4, c=Qt.PenCapStyle.RoundCap))
        p.drawLine(QPointF(left, y), QPointF(right, y))
        p.setPen(QPen(QColor(RING), 2.5) if self.hasFocus() else QPen(QColor(BEZEL), 2))
        p.setBrush(QColor(ON))
        p.drawEllipse(QPointF(x, y), 9, 9)
        p.end()


class GrayPanel(QWidget):
    """Two sliders over the foot of the picture, for fingers and keys. moved: called with (center, width) shares."""

    def __init__(self, parent: QWidget, moved: Callable[[float, float], None]) -> None:
        super().__init__(parent)
        self._moved, self.scale = moved, 1.0
        self.center, self.width_ = ScreenSlider(self), ScreenSlider(self)
        self.center.setRange(-400, 400)
        self.width_.setRange(-500, 300)
        self._words = ("", "")
        for slider in (self.center, self.width_):
            slider.valueChanged.connect(self._tell)

    def _tell(self) -> None:
        self._moved(self.center.value() / 100, 2 ** (self.width_.value() / 100))

    def show_shares(self, center: int, width: int, words: tuple[str, str], scale: float) -> None:
        """Positions of the sliders in hundredths (center in widths, width in doublings), and what they say."""
        self._words, self.scale = words, scale
        for slider, value, name in zip((self.center, self.width_), (center, width), words, strict=True):
            slider.blockSignals(True)
            slider.setValue(value)
            slider.blockSignals(False)
            slider.setAccessibleName(name)
        self._place()
        self.update()

    def wanted(self) -> int:
        """Px of height: words above the lines."""
        return self._head() + SIDE

    def _head(self) -> int:
        return round(22 * self.scale)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place the sliders."""
        self._place()

    def _place(self) -> None:
        half, head = self.width() // 2, self._head()
        for column, slider in enumerate((self.center, self.width_)):
            slider.setGeometry(column * half, head - 4, half, SIDE)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Dark ground and words."""
        p = QPainter(self)
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        p.setPen(QPen(QColor("#31444C"), 1))
        p.setBrush(tinted(BEZEL, 0.92))
        p.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        half, face = self.width() / 2, font(13 * self.scale, 600)
        metrics = QFontMetricsF(face)
        p.setFont(face)
        p.setPen(QColor(TITLE))
        for column, words in enumerate(self._words):
            fits = metrics.elidedText(words, Qt.TextElideMode.ElideRight, half - 18)
            box = QRectF(column * half + 12, 4, half - 16, self._head())
            p.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, fits)
        p.end()
