"""What happens inside a cut-open vessel or plate: the state of wall, devices, fluid and bone, and the blood."""

from PySide6.QtCore import QRectF, Qt

from irexplainer.atlas.closeups import is_closeup, site_of
from irexplainer.geom.viewport import Rect
from irexplainer.paint.actors.scene import Scene
from irexplainer.paint.front.ground import paint_canvas
from irexplainer.paint.plates.closeup import inside_of, paint_arrows, to_drawing
from irexplainer.paint.plates.live import box_live, is_live, paint_live
from irexplainer.paint.plates.states import states_now
from irexplainer.story.frame import EffectPose


def paint_inside(scene: Scene, effect: EffectPose) -> None:
    """The plate in the state that ``effect.params`` gives; names as in ``plates.vessel_states`` and of the plate."""
    frame = scene.frame
    if is_live(frame.view):
        now = states_now(scene.frame)
        paint_live(scene.painter, scene.atlas, frame.view, frame.position, scene.look, scene.viewport, now)
        return
    if not is_closeup(scene.frame.view.plate):
        return
    inside, p = inside_of(scene.frame.view.plate), scene.painter
    p.save()
    box = box_inside(scene, effect)
    if box is not None:
        p.setClipRect(QRectF(box.x, box.y, box.width, box.height), Qt.ClipOperation.IntersectClip)
    if inside.wide:
        paint_canvas(p, scene.look, scene.viewport)
    to_drawing(p, site_of(scene.atlas, scene.frame.view.plate), scene.viewport)
    inside.still(p, inside.state(states_now(scene.frame)), scene.look, inside.wide)
    if inside.wide:
        paint_arrows(p, site_of(scene.atlas, scene.frame.view.plate), scene.look)
    p.restore()


def paint_blood(scene: Scene, effect: EffectPose) -> None:
    """Blood cells. value: how fast they move, 0 stands still; they stand where motion is reduced."""
    if not is_closeup(scene.frame.view.plate):
        return
    inside, p = inside_of(scene.frame.view.plate), scene.painter
    seconds = 0.0 if scene.reduced_motion else scene.frame.seconds
    p.save()
    to_drawing(p, site_of(scene.atlas, scene.frame.view.plate), scene.viewport)
    inside.cells(p, inside.state(states_now(scene.frame)), scene.look, seconds, effect.value)
    p.restore()


def box_inside(scene: Scene, effect: EffectPose) -> Rect | None:
    """The part of the picture in which things change; beyond it the plate looks as in the still picture."""
    if is_live(scene.frame.view):
        return box_live(scene.frame.view, scene.frame.position, scene.viewport, states_now(scene.frame))
    if not is_closeup(scene.frame.view.plate):
        return None
    site, v = site_of(scene.atlas, scene.frame.view.plate), scene.viewport
    if inside_of(scene.frame.view.plate).wide:
        return Rect(0.0, 0.0, v.width, v.height)
    camera = site.camera()
    half_w, half_h = camera.width * 0.52, camera.height * 0.5
    x0, y0 = v.to_screen(camera.x - half_w, camera.y - half_h)
    return Rect(x0, y0, 2 * half_w * v.scale, 2 * half_h * v.scale)
