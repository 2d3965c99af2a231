"""A kidney opened like a window: pyramids, calyces, pelvis, vessels, tumor (mock-up 3, corrected)."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QPointF
from PySide6.QtGui import QBrush, QColor, QLinearGradient

from irexplainer.geom.spline import catmull_rom
from irexplainer.paint.front.easel import Easel, sides, tubes_of
from irexplainer.paint.front.ground import fade_armpits, paint_body
from irexplainer.paint.front.lumps import lump_part, tumor_part
from irexplainer.paint.front.twigs import grow, inside, stem, twigs
from irexplainer.paint.parts import Floats, Part, _box
from irexplainer.paint.ramps import RAMPS
from irexplainer.paint.relief import Finish
from irexplainer.paint.shadows import Cast
from irexplainer.paint.tubes import Shading, Tube, paint_tubes, paint_veiled, union_path

if TYPE_CHECKING:
    from irexplainer.atlas.types import Atlas

REFERENCE = (6.25, 59.95)
"""Middle of the drawn left kidney's inside; everything below is placed relative to it, in cm."""

PYRAMIDS = (
    (-92, 1.0, 0.95),
    (-52, 1.03, 0.95),
    (-17, 1.02, 0.92),
    (17, 1.02, 0.92),
    (52, 1.03, 0.95),
    (90, 1.0, 0.95),
)
"""Angle in degrees, reach and width factor; none on the hilum side (STYLE 14)."""

PELVIS = ((-0.35, 0.05, 0.62), (-1.0, 0.3, 0.60), (-1.5, 0.95, 0.42), (-1.85, 2.25, 0.28))
SEGMENTS = (
    ((-1.25, -0.05, 0.14), (-0.95, -1.35, 0.11), (-0.9, -2.75, 0.08), (-1.25, -4.05, 0.05)),
    ((-1.05, 0.0, 0.13), (-0.1, -0.85, 0.11), (0.65, -2.25, 0.08), (1.1, -3.75, 0.04)),
    ((-0.95, 0.05, 0.12), (0.35, -0.05, 0.10), (1.45, -0.2, 0.08), (2.3, -0.65, 0.04)),
    ((-1.05, 0.15, 0.13), (0.05, 0.75, 0.11), (0.95, 1.25, 0.08), (1.75, 1.75, 0.04)),
    ((-1.25, 0.15, 0.13), (-0.75, 1.75, 0.11), (-0.5, 3.05, 0.08), (-0.75, 4.35, 0.04)),
)
"""Segmental arteries from the hilum: offset x, y and radius."""

VEIN_SHIFT = (0.17, 0.20)
PYRAMID_EDGE = ("#6A2A28", 0.3, 1.3)
CONTEXT = ("inferior_vena_cava",)


@dataclass(frozen=True)
class Hilum:
    """Where one kidney's inside lies: middle in cm; sign: 1 left, -1 right."""

    x: float
    y: float
    sign: int

    def at(self, dx: float, dy: float) -> tuple[float, float]:
        """Plate point of an offset given for the left kidney."""
        return self.x + self.sign * dx, self.y + dy

    def line(self, points: Sequence[tuple[float, float, float]], shift: tuple[float, float] = (0, 0)) -> Floats:
        """Smooth line of offsets with radii."""
        return stem([(*self.at(x + shift[0], y + shift[1]), r) for x, y, r in points], 10)


def paint_left_kidney(e: Easel) -> None:
    """The left kidney with its tumor."""
    _scene(e, "left", True)


def paint_right_kidney(e: Easel) -> None:
    """The right kidney with its tumor."""
    _scene(e, "right", True)


def paint_left_kidney_urine(e: Easel) -> None:
    """The left kidney without a tumor."""
    _scene(e, "left", False)


def paint_right_kidney_urine(e: Easel) -> None:
    """The right kidney without a tumor."""
    _scene(e, "right", False)


def hilum_of(e: Easel, side: str) -> Hilum | None:
    """Place of a kidney's inside, from the outline in the atlas."""
    part = e.part(f"{side}_kidney")
    if part is None:
        return None
    x0, y0, x1, y1 = part.box
    sign = 1 if side == "left" else -1
    return Hilum((x0 + x1) / 2 - 0.2 * sign, (y0 + y1) / 2 + 0.05, sign)


