"""Where to stand to see something: plate, profile, camera, the points that call-outs name."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from irexplainer.atlas.body_map import box_of, place_of
from irexplainer.atlas.chest_wall import BUNDLE, depth, ribs
from irexplainer.atlas.closeups import is_closeup, site_of
from irexplainer.atlas.exhibits import Sort, details, members, regions, sort_of
from irexplainer.atlas.plans import load_plan
from irexplainer.atlas.plates import LAYERS, NEEDLES, SPINE, WALLS, plate_of
from irexplainer.atlas.slices import Slice, load_slice
from irexplainer.atlas.types import Atlas, Structure
from irexplainer.geom.polygon import area, contains
from irexplainer.geom.viewport import Camera
from irexplainer.paint.exhibit.cast import clear_share
from irexplainer.paint.exhibit.inner_point import inner_point
from irexplainer.paint.exhibit.walls import wall_label, wall_labels, wall_view
from irexplainer.story.frame import Label, Point3, View

if TYPE_CHECKING:
    from irexplainer.atlas.types import Floats

SCENE = "structure"
"""Profile of the front plate: ``structure <id>``."""
LEAST_CM = {Sort.TARGET: 14.0, Sort.ACCESS: 16.0}
LEAST_USUAL, LEAST_SHORT, SHORT_CM = 14.0, 10.0, 3.0
"""Least height of the picture, and that for what is shorter than the last number, cm."""
MARGIN = 0.42
"""Room around a part as a share of its longer side."""
TALL_MARGIN = 0.12
"""The same for one that is half as tall as the body."""
LONG = ("left_internal_carotid_artery", "right_internal_carotid_artery")
"""Members of a set that lead far away from it: the camera does not follow them."""
OWN_SCENE = {
    "liver_tumor": "liver",
    "left_kidney_tumor": "left_kidney",
    "right_kidney_tumor": "right_kidney",
    "left_lower_posterior_calyx": "left_kidney_urine",
    "right_lower_posterior_calyx": "right_kidney_urine",
}
"""Targets that have a picture of their own."""
STATES = {
    "balloon": "narrowing=1 flattened=1 wire=1 balloon_in=1 balloon=1",
    "balloon_marker": "narrowing=1 flattened=1 wire=1 balloon_in=1 balloon=1",
    "arterial_plaque": "narrowing=1",
    "stent": "narrowing=1 flattened=1 wire=1 stent_in=1 stent=1",
    "thrombus": "clot=1",
    "stent_retriever": "clot=1 retriever_in=1 retriever=1",
    "vascular_plug": "plug_in=1 plug=1",
    "vein_fiber": "fiber=1",
    "numbing_fluid": "fluid=1 fiber=1",
    "vena_cava_filter": "filter_in=1 filter=1",
    "filter_hook": "filter_in=1 filter=1",
    "embolization_coil": "coils=1",
    "stent_graft": "wire=1 sheath=1 body=1 docked=1",
}
"""Part of a cut-open vessel -> the state in which it is there."""
HEART = ("right_atrium", "right_ventricle")
GROIN_BOX = (0.0, 4.2, 15.0, 9.6)
LAYER_BOX = {"groin_layers": GROIN_BOX, "left_groin_layers": GROIN_BOX, "wrist_layers": (0.0, 1.4, 7.0, 3.6)}
NAMED_PARTS = 6
UNNAMED = ("fat", "marrow", "skin", "wall", "fascia", "peritoneum", "mediastin", "canal", "sinus", "pleura", "cavity")
"""Words of regions that a slice is not explained with."""


@dataclass(frozen=True, slots=True)
class Exhibit:
    """Something to be looked at. labels: the first one is the thing itself, except on plates, which name their parts.

    sex: whose body is shown, "" for one that has nothing of either. region: outline to be marked in a slice.
    """

    id: str
    sort: Sort
    view: View
    labels: tuple[Label, ...]
    sex: str = ""
    region: str = ""


def plan_exhibit(atlas: Atlas, id: str) -> Exhibit:
    """Best view of an id of the atlas (see ``atlas.exhibits``); KeyError for an unknown one."""
    sort = sort_of(atlas, id)
    if sort is None:
        raise KeyError(id)
    if sort is Sort.PLATE:
        return _plate(atlas, id)
    if sort is Sort.REGION:
        return _region(id)
    if sort is Sort.DETAIL and details()[id] in WALLS:
        plate = details()[id]
        return Exhibit(id, sort, wall_view(plate), (wall_label(plate, id),))
    if sort is Sort.DETAIL:
        plate = details()[id]
        site = site_of(atlas, plate)
        profile = f"{plate} {STATES.get(id, '')}".strip()
        return Exhibit(id, sort, View(plate, profile, site.camera()), (_label(id, site.anchor(id)),))
    if sort is Sort.ACCESS and atlas.accesses[id].plate:
        plate = atlas.accesses[id].plate
        view = wall_view(plate) if plate in WALLS else _layers(plate)
        return Exhibit(id, sort, view, (_label(id, atlas.accesses[id].entry, "access"),))
    return _front(atlas, id, sort)


def _front(atlas: Atlas, id: str, sort: Sort) -> Exhibit:
    role = {Sort.TARGET: "target", Sort.ACCESS: "access"}.get(sort, "structure")
    sex = sex_of(atlas, id)
    if id in HEART:
        view, at = _heart(), _in_heart(id)
    else:
        view, at = View("front", _profile(atlas, id), _camera(atlas, id, sort)), _anchor(atlas, members(atlas, id)[0])
    return Exhibit(id, sort, view, (_label(id, at, role),), sex)


def _profile(atlas: Atlas, id: str) -> str:
    if id == "body":
        return "whole_body"
    if id in atlas.targets and atlas.targets[id].kind == "fibroid":
        return "uterus"
    return OWN_SCENE.get(id, f"{SCENE} {id}")


def sex_of(atlas: Atlas, id: str) -> str:
    """Sex of a part, or of the organ or vessel that a target or access belongs to."""
    first = members(atlas, id)[0]
    for table in (atlas.structures, atlas.vessels, atlas.targets):
        if first in table:
            return str(table[first].sex)
    access = atlas.accesses.get(first)
    return atlas.vessels[access.vessel].sex if access is not None and access.vessel else ""


def _camera(atlas: Atlas, id: str, sort: Sort) -> Camera:
    parts = [i for i in members(atlas, id) if i not in LONG] if id not in atlas.vessels else [id]
    boxes = [b for b in (box_of(atlas, i) for i in parts) if b is not None]
    left, top = min(b[0] for b in boxes), min(b[1] for b in boxes)
    right, bottom = max(b[0] + b[2] for b in boxes), max(b[1] + b[3] for b in boxes)
    longer = max(right - left, bottom - top)
    share = MARGIN + (TALL_MARGIN - MARGIN) * min(longer / 80.0, 1.0)
    room = max(1.2, share * longer)
    least = LEAST_CM.get(sort, LEAST_USUAL if longer > SHORT_CM else LEAST_SHORT)
    width, height = max(right - left + room, 0.9 * least), max(bottom - top + room, least)
    return Camera((left + right) / 2, (top + bottom) / 2, width, height)


def _anchor(atlas: Atlas, id: str) -> Point3:
    if id in atlas.structures:
        return _in_structure(atlas.structures[id])
    if id in atlas.vessels:
        return _on_vessel(atlas, id)
    if id in atlas.accesses:
        return atlas.accesses[id].skin
    at = place_of(atlas, id)
    assert at is not None
    return at


def _on_vessel(atlas: Atlas, id: str) -> Point3:
    """Point of a vessel that no other one hides, as near to its middle as there is one."""
    points, clear = atlas.vessels[id].points, clear_share(atlas, id)
    off = np.abs(np.arange(len(points)) - len(points) / 2)
    x, y, z = (float(v) for v in points[int((off + (1.0 - clear) * len(points)).argmin()), :3])
    return x, y, z


def _in_structure(s: Structure) -> Point3:
    if s.centerline is not None:
        x, y = (float(v) for v in s.centerline[len(s.centerline) // 2, :2])
        return x, y, s.center[2]
    if contains(np.array([s.center[:2]]), s.outline)[0]:
        return s.center
    x, y = inner_point(s.outline)
    return x, y, s.center[2]


def _heart() -> View:
    outline = load_plan("heart").shape("heart_wall").outline
    low, high = outline.min(0), outline.max(0)
    middle, size = (low + high) / 2, high - low
    return View("front", "heart", Camera(float(middle[0]), float(middle[1]), float(size[0]) + 5, float(size[1]) + 5))


def _in_heart(id: str) -> Point3:
    shape = load_plan("heart").shape(id)
    x, y = inner_point(shape.outline)
    return x, y, sum(shape.depth) / 2


def _plate(atlas: Atlas, id: str) -> Exhibit:
    if is_closeup(id):
        site = site_of(atlas, id)
        shown = [name for name in site.closeup.anchors if name not in STATES]
        labels = tuple(_label(name, site.anchor(name), order=k) for k, name in enumerate(shown))
        return Exhibit(id, Sort.PLATE, View(id, id, site.camera()), labels)
    if id in LAYERS:
        return Exhibit(id, Sort.PLATE, _layers(id), _layer_labels(atlas, id))
    if id in WALLS:
        return Exhibit(id, Sort.PLATE, wall_view(id), wall_labels(id))
    if id in NEEDLES:
        return Exhibit(id, Sort.PLATE, View(id, id, Camera(3.0, depth("needle_v"), 8.0, 8.2)), _wall_labels(atlas, id))
    if id == SPINE:
        levels = load_plan(id).lines["levels"][:, 0]
        view = View(id, id, Camera(4.0, 58.2, 16.0, 15.0))
        return Exhibit(id, Sort.PLATE, view, _spine_labels(levels))
    plane = load_slice(id)
    return Exhibit(id, Sort.PLATE, _slice_view(plane), _parts_of_slice(plane), plane.sex)


def _layers(plate: str) -> View:
    return View(plate, plate, Camera(*LAYER_BOX[plate]))


def _lift(plate: str, u: float, v: float) -> Point3:
    """Body point in the plane of a plate that projects to (u, v)."""
    p = plate_of(plate)
    x, y, z = (float(c) for c in (np.array([u, v]) - p.shift) @ p.rows)
    return x, y, z


def _layer_labels(atlas: Atlas, plate: str) -> tuple[Label, ...]:
    vessel = str(atlas.accesses[LAYERS[plate]].vessel)
    k = LAYER_BOX[plate][2] / 15.0
    at = atlas.accesses[LAYERS[plate]].entry
    _, v = (float(c) for c in plate_of(plate).project(at))
    return (
        _label(vessel, _lift(plate, -0.6 * k, v + 0.12), order=0),
        _label("subcutaneous_fat", _lift(plate, 2.6 * k, 0.55 * v), order=1),
        _label("skin", _lift(plate, -3.0 * k, 0.06 * k), order=2),
    )


def _wall_labels(atlas: Atlas, plate: str) -> tuple[Label, ...]:
    v = depth("needle_v")
    rib = ribs()[2]
    u, y = (float(c) for c in rib.outline.mean(0))
    names = {"vein": "intercostal_vein", "artery": "intercostal_artery", "nerve": "intercostal_nerve"}
    found = [_label("rib", _lift(plate, u, y), order=0)]
    found += [
        _label(names[kind], _lift(plate, float(at[0]), float(at[1])), order=1 + k)
        for k, (kind, at) in enumerate(zip(BUNDLE, rib.bundle, strict=True))
    ]
    found.append(_label("serratus_anterior", _lift(plate, (depth("serratus") + depth("fat")) / 2, v + 1.2), order=4))
    found.append(_label("subcutaneous_fat", _lift(plate, (depth("fat") + depth("skin")) / 2, v + 2.4), order=5))
    found.append(_label("right_lung", _lift(plate, 4.4, v - 0.4), order=6))
    return tuple(found)


def _spine_labels(levels: "Floats") -> tuple[Label, ...]:
    def at(u: float, v: float) -> Point3:
        return _lift(SPINE, u, v)

    body, disc = float(levels[4]), float(levels[4] + levels[5]) / 2
    return (
        _label("body_of_vertebra", at(2.8, body), order=0),
        _label("intervertebral_disc_l1_l2", at(2.8, disc), order=1),
        _label("cauda_equina", at(5.0, float(levels[5])), order=2),
    )


def _slice_view(plane: Slice, region: str = "") -> View:
    skin = plane.region("skin").outline
    low, high = skin.min(0), skin.max(0)
    if region:
        own = plane.region(region).outline
        small, large = own.min(0), own.max(0)
        if float((large - small).max()) < 0.35 * float((high - low).max()):
            middle, size = (small + large) / 2, np.maximum((large - small) * 3.0, 9.0)
            camera = Camera(float(middle[0]), -float(middle[1]), float(size[0]), float(size[1]))
            return View(plane.id, plane.id, camera)
    middle, size = (low + high) / 2, high - low
    camera = Camera(float(middle[0]), -float(middle[1]), float(size[0]) + 1.5, float(size[1]) + 2.5)
    return View(plane.id, plane.id, camera)


def _region(id: str) -> Exhibit:
    plane = load_slice(regions()[id])
    x, z = _seen_point(plane, id)
    return Exhibit(id, Sort.REGION, _slice_view(plane, id), (_label(id, (x, plane.level_y, z)),), plane.sex, id)


def _seen_point(plane: Slice, id: str) -> tuple[float, float]:
    """Point of a region that no later one covers."""
    own = plane.region(id)
    later = [r.outline for r in plane.regions if r.order > own.order]
    return inner_point(own.outline, later)


def _parts_of_slice(plane: Slice) -> tuple[Label, ...]:
    shown = [r for r in plane.regions if not any(word in r.id for word in UNNAMED)]
    largest = sorted(shown, key=lambda r: -area(r.outline))
    names: dict[str, str] = {}
    for region in largest:
        kind = region.id.removeprefix("left_").removeprefix("right_").rstrip("_0123456789")
        names.setdefault(kind, region.id)
    picked = list(names.values())[:NAMED_PARTS]
    return tuple(
        _label(id, (x, plane.level_y, z), order=k) for k, id in enumerate(picked) for x, z in (_seen_point(plane, id),)
    )


def _label(id: str, at: Point3, role: str = "structure", order: int = 0) -> Label:
    return Label(id, id, at, order, role)
