"""Parts of the body under pointer and keyboard: their nodes, which one a point means, which one lies beside another."""

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from irexplainer.geom.viewport import Rect, Viewport
from irexplainer.story.semantics import Node
from irexplainer.ui.stage_nodes import AREA, CHIPS, OPENS_PART, PARTS

if TYPE_CHECKING:
    from irexplainer.atlas.types import Atlas, Structure, Vessel
    from irexplainer.library.types import Word
    from irexplainer.story.frame import Position

REACH_PX, REACH_CM = 7.0, 0.6
"""How far beside a thin vessel a pointer may be."""
LEAST_PX = 6.0
SIDEWAYS = 2.2
"""How much worse a neighbor is for lying aside of the way of an arrow key."""
CONE = 1.7
"""Half the width of the way of an arrow key as a share of its length."""


def part_nodes(
    structures: "Iterable[Structure]", vessels: "Iterable[Vessel]", view: Viewport, words: "Mapping[str, Word]"
) -> tuple[Node, ...]:
    """Nodes of parts of the front plate, cut to the picture; pressing one opens it."""
    found = []
    for s in structures:
        low, high = s.outline.min(0), s.outline.max(0)
        found.append(
            _node(s.id, "structure", float(low[0]), float(low[1]), float(high[0]), float(high[1]), view, words)
        )
    for v in vessels:
        rim = float(v.points[:, 3].max())
        low, high = v.points[:, :2].min(0) - rim, v.points[:, :2].max(0) + rim
        found.append(_node(v.id, "vessel", float(low[0]), float(low[1]), float(high[0]), float(high[1]), view, words))
    return tuple(node for node in found if node is not None)


def _node(
    id: str, role: str, left: float, top: float, right: float, bottom: float, view: Viewport,
    words: "Mapping[str, Word]",
) -> Node | None:  # fmt: skip
    x0, y0 = view.to_screen(left, top)
    x1, y1 = view.to_screen(right, bottom)
    x0, y0, x1, y1 = max(x0, 0.0), max(y0, 0.0), min(x1, view.width), min(y1, view.height)
    word = words.get(id)
    if x1 <= x0 or y1 <= y0 or word is None:
        return None
    wide, tall = max(x1 - x0, LEAST_PX), max(y1 - y0, LEAST_PX)
    box = Rect(min(x0, view.width - wide), min(y0, view.height - tall), wide, tall)
    return Node(id, role, word.plain, box, about(word), OPENS_PART + id)


def about(word: "Word") -> str:
    """What a screen reader says of a part after its name: the anatomical term where it differs, and what it is."""
    differs = word.term.casefold() != word.plain.casefold()
    return f"{word.term}. {word.definition}" if differs else word.definition


def pick(
    atlas: "Atlas | None", nodes: Sequence[Node], view: Viewport, plate: str, position: "Position", x: float, y: float
) -> Node | None:
    """What a pointer means: a chip, else the smallest of the things under it; of parts the one in front there."""
    here = [node for node in nodes if node.bounds.contains(x, y)]
    chips = [node for node in here if node.role in CHIPS]
    if chips:
        return chips[-1]
    things = [node for node in here if node.role not in (*AREA, *PARTS)]
    part = _part(atlas, nodes, view, plate, position, x, y)
    things += [part] if part is not None else []
    return min(things, key=lambda node: node.bounds.width * node.bounds.height, default=None)


def _part(
    atlas: "Atlas | None", nodes: Sequence[Node], view: Viewport, plate: str, position: "Position", x: float, y: float
) -> Node | None:
    parts = {node.id: node for node in nodes if node.role in PARTS}
    at = view.to_plate(x, y)
    if atlas is not None and plate == "front":
        from irexplainer.atlas.body_map import at_point

        reach = min(REACH_PX / view.scale, REACH_CM)
        found = [f.id for f in at_point(atlas, *at, reach) if f.id in parts]
        bones = [id for id in found if id in atlas.structures and atlas.structures[id].kind == "bone"]
        front = [id for id in found if id not in bones]  # the figure shows organs and vessels over the bones
        return parts[(front or bones)[0]] if found else None
    if atlas is not None and plate.startswith("axial"):
        return _region(parts, plate, position, at)
    here = [node for node in parts.values() if node.bounds.contains(x, y)]
    return min(here, key=lambda node: node.bounds.width * node.bounds.height, default=None)


def _region(parts: Mapping[str, Node], plate: str, position: "Position", at: tuple[float, float]) -> Node | None:
    import numpy as np

    from irexplainer.atlas.plates import plate_of
    from irexplainer.atlas.slices import load_slice
    from irexplainer.geom.polygon import contains

    plane, flat = load_slice(plate), plate_of(plate, position)
    for region in sorted(plane.regions, key=lambda r: -r.order):
        if region.id not in parts:
            continue
        level = np.full(len(region.outline), plane.level_y)
        outline = flat.project(np.column_stack([region.outline[:, 0], level, region.outline[:, 1]]))
        if contains(np.array([at]), np.asarray(outline))[0]:
            return parts[region.id]
    return None


def point_of(node: Node, atlas: "Atlas | None", view: Viewport, plate: str) -> tuple[float, float]:
    """Px that stand for a node: on the front plate the middle of the part itself, else the middle of its box."""
    if atlas is not None and plate == "front" and node.role in PARTS:
        from irexplainer.atlas.body_map import place_of

        place = place_of(atlas, node.id)
        if place is not None:
            x, y = view.to_screen(place[0], place[1])
            if node.bounds.contains(x, y):
                return x, y
    return node.bounds.center


def neighbors(
    start: tuple[float, float], to: tuple[int, int], points: Mapping[str, tuple[float, float]]
) -> tuple[str, ...]:
    """Ids of the points that lie in a direction, one of (±1, 0) and (0, ±1): the next one first."""
    found = []
    for id, (x, y) in points.items():
        dx, dy = x - start[0], y - start[1]
        along, aside = dx * to[0] + dy * to[1], abs(dx * to[1]) + abs(dy * to[0])
        if along >= 1.0 and aside <= CONE * along:
            found.append((math.hypot(along, SIDEWAYS * aside), id))
    return tuple(id for _, id in sorted(found))
