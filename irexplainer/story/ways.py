"""The ways tools take: lines in body cm with the names they pass and marks for skin, entry and vessels."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from irexplainer.atlas.types import Access, Atlas, Floats
from irexplainer.errors import ContentError
from irexplainer.geom.polyline import Polyline
from irexplainer.story.schema import PathSpec
from irexplainer.story.tunnel_way import exit_of, join, outer_points, tunnel_points
from irexplainer.story.vessel_way import vessel_line, vessel_marks

STEP_CM = 0.1
TIGHT_LUMEN_CM = 0.2
"""In an artery of less than this radius a sheath fills nearly the whole lumen."""
_PLACE = re.compile(r"([a-z][a-z0-9_:]*)(?:@([0-9.]+))?([+-][0-9.]+)?")


@dataclass(frozen=True, eq=False)
class Way:
    """One way.

    line: (N, 3) or (N, 4 with lumen radius), first point outside the skin. skin: arc length at the skin.
    names: (atlas name, arc length at which it is entered), in order. marks: place name -> (start, end) arc lengths.
    group: ways of one group go through the same hole, so depths on them can be compared. key: in
    ``Storyboard.paths``; the id of the track where the way is one.
    """

    key: str
    line: Polyline
    skin: float
    names: tuple[tuple[str, float], ...]
    marks: Mapping[str, tuple[float, float]]
    group: str
    branches: tuple[float, ...] = field(default=())

    def passed(self, tip: float) -> tuple[str, ...]:
        """Names passed by a tip at an arc length."""
        return tuple(name for name, start in self.names if tip >= start - 1e-6)

    def place(self, text: str, where: str) -> float:
        """Arc length of ``skin``, ``entry``, ``end`` or a name, with ``@share`` of it and ``+cm`` or ``-cm``."""
        match = _PLACE.fullmatch(text)
        if match is None or match[1] not in self.marks:
            known = ", ".join(self.marks)
            raise ContentError(where, f"'{text}' is no place on this path.", f"Use one of: {known}.")
        start, end = self.marks[match[1]]
        s = start + (end - start) * float(match[2] or 0.0) + float(match[3] or 0.0)
        return min(max(s, 0.0), self.line.length)


def build_way(key: str, spec: PathSpec, atlas: Atlas, place: str) -> Way:
    """Build a path; ContentError when it names what the atlas does not have."""
    builders = {"vessel": _vessel, "tunnel": _tunnel, "puncture": _puncture, "track": _track, "hold": _hold}
    if spec.kind not in builders:
        raise ContentError(f"{place}.kind", f"'{spec.kind}' is no kind of path.", f"Use one of: {', '.join(builders)}.")
    way = builders[spec.kind](spec, atlas, place)
    return way if way.key else replace(way, key=key)


def _access(spec: PathSpec, atlas: Atlas, place: str) -> Access:
    if spec.access not in atlas.accesses:
        known = ", ".join(atlas.accesses)
        raise ContentError(f"{place}.access", f"'{spec.access}' is no access.", f"Use one of: {known}.")
    return atlas.accesses[spec.access]


def straight(start: Floats, end: Floats, step: float = STEP_CM) -> Floats:
    """Dense points of a straight line."""
    count = max(int(np.ceil(float(np.linalg.norm(end - start)) / step)) + 1, 2)
    return np.asarray(np.linspace(start, end, count))


def _vessel(spec: PathSpec, atlas: Atlas, place: str) -> Way:
    access = _access(spec, atlas, place)
    inner, names = vessel_line(atlas, access.id, spec.to, spec.end, f"{place}.to")
    skin, entry = np.asarray(access.skin, float), needle_end(access, atlas)
    out = (skin - entry) / float(np.linalg.norm(skin - entry))
    bend = _bend(entry, -out, inner)
    outer = straight(skin + out * spec.outside, bend.points[0, :3])
    radius = np.full((len(outer), 1), inner.points[0, 3])
    line = Polyline(np.vstack([np.hstack([outer, radius]), bend.points[1:]]))
    entered = spec.outside + float(np.linalg.norm(skin - entry))
    marks = vessel_marks(atlas, names, line, entered)
    found = tuple((name, marks[name][0]) for name in names)
    branches = tuple(start for _name, start in found[1:])
    ends = {
        "outside": (spec.outside - 1.2,) * 2,
        "skin": (spec.outside,) * 2,
        "entry": (entered,) * 2,
        "end": (line.length,) * 2,
    }
    way = Way("", line, spec.outside, found, {**marks, **ends}, spec.access, branches)
    return _through(way, spec, atlas, place) if spec.then else way


def _through(way: Way, spec: PathSpec, atlas: Atlas, place: str) -> Way:
    """A way that leaves its last vessel for others through tissue (from a vein of the liver to another)."""
    from irexplainer.story.anchors import fixed_point

    via = np.array([fixed_point(text, atlas, f"{place}.then") for text in spec.then])
    on = _continued(way, via, spec)
    entered: dict[str, float] = {}
    for text, point in zip(spec.then, via, strict=True):
        name = text.split("@")[0]
        if name in atlas.vessels:
            entered.setdefault(name, on.line.nearest(point))
    return replace(on, names=(*way.names, *entered.items()), branches=way.branches)


def _tunnel(spec: PathSpec, atlas: Atlas, place: str) -> Way:
    """Under the skin from ``at`` to the access and on through the vessels; ``neck`` is where it reaches the nick."""
    access = _access(spec, atlas, place)
    if spec.at not in atlas.targets:
        raise ContentError(f"{place}.at", f"'{spec.at}' is no target.", "Name the exit or the pocket of the tunnel.")
    inner, names = vessel_line(atlas, access.id, spec.to, spec.end, f"{place}.to")
    skin, entry = np.asarray(access.skin, float), needle_end(access, atlas)
    bend = _bend(entry, (entry - skin) / float(np.linalg.norm(entry - skin)), inner)
    start = exit_of(atlas, spec.at)
    under = tunnel_points(start, bend.points[0, :3])
    line = join(outer_points(start, spec.outside), under, bend)
    entered = line.nearest(bend.points[0, :3])
    begin = line.nearest(start)
    marks = vessel_marks(atlas, names, line, entered)
    found = tuple((name, marks[name][0]) for name in names)
    ends = {
        "outside": (max(begin - 1.2, 0.0),) * 2,
        "skin": (begin,) * 2,
        "neck": (line.nearest(skin),) * 2,
        "entry": (entered,) * 2,
        "end": (line.length,) * 2,
    }
    return Way("", line, begin, found, {**marks, **ends}, spec.at, tuple(s for _name, s in found[1:]))


def needle_end(access: Access, atlas: Atlas) -> Floats:
    """Where the needle's tip rests: on its line, where it is nearest to the middle of the vessel."""
    skin, entry = np.asarray(access.skin, float), np.asarray(access.entry, float)
    if access.vessel is None:
        return entry
    vessel = Polyline(np.asarray(atlas.vessels[access.vessel].points, float))
    near = vessel.nearest(entry)
    middle = vessel.many(np.linspace(near - 1.0, near + 1.0, 200))[:, :3]
    length = float(np.linalg.norm(entry - skin))
    along = (entry - skin) / length
    s = np.linspace(length * 0.8, length + 1.2, 240)
    points = skin + along * s[:, None]
    gaps = np.linalg.norm(points[:, None, :] - middle[None], axis=2).min(axis=1)
    return np.asarray(points[int(np.argmin(gaps))])


