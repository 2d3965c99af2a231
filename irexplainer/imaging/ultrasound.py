"""Ultrasound: fluid black, bone and needle bright, shadow behind bone and gas; live at 20 pictures a second."""

from dataclasses import dataclass, field
from functools import partial

import numpy as np
import numpy.typing as npt

from irexplainer.imaging.anatomy import BoardLike
from irexplainer.imaging.fields import FAN_RADIANS, PROBE_RADIUS_CM, Bank, FanField
from irexplainer.imaging.noise import picture_number
from irexplainer.imaging.prepared import about_to_prepare
from irexplainer.imaging.probe import STILL, Hand
from irexplainer.imaging.raster import Floats, Image, Sparse, blur, polygon_mask
from irexplainer.imaging.scenes import Scene
from irexplainer.imaging.screen import Mark, Screen, through_window
from irexplainer.imaging.sound import FLOOR_DB, RANGE_DB
from irexplainer.imaging.tools import between, path_shadow
from irexplainer.imaging.under import Labels, StructureMap
from irexplainer.imaging.zones import sound_zone
from irexplainer.story.frame import Frame, Modality, Phase, Point3, ToolPose

PICTURES_PER_SECOND = 20.0
BEATS_PER_SECOND, BEAT_LEVELS = 1.1, 6
FLOW_COLORS = {"artery": (214, 52, 44), "vein": (58, 108, 214)}
Colors = npt.NDArray[np.uint8]
WINDOW = (-RANGE_DB / 2, RANGE_DB)
"""dB: the brightest echo is white."""
SEEN = 0.7
"""From this contact on, places in the picture are named."""
EDGE = 0.25
"""How soft the rim of the contact is, as a share of the face."""
RING, RING_DEPTH, RING_EVERY = 0.25, 0.045, 0.04
"""Ringing in air: amplitude at the face; where it has faded to 1/e, and from line to line, as shares of the depth."""
SHINE = dict.fromkeys(("needle", "biopsy_needle", "cryoprobe", "electrode"), 1.0)
SHINE |= {"wire": 0.85, "sheath": 0.6, "catheter": 0.6}


@dataclass
class Ultrasound:
    """Makes pictures of one scene; the speckle pictures are made when first asked for."""

    scene: Scene
    width: int
    height: int
    _bank: Bank | None = None
    _air: tuple[Image, Image] | None = None
    _tools: dict[tuple[str, str, float], Sparse] = field(default_factory=dict)
    _under: StructureMap | None = None
    _colors: list[Colors] = field(default_factory=list)

    def render(
        self,
        board: BoardLike,
        frame: Frame,
        rings: tuple[tuple[str, Point3, float], ...] = (),
        hand: Hand = STILL,
    ) -> Screen:
        """Picture of a frame; rings: word key, body point and radius in cm of marked targets; hand: with the probe."""
        bank, field_ = self._speckled(), self.scene.field
        steps = field_.steps(hand.rock)
        number = picture_number(frame.seconds, PICTURES_PER_SECOND)
        levels = bank.picture(number, steps)
        start = np.asarray(field_.px(0.0, -PROBE_RADIUS_CM))
        sound_zone(levels, frame, self._px, start)
        for pose in frame.tools:
            if pose.kind != "ultrasound_probe" and pose.path in board.paths and pose.opacity > 0:
                self._shine(levels, board, pose)
        if hand.contact < 1:
            self._lift(levels, hand.contact)
        on = hand.contact > SEEN
        overlay = self._flow(frame, steps) if on else None
        return Screen(
            through_window(levels, *WINDOW),
            Modality.ULTRASOUND,
            self._marks(rings if on else (), steps),
            "ultrasound",
            "probe_off" if hand.contact <= 0 else self.scene.note_key if overlay is None else "color_flow",
            {"per_second": PICTURES_PER_SECOND},
            self._px_per_cm(),
            partial(self._project, steps=steps),
            levels,
            "dB",
            WINDOW,
            self._structures(steps) if on else None,
            overlay,
        )

    def _speckled(self) -> Bank:
        if self._bank is None:
            about_to_prepare()
            self._bank = self.scene.field.bank(self.scene.phantom, 31)
        return self._bank

    def _project(self, point: Point3, steps: int) -> tuple[float, float] | None:
        """Where a body point is seen; None outside the field."""
        field_, (u, v) = self.scene.field, self.scene.to_probe(np.asarray([point], float))[0]
        x, y = (float(c) for c in field_.moved(np.array([field_.px(float(u), float(v))]), steps)[0])
        zero, one = field_.px(0.0, 0.0), field_.px(1.0, 1.0)
        return (x, y) if field_.shows((x - zero[0]) / (one[0] - zero[0]), (y - zero[1]) / (one[1] - zero[1])) else None

    def _lift(self, levels: Image, contact: float) -> None:
        """What touches no skin hears its own face ring; the left edge touches first."""
        if self._air is None:
            self._air = air_of(self.scene)
        across, air = self._air
        touch = np.clip((np.float32(contact * (1 + EDGE)) - across) / np.float32(EDGE), 0, 1)
        levels += (1 - touch) * (air - levels)

    def _flow(self, frame: Frame, steps: int) -> Colors | None:
        """Colors of moving blood while vessels are looked for, before any needle: arteries swell with every beat."""
        needles = any(t.kind != "ultrasound_probe" for t in frame.tools)
        wanted = frame.phase is Phase.IMAGING or frame.effect("flow") is not None
        if not self.scene.flows or needles or not wanted:
            return None
        if not self._colors:
            self._colors = [flow_colors(self.scene, level / (BEAT_LEVELS - 1)) for level in range(BEAT_LEVELS)]
        since = frame.seconds * BEATS_PER_SECOND % 1.0
        return shifted(self._colors[round(float(np.exp(-4.0 * since)) * (BEAT_LEVELS - 1))], steps)

    def _structures(self, steps: int) -> StructureMap:
        if self._under is None:
            self._under = StructureMap(tuple(id for id, _ in self.scene.parts), self.scene.labels)
        still = self._under
        return still if steps == 0 else StructureMap(still.ids, lambda: self._moved_labels(still, steps))

    def _moved_labels(self, still: StructureMap, steps: int) -> Labels:
        """The map of the resting probe, each pixel taken from where its tissue then lay."""
        field_, labels = self.scene.field, still.labels
        y, x = np.mgrid[0 : field_.height, 0 : field_.width]
        place = np.column_stack([x.ravel() + 0.5, y.ravel() + 0.5])
        column, row = np.floor(field_.moved(place, -steps)).astype(int).T
        known = (column >= 0) & (column < field_.width) & (row >= 0) & (row < field_.height)
        moved = np.full(labels.size, -1, np.int16)
        moved[known] = labels[row[known], column[known]]
        return moved.reshape(labels.shape)

    def _px(self, points: Floats) -> Floats:
        """Body points (N, 3) to px."""
        return np.array([self.scene.field.px(float(u), float(v)) for u, v in self.scene.to_probe(points)])

    def _px_per_cm(self) -> float:
        a, b = self.scene.field.px(0.0, 0.0), self.scene.field.px(1.0, 0.0)
        return b[0] - a[0]

    def _shine(self, levels: Image, board: BoardLike, pose: ToolPose) -> None:
        scale = self._px_per_cm()
        radius = max(pose.diameter_mm / 20 * scale * 0.5, 1.0)
        key = (pose.path, pose.kind, round(radius, 3))
        if key not in self._tools:
            path = board.paths[pose.path]
            px = self._px(np.asarray(path.points[:, :3], float))
            shadow = path_shadow(self.height, self.width, px, path.lengths, radius)
            lit = self._speckled().picture(0).reshape(-1)[shadow.index] > FLOOR_DB + 1
            self._tools[key] = Sparse(shadow.index[lit], shadow.strength[lit], shadow.value[lit])
        index, strength = between(self._tools[key], pose.tail, pose.tip, scale)
        flat = levels.reshape(-1)
        glow = np.float32(SHINE.get(pose.kind, 0.6) * pose.opacity) * strength
        behind = np.clip(flat[index] / np.float32(RANGE_DB) + 1, 0, 1)
        gray = glow * (0.70 + 0.30 * np.minimum(behind * 2.4, 1))
        flat[index] = np.maximum(flat[index], (gray - 1) * np.float32(RANGE_DB))

    def _marks(self, rings: tuple[tuple[str, Point3, float], ...], steps: int) -> tuple[Mark, ...]:
        edge, y = max(14.0, self.width * 0.04), self.height * 0.10
        marks = [
            Mark(self.scene.left, edge, y, "orientation"),
            Mark(self.scene.right, self.width - edge, y, "orientation"),
        ]
        for key, center, radius in rings:
            at = self._project(center, steps)
            if at is not None:
                marks.append(Mark(key, *at, "ring", radius * self._px_per_cm(), "ice"))
        return tuple(marks)


