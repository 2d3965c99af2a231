"""One phase in the transport bar: mark, number and name; folds where room is short."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QWidget

from irexplainer.story.frame import Phase
from irexplainer.ui.button import Button, paint_ring
from irexplainer.ui.dress import Dress
from irexplainer.ui.icons import paint_icon
from irexplainer.ui.text import draw_text, lay_out

BARS = 30
"""Px at the foot that belong to the scrubber."""

FOOT = 18
"""Px at the foot that stay free below words on two lines: the bar itself."""

FORMS = ("full", "line", "pair", "name", "wrapped", "small", "mark")
"""From roomy to narrow: mark, number and name; mark and name; mark and name on two lines; name; name on two lines, and
smaller; mark and number alone, where the names would not fit."""

WITH_MARK = ("full", "line", "pair")
ON_LINES = ("pair", "wrapped", "small")


class PhaseButton(Button):
    """state: todo, active or done. The transport bar chooses one form for all four."""

    def __init__(self, dress: Dress, phase: Phase, parent: QWidget | None = None) -> None:
        super().__init__(dress, "quiet", parent=parent)
        self.phase = phase
        self.state = "todo"
        self.number = self.digit = ""
        self.form = "full"

    def show_state(self, state: str) -> None:
        """todo, active or done."""
        if state != self.state:
            self.state = state
            self.update()

    def name_it(self, number: str, name: str, digit: str = "") -> None:
        """Words in the language of the interface. digit: what is left of the number where room is short."""
        self.number, self.digit = number, digit
        self.set_face(name, "")
        self.setAccessibleName(f"{number}: {name}")

    def fits(self, form: str, width: float, height: float) -> bool:
        """True when this form has room."""
        if form == "mark":
            return True
        room = width - (self._mark_room(width, height) if form in WITH_MARK else 8) - 4
        name = self._name_font(form, width, 600)
        if form in ON_LINES:
            _, high, used = lay_out(self.text(), name, max(room, 8), 1.15, self.dress.rtl)
            longest = max(QFontMetricsF(name).horizontalAdvance(word) for word in self.text().split() or [""])
            return high <= height - FOOT - 2 and longest <= room and used <= room + 1
        needed = QFontMetricsF(name).horizontalAdvance(self.text())
        lines = 2.3 if form == "full" else 1.3
        return needed <= room and lines * 15 * self.dress.scale + 4 <= height - BARS + 8

    def _name_font(self, form: str, width: float, weight: int) -> QFont:
        px = 17.0 if form == "full" and width >= 226 else 14.0 if form in ("line", "pair") else 15.0
        return self.dress.font(px / max(self.dress.scale**0.7, 1.0) if form == "small" else px, weight)

    def _mark_room(self, width: float, height: float) -> float:
        inset = 16.0 if width > 215 else 10.0
        return inset + 36 + 8 if height > 70 and width > 150 else 6.0 + 26 + 6

    def text_fits(self) -> bool:
        """True when the chosen form has room."""
        return self.fits(self.form, self.width(), self.height())

    def sizeHint(self) -> QSize:
        """The transport bar sets the size."""
        return QSize(200, 76)

    def look_key(self) -> tuple[object, ...]:
        """Everything the picture of the button depends on."""
        return *super().look_key(), self.state, self.form, self.number, self.digit

    def draw(self, p: QPainter) -> None:
        """Ground while active, mark, words."""
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect())
        if self.state == "active" or self.hovered:
            p.setPen(QPen(self.dress.color("line"), 2) if self.dress.look.flat else Qt.PenStyle.NoPen)
            p.setBrush(self.dress.color("accent_soft", 1.0 if self.state == "active" else 0.5))
            p.drawRoundedRect(rect.adjusted(1, 1, -1, -1) if self.dress.look.flat else rect, 14, 14)
        if self.form in ON_LINES:
            middle = (rect.height() - FOOT) / 2
        else:
            middle = (rect.height() - BARS) / 2 + (8 if rect.height() > 70 else 4)
        if self.form in WITH_MARK or self.form == "mark":
            self._paint_mark(p, middle)
        if self.form == "mark":
            self._paint_digit(p, middle)
        else:
            self._paint_words(p, middle)
        if self.hasFocus():
            paint_ring(p, rect.adjusted(1, 1, -1, -1), 14, self.dress)

    def _paint_mark(self, p: QPainter, middle: float) -> None:
        big = self.height() > 70 and self.width() > 150
        radius = 18.0 if big else 13.0
        inset = (16.0 if self.width() > 215 else 10.0) if big else 6.0
        x = inset + radius
        if self.form == "mark":
            x = (self.width() - self._digit_room()) / 2
        center = QPointF(self.width() - x if self.dress.rtl else x, middle)
        dress = self.dress
        p.setPen(QPen(dress.color("ink3"), 1.6) if self.state == "todo" else Qt.PenStyle.NoPen)
        role = {"active": "accent", "done": "accent_soft"}.get(self.state)
        p.setBrush(dress.color(role) if role else Qt.BrushStyle.NoBrush)
        p.drawEllipse(center, radius, radius)
        ink = {"active": "on_accent", "done": "accent"}.get(self.state, "ink2")
        side = radius * 1.2
        box = QRectF(center.x() - side / 2, center.y() - side / 2, side, side)
        paint_icon(p, "check" if self.state == "done" else self.phase.value, box, dress.color(ink), 2.0)

    def _digit_font(self) -> QFont:
        return self.dress.font(15 / max(self.dress.scale**0.4, 1.0), 600)

    def _digit_room(self) -> float:
        return QFontMetricsF(self._digit_font()).horizontalAdvance(self.digit) + 3

    def _paint_digit(self, p: QPainter, middle: float) -> None:
        """The number behind the mark."""
        room, radius = self._digit_room(), 18.0 if self.height() > 70 and self.width() > 150 else 13.0
        left = (self.width() - room) / 2 + radius + 3
        left = self.width() - left - room if self.dress.rtl else left
        ink = self.dress.color("accent" if self.state == "active" else "ink")
        area = QRectF(left, 0, room + 2, middle * 2)
        draw_text(p, area, self.digit, self._digit_font(), ink, rtl=self.dress.rtl, middle=True)

    def _paint_words(self, p: QPainter, middle: float) -> None:
        dress, width, height = self.dress, float(self.width()), float(self.height())
        before = self._mark_room(width, height) if self.form in WITH_MARK else 8.0
        box = QRectF(4 if dress.rtl else before, 0, width - before - 4, height)
        active = self.state == "active"
        name = self._name_font(self.form, width, 600 if active else 500)
        ink = dress.color("ink")
        if self.form == "full":
            top = middle - dress.px(19)
            label = dress.font(13, 600 if active else 500)
            role = "accent" if active else "ink2"
            draw_text(p, QRectF(box.left(), top, box.width(), 20), self.number, label, dress.color(role), rtl=dress.rtl)
            lower = QRectF(box.left(), top + dress.px(17), box.width(), 30)
            draw_text(p, lower, self.text(), name, ink, rtl=dress.rtl)
            return
        area = QRectF(box.left(), 0, box.width(), middle * 2)
        draw_text(p, area, self.text(), name, ink, line=1.15, rtl=dress.rtl, middle=True)
