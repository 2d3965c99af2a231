"""Relations of the anatomy review that a cut shows: on every slice that has the parts, in every posture.

``test_atlas_relations.py`` asks the space, ``tests/paint/test_front_relations.py`` the front scenes, this the slices.
A slice holds (x, z): x to the patient's left, z to the front.
"""

import numpy as np
import pytest

from irexplainer.atlas.plates import AXIAL, plate_of
from irexplainer.atlas.slices import Slice, load_slice, lying
from irexplainer.atlas.types import Floats
from irexplainer.story.frame import Position

X, Z = 0, 1
LEFT, RIGHT = "left", "right"
SLICES = {id: load_slice(id) for id in AXIAL}


def parts(plane: Slice) -> dict[str, Floats]:
    return {region.id: np.asarray(region.outline, float) for region in plane.regions}


def middle(outline: Floats) -> Floats:
    return (outline.min(axis=0) + outline.max(axis=0)) / 2


def with_parts(*ids: str) -> list[str]:
    """Slices that show all of these."""
    return [name for name, plane in SLICES.items() if set(ids) <= set(parts(plane))]


def sided(*pairs: tuple[str, str]) -> list[tuple[str, str]]:
    """Both sides of pairs of names without a side."""
    return [(f"{side}_{a}", f"{side}_{b}") for side in (LEFT, RIGHT) for a, b in pairs]


IN_FRONT = {
    9: [("inferior_vena_cava", "right_suprarenal_gland"), ("left_suprarenal_gland", "left_kidney")],
    11: [("bile_duct", "hepatic_portal_vein"), ("common_hepatic_artery", "hepatic_portal_vein"),
         ("hepatic_portal_vein", "inferior_vena_cava")],
    12: [("pancreas", "splenic_vein")],
    13: [("duodenum", "inferior_vena_cava"), ("superior_mesenteric_artery", "abdominal_aorta"),
         ("superior_mesenteric_vein", "inferior_vena_cava")],
    14: [("gallbladder", "right_kidney")],
    17: [("left_atrium", "esophagus"), ("trachea", "esophagus")],
    4: [("celiac_trunk", "abdominal_aorta")],
    23: sided(("gonadal_vein", "ureter"), ("uterine_artery", "ureter"), ("ovary", "ureter"),
              ("external_iliac_vein", "ureter")),
}  # fmt: skip
"""Number of the relation -> (in front, behind)."""
TO_THE_RIGHT = {
    1: [("liver", "stomach"), ("liver", "spleen"), ("gallbladder", "stomach")],
    3: [("inferior_vena_cava", "abdominal_aorta")],
    11: [("bile_duct", "common_hepatic_artery")],
    12: [("superior_mesenteric_vein", "superior_mesenteric_artery")],
    14: [("gallbladder", "abdominal_aorta")],
    17: [("azygos_vein", "thoracic_aorta"), ("right_atrium", "left_atrium")],
}
"""Number of the relation -> (more to the patient's right, more to the left)."""
OUTSIDE = {
    8: sided(("kidney", "psoas_major")),
    17: sided(("internal_jugular_vein", "common_carotid_artery")),
    23: sided(("external_iliac_vein", "ovary"), ("external_iliac_artery", "external_iliac_vein")),
    24: sided(("femoral_nerve", "femoral_artery"), ("femoral_artery", "femoral_vein"),
              ("femoral_nerve", "external_iliac_artery")),
}  # fmt: skip
"""Number of the relation -> (farther from the midline, nearer to it)."""


def cases(table: dict[int, list[tuple[str, str]]]) -> list[tuple[int, str, str, str]]:
    """(number, slice, a, b) for every slice with both parts; a pair that no slice shows is an error."""
    found = []
    for number, pairs in table.items():
        for a, b in pairs:
            shown = with_parts(a, b)
            assert shown, f"{number}: no slice shows {a} and {b}"
            found += [(number, name, a, b) for name in shown]
    return found


def lying_parts(name: str, position: Position) -> dict[str, Floats]:
    return parts(lying(SLICES[name], position.value))


@pytest.mark.parametrize("position", list(Position))
@pytest.mark.parametrize(("number", "name", "front", "back"), cases(IN_FRONT))
def test_in_front(position: Position, number: int, name: str, front: str, back: str) -> None:
    seen = lying_parts(name, position)
    assert middle(seen[front])[Z] > middle(seen[back])[Z], number


