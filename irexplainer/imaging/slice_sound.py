"""Ultrasound of any place of any slice: where the probe stands, what it looks at, how every region answers sound."""

from dataclasses import dataclass

import numpy as np

from irexplainer.atlas.types import Atlas, Target
from irexplainer.geom.polyline import Polyline
from irexplainer.imaging.anatomy import BoardLike
from irexplainer.imaging.hounsfield import Region, is_gut, lumen_of
from irexplainer.imaging.raster import Floats, inside
from irexplainer.imaging.scenes import Scene, ellipse, slice_scene
from irexplainer.imaging.slice_body import emptied, fluid_share, lies, pocket_of, regions_of, shown_targets, slice_of
from irexplainer.imaging.targets import DRAWN
from irexplainer.story.frame import Frame, Position

PROBE_BESIDE_CM = 2.4
"""The probe stands this far from the needle's entry, toward the spine, where no probe of the story says otherwise."""
ELSEWHERE_CM = 8.0
"""A probe further than this from a slice stands at another part of the body, such as the groin."""
NEAR_CM = 3.4
"""What lies less deep is seen with a small straight probe."""
SOUND: tuple[tuple[tuple[str, ...], str], ...] = (
    (("gas", "lung", "airway"), "gas"),
    (("thyroid",), "thyroid"),
    (("lumen", "content"), "bowel"),
    (
        ("urine", "calyx", "calyces", "pelvis", "collecting", "csf", "canal", "gallbladder", "fluid", "cavity_fluid"),
        "fluid",
    ),
    (("artery", "vein", "aorta", "cava", "blood", "portal", "vascular"), "blood"),
    (("pyramid", "medulla"), "pyramid"),
    (("sinus",), "sinus"),
    (("kidney", "cortex", "renal"), "kidney"),
    (("uterus", "prostate", "gland", "ovary"), "uterus"),
    (("mucosa",), "endometrium"),
    (("bowel", "colon", "intestine", "duodenum", "stomach", "esophagus"), "bowel"),
    (("cartilage", "disc"), "cartilage"),
    (("bone", "rib", "vertebra", "spongy", "marrow"), "bone"),
    (("muscle", "psoas", "quadratus", "wall", "erector", "heart", "diaphragm", "cord", "nerve"), "muscle"),
    (("liver", "spleen"), "liver"),
    (("subcutaneous", "fat"), "fat"),
    (("cavity", "inner"), "inner_fat"),
    (("fascia", "peritoneum", "ligament", "bladder", "ureter", "duct"), "wall"),
    (("skin", "body"), "skin"),
)
"""Words in a region's tissue or id -> how it answers sound; the first hit counts."""
LUMPS = {"fluid": "fluid", "abscess": "pus", "stone": "stone", "nodule": "nodule", "fibroid": "fibroid"}
NOTES = (("liver", "liver_by_sound"), ("thyroid", "neck_by_sound"), ("kidney", "kidney_by_sound"))


def sound_of(region_id: str, tissue: str) -> str:
    """Tissue of the sound model for a slice region."""
    for text in (tissue, region_id):
        for words, name in SOUND:
            if any(word in text for word in words):
                return name
    return "organ"


@dataclass(frozen=True, slots=True)
class Look:
    """One place of the probe: all that decides what a picture from a slice shows. Points are body (x, z), cm."""

    slice_id: str
    position: Position
    skin: tuple[float, float]
    aim: tuple[float, float]
    targets: tuple[str, ...]
    fluid: float


def look_of(board: BoardLike, frame: Frame, atlas: Atlas) -> Look:
    """Where the probe of a frame stands and what it looks at."""
    slice_id = slice_of(board, frame, atlas)
    position = lies(frame)
    plane, regions = regions_of(slice_id, position)
    targets = shown_targets(board, frame, atlas, plane)
    fluid = round(fluid_share(board, frame, targets), 2)
    skin = np.asarray(plane.region("skin").outline, float)
    entry = _entry(board, frame, atlas)
    if targets:
        aim = np.asarray(targets[0].center, float)[[0, 2]]
    elif entry is not None and frame.access in atlas.accesses:
        aim = np.asarray(atlas.accesses[frame.access].entry, float)[[0, 2]]
    else:
        aim = skin.mean(axis=0)
    probe = _probe(board, frame, plane.level_y)
    if probe is None:
        hard = [r.outline for r in regions if sound_of(r.id, r.tissue) in ("bone", "gas", "cartilage")]
        probe = _beside(skin, entry, aim, hard) if entry is not None else _front_of(skin, aim)
    at = skin[int(np.argmin(np.hypot(*(skin - probe).T)))]
    names = tuple(t.id for t in targets)
    return Look(slice_id, position, _rounded(at), _rounded(aim), names, fluid)


def _rounded(point: Floats) -> tuple[float, float]:
    return round(float(point[0]), 2), round(float(point[1]), 2)


def _probe(board: BoardLike, frame: Frame, level: float) -> Floats | None:
    """Body (x, z) of the skin under the story's probe; None where it stands at another part of the body."""
    fan = frame.effect("ultrasound_fan")
    if fan is not None and fan.at is not None and abs(fan.at[1] - level) < ELSEWHERE_CM:
        return np.asarray(fan.at, float)[[0, 2]]
    names = [t.path for t in frame.tools if t.kind == "ultrasound_probe"]
    names += [fan.target] if fan is not None else []
    for name in (*names, "probe"):
        if name in board.paths and abs(board.paths[name].points[-1][1] - level) < ELSEWHERE_CM:
            return np.asarray(board.paths[name].points[-1], float)[[0, 2]]
    return None