def _scene(e: Easel, side: str, tumor: bool) -> None:
    other = "right" if side == "left" else "left"
    paint_body(e, arms=False)
    if not e.look.flat:
        dark = 1.0 if e.look.light else 0.55
        e.paint("ribs", opacity=0.72 * dark)
        e.paint("discs", "spine", opacity=0.95 * dark)
        e.paint("pelvis", opacity=0.6 * dark)
    fade_armpits(e)
    tint = 0.5 if e.look.light else 0.55
    e.paint("spleen", tint=tint)
    e.paint(*(f"{side}_{n}" for n in ("suprarenal_gland", "adrenal_gland")), opacity=0.95)
    if tumor:
        _tumor(e, side)
    e.vessels(_deep_vessels(e, side), _pale(e, side))
    e.paint(f"{other}_kidney", tint=tint)
    hilum = hilum_of(e, side)
    if hilum is None:
        return
    key = f"{side}_kidney"
    e.shadow(key, cast=Cast(0.6, 0.2, 0.5, 0.36))
    e.paint(f"{key}.window")
    if tumor:
        _veiled_tumor(e, side)
    _inside(e, side, hilum)


def _deep_vessels(e: Easel, side: str) -> list[str]:
    wanted = (
        "abdominal_aorta", "thoracic_aorta", "inferior_vena_cava",
        *sides("renal_artery", "common_iliac_artery", "common_iliac_vein", "external_iliac_artery",
               "internal_iliac_artery"),
        f"{side}_renal_vein", f"{side}_external_iliac_vein",
    )  # fmt: skip
    return list(wanted)


def _pale(e: Easel, side: str) -> tuple[str, ...]:
    return (
        "inferior_vena_cava",
        *sides("common_iliac_vein", "external_iliac_vein"),
        *(() if side == "left" else ("left_renal_artery",)),
    )


def _inside(e: Easel, side: str, h: Hilum) -> None:
    for index in range(len(PYRAMIDS)):
        part = pyramid(h, index)
        e.shadow_of(part.key, part.path, Cast(0.12, 0.03, 0.06, 0.25))
        e.fill_part(part, 0.92)
    urine = [Tube(line, round_end=False) for line in collecting_lines(h, 0.0, ureter_line(e.atlas, side))]
    e.shadow_of(f"{side} calyces", union_path(urine), Cast(0.15, 0.05, 0.10, 0.30))
    e.plain(urine + _ureter_start(e, side, h), "urine", 0.02)
    paint_hilum_vessels(e, side, h)


def paint_hilum_vessels(e: Easel, side: str, h: Hilum) -> None:
    """Arteries and veins inside the kidney: in front of the calyces, the veins in front of the arteries."""
    arteries = [Tube(h.line(q)) for q in SEGMENTS]
    veins = [Tube(h.line([(x, y, r * 1.1) for x, y, r in q], VEIN_SHIFT)) for q in SEGMENTS]
    e.plain([Tube(q) for q in twigs(f"{side}_kidney_twigs")], "artery_fine", 0, 0.2)
    e.shadow_of(f"{side} kidney arteries", union_path(arteries), Cast(0.15, 0.05, 0.12, 0.3))
    _trunk(e, f"{side}_renal_artery", h, 1.95, (0, 0), arteries, "artery")
    _trunk(e, f"{side}_renal_vein", h, 2.9, VEIN_SHIFT, veins, "vein")


def _trunk(
    e: Easel, id: str, h: Hilum, reach: float, shift: tuple[float, float], branches: list[Tube], ramp: str
) -> None:
    """Branches with the last stretch of their trunk, which is redrawn in front of the kidney and fades in."""
    hub = h.at(-1.0 + shift[0], 0.08 + shift[1])
    shading = Shading(e.look.ramp(ramp), 0.03)
    if id not in e.atlas.vessels:
        paint_tubes(e.p, branches, shading, e.world)
        return
    line = e.tube(id).line
    if abs(line[0, 0] - h.x) < abs(line[-1, 0] - h.x):
        line = line[::-1]
    line = line[np.abs(line[:, 0] - h.x) < reach]
    line = line[np.abs(line[:, 0] - h.x) > 1.15]
    if len(line) < 3:
        line = e.tube(id).line
    joined = catmull_rom(np.vstack([line[::3], [(*hub, 0.17)], [(hub[0] + 0.15 * h.sign, hub[1], 0.14)]]), samples=6)
    fade = QLinearGradient(QPointF(joined[0, 0], 0), QPointF(joined[0, 0] + 0.7 * h.sign, 0))
    fade.setColorAt(0, QColor(0, 0, 0, 0))
    fade.setColorAt(1, QColor(0, 0, 0, 255))
    paint_veiled(e.p, [*branches, Tube(joined, round_start=False)], shading, 1.0, QBrush(fade), e.world)


def _ureter_start(e: Easel, side: str, h: Hilum) -> list[Tube]:
    id = f"{side}_ureter"
    if id not in e.atlas.vessels:
        return []
    line = e.tube(id).line
    return [Tube(line[line[:, 1] > h.y + 2.0], round_start=False)]


