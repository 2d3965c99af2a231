"""Places of treatment and of entry on the front figure: a lump where there is something to see, else a ring."""

from functools import lru_cache

import numpy as np
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QBrush, QColor, QPen, QRadialGradient

from irexplainer.atlas.types import Target
from irexplainer.geom.spline import catmull_rom
from irexplainer.paint.front.easel import Easel
from irexplainer.paint.front.lumps import TUMOR_PX_PER_CM, lump_outline
from irexplainer.paint.parts import Floats, Part, _box
from irexplainer.paint.ramps import RAMPS, Ramp
from irexplainer.paint.relief import Finish
from irexplainer.paint.shadows import Cast
from irexplainer.paint.tubes import Tube

LUMPS: dict[str, Ramp] = {
    "tumor": RAMPS["tumor"],
    "nodule": RAMPS["tumor"],
    "lesion": RAMPS["tumor"],
    "fibroid": RAMPS["fibroid"],
    "enlargement": RAMPS["prostate"],
    "clot": ("#3A0A12", "#7A1E28", "#B4544E"),
    "stone": ("#6B4A22", "#C29A5B", "#F6E3B4"),
    "fluid": RAMPS["urine"],
    "abscess": ("#8A7A34", "#C9B866", "#F1E7B0"),
    "aneurysm": RAMPS["artery"],
}
"""Kind of target -> colors of its lump."""
TANGLES = {"malformation": ("artery", "vein"), "varices": ("vein",), "nerves": ("ureter", "ureter")}
"""Kind of target -> colors of the winding lines that it is made of (nerves are as yellow as the ureter)."""
RING = 1.25
"""Radius of the ring around a place, in radii of the target."""
LEAST_RING_PX = 11.0


def paint_spot(e: Easel, id: str) -> None:
    """A target: what can be seen of it, and a ring around it."""
    target = e.atlas.targets[id]
    if target.kind in LUMPS:
        part = _lump(id, target.center[0], target.center[1], target.radius, target.kind)
        e.shadow_of(f"exhibit {id}", part.path, Cast(0.3, 0.08, 0.16, 0.4))
        e.fill_part(part)
    elif target.kind in TANGLES:
        for turn, ramp in enumerate(TANGLES[target.kind]):
            e.plain([Tube(_tangle(target, turn))], ramp, 0.02)
    elif target.kind == "bleed":
        _bleed(e, target)
    _ring(e, target.center[0], target.center[1], target.radius * RING, "target")


def paint_access(e: Easel, id: str) -> None:
    """Where a tool goes in: a dot on the skin in a ring."""
    x, y, _ = e.atlas.accesses[id].skin
    r = _ring(e, x, y, 0.7, "accent")
    e.p.setPen(Qt.PenStyle.NoPen)
    e.p.setBrush(QColor(e.look.color("accent")))
    e.p.drawEllipse(QPointF(x, y), 0.34 * r, 0.34 * r)


def _ring(e: Easel, x: float, y: float, radius: float, ink: str) -> float:
    r = max(radius, LEAST_RING_PX / e.viewport.scale)
    e.p.setBrush(Qt.BrushStyle.NoBrush)
    for width, color in ((5.5, QColor(e.look.color("panel"))), (2.4, QColor(e.look.color(ink)))):
        pen = QPen(color, width)
        pen.setCosmetic(True)
        e.p.setPen(pen)
        e.p.drawEllipse(QPointF(x, y), r, r)
    return r


@lru_cache(maxsize=16)
def _lump(key: str, x: float, y: float, radius: float, kind: str) -> Part:
    outline = lump_outline(x, y, radius)
    finish = Finish(LUMPS[kind], 0.22, 0.25, 0.03)
    return Part(f"exhibit.{key}", (outline,), TUMOR_PX_PER_CM, finish, 0.7, box=_box((outline,)))


def _tangle(target: Target, turn: int) -> Floats:
    """Winding line (N, 3) that fills the target."""
    a = np.linspace(0, 2 * np.pi, 26)
    r = target.radius * (0.62 + 0.34 * np.sin(5 * a + 1.9 * turn))
    x = target.center[0] + r * np.cos(2 * a + turn)
    y = target.center[1] + 0.9 * r * np.sin(3 * a + 0.7 * turn)
    return catmull_rom(np.column_stack([x, y, np.full(len(a), 0.11 * target.radius)]), samples=8)


def _bleed(e: Easel, target: Target) -> None:
    x, y, _ = target.center
    r = target.radius * 1.15
    gradient = QRadialGradient(QPointF(x, y), r)
    red = QColor("#C3121C")
    for stop, alpha in ((0.0, 0.95), (0.45, 0.7), (1.0, 0.0)):
        red.setAlphaF(alpha)
        gradient.setColorAt(stop, red)
    e.p.setPen(Qt.PenStyle.NoPen)
    e.p.setBrush(QBrush(gradient))
    e.p.drawEllipse(QPointF(x, y), r, r)
