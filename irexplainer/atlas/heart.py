"""The way of a catheter through the right heart, and the small vessels of the lungs that only the heart plate shows."""

from functools import lru_cache

from irexplainer.atlas.graph import centerline
from irexplainer.atlas.plans import load_plan
from irexplainer.atlas.types import Atlas, Floats
from irexplainer.errors import ContentError
from irexplainer.geom.polyline import Polyline
from irexplainer.geom.spline import catmull_rom

ENDS = ("right_pulmonary_artery", "left_pulmonary_artery")
ORDER = ("inferior_vena_cava", "right_atrium", "right_ventricle", "pulmonary_trunk")
"""Spaces passed on the way, in order; the lung artery of a side follows."""


def right_heart_route(end: str = ENDS[0], beyond: bool = True) -> tuple[str, ...]:
    """Names passed from the lower vena cava to a lung artery. beyond: and on into the lobar artery of its lower lobe.

    Raises ContentError on another end.
    """
    if end not in ENDS:
        remedy = f"Use one of {', '.join(ENDS)}."
        raise ContentError(f"route to {end}", "does not lead through the right heart.", remedy)
    further = (f"{end.split('_')[0]}_lower_lobar_pulmonary_artery",) if beyond else ()
    return (*ORDER, end, *further)


def right_heart_line(atlas: Atlas, end: str = ENDS[0], beyond: bool = True) -> Polyline:
    """Centerline (N, 4) x, y, z, lumen radius: vena cava from below, atrium, ventricle, trunk, lung artery."""
    return centerline(atlas, right_heart_route(end, beyond))


@lru_cache(maxsize=12)
def small_vessel(name: str) -> Floats:
    """Smooth centerline (N, 4) of a small artery or a vein of the lungs from the plan of the plate."""
    return catmull_rom(load_plan("heart").lines[name], samples=14)
