"""A tumor or fibroid that turns gray when its treatment takes hold; its fine vessels fade (STYLE 9)."""

from functools import lru_cache

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter

from irexplainer.atlas.types import Target
from irexplainer.geom.viewport import Rect
from irexplainer.paint.actors.scene import Scene
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
    if effect.value > 0.01:
        veil = VEIL.get(effect.kind, 0.9) * (CLOSED_UTERUS if scene.frame.view.profile == "pelvis" else 1.0)
        _lay(scene, *_lump(*place, True), min(effect.value, 1.0) * veil)


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
    if target is None or not (sliced or (effect.value > 0.01 and scene.frame.view.plate == "front")):
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
