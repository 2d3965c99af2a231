"""All devices: who paints which kind, what lies over what, and tools that come from behind an organ."""

from collections.abc import Callable

import numpy as np
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainterPath, QTransform

from irexplainer.geom.viewport import Rect
from irexplainer.paint.actors.flexible import paint_flexible, tool_line
from irexplainer.paint.actors.needle import HANDLE_CM, paint_needle
from irexplainer.paint.actors.probe import BODY_CM, paint_probe
from irexplainer.paint.actors.scene import Scene, box_of, joined, polyline_path
from irexplainer.paint.parts import parts_of
from irexplainer.story.frame import ToolPose

Painter = Callable[[Scene, ToolPose], None]

PAINTERS: dict[str, Painter] = {
    "wire": paint_flexible,
    "microcatheter": paint_flexible,
    "catheter": paint_flexible,
    "dilator": paint_flexible,
    "drain": paint_flexible,
    "sheath": paint_flexible,
    "needle": paint_needle,
    "biopsy_needle": paint_needle,
    "cryoprobe": paint_needle,
    "ultrasound_probe": paint_probe,
}
"""In painting order: what runs inside another device is painted before it."""

ORDER = {kind: index for index, kind in enumerate(PAINTERS)}
STRAIGHT = ("needle", "biopsy_needle", "cryoprobe")
FROM_BEHIND_CM = 4.0
"""A tool whose outer end lies this far behind the frontal plane comes through the back."""
VEIL_INSIDE = 0.42
VEIL_OUTSIDE = 0.5
VEIL_LIVER = 0.26
LIVER_SCENES = ("liver", "groin_route")
AORTA_BEHIND_LIVER = QRectF(0.45, 40.0, 3.0, 14.9)
"""Where the aorta lies behind the left lobe of the liver, front cm."""


def shown(scene: Scene) -> list[ToolPose]:
    """Devices to paint, in order."""
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
    else:
        paint(scene, tool)


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
    if scene.frame.view.plate != "front" or tool.kind == "ultrasound_probe":
        return False
    return float(scene.board.paths[tool.path].points[0, 2]) < -FROM_BEHIND_CM


def _in_front_of(scene: Scene, tool: ToolPose) -> QPainterPath | None:
    """Outline in px of the kidney that hides the tip of a tool from the back; None for other tools."""
    if not comes_from_behind(scene, tool):
        return None
    end = scene.board.paths[tool.path].points[-1]
    side = "left" if end[0] > 0 else "right"
    part = parts_of(scene.atlas).get(f"{side}_kidney")
    if part is None:
        return None
    v = scene.viewport
    return QTransform(v.scale, 0, 0, v.scale, v.x0, v.y0).map(part.path)


def _from_behind(scene: Scene, tool: ToolPose, organ: QPainterPath, paint: Painter) -> None:
    """Full strength inside the body, veiled behind the organ, and outside the body beyond the skin."""
    beyond = _beyond_skin(scene, tool)
    inner = _everything(scene).subtracted(organ)
    zones = [(organ, VEIL_INSIDE), (inner if beyond is None else inner.subtracted(beyond), 1.0)]
    if beyond is not None:
        zones.append((beyond.subtracted(organ), VEIL_OUTSIDE))
    _in_zones(scene, tool, paint, zones)


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


def _beyond_skin(scene: Scene, tool: ToolPose) -> QPainterPath | None:
    """Half of the picture in which the tool is outside the body."""
    track = scene.atlas.tracks.get(tool.path)
    if track is None:
        return None
    skin = scene.px(track.skin)
    inward = scene.px(track.end) - skin
    size = float(np.hypot(*inward))
    if size < 4:
        return None
    inward = inward / size
    across = np.array([-inward[1], inward[0]]) * 4000
    corners = np.array([skin + across, skin - across, skin - across - inward * 4000, skin + across - inward * 4000])
    return polyline_path(corners, closed=True)


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
        hose = half * 17 if tool.kind == "cryoprobe" else half * 3
        return joined((box_of(ends, radius * 3 + 0.2 * cm + 3), box_of(ends[:1], length + hose)))
    if tool.kind == "ultrasound_probe":
        return scene.around(track.at(tool.tip)[:3], (BODY_CM + 1.4) * min(cm, 110.0) + 6)
    line = tool_line(scene, tool)
    shaft = box_of(line, radius * 2.7 + 0.1 * cm + 6)
    if tool.kind in ("sheath", "dilator", "drain"):
        return joined((shaft, box_of(line[:1], max(radius * 1.3, 5.0) * 13)))
    return shaft
