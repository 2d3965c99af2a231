"""Pelvis from the front: iliac vessels; of a woman the uterus with tubes and ovaries, of a man the prostate."""

from PySide6.QtCore import QPointF
from PySide6.QtGui import QBrush, QColor, QRadialGradient

from irexplainer.paint.front.easel import Easel, sides
from irexplainer.paint.front.figure import paint_back_bones
from irexplainer.paint.front.ground import paint_body
from irexplainer.paint.front.routes import ARMLESS_FROM, PUNCTURE_FADE, lumen_of, paint_arm_route
from irexplainer.paint.shadows import Cast
from irexplainer.paint.tubes import Shading, paint_veiled, union_path

WAY = (
    "abdominal_aorta", "right_common_femoral_artery", "right_external_iliac_artery",
    *sides("common_iliac_artery", "internal_iliac_artery"),
)  # fmt: skip
FULL = sides("external_iliac_artery", "common_femoral_artery", "superficial_femoral_artery", "femoral_artery",
             "deep_femoral_artery", "profunda_femoris_artery")  # fmt: skip
PALE = (
    "inferior_vena_cava", "superior_mesenteric_artery", "inferior_mesenteric_artery",
    *sides("common_iliac_vein", "external_iliac_vein", "internal_iliac_vein", "femoral_vein",
           "common_femoral_vein", "superior_gluteal_artery", "ureter"),
)  # fmt: skip
UTERINE = sides("uterine_artery")
PROSTATIC = sides("prostatic_artery")


def paint_pelvis(e: Easel) -> None:
    """Paint the scene of a woman."""
    _behind(e)
    e.vessels([*PALE, *WAY, *FULL], PALE, lumen_of(e, WAY, PUNCTURE_FADE))
    e.vessels(UTERINE)
    for key in (*sides("uterine_tube", "ovary"), "uterine_tubes", "ovaries"):
        e.shadow(key, cast=Cast(0.3, 0.08, 0.18, 0.26))
        e.paint(key)
    e.shadow("uterus", cast=Cast(0.5, 0.15, 0.35, 0.3))
    e.paint("uterus")
    _uterine(e)
    e.shadow("urinary_bladder", cast=Cast(0.4, 0.1, 0.25, 0.22))
    e.paint("urinary_bladder", tint=0.45 if e.look.light else 0.3)
    _seen_through(e)


def paint_pelvis_male(e: Easel) -> None:
    """The same of a man: the prostate below the bladder, and its arteries."""
    _behind(e)
    bright = {**lumen_of(e, WAY, PUNCTURE_FADE), **lumen_of(e, PROSTATIC)}
    e.vessels([*PALE, *WAY, *FULL, *PROSTATIC], PALE, bright)
    _prostate_and_bladder(e)


def paint_arm_route_pelvis_male(e: Easel) -> None:
    """The way from the left wrist down to the prostate."""
    paint_arm_route(e)
    _prostate_and_bladder(e)


def _prostate_and_bladder(e: Easel) -> None:
    """The prostate under the pale bladder."""
    e.shadow("prostate", cast=Cast(0.4, 0.1, 0.25, 0.26))
    e.paint("prostate")
    e.shadow("urinary_bladder", cast=Cast(0.4, 0.1, 0.25, 0.22))
    e.paint("urinary_bladder", tint=0.45 if e.look.light else 0.3)


def _behind(e: Easel) -> None:
    arms = e.viewport.scale < ARMLESS_FROM
    paint_body(e, arms)
    paint_back_bones(e, 1.0, arms)


def _uterine(e: Easel) -> None:
    """The winding arteries in front of the uterus; they come out from under ovary and tube."""
    for id in e.has(UTERINE):
        tube = e.tube(id)
        start = QPointF(*tube.line[0, :2])
        gradient = QRadialGradient(start, 1.5)
        gradient.setColorAt(0.3, QColor(0, 0, 0, 0))
        gradient.setColorAt(0.9, QColor(0, 0, 0, 255))
        shading = Shading(e.look.ramp("artery"))
        if e.look.flat:
            e.vessels((id,))
        else:
            paint_veiled(e.p, [tube], shading, 1.0, QBrush(gradient), e.world)
        e.p.fillPath(union_path([tube], share=0.72), _bright(e, start))


def _bright(e: Easel, start: QPointF) -> QBrush:
    gradient = QRadialGradient(start, 1.7)
    gradient.setColorAt(0.3, e.fill("lumen", 0.0))
    gradient.setColorAt(1.0, e.fill("lumen", 0.62))
    return QBrush(gradient)


def _seen_through(e: Easel) -> None:
    """The uterine arteries pass behind the bladder: a veil of them keeps the way readable."""
    bladder, tubes = e.part("urinary_bladder"), [e.tube(i) for i in e.has(UTERINE)]
    if bladder is None or not tubes:
        return
    e.p.save()
    e.clip(bladder.path)
    paint_veiled(e.p, tubes, Shading(e.look.ramp("artery")), 0.42, view=e.world)
    e.p.restore()
