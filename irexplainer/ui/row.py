"""A row of a list that can be pressed: organ tile or icon, title, subtitle, badge, chevron."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from irexplainer.ui.button import paint_ring
from irexplainer.ui.dress import Dress
from irexplainer.ui.icons import paint_icon
from irexplainer.ui.pressable import Pressable
from irexplainer.ui.text import draw_text, follow_width, lay_out
from irexplainer.ui.tiles import SIDE, paint_tile

UNBOUNDED = 1e6


class Row(Pressable):
    """Painted list row.

    tile: id of an organ tile; icon: name of an icon in its place. badge: short word at the end of the first line.
    chevron: arrow at the end. mark: check mark at the end while selected. bar: accent bar while selected.
    by_key: False after a press of pointer or finger; keys and assistive technology leave it True.
    """

    def __init__(
        self,
        dress: Dress,
        title: str,
        subtitle: str = "",
        parent: QWidget | None = None,
        *,
        tile: str = "",
        icon: str = "",
        badge: str = "",
        chevron: bool = False,
        mark: bool = False,
        selected: bool = False,
        pad: int = 12,
        least: int = 48,
        tile_fill: str = "inset",
        tile_side: int = SIDE,
        label: str = "",
    ) -> None:
        super().__init__(title, parent)
        self.dress, self.subtitle, self.badge = dress, subtitle, badge
        self.tile, self.icon_name, self.chevron, self.mark = tile, icon, chevron, mark
        self.selected, self.pad, self.least = selected, pad, least
        self.tile_fill, self.tile_side = tile_fill, tile_side
        self.by_key = True
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        follow_width(self)
        self.setAccessibleName(label or ", ".join(part for part in (title, badge) if part))
        self.setAccessibleDescription(subtitle)
        dress.changed.connect(self._restyle)

    def set_selected(self, selected: bool) -> None:
        """Mark as the one on show."""
        if selected != self.selected:
            self.selected = selected
            self.updateGeometry()
            self.update()

    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()

    # measure

    def _title_font(self) -> QFont:
        bold = bool(self.tile) or self.selected or bool(self.icon_name and self.subtitle)
        return self.dress.font(17, 600 if bold else 500, -0.1)

    def _leading(self) -> float:
        if self.tile:
            return self.tile_side + 14.0
        return 38.0 * min(self.dress.scale, 1.6) if self.icon_name else 0.0

    def _trailing(self) -> float:
        return 30.0 * min(self.dress.scale, 1.5) if self.chevron or self.mark else 0.0

    def _badge_width(self) -> float:
        if not self.badge:
            return 0.0
        return QFontMetricsF(self.dress.font(13, 600)).horizontalAdvance(self.badge)

    def _stacked(self, width: float) -> bool:
        """True when the badge does not fit beside the title and stands below it."""
        if not self.badge:
            return False
        title = QFontMetricsF(self._title_font()).horizontalAdvance(self.text())
        return title + 10 + self._badge_width() > width

    def _text_height(self, width: float) -> tuple[float, float, float]:
        """Heights of title, badge line (when stacked) and subtitle."""
        rtl = self.dress.rtl
        title = lay_out(self.text(), self._title_font(), width, 1.3, rtl)[1]
        badge = self.dress.px(13) * 1.45 if self._stacked(width) else 0.0
        sub = lay_out(self.subtitle, self.dress.font(14), width, 1.45, rtl)[1] if self.subtitle else 0.0
        return title, badge, sub

    def _text_width(self, width: float) -> float:
        return max(width - 2 * self.pad - self._leading() - self._trailing(), 20.0)

    def hasHeightForWidth(self) -> bool:
        """Texts wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Height in px at a width in px."""
        text = sum(self._text_height(self._text_width(width)))
        least = max(self.least, (self.tile_side + 20) if self.tile else 0)
        return round(max(text + (28 if self.subtitle else 20), least))

    def sizeHint(self) -> QSize:
        """Size with texts on one line each."""
        title = QFontMetricsF(self._title_font()).horizontalAdvance(self.text())
        sub = QFontMetricsF(self.dress.font(14)).horizontalAdvance(self.subtitle)
        badge = self._badge_width() + 12 if self.badge else 0.0
        width = round(max(title + badge, sub) + 2 * self.pad + self._leading() + self._trailing() + 4)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """May become narrow."""
        return QSize(round(self._leading() + self._trailing() + 2 * self.pad + 60), self.least)

    def text_fits(self) -> bool:
        """True when no letter is cut off."""
        return self.heightForWidth(self.width()) <= self.height() + 1

    # events

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember that it was the pointer."""
        self.by_key = False
        super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Remember that it was a key."""
        self.by_key = True
        super().keyPressEvent(event)

    # painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ground, tile, texts, marks."""
        p = QPainter(self)
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect())
        self._paint_ground(p, rect)
        self._paint_leading(p, rect)
        self._paint_texts(p, rect)
        name = "check" if self.mark and self.selected else "chevron-right" if self.chevron else ""
        if name:
            if name == "chevron-right" and self.dress.rtl:
                name = "chevron-left"
            side = 20.0 * min(self.dress.scale, 1.5)
            box = self._mirrored(QRectF(rect.right() - self.pad - side, rect.center().y() - side / 2, side, side))
            paint_icon(p, name, box, self.dress.color("accent" if self.selected else "ink3"), 2.0)
        if self.hasFocus():
            paint_ring(p, rect.adjusted(1, 1, -1, -1), 14, self.dress)
        p.end()

    def _mirrored(self, rect: QRectF) -> QRectF:
        if self.dress.rtl:
            return QRectF(self.width() - rect.right(), rect.top(), rect.width(), rect.height())
        return rect

    def _paint_ground(self, p: QPainter, rect: QRectF) -> None:
        if not (self.selected or self.hovered or self.isDown()):
            return
        p.setPen(Qt.PenStyle.NoPen)
        if self.selected:
            p.setBrush(self.dress.color("accent_soft"))
        else:
            p.setBrush(self.dress.color("accent", 0.14 if self.isDown() else 0.07))
        if self.selected and self.dress.look.flat:
            p.setPen(QPen(self.dress.color("line"), 2))
            rect = rect.adjusted(1, 1, -1, -1)
        p.drawRoundedRect(rect, 14, 14)
        p.setPen(Qt.PenStyle.NoPen)
        if self.selected and not self.mark:
            p.setBrush(self.dress.color("accent"))
            p.drawRoundedRect(self._mirrored(QRectF(rect.left(), rect.top() + 16, 4, rect.height() - 32)), 2, 2)

    def _paint_leading(self, p: QPainter, rect: QRectF) -> None:
        if self.tile:
            side = float(self.tile_side)
            box = QRectF(rect.left() + self.pad, rect.center().y() - side / 2, side, side)
            paint_tile(p, self._mirrored(box), self.tile, self.dress, self.tile_fill)
        elif self.icon_name:
            side = 22.0 * min(self.dress.scale, 1.6)
            box = QRectF(rect.left() + self.pad, rect.center().y() - side / 2, side, side)
            paint_icon(p, self.icon_name, self._mirrored(box), self.dress.color("accent"))

    def _paint_texts(self, p: QPainter, rect: QRectF) -> None:
        width = self._text_width(rect.width())
        title, badge, sub = self._text_height(width)
        y = rect.center().y() - (title + badge + sub) / 2
        box = self._mirrored(QRectF(rect.left() + self.pad + self._leading(), y, width, title))
        look, rtl = self.dress, self.dress.rtl
        ink = look.color("accent" if self.selected and self.mark else "ink")
        draw_text(p, box, self.text(), self._title_font(), ink, rtl=rtl)
        if self.badge:
            role = look.color("accent" if self.selected else "ink2")
            font = look.font(13, 600)
            if badge:
                draw_text(p, box.translated(0, title), self.badge, font, role, line=1.45, rtl=rtl)
            else:
                end = Qt.AlignmentFlag.AlignRight
                draw_text(p, box.translated(0, look.px(3)), self.badge, font, role, rtl=rtl, align=end)
        if sub:
            below = QRectF(box.left(), y + title + badge, width, sub)
            draw_text(p, below, self.subtitle, look.font(14), look.color("ink2"), line=1.45, rtl=rtl)
