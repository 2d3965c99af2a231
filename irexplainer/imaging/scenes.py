"""What lies under an ultrasound probe, from the geometry of the atlas."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np

from irexplainer.geom.tube import tube_outline
from irexplainer.imaging.fields import PROBE_RADIUS_CM, FanField, StraightField
from irexplainer.imaging.raster import Floats
from irexplainer.imaging.sound import Phantom
from irexplainer.imaging.under import Labels, painted
from irexplainer.story.frame import Point3

ToProbe = Callable[[Floats], Floats]
"""Body points (N, 3) to probe cm (N, 2): u across, v below the skin."""


@dataclass(frozen=True)
class Scene:
    """One probe position: field, tissue and the way from body to probe. left, right: letters of the sides."""

    field: StraightField | FanField
    phantom: Phantom
    to_probe: ToProbe
    left: str
    right: str
    note_key: str
    parts: tuple[tuple[str, Floats], ...] = ()
    """Atlas ids with their outlines in probe cm, later ones on top."""
    flows: tuple[tuple[str, Floats], ...] = ()
    """Kind of vessel (artery, vein) with the outline in which blood moves, probe cm."""

    def labels(self) -> Labels:
        """Index into ``parts`` by pixel, -1 for none and outside the field."""
        field_ = self.field
        zero, one = field_.px(0.0, 0.0), field_.px(1.0, 1.0)
        rings = [(i, outline * (np.subtract(one, zero)) + zero) for i, (_, outline) in enumerate(self.parts)]
        labels = painted(field_.height, field_.width, rings)
        y, x = np.mgrid[0 : field_.height, 0 : field_.width] + 0.5
        u, v = (x - zero[0]) / (one[0] - zero[0]), (y - zero[1]) / (one[1] - zero[1])
        labels[~field_.inside(u, v)] = -1
        return labels

    def project(self, point: Point3) -> tuple[float, float] | None:
        """Body point to px; None outside the field."""
        u, v = self.to_probe(np.asarray([point], float))[0]
        return self.field.px(float(u), float(v)) if self.field.shows(float(u), float(v)) else None


def ellipse(u: float, v: float, a: float, b: float, degrees: float = 0.0, wobble: float = 0.0) -> Floats:
    """Closed polygon (64, 2)."""
    t = np.linspace(0, 2 * np.pi, 64, endpoint=False)
    k = 1 + wobble * np.sin(3 * t + u) + wobble * 0.7 * np.sin(5 * t + v)
    x, y = a * k * np.cos(t), b * k * np.sin(t)
    c, s = np.cos(np.radians(degrees)), np.sin(np.radians(degrees))
    return np.column_stack([u + c * x - s * y, v + s * x + c * y])


def band(u0: float, u1: float, v0: float, v1: float, wave: float = 0.0) -> Floats:
    """Layer between two depths with gently waving edges."""
    u = np.linspace(u0, u1, 40)
    top, bottom = v0 + wave * np.sin(u * 1.7), v1 + wave * np.sin(u * 1.3 + 1)
    return np.column_stack([np.concatenate([u, u[::-1]]), np.concatenate([top, bottom[::-1]])])


def _layers(phantom: Phantom, depth: float) -> None:
    """Skin, streaky fat and muscle behind; depth: where the vessels' sheath begins."""
    a, b = phantom.u0 - 0.5, phantom.u0 + phantom.width_cm + 0.5
    phantom.put(band(a, b, 0, 0.2 * min(1, depth / 1.2)), "skin")
    rng = np.random.default_rng(5)
    for _ in range(int(14 * (b - a) / 6)):
        u, v = rng.uniform(a, b), rng.uniform(0.22, 0.95) * depth
        long, thick = rng.uniform(0.3, 1.1), 0.016 + 0.012 * min(1, depth / 1.2)
        phantom.put(ellipse(u, v, long, thick, rng.uniform(-9, 9)), "septum")
    phantom.put(band(a, b, depth, depth + 0.07 * min(1, depth / 1.2), 0.02), "septum", 0.8)


@dataclass(frozen=True, slots=True)
class Cut:
    """A vessel cut across: middle and half axes in probe cm. closed: filled with clot, no blood moves."""

    id: str
    kind: str
    u: float
    v: float
    wide: float
    high: float
    closed: bool = False


