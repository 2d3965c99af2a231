"""How the atlas is written down in ``assets/atlas/*.toml``. Field names are the keys of the files; lengths in cm."""

import msgspec

Row = list[float]


class Record(msgspec.Struct, forbid_unknown_fields=True):
    """Base: a key that nobody reads is an error, so that a typing mistake is found."""


class CreaseRecord(Record):
    """A groove; mirror: also on the other side."""

    points: list[Row]
    width: float
    depth: float
    mirror: bool = False


class StructureRecord(Record):
    """An outline. shape: closed (ring of x, y), half (patient-left half, crown side first, mirrored), tube
    (x, y, radius), ellipse ([x, y], [half width, half height], [degrees, 0]).

    smooth: a curve runs through the points, else they are joined straight. samples: curve points per step.
    paired: a left and a right one; right_lower: how much lower the right one lies. pouches: length of a haustrum.
    """

    id: str
    kind: str
    tissue: str
    shape: str
    layer: int
    depth: tuple[float, float]
    points: list[Row]
    center: tuple[float, float, float] | None = None
    paired: bool = False
    right_lower: float = 0.0
    smooth: bool = True
    samples: int = 14
    pouches: float = 0.0
    creases: list[CreaseRecord] = []
    puff: float = 0.75
    spec: float = 0.12
    mottle: float = 0.0
    sex: str = ""


class VertebraRecord(Record):
    """Vertebral body with transverse processes, seen from the front."""

    id: str
    y: float
    half_width: float
    half_height: float
    process_reach: float
    process_radius: float
    process_rise: float
    depth: tuple[float, float]


class DiscRecord(Record):
    """Disc between two vertebral bodies."""

    id: str
    y: float
    half_width: float
    half_height: float
    depth: tuple[float, float]


class RibRecord(Record):
    """One rib of the left side (ANATOMY 5): height at the spine, most lateral point, where bone meets cartilage,
    end of the cartilage.
    """

    number: int
    spine_y: float
    lateral: tuple[float, float]
    junction: tuple[float, float] | None = None
    cartilage_end: tuple[float, float] | None = None


class VesselRecord(Record):
    """Waypoints (x, y, z, lumen diameter in mm). next: the vessel that goes on in the same direction.

    wave: [first waypoint, number of waves, half height] of a winding vessel. detail: see ``types.Vessel``.
    """

    id: str
    kind: str
    points: list[Row]
    paired: bool = False
    parent: str | None = None
    next: str | None = None
    sex: str = ""
    wave: tuple[int, int, float] | None = None
    detail: str = ""


class LinkRecord(Record):
    """Two vessels that open into each other. at: where; at_b: where on the second, when not at the same place."""

    a: str
    b: str
    at: tuple[float, float, float]
    at_b: tuple[float, float, float] | None = None
    kind: str = "joint"


class AccessRecord(Record):
    """Where a tool goes in."""

    id: str
    skin: tuple[float, float, float]
    entry: tuple[float, float, float]
    vessel: str | None = None
    plate: str = ""


class TargetRecord(Record):
    """What is treated."""

    id: str
    host: str
    center: tuple[float, float, float]
    radius: float
    kind: str
    feeders: list[str] = []
    sex: str = ""
    vessel: str = ""
    detail: str = ""


class TissueRecord(Record):
    """A tissue and the depth in cm at which the tip enters it."""

    name: str
    depth: float


class TrackRecord(Record):
    """A straight needle path."""

    id: str
    skin: tuple[float, float, float]
    end: tuple[float, float, float]
    tissues: list[TissueRecord]
    target: str = ""
    position: str = "supine"


class AtlasFile(Record):
    """Everything one file may hold."""

    structure: list[StructureRecord] = []
    vertebra: list[VertebraRecord] = []
    disc: list[DiscRecord] = []
    rib: list[RibRecord] = []
    vessel: list[VesselRecord] = []
    link: list[LinkRecord] = []
    access: list[AccessRecord] = []
    target: list[TargetRecord] = []
    track: list[TrackRecord] = []
