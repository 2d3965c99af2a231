"""All devices: who paints which kind, what lies over what, and tools that come from behind an organ."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QLinearGradient, QPainterPath, QTransform

from irexplainer.atlas.closeups import is_closeup
from irexplainer.geom.viewport import Rect
from irexplainer.paint.actors.biopsy import paint_biopsy
from irexplainer.paint.actors.bone import paint_bone_balloon, paint_bone_needle, paint_cement_filler
from irexplainer.paint.actors.clot_tools import drops_px, paint_aspiration, paint_lysis
from irexplainer.paint.actors.flexible import paint_flexible, tool_line
from irexplainer.paint.actors.line import LINES, box_line, paint_line
from irexplainer.paint.actors.needle import HANDLE_CM, HOSED, paint_needle
from irexplainer.paint.actors.peel import reach_px
from irexplainer.paint.actors.port import box_port, paint_port
from irexplainer.paint.actors.probe import BODY_CM, paint_probe
from irexplainer.paint.actors.scene import Scene, box_of, joined
from irexplainer.paint.actors.scope import box_scope, paint_scope
from irexplainer.paint.actors.veil import paint_veiled_layer
from irexplainer.paint.parts import parts_of
from irexplainer.story.frame import ToolPose

if TYPE_CHECKING:
    from irexplainer.atlas.types import Track

Painter = Callable[[Scene, ToolPose], None]

PAINTERS: dict[str, Painter] = {
    "wire": paint_flexible,
    "microcatheter": paint_flexible,
    "catheter": paint_flexible,
    "lysis_catheter": paint_lysis,
    "aspiration_catheter": paint_aspiration,
    "dilator": paint_flexible,
    "drain": paint_flexible,
    "double_j": paint_flexible,
    "line": paint_line,
    "cuffed_line": paint_line,
    "port_line": paint_line,
    "port": paint_port,
    "sheath": paint_flexible,
    "scope": paint_scope,
    "bone_balloon": paint_bone_balloon,
    "cement_filler": paint_cement_filler,
    "bone_needle": paint_bone_needle,
    "biopsy_needle": paint_biopsy,
    "needle": paint_needle,
    "cryoprobe": paint_needle,
    "electrode": paint_needle,
    "ultrasound_probe": paint_probe,
}
"""In painting order: what runs inside another device is painted before it; a scope shows as if its tube were open."""

ORDER = {kind: index for index, kind in enumerate(PAINTERS)}
STRAIGHT = ("bone_balloon", "cement_filler", "bone_needle", "needle", "biopsy_needle", "cryoprobe", "electrode")
ON_TRACK_CM = 0.05
FROM_BEHIND_CM = 4.0
"""A tool whose outer end lies this far behind the frontal plane comes through the back."""
NEAR_CM, OUTSIDE_CM = 4.0, 20.0
"""Ways that end, or begin outside the body, further from a kidney than this do not go for it."""
VEIL_BACK = 0.5
"""Opacity of a probe at the back."""
VEIL_INSIDE = 0.42
VEIL_BEHIND = ((0.0, 0.62), (0.55, 0.34), (1.0, 0.12), (1.25, 0.0))
"""How much of a tool from the back is seen behind the body: share of the way from the organ to the skin, opacity.

