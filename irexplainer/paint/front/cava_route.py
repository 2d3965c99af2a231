"""The way from the neck through the right heart to the lower vena cava, where a filter is placed."""

from PySide6.QtGui import QBrush, QColor

from irexplainer.atlas.regions import CAVA_WAY, region_vessels
from irexplainer.paint.front.arms import behind_the_heart, inside_the_heart
from irexplainer.paint.front.easel import Easel, sides
from irexplainer.paint.front.ends import RegionEasel, region_easel
from irexplainer.paint.front.figure import paint_back_bones
from irexplainer.paint.front.ground import paint_body
from irexplainer.paint.front.routes import LUMEN_OPACITY
from irexplainer.paint.shadows import Cast
from irexplainer.paint.tubes import Shading, paint_veiled

HEART_OPACITY = 0.9
LIVER_OPACITY = 0.3
"""The lower cava runs behind the liver, which may not hide the way."""
INSIDE_OPACITY = 0.5


def paint_cava_route(e: Easel) -> None:
    """Paint the scene."""
    ids = region_vessels(e.atlas, "cava_route") or ()
    region = region_easel(e, ids)
    pale = [i for i in ids if e.atlas.vessels[i].kind == "artery"]
    _behind(region)
    lumen: dict[str, QBrush | QColor] = dict.fromkeys(region.has(CAVA_WAY), region.fill("lumen", LUMEN_OPACITY))
    behind_the_heart(region).vessels([i for i in ids if i != "right_atrium"], pale, lumen)
    _heart(region)
    tint = 0.5 if e.look.light else 0.55
    e.paint("liver", opacity=LIVER_OPACITY, tint=tint) if not e.look.flat else None


def _behind(e: Easel) -> None:
    paint_body(e)
    paint_back_bones(e, 0.85)
    tint = 0.5 if e.look.light else 0.55
    e.paint(*sides("lung"), opacity=0.7, tint=0.6)
    e.paint(*sides("kidney"), tint=0.3)
    e.paint("trachea", tint=tint)


def _heart(e: RegionEasel) -> None:
    """The heart, with the right atrium between both caval veins shining through."""
    e.shadow("heart", cast=Cast(0.6, 0.2, 0.4, 0.26))
    e.paint("heart", opacity=HEART_OPACITY, tint=0.45)
    inside = [e.tube(i) for i in e.has(("superior_vena_cava", "right_atrium", "inferior_vena_cava"))]
    path = inside_the_heart(e)
    if path is None or not inside:
        return
    e.p.save()
    e.clip(path)
    paint_veiled(e.p, inside, Shading(e.look.ramp("vein"), 0.03), INSIDE_OPACITY, None, e.world)
    e.p.restore()
