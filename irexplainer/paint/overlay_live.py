"""The overlay while the picture plays: as ``paint_overlay``, with kept pictures, and the px that a step touches."""

from collections.abc import Hashable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtGui import QImage, QPainter

from irexplainer.geom.viewport import Rect, Viewport
from irexplainer.paint.actors import marks
from irexplainer.paint.actors.scene import Scene
from irexplainer.paint.actors.tools import STRAIGHT, box_tool, paint_tool, shown
from irexplainer.paint.look import Look
from irexplainer.paint.overlay import EFFECTS, clipped, ordered_effects, scene_of
from irexplainer.paint.tool_sprites import Sprite, Submit, ToolSprites
from irexplainer.story.frame import EffectPose, Frame, ToolPose

if TYPE_CHECKING:
    from irexplainer.atlas.types import Atlas
    from irexplainer.story.storyboard import Storyboard

RUNNING = ("flow", "embolic", "ultrasound_fan", "urine", "contrast", "blood", "fluid")
"""Effects that go on moving although their numbers stay."""
TIP_PX = marks.HALO_RADII[-1] * 1.15 + 4
STANDS_AFTER = 2
"""Frames without change after which an effect is kept as a picture."""
MOST_BYTES = 6 << 20


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to paint. key: equal where its picture is."""

    pose: EffectPose | ToolPose
    key: Hashable


class LiveOverlay:
    """Keeps pictures of what stands still. submit: see ``ToolSprites``."""

    def __init__(self, submit: Submit | None = None) -> None:
        self.tools = ToolSprites(submit)
        self._view: object = None
        self._stood: dict[Hashable, int] = {}
        self._kept: dict[Hashable, Sprite] = {}

    @property
    def bytes(self) -> int:
        """Memory in use."""
        return self.tools.bytes + sum(sprite.image.sizeInBytes() for sprite in self._kept.values())

    def clear(self) -> None:
        """Forget all pictures."""
        self.tools.clear()
        self._stood.clear()
        self._kept.clear()

    def paint(
        self,
        p: QPainter,
        board: "Storyboard",
        frame: Frame,
        atlas: "Atlas",
        look: Look,
        viewport: Viewport,
        reduced_motion: bool = False,
    ) -> None:
        """Paint the overlay of a frame."""
        scene = scene_of(p, board, frame, atlas, look, viewport, reduced_motion)
        self._look_at((id(board), look.name, viewport, frame.view.plate, frame.position))
        self.tools.fit_to(viewport)
        p.save()
        p.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        seen: dict[Hashable, int] = {}
        for item in items(frame, scene):
            if isinstance(item.pose, ToolPose):
                paint_tool(scene, item.pose, self.tools.paint)
            else:
                self._paint_effect(scene, item, item.pose, seen)
        marks.paint_tip(scene)
        p.restore()
        self._stood = seen
        self._kept = {key: sprite for key, sprite in self._kept.items() if key in seen}

    def _look_at(self, view: object) -> None:
        if view != self._view:
            self._view = view
            self._stood.clear()
            self._kept.clear()

    def _paint_effect(self, scene: Scene, item: Item, pose: EffectPose, seen: dict[Hashable, int]) -> None:
        actor = EFFECTS[pose.kind]
        if pose.kind in RUNNING and not (pose.kind == "fluid" and _at_rest(pose, scene.reduced_motion)):
            actor.paint(scene, pose)
            return
        seen[item.key] = self._stood.get(item.key, 0) + 1
        if seen[item.key] < STANDS_AFTER:
            actor.paint(scene, pose)
            return
        if item.key not in self._kept and not self._keep(scene, item, pose):
            actor.paint(scene, pose)
            return
        sprite = self._kept[item.key]
        scene.painter.drawImage(sprite.x, sprite.y, sprite.image)

    def _keep(self, scene: Scene, item: Item, pose: EffectPose) -> bool:
        box = clipped(EFFECTS[pose.kind].box(scene, pose), scene.viewport)
        size = int(box.width), int(box.height)
        most = max(MOST_BYTES, int(scene.viewport.width * scene.viewport.height * 4))
        used = sum(sprite.image.sizeInBytes() for sprite in self._kept.values())
        if size[0] <= 0 or size[1] <= 0 or used + size[0] * size[1] * 4 > most:
            return False
        image = QImage(*size, QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(0)
        q = QPainter(image)
        try:
            q.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
            q.translate(-box.x, -box.y)
            EFFECTS[pose.kind].paint(replace(scene, painter=q), pose)
        finally:
            q.end()
        self._kept[item.key] = Sprite(image, int(box.x), int(box.y), (0.0, 0.0))
        return True


_NOBODY = QPainter()


def items(frame: Frame, scene: Scene) -> Iterator[Item]:
    """Everything ``paint_overlay`` paints but the tip, in its order."""
    effects = ordered_effects(frame)
    probes = tuple(tool for tool in frame.tools if tool.kind == "cryoprobe")
    for effect in effects:
        if not EFFECTS[effect.kind].over:
            yield Item(effect, _key(effect, probes))
    for tool in shown(scene):
        yield Item(tool, ("tool", tool.id))
    for effect in effects:
        if EFFECTS[effect.kind].over:
            yield Item(effect, _key(effect, probes))


def _key(effect: EffectPose, probes: tuple[ToolPose, ...]) -> Hashable:
    numbers = tuple(sorted(effect.params.items()))
    own = (effect.id, effect.kind, effect.target, effect.at, effect.value, effect.radius_cm, numbers)
    return (*own, probes) if effect.kind == "ice" else own


def touched(
    board: "Storyboard",
    before: Frame,
    after: Frame,
    atlas: "Atlas",
    look: Look,
    viewport: Viewport,
    reduced_motion: bool = False,
    places: "Places | None" = None,
) -> list[Rect]:
    """Px rectangles in which two frames of one view may differ. places: what was found for the frame before."""
    places = places or Places()
    old = places.at(scene_of(_NOBODY, board, before, atlas, look, viewport, reduced_motion))
    new = scene_of(_NOBODY, board, after, atlas, look, viewport, reduced_motion)
    boxes: list[Rect | None] = []
    were = {item.pose.id: item for item in places.items}
    now, found_now = tuple(items(after, new)), Places()
    found_now.scene, found_now.items = new, now
    for item in now:
        was = were.pop(item.pose.id, None)
        boxes += _difference(places, found_now, was, item)
    for gone in were.values():
        boxes.append(places.box(gone))
    for scene in (old, new):
        if scene.frame.tip is not None:
            boxes.append(scene.around(scene.frame.tip, TIP_PX))
    places.take(found_now)
    found = [clipped(box, viewport) for box in boxes if box is not None]
    return [box for box in found if box.width > 0 and box.height > 0]


class Places:
    """Where the things of one frame are, px; worked out once and good for the step to the next frame."""

    def __init__(self) -> None:
        self.scene: Scene | None = None
        self.items: tuple[Item, ...] = ()
        self._boxes: dict[str, Rect | None] = {}

    def at(self, scene: Scene) -> Scene:
        """Be about this frame."""
        kept = self.scene
        same = kept is not None and kept.frame is scene.frame and kept.viewport == scene.viewport
        if kept is None or not same or kept.board is not scene.board or kept.reduced_motion != scene.reduced_motion:
            self.scene, self.items, self._boxes = scene, tuple(items(scene.frame, scene)), {}
        return scene

    def box(self, item: Item) -> Rect | None:
        """Where one of the things is."""
        assert self.scene is not None
        if item.pose.id not in self._boxes:
            self._boxes[item.pose.id] = _box(self.scene, item)
        return self._boxes[item.pose.id]

    def take(self, other: "Places") -> None:
        """Be about the frame that another one is about."""
        self.scene, self.items, self._boxes = other.scene, other.items, other._boxes


def _difference(before: Places, after: Places, was: Item | None, item: Item) -> list[Rect | None]:
    old, new = before.scene, after.scene
    assert old is not None
    assert new is not None
    if was is None:
        return [after.box(item)]
    running = item.pose.kind in RUNNING and not _at_rest(item.pose, new.reduced_motion)
    if was.pose == item.pose and was.key == item.key and not running:
        return []
    a, b = was.pose, item.pose
    if isinstance(a, ToolPose) and isinstance(b, ToolPose) and _only_the_end(a, b):
        reach = 40.0 / new.viewport.scale
        start = max(b.tail, min(a.tip, b.tip) - reach)
        longer = new if b.tip >= a.tip else old
        tool = b if b.tip >= a.tip else a
        return [box_tool(longer, replace(tool, tail=start))]
    return [before.box(was), after.box(item)]


def _only_the_end(a: ToolPose, b: ToolPose) -> bool:
    bendable = a.kind not in STRAIGHT and a.kind != "ultrasound_probe"
    return bendable and replace(a, tip=b.tip) == b and a.shape == 0


def _at_rest(pose: EffectPose | ToolPose, reduced_motion: bool) -> bool:
    if isinstance(pose, EffectPose) and pose.kind == "fluid":
        return reduced_motion or pose.params.get("flow", 0.0) <= 0
    return reduced_motion and pose.kind == "flow"


def _box(scene: Scene, item: Item) -> Rect | None:
    if isinstance(item.pose, ToolPose):
        return box_tool(scene, item.pose)
    return EFFECTS[item.pose.kind].box(scene, item.pose)