@pytest.mark.parametrize("position", list(Position))
@pytest.mark.parametrize(("number", "name", "right", "left"), cases(TO_THE_RIGHT))
def test_to_the_right(position: Position, number: int, name: str, right: str, left: str) -> None:
    seen = lying_parts(name, position)
    assert middle(seen[right])[X] < middle(seen[left])[X], number
    project = plate_of(name, position.value).project
    a, b = (np.asarray(project(np.array([middle(seen[i])[X], 0.0, middle(seen[i])[Z]]))) for i in (right, left))
    if position in (Position.SUPINE, Position.PRONE):
        assert (a[0] < b[0]) == (position is Position.SUPINE), "from the feet: right is left, face down the other way"


@pytest.mark.parametrize(("number", "name", "outer", "inner"), cases(OUTSIDE))
def test_outside(number: int, name: str, outer: str, inner: str) -> None:
    seen = parts(SLICES[name])
    assert abs(middle(seen[outer])[X]) > abs(middle(seen[inner])[X]), number


def near_x(outline: Floats, x: float, reach: float = 0.5) -> Floats:
    return outline[np.abs(outline[:, X] - x) < reach]


@pytest.mark.parametrize("name", with_parts("left_renal_vein", "abdominal_aorta", "superior_mesenteric_artery"))
def test_05_left_kidney_vein_between_aorta_and_gut_artery(name: str) -> None:
    seen = parts(SLICES[name])
    vein = near_x(seen["left_renal_vein"], float(middle(seen["abdominal_aorta"])[X]))
    assert vein[:, Z].min() > seen["abdominal_aorta"][:, Z].max() - 0.1
    assert vein[:, Z].max() < seen["superior_mesenteric_artery"][:, Z].min() + 0.1


@pytest.mark.parametrize("name", with_parts("right_renal_artery", "inferior_vena_cava"))
def test_06_right_kidney_artery_behind_the_cava(name: str) -> None:
    seen = parts(SLICES[name])
    cava = seen["inferior_vena_cava"]
    artery = near_x(seen["right_renal_artery"], float(middle(cava)[X]))
    assert artery[:, Z].max() < cava[:, Z].min() + 0.1


@pytest.mark.parametrize("side", [LEFT, RIGHT])
@pytest.mark.parametrize("name", with_parts("left_renal_vein", "left_renal_artery", "left_renal_pelvis"))
def test_07_hilum_vein_artery_pelvis(name: str, side: str) -> None:
    seen = parts(SLICES[name])
    at = {part: near_x(seen[f"{side}_renal_{part}"], 5.2 if side == LEFT else -5.2)[:, Z].mean()
          for part in ("vein", "artery", "pelvis")}  # fmt: skip
    assert at["vein"] > at["artery"] > at["pelvis"]


@pytest.mark.parametrize("name", [n for n in AXIAL if "left_kidney" in parts(SLICES[n])])
def test_08_kidneys_behind_the_peritoneum(name: str) -> None:
    seen = parts(SLICES[name])
    for side in (LEFT, RIGHT):
        assert middle(seen[f"{side}_kidney"])[Z] < middle(seen["abdominal_aorta"])[Z]
    if "peritoneum" in seen:
        assert all(seen[f"{side}_kidney"][:, Z].max() < seen["peritoneum"][:, Z].max() for side in (LEFT, RIGHT))


@pytest.mark.parametrize("position", list(Position))
@pytest.mark.parametrize("name", AXIAL)
def test_02_letters_and_sides_of_every_slice(name: str, position: Position) -> None:
    plate = plate_of(name, position.value)
    head_on = np.asarray(plate.project(np.eye(3)), float)
    rows = {
        Position.SUPINE: (1, 0, 0, -1),
        Position.PRONE: (-1, 0, 0, 1),
        Position.LEFT_SIDE: (0, 1, 1, 0),
        Position.RIGHT_SIDE: (0, -1, -1, 0),
    }
    if position in rows:
        (a, b, c, d), (x, _, z) = rows[position], head_on
        assert np.allclose([x[0], z[0], x[1], z[1]], [a, b, c, d])