def vessel_along(
    width: int,
    height: int,
    to_probe: ToProbe,
    artery: Floats,
    span: tuple[float, float],
    note_key: str,
    vessel_id: str = "",
) -> Scene:
    """Vessel lengthwise under a straight probe. artery (N, 3): u, v, radius. span: both edges in cm."""
    field_ = StraightField(width, height, span[0], width / (span[1] - span[0]))
    phantom = Phantom(span[0], span[1] - span[0], height / field_.per_cm, 40.0)
    inside = (artery[:, 0] > span[0] - 1) & (artery[:, 0] < span[1] + 1)
    line = artery[inside] if inside.sum() > 3 else artery
    radius = float(np.median(line[:, 2]))
    here = line[np.abs(line[:, 0]) < 4 * radius]
    here = here if len(here) else line
    top = float((here[:, 1] - here[:, 2]).min())
    deep = float((here[:, 1] + here[:, 2]).max())
    _layers(phantom, top - 0.6 * radius)
    phantom.put(band(span[0] - 1, span[1] + 1, deep + 0.5 * radius, deep + 9, 0.04), "muscle")
    _fibers(phantom, deep + 0.7 * radius, span)
    bone = ellipse(0.8 * radius, deep + 7.6 * radius, 5.6 * radius, 5.4 * radius)
    phantom.put(bone, "bone")
    wall = line + np.array([0, 0, 0.10 * radius + 0.02])
    phantom.put(tube_outline(wall, False, False), "wall")
    lumen = tube_outline(line, False, False)
    phantom.put(lumen, "blood")
    return Scene(field_, phantom, to_probe, "H", "F", note_key, ((vessel_id, lumen),) if vessel_id else ())


def _fibers(phantom: Phantom, start: float, span: tuple[float, float]) -> None:
    rng = np.random.default_rng(9)
    for _ in range(40):
        u, v = rng.uniform(*span), start + rng.uniform(0.0, 0.75) * max(phantom.depth_cm - start, 0.2)
        phantom.put(ellipse(u, v, rng.uniform(0.25, 0.8), 0.022, rng.uniform(4, 12)), "septum")


def vessel_across(
    width: int,
    height: int,
    main: Cut,
    cuts: Iterable[Cut],
    bones: Iterable[tuple[str, Floats]],
    span: float,
    to_probe: ToProbe,
    limb: bool,
    letters: tuple[str, str],
    note_key: str,
) -> Scene:
    """Vessels round under a straight probe. main: the one in the middle; cuts: all, that one last; span: cm wide."""
    depth, radius = main.v, main.high
    field_ = StraightField(width, height, -span / 2, width / span)
    phantom = Phantom(-span / 2, span, height / field_.per_cm, 90.0 if limb else 40.0)
    _layers(phantom, max(depth - 1.6 * radius, 0.25 * depth))
    phantom.put(band(-span, span, depth + 1.9 * radius, depth + 9, 0.05), "muscle")
    _fibers(phantom, depth + 2.2 * radius, (-span / 2, span / 2))
    parts: list[tuple[str, Floats]] = []
    for id, outline in bones:
        phantom.put(outline, "bone")
        parts.append((id, outline))
    flows: list[tuple[str, Floats]] = []
    for cut in cuts:
        rough = 0.03 if cut.kind == "vein" else 0.0
        lumen = ellipse(cut.u, cut.v, cut.wide, cut.high, 0, rough)
        rim = 0.03 if cut.kind == "vein" else 0.05
        phantom.put(ellipse(cut.u, cut.v, cut.wide + rim, cut.high + rim, 0, rough), "wall")
        phantom.put(lumen, "clot" if cut.closed else "blood")
        if not cut.closed:
            flows.append(("vein" if cut.kind == "vein" else "artery", lumen))
        if cut.id:
            parts.append((cut.id, lumen))
    return Scene(field_, phantom, to_probe, *letters, note_key, tuple(parts), tuple(flows))


def slice_scene(
    width: int,
    height: int,
    regions: Iterable[tuple[Floats, str, str]],
    skin: Floats,
    toward: Floats,
    depth_cm: float,
    note_key: str,
    straight: bool = False,
) -> Scene:
    """An axial slice under a probe, seen from the feet.

    regions: outlines in body (x, z) with tissue and atlas id ("" for none), back to front; the probe stands on the skin
    at ``skin`` and looks ``toward``; straight: a small flat probe for what lies near the skin, else a fan.
    """
    look = np.asarray(toward, float) - np.asarray(skin, float)
    look /= float(np.hypot(*look)) or 1.0
    across = np.array([-look[1], look[0]])

    def flat(points: Floats) -> Floats:
        rel = np.asarray(points, float) - skin
        return np.column_stack([rel @ across, rel @ look])

    field_: StraightField | FanField
    if straight:
        per_cm = (height - 10) / depth_cm
        field_ = StraightField(width, height, -width / per_cm / 2, per_cm)
        half = width / per_cm / 2 + 0.5
    else:
        field_ = FanField(width, height, depth_cm)
        half = (depth_cm + PROBE_RADIUS_CM) * 0.62
    phantom = Phantom(-half, 2 * half, depth_cm + 0.5, 40.0 if straight else 30.0)
    parts = []
    for outline, tissue, id in regions:
        placed = flat(np.asarray(outline, float))
        phantom.put(placed, tissue)
        if id:
            parts.append((id, placed))
    sides = _sides(across)
    return Scene(field_, phantom, lambda p: flat(np.asarray(p, float)[:, [0, 2]]), *sides, note_key, tuple(parts))


def _sides(across: Floats) -> tuple[str, str]:
    """Letters at the left and the right of a picture whose right points along ``across``, body (x, z)."""
    if abs(across[0]) >= abs(across[1]):
        return ("R", "L") if across[0] > 0 else ("L", "R")
    return ("back", "front") if across[1] > 0 else ("front", "back")
