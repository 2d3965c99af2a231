"""Live X-ray: shadows of bones, organs, tools and dye, counted in photons.

Behind the body  N = N0 exp(-sum of mu t)  photons reach each element of the detector, mu t being the line integral of
what lies in the way (``body_xray``, tools, dye). Their number is scattered as Poisson says: variance = mean, here as
a Gaussian of that variance, which it is for the hundreds of photons of a picture. Fewer photons (``PHOTONS``) are less
dose and more grain. Polarity: bone, metal and dye dark, lungs and gas bright. Pictures come in pulses; shutters of lead
keep rays off what need not be seen. The last picture is held by the renderer (``Frame.held_from``).
"""

from dataclasses import dataclass, field

import numpy as np

from irexplainer.atlas.collecting_system import hilum_of
from irexplainer.atlas.types import Atlas
from irexplainer.imaging.anatomy import BoardLike, TargetLike
from irexplainer.imaging.angiography import FIELD_CM, field_of, target_rings
from irexplainer.imaging.body_xray import PHOTONS, body_passed
from irexplainer.imaging.coils import darken_coils
from irexplainer.imaging.contrast_study import Study, kidney_side, runs_of, study_of
from irexplainer.imaging.filter_xray import CAVA, filter_key, filter_shadow
from irexplainer.imaging.focus import targets_of
from irexplainer.imaging.front_spine import spine_passed, through_pedicle
from irexplainer.imaging.mesh_xray import mesh_key, mesh_shadow
from irexplainer.imaging.narrow import device_key, device_shadow
from irexplainer.imaging.noise import NoiseBank, grain, picture_number
from irexplainer.imaging.prepared import about_to_prepare
from irexplainer.imaging.raster import Image, Indices, Sparse, TubeCanvas
from irexplainer.imaging.screen import Mark, Screen, orientation_marks, through_window
from irexplainer.imaging.stomach_xray import BRIGHTER, air_mask, pins_key, pins_shadow
from irexplainer.imaging.stones import darken_stones
from irexplainer.imaging.tree import ArteryTree
from irexplainer.imaging.under_xray import vessels_under
from irexplainer.imaging.window import FrontWindow, around
from irexplainer.imaging.xray import Shadows, darken_tools, tool_shadows
from irexplainer.story.frame import Frame, Modality, Position
from irexplainer.story.states import states_now

WINDOW = (PHOTONS / 2, PHOTONS)
SHUTTER = 0.16
"""Share of rays that lead lets through, as drawn."""
PICTURES_PER_SECOND = 15.0
"""Pulses of live X-ray per second of the story."""
COLLIMATOR = 0.93
FAR_CM = 26.0
"""A stage that shows more than this of the body looks at the whole way from kidney to bladder, cm."""
DOWN_CM, WAY_CM = 11.2, 33.0
"""Middle of that way below the kidney, and the height of the field, cm."""
KEPT = 12
FRONT_SHARE = 0.06
"""How soft the front of the dye is, as a share of the whole filling."""


