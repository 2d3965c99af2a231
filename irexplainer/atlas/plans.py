"""Plans of plates that are neither a slice nor one organ: outlines and lines in body cm, read from their own files."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import Any

import numpy as np

from irexplainer.atlas.types import Floats
from irexplainer.errors import ContentError
from irexplainer.geom.spline import catmull_rom
from irexplainer.resources import assets_dir, name_of

REMEDY = "Correct the file or install the program again."


@dataclass(frozen=True, eq=False, slots=True)
class Shape:
    """A closed outline (N, 2), dense, in the two body axes of the plan. tissue: word of the plates.

    depth: least and greatest of the third axis, where it matters.
    """

    id: str
    tissue: str
    outline: Floats
    depth: tuple[float, float] = (0.0, 0.0)


@dataclass(frozen=True, eq=False, slots=True)
class Plan:
    """shapes in painting order. lines: waypoints as written, their columns are told in the file. numbers: measures."""

    id: str
    shapes: tuple[Shape, ...]
    lines: Mapping[str, Floats]
    numbers: Mapping[str, float]

    def shape(self, id: str) -> Shape:
        """Shape by id; KeyError for an unknown one."""
        for shape in self.shapes:
            if shape.id == id:
                return shape
        raise KeyError(id)

    def curve(self, id: str, samples: int = 12) -> Floats:
        """Smooth line through its waypoints."""
        return catmull_rom(self.lines[id], samples=samples)


@lru_cache(maxsize=8)
def load_plan(plan_id: str) -> Plan:
    """Read ``assets/atlas/plates/<id>.toml``; ContentError on a missing or broken file."""
    file = assets_dir() / "atlas" / "plates" / f"{plan_id}.toml"
    try:
        data = tomllib.loads(file.read_text("utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        problem = f"The plan cannot be read ({getattr(error, 'strerror', None) or error})."
        raise ContentError(name_of(file), problem, REMEDY) from error
    try:
        shapes = tuple(_shape(entry) for entry in data.get("shape", ()))
        lines = {str(entry["id"]): np.asarray(entry["points"], float) for entry in data.get("line", ())}
        numbers = {str(k): float(v) for k, v in data.get("numbers", {}).items()}
    except (KeyError, ValueError, TypeError) as error:
        raise ContentError(name_of(file), f"The plan is not complete ({error}).", REMEDY) from error
    if len({s.id for s in shapes}) < len(shapes):
        raise ContentError(name_of(file), "A shape is there twice.", REMEDY)
    return Plan(plan_id, shapes, MappingProxyType(lines), MappingProxyType(numbers))


def _shape(entry: Mapping[str, Any]) -> Shape:
    points = np.asarray(entry["points"], float)
    outline = points if entry.get("smooth") is False else catmull_rom(points, closed=True)
    low, high = entry.get("depth", (0.0, 0.0))
    return Shape(str(entry["id"]), str(entry["tissue"]), outline, (float(low), float(high)))
