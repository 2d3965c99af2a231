"""Where the cut-open vessels sit in the body: a local frame, the scale of the drawing, the way the blood flows.

Each close-up is drawn in units of its own (see ``Closeup.drawn_radius``) around the point (0, 0). ``site_of`` puts the
drawing into the body, so that labels, tools and the small figure share the one space.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from irexplainer.atlas.types import Atlas, Floats, Point3, Vessel
from irexplainer.errors import ContentError
from irexplainer.geom.polyline import Polyline
from irexplainer.geom.viewport import Camera

Pair = tuple[float, float]
BACK = np.array([0.0, 0.0, -1.0])
ACROSS = np.array([1.0, 0.0, 0.0])
DOWN = np.array([0.0, 1.0, 0.0])


@dataclass(frozen=True, slots=True)
class Closeup:
    """A cut-open vessel. Points and lengths are units of the drawing unless a name says otherwise.

    vessel: whose stretch is shown when the plate id names none (``artery_open@left_renal_artery``).
    near: body point (cm) nearest to which the drawing sits; None for the middle of the vessel.
    drawn_radius: lumen radius of the drawing; the radius of the vessel there gives the scale. 0: ``unit_cm`` holds.
    front: drawn like the front figure (x, y); else along the vessel, blood to the right, front of the body up.
    body: front drawings in body cm, (0, 0) being the body's own origin.
    box: middle x, y, width, height that show all of it.
    flow: arrows (from, to) of the blood. anchors: points that can be pointed at, by vocabulary id.
    """

    id: str
    vessel: str
    box: tuple[float, float, float, float]
    anchors: Mapping[str, Pair]
    flow: tuple[tuple[Pair, Pair], ...]
    near: Point3 | None = None
    drawn_radius: float = 0.0
    unit_cm: float = 1.0
    front: bool = False
    body: bool = False


CLOSEUPS: Mapping[str, Closeup] = {
    c.id: c
    for c in (
        Closeup(
            "artery_open",
            "right_femoral_artery",
            (0.0, 0.0, 44.0, 14.0),
            {
                "adventitia": (-13.6, -3.78),
                "tunica_media": (-14.9, -3.1),
                "tunica_intima": (-13.4, 3.02),
                "arterial_plaque": (2.4, 3.06),
                "balloon": (4.0, -1.2),
                "balloon_marker": (8.5, 0.05),
                "stent": (8.2, -1.3),
                "thrombus": (3.4, 0.6),
                "stent_retriever": (8.6, -0.9),
                "vascular_plug": (1.5, 0.4),
                "blood_cells": (-12.0, 0.8),
            },
            (((-6.0, 6.2), (6.0, 6.2)),),
            near=(-8.34, 102.5, 1.69),
            drawn_radius=3.0,
        ),
        Closeup(
            "vein_open",
            "right_femoral_vein",
            (0.0, 0.0, 44.0, 14.0),
            {
                "vein_wall": (14.4, -3.14),
                "venous_valve": (0.6, -1.5),
                "thrombus": (-8.2, 0.9),
                "blood_cells": (9.0, 0.8),
            },
            (((-6.0, 5.4), (6.0, 5.4)),),
            near=(-7.53, 98.0, 1.94),
            drawn_radius=3.0,
        ),
        Closeup(
            "vein_squeezed",
            "left_common_iliac_vein",
            (0.0, -0.4, 44.0, 17.0),
            {
                "vein_wall": (-13.0, -3.2),
                "right_common_iliac_artery": (0.0, -4.9),
                "lumbar_vertebra_5": (1.6, 5.6),
                "balloon": (4.0, -0.7),
                "balloon_marker": (8.5, 0.05),
                "stent": (8.2, -1.3),
                "blood_cells": (-12.0, 0.8),
            },
            (((-12.5, 5.4), (-7.0, 5.4)),),
            near=(0.1, 71.4, -2.35),
            drawn_radius=3.0,
        ),
        Closeup(
            "leg_vein_open",
            "right_great_saphenous_vein",
            (0.0, -1.5, 34.0, 27.0),
            {
                "skin": (-9.0, -13.1),
                "subcutaneous_fat": (9.5, -9.6),
                "saphenous_fascia": (11.5, -4.6),
                "great_saphenous_vein": (-13.0, -2.3),
                "deep_fascia": (11.0, 5.25),
                "muscle": (-8.0, 8.4),
                "vein_fiber": (-9.5, 0.2),
                "numbing_fluid": (6.0, 3.9),
            },
            (((-6.0, 7.1), (6.0, 7.1)),),
            near=(-5.4, 93.0, 4.0),
            drawn_radius=2.1,
        ),
        Closeup(
            "cava_open",
            "inferior_vena_cava",
            (-1.7, 62.9, 8.6, 11.6),
            {
                "inferior_vena_cava": (-0.72, 66.6),
                "left_renal_vein": (0.9, 59.62),
                "right_renal_vein": (-4.0, 60.75),
                "vena_cava_filter": (-1.35, 64.6),
                "filter_hook": (-1.92, 60.95),
                "thrombus": (-1.75, 62.9),
            },
            (((-3.9, 67.2), (-3.9, 63.4)),),
            near=(-1.9, 62.0, 0.0),
            front=True,
            body=True,
        ),
        Closeup(
            "aneurysm_brain",
            "left_middle_cerebral_artery",
            (0.6, -0.6, 26.0, 20.0),
            {
                "left_middle_cerebral_artery": (-6.0, 0.9),
                "cerebral_aneurysm": (8.9, -2.7),
                "aneurysm_neck": (3.2, 1.35),
                "embolization_coil": (6.9, 1.3),
            },
            (((-9.6, 5.0), (-4.8, 3.9)),),
            near=(4.41, 9.37, 1.25),
            unit_cm=0.1,
            front=True,
        ),
        Closeup(
            "aneurysm_aorta",
            "abdominal_aorta",
            (0.35, 64.3, 8.4, 13.8),
            {
                "abdominal_aorta": (0.62, 58.2),
                "left_renal_artery": (3.3, 59.8),
                "right_renal_artery": (-2.2, 60.4),
                "aortic_aneurysm": (-1.5, 64.2),
                "mural_thrombus": (2.5, 65.4),
                "left_common_iliac_artery": (1.9, 70.5),
                "right_common_iliac_artery": (-1.95, 70.5),
                "stent_graft": (0.6, 63.4),
            },
            (((2.3, 56.6), (2.3, 58.6)),),
            near=(0.5, 64.5, -0.3),
            front=True,
            body=True,
        ),
    )
}
"""Plate id -> close-up."""


@dataclass(frozen=True, eq=False, slots=True)
class Site:
    """A close-up in the body. point: body cm of the drawing's origin; across, down: unit body directions (3,).

    unit_cm: body cm per unit of the drawing (plate cm are body cm).
    """

    closeup: Closeup
    vessel: str
    point: Floats
    across: Floats
    down: Floats
    unit_cm: float

    def lift(self, points: npt.ArrayLike) -> Floats:
        """Drawing points (..., 2) to body cm (..., 3), in the plane of the cut."""
        p = np.asarray(points, float) * self.unit_cm
        return np.asarray(self.point + p[..., :1] * self.across + p[..., 1:2] * self.down)

    def camera(self) -> Camera:
        """Camera that shows the whole drawing, plate cm."""
        x, y, width, height = (v * self.unit_cm for v in self.closeup.box)
        return Camera(x, y, width, height)

    def anchor(self, name: str) -> Point3:
        """Body point of something that can be pointed at; ContentError where the drawing has none of that name."""
        if name not in self.closeup.anchors:
            known = ", ".join(self.closeup.anchors)
            raise ContentError(f"{self.closeup.id}: {name}", "is not shown there.", f"Use one of {known}.")
        x, y, z = (float(v) for v in self.lift(self.closeup.anchors[name]))
        return x, y, z

    @property
    def rows(self) -> Floats:
        """(2, 3) of the projection to plate cm."""
        return np.array([self.across, self.down])

    @property
    def shift(self) -> Floats:
        """(2,) of the projection: the drawing's origin is plate (0, 0)."""
        return np.asarray(-(self.rows @ self.point))


