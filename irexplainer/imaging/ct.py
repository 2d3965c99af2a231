"""CT slices in a soft-tissue window, seen from the feet.

On the back the picture is (x, -z), R on the left; face down it is (-x, z), L on the left and the spine on top; left
side down it is (z, x), R on top; right side down (-z, -x), L on top. Seen from the feet always, never mirrored.
Greys without and with dye: kidney 0.49 / 0.68, vessels 0.50 / 0.70, liver 0.58 / 0.62, spleen 0.54 / 0.64.
Ice is dark (0.335, about 0 HU) with a sharp edge; gas collects on top, fluid below, relative to the room.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from irexplainer.atlas.plates import AXIAL_ROWS
from irexplainer.atlas.slices import BELLY_FLAT_CM, press_belly, press_flank
from irexplainer.imaging.anatomy import BoardLike, TargetLike
from irexplainer.imaging.ct_greys import GREYS, Region, grey, is_gut, lumen_of
from irexplainer.imaging.noise import NoiseBank, picture_number
from irexplainer.imaging.raster import Floats, Image, Sparse, blur, polygon_mask
from irexplainer.imaging.screen import Mark, Screen, orientation_marks
from irexplainer.imaging.tools import between, path_shadow
from irexplainer.story.frame import Frame, Modality, Point3, Position

PICTURES_PER_SECOND = 3.0
AIR = 0.015
ICE = 0.335
TABLE = 0.30
SIDES = (Position.LEFT_SIDE, Position.RIGHT_SIDE)
FIRST = {Position.SUPINE: "R", Position.PRONE: "L", Position.LEFT_SIDE: "R", Position.RIGHT_SIDE: "L"}
"""Letter at the left edge; lying on a side, at the upper edge."""
NOTES = {
    Position.SUPINE: "lying_on_the_back",
    Position.PRONE: "lying_face_down",
    Position.LEFT_SIDE: "lying_on_the_left_side",
    Position.RIGHT_SIDE: "lying_on_the_right_side",
}


def turned(x: Floats, z: Floats, position: Position) -> tuple[Floats, Floats]:
    """Body (x, z) in the picture, u to the right, v down: the turn of the slice plates, cm."""
    (a, _, b), (c, _, d) = AXIAL_ROWS[position.value]
    return a * x + b * z, c * x + d * z


def turned_back(u: Floats, v: Floats, position: Position) -> tuple[Floats, Floats]:
    """The other way round."""
    (a, _, b), (c, _, d) = AXIAL_ROWS[position.value]
    return a * u + c * v, b * u + d * v


@dataclass(frozen=True, slots=True)
class SliceView:
    """From body (x, z) to px for a way of lying."""

    width: int
    height: int
    scale: float
    position: Position
    middle: tuple[float, float]
    level: float

    @property
    def on_a_side(self) -> bool:
        """True for a patient lying on the left or the right side."""
        return self.position in SIDES

    def px(self, x: Floats, z: Floats) -> Floats:
        """Body (x, z) arrays to px (N, 2)."""
        u, v = turned(x - self.middle[0], z - self.middle[1], self.position)
        return np.column_stack([self.width / 2 + u * self.scale, self.height / 2 + v * self.scale])

    def project(self, point: Point3) -> tuple[float, float] | None:
        """Body point to px, as if it lay in the slice; None outside the picture."""
        x, y = self.px(np.array([point[0]]), np.array([point[2]]))[0]
        return (float(x), float(y)) if 0 <= x < self.width and 0 <= y < self.height else None


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
    _bases: dict[Position, Image] = field(default_factory=dict)
    _tools: dict[tuple[str, Position], Sparse] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._noise = NoiseBank(self.height, self.width, (0.024, 1.0), (0.011, 2.4), 5)

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

    def _lying(self, position: Position) -> Sequence[Region]:
        """Regions as the patient lies: what lies on the table is pressed flat."""
        if position is Position.PRONE:
            return [replace(r, outline=press_belly(r.outline, self.belly)) for r in self.regions]
        if position in SIDES and self.flank:
            sign = 1.0 if position is Position.LEFT_SIDE else -1.0
            reach = float((_widest(self.regions)[:, 0] * sign).max())
            return [replace(r, outline=press_flank(r.outline, sign, reach, self.flank)) for r in self.regions]
        return self.regions

    def _skin(self, position: Position) -> Floats:
        return _widest(self._lying(position))

    def render(self, board: BoardLike, frame: Frame, note_key: str = "") -> Screen:
        """Picture of a frame."""
        view = self.view(frame.position)
        if view.position not in self._bases:
            self._bases[view.position] = self._base(view)
        base = self._bases[view.position]
        pixels = base.copy()
        self._freeze(pixels, view, board, frame)
        noise = self._noise.picture(picture_number(frame.seconds, PICTURES_PER_SECOND))
        pixels += noise * np.minimum(base * np.float32(4), 1)
        self._needles(pixels, view, board, frame)
        np.clip(pixels, 0, 1, out=pixels)
        letters = orientation_marks(self.width, self.height, FIRST[view.position], upright=view.on_a_side)
        note = note_key or NOTES[view.position]
        return Screen(
            pixels,
            Modality.CT,
            letters + self._rings(view, frame),
            "ct",
            note,
            {"per_second": PICTURES_PER_SECOND},
            view.scale,
            view.project,
        )

    def _base(self, view: SliceView) -> Image:
        pixels = np.full((self.height, self.width), AIR, np.float32)
        self._table(pixels, view)
        for region in self._lying(view.position):
            self._put(pixels, view, region.outline, grey(region, self.dye))
            if is_gut(region):
                self._gut(pixels, view, region)
        for target in self.targets:
            at = np.linspace(0, 2 * np.pi, 72, endpoint=False)
            wobble = target.radius * (1 + 0.035 * np.sin(3 * at + 1) + 0.02 * np.sin(5 * at))
            x, z = target.center[0] + wobble * np.cos(at), target.center[2] + wobble * np.sin(at)
            self._put(pixels, view, np.column_stack([x, z]), GREYS["tumor"][int(self.dye)], 1.1)
        return pixels

    def _put(self, pixels: Image, view: SliceView, outline: Floats, value: float, soft: float = 0.8) -> None:
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
        self._put(pixels, view, inner, GREYS["lumen"][0], 1.0)
        if "colon" in region.id or "colon" in region.tissue or "stomach" in region.id:
            u, v = turned(inner[:, 0], inner[:, 1], view.position)
            up = -v
            surface = up.min() + 0.55 * (up.max() - up.min())
            gas = np.column_stack(turned_back(u, -np.maximum(up, surface), view.position))
            self._put(pixels, view, gas, GREYS["gas"][0], 0.7)

    def _table(self, pixels: Image, view: SliceView) -> None:
        """A curved table top that touches the body at its lowest point."""
        skin = self._skin(view.position)
        lowest = float(view.px(skin[:, 0], skin[:, 1])[:, 1].max())
        x = np.linspace(-14.5, 14.5, 60)
        rise = 0.0042 * x**2 * view.scale
        for shift, thick, value in ((0.0, 0.28, TABLE), (0.55, 0.12, TABLE * 0.6)):
            upper = lowest + 1.0 + shift * view.scale - rise
            px = self.width / 2 + x * view.scale
            polygon = np.vstack([np.column_stack([px, upper]), np.column_stack([px, upper + thick * view.scale])[::-1]])
            mask = blur(polygon_mask(self.height, self.width, [polygon]), 0.8)
            pixels += mask * (np.float32(value) - pixels)

    def _freeze(self, pixels: Image, view: SliceView, board: BoardLike, frame: Frame) -> None:
        effect = frame.effect("ice")
        if effect is None or effect.radius_cm <= 0.03:
            return
        cores = ice_cores(board, frame)
        if not cores:
            return
        ends = np.vstack([view.px(core[:, 0], core[:, 2]) for core in cores])
        radius = effect.radius_cm * view.scale
        left, top = np.maximum((ends.min(axis=0) - radius - 3).astype(int), 0)
        right, bottom = (ends.max(axis=0) + radius + 4).astype(int)
        part = pixels[top:bottom, left:right]
        if not part.size:
            return
        y, x = np.mgrid[top : top + part.shape[0], left : left + part.shape[1]].astype(np.float32) + 0.5
        edge = np.full(part.shape, np.inf, np.float32)
        for a, b in zip(ends[::2], ends[1::2], strict=True):
            np.minimum(edge, _distance(x, y, a, b), out=edge)
        share = np.clip((radius - edge) / 1.4 + 0.5, 0, 1)
        share *= np.float32(min(1.0, effect.radius_cm / 0.3))
        part += share * (np.float32(ICE) - part) * np.minimum(part * 8, 1)

    def _needles(self, pixels: Image, view: SliceView, board: BoardLike, frame: Frame) -> None:
        flat = pixels.reshape(-1)
        for pose in frame.tools:
            if pose.kind not in ("needle", "biopsy_needle", "cryoprobe", "wire", "drain", "dilator"):
                continue
            if pose.path not in board.paths or pose.opacity <= 0:
                continue
            width = max(pose.diameter_mm / 20 * view.scale * 1.3, 1.1)
            for name, strength_of in (("streak", -0.17), ("metal", 1.0)):
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
                    flat[index] = np.maximum(flat[index], strength * np.float32(strength_of))
                else:
                    flat[index] += strength * np.float32(strength_of) * np.minimum(flat[index] * 5, 1)

    def _rings(self, view: SliceView, frame: Frame) -> tuple[Mark, ...]:
        ice = frame.effect("ice")
        marks = []
        for target in self.targets:
            at = view.project(target.center)
            if at is None:
                continue
            frozen = ice is not None and ice.radius_cm > 0.3
            radius = max(target.radius + 0.3, (ice.radius_cm + 0.75) if frozen and ice is not None else 0.0)
            marks.append(Mark("ice_ball" if frozen else "tumor", *at, "ring", radius * view.scale, "ice"))
        return tuple(marks)


def ice_cores(board: BoardLike, frame: Frame) -> list[Floats]:
    """Per cryoprobe the ends (2, 3), body cm, of the line around which ice grows; the same as on the stage."""
    cores = []
    for pose in frame.tools:
        if pose.kind != "cryoprobe" or pose.path not in board.paths:
            continue
        track = board.paths[pose.path]
        tip = np.asarray(track.at(pose.tip)[:3], float)
        back = np.asarray(track.at(max(pose.tip - 2.2, 0.0))[:3], float)
        along = (back - tip) / (float(np.linalg.norm(back - tip)) or 1.0)
        center = tip + along * 1.05
        cores.append(np.array([center - along * 0.45, center + along * 0.55]))
    return cores


def _widest(regions: Sequence[Region]) -> Floats:
    return max((r.outline for r in regions), key=lambda o: float(np.ptp(o[:, 0])))


def _distance(x: Image, y: Image, a: Floats, b: Floats) -> Image:
    d = b - a
    along = np.clip(((x - a[0]) * d[0] + (y - a[1]) * d[1]) / max(float(d @ d), 1e-9), 0, 1)
    return np.asarray(np.hypot(x - a[0] - along * d[0], y - a[1] - along * d[1]), np.float32)
