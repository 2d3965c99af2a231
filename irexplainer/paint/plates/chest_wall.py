"""From the skin into the chest, cut lengthwise along a drain: the needle passes over the upper edge of the lower rib.

States of the profile: ``chest_wall fluid=1`` (0 the lung lies against the wall, 1 much fluid between them).
"""

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QBrush, QColor, QImage, QLinearGradient, QPainter, QPainterPath, QPen

from irexplainer.atlas.chest_wall import BUNDLE, depth, lung_surface, ribs
from irexplainer.geom.viewport import Viewport
from irexplainer.paint.front.ground import paint_canvas
from irexplainer.paint.look import Look
from irexplainer.paint.paths import polygon_path
from irexplainer.paint.plates import chest_wall_bake as bake
from irexplainer.paint.plates.bench import line_path
from irexplainer.paint.plates.chest_tissues import CHEST_RAMPS
from irexplainer.paint.plates.cut import Cut, cut_face
from irexplainer.paint.plates.states import states_of
from irexplainer.paint.plates.store import texture_of
from irexplainer.story.frame import Position, View

if TYPE_CHECKING:
    from irexplainer.atlas.types import Atlas

NIGHT, FAT_SHADE = "#10171B", "#3A2410"
FADE_CM = 1.5
STEPS = 40
SHADOW = tuple((0.05 * i, 0.035) for i in range(1, 9))
"""Widths and opacities of the lines that make one soft shadow."""
FLAT = {
    "skin": "#5A4A40", "subcutaneous_fat": "#4A4026", "latissimus_dorsi": "#6E2E2A", "external_intercostal": "#7E3632",
    "internal_intercostal": "#5E2622", "parietal_pleura": "#FFFFFF", "lung": "#7A4A4E", "rib": "#9A8F78",
    "fluid": "#9BE0F2", "vein": "#6FB1FF", "artery": "#FF6B5E", "nerve": "#FFF0B0",
}  # fmt: skip


def paint_chest_wall(
    p: QPainter, atlas: "Atlas", view: View, position: Position, look: Look, viewport: Viewport
) -> None:
    """Paint wall, fluid and lung in px of ``viewport``."""
    paint_canvas(p, look, viewport)
    layer = QImage(round(viewport.width), round(viewport.height), QImage.Format.Format_ARGB32_Premultiplied)
    layer.fill(0)
    q = QPainter(layer)
    q.setRenderHint(QPainter.RenderHint.Antialiasing)
    q.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    q.translate(viewport.x0, viewport.y0)
    q.scale(viewport.scale, viewport.scale)
    share = states_of(view.profile).get("fluid", 0.0)
    picture = None if look.flat else texture_of("chest_wall", bake.BOX[:2], bake.PX_PER_CM)
    if picture is None:
        _flat(q)
    else:
        q.fillPath(_block(), picture.brush())
    _fluid(q, look, share)
    if not look.light and not look.flat:
        _dim(q)
    if not look.flat:
        _fade(q, viewport)
    q.end()
    p.drawImage(QRectF(0, 0, viewport.width, viewport.height), layer)


def fluid_path(share: float) -> QPainterPath:
    """The fluid between wall and lung."""
    v = bake.heights()
    return bake.band(np.full_like(v, depth("fluid")), lung_surface(v, share))


def _block() -> QPainterPath:
    frame = QPainterPath()
    frame.addRect(QRectF(*bake.BOX))
    return frame.intersected(bake.band(bake.surface(), bake.far()))


@lru_cache(maxsize=1)
def _brush() -> QBrush:
    """Face of much fluid; less of it is cut from the same face, so that fluid can run off while the picture plays."""
    cut = Cut(CHEST_RAMPS["fluid"], bevel=0.4, spec=0.2, edge=0.2)
    return cut_face(fluid_path(1.0), cut, 40.0).brush()


def _fluid(p: QPainter, look: Look, share: float) -> None:
    share = round(share * STEPS) / STEPS
    v = bake.heights()
    surface = line_path(np.column_stack([lung_surface(v, share), v]))
    if share > 0.01:
        path = fluid_path(share)
        p.fillPath(path, QColor(FLAT["fluid"]) if look.flat else _brush())
        wall = line_path(np.column_stack([np.full_like(v, depth("fluid")), v]))
        for width, alpha in () if look.flat else SHADOW:
            p.strokePath(wall.translated(width / 2, 0), _pen("#2F5A6A", width, alpha))
    if look.flat:
        p.strokePath(surface, _pen("#FFFFFF", 2.0, cosmetic=True))
        return
    for width, alpha in SHADOW if share > 0.01 else ():
        p.strokePath(surface.translated(-width / 3, 0), _pen("#2F4A5A", width * 0.8, alpha * 0.8))
    p.strokePath(surface, _pen("#A9656A", 0.085, 0.7))
    p.strokePath(surface, _pen("#FBE4DC", 0.05, 0.95))


def _flat(p: QPainter) -> None:
    white = _pen("#FFFFFF", 1.5, cosmetic=True)
    lung = bake.band(np.full_like(bake.heights(), depth("fluid")), bake.far())
    p.fillPath(lung, QColor(FLAT["lung"]))
    for name in ("skin", "subcutaneous_fat", "latissimus_dorsi", "external_intercostal", "internal_intercostal"):
        path = bake.layer_path(name)
        p.fillPath(path, QColor(FLAT[name]))
        p.strokePath(path, white)
    p.fillPath(bake.layer_path("parietal_pleura"), QColor(FLAT["parietal_pleura"]))
    for rib in ribs():
        path = polygon_path(rib.outline)
        p.fillPath(path, QColor(FLAT["rib"]))
        p.strokePath(path, _pen("#FFFFFF", 2.0, cosmetic=True))
        for (u, v, r), name in zip(rib.bundle, BUNDLE, strict=True):
            disc = QPainterPath()
            disc.addEllipse(QPointF(float(u), float(v)), float(r), float(r))
            p.fillPath(disc, QColor(FLAT[name]))
            p.strokePath(disc, white)


def _dim(p: QPainter) -> None:
    for path, color, alpha in ((_block(), NIGHT, 0.18), (bake.layer_path("subcutaneous_fat"), FAT_SHADE, 0.2)):
        shade = QColor(color)
        shade.setAlphaF(alpha)
        p.fillPath(path, shade)


def _fade(p: QPainter, viewport: Viewport) -> None:
    """The block ends softly towards head, foot and the inside of the lung."""
    left, top, width, height = bake.BOX
    world = viewport.world
    whole = QRectF(world.x, world.y, world.width, world.height)
    p.setCompositionMode(QPainter.CompositionMode.CompositionMode_DestinationIn)
    along = QLinearGradient(QPointF(0, top), QPointF(0, top + height))
    for at, alpha in ((0.0, 0), (FADE_CM / height, 255), (1 - FADE_CM / height, 255), (1.0, 0)):
        along.setColorAt(at, QColor(0, 0, 0, alpha))
    inwards = QLinearGradient(QPointF(left + width - FADE_CM, 0), QPointF(left + width, 0))
    inwards.setColorAt(0, QColor(0, 0, 0, 255))
    inwards.setColorAt(1, QColor(0, 0, 0, 0))
    for gradient in (along, inwards):
        p.fillRect(whole, gradient)


def _pen(color: str, width: float, alpha: float = 1.0, cosmetic: bool = False) -> QPen:
    ink = QColor(color)
    ink.setAlphaF(alpha)
    pen = QPen(ink, width)
    pen.setCosmetic(cosmetic)
    return pen
