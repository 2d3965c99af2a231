"""From the skin into the artery, cut along it: groin and wrist. Left is towards the heart, the skin is on top."""

from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QLinearGradient, QPainter, QPainterPath, QPen

from irexplainer.geom.viewport import Viewport
from irexplainer.paint.front.ground import paint_canvas
from irexplainer.paint.look import Look
from irexplainer.paint.parts import _Same
from irexplainer.paint.paths import Floats
from irexplainer.paint.plates.axial_bake import FAT_SHADE
from irexplainer.paint.plates.axial_flat import FLAT
from irexplainer.paint.plates.layer_bake import LIGAMENT, layer_box
from irexplainer.paint.plates.layer_plans import LayerPlan, plan_of
from irexplainer.paint.plates.lumen import flat_artery, paint_open_artery
from irexplainer.paint.plates.store import texture_of
from irexplainer.paint.plates.tissues import PLATE_RAMPS
from irexplainer.story.frame import Position, View

if TYPE_CHECKING:
    from irexplainer.atlas.types import Atlas

CELL_CM = {"groin_layers": 0.075, "wrist_layers": 0.026}
FADE_SHARE = 0.16
"""Share of half the width over which the block fades out at both ends and below."""
NIGHT = "#10171B"
"""Everything but the artery is dimmed with it on the dark theme."""


def paint_skin_layers(
    p: QPainter, atlas: "Atlas", view: View, position: Position, look: Look, viewport: Viewport
) -> None:
    """Paint layers and artery in px of ``viewport``; an unknown plate shows the groin."""
    plan = _plan(_Same(atlas), view.plate if view.plate in CELL_CM else "groin_layers")
    paint_canvas(p, look, viewport)
    layer = QImage(round(viewport.width), round(viewport.height), QImage.Format.Format_ARGB32_Premultiplied)
    layer.fill(0)
    q = QPainter(layer)
    q.setRenderHint(QPainter.RenderHint.Antialiasing)
    q.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    q.translate(viewport.x0, viewport.y0)
    q.scale(viewport.scale, viewport.scale)
    if look.flat:
        _paint_flat(q, plan)
    else:
        _paint_block(q, plan, look)
        _fade(q, plan, viewport)
    q.end()
    p.drawImage(QRectF(0, 0, viewport.width, viewport.height), layer)


@lru_cache(maxsize=4)
def _plan(same: _Same, plate_id: str) -> LayerPlan:
    return plan_of(plate_id, same.atlas)


def vessels_of(plan: LayerPlan) -> list[Floats]:
    """Artery and its branch, the branch first: it leaves from behind."""
    return [plan.trunk] if plan.branch is None else [plan.branch, plan.trunk]


def _paint_block(p: QPainter, plan: LayerPlan, look: Look) -> None:
    box = layer_box(plan.id)
    picture = texture_of(plan.id, box[:2], plan.measures.px_per_cm)
    if picture is None:
        for layer in plan.layers:
            p.fillPath(layer.path, QColor(_base(layer.tissue)))
    else:
        p.fillPath(_block(plan), picture.brush())
    if not look.light:
        shade = QColor(NIGHT)
        shade.setAlphaF(0.20)
        p.fillPath(_block(plan), shade)
        shade = QColor(FAT_SHADE)
        shade.setAlphaF(0.22)
        p.fillPath(plan.layer("subcutaneous_fat").path, shade)
        p.fillPath(plan.layer("sheath").path.subtracted(plan.layer("muscle").path), shade)
    paint_open_artery(p, vessels_of(plan), plan.measures.wall, CELL_CM[plan.id])


def _block(plan: LayerPlan) -> QPainterPath:
    """Everything below the surface of the skin."""
    block, box = QPainterPath(plan.layer("skin").path), layer_box(plan.id)
    block.addRect(QRectF(box[0], plan.measures.skin, box[2], plan.measures.depth - plan.measures.skin))
    return block.simplified()


def _base(tissue: str) -> str:
    return LIGAMENT[1] if tissue == "ligament" else PLATE_RAMPS[tissue][1]


def _paint_flat(p: QPainter, plan: LayerPlan) -> None:
    """High contrast: flat layers, white edges."""
    pen = QPen(QColor("#FFFFFF"), 2.0)
    pen.setCosmetic(True)
    fills = {**FLAT, "ligament": "#8C8272", "cartilage": "#5E7A80", "bone": "#5F5848"}
    p.save()
    p.setClipPath(_block(plan), Qt.ClipOperation.IntersectClip)
    for layer in plan.layers:
        p.fillPath(layer.path, QColor(fills[layer.tissue]))
        p.strokePath(layer.path, pen)
    p.restore()
    flat_artery(p, vessels_of(plan), plan.measures.wall, FLAT["artery"], "#FFFFFF")


def _fade(p: QPainter, plan: LayerPlan, viewport: Viewport) -> None:
    """Let the block end softly left, right and below, so that no cut edge hangs in the air."""
    reach, depth, world = plan.measures.reach, plan.measures.depth, viewport.world
    whole = QRectF(world.x, world.y, world.width, world.height)
    p.setCompositionMode(QPainter.CompositionMode.CompositionMode_DestinationIn)
    soft = FADE_SHARE * reach
    across = QLinearGradient(QPointF(-reach, 0), QPointF(reach, 0))
    down = QLinearGradient(QPointF(0, depth - soft), QPointF(0, depth))
    for gradient, stops in (
        (across, ((0.0, 0), (soft / reach / 2, 255), (1 - soft / reach / 2, 255), (1.0, 0))),
        (down, ((0.0, 255), (1.0, 0))),
    ):
        for stop, alpha in stops:
            gradient.setColorAt(stop, QColor(0, 0, 0, alpha))
        p.fillRect(whole, gradient)
