"""Bladder and enlarged prostate opened like a window, seen from the front, with the arteries of both sides.

The plate is ``front``: all coordinates are x and y of the body, so that tools and effects project onto it. Male only.
"""

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QPointF
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPen, QRadialGradient

from irexplainer.geom.viewport import Viewport
from irexplainer.paint.front.easel import Easel, sides
from irexplainer.paint.front.ground import paint_canvas, paint_vignette
from irexplainer.paint.front.routes import LUMEN_OPACITY, lumen_of
from irexplainer.paint.front.twigs import twigs
from irexplainer.paint.look import Look
from irexplainer.paint.parts import _Same
from irexplainer.paint.paths import polygon_path
from irexplainer.paint.plates import prostate_bake as bake
from irexplainer.paint.plates.store import texture_of
from irexplainer.paint.shadows import Cast
from irexplainer.paint.tubes import Shading, Tube, paint_tubes, paint_veiled, tapered, union_path
from irexplainer.story.frame import Position, View

if TYPE_CHECKING:
    from irexplainer.atlas.types import Atlas

WAY = ("abdominal_aorta", *sides("common_iliac_artery", "internal_iliac_artery"))
FULL = sides("external_iliac_artery", "common_femoral_artery", "femoral_artery", "deep_femoral_artery")
PALE = (
    "inferior_vena_cava",
    *sides(
        "common_iliac_vein", "external_iliac_vein", "internal_iliac_vein", "femoral_vein", "superior_gluteal_artery",
        "superior_vesical_artery",
    ),
)  # fmt: skip
PROSTATIC = sides("prostatic_artery")
PUDENDAL = sides("internal_pudendal_artery")
PUDENDAL_FADE = (84.0, 88.0)
URETERS = sides("ureter")
NEAR = (0.0, 85.6, 2.5, 3.6)
"""Around this point (x, y) the arteries are painted once more, in front of the prostate: whole up to, none from, cm."""
DEEP = Cast(0.55, 0.16, 0.38, 0.36)
STUB = (87.3, 89.6)
"""The urethra goes on below the prostate and fades, y in cm."""
FLAT = {
    "wall": "#7A3A46",
    "hollow": "#2E1218",
    "outer": "#7C5638",
    "lobe": "#A87650",
}


def paint_prostate(p: QPainter, atlas: "Atlas", view: View, position: Position, look: Look, viewport: Viewport) -> None:
    """Paint the scene in px of ``viewport``."""
    paint_canvas(p, look, viewport)
    p.save()
    p.setRenderHint(QPainter.RenderHint.Antialiasing)
    p.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    p.translate(viewport.x0, viewport.y0)
    p.scale(viewport.scale, viewport.scale)
    e = Easel(p, atlas, look, viewport)
    if not look.flat:
        e.fading([e.tube(id) for id in e.has(PUDENDAL)], Shading(look.ramp("artery_context"), 0.03), PUDENDAL_FADE)
    e.vessels([*PALE, *WAY, *FULL, *URETERS, *PROSTATIC], PALE, lumen_of(e, (*WAY, *PROSTATIC)))
    e.fading([_urethra_below()], Shading(bake.MUSCLE, 0.035), (STUB[0] + 0.5, STUB[1]))
    _window(e)
    found = [Tube(line) for line in twigs(bake.TWIGS)]
    if found:
        paint_tubes(p, found, Shading(look.ramp("artery_fine"), 0.008, 0.2), e.world)
    _arteries(e)
    p.restore()
    paint_vignette(p, look, viewport)


def _urethra_below() -> Tube:
    """A short stretch of the urethra with its muscle."""
    y = np.linspace(*STUB, 24)
    return Tube(np.column_stack([np.zeros_like(y), y, 0.30 - 0.03 * (y - STUB[0])]))


def _window(e: Easel) -> None:
    """Cut face of bladder and prostate."""
    path, corner = _shape(_Same(e.atlas))
    if e.look.flat:
        _flat_window(e)
        return
    e.shadow_of("plate.prostate", path, DEEP)
    face = texture_of(bake.NAME, corner, bake.PX_PER_CM)
    e.p.fillPath(path, face.brush() if face else QBrush(QColor(bake.MUSCLE[1])))
    e.p.strokePath(path, QPen(QColor("#8E4452"), 0.04))


def _flat_window(e: Easel) -> None:
    bladder, prostate = polygon_path(bake.bladder_outline(e.atlas)), polygon_path(bake.prostate_outline(e.atlas))
    _flat(e, bladder, FLAT["wall"])
    _flat(e, prostate, FLAT["outer"])
    for outline in bake.nodule_outlines():
        _flat(e, polygon_path(outline).intersected(prostate), FLAT["lobe"])
    _flat(e, bake.hollow_path(e.atlas), FLAT["hollow"])


@lru_cache(maxsize=2)
def _shape(same: _Same) -> tuple[QPainterPath, tuple[float, float]]:
    """Edge of the window, left and top of its picture."""
    return bake.window_path(same.atlas), bake.window_box(same.atlas)[:2]


def _arteries(e: Easel) -> None:
    """Arteries of the prostate and their branches as one group where they lie in front of it, with a bright inside."""
    lines = [tapered(e.tube(id).line, end=0.5) for id in e.has((*PROSTATIC, *bake.feeders(e.atlas)))]
    tubes = [Tube(line, False, True) for line in lines]
    paint_veiled(e.p, tubes, Shading(e.look.ramp("artery"), 0.045), 1.0, _near(QColor(0, 0, 0)), e.world)
    e.p.fillPath(union_path(tubes, share=0.76), _near(e.fill("lumen", LUMEN_OPACITY)))


def _near(color: QColor) -> QBrush:
    x, y, whole, none = NEAR
    gradient, clear = QRadialGradient(QPointF(x, y), none), QColor(color)
    clear.setAlphaF(0.0)
    gradient.setColorAt(whole / none, color)
    gradient.setColorAt(1.0, clear)
    return QBrush(gradient)


def _flat(e: Easel, path: QPainterPath, fill: str) -> None:
    e.p.fillPath(path, QColor(fill))
    e.outline(path, 2.0)
