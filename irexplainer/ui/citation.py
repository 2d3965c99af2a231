"""Marks of sources in a text, ``[S10]`` or ``[S5, S7]``, as small raised numbers that lead to the source."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextCharFormat,
    QTextLayout,
    QTextLine,
)
from PySide6.QtWidgets import QWidget

from irexplainer.ui.button import paint_ring
from irexplainer.ui.dress import Dress
from irexplainer.ui.pressable import Pressable
from irexplainer.ui.text import Text

Cite = Callable[[str], None]
"""Shows the source of an id."""

IDS = r"\[[A-Z]\d+(?:, ?[A-Z]\d+)*\]"
MARK = re.compile(rf"[\s\u200f]*{IDS}(?:\s*{IDS})*")
SIDE = 44
"""Px of the place around a number that takes the press."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A number in a text: where it stands, and the id of its source."""

    start: int
    length: int
    id: str


def number_of(id: str) -> str:
    """What a reader sees of a source id: 10 of S10."""
    return id.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")


def split_marks(text: str) -> tuple[str, list[Mark]]:
    """The text with plain numbers in place of the marks, and where they stand."""
    clean, marks, last = "", [], 0
    for match in MARK.finditer(text):
        clean += text[last : match.start()]
        ids = re.findall(r"[A-Z]\d+", match[0])
        for place, id in enumerate(ids):
            number = number_of(id) + ("," if place + 1 < len(ids) else "")
            marks.append(Mark(len(clean), len(number), id))
            clean += number
        last = match.end()
    return clean + text[last:], marks


class MarkButton(Pressable):
    """The number under pointer and keyboard; the text paints its letters. ``spot``: their place in the button."""

    def __init__(self, dress: Dress, id: str, cite: Cite, parent: QWidget) -> None:
        super().__init__(parent)
        self.dress, self.id, self.spot = dress, id, QRectF()
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(self.tr("Source {number}").format(number=number_of(id)))
        self.setToolTip(self.accessibleName())
        self.clicked.connect(lambda: cite(id))

    def put_at(self, letters: QRectF) -> None:
        """Lie around a place of the parent, inside its sides."""
        parent = self.parentWidget()
        width = max(SIDE, round(letters.width()))
        room = max((parent.width() if parent else 0) - width, 0)
        left = min(max(round(letters.center().x() - width / 2), 0), room)
        self.setGeometry(QRect(left, round(letters.center().y() - SIDE / 2), width, SIDE))
        self.spot = letters.translated(-self.x(), -self.y())

    def paintEvent(self, event: QPaintEvent) -> None:
        """A line under the pointer, a ring with the focus."""
        p = QPainter(self)
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.hovered:
            p.fillRect(QRectF(self.spot.left(), self.spot.bottom(), self.spot.width(), 1.5), self.dress.color("accent"))
        if self.hasFocus():
            ring = self.spot.adjusted(-6, -5, 6, 5).intersected(QRectF(self.rect()))
            paint_ring(p, ring, 7, self.dress)
        p.end()


class Cited(Text):
    """A paragraph with marks. cite: what a press of one does; without it they are numbers only."""

    def __init__(
        self,
        dress: Dress,
        style: str,
        text: str = "",
        parent: QWidget | None = None,
        *,
        cite: Cite | None = None,
        role: str = "",
    ) -> None:
        self.marks: list[Mark] = []
        self.buttons: list[MarkButton] = []
        words, marks = split_marks(text)
        super().__init__(dress, style, words, parent, role=role)
        self.take(marks, cite)

    def take(self, marks: Sequence[Mark], cite: Cite | None) -> None:
        """Set the marks of the present text."""
        self.marks = list(marks)
        self.buttons = [MarkButton(self.dress, mark.id, cite, self) for mark in self.marks] if cite else []
        spoken = self.text()
        for mark in reversed(self.marks):
            spoken = spoken[: mark.start] + spoken[mark.start + mark.length :]
        self.setAccessibleName(spoken if self.marks else "")
        self.restyle()

    @property
    def mark_font(self) -> QFont:
        """Of the numbers: smaller than the text, and never below the smallest size."""
        return self.dress.font(13, 600)

    def formats(self) -> Sequence[QTextLayout.FormatRange]:
        """Room for the numbers; they are painted raised."""
        made = []
        for mark in self.marks:
            part = QTextLayout.FormatRange()
            part.start, part.length = mark.start, mark.length
            form = QTextCharFormat()
            form.setFont(self.mark_font)
            form.setForeground(QColor(0, 0, 0, 0))
            part.format = form
            made.append(part)
        return made

    def restyle(self) -> None:
        """Take fonts and colors anew."""
        super().restyle()
        self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The numbers move with the lines."""
        super().resizeEvent(event)
        self._place()

    def _places(self) -> list[tuple[Mark, QRectF]]:
        """Every mark with the place of its letters."""
        layouts, _, _ = self._layout(max(self.width(), 1))
        layout, px = layouts[0], self.mark_font.pixelSize()
        found = []
        for mark in self.marks:
            line = layout.lineForTextPosition(mark.start)
            edges = (QTextLine.Edge.Leading, QTextLine.Edge.Trailing)  # both: directions may change beside the number
            letters = (mark.start, mark.start + mark.length - 1)
            ends = [_x(line.cursorToX(letter, edge)) for letter in letters for edge in edges]
            base = line.y() + line.ascent() - 0.32 * self.font().pixelSize()
            found.append((mark, QRectF(min(ends), base - px * 0.78, max(ends) - min(ends), px * 0.86)))
        return found

    def _place(self) -> None:
        for button, (_, letters) in zip(self.buttons, self._places() if self.buttons else (), strict=False):
            button.put_at(letters)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The text, then its numbers."""
        super().paintEvent(event)
        if not self.marks:
            return
        p = QPainter(self)
        p.setRenderHint(QPainter.RenderHint.TextAntialiasing)
        p.setFont(self.mark_font)
        p.setPen(self.dress.color("accent"))
        text = self.text()
        for mark, letters in self._places():
            foot = QPointF(letters.left(), letters.top() + self.mark_font.pixelSize() * 0.78)
            p.drawText(foot, text[mark.start : mark.start + mark.length])
        p.end()


def _x(found: object) -> float:
    """Qt's answer is the place, or the place and the letter it belongs to."""
    return float(found[0] if isinstance(found, tuple | list) else found)  # type: ignore[arg-type]  # told apart above
