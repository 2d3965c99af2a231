"""From the skin into the belly, cut across the body at a needle: drain of the side of the belly, feeding tube.

States of the profile: ``belly_wall fluid=1`` (much free fluid between lining and bowel), ``stomach_wall air=1`` (the
stomach blown up with air: its front wall lies against the belly wall).
"""

from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QImage, QLinearGradient, QPainter, QPainterPath, QPen

from irexplainer.atlas.belly_wall import SHEATH, Wall, wall_of
from irexplainer.atlas.plans import load_plan
from irexplainer.geom.viewport import Viewport
from irexplainer.paint.front.ground import paint_canvas
from irexplainer.paint.look import Look
from irexplainer.paint.paths import polygon_path
from irexplainer.paint.plates import belly_wall_bake as bake
from irexplainer.paint.plates import organs
from irexplainer.paint.plates.bench import line_path
from irexplainer.paint.plates.chest_tissues import CHEST_RAMPS
from irexplainer.paint.plates.cut import Cut, cut_face
from irexplainer.paint.plates.slab import lumen_path
from irexplainer.paint.plates.states import states_of
from irexplainer.paint.plates.store import texture_of
from irexplainer.story.frame import Position, View

if TYPE_CHECKING:
    from irexplainer.atlas.types import Atlas

NIGHT, FAT_SHADE = "#10171B", "#3A2410"
FADE_CM = 1.4
SHADOW = tuple((0.05 * i, 0.035) for i in range(1, 9))
"""Widths and opacities of the lines that make one soft shadow."""
FLAT = {
    "skin": "#5A4A40", "subcutaneous_fat": "#4A4026", "aponeurosis": "#B8AE9C", "muscle": "#6E2E2A",
    "cavity": "#3A331F", "fluid": "#9BE0F2", "bowel": "#80493F", "colon": "#7E5442", "lumen": "#1E1210",
    "artery": "#FF6B5E", "vein": "#6FB1FF",
}  # fmt: skip


def paint_belly_wall(
    p: QPainter, atlas: "Atlas", view: View, position: Position, look: Look, viewport: Viewport
) -> None:
    """Paint wall and inside in px of ``viewport``."""
    paint_canvas(p, look, viewport)
    layer = QImage(round(viewport.width), round(viewport.height), QImage.Format.Format_ARGB32_Premultiplied)
    layer.fill(0)
    q = QPainter(layer)
    q.setRenderHint(QPainter.RenderHint.Antialiasing)
    q.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    q.translate(viewport.x0, viewport.y0)
    q.scale(viewport.scale, viewport.scale)
    wall, states = wall_of(view.plate), states_of(view.profile)
    (_flat if look.flat else _relief)(q, wall, states.get("fluid", 0.0), states.get("air", 0.0))
    if not look.flat:
        if not look.light:
            _dim(q, wall)
        _fade(q, wall, viewport)
    q.end()
    p.drawImage(QRectF(0, 0, viewport.width, viewport.height), layer)


def bowel_shift(fluid: float) -> float:
    """How far bowel and fat apron have sunk away from the wall, cm, for a share of the fluid."""
    return load_plan("belly_wall").numbers["much_fluid"] * min(max(fluid, 0.0), 1.0)


def stomach_shift(air: float) -> float:
    """How far the front wall of the stomach has come towards the skin, cm, for a share of the air."""
    return load_plan("belly_wall").numbers["much_air"] * min(max(air, 0.0), 1.0)


def fluid_path(wall: Wall, fluid: float) -> QPainterPath:
    """The fluid between lining and bowel."""
    inside = bake.cavity(wall)
    return inside.subtracted(inside.translated(0.0, bowel_shift(fluid)))


def _block(wall: Wall) -> QPainterPath:
    frame = QPainterPath()
    frame.addRect(QRectF(*bake.BOXES[wall.id]))
    return frame.intersected(polygon_path(wall.sheet("skin").outline))


@lru_cache(maxsize=2)
def _fluid_brush(plate_id: str) -> QBrush:
    cut = Cut(CHEST_RAMPS["fluid"], bevel=0.4, spec=0.2, edge=0.2)
    return cut_face(bake.cavity(wall_of(plate_id)), cut, 30.0).brush()


def _relief(p: QPainter, wall: Wall, fluid: float, air: float) -> None:
    box = bake.BOXES[wall.id]
    outer = texture_of(wall.id, box[:2], bake.PX_PER_CM)
    inner = texture_of(f"{wall.id}_inside", box[:2], bake.PX_PER_CM)
    if outer is None or inner is None:
        _flat(p, wall, fluid, air)
        return
    inside, shift = bake.cavity(wall), bowel_shift(fluid)
    p.fillPath(_block(wall).subtracted(inside), outer.brush())
    p.save()
    p.setClipPath(inside, Qt.ClipOperation.IntersectClip)
    if fluid > 0.01:
        p.fillPath(inside, _fluid_brush(wall.id))
    p.translate(0.0, shift)
    p.fillPath(inside, inner.brush())
    if fluid > 0.01:
        _shade(p, wall, -0.5)
        p.strokePath(line_path(wall.lines["peritoneum"]), _pen("#A9656A", 0.075, 0.6))
        p.strokePath(line_path(wall.lines["peritoneum"]), _pen("#FBE4DC", 0.045, 0.95))
    p.translate(0.0, -shift)
    if wall.id == "stomach_wall":
        _stomach(p, air)
    _shade(p, wall, 0.5)
    p.restore()
    p.strokePath(line_path(wall.lines["peritoneum"]), _pen("#FDF3EA", 0.06, 0.98))


