"""Buttons: painted by hand so that radius, shadow and focus ring are those of the design."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QWidget

from irexplainer.ui.button_shapes import SHAPES
from irexplainer.ui.dress import STYLES, Dress
from irexplainer.ui.icons import paint_icon
from irexplainer.ui.pressable import Pressable
from irexplainer.ui.shadow import PRIMARY, paint_shadow
from irexplainer.ui.text import draw_text, follow_width, lay_out

UNBOUNDED = 1e6


class Button(Pressable):
    """A button of one of the SHAPES.

    Tab reaches it and a click does not take the focus, so that Space keeps playing after a click.
    icon: name in assets/icons or a mark. trailing: icon at the far end. wrap: break long texts.
    """

    def __init__(
        self,
        dress: Dress,
        shape: str,
        text: str = "",
        icon: str = "",
        parent: QWidget | None = None,
        *,
        trailing: str = "",
        start: bool = False,
        label: str = "",
    ) -> None:
        super().__init__(parent)
        self.dress, self.shape = dress, SHAPES[shape]
        self.icon_name, self.trailing, self._start = icon, trailing, start
        self.floating = False
        self._drawn: tuple[tuple[object, ...], QPixmap] | None = None
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        follow_width(self)
        self.setText(text)
        self.set_label(label)
        dress.changed.connect(self.restyle)
        self.restyle()

    def set_label(self, label: str) -> None:
        """Name for screen reader and tool tip where the face shows only an icon."""
        name = label or self.text()
        if name != self.accessibleName():
            self.setAccessibleName(name)
        if label != self.toolTip():
            self.setToolTip(label)

    def set_face(self, text: str, label: str = "") -> None:
        """Change text and name."""
        if text != self.text():
            self.setText(text)
            self.updateGeometry()
        self.set_label(label)

    def set_icon(self, name: str) -> None:
        """Change the icon."""
        if name != self.icon_name:
            self.icon_name = name
            self.update()

    def restyle(self) -> None:
        """Take fonts and colors anew."""
        self.setFont(self.dress.style_font(self.shape.style))
        self.updateGeometry()
        self.update()

    # size

    @property
    def icon_side(self) -> float:
        """Side of the icon in px."""
        if self.shape in (SHAPES["round"], SHAPES["tool"]):
            return 26.0 if self.shape is SHAPES["round"] else 24.0
        return 24.0 * min(self.dress.scale, 2.0)

    @property
    def lead(self) -> int:
        """Room in px before the strokes of a chevron that starts the row (they begin at a third of its box)."""
        return round(self.shape.pad * min(self.dress.scale, 1.5) + self.icon_side / 3)

    def _ends(self) -> tuple[float, float]:
        """Room before and behind the text."""
        pad = self.shape.pad * min(self.dress.scale, 1.5)
        before = self.icon_side + (6 if self.shape is SHAPES["link"] else 12) if self.icon_name and self.text() else 0.0
        return pad + before, pad + (self.icon_side * 0.75 + 6 if self.trailing else 0.0)

    def _words(self, width: float) -> str:
        """The text; where it is too long for one line its dot becomes the break, lest it hang at an end."""
        text = self.text()
        return text if self.fontMetrics().horizontalAdvance(text) <= width else text.replace(" · ", "\n")

    def _text_size(self, width: float) -> tuple[float, float]:
        line = STYLES[self.shape.style].line
        _, height, used = lay_out(self._words(width), self.font(), width, line, self.dress.rtl)
        return used, height

    def least_height(self) -> int:
        """Height for one line, never under 44 px."""
        return max(44, round(self.shape.height * (1 + (self.dress.scale - 1) * 0.6)))

    def sizeHint(self) -> QSize:
        """Size with the text on one line."""
        if not self.text():
            side = self.least_height()
            return QSize(side, side)
        before, behind = self._ends()
        return QSize(round(before + self._text_size(UNBOUNDED)[0] + behind + 3), self.least_height())

    def minimumSizeHint(self) -> QSize:
        """Long texts may wrap down to a narrow column."""
        hint = self.sizeHint()
        before, behind = self._ends()
        longest = max((self.fontMetrics().horizontalAdvance(word) for word in self.text().split()), default=0)
        return QSize(min(hint.width(), round(before + behind + min(longest, 150) + 3)), hint.height())

    def hasHeightForWidth(self) -> bool:
        """Texts wrap."""
        return bool(self.text())

    def heightForWidth(self, width: int) -> int:
        """Height in px at a width in px."""
        if not self.text():
            return self.least_height()
        before, behind = self._ends()
        height = self._text_size(max(width - before - behind, 8))[1]
        return max(self.least_height(), round(height + 16))

    def text_fits(self) -> bool:
        """True when no letter is cut off at the present size."""
        if not self.text():
            return True
        before, behind = self._ends()
        used, height = self._text_size(max(self.width() - before - behind, 8))
        return used <= self.width() - before - behind + 1 and height <= self.height() + 1

    # events

    # painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint, or blit what was painted before where the button floats over a moving picture."""
        p = QPainter(self)
        if self.floating:
            p.drawPixmap(0, 0, self._picture())
        else:
            self.draw(p)
        p.end()

    def look_key(self) -> tuple[object, ...]:
        """Everything the picture of the button depends on."""
        ratio, size = self.devicePixelRatioF(), self.size().toTuple()
        dress = (self.dress.look.name, self.dress.scale, self.dress.rtl)
        state = (self.hovered, self.isDown(), self.isChecked(), self.isEnabled(), self.hasFocus())
        return ratio, size, dress, state, self.text(), self.icon_name

    def _picture(self) -> QPixmap:
        key = self.look_key()
        if self._drawn is None or self._drawn[0] != key:
            ratio = self.devicePixelRatioF()
            pixmap = QPixmap(self.size() * ratio)
            pixmap.setDevicePixelRatio(ratio)
            pixmap.fill(Qt.GlobalColor.transparent)
            p = QPainter(pixmap)
            self.draw(p)
            p.end()
            self._drawn = (key, pixmap)
        return self._drawn[1]

    def draw(self, p: QPainter) -> None:
        """Face, text, icons, focus ring."""
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5)
        self._paint_face(p, rect)
        if self.text():
            self._paint_text(p)
        elif self.icon_name:
            side = self.icon_side
            center = rect.center()
            box = QRectF(center.x() - side / 2, center.y() - side / 2, side, side)
            paint_icon(p, self.icon_name, box, self._ink())
        if self.hasFocus():
            paint_ring(p, rect, self._radius(rect), self.dress)

    def _radius(self, rect: QRectF) -> float:
        return rect.height() / 2 if self.shape.radius < 0 else self.shape.radius

    def _ink(self) -> QColor:
        if not self.isEnabled():
            return self.dress.color("ink3", 0.55)
        return self.dress.color(self.shape.on_ink if self.isChecked() else self.shape.ink)

    def _paint_face(self, p: QPainter, rect: QRectF) -> None:
        role = self.shape.on_fill if self.isChecked() else self.shape.fill
        radius = self._radius(rect)
        border = self.shape.border or ("line" if self.dress.look.flat and role else "")
        p.setPen(QPen(self.dress.color(border), 2 if self.dress.look.flat else 1) if border else Qt.PenStyle.NoPen)
        if self.isChecked() and not self.dress.look.flat:
            p.setPen(Qt.PenStyle.NoPen)
        p.setBrush(self.dress.color(role) if role else Qt.BrushStyle.NoBrush)
        p.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5) if border else rect, radius, radius)
        if (self.hovered or self.isDown()) and self.isEnabled() and not self.isChecked():
            p.setPen(Qt.PenStyle.NoPen)
            strength = 0.16 if self.isDown() else 0.08
            ink = self.dress.color("on_accent" if self.shape.fill == "accent" else "accent", strength)
            p.setBrush(ink)
            p.drawRoundedRect(rect, radius, radius)

    def _paint_text(self, p: QPainter) -> None:
        before, behind = self._ends()
        rtl, side, pad = self.dress.rtl, self.icon_side, self.shape.pad * min(self.dress.scale, 1.5)
        width = self.width() - before - behind
        words = self._words(width)
        line = STYLES[self.shape.style].line
        if not self._start and not self.icon_name and not self.trailing:
            box = QRectF(before, 0, width, self.height())
            center = Qt.AlignmentFlag.AlignHCenter
            draw_text(p, box, words, self.font(), self._ink(), line=line, rtl=rtl, align=center, middle=True)
            return
        used = self._text_size(max(width, 8))[0]
        shift = 0.0 if self._start else max(0.0, (width - used) / 2)
        left = (behind if rtl else before) + (0.0 if self._start else shift)
        box = QRectF(left, 0, width if self._start else width - shift, self.height())
        if rtl and not self._start:
            box = QRectF(behind, 0, width - shift, self.height())
        draw_text(p, box, words, self.font(), self._ink(), line=line, rtl=rtl, middle=True)
        middle = self.height() / 2 - side / 2
        if self.icon_name:
            x = pad + (0.0 if self._start else shift)
            x = self.width() - x - side if rtl else x
            paint_icon(p, self.icon_name, QRectF(x, middle, side, side), self._ink())
        if self.trailing:
            small = side * 0.75
            x = self.width() - pad - small
            x = pad if rtl else x
            paint_icon(p, self.trailing, QRectF(x, self.height() / 2 - small / 2, small, small), self._ink())


