"""Small bones of the left hand and foot: from the joints of every ray, cm in the front view."""

from itertools import pairwise
from typing import Any

Pair = tuple[float, float]

CARPALS: tuple[tuple[str, tuple[tuple[float, float, float], ...]], ...] = (
    ("triquetrum", ((28.55, 88.25, 0.49), (28.8, 88.5, 0.51))),
    ("lunate", ((29.45, 88.1, 0.53), (29.75, 88.0, 0.53))),
    ("scaphoid", ((30.45, 88.1, 0.51), (30.95, 88.6, 0.53))),
    ("hamate", ((28.9, 89.25, 0.49), (29.0, 89.7, 0.53))),
    ("capitate", ((29.75, 88.95, 0.43), (29.85, 89.75, 0.53))),
    ("trapezoid", ((30.6, 89.5, 0.41), (30.62, 89.72, 0.43))),
    ("trapezium", ((31.3, 89.35, 0.47), (31.45, 89.6, 0.49))),
    ("pisiform", ((28.4, 88.75, 0.35), (28.42, 88.85, 0.35))),
)
FINGERS: tuple[tuple[Pair, ...], ...] = (
    ((31.75, 90.05), (33.3, 92.55), (34.85, 95.3), (35.85, 97.5)),
    ((30.75, 90.25), (32.0, 94.7), (32.75, 98.3), (33.3, 100.75), (33.75, 102.8)),
    ((30.0, 90.35), (30.85, 94.9), (31.3, 98.9), (31.6, 101.9), (31.85, 104.3)),
    ((29.3, 90.25), (29.45, 94.5), (29.65, 98.3), (29.75, 101.2), (29.85, 103.4)),
    ((28.65, 90.1), (28.1, 93.8), (27.85, 96.7), (27.8, 98.9), (27.78, 101.0)),
)
"""Joints from the wrist to the tip, thumb first."""
TOES: tuple[tuple[Pair, ...], ...] = (
    ((7.1, 166.35), (7.05, 167.95), (7.2, 168.75), (7.25, 169.45)),
    ((8.05, 166.3), (8.35, 167.85), (8.5, 168.5), (8.55, 168.95), (8.6, 169.35)),
    ((8.85, 166.3), (9.4, 167.85), (9.65, 168.5), (9.75, 168.92), (9.8, 169.3)),
    ((9.6, 166.4), (10.45, 167.9), (10.8, 168.5), (10.95, 168.88), (11.05, 169.2)),
    ((10.1, 166.4), (11.45, 167.95), (11.9, 168.5), (12.1, 168.82), (12.2, 169.1)),
)
HAND_WIDTHS = (0.46, 0.43, 0.42, 0.39, 0.36)
FOOT_WIDTHS = (0.46, 0.3, 0.29, 0.28, 0.28)
GAP = 0.05
"""Cleft of a joint, cm."""


def small_bones() -> list[dict[str, Any]]:
    """Records in the form of ``limb_bones.toml``, back to front."""
    found = [{"set": "arm", "id": name, "soft": 0.2, "tubes": [list(tube)]} for name, tube in CARPALS]
    for limb, word, rays, widths in (("arm", "finger", FINGERS, HAND_WIDTHS), ("leg", "toe", TOES, FOOT_WIDTHS)):
        for number, (joints, width) in enumerate(zip(rays, widths, strict=True), 1):
            for k, (a, b) in enumerate(pairwise(joints)):
                tip = k == len(joints) - 2
                found.append({"set": limb, "id": f"{word}_{number}_{k}", "soft": 0.1,
                              "tubes": [_long_bone(a, b, width * 0.9**k, tip)]})  # fmt: skip
    return found


def _long_bone(a: Pair, b: Pair, width: float, tip: bool) -> list[tuple[float, float, float]]:
    """Thick at both ends, slim between; the last one ends in a flat tuft."""
    (ax, ay), (bx, by) = a, b
    length = ((bx - ax) ** 2 + (by - ay) ** 2) ** 0.5
    first, last = (width + GAP) / length, 1 - ((0.6 if tip else 1.0) * width + GAP) / length
    if last < first:
        first = last = 0.5
    radii = (width, width * 0.72, width * 0.62, width * 0.72, width * (0.6 if tip else 0.95))
    shares = [first + (last - first) * t for t in (0.0, 0.22, 0.5, 0.8, 1.0)]
    return [(ax + (bx - ax) * s, ay + (by - ay) * s, r) for s, r in zip(shares, radii, strict=True)]
