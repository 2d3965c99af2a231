"""The front figure around one part: body and bones pale, neighbors in depth order, the part itself in full color.

What lies in front of it is painted as a veil behind it, so that nothing hides what is asked for.
"""

from functools import lru_cache

from PySide6.QtGui import QColor, QLinearGradient, QPainterPath, QPen

from irexplainer.paint.exhibit.cast import BACK_Z, Cast, cast_of, clear_share, organs_of, rank
from irexplainer.paint.exhibit.ends import ExhibitEasel, exhibit_easel, shadow_path
from irexplainer.paint.exhibit.spots import paint_access, paint_spot
from irexplainer.paint.front.easel import Easel, tubes_of, vessel_ramp
from irexplainer.paint.front.figure import paint_back_bones
from irexplainer.paint.front.ground import paint_body
from irexplainer.paint.front.mouths import joint_fade, paint_faded
from irexplainer.paint.parts import _Same, bone_group
from irexplainer.paint.paths import polygon_path
from irexplainer.paint.shadows import Cast as Drop
from irexplainer.paint.tubes import Shading, Tube, union_path

PALE_BONES, LIMBS = 0.68, 0.62
"""Strength of the bones around, and of those of arms and legs below the faint ones of the home figure."""
MANY = 6
"""From so many bones on their edges are thin."""
CARRIERS = ("mesentery",)
"""Organs on which their vessels run."""
LOOKED_INTO = ("brain",)
"""Hosts that hide too much of what is in them."""
LOOPED = ("colon", "small_intestine")
"""Organs whose edge crosses itself."""
WINDOWS = ("liver", "left_kidney", "right_kidney")
"""Organs with a relief made to be looked into."""
MOSTLY_CLEAR, SEEN_THROUGH = 0.9, 0.62
"""A vessel of which less than this share is clear of others in front is seen through them, with that opacity."""
FRONTMOST = ("superior_mesenteric_artery",)
"""Vessels that begin behind what they cross further on in front."""
VEIL, TINT = 0.34, 0.5
LEAST_PX = 2.2
"""Half width of the thinnest vessel that is asked for."""
FRONT_CAGE = ("cage", "clavicles")


def paint_structure(e: Easel, id: str, hidden: bool = False) -> None:
    """Paint the scene of an id. hidden: without the part itself (for comparison)."""
    cast = cast_of(e.atlas, id)
    paint_body(e)
    _bones(e, cast)
    if not cast.skeletal:
        _neighbors(e, cast, hidden)
    if hidden:
        return
    for bone in cast.bones:
        _bone(e, bone, 2.4 if len(cast.bones) < MANY else 0.9)
    for target in cast.targets:
        paint_spot(e, target)
    for access in cast.accesses:
        paint_access(e, access)


def _bones(e: Easel, cast: Cast) -> None:
    if not e.look.flat:
        e.paint("limbs", opacity=LIMBS if e.look.light else 0.5 * LIMBS)
    paint_back_bones(e, PALE_BONES)
    groups = {bone_group(b) for b in cast.bones}
    if groups & set(FRONT_CAGE) and not e.look.flat:
        e.paint(*FRONT_CAGE, opacity=0.55 if e.look.light else 0.4)
    if e.look.flat and cast.skeletal:
        e.paint(*sorted(groups), tint=1.0)


def _neighbors(e: Easel, cast: Cast, hidden: bool) -> None:
    """Organs and vessels from back to front; what would hide the part is a veil behind it."""
    organs = [s for s in organs_of(e.atlas) if s.id not in (*cast.organs, *cast.hosts)]
    reach = max((rank(e.atlas.structures[h]) for h in cast.hosts), default=(BACK_Z, 0, 0.0))
    back = [s.id for s in organs if s.depth[1] <= BACK_Z or s.id in cast.behind or rank(s) < reach]
    front = [s.id for s in organs if s.id not in back]
    early = [i for i in cast.organs if e.atlas.structures[i].depth[1] <= BACK_Z or i in CARRIERS]
    _organs(e, back, cast)
    _organs(e, [i for i in front if i in cast.veiled], cast)
    under = [h for h in cast.hosts if cast.carried or e.atlas.structures[h].depth[1] <= BACK_Z]
    _wanted_organs(e, [*under, *early], cast, hidden)
    _vessels(e, cast, hidden)
    _wanted_organs(e, [h for h in cast.hosts if h not in under], cast, hidden)
    _organs(e, [i for i in front if i not in cast.veiled], cast)
    _wanted_organs(e, [i for i in cast.organs if i not in early], cast, hidden)


def _tint(e: Easel) -> float:
    return TINT if e.look.light else TINT + 0.05


