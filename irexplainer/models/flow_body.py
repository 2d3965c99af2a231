"""Blood flow through all arteries of a body: which artery carries how much, at what pressure.

Every artery is cut where branches leave it; each piece has its Poiseuille resistance (``models.flow``). Its far end
goes on into a bed: everything too small to be drawn, down to the veins. Beds get the resistance that lets the
published share of the heart's output through at rest; inside an organ it is shared out by Murray's law (flow as r^3).
The last piece of an artery gives off small branches all along, so flow falls as r^3 there too.

Constants. Output of the heart 5 l/min, mean pressure in the aorta 93 mmHg (120 over 80), central veins 5 mmHg; lung
artery 15 and left atrium 8 mmHg (textbook values at rest). Shares of the output: reference adult male of ICRP
Publication 89 (2002), after Williams and Leggett (Clin Phys Physiol Meas 1989;10:187-217, doi
10.1088/0143-0815/10/3/001; printed as table A-1 of nap.edu/openbook.php?record_id=6287&page=239). A uterus with
fibroids: mean velocity 25.5 cm/s in the uterine artery (140 women, "Uterine Artery Doppler Velocimetry of Uterine
Leiomyomas in Nigerian Women", Rev Bras Ginecol Obstet, scielo.br/j/rbgo/a/HXN9ZXsmg63pFpKrJXXMPVN) times the lumen.

Valid at rest for mean flow; a change of one organ's bed leaves the others and the pressure in the aorta as they are.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from irexplainer.models.flow import Edge, Floats, FlowState, Network, leaking, tapering
from irexplainer.models.flow_pieces import ArteryPieces, Piece

OUTPUT_ML_S = 5000.0 / 60.0
AORTA_MMHG = 93.0
VEINS_MMHG = 5.0
LUNG_ARTERY_MMHG = 15.0
LEFT_ATRIUM_MMHG = 8.0
LUNGS = "pulmonary_trunk"
HEART = "ascending_aorta"
CORONARY_SHARE = 0.04
FIBROID_UTERUS_CM_S = 25.5
REST = "rest"
ORGANS: tuple[tuple[str, float, tuple[str, ...]], ...] = (
    ("lungs", 1.0, (LUNGS,)),
    ("brain", 0.12, ("internal_carotid_artery", "vertebral_artery", "basilar_artery")),
    ("thyroid", 0.015, ("superior_thyroid_artery",)),
    ("lung_walls", 0.025, ("bronchial_artery",)),
    ("kidneys", 0.19, ("renal_artery",)),
    ("liver", 0.065, ("proper_hepatic_artery",)),
    ("stomach", 0.01, ("left_gastric_artery", "right_gastric_artery", "gastro_omental_artery")),
    ("spleen_and_pancreas", 0.04, ("splenic_artery", "gastroduodenal_artery")),
    ("small_bowel", 0.12, ("superior_mesenteric_artery",)),
    ("large_bowel", 0.02, ("inferior_mesenteric_artery",)),
)
"""Organ, share of the output, ends of the names of the arteries that lead into it (nearest to the twig counts).
Half of the colon's 4 % comes through the artery of the small bowel (10 %), half through its own."""
REST_SHARE = 0.355
"""Muscle 17, skin 5, fat 5, bone 5 and all other tissue 3.5 %: walls of the trunk, head and limbs."""
UTERUS = "uterine_artery"
STANDSTILL_CM_S = 0.5
"""Slowest speed by which times are counted."""
JOINED = 1e-4
"""Resistance of a joint between two arteries that open into each other, mmHg s/ml."""


