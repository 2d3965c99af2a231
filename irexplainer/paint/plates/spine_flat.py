"""The side cut of the spine without relief: the high contrast theme."""

from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from irexplainer.atlas.spine import SpineState, balloon_outline, disc, spine
from irexplainer.paint.paths import Floats, polygon_path
from irexplainer.paint.plates import spine_bake as bake
from irexplainer.paint.plates.bench import line_path
from irexplainer.paint.plates.spine_live import aorta_line, canal_path, cord, crack_lines, cracked, roots
from irexplainer.paint.tubes import Tube, union_path
from irexplainer.story.cementing import cement_in

FLAT = {
    "skin": "#5A4A40", "fat": "#4A4026", "muscle": "#6E2E2A", "front": "#3A331F", "canal": "#2E5A68", "cord": "#FFE9A8",
    "ligament": "#6A5C48", "disc": "#5E8A98", "bone": "#7A6A50", "pedicle": "#A89878", "balloon": "#3FC6D2",
    "cement": "#F2F4F6", "hollow": "#1E140E", "aorta": "#8E3B36",
}  # fmt: skip


def paint_flat_spine(p: QPainter, prone: bool, state: SpineState) -> None:
    """Flat fills with white outlines, in cm."""
    far = bake.straight(-bake.FAR)
    for name, area in (
        ("skin", bake.area(far, bake.edge("skin"), prone)),
        ("fat", bake.area(far, bake.edge("skin", -0.2), prone)),
        ("muscle", bake.area(bake.straight(5.4), bake.edge("fascia"), prone)),
        ("front", bake.area(far, bake.straight(5.5), prone)),
    ):
        _fill(p, area, name, 1.0 if name != "skin" else 2.0)
    _aorta(p, prone, state)
    _fill(p, canal_path(prone, state), "canal", 1.5)
    for line in (*roots(state), cord(state)):
        width = float(line[:, 2].max()) * 2
        p.strokePath(line_path(bake.laid(line[:, :2], prone)), QPen(QColor(FLAT["cord"]), min(width, 0.75)))
    levels = spine(state)
    for upper, lower in pairwise(levels):
        _fill(p, polygon_path(bake.laid(bake.ligament(upper, lower), prone)), "ligament", 1.0)
        _fill(p, polygon_path(bake.laid(disc(upper, lower), prone)), "disc", 1.5)
    for v in levels:
        for outline in (v.body, v.process):
            _fill(p, polygon_path(bake.laid(outline, prone)), "bone", 2.0)
    for line in crack_lines() if cracked(state) else ():
        p.strokePath(line_path(bake.laid(line, prone)), QPen(QColor("#FFFFFF"), 0.07))
    for name, outline in (("balloon", balloon_outline(state)), ("cement", cement_in(state))):
        paint_flat_lump(p, prone, outline, name)
    p.save()
    p.setOpacity(0.8)
    _fill(p, bake.pedicle_path(prone), "pedicle", 2.0)
    p.restore()


def paint_flat_lump(p: QPainter, prone: bool, outline: Floats, name: str) -> None:
    """Balloon or cement; nothing for an empty outline."""
    if len(outline):
        _fill(p, polygon_path(bake.laid(outline, prone)), name, 2.0)


def _aorta(p: QPainter, prone: bool, state: SpineState) -> None:
    wall = union_path([Tube(aorta_line(prone, state))])
    wall.setFillRule(Qt.FillRule.WindingFill)
    _fill(p, wall.simplified(), "aorta", 1.5)


def _fill(p: QPainter, path: QPainterPath, name: str, width: float) -> None:
    p.fillPath(path, QColor(FLAT[name]))
    pen = QPen(QColor("#FFFFFF"), width)
    pen.setCosmetic(True)
    p.strokePath(path, pen)
