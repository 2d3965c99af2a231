"""The front figure around one part: body and bones pale, neighbors in depth order, the part itself in full color.

What lies in front of it is painted as a veil behind it, so that nothing hides what is asked for.
"""

from functools import lru_cache

from PySide6.QtGui import QColor, QPen

from irexplainer.atlas.body_map import box_of
from irexplainer.atlas.exhibits import members
from irexplainer.atlas.types import Atlas
from irexplainer.paint.exhibit.cast import BACK_Z, Cast, cast_of, organs_of
from irexplainer.paint.exhibit.spots import paint_access, paint_spot
from irexplainer.paint.front.easel import Easel, vessel_ramp
from irexplainer.paint.front.figure import paint_back_bones
from irexplainer.paint.front.ground import fade_armpits, paint_body
from irexplainer.paint.parts import _Same, bone_group
from irexplainer.paint.paths import polygon_path
from irexplainer.paint.shadows import Cast as Drop
from irexplainer.paint.tubes import Shading, Tube, paint_tubes, union_path

ARMLESS_FROM = 14.0
TRUNK = (15.0, 36.0, 92.0)
"""Half width, top and bottom (cm) of what is shown without arms up close."""
WINDOWS = ("liver", "left_kidney", "right_kidney")
"""Organs with a relief made to be looked into."""
VEIL, TINT = 0.34, 0.5
LEAST_PX = 1.6
"""Half width of the thinnest vessel that is asked for."""
HALO = Drop(0.28, 0.0, 0.0, 0.75)
FRONT_CAGE = ("cage", "clavicles")
SHINE = 0.5


def paint_structure(e: Easel, id: str, hidden: bool = False) -> None:
    """Paint the scene of an id. hidden: without the part itself (for comparison)."""
    cast = cast_of(e.atlas, id)
    arms = not (e.viewport.scale >= ARMLESS_FROM and _in_trunk(e.atlas, id))
    paint_body(e, arms)
    _bones(e, cast, arms)
    if not arms:
        fade_armpits(e)
    if not cast.skeletal:
        _neighbors(e, cast, hidden)
    if hidden:
        return
    for bone in cast.bones:
        _bone(e, bone)
    for target in cast.targets:
        paint_spot(e, target)
    for access in cast.accesses:
        paint_access(e, access)


def _in_trunk(atlas: Atlas, id: str) -> bool:
    half, top, bottom = TRUNK
    boxes = [b for b in (box_of(atlas, i) for i in members(atlas, id)) if b is not None]
    return all(b[0] > -half and b[0] + b[2] < half and b[1] > top and b[1] + b[3] < bottom for b in boxes)


def _bones(e: Easel, cast: Cast, arms: bool) -> None:
    paint_back_bones(e, 1.0 if cast.skeletal else 0.72, arms)
    groups = {bone_group(b) for b in cast.bones}
    if groups & set(FRONT_CAGE) and not e.look.flat:
        e.paint(*FRONT_CAGE, opacity=0.55 if e.look.light else 0.4)
    if e.look.flat and cast.skeletal:
        e.paint(*sorted(groups), tint=1.0)


def _neighbors(e: Easel, cast: Cast, hidden: bool) -> None:
    """Organs and vessels from back to front, then what is wanted."""
    organs = organs_of(e.atlas)
    back = [s.id for s in organs if s.depth[1] <= BACK_Z]
    front = [s.id for s in organs if s.depth[1] > BACK_Z]
    early = [i for i in cast.organs if i in back]
    _organs(e, [i for i in back if i not in cast.organs], cast)
    if early:
        _veils(e, cast)
        _wanted_organs(e, early, hidden)
    if cast.organs:
        _vessels(e, cast, hidden)
    _organs(e, [i for i in front if i not in cast.organs and not (early and i in cast.veiled)], cast)
    _wanted_organs(e, [i for i in cast.organs if i not in early], hidden)
    if not cast.organs or cast.vessels:
        _vessels(e, cast, hidden)


def _tint(e: Easel) -> float:
    return TINT if e.look.light else TINT + 0.05


def _organs(e: Easel, ids: list[str], cast: Cast) -> None:
    hosts = {e.atlas.targets[t].host for t in cast.targets}
    for id in ids:
        if id in cast.veiled:
            _veil(e, id)
        else:
            e.shadow(id, cast=Drop(0.4, 0.1, 0.25, 0.2))
            e.paint(id, tint=0.15 if id in hosts else _tint(e))


def _veils(e: Easel, cast: Cast) -> None:
    for id in cast.veiled:
        _veil(e, id)


def _veil(e: Easel, id: str) -> None:
    """An organ one looks through."""
    part = e.part(id)
    if part is None or not e.sees(part):
        return
    if e.look.flat:
        e.outline(part.path, 1.0)
        return
    if id in WINDOWS:
        e.paint(f"{id}.window", opacity=0.62)
    else:
        e.paint(id, opacity=VEIL, tint=0.3)
    pen = QPen(e.fill("hidden_line", 0.35), 1.2)
    pen.setCosmetic(True)
    e.p.strokePath(part.path, pen)


def _wanted_organs(e: Easel, ids: list[str], hidden: bool) -> None:
    for id in () if hidden else ids:
        e.shadow(id, cast=Drop(0.6, 0.18, 0.4, 0.34))
        e.paint(id)


def _vessels(e: Easel, cast: Cast, hidden: bool) -> None:
    wanted = () if hidden else cast.vessels
    ids = dict.fromkeys([*cast.pale, *cast.kin, *wanted])
    shine = {i: e.fill("lumen", SHINE) for i in wanted} if cast.kin and not e.look.flat else {}
    if not hidden and not e.look.flat and wanted:
        e.shadow_of(f"exhibit {wanted[0]}", _path(e.atlas, wanted), Drop(0.35, 0.08, 0.2, 0.3))
    e.vessels(ids, cast.pale, shine)
    for id in wanted:
        _at_least(e, id)


def _at_least(e: Easel, id: str) -> None:
    """A vessel too thin to be seen at this scale is drawn once more."""
    tube = e.tube(id)
    least = LEAST_PX / e.viewport.scale
    if float(tube.line[:, 2].max()) >= 1.5 * least:
        return
    line = tube.line.copy()
    line[:, 2] = line[:, 2].clip(least)
    ramp = vessel_ramp(id, e.atlas.vessels[id].kind)
    paint_tubes(e.p, [Tube(line)], Shading(e.look.ramp(ramp), min(0.045, least)), e.world)


def _path(atlas: Atlas, ids: tuple[str, ...]):  # type: ignore[no-untyped-def]
    return _union(_Same(atlas), ids)


@lru_cache(maxsize=16)
def _union(same: _Same, ids: tuple[str, ...]):  # type: ignore[no-untyped-def]
    from irexplainer.paint.front.easel import tubes_of

    tubes = tubes_of(same.atlas)
    return union_path([tubes[i] for i in ids])


def _bone(e: Easel, id: str) -> None:
    """One bone out of the relief that it shares with others, with an edge that tells it from them."""
    part = e.part(bone_group(id))
    if part is None:
        return
    path = polygon_path(e.atlas.structures[id].outline)
    e.shadow_of(f"exhibit {id}", path, Drop(0.35, 0.1, 0.2, 0.4))
    e.p.save()
    e.clip(path)
    e.fill_part(part)
    e.p.restore()
    pen = QPen(QColor(e.look.color("accent")), 2.4)
    pen.setCosmetic(True)
    e.p.strokePath(path, pen)
