"""Calyces and renal pelvis of the slice as they change: wide with urine, filled with dye. Fit for every frame."""

from functools import lru_cache

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPainterPathStroker

from irexplainer.geom.viewport import Rect, Viewport
from irexplainer.paint.look import Look
from irexplainer.paint.plates import axial_bake
from irexplainer.paint.plates.axial_flat import FLAT
from irexplainer.paint.plates.bench import grown
from irexplainer.paint.plates.screen_slice import ScreenSlice, lies, slice_lying
from irexplainer.paint.plates.slab import collecting, united
from irexplainer.paint.plates.store import texture_of
from irexplainer.paint.tubes import union_path
from irexplainer.story.frame import Position

RIM = "#7A5516"
RIM_CM = 0.045
DYE = ("#2B353D", "#10171C")
"""Dye and its rim."""


def paint_swelling(p: QPainter, position: Position, viewport: Viewport, side: str, share: float, look: Look) -> None:
    """Lay the swollen calyces of a side over the still plate, in px of ``viewport``; share 0..1 is how far."""
    if share <= 0.01:
        return
    plane = slice_lying("axial_kidney", lies(position))
    area, rim = _shown(plane.position, side)
    p.save()
    _to_plate(p, viewport, share)
    if look.flat:
        p.fillPath(area, QColor(FLAT["urine"]))
        p.fillPath(rim, QColor("#FFFFFF"))
    else:
        paint_patch(p, plane, side, area)
        p.fillPath(rim, QColor(RIM))
    p.restore()


def paint_dye(p: QPainter, position: Position, viewport: Viewport, side: str, share: float, look: Look) -> None:
    """Dye in the swollen calyces of a side, in px of ``viewport``; share 0..1 is how dark."""
    if share <= 0.01:
        return
    area, rim = _shown(lies(position), side)
    p.save()
    _to_plate(p, viewport, 1.0 if look.flat else min(share, 1.0) * 0.82)
    p.fillPath(area, QColor(DYE[0]))
    p.fillPath(rim, QColor("#FFFFFF" if look.flat else DYE[1]))
    p.restore()


@lru_cache(maxsize=8)
def _shown(position: Position, side: str) -> tuple[QPainterPath, QPainterPath]:
    """Area and rim of the swollen calyces without what lies on top of them: the ends of artery and vein."""
    area = swollen_path(position, side)
    stroker = QPainterPathStroker()
    stroker.setWidth(RIM_CM)
    rim = stroker.createStroke(area)
    plane = slice_lying("axial_kidney", position)
    for name in ("renal_artery", "renal_vein"):
        vessel = grown(union_path([plane.piece(f"{side}_{name}").tube]).simplified(), 0.03)
        area, rim = area.subtracted(vessel), rim.subtracted(vessel)
    return area, rim


def calyces_box(position: Position, viewport: Viewport, side: str) -> Rect:
    """Rectangle in px around the swollen calyces of a side."""
    box = swollen_path(lies(position), side).boundingRect()
    x, y = viewport.to_screen(box.x(), box.y())
    return Rect(x - 3, y - 3, box.width() * viewport.scale + 6, box.height() * viewport.scale + 6)


@lru_cache(maxsize=8)
def swollen_path(position: Position, side: str) -> QPainterPath:
    """Outer edge of the swollen calyces and renal pelvis of a side, plate cm."""
    plane = slice_lying("axial_kidney", position)
    return united(collecting([q for q in plane.pieces if q.tissue == "urine" and q.id.startswith(side)], True))


def paint_patch(p: QPainter, plane: ScreenSlice, side: str, clip: QPainterPath | None = None) -> None:
    """Baked kidney with swollen calyces, painter in plate cm; clip: only inside it."""
    box = axial_bake.kidney_box(plane, side)
    patch = texture_of(f"{plane.name}_{side}_swollen", box[:2], axial_bake.PX_PER_CM)
    if patch is None:
        return
    if clip is None:
        p.drawImage(QRectF(*box), patch.image)
    else:
        p.fillPath(clip, patch.brush())


def _to_plate(p: QPainter, viewport: Viewport, opacity: float) -> None:
    p.setRenderHint(QPainter.RenderHint.Antialiasing)
    p.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    p.setOpacity(p.opacity() * min(opacity, 1.0))
    p.translate(viewport.x0, viewport.y0)
    p.scale(viewport.scale, viewport.scale)
