"""What the one body is made of. All points are body cm: x to the patient's left, y down from the crown, z front."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Point3 = tuple[float, float, float]


@dataclass(frozen=True, eq=False, slots=True)
class Crease:
    """A groove of a relief (negative depth: a ridge). line: (N, 2) front cm; width and depth in cm."""

    line: Floats
    width: float
    depth: float


@dataclass(frozen=True, eq=False, slots=True)
class Structure:
    """An organ, a bone or the body shell with its front outline.

    kind: organ, bone, body. tissue: name of a ramp in ``paint.ramps``. outline: closed (N, 2), dense.
    center: middle of the structure; depth: (back z, front z). layer: STYLE 6.2 number, only for the relief.
    centerline: (N, 3) x, y, radius of a structure drawn as one tube (bowel), else None.
    puff, spec, mottle: how the relief is inflated and shines. side: left, right or "". sex: female, male or "".
    """

    id: str
    kind: str
    tissue: str
    outline: Floats
    center: Point3
    depth: tuple[float, float]
    layer: int
    centerline: Floats | None = None
    creases: tuple[Crease, ...] = ()
    puff: float = 0.75
    spec: float = 0.12
    mottle: float = 0.0
    side: str = ""
    sex: str = ""


@dataclass(frozen=True, eq=False, slots=True)
class Vessel:
    """A named centerline. kind: artery, vein, portal_vein, bile_duct, ureter, lymph, chamber (heart), shunt.

    points: dense (N, 4) x, y, z, lumen radius in cm, from the parent outwards (veins too: against the flow).
    parent: vessel on whose centerline the first point lies, None for a root.
    detail: group of vessels that only a procedure that asks for it shows; "" for one of every day.
    """

    id: str
    kind: str
    points: Floats
    parent: str | None = None
    sex: str = ""
    detail: str = ""


@dataclass(frozen=True, eq=False, slots=True)
class Link:
    """Two vessels that open into each other without being parent and child: the circle of arteries below the brain,
    the veins and the heart, a fistula, a shunt.

    at_a, at_b: where, on their centerlines. kind: joint; fistula (an artery sewn to a vein).
    """

    a: str
    b: str
    at_a: Point3
    at_b: Point3
    kind: str = "joint"


@dataclass(frozen=True, eq=False, slots=True)
class Access:
    """Where a tool goes in. skin: point of the nick; entry: where it meets the vessel (or the organ's surface).

    vessel: id of the vessel entered, None for a needle path. plate: layer plate that shows it, "" for none.
    """

    id: str
    skin: Point3
    entry: Point3
    vessel: str | None
    plate: str = ""


@dataclass(frozen=True, eq=False, slots=True)
class Target:
    """What is treated. host: structure it lies in. radius in cm. kind: tumor, fibroid, calyx, clot, narrowing, ...

    feeders: vessels that feed it (last named vessel before the target). sex as in Structure.
    vessel: the vessel it is a part of (a clot, a narrow place, a bulge), "" for none. detail as in Vessel.
    """

    id: str
    host: str
    center: Point3
    radius: float
    kind: str
    feeders: tuple[str, ...] = ()
    sex: str = ""
    vessel: str = ""
    detail: str = ""


@dataclass(frozen=True, eq=False, slots=True)
class Track:
    """A straight needle path. skin: entry; end: where the tip comes to rest.

    tissues: (name, depth in cm from the skin at which the tip enters it), in order, in TA English snake_case.
    target: what it is for, "" for none. position: how the patient lies (word of ``story.frame.Position``).
    """

    id: str
    skin: Point3
    end: Point3
    tissues: tuple[tuple[str, float], ...]
    target: str = ""
    position: str = "supine"


@dataclass(frozen=True, eq=False, slots=True)
class Atlas:
    """The one body."""

    structures: Mapping[str, Structure]
    vessels: Mapping[str, Vessel]
    accesses: Mapping[str, Access]
    targets: Mapping[str, Target]
    tracks: Mapping[str, Track] = field(default_factory=dict)
    links: tuple[Link, ...] = ()
