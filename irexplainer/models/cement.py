"""How cement fills a vertebral body: the share of its slice over the milliliters given, from the tip outward.

Model, free of pressure. Spongy bone is filled evenly from the tip of the needle outward, branch by branch, and never
beyond the outline. In a slice the front is a curve around the tip: along a ray at angle t it lies at

    r(t) = min(limit(t), rho (1 + u n(t)))

with limit the outline, n fixed smooth waves of at most ``ROUGH`` (cement runs ahead between the beams of bone) and rho
such that the filled area is that of the volume given: for a cloud of even shape, area ~ volume^(2/3),

    A / A_all = (ml / ml_all)^(2/3),      ml_all = volume of the body x pores

A balloon of v ml is a ball of radius (3 v / 4 pi)^(1/3). In the hollow it leaves there are no beams (u = 0) and nothing
but cement: v ml fill it just so, as a ball; then cement goes on into the bone with the law above.

Constants (facts/vertebroplasty.md, kyphoplasty.md): body 2.8 cm high, 4.0 wide, 3.0 deep, as an elliptic cylinder
26 ml; pores 85 % of it (textbook: spongy bone of the spine is 80 to 90 % marrow); 3 to 5 ml of cement, pushed 0.1 to
0.5 ml at a time; balloons hold 2.4 ml a side on average (FREE trial) and 4 to 6 at most; the back quarter stays free.

Validity: a picture of where cement goes, not of pressure, leaks or veins; one needle for each filling.
"""

import math
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from irexplainer.models.series import Floats, Series

BODY_ML = math.pi / 4 * 4.0 * 3.0 * 2.8
PORES = 0.85
PUSH_ML = 0.25
PUSH_SECONDS = 12.0
"""One push of the syringe, then a look at the picture."""
BALLOON_ML = 2.4
BALLOON_STEPS = 6
ROUGH = 0.35
BACK_SHARE = 0.25
RAYS = 96
WAVES = ((3, 0.4, 0.7), (5, 0.9, 2.1), (8, 0.6, 4.0), (13, 0.35, 1.2))
"""(waves around, height, phase): fixed, so that the same filling always looks the same."""


def balloon_radius(ml: float) -> float:
    """Radius in cm of a balloon that holds some ml."""
    return math.cbrt(3.0 * max(ml, 0.0) / (4.0 * math.pi))


def front_part(outline: Floats, backward: Floats, share: float = BACK_SHARE) -> Floats:
    """Outline (N, 2) without its last ``share`` in the direction ``backward`` (2,): where cement may go."""
    direction = backward / np.linalg.norm(backward)
    depth = outline @ direction
    limit = depth.max() - share * float(np.ptp(depth))
    kept: list[Floats] = []
    for index in range(len(outline)):
        a, b = index, (index + 1) % len(outline)
        if depth[a] <= limit:
            kept.append(outline[a])
        if (depth[a] <= limit) != (depth[b] <= limit):
            kept.append(outline[a] + (limit - depth[a]) / (depth[b] - depth[a]) * (outline[b] - outline[a]))
    return np.array(kept)


@dataclass(frozen=True, slots=True)
class CementState:
    """One moment: ml of cement given, ml in the balloon (0 once it is out), radius of balloon or hollow in cm."""

    cement_ml: float
    balloon_ml: float
    hollow_cm: float


