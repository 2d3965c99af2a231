"""Calyces and renal pelvis of the slice as they change: wide with urine, filled with dye. Fit for every frame."""

from functools import lru_cache

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from irexplainer.geom.viewport import Rect, Viewport
from irexplainer.paint.look import Look
from irexplainer.paint.plates import axial_bake
from irexplainer.paint.plates.axial_flat import FLAT
from irexplainer.paint.plates.screen_slice import ScreenSlice, is_prone, screen_slice
from irexplainer.paint.plates.slab import collecting, united
from irexplainer.paint.plates.store import texture_of
from irexplainer.story.frame import Position

RIM = "#7A5516"
DYE = ("#2B353D", "#10171C")
"""Dye and its rim."""


def picture_name(plane: ScreenSlice) -> str:
    """First part of the names of the baked pictures of a posture."""
    return f"axial_kidney_{axial_bake.posture(plane.prone)}"


def paint_swelling(p: QPainter, position: Position, viewport: Viewport, side: str, share: float, look: Look) -> None:
    """Lay the swollen calyces of a side over the still plate, in px of ``viewport``; share 0..1 is how far."""
    if share <= 0.01:
        return
    plane = screen_slice("axial_kidney", is_prone(position))
    path = swollen_path(plane.prone, side)
    p.save()
    _to_plate(p, viewport, share)
    if look.flat:
        p.fillPath(path, QColor(FLAT["urine"]))
        p.strokePath(path, _pen("#FFFFFF", 2.0, cosmetic=True))
    else:
        paint_patch(p, plane, side, path)
        p.strokePath(path, _pen(RIM, 0.04))
    p.restore()


def paint_dye(p: QPainter, position: Position, viewport: Viewport, side: str, share: float, look: Look) -> None:
    """Dye in the swollen calyces of a side, in px of ``viewport``; share 0..1 is how dark."""
    if share <= 0.01:
        return
    path = swollen_path(is_prone(position), side)
    p.save()
    _to_plate(p, viewport, 1.0 if look.flat else min(share, 1.0) * 0.82)
    p.fillPath(path, QColor(DYE[0]))
    p.strokePath(path, _pen("#FFFFFF", 2.0, cosmetic=True) if look.flat else _pen(DYE[1], 0.05))
    p.restore()


def calyces_box(position: Position, viewport: Viewport, side: str) -> Rect:
    """Rectangle in px around the swollen calyces of a side."""
    box = swollen_path(is_prone(position), side).boundingRect()
    x, y = viewport.to_screen(box.x(), box.y())
    return Rect(x - 3, y - 3, box.width() * viewport.scale + 6, box.height() * viewport.scale + 6)


@lru_cache(maxsize=4)
def swollen_path(prone: bool, side: str) -> QPainterPath:
    """Outer edge of the swollen calyces and renal pelvis of a side, plate cm."""
    plane = screen_slice("axial_kidney", prone)
    return united(collecting([q for q in plane.pieces if q.tissue == "urine" and q.id.startswith(side)], True))


def paint_patch(p: QPainter, plane: ScreenSlice, side: str, clip: QPainterPath | None = None) -> None:
    """Baked kidney with swollen calyces, painter in plate cm; clip: only inside it."""
    box = axial_bake.kidney_box(plane, side)
    patch = texture_of(f"{picture_name(plane)}_{side}_swollen", box[:2], axial_bake.PX_PER_CM)
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


def _pen(color: str, width: float, cosmetic: bool = False) -> QPen:
    pen = QPen(QColor(color), width)
    pen.setCosmetic(cosmetic)
    return pen
