"""A layout that sets widgets side by side and starts a new line where they no longer fit."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class Flow(QLayout):
    """Lines of widgets, mirrored from right to left. gap: px between widgets and between lines.

    spread: the last widget of the only line stands at its end.
    """

    def __init__(self, parent: QWidget | None = None, gap: int = 8, spread: bool = False) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._gap, self._spread = gap, spread
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        """Take an item."""
        self._items.append(item)

    def count(self) -> int:
        """Number of items."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """Item at an index or None."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Give an item back."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """Grows in no direction."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """Height follows width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Height of all lines."""
        return self._arrange(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        """Place the widgets."""
        super().setGeometry(rect)
        self._arrange(rect, move=True)

    def sizeHint(self) -> QSize:
        """As small as may be."""
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        """Size of the largest widget."""
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        return size

    def _lines(self, width: int) -> list[list[tuple[QLayoutItem, int, int]]]:
        """(item, width, height) of every line."""
        lines: list[list[tuple[QLayoutItem, int, int]]] = [[]]
        x = 0
        for item in self._items:
            hint = item.sizeHint()
            wide = min(hint.width(), width)
            high = item.heightForWidth(wide) if item.hasHeightForWidth() else hint.height()
            if lines[-1] and x + wide > width:
                lines.append([])
                x = 0
            lines[-1].append((item, wide, high))
            x += wide + self._gap
        return lines

    def _arrange(self, rect: QRect, move: bool) -> int:
        parent = self.parentWidget()
        rtl = parent is not None and parent.layoutDirection() == Qt.LayoutDirection.RightToLeft
        lines = self._lines(rect.width())
        y = rect.y()
        for line in lines:
            tallest = max((high for _, _, high in line), default=0)
            x = 0
            for item, wide, high in line:
                if self._spread and len(lines) == 1 and item is self._items[-1]:
                    x = rect.width() - wide
                left = rect.x() + (rect.width() - x - wide if rtl else x)
                top = y + (tallest - high) // 2
                if move:
                    item.setGeometry(QRect(QPoint(left, top), QSize(wide, high)))
                x += wide + self._gap
            y += tallest + self._gap
        return y - self._gap - rect.y()
