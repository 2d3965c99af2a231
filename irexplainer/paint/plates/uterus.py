"""The uterus opened like a window, seen from the front: fibroids, both uterine arteries, ureters behind them.

The plate is ``front``: all coordinates are x and y of the body, so that tools and effects project onto it.
"""

from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPen

from irexplainer.atlas.types import Target
from irexplainer.geom.spline import catmull_rom
from irexplainer.geom.viewport import Viewport
from irexplainer.paint.front.easel import Easel, sides
from irexplainer.paint.front.ground import paint_canvas, paint_vignette
from irexplainer.paint.front.routes import LUMEN_OPACITY, lumen_of
from irexplainer.paint.front.twigs import twigs
from irexplainer.paint.look import Look
from irexplainer.paint.parts import _Same
from irexplainer.paint.paths import polygon_path
from irexplainer.paint.plates import uterus_bake as bake
from irexplainer.paint.plates.store import texture_of
from irexplainer.paint.relief import grid
from irexplainer.paint.shadows import Cast
from irexplainer.paint.tubes import Shading, Tube, paint_tubes, tapered, union_path
from irexplainer.story.frame import Position, View

if TYPE_CHECKING:
    from irexplainer.atlas.types import Atlas

WAY = ("abdominal_aorta", *sides("common_iliac_artery", "internal_iliac_artery"))
FULL = sides("external_iliac_artery", "common_femoral_artery", "femoral_artery", "deep_femoral_artery")
PALE = (
    "inferior_vena_cava",
    *sides(
        "common_iliac_vein", "external_iliac_vein", "internal_iliac_vein", "femoral_vein", "superior_gluteal_artery"
    ),
)
OVARY_FROM = 3.9
"""Farther from the midline than this (cm) an ovary hides the uterine artery."""
URETER_FADE = (81.7, 82.75)
FRINGE = ((-0.36, 0.36), (-0.2, 0.5), (-0.02, 0.4), (0.16, 0.52), (0.34, 0.34))
"""Fingers at the mouth of a tube: how far to the side, how long, cm."""
UTERINE = sides("uterine_artery")
URETERS = sides("ureter")
SOFT = Cast(0.22, 0.06, 0.16, 0.30)
DEEP = Cast(0.55, 0.16, 0.38, 0.36)
FLAT = {"window": "#7A3A46", "cavity": "#2E1218", "fibroid": "#A87650", "tube": "#6A3A42", "ovary": "#8A7458"}


def paint_uterus(p: QPainter, atlas: "Atlas", view: View, position: Position, look: Look, viewport: Viewport) -> None:
    """Paint the scene in px of ``viewport``."""
    paint_canvas(p, look, viewport)
    p.save()
    p.setRenderHint(QPainter.RenderHint.Antialiasing)
    p.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    p.translate(viewport.x0, viewport.y0)
    p.scale(viewport.scale, viewport.scale)
    e = Easel(p, atlas, look, viewport)
    e.vessels([*PALE, *WAY, *FULL], PALE, lumen_of(e, WAY))
    _ureters(e)
    for sign in (1.0, -1.0):
        _ligament_and_fringe(e, sign)
    for id in bake.NEIGHBORS:
        _neighbor(e, id)
    _window(e)
    _twigs(e)
    _arteries(e)
    p.restore()
    paint_vignette(p, look, viewport)


def _ureters(e: Easel) -> None:
    """They fade where they would enter the bladder, which is left out."""
    tubes = [e.tube(id) for id in e.has(URETERS)]
    e.fading(tubes, Shading(e.look.ramp("ureter"), 0.035), URETER_FADE)


def _arteries(e: Easel) -> None:
    """Uterine arteries and feeders as one group, so that they open into each other, with a bright inside.

    Where a uterine artery leaves the internal iliac artery it lies behind the ovary; from there on it is in front.
    """
    feeders = [f for t in bake.fibroids(e.atlas) for f in t.feeders]
    lines = [tapered(e.tube(id).line, end=0.35) for id in e.has(feeders)]
    lines += [tapered(e.tube(id).line, end=0.8) for id in e.has(UTERINE)]
    tubes = [Tube(line, False, True) for line in lines]
    e.p.save()
    e.clip(_shown(_Same(e.atlas)))
    paint_tubes(e.p, tubes, Shading(e.look.ramp("artery"), 0.035), e.world)
    e.p.fillPath(union_path(tubes, share=0.72), e.fill("lumen", LUMEN_OPACITY))
    e.p.restore()


@lru_cache(maxsize=2)
def _shown(same: _Same) -> QPainterPath:
    """The plate without the outer part of the ovaries."""
    shown, middle = QPainterPath(), QPainterPath()
    shown.addRect(-60, 0, 120, 170)
    middle.addRect(-OVARY_FROM, 0, 2 * OVARY_FROM, 170)
    for id in ("left_ovary", "right_ovary"):
        if id in same.atlas.structures:
            shown = shown.subtracted(polygon_path(same.atlas.structures[id].outline).subtracted(middle))
    return shown