def air_of(scene: Scene) -> tuple[Image, Image]:
    """Place across the face (0 left, 1 right) of every pixel, and the dB of a probe in the air: (height, width)."""
    field_ = scene.field
    zero, one = field_.px(0.0, 0.0), field_.px(1.0, 1.0)
    y, x = np.mgrid[0 : field_.height, 0 : field_.width].astype(np.float32) + np.float32(0.5)
    u, v = (x - zero[0]) / (one[0] - zero[0]), (y - zero[1]) / (one[1] - zero[1])
    if isinstance(field_, FanField):
        across = np.arctan2(u, v + PROBE_RADIUS_CM) / np.float32(FAN_RADIANS) + np.float32(0.5)
        depth = np.hypot(u, v + PROBE_RADIUS_CM) - PROBE_RADIUS_CM
    else:
        across, depth = x / field_.width, v
    deep = float(depth.max())
    rings = np.exp(-depth / (RING_DEPTH * deep)) * (0.55 + 0.45 * np.cos(2 * np.pi * depth / (RING_EVERY * deep)))
    level = np.maximum(20 * np.log10(np.maximum(RING * rings, 1e-6)), FLOOR_DB)
    level[~field_.inside(u, v)] = FLOOR_DB
    return across.astype(np.float32), level.astype(np.float32)


def shifted(colors: Colors, steps: int) -> Colors:
    """Colors moved as the tissue under a straight probe that has slid by so many px."""
    if steps == 0:
        return colors
    moved = np.zeros_like(colors)
    if steps > 0:
        moved[:, :-steps] = colors[:, steps:]
    else:
        moved[:, -steps:] = colors[:, :steps]
    return moved


def flow_colors(scene: Scene, beat: float) -> Colors:
    """Colors (height, width, 4) over vessels, fastest in the middle; beat 0..1: how strong the arteries flow now."""
    field_ = scene.field
    zero, one = np.asarray(field_.px(0.0, 0.0)), np.asarray(field_.px(1.0, 1.0))
    colors = np.zeros((field_.height, field_.width, 4), np.uint8)
    for kind, outline in scene.flows:
        polygon = outline * (one - zero) + zero
        center = polygon.mean(axis=0)
        inner = center + (polygon - center) * 0.86
        strength = blur(polygon_mask(field_.height, field_.width, [inner]), 1.5)
        share = 0.45 + 0.55 * beat if kind == "artery" else 0.7
        here = strength > 0.02
        colors[here, :3] = FLOW_COLORS[kind]
        colors[here, 3] = (strength[here] * share * 215).astype(np.uint8)
    return colors
