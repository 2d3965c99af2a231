"""What treatments do to the flow: a narrow place widened, a shunt opened.

All work on ``models.flow.Network`` and leave the other resistances as they are: the body's own answer (arteries that
widen, a heart that pumps more) is left out, so numbers hold for the minutes of the treatment.
"""

from dataclasses import dataclass

import numpy as np

from irexplainer.models.flow import Edge, Floats, Network, poiseuille, seen_from, sudden_loss, tapering
from irexplainer.models.flow_body import BodyFlow

AORTA_TO_PORTAL_MMHG = 93.0
HEPATIC_VEIN_MMHG = 5.0
PORTAL_ML_S = 1000.0 / 60.0


def narrowed_radii(lengths: Floats, radii: Floats, at: float, width: float, left: float) -> Floats:
    """Radii of a vessel with a narrow place: left = share of the radius that is left in its middle, 0 < left <= 1.

    A cosine bell of the whole width (cm) around arc length ``at``: r (1 - (1 - left) (1 + cos(2 pi u)) / 2).
    """
    u = np.clip((lengths - at) / width, -0.5, 0.5)
    return np.asarray(radii * (1.0 - (1.0 - left) * (1.0 + np.cos(2 * np.pi * u)) / 2.0))


def with_narrowing(body: BodyFlow, vessel: str, at: float, width: float, left: float) -> Network:
    """Network with a narrow place: Poiseuille through it and what is lost behind it (``models.flow.sudden_loss``).

    left = 1 gives the healthy body back, so before, after the balloon (some recoil) and after the stent are three
    values of ``left``. Facts: half the diameter is a quarter of the area; flow goes with the fourth power of the radius
    only where nothing else resists (facts/angioplasty-and-stenting-pad.md).
    """
    piece, base, extra, loss = _narrow_piece(body, vessel, at, width, left)
    return body.network.changed({piece: base + extra}, {piece: loss})


def _narrow_piece(body: BodyFlow, vessel: str, at: float, width: float, left: float) -> tuple[str, float, float, float]:
    """Piece, its resistance, what the narrow place adds to it, and its loss."""
    piece = next(p for p in body.pieces if p.vessel == vessel and p.start <= at <= p.end)
    line = body.lines[vessel]
    s = np.unique(np.concatenate([np.linspace(piece.start, piece.end, 40), np.linspace(at - width, at + width, 81)]))
    s = s[(s >= piece.start) & (s <= piece.end)]
    radii = line.many(s)[:, 3]
    tight = narrowed_radii(s, radii, at, width, left)
    base = next(e.resistance for e in body.network.edges if e.id == piece.id)
    wide = float(line.at(at)[3])
    return piece.id, base, tapering(s, tight) - tapering(s, radii), sudden_loss(wide, wide * left)


def working(body: BodyFlow, vessel: str, factor: float) -> Network:
    """Network in which everything that an artery feeds lets ``factor`` times as much through: muscles at work.

    At rest a narrow place of a leg artery is hardly felt, for the small vessels behind it resist far more. Only where
    they open up does it decide. factor is a parameter of the model, not a measured value.
    """
    fed = {vessel}
    while more := {id for id, v in body.vessels.items() if v.parent in fed} - fed:
        fed |= more
    beds = {e.id: e.resistance / factor for e in body.network.edges if e.id.removesuffix(":bed") in fed}
    return body.network.changed({id: r for id, r in beds.items() if id.endswith(":bed")})


def narrowed_flow(
    body: BodyFlow, vessel: str, at: float, width: float, left: Floats, network: Network | None = None
) -> Floats:
    """Flow in ml/s through a narrow place for shares (N,) of the radius that are left: a table for a balloon.

    network: the body in another state than at rest (``working``).

    The rest of the body as the vessel sees it is solved once (``seen_from``); each value is then a quadratic equation.
    """
    places = [_narrow_piece(body, vessel, at, width, float(share)) for share in left]
    pressure, around = seen_from(network or body.network, places[0][0])
    resistance = np.array([around + base + extra for _, base, extra, _ in places])
    loss = np.array([place[3] for place in places])
    return np.asarray(2 * pressure / (resistance + np.sqrt(resistance**2 + 4 * loss * pressure)))


