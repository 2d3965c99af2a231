"""The files of the atlas: complete, joined, symmetrical, named; and what a mistake in them says."""

import re
from pathlib import Path

import numpy as np
import pytest

from irexplainer.atlas.graph import foot
from irexplainer.atlas.load import load_atlas, read_atlas
from irexplainer.atlas.plates import AXIAL
from irexplainer.atlas.slices import load_slice
from irexplainer.atlas.types import Atlas
from irexplainer.errors import ContentError
from irexplainer.geom.polygon import area, contains
from irexplainer.geom.polyline import Polyline
from irexplainer.library.load import load_library
from irexplainer.library.reading import grade

ROOTS = {
    "artery": {"ascending_aorta", "pulmonary_trunk"},
    "vein": {"superior_vena_cava", "inferior_vena_cava"},
    "portal_vein": {"hepatic_portal_vein"},
    "bile_duct": {"bile_duct"},
    "ureter": {"left_ureter", "right_ureter"},
    "lymph": {"thoracic_duct"},
    "chamber": {"right_atrium"},
    "shunt": {"tips_tract"},
}


def test_one_object_per_run() -> None:
    assert load_atlas() is load_atlas()


def test_ids_are_keys(atlas: Atlas) -> None:
    for table in (atlas.structures, atlas.vessels, atlas.accesses, atlas.targets, atlas.tracks):
        for id, item in table.items():
            assert item.id == id
            assert re.fullmatch(r"[a-z0-9_]+", id)


def test_outlines_are_dense_and_have_an_area(atlas: Atlas) -> None:
    for s in atlas.structures.values():
        assert s.outline.ndim == 2
        assert s.outline.shape[1] == 2
        assert len(s.outline) >= 20, s.id
        assert area(s.outline) > 0.1, s.id
        assert np.isfinite(s.outline).all()
        assert s.depth[0] < s.depth[1]
        assert s.depth[0] <= s.center[2] <= s.depth[1], s.id


def test_structures_lie_in_the_body(atlas: Atlas) -> None:
    body = atlas.structures["body"].outline
    for s in atlas.structures.values():
        if s.id != "body":
            assert contains(s.outline[::5], body).mean() > 0.97, s.id


def test_vessels_lie_in_the_body(atlas: Atlas) -> None:
    body = atlas.structures["body"].outline
    for v in atlas.vessels.values():
        assert contains(v.points[:, :2], body).all(), v.id


def test_every_vessel_hangs_on_a_root_of_its_kind(atlas: Atlas) -> None:
    for kind, expected in ROOTS.items():
        assert {v.id for v in atlas.vessels.values() if v.kind == kind and v.parent is None} == expected
    for v in atlas.vessels.values():
        seen = [v.id]
        while (parent := atlas.vessels[seen[-1]].parent) is not None:
            assert parent not in seen
            assert atlas.vessels[parent].kind == v.kind
            seen.append(parent)
        assert seen[-1] in ROOTS[v.kind]


def test_vessels_begin_on_the_centerline_of_their_parent(atlas: Atlas) -> None:
    for v in atlas.vessels.values():
        if v.parent is None:
            continue
        line, start = atlas.vessels[v.parent].points, v.points[0]
        a, step = line[:-1, :3], np.diff(line[:, :3], axis=0)
        share = np.clip(((start[:3] - a) * step).sum(1) / (step**2).sum(1), 0, 1)[:, None]
        assert np.linalg.norm(a + step * share - start[:3], axis=1).min() < 1e-6, v.id


def test_arteries_shrink_outwards(atlas: Atlas) -> None:
    for v in atlas.vessels.values():
        if v.kind != "artery":
            continue
        assert (np.diff(v.points[:, 3]) < 1e-9).all(), v.id
        if v.parent is not None:
            parent = atlas.vessels[v.parent].points
            there = parent[int(np.linalg.norm(parent[:, :3] - v.points[0, :3], axis=1).argmin())]
            assert v.points[0, 3] <= there[3] + 1e-9, v.id


def test_vessels_have_no_kinks(atlas: Atlas) -> None:
    for v in atlas.vessels.values():
        step = np.diff(v.points[:, :3], axis=0)
        size = np.linalg.norm(step, axis=1)
        assert (size > 0).all(), v.id
        unit = step / size[:, None]
        turn = np.degrees(np.arccos(np.clip((unit[1:] * unit[:-1]).sum(1), -1, 1)))
        assert turn.max() < 35, v.id


MIRRORED_EXCEPT = ("renal", "suprarenal", "gonadal", "lung", "kidney", "subclavian_artery", "carotid",
                   "internal_thoracic", "vertebral", "brachiocephalic", "pulmonary", "hepatic", "portal",
                   "fibroid", "gastric", "phrenic", "lumbar",
                   "common_iliac", "intercostal", "omental", "_colic", "testicular_artery", "ovarian_artery",
                   "calyx", "ureter")  # fmt: skip


