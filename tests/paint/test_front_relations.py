"""Which lies in front, in every front scene: order of painting against depth in the atlas (ANATOMY 8, REVIEW 4).

The painters are watched while they paint; no list of layers is asked.
"""

from itertools import combinations, count

import numpy as np
import pytest
from PySide6.QtGui import QImage, QPainter

from irexplainer.geom.polygon import contains
from irexplainer.geom.viewport import Camera, Rect, Viewport
from irexplainer.paint.front import easel, liver_trees
from irexplainer.paint.front.easel import SIDES, Easel, vessel_ramp
from irexplainer.paint.front.ends import RegionEasel
from irexplainer.paint.front.order import crossing
from irexplainer.paint.look import Look
from irexplainer.paint.static import front_scenes, paint_static
from irexplainer.story.frame import Position, View

CAMERA = Camera(0, 88, 80, 180)
CLEAR_CM = 0.3
"""Smaller differences of depth are vessels side by side."""
COVERING = ("liver", "kidney", "heart", "uterus", "ovary", "bladder", "stomach", "colon", "intestine", "duodenum",
            "pancreas", "lung")  # fmt: skip
AGAIN = {
    "liver_inside": {"inferior_vena_cava"},  # once more inside the liver, where none of the others run
    "right_kidney": {"right_renal_artery", "right_renal_vein"},  # their last stretch, beside the kidney
    "right_kidney_urine": {"right_renal_artery", "right_renal_vein"},
    "right_kidney_stone": {"right_renal_artery", "right_renal_vein"},
    "pelvis": {"left_uterine_artery", "right_uterine_artery"},  # from where they leave the iliac vein
    "head_neck": {"ascending_aorta"},  # drawn as the beginning of the arch
    "head_neck_aneurysm": {"ascending_aorta"},
    "head_neck_avm": {"ascending_aorta"},
    "chest_veins": {"superior_vena_cava"},  # its end, shining through the heart and cut out where the aorta is
    "cava_route": {"superior_vena_cava", "inferior_vena_cava"},  # as above; no artery runs before the lower one there
}
"""Vessels of a scene of which a short stretch is painted a second time."""
HILUM = {(f"{side}_ureter", f"{side}_renal_artery") for side in SIDES}
HIDDEN_CIRCLE = dict.fromkeys(("whole_body", "testicular_vein", "pelvic_veins"), HILUM)
"""Kidney artery, cava, iliac artery, ureter, kidney artery: a circle. The ureter fades out before the hilum there."""


class Watch:
    """Notes when each vessel and each part is painted: the last time counts."""

    def __init__(self):
        self.last, self.number, self.depth = {}, count(), 0

    def note(self, *ids):
        number = next(self.number)
        self.last |= dict.fromkeys(ids, number)


@pytest.fixture
def painted(atlas, monkeypatch):
    """Order of painting of a profile: id -> number."""
    watch = Watch()

    def wrap(owner, name, before):
        method = getattr(owner, name)

        def watched(self, thing, *args, **named):
            before(thing)
            return method(self, thing, *args, **named)

        monkeypatch.setattr(owner, name, watched)

    def whole_groups(owner, name):
        groups_of = getattr(owner, name)

        def watched(*args, **named):
            for ramp, group in groups_of(*args, **named):
                watch.note(*group)
                yield ramp, group

        monkeypatch.setattr(owner, name, watched)

    vessels = Easel.vessels

    def together(self, *args, **named):
        watch.depth += 1
        vessels(self, *args, **named)
        watch.depth -= 1

    wrap(Easel, "fill_part", lambda part: watch.note(part.key.removesuffix(".window")))
    for owner in (Easel, RegionEasel):
        wrap(owner, "tube", lambda id: None if watch.depth else watch.note(id))
    monkeypatch.setattr(Easel, "vessels", together)
    whole_groups(easel, "ordered")
    whole_groups(liver_trees, "tree_groups")

    def paint(profile):
        watch.last.clear()
        image = QImage(300, 500, QImage.Format.Format_RGB32)
        p = QPainter(image)
        viewport = Viewport.fit(300, 500, Rect(0, 0, 300, 500), CAMERA)
        paint_static(p, atlas, View("front", profile, CAMERA), Position.SUPINE, Look.of("light"), viewport)
        p.end()
        return dict(watch.last)

    return paint


