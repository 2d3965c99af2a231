"""MRI slices: signal of spins (``relaxation``), seen from the feet, with warmth as a color map where it is measured.

Polarity on T2: fluid white, fat bright, muscle and fibroids dark; bone, air, metal and moving blood black. Grain of a
magnitude picture is Rician: |S + n1 + i n2|. A needle is a black line. Coils at the skin make the rim brighter.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from irexplainer.imaging.anatomy import BoardLike, TargetLike
from irexplainer.imaging.ct import FIRST, NOTES, Ct, target_rim
from irexplainer.imaging.hounsfield import Region, is_gut, lumen_of
from irexplainer.imaging.noise import grain, picture_number
from irexplainer.imaging.raster import Image, Sparse, blur
from irexplainer.imaging.relaxation import SPINS, T1_WEIGHTED, T2_WEIGHTED, signal, signal_of
from irexplainer.imaging.screen import Mark, Screen, orientation_marks, through_window
from irexplainer.imaging.slice_view import SliceView
from irexplainer.imaging.targets import DRAWN, word_of
from irexplainer.imaging.tools import between, path_shadow
from irexplainer.story.frame import EffectPose, Frame, Modality, Position

PICTURES_PER_SECOND = 2.0
BANK = 3
GRAIN = 0.012
WINDOWS = {T2_WEIGHTED: (0.25, 0.50), T1_WEIGHTED: (0.31, 0.62)}
COIL = 0.22
HALO, HALO_CM = 1.35, 0.09
"""Pressed veins around a fibroid make a thin bright rim."""
BODY_CELSIUS, HOT_CELSIUS = 37.0, 85.0
SHOWN_CELSIUS = 41.0
"""Warmth is shown in color from here on."""
DEADLY_CELSIUS = 55.0
HEAT_KINDS = ("heat", "sonication")


@dataclass
class Mri:
    """Makes pictures of one slice at one size. slice: geometry (regions, posture, field of view) as for CT."""

    slice: Ct
    targets: Sequence[TargetLike] = ()
    weighting: tuple[float, float] = T2_WEIGHTED
    _banks: dict[Position, list[Image]] = field(default_factory=dict)
    _tools: dict[tuple[str, Position], Sparse] = field(default_factory=dict)

    def render(self, board: BoardLike, frame: Frame) -> Screen:
        """Picture of a frame."""
        view = self.slice.view(frame.position)
        if view.position not in self._banks:
            clean = self._clean(view)
            self._banks[view.position] = [self._noisy(clean, seed) for seed in range(BANK)]
        bank = self._banks[view.position]
        values = bank[picture_number(frame.seconds, PICTURES_PER_SECOND) % BANK].copy()
        self._voids(values, view, board, frame)
        window = WINDOWS[self.weighting]
        return Screen(
            through_window(values, *window),
            Modality.MRI,
            orientation_marks(self.slice.width, self.slice.height, FIRST[view.position], upright=view.on_a_side)
            + self._rings(view),
            "mri",
            NOTES[view.position]
            if frame.tools
            else "fluid_white_fibroid_dark"
            if self._fibroids()
            else "fluid_is_white",
            {"per_second": PICTURES_PER_SECOND},
            view.scale,
            view.project,
            values,
            "signal",
            window,
            self.slice.structures(view),
            self._warmth(view, frame),
        )

    def _fibroids(self) -> bool:
        return any(t.kind == "fibroid" for t in self.targets)

    def _clean(self, view: SliceView) -> Image:
        """Signal without grain."""
        picture = self.slice
        values = np.zeros((picture.height, picture.width), np.float32)
        for region in picture.lying(view.position):
            picture.put(values, view, region.outline, signal_of(region.id, region.tissue, self.weighting))
            if is_gut(region):
                picture.put(values, view, lumen_of(region), self._inside(region), 1.0)
            if region.id == "uterus":
                self._junction(values, view, region)
        for target in self.targets:
            if target.kind in DRAWN:
                rim = np.column_stack(target_rim(target))
                if target.kind == "fibroid":
                    middle = rim.mean(axis=0)
                    halo = signal(SPINS["uterus"], self.weighting) * HALO
                    picture.put(values, view, middle + (rim - middle) * (1 + HALO_CM / target.radius), halo, 1.0)
                picture.put(values, view, rim, signal(SPINS[DRAWN.get(target.kind, "tumor")], self.weighting), 1.0)
        x = (np.arange(picture.width, dtype=np.float32) - picture.width / 2) / (picture.width / 2)
        texture = 1 + grain(picture.height, picture.width, 0.035, 3.0, 11)
        return np.asarray(blur(values * texture, 0.7) * (1 - COIL / 2 + COIL * np.abs(x)), np.float32)

    def _inside(self, region: Region) -> float:
        """What a hollow organ holds: urine, gas in the colon, else food and fluid."""
        if "bladder" in f"{region.id}{region.tissue}":
            return signal(SPINS["urine"], self.weighting)
        return signal(SPINS["content"], self.weighting) * (0.25 if "colon" in region.tissue else 1.0)

    def _junction(self, values: Image, view: SliceView, region: Region) -> None:
        """The dark inner layer of the muscle of the uterus, around the lining."""
        center = region.outline.mean(axis=0)
        inner = center - [0.0, 0.3] + (region.outline - center) * [0.42, 0.26]
        self.slice.put(values, view, inner, signal(SPINS["junctional"], self.weighting), 1.2)

    def _noisy(self, clean: Image, seed: int) -> Image:
        height, width = clean.shape
        real = clean + grain(height, width, GRAIN, 0.5, 50 + seed)
        return np.asarray(np.hypot(real, grain(height, width, GRAIN, 0.5, 90 + seed)), np.float32)

    def _voids(self, values: Image, view: SliceView, board: BoardLike, frame: Frame) -> None:
        """Metal takes the signal away: black lines, somewhat wider than the needle."""
        flat = values.reshape(-1)
        for pose in frame.tools:
            if pose.kind == "ultrasound_probe" or pose.path not in board.paths or pose.opacity <= 0:
                continue
            radius = max(pose.diameter_mm / 20 * view.scale * 1.8, 1.4)
            key = (f"{pose.path}/{radius:.2f}", view.position)
            if key not in self._tools:
                path = board.paths[pose.path]
                points = np.asarray(path.points[:, :3], float)
                px = view.px(points[:, 0], points[:, 2])
                self._tools[key] = path_shadow(self.slice.height, self.slice.width, px, path.lengths, radius)
            index, strength = between(self._tools[key], pose.tail, pose.tip, view.scale)
            flat[index] *= 1 - np.float32(0.95 * pose.opacity) * strength

    def _rings(self, view: SliceView) -> tuple[Mark, ...]:
        marks = []
        for target in sorted(self.targets, key=lambda t: -t.radius)[:1]:
            at = view.project(target.center)
            if at is not None:
                marks.append(Mark(word_of(target.kind), *at, "ring", (target.radius + 0.25) * view.scale, "ice"))
        return tuple(marks)

    def _warmth(self, view: SliceView, frame: Frame) -> npt.NDArray[np.uint8] | None:
        heat = next((e for e in frame.effects if e.kind in HEAT_KINDS and e.at is not None), None)
        if heat is None or heat.at is None or "celsius" not in heat.params:
            return None
        at = view.px(np.array([heat.at[0]]), np.array([heat.at[2]]))[0]
        y, x = np.mgrid[0 : self.slice.height, 0 : self.slice.width].astype(np.float32) + 0.5
        return thermometry(focus_celsius(np.hypot(x - at[0], y - at[1]) / view.scale, heat))


def focus_celsius(away_cm: Image, heat: EffectPose) -> Image:
    """Temperature around a focus: ``params["celsius"]`` in the middle, half of its rise at ``radius_cm`` (Gaussian)."""
    rise = heat.params["celsius"] - BODY_CELSIUS
    return np.asarray(BODY_CELSIUS + rise * np.exp(-np.log(2) * (away_cm / max(heat.radius_cm, 1e-3)) ** 2), np.float32)


def thermometry(celsius: Image) -> npt.NDArray[np.uint8]:
    """Colors (height, width, 4) RGBA over a picture for temperatures: yellow from 41, red from 55 degrees Celsius.

    In a scanner they come from the shift of the water line, -0.01 ppm per degree (facts: imaging-modalities).
    """
    share = np.clip((celsius - SHOWN_CELSIUS) / (HOT_CELSIUS - SHOWN_CELSIUS), 0, 1)
    stops = np.array([0.0, (DEADLY_CELSIUS - SHOWN_CELSIUS) / (HOT_CELSIUS - SHOWN_CELSIUS), 1.0])
    colors = np.zeros((*celsius.shape, 4), np.uint8)
    for channel, values in enumerate(((246, 226, 150), (210, 74, 16), (60, 40, 24))):
        colors[..., channel] = np.interp(share, stops, values).astype(np.uint8)
    colors[..., 3] = (np.clip((celsius - SHOWN_CELSIUS) / 6, 0, 1) * 190).astype(np.uint8)
    return colors
