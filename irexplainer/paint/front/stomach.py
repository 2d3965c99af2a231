"""The stomach as the target of a feeding tube, with all that a needle must not touch around it.

Front to back, as in the whole figure: cage, liver edge, stomach, colon, small intestine, duodenum, pancreas. The artery
behind the straight muscle is shown because the needle has to pass beside it.
"""

from PySide6.QtCore import QPointF
from PySide6.QtGui import QBrush, QColor, QRadialGradient

from irexplainer.paint.front.easel import Easel, sides
from irexplainer.paint.front.ground import fade_armpits, paint_body
from irexplainer.paint.front.rings import paint_ring
from irexplainer.paint.shadows import Cast
from irexplainer.paint.tubes import Shading, Tube, paint_veiled, tapered, union_path

SITE = "stomach_front_wall"
ARTERY = "left_inferior_epigastric_artery"
BEHIND = (
    "abdominal_aorta", "thoracic_aorta", "inferior_vena_cava",
    *sides("renal_artery", "renal_vein", "common_iliac_artery", "common_iliac_vein"),
)  # fmt: skip
CELIAC = ("celiac_trunk", "splenic_artery", "common_hepatic_artery")
RING_CM = 0.62


def paint_stomach(e: Easel) -> None:
    """Paint the scene."""
    paint_body(e, arms=False)
    flat = e.look.flat
    if not flat:
        bones = 1.0 if e.look.light else 0.55
        e.paint("ribs", opacity=0.5 * bones)
        e.paint("discs", "spine", opacity=0.8 * bones)
    fade_armpits(e)
    tint = 0.5 if e.look.light else 0.55
    e.vessels(BEHIND, BEHIND)
    paint_celiac_context(e)
    e.paint("spleen", *sides("kidney"), tint=tint)
    for key in ("pancreas", "duodenum"):
        e.shadow(key, cast=Cast(0.35, 0.1, 0.22, 0.25))
        e.paint(key, tint=tint * 0.8)
    e.paint("mesentery", *(() if flat else ("small_intestine",)), tint=tint * 1.15)
    e.shadow("colon", cast=Cast(0.4, 0.1, 0.25, 0.28))
    e.paint("colon", tint=tint * 0.75)
    e.shadow("stomach", cast=Cast(0.6, 0.2, 0.45, 0.36))
    e.paint("stomach")
    e.shadow("gallbladder", "liver", cast=Cast(0.5, 0.15, 0.35, 0.3))
    e.paint("gallbladder", "liver", tint=tint * 0.8)
    if not flat:
        e.paint("cage", opacity=0.42 if e.look.light else 0.3)
    _artery(e)
    _site(e)


def paint_celiac_context(e: Easel) -> None:
    """Celiac trunk and two branches as one pale group: a fork without seams, its root comes out of the aorta."""
    tubes = [Tube(tapered(e.tube(i).line, end=1.0, least=0.03) if i != CELIAC[0] else e.tube(i).line,
                  round_start=e.look.flat) for i in e.has(CELIAC)]  # fmt: skip
    root = None
    if not e.look.flat and tubes:
        x, y = e.tube(e.has(CELIAC)[0]).line[0, :2]
        root = QRadialGradient(QPointF(x, y), 0.8)
        root.setColorAt(0.4, QColor(0, 0, 0, 0))
        root.setColorAt(1.0, QColor(0, 0, 0, 255))
    shading = Shading(e.look.ramp("artery_context"), 0.03)
    paint_veiled(e.p, tubes, shading, 1.0, None if root is None else QBrush(root), e.world)


def _artery(e: Easel) -> None:
    """The artery in the wall, nearer to the viewer than all organs."""
    if not e.has((ARTERY,)):
        return
    tube = Tube(tapered(e.tube(ARTERY).line, end=3.0, least=0.02))
    e.shadow_of(ARTERY, union_path([tube]), Cast(0.25, 0.1, 0.3, 0.3))
    paint_veiled(e.p, [tube], Shading(e.look.ramp("artery"), 0.03), 1.0, None, e.world)


def _site(e: Easel) -> None:
    """Where the tube goes through the front wall."""
    target = e.atlas.targets.get(SITE)
    if target is not None:
        paint_ring(e, target.center[0], target.center[1], RING_CM)