class PrimaryButton(Button):
    """The one call to action of a page, with a shadow of its own color: leave SHADOW px around it."""

    SHADOW = 18

    def __init__(self, dress: Dress, text: str = "", icon: str = "", parent: QWidget | None = None) -> None:
        super().__init__(dress, "primary", text, icon, parent)

    def sizeHint(self) -> QSize:
        """With room for the shadow below."""
        hint = super().sizeHint()
        return QSize(hint.width(), hint.height() + self.SHADOW)

    def heightForWidth(self, width: int) -> int:
        """With room for the shadow below."""
        return super().heightForWidth(width) + self.SHADOW

    def draw(self, p: QPainter) -> None:
        """Shadow, then the button above it."""
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -self.SHADOW)
        within = rect.adjusted(10, 2, -10, 0)  # the blur ends inside the widget
        paint_shadow(p, within, self.shape.radius, PRIMARY, self.dress.look, self.dress.color("accent"))
        self._paint_face(p, rect)
        p.translate(0, -self.SHADOW / 2)
        self._paint_text(p)
        p.translate(0, self.SHADOW / 2)
        if self.hasFocus():
            paint_ring(p, rect, self.shape.radius, self.dress)


def paint_ring(p: QPainter, rect: QRectF, radius: float, dress: Dress) -> None:
    """Focus ring inside a rectangle: a band of accent and a gap of panel color, so that it shows on any ground."""
    wide = 4.0 if dress.look.flat else 3.0
    p.setBrush(Qt.BrushStyle.NoBrush)
    for width, role, inset in ((wide + 2.0, "panel", (wide + 2) / 2), (wide, "accent", wide / 2)):
        p.setPen(QPen(dress.color(role), width))
        corner = max(radius - inset, 2.0)
        p.drawRoundedRect(rect.adjusted(inset, inset, -inset, -inset), corner, corner)
