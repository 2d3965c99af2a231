"""CT slices in Hounsfield units behind a window, seen from the feet.

On the back the picture is (x, -z), R on the left; face down it is (-x, z), L on the left and the spine on top; left
side down it is (z, x), R on top; right side down (-z, -x), L on top. Seen from the feet always, never mirrored.
The field holds Hounsfield units: 1000 (mu - mu_water) / mu_water, so air is -1000 and water 0. Ice is about 0 with a
sharp edge (facts: imaging-modalities); metal goes to 3000 and drags dark streaks beyond its tip; gas collects on top,
fluid below, relative to the room. Grain: 10 HU fine and 4.5 HU coarse, as in a low dose picture for needles.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from irexplainer.atlas.slices import BELLY_FLAT_CM, press_belly, press_flank
from irexplainer.atlas.spread import is_loose
from irexplainer.imaging.anatomy import BoardLike, TargetLike
from irexplainer.imaging.hounsfield import HOUNSFIELD, Region, hounsfield, is_gut, lumen_of
from irexplainer.imaging.injected import lay_cloud
from irexplainer.imaging.noise import NoiseBank, picture_number
from irexplainer.imaging.raster import Floats, Image, Sparse, blur, polygon_mask
from irexplainer.imaging.screen import Mark, Screen, orientation_marks, through_window
from irexplainer.imaging.slice_view import SIDES, SliceView, turned, turned_back
from irexplainer.imaging.targets import DRAWN, word_of
from irexplainer.imaging.tools import between, path_shadow
from irexplainer.imaging.under import Labels, StructureMap, painted
from irexplainer.imaging.zones import put_zone
from irexplainer.story.cold_end import cold_end
from irexplainer.story.frame import Frame, Modality, Position

PICTURES_PER_SECOND = 3.0
AIR, ICE, METAL = -1000.0, -18.0, 3000.0
ICE_HIDDEN = 185.0
"""In what is denser than this (healthy bone) ice does not show (facts/cryoablation.md)."""
"""Hounsfield units."""
TABLE = -40.0
SOFT, LUNG, BONE = (40.0, 400.0), (-600.0, 1500.0), (300.0, 1500.0)
"""Windows (center, width) in HU (facts: imaging-modalities)."""
STREAK_HU = -75.0
FILLED = {"hydrodissection": 10.0, "cement": 1600.0}
"""Effect -> HU of what fills a place."""
FIRST = {Position.SUPINE: "R", Position.PRONE: "L", Position.LEFT_SIDE: "R", Position.RIGHT_SIDE: "L"}
"""Letter at the left edge; lying on a side, at the upper edge."""
NOTES = {
    Position.SUPINE: "lying_on_the_back",
    Position.PRONE: "lying_face_down",
    Position.LEFT_SIDE: "lying_on_the_left_side",
    Position.RIGHT_SIDE: "lying_on_the_right_side",
}


@dataclass
class Ct:
    """Makes pictures of one slice at one size; one static picture per way of lying."""

    regions: Sequence[Region]
    level: float
    width: int
    height: int
    targets: Sequence[TargetLike] = ()
    dye: bool = False
    field_cm: float = 31.0
    belly: float = BELLY_FLAT_CM
    flank: float = 0.0
    window: tuple[float, float] = SOFT
    _bases: dict[Position, Image] = field(default_factory=dict)
    _tools: dict[tuple[str, Position], Sparse] = field(default_factory=dict)
    _under: dict[Position, StructureMap] = field(default_factory=dict)
    _loose: dict[Position, Image] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._noise = NoiseBank(self.height, self.width, (10.0, 1.0), (4.5, 2.4), 5)

    def view(self, position: Position) -> SliceView:
        """Way from body to picture."""
        lies = Position.SUPINE if position is Position.SITTING else position
        skin = self._skin(lies)
        middle = 0.0, float(skin[:, 1].max() + skin[:, 1].min()) / 2
        tall = 0.80
        if lies in SIDES:
            middle, tall = (float(skin[:, 0].max() + skin[:, 0].min()) / 2, middle[1]), 1.0
        scale = min(self.width / self.field_cm, self.height / (self.field_cm * tall))
        return SliceView(self.width, self.height, scale, lies, middle, self.level)

    def lying(self, position: Position) -> Sequence[Region]:
        """Regions as the patient lies: what lies on the table is pressed flat."""
        if position is Position.PRONE:
            return [replace(r, outline=press_belly(r.outline, self.belly)) for r in self.regions]
        if position in SIDES and self.flank:
            sign = 1.0 if position is Position.LEFT_SIDE else -1.0
            reach = float((_widest(self.regions)[:, 0] * sign).max())
            return [replace(r, outline=press_flank(r.outline, sign, reach, self.flank)) for r in self.regions]
        return self.regions

    def _skin(self, position: Position) -> Floats:
        return _widest(self.lying(position))

    def render(self, board: BoardLike, frame: Frame, note_key: str = "") -> Screen:
        """Picture of a frame."""
        view = self.view(frame.position)
        if view.position not in self._bases:
            self._bases[view.position] = self._base(view)
        values = self._bases[view.position].copy()
        put_zone(frame, self.dye, self.regions, lambda outline, hu, soft: self.put(values, view, outline, hu, soft))
        values += self._noise.picture(picture_number(frame.seconds, PICTURES_PER_SECOND))
        self._freeze(values, view, board, frame)
        self._fill(values, view, frame)
        self._inject(values, view, frame)
        self._needles(values, view, board, frame)
        letters = orientation_marks(self.width, self.height, FIRST[view.position], upright=view.on_a_side)
        return Screen(
            through_window(values, *self.window),
            Modality.CT,
            letters + self._rings(view, frame),
            "ct",
            note_key or NOTES[view.position],
            {"per_second": PICTURES_PER_SECOND},
            view.scale,
            view.project,
            values,
            "HU",
            self.window,
            self.structures(view),
        )

    def structures(self, view: SliceView) -> StructureMap:
        """What lies under a pixel in a way of lying."""
        if view.position not in self._under:
            regions = self.lying(view.position)
            drawn = [t for t in self.targets if t.kind in DRAWN]

            def make() -> Labels:
                rings = [(i, view.px(r.outline[:, 0], r.outline[:, 1])) for i, r in enumerate(regions)]
                rings += [(len(regions) + i, view.px(*target_rim(t))) for i, t in enumerate(drawn)]
                return painted(self.height, self.width, rings)

            self._under[view.position] = StructureMap((*(r.id for r in regions), *(t.id for t in drawn)), make)
        return self._under[view.position]

    def _base(self, view: SliceView) -> Image:
        pixels = np.full((self.height, self.width), AIR, np.float32)
        self._table(pixels, view)
        for region in self.lying(view.position):
            self.put(pixels, view, region.outline, hounsfield(region, self.dye))
            if is_gut(region):
                self._gut(pixels, view, region)
        for target in self.targets:
            if target.kind in DRAWN:
                value = HOUNSFIELD.get(DRAWN[target.kind], HOUNSFIELD["tumor"])[int(self.dye)]
                self.put(pixels, view, np.column_stack(target_rim(target)), value, 1.1)
        return pixels

    def put(self, pixels: Image, view: SliceView, outline: Floats, value: float, soft: float = 0.8) -> None:
        """Fill an outline of body (x, z) with a value, with a soft edge."""
        polygon = view.px(outline[:, 0], outline[:, 1])
        reach = 5
        left, top = np.maximum(np.floor(polygon.min(axis=0)).astype(int) - reach, 0)
        right, bottom = np.ceil(polygon.max(axis=0)).astype(int) + reach
        part = pixels[top:bottom, left:right]
        if part.size:
            mask = blur(polygon_mask(part.shape[0], part.shape[1], [polygon - [left, top]]), soft)
            part += mask * (np.float32(value) - part)

    def _gut(self, pixels: Image, view: SliceView, region: Region) -> None:
        """Content of a loop, with gas on top where there is some."""
        inner = lumen_of(region)
        self.put(pixels, view, inner, HOUNSFIELD["lumen"][0], 1.0)
        if "colon" in region.id or "colon" in region.tissue or "stomach" in region.id:
            u, v = turned(inner[:, 0], inner[:, 1], view.position)
            up = -v
            surface = up.min() + 0.55 * (up.max() - up.min())
            gas = np.column_stack(turned_back(u, -np.maximum(up, surface), view.position))
            self.put(pixels, view, gas, HOUNSFIELD["gas"][0], 0.7)

    def _table(self, pixels: Image, view: SliceView) -> None:
        """A curved table top that touches the body at its lowest point."""
        skin = self._skin(view.position)
        lowest = float(view.px(skin[:, 0], skin[:, 1])[:, 1].max())
        x = np.linspace(-14.5, 14.5, 60)
        rise = 0.0042 * x**2 * view.scale
        for shift, thick, value in ((0.0, 0.28, TABLE), (0.55, 0.12, TABLE - 45)):
            upper = lowest + 1.0 + shift * view.scale - rise
            px = self.width / 2 + x * view.scale
            polygon = np.vstack([np.column_stack([px, upper]), np.column_stack([px, upper + thick * view.scale])[::-1]])
            mask = blur(polygon_mask(self.height, self.width, [polygon]), 0.8)
            pixels += mask * (np.float32(value) - pixels)

    def _freeze(self, values: Image, view: SliceView, board: BoardLike, frame: Frame) -> None:
        effect = frame.effect("ice")
        if effect is None or effect.radius_cm <= 0.03:
            return
        ends = [view.px(core[:, 0], core[:, 2]) for core in ice_cores(board, frame)]
        bone = np.where(values > ICE_HIDDEN, values, 0.0)
        self._blob(values, ends, effect.radius_cm * view.scale, ICE, min(1.0, effect.radius_cm / 0.3))
        np.copyto(values, bone, where=bone > 0.0)

    def _fill(self, values: Image, view: SliceView, frame: Frame) -> None:
        """Salt water that pushes bowel away, cement in a bone."""
        for effect in frame.effects:
            if effect.kind in FILLED and effect.value > 0.02 and effect.at is not None:
                at = view.px(np.array([effect.at[0]]), np.array([effect.at[2]]))
                radius = max(effect.radius_cm, 0.2) * view.scale
                self._blob(values, [np.vstack([at, at])], radius * effect.value ** (1 / 3), FILLED[effect.kind], 1.0)

    def _inject(self, values: Image, view: SliceView, frame: Frame) -> None:
        """Fluid with dye that spreads between organs, not through them."""
        for effect in frame.effects:
            if effect.kind == "injectate" and effect.value > 0.01 and effect.at is not None:
                lay_cloud(values, view, effect, self._room(view))

    def _room(self, view: SliceView) -> Image:
        """Share 0..1 of each pixel into which a fluid can spread."""
        if view.position not in self._loose:
            regions = self.lying(view.position)
            rings = [(i, view.px(r.outline[:, 0], r.outline[:, 1])) for i, r in enumerate(regions)]
            loose = [i for i, r in enumerate(regions) if is_loose(r.tissue)]
            there = np.isin(painted(self.height, self.width, rings), loose)
            self._loose[view.position] = np.asarray(blur(there.astype(np.float32), 0.7))
        return self._loose[view.position]

    def _blob(self, values: Image, ends: Sequence[Floats], radius: float, unit: float, share: float) -> None:
        """Everything within ``radius`` px of the lines between pairs of ``ends`` takes a value; air stays air."""
        if not ends:
            return
        every = np.vstack(ends)
        left, top = np.maximum((every.min(axis=0) - radius - 3).astype(int), 0)
        right, bottom = np.maximum((every.max(axis=0) + radius + 4).astype(int), 0)
        part = values[top:bottom, left:right]
        if not part.size:
            return
        y, x = np.mgrid[top : top + part.shape[0], left : left + part.shape[1]].astype(np.float32) + 0.5
        edge = np.full(part.shape, np.inf, np.float32)
        for a, b in ends:
            np.minimum(edge, _distance(x, y, a, b), out=edge)
        cover = np.clip((radius - edge) / 1.4 + 0.5, 0, 1) * np.float32(share)
        part += cover * np.float32(0.94) * (np.float32(unit) - part) * (part > -500)

    def _needles(self, pixels: Image, view: SliceView, board: BoardLike, frame: Frame) -> None:
        flat = pixels.reshape(-1)
        for pose in frame.tools:
            if pose.kind not in ("needle", "biopsy_needle", "cryoprobe", "electrode", "wire", "drain", "dilator"):
                continue
            if pose.path not in board.paths or pose.opacity <= 0:
                continue
            width = max(pose.diameter_mm / 20 * view.scale * 1.3, 1.1)
            for name in ("streak", "metal"):
                key = (f"{pose.path}/{name}/{width:.2f}", view.position)
                if key not in self._tools:
                    path = board.paths[pose.path]
                    points = np.asarray(path.points[:, :3], float)
                    px = view.px(points[:, 0], points[:, 2])
                    broad = width if name == "metal" else width + 6.5
                    self._tools[key] = path_shadow(self.height, self.width, px, path.lengths, broad)
                overrun = 0.0 if name == "metal" else 1.1
                index, strength = between(self._tools[key], pose.tail, pose.tip + overrun, view.scale)
                strength = strength * np.float32(pose.opacity)
                if name == "metal":
                    flat[index] = np.maximum(flat[index], AIR + strength * np.float32(METAL - AIR))
                else:
                    flat[index] += strength * np.float32(STREAK_HU) * (flat[index] > -500)

    def _rings(self, view: SliceView, frame: Frame) -> tuple[Mark, ...]:
        ice = frame.effect("ice")
        marks = []
        for target in self.targets:
            at = view.project(target.center)
            if at is None:
                continue
            frozen = ice is not None and ice.radius_cm > 0.3
            radius = max(target.radius + 0.3, (ice.radius_cm + 0.75) if frozen and ice is not None else 0.0)
            marks.append(Mark("ice_ball" if frozen else word_of(target.kind), *at, "ring", radius * view.scale, "ice"))
        return tuple(marks)


def ice_cores(board: BoardLike, frame: Frame) -> list[Floats]:
    """Per cryoprobe the ends (2, 3), body cm, of the line around which ice grows; the same as on the stage."""
    probes = [pose for pose in frame.tools if pose.kind == "cryoprobe" and pose.path in board.paths]
    return [cold_end(board.paths[pose.path], pose.tip) for pose in probes]


def target_rim(target: TargetLike) -> tuple[Floats, Floats]:
    """x and z of the slightly uneven outline of a target."""
    at = np.linspace(0, 2 * np.pi, 72, endpoint=False)
    wobble = target.radius * (1 + 0.035 * np.sin(3 * at + 1) + 0.02 * np.sin(5 * at))
    return target.center[0] + wobble * np.cos(at), target.center[2] + wobble * np.sin(at)


def _widest(regions: Sequence[Region]) -> Floats:
    return max((r.outline for r in regions), key=lambda o: float(np.ptp(o[:, 0])))


def _distance(x: Image, y: Image, a: Floats, b: Floats) -> Image:
    d = b - a
    along = np.clip(((x - a[0]) * d[0] + (y - a[1]) * d[1]) / max(float(d @ d), 1e-9), 0, 1)
    return np.asarray(np.hypot(x - a[0] - along * d[0], y - a[1] - along * d[1]), np.float32)