What lies outside the skin of the back, handles and hubs, is out of sight.
"""
VEIL_LIVER = 0.26
LIVER_SCENES = ("liver", "groin_route", "arm_route_liver")
AORTA_BEHIND_LIVER = QRectF(0.45, 40.0, 3.0, 14.9)
"""Where the aorta lies behind the left lobe of the liver, front cm."""


def shown(scene: Scene) -> list[ToolPose]:
    """Devices to paint, in order; a cut-open vessel shows those in it by itself."""
    if is_closeup(scene.frame.view.plate):
        return []
    tools = [t for t in scene.frame.tools if t.opacity > 0.01 and t.kind in ORDER and t.path in scene.board.paths]
    return sorted(tools, key=lambda t: ORDER[t.kind])


def paint_tools(scene: Scene) -> None:
    """Paint all devices."""
    for tool in shown(scene):
        paint_tool(scene, tool)


def paint_tool(scene: Scene, tool: ToolPose, paint: Painter | None = None) -> None:
    """Paint one device, veiled where it lies behind an organ. paint: instead of the painter of its kind."""
    paint = paint or PAINTERS[tool.kind]
    host = _in_front_of(scene, tool)
    lobe = None if host is not None else _liver_in_front(scene)
    if host is not None:
        _from_behind(scene, tool, host, paint)
    elif lobe is not None:
        _in_zones(scene, tool, paint, [(lobe, VEIL_LIVER), (_everything(scene).subtracted(lobe), 1.0)])
    elif tool.kind == "ultrasound_probe" and _at_the_back(scene, tool):
        p = scene.painter
        p.save()
        p.setOpacity(p.opacity() * VEIL_BACK)
        paint(scene, tool)
        p.restore()
    else:
        paint(scene, tool)


def _at_the_back(scene: Scene, tool: ToolPose) -> bool:
    """True where the front view looks at a tool from the far side of the body."""
    line = scene.board.paths[tool.path].points
    return scene.frame.view.plate == "front" and float(line[0, 2]) < -FROM_BEHIND_CM


def _liver_in_front(scene: Scene) -> QPainterPath | None:
    """The left lobe of the liver where the aorta runs behind it, px: tools from the arm pass there."""
    view, liver = scene.frame.view, parts_of(scene.atlas).get("liver")
    if view.plate != "front" or view.profile not in LIVER_SCENES or liver is None:
        return None
    if scene.board.choices.get("access", "").startswith("groin"):
        return None
    behind = QPainterPath()
    behind.addRect(AORTA_BEHIND_LIVER)
    v = scene.viewport
    return QTransform(v.scale, 0, 0, v.scale, v.x0, v.y0).map(liver.path.intersected(behind))


def comes_from_behind(scene: Scene, tool: ToolPose) -> bool:
    """True where the front view looks at a tool from the far side."""
    return tool.kind != "ultrasound_probe" and _at_the_back(scene, tool)


def _in_front_of(scene: Scene, tool: ToolPose) -> QPainterPath | None:
    """Outline in px of the kidney that hides the tip of a tool from the back; None for other tools."""
    if not comes_from_behind(scene, tool):
        return None
    way = scene.board.paths[tool.path].points
    start, end = way[0], way[-1]
    side = "left" if end[0] > 0 else "right"
    part = parts_of(scene.atlas).get(f"{side}_kidney")
    box = None if part is None else part.path.boundingRect()
    if part is None or box is None or not (_near(box, start, OUTSIDE_CM) and _near(box, end, NEAR_CM)):
        return None
    v = scene.viewport
    return QTransform(v.scale, 0, 0, v.scale, v.x0, v.y0).map(part.path)


def _near(box: QRectF, point: "np.ndarray[tuple[int], np.dtype[np.float64]]", cm: float) -> bool:
    """Is a point, front cm, in a box or within some cm of it?"""
    return box.adjusted(-cm, -cm, cm, cm).contains(QPointF(float(point[0]), float(point[1])))


def _from_behind(scene: Scene, tool: ToolPose, organ: QPainterPath, paint: Painter) -> None:
    """Veiled behind the organ; beside it fading backwards through the flank, gone where it leaves the back."""
    _in_zones(scene, tool, paint, [(organ, VEIL_INSIDE)])
    fade, box = _fade(scene, tool, organ), box_tool(scene, tool)
    if fade is None or box is None:
        return
    p = scene.painter
    p.save()
    p.setClipPath(_everything(scene).subtracted(organ), Qt.ClipOperation.IntersectClip)
    paint_veiled_layer(scene, box, fade, lambda layer: paint(layer, tool))
    p.restore()


def _fade(scene: Scene, tool: ToolPose, organ: QPainterPath) -> QBrush | None:
    """Opacity along the way from the rim of the organ to the skin of the back; None where both are one place."""
    track = track_of(scene, tool)
    if track is None:
        return None
    skin, end = scene.px(track.skin), scene.px(track.end)
    way = np.linspace(end, skin, 40)
    inside = [organ.contains(QPointF(*map(float, q))) for q in way]
    rim = way[max((i for i, there in enumerate(inside) if there), default=0)]
    if float(np.hypot(*(skin - rim))) < 4:
        rim = end
    reach = VEIL_BEHIND[-1][0]
    out = rim + (skin - rim) * reach
    gradient = QLinearGradient(QPointF(*map(float, rim)), QPointF(*map(float, out)))
    for share, opacity in VEIL_BEHIND:
        gradient.setColorAt(share / reach, QColor(0, 0, 0, round(255 * opacity)))
    return QBrush(gradient)


def track_of(scene: Scene, tool: ToolPose) -> "Track | None":
    """The needle path of the atlas along which a tool goes in; None for other ways."""
    line = scene.board.paths[tool.path].points
    for track in scene.atlas.tracks.values():
        way = np.asarray(track.end, float) - np.asarray(track.skin, float)
        back = np.asarray(track.skin, float) - line[0, :3]
        across = np.cross(way / float(np.linalg.norm(way)), back)
        if float(np.linalg.norm(across)) < ON_TRACK_CM and float(way @ back) > 0:
            return track
    return None


def _everything(scene: Scene) -> QPainterPath:
    whole = QPainterPath()
    whole.addRect(-10, -10, scene.viewport.width + 20, scene.viewport.height + 20)
    return whole


def _in_zones(scene: Scene, tool: ToolPose, paint: Painter, zones: list[tuple[QPainterPath, float]]) -> None:
    """Paint a device once per zone, with the opacity it has there."""
    p = scene.painter
    for zone, opacity in zones:
        p.save()
        p.setClipPath(zone, Qt.ClipOperation.IntersectClip)
        p.setOpacity(p.opacity() * opacity)
        paint(scene, tool)
        p.restore()


def box_tools(scene: Scene) -> Rect | None:
    """Where the devices are."""
    return joined(box_tool(scene, tool) for tool in shown(scene))


def box_tool(scene: Scene, tool: ToolPose) -> Rect | None:
    """Where one device is."""
    cm = scene.viewport.scale
    radius = scene.radius(tool.diameter_mm / 20, 2.0)
    track = scene.board.paths[tool.path]
    if tool.kind in STRAIGHT:
        ends = scene.px(np.array([track.at(tool.tail)[:3], track.at(tool.tip)[:3]]))
        scale = min(cm, 46.0)
        length, half = (v * scale for v in HANDLE_CM[tool.kind])
        half = max(half, radius * 1.9)
        hose = half * 17 if tool.kind in HOSED else half * 3
        return joined((box_of(ends, radius * 3 + 0.2 * cm + 3), box_of(ends[:1], length + hose)))
    if tool.kind == "scope":
        return box_scope(scene, tool)
    if tool.kind == "ultrasound_probe":
        return scene.around(track.at(tool.tip)[:3], (BODY_CM + 1.4) * min(cm, 110.0) + 6)
    if tool.kind in LINES:
        return box_line(scene, tool)
    if tool.kind == "port":
        return box_port(scene, tool)
    line = tool_line(scene, tool)
    shaft = box_of(line, radius * 2.7 + 0.1 * cm + 6)
    if tool.kind == "lysis_catheter" and tool.shape > 0:
        return box_of(line, drops_px(scene, radius))
    if tool.kind == "sheath" and tool.shape > 0:
        return box_of(line, reach_px(scene, radius))
    if tool.kind in ("sheath", "dilator", "drain"):
        return joined((shaft, box_of(line[:1], max(radius * 1.3, 5.0) * 13)))
    return shaft
