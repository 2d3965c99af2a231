"""Tangles of vessels in the body: their strands, the artery that leads in and the vein that leads out."""

from irexplainer.atlas.types import Atlas, Floats, Vessel
from irexplainer.geom.tangle import strands

OUTLETS = {"brain_avm": "left_brain_avm_vein"}
"""Target -> vein that leads out of it."""


def outlet_of(atlas: Atlas, target_id: str) -> Vessel | None:
    """The vein that drains a tangle."""
    return atlas.vessels.get(OUTLETS.get(target_id, ""))


def strands_of(atlas: Atlas, target_id: str) -> tuple[Floats, ...]:
    """Strands (N, 4) from the end of the feeding artery to the draining vein; none for what is no tangle."""
    target, vein = atlas.targets.get(target_id), outlet_of(atlas, target_id)
    feeder = next((atlas.vessels[f] for f in (target.feeders if target else ()) if f in atlas.vessels), None)
    if target is None or vein is None or feeder is None:
        return ()
    inlet, outlet = (tuple(float(v) for v in points[-1][:3]) for points in (feeder.points, vein.points))
    return strands(target.center, target.radius, (inlet[0], inlet[1], inlet[2]), (outlet[0], outlet[1], outlet[2]))
