"""The chest: slice, fluid and wall, against the relations every scene must honor."""

import numpy as np
import pytest

from irexplainer.atlas import chest, chest_wall
from irexplainer.atlas.plans import load_plan
from irexplainer.atlas.plates import plate_of
from irexplainer.atlas.slices import load_slice, lying
from irexplainer.atlas.types import Atlas
from irexplainer.errors import ContentError
from irexplainer.geom.polygon import area, contains

POSTURES = ("supine", "prone", "left_side", "right_side", "sitting")


# Heart ---------------------------------------------------------------------------------------------------------------


def test_17_gullet_aorta_and_azygos_at_t8() -> None:
    plane = load_slice("axial_chest")
    middle = {id: plane.region(id).outline.mean(0) for id in
              ("esophagus", "left_atrium", "thoracic_aorta", "azygos_vein", "vertebra_t8_marrow")}  # fmt: skip
    assert middle["esophagus"][1] < plane.region("left_atrium").outline[:, 1].min() + 0.1, "behind the left atrium"
    body = middle["vertebra_t8_marrow"]
    assert middle["thoracic_aorta"][0] > body[0] + 1
    assert middle["thoracic_aorta"][1] > body[1]
    assert middle["azygos_vein"][0] < body[0]
    assert middle["azygos_vein"][1] > plane.region("vertebra_t8").outline[:, 1].max() - 0.2


def test_slice_and_front_figure_agree_on_the_aorta(atlas: Atlas) -> None:
    points = atlas.vessels["thoracic_aorta"].points
    x, _, z, _ = points[int(np.abs(points[:, 1] - 45).argmin())]
    assert np.hypot(*(load_slice("axial_chest").region("thoracic_aorta").outline.mean(0) - [x, z])) < 0.35


@pytest.mark.parametrize("share", [0.3, 1.0])
@pytest.mark.parametrize("position", POSTURES)
def test_20_fluid_is_a_crescent_at_the_lowest_place(position: str, share: float) -> None:
    outline, wall = chest.fluid_outline(position, share), chest.pleura(position)
    down = np.array(chest.GRAVITY[position])
    fluid_low = (outline @ down).max()
    assert fluid_low == pytest.approx((wall @ down).max(), abs=0.05), "it reaches the lowest point of the pleura"
    surface = chest.lung_surface(position, share) @ down
    assert np.ptp(surface) > 0.8, "no flat level"
    thickness = np.linalg.norm(chest.lung_surface(position, share) - chest.lung_surface(position, 0.0), axis=1)
    assert thickness[0] < 0.15
    assert thickness[-1] < 0.15


@pytest.mark.parametrize("position", POSTURES)
def test_20_each_point_inside_the_pleura_is_lung_or_fluid(position: str) -> None:
    plane = lying(load_slice("axial_chest"), position)
    for side in ("left", "right"):
        pleura = plane.region(f"{side}_pleura").outline
        lung = plane.region(f"{side}_lung").outline
        low, high = pleura.min(0), pleura.max(0)
        points = np.stack(np.meshgrid(np.linspace(low[0], high[0], 60), np.linspace(low[1], high[1], 60)), -1).reshape(
            -1, 2
        )
        points = points[contains(points, pleura)]
        gap = np.hypot(*(points[:, None] - pleura[None]).transpose(2, 0, 1)).min(1)
        assert contains(points[gap > 0.2], lung).all()


def test_20_much_fluid_is_about_the_same_in_every_posture() -> None:
    plane = load_slice("axial_chest")
    hidden = [plane.region(id).outline for id in ("pericardial_fat", "posterior_mediastinal_fat", "vertebra_t8")]
    areas = []
    for position in ("supine", "prone", "right_side"):
        outline = chest.fluid_outline(position, 1.0)
        areas.append(area(outline))
        low, high = outline.min(0), outline.max(0)
        grid = np.stack(np.meshgrid(np.linspace(low[0], high[0], 40), np.linspace(low[1], high[1], 40)), -1).reshape(
            -1, 2
        )
        grid = grid[contains(grid, outline)]
        assert np.mean([contains(grid, h) for h in hidden]) < 0.2
    assert max(areas) / min(areas) < 1.4


