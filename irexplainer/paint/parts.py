"""Parts of the drawing: one relief each, made of one structure or of many united ones (ribs, spine)."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
from PySide6.QtGui import QPainterPath

from irexplainer.paint.paths import polygons_path
from irexplainer.paint.ramps import tissue_ramp
from irexplainer.paint.relief import Crease, Finish, Shape

if TYPE_CHECKING:
    from irexplainer.atlas.types import Atlas

Floats = npt.NDArray[np.float64]

BONE_GROUPS: tuple[tuple[str, str], ...] = (
    ("discs", r"disc"),
    ("spine", r"vertebra|spine_body|atlas_c1|axis_c2|^[ctl]\d+$"),
    (
        "cage",
        r"anterior_rib|rib_anterior|front_rib|costal_cartilage|sternum|breastbone|rib_cage|manubrium|xiphoid",
    ),
    ("ribs", r"rib"),
    ("clavicles", r"clavicle"),
    ("scapulae", r"scapula"),
    ("pelvis", r"hip_bone|sacrum|pelvis|coccyx|ilium|ischium|pubis|coxa|innominate"),
    ("limbs", r"."),
)
"""Bones drawn as one relief: group key and pattern of structure ids, first match wins."""

BODY_PX_PER_CM = 7.0
BONE_PX_PER_CM = 10.0
BONE_SCALES = {"ribs": 16.0, "spine": 14.0, "limbs": 8.0, "scapulae": 22.0, "clavicles": 22.0}
FLAT_BONES = {"scapulae": 0.7}
"""Bones that are a plate and not a balloon: how far they are inflated."""
ORGAN_PX_PER_CM = 14.0
ORGAN_SCALES = {"gallbladder": 24.0, "uterus": 20.0}
"""Organs that the camera comes near to."""
BOWEL_PX_PER_CM = 20.0
TARGET_PX_PER_CM = 22.0

BODY_EDGE = ("#A98570", 0.62, 1.5)
LIVER_EDGE = ("#8E4A42", 0.55, 1.4)
KIDNEY_EDGE = ("#7E3C33", 0.5, 1.5)


@dataclass(frozen=True, eq=False)
class Part:
    """One relief: outlines in cm, how it is inflated and how it takes light."""

    key: str
    outlines: tuple[Floats, ...]
    px_per_cm: float
    finish: Finish
    puff: float = 0.8
    soft: float = 0.06
    creases: tuple[Crease, ...] = ()
    tube: Floats | None = None
    layer: int = 6
    depth: float = 0.0
    box: tuple[float, float, float, float] = field(default=(0, 0, 0, 0))

    @cached_property
    def path(self) -> QPainterPath:
        """Sharp edge of the part in cm."""
        return polygons_path(self.outlines)

    @property
    def shape(self) -> Shape:
        """Input of the relief."""
        return Shape(self.path, self.px_per_cm, self.creases, self.puff, self.soft, self.tube)


class _Same:
    """Identity of an atlas as a cache key; keeps the atlas alive."""

    def __init__(self, atlas: Any) -> None:
        self.atlas = atlas

    def __hash__(self) -> int:
        return id(self.atlas)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.atlas is self.atlas


def parts_of(atlas: "Atlas") -> Mapping[str, Part]:
    """All parts of an atlas by key: structure ids, bone groups, and ``<id>.window`` for target organs."""
    return _parts(_Same(atlas))


@lru_cache(maxsize=2)
def _parts(same: _Same) -> Mapping[str, Part]:
    structures = same.atlas.structures
    parts: dict[str, Part] = {}
    bones: dict[str, list[Any]] = {}
    for s in structures.values():
        if s.kind == "bone":
            bones.setdefault(bone_group(s.id), []).append(s)
        else:
            parts[s.id] = _body(s) if s.kind == "body" else _organ(s)
    for group, members in bones.items():
        parts[group] = _bones(group, members)
    for id, edge, puff in (
        ("liver", LIVER_EDGE, 0.55),
        ("left_kidney", KIDNEY_EDGE, 0.6),
        ("right_kidney", KIDNEY_EDGE, 0.6),
    ):
        if id in parts:
            parts[f"{id}.window"] = _window(parts[id], f"{id}.window", edge, puff)
    return parts


def bone_group(id: str) -> str:
    """Group a bone is drawn with."""
    return next(group for group, pattern in BONE_GROUPS if re.search(pattern, id))


def _organ(s: Any) -> Part:
    line = None if s.centerline is None else np.asarray(s.centerline, float)
    long_tube = line is not None and line.shape[1] >= 3 and len(line) > 200 and "small" in s.id
    finish = Finish(tissue_ramp(s.tissue), float(s.spec), 0.25, float(s.mottle))
    return Part(
        s.id,
        (np.asarray(s.outline, float),),
        BOWEL_PX_PER_CM if long_tube else ORGAN_SCALES.get(s.id, ORGAN_PX_PER_CM),
        finish,
        float(s.puff),
        creases=_creases([s]),
        tube=line if long_tube else None,
        layer=int(s.layer),
        depth=float(s.center[2]),
        box=_box((np.asarray(s.outline, float),)),
    )


def _body(s: Any) -> Part:
    finish = Finish(tissue_ramp("body"), 0.05, 0.35, edge=BODY_EDGE)
    outline = (np.asarray(s.outline, float),)
    return Part("body", outline, BODY_PX_PER_CM, finish, 0.62, 0.32, _creases([s]), layer=1, box=_box(outline))


def _bones(group: str, members: list[Any]) -> Part:
    discs = group == "discs"
    finish = Finish(tissue_ramp("cartilage" if discs else "bone"), 0.05)
    outlines = tuple(np.asarray(m.outline, float) for m in members)
    puff, scale = (0.8, 14.0) if discs else (FLAT_BONES.get(group, 0.9), BONE_SCALES.get(group, BONE_PX_PER_CM))
    return Part(group, outlines, scale, finish, puff, 0.05, _creases(members), layer=2, box=_box(outlines))


def _window(part: Part, key: str, edge: tuple[str, float, float], puff: float) -> Part:
    ramp = tissue_ramp("liver_window" if key.startswith("liver") else "kidney_window")
    finish = Finish(
        ramp, 0.14 if key.startswith("liver") else 0.2, 0.35, 0.01 if key.startswith("liver") else 0, edge=edge
    )
    return replace(part, key=key, px_per_cm=TARGET_PX_PER_CM, finish=finish, puff=puff)


def _creases(members: Iterable[Any]) -> tuple[Crease, ...]:
    found: list[Crease] = []
    for s in members:
        for c in s.creases or ():
            line, width, depth = (c.line, c.width, c.depth) if hasattr(c, "line") else c
            found.append((np.asarray(line, float)[:, :2], float(width), float(depth)))
    return tuple(found)


def _box(outlines: tuple[Floats, ...]) -> tuple[float, float, float, float]:
    points = np.vstack([o[:, :2] for o in outlines])
    low, high = points.min(0), points.max(0)
    return float(low[0]), float(low[1]), float(high[0]), float(high[1])
