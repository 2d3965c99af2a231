"""Bones of the limbs for the near views: one relief each, where the whole figure has one for all of them."""

import tomllib
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any

import numpy as np
from PySide6.QtGui import QImage, QPainter

from irexplainer.geom.contour import column_field, outlines, smooth_union, tube_field
from irexplainer.geom.spline import catmull_rom
from irexplainer.paint.front.easel import Easel
from irexplainer.paint.front.hand_and_foot import small_bones
from irexplainer.paint.parts import Floats, Part, _box
from irexplainer.paint.ramps import tissue_ramp
from irexplainer.paint.relief import Crease, Finish
from irexplainer.paint.shadows import Cast
from irexplainer.resources import assets_dir

SETS = ("leg", "arm")
PX_PER_CM = {"femur": 20.0, "tibia": 20.0, "fibula": 20.0, "humerus": 20.0, "patella": 28.0}
SMALL_PX_PER_CM = 26.0
GRID_CM = 0.07
STEP_CM, SHAFT_CM = 0.1, 6.0
SOLID_FROM = 0.8
CONTACT = Cast(0.18, 0.05, 0.1, 0.22)


def bone_keys(side: str, limb: str) -> tuple[str, ...]:
    """Keys of the bones of an arm or a leg, back to front."""
    return tuple(key for key in fine_bones() if key.startswith(f"fine_{side}_{limb}_"))


@lru_cache(maxsize=1)
def fine_bones() -> dict[str, Part]:
    """Every bone of both sides by key ``fine_<side>_<limb>_<bone>``, back to front."""
    text = (assets_dir() / "atlas" / "plates" / "limb_bones.toml").read_text(encoding="utf-8")
    records = [*tomllib.loads(text)["bone"], *small_bones()]
    return {
        part.key: part
        for side, sign in (("left", 1.0), ("right", -1.0))
        for part in (_part(f"fine_{side}_{r['set']}_{r['id']}", r, sign) for r in records)
    }


def paint_bones(e: Easel, side: str, limb: str, opacity: float = 1.0, but: tuple[str, ...] = ()) -> None:
    """All bones of one limb, each with a contact shadow on those behind it. but: names of those left out."""
    keys = [key for key in bone_keys(side, limb) if not key.endswith(but)] if but else bone_keys(side, limb)
    paint_together(e, [fine_bones()[key] for key in keys], opacity)


def paint_together(e: Easel, parts: Sequence[Part], opacity: float = 1.0) -> None:
    """Bones painted opaque into a layer and laid down once, so that none shines through another."""
    shown = [part for part in parts if e.sees(part)]
    if e.look.flat:
        for part in shown:
            e.p.fillPath(part.path, e.fill("context_tint", 0.9 if opacity > SOLID_FROM else 0.4))
            e.p.setOpacity(0.55)
            e.outline(part.path, 1.2)
            e.p.setOpacity(1.0)
        return
    if not shown:
        return
    device = e.p.device()
    layer = QImage(device.width(), device.height(), QImage.Format.Format_ARGB32_Premultiplied)
    layer.fill(0)
    q = QPainter(layer)
    q.setRenderHint(QPainter.RenderHint.Antialiasing)
    q.setWorldTransform(e.p.worldTransform())
    on_layer = replace(e, p=q)
    for number, part in enumerate(shown):
        if number:
            on_layer.shadow_of(part.key, part.path, CONTACT)
        on_layer.fill_part(part)
    q.end()
    e.p.save()
    e.p.resetTransform()
    e.p.setOpacity(opacity * (1.0 if e.look.light else 0.78))
    e.p.drawImage(0, 0, layer)
    e.p.restore()


def _part(key: str, record: dict[str, Any], sign: float) -> Part:
    rings = tuple(ring * [sign, 1.0] for ring in _rings(record))
    finish = Finish(tissue_ramp("cartilage" if record.get("cartilage") else "bone"), 0.06, edge=("#A68E72", 0.5, 1.7))
    scale = PX_PER_CM.get(record["id"], SMALL_PX_PER_CM)
    return Part(key, rings, scale, finish, 0.85, 0.04, _creases(record, sign), layer=2, box=_box(rings))


def _rings(record: dict[str, Any]) -> list[Floats]:
    """Outlines of the smooth union of the tubes."""
    lines = [_dense(catmull_rom(np.array(points, float), samples=10)) for points in record["tubes"]]
    points = np.vstack(lines)
    reach = points[:, 2].max() + 0.4
    low, high = points[:, :2].min(0) - reach, points[:, :2].max(0) + reach
    x, y = np.arange(low[0], high[0], GRID_CM), np.arange(low[1], high[1], GRID_CM)
    field = smooth_union([_field(line, x, y) for line in lines], float(record.get("soft", 0.2)))
    return [_smoothed(ring) for ring in outlines(field, x, y)]


def _dense(line: Floats) -> Floats:
    """The line with a point every STEP_CM, so that its circles leave no steps."""
    along = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(line[:, :2], axis=0).T))])
    at = np.linspace(0, along[-1], max(4, round(along[-1] / STEP_CM)))
    return np.column_stack([np.interp(at, along, column) for column in line.T])


def _field(line: Floats, x: Floats, y: Floats) -> Floats:
    """Distance to a tube; shafts by their width at each height, which is cheaper and as good."""
    shaft = len(line) * STEP_CM > SHAFT_CM and bool((np.diff(line[:, 1]) > 0).all())
    return column_field(line, x, y) if shaft else tube_field(line, x, y)


def _smoothed(ring: Floats) -> Floats:
    """Steps of the grid rounded off."""
    for _ in range(2):
        ring = 0.25 * np.roll(ring, 1, 0) + 0.5 * ring + 0.25 * np.roll(ring, -1, 0)
    return ring


def _creases(record: dict[str, Any], sign: float) -> tuple[Crease, ...]:
    found: list[Crease] = []
    for name, way in (("grooves", 1.0), ("ridges", -1.0)):
        for c in record.get(name, ()):
            line = np.array(c["points"], float) * [sign, 1.0]
            line = catmull_rom(line, samples=8) if len(line) > 2 else line
            found.append((line, float(c["width"]), way * float(c["depth"])))
    return tuple(found)