def _bend(entry: Floats, direction: Floats, inner: Polyline) -> Polyline:
    """From the front wall of the vessel in a soft bend into the vessel's line; where there is room, along the far wall.

    In an artery hardly wider than the tube the bend is short: the tube may not press through the far wall.
    """
    radius = float(inner.points[0, 3])
    wide = radius > TIGHT_LUMEN_CM
    before, reach = 1.1 * radius, min(max((5.5 if wide else 3.5) * radius, 0.6), 2.4)
    pull_in, pull_on = (1.15, 0.9) if wide else (0.9, 1.2)
    start, end = entry - direction * before, inner.nearest(entry) + reach
    u = np.linspace(0.0, 1.0, 30)[:, None]
    h00, h10 = 2 * u**3 - 3 * u**2 + 1, u**3 - 2 * u**2 + u
    h01, h11 = -2 * u**3 + 3 * u**2, u**3 - u**2
    goal, tangent = inner.at(end)[:3], inner.tangent(end)
    chord = float(np.linalg.norm(goal - start))
    points = h00 * start + h10 * direction * chord * pull_in + h01 * goal + h11 * tangent * chord * pull_on
    curve = np.hstack([points, np.full((len(u), 1), radius)])
    return Polyline(np.vstack([curve, inner.cut(end, inner.length).points[1:]]))


