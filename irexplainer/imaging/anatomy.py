"""What the picture makers take from the atlas, as plain protocols so that parts can be tested alone."""

from collections.abc import Mapping
from typing import Protocol

import numpy as np
import numpy.typing as npt

from irexplainer.geom.polyline import Polyline
from irexplainer.imaging.tree import VesselLike
from irexplainer.story.frame import Frame, Point3

Floats = npt.NDArray[np.float64]


class StructureLike(Protocol):
    """Organ or bone with a front outline."""

    @property
    def id(self) -> str: ...

    @property
    def kind(self) -> str: ...

    @property
    def tissue(self) -> str: ...

    @property
    def outline(self) -> Floats: ...


class TargetLike(Protocol):
    """What is treated."""

    @property
    def id(self) -> str: ...

    @property
    def host(self) -> str: ...

    @property
    def center(self) -> Point3: ...

    @property
    def radius(self) -> float: ...

    @property
    def feeders(self) -> tuple[str, ...]: ...

    @property
    def kind(self) -> str: ...


class AtlasLike(Protocol):
    """The part of the atlas that makes pictures."""

    @property
    def structures(self) -> Mapping[str, StructureLike]: ...

    @property
    def vessels(self) -> Mapping[str, VesselLike]: ...

    @property
    def targets(self) -> Mapping[str, TargetLike]: ...


class BoardLike(Protocol):
    """The part of a storyboard that makes pictures."""

    @property
    def procedure_id(self) -> str: ...

    @property
    def paths(self) -> Mapping[str, Polyline]: ...


def side_of(frame: Frame, board: BoardLike) -> str:
    """'left' or 'right' kidney a frame is about: by its tools' paths, target or tip."""
    words = (
        [t.path for t in frame.tools] + [e.target for e in frame.effects] + [frame.access, frame.view.profile]
    )
    for word in (*words, *board.paths):
        for side in ("left", "right"):
            if word.startswith(side + "_"):
                return side
    return "left" if frame.tip is None or frame.tip[0] >= 0 else "right"
