"""Subtraction angiography: only dye is left, dark on a flat grey; polarity: dye and tools dark.

Dye fills only what lies downstream of the injecting tip, front after front, then the target blushes and the
dye washes out. Constants: background 0.80, exp(-1.75 x thickness).

Ground, grain and ghosts: ``subtraction``.
"""

from dataclasses import dataclass, field

import numpy as np

from irexplainer.imaging.anatomy import AtlasLike, BoardLike, TargetLike
from irexplainer.imaging.branches import Grove, rim_vessels, side_branches
from irexplainer.imaging.clot_gap import leave_out
from irexplainer.imaging.coils import darken_coils
from irexplainer.imaging.dye import Dyed, dye_seconds, held
from irexplainer.imaging.filter_xray import CAVA
from irexplainer.imaging.focus import SHUT, focus_of, targets_of
from irexplainer.imaging.noise import grain, picture_number
from irexplainer.imaging.prepared import about_to_prepare
from irexplainer.imaging.raster import Image, Sparse, TubeCanvas
from irexplainer.imaging.reflux import back_flow
from irexplainer.imaging.screen import Mark, Screen, orientation_marks, through_window
from irexplainer.imaging.subtraction import BACKGROUND, Grounds
from irexplainer.imaging.targets import word_of
from irexplainer.imaging.tree import ANYBODY, ArteryTree, Filled, Focus
from irexplainer.imaging.under_xray import vessels_under
from irexplainer.imaging.veins import PALE, late_veins
from irexplainer.imaging.window import SMALLEST_CM, FrontWindow, around, front_window
from irexplainer.imaging.xray import Shadows, darken_tools
from irexplainer.models.contrast import at_places, bolus
from irexplainer.story.frame import EffectPose, Frame, Modality, Point3

WINDOW = (50 / BACKGROUND, 100 / BACKGROUND)
"""Percent of the X-rays of the picture before the dye that still come through; the flat ground is 100."""
PICTURES_PER_SECOND = 4.0
ROADMAP_DENSITY = 0.38
FIELD_CM = 17.0
"""Largest field of view where the stage shows no front plate."""
GROVES = {
    "liver": (("hepatic", "liver"), 0.8, 3.4, 0.0),
    "uterus": (("uterine",), 0.55, 2.2, 1.7),
    "left_kidney": (("left_renal",), 0.6, 2.0, 0.8),
    "right_kidney": (("right_renal",), 0.6, 2.0, 0.8),
    "prostate": (("prostate_feeder",), 0.25, 1.3, 0.5),
}
"""Organ -> words of its arteries; spacing, length and reach of side branches in cm."""


@dataclass(frozen=True, slots=True)
class Run:
    """Everything one injection from one place shows in one window."""

    vessels: Dyed
    blushes: tuple[tuple[str, Dyed], ...]
    blocked: Dyed
    reached: frozenset[str]
    veins: Dyed
    treated_veins: Dyed


