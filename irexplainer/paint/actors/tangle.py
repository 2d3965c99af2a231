"""Liquid that sets in a tangle of vessels: a dark cast that grows from the feeding artery on."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPen

from irexplainer.atlas.tangles import strands_of
from irexplainer.geom.tangle import filled
from irexplainer.geom.viewport import Rect
from irexplainer.imaging.tangles import dyed_lines
from irexplainer.paint.actors.flow import DYE
from irexplainer.paint.actors.scene import Floats, Scene, box_of, joined, polyline_path
from irexplainer.paint.actors.strokes import color
from irexplainer.story.frame import EffectPose

EDGE, BODY, SHINE = "#0E1114", "#3B4148", "#AEB7BF"
SHARE = 0.92
"""Of the strand's lumen."""
FLAT = "#FFD400"
PIECE = 4
"""Points of a piece of dye."""


def _shown(scene: Scene) -> bool:
    view = scene.frame.view
    return view.plate == "front" and "avm" in view.profile


def paint_tangle(scene: Scene, effect: EffectPose) -> None:
    """value = share of the tangle that is filled."""
    if not _shown(scene):
        return
    p = scene.painter
    p.save()
    for line, density in dyed_lines(scene.frame, scene.atlas, effect):
        _paint_dye(scene, line, density)
    for line in filled(strands_of(scene.atlas, effect.target), effect.value):
        path = polyline_path(scene.px(line[:, :3]))
        width = scene.radius(SHARE * float(line[:, 3].mean()), 0.9) * 2
        tones = ((EDGE, 1.0), (FLAT, 0.6)) if scene.look.flat else ((EDGE, 1.0), (BODY, 0.62), (SHINE, 0.16))
        for name, part in tones:
            p.strokePath(path, QPen(_tone(name), max(width * part, 0.5)))
    p.restore()


def _paint_dye(scene: Scene, line: Floats, density: Floats) -> None:
    """Dye along a line, in pieces of about the same density."""
    for start in range(0, len(line) - 1, PIECE):
        part, much = line[start : start + PIECE + 1], float(density[start : start + PIECE + 1].mean())
        if much > 0.04:
            pen = QPen(color(DYE, 0.62 * much), scene.radius(0.8 * float(part[:, 3].mean()), 0.8) * 2)
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
            scene.painter.strokePath(polyline_path(scene.px(part[:, :3])), pen)


def _tone(name: str) -> QColor:
    return color(name, 0.8 if name == SHINE else 1.0)


def box_tangle(scene: Scene, effect: EffectPose) -> Rect | None:
    """The tangle, and its vein while dye runs."""
    target = scene.atlas.targets.get(effect.target)
    if target is None or not _shown(scene):
        return None
    boxes: list[Rect | None] = [scene.around(target.center, 1.35 * target.radius * scene.viewport.scale + 4)]
    for line, _ in dyed_lines(scene.frame, scene.atlas, effect):
        wide = float(line[:, 3].max()) * scene.viewport.scale
        boxes.append(box_of(scene.px(line[:, :3]), wide + 4))
    return joined(boxes)
