"""The belly wall on the stage: its layers can be pointed at, from the skin inwards."""

from dataclasses import replace

import numpy as np

from irexplainer.atlas.load import load_atlas
from irexplainer.atlas.plates import plate_of
from irexplainer.geom.viewport import Camera, Rect, Viewport
from irexplainer.library.load import load_library
from irexplainer.story.compile import compile_storyboard
from irexplainer.story.frame import View
from irexplainer.story.nodes import _Stage


def test_layers_and_the_artery_are_nodes_where_they_are_drawn():
    library, atlas = load_library(), load_atlas()
    board = compile_storyboard(library.procedures["tace"], atlas)
    view = View("belly_wall", "belly_wall", Camera(-2.4, 3.6, 12.6, 8.0))
    frame = replace(board.state_at(0.0), view=view, tools=(), effects=(), labels=())
    viewport = Viewport.fit(900, 600, Rect(0, 0, 900, 600), view.camera)
    nodes = {node.id: node for node in _Stage(board, frame, atlas, viewport, library.vocabulary("en")).all()}
    wanted = {"skin", "subcutaneous_fat", "left_external_oblique", "left_rectus_abdominis", "peritoneum"}
    assert wanted <= set(nodes)
    artery = nodes["left_inferior_epigastric_artery"]
    at = plate_of("belly_wall").project(np.array([5.2, 71.3, 6.55]))
    x, y = viewport.to_screen(float(at[0]), float(at[1]))
    assert abs(artery.bounds.x + artery.bounds.width / 2 - x) < 20
    assert abs(artery.bounds.y + artery.bounds.height / 2 - y) < 20
