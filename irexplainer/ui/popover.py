"""Menus and lists that open inside the window: never a second top-level window."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from irexplainer.ui.card import Column, clear
from irexplainer.ui.dress import Dress
from irexplainer.ui.row import Row
from irexplainer.ui.scroll import Scroll
from irexplainer.ui.shadow import BAR, paint_shadow

PAD = 24
"""Room around the card for its shadow."""


@dataclass(frozen=True, slots=True)
class Item:
    """One row of a menu."""

    text: str
    call: Callable[[], None]
    selected: bool = False
    subtitle: str = ""
    icon: str = ""
    tile: str = ""


class Popover(QWidget):
    """A card that floats over its host until something outside is pressed, Esc, or a row is chosen."""

    def __init__(self, dress: Dress, host: QWidget, label: str = "") -> None:
        super().__init__(host)
        self.dress, self._host = dress, host
        self._anchor: QWidget | None = None
        self._align_end = False
        self._width = 280
        self.rows: list[Row] = []
        self.column = Column(spacing=2)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(PAD + 8, PAD + 8, PAD + 8, PAD + 8)
        self._scroll = Scroll(dress, self.column)
        outer.addWidget(self._scroll)
        self.setAccessibleName(label)
        self.hide()

    # content

    def set_items(self, items: Sequence[Item]) -> None:
        """Fill with rows."""
        clear(self.column.box)
        self.rows = []
        for item in items:
            row = Row(
                self.dress,
                item.text,
                item.subtitle,
                icon=item.icon,
                tile=item.tile,
                mark=not item.subtitle,
                selected=item.selected,
                tile_side=40,
            )
            row.clicked.connect(lambda _=False, call=item.call: self._choose(call))
            self.column.box.addWidget(row)
            self.rows.append(row)
        if self.isVisible():
            self._place()

    def _choose(self, call: Callable[[], None]) -> None:
        self.close_it()
        call()

    # open and close

    @property
    def is_open(self) -> bool:
        """True while on show."""
        return not self.isHidden()

    def open_at(self, anchor: QWidget, width: int, align_end: bool = False, focus: bool = True) -> None:
        """Show below an anchor; width in px. focus: move the keyboard focus into it."""
        self._anchor, self._width, self._align_end = anchor, width, align_end
        self._place()
        self.show()
        self.raise_()
        QApplication.instance().installEventFilter(self)  # type: ignore[union-attr]  # there is one while a widget lives
        if focus and self.rows:
            chosen = next((row for row in self.rows if row.selected), self.rows[0])
            chosen.setFocus(Qt.FocusReason.PopupFocusReason)

    def toggle_at(self, anchor: QWidget, width: int, align_end: bool = True) -> None:
        """Open, or close when open."""
        if self.is_open:
            self.close_it()
        else:
            self.open_at(anchor, width, align_end)

    def close_it(self) -> None:
        """Hide and give the focus back to the anchor when it was inside."""
        if not self.is_open:
            return
        focused = QApplication.focusWidget()
        inside = focused is not None and self.isAncestorOf(focused)
        self.hide()
        app = QApplication.instance()
        if app is not None:
            app.removeEventFilter(self)
        if inside and self._anchor is not None:
            self._anchor.setFocus(Qt.FocusReason.PopupFocusReason)

    def _place(self) -> None:
        anchor = self._anchor
        if anchor is None:
            return
        host = self._host.rect()
        width = min(self._width, host.width() - 16)
        self._scroll.settle()
        inner = width - 16
        height = self.column.box.heightForWidth(inner)
        height = (height if height > 0 else self.column.sizeHint().height()) + 16
        top = anchor.mapTo(self._host, QPoint(0, anchor.height())).y() + 8
        height = min(height, host.height() - top - 16)
        left = anchor.mapTo(self._host, QPoint(0, 0)).x()
        if self._align_end != self.dress.rtl:
            left += anchor.width() - width
        left = max(8, min(left, host.width() - width - 8))
        self.setGeometry(QRect(left - PAD, top - PAD, width + 2 * PAD, height + 2 * PAD))

    # events

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Close on a press outside, follow the arrows inside."""
        if not self.is_open:
            return False
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and self._walks(watched, event.key()):
            return True  # a button would take arrows for Tab, and the scrolling column for scrolling
        if event.type() == QEvent.Type.MouseButtonPress and isinstance(event, QMouseEvent):
            spot = self.mapFromGlobal(event.globalPosition().toPoint())
            anchor = self._anchor
            on_anchor = anchor is not None and anchor.rect().contains(
                anchor.mapFromGlobal(event.globalPosition().toPoint())
            )
            if not self.rect().adjusted(PAD, PAD, -PAD, -PAD).contains(spot) and not on_anchor:
                self.close_it()
        elif event.type() == QEvent.Type.Resize and watched is self._host:
            self._place()
        return False

    def _walks(self, watched: QObject, key: int) -> bool:
        """Up or down on a row: walk on."""
        if key not in (Qt.Key.Key_Up, Qt.Key.Key_Down) or not any(row is watched for row in self.rows):
            return False
        self.walk(1 if key == Qt.Key.Key_Down else -1)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes; up and down walk through the rows."""
        key = event.key()
        if key == Qt.Key.Key_Escape:
            self.close_it()
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and self.rows:
            self.walk(1 if key == Qt.Key.Key_Down else -1)
        else:
            super().keyPressEvent(event)

    def walk(self, delta: int) -> None:
        """Move the focus by rows."""
        focused = QApplication.focusWidget()
        index = next((i for i, row in enumerate(self.rows) if row is focused), -1 if delta > 0 else 0)
        row = self.rows[(index + delta) % len(self.rows)]
        row.setFocus(Qt.FocusReason.TabFocusReason)
        self._scroll.ensureWidgetVisible(row)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint shadow and card."""
        p = QPainter(self)
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect()).adjusted(PAD, PAD, -PAD, -PAD)
        paint_shadow(p, rect, 16, BAR, self.dress.look)
        flat = self.dress.look.flat
        p.setPen(QPen(self.dress.color("line"), 2 if flat else 1))
        p.setBrush(self.dress.color("panel"))
        p.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 16, 16)
        p.end()
