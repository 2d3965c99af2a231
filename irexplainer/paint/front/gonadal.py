"""Veins of the testicles and of the ovaries from the front, up to kidney vein and vena cava; all else steps back.

The porcelain figure has no sex: what lies outside the body is a pale outline and nothing more.
"""

import numpy as np
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QBrush, QColor, QLinearGradient, QPen

from irexplainer.geom.spline import catmull_rom
from irexplainer.paint.front.easel import SIDES, Easel, sides
from irexplainer.paint.front.figure import paint_back_bones
from irexplainer.paint.front.ground import fade_armpits, paint_body
from irexplainer.paint.front.routes import LUMEN_OPACITY, lumen_of
from irexplainer.paint.front.varices import along, smoothed, strands
from irexplainer.paint.parts import Floats
from irexplainer.paint.plates.bench import line_path
from irexplainer.paint.shadows import Cast
from irexplainer.paint.tubes import Shading, Tube, paint_veiled, union_path

Mouth = tuple[tuple[float, float], tuple[float, float]]
TRUNKS = (
    "inferior_vena_cava",
    *sides("common_iliac_vein", "external_iliac_vein", "internal_iliac_vein", "femoral_vein"),
)
ARTERIES = (
    "abdominal_aorta",
    *sides("common_iliac_artery", "external_iliac_artery", "internal_iliac_artery", "common_femoral_artery",
           "femoral_artery"),
)  # fmt: skip
LUMEN_FADE = (63.0, 66.5)
"""Below this the vena cava is not on the way: one comes from above or from below, y in cm."""
MOUTHS = {
    "left_renal_vein": ((-1.55, 0.0), (-0.85, 0.0)),
    "left_gonadal_vein": ((0.0, 59.45), (0.0, 60.0)),
    "right_gonadal_vein": ((0.0, 61.6), (0.0, 63.4)),
}
"""Where a vein opens into a larger one: clear at the first point, whole from the second on."""
POUCH = ((1.2, 83.6), (2.5, 84.4), (3.15, 86.0), (3.2, 87.9), (2.4, 89.6), (1.0, 90.3), (0.0, 90.4))
"""Half of the pale outline, from the top."""
POUCH_FADE = (84.4, 87.2)
END = (1.5, 88.0)
"""Where the net of the left side ends, cm."""
CORD = 0.5
"""Share of the vein of the cord from which on it is a net."""
SOFT = Cast(0.25, 0.06, 0.16, 0.30)


def paint_testicular_vein(e: Easel) -> None:
    """Both veins and the net at the end of each; the state ``varices`` 0..1 widens the left one."""
    varices = e.states.get("varices", 0.0)
    _behind(e)
    _trunks(e)
    e.paint("urinary_bladder", tint=0.6)
    _outline(e)
    for k, side in enumerate(SIDES):
        id, sign = f"{side}_pampiniform_plexus", (1.0 if side == "left" else -1.0)
        if id not in e.atlas.vessels:
            continue
        _gonadal(e, side, bright=side == "left", cord=along(e.tube(id).line, 0.0, CORD + 0.01))
        points = along(e.tube(id).line, CORD, 0.92)
        line = smoothed(np.vstack([points[:, :2], [(sign * (END[0] + 0.3), END[1] - 0.8), (sign * END[0], END[1])]]), 5)
        _net(e, id, strands(line, 5, varices if side == "left" else 0.0, k))


def paint_pelvic_veins(e: Easel) -> None:
    """Both ovarian veins and the nets beside the womb; the state ``varices`` 0..1 widens them."""
    varices = e.states.get("varices", 0.0)
    _behind(e)
    _trunks(e)
    for key in (*sides("uterine_tube", "ovary"), "uterus"):
        e.shadow(key, cast=Cast(0.4, 0.12, 0.25, 0.2))
        e.paint(key, tint=0.45)
    e.paint("urinary_bladder", tint=0.6)
    for k, side in enumerate(SIDES):
        id = f"{side}_ovarian_venous_plexus"
        if id in e.atlas.vessels:
            _gonadal(e, side, bright=True)
            _net(e, id, strands(smoothed(along(e.tube(id).line, 0.0, 1.0)[:, :2], 6), 5, varices, k))


