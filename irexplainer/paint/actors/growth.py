"""A tumor or fibroid that turns gray when its treatment takes hold; its fine vessels fade (STYLE 9)."""

from functools import lru_cache

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QImage, QPainter, QPen, QTransform

from irexplainer.atlas.types import Target
from irexplainer.geom.viewport import Rect
from irexplainer.paint.actors.scene import Scene
from irexplainer.paint.actors.strokes import color
from irexplainer.paint.front.lumps import lump_part, treated_part
from irexplainer.paint.front.twigs import twigs
from irexplainer.paint.look import Look
from irexplainer.paint.plates.uterus import paint_treated_fibroid
from irexplainer.paint.textures import texture
from irexplainer.paint.tubes import Shading, Tube, paint_tubes
from irexplainer.story.frame import EffectPose

REACH = 1.12
"""A lump reaches this far beyond its radius."""
VEIL = {"tumor": 0.94, "fibroid": 0.85}
CLOSED_UTERUS = 0.5
"""In the pelvis scene fibroids lie inside the closed uterus."""
VEILED = (("#F6DDD2", 0.42), ("#7A3A3F", 0.5))
"""Fill and edge of a fibroid seen through the wall."""


def paint_growth(scene: Scene, effect: EffectPose) -> None:
    """Gray lump over the living one, as opaque as the share that is treated; on slices the living one as well."""
    target = scene.atlas.targets.get(effect.target)
    if target is None:
        return
    if scene.frame.view.plate != "front" and not scene.frame.view.plate.startswith("axial"):
        return
    center = scene.plate.project(target.center)
    place = (
        target.id if scene.frame.view.plate == "front" else f"{target.id}@slice",
        float(center[0]),
        float(center[1]),
        target.radius,
        scene.look,
        scene.viewport.scale,
    )
    if scene.frame.view.plate != "front":
        _lay(scene, *_lump(*place, False), 1.0)
    closed = in_closed_uterus(scene, effect)
    if closed:
        _veiled(scene, target)
    if effect.value > 0.01:
        veil = VEIL.get(effect.kind, 0.9) * (CLOSED_UTERUS if closed else 1.0)
        _lay(scene, *_lump(*place, True), min(effect.value, 1.0) * veil)


def in_closed_uterus(scene: Scene, effect: EffectPose) -> bool:
    """True where a fibroid is seen through the wall of the closed uterus."""
    return scene.frame.view.plate == "front" and scene.frame.view.profile == "pelvis" and "fibroid" in effect.target


def _veiled(scene: Scene, target: Target) -> None:
    """A fibroid seen through the wall of the uterus: a pale shape with a soft edge."""
    p, v = scene.painter, scene.viewport
    path = lump_part(target.id, target.center[0], target.center[1], target.radius).path
    shape = QTransform(v.scale, 0, 0, v.scale, v.x0, v.y0).map(path)
    p.save()
    p.setPen(QPen(QColor("#FFFFFF"), 1.5) if scene.look.flat else QPen(color(*VEILED[1]), 1.4))
    p.setBrush(Qt.BrushStyle.NoBrush if scene.look.flat else QBrush(color(*VEILED[0])))
    p.drawPath(shape)
    p.restore()


def _lay(scene: Scene, image: QImage, rect: Rect, opacity: float) -> None:
    p, k = scene.painter, scene.viewport.scale
    p.save()
    p.setOpacity(p.opacity() * opacity)
    p.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    x, y = scene.viewport.to_screen(rect.x, rect.y)
    p.drawImage(QRectF(x, y, rect.width * k, rect.height * k), image)
    p.restore()


def box_growth(scene: Scene, effect: EffectPose) -> Rect | None:
    """The lump."""
    target = scene.atlas.targets.get(effect.target)
    sliced = scene.frame.view.plate.startswith("axial")
    shown = effect.value > 0.01 or in_closed_uterus(scene, effect)
    if target is None or not (sliced or (shown and scene.frame.view.plate == "front")):
        return None
    return scene.around(target.center, (target.radius * REACH + 0.5) * scene.viewport.scale + 3)


@lru_cache(maxsize=12)
def _lump(id: str, x: float, y: float, radius: float, look: Look, scale: float, gray: bool) -> tuple[QImage, Rect]:
    """Picture of the living or the treated (gray) lump with its faded vessels, and its place in plate cm."""
    reach = radius * REACH + 0.4
    rect = Rect(x - reach, y - reach, 2 * reach, 2 * reach)
    side = max(2, round(2 * reach * scale))
    image = QImage(side, side, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    p = QPainter(image)
    p.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
    p.scale(side / rect.width, side / rect.height)
    p.translate(-rect.x, -rect.y)
    part = (treated_part if gray else lump_part)(id, x, y, radius)
    p.setPen(Qt.PenStyle.NoPen)
    knot = Target(id, "", (x, y, 0.0), radius, "fibroid")
    if not (gray and id.startswith("fibroid") and paint_treated_fibroid(p, knot, look, 1.0)):
        p.fillPath(part.path, texture(part).brush())
    own = [Tube(t) for t in twigs(f"{id}_twigs")] if gray else []
    if own:
        p.setOpacity(0.25)
        p.setClipPath(part.path)
        paint_tubes(p, own, Shading(look.ramp("artery_fine"), 0.008, 0.2))
    p.end()
    return image, rect
