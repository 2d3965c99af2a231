"""Where to stand to see the layers of the belly wall, and what they are explained with."""

from collections.abc import Mapping

import numpy as np

from irexplainer.atlas.belly_wall import part_at, wall_of
from irexplainer.atlas.plates import plate_of
from irexplainer.geom.viewport import Camera
from irexplainer.story.frame import Label, View

BOX = {"belly_wall": (-2.4, 3.6, 12.6, 8.0), "stomach_wall": (0.2, 3.5, 11.4, 7.4)}
PARTS: Mapping[str, tuple[str, ...]] = {
    "belly_wall": (
        "subcutaneous_fat",
        "left_external_oblique",
        "left_internal_oblique",
        "left_transversus_abdominis",
        "peritoneum",
        "left_rectus_abdominis",
        "left_inferior_epigastric_artery",
    ),
    "stomach_wall": (
        "subcutaneous_fat",
        "anterior_layer_of_rectus_sheath",
        "left_rectus_abdominis",
        "posterior_layer_of_rectus_sheath",
        "left_inferior_epigastric_artery",
        "left_external_oblique",
    ),
}


def wall_view(plate: str) -> View:
    """Whole picture of a plate."""
    return View(plate, plate, Camera(*BOX[plate]))


def wall_label(plate: str, id: str, order: int = 0) -> Label:
    """Call-out of a part of a plate; KeyError where the plate does not show it."""
    p = plate_of(plate)
    x, y, z = (float(c) for c in (np.array(part_at(wall_of(plate), id)) - p.shift) @ p.rows)
    return Label(id, id, (x, y, z), order, "structure")


def wall_labels(plate: str) -> tuple[Label, ...]:
    """Call-outs of a plate."""
    return tuple(wall_label(plate, id, k) for k, id in enumerate(PARTS[plate]))
