"""Which picture belongs to a frame."""

from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar, cast

import numpy as np

from irexplainer.atlas.plates import AXIAL, plate_of
from irexplainer.atlas.slices import Slice, load_slice
from irexplainer.atlas.types import Atlas, Target
from irexplainer.imaging.access import artery_across, artery_along
from irexplainer.imaging.anatomy import side_of
from irexplainer.imaging.angiography import Angiography
from irexplainer.imaging.ct import Ct
from irexplainer.imaging.fluoroscopy import Fluoroscopy
from irexplainer.imaging.hounsfield import Region
from irexplainer.imaging.pelvis import fibroids, uterus_scene
from irexplainer.imaging.scenes import Scene
from irexplainer.imaging.screen import Screen, dark_screen
from irexplainer.imaging.ultrasound import Ultrasound
from irexplainer.imaging.urinary import kidney_scene
from irexplainer.story.frame import Frame, Modality, Phase, Point3
from irexplainer.story.storyboard import Storyboard

T = TypeVar("T")

MAKERS = 3
"""Makers of pictures kept, of 3 to 9 MB each: a procedure comes back to two or three kinds again and again."""
KIDNEY_PROCEDURES = ("nephrostomy",)
OTHER_SLICES = tuple(id for id in AXIAL if id not in ("axial_kidney", "axial_liver"))
"""Slices whose CT picture is the one of the plate on the stage."""


@dataclass
class Renderer:
    """Makes pictures of one size for any storyboard; keep one per monitor, it holds what does not change."""

    atlas: Atlas
    width: int
    height: int
    _makers: OrderedDict[tuple[str, ...], Any] = field(default_factory=OrderedDict)
    _dark: Screen | None = None
    _held: tuple[Storyboard, float, Screen] | None = None

    def render(self, board: Storyboard, frame: Frame) -> Screen:
        """The picture on the doctor's screen at this moment; a held one stays as it is."""
        if frame.held_from is None:
            return self._render_live(board, frame)
        if self._held is None or self._held[0] is not board or self._held[1] != frame.held_from:
            screen = self._render_live(board, board.state_at(frame.held_from))
            self._held = board, frame.held_from, replace(screen, note_key="last_picture_held")
        return self._held[2]

    def _render_live(self, board: Storyboard, frame: Frame) -> Screen:
        if frame.modality is Modality.ANGIOGRAPHY:
            angiography = self._maker(("angiography",), lambda: Angiography(self.atlas, self.width, self.height))
            return angiography.render(board, frame)
        if frame.modality is Modality.FLUOROSCOPY:
            fluoroscopy = self._maker(("fluoroscopy",), lambda: Fluoroscopy(self.atlas, self.width, self.height))
            return fluoroscopy.render(board, frame, kidney_side(board, frame))
        if frame.modality is Modality.ULTRASOUND:
            return self._render_ultrasound(board, frame)
        if frame.modality is Modality.CT:
            return self._render_ct(board, frame)
        self._dark = self._dark or dark_screen(self.width, self.height)
        return self._dark

    def _render_ultrasound(self, board: Storyboard, frame: Frame) -> Screen:
        name, detail = self._scene_name(board, frame)
        ultrasound = self._maker(
            ("ultrasound", name, detail),
            lambda: Ultrasound(self._scene(name, detail, frame), self.width, self.height),
        )
        return ultrasound.render(board, frame, self._rings(name, detail))

    def _maker(self, key: tuple[str, ...], make: Callable[[], T]) -> T:
        """What makes one kind of picture, from those used last."""
        if key not in self._makers:
            self._makers[key] = make()
            while len(self._makers) > MAKERS:
                self._makers.popitem(last=False)
        self._makers.move_to_end(key)
        return cast(T, self._makers[key])

    def _scene_name(self, board: Storyboard, frame: Frame) -> tuple[str, str]:
        side = kidney_side(board, frame)
        if side:
            return "kidney", side
        if "uterine" in board.procedure_id and frame.phase is Phase.IMAGING:
            return "uterus", ""
        across = frame.view.plate not in ("groin_layers", "wrist_layers")
        return ("across" if across else "along"), frame.access

    def _scene(self, name: str, detail: str, frame: Frame) -> Scene:
        if name == "kidney":
            return kidney_scene(self.width, self.height, self.atlas, detail)
        if name == "uterus":
            return uterus_scene(self.width, self.height, self.atlas)
        plate = plate_of("wrist_layers" if "wrist" in detail else "groin_layers", frame.position)
        build = artery_along if name == "along" else artery_across
        return build(self.width, self.height, self.atlas, self.atlas.accesses[detail], plate)

    def _rings(self, name: str, detail: str) -> tuple[tuple[str, Point3, float], ...]:
        if name == "kidney":
            target = self.atlas.targets[f"{detail}_lower_posterior_calyx"]
            return (("calyx", target.center, max(target.radius + 0.3, 0.7)),)
        if name == "uterus":
            largest = max(fibroids(self.atlas), key=lambda t: t.radius, default=None)
            return () if largest is None else (("fibroid", largest.center, largest.radius + 0.25),)
        entry = self.atlas.accesses[detail].entry
        return (("artery", entry, 0.75 if "groin" in detail else 0.3),) if name == "across" else ()

    def _render_ct(self, board: Storyboard, frame: Frame) -> Screen:
        if frame.view.plate in OTHER_SLICES:
            return self._ct_of(frame.view.plate, "", (), False).render(board, frame)
        liver = "cryo" not in board.procedure_id and "kidney" not in frame.view.profile
        side = "" if liver else side_of(frame, board)
        targets = [self.atlas.targets["liver_tumor" if liver else f"{side}_kidney_tumor"]]
        ct = self._ct_of("axial_liver" if liver else "axial_kidney", side, targets, liver)
        return ct.render(board, frame, "planning_scan_with_dye" if liver else "")

    def _ct_of(self, slice_id: str, side: str, targets: Sequence[Target], dye: bool) -> Ct:
        plane, size = load_slice(slice_id), (self.width, self.height)
        return self._maker(
            ("ct", slice_id, side),
            lambda: Ct(
                ct_regions(plane), plane.level_y, *size, targets, dye, ct_field(plane), plane.belly, plane.flank
            ),
        )


def ct_regions(plane: Slice) -> list[Region]:
    """Regions of a slice in painting order."""
    ordered = sorted(plane.regions, key=lambda r: r.order)
    return [Region(r.id, r.tissue, np.asarray(r.outline, float)) for r in ordered]


def ct_field(plane: Slice) -> float:
    """Width in cm that a CT picture of a slice shows: the same for belly and chest, less for the neck."""
    width, depth = (float(v) for v in np.ptp(plane.region("skin").outline, axis=0))
    return max(width, depth / 0.75) * 1.2 if width < 20 else max(31.0, width * 1.12)


def kidney_side(board: Storyboard, frame: Frame) -> str:
    """'left' or 'right' when the pictures are about urine, else ''."""
    return side_of(frame, board) if board.procedure_id.startswith(KIDNEY_PROCEDURES) else ""


def render_screen(
    board: Storyboard, frame: Frame, atlas: Atlas, width: int, height: int, renderer: Renderer | None = None
) -> Screen:
    """One picture. For live pictures keep and pass a ``Renderer`` of that size: it holds the static parts."""
    if renderer is None or (renderer.width, renderer.height) != (width, height):
        renderer = Renderer(atlas, width, height)
    return renderer.render(board, frame)
