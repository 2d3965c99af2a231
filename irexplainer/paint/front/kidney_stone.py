"""The opened kidney with a stone in its lower calyx, which is wide (PLATES C5).

State of the profile: ``stones`` 0..1, how much of the stones is still there; without it all of them.
"""

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QPointF
from PySide6.QtGui import QBrush, QColor, QPainterPath, QRadialGradient

from irexplainer.atlas.collecting_system import CALYX_AXES, Hilum, calyx_axis
from irexplainer.geom.spline import catmull_rom
from irexplainer.paint.front.easel import Easel
from irexplainer.paint.front.kidney import (
    kidney_scene,
    paint_hilum_vessels,
    paint_pyramids,
    ureter_start,
    urine_tubes,
)
from irexplainer.paint.front.stones import paint_stones, stone_part
from irexplainer.paint.parts import Floats, Part
from irexplainer.paint.shadows import Cast
from irexplainer.paint.tubes import Shading, Tube, paint_veiled, union_path

LOWER = 4
"""Index of the lower calyx that needles go for."""
WIDE_CM, NECK_CM = 0.92, 0.55
"""Half widths of the lower calyx that holds the stone, and of its neck."""
AROUND_CM = (0.8, 1.12)
"""Around the middle of the stone: where the calyx lies solid before the vessels, and where no more."""
SWELL = 0.35
"""The rest of the system is a little wider than normal."""
STONES = ((0.02, 1.55, 0.80), (0.6, 2.3, 0.24), (-0.52, 0.68, 0.20))
"""Offsets from the hilum and radii in cm, the large one first."""


def paint_left_kidney_stone(e: Easel) -> None:
    """The left kidney with its stone."""
    kidney_scene(e, "left", False, _inside)


def paint_right_kidney_stone(e: Easel) -> None:
    """The right kidney with its stone."""
    kidney_scene(e, "right", False, _inside)


def kidney_stones(h: Hilum) -> list[Part]:
    """Reliefs of the stones of one kidney."""
    side = "left" if h.sign > 0 else "right"
    return [
        stone_part(f"{side}_kidney_stone_{i}", *h.at(x, y), r, 41 + i, 9 if i == 0 else 7)
        for i, (x, y, r) in enumerate(STONES)
    ]


def wide_calyx(h: Hilum) -> Floats:
    """The lower calyx (N, 3) from its cup on the pyramid to the renal pelvis, wide around the stone."""
    base, apex, _ = calyx_axis(h, LOWER)
    axis = (base - apex) / float(np.hypot(*(base - apex)))
    stone = np.array(h.at(*STONES[0][:2]))
    meet = np.array(h.at(-0.75, 0.25))
    rows = [(*(apex + axis * 0.42), 0.42), (*(stone * 0.55 + apex * 0.45 + axis * 0.2), WIDE_CM * 0.86),
            (*stone, WIDE_CM), (*(stone * 0.45 + meet * 0.55), NECK_CM), (*meet, 0.46)]  # fmt: skip
    return catmull_rom(np.array(rows), samples=12)


def _inside(e: Easel, side: str, h: Hilum) -> None:
    paint_pyramids(e, h)
    urine = _urine(e, side, h)
    e.shadow_of(f"{side} stone calyces", union_path(urine), Cast(0.15, 0.05, 0.10, 0.30))
    e.plain(urine + ureter_start(e, side, h), "urine", 0.02)
    paint_hilum_vessels(e, side, h)
    _in_front(e, h)


def _in_front(e: Easel, h: Hilum) -> None:
    """The calyx around the stone once more, so that the vessels do not hide what is treated."""
    center = QPointF(*h.at(*STONES[0][:2]))
    around = QPainterPath()
    around.addEllipse(center, AROUND_CM[1], AROUND_CM[1])
    clear = QRadialGradient(center, AROUND_CM[1])
    clear.setColorAt(AROUND_CM[0] / AROUND_CM[1], QColor(0, 0, 0, 255))
    clear.setColorAt(1.0, QColor(0, 0, 0, 0))
    e.p.save()
    e.clip(around)
    shading = Shading(e.look.ramp("urine"), 0.0)
    paint_veiled(e.p, [Tube(wide_calyx(h))], shading, 1.0, None if e.look.flat else QBrush(clear), e.world)
    e.p.restore()
    paint_stones(e, kidney_stones(h), e.states.get("stones", 1.0))


def _urine(e: Easel, side: str, h: Hilum) -> list[Tube]:
    tubes: Sequence[Tube] = urine_tubes(e.atlas, side, SWELL)
    kept = [t for i, t in enumerate(tubes) if i != LOWER and (i <= len(CALYX_AXES))]
    return [*kept, Tube(wide_calyx(h))]
