"""The bundled fonts: Inter for text, Noto Sans Arabic where Inter has no letters."""

from functools import cache

from PySide6.QtGui import QFont, QFontDatabase

from irexplainer.resources import assets_dir

FALLBACKS = ("Noto Sans Arabic", "Noto Sans", "DejaVu Sans")


@cache
def family() -> str:
    """Load the fonts that ship with the program once; returns the name of the text family.

    Needs a QGuiApplication.
    """
    for file in sorted((assets_dir() / "fonts").glob("*.ttf")):
        QFontDatabase.addApplicationFont(str(file))
    return "Inter"


def font(px: float, weight: int = 400, tracking: float = 0.0) -> QFont:
    """Text font of a size in px. weight: 100 to 900. tracking: extra px between letters."""
    result = QFont()
    result.setFamilies([family(), *FALLBACKS])
    result.setPixelSize(max(1, round(px)))
    result.setWeight(QFont.Weight(min(max(weight, 1), 1000)))
    result.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    if tracking:
        result.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, tracking)
    return result