def test_19_the_drain_crosses_no_rib_and_ends_in_the_fluid(atlas: Atlas) -> None:
    track, plane = atlas.tracks["right_pleural_drain"], load_slice("axial_chest")
    t = np.linspace(0, 1, 300)[:, None]
    line = (np.asarray(track.skin) * (1 - t) + np.asarray(track.end) * t)[:, [0, 2]]
    for region in plane.regions:
        if "rib" in region.id or region.tissue in ("bone", "artery", "vein"):
            assert not contains(line, region.outline).any(), region.id
            assert np.hypot(*(line[:, None] - region.outline[None]).transpose(2, 0, 1)).min() > 0.2, region.id
    skin = plane.region("skin").outline
    assert np.hypot(*(skin - line[0]).T).min() < 0.25
    for position in ("supine", "sitting"):
        assert contains(line[-1:], chest.fluid_outline(position, 1.0))[0], position
    assert not contains(line[-1:], chest.fluid_outline("supine", 0.05))[0]


def test_19_bundle_below_each_rib_and_needle_over_the_lower_one(atlas: Atlas) -> None:
    v = plate_of("chest_wall").project(np.asarray(atlas.tracks["right_pleural_drain"].end))[1]
    assert v == pytest.approx(chest_wall.depth("needle_v"), abs=0.05)
    ribs = chest_wall.ribs()
    for rib in ribs:
        vein, artery, nerve = rib.bundle[:, 1]
        assert vein < artery < nerve
        assert vein > rib.outline[:, 1].max() - 0.15, "below the rib"
    above = max((r for r in ribs if r.outline[:, 1].max() < v), key=lambda r: r.outline[:, 1].max())
    below = min((r for r in ribs if r.outline[:, 1].min() > v), key=lambda r: r.outline[:, 1].min())
    low, high = below.outline[:, 1].min(), above.outline[:, 1].max()
    assert v > (low + high) / 2, "in the lower half of the space"
    assert low - v > 0.17, "touches no rib"
    assert v - float((above.bundle[:, 1] + above.bundle[:, 2]).max()) > 0.5


def test_chest_wall_layers_are_in_order_and_as_deep_as_the_track_says(atlas: Atlas) -> None:
    track = atlas.tracks["right_pleural_drain"]
    order = [chest_wall.depth(n) for n in ("skin", "fat", "serratus", "external", "internal", "pleura", "fluid")]
    assert order == sorted(order)
    depths = dict(track.tissues)
    assert chest_wall.depth("pleura") == pytest.approx(depths["parietal_pleura"], abs=0.1)
    end = plate_of("chest_wall").project(np.asarray(track.end))
    surface = chest_wall.lung_surface(np.array([end[1]]), 1.0)[0]
    assert chest_wall.depth("fluid") < end[0] < surface, "the tip lies in the fluid"
    v = np.linspace(40, 50, 50)
    assert np.allclose(chest_wall.lung_surface(v, 0.0), chest_wall.depth("fluid"))


def test_chest_wall_has_the_head_above_and_the_skin_on_the_left(atlas: Atlas) -> None:
    plate, track = plate_of("chest_wall"), atlas.tracks["right_pleural_drain"]
    skin, end = plate.project(np.array([track.skin, track.end]))
    assert skin[0] == pytest.approx(0, abs=1e-9)
    assert end[0] > 3
    assert plate.project(np.array([-9, 30.0, 0]))[1] < skin[1]
    assert plate.towards_viewer[2] > 0.9, "seen from the front"


def test_unknown_plans_name_their_file() -> None:
    with pytest.raises(ContentError, match=r"knee\.toml"):
        load_plan("knee")
