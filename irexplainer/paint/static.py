"""Still layers of any view, sharp for its camera. Works in a worker thread: QImage and QPainter only."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtGui import QPainter

from irexplainer.atlas.closeups import is_closeup
from irexplainer.atlas.plates import WALLS
from irexplainer.geom.viewport import Viewport
from irexplainer.paint.front.easel import Easel
from irexplainer.paint.front.figure import paint_figure
from irexplainer.paint.front.ground import paint_canvas, paint_vignette
from irexplainer.paint.look import Look
from irexplainer.paint.plates.states import profile_name, states_of
from irexplainer.story.frame import Position, View

if TYPE_CHECKING:
    from irexplainer.atlas.types import Atlas

Scene = Callable[[Easel], None]
CUT_OPEN = ("uterus", "heart", "prostate")
"""Profiles of the front plate that show one organ cut open."""


def front_scenes() -> dict[str, Scene]:
    """Painter of every front profile."""
    from irexplainer.paint.front import (
        bowel,
        celiac_plexus,
        gonadal,
        kidney,
        kidney_mass,
        kidney_stone,
        liver,
        liver_inside,
        pelvis,
        routes,
        stomach,
    )
    from irexplainer.paint.front.regions import region_scenes

    return {
        "whole_body": paint_figure,
        "liver": liver.paint_liver,
        "liver_inside": liver_inside.paint_liver_inside,
        "groin_route": routes.paint_groin_route,
        "arm_route": routes.paint_arm_route,
        "arm_route_liver": routes.paint_arm_route_liver,
        "arm_route_pelvis": routes.paint_arm_route_pelvis,
        "pelvis": pelvis.paint_pelvis,
        "pelvis_male": pelvis.paint_pelvis_male,
        "arm_route_pelvis_male": pelvis.paint_arm_route_pelvis_male,
        "left_kidney": kidney.paint_left_kidney,
        "right_kidney": kidney.paint_right_kidney,
        "left_kidney_urine": kidney.paint_left_kidney_urine,
        "right_kidney_urine": kidney.paint_right_kidney_urine,
        "left_kidney_mass": kidney_mass.paint_left_kidney_mass,
        "stomach": stomach.paint_stomach,
        "celiac_plexus": celiac_plexus.paint_celiac_plexus,
        "bowel": bowel.paint_bowel,
        "arm_route_bowel": bowel.paint_arm_route_bowel,
        "left_kidney_stone": kidney_stone.paint_left_kidney_stone,
        "right_kidney_stone": kidney_stone.paint_right_kidney_stone,
        "testicular_vein": gonadal.paint_testicular_vein,
        "pelvic_veins": gonadal.paint_pelvic_veins,
        **region_scenes(),
    }


def paint_static(
    p: QPainter,
    atlas: "Atlas",
    view: View,
    position: Position,
    look: Look,
    viewport: Viewport,
    rim: bool = True,
) -> None:
    """Paint background and still layers of a view, in px of ``viewport``.

    rim: False leaves out the fade of the front plate's rim, which belongs to the screen and not to a layer that is
    scaled while the camera flies.
    """
    p.save()
    p.setRenderHint(QPainter.RenderHint.Antialiasing)
    if view.plate == "front" and profile_name(view.profile) not in CUT_OPEN:
        paint_front(p, atlas, view.profile, look, viewport, rim)
    else:
        _paint_plate(p, atlas, view, position, look, viewport)
    p.restore()


def paint_front(p: QPainter, atlas: "Atlas", profile: str, look: Look, viewport: Viewport, rim: bool = True) -> None:
    """One front profile; an unknown one shows the whole body. rim: as in ``paint_static``."""
    paint_canvas(p, look, viewport)
    p.save()
    p.translate(viewport.x0, viewport.y0)
    p.scale(viewport.scale, viewport.scale)
    _front_scene(profile)(Easel(p, atlas, look, viewport, states_of(profile)))
    p.restore()
    if rim:
        paint_vignette(p, look, viewport)


def _front_scene(profile: str) -> Scene:
    """Painter of a profile; ``structure <id>`` is the scene of one part of the atlas."""
    name, *further = profile.split() or [""]
    if name == "structure" and further:
        from irexplainer.paint.exhibit.scene import paint_structure

        return lambda e: paint_structure(e, further[0], "hidden" in further)
    return front_scenes().get(name, paint_figure)


def _paint_plate(p: QPainter, atlas: "Atlas", view: View, position: Position, look: Look, viewport: Viewport) -> None:
    if is_closeup(view.plate):
        from irexplainer.paint.plates.closeup import paint_closeup as paint
    elif view.plate == "axial_kidney":
        from irexplainer.paint.plates.axial_kidney import paint_axial_kidney as paint
    elif view.plate == "axial_chest":
        from irexplainer.paint.plates.axial_chest import paint_axial_chest as paint
    elif view.plate.startswith("axial_"):
        from irexplainer.paint.plates.axial import paint_axial as paint
    elif view.plate in WALLS:
        from irexplainer.paint.plates.belly_wall import paint_belly_wall as paint
    elif view.plate == "chest_wall":
        from irexplainer.paint.plates.chest_wall import paint_chest_wall as paint
    elif view.plate == "spine_side":
        from irexplainer.paint.plates.spine_side import paint_spine_side as paint
    elif view.plate == "front" and profile_name(view.profile) == "heart":
        from irexplainer.paint.plates.heart import paint_heart as paint
    elif view.plate == "front" and profile_name(view.profile) == "prostate":
        from irexplainer.paint.plates.prostate import paint_prostate as paint
    elif view.plate == "front":
        from irexplainer.paint.plates.uterus import paint_uterus as paint
    else:
        from irexplainer.paint.plates.skin_layers import paint_skin_layers as paint
    paint(p, atlas, view, position, look, viewport)