def _tumor_part(e: Easel, side: str) -> Part | None:
    lump = tumor_part(e, f"{side}_kidney_tumor")
    return None if lump is None else lump_part(f"{side}_kidney_tumor", *lump.center, lump.radius)


def _tumor(e: Easel, side: str) -> None:
    """The tumor sits on the back rim: its body lies behind the kidney, its outer part beside it."""
    part = _tumor_part(e, side)
    if part is not None:
        e.shadow_of(part.key, part.path, Cast(0.3, 0.08, 0.16, 0.4))
        e.fill_part(part)


def _veiled_tumor(e: Easel, side: str) -> None:
    part, kidney = _tumor_part(e, side), e.part(f"{side}_kidney")
    if part is None or kidney is None:
        return
    e.p.save()
    e.clip(kidney.path)
    e.fill_part(part, 0.55)
    e.p.restore()


@lru_cache(maxsize=32)
def pyramid(h: Hilum, index: int) -> Part:
    """Relief of one pyramid."""
    base, apex, width = _axis(h, index)
    axis = base - apex
    length = float(np.hypot(*axis))
    axis /= length
    n = np.array([-axis[1], axis[0]])
    points = [
        apex + n * 0.16,
        apex + axis * length * 0.55 + n * width * 0.72,
        base - axis * 0.12 + n * width,
        base + axis * 0.26,
        base - axis * 0.12 - n * width,
        apex + axis * length * 0.55 - n * width * 0.72,
        apex - n * 0.16,
        apex - axis * 0.12,
    ]
    outline = catmull_rom(np.array(points), closed=True)
    finish = Finish(RAMPS["kidney_pyramid"], 0.10, 0.25, 0.03, edge=PYRAMID_EDGE)
    key = f"pyramid_{'left' if h.sign > 0 else 'right'}_{index}"
    return Part(key, (outline,), 24.0, finish, 0.7, box=_box((outline,)))


def _axis(h: Hilum, index: int) -> tuple[Floats, Floats, float]:
    angle, reach, width = PYRAMIDS[index]
    t = math.radians(angle)
    base = h.at(0.35 + math.cos(t) * 0.98 * 1.75 * reach, math.sin(t) * 4.0 * reach)
    apex = h.at(0.2 + math.cos(t) * 0.98 * 0.55, math.sin(t) * 1.75)
    return np.array(base), np.array(apex), 0.66 * width


def ureter_line(atlas: "Atlas", side: str) -> Floats | None:
    """Centerline (N, 3) of the ureter in the front view."""
    return tubes_of(atlas)[f"{side}_ureter"].line if f"{side}_ureter" in atlas.vessels else None


def collecting_lines(h: Hilum, swell: float = 0.0, ureter: Floats | None = None) -> list[Floats]:
    """Calyces and pelvis as tubes (N, 3), the pelvis narrowing into the ureter where its line is given.

    swell: 0 normal, 1 fully dammed up (effects draw that).
    """
    lines = []
    grow_by = 1.0 + 0.55 * swell
    for index in range(len(PYRAMIDS)):
        base, apex, _ = _axis(h, index)
        axis = (base - apex) / np.hypot(*(base - apex))
        end = np.array(h.at(-0.75, 0.25))
        mid = apex * 0.55 + np.array(h.at(-0.55, 0.15)) * 0.45
        cup, neck = apex + axis * 0.06, apex - axis * 0.3
        points = [(*cup, 0.34), (*neck, 0.20), (*mid, 0.24), (*end, 0.42)]
        line = catmull_rom(np.array(points), samples=10)
        line[:, 2] *= grow_by
        lines.append(line)
    pelvis = h.line(PELVIS)
    if ureter is not None:
        below = ureter[ureter[:, 1] > h.y + 2.0][::4][:6]
        start = [(*h.at(x, y), r) for x, y, r in PELVIS[:2]]
        pelvis = catmull_rom(np.vstack([start, below]), samples=10)
    low = float(pelvis[:, 1].max())
    wide = np.clip((low - pelvis[:, 1]) / max(low - h.y - 1.0, 0.5), 0, 1)
    pelvis[:, 2] *= 1.0 + (grow_by - 1.0) * wide
    return [*lines, pelvis]


def grow_kidney_twigs(e: Easel, side: str) -> list[Floats]:
    """Fine arteries of one kidney: what the bake stores."""
    part, hilum = e.part(f"{side}_kidney"), hilum_of(e, side)
    assert part is not None
    assert hilum is not None
    stems = [hilum.line(q)[::4] for q in SEGMENTS]
    area = inside(part.outlines[0], 0.25)
    found = grow(area, stems, 260, 0.12, 1.3, 0.34, 6, 0.014, 2.6, 0.22, 0.4)
    for line in found:
        line[:, 2] = np.clip(line[:, 2], 0.014, 0.04)
    return found
