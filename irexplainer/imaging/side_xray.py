"""Live X-ray of the spine from the side: vertebrae, tools, balloon and cement, on the plate ``spine_side``.

The same photons as ``fluoroscopy``: N = N0 exp(-sum of mu t), variance = mean. The picture lies as the plate does: for
a patient face down the head is on the left and the belly below.
"""

from dataclasses import dataclass, field, fields

import numpy as np

from irexplainer.atlas.plans import load_plan
from irexplainer.atlas.plates import SPINE, plate_of
from irexplainer.atlas.spine import SpineState, balloon_outline, pedicle, spine
from irexplainer.imaging.anatomy import BoardLike
from irexplainer.imaging.noise import NoiseBank, picture_number, vignette
from irexplainer.imaging.prepared import about_to_prepare
from irexplainer.imaging.raster import Floats, Image, Sparse, blur, polygon_mask
from irexplainer.imaging.screen import Mark, Screen, through_window
from irexplainer.imaging.tools import between, device, path_shadow
from irexplainer.imaging.under import Labels, StructureMap, painted
from irexplainer.story.cementing import cement_in
from irexplainer.story.frame import Frame, Modality, Point3

OPEN_FIELD, PHOTONS = 0.62, 735.0
WINDOW = (PHOTONS / 2, PHOTONS)
PICTURES_PER_SECOND = 15.0
LEVELS, LIFT_LEVELS = 24, 12
"""Steps in which fillings change, and the shape of the spine."""
KEPT = 40
BODY, PROCESS, PEDICLE, CEMENT, BALLOON = 0.36, 0.26, 0.20, 0.86, 0.62
"""Share of rays stopped."""
AIR, FAR_CM = 0.92, 40.0
"""Share of photons that pass beside the body; how far that side is drawn."""
LEAST_CM, MOST_CM = 11.0, 20.0


@dataclass(frozen=True, slots=True)
class SideWindow:
    """px = (plate cm - origin) * scale."""

    position: str
    x0: float
    y0: float
    scale: float
    width: int
    height: int

    def flat(self, points: Floats) -> Floats:
        """Plate cm (N, 2) to px."""
        return (np.asarray(points, float) - [self.x0, self.y0]) * self.scale

    def px(self, points: Floats) -> Floats:
        """Body points (N, 3) to px."""
        return self.flat(plate_of(SPINE, self.position).project(points))

    def turned(self, outline: Floats) -> Floats:
        """An outline in upright side coordinates (u = -z, v = y) to px."""
        u, v = np.asarray(outline, float).T
        return self.px(np.column_stack([np.zeros_like(u), v, -u]))

    def project(self, point: Point3) -> tuple[float, float] | None:
        """One body point to px, None outside the picture."""
        x, y = (float(c) for c in self.px(np.asarray([point], float))[0])
        return (x, y) if 0 <= x < self.width and 0 <= y < self.height else None


