"""Every color of the program: three themes, one set of tissue ramps (shadow, base, light)."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from irexplainer.paint.ramps import DARK_RAMPS, HIGH_CONTRAST_RAMPS, RAMPS, Ramp

LIGHT: Mapping[str, str] = {
    "background": "#F3EDE5",
    "panel": "#FFFDFA",
    "inset": "#F8F3EC",
    "canvas_center": "#FBF7F1",
    "canvas_middle": "#F5EEE6",
    "canvas_edge": "#EDE3D8",
    "line": "#E4DBD0",
    "ink": "#1D2B33",
    "ink2": "#3E4D56",
    "ink3": "#435159",
    "accent": "#08555E",
    "on_accent": "#FFFFFF",
    "accent_soft": "#DDEEEE",
    "amber": "#6B4504",
    "amber_card": "#FBF1DF",
    "violet": "#563670",
    "violet_card": "#EFEAF4",
    "ice": "#125474",
    "artery": "#8E2525",
    "vein": "#2F4F8C",
    "warning": "#912A23",
    "target": "#553468",
    "caption": "#14242B",
    "on_caption": "#FFFFFF",
    "chip": "#FFFDFA",
    "chip_line": "#E4DBD0",
    "shadow": "#3A2A1E",
    "tissue_shadow": "#5A2E22",
    "body_shadow": "#7A5A44",
    "context_tint": "#EADBCB",
    "hidden_line": "#7E3A30",
    "call": "#0A5F69",
    "on_call": "#FFFFFF",
    "bone_tile": "#DDD0C2",
    "bezel": "#10171B",
    "lumen": "#FFE6DA",
    "figure": "#D9C7B4",
}

DARK: Mapping[str, str] = {
    **LIGHT,
    "background": "#0B1820",
    "panel": "#12242D",
    "inset": "#14303A",
    "canvas_center": "#1B4450",
    "canvas_middle": "#123039",
    "canvas_edge": "#081318",
    "line": "#27414C",
    "ink": "#F4F1EA",
    "ink2": "#C3D0D3",
    "ink3": "#B4C4CA",
    "accent": "#57D0CB",
    "on_accent": "#06262B",
    "accent_soft": "#12353D",
    "amber": "#F6C453",
    "amber_card": "#2C2A1A",
    "violet": "#D9C6EC",
    "violet_card": "#2A2440",
    "ice": "#9BD6F0",
    "artery": "#FFB4A6",
    "vein": "#A9CBF5",
    "warning": "#FFA08D",
    "target": "#D9C6EC",
    "caption": "#F4F1EA",
    "on_caption": "#14242B",
    "chip": "#14303A",
    "chip_line": "#376470",
    "shadow": "#000000",
    "tissue_shadow": "#04090C",
    "body_shadow": "#000000",
    "context_tint": "#2A4B57",
    "hidden_line": "#FFFFFF",
    "call": "#F6C453",
    "on_call": "#2A1D00",
    "bone_tile": "#14303A",
    "figure": "#5E8C97",
}

HIGH_CONTRAST: Mapping[str, str] = {
    **DARK,
    "background": "#000000",
    "panel": "#0A0A0A",
    "inset": "#0A0A0A",
    "canvas_center": "#000000",
    "canvas_middle": "#000000",
    "canvas_edge": "#000000",
    "line": "#FFFFFF",
    "ink": "#FFFFFF",
    "ink2": "#E6E6E6",
    "ink3": "#E6E6E6",
    "accent": "#FFD60A",
    "on_accent": "#000000",
    "accent_soft": "#1A1A1A",
    "amber": "#FFD60A",
    "amber_card": "#0A0A0A",
    "violet": "#E6D0FF",
    "violet_card": "#0A0A0A",
    "ice": "#9BE0FF",
    "artery": "#FFB4AC",
    "vein": "#A9D0FF",
    "warning": "#FFB4AC",
    "target": "#E6C4FF",
    "caption": "#000000",
    "on_caption": "#FFFFFF",
    "chip": "#0A0A0A",
    "chip_line": "#FFFFFF",
    "call": "#FFD60A",
    "on_call": "#000000",
    "bone_tile": "#0A0A0A",
    "context_tint": "#1A1A1A",
    "figure": "#757575",
    "body_flat": "#1A1A1A",
}

THEMES = {"light": LIGHT, "dark": DARK, "high_contrast": HIGH_CONTRAST}


@dataclass(frozen=True, eq=False)
class Look:
    """Colors of one theme. ``name``: light, dark or high_contrast."""

    name: str
    colors: Mapping[str, str]
    ramps: Mapping[str, Ramp]

    @staticmethod
    @cache
    def of(theme: str) -> "Look":
        """The look of a theme; an unknown theme raises KeyError."""
        ramps = {"light": {}, "dark": DARK_RAMPS, "high_contrast": HIGH_CONTRAST_RAMPS}[theme]
        return Look(theme, THEMES[theme], {**RAMPS, **ramps})

    @property
    def light(self) -> bool:
        """True for the paper theme."""
        return self.name == "light"

    @property
    def flat(self) -> bool:
        """True where no translucency, shadow or vignette is allowed."""
        return self.name == "high_contrast"

    def color(self, name: str) -> str:
        """Color of a role as #RRGGBB."""
        return self.colors[name]

    def ramp(self, name: str) -> Ramp:
        """Shadow, base and light color of a tissue, vessel or tool."""
        return self.ramps[name]