def _behind(e: Easel) -> None:
    paint_body(e, arms=False)
    paint_back_bones(e, 0.75, arms=False)
    fade_armpits(e)
    e.paint(*sides("suprarenal_gland"), tint=_tint(e))


def _trunks(e: Easel) -> None:
    """Large vessels, back to front: kidney arteries, veins, arteries, left kidney vein, artery of the bowel, ureters.

    In one go the fork of the aorta would be torn: the aorta lies behind the kidney vein, its branches before the veins.
    """
    arteries, veins = sides("renal_artery"), ("right_renal_vein",)
    e.vessels((*arteries, *veins), (*arteries, *veins))
    e.vessels(TRUNKS, (), lumen_of(e, ("inferior_vena_cava",), LUMEN_FADE))
    e.vessels(ARTERIES, ARTERIES)
    if "left_renal_vein" in e.atlas.vessels:
        _opening(e, [e.tube("left_renal_vein")], MOUTHS["left_renal_vein"], True)
    front = ("superior_mesenteric_artery", *sides("ureter"))
    e.vessels(front, front, before=ARTERIES)
    e.paint(*sides("kidney"), tint=_tint(e))  # its vessels end in it


def _tint(e: Easel) -> float:
    return 0.5 if e.look.light else 0.55


def _gonadal(e: Easel, side: str, bright: bool, cord: Floats | None = None) -> None:
    """The vein of one side with its mouth; cord: how it goes on to the net (x, y, radius)."""
    id = f"{side}_gonadal_vein"
    line = e.tube(id).line
    if cord is not None:
        line = np.vstack([line, cord[1:]])
    _opening(e, [Tube(line)], MOUTHS[id], bright)


def _opening(e: Easel, tubes: list[Tube], mouth: Mouth, bright: bool) -> None:
    """Tubes that open into a vein painted before."""
    paint_veiled(e.p, tubes, Shading(e.look.ramp("vein")), 1.0, _fade(QColor(0, 0, 0), mouth), e.world)
    if bright:
        e.p.fillPath(union_path(tubes, share=0.76), _fade(e.fill("lumen", LUMEN_OPACITY), mouth))


def _fade(color: QColor, mouth: Mouth) -> QBrush:
    gradient, clear = QLinearGradient(QPointF(*mouth[0]), QPointF(*mouth[1])), QColor(color)
    clear.setAlphaF(0.0)
    gradient.setColorAt(0.0, clear)
    gradient.setColorAt(1.0, color)
    return QBrush(gradient)


def _net(e: Easel, id: str, tubes: list[Tube]) -> None:
    """Strands of one side, each over the one before it."""
    e.shadow_of(f"net.{id}.{tubes[0].line[len(tubes[0].line) // 2, 2]:.3f}", union_path(tubes), SOFT)
    for tube in tubes:
        e.plain([tube], "vein", 0.03)


def _outline(e: Easel) -> None:
    """A pale hint of where the veins come from, open at the top."""
    half = np.array(POUCH)
    line = line_path(catmull_rom(np.vstack([half, (half * [-1.0, 1.0])[-2::-1]])))
    width, strength = (0.08, 0.9) if e.look.flat else (0.055, 0.42)
    ink = QColor("#FFFFFF") if e.look.flat else e.fill("hidden_line", strength)
    if not e.look.flat:
        e.p.fillPath(line, _fade(e.fill("context_tint", 0.6), ((0.0, POUCH_FADE[0] - 0.6), (0.0, POUCH_FADE[1]))))
    brush = _fade(ink, ((0.0, POUCH_FADE[0]), (0.0, POUCH_FADE[1])))
    e.p.strokePath(line, QPen(brush, width, c=Qt.PenCapStyle.RoundCap))