@dataclass
class SideXray:
    """Makes pictures of one size."""

    width: int
    height: int
    _bones: dict[tuple[SideWindow, SpineState], Image] = field(default_factory=dict)
    _fillings: dict[tuple[SideWindow, SpineState], Image] = field(default_factory=dict)
    _tools: dict[tuple[SideWindow, str, float], Sparse] = field(default_factory=dict)
    _under: dict[tuple[SideWindow, SpineState], StructureMap] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._noise = NoiseBank(self.height, self.width, (0.89, 0.8), (0.456, 2.5), 2)

    def render(self, board: BoardLike, frame: Frame) -> Screen:
        """Picture of a frame."""
        window, state = self.window(frame), state_of(frame)
        photons = self._filled(window, state).copy()
        self._darken(photons, window, board, frame)
        grain = np.sqrt(photons)
        grain *= self._noise.picture(picture_number(frame.seconds, PICTURES_PER_SECOND))
        photons += grain
        np.maximum(photons, 0, out=photons)
        return Screen(
            through_window(photons, *WINDOW),
            Modality.FLUOROSCOPY,
            self._letters(window),
            "fluoroscopy",
            "seen_from_the_side",
            {"per_second": PICTURES_PER_SECOND},
            window.scale,
            window.project,
            photons,
            "photons",
            WINDOW,
            self._structures(window, state),
        )

    def window(self, frame: Frame) -> SideWindow:
        """What the stage shows, within the field of the detector."""
        camera = frame.view.camera
        size = min(max(camera.width * min(1, self.height / self.width), camera.height, LEAST_CM), MOST_CM)
        scale = min(self.width, self.height) / size
        x0, y0 = camera.x - self.width / scale / 2, camera.y - self.height / scale / 2
        return SideWindow(frame.position.value, round(x0, 3), round(y0, 3), scale, self.width, self.height)

    def _letters(self, window: SideWindow) -> tuple[Mark, ...]:
        edge, y = max(14.0, self.width * 0.04), self.height * 0.10
        names = ("H", "F") if window.position == "prone" else ("front", "back")
        return Mark(names[0], edge, y, "orientation"), Mark(names[1], self.width - edge, y, "orientation")

    def _filled(self, window: SideWindow, state: SpineState) -> Image:
        key = (window, state)
        if key not in self._fillings:
            about_to_prepare()
            if len(self._fillings) > KEPT:
                self._fillings.pop(next(iter(self._fillings)))
            photons = self._bone(window, SpineState(state.crush, state.lift)).copy()
            for outline, share in ((balloon_outline(state), BALLOON), (cement_in(state), CEMENT)):
                if len(outline):
                    photons *= 1 - np.float32(share) * self._mask([window.turned(outline)], 1.2)
            self._fillings[key] = photons
        return self._fillings[key]

    def _bone(self, window: SideWindow, state: SpineState) -> Image:
        key = (window, state)
        if key not in self._bones:
            if len(self._bones) > KEPT // 4:
                self._bones.pop(next(iter(self._bones)))
            photons = np.full((self.height, self.width), OPEN_FIELD * PHOTONS, np.float32)
            photons *= vignette(self.height, self.width, 0.35)
            levels = spine(state)
            body = self._mask([window.turned(v.body) for v in levels], 1.1)
            photons *= 1 - np.float32(BODY) * body * (1.25 - 0.5 * blur(body, 4.0))
            photons *= 1 - np.float32(PROCESS) * self._mask([window.turned(v.process) for v in levels], 2.0)
            arch = self._mask([window.turned(pedicle(v.level, state)) for v in levels], 1.4)
            photons *= 1 - np.float32(PEDICLE) * arch * (1.3 - 0.6 * blur(arch, 3.0))
            air = self._mask([window.turned(_outside())], 2.0)
            photons += air * (np.float32(AIR * PHOTONS) - photons)
            self._bones[key] = photons
        return self._bones[key]

    def _mask(self, polygons: list[Floats], soft: float) -> Image:
        """Blurred cover 0..1 of polygons; each is drawn in its own box, which is far smaller than the picture."""
        cover = np.zeros((self.height, self.width), np.float32)
        for polygon in polygons:
            low = np.clip(np.floor(polygon.min(axis=0)), 0, [self.width, self.height]).astype(int)
            high = np.clip(np.ceil(polygon.max(axis=0)) + 1, 0, [self.width, self.height]).astype(int)
            if (high > low).all():
                box = cover[low[1] : high[1], low[0] : high[0]]
                box += polygon_mask(box.shape[0], box.shape[1], [polygon - low])
        return blur(np.minimum(cover, 1.0), soft * min(self.width, self.height) / 512)

    def _darken(self, photons: Image, window: SideWindow, board: BoardLike, frame: Frame) -> None:
        flat = photons.reshape(-1)
        for pose in frame.tools:
            if pose.kind == "ultrasound_probe" or pose.opacity <= 0 or pose.path not in board.paths:
                continue
            kind = device(pose.kind)
            radius = max(pose.diameter_mm / 20 * window.scale, kind.least_px)
            key = (window, pose.path, round(radius, 2))
            if key not in self._tools:
                path = board.paths[pose.path]
                px = window.px(np.asarray(path.points[:, :3], float))
                self._tools[key] = path_shadow(self.height, self.width, px, path.lengths, radius)
            index, strength = between(self._tools[key], pose.tail, pose.tip, window.scale)
            flat[index] *= 1 - np.float32(kind.density * pose.opacity) * strength

    def _structures(self, window: SideWindow, state: SpineState) -> StructureMap:
        key = (window, SpineState(state.crush, state.lift))
        if key not in self._under:
            if len(self._under) > KEPT // 4:
                self._under.pop(next(iter(self._under)))
            levels = spine(key[1])

            def make() -> Labels:
                rings = [(i, window.turned(part)) for i, v in enumerate(levels) for part in (v.process, v.body)]
                return painted(self.height, self.width, rings)

            self._under[key] = StructureMap(tuple(vertebra_id(v.level) for v in levels), make)
        return self._under[key]


def _outside() -> Floats:
    """Everything behind the skin of the back (N, 2), upright side coordinates."""
    skin = load_plan("spine_side").curve("skin")
    top, bottom = [skin[0, 0], skin[0, 1] - FAR_CM], [skin[-1, 0], skin[-1, 1] + FAR_CM]
    return np.vstack([[top], skin, [bottom], [[FAR_CM, bottom[1]], [FAR_CM, top[1]]]])


def vertebra_id(level: str) -> str:
    """Atlas id of a level: L1 is lumbar_vertebra_1."""
    return f"{'thoracic' if level.startswith('T') else 'lumbar'}_vertebra_{level[1:]}"


def state_of(frame: Frame) -> SpineState:
    """How far L1 is crushed, lifted and filled: numbers of the profile, then of effects, rounded to small steps."""
    names = {f.name for f in fields(SpineState)}
    found: dict[str, float] = {}
    for word in frame.view.profile.split():
        name, _, value = word.partition("=")
        if name in names and value:
            found[name] = float(value)
    for effect in frame.effects:
        if effect.kind in names:
            found[effect.kind] = effect.value
        if effect.kind == "inside":
            found |= {n: v for n, v in effect.params.items() if n in names}
    steps = {n: LIFT_LEVELS if n == "lift" else LEVELS for n in found}
    return SpineState(**{n: round(min(max(v, 0.0), 1.0) * steps[n]) / steps[n] for n, v in found.items()})
