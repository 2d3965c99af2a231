"""Moving devices at the price of a blit: what has not moved is kept as a picture, only the end is painted anew.

A device is drawn with dozens of wide strokes, which takes 5 to 15 ms at organ view. A bendable one that advances is
kept up to a cut some px behind its tip; a straight one keeps its length and is moved as a whole. The pictures differ
from direct painting by rounding only, so a picture for print never uses them.
"""

import math
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, replace

import numpy as np
from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QImage, QPainter, QPainterPath, QPainterPathStroker

from irexplainer.geom.viewport import Rect, Viewport
from irexplainer.paint.actors.flexible import paint_flexible
from irexplainer.paint.actors.scene import Scene, polyline_path
from irexplainer.paint.actors.tools import PAINTERS, STRAIGHT, box_tool, shown
from irexplainer.story.frame import ToolPose

Submit = Callable[[Hashable, Callable[[], object]], None]
"""Run a job in another thread; its result comes back through ``ToolSprites.take``."""

QUANTUM_PX = 56.0
"""The kept part of a bendable device ends at multiples of this."""
MOST_BYTES, FRAMES = 8 << 20, 1.2
"""Pictures of devices take up to MOST_BYTES, on a large stage up to FRAMES pictures of the stage."""


@dataclass(frozen=True, eq=False)
class Sprite:
    """A picture of a device. x, y: its place in px of the stage. at: px of the tip it was painted with."""

    image: QImage
    x: int
    y: int
    at: tuple[float, float]


class ToolSprites:
    """Pictures of devices for one view; bounded memory. submit: where slow ones are painted, None: at once."""

    def __init__(self, submit: Submit | None = None) -> None:
        self._submit, self._most = submit, MOST_BYTES
        self._kept: OrderedDict[Hashable, Sprite] = OrderedDict()
        self._last: dict[str, Hashable] = {}
        self._away: dict[str, Hashable] = {}

    @property
    def bytes(self) -> int:
        """Memory in use."""
        return sum(sprite.image.sizeInBytes() for sprite in self._kept.values())

    def clear(self) -> None:
        """Forget all."""
        self._kept.clear()
        self._last.clear()
        self._away.clear()

    def fit_to(self, viewport: Viewport) -> None:
        """Devices are larger on a larger stage."""
        self._most = max(MOST_BYTES, int(FRAMES * 4 * viewport.width * viewport.height))

    def take(self, key: Hashable, sprite: Sprite) -> None:
        """Keep what another thread has painted."""
        self._kept[key] = sprite
        used = self.bytes
        while used > self._most and len(self._kept) > 1:
            _, old = self._kept.popitem(last=False)
            used -= old.image.sizeInBytes()

    def paint(self, scene: Scene, tool: ToolPose) -> None:
        """Paint a device (a ``Painter`` for ``paint_tool``)."""
        if tool.kind in STRAIGHT or tool.kind == "ultrasound_probe":
            self._paint_rigid(scene, tool)
        elif not self._paint_standing(scene, tool):
            self._paint_bendable(scene, tool)

    def _paint_rigid(self, scene: Scene, tool: ToolPose) -> None:
        key = _key_of_rigid(scene, tool)
        tip = scene.px(scene.board.paths[tool.path].at(tool.tip)[:3])
        sprite = self._get(key)
        if sprite is None:
            sprite = _sprite(scene, replace(tool, opacity=1.0), room=1)
            if sprite is None:
                PAINTERS[tool.kind](scene, tool)
                return
            self.take(key, sprite)
        dx, dy = float(tip[0]) - sprite.at[0], float(tip[1]) - sprite.at[1]
        _blit(scene.painter, sprite, tool.opacity, dx, dy)

    def _paint_standing(self, scene: Scene, tool: ToolPose) -> bool:
        """Paint a device that is as it was a frame before; False where it moves."""
        key = _key_of_standing(scene, tool)
        stood, self._last[tool.id] = self._stood(tool.id, key), key
        if not stood:
            return False
        if self._away.get(tool.id) == key:
            return True
        sprite = self._get(key)
        if sprite is None:
            sprite = _sprite(scene, replace(tool, opacity=1.0))
            if sprite is None:
                self._away[tool.id] = key  # it lies outside the picture
                return True
            self.take(key, sprite)
        _blit(scene.painter, sprite, tool.opacity, 0.0, 0.0)
        return True

    def _stood(self, id: str, key: Hashable) -> bool:
        """True where a device is as it was, be it seen from elsewhere."""
        before = self._last.get(id)
        return before is not None and isinstance(key, tuple) and isinstance(before, tuple) and before[3:] == key[3:]

    def _paint_bendable(self, scene: Scene, tool: ToolPose) -> None:
        cm = 1.0 / scene.viewport.scale
        step = QUANTUM_PX * cm
        index = math.floor((tool.tip - (_reach(scene, tool) + 4.0) * cm) / step)
        if index * step <= tool.tail + step or tool.shape > 0:
            PAINTERS[tool.kind](scene, tool)
            return
        key = (*_key(scene, tool), "body", round(tool.tail, 3))
        found = self._nearest(key, index)
        if found is None:
            if self._submit is not None and self._kept:
                self._ask(scene, tool, key, index, step)
                PAINTERS[tool.kind](scene, tool)
                return
            found = index
            body = _body(scene, tool, index * step)
            if body is None:
                PAINTERS[tool.kind](scene, tool)
                return
            self.take((key, index), body)
        elif found < index:
            self._ask(scene, tool, key, index, step)
        sprite = self._get((key, found))
        if sprite is not None:
            _blit(scene.painter, sprite, tool.opacity, 0.0, 0.0)
            _paint_end(scene, tool, found * step)

    def _nearest(self, key: Hashable, index: int) -> int | None:
        return next((i for i in range(index, index - 4, -1) if (key, i) in self._kept), None)

    def _ask(self, scene: Scene, tool: ToolPose, key: Hashable, index: int, step: float) -> None:
        if self._submit is None:
            body = _body(scene, tool, index * step)
            if body is not None:
                self.take((key, index), body)
            return
        self._submit((key, index), lambda: _body(scene, tool, index * step))

    def _get(self, key: Hashable) -> Sprite | None:
        sprite = self._kept.get(key)
        if sprite is not None:
            self._kept.move_to_end(key)
        return sprite