@dataclass(frozen=True, eq=False)
class CementFilling:
    """One filling in a slice. outline (N, 2), cm, ring around ``tip`` (2,) that it sees whole; ml in the end;
    balloon_ml: hollow made before, 0 for none; slice_cm2: area of the whole slice of the body where the outline is only
    the part of it in which cement may lie, 0: that of the outline."""

    outline: Floats
    tip: Floats
    ml: float
    balloon_ml: float = 0.0
    slice_cm2: float = 0.0

    @property
    def balloon_seconds(self) -> float:
        """Seconds to fill the balloon step by step and to empty it."""
        return PUSH_SECONDS * (BALLOON_STEPS + 1) if self.balloon_ml else 0.0

    @property
    def seconds(self) -> float:
        """Seconds of the whole filling."""
        return self.balloon_seconds + math.ceil(self.ml / PUSH_ML) * PUSH_SECONDS

    def at(self, seconds: float) -> CementState:
        """The moment at a time; each push takes a third of its seconds, then one looks."""
        balloon = 0.0
        if 0 < seconds < self.balloon_seconds:
            step = min(seconds / PUSH_SECONDS, BALLOON_STEPS + 1.0)
            full = min(_pushed(step), BALLOON_STEPS) / BALLOON_STEPS
            empty = min(max(step - BALLOON_STEPS, 0.0) * 2.0, 1.0)
            balloon = self.balloon_ml * full * (1.0 - empty)
        pushed = _pushed(max(seconds - self.balloon_seconds, 0.0) / PUSH_SECONDS)
        made = self.balloon_ml * min(_pushed(max(seconds, 0.0) / PUSH_SECONDS) / BALLOON_STEPS, 1.0)
        return CementState(min(pushed * PUSH_ML, self.ml), balloon, balloon_radius(made))

    def contour(self, ml: float) -> Floats:
        """Front (RAYS, 2) in cm after some ml; all points at the tip for none."""
        limit, waves, rho, hollow = self._table
        if ml <= 0:
            return np.repeat(self.tip[None], RAYS, axis=0)
        if ml <= self.balloon_ml:
            radius = balloon_radius(ml)
        else:
            hollow_ml = BODY_ML * PORES * float(np.interp(hollow, *rho)) ** 1.5
            wanted = min((ml - self.balloon_ml + hollow_ml) / (BODY_ML * PORES), 1.0) ** (2.0 / 3.0)
            radius = float(np.interp(wanted, rho[1], rho[0]))
        reach = _front(radius, limit, waves, hollow)
        return np.asarray(self.tip + _rays() * reach[:, None])

    def share(self, ml: float) -> float:
        """Share 0..1 of the slice that is filled after some ml."""
        return area(self.contour(ml)) / (self.slice_cm2 or area(self.outline))

    def series(self) -> tuple[Series, ...]:
        """Milliliters of cement, and of balloon where there is one, over seconds."""
        seconds = np.linspace(0.0, self.seconds, max(int(self.seconds), 1) + 1)
        moments = [self.at(float(s)) for s in seconds]
        cement = Series("cement_given", "ml", seconds, np.array([m.cement_ml for m in moments]))
        balloon = Series("balloon_filled", "ml", seconds, np.array([m.balloon_ml for m in moments]))
        return (balloon, cement) if self.balloon_ml else (cement,)

    @cached_property
    def _table(self) -> tuple[Floats, Floats, tuple[Floats, Floats], float]:
        """Limits and waves along the rays, (radius, share of area), radius of the hollow."""
        limit = _limits(self.outline, self.tip)
        angle = np.linspace(0, 2 * np.pi, RAYS, endpoint=False)
        waves = sum(height * np.sin(count * angle + phase) for count, height, phase in WAVES)
        waves = ROUGH * waves / np.abs(waves).max()
        hollow = balloon_radius(self.balloon_ml)
        radii = np.linspace(0.0, float(limit.max()) / (1 - ROUGH), 120)
        whole = self.slice_cm2 or area(self.outline)
        shares = [area(_rays() * _front(r, limit, waves, hollow)[:, None]) / whole for r in radii]
        return limit, np.asarray(waves), (radii, np.array(shares)), hollow


def area(ring: Floats) -> float:
    """Area of a ring (N, 2)."""
    x, y = ring[:, 0], ring[:, 1]
    return abs(float(x @ np.roll(y, -1) - y @ np.roll(x, -1))) / 2.0


def _front(radius: float, limit: Floats, waves: Floats, hollow: float) -> Floats:
    """Reach along the rays: smooth within the hollow, with fingers beyond it."""
    beyond = max(radius - hollow, 0.0)
    rough = min(beyond / max(0.5 * hollow, 1e-9), 1.0) if hollow else min(radius / 0.3, 1.0)
    return np.minimum(limit, radius * (1.0 + rough * waves))


def _limits(outline: Floats, tip: Floats) -> Floats:
    """Distance (RAYS,) from the tip to the outline along each ray."""
    a = outline - tip
    edge = np.roll(a, -1, axis=0) - a
    ray = _rays()[:, None, :]
    cross = ray[..., 0] * edge[:, 1] - ray[..., 1] * edge[:, 0]
    safe = np.where(np.abs(cross) < 1e-12, 1e-12, cross)
    along = (a[:, 0] * edge[:, 1] - a[:, 1] * edge[:, 0]) / safe
    on = (a[:, 0] * ray[..., 1] - a[:, 1] * ray[..., 0]) / safe
    hits = np.where((on >= -1e-9) & (on <= 1 + 1e-9) & (along > 0), along, np.inf).min(axis=1)
    if not np.isfinite(hits).all():
        raise ValueError("cement: the tip of the needle lies outside the outline")
    return np.asarray(hits)


def _rays() -> Floats:
    angle = np.linspace(0, 2 * np.pi, RAYS, endpoint=False)
    return np.column_stack([np.cos(angle), np.sin(angle)])


def _pushed(pushes: float) -> float:
    """Pushes done at a number of push times: a third of the time it moves, then it rests."""
    whole = math.floor(pushes)
    return whole + min((pushes - whole) * 3.0, 1.0)
