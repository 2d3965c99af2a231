"""Grounds: cards with a radius, panes, hair lines."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QLayout, QVBoxLayout, QWidget

from irexplainer.ui.dress import Dress
from irexplainer.ui.text import follow_width


class Card(QWidget):
    """A rounded ground for other widgets. fill, border: roles of colors ("" = none). radius in px."""

    def __init__(
        self, dress: Dress, fill: str = "inset", border: str = "", radius: float = 16, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.dress, self.fill, self.border, self.radius = dress, fill, border, radius
        dress.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground."""
        p = QPainter(self)
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        flat = self.dress.look.flat
        border = self.border or ("line" if flat and self.radius else "")
        width = 2.0 if flat else 1.0
        p.setPen(QPen(self.dress.color(border), width) if border else Qt.PenStyle.NoPen)
        p.setBrush(self.dress.color(self.fill) if self.fill else Qt.BrushStyle.NoBrush)
        inset = width / 2 if border else 0.0
        p.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), self.radius, self.radius)
        p.end()


class Pane(QWidget):
    """A plain ground with an optional hair line. edge: left, right, bottom, top or "" (mirrored right to left)."""

    def __init__(self, dress: Dress, edge: str = "", fill: str = "panel", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.dress, self.edge, self.fill = dress, edge, fill
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        dress.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint ground and line."""
        p = QPainter(self)
        p.fillRect(self.rect(), self.dress.color(self.fill))
        line = self.dress.color("line")
        width = 2 if self.dress.look.flat else 1
        edge = {"left": "right", "right": "left"}.get(self.edge, self.edge) if self.dress.rtl else self.edge
        w, h = self.width(), self.height()
        boxes = {
            "left": (0, 0, width, h),
            "right": (w - width, 0, width, h),
            "bottom": (0, h - width, w, width),
            "top": (0, 0, w, width),
        }
        if edge in boxes:
            p.fillRect(*boxes[edge], line)
        p.end()


class Line(QFrame):
    """A horizontal hair line. start: px left free at the beginning of the line."""

    def __init__(self, dress: Dress, start: int = 0, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.dress, self.start = dress, start
        self.setFixedHeight(1)
        dress.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the line."""
        p = QPainter(self)
        left = 0 if self.dress.rtl else self.start
        p.fillRect(left, 0, self.width() - self.start, 1, self.dress.color("line"))
        p.end()


class Column(QWidget):
    """A widget with a vertical layout whose height follows its width."""

    def __init__(
        self, parent: QWidget | None = None, spacing: int = 0, margins: tuple[int, ...] = (0, 0, 0, 0)
    ) -> None:
        super().__init__(parent)
        self.box = QVBoxLayout(self)
        self.box.setContentsMargins(*margins)
        self.box.setSpacing(spacing)
        follow_width(self)


def hang(column: Column, body: Column, lead: int, margins: tuple[int, int, int, int]) -> None:
    """Let what stands above a body in a column begin ``lead`` px before it. margins: of the body, px, as in Qt."""
    left, top, right, bottom = margins
    lead = min(lead, left, right)
    column.box.setContentsMargins(left - lead, top, right - lead, bottom)
    body.box.setContentsMargins(lead, 0, lead, 0)


def clear(layout: QLayout) -> None:
    """Take everything out of a layout and delete it."""
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        inner = item.layout()
        if widget is not None:
            widget.hide()
            widget.setParent(None)
            widget.deleteLater()
        elif inner is not None:
            clear(inner)
