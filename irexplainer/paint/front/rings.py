"""Quiet dashed rings: where a needle or tube is going."""

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QBrush, QColor, QPainterPath, QPen, QRadialGradient

from irexplainer.paint.front.easel import Easel

DASH_CM, LINE_CM, EDGE_CM = (0.24, 0.15), 0.09, 0.17


def paint_ring(e: Easel, x: float, y: float, radius: float) -> None:
    """Dashed ring in the color of call-outs on an edge that keeps it visible on every tissue. Lengths in cm.

    On the dark theme it is white, because tissues are as bright there as call-outs.
    """
    at = QPointF(x, y)
    e.p.save()
    if not e.look.flat:
        glow = QRadialGradient(at, radius * 1.7)
        for stop, alpha in ((0.0, 0.0), (0.5, 0.28), (1.0, 0.0)):
            glow.setColorAt(stop, e.fill("panel" if e.look.light else "call", alpha))
        e.p.fillPath(_circle(at, radius * 1.7), QBrush(glow))
    line = e.fill("call") if e.look.light or e.look.flat else QColor("#FFFFFF")
    for width, color in ((EDGE_CM, QColor("#FFFFFF" if e.look.light else "#000000")), (LINE_CM, line)):
        pen = QPen(color, width)
        pen.setDashPattern([length / width for length in DASH_CM])
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        e.p.strokePath(_circle(at, radius), pen)
    e.p.restore()


def _circle(at: QPointF, radius: float) -> QPainterPath:
    path = QPainterPath()
    path.addEllipse(at, radius, radius)
    return path
