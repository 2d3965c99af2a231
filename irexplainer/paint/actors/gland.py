"""The half of an enlarged prostate whose artery is closed: it goes pale where it is cut open, later it shrinks."""

from functools import lru_cache

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainterPath, QPen, QTransform

from irexplainer.geom.viewport import Rect
from irexplainer.paint.actors.scene import Scene
from irexplainer.paint.actors.strokes import color
from irexplainer.paint.parts import _Same
from irexplainer.paint.paths import polygon_path
from irexplainer.paint.plates import prostate_bake
from irexplainer.paint.plates.bench import grown
from irexplainer.paint.plates.states import profile_name
from irexplainer.story.frame import EffectPose

VEIL = ("#D8D2CB", 0.74)
"""Color and opacity of tissue without blood."""
EDGE = ("#8E857C", 0.75)
FLAT = ("#8A8A8A", 0.85)
INSIDE_CM = 0.1
"""The capsule keeps its color."""


def paint_gland(scene: Scene, effect: EffectPose) -> None:
    """Pale veil over the treated half; the closed pelvis shows nothing of it."""
    path = _path(scene, effect)
    if path is None:
        return
    p = scene.painter
    p.save()
    p.setOpacity(p.opacity() * min(effect.value, 1.0))
    p.fillPath(path, color(*(FLAT if scene.look.flat else VEIL)))
    p.strokePath(path, QPen(color(*EDGE), 1.2))
    p.restore()


def box_gland(scene: Scene, effect: EffectPose) -> Rect | None:
    """The treated half."""
    path = _path(scene, effect)
    if path is None:
        return None
    box = path.boundingRect().adjusted(-2, -2, 2, 2)
    return Rect(box.left(), box.top(), box.width(), box.height())


def _path(scene: Scene, effect: EffectPose) -> QPainterPath | None:
    """The half in px; None where it is not cut open or not treated."""
    view, target = scene.frame.view, scene.atlas.targets.get(effect.target)
    shown = view.plate == "front" and profile_name(view.profile) == "prostate"
    if target is None or not shown or effect.value <= 0.01:
        return None
    v = scene.viewport
    half = _half(_Same(scene.atlas), target.center[0] > 0)
    return QTransform(v.scale, 0, 0, v.scale, v.x0, v.y0).map(half)


@lru_cache(maxsize=4)
def _half(same: _Same, left: bool) -> QPainterPath:
    """The patient's left or right half without capsule and urethra, front cm."""
    whole = grown(polygon_path(prostate_bake.prostate_outline(same.atlas)), -INSIDE_CM)
    box = whole.boundingRect()
    side = QPainterPath()
    side.addRect(QRectF(0.0 if left else box.left(), box.top(), box.right() if left else -box.left(), box.height()))
    return whole.intersected(side).subtracted(grown(prostate_bake.urethra_path(), INSIDE_CM))
