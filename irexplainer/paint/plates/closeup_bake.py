"""Stored reliefs of all cut-open vessels."""

from irexplainer.paint.plates import aorta_shape, artery_faces, brain_shape, cava_shape, leg_vein, vein_open, vessel_bed
from irexplainer.paint.plates.store import Stored


def pictures() -> tuple[Stored, ...]:
    """Every stored picture of the close-ups."""
    modules = (artery_faces, vein_open, leg_vein, cava_shape, brain_shape, aorta_shape, vessel_bed)
    return tuple(stored for module in modules for stored in module.pictures())
