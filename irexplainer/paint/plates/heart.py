"""The heart cut open, seen from the front: the way from the lower vena cava to the lung arteries. Plate: ``front``.

States of the profile: ``heart clot=1`` (clot in the right lung artery, 0 gone .. 1 whole).
"""

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QLinearGradient, QPainter, QPainterPath, QPen, QTransform

from irexplainer.atlas.heart import small_vessel
from irexplainer.atlas.plans import load_plan
from irexplainer.geom.viewport import Viewport
from irexplainer.paint.front.easel import Easel
from irexplainer.paint.front.ground import paint_canvas, paint_vignette
from irexplainer.paint.look import Look
from irexplainer.paint.parts import _Same
from irexplainer.paint.paths import Floats
from irexplainer.paint.plates import heart_bake as bake
from irexplainer.paint.plates.bench import line_path
from irexplainer.paint.plates.joined import united
from irexplainer.paint.plates.states import states_of
from irexplainer.paint.plates.store import texture_of
from irexplainer.paint.tubes import Shading, Tube, paint_tubes, paint_veiled, tapered
from irexplainer.story.frame import Position, View

if TYPE_CHECKING:
    from irexplainer.atlas.types import Atlas

GLASS = 0.34
"""Opacity of a vessel where it lies in front of the right lung artery."""
VEINS = tuple(f"{side}_{part}_pulmonary_vein" for side in ("left", "right") for part in ("superior", "inferior"))
UPPER_VEINS = ("right_brachiocephalic_vein", "left_brachiocephalic_vein")
AORTA = ("aortic_arch", "thoracic_aorta", "abdominal_aorta")
ARCH_BRANCHES = ("brachiocephalic_trunk", "left_common_carotid_artery", "left_subclavian_artery")
AORTA_FADES, VEINS_FADE = (55.5, 59.5), (29.8, 31.6)
"""From where to where (y, cm) what leads out of the picture fades."""
NIGHT = "#10171B"
ROOT_CM = 0.8
"""How far the rising aorta goes on behind the heart."""
FLAT = {"wall": "#34406A", "muscle": "#6A2A30", "right": "#4E7FD0", "left": "#C8423C", "clot": "#2A060E"}
SHARP_FROM = 40.0
"""px per cm from which edges are drawn anew over the baked picture."""


def paint_heart(p: QPainter, atlas: "Atlas", view: View, position: Position, look: Look, viewport: Viewport) -> None:
    """Paint the scene in px of ``viewport``."""
    paint_canvas(p, look, viewport)
    p.save()
    p.setRenderHint(QPainter.RenderHint.Antialiasing)
    p.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    p.translate(viewport.x0, viewport.y0)
    p.scale(viewport.scale, viewport.scale)
    e = Easel(p, atlas, look, viewport)
    _behind(e)
    if look.flat:
        _flat(e)
    else:
        _opened(e)
    _clot(e, states_of(view.profile).get("clot", 0.0))
    _aortic_root(e)
    _in_front(e)
    p.restore()
    paint_vignette(p, look, viewport)


def paint_clot(p: QPainter, atlas: "Atlas", look: Look, viewport: Viewport, share: float) -> None:
    """Only the clot, ``share`` of it left, over the still plate in px of ``viewport``."""
    p.save()
    p.setRenderHint(QPainter.RenderHint.Antialiasing)
    p.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    p.translate(viewport.x0, viewport.y0)
    p.scale(viewport.scale, viewport.scale)
    e = Easel(p, atlas, look, viewport)
    _clot(e, share)
    p.restore()


def _behind(e: Easel) -> None:
    """Lungs, lung veins, the aorta from its arch down, and the large vessels above the heart."""
    if not e.look.flat:
        e.paint("right_lung", "left_lung", opacity=0.9, tint=0.42)
    context = Shading(e.look.ramp("artery_context"), 0.035)
    down = np.vstack([bake.flat(e.atlas.vessels[n].points) for n in AORTA])
    paint_veiled(e.p, [Tube(down[down[:, 1] < AORTA_FADES[1] + 1.0])], context, 1.0, _fade(*AORTA_FADES, True), e.world)
    paint_tubes(e.p, [Tube(tapered(bake.flat(small_vessel(n)), end=1.6)) for n in VEINS], context, e.world)
    branches = [Tube(tapered(e.tube(n).line, end=2.0)) for n in e.has(ARCH_BRANCHES)]
    red = Shading(e.look.ramp("artery"), 0.04)
    paint_veiled(e.p, [*branches, Tube(_rising(e), False, True)], red, 1.0, _away(), e.world)
    blue = Shading(e.look.ramp("vein"), 0.04)
    veins = [*(e.tube(n) for n in e.has(UPPER_VEINS)), Tube(_upper(e), False, True)]
    paint_veiled(e.p, veins, blue, 1.0, _fade(*VEINS_FADE, False), e.world)


