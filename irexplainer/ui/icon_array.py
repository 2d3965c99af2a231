"""Numbers as people: so many dots of a hundred or of a thousand are filled."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QPointF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from irexplainer.library.types import Figure
from irexplainer.ui.card import Card, Column
from irexplainer.ui.citation import Cite, Cited
from irexplainer.ui.dress import Dress
from irexplainer.ui.text import Text, follow_width

COLUMNS = {100: 10, 1000: 50}
PITCH = {100: 14.0, 1000: 7.2}
"""Px from dot to dot where there is room; less in a narrow column."""


def common_denominator(figures: Sequence[Figure]) -> int:
    """1000 as soon as one figure needs it, else 100: figures side by side are counted among equally many people."""
    return 1000 if any(figure.out_of > 100 for figure in figures) else 100


def counted(figure: Figure, out_of: int) -> float:
    """People of ``out_of``."""
    return figure.count * out_of / figure.out_of


def written(number: float) -> str:
    """A count without needless decimals."""
    return f"{number:.0f}" if abs(number - round(number)) < 0.05 else f"{number:.1f}"


class IconArray(QLabel):
    """Painted dots. count: how many of ``out_of`` are filled (rounded; anything above 0 fills at least one)."""

    def __init__(self, dress: Dress, count: float, out_of: int, role: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.dress, self.out_of, self.role = dress, out_of, role
        self.filled = max(round(count), 1) if count > 0 else 0
        self.filled = min(self.filled, out_of)
        follow_width(self)
        text = self.tr("{count} of {people} people").format(count=written(count), people=out_of)
        self.setAccessibleName(text)
        dress.changed.connect(self.update)

    @property
    def columns(self) -> int:
        """Dots in a row."""
        return COLUMNS[self.out_of]

    def pitch(self, width: float) -> float:
        """Px from dot to dot at a width."""
        return min(PITCH[self.out_of], width / self.columns)

    def hasHeightForWidth(self) -> bool:
        """Narrow columns make smaller dots."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Height of all rows."""
        return round(self.out_of / self.columns * self.pitch(width) + 0.5)

    def sizeHint(self) -> QSize:
        """Room for all dots."""
        width = round(self.columns * PITCH[self.out_of])
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Half as large can still be counted."""
        width = round(self.sizeHint().width() * (1.0 if self.out_of == 100 else 0.6))
        return QSize(width, self.heightForWidth(width))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Filled dots first, in reading order, then rings."""
        p = QPainter(self)
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        pitch = self.pitch(self.width())
        radius = pitch * 0.36
        full, empty = self.dress.color(self.role), self.dress.color("ink3", 0.75)
        for index in range(self.out_of):
            row, column = divmod(index, self.columns)
            if self.dress.rtl:
                column = self.columns - 1 - column
            center = QPointF((column + 0.5) * pitch, (row + 0.5) * pitch)
            if index < self.filled:
                p.setPen(Qt.PenStyle.NoPen)
                p.setBrush(full)
                p.drawEllipse(center, radius + 0.4, radius + 0.4)
            else:
                p.setPen(QPen(empty, 1.0 if self.out_of == 100 else 0.7))
                p.setBrush(Qt.BrushStyle.NoBrush)
                p.drawEllipse(center, radius - 0.5, radius - 0.5)
        p.end()


def figure_card(
    dress: Dress, figure: Figure, words: str, out_of: int, notes: tuple[str, str], cite: Cite | None = None
) -> Card:
    """Dots, the number in large letters and the sentence that explains it. notes: source with its mark, people."""
    role = "accent" if figure.kind == "benefit" else "amber"
    count = counted(figure, out_of)
    card = Card(dress, "inset", "line", 16)
    column = Column(spacing=8, margins=(16, 14, 16, 14))
    box = QHBoxLayout(card)
    box.setContentsMargins(0, 0, 0, 0)
    box.addWidget(column)
    array = IconArray(dress, count, out_of, role)
    number = QCoreApplication.translate("IconArray", "{count} of {people}").format(
        count=written(count), people=f"{out_of:,}"
    )
    head = Text(dress, "section", number, role=role)
    sentence = Text(dress, "secondary_ink", words)
    below = [Cited(dress, "small", note, cite=cite) for note in notes if note]
    if out_of == 100 and dress.scale < 1.6:
        line = QHBoxLayout()
        line.setSpacing(16)
        line.addWidget(array, 0, Qt.AlignmentFlag.AlignTop)
        side = Column(spacing=4)
        for label in (head, sentence, *below):
            side.box.addWidget(label)
        side.box.addStretch(1)
        line.addWidget(side, 1)
        column.box.addLayout(line)
    else:
        for part in (head, array, sentence, *below):
            column.box.addWidget(part)
    follow_width(card)
    return card