@dataclass
class Angiography:
    """Makes subtraction pictures of one size; keeps what does not change between pictures."""

    atlas: AtlasLike
    width: int
    height: int
    tree: ArteryTree = field(init=False)
    _shadows: dict[FrontWindow, Shadows] = field(default_factory=dict)
    _runs: dict[tuple[FrontWindow, str, int, Focus], Run] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.tree = ArteryTree(self.atlas.vessels)
        self._grounds = Grounds(self.height, self.width)

    def render(self, board: BoardLike, frame: Frame) -> Screen:
        """Picture of a frame."""
        window = field_of(frame, self.atlas, self.width, self.height)
        shadows = self._shadows.setdefault(window, Shadows(self.atlas, window))
        number = picture_number(frame.seconds, PICTURES_PER_SECOND)
        pixels = self._grounds.before_dye(shadows, number / PICTURES_PER_SECOND)
        dye = frame.effect("contrast")
        tip = injection_point(board, frame, dye)
        run = None if tip is None else self.run(window, tip, frame.route, focus_of(frame, self.atlas))
        seconds = dye_seconds(dye)
        live = dye is not None and seconds > 0
        if run is not None:
            clean = pixels.copy()
            self._fill(pixels, run, frame, seconds if live else None)
            leave_out(pixels, clean, frame, window, self.atlas)
        darken_tools(pixels, shadows, board, frame, 0.45 if live else 0.9)
        darken_coils(pixels, self.atlas, window, frame, 0.45 if live else 0.9)
        self._grounds.scatter(pixels, shadows, number)
        pixels *= np.float32(100 / BACKGROUND)
        return Screen(
            through_window(pixels, *WINDOW),
            Modality.ANGIOGRAPHY,
            orientation_marks(self.width, self.height) + tuple(target_rings(self._shown(frame, run), window)),
            "angiography",
            self._note(frame, run, live),
            {"picture": float(int(seconds * PICTURES_PER_SECOND)), "per_second": PICTURES_PER_SECOND},
            window.scale,
            window.project,
            pixels,
            "percent",
            WINDOW,
            vessels_under(self.atlas, window, self._shown(frame, run)),
        )

    def run(self, window: FrontWindow, tip: Point3, route: tuple[str, ...], focus: Focus = ANYBODY) -> Run | None:
        """What an injection at ``tip`` reaches; kept per place rounded to 0.3 cm."""
        site = ("", abs(tip[1])) if focus.reflux else self.tree.site(tip, route)
        if site is None:
            return None
        key = (window, site[0], round(site[1] / 0.3), focus)
        if key not in self._runs:
            about_to_prepare()
            if len(self._runs) > 24:
                self._runs.pop(next(iter(self._runs)))
            here = site[0], key[2] * 0.3
            stems = back_flow(self.tree, tip, focus) if focus.reflux else self.tree.downstream(*here, focus)
            self._runs[key] = self._build(window, stems)
        return self._runs[key]

    def _build(self, window: FrontWindow, stems: list[Filled]) -> Run:
        reached = frozenset(part.vessel for part in stems)
        feeders = frozenset(f for t in self.atlas.targets.values() for f in t.feeders)
        twigs = self._twigs(stems)
        targets = [t for t in self.atlas.targets.values() if set(t.feeders) & reached]
        feeding = [p for p in stems if p.vessel in feeders and "uterine" not in p.vessel]
        free = [p for p in stems if not (p.vessel in feeders and "uterine" not in p.vessel)]
        own = {p.vessel for p in feeding}
        free_twigs = [t for t in twigs if t.vessel not in own and not self._in_target(t, targets)]
        inner = [t for t in twigs if t.vessel in own or self._in_target(t, targets)]
        inner += [t for t in self._tumor_vessels(targets, stems) if len(t.points) > 3]
        return Run(
            self._draw(window, free, free_twigs),
            tuple((t.id, self._blush(window, t, stems)) for t in targets),
            self._draw(window, feeding, inner),
            reached,
            *self._veins(window, stems),
        )

    def _veins(self, window: FrontWindow, stems: list[Filled]) -> tuple[Dyed, Dyed]:
        """Veins that are late to fill: of other organs, and of what is treated."""
        canvases = TubeCanvas(self.height, self.width), TubeCanvas(self.height, self.width)
        for treated, part in late_veins(stems, self.atlas.vessels):
            radius = part.points[:, 3]
            pale = np.full(len(radius), PALE)
            canvases[treated].draw(window.px(part.points), radius * window.scale, part.seconds, pale)
        return Dyed(canvases[0].sparse()), Dyed(canvases[1].sparse())

    def _twigs(self, stems: list[Filled]) -> list[Filled]:
        out: list[Filled] = []
        for host, (words, spacing, length, reach) in GROVES.items():
            if host not in self.atlas.structures:
                continue
            outline = np.asarray(self.atlas.structures[host].outline, float)[::3]
            inside = [s for s in stems if any(word in s.vessel for word in words)]
            if inside:
                out += side_branches(inside, Grove(outline, spacing, length, reach=reach), 11)
        return out

    def _tumor_vessels(self, targets: list[TargetLike], stems: list[Filled]) -> list[Filled]:
        """Fine curly vessels inside each target."""
        out: list[Filled] = []
        angles = np.linspace(0, 2 * np.pi, 40, endpoint=False)
        for target in targets:
            feeding = [s for s in stems if s.vessel in target.feeders]
            circle = np.column_stack([np.cos(angles), np.sin(angles)]) * target.radius * 1.02
            outline = circle + np.asarray(target.center[:2])
            if feeding:
                near = [_last_part(s, target) for s in feeding]
                out += side_branches(near, Grove(outline, 0.18, target.radius * 0.9, 3, 1.0), 23)
                out += rim_vessels(np.asarray(target.center, float), target.radius, feeding[0], 29)
        return out

    @staticmethod
    def _in_target(part: Filled, targets: list[TargetLike]) -> bool:
        """A branch that passes through a target or ends in it belongs to it."""
        line = part.points[:, :2]
        return any(bool((np.hypot(*(line - np.asarray(t.center[:2])).T) < t.radius).any()) for t in targets)

    def _draw(self, window: FrontWindow, stems: list[Filled], twigs: list[Filled]) -> Dyed:
        canvas = TubeCanvas(self.height, self.width)
        for part in (*stems, *twigs):
            radius = part.points[:, 3]
            weight = np.minimum(1.0, 1.15 * (0.35 + 2.2 * radius))
            canvas.draw(window.px(part.points), np.maximum(radius * window.scale, 0.3), part.seconds, weight)
        return Dyed(canvas.sparse())

    def _blush(self, window: FrontWindow, target: TargetLike, stems: list[Filled]) -> Dyed:
        """Dye in the tissue of a target: a textured disk; value = seconds at which it begins."""
        arrival = max((float(s.seconds[-1]) for s in stems if s.vessel in target.feeders), default=0.0)
        center = window.px(np.asarray([target.center], float))[0]
        y, x = np.mgrid[0 : self.height, 0 : self.width].astype(np.float32)
        r = np.hypot(x + 0.5 - center[0], y + 0.5 - center[1]) / (target.radius * window.scale)
        texture = 1 + grain(self.height, self.width, 0.24, 2.4, 7) + grain(self.height, self.width, 0.10, 6.0, 8)
        amount = np.clip((1.04 - r) / 0.12, 0, 1) * np.clip(0.80 + 0.3 * r**3, 0, 1.1) * texture * 0.46
        index = np.flatnonzero(amount > 0.004)
        begins = np.full(len(index), arrival, np.float32) + (0.5 * (1 - np.minimum(r, 1))).ravel()[index]
        return Dyed(Sparse(index, amount.ravel()[index].astype(np.float32), begins.astype(np.float32)))

    def _fill(self, pixels: Image, run: Run, frame: Frame, seconds: float | None) -> None:
        closed = {t: closed_share(frame, self.atlas.targets[t], run.reached) for t, _ in run.blushes}
        shut = max(closed.values(), default=0.0)
        flat = pixels.reshape(-1)
        if seconds is None:
            run.vessels.absorb(flat, np.float32(ROADMAP_DENSITY))
            run.blocked.absorb(flat, np.float32(ROADMAP_DENSITY * (1 - shut)))
            return
        vessels, tissue = at_places(bolus().vessel, seconds), at_places(bolus().tissue, seconds)
        run.vessels.absorb(flat, vessels)
        run.blocked.absorb(flat, vessels * np.float32(1 - shut))
        run.veins.absorb(flat, tissue)
        run.treated_veins.absorb(flat, tissue * np.float32(1 - shut))
        for target, blush in run.blushes:
            blush.absorb(flat, held(tissue) * np.float32(1 - closed[target]))

    def _shown(self, frame: Frame, run: Run | None) -> list[TargetLike]:
        """Targets in sight; once dye has shown a side, only what that side feeds."""
        targets = targets_of(frame, self.atlas)
        if run is not None:
            targets = [t for t in targets if set(t.feeders) & run.reached] or targets
        return targets

    def _note(self, frame: Frame, run: Run | None, live: bool) -> str:
        if run is None or not live:
            return "roadmap" if run is not None else "bone_and_dye_dark"
        return "dye_through_guiding_tube" if len(run.reached) > 6 else "contrast_frame"