def with_fistula(
    body: BodyFlow, artery: str, at: float, radius_cm: float = 0.3, length_cm: float = 20.0, widened: float = 1.0
) -> Network:
    """Network with an artery sewn to a vein at an arc length: blood takes the easy way (tube ``fistula``).

    radius_cm, length_cm: the vein; widened: by how much the artery has grown while the fistula ripened (a
    parameter of the model). A ripe radial fistula carries 700 to 1,100 ml/min
    (facts/dialysis-access.md, S12).
    """
    names = [artery]
    while (parent := body.vessels[names[-1]].parent) is not None and parent.endswith(("brachial_artery", artery)):
        names.append(parent)
    grown = {p.id: widened**-4 for p in body.pieces if p.vessel in names}
    base = {e.id: e.resistance for e in body.network.edges}
    wide = body.network.changed({id: base[id] * factor for id, factor in grown.items()})
    lumen = float(body.lines[artery].at(at)[3]) * widened
    tube = Edge(
        "fistula", body.joint(artery, at), "veins", poiseuille(length_cm, radius_cm), sudden_loss(radius_cm, lumen)
    )
    return wide.with_edges(tube)


def narrowed_fistula_flow(
    body: BodyFlow, artery: str, at: float, width: float, left: Floats, radius_cm: float = 0.3
) -> Floats:
    """Flow in ml/s through a fistula with a narrow place in its vein, for shares (N,) of the radius that are left.

    As ``narrowed_flow``: the body is solved once, each value is a quadratic equation.
    """
    network = with_fistula(body, artery, at, radius_cm)
    tube = next(e for e in network.edges if e.id == "fistula")
    pressure, around = seen_from(network, "fistula")
    lengths = np.linspace(0.0, width, 81)
    full = np.full(81, radius_cm)
    flows = []
    for share in left:
        tight = narrowed_radii(lengths, full, width / 2, width, float(share))
        resistance = around + tube.resistance + tapering(lengths, tight) - tapering(lengths, full)
        loss = tube.loss + sudden_loss(radius_cm, radius_cm * float(share))
        flows.append(2 * pressure / (resistance + np.sqrt(resistance**2 + 4 * loss * pressure)))
    return np.array(flows)


@dataclass(frozen=True, slots=True)
class PortalFlow:
    """gradient_mmhg: portal vein minus hepatic vein; flows in ml/s through liver and shunt."""

    gradient_mmhg: float
    liver_ml_s: float
    shunt_ml_s: float


def portal(gradient_mmhg: float, shunt_radius_cm: float = 0.0, shunt_cm: float = 6.0) -> PortalFlow:
    """Blood from the bowel through a liver with a gradient before treatment, with or without a shunt (TIPS) beside it.

    Three tubes: the bowel's bed (from the aorta's 93 mmHg, so that 1 l/min comes through: facts/tips.md), the liver
    (1 l/min at the gradient before), the shunt (Poiseuille plus entry and exit loss from a portal vein of 0.6 cm).
    shunt_radius_cm 0: no shunt. Stents are 8 to 10 mm wide and 4 to 8 cm long (facts/tips.md, S3); the aim is a
    gradient below 12 mmHg (S6). The answer is the least that a smooth, straight stent leaves: bends and the narrower
    vein behind it leave more.
    """
    top = HEPATIC_VEIN_MMHG + gradient_mmhg
    edges = [
        Edge("bowel", "aorta", "portal_vein", (AORTA_TO_PORTAL_MMHG - top) / PORTAL_ML_S),
        Edge("liver", "portal_vein", "hepatic_vein", gradient_mmhg / PORTAL_ML_S),
    ]
    if shunt_radius_cm > 0:
        loss = sudden_loss(0.6, min(shunt_radius_cm, 0.599))
        edges.append(Edge("shunt", "portal_vein", "hepatic_vein", poiseuille(shunt_cm, shunt_radius_cm), loss))
    state = Network(tuple(edges), {"aorta": AORTA_TO_PORTAL_MMHG, "hepatic_vein": HEPATIC_VEIN_MMHG}).solve()
    return PortalFlow(
        state.pressure["portal_vein"] - HEPATIC_VEIN_MMHG, state.flow["liver"], state.flow.get("shunt", 0.0)
    )
