"""What a front scene draws can be named, pointed at and read out: each drawn thing is a node, each node is drawn."""

import re
from dataclasses import replace

import pytest
from PySide6.QtGui import QImage, QPainter

from irexplainer.atlas.regions import LIVER_TREES
from irexplainer.geom.viewport import Camera, Rect, Viewport
from irexplainer.library.load import load_library
from irexplainer.paint.front import bowel
from irexplainer.paint.front.easel import Easel
from irexplainer.paint.front.ends import RegionEasel
from irexplainer.paint.look import Look
from irexplainer.paint.parts import bone_group
from irexplainer.paint.static import CUT_OPEN, front_scenes, paint_static
from irexplainer.story.frame import Change, Position, View
from irexplainer.story.nodes import nodes_of
from irexplainer.story.shown import shown_structures, shown_vessels

CAMERA = Camera(0, 88, 80, 180)
"""All of the figure: nothing is left out because it is not in sight."""
FINE = re.compile(r"fine_(left|right)_(?:arm|leg)_(.+)")
FINGER = re.compile(r"finger_(\d)_(\d)")
TARSAL = ("calcaneus", "talus", "tarsals")


@pytest.fixture
def drawn(atlas, monkeypatch):
    """Ids of the structures, vessels and targets that a profile draws."""
    seen = set()

    def spy(owner, name, id_of):
        method = getattr(owner, name)

        def noting(self, thing, *args, **named):
            seen.add(id_of(thing))
            return method(self, thing, *args, **named)

        monkeypatch.setattr(owner, name, noting)

    spy(Easel, "fill_part", lambda part: part.key)
    spy(Easel, "tube", str)
    spy(RegionEasel, "tube", str)
    spy(bowel, "_thinning", str)

    def paint(profile):
        seen.clear()
        image = QImage(300, 500, QImage.Format.Format_RGB32)
        p = QPainter(image)
        viewport = Viewport.fit(300, 500, Rect(0, 0, 300, 500), CAMERA)
        paint_static(p, atlas, View("front", profile, CAMERA), Position.SUPINE, Look.of("light"), viewport)
        p.end()
        found = {id for key in seen for id in of_the_atlas(atlas, key.removesuffix(".window"))}
        return found | (set(LIVER_TREES) if profile == "liver_inside" else set())

    return paint


def of_the_atlas(atlas, key):
    """Ids of the atlas that a drawn part stands for; none for what is smaller than the atlas knows."""
    if key in atlas.structures or key in atlas.vessels or key in atlas.targets:
        return {key} - {"body"}
    fine = FINE.fullmatch(key)
    if fine is not None:
        return {f"{fine[1]}_{name}" for name in fine_bone(atlas, *fine.groups())}
    return {s.id for s in atlas.structures.values() if s.kind == "bone" and bone_group(s.id) == key}


def fine_bone(atlas, side, name):
    finger = FINGER.fullmatch(name)
    if finger is not None:
        ray, joint = map(int, finger.groups())
        names = {0: "metacarpal_bone_", 1: "proximal_phalanx_of_finger_", 2 + (ray > 1): "distal_phalanx_of_finger_"}
        return {f"{names[joint]}{ray}"} if joint in names else set()
    if name.startswith("toe") or name == "meniscus":
        return set()
    if name in TARSAL:
        return {"tarsal_bones"}
    return {name} if f"{side}_{name}" in atlas.structures else {"carpal_bones"}


def named(atlas, profile):
    return {s.id for s in shown_structures(atlas, profile)} | {v.id for v in shown_vessels(atlas, profile)}


@pytest.mark.parametrize("profile", sorted(front_scenes()))
def test_what_is_drawn_is_named_and_what_is_named_is_drawn(atlas, drawn, profile):
    found, names = drawn(profile), named(atlas, profile)
    assert found - names - set(atlas.targets) == set()
    assert names - found == set()


@pytest.mark.parametrize("profile", [*sorted(front_scenes()), *CUT_OPEN])
def test_every_node_has_a_word_and_bounds(atlas, boards, profile):
    words = load_library().vocabulary("en")
    frame = boards[0].state_at(0.0)
    view = View("front", profile, CAMERA)
    frame = replace(frame, view=view, previous=None, change=Change.NONE, tools=(), effects=(), labels=())
    nodes = {n.id: n for n in nodes_of(boards[0], frame, atlas, 600, 900, words) if n.role != "caption"}
    assert len(nodes) > 5
    for id in named(atlas, profile):
        assert id in words, f"no word for {id}"
        assert nodes[id].name == words[id].plain
    for node in nodes.values():
        b = node.bounds
        assert b.width >= 1
        assert b.height >= 1
        assert b.x >= 0
        assert b.y >= 0
        assert b.right <= 600 + 1e-6
        assert b.bottom <= 900 + 1e-6


def test_tumors_are_nodes_where_they_are_drawn(atlas, drawn, boards):
    words = load_library().vocabulary("en")
    for profile in ("liver", "left_kidney", "right_kidney"):
        painted = drawn(profile) & set(atlas.targets)
        assert painted
        view = View("front", profile, CAMERA)
        frame = replace(boards[0].state_at(0.0), view=view, previous=None, change=Change.NONE, effects=(), labels=())
        assert painted <= {n.id for n in nodes_of(boards[0], frame, atlas, 600, 900, words)}