def _entry(board: BoardLike, frame: Frame, atlas: Atlas) -> Floats | None:
    """Body (x, z) where the needle of the story goes in."""
    for id in (*(t.path for t in frame.tools), *board.paths):
        if id in atlas.tracks:
            return np.asarray(atlas.tracks[id].skin, float)[[0, 2]]
    access = atlas.accesses.get(frame.access)
    return None if access is None or access.vessel is not None else np.asarray(access.skin, float)[[0, 2]]


def _beside(skin: Floats, entry: Floats, aim: Floats, hard: list[Floats]) -> Floats:
    """Point of the skin outline beside the entry from which no bone or gas hides what is looked for.

    The nearest usual distance first, toward the middle of the back or the belly before away from it.
    """
    ring = Polyline(np.vstack([skin, skin[:1]]))
    s = ring.nearest(entry)
    toward = -1.0 if abs(ring.at(s - 1.0)[0]) < abs(ring.at(s + 1.0)[0]) else 1.0
    usual = np.asarray(ring.at(s + toward * PROBE_BESIDE_CM), float)
    for away in (PROBE_BESIDE_CM, 1.8, 3.0, 3.6, 4.2, 1.2, 5.0, 6.0):
        for sign in (toward, -toward):
            place = np.asarray(ring.at(s + sign * away), float)
            if not any(_hidden(place, aim, outline) for outline in hard):
                return place
    return usual


def _hidden(probe: Floats, aim: Floats, outline: Floats) -> bool:
    """True where the beam from the probe meets an outline before it reaches ``aim``, 0.3 cm to both sides."""
    along = (aim - probe) / (float(np.hypot(*(aim - probe))) or 1.0)
    side = np.array([-along[1], along[0]]) * 0.3
    way = probe + np.linspace(0, 0.92, 40)[:, None] * (aim - probe)
    return any(bool(inside(outline, way + shift).any()) for shift in (-side, 0 * side, side))


def _front_of(skin: Floats, aim: Floats) -> Floats:
    """Skin straight in front of a point."""
    front = skin[skin[:, 1] > skin[:, 1].mean()]
    return np.asarray(front[int(np.argmin(np.abs(front[:, 0] - aim[0])))], float)


def scene_of(width: int, height: int, look: Look, atlas: Atlas) -> Scene:
    """Scene of one place of the probe."""
    regions = regions_of(look.slice_id, look.position, look.fluid, pocket_of(look.targets, atlas))[1]
    targets = emptied([atlas.targets[id] for id in look.targets], look.fluid or 1.0)
    parts = [part for region in regions for part in _sounding(region)]
    for target in targets:
        parts += _lump(target, np.asarray(look.skin))
    away = float(np.hypot(*(np.subtract(look.aim, look.skin))))
    straight = away < NEAR_CM
    depth = min(max(away * 1.7, 3.6), 6.0) if straight else min(max(away + 4.6, 9.0), 17.0)
    skin, aim = np.asarray(look.skin), np.asarray(look.aim)
    return slice_scene(width, height, parts, skin, aim, depth, _note(look, targets), straight)


def _sounding(region: Region) -> list[tuple[Floats, str, str]]:
    parts = [(region.outline, sound_of(region.id, region.tissue), region.id)]
    if is_gut(region):
        gas = "colon" in region.tissue or "stomach" in region.tissue
        inner = "fluid" if "bladder" in region.tissue else "gas" if gas else "bowel"
        parts.append((lumen_of(region), inner, region.id))
    return parts


def _lump(target: Target, skin: Floats) -> list[tuple[Floats, str, str]]:
    x, z, r = target.center[0], target.center[2], target.radius
    if target.kind == "calyx":
        return _swollen(np.array([x, z]), skin, r)
    if target.kind not in DRAWN or target.kind == "fluid":
        return []
    tissue = LUMPS.get(target.kind, "tumor")
    rim = [(ellipse(x, z, r + 0.07, r + 0.07, 0, 0.025), "wall", "")] if tissue in ("pus", "fibroid", "nodule") else []
    return [*rim, (ellipse(x, z, r, r, 0, 0.03), tissue, target.id)]


def _swollen(calyx: Floats, skin: Floats, radius: float) -> list[tuple[Floats, str, str]]:
    """The calyx a needle goes for, wide with urine, open toward the renal pelvis."""
    inward = (calyx - skin) / (float(np.hypot(*(calyx - skin))) or 1.0)
    degrees = float(np.degrees(np.arctan2(inward[1], inward[0])))
    wide = max(radius, 0.45)
    middle, neck = calyx + inward * 0.1, calyx + inward * 0.75
    return [
        (ellipse(float(middle[0]), float(middle[1]), wide * 1.3 + 0.06, wide + 0.06, degrees), "wall", ""),
        (ellipse(float(middle[0]), float(middle[1]), wide * 1.3, wide, degrees), "fluid", ""),
        (ellipse(float(neck[0]), float(neck[1]), 0.6, 0.26, degrees), "fluid", ""),
    ]


def _note(look: Look, targets: list[Target]) -> str:
    if any(t.kind == "calyx" for t in targets):
        return "kidney_seen_from_the_back"
    if look.fluid or any(t.kind in ("fluid", "abscess") for t in targets):
        return "fluid_is_black"
    for word, note in NOTES:
        if any(word in t.host for t in targets):
            return note
    return "how_sound_looks"
