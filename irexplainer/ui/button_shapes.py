"""How the kinds of buttons look."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Shape:
    """How a kind of button looks. height at 100 %; pad: px at both ends; roles of colors ("" = none)."""

    style: str
    height: int
    radius: float  # negative: half the height
    pad: int
    fill: str = ""
    ink: str = "ink2"
    border: str = ""
    on_fill: str = "accent_soft"
    on_ink: str = "accent"
    margin: int = 0  # room for the shadow


SHAPES = {
    "primary": Shape("primary", 60, 16, 22, "accent", "on_accent", "", "accent", "on_accent"),
    "outline": Shape("button", 52, 14, 18, "panel", "accent", "accent"),
    "quiet": Shape("secondary_bold", 44, 12, 10),
    "size": Shape("list", 44, 12, 10),
    "link": Shape("secondary_bold", 44, 12, 8, "", "accent"),
    "chip": Shape("secondary", 40, -1, 14, "inset", "ink2", "line", "accent", "on_accent"),
    "tool": Shape("secondary_bold", 48, 12, 12, "", "ink"),
    "round": Shape("button", 56, -1, 0, "accent", "on_accent"),
}
