"""Text that wraps, keeps its line height and can be read by a screen reader."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QResizeEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QLabel, QSizePolicy, QStyle, QWidget

from irexplainer.ui.dress import STYLES, Dress

UNBOUNDED = 1e6


def follow_width(widget: QWidget) -> None:
    """Let layouts give a widget the height its width makes necessary."""
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
    policy.setHeightForWidth(True)
    widget.setSizePolicy(policy)


def lay_out(
    text: str,
    font: QFont,
    width: float,
    line: float,
    rtl: bool,
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
    formats: Sequence[QTextLayout.FormatRange] = (),
) -> tuple[list[QTextLayout], float, float]:
    """Paragraphs ready to draw, their height and the width really used.

    line: height as a factor of the font size. formats: emphasis; only for texts of one paragraph.
    """
    option = QTextOption()
    direction = Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight
    option.setTextDirection(direction)
    option.setAlignment(QStyle.visualAlignment(direction, align))
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    height = font.pixelSize() * line
    layouts, y, used = [], 0.0, 0.0
    for paragraph in text.split("\n"):
        layout = QTextLayout(paragraph, font)
        layout.setTextOption(option)
        if formats:
            layout.setFormats(formats)
        layout.beginLayout()
        while (row := layout.createLine()).isValid():
            row.setLineWidth(width)
            row.setPosition(QPointF(0, y + (height - row.height()) / 2))
            used = max(used, row.naturalTextWidth())
            y += height
        layout.endLayout()
        layouts.append(layout)
    return layouts, y, used


class Text(QLabel):
    """A label in one of the named styles. Plain text only: nothing in it is ever read as markup or as a file.

    wrap: break lines; else the label is as wide as its text. role: other color than the style's.
    """

    def __init__(
        self,
        dress: Dress,
        style: str,
        text: str = "",
        parent: QWidget | None = None,
        *,
        wrap: bool = True,
        role: str = "",
        center: bool = False,
        end: bool = False,
    ) -> None:
        super().__init__(parent)
        self.dress, self.style_name, self.role = dress, style, role
        self._align = Qt.AlignmentFlag.AlignLeft
        if center:
            self._align = Qt.AlignmentFlag.AlignHCenter
        elif end:
            self._align = Qt.AlignmentFlag.AlignRight
        self._laid: tuple[tuple[object, ...], list[QTextLayout], float, float] | None = None
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.let_wrap(wrap)
        self.setText(text)
        dress.changed.connect(self.restyle)
        self.restyle()

    def let_wrap(self, wrap: bool) -> None:
        """Break lines where room is short, or keep the text on one line and claim the room for it."""
        self.setWordWrap(wrap)
        policy = QSizePolicy(
            QSizePolicy.Policy.Preferred if wrap else QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Preferred
        )
        policy.setHeightForWidth(wrap)
        self.setSizePolicy(policy)

    def setText(self, text: str) -> None:
        """Show a text; the layout follows."""
        if text != self.text():
            super().setText(text)
            self._laid = None
            self.updateGeometry()
            self.update()

    def restyle(self) -> None:
        """Take fonts and colors anew."""
        self.setFont(self.dress.style_font(self.style_name))
        self._laid = None
        self.updateGeometry()
        self.update()

    def set_style(self, style: str, role: str = "") -> None:
        """Change style and color."""
        if (style, role) != (self.style_name, self.role):
            self.style_name, self.role = style, role
            self.restyle()

    @property
    def ink(self) -> QColor:
        """Color of the letters."""
        return self.dress.color(self.role or STYLES[self.style_name].role)

    def hasHeightForWidth(self) -> bool:
        """Wrapped text is as high as its width makes it."""
        return self.wordWrap()

    def heightForWidth(self, width: int) -> int:
        """Height in px at a width in px."""
        return round(self._layout(max(width, 1))[1] + 0.49)

    def sizeHint(self) -> QSize:
        """Size on one line."""
        _, height, used = self._layout(UNBOUNDED)
        return QSize(round(used + 1.49), round(height + 0.49))

    def minimumSizeHint(self) -> QSize:
        """A wrapped text may become narrow, but not narrower than its longest word up to a limit."""
        hint = self.sizeHint()
        if not self.wordWrap():
            return hint
        metrics = QFontMetricsF(self.font())
        longest = max((metrics.horizontalAdvance(word) for word in self.text().split()), default=0.0)
        return QSize(round(min(longest + 1.5, 140 * self.dress.scale, 220)), round(self._line_height() + 0.49))

    def text_fits(self) -> bool:
        """True when no letter is cut off at the present size."""
        _, height, used = self._layout(self.width() if self.wordWrap() else UNBOUNDED)
        return height <= self.height() + 1 and used <= self.width() + 1

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap anew."""
        self._laid = None
        super().resizeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the paragraphs, centered in height."""
        layouts, height, _ = self._layout(max(self.width(), 1))
        p = QPainter(self)
        p.setRenderHint(QPainter.RenderHint.TextAntialiasing)
        p.setPen(self.ink)
        top = (self.height() - height) / 2 if not self.wordWrap() else 0.0
        for layout in layouts:
            layout.draw(p, QPointF(0, top))
        p.end()

    def formats(self) -> Sequence[QTextLayout.FormatRange]:
        """Emphasis within the text; plain text has none."""
        return ()

    def _line_height(self) -> float:
        return self.font().pixelSize() * STYLES[self.style_name].line

    def _layout(self, width: float) -> tuple[list[QTextLayout], float, float]:
        key = (width, self.dress.rtl)
        if self._laid is None or self._laid[0] != key:
            line = STYLES[self.style_name].line
            rtl = self.dress.rtl
            self._laid = (key, *lay_out(self.text(), self.font(), width, line, rtl, self._align, self.formats()))
        return self._laid[1:]


def draw_text(
    p: QPainter,
    rect: QRectF,
    text: str,
    font: QFont,
    color: QColor,
    *,
    line: float = 1.3,
    rtl: bool = False,
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
    middle: bool = False,
) -> float:
    """Draw wrapped text into a rectangle; returns its height. middle: center in height."""
    layouts, height, _ = lay_out(text, font, rect.width(), line, rtl, align)
    p.setPen(color)
    top = rect.top() + ((rect.height() - height) / 2 if middle else 0.0)
    for layout in layouts:
        layout.draw(p, QPointF(rect.left(), top))
    return height
