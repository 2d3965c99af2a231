"""Stored reliefs of all cut-open vessels."""

from irexplainer.paint.plates import artery_faces
from irexplainer.paint.plates.store import Stored


def pictures() -> tuple[Stored, ...]:
    """Every stored picture of the close-ups."""
    return (*artery_faces.pictures(),)
