"""Live X-ray: shadows of bones, organs, tools and dye.

Polarity: bone, metal and dye dark, lungs and gas bright.
"""

from dataclasses import dataclass, field

import numpy as np

from irexplainer.atlas.collecting_system import collecting_system, hilum_of
from irexplainer.imaging.anatomy import AtlasLike, BoardLike, TargetLike, side_of
from irexplainer.imaging.angiography import target_rings, targets_of
from irexplainer.imaging.noise import NoiseBank, grain, picture_number, vignette
from irexplainer.imaging.prepared import about_to_prepare
from irexplainer.imaging.raster import Floats, Image, Sparse, TubeCanvas, blur
from irexplainer.imaging.screen import Mark, Screen, orientation_marks
from irexplainer.imaging.tree import ArteryTree
from irexplainer.imaging.window import FrontWindow, around, front_window
from irexplainer.imaging.xray import Shadows, absorption, darken_tools
from irexplainer.story.frame import Frame, Modality, Position

OPEN_FIELD = 0.66
PICTURES_PER_SECOND = 15.0
"""Pulses of live X-ray per second of the story."""
COLLIMATOR = 0.93
KIDNEY_FIELD_CM = 17.0
SWELL_LEVELS = 12
FRONT_SHARE = 0.06
"""How soft the front of the dye is, as a share of the whole filling."""


