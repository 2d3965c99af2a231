"""The great veins of the chest: from neck and arms to the upper cava and the heart, under see-through collarbones."""

from PySide6.QtCore import QPointF
from PySide6.QtGui import QBrush, QColor, QLinearGradient

from irexplainer.atlas.regions import CHEST, CHEST_VEINS, region_vessels
from irexplainer.paint.front.arms import behind_the_heart, inside_the_heart
from irexplainer.paint.front.easel import Easel, sides
from irexplainer.paint.front.ends import RegionEasel, region_easel
from irexplainer.paint.front.fine_bones import paint_bones
from irexplainer.paint.front.ground import paint_body
from irexplainer.paint.front.routes import LUMEN_OPACITY
from irexplainer.paint.shadows import Cast
from irexplainer.paint.tubes import Shading, paint_veiled

HEART_OPACITY = 0.9
COLLARBONE_OPACITY = 0.5
"""The collarbones lie in front of the veins below them and may not hide the way."""
ATRIUM_FADE = (40.6, 44.4)
"""The right atrium shines through the heart and fades downwards, y in cm."""
CAVA_FADE = (40.2, 42.6)
"""The light inside of the upper cava ends in the atrium, y in cm."""


def paint_chest_veins(e: Easel) -> None:
    """Paint the scene."""
    ids = region_vessels(e.atlas, "chest_veins") or ()
    region = behind_the_heart(region_easel(e, ids))
    _behind(region)
    region.vessels([i for i in ids if i != "right_atrium"], CHEST + _arteries(ids), _lumen(region))
    _heart(region)
    _collarbones(region)


def _arteries(ids: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(i for i in ids if i.endswith("artery"))


def _behind(e: Easel) -> None:
    paint_body(e)
    dark = 1.0 if e.look.light else 0.6
    if not e.look.flat:
        e.paint("scapulae", opacity=0.4 * dark)
        for side in ("left", "right"):
            paint_bones(e, side, "arm", 0.35)
        e.paint("ribs", opacity=0.6 * dark)
        e.paint("discs", "spine", opacity=0.85 * dark)
    e.paint(*sides("lung"), opacity=0.75, tint=0.6)
    e.paint("trachea", tint=0.5)
    e.paint("thyroid_gland", opacity=0.7, tint=0.6)


def _heart(e: RegionEasel) -> None:
    """The heart, with the end of the upper cava and the atrium it opens into shining through."""
    tint = 0.42 if e.look.light else 0.5
    e.shadow("heart", cast=Cast(0.6, 0.2, 0.4, 0.26))
    e.paint("heart", opacity=HEART_OPACITY, tint=tint)
    inside = [e.tube(i) for i in e.has(("superior_vena_cava", "right_atrium"))]
    path = inside_the_heart(e)
    if path is None or not inside:
        return
    e.p.save()
    e.clip(path)
    paint_veiled(e.p, inside, Shading(e.look.ramp("vein"), 0.03), 0.42, _down(ATRIUM_FADE, 1.0), e.world)
    e.p.restore()


def _collarbones(e: Easel) -> None:
    if not e.look.flat:
        e.paint("clavicles", opacity=COLLARBONE_OPACITY if e.look.light else 0.6 * COLLARBONE_OPACITY)


def _down(fade: tuple[float, float], opacity: float) -> QBrush:
    gradient = QLinearGradient(QPointF(0, fade[0]), QPointF(0, fade[1]))
    gradient.setColorAt(0, QColor(0, 0, 0, round(255 * opacity)))
    gradient.setColorAt(1, QColor(0, 0, 0, 0))
    return QBrush(gradient)


def _lumen(e: Easel) -> dict[str, QBrush | QColor]:
    bright: dict[str, QBrush | QColor] = dict.fromkeys(e.has(CHEST_VEINS), e.fill("lumen", LUMEN_OPACITY))
    if "superior_vena_cava" in bright:
        gradient = QLinearGradient(QPointF(0, CAVA_FADE[0]), QPointF(0, CAVA_FADE[1]))
        gradient.setColorAt(0, e.fill("lumen", LUMEN_OPACITY))
        gradient.setColorAt(1, e.fill("lumen", 0.0))
        bright["superior_vena_cava"] = QBrush(gradient)
    return bright
