"""A slice as it lies: what the patient's posture, free fluid and targets make of the regions of the atlas."""

from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache

import numpy as np

from irexplainer.atlas.belly_fluid import pocket as belly_pocket
from irexplainer.atlas.chest import SLICE as CHEST
from irexplainer.atlas.chest import fluid_outline
from irexplainer.atlas.plates import AXIAL
from irexplainer.atlas.slices import Slice, load_slice, lying
from irexplainer.atlas.types import Atlas, Target
from irexplainer.imaging.anatomy import BoardLike
from irexplainer.imaging.hounsfield import Region
from irexplainer.imaging.targets import near_level, story_targets
from irexplainer.story.frame import Frame, Position

FOREIGN_CM = 8.0
"""A slice that does not show the host of a target counts as this much farther away."""
FLUID_ID = "pleural_cavity"
LEAST_POCKET = 0.1
BELLY = ("mesenteric_fat",)


def slice_of(board: BoardLike, frame: Frame, atlas: Atlas) -> str:
    """Slice a frame is about: its own plate, else the level nearest to what is treated or entered."""
    if frame.view.plate in AXIAL:
        return frame.view.plate
    targets = story_targets(board, frame, atlas)
    access = atlas.accesses.get(frame.access)
    if targets:
        level, host = targets[0].center[1], targets[0].host
    elif access is not None:
        level, host = access.entry[1], ""
    else:
        level, host = frame.view.camera.y, ""
    sex = next((t.sex for t in targets if t.sex), "female")
    return min((id for id in AXIAL if _fits(id, sex)), key=lambda id: _distance(load_slice(id), level, host))


def _fits(slice_id: str, sex: str) -> bool:
    plane = load_slice(slice_id)
    return not plane.sex or plane.sex == sex


def _distance(plane: Slice, level: float, host: str) -> float:
    shown = not host or host == "body" or any(host in r.id for r in plane.regions)
    return abs(plane.level_y - level) + (0.0 if shown else FOREIGN_CM)


def lies(frame: Frame) -> Position:
    """Way of lying whose slice is shown; sitting looks like lying on the back."""
    return Position.SUPINE if frame.position is Position.SITTING else frame.position


@lru_cache(maxsize=8)
def _pressed(slice_id: str, posture: str) -> Slice:
    """A slice as the patient lies; asked for with every picture."""
    return lying(load_slice(slice_id), posture)


def regions_of(
    slice_id: str, position: Position, fluid: float = 0.0, pocket: tuple[float, float] | None = None
) -> tuple[Slice, list[Region]]:
    """The slice and its regions in painting order, pressed where the patient lies on them.

    fluid: share 0..1 of much free fluid around the right lung, or in the belly where ``pocket`` says around which body
    (x, z) it lies between the wall of the belly and the bowel, and as much on the other side.
    """
    posture = Position.SUPINE if position is Position.SITTING else position
    plane = _pressed(slice_id, posture.value)
    regions = [
        Region(r.id, r.tissue, np.asarray(r.outline, float)) for r in sorted(plane.regions, key=lambda r: r.order)
    ]
    if slice_id == CHEST and fluid > 0.01:
        last = max(i for i, r in enumerate(regions) if "lung" in r.id or "pleura" in r.id or "fissure" in r.id)
        crescent = np.asarray(fluid_outline(position.value, round(fluid, 2)), float)
        regions.insert(last + 1, Region(FLUID_ID, "fluid", crescent))
    within = next((i for i, r in enumerate(regions) if r.id in BELLY), None)
    if pocket is not None and within is not None and fluid > 0.01:
        for x in (-pocket[0], pocket[0]):
            crescent = belly_pocket(regions[within].outline, (x, pocket[1]), fluid)
            regions.append(Region("peritoneal_cavity", "fluid", crescent))
    return plane, regions


def pocket_of(targets: Iterable[str], atlas: Atlas) -> tuple[float, float] | None:
    """Body (x, z) of a target that is free fluid in the belly, None for none."""
    found = [atlas.targets[id] for id in targets if id in atlas.targets]
    pocket = next((t for t in found if t.kind == "fluid" and t.host == "body"), None)
    return None if pocket is None else (pocket.center[0], pocket.center[2])


def fluid_share(board: BoardLike, frame: Frame, targets: list[Target]) -> float:
    """Free fluid in chest or belly, 0..1: as the frame says, else much where the story is about such fluid."""
    for effect in frame.effects:
        if effect.kind == "fluid" or (effect.kind == "inside" and "fluid" in effect.params):
            return round(float(effect.params.get("fluid", effect.value)), 1)
    for word in frame.view.profile.split():
        if word.startswith("fluid="):
            return float(word.partition("=")[2])
    return 1.0 if any(t.kind == "fluid" and (t.host == "body" or "lung" in t.host) for t in targets) else 0.0


def emptied(targets: list[Target], share: float) -> list[Target]:
    """Targets with pockets of pus as small as the share of the pus that is left in them makes them."""
    small = max(share, LEAST_POCKET) ** (1 / 3)
    return [replace(t, radius=t.radius * small) if t.kind == "abscess" else t for t in targets]


def shown_targets(board: BoardLike, frame: Frame, atlas: Atlas, plane: Slice) -> list[Target]:
    """Targets of the story that the slice shows; the free fluid of the chest is drawn as a crescent, not as a ball."""
    return near_level(story_targets(board, frame, atlas), plane.level_y)
