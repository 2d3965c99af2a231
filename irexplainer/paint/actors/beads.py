"""Beads and medicine: on their way through the feeder, then lodged in the fine branches, farthest first."""

from functools import lru_cache

import numpy as np

from irexplainer.geom.polyline import Polyline
from irexplainer.geom.viewport import Rect
from irexplainer.paint.actors.particles import draw_sprites, on_line, positions_along, sprite_margin
from irexplainer.paint.actors.scene import Floats, Scene, box_of, joined
from irexplainer.paint.actors.ways import branches_of, flow_line, rest_of
from irexplainer.paint.parts import _Same
from irexplainer.story.frame import EffectPose

BEAD_CM = 0.036
"""Radius as drawn: true beads are 0.05 to 0.09 cm across."""
PITCH_CM = 0.085
MOST = 240
SEEN_THROUGH = 0.5
"""Beads behind the wall of a closed organ."""
CLOSED = {"pelvis": "uterus", "pelvis_male": "prostate"}
"""Profiles that show an organ from outside, beads within it."""
TRAVEL_CM_PER_S = 1.6
ASIDE_CM = 0.6
"""A tip farther than this from a vessel lies upstream of it: what it gives comes in at the beginning of the vessel."""


def lodged(atlas: object, id: str) -> Floats:
    """(M, 4) places of all beads of a target, in the order in which they come to rest."""
    return _lodged(_Same(atlas), id)


@lru_cache(maxsize=16)
def _lodged(same: _Same, id: str) -> Floats:
    target = same.atlas.targets[id]
    random = np.random.default_rng(sum(ord(letter) for letter in id))
    entry = _entry(same, id)
    rows: list[Floats] = []
    for line in branches_of(same.atlas, target):
        path = Polyline(line)
        count = int(path.length / PITCH_CM)
        if count < 2:
            continue
        where = np.linspace(path.length, path.length * 0.12, count)
        rows.append(on_line(path, where, random.uniform(-0.35, 0.35, count)))
    if not rows:
        return np.empty((0, 4))
    beads = np.vstack(rows)
    if len(beads) > MOST:
        beads = beads[np.sort(random.permutation(len(beads))[:MOST])]
    far = np.linalg.norm(beads[:, :2] - entry, axis=1) + random.uniform(0, 0.35, len(beads))
    return np.asarray(beads[np.argsort(-far, kind="stable")])


def _entry(same: _Same, id: str) -> Floats:
    """Where the feeder reaches the target, front cm."""
    target = same.atlas.targets[id]
    for feeder in reversed(target.feeders):
        if feeder in same.atlas.vessels:
            points = np.asarray(same.atlas.vessels[feeder].points, float)
            gap = np.hypot(points[:, 0] - target.center[0], points[:, 1] - target.center[1])
            return np.asarray(points[int(gap.argmin()), :2])
    return np.asarray(target.center[:2], float)


def target_ids(scene: Scene, effect: EffectPose) -> list[str]:
    """Targets an effect is about: named, lying in the named host, or fed by the named vessel."""
    return [t.id for t in scene.atlas.targets.values() if effect.target in (t.id, t.host) or effect.target in t.feeders]


def _way(scene: Scene, effect: EffectPose) -> Polyline | None:
    """From the tool's tip on along the feeder to the target."""
    ids = target_ids(scene, effect)
    line = flow_line(scene, effect.target if effect.target in scene.atlas.vessels else (ids[0] if ids else ""))
    if line is None or scene.frame.tip is None:
        return line
    start = line.nearest(scene.frame.tip)
    if np.linalg.norm(np.asarray(line.at(start)[:3], float) - np.asarray(scene.frame.tip, float)) > ASIDE_CM:
        return line
    return rest_of(line, start) if line.length - start > 0.2 else None


def paint_embolic(scene: Scene, effect: EffectPose) -> None:
    """Beads at rest, beads on their way, amber medicine between them."""
    if scene.frame.view.plate != "front":
        return
    for id in target_ids(scene, effect):
        beads = lodged(scene.atlas, id)
        beads = beads[: round(len(beads) * min(max(effect.value, 0.0), 1.0))]
        scene.painter.save()
        closed = CLOSED.get(scene.frame.view.profile)
        if closed is not None and scene.atlas.targets[id].host == closed:
            scene.painter.setOpacity(scene.painter.opacity() * SEEN_THROUGH)
        draw_sprites(scene, beads, "bead", BEAD_CM, 2.0 if closed is None else 1.4)
        scene.painter.restore()
    if scene.reduced_motion:
        return
    way = _way(scene, effect)
    if way is None:
        return
    seconds = scene.frame.seconds
    if 0.01 < effect.value < 0.97:
        draw_sprites(scene, positions_along(way, 12, seconds, TRAVEL_CM_PER_S, 5), "bead", BEAD_CM, 2.0)
    _drops(scene, effect, way, effect.params.get("medicine", 0.0))


def _drops(scene: Scene, effect: EffectPose, way: Polyline, medicine: float) -> None:
    """Amber drops of medicine on their way and in the fine branches of what is treated; medicine: 0..1."""
    seconds = scene.frame.seconds
    if medicine > 0.02:
        count = round(22 * min(medicine, 1.0))
        draw_sprites(scene, positions_along(way, count, seconds, TRAVEL_CM_PER_S * 1.4, 8), "medicine", 0.032, 1.8)
        for id in target_ids(scene, effect):
            lines = _branch_lines(_Same(scene.atlas), id)
            drops = [positions_along(line, 2, seconds, 0.8, index) for index, line in enumerate(lines)]
            if drops:
                draw_sprites(scene, np.vstack(drops), "medicine", 0.026, 1.6)


@lru_cache(maxsize=16)
def _branch_lines(same: _Same, id: str) -> tuple[Polyline, ...]:
    """The first fine arteries of a target as lines."""
    return tuple(Polyline(b) for b in branches_of(same.atlas, same.atlas.targets[id])[:18])


def paint_infusion(scene: Scene, effect: EffectPose) -> None:
    """Medicine that runs through an open artery; nothing stays behind."""
    way = _way(scene, effect) if scene.frame.view.plate == "front" and not scene.reduced_motion else None
    if way is not None:
        _drops(scene, effect, way, effect.value)


def box_embolic(scene: Scene, effect: EffectPose) -> Rect | None:
    """Targets with their branches, and the way to them."""
    if scene.frame.view.plate != "front":
        return None
    margin = sprite_margin(scene, BEAD_CM)
    boxes = []
    for id in target_ids(scene, effect):
        branches = branches_of(scene.atlas, scene.atlas.targets[id])
        if branches:
            boxes.append(box_of(scene.px(np.vstack(branches)[:, :3]), margin + 0.1 * scene.viewport.scale))
    way = _way(scene, effect)
    if way is not None:
        boxes.append(box_of(scene.px(way.points[:, :3]), margin + 0.3 * scene.viewport.scale))
    return joined(boxes)