@dataclass
class Fluoroscopy:
    """Makes live X-ray pictures of one size."""

    atlas: Atlas
    width: int
    height: int
    _shadows: dict[FrontWindow, Shadows] = field(default_factory=dict)
    _bases: dict[FrontWindow, Image] = field(default_factory=dict)
    _studies: dict[tuple[FrontWindow, object], Sparse] = field(default_factory=dict)
    _spines: dict[FrontWindow, Image] = field(default_factory=dict)
    _airs: dict[FrontWindow, Image] = field(default_factory=dict)
    _stains: dict[tuple[FrontWindow, str], Sparse] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.tree = ArteryTree(self.atlas.vessels)
        self._noise = NoiseBank(self.height, self.width, (0.89, 0.8), (0.456, 2.5), 2)
        self._spread = np.empty((self.height, self.width), np.float32)

    def tool_shadows(self, board: BoardLike, frame: Frame, window: FrontWindow) -> list[tuple[Indices, Image]]:
        """Pixels and strength 0..1 of every tool in a picture."""
        return tool_shadows(self._shadows.setdefault(window, Shadows(self.atlas, window)), board, frame)

    def render(self, board: BoardLike, frame: Frame) -> Screen:
        """Picture of a frame."""
        side = kidney_side(board, frame)
        window = self.window(frame, side)
        shadows = self._shadows.setdefault(window, Shadows(self.atlas, window))
        photons = self._base(window).copy()
        if through_pedicle(frame, self.atlas):
            photons *= self._spine(window)
        study = study_of(board, frame, self.atlas)
        if study is not None:
            self._fill(photons, window, study)
        if not side:
            self._stain_tumors(photons, window, frame)
        self._cement(photons, window, frame)
        darken_stones(photons, self.atlas, window, board, frame)
        self._devices(photons, window, frame)
        self._mesh(photons, window, board, frame)
        self._stomach(photons, window, frame)
        self._filter(photons, window, frame)
        darken_tools(photons, shadows, board, frame, 1.0)
        darken_coils(photons, self.atlas, window, frame, 1.0)
        np.sqrt(photons, out=self._spread)
        self._spread *= self._noise.picture(picture_number(frame.seconds, PICTURES_PER_SECOND))
        photons += self._spread
        np.maximum(photons, 0.0, out=photons)
        for rim in shutters(photons):
            rim *= SHUTTER
        note = "lying_face_down" if frame.position is Position.PRONE else "pictures_per_second"
        return Screen(
            through_window(photons, *WINDOW),
            Modality.FLUOROSCOPY,
            orientation_marks(self.width, self.height) + self._rings(frame, window, side),
            "fluoroscopy",
            note,
            {"per_second": PICTURES_PER_SECOND},
            window.scale,
            window.project,
            photons,
            "photons",
            WINDOW,
            vessels_under(self.atlas, window, () if side else targets_of(frame, self.atlas)),
        )

    def window(self, frame: Frame, side: str = "") -> FrontWindow:
        """Field of view: the stage's camera on front plates, the kidney for work there, else around the tip."""
        if side:
            h = hilum_of(self.atlas, side)
            center = (6.2, 61.0) if h is None else (h.x, h.y + 1.0)
            if frame.view.plate == "front" and frame.view.camera.height > FAR_CM:
                return around((center[0] * 0.7, center[1] + DOWN_CM), WAY_CM, self.width, self.height)
            return around(center, FIELD_CM, self.width, self.height)
        return field_of(frame, self.atlas, self.width, self.height)

    def _base(self, window: FrontWindow) -> Image:
        if window not in self._bases:
            self._bases[window] = body_passed(self._shadows[window]) * np.float32(PHOTONS)
        return self._bases[window]

    def _spine(self, window: FrontWindow) -> Image:
        """Share of rays let through by pedicles and end plates."""
        if window not in self._spines:
            about_to_prepare()
            self._spines[window] = spine_passed(self._shadows[window], self.atlas)
        return self._spines[window]

    def _fill(self, photons: Image, window: FrontWindow, study: Study) -> None:
        """Dye in a hollow place, as far as it is filled."""
        key = (window, study.name)
        if key not in self._studies:
            about_to_prepare()
            if len(self._studies) > KEPT:
                self._studies.pop(next(iter(self._studies)))
            canvas = TubeCanvas(self.height, self.width)
            for run in runs_of(study, self.atlas):
                radius = run.points[:, 3]
                canvas.draw(window.px(run.points), radius * window.scale, run.arrival, np.minimum(1, 0.45 + radius))
            self._studies[key] = canvas.sparse()
        sparse = self._studies[key]
        here = np.clip((study.amount - sparse.value) / FRONT_SHARE + 0.5, 0, 1).astype(np.float32)
        photons.reshape(-1)[sparse.index] *= np.exp(np.float32(-1.25) * sparse.strength * here)

    def _cement(self, photons: Image, window: FrontWindow, frame: Frame) -> None:
        """Cement is as dense as metal: a round filling that grows."""
        for effect in frame.effects:
            if effect.kind == "cement" and effect.at is not None and effect.value > 0.02:
                at = window.px(np.asarray([effect.at], float))[0]
                radius = max(effect.radius_cm, 0.3) * window.scale * effect.value ** (1 / 3)
                left, top = np.maximum((at - radius - 2).astype(int), 0)
                right, bottom = np.maximum((at + radius + 3).astype(int), 0)
                part = photons[top:bottom, left:right]
                y, x = np.mgrid[top : top + part.shape[0], left : left + part.shape[1]].astype(np.float32) + 0.5
                chord = np.sqrt(np.maximum(1 - ((x - at[0]) ** 2 + (y - at[1]) ** 2) / radius**2, 0))
                part *= np.exp(np.float32(-1.6) * chord)

    def _devices(self, photons: Image, window: FrontWindow, frame: Frame) -> None:
        """A balloon filled with dye and a stent in a narrow vessel."""
        for effect in frame.effects:
            key = device_key(effect)
            if key is None:
                continue
            kept = window, key
            if kept not in self._studies:
                if len(self._studies) > KEPT:
                    self._studies.pop(next(iter(self._studies)))
                self._studies[kept] = device_shadow(key, self.atlas.targets[effect.target], self.atlas, window)
            shadow = self._studies[kept]
            photons.reshape(-1)[shadow.index] *= np.exp(np.float32(-1.3) * shadow.strength)

    def _mesh(self, photons: Image, window: FrontWindow, board: BoardLike, frame: Frame) -> None:
        """A mesh stent, as far as it has sprung open."""
        for effect in frame.effects:
            key = mesh_key(effect)
            if key is None or effect.target not in board.paths:
                continue
            kept = window, key
            if kept not in self._studies:
                if len(self._studies) > KEPT:
                    self._studies.pop(next(iter(self._studies)))
                self._studies[kept] = mesh_shadow(key, board.paths[effect.target], window, self.height, self.width)
            shadow = self._studies[kept]
            photons.reshape(-1)[shadow.index] *= np.exp(np.float32(-1.3) * shadow.strength)

    def _stomach(self, photons: Image, window: FrontWindow, frame: Frame) -> None:
        """Air lets more rays through; pins are dark."""
        air = frame.effect("air")
        if air is not None and air.value > 0:
            if window not in self._airs:
                self._airs = {window: air_mask(self.atlas, window, self.height, self.width)}
            photons *= 1 + np.float32(BRIGHTER * air.value) * self._airs[window]
        pins = pins_key(frame.effects)
        if pins:
            kept = window, pins
            if kept not in self._studies:
                self._studies[kept] = pins_shadow(pins, window, self.height, self.width)
            shadow = self._studies[kept]
            photons.reshape(-1)[shadow.index] *= np.exp(np.float32(-1.6) * shadow.strength)

    def _filter(self, photons: Image, window: FrontWindow, frame: Frame) -> None:
        """The filter of the cut-open cava, as far as it has come and opened."""
        key = filter_key(states_now(frame)) if frame.view.plate == CAVA else None
        if key is None:
            return
        kept = window, key
        if kept not in self._studies:
            if len(self._studies) > KEPT:
                self._studies.pop(next(iter(self._studies)))
            self._studies[kept] = filter_shadow(key, window, self.height, self.width)
        shadow = self._studies[kept]
        photons.reshape(-1)[shadow.index] *= np.exp(np.float32(-1.5) * shadow.strength)

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

    def _rings(self, frame: Frame, window: FrontWindow, side: str) -> tuple[Mark, ...]:
        calyx = self.atlas.targets.get(f"{side}_lower_posterior_calyx")
        if calyx is None:
            return tuple(target_rings(targets_of(frame, self.atlas), window))
        at = window.project(calyx.center)
        return () if at is None else (Mark("calyx", *at, "ring", 1.0 * window.scale, "amber"),)


def shutters(pixels: Image) -> tuple[Image, ...]:
    """The parts (views) of a picture that lead covers, at its rim."""
    height, width = pixels.shape
    bx, by = int(width * (1 - COLLIMATOR) / 2), int(height * (1 - COLLIMATOR) / 2)
    return pixels[:by], pixels[height - by :], pixels[:, :bx], pixels[:, width - bx :]