def test_both_sides_agree(atlas: Atlas) -> None:
    checked = 0
    for table, get in ((atlas.structures, lambda s: s.outline), (atlas.vessels, lambda v: v.points)):
        for id, item in table.items():
            other = table.get(id.replace("left_", "right_", 1)) if id.startswith("left_") else None
            if other is None or any(word in id for word in MIRRORED_EXCEPT):
                continue
            mirror = np.array(get(item))
            mirror[:, 0] *= -1
            assert mirror.shape == get(other).shape, id
            assert np.abs(mirror - get(other)).max() < 0.2, id
            checked += 1
    assert checked > 80


def test_right_kidney_is_the_left_one_lower(atlas: Atlas) -> None:
    left, right = atlas.structures["left_kidney"].outline, atlas.structures["right_kidney"].outline
    assert np.allclose(left * [-1, 1] + [0, 1.4], right)


def test_targets_lie_in_their_hosts_and_are_reached(atlas: Atlas) -> None:
    for t in atlas.targets.values():
        host = atlas.structures[t.host]
        assert contains(np.array([t.center[:2]]), host.outline)[0], t.id
        assert host.depth[0] < t.center[2] < host.depth[1]
        for feeder in t.feeders:
            end = atlas.vessels[feeder].points[-1, :3]
            gap = float(np.linalg.norm(end - np.array(t.center)))
            assert gap < t.radius + 0.1, t.id


def test_accesses_are_on_their_vessels(atlas: Atlas) -> None:
    for a in atlas.accesses.values():
        if a.vessel is None:
            continue
        line = Polyline(atlas.vessels[a.vessel].points)
        near = line.at(foot(line, np.array(a.entry)))
        gap = float(np.linalg.norm(near[:3] - np.array(a.entry)))
        assert gap <= near[3] + 0.1, a.id


def test_everything_has_a_name(atlas: Atlas) -> None:
    words = load_library().vocabulary("en")
    tissues = {name for track in atlas.tracks.values() for name, _ in track.tissues}
    tissues |= {region.id for id in AXIAL for region in load_slice(id).regions}
    for id in (*atlas.structures, *atlas.vessels, *atlas.accesses, *atlas.targets, *sorted(tissues)):
        assert id in words, id
        word = words[id]
        assert word.term
        assert word.plain
        assert word.plain[0].isupper()
        assert word.definition.endswith(".")


def test_names_are_plain() -> None:
    words = load_library().vocabulary("en")
    assert grade(" ".join(w.definition for w in words.values())) <= 6
    for id, word in words.items():
        assert len(word.definition.split()) <= 18, id
        for hard in ("posterior", "anterior", "lateral", "medial", "renal", "hepatic", "uterine"):
            assert hard not in word.plain.casefold().split(), id


def test_a_mistake_names_file_and_key(tmp_path: Path) -> None:
    with pytest.raises(ContentError):
        read_atlas(tmp_path)
    bad = tmp_path / "organs.toml"
    bad.write_text('[[structure]]\nid = "liver"\ncolor = "red"\n')
    with pytest.raises(ContentError) as error:
        read_atlas(tmp_path)
    assert "organs.toml" in error.value.where
    assert error.value.remedy
    bad.write_text("[[structure]\n")
    with pytest.raises(ContentError, match="TOML"):
        read_atlas(tmp_path)


def test_a_vessel_off_its_parent_is_an_error(tmp_path: Path) -> None:
    vessel = '[[vessel]]\nid = "{}"\nkind = "artery"\npoints = [[{}, 0, 0, 4], [{}, 9, 0, 3]]\n{}\n'
    file = tmp_path / "arteries.toml"
    file.write_text(vessel.format("aorta", 0, 0, "") + vessel.format("branch", 5, 5, 'parent = "aorta"'))
    with pytest.raises(ContentError, match="branch"):
        read_atlas(tmp_path)
    file.write_text(vessel.format("branch", 0, 0, 'parent = "nobody"'))
    with pytest.raises(ContentError, match="nobody"):
        read_atlas(tmp_path)


def test_an_id_used_twice_is_an_error(tmp_path: Path) -> None:
    one = '[[access]]\nid = "groin"\nskin = [0, 0, 1]\nentry = [0, 0, 0]\n'
    (tmp_path / "treatment.toml").write_text(one + one)
    with pytest.raises(ContentError, match="twice"):
        read_atlas(tmp_path)
    vessel = '[[vessel]]\nid = "aorta"\nkind = "artery"\npoints = [[0, 0, 0, 4], [0, 9, 0, 3]]\n'
    (tmp_path / "treatment.toml").write_text(vessel + vessel)
    with pytest.raises(ContentError, match="twice"):
        read_atlas(tmp_path)