def _rising(e: Easel) -> Floats:
    """Rising aorta and arch as one line."""
    line = bake.flat(np.vstack([e.atlas.vessels[n].points for n in ("ascending_aorta", "aortic_arch")]))
    back = line[0] - line[4]
    back *= ROOT_CM / float(np.hypot(*back[:2]))
    return np.vstack([line[0] + [back[0], back[1], 0.0], line])


def _upper(e: Easel) -> Floats:
    """Upper vena cava down to where it is cut open."""
    line = bake.flat(e.atlas.vessels["superior_vena_cava"].points)
    return np.asarray(line[line[:, 1] < bake.SVC_CUT_Y + 0.25])


def _away() -> QBrush:
    """The arch pales where it turns to the back."""
    gradient = QLinearGradient(QPointF(1.3, 0), QPointF(2.9, 0))
    gradient.setColorAt(0, QColor(0, 0, 0, 255))
    gradient.setColorAt(1, QColor(0, 0, 0, 0))
    return QBrush(gradient)


def _opened(e: Easel) -> None:
    picture = texture_of("heart_open", bake.BOX[:2], bake.PX_PER_CM, opaque=False)
    if picture is None:
        _flat(e)
        return
    walls, muscle, right, left = _paths(_Same(e.atlas))
    e.p.drawImage(QRectF(*bake.BOX), picture.image)
    if not e.look.light:
        night = QColor(NIGHT)
        night.setAlphaF(0.16)
        e.p.fillPath(walls.united(muscle), night)
    if e.viewport.scale >= SHARP_FROM:
        for path, color, width, alpha in ((right, "#D6E2F4", 0.035, 0.8), (left, "#F6C4B4", 0.035, 0.75)):
            ink = QColor(color)
            ink.setAlphaF(alpha)
            e.p.strokePath(path, QPen(ink, width))


@lru_cache(maxsize=2)
def _paths(same: _Same) -> tuple[QPainterPath, QPainterPath, QPainterPath, QPainterPath]:
    """Vessel walls, muscle, blue space, red space."""
    atlas = same.atlas
    return bake.vessel_walls(atlas), bake.heart_wall(), bake.right_space(atlas), bake.left_space()


def _flat(e: Easel) -> None:
    walls, muscle, right, left = _paths(_Same(e.atlas))
    for path, color in ((walls, "wall"), (muscle, "muscle"), (right, "right"), (left, "left")):
        e.p.fillPath(path, QColor(FLAT[color]))
        e.outline(path, 2.0 if color == "muscle" else 1.5)
    for name in bake.LEAFLETS:
        e.outline(line_path(load_plan("heart").curve(name)[:, :2]), 3.0)


def _clot(e: Easel, share: float) -> None:
    """What is left of the clot: it is drawn out from its near end."""
    if share <= 0.01:
        return
    path = united([Tube(line) for line in remaining(share)])
    if e.look.flat:
        e.p.fillPath(path, QColor(FLAT["clot"]))
        e.outline(path, 2.5)
        return
    face = texture_of("heart_clot", bake.clot_corner(), bake.PX_PER_CM, opaque=False)
    shade = QColor("#1E0A14")
    for grow, alpha in ((0.14, 0.10), (0.09, 0.14), (0.05, 0.18)):
        shade.setAlphaF(alpha)
        e.p.strokePath(path.translated(0.03, 0.07), QPen(shade, 2 * grow, j=Qt.PenJoinStyle.RoundJoin))
    e.p.fillPath(path, face.brush() if face else QBrush(QColor(bake.CLOT[1])))
    e.p.strokePath(path, QPen(QColor("#36101A"), 0.035))


def remaining(share: float) -> list[Floats]:
    """Lines of the clot of which ``share`` is left: shorter from the near end, and thinner at the last."""
    found = []
    for line in bake.clot_lines():
        first = int((1 - share) * 0.8 * (len(line) - 4))
        rest = line[first:].copy()
        rest[:, 2] *= 0.35 + 0.65 * min(1.0, share / 0.4)
        found.append(tapered(rest, start=0.25, end=0.3))
    return found


