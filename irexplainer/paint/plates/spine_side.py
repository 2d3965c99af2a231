"""The lumbar spine cut along the midline, seen from the patient's left: upright, or face down with the back on top.

States of the profile, e.g. ``spine_side crush=1 lift=0.5``: crush, lift, balloon, cement (see ``atlas.spine``) and
channel (the way of a needle through the pedicle).
"""

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QImage, QLinearGradient, QPainter, QPainterPath, QPen

from irexplainer.atlas.spine import SpineState, hinge, tilt, vertebra
from irexplainer.geom.viewport import Viewport
from irexplainer.paint.front.ground import paint_canvas
from irexplainer.paint.look import Look
from irexplainer.paint.plates import spine_bake as bake
from irexplainer.paint.plates.spine_flat import paint_flat_spine
from irexplainer.paint.plates.spine_live import (
    paint_anterior_ligament,
    paint_aorta,
    paint_canal,
    paint_channel,
    paint_filling,
    paint_treated,
    treated_path,
)
from irexplainer.paint.plates.states import states_of
from irexplainer.paint.plates.store import texture_of
from irexplainer.paint.shadows import Cast, paint_shadow
from irexplainer.story.frame import Position, View

if TYPE_CHECKING:
    from irexplainer.atlas.types import Atlas

NIGHT, FAT_SHADE = "#10171B", "#3A2410"
CAST = Cast(0.22, 0.06, 0.16, 0.34)
FADE_CM = (2.2, 2.0)
"""How softly the block ends in front, and towards head and foot."""
AROUND_CM = 7.2
PEDICLE_OPACITY = 0.82
STEPS, LIFT_STEPS = 32, 12
"""States are drawn in so many steps; each is computed once. The lift moves the whole upper spine: fewer steps."""


def state_of(profile: str) -> SpineState:
    """The state a profile names."""
    found = states_of(profile)
    steps = (("crush", STEPS), ("lift", LIFT_STEPS), ("balloon", STEPS), ("cement", STEPS))
    return SpineState(*(round(found.get(name, 0.0) * count) / count for name, count in steps))


def is_prone(position: Position) -> bool:
    """Face down is turned; every other way of lying is shown upright."""
    return position is Position.PRONE


def paint_spine_side(
    p: QPainter, atlas: "Atlas", view: View, position: Position, look: Look, viewport: Viewport
) -> None:
    """Paint the side cut in px of ``viewport``."""
    paint_canvas(p, look, viewport)
    prone, state = is_prone(position), state_of(view.profile)
    channel = states_of(view.profile).get("channel", 0.0)
    layer = QImage(round(viewport.width), round(viewport.height), QImage.Format.Format_ARGB32_Premultiplied)
    layer.fill(0)
    q = QPainter(layer)
    q.setRenderHint(QPainter.RenderHint.Antialiasing)
    q.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    q.translate(viewport.x0, viewport.y0)
    q.scale(viewport.scale, viewport.scale)
    if look.flat:
        paint_flat_spine(q, prone, state)
    else:
        _paint_block(q, prone, state, look)
        if channel > 0.01:
            paint_channel(q, atlas, prone, channel)
        _fade(q, prone, viewport)
    q.end()
    p.drawImage(QRectF(0, 0, viewport.width, viewport.height), layer)


def paint_spine_state(p: QPainter, position: Position, look: Look, viewport: Viewport, state: SpineState) -> None:
    """Only L1 with balloon or cement in a state, over the still plate: for a balloon or cement that grows."""
    prone = is_prone(position)
    p.save()
    p.setRenderHint(QPainter.RenderHint.Antialiasing)
    p.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    p.translate(viewport.x0, viewport.y0)
    p.scale(viewport.scale, viewport.scale)
    if look.flat:
        paint_flat_spine(p, prone, state)
    else:
        paint_treated(p, prone, state)
        p.save()
        p.setClipPath(treated_path(prone, state), Qt.ClipOperation.IntersectClip)
        paint_anterior_ligament(p, prone, state)
        p.restore()
        paint_filling(p, prone, state)
        _paint_pedicle(p, prone)
        if not look.light:
            shade = QColor(NIGHT)
            shade.setAlphaF(0.14)
            p.fillPath(treated_path(prone, state).united(bake.pedicle_path(prone)), shade)
    p.restore()


