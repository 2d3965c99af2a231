"""Scenes of head, arms and legs by profile."""

from collections.abc import Callable

from irexplainer.paint.front import arms, cava_route, chest_veins, head_neck, legs, tangle
from irexplainer.paint.front.easel import Easel


def region_scenes() -> dict[str, Callable[[Easel], None]]:
    """Painter of every profile of this module."""
    return {
        "head_neck": head_neck.paint_head_neck,
        "head_neck_aneurysm": head_neck.paint_head_neck_aneurysm,
        "head_neck_avm": tangle.paint_head_neck_avm,
        "cava_route": cava_route.paint_cava_route,
        "chest_veins": chest_veins.paint_chest_veins,
        "left_arm": arms.paint_left_arm,
        "right_arm": arms.paint_right_arm,
        "left_arm_fistula": arms.paint_left_arm_fistula,
        "right_arm_fistula": arms.paint_right_arm_fistula,
        "left_wrist": arms.paint_left_wrist,
        "right_wrist": arms.paint_right_wrist,
        "legs_arteries": legs.paint_legs_arteries,
        "left_leg_veins": legs.paint_left_leg_veins,
        "right_leg_veins": legs.paint_right_leg_veins,
        "left_knee": legs.paint_left_knee,
        "right_knee": legs.paint_right_knee,
    }
