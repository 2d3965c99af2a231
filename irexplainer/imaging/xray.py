"""What subtraction pictures and live X-ray share: bones, organs and tools in one front window."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np

from irexplainer.geom.polyline import Polyline
from irexplainer.imaging.anatomy import AtlasLike, BoardLike
from irexplainer.imaging.prepared import about_to_prepare
from irexplainer.imaging.raster import Floats, Image, Indices, Sparse, blur, polygon_mask
from irexplainer.imaging.tools import between, device, path_shadow, port_shadow
from irexplainer.imaging.window import FrontWindow
from irexplainer.story.frame import Frame, ToolPose

PIGTAIL_CM = 0.55
"""Radius of the loop of a drain as it fits the renal pelvis; the same as on the stage."""

ABSORB: tuple[tuple[tuple[str, ...], float, float], ...] = (
    (("vertebra", "spine", "sacrum", "lumbar", "thoracic_v", "disc"), 0.27, 1.1),
    (("cartilage",), 0.04, 1.4),
    (("rib",), 0.13, 1.1),
    (("hip_bone", "pelvis", "ilium", "pubis"), 0.19, 1.3),
    (("femur", "humerus", "radius", "ulna", "skull", "sternum"), 0.24, 1.2),
    (("lung",), -0.28, 5.0),
    (("liver",), 0.20, 5.0),
    (("heart",), 0.20, 5.0),
    (("spleen",), 0.12, 5.0),
    (("kidney",), 0.07, 4.0),
    (("urinary_bladder", "uterus"), 0.06, 5.0),
)
"""Words in a structure's id -> share of X-rays stopped (minus: lets through more), edge blur in px at 512."""


def absorption(structure_id: str, kind: str) -> tuple[float, float]:
    """Share stopped and blur of a structure; (0, 0) where it leaves no shadow."""
    for words, share, soft in ABSORB:
        if any(word in structure_id for word in words):
            return share, soft
    return (0.16, 1.2) if kind == "bone" else (0.0, 0.0)


@dataclass
class Shadows:
    """Static pictures and tool shadows of one window, made when first asked for."""

    atlas: AtlasLike
    window: FrontWindow
    _tools: dict[tuple[str, float, float, float], Sparse] = field(default_factory=dict)

    def mask(self, outline: Floats, soft: float = 0.0) -> Image:
        """Blurred coverage of an outline in body cm."""
        polygon = self.window.px(outline)
        if not self._visible(polygon):
            return np.zeros((self.window.height, self.window.width), np.float32)
        return blur(
            polygon_mask(self.window.height, self.window.width, [polygon]),
            soft * min(self.window.width, self.window.height) / 512,
        )

    def _visible(self, polygon: Floats) -> bool:
        low, high = polygon.min(axis=0), polygon.max(axis=0)
        return bool(high[0] > 0 and high[1] > 0 and low[0] < self.window.width and low[1] < self.window.height)

    def tool(self, board: BoardLike, pose: ToolPose) -> tuple[Indices, Image]:
        """Pixels and shadow strength 0..1 of a tool as it lies now."""
        kind = device(pose.kind)
        radius = max(pose.diameter_mm / 20 * self.window.scale, kind.least_px)
        path = board.paths[pose.path]
        if pose.kind == "port":
            middle = self.window.px(path.at((pose.tail + pose.tip) / 2)[None, :2])[0]
            index, strength = port_shadow(self.window.height, self.window.width, middle, self.window.scale)
            return index, strength * np.float32(pose.opacity)
        curl = pose.shape if pose.kind in ("drain", "double_j") else 0.0
        place = (round(pose.tip, 2), round(curl, 2)) if curl > 0 else (-1.0, 0.0)
        key = (f"{pose.path}/{pose.kind}", round(radius, 3), *place)
        if key not in self._tools:
            about_to_prepare()
            if len(self._tools) > 64:
                self._tools.pop(next(iter(self._tools)))
            line = np.asarray(path.points[:, :2], float)
            lengths = path.lengths
            if curl > 0 and pose.kind == "double_j":
                line, lengths = with_two_curls(path, pose.tail, min(pose.tip, path.length), curl)
            elif curl > 0:
                line, lengths = with_pigtail(path, min(pose.tip, path.length), curl)
            px = self.window.px(line)
            self._tools[key] = path_shadow(self.window.height, self.window.width, px, lengths, radius)
        beyond = 30.0 if curl > 0 else 0.0
        index, strength = between(self._tools[key], pose.tail, pose.tip + beyond, self.window.scale)
        return index, strength * np.float32(pose.opacity)


def with_pigtail(path: Polyline, tip: float, share: float) -> tuple[Floats, Floats]:
    """Line (N, 2) and arc lengths of a drain whose end is curled by ``share`` of its 1.2 turns."""
    line = path.cut(0.0, tip).points[:, :2]
    loop = _loop(line, share)
    lengths = Polyline(path.cut(0.0, tip).points).lengths
    extra = lengths[-1] + 0.01 * np.arange(1, len(loop) + 1)
    return np.vstack([line, loop]), np.concatenate([lengths, extra])


def with_two_curls(path: Polyline, tail: float, tip: float, share: float) -> tuple[Floats, Floats]:
    """Line (N, 2) and arc lengths of a stent: its far end curls in the first half of ``share``, then the near one."""
    line = path.cut(tail, tip).points[:, :2]
    ends = [line, _loop(line, min(2 * share, 1.0))]
    if share > 0.5:
        ends.insert(0, _loop(line[::-1], 2 * share - 1)[::-1])
    whole = np.vstack(ends)
    return whole, np.linspace(tail, tip, len(whole))


def _loop(line: Floats, share: float) -> Floats:
    """Points (N, 2) of a loop that goes on from the end of a line."""
    direction = line[-1] - line[max(-8, -len(line))]
    direction = direction / (float(np.hypot(*direction)) or 1.0)
    side = 1.0 if direction[0] < 0 else -1.0
    normal = np.array([-direction[1], direction[0]]) * side
    turn = np.linspace(0.0, 1.2 * 2 * np.pi * share, max(int(48 * share), 2))[1:, None]
    shrink = 1.0 - 0.22 * turn / (2.4 * np.pi)
    spokes = -normal[None] * np.cos(turn) + direction[None] * np.sin(turn)
    return np.asarray(line[-1] + normal * PIGTAIL_CM + spokes * PIGTAIL_CM * shrink)


def darken_tools(
    pixels: Image,
    shadows: Shadows,
    board: BoardLike,
    frame: Frame,
    share: float,
    kinds: frozenset[str] | None = None,
) -> None:
    """Multiply the shadows of the frame's tools into a picture; ``share`` scales their density."""
    flat = pixels.reshape(-1)
    for pose in _lying(board, frame):
        if kinds is None or pose.kind in kinds:
            index, strength = shadows.tool(board, pose)
            flat[index] *= 1 - np.float32(device(pose.kind).density * share) * strength


def tool_shadows(shadows: Shadows, board: BoardLike, frame: Frame) -> list[tuple[Indices, Image]]:
    """Pixels and shadow strength 0..1 of every tool of a frame."""
    return [shadows.tool(board, pose) for pose in _lying(board, frame)]


def _lying(board: BoardLike, frame: Frame) -> Iterator[ToolPose]:
    """Tools that throw a shadow."""
    for pose in frame.tools:
        if pose.kind != "ultrasound_probe" and pose.opacity > 0 and pose.path in board.paths:
            yield pose
