"""Ultrasound: fluid black, bone and needle bright, shadow behind bone and gas; live at 20 pictures a second."""

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from irexplainer.imaging.anatomy import BoardLike
from irexplainer.imaging.fields import PROBE_RADIUS_CM
from irexplainer.imaging.noise import picture_number
from irexplainer.imaging.raster import Floats, Image, Sparse, blur, polygon_mask
from irexplainer.imaging.scenes import Scene
from irexplainer.imaging.screen import Mark, Screen, through_window
from irexplainer.imaging.sound import FLOOR_DB, RANGE_DB
from irexplainer.imaging.tools import between, path_shadow
from irexplainer.imaging.under import StructureMap
from irexplainer.imaging.zones import sound_zone
from irexplainer.story.frame import Frame, Modality, Phase, Point3, ToolPose

PICTURES_PER_SECOND = 20.0
BEATS_PER_SECOND, BEAT_LEVELS = 1.1, 6
FLOW_COLORS = {"artery": (214, 52, 44), "vein": (58, 108, 214)}
Colors = npt.NDArray[np.uint8]
WINDOW = (-RANGE_DB / 2, RANGE_DB)
"""dB: the brightest echo is white."""
SHINE = dict.fromkeys(("needle", "biopsy_needle", "cryoprobe", "electrode"), 1.0)
SHINE |= {"wire": 0.85, "sheath": 0.6, "catheter": 0.6}


@dataclass
class Ultrasound:
    """Makes pictures of one scene; the speckle pictures are made when first asked for."""

    scene: Scene
    width: int
    height: int
    _bank: list[Image] = field(default_factory=list)
    _tools: dict[tuple[str, str, float], Sparse] = field(default_factory=dict)
    _under: StructureMap | None = None
    _colors: list[Colors] = field(default_factory=list)

    def render(self, board: BoardLike, frame: Frame, rings: tuple[tuple[str, Point3, float], ...] = ()) -> Screen:
        """Picture of a frame; rings: word key, body point and radius in cm of marked targets."""
        if not self._bank:
            self._bank = self.scene.field.bank(self.scene.phantom, 31)
        number = picture_number(frame.seconds, PICTURES_PER_SECOND)
        levels = self._bank[number % len(self._bank)].copy()
        start = np.asarray(self.scene.field.px(0.0, -PROBE_RADIUS_CM))
        sound_zone(levels, frame, self._px, start)
        for pose in frame.tools:
            if pose.kind != "ultrasound_probe" and pose.path in board.paths and pose.opacity > 0:
                self._shine(levels, board, pose)
        overlay = self._flow(frame)
        return Screen(
            through_window(levels, *WINDOW),
            Modality.ULTRASOUND,
            self._marks(rings),
            "ultrasound",
            self.scene.note_key if overlay is None else "color_flow",
            {"per_second": PICTURES_PER_SECOND},
            self._px_per_cm(),
            self.scene.project,
            levels,
            "dB",
            WINDOW,
            self._structures(),
            overlay,
        )

    def _flow(self, frame: Frame) -> Colors | None:
        """Colors of moving blood while vessels are looked for, before any needle: arteries swell with every beat."""
        needles = any(t.kind != "ultrasound_probe" for t in frame.tools)
        wanted = frame.phase is Phase.IMAGING or frame.effect("flow") is not None
        if not self.scene.flows or needles or not wanted:
            return None
        if not self._colors:
            self._colors = [flow_colors(self.scene, level / (BEAT_LEVELS - 1)) for level in range(BEAT_LEVELS)]
        since = frame.seconds * BEATS_PER_SECOND % 1.0
        return self._colors[round(float(np.exp(-4.0 * since)) * (BEAT_LEVELS - 1))]

    def _structures(self) -> StructureMap:
        if self._under is None:
            self._under = StructureMap(tuple(id for id, _ in self.scene.parts), self.scene.labels)
        return self._under

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
            lit = self._bank[0].reshape(-1)[shadow.index] > FLOOR_DB + 1
            self._tools[key] = Sparse(shadow.index[lit], shadow.strength[lit], shadow.value[lit])
        index, strength = between(self._tools[key], pose.tail, pose.tip, scale)
        flat = levels.reshape(-1)
        glow = np.float32(SHINE.get(pose.kind, 0.6) * pose.opacity) * strength
        behind = np.clip(flat[index] / np.float32(RANGE_DB) + 1, 0, 1)
        gray = glow * (0.70 + 0.30 * np.minimum(behind * 2.4, 1))
        flat[index] = np.maximum(flat[index], (gray - 1) * np.float32(RANGE_DB))

    def _marks(self, rings: tuple[tuple[str, Point3, float], ...]) -> tuple[Mark, ...]:
        edge, y = max(14.0, self.width * 0.04), self.height * 0.10
        marks = [
            Mark(self.scene.left, edge, y, "orientation"),
            Mark(self.scene.right, self.width - edge, y, "orientation"),
        ]
        for key, center, radius in rings:
            at = self.scene.project(center)
            if at is not None:
                marks.append(Mark(key, *at, "ring", radius * self._px_per_cm(), "ice"))
        return tuple(marks)


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
