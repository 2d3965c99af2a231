"""What every widget needs to dress itself: colors of the theme, fonts at the chosen size, direction of writing."""

from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase

from irexplainer.paint.look import Look
from irexplainer.resources import assets_dir

FAMILIES = ["Inter", "Noto Sans Arabic"]


@dataclass(frozen=True, slots=True)
class TextStyle:
    """px at 100 %, weight, line height as a factor, letter spacing in px, role of the color."""

    px: int
    weight: int
    line: float
    spacing: float
    role: str


STYLES = {
    "page_title": TextStyle(32, 700, 1.18, -0.7, "ink"),
    "step_title": TextStyle(28, 700, 1.20, -0.6, "ink"),
    "section": TextStyle(18, 600, 1.30, -0.2, "ink"),
    "group": TextStyle(19, 700, 1.26, -0.2, "ink"),
    "brand": TextStyle(20, 600, 1.20, -0.55, "ink"),
    "body": TextStyle(17, 400, 1.52, 0.0, "ink2"),
    "body_ink": TextStyle(17, 400, 1.52, 0.0, "ink"),
    "list": TextStyle(17, 600, 1.30, -0.1, "ink"),
    "secondary": TextStyle(15, 400, 1.45, 0.0, "ink2"),
    "secondary_ink": TextStyle(15, 400, 1.42, 0.0, "ink"),
    "secondary_bold": TextStyle(15, 600, 1.45, 0.0, "ink"),
    "meta": TextStyle(14, 400, 1.50, 0.0, "ink2"),
    "eyebrow": TextStyle(13, 700, 1.30, 1.2, "accent"),
    "small": TextStyle(13, 500, 1.50, 0.0, "ink2"),
    "chip": TextStyle(13, 600, 1.30, 0.0, "ink2"),
    "button": TextStyle(16, 600, 1.30, 0.0, "accent"),
    "primary": TextStyle(18, 600, 1.30, 0.0, "on_accent"),
}


def load_fonts() -> None:
    """Register the bundled fonts; a missing file is passed over (the system font steps in)."""
    for path in sorted((assets_dir() / "fonts").glob("*.ttf")):
        QFontDatabase.addApplicationFont(str(path))


class Dress(QObject):
    """Theme, text scale and direction. ``changed`` is emitted after any of them changed."""

    changed = Signal()

    def __init__(self, theme: str = "light", scale: float = 1.0, rtl: bool = False) -> None:
        super().__init__()
        self.look = Look.of(theme)
        self.scale = scale
        self.rtl = rtl
        self._fonts: dict[tuple[int, int, float], QFont] = {}

    def put_on(self, theme: str, scale: float, rtl: bool) -> None:
        """Change the dress of everything."""
        if (theme, scale, rtl) == (self.look.name, self.scale, self.rtl):
            return
        self.look = Look.of(theme)
        self.scale = scale
        self.rtl = rtl
        self._fonts.clear()
        self.changed.emit()

    @property
    def direction(self) -> Qt.LayoutDirection:
        """Direction of writing of the interface; pictures of the body never turn."""
        return Qt.LayoutDirection.RightToLeft if self.rtl else Qt.LayoutDirection.LeftToRight

    def color(self, role: str, alpha: float = 1.0) -> QColor:
        """Color of a role."""
        color = QColor(self.look.color(role))
        color.setAlphaF(alpha)
        return color

    def px(self, value: float) -> int:
        """Length that grows with the text."""
        return round(value * self.scale)

    def font(self, px: float, weight: int = 400, spacing: float = 0.0) -> QFont:
        """Font of a size given at 100 %."""
        key = (round(px * self.scale), weight, spacing)
        if key not in self._fonts:
            font = QFont()
            font.setFamilies(FAMILIES)
            font.setPixelSize(max(key[0], 1))
            font.setWeight(QFont.Weight(weight))
            font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
            if spacing:
                font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, spacing * self.scale)
            self._fonts[key] = font
        return QFont(self._fonts[key])

    def style_font(self, style: str) -> QFont:
        """Font of a named style. Arabic letters join: no letter spacing from right to left."""
        s = STYLES[style]
        return self.font(s.px, s.weight, 0.0 if self.rtl else s.spacing)
