"""Head and neck with a tangle of vessels in the brain: the artery that feeds it and the wide vein that drains it."""

from PySide6.QtCore import QPointF
from PySide6.QtGui import QBrush, QColor, QLinearGradient

from irexplainer.atlas.tangles import outlet_of, strands_of
from irexplainer.paint.front.easel import Easel
from irexplainer.paint.front.head_neck import paint_head_neck
from irexplainer.paint.front.routes import LUMEN_OPACITY
from irexplainer.paint.shadows import Cast
from irexplainer.paint.tubes import Shading, Tube, paint_veiled, union_path

TANGLE = "brain_avm"
PARENT = ("left_middle_cerebral_artery",)
SINUS_FADE = 1.1
"""The vein dives between the halves of the brain to the sinus: it fades over this length, cm."""


def paint_head_neck_avm(e: Easel) -> None:
    """Paint the scene."""
    paint_head_neck(e)
    lines = [line[:, [0, 1, 3]] for line in strands_of(e.atlas, TANGLE)]
    if not lines:
        return
    half = len(lines) // 2
    late, early = [Tube(q) for q in lines[:half]], [Tube(q) for q in lines[half:]]
    _vein(e)
    e.shadow_of("tangle", union_path([*late, *early]), Cast(0.18, 0.06, 0.16, 0.4))
    e.plain(late, "vein", 0.016)
    _feeder(e)
    e.plain(early, "artery", 0.016)


def _vein(e: Easel) -> None:
    vein = outlet_of(e.atlas, TANGLE)
    if vein is None:
        return
    tube = e.tube(vein.id)
    e.shadow_of("tangle vein", union_path([tube]), Cast(0.18, 0.06, 0.16, 0.3))
    x = float(tube.line[0, 0])
    gradient = QLinearGradient(QPointF(x, 0), QPointF(x + SINUS_FADE, 0))
    gradient.setColorAt(0.0, QColor(0, 0, 0, 0 if not e.look.flat else 255))
    gradient.setColorAt(1.0, QColor(0, 0, 0, 255))
    paint_veiled(e.p, [tube], Shading(e.look.ramp("vein"), 0.035), 1.0, QBrush(gradient), e.world)


def _feeder(e: Easel) -> None:
    feeders = e.has(e.atlas.targets[TANGLE].feeders)
    e.shadow_of("tangle feeder", union_path([e.tube(id) for id in feeders]), Cast(0.14, 0.05, 0.12, 0.3))
    e.vessels(feeders, (), dict.fromkeys(feeders, e.fill("lumen", LUMEN_OPACITY)), PARENT)