@dataclass
class Fluoroscopy:
    """Makes live X-ray pictures of one size."""

    atlas: AtlasLike
    width: int
    height: int
    _shadows: dict[FrontWindow, Shadows] = field(default_factory=dict)
    _bases: dict[FrontWindow, Image] = field(default_factory=dict)
    _urine: dict[tuple[FrontWindow, str, int], Sparse] = field(default_factory=dict)
    _stains: dict[tuple[FrontWindow, str], Sparse] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.tree = ArteryTree(self.atlas.vessels)
        self._noise = NoiseBank(self.height, self.width, (0.024, 0.8), (0.012, 2.5), 2)

    def render(self, board: BoardLike, frame: Frame) -> Screen:
        """Picture of a frame."""
        side = kidney_side(board, frame, self.atlas)
        window = self.window(frame, side)
        shadows = self._shadows.setdefault(window, Shadows(self.atlas, window))
        pixels = self._base(window).copy()
        if side:
            self._fill_urinary_tract(pixels, window, frame, side)
        else:
            self._stain_tumors(pixels, window, frame)
        darken_tools(pixels, shadows, board, frame, 1.0)
        pixels += self._noise.picture(picture_number(frame.seconds, PICTURES_PER_SECOND))
        np.clip(pixels, 0.0, 1.0, out=pixels)
        self._collimate(pixels)
        note = "lying_face_down" if frame.position is Position.PRONE else "pictures_per_second"
        return Screen(
            pixels,
            Modality.FLUOROSCOPY,
            orientation_marks(self.width, self.height) + self._rings(frame, window, side),
            "fluoroscopy",
            note,
            {"per_second": PICTURES_PER_SECOND},
            window.scale,
            window.project,
        )

    def window(self, frame: Frame, side: str = "") -> FrontWindow:
        """Field of view: the stage's camera on front plates, the kidney for kidney work."""
        if side or frame.view.plate != "front":
            h = hilum_of(self.atlas, side or ("right" if frame.view.profile.startswith("right") else "left"))
            center = (6.2, 61.0) if h is None else (h.x, h.y + 1.0)
            return around(center, KIDNEY_FIELD_CM, self.width, self.height)
        return front_window(frame, self.width, self.height)

    def _base(self, window: FrontWindow) -> Image:
        if window not in self._bases:
            shadows = self._shadows[window]
            pixels = np.full((self.height, self.width), OPEN_FIELD, np.float32)
            for structure in self.atlas.structures.values():
                share, soft = absorption(structure.id, structure.kind)
                if share:
                    pixels *= 1 - np.float32(share) * self._relief(shadows, np.asarray(structure.outline, float), soft)
            pixels *= vignette(self.height, self.width, 0.40)
            pixels[:] = self._outside_body(shadows, pixels)
            self._bases[window] = pixels
        return self._bases[window]

    def _relief(self, shadows: Shadows, outline: Floats, soft: float) -> Image:
        """A mask whose rim is a little denser for small bones: the shell of bone is seen edge-on."""
        mask = shadows.mask(outline, soft)
        if soft > 2:
            return mask
        inner = blur(mask, 3.0 * min(self.width, self.height) / 512)
        return np.asarray(mask * (1.22 - 0.45 * inner), np.float32)

    def _outside_body(self, shadows: Shadows, pixels: Image) -> Image:
        for structure in self.atlas.structures.values():
            if structure.kind == "body":
                inside = shadows.mask(np.asarray(structure.outline, float), 6.0)
                return np.asarray(pixels * inside + 0.92 * (1 - inside), np.float32)
        return pixels

    def _fill_urinary_tract(self, pixels: Image, window: FrontWindow, frame: Frame, side: str) -> None:
        dye = frame.effect("contrast")
        share = 0.0 if dye is None else min(1.0, dye.value)
        if share <= 0:
            return
        urine = frame.effect("urine")
        swell = round((0.0 if urine is None else min(max(urine.value, 0.0), 1.0)) * SWELL_LEVELS)
        key = (window, side, swell)
        if key not in self._urine:
            about_to_prepare()
            if len(self._urine) > SWELL_LEVELS:
                self._urine.pop(next(iter(self._urine)))
            canvas = TubeCanvas(self.height, self.width)
            for tube in collecting_system(self.atlas, side, swell / SWELL_LEVELS):
                radius = tube.points[:, 3]
                canvas.draw(window.px(tube.points), radius * window.scale, tube.arrival, np.minimum(1, 0.45 + radius))
            self._urine[key] = canvas.sparse()
        sparse = self._urine[key]
        here = np.clip((share - sparse.value) / FRONT_SHARE + 0.5, 0, 1).astype(np.float32)
        pixels.reshape(-1)[sparse.index] *= np.exp(np.float32(-1.25) * sparse.strength * here)

    def _stain_tumors(self, pixels: Image, window: FrontWindow, frame: Frame) -> None:
        """Beads are given mixed with dye: what stays in the tumor looks dark, in drops, and fills with the dose."""
        for target in targets_of(frame, self.atlas):
            doses = [
                e.params.get("dose", e.value)
                for e in frame.effects
                if e.kind == "embolic" and (e.target in target.feeders or e.target == target.id)
            ]
            if target.kind != "tumor" or not doses:
                continue
            stain = self._stain(window, target)
            share = np.float32(min(1.0, max(doses)))
            pixels.reshape(-1)[stain.index] *= np.exp(-share * stain.strength)

    def _stain(self, window: FrontWindow, target: TargetLike) -> Sparse:
        key = (window, target.id)
        if key not in self._stains:
            center = window.px(np.asarray([target.center], float))[0]
            y, x = np.mgrid[0 : self.height, 0 : self.width].astype(np.float32)
            r = np.hypot(x + 0.5 - center[0], y + 0.5 - center[1]) / (target.radius * window.scale)
            drops = grain(self.height, self.width, 1.0, 0.09 * window.scale, 17)
            amount = np.clip((1.0 - r) / 0.10, 0, 1) * np.clip(0.55 + 0.28 * drops, 0, 1.2)
            index = np.flatnonzero(amount > 0.004)
            strength = amount.ravel()[index].astype(np.float32)
            self._stains[key] = Sparse(index, strength, np.zeros(len(index), np.float32))
        return self._stains[key]

    def _collimate(self, pixels: Image) -> None:
        """Dark shutters at the rim."""
        bx, by = int(self.width * (1 - COLLIMATOR) / 2), int(self.height * (1 - COLLIMATOR) / 2)
        for part in (pixels[:by], pixels[-by:], pixels[:, :bx], pixels[:, -bx:]):
            part *= 0.16

    def _rings(self, frame: Frame, window: FrontWindow, side: str) -> tuple[Mark, ...]:
        calyx = self.atlas.targets.get(f"{side}_lower_posterior_calyx")
        if calyx is None:
            return tuple(target_rings(targets_of(frame, self.atlas), window))
        at = window.project(calyx.center)
        return () if at is None else (Mark("calyx", *at, "ring", 1.0 * window.scale, "amber"),)


def kidney_side(board: BoardLike, frame: Frame, atlas: AtlasLike) -> str:
    """'left' or 'right' when the picture is about urine: an effect says so, or a way of the story ends in a calyx."""
    about = any(e.kind == "urine" or "calyx" in e.target for e in frame.effects)
    dyed = any(e.kind == "contrast" and e.target.endswith("_kidney") for e in frame.effects)
    return side_of(frame, board) if about or dyed else ""
