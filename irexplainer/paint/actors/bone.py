"""Devices for work inside a bone: needle with stylet and cross handle, syringe of cement, balloon with its gauge."""

from functools import lru_cache

import numpy as np
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainterPath, QPen, QTransform

from irexplainer.atlas.plates import SPINE
from irexplainer.atlas.spine import SpineState
from irexplainer.paint.actors.scene import Floats, Scene, polyline_path
from irexplainer.paint.actors.strokes import across_gradient, color, stroke_shadow
from irexplainer.paint.plates.spine_bake import pedicle_path
from irexplainer.paint.plates.spine_live import treated_path
from irexplainer.paint.plates.spine_side import is_prone, state_of
from irexplainer.paint.ramps import Ramp
from irexplainer.story.frame import ToolPose

LARGEST_SCALE = 46.0
"""Handles grow with the picture up to this many px per cm."""
INK, BONE, RIM = "#062A30", "#E9D5B4", "#7A5638"
GLASS: Ramp = ("#9FB4BC", "#DCE7EA", "#F8FCFC")
PASTE: Ramp = ("#8A929C", "#C7CDD4", "#F2F4F6")
HUB: tuple[tuple[float, float], ...] = ((0.05, 0.34), (-0.12, 0.42), (-0.85, 0.42), (-0.95, 0.30))
"""(cm along the needle from its outer end, half width in cm) of the hub."""


class _Axis:
    """A device along its needle: places by cm from its outer end (negative: outwards) and cm across."""

    def __init__(self, scene: Scene, tool: ToolPose) -> None:
        track = scene.board.paths[tool.path]
        self.start, self.tip = scene.px(np.array([track.at(tool.tail)[:3], track.at(tool.tip)[:3]]))
        self.length = float(np.hypot(*(self.tip - self.start)))
        self.along = (self.tip - self.start) / max(self.length, 1e-6)
        self.normal = np.array([-self.along[1], self.along[0]])
        self.scale = min(scene.viewport.scale, LARGEST_SCALE)
        self.radius = scene.radius(tool.diameter_mm / 20, 2.0)

    def at(self, along: float, across: float = 0.0) -> Floats:
        return np.asarray(self.start + (self.along * along + self.normal * across) * self.scale)

    def tube(self, profile: tuple[tuple[float, float], ...]) -> QPainterPath:
        """Closed outline that is the same on both sides of the axis."""
        right = [self.at(s, w) for s, w in profile]
        left = [self.at(s, -w) for s, w in reversed(profile)]
        return polyline_path(np.array(right + left), closed=True)


def paint_bone_needle(scene: Scene, tool: ToolPose) -> None:
    """Thick needle; its shape: 0 pointed, with the stylet inside, 1 hollow, the stylet taken out."""
    axis, p = _Axis(scene, tool), scene.painter
    if axis.length < 1.0:
        return
    p.save()
    p.setOpacity(p.opacity() * tool.opacity)
    shaft = _shaft(scene, axis, tool.shape > 0.5)
    _bone_over(scene, shaft)
    cm = axis.scale
    stroke_shadow(
        p, polyline_path(np.array([axis.at(-0.5, -0.85), axis.at(-0.5, 0.85)])), 0.2 * cm, 0.04 * cm, 0.12 * cm, 0.3
    )
    _part(scene, axis, axis.tube(HUB), 0.42, scene.look.ramp("catheter"))
    bar = QPainterPath()
    bar.addPath(_capsule(axis, -0.5, 1.15, 0.26))
    _part(scene, axis, bar, 0.6, scene.look.ramp("catheter"), across=False)
    if tool.shape <= 0.5:
        _part(scene, axis, axis.tube(((-0.95, 0.24), (-1.25, 0.32), (-1.42, 0.22))), 0.32, scene.look.ramp("needle"))
    else:
        p.setBrush(color(INK, 0.85))
        p.drawPath(axis.tube(((-0.9, 0.16), (-0.98, 0.16))))
    p.restore()


def paint_cement_filler(scene: Scene, tool: ToolPose) -> None:
    """Syringe of cement on a thin tube inside the needle; its shape: share that has been pushed."""
    axis, p = _Axis(scene, tool), scene.painter
    if axis.length < 1.0:
        return
    p.save()
    p.setOpacity(p.opacity() * tool.opacity)
    _rod(scene, axis)
    left = 1.8 * (1.0 - 0.85 * min(tool.shape, 1.0))
    _part(
        scene,
        axis,
        axis.tube(((0.2, 0.12), (-0.1, 0.16), (-0.1, 0.36), (-2.35, 0.36), (-2.35, 0.62), (-2.5, 0.62))),
        0.36,
        GLASS,
    )
    _part(scene, axis, axis.tube(((-0.16, 0.28), (-0.16 - left, 0.28))), 0.28, PASTE)
    rod = ((-0.16 - left, 0.12), (-1.5 - left, 0.12), (-1.5 - left, 0.46), (-1.66 - left, 0.46))
    _part(scene, axis, axis.tube(rod), 0.3, scene.look.ramp("catheter"))
    p.restore()


