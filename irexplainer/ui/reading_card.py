"""How to read this picture: what is bright, what is dark, why it is grainy, who moves it, X-rays or none."""

from PySide6.QtCore import QCoreApplication, QRectF, Qt
from PySide6.QtGui import QColor, QLinearGradient, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QWidget

from irexplainer.library.types import ModalityText
from irexplainer.session.session import Session
from irexplainer.ui.button import Button
from irexplainer.ui.card import Card, Column, Line
from irexplainer.ui.content import library_of
from irexplainer.ui.dress import Dress
from irexplainer.ui.glyph import Glyph
from irexplainer.ui.sheet import Sheet
from irexplainer.ui.text import Text, follow_width

SWATCH = 34
GRAIN = (7, 19, 3, 26, 12, 30, 22, 9, 16, 28, 5, 24, 14, 1, 20, 11)
"""Places of the specks on the swatch of grain, px; they only hint at it."""


class Swatch(QWidget):
    """A little piece of picture. kind: bright, dark or grain."""

    def __init__(self, dress: Dress, kind: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.dress, self.kind = dress, kind
        self.setFixedSize(SWATCH, SWATCH)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint it."""
        p = QPainter(self)
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        shade = QLinearGradient(rect.topLeft(), rect.bottomRight())
        ends = {"bright": ("#FFFFFF", "#C9D2D5"), "dark": ("#2A3438", "#05090B"), "grain": ("#70797D", "#525B5F")}
        for stop, color in enumerate(ends[self.kind]):
            shade.setColorAt(stop, QColor(color))
        p.setPen(QPen(self.dress.color("ink3"), 1.2))
        p.setBrush(shade)
        p.drawRoundedRect(rect, 9, 9)
        if self.kind == "grain":
            p.setPen(Qt.PenStyle.NoPen)
            for index, x in enumerate(GRAIN):
                p.setBrush(QColor("#E6ECEE" if index % 2 else "#14191B"))
                p.drawEllipse(QRectF(3 + x % 27, 3 + (x * 7 + index * 5) % 27, 2.6, 2.6))
        p.end()


def headings() -> dict[str, str]:
    """Headings of what is said about a kind of picture, by field of its text."""
    tr = QCoreApplication.translate
    return {
        "bright": tr("ReadingCard", "What is bright"),
        "dark": tr("ReadingCard", "What is dark"),
        "grain": tr("ReadingCard", "Why it is grainy"),
        "live": tr("ReadingCard", "Does it move?"),
        "moves": tr("ReadingCard", "Who moves it?"),
        "dose": tr("ReadingCard", "X-rays"),
        "sound": tr("ReadingCard", "What you hear"),
        "time": tr("ReadingCard", "How long it takes"),
    }


def reading_rows(dress: Dress, text: ModalityText) -> list[tuple[QWidget, str, str]]:
    """(sign, heading, words) of each row."""
    heads, side = headings(), SWATCH - 8
    return [
        (Swatch(dress, "bright"), heads["bright"], text.bright),
        (Swatch(dress, "dark"), heads["dark"], text.dark),
        (Swatch(dress, "grain"), heads["grain"], text.grain),
        (Glyph(dress, "clock", "accent", side), heads["live"], text.live),
        (Glyph(dress, "hand", "accent", side), heads["moves"], text.moves),
        (Glyph(dress, "activity", "accent", side), heads["dose"], f"{text.dose} {text.compare}"),
    ]


class ReadingCard(Sheet):
    """A card over the window for one kind of picture."""

    WIDTH = 640

    def __init__(self, dress: Dress, host: QWidget, session: Session) -> None:
        super().__init__(dress, host)
        self.session = session
        self.kind = ""
        self.compare: Button | None = None

    def show_kind(self, kind: str) -> None:
        """Open for a ``Modality`` value."""
        self.kind = kind
        self.open_it()

    def fill(self) -> None:
        """Words of the content, one row each."""
        self.title.setText(self.tr("How to read this picture"))
        library, state = library_of(self.session), self.session.state
        text = library.modalities(state.language)[self.kind]
        box = self.body.box
        box.addWidget(Text(self.dress, "eyebrow", text.title.upper()))
        box.addWidget(Text(self.dress, "body_ink", text.how))
        box.addSpacing(6)
        for index, (sign, head, words) in enumerate(reading_rows(self.dress, text)):
            if index:
                box.addWidget(Line(self.dress, SWATCH + 16))
            box.addWidget(self._row(sign, head, words))
        if state.mode == "study" and text.study:
            box.addWidget(self._study(text.study))
        self.compare = Button(self.dress, "outline", self.tr("Compare the kinds of pictures"), trailing="chevron-right")
        self.compare.clicked.connect(self._compare)
        box.addSpacing(6)
        box.addWidget(self.compare)
        titles = [library.modality_sources[id].title for id in text.sources]
        box.addWidget(Text(self.dress, "small", self.tr("Sources: {list}").format(list="; ".join(titles))))

    def _row(self, sign: QWidget, head: str, words: str) -> QWidget:
        holder = QWidget()
        line = QHBoxLayout(holder)
        line.setContentsMargins(0, 6, 0, 6)
        line.setSpacing(16)
        side = QWidget()
        side.setFixedWidth(round(SWATCH * 1.4) if self.dress.scale > 1.3 else SWATCH)
        inner = QHBoxLayout(side)
        inner.setContentsMargins(0, 2, 0, 0)
        inner.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignHCenter)
        line.addWidget(side, 0, Qt.AlignmentFlag.AlignTop)
        column = Column(spacing=0)
        column.box.addWidget(Text(self.dress, "secondary_bold", head))
        column.box.addWidget(Text(self.dress, "secondary_ink", words))
        line.addWidget(column, 1)
        follow_width(holder)
        return holder

    def _study(self, words: str) -> Card:
        card = Card(self.dress, "violet_card", "", 14)
        line = QHBoxLayout(card)
        line.setContentsMargins(18, 14, 16, 14)
        line.setSpacing(12)
        line.addWidget(Glyph(self.dress, "graduation-cap", "violet", 24), 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(Text(self.dress, "secondary_ink", words), 1)
        follow_width(card)
        return card

    def _compare(self) -> None:
        self.close_it()
        self.session.open_page("modalities")
