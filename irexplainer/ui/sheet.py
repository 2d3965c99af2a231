"""A sheet over a dimmed window: keys, about, messages. Never a second top-level window."""

from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from irexplainer.ui.button import Button
from irexplainer.ui.card import Column, clear
from irexplainer.ui.dress import Dress
from irexplainer.ui.scroll import Scroll
from irexplainer.ui.shadow import SHEET, paint_shadow
from irexplainer.ui.text import Text

MARGIN = 48


class Sheet(QWidget):
    """Covers its host. Subclasses fill ``body`` in ``fill``; Tab stays inside, Esc and a press outside close."""

    WIDTH = 720

    def __init__(self, dress: Dress, host: QWidget) -> None:
        super().__init__(host)
        self.dress, self._host = dress, host
        self._before: QWidget | None = None
        self.title = Text(dress, "step_title")
        self.close_button = Button(dress, "tool", icon="x")
        self.close_button.clicked.connect(self.close_it)
        self.body = Column(spacing=8, margins=(32, 0, 32, 28))
        head = QHBoxLayout()
        head.setContentsMargins(32, 22, 20, 10)
        head.addWidget(self.title, 1)
        head.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignTop)
        self.frame = QWidget(self)
        inner = QVBoxLayout(self.frame)
        inner.setContentsMargins(0, 0, 0, 8)
        inner.setSpacing(0)
        inner.addLayout(head)
        self.scroller = Scroll(dress, self.body)
        inner.addWidget(self.scroller, 1)
        host.installEventFilter(self)
        self.hide()

    def fill(self) -> None:
        """Put words into the body."""

    @property
    def is_open(self) -> bool:
        """True while on show."""
        return not self.isHidden()

    def open_it(self) -> None:
        """Show, with the focus inside."""
        self._before = QApplication.focusWidget()
        clear(self.body.box)
        self.close_button.set_label(self.tr("Close"))
        self.fill()
        self.body.box.addStretch(1)
        self.setAccessibleName(self.title.text())
        self._place()
        self.show()
        self.raise_()
        self._place()
        self.close_button.setFocus(Qt.FocusReason.PopupFocusReason)

    def close_it(self) -> None:
        """Hide and give the focus back."""
        if self.is_open:
            self.hide()
            if self._before is not None and self._before.isVisible():
                self._before.setFocus(Qt.FocusReason.PopupFocusReason)

    def refresh(self) -> None:
        """New words while open."""
        if self.is_open:
            self.open_it()

    def _place(self) -> None:
        host = self._host.rect()
        self.setGeometry(host)
        margin = MARGIN if host.width() > 900 else 20
        width = min(round(self.WIDTH * min(self.dress.scale, 1.8)), host.width() - 2 * margin)
        self.scroller.settle(top=False)
        content = self.body.box.heightForWidth(width - 4)
        content = content if content > 0 else self.body.sizeHint().height()
        head = max(self.title.heightForWidth(width - 110), 48) + 48
        height = min(content + head, host.height() - 2 * margin)
        self.frame.setGeometry((host.width() - width) // 2, (host.height() - height) // 2, width, height)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the size of the host."""
        if watched is self._host and event.type() == QEvent.Type.Resize and self.is_open:
            self._place()
        return False

    def focusNextPrevChild(self, next: bool) -> bool:
        """Keep Tab inside."""
        stops = [w for w in self.findChildren(QWidget) if w.isVisible() and w.focusPolicy() & Qt.FocusPolicy.TabFocus]
        if not stops:
            return True
        focused = QApplication.focusWidget()
        index = stops.index(focused) if focused in stops else -1
        stops[(index + (1 if next else -1)) % len(stops)].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press beside the sheet closes it."""
        if not self.frame.geometry().contains(event.position().toPoint()):
            self.close_it()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes; nothing reaches the window behind."""
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_F1):
            self.close_it()
        bar = self.scroller.verticalScrollBar()
        step = {Qt.Key.Key_Down: 60, Qt.Key.Key_Up: -60, Qt.Key.Key_PageDown: 400, Qt.Key.Key_PageUp: -400}
        bar.setValue(bar.value() + step.get(Qt.Key(event.key()), 0))
        event.accept()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Dim what is behind, then the sheet."""
        p = QPainter(self)
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        veil = self.dress.color("caption" if self.dress.look.light else "background", 0.55)
        if not self.dress.look.light:
            veil.setRgb(0, 0, 0, 165)
        p.fillRect(self.rect(), veil)
        card = QRectF(self.frame.geometry())
        paint_shadow(p, card, 20, SHEET, self.dress.look)
        flat = self.dress.look.flat
        p.setPen(QPen(self.dress.color("line"), 2) if flat else Qt.PenStyle.NoPen)
        p.setBrush(self.dress.color("panel"))
        p.drawRoundedRect(card, 20, 20)
        p.end()
