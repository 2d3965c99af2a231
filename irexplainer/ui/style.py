"""The little that Qt's own widgets still paint: palette, tool tips; and contrast."""

from PySide6.QtGui import QColor, QPalette

from irexplainer.paint.look import Look

TEXT_PAIRS: tuple[tuple[str, str], ...] = tuple(
    (ink, ground)
    for ink, grounds in {
        "ink": ("background", "panel", "inset", "accent_soft", "amber_card", "violet_card", "chip"),
        "ink2": ("background", "panel", "inset", "accent_soft", "chip"),
        "ink3": ("panel", "inset"),
        "accent": ("panel", "inset", "accent_soft"),
        "on_accent": ("accent",),
        "amber": ("panel", "amber_card"),
        "violet": ("panel", "violet_card"),
        "ice": ("panel",),
        "warning": ("panel", "inset"),
        "artery": ("panel",),
        "vein": ("panel",),
        "target": ("panel",),
        "on_caption": ("caption",),
        "on_call": ("call",),
    }.items()
    for ground in grounds
)
"""Every pair of roles in which letters stand on a ground: at least 7 : 1."""

GRAPHIC_PAIRS: tuple[tuple[str, str], ...] = (
    ("accent", "panel"),
    ("accent", "background"),
    ("accent", "canvas_edge"),
    ("ink3", "panel"),
    ("ice", "panel"),
)
"""Pairs in which only shapes stand on a ground: at least 3 : 1."""


def luminance(color: str) -> float:
    """Relative luminance of #RRGGBB (WCAG 2.2)."""
    channels = (int(color[i : i + 2], 16) / 255 for i in (1, 3, 5))
    r, g, b = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colors, 1 to 21 (WCAG 2.2)."""
    a, b = sorted((luminance(one), luminance(other)))
    return (b + 0.05) / (a + 0.05)


def palette(look: Look) -> QPalette:
    """Palette of a theme for widgets that are not painted by hand."""
    roles = {
        QPalette.ColorRole.Window: "background",
        QPalette.ColorRole.WindowText: "ink",
        QPalette.ColorRole.Base: "panel",
        QPalette.ColorRole.AlternateBase: "inset",
        QPalette.ColorRole.Text: "ink",
        QPalette.ColorRole.PlaceholderText: "ink3",
        QPalette.ColorRole.Button: "panel",
        QPalette.ColorRole.ButtonText: "ink",
        QPalette.ColorRole.ToolTipBase: "caption",
        QPalette.ColorRole.ToolTipText: "on_caption",
        QPalette.ColorRole.Highlight: "accent",
        QPalette.ColorRole.HighlightedText: "on_accent",
        QPalette.ColorRole.Link: "accent",
        QPalette.ColorRole.LinkVisited: "accent",
    }
    made = QPalette()
    for role, name in roles.items():
        made.setColor(role, QColor(look.color(name)))
    return made


def sheet(look: Look, scale: float) -> str:
    """Style sheet for tool tips and the grounds of scroll areas."""
    c = look.color
    tip = round(14 * scale)
    return f"""
QToolTip {{ background: {c("caption")}; color: {c("on_caption")}; border: 1px solid {c("chip_line")};
  padding: 6px 10px; font-family: Inter; font-size: {tip}px; }}
QLineEdit {{ background: transparent; border: none; }}
QScrollArea, QScrollArea > QWidget > QWidget {{ background: transparent; border: none; }}
"""