def _shade(p: QPainter, wall: Wall, way: float) -> None:
    """Soft shadow below the lining (way 0.5), or above the fat apron (-0.5)."""
    line = line_path(wall.lines["peritoneum"])
    for width, alpha in SHADOW:
        p.strokePath(line.translated(0.0, way * width), _pen("#3E2A22" if way > 0 else "#2F4A5A", width, alpha))


def _stomach(p: QPainter, air: float) -> None:
    left, top, width, height = bake.stomach_box()
    picture = texture_of("stomach_wall_stomach", (left, top), bake.PX_PER_CM, opaque=False)
    if picture is not None:
        p.drawImage(QRectF(left, top - stomach_shift(air), width, height), picture.image)


def _flat(p: QPainter, wall: Wall, fluid: float, air: float) -> None:
    """High contrast: flat layers, white edges."""
    p.setClipRect(QRectF(*bake.BOXES[wall.id]))
    white, thin = _pen("#FFFFFF", 2.0, cosmetic=True), _pen("#FFFFFF", 1.2, 0.7, cosmetic=True)
    for sheet in wall.sheets:
        path = polygon_path(sheet.outline)
        p.fillPath(path, QColor(FLAT[sheet.tissue]))
        p.strokePath(path, white if sheet.tissue in ("skin", "muscle") else thin)
    inside, shift = bake.cavity(wall), bowel_shift(fluid)
    p.fillPath(inside, QColor(FLAT["fluid"] if fluid > 0.01 else FLAT["cavity"]))
    p.save()
    p.setClipPath(inside, Qt.ClipOperation.IntersectClip)
    p.translate(0.0, shift)
    p.fillPath(inside, QColor(FLAT["cavity"]))
    p.strokePath(inside, white)
    pieces = sorted(bake.loops(wall.id), key=lambda piece: piece.order)
    for piece in pieces:
        p.fillPath(piece.path, QColor(FLAT[piece.tissue]))
        p.strokePath(piece.path, white)
        p.fillPath(lumen_path(piece), QColor(FLAT["lumen"]))
    p.translate(0.0, -shift)
    if wall.id == "stomach_wall":
        path = bake.organ(wall).path.translated(0.0, -stomach_shift(air))
        lumen = organs.inside_of(bake.organ(wall)) or QPainterPath()
        p.fillPath(path, QColor(FLAT["bowel"]))
        p.strokePath(path, white)
        p.fillPath(lumen.translated(0.0, -stomach_shift(air)), QColor(FLAT["lumen"]))
    p.restore()
    for id in (*SHEATH, "peritoneum"):
        p.strokePath(line_path(wall.lines[id]), white)
    _flat_vessels(p, wall)


def _flat_vessels(p: QPainter, wall: Wall) -> None:
    u, v, r = wall.artery
    for du, dv, color in ((-0.24, 0.02, FLAT["vein"]), (0.24, 0.03, FLAT["vein"]), (0.0, 0.0, FLAT["artery"])):
        disc = QPainterPath()
        disc.addEllipse(QPointF(u + du, v + dv), max(r, 0.1), max(r, 0.1))
        p.fillPath(disc, QColor(color))
        p.strokePath(disc, _pen("#FFFFFF", 1.2, cosmetic=True))


def _dim(p: QPainter, wall: Wall) -> None:
    fat = polygon_path(wall.sheet("subcutaneous_fat").outline).subtracted(
        polygon_path(wall.sheet("aponeurosis").outline)
    )
    for path, color, alpha in ((_block(wall), NIGHT, 0.18), (fat, FAT_SHADE, 0.2)):
        shade = QColor(color)
        shade.setAlphaF(alpha)
        p.fillPath(path, shade)


def _fade(p: QPainter, wall: Wall, viewport: Viewport) -> None:
    """The block ends softly at both sides and towards the inside."""
    left, top, width, height = bake.BOXES[wall.id]
    world = viewport.world
    whole = QRectF(world.x, world.y, world.width, world.height)
    p.setCompositionMode(QPainter.CompositionMode.CompositionMode_DestinationIn)
    across = QLinearGradient(QPointF(left, 0), QPointF(left + width, 0))
    for at, alpha in ((0.0, 0), (FADE_CM / width, 255), (1 - FADE_CM / width, 255), (1.0, 0)):
        across.setColorAt(at, QColor(0, 0, 0, alpha))
    down = QLinearGradient(QPointF(0, top + height - FADE_CM), QPointF(0, top + height))
    down.setColorAt(0, QColor(0, 0, 0, 255))
    down.setColorAt(1, QColor(0, 0, 0, 0))
    for gradient in (across, down):
        p.fillRect(whole, gradient)


def _pen(color: str, width: float, alpha: float = 1.0, cosmetic: bool = False) -> QPen:
    ink = QColor(color)
    ink.setAlphaF(alpha)
    pen = QPen(ink, width)
    pen.setCosmetic(cosmetic)
    return pen