def paint_bone_balloon(scene: Scene, tool: ToolPose) -> None:
    """Thin tube of the balloon inside the needle, with its syringe and round gauge. The balloon itself is an effect."""
    axis, p = _Axis(scene, tool), scene.painter
    if axis.length < 1.0:
        return
    p.save()
    p.setOpacity(p.opacity() * tool.opacity)
    _rod(scene, axis)
    _part(scene, axis, axis.tube(((0.2, 0.12), (-0.1, 0.3), (-1.0, 0.3))), 0.3, scene.look.ramp("catheter"))
    _part(scene, axis, axis.tube(((-1.0, 0.38), (-3.4, 0.38), (-3.4, 0.6), (-3.55, 0.6))), 0.38, GLASS)
    cm, middle = axis.scale, axis.at(-1.5, 0.95)
    p.setPen(QPen(color(INK, 0.9), max(1.0, 0.05 * cm)))
    p.setBrush(color("#F8FCFC"))
    p.drawEllipse(QPointF(*map(float, middle)), 0.55 * cm, 0.55 * cm)
    angle = np.radians(215.0 - 215.0 * min(tool.shape, 1.0))
    end = middle + np.array([np.cos(angle), -np.sin(angle)]) * 0.42 * cm
    p.setPen(QPen(color("#B23B2E"), max(1.2, 0.08 * cm), c=Qt.PenCapStyle.RoundCap))
    p.drawLine(QPointF(*map(float, middle)), QPointF(*map(float, end)))
    p.restore()


def _shaft(scene: Scene, axis: _Axis, hollow: bool) -> QPainterPath:
    p, r = scene.painter, axis.radius
    point = min(r * 3.2, axis.length * 0.3)
    neck = axis.tip - axis.along * point
    if hollow:
        ring = [
            axis.start + axis.normal * r,
            axis.tip - axis.along * r * 1.2 + axis.normal * r,
            axis.tip - axis.normal * r,
        ]
    else:
        ring = [axis.start + axis.normal * r, neck + axis.normal * r, axis.tip, neck - axis.normal * r]
    path = polyline_path(np.array([*ring, axis.start - axis.normal * r]), closed=True)
    cm = scene.viewport.scale
    stroke_shadow(p, polyline_path(np.array([axis.start, neck])), r, 0.05 * cm, 0.14 * cm, 0.5)
    p.setPen(QPen(color("#2B3338", 0.9), max(1.0, r * 0.2)))
    p.setBrush(_across(axis, r, scene.look.ramp("needle")))
    p.drawPath(path)
    return path


def _rod(scene: Scene, axis: _Axis) -> None:
    p, r = scene.painter, axis.radius
    ends = [
        axis.start + axis.normal * r,
        axis.tip + axis.normal * r,
        axis.tip - axis.normal * r,
        axis.start - axis.normal * r,
    ]
    p.setPen(QPen(color("#2B3338", 0.8), max(0.8, r * 0.2)))
    p.setBrush(_across(axis, r, GLASS))
    p.drawPath(polyline_path(np.array(ends), closed=True))


def _bone_over(scene: Scene, shaft: QPainterPath) -> None:
    """On the cut of the spine the needle lies within pedicle and body: it is seen through the bone."""
    view, v, p = scene.frame.view, scene.viewport, scene.painter
    if view.plate != SPINE:
        return
    bone = _bone(is_prone(scene.frame.position), state_of(view.profile))
    p.save()
    p.setClipPath(QTransform(v.scale, 0, 0, v.scale, v.x0, v.y0).map(bone), Qt.ClipOperation.IntersectClip)
    p.setPen(QPen(color(RIM, 0.55), max(1.5, 0.05 * v.scale)))
    p.setBrush(color(BONE, 0.0 if scene.look.flat else 0.36))
    p.drawPath(shaft)
    p.restore()


@lru_cache(maxsize=8)
def _bone(prone: bool, state: SpineState) -> QPainterPath:
    """Pedicle and body of L1 with its discs, cm of the plate."""
    return pedicle_path(prone).united(treated_path(prone, state))


def _capsule(axis: _Axis, along: float, half: float, thick: float) -> QPainterPath:
    """Rounded bar across the axis."""
    turn = np.linspace(-np.pi / 2, np.pi / 2, 12)
    right = [axis.at(along + thick * np.sin(t), half - thick + thick * np.cos(t)) for t in turn]
    left = [axis.at(along + thick * np.sin(t), -half + thick - thick * np.cos(t)) for t in reversed(turn)]
    return polyline_path(np.array(right + left), closed=True)


def _part(scene: Scene, axis: _Axis, path: QPainterPath, half: float, ramp: Ramp, across: bool = True) -> None:
    p, cm = scene.painter, axis.scale
    p.setPen(QPen(color(INK, 0.9), max(1.0, 0.04 * cm), j=Qt.PenJoinStyle.RoundJoin))
    if across:
        p.setBrush(_across(axis, half * cm, ramp))
    else:
        middle = axis.at(-0.5)
        p.setBrush(
            across_gradient(QPointF(*map(float, middle)), QPointF(*map(float, axis.along)), half * cm * 0.45, ramp, 0.7)
        )
    p.drawPath(path)


def _across(axis: _Axis, radius: float, ramp: Ramp) -> object:
    center = QPointF(*map(float, axis.start))
    return across_gradient(center, QPointF(*map(float, axis.normal)), radius, ramp, 0.8)