def _aortic_root(e: Easel) -> None:
    """Where the aorta leaves the left ventricle, behind the right one: two dashed edges."""
    line = bake.flat(load_plan("heart").curve("aortic_root", 14))
    tube = Tube(line, False, False)
    half = len(line)
    edges = tube.parts[0] + tube.parts[1]
    ink = QColor("#FFFFFF" if e.look.flat else "#F7D9D2")
    ink.setAlphaF(0.75)
    pen = QPen(ink, 0.038)
    pen.setDashPattern([2.6, 2.2])
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    if not e.look.flat:
        veil = QColor("#B8363A")
        veil.setAlphaF(0.20)
        e.p.save()
        e.clip(_paths(_Same(e.atlas))[2])
        e.p.fillPath(united([tube]), veil)
        e.p.restore()
    e.p.save()
    e.clip(_beside_the_sulcus())
    for edge in (edges[:half], edges[half:]):
        e.p.strokePath(line_path(edge), pen)
    e.p.restore()


def _beside_the_sulcus() -> QPainterPath:
    path = QPainterPath()
    path.addRect(QRectF(0.45, 38.9, 6, 4))
    return path


def _in_front(e: Easel) -> None:
    """Upper vena cava and rising aorta in front of the right lung artery: glass there, solid below it."""
    upper, rising = _upper(e), _rising(e)
    rising = rising[: int(rising[:, 1].argmin())]
    for line, ramp, low in ((upper, "vein", (38.4, 38.55)), (rising, "artery", (99.0, 99.9))):
        tube, shading = Tube(line, False, False), Shading(e.look.ramp(ramp), 0.04)
        e.p.save()
        e.clip(_passage(_Same(e.atlas)) if ramp == "artery" else _box_from(line))
        paint_veiled(e.p, [tube], shading, 0.5 if e.look.flat else GLASS, _fade(40.6, 41.0, True), e.world)
        e.p.restore()
        paint_veiled(e.p, [tube], shading, 1.0, _fade(*low, False), e.world)
    _cut_edge(e, upper)


def _box_from(line: Floats) -> QPainterPath:
    """Box around a tube, from where it may be glass."""
    path = QPainterPath()
    path.addRect(QRectF(line[:, 0].min() - 1.5, 35.9, np.ptp(line[:, 0]) + 3, line[:, 1].max() - 35.7))
    return path


@lru_cache(maxsize=2)
def _passage(same: _Same) -> QPainterPath:
    """The right lung artery with its wall, right of the trunk."""
    line = bake.flat(same.atlas.vessels["right_pulmonary_artery"].points)
    line[:, 2] *= 1 + bake.WALL_SHARE
    trunk = bake.flat(same.atlas.vessels["pulmonary_trunk"].points)
    return united([Tube(line, True, True)]).subtracted(united([Tube(trunk * [1, 1, 1.06], False, True)]))


def _cut_edge(e: Easel, line: Floats) -> None:
    """Front edge where the upper vena cava begins to be cut open, with the shadow it throws inside."""
    low = int(line[:, 1].argmax())
    x, y, r = (float(v) for v in line[low])
    along = line[low, :2] - line[max(low - 5, 0) or 5, :2]
    arc = QPainterPath()
    arc.arcMoveTo(QRectF(-r, -0.16, 2 * r, 0.32), 180)
    arc.arcTo(QRectF(-r, -0.16, 2 * r, 0.32), 180, 180)
    turn = QTransform.fromTranslate(x, y).rotate(float(np.degrees(np.arctan2(-along[0], along[1]))))
    arc = turn.map(arc)
    if e.look.flat:
        e.outline(arc, 2.0)
        return
    for width, alpha in ((0.5, 0.10), (0.32, 0.12), (0.16, 0.16)):
        shade = QColor("#1E2A52")
        shade.setAlphaF(alpha)
        e.p.strokePath(arc.translated(0, 0.12), QPen(shade, width, c=Qt.PenCapStyle.FlatCap))
    e.p.strokePath(arc, QPen(QColor("#C3D2EC"), 0.085))
    e.p.strokePath(arc.translated(0, -0.05), QPen(QColor("#31477E"), 0.03))


def _fade(start: float, end: float, down: bool) -> QBrush:
    """Opaque above ``start``, gone below ``end`` (down), or the other way round."""
    gradient = QLinearGradient(QPointF(0, start), QPointF(0, end))
    gradient.setColorAt(0, QColor(0, 0, 0, 255 if down else 0))
    gradient.setColorAt(1, QColor(0, 0, 0, 0 if down else 255))
    return QBrush(gradient)
