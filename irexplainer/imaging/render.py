"""Which picture belongs to a frame: decided by its modality, plate, tools and targets, never by the procedure."""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar, cast

import numpy as np

from irexplainer.atlas.plates import AXIAL, SPINE, is_layers
from irexplainer.atlas.slices import Slice
from irexplainer.atlas.types import Atlas, Target
from irexplainer.geom.polyline import Polyline
from irexplainer.imaging.access import Spot, across, lengthwise, middle_of, spot_of_access, spot_on_vessel
from irexplainer.imaging.angiography import Angiography
from irexplainer.imaging.contrast_study import kidney_side
from irexplainer.imaging.ct import BONE, LUNG, SOFT, Ct
from irexplainer.imaging.fluoroscopy import Fluoroscopy
from irexplainer.imaging.mri import Mri
from irexplainer.imaging.pelvis import fibroids, uterus_scene, with_uterus
from irexplainer.imaging.probe import Watch
from irexplainer.imaging.roadmap import Roadmaps, under_tools
from irexplainer.imaging.scenes import Scene
from irexplainer.imaging.screen import Screen, dark_screen
from irexplainer.imaging.side_xray import SideXray
from irexplainer.imaging.slice_body import emptied, fluid_share, lies, pocket_of, regions_of, shown_targets, slice_of
from irexplainer.imaging.slice_sound import look_of, scene_of
from irexplainer.imaging.targets import DRAWN, story_targets, word_of
from irexplainer.imaging.ultrasound import Ultrasound
from irexplainer.story.frame import Frame, Modality, Phase, Point3
from irexplainer.story.storyboard import Storyboard

T = TypeVar("T")

MAKERS = 3
"""Makers of pictures kept, of 3 to 11 MB each: a procedure comes back to two or three kinds again and again."""
MRI_FIELD, MRI_UTERUS = 0.94, 0.72
"""Field of view of MRI as a share of that of CT."""
SUPERFICIAL_CM = 9.0
"""A vessel to be treated this far from the level of every slice is looked at by itself, cut across."""
PLACES = ("tip", "pocket")
"""Kinds of targets at which a tool comes to rest: there is nothing to look for, the vessel that is entered is shown."""
FOLLOW_FROM_CM, FOLLOW_STEP_CM = 2.0, 6.0
"""The probe follows a tool up a leaking vein in such steps, and to this close to where it opens into the deep one."""
Ring = tuple[str, Point3, float]