def _puncture(spec: PathSpec, atlas: Atlas, place: str) -> Way:
    access = _access(spec, atlas, place)
    skin, end = np.asarray(access.skin, float), needle_end(access, atlas)
    return _straight_way("", skin, end, spec, ((access.vessel, 0.0),) if access.vessel else (), access.id)


def _track(spec: PathSpec, atlas: Atlas, place: str) -> Way:
    if spec.track not in atlas.tracks:
        known = ", ".join(atlas.tracks)
        raise ContentError(f"{place}.track", f"'{spec.track}' is no track.", f"Use one of: {known}.")
    track = atlas.tracks[spec.track]
    skin, end = np.asarray(track.skin, float), np.asarray(track.end, float)
    way = _straight_way(track.id, skin, end, spec, tuple(track.tissues), track.id)
    if not spec.then:
        return way
    from irexplainer.story.anchors import fixed_point

    via = np.array([fixed_point(text, atlas, f"{place}.then") for text in spec.then])
    return _continued(way, via, spec)


def _straight_way(
    key: str, skin: Floats, end: Floats, spec: PathSpec, tissues: Sequence[tuple[str, float]], group: str
) -> Way:
    depth = float(np.linalg.norm(end - skin))
    along = (end - skin) / depth
    shift = np.asarray(spec.shift, float)
    line = Polyline(straight(skin - along * spec.outside + shift, end + along * spec.beyond + shift))
    entered = spec.outside + depth
    names = tuple((name, entered if name and deep == 0.0 and len(tissues) == 1 else spec.outside + deep)
                  for name, deep in tissues)  # fmt: skip
    marks = {name: (start, start) for name, start in names}
    ends = {
        "outside": (spec.outside - 1.2,) * 2,
        "skin": (spec.outside,) * 2,
        "entry": (entered,) * 2,
        "end": (line.length,) * 2,
    }
    return Way(key, line, spec.outside, names, {**marks, **ends}, group)


def _continued(way: Way, via: Floats, spec: PathSpec) -> Way:
    """A straight way that goes on softly through further points (from the calyx into the renal pelvis)."""
    from irexplainer.geom.spline import catmull_rom

    points = way.line.points[:, :3]
    tail = points[-1]
    curve = catmull_rom(np.vstack([points[-12], tail, via]), samples=24, dims=3)
    start = int(np.argmin(np.linalg.norm(curve - tail, axis=1)))
    line = Polyline(np.vstack([points, curve[start + 1 :]]))
    marks = dict(way.marks)
    marks["calyx"] = marks["end"]
    for index, point in enumerate(via):
        marks[f"via_{index + 1}"] = (line.nearest(point),) * 2
    marks["end"] = (line.length,) * 2
    return Way("", line, way.skin, way.names, marks, way.group)


def _hold(spec: PathSpec, atlas: Atlas, place: str) -> Way:
    from irexplainer.story.anchors import fixed_point

    at = np.asarray(fixed_point(spec.at, atlas, f"{place}.at", spec.access), float) + np.asarray(spec.shift, float)
    direction = np.asarray(spec.direction, float)
    if spec.toward:
        direction = at - np.asarray(fixed_point(spec.toward, atlas, f"{place}.toward", spec.access), float)
    direction = direction / float(np.linalg.norm(direction))
    line = Polyline(straight(at + direction * spec.outside, at))
    marks = {"outside": (line.length - 2.0,) * 2, "skin": (line.length,) * 2, "end": (line.length,) * 2}
    return Way("", line, line.length, (), marks, f"hold {spec.at}")