def is_closeup(plate_id: str) -> bool:
    """True for a plate of this module, with or without the name of a vessel."""
    return plate_id.partition("@")[0] in CLOSEUPS


def site_of(atlas: Atlas, plate_id: str) -> Site:
    """Place of a close-up. ``id`` or ``id@vessel`` or ``id@vessel:share`` (0..1 of its length, from the heart)."""
    base, _, rest = plate_id.partition("@")
    if base not in CLOSEUPS:
        raise ContentError(f"plate {plate_id}", "is no close-up.", f"Use one of {', '.join(CLOSEUPS)}.")
    closeup = CLOSEUPS[base]
    name, _, share = rest.partition(":")
    vessel = atlas.vessels.get(name or closeup.vessel)
    if vessel is None or (name and closeup.front):
        raise ContentError(f"plate {plate_id}", "shows no such vessel.", f"Use {base}, or {base}@ a vessel.")
    if closeup.front:
        return _front_site(closeup, vessel)
    return _along(closeup, vessel, None if name else closeup.near, _share(plate_id, share))


def _share(plate_id: str, text: str) -> float:
    try:
        return float(text or 0.5)
    except ValueError as error:
        raise ContentError(f"plate {plate_id}", "ends with no number.", "Write for example :0.4.") from error


def _front_site(closeup: Closeup, vessel: Vessel) -> Site:
    line = Polyline(np.asarray(vessel.points, float))
    point = line.at(line.nearest(closeup.near or line.at(line.length / 2)[:3]))[:3]
    if closeup.body:
        point = np.array([0.0, 0.0, float(point[2])])
    return Site(closeup, vessel.id, point, ACROSS, DOWN, closeup.unit_cm)


def _along(closeup: Closeup, vessel: Vessel, near: Point3 | None, share: float) -> Site:
    line = Polyline(np.asarray(vessel.points, float))
    s = line.length * min(max(share, 0.0), 1.0) if near is None else line.nearest(near)
    s = min(max(s, 0.1), line.length - 0.1)
    across = line.tangent(s, 0.5)
    if vessel.kind in ("vein", "portal_vein"):
        across = -across
    down = BACK - across * float(BACK @ across)
    if float(np.linalg.norm(down)) < 0.2:
        down = DOWN - across * float(DOWN @ across)
    at = line.at(s)
    return Site(closeup, vessel.id, at[:3], across, down / np.linalg.norm(down), float(at[3]) / closeup.drawn_radius)