@dataclass
class Renderer:
    """Makes pictures of one size for any storyboard; keep one per monitor, it holds what does not change.

    What was prepared for one storyboard goes when pictures of another are asked for: a screen that goes through all
    procedures would else keep the shadows, runs and maps of each.
    """

    atlas: Atlas
    width: int
    height: int
    _makers: OrderedDict[tuple[str, ...], Any] = field(default_factory=OrderedDict)
    _dark: Screen | None = None
    _roadmaps: Roadmaps | None = None
    _watch: Watch = field(default_factory=Watch)
    _held: tuple[Storyboard, float, Screen] | None = None
    _board: Storyboard | None = None

    def render(self, board: Storyboard, frame: Frame) -> Screen:
        """The picture on the doctor's screen at this moment; a held one stays as it is."""
        if board is not self._board:
            self._board, self._roadmaps, self._held, self._watch = board, None, None, Watch()
            self._makers.clear()
        if frame.held_from is None:
            return self._render_live(board, frame)
        if self._held is None or self._held[0] is not board or self._held[1] != frame.held_from:
            screen = self._render_live(board, board.state_at(frame.held_from))
            self._held = board, frame.held_from, replace(screen, note_key="last_picture_held")
        return self._held[2]

    def _render_live(self, board: Storyboard, frame: Frame) -> Screen:
        if frame.modality is Modality.ANGIOGRAPHY:
            angiography = self._angiography()
            return angiography.render(board, frame)
        if frame.modality is Modality.FLUOROSCOPY and frame.view.plate == SPINE:
            side = self._maker(("side",), lambda: SideXray(self.width, self.height))
            return side.render(board, frame)
        if frame.modality is Modality.FLUOROSCOPY:
            return self._render_fluoroscopy(board, frame)
        if frame.modality is Modality.ULTRASOUND:
            return self._render_ultrasound(board, frame)
        if frame.modality is Modality.CT:
            return self._render_ct(board, frame)
        if frame.modality is Modality.MRI:
            return self._render_mri(board, frame)
        self._dark = self._dark or dark_screen(self.width, self.height)
        return self._dark

    def _angiography(self) -> Angiography:
        return self._maker(("angiography",), lambda: Angiography(self.atlas, self.width, self.height))

    def _render_fluoroscopy(self, board: Storyboard, frame: Frame) -> Screen:
        """Live X-ray, over it the frozen map of an earlier dye picture while tools are steered."""
        fluoroscopy = self._maker(("fluoroscopy",), lambda: Fluoroscopy(self.atlas, self.width, self.height))
        screen = fluoroscopy.render(board, frame)
        if not frame.route or kidney_side(board, frame):
            return screen
        window = fluoroscopy.window(frame)
        if self._roadmaps is None:
            self._roadmaps = Roadmaps(self._angiography())
        colors = self._roadmaps.overlay(board, frame, window)
        if colors is None:
            return screen
        overlay = under_tools(colors, fluoroscopy.tool_shadows(board, frame, window))
        return replace(screen, overlay=overlay, note_key="roadmap")

    def _render_ultrasound(self, board: Storyboard, frame: Frame) -> Screen:
        seen, hand, frozen = self._watch.seen(board, frame)
        key, make, rings = self._view(board, seen)
        ultrasound = self._maker(("ultrasound", *key), lambda: Ultrasound(make(), self.width, self.height))
        screen = ultrasound.render(board, seen, rings, hand)
        return replace(screen, note_key="last_picture_held") if frozen else screen

    def _maker(self, key: tuple[str, ...], make: Callable[[], T]) -> T:
        """What makes one kind of picture, from those used last."""
        if key not in self._makers:
            self._makers[key] = make()
            while len(self._makers) > MAKERS:
                self._makers.popitem(last=False)
        self._makers.move_to_end(key)
        return cast(T, self._makers[key])

    def _view(self, board: Storyboard, frame: Frame) -> tuple[tuple[str, ...], Callable[[], Scene], tuple[Ring, ...]]:
        """What the probe looks at: key, maker of the scene, rings.

        A cut through the skin along a vessel: that vessel lengthwise. A vessel being entered: across. Before that, what
        will be treated: the uterus, a vessel by itself, or the slice it lies in. A needle path: its slice.
        """
        size, atlas = (self.width, self.height), self.atlas
        access = atlas.accesses.get(frame.access)
        vessel = access is not None and access.vessel in atlas.vessels
        if vessel and is_layers(frame.view.plate):
            return ("along", frame.access), lambda: lengthwise(*size, spot_of_access(atlas, frame.access)), ()
        targets = story_targets(board, frame, atlas)
        if vessel and frame.phase is not Phase.IMAGING and frame.view.plate not in AXIAL:
            followed = followed_point(atlas, targets, frame)
            return self._round(frame.access) if followed is None else self._along_the_leak(*followed)
        if any(t.kind == "fibroid" for t in targets) and frame.view.plate not in AXIAL:
            return ("uterus",), lambda: uterus_scene(*size, atlas), fibroid_rings(atlas)
        plane, _ = regions_of(slice_of(board, frame, atlas), lies(frame))
        if frame.view.plate not in AXIAL and vessel:
            first = next((t for t in targets if t.kind not in PLACES), None)
            if first is None or (
                first.vessel in atlas.vessels
                and (
                    first.kind in ("clot", "varices", "narrowing")
                    or abs(first.center[1] - plane.level_y) > SUPERFICIAL_CM
                )
            ):
                return self._round(frame.access) if first is None else self._treated(first)
        look = look_of(board, frame, atlas)
        key = ("slice", *(str(part) for part in (look.slice_id, look.position, look.skin, look.aim, look.fluid)))
        rings = tuple(ring_of(atlas.targets[id]) for id in look.targets[:1])
        return (*key, *look.targets), lambda: scene_of(*size, look, atlas), rings

    def _round(self, access_id: str) -> tuple[tuple[str, ...], Callable[[], Scene], tuple[Ring, ...]]:
        spot = spot_of_access(self.atlas, access_id)
        center, radius = middle_of(spot)
        ring = (vessel_word(spot), center, radius * 1.25 + 0.16)
        return ("across", access_id), lambda: across(self.width, self.height, spot), (ring,)

    def _treated(self, target: Target) -> tuple[tuple[str, ...], Callable[[], Scene], tuple[Ring, ...]]:
        spot = spot_on_vessel(self.atlas, target.vessel, target.center)
        center, radius = middle_of(spot)
        ring = (vessel_word(spot), center, radius * 1.25 + 0.16)
        closed = target.kind == "clot"
        return ("across", target.id), lambda: across(self.width, self.height, spot, closed), (ring,)

    def _along_the_leak(
        self, vessel: str, point: Point3, closed: bool
    ) -> tuple[tuple[str, ...], Callable[[], Scene], tuple[Ring, ...]]:
        spot = spot_on_vessel(self.atlas, vessel, point)
        center, radius = middle_of(spot)
        key = ("across", vessel, f"{point[1]:.1f}", str(closed))
        ring = (vessel_word(spot), center, radius * 1.25 + 0.16)
        return key, lambda: across(self.width, self.height, spot, closed), (ring,)

    def _render_ct(self, board: Storyboard, frame: Frame) -> Screen:
        slice_id, position = slice_of(board, frame, self.atlas), lies(frame)
        plane, _ = regions_of(slice_id, position)
        targets = shown_targets(board, frame, self.atlas, plane)
        dye = any(t.feeders for t in targets) or frame.effect("contrast") is not None
        fluid = round(fluid_share(board, frame, targets), 1)
        pocket = next((e.value for e in frame.effects if e.kind == "fluid"), 1.0)
        lumps = emptied([t for t in targets if t.kind != "fluid"], round(pocket, 1))
        key = ("ct", slice_id, position.value, str(dye), str(fluid), *(t.id for t in targets))

        def make() -> Ct:
            regions = regions_of(slice_id, position, fluid, pocket_of([t.id for t in targets], self.atlas))[1]
            window = ct_window(lumps, fluid)
            size = self.width, self.height
            return Ct(regions, plane.level_y, *size, lumps, dye, ct_field(plane), 0.0, 0.0, window)

        planned = dye and not frame.tools and frame.phase is Phase.IMAGING
        return self._maker(key, make).render(board, frame, "planning_scan_with_dye" if planned else "")

    def _render_mri(self, board: Storyboard, frame: Frame) -> Screen:
        slice_id, position = slice_of(board, frame, self.atlas), lies(frame)
        plane, regions = regions_of(slice_id, position)
        targets = shown_targets(board, frame, self.atlas, plane)
        if any(t.kind == "fibroid" for t in targets):  # several levels in one picture
            targets = [t for t in story_targets(board, frame, self.atlas) if t.host == "uterus"]
        size = self.width, self.height

        def make() -> Mri:
            drawn = [t for t in targets if t.kind in DRAWN]
            fibroid = any(t.kind == "fibroid" for t in targets)
            wide = ct_field(plane) * (MRI_UTERUS if fibroid else MRI_FIELD)
            shown = with_uterus(regions, list(targets))
            return Mri(Ct(shown, plane.level_y, *size, drawn, False, wide, 0.0, 0.0), drawn)

        key = ("mri", slice_id, position.value, *(t.id for t in targets))
        return self._maker(key, make).render(board, frame)


