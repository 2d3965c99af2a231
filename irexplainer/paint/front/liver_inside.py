"""Inside the liver (PLATES C4): hepatic veins to the vena cava, portal vein, bile ducts, gallbladder with stones.

States of the profile: ``stones`` (in the gallbladder), ``duct_stone`` (in the bile duct), ``tips`` (way of the shunt),
``dammed`` (bile ducts wide behind a block), ``block`` (what blocks the bile duct).
"""

from PySide6.QtCore import QPointF
from PySide6.QtGui import QBrush, QColor, QLinearGradient, QPainterPath, QPen, QRadialGradient

from irexplainer.paint.front.easel import Easel, sides
from irexplainer.paint.front.ground import fade_armpits, paint_body
from irexplainer.paint.front.liver_trees import BLOCK, paint_trees
from irexplainer.paint.front.lumps import lump_outline
from irexplainer.paint.front.stomach import paint_celiac_context
from irexplainer.paint.front.stones import paint_stones, stone_part
from irexplainer.paint.parts import Part
from irexplainer.paint.paths import polygon_path
from irexplainer.paint.shadows import Cast
from irexplainer.paint.tubes import Shading, paint_veiled

BEHIND = (
    "abdominal_aorta", "thoracic_aorta", "inferior_vena_cava", "splenic_vein", "superior_mesenteric_vein",
    *sides("renal_artery", "renal_vein", "common_iliac_artery", "common_iliac_vein"),
)  # fmt: skip
PALE = (
    "abdominal_aorta", "thoracic_aorta", "splenic_vein", "superior_mesenteric_vein",
    *sides("renal_artery", "renal_vein", "common_iliac_artery", "common_iliac_vein"),
)  # fmt: skip
GALLSTONES = (
    (-7.05, 59.65, 0.40), (-6.3, 59.35, 0.34), (-6.75, 58.85, 0.36), (-7.35, 58.9, 0.26), (-6.05, 58.65, 0.27),
    (-6.55, 58.2, 0.25), (-5.75, 57.95, 0.22),
)  # fmt: skip
"""x, y, radius in cm: they lie in the tip, where gravity puts them."""
DUCT_STONE = (-3.98, 60.45, 0.33)
PAPILLA = (-4.4, 61.7)
BLOCK_CM = 0.72
"""Radius of the lump that blocks the bile duct, as drawn."""


def paint_liver_inside(e: Easel) -> None:
    """Paint the scene."""
    paint_body(e, arms=False)
    if not e.look.flat:
        bones = 1.0 if e.look.light else 0.55
        e.paint("ribs", opacity=0.55 * bones)
        e.paint("discs", "spine", opacity=0.9 * bones)
    tint = 0.5 if e.look.light else 0.55
    fade_armpits(e)
    e.paint("spleen", tint=tint)
    e.vessels(BEHIND, PALE)
    paint_celiac_context(e)
    e.paint(*sides("kidney"), tint=tint)
    for key in ("pancreas", "duodenum"):
        e.shadow(key, cast=Cast(0.35, 0.1, 0.22, 0.25))
        e.paint(key, tint=tint * 0.86)
    e.shadow("liver", cast=Cast(0.7, 0.2, 0.5, 0.34))
    e.paint("liver.window", opacity=0.95)
    _cava(e)
    if e.states.get("block"):
        _block(e)
    paint_trees(e, e.states.get("tips", 0.0), e.states.get("dammed", 0.0))
    _papilla(e)
    if e.states.get("duct_stone"):
        paint_stones(e, [duct_stone()], e.states["duct_stone"])
    _gallbladder(e, e.states.get("stones", 0.0))


def gallstones() -> list[Part]:
    """Reliefs of the stones in the gallbladder, in the order in which they come."""
    return [stone_part(f"gallstone_{i}", x, y, r, 11 + i) for i, (x, y, r) in enumerate(GALLSTONES)]


def duct_stone() -> Part:
    """Relief of the stone in the bile duct."""
    return stone_part("duct_stone", *DUCT_STONE, 29)


def _cava(e: Easel) -> None:
    """The vena cava behind the liver: solid where the hepatic veins open into it, then lost in the depth."""
    liver = e.part("liver")
    if liver is None or not e.has(("inferior_vena_cava",)):
        return
    fade = QLinearGradient(QPointF(0, 48.6), QPointF(0, 52.6))
    fade.setColorAt(0, QColor(0, 0, 0, 255))
    fade.setColorAt(1, QColor(0, 0, 0, 60))
    e.p.save()
    e.clip(liver.path)
    paint_veiled(e.p, [e.tube("inferior_vena_cava")], Shading(e.look.ramp("vein")), 0.9, QBrush(fade), e.world)
    e.p.restore()


def _block(e: Easel) -> None:
    """A firm lump around the bile duct, which runs through it."""
    x, y, _ = e.atlas.targets[BLOCK].center
    lump = polygon_path(lump_outline(x, y, BLOCK_CM))
    if e.look.flat:
        e.p.fillPath(lump, QColor("#8E3B32"))
        e.p.strokePath(lump, QPen(QColor("#FFFFFF"), 0.06))
        return
    e.shadow_of("bile duct block", lump, Cast(0.2, 0.08, 0.18, 0.4))
    light = QRadialGradient(QPointF(x - 0.3 * BLOCK_CM, y - 0.4 * BLOCK_CM), 1.5 * BLOCK_CM)
    for at, tone in ((0.0, "#E5C9B4"), (0.5, "#B98A74"), (1.0, "#7A4A42")):
        light.setColorAt(at, QColor(tone))
    e.p.fillPath(lump, QBrush(light))
    e.p.strokePath(lump, QPen(QColor("#5E332E"), 0.04))


def _papilla(e: Easel) -> None:
    """Mouth of the bile duct in the inner wall of the duodenum."""
    mouth = QRadialGradient(QPointF(*PAPILLA), 0.42)
    mouth.setColorAt(0.0, e.fill("tissue_shadow", 0.75))
    mouth.setColorAt(0.45, e.fill("tissue_shadow", 0.45))
    mouth.setColorAt(1.0, e.fill("tissue_shadow", 0.0))
    e.p.save()
    e.p.setBrush(QBrush(mouth))
    e.p.setPen(QColor(0, 0, 0, 0))
    e.p.drawEllipse(QPointF(*PAPILLA), 0.42, 0.36)
    e.p.restore()


def _gallbladder(e: Easel, stones: float) -> None:
    e.shadow("gallbladder", cast=Cast(0.25, 0.06, 0.14, 0.3))
    e.paint("gallbladder")
    part = e.part("gallbladder")
    if part is None or stones <= 0:
        return
    shift = part.path.boundingRect().center()
    inside = QPainterPath(part.path)
    bile = QColor("#DCE6A6")
    bile.setAlphaF((0.9 if e.look.flat else 0.62) * min(1.0, stones * 3))
    e.p.save()
    e.p.translate(shift)
    e.p.scale(0.86, 0.9)
    e.p.translate(-shift)
    e.p.fillPath(inside, bile)
    e.p.restore()
    paint_stones(e, gallstones(), stones)
