"""The way of a liver shunt (TIPS): from the hepatic vein forwards into the portal branch, held open by a mesh tube."""

import numpy as np
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QBrush, QColor, QLinearGradient, QPainter, QPainterPath, QPen, QPolygonF

from irexplainer.geom.mesh import wires
from irexplainer.paint.front.easel import Easel
from irexplainer.paint.parts import Floats
from irexplainer.paint.shadows import Cast
from irexplainer.paint.tubes import Shading, Tube, paint_veiled, union_path


def paint_shunt(e: Easel, line: Floats, share: float) -> None:
    """The first ``share`` 0..1 of the way (N, 3), soft where it leaves the hepatic vein."""
    line = line[: max(3, round(len(line) * share))]
    tube = Tube(line, round_start=False)
    e.shadow_of("shunt", union_path([Tube(line[len(line) // 4 :])]), Cast(0.2, 0.08, 0.16, 0.4))
    paint_veiled(e.p, [tube], Shading(e.look.ramp("vein"), 0.05), 1.0, _mouth(e, line), e.world)
    e.p.save()
    e.clip(union_path([tube], share=0.98))
    for width, color in ((0.085, "#22343F"), (0.05, "#E9F0F3")):
        pen = QPen(QColor(color), width)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        for wire in wires(line):
            _stroke(e.p, wire, pen)
    e.p.restore()


def _stroke(p: QPainter, wire: Floats, pen: QPen) -> None:
    path = QPainterPath()
    path.addPolygon(QPolygonF([QPointF(x, y) for x, y in wire]))
    p.strokePath(path, pen)


def _mouth(e: Easel, line: Floats) -> QBrush | None:
    if e.look.flat:
        return None
    end = line[0] + (line[-1] - line[0]) * min(1.0, 0.7 / max(float(np.hypot(*(line[-1] - line[0])[:2])), 0.1))
    fade = QLinearGradient(QPointF(line[0, 0], line[0, 1]), QPointF(end[0], end[1]))
    fade.setColorAt(0.3, QColor(0, 0, 0, 0))
    fade.setColorAt(1, QColor(0, 0, 0, 255))
    return QBrush(fade)
