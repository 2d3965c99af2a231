"""A tumor or fibroid that turns gray when its treatment takes hold; its fine vessels fade (STYLE 9)."""

from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QImage, QPainter, QPen, QRadialGradient

from irexplainer.geom.viewport import Rect
from irexplainer.paint.actors.scene import Scene
from irexplainer.paint.actors.strokes import color
from irexplainer.paint.front.lumps import treated_part
from irexplainer.paint.front.twigs import twigs
from irexplainer.paint.look import Look
from irexplainer.paint.textures import texture
from irexplainer.paint.tubes import Shading, Tube, paint_tubes
from irexplainer.story.frame import EffectPose

REACH = 1.12
"""A lump reaches this far beyond its radius."""
VEIL = {"tumor": 0.94, "fibroid": 0.85}


def paint_growth(scene: Scene, effect: EffectPose) -> None:
    """Gray lump over the living one, as opaque as the share that is treated."""
    target = scene.atlas.targets.get(effect.target)
    if target is None or effect.value <= 0.01:
        return
    p = scene.painter
    p.save()
    p.setOpacity(p.opacity() * min(effect.value, 1.0) * VEIL.get(effect.kind, 0.9))
    if scene.frame.view.plate == "front":
        image, rect = _gray(target.id, *target.center[:2], target.radius, scene.look, scene.viewport.scale)
        x, y = scene.viewport.to_screen(rect.x, rect.y)
        p.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        k = scene.viewport.scale
        p.drawImage(QRectF(x, y, rect.width * k, rect.height * k), image)
    else:
        at, r = scene.point(target.center), scene.radius(target.radius)
        gradient = QRadialGradient(QPointF(at.x() - r * 0.3, at.y() - r * 0.4), r * 1.5)
        for stop, name in ((0.0, "#E3DFE4"), (0.5, "#B9B3BC"), (1.0, "#8D8794")):
            gradient.setColorAt(stop, color(name))
        p.setPen(QPen(color("#6F6976", 0.8), 1.2))
        p.setBrush(gradient)
        p.drawEllipse(at, r, r)
    p.restore()


def box_growth(scene: Scene, effect: EffectPose) -> Rect | None:
    """The lump."""
    target = scene.atlas.targets.get(effect.target)
    if target is None or effect.value <= 0.01:
        return None
    return scene.around(target.center, (target.radius * REACH + 0.5) * scene.viewport.scale + 3)


@lru_cache(maxsize=12)
def _gray(id: str, x: float, y: float, radius: float, look: Look, scale: float) -> tuple[QImage, Rect]:
    """Picture of the treated lump with its faded vessels, and its place in plate cm."""
    reach = radius * REACH + 0.4
    rect = Rect(x - reach, y - reach, 2 * reach, 2 * reach)
    side = max(2, round(2 * reach * scale))
    image = QImage(side, side, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    p = QPainter(image)
    p.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
    p.scale(side / rect.width, side / rect.height)
    p.translate(-rect.x, -rect.y)
    part = treated_part(id, x, y, radius)
    p.setPen(Qt.PenStyle.NoPen)
    p.fillPath(part.path, texture(part).brush())
    own = [Tube(t) for t in twigs(f"{id}_twigs")]
    if own:
        p.setOpacity(0.25)
        p.setClipPath(part.path)
        paint_tubes(p, own, Shading(look.ramp("artery_fine"), 0.008, 0.2))
    p.end()
    return image, rect