def thin(points):
    return points[:: max(1, len(points) // 60)]


def in_sight(atlas, order, a, b):
    """True where some of the crossing of two vessels is under no organ painted after both."""
    la, lb = atlas.vessels[a].points, atlas.vessels[b].points
    gap = np.hypot(la[:, None, 0] - lb[None, :, 0], la[:, None, 1] - lb[None, :, 1])
    over = la[(gap < 0.85 * (la[:, None, 3] + lb[None, :, 3])).any(axis=1), :2]
    for id, number in order.items():
        if number > max(order[a], order[b]) and id in atlas.structures and any(w in id for w in COVERING):
            over = over[~contains(over, atlas.structures[id].outline)]
    return len(over) > 0


@pytest.mark.parametrize("profile", sorted(front_scenes()))
def test_what_is_deeper_is_painted_first(atlas, painted, profile):
    order = painted(profile)
    ids = [i for i in order if i in atlas.vessels and i not in AGAIN.get(profile, ())]
    wrong = []
    for a, b in combinations(ids, 2):
        va, vb = atlas.vessels[a], atlas.vessels[b]
        if vessel_ramp(a, va.kind) == vessel_ramp(b, vb.kind):
            continue  # of one color: no seam tells which is in front
        gap = crossing(thin(va.points), thin(vb.points), same=False)
        if gap is None or abs(gap) < CLEAR_CM:
            continue
        back, front = (a, b) if gap < 0 else (b, a)
        if order[back] >= order[front] and (back, front) not in HIDDEN_CIRCLE.get(profile, ()):
            wrong += [(back, front)] if in_sight(atlas, order, back, front) else []
    assert wrong == []


RELATIONS = {
    "05 aorta, left kidney vein": ("abdominal_aorta", "left_renal_vein", 8),
    "05 left kidney vein, gut artery": ("left_renal_vein", "superior_mesenteric_artery", 5),
    "06 right kidney artery, cava": ("right_renal_artery", "inferior_vena_cava", 6),
    "07 left hilum": ("left_renal_artery", "left_renal_vein", 8),
    "10 left common iliac vein, right artery": ("left_common_iliac_vein", "right_common_iliac_artery", 10),
    "11 portal vein, liver artery": ("hepatic_portal_vein", "proper_hepatic_artery", 1),
    "11 portal vein, duct": ("hepatic_portal_vein", "common_hepatic_duct", 1),
    "12 splenic vein, pancreas": ("splenic_vein", "pancreas", 1),
    "13 aorta, duodenum": ("abdominal_aorta", "duodenum", 3),
    "13 cava, duodenum": ("inferior_vena_cava", "duodenum", 2),
    "15 trunk, left vein": ("brachiocephalic_trunk", "left_brachiocephalic_vein", 6),
    "15 left carotid, left vein": ("left_common_carotid_artery", "left_brachiocephalic_vein", 6),
    "15 left subclavian, left vein": ("left_subclavian_artery", "left_brachiocephalic_vein", 3),
    "16 right lung artery, aorta": ("right_pulmonary_artery", "ascending_aorta", 1),
    "16 right lung artery, upper cava": ("right_pulmonary_artery", "superior_vena_cava", 1),
    **{
        f"23 {side} {name}": (f"{side}_{back}", f"{side}_{front}", least)
        for side in SIDES
        for name, back, front, least in (
            ("iliac artery, ureter", "common_iliac_artery", "ureter", 4),
            ("ureter, gonadal vein", "ureter", "gonadal_vein", 2),
            ("iliac artery, tube", "external_iliac_artery", "uterine_tube", 1),
            ("iliac vein, ovary", "external_iliac_vein", "ovary", 1),
        )
    },
}
"""Numbers of REVIEW 4: what is behind, what is in front, in how many scenes at least both are drawn."""


def test_relations_hold_in_every_scene_that_draws_both(painted):
    found = dict.fromkeys(RELATIONS, 0)
    wrong = []
    for profile in sorted(front_scenes()):
        order = painted(profile)
        for name, (back, front, _) in RELATIONS.items():
            if back not in order or front not in order or {back, front} & AGAIN.get(profile, set()):
                continue
            found[name] += 1
            wrong += [(profile, name)] if order[back] > order[front] else []
    assert wrong == []
    assert {name: n for name, n in found.items() if n < RELATIONS[name][2]} == {}


@pytest.mark.parametrize(("profile", "sign"), [("left_kidney", 1), ("right_kidney", -1)])
def test_06_07_kidney_vessels_seen_from_the_front(atlas, profile, sign):
    """Pixels: the cava hides the right kidney artery; in the hilum the vein is on top."""
    viewport = Viewport.fit(600, 600, Rect(0, 0, 600, 600), Camera(0, 60, 16, 16))
    image = QImage(600, 600, QImage.Format.Format_RGB32)
    p = QPainter(image)
    paint_static(p, atlas, View("front", profile, Camera(0, 60, 16, 16)), Position.SUPINE, Look.of("light"), viewport)
    p.end()

    def blue(x, y):
        color = image.pixelColor(*(round(v) for v in viewport.to_screen(x, y)))
        return color.blue() > color.red() + 8

    line = atlas.vessels["right_renal_artery"].points
    for x, y in line[(line[:, 0] < -1.4) & (line[:, 0] > -2.6), :2][::3]:
        assert blue(x, y), "the cava is in front"
    vein = atlas.vessels[f"{profile}".replace("kidney", "renal_vein")].points
    beside = vein[np.abs(vein[:, 0] - sign * 4.0).argmin()]
    assert blue(*beside[:2])