def _key(scene: Scene, tool: ToolPose) -> tuple[Hashable, ...]:
    return (
        id(scene.board), scene.look.name, scene.viewport, scene.frame.view.plate, scene.frame.position,
        tool.path, tool.kind, tool.diameter_mm,
    )  # fmt: skip


def _key_of_rigid(scene: Scene, tool: ToolPose) -> tuple[Hashable, ...]:
    track = scene.board.paths[tool.path]
    probe = tool.kind == "ultrasound_probe"
    tail, tip = scene.px(
        np.array([track.at(max(tool.tip - 1.0, 0.0) if probe else tool.tail)[:3], track.at(tool.tip)[:3]])
    )
    along = tip - tail
    length = 0.0 if probe else round(float(np.hypot(*along)), 1)
    return (*_key(scene, tool), "rigid", length, round(math.atan2(float(along[1]), float(along[0])), 3))


def _key_of_standing(scene: Scene, tool: ToolPose) -> tuple[Hashable, ...]:
    return (*_key(scene, tool), "whole", tool.tail, tool.tip, tool.shape)


def sprites_ahead(scene: Scene) -> list[tuple[Hashable, Sprite]]:
    """Pictures of the devices of a moment that is to come, to be handed to ``ToolSprites.take``. Any thread."""
    found: list[tuple[Hashable, Sprite]] = []
    for tool in shown(scene):
        rigid = tool.kind in STRAIGHT or tool.kind == "ultrasound_probe"
        sprite = _sprite(scene, replace(tool, opacity=1.0), room=int(rigid))
        if sprite is not None:
            found.append(((_key_of_rigid if rigid else _key_of_standing)(scene, tool), sprite))
    return found


