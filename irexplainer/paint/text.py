"""Lines of text in a box: wrapped, never clipped, right to left where the words are."""

import unicodedata
from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QTextLayout, QTextOption


def right_to_left(text: str) -> bool:
    """True where the first letter with a direction runs from right to left."""
    for letter in text:
        kind = unicodedata.bidirectional(letter)
        if kind in ("L", "R", "AL"):
            return kind != "L"
    return False


def wrapped(text: str, font: QFont, width: float) -> tuple[str, ...]:
    """Lines no wider than ``width`` px; a single word that is wider stays on its own line."""
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WordWrap)
    layout.setTextOption(option)
    layout.beginLayout()
    lines: list[str] = []
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(width, 1.0))
        lines.append(text[line.textStart() : line.textStart() + line.textLength()].rstrip())
    layout.endLayout()
    return tuple(lines) or ("",)


def balanced(text: str, font: QFont, width: float) -> tuple[str, ...]:
    """Lines no wider than ``width`` px, as few as ``wrapped`` makes and of like length: no word is left alone."""
    lines = wrapped(text, font, width)
    if len(lines) < 2:
        return lines
    low, high = width / len(lines) * 0.8, width
    while high - low > 4.0:
        middle = (low + high) / 2
        if len(wrapped(text, font, middle)) > len(lines):
            low = middle
        else:
            high = middle
    return wrapped(text, font, high)


def text_size(lines: Sequence[str], font: QFont, spacing: float = 1.0) -> tuple[float, float]:
    """Width and height in px of lines. spacing: line height as a share of the font's own."""
    metrics = QFontMetricsF(font)
    return max((metrics.horizontalAdvance(line) for line in lines), default=0.0), metrics.height() * spacing * len(
        lines
    )


def draw_lines(
    p: QPainter, lines: Sequence[str], font: QFont, ink: QColor, rect: QRectF, align: str = "left", spacing: float = 1.0
) -> None:
    """Draw lines from the top of ``rect``. align: left, center or right; left turns round for Arabic or Hebrew."""
    metrics = QFontMetricsF(font)
    step = metrics.height() * spacing
    p.setFont(font)
    p.setPen(ink)
    for index, line in enumerate(lines):
        width = metrics.horizontalAdvance(line)
        side = "right" if align == "left" and right_to_left(line) else align
        x = {"left": rect.left(), "center": rect.center().x() - width / 2, "right": rect.right() - width}[side]
        y = rect.top() + index * step + (step - metrics.height()) / 2 + metrics.ascent()
        p.drawText(QPointF(x, y), line)


def draw_centered(p: QPainter, text: str, font: QFont, ink: QColor, rect: QRectF) -> None:
    """One line in the middle of a rectangle."""
    p.setFont(font)
    p.setPen(ink)
    p.drawText(rect, int(Qt.AlignmentFlag.AlignCenter), text)
