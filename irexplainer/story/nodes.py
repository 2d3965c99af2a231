"""The semantic tree of the stage: every named thing that is on it, with its bounds in px."""

from collections.abc import Callable, Iterator, Mapping

import numpy as np

from irexplainer.atlas.belly_wall import ARTERY, wall_of
from irexplainer.atlas.plates import NEEDLES, SPINE, WALLS, is_layers, plate_of
from irexplainer.atlas.slices import load_slice
from irexplainer.atlas.types import Atlas, Floats
from irexplainer.geom.viewport import Rect, Viewport
from irexplainer.library.types import Word
from irexplainer.story.chest_nodes import chest_parts
from irexplainer.story.frame import Change, Frame
from irexplainer.story.semantics import Node
from irexplainer.story.shown import shown_structures, shown_targets, shown_vessels
from irexplainer.story.spine_nodes import spine_parts
from irexplainer.story.stage_layout import StageLayout
from irexplainer.story.storyboard import Storyboard

Words = Mapping[str, Word | str] | Callable[[str], str | tuple[str, str]]
LABEL_PX = (96.0, 28.0)
LEAST_PX = 6.0
REACH_CM = {"numbing": 0.9, "nick": 0.3, "closure": 1.2, "scan_plane": 24.0, "hydrodissection": 1.2}


def name_of(words: Words, key: str) -> tuple[str, str]:
    """(name, description) of a key; an unknown key is spelled out."""
    if callable(words):
        found = words(key)
        return found if isinstance(found, tuple) else _split(found)
    entry = words.get(key)
    if isinstance(entry, str):
        return _split(entry)
    if entry is not None:
        return entry.plain, entry.definition
    spelled = key.replace("_", " ")
    return spelled[:1].upper() + spelled[1:], ""


def _split(text: str) -> tuple[str, str]:
    title, _, subtitle = text.partition("|")
    return title.strip(), subtitle.strip()


def nodes_of(
    board: Storyboard,
    frame: Frame,
    atlas: Atlas,
    width: float,
    height: float,
    words: Words,
    text_scale: float = 1.0,
    home: bool = False,
    viewport: Viewport | None = None,
) -> tuple[Node, ...]:
    """Nodes of a stage of width x height px, from back to front; ids are unique.

    words: vocabulary (and labels of the procedure) as a mapping or a function of the key. viewport: where the viewer
    looks, if not as the story frames it. What lies outside the picture is left out.
    """
    layout = StageLayout.for_size(width, height, home=home, text_scale=text_scale)
    viewport = viewport or Viewport.fit(width, height, layout.free, frame.camera)
    stage = _Stage(board, frame, atlas, viewport, words)
    found: dict[str, Node] = {}
    for node in stage.all():
        found.setdefault(node.id, node)
    if layout.caption.width > 0 and not home:
        name = name_of(words, frame.step)[0]
        found["caption"] = Node("caption", "caption", name, layout.caption)
    return tuple(found.values())