def followed_point(atlas: Atlas, targets: list[Target], frame: Frame) -> tuple[str, Point3, bool] | None:
    """Vessel, point, and whether it is shut: where the probe follows a tool up a leaking vein, away from the way in.

    With all tools out the upper end is looked at: the vein must be shut, and the deep one beside it open.
    """
    access = atlas.accesses[frame.access]
    leak = next((t for t in targets if t.kind == "leak" and t.vessel == access.vessel), None)
    if leak is None or (frame.tip is None and not frame.effect("flow")):
        return None
    line = Polyline(np.asarray(atlas.vessels[leak.vessel].points, float))
    s = FOLLOW_FROM_CM
    if frame.tip is not None:
        if float(np.linalg.norm(np.subtract(frame.tip, access.entry))) < FOLLOW_STEP_CM:
            return None
        s = max(round(line.nearest(frame.tip) / FOLLOW_STEP_CM) * FOLLOW_STEP_CM, FOLLOW_FROM_CM)
    x, y, z = (float(v) for v in line.at(s)[:3])
    return leak.vessel, (x, y, z), frame.tip is None


def vessel_word(spot: Spot) -> str:
    """Key of the word for what is entered."""
    return "vein" if spot.vessel.kind == "vein" else "artery"


def fibroid_rings(atlas: Atlas) -> tuple[Ring, ...]:
    """A ring around the largest fibroid."""
    largest = max(fibroids(atlas), key=lambda t: t.radius, default=None)
    return () if largest is None else (("fibroid", largest.center, largest.radius + 0.25),)


def ring_of(target: Target) -> Ring:
    """Ring around what is looked at by ultrasound."""
    return word_of(target.kind), target.center, max(target.radius + 0.3, 0.7)


def ct_window(targets: list[Target], fluid: float) -> tuple[float, float]:
    """Window for what is looked for: lung for a spot in a lung, bone for one in a bone, else soft tissue."""
    host = next((t.host for t in targets if t.kind in DRAWN), "")
    if "lung" in host and not fluid:
        return LUNG
    return BONE if "bone" in host or "vertebra" in host else SOFT


def ct_field(plane: Slice) -> float:
    """Width in cm that a CT picture of a slice shows: the same for belly and chest, less for the neck."""
    width, depth = (float(v) for v in np.ptp(plane.region("skin").outline, axis=0))
    return max(width, depth / 0.75) * 1.2 if width < 20 else max(31.0, width * 1.12)


def render_screen(
    board: Storyboard, frame: Frame, atlas: Atlas, width: int, height: int, renderer: Renderer | None = None
) -> Screen:
    """One picture. For live pictures keep and pass a ``Renderer`` of that size: it holds the static parts."""
    if renderer is None or (renderer.width, renderer.height) != (width, height):
        renderer = Renderer(atlas, width, height)
    return renderer.render(board, frame)