def _paint_block(p: QPainter, prone: bool, state: SpineState, look: Look) -> None:
    tissue = _picture("tissue", prone)
    if tissue is not None:
        p.fillPath(_body(prone), tissue)
    if not look.light:
        for color, alpha in ((FAT_SHADE, 0.20), (NIGHT, 0.14)):
            shade = QColor(color)
            shade.setAlphaF(alpha)
            p.fillPath(_body(prone), shade)
    paint_aorta(p, prone, state)
    paint_canal(p, prone, state)
    _paint_group(p, "lower", prone, SpineState())
    _paint_group(p, "upper", prone, state)
    paint_treated(p, prone, state)
    paint_anterior_ligament(p, prone, state)
    paint_filling(p, prone, state)
    _paint_pedicle(p, prone)
    if not look.light:
        shade = QColor(NIGHT)
        shade.setAlphaF(0.14)
        p.fillPath(_body(prone), shade)


def _picture(name: str, prone: bool) -> QBrush | None:
    box = bake.box_of(prone) if name != "pedicle" else bake.pedicle_box(prone)
    found = texture_of(f"spine_{name}_{bake.posture(prone)}", box[:2], bake.PX_PER_CM, name == "tissue")
    return found.brush() if found else None


@lru_cache(maxsize=2)
def _body(prone: bool) -> QPainterPath:
    """Everything in front of the skin of the back, as far as it is baked."""
    frame = QPainterPath()
    frame.addRect(QRectF(*bake.box_of(prone)))
    return frame.intersected(bake.area(bake.straight(-bake.FAR), bake.edge("skin"), prone))


@lru_cache(maxsize=2)
def around_treated(prone: bool) -> QPainterPath:
    """The block within some cm of L1: what turns in the picture when the patient does."""
    disc = QPainterPath()
    disc.addEllipse(treated_middle(prone), AROUND_CM, AROUND_CM)
    return disc.intersected(_body(prone))


def _paint_group(p: QPainter, name: str, prone: bool, state: SpineState) -> None:
    """Bones above or below L1; those above lean forward together."""
    brush = _picture(name, prone)
    if brush is None:
        return
    at = bake.laid(hinge()[None], prone)[0]
    frame = QPainterPath()
    frame.addRect(QRectF(*bake.box_of(prone)))
    p.save()
    p.translate(float(at[0]), float(at[1]))
    p.rotate(-tilt(state))
    p.translate(-float(at[0]), -float(at[1]))
    p.fillPath(frame, brush)
    p.restore()


def _paint_pedicle(p: QPainter, prone: bool) -> None:
    """The pedicle in front of the canal, see-through."""
    path, brush = bake.pedicle_path(prone), _picture("pedicle", prone)
    paint_shadow(p, f"spine.pedicle.{prone}", path, CAST)
    p.save()
    p.setOpacity(PEDICLE_OPACITY)
    p.fillPath(path, brush or QBrush(QColor("#EFE4D0")))
    p.restore()
    p.strokePath(path, QPen(QColor(bake.BONE_EDGE), 0.045))


def _fade(p: QPainter, prone: bool, viewport: Viewport) -> None:
    """The block ends softly in front and towards head and foot; the skin keeps its edge."""
    u0, v0, width, height = bake.BOX
    world = viewport.world
    whole = QRectF(world.x, world.y, world.width, world.height)
    p.setCompositionMode(QPainter.CompositionMode.CompositionMode_DestinationIn)
    corners = np.array([(u0, 58.4), (u0 + width, 58.4), (3.0, v0), (3.0, v0 + height)])
    front, back, head, foot = (QPointF(float(x), float(y)) for x, y in bake.laid(corners, prone))
    for a, b, soft, both in ((front, back, FADE_CM[0] / width, False), (head, foot, FADE_CM[1] / height, True)):
        gradient = QLinearGradient(a, b)
        for at, alpha in ((0.0, 0), (soft, 255), (1 - soft, 255), (1.0, 0 if both else 255)):
            gradient.setColorAt(at, QColor(0, 0, 0, alpha))
        p.fillRect(whole, gradient)


def treated_middle(prone: bool) -> QPointF:
    """Middle of L1 in the picture: where labels and tools look."""
    x, y = bake.laid(vertebra("L1").body.mean(0)[None], prone)[0]
    return QPointF(float(x), float(y))