@dataclass(frozen=True, eq=False)
class BodyFlow(ArteryPieces):
    """The arteries of a body as a network."""

    def organ(self, vessel: str) -> str:
        """Organ an artery leads into."""
        name: str | None = vessel
        while name in self.lines:
            if name.endswith(UTERUS):
                return name
            for organ, _, ends in ORGANS:
                if name.endswith(ends):
                    return organ
            name = self.vessels[name].parent
        return REST

    @cached_property
    def beds(self) -> dict[str, float]:
        """Flow in ml/s at rest that should reach every bed, by artery."""
        share = {organ: share * OUTPUT_ML_S for organ, share, _ in ORGANS} | {REST: REST_SHARE * OUTPUT_ML_S}
        weights: dict[str, dict[str, float]] = {}
        for piece in self.pieces:
            if piece.last:
                radius = float(self.lines[piece.vessel].at(piece.start)[3])
                weights.setdefault(self.organ(piece.vessel), {})[piece.vessel] = radius**3
        for organ in weights:
            if organ.endswith(UTERUS):
                line = self.lines[organ]
                share[organ] = FIBROID_UTERUS_CM_S * np.pi * float(line.at(line.length / 2)[3]) ** 2
                share[REST] -= share[organ]
        return {
            vessel: share[organ] * weight / sum(own.values())
            for organ, own in weights.items()
            for vessel, weight in own.items()
        }

    @cached_property
    def network(self) -> Network:
        """Everything at rest. Tubes: ``artery:0``, ``artery:1``, ... and ``artery:bed``."""
        held = {"veins": VEINS_MMHG, "left_atrium": LEFT_ATRIUM_MMHG}
        through = self._through()
        pressure: dict[str, float] = {}
        edges = []
        for piece in self.pieces:
            if piece.vessel not in self._leaving:
                held.setdefault(self.joint(piece.vessel, 0.0), _root_pressure(piece.vessel))
                pressure.setdefault(self.joint(piece.vessel, 0.0), _root_pressure(piece.vessel))
            part = self.lines[piece.vessel].cut(piece.start, piece.end)
            resistance = (leaking if piece.last else tapering)(part.lengths, part.points[:, 3])
            edges.append(Edge(piece.id, piece.a, piece.b, resistance))
            pressure[piece.b] = pressure[piece.a] - resistance * through[piece.id]
            if piece.last:
                edges.append(self._bed(piece, pressure[piece.b]))
        edges += [
            Edge(f"joint:{i}", self.joint(a, s), self.joint(b, t), JOINED)
            for i, (a, s, b, t) in enumerate(self._joined)
        ]
        if HEART in self.lines:
            drop = AORTA_MMHG - VEINS_MMHG
            edges.append(Edge("coronary:bed", f"{HEART}@0", "veins", drop / (CORONARY_SHARE * OUTPUT_ML_S)))
        sides = {joint for edge in edges for joint in (edge.a, edge.b)}
        return Network(tuple(edges), {joint: p for joint, p in held.items() if joint in sides})

    def _bed(self, piece: Piece, pressure: float) -> Edge:
        veins, mmhg = ("left_atrium", LEFT_ATRIUM_MMHG) if self._in_lungs(piece.vessel) else ("veins", VEINS_MMHG)
        if pressure <= mmhg:
            raise ValueError(f"'{piece.vessel}' is too narrow for the blood its organ needs")
        return Edge(f"{piece.vessel}:bed", piece.b, veins, (pressure - mmhg) / self.beds[piece.vessel])

    def _in_lungs(self, vessel: str) -> bool:
        return self.organ(vessel) == "lungs"

    def _through(self) -> dict[str, float]:
        """Flow through every piece when every bed gets what it should and blood takes the way of the tree."""
        arriving: dict[str, float] = {}
        found = {}
        for piece in reversed(self.pieces):
            flow = arriving.get(piece.b, 0.0) + (self.beds[piece.vessel] if piece.last else 0.0)
            found[piece.id] = flow
            arriving[piece.a] = arriving.get(piece.a, 0.0) + flow
        return found

    @cached_property
    def rest(self) -> FlowState:
        """Pressures and flows at rest."""
        return self.network.solve()

    def flow(self, vessel: str, s: float = 0.0) -> float:
        """Flow in ml/s in an artery at an arc length (by default where it begins), outward positive."""
        pieces = [p for p in self.pieces if p.vessel == vessel]
        piece = next((p for p in pieces if s <= p.end), pieces[-1])
        flow = self.rest.flow[piece.id]
        if not piece.last:
            return flow
        line = self.lines[vessel]
        return flow * float(line.at(s)[3] / line.at(piece.start)[3]) ** 3

    def speeds(self, vessel: str) -> Floats:
        """Mean speed of blood in cm/s at every point of an artery's centerline, q / (pi r^2)."""
        line = self.lines[vessel]
        radii = line.points[:, 3]
        flows = np.zeros(len(radii))
        for piece in (p for p in self.pieces if p.vessel == vessel):
            here = (line.lengths >= piece.start - 1e-9) & (line.lengths <= piece.end + 1e-9)
            scale = (radii[here] / line.at(piece.start)[3]) ** 3 if piece.last else 1.0
            flows[here] = abs(self.rest.flow[piece.id]) * scale
        return np.asarray(flows / (np.pi * radii**2))

    def elapsed(self, vessel: str) -> Floats:
        """Seconds blood needs from an artery's begin to every point of its centerline: the integral of ds / v."""
        if vessel not in self._elapsed:
            speeds = np.maximum(self.speeds(vessel), STANDSTILL_CM_S)
            steps = np.diff(self.lines[vessel].lengths) / ((speeds[1:] + speeds[:-1]) / 2)
            self._elapsed[vessel] = np.concatenate([[0.0], np.cumsum(steps)])
        return self._elapsed[vessel]

    @cached_property
    def _elapsed(self) -> dict[str, Floats]:
        return {}

    def between(self, vessel: str, start: float, end: float) -> float:
        """Seconds from one arc length of an artery to another."""
        begin, stop = np.interp([start, end], self.lines[vessel].lengths, self.elapsed(vessel))
        return float(stop - begin)

    def arrival(self, point: tuple[float, float, float], vessel: str) -> float:
        """Seconds from the place nearest to a point, in the arteries that lead to this one, to its end."""
        way, end = [], self.lines[vessel].length
        name: str | None = vessel
        while name in self.lines:
            way.append((name, end))
            end = self._leaving.get(name, 0.0)
            name = self.vessels[name].parent
        found = [(self.lines[n], self.lines[n].nearest(point), e) for n, e in way]
        gaps = [float(np.linalg.norm(line.at(s)[:3] - np.asarray(point))) for line, s, _ in found]
        first = int(np.argmin(gaps))
        start = min(found[first][1], way[first][1])
        inner = sum(self.between(n, 0.0, e) for n, e in way[:first])
        return self.between(way[first][0], start, way[first][1]) + inner


def _root_pressure(vessel: str) -> float:
    return LUNG_ARTERY_MMHG if vessel == LUNGS else AORTA_MMHG