class _Stage:
    """One picture whose nodes are collected."""

    def __init__(self, board: Storyboard, frame: Frame, atlas: Atlas, viewport: Viewport, words: Words) -> None:
        self.board, self.frame, self.atlas, self.viewport, self.words = board, frame, atlas, viewport, words
        self.plate = plate_of(frame.view.plate, frame.position)
        self.picture = Rect(0.0, 0.0, viewport.width, viewport.height)

    def all(self) -> Iterator[Node]:
        """Back to front."""
        if self.frame.view.plate == "front":
            yield from self._front()
        elif self.frame.view.plate.startswith("axial"):
            yield from self._slice()
        elif self.frame.view.plate in WALLS:
            yield from self._belly_wall()
        elif self.frame.view.plate in NEEDLES:
            world = self.viewport.world
            for id, role, key, flat, grow in chest_parts(world.y, world.y + world.height):
                yield from self._node(id, role, key, (flat - self.plate.shift) @ self.plate.rows, grow)
        elif self.frame.view.plate == SPINE:
            for id, points in spine_parts(self.frame):
                yield from self._node(id, "structure", id, points)
        elif is_layers(self.frame.view.plate) and self.frame.change is Change.NONE:
            yield from self._layers()
        yield from self._effects()
        yield from self._tools()
        yield from self._labels()

    def _node(self, id: str, role: str, key: str, points: Floats, grow: float = 0.0) -> Iterator[Node]:
        """A node around body points (N, 3); grow in cm; nothing when it is outside the picture."""
        flat = np.asarray(self.plate.project(points), float)
        low, high = flat.min(axis=0) - grow, flat.max(axis=0) + grow
        x, y = self.viewport.to_screen(float(low[0]), float(low[1]))
        scale = self.viewport.scale
        rect = Rect(x, y, float(high[0] - low[0]) * scale, float(high[1] - low[1]) * scale)
        yield from self._clipped(id, role, key, rect)

    def _clipped(self, id: str, role: str, key: str, rect: Rect) -> Iterator[Node]:
        x, y = max(rect.x, 0.0), max(rect.y, 0.0)
        right, bottom = min(rect.right, self.picture.width), min(rect.bottom, self.picture.height)
        if right <= x or bottom <= y:
            return
        wide, tall = max(right - x, LEAST_PX), max(bottom - y, LEAST_PX)
        x, y = min(x, self.picture.width - wide), min(y, self.picture.height - tall)
        name, description = name_of(self.words, key)
        yield Node(id, role, name, Rect(x, y, wide, tall), description)

    def _front(self) -> Iterator[Node]:
        profile = self.frame.view.profile
        for structure in shown_structures(self.atlas, profile):
            points = np.column_stack([structure.outline, np.zeros(len(structure.outline))])
            yield from self._node(structure.id, "structure", structure.id, points)
        for vessel in shown_vessels(self.atlas, profile):
            yield from self._node(
                vessel.id, "vessel", vessel.id, vessel.points[:, :3], float(vessel.points[:, 3].max())
            )
        host = shown_targets(profile)
        for target in self.atlas.targets.values():
            if target.host == host and target.kind != "calyx" and not target.detail:
                yield from self._node(target.id, "target", target.id, np.array([target.center]), target.radius)

    def _slice(self) -> Iterator[Node]:
        plane = load_slice(self.frame.view.plate)
        for region in plane.regions:
            if "marrow" in region.id or region.id == "skin":
                continue
            y = np.full(len(region.outline), plane.level_y)
            points = np.column_stack([region.outline[:, 0], y, region.outline[:, 1]])
            role = "vessel" if any(w in region.id for w in ("artery", "vein", "aorta", "cava")) else "structure"
            yield from self._node(region.id, role, region.id, points)
        named = {effect.target for effect in self.frame.effects}
        for target in self.atlas.targets.values():
            if target.id in named:
                yield from self._node(target.id, "target", target.id, np.array([target.center]), target.radius)

    def _belly_wall(self) -> Iterator[Node]:
        """Layers of the belly wall cut across, and the artery behind the rectus."""
        wall = wall_of(self.frame.view.plate)
        rows, shift = self.plate.rows, self.plate.shift
        for sheet in wall.sheets:
            yield from self._node(sheet.id, "structure", sheet.id, (sheet.outline - shift) @ rows)
        yield from self._node("peritoneum", "structure", "peritoneum", (wall.lines["peritoneum"] - shift) @ rows)
        at = np.array([wall.artery[:2]])
        yield from self._node(ARTERY, "vessel", ARTERY, (at - shift) @ rows, wall.artery[2])

    def _layers(self) -> Iterator[Node]:
        """Layers of the cut at the access, from the skin to the artery, and the artery itself."""
        access = self.atlas.accesses[self.frame.access]
        depth = float(self.plate.project(np.asarray(access.entry))[1])
        world = self.viewport.world
        for name, top, bottom in (("skin", 0.0, 0.08), ("subcutaneous_fat", 0.08, 0.66), ("muscle", 1.2, 1.9)):
            x, y = self.viewport.to_screen(world.x, top * depth)
            rect = Rect(x, y, self.picture.width, (bottom - top) * depth * self.viewport.scale)
            yield from self._clipped(name, "structure", name, rect)
        vessel = self.atlas.vessels[str(access.vessel)]
        yield from self._node(vessel.id, "vessel", vessel.id, vessel.points[:, :3], float(vessel.points[:, 3].max()))

    def _effects(self) -> Iterator[Node]:
        keys = self.board.keys
        for effect in self.frame.effects:
            if effect.value <= 0.02 and effect.radius_cm <= 0.02:
                continue
            target = self.atlas.targets.get(effect.target)
            vessel = self.atlas.vessels.get(effect.target)
            key, at = keys.get(effect.id, effect.kind), effect.at or self.frame.tip
            grow = effect.radius_cm or REACH_CM.get(effect.kind, 0.5)
            if target is not None:
                reach = max(target.radius, effect.radius_cm)
                yield from self._node(f"effect:{effect.id}", "effect", key, np.array([target.center]), reach)
            elif vessel is not None:
                yield from self._node(f"effect:{effect.id}", "effect", key, vessel.points[:, :3], 0.1)
            elif at is not None:
                yield from self._node(f"effect:{effect.id}", "effect", key, np.array([at]), grow)

    def _tools(self) -> Iterator[Node]:
        for pose in self.frame.tools:
            if pose.tip - pose.tail < 1e-6 or pose.path not in self.board.paths:
                continue
            line = self.board.paths[pose.path].cut(pose.tail, pose.tip).points[:, :3]
            key = self.board.keys.get(pose.id, pose.kind)
            yield from self._node(
                f"tool:{pose.id}", "tool", key, line, pose.diameter_mm / 20 if pose.diameter_mm < 9 else 1
            )

    def _labels(self) -> Iterator[Node]:
        """Call-outs: about where their words stand, beside the point they name."""
        for label in self.frame.labels:
            x, y = self.viewport.to_screen(*map(float, self.plate.project(np.asarray(label.at, float))))
            if self.picture.contains(x, y):
                rect = Rect(x - LABEL_PX[0] / 2, y - LABEL_PX[1] / 2, *LABEL_PX)
                yield from self._clipped(label.id, "label", label.name_key, rect)