def _sprite(scene: Scene, tool: ToolPose, room: int = 0, clip: QPainterPath | None = None) -> Sprite | None:
    """Picture of a device by itself. room: 1 keeps what lies outside the stage, for a device that will move."""
    box = box_tool(scene, tool)
    if box is None:
        return None
    whole = Rect(0, 0, scene.viewport.width, scene.viewport.height)
    reach = 0.5 * max(whole.width, whole.height) * room
    x0, y0 = max(box.x - 2, -reach), max(box.y - 2, -reach)
    x1, y1 = min(box.right + 2, whole.width + reach), min(box.bottom + 2, whole.height + reach)
    area = QRect(math.floor(x0), math.floor(y0), math.ceil(x1) - math.floor(x0), math.ceil(y1) - math.floor(y0))
    if area.width() <= 0 or area.height() <= 0:
        return None
    image = QImage(area.size(), QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    p = QPainter(image)
    try:
        p.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        p.translate(-area.x(), -area.y())
        if clip is not None:
            p.setClipPath(clip)
        PAINTERS[tool.kind](replace(scene, painter=p), tool)
    finally:
        p.end()
    at = scene.px(scene.board.paths[tool.path].at(tool.tip)[:3])
    return Sprite(image, area.x(), area.y(), (float(at[0]), float(at[1])))


def _body(scene: Scene, tool: ToolPose, cut: float) -> Sprite | None:
    """A bendable device from its tail up to arc length ``cut``, ended by a straight cut."""
    until = replace(tool, tip=cut, opacity=1.0, shape=0.0)
    return _sprite(scene, until, clip=_sleeve(scene, tool, max(tool.tail - 1e-3, 0.0), cut, both=False))


def _paint_end(scene: Scene, tool: ToolPose, cut: float) -> None:
    """What lies beyond the cut."""
    p = scene.painter
    overlap = 24.0 / scene.viewport.scale
    p.save()
    p.setClipPath(_sleeve(scene, tool, cut, tool.tip, both=True), Qt.ClipOperation.IntersectClip)
    paint_flexible(scene, replace(tool, tail=max(tool.tail, cut - overlap)), hub=False)
    p.restore()


def _sleeve(scene: Scene, tool: ToolPose, start: float, end: float, both: bool) -> QPainterPath:
    """Area around a stretch of a device, cut straight across at ``end`` (body) or at ``start`` (``both``: end).

    Beyond the other end it reaches far enough for round caps, hubs and loops.
    """
    track = scene.board.paths[tool.path]
    radius, wide = scene.radius(tool.diameter_mm / 20), _reach(scene, tool)
    line = scene.px(track.cut(start, min(end, track.length)).points[:, :3])
    stroker = QPainterPathStroker()
    stroker.setWidth(2 * wide)
    stroker.setCapStyle(Qt.PenCapStyle.FlatCap)
    stroker.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    area = stroker.createStroke(polyline_path(line))
    area.setFillRule(Qt.FillRule.WindingFill)
    reach = wide + (0.0 if not both else max(0.0, tool.shape) * 1.4 * scene.viewport.scale)
    far = line[-1] if both else line[0]
    if not both:
        reach = max(radius * 1.3, 5.0) * 13 + wide
    area.addEllipse(QPointF(float(far[0]), float(far[1])), reach, reach)
    return area


def _reach(scene: Scene, tool: ToolPose) -> float:
    """Px beside its line that a device and its shadow take."""
    return scene.radius(tool.diameter_mm / 20) * 2.7 + 0.1 * scene.viewport.scale + 6


def _blit(p: QPainter, sprite: Sprite, opacity: float, dx: float, dy: float) -> None:
    p.save()
    p.setOpacity(p.opacity() * opacity)
    p.drawImage(QPointF(sprite.x + dx, sprite.y + dy), sprite.image)
    p.restore()
