"""Putting a slice together once per posture, piece by piece from back to front."""

from collections.abc import Callable

from irexplainer.paint.plates import joints, organs, slab
from irexplainer.paint.plates.bench import Bench
from irexplainer.paint.plates.body_tissues import tissue_of
from irexplainer.paint.plates.chest_organs import CHAMBERS
from irexplainer.paint.plates.cut import Cut
from irexplainer.paint.plates.joints import group_of
from irexplainer.paint.plates.screen_slice import Piece, ScreenSlice
from irexplainer.paint.plates.tissues import PLATE_RAMPS

Painter = Callable[[Bench, Piece, ScreenSlice], None]
SPECIAL: dict[str, Painter] = {
    **CHAMBERS,
    "artery": slab.vessel_ring,
    "vein": slab.vessel_ring,
    "portal": slab.vessel_ring,
    "ureter": slab.vessel_ring,
    "duct": slab.vessel_ring,
    "colon": slab.loop,
    "bowel": slab.loop,
    "duodenum": slab.loop,
    "pyramid": slab.pyramid,
    "stomach": organs.stomach,
    "gallbladder": organs.gallbladder,
    "bladder": organs.bladder,
    "airway": organs.airway,
    "esophagus": organs.esophagus,
}


def compose(bench: Bench, view: ScreenSlice, swollen: frozenset[str] = frozenset()) -> None:
    """Paint every piece of a slice. swollen: sides whose calyces are wide."""
    done: set[str] = set()
    for piece in view.pieces:
        if piece.id in done:
            continue
        group = [p for p in view.pieces if group_of(p) and group_of(p) == group_of(piece)]
        painter = SPECIAL.get(piece.tissue)
        if group:
            slab.tubes_together(bench, group, swollen)
            done.update(p.id for p in group)
        elif painter:
            painter(bench, piece, view)
        else:
            slab.plain(bench, piece.path, tissue_of(piece.tissue))
        _details(bench, piece, view)


def _details(bench: Bench, piece: Piece, view: ScreenSlice) -> None:
    """What belongs to a piece and has no name of its own."""
    if piece.id == "abdominal_wall" and view.has("abdominal_fat"):
        slab.wall_layers(bench, view)
    if piece.id == "abdominal_fat":
        bench.inner_shadow(piece.path, 0.45, (0.12, 0.25), 0.30)
    if piece.id.startswith("vertebra_") and piece.tissue == "bone":
        slab.arch_marrow(bench, piece, view)
    if view.id == joints.KIDNEY and piece.id == "vertebral_canal":
        slab.nerves(bench, view)
    if view.id == joints.KIDNEY and piece.id == "liver":
        slab.liver_veins(bench, view)
    _specks(bench, piece, view)


def _specks(bench: Bench, piece: Piece, view: ScreenSlice) -> None:
    specks = [s for s in view.specks if s.over == piece.id]
    if specks and piece.id == "vertebral_canal":
        bench.inner_shadow(piece.path, 0.14, (0.06, 0.12), 0.45)
    for speck in specks:
        x, z, r = speck.at
        if speck.kind == "nerve":
            root = slab.disc(view, x, z, r, r * 0.88)
            bench.drop(root, 0.06, (0.02, 0.05), 0.35)
            bench.face(root, Cut(PLATE_RAMPS["nerve"], bevel=0.1))
        elif speck.kind == "node":
            slab.plain(bench, slab.disc(view, x, z, r, r * 0.8), tissue_of("node"))
        else:
            slab.hole(bench, view, speck.kind, x, z, r)