def _ligament_and_fringe(e: Easel, sign: float) -> None:
    """Ligament of the ovary, and the fringed mouth of the tube over it."""
    ligament = catmull_rom([(2.3, 76.5, 0.13), (2.9, 76.85, 0.11), (3.6, 77.05, 0.15)]) * [sign, 1, 1]
    paint_tubes(e.p, [Tube(ligament)], Shading(bake.TUBE, 0.03), e.world)
    tube = e.part(f"{'left' if sign > 0 else 'right'}_uterine_tube")
    if tube is None:
        return
    points = tube.outlines[0]
    mouth = points[points[:, 1] > points[:, 1].max() - 0.22].mean(0)
    fringe = []
    for spread, reach in FRINGE:
        x = sign * spread
        line = [
            (mouth[0] + x * 0.45, mouth[1] - 0.25, 0.13),
            (mouth[0] + x * 0.9, mouth[1] + reach * 0.45, 0.10),
            (mouth[0] + x * 1.25, mouth[1] + reach, 0.045),
        ]
        fringe.append(Tube(catmull_rom(line)))
    paint_tubes(e.p, fringe, Shading(bake.TUBE, 0.025), e.world)


def _neighbor(e: Easel, id: str) -> None:
    """Tube or ovary."""
    part = e.part(id)
    if part is None:
        return
    path = polygon_path(part.outlines[0])
    if e.look.flat:
        _flat(e, path, FLAT["tube" if "tube" in id else "ovary"])
        return
    e.shadow_of(f"plate.{id}", path, SOFT)
    left, top, _, _ = grid(path, bake.SIDE_PX_PER_CM, 0.25)
    face = texture_of(f"uterus_{id}", (left, top), bake.SIDE_PX_PER_CM)
    e.p.fillPath(path, face.brush() if face else QBrush(QColor((bake.TUBE if "tube" in id else bake.OVARY)[1])))
    e.p.strokePath(path, QPen(QColor("#8A4A54" if "tube" in id else "#9A7A5C"), 0.035))


def _window(e: Easel) -> None:
    """Cut face of the uterus with its hollow and the fibroids."""
    path, box = _shape(_Same(e.atlas))
    if e.look.flat:
        _flat(e, polygon_path(bake.uterus_outline(e.atlas)), FLAT["window"])
        hollow = polygon_path(bake.cavity_outline(bake.uterus_outline(e.atlas)))
        _flat(e, hollow.intersected(polygon_path(bake.uterus_outline(e.atlas))), FLAT["cavity"])
        for target in bake.fibroids(e.atlas):
            _flat(e, polygon_path(bake.fibroid_outline(target)), FLAT["fibroid"])
        return
    e.shadow_of("plate.uterus", path, DEEP)
    face = texture_of("uterus_window", box, bake.PX_PER_CM)
    e.p.fillPath(path, face.brush() if face else QBrush(QColor(bake.MUSCLE[1])))
    e.p.strokePath(path, QPen(QColor("#8E4452"), 0.04))
    for target in bake.fibroids(e.atlas):
        e.p.strokePath(polygon_path(bake.fibroid_outline(target)), QPen(QColor("#8A5A42"), 0.03))


@lru_cache(maxsize=2)
def _shape(same: _Same) -> tuple[QPainterPath, tuple[float, float]]:
    """Edge of the window, left and top of its picture."""
    return bake.window_path(same.atlas), bake.window_box(same.atlas)[:2]


def _twigs(e: Easel) -> None:
    """Fine arteries of wall and fibroids."""
    found = [line for name in ("uterus", *(t.id for t in bake.fibroids(e.atlas))) for line in twigs(f"{name}_twigs")]
    if found:
        paint_tubes(e.p, [Tube(line) for line in found], Shading(e.look.ramp("artery_fine"), 0.008, 0.2), e.world)


def paint_treated_fibroid(p: QPainter, target: Target, look: Look, opacity: float) -> bool:
    """The gray whorled knot over the living one, painter in front cm; False where no picture is shipped."""
    path = polygon_path(bake.fibroid_outline(target))
    left, top, _, _ = grid(path, bake.PX_PER_CM, 0.1)
    face = None if look.flat else texture_of(f"{target.id}_treated", (left, top), bake.PX_PER_CM)
    if face is None:
        return False
    p.save()
    p.setOpacity(p.opacity() * opacity)
    p.fillPath(path, face.brush())
    p.restore()
    return True


def _flat(e: Easel, path: QPainterPath, fill: str) -> None:
    e.p.fillPath(path, QColor(fill))
    e.outline(path, 2.0)