def _last_part(stem: Filled, target: TargetLike) -> Filled:
    near = np.hypot(*(stem.points[:, :2] - np.asarray(target.center[:2])).T) < target.radius * 1.1
    keep = near if near.sum() > 2 else np.arange(len(near)) >= len(near) - 6
    return Filled(stem.vessel, stem.points[keep], stem.seconds[keep])


def injection_point(board: BoardLike, frame: Frame, dye: EffectPose | None) -> Point3 | None:
    """Where dye leaves the tool: the effect's place, or the tip of the leading tube.

    Without dye the frozen picture for steering is shown: it was made through the guiding tube.
    """
    if dye is not None:
        return frame.tip if dye.at is None else dye.at
    for pose in frame.tools:
        if pose.kind == "catheter" and pose.path in board.paths:
            x, y, z = board.paths[pose.path].at(pose.tip)[:3]
            return float(x), float(y), float(z)
    return frame.tip


def closed_share(frame: Frame, target: TargetLike, reached: frozenset[str]) -> float:
    """Share 0..1 of a target's branches, among those the dye could reach, that beads or coils have closed."""
    names = {target.id, target.host} | (set(target.feeders) & reached)
    beads = [e.value for e in frame.effects if e.kind == "embolic" and e.target in names]
    glue = [e.value for e in frame.effects if e.kind == "malformation" and e.target in names]
    coils = [min(e.value / SHUT, 1.0) for e in frame.effects if e.kind == "coil" and e.target in target.feeders]
    return max((*beads, *glue, *coils), default=0.0)


def target_rings(targets: list[TargetLike], window: FrontWindow) -> list[Mark]:
    """A ring around each target in the window, the largest first: it gets the word."""
    marks: list[Mark] = []
    for target in sorted(targets, key=lambda t: -t.radius):
        at = window.project(target.center)
        if at is not None:
            radius = (target.radius + 0.35) * window.scale
            marks.append(Mark(word_of(target.kind), *at, "ring", radius, "amber"))
    return marks


def field_of(frame: Frame, atlas: AtlasLike, width: int, height: int) -> FrontWindow:
    """Field of view: the stage's camera on front plates, else around what is treated or the tip."""
    if frame.view.plate in ("front", CAVA):
        return front_window(frame, width, height)
    access = getattr(atlas, "accesses", {}).get(frame.access)
    targets = targets_of(frame, atlas)
    middle = targets[0].center if targets else access.entry if access is not None else frame.tip or (0.0, 60.0, 0.0)
    wide = max(frame.view.camera.width, frame.view.camera.height) * 1.3
    return around((middle[0], middle[1]), min(max(wide, SMALLEST_CM), FIELD_CM), width, height)
