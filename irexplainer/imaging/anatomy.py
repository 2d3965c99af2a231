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
    def id(self) -> str:
        """Atlas id."""

    @property
    def kind(self) -> str:
        """What it is."""

    @property
    def tissue(self) -> str:
        """Tissue name."""

    @property
    def outline(self) -> Floats:
        """Front outline (N, 2), cm."""


class TargetLike(Protocol):
    """What is treated."""

    @property
    def id(self) -> str:
        """Atlas id."""

    @property
    def host(self) -> str:
        """Structure it lies in."""

    @property
    def center(self) -> Point3:
        """Body point, cm."""

    @property
    def radius(self) -> float:
        """Size, cm."""

    @property
    def feeders(self) -> tuple[str, ...]:
        """Arteries that feed it."""

    @property
    def kind(self) -> str:
        """What it is."""


class AtlasLike(Protocol):
    """The part of the atlas that makes pictures."""

    @property
    def structures(self) -> Mapping[str, StructureLike]:
        """Organs and bones by id."""

    @property
    def vessels(self) -> Mapping[str, VesselLike]:
        """Vessels by id."""

    @property
    def targets(self) -> Mapping[str, TargetLike]:
        """Targets by id."""


class BoardLike(Protocol):
    """The part of a storyboard that makes pictures."""

    @property
    def procedure_id(self) -> str:
        """Procedure it tells."""

    @property
    def choices(self) -> Mapping[str, str]:
        """What was chosen."""

    @property
    def paths(self) -> Mapping[str, Polyline]:
        """Ways of the tools by key."""


def side_of(frame: Frame, board: BoardLike) -> str:
    """'left' or 'right' kidney a frame is about: as chosen, else by its tools' paths, target or tip."""
    chosen = board.choices.get("side", "")
    if chosen:
        return chosen
    words = [t.path for t in frame.tools] + [e.target for e in frame.effects] + [frame.access, frame.view.profile]
    for word in (*words, *board.paths):
        for side in ("left", "right"):
            if word.startswith(side + "_"):
                return side
    return "left" if frame.tip is None or frame.tip[0] >= 0 else "right"
