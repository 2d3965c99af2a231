"""Words of the glossary in a text: a dotted line below them; pointer, press and keys show what they mean."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QTextLayout, QTextLine
from PySide6.QtWidgets import QWidget

from irexplainer.library.terms import TermFinder, TermSpan
from irexplainer.library.types import Term
from irexplainer.ui.button import paint_ring
from irexplainer.ui.dress import Dress
from irexplainer.ui.popover import PAD, Popover
from irexplainer.ui.pressable import Pressable
from irexplainer.ui.text import Text

WIDTH = 340
"""Px of the card at 100 %."""
REACH = 44
"""Px around a word that take the press."""


class TermCard(Popover):
    """Word and meaning, beside the word."""

    def show_term(self, anchor: QWidget, term: Term) -> None:
        """Open for a word, or close when it is open for it."""
        if self.is_open and self._anchor is anchor:
            self.close_it()
            return
        self.set_items([])
        self.setAccessibleName(term.word)
        self.column.box.setContentsMargins(14, 10, 14, 12)
        self.column.box.addWidget(Text(self.dress, "secondary_bold", term.word))
        self.column.box.addWidget(Text(self.dress, "secondary_ink", term.definition))
        self.open_at(anchor, self.dress.px(WIDTH), focus=False)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Scrolling moves the word away: the card goes."""
        if self.is_open and event.type() == QEvent.Type.Wheel:
            self.close_it()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        """Below the word, above it where there is no room below."""
        super()._place()
        anchor = self._anchor
        if anchor is None:
            return
        width = self.width() - 2 * PAD
        wanted = self.column.box.heightForWidth(width - 16) + 16
        foot = anchor.mapTo(self._host, QPoint(0, anchor.height())).y()
        if foot + 8 + wanted + 16 > self._host.height():
            top = max(anchor.mapTo(self._host, QPoint(0, 0)).y() - 8 - wanted, 8)
            self.setGeometry(QRect(self.x(), top - PAD, self.width(), wanted + 2 * PAD))


class TermButton(Pressable):
    """A word under pointer and keyboard; the text paints its letters."""

    def __init__(self, dress: Dress, term: Term, terms: "Terms", parent: QWidget) -> None:
        super().__init__(parent)
        self.dress, self.terms, self.spot = dress, terms, QRectF()
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(term.word)
        self.setAccessibleDescription(term.definition)
        self.setToolTip(term.definition)
        self.clicked.connect(lambda: terms.show(self, term))

    def put_at(self, letters: QRectF) -> None:
        """Lie around a place of the parent, inside its sides."""
        parent = self.parentWidget()
        wide, high = max(REACH, round(letters.width()) + 8), max(REACH, round(letters.height()))
        room = max((parent.width() if parent else 0) - wide, 0)
        left = min(max(round(letters.center().x() - wide / 2), 0), room)
        self.setGeometry(QRect(left, round(letters.center().y() - high / 2), wide, high))
        self.spot = letters.translated(-self.x(), -self.y())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Who walks on has read it."""
        self.terms.close()
        super().focusOutEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes the card before it does anything else."""
        if event.key() == Qt.Key.Key_Escape and self.terms.close():
            event.accept()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A dotted line, a full one under the pointer, a ring with the focus."""
        p = QPainter(self)
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        p.setPen(Qt.PenStyle.NoPen)
        p.setBrush(self.dress.color("accent"))
        y, x = self.spot.bottom() + 1, self.spot.left()
        if self.hovered:
            p.drawRect(QRectF(x, y, self.spot.width(), 1.5))
        while not self.hovered and x < self.spot.right():
            p.drawEllipse(QRectF(x, y, 1.7, 1.7))
            x += 4.0
        if self.hasFocus():
            paint_ring(p, self.spot.adjusted(-3, -2, 3, 3).intersected(QRectF(self.rect())), 6, self.dress)
        p.end()


class Terms:
    """The words of one page; the card opens over the page's window."""

    def __init__(self, dress: Dress, page: QWidget) -> None:
        self.dress, self.page = dress, page
        self.glossary: Mapping[str, Term] = {}
        self.finder = TermFinder({})
        self.card: TermCard | None = None

    def renew(self, glossary: Mapping[str, Term]) -> "Terms":
        """Begin a page: nothing has been met yet."""
        self.close()
        self.glossary, self.finder = glossary, TermFinder(glossary)
        return self

    def show(self, anchor: QWidget, term: Term) -> None:
        """Say what a word means."""
        if self.card is None:
            self.card = TermCard(self.dress, self.page.window())
        self.card.show_term(anchor, term)

    def close(self) -> bool:
        """Close the card; False when none was open."""
        if self.card is None or not self.card.is_open:
            return False
        self.card.close_it()
        return True

    def buttons(self, text: str, parent: QWidget) -> list[tuple[TermSpan, TermButton]]:
        """Buttons for the words of a text that are met for the first time."""
        spans = self.finder.find(text)
        return [(span, TermButton(self.dress, self.glossary[span.id], self, parent)) for span in spans]


def place_terms(layout: QTextLayout, buttons: Sequence[tuple[TermSpan, TermButton]]) -> None:
    """Put buttons on their words; of a word broken over lines on its first part."""
    for span, button in buttons:
        line = layout.lineForTextPosition(span.start)
        end = min(span.start + span.length, line.textStart() + line.textLength())
        edge = QTextLine.Edge.Leading
        ends = [_x(line.cursorToX(at, edge)) for at in (span.start, end)]
        base = line.y() + line.ascent()
        high = layout.font().pixelSize()
        button.put_at(QRectF(min(ends), base - high, abs(ends[1] - ends[0]), high * 1.12))


def _x(found: object) -> float:
    return float(found[0] if isinstance(found, tuple | list) else found)  # type: ignore[arg-type]  # told apart above
