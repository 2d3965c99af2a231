"""Inside of the right heart: the way a catheter takes from the lower vena cava to a lung artery."""

from functools import lru_cache

import numpy as np

from irexplainer.atlas.graph import STEP_CM, foot, smoothed
from irexplainer.atlas.plans import load_plan
from irexplainer.atlas.types import Atlas, Floats
from irexplainer.errors import ContentError
from irexplainer.geom.polyline import Polyline
from irexplainer.geom.spline import catmull_rom

CAVA, TRUNK = "inferior_vena_cava", "pulmonary_trunk"
ENDS = ("right_pulmonary_artery", "left_pulmonary_artery")
ORDER = ("inferior_vena_cava", "right_atrium", "right_ventricle", "pulmonary_trunk")
"""Spaces passed on the way, in order; the lung artery of a side follows."""
STIFF_CM = 0.5


def right_heart_route(end: str = ENDS[0]) -> tuple[str, ...]:
    """Names passed from the lower vena cava to a lung artery. Raises ContentError on another end."""
    if end not in ENDS:
        remedy = f"Use one of {', '.join(ENDS)}."
        raise ContentError(f"route to {end}", "does not lead through the right heart.", remedy)
    return (*ORDER, end)


def right_heart_line(atlas: Atlas, end: str = ENDS[0], beyond: bool = True) -> Polyline:
    """Centerline (N, 4) x, y, z, lumen radius: vena cava from below, atrium, ventricle, trunk, lung artery.

    beyond: go on into the lobar artery of the lower lobe. Smooth; points ``STEP_CM`` apart; ends stay where they are.
    """
    right_heart_route(end)
    inside = load_plan("heart").curve("right_heart", 16)
    cava, trunk = Polyline(atlas.vessels[CAVA].points), Polyline(atlas.vessels[TRUNK].points)
    low = foot(cava, inside[0])
    last = np.asarray(atlas.vessels[end].points, float)
    if beyond:
        lobar = lobar_line(f"{end.split('_')[0]}_lower_lobar_artery")
        keep = int(np.linalg.norm(last[:, :3] - lobar[0, :3], axis=1).argmin())
        last = np.vstack([last[:keep], lobar])
    start = foot(trunk, last[0])
    raw = np.vstack([cava.cut(low, cava.length).points[::-1], inside, trunk.cut(0.0, start).points, last])
    keep_far = np.concatenate([[True], np.linalg.norm(np.diff(raw[:, :3], axis=0), axis=1) > 1e-6])
    line = Polyline(raw[keep_far])
    count = max(8, int(np.ceil(line.length / STEP_CM)))
    dense = line.many(np.linspace(0, line.length, count + 1))[:, :4]
    soft = smoothed(np.column_stack([dense, np.full(len(dense), STIFF_CM)]), line.length / count)
    return Polyline(soft[:, :4])


@lru_cache(maxsize=12)
def lobar_line(name: str) -> Floats:
    """Smooth centerline (N, 4) of a branch of the lung arteries or of a lung vein."""
    return catmull_rom(load_plan("heart").lines[name], samples=14)