def _organs(e: Easel, ids: list[str], cast: Cast) -> None:
    for id in ids:
        if id in cast.veiled:
            _veil(e, id)
        else:
            e.shadow(id, cast=Drop(0.4, 0.1, 0.25, 0.2))
            e.paint(id, tint=_tint(e))


def _veil(e: Easel, id: str, opacity: float = VEIL) -> None:
    """An organ one looks through."""
    part = e.part(id)
    if part is None or not e.sees(part):
        return
    if e.look.flat:
        if id not in LOOPED:
            e.outline(part.path, 1.0)
        return
    if id in WINDOWS:
        e.paint(f"{id}.window", opacity=0.62)
    else:
        e.paint(id, opacity=opacity, tint=0.3)
    if id not in LOOPED:
        pen = QPen(e.fill("hidden_line", 0.35), 1.2)
        pen.setCosmetic(True)
        e.p.strokePath(part.path, pen)


def _wanted_organs(e: Easel, ids: list[str], cast: Cast, hidden: bool) -> None:
    """Organs in full; those that only hold a target are opened like a window where there is such a relief."""
    for id in ids:
        host = id in cast.hosts
        if hidden and not host:
            continue
        if host and id in LOOKED_INTO:
            _veil(e, id, 0.6)
            continue
        e.shadow(id, cast=Drop(0.6, 0.18, 0.4, 0.34))
        e.paint(f"{id}.window" if host and id in WINDOWS else id, tint=0.2 if host else 0.0)


def _vessels(plain: Easel, cast: Cast, hidden: bool) -> None:
    wanted, e = () if hidden else cast.vessels, exhibit_easel(plain, cast)
    if wanted and not e.look.flat:
        e.shadow_of(f"exhibit {wanted[0]}", _path(_Same(e.atlas), cast), Drop(0.35, 0.08, 0.2, 0.3))
    alone = len(wanted) == 1 and (bool(cast.kin) or _thin(e, wanted[0]))
    if alone:
        _edge(e, wanted[0])
    e.vessels(dict.fromkeys([*cast.pale, *cast.kin, *wanted]), cast.pale)
    for id in wanted:
        if float(clear_share(e.atlas, id).mean()) < MOSTLY_CLEAR:
            if alone:
                _edge(e, id)
            e.soft(id, [_seen(e, id)], _shading(e, id), SEEN_THROUGH, _mouth(e, cast, id))
        elif id in FRONTMOST:
            e.soft(id, [_seen(e, id)], _shading(e, id), 1.0, _mouth(e, cast, id))
        elif _thin(e, id):
            e.soft(id, [_seen(e, id)], _shading(e, id), 1.0, None)


def _mouth(e: ExhibitEasel, cast: Cast, id: str) -> QLinearGradient | None:
    """Fade at the place where a vessel opens into another one of the scene."""
    others = [o for o in (*cast.pale, *cast.kin, *cast.vessels) if o != id]
    return None if e.look.flat else joint_fade(e.atlas, id, others, e.world)


def _edge(e: ExhibitEasel, id: str) -> None:
    """Line of the accent color that tells a vessel from the others of its group."""
    pen = QPen(QColor(e.look.color("accent")), 3.4 if _thin(e, id) else 5.0)
    pen.setCosmetic(True)
    path = union_path([_seen(e, id)], grow=0.03)
    paint_faded(e.p, lambda q: q.strokePath(path, pen), e.ends(id))


def _thin(e: Easel, id: str) -> bool:
    return float(e.tube(id).line[:, 2].max()) < 1.5 * LEAST_PX / e.viewport.scale


def _seen(e: Easel, id: str) -> Tube:
    """A vessel, no thinner than can be seen at this scale."""
    line = e.tube(id).line.copy()
    line[:, 2] = line[:, 2].clip(LEAST_PX / e.viewport.scale)
    return Tube(line)


def _shading(e: Easel, id: str) -> Shading:
    ramp = vessel_ramp(id, e.atlas.vessels[id].kind)
    return Shading(e.look.ramp(ramp), min(0.045, LEAST_PX / e.viewport.scale))


@lru_cache(maxsize=16)
def _path(same: _Same, cast: Cast) -> QPainterPath:
    """Outline of vessels, for their shadow."""
    tubes = tubes_of(same.atlas)
    return shadow_path(same.atlas, cast, [tubes[i] for i in cast.vessels])


def _bone(e: Easel, id: str, width: float) -> None:
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
    pen = QPen(QColor(e.look.color("accent")), width)
    pen.setCosmetic(True)
    e.p.strokePath(path, pen)
