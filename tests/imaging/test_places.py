"""Any place of the body has its picture: every vessel that is entered, every needle path, every slice and posture."""

from dataclasses import replace

import fakes
import numpy as np
import pytest

from irexplainer.atlas.load import load_atlas
from irexplainer.atlas.plates import AXIAL, SPINE
from irexplainer.geom.polyline import Polyline
from irexplainer.geom.viewport import Camera
from irexplainer.imaging.contrast_study import filled_from, runs_of, study_of
from irexplainer.imaging.render import Renderer
from irexplainer.imaging.screen import WORD_KEYS
from irexplainer.story.frame import EffectPose, Modality, Phase, Position, View

SIZE = 120
ATLAS = load_atlas()
VESSELS = sorted(
    id for id, access in ATLAS.accesses.items() if access.vessel and ATLAS.vessels[access.vessel].kind != "ureter"
)
TRACKS = sorted(t.id for t in ATLAS.tracks.values() if t.target and "knee" not in t.id)


def board(*tracks):
    ways = {id: Polyline(np.array([ATLAS.tracks[id].skin, ATLAS.tracks[id].end], float)) for id in tracks}
    return fakes.Board("any", ways)


def moment(plate="front", modality=Modality.ULTRASOUND, **changes):
    view = View(plate, changes.pop("profile", plate), Camera(*changes.pop("camera", (0.0, 60.0, 40.0, 40.0))))
    plain = {"access": "", "phase": Phase.PLACEMENT, "tip": None}
    return fakes.frame(view=view, modality=modality, **(plain | changes))


def along(track, share=0.95):
    way = ATLAS.tracks[track]
    return fakes.tool("needle", track, share * float(np.linalg.norm(np.subtract(way.end, way.skin))), 1.2)


def letters(screen):
    return [m.text_key for m in screen.marks if m.kind == "orientation"]


@pytest.mark.parametrize("access", [a for a in VESSELS if "calyx" not in a])
def test_every_entered_vessel_is_black_in_its_ring(access):
    screen = Renderer(ATLAS, SIZE, SIZE).render(board(), moment(access=access, phase=Phase.INCISION))
    ring = next(m for m in screen.marks if m.kind == "ring")
    x, y = int(ring.x), int(ring.y)
    inside, around = screen.pixels[y, x], screen.pixels[12 : SIZE - 2].mean()
    assert inside < 0.5 * around
    assert screen.structure_at(ring.x, ring.y) == ATLAS.accesses[access].vessel
    assert len(letters(screen)) == 2
    assert {screen.note_key, ring.text_key, *letters(screen)} <= set(WORD_KEYS)


@pytest.mark.parametrize("track", TRACKS)
@pytest.mark.parametrize("modality", [Modality.ULTRASOUND, Modality.CT])
def test_the_end_of_a_needle_is_where_its_path_ends_on_the_screen(track, modality):
    way = ATLAS.tracks[track]
    end = tuple(float(v) for v in way.end)
    frame = moment(modality=modality, position=Position(way.position), tools=(along(track, 1.0),), tip=end)
    screen = Renderer(ATLAS, SIZE, SIZE).render(board(track), frame)
    at = screen.project(end)
    assert at is not None
    if modality is Modality.CT:  # sound cannot show what lies in a shadow
        x, y = (int(v) for v in at)
        assert screen.field[y - 2 : y + 3, x - 2 : x + 3].max() > 800
    target = ATLAS.targets[way.target]
    there = screen.project(target.center)
    assert there is not None
    flat = np.hypot(target.center[0] - end[0], target.center[2] - end[2])
    assert np.hypot(there[0] - at[0], there[1] - at[1]) / screen.px_per_cm == pytest.approx(flat, abs=0.1)


@pytest.mark.parametrize("plate", AXIAL)
@pytest.mark.parametrize("position", list(Position))
@pytest.mark.parametrize("modality", [Modality.CT, Modality.MRI])
def test_every_slice_in_every_posture(plate, position, modality):
    screen = Renderer(ATLAS, SIZE, SIZE).render(board(), moment(plate, modality, position=position))
    first = letters(screen)[0]
    assert first == {Position.PRONE: "L", Position.RIGHT_SIDE: "L"}.get(position, "R")
    assert "skin" in screen.structures.shown
    assert len(screen.structures.shown) > 12


def test_the_prone_side_picture_has_the_head_on_the_left_and_the_belly_below():
    frame = moment(SPINE, Modality.FLUOROSCOPY, position=Position.PRONE, camera=(58.9, -3.0, 16.0, 13.0))
    screen = Renderer(ATLAS, SIZE, SIZE).render(board(), frame)
    assert letters(screen) == ["H", "F"]
    assert screen.project((0, 57.0, -3))[0] < screen.project((0, 61.0, -3))[0]
    assert screen.project((0, 59.0, -7))[1] < screen.project((0, 59.0, -2))[1]


def test_cement_fills_the_vertebra_and_stays_in_it():
    view = {
        "plate": SPINE,
        "modality": Modality.FLUOROSCOPY,
        "position": Position.PRONE,
        "camera": (58.9, -3.0, 16.0, 13.0),
    }
    renderer = Renderer(ATLAS, SIZE, SIZE)
    empty, full = (
        renderer.render(board(), moment(**view, profile=f"spine_side crush=1 {s}")) for s in ("", "cement=1")
    )
    changed = full.field < 0.6 * empty.field
    assert changed.sum() > 20
    assert set(np.unique(empty.structures.labels[changed])) == {empty.structures.ids.index("lumbar_vertebra_1")}


def test_dye_fills_bile_ducts_from_the_tip_on():
    way = ATLAS.tracks["right_bile_drain"]
    part, whole = (
        moment(
            modality=Modality.FLUOROSCOPY,
            tip=way.end,
            effects=(EffectPose("c", "contrast", "bile_duct_block", None, v),),
        )
        for v in (0.3, 1.0)
    )
    study = study_of(board("right_bile_drain"), whole, ATLAS)
    assert study.kind == "bile"
    runs = runs_of(study, ATLAS)
    first = min(runs, key=lambda r: r.arrival.min())
    assert np.linalg.norm(first.points[int(np.argmin(first.arrival)), :3] - way.end) < 1.0
    renderer = Renderer(ATLAS, SIZE, SIZE)
    frames = [moment(modality=Modality.FLUOROSCOPY, tip=way.end, camera=(-5, 57, 20, 20)), part, whole]
    frames = [replace(f, view=frames[0].view) for f in frames]
    dark = [float(renderer.render(board(), f).field.mean()) for f in frames]
    assert dark[0] > dark[1] > dark[2]


def test_dye_takes_the_way_along_the_ducts_and_not_through_the_air():
    bend = np.array([[0, 0, 0, 0.2], [0, 5, 0, 0.2], [1, 5, 0, 0.2], [1, 0, 0, 0.2]], float)
    run = filled_from([bend], np.array([0.0, 0.0, 0.0]))[0]
    assert run.arrival == pytest.approx(np.array([0, 5, 6, 11]) / 11 * 0.95)


def test_a_cavity_fills_with_dye_through_its_drain():
    renderer, target = Renderer(ATLAS, SIZE, SIZE), ATLAS.targets["abdominal_abscess"]
    x, y, _ = target.center
    view = {"modality": Modality.FLUOROSCOPY, "camera": (x, y, 16.0, 16.0)}
    dye = EffectPose("c", "contrast", target.id, None, 1.0)
    empty, full = (renderer.render(board(), moment(**view, effects=e)) for e in ((), (dye,)))
    u, v = (int(c) for c in full.project(target.center))
    assert full.field[v - 2 : v + 3, u - 2 : u + 3].mean() < 0.6 * empty.field[v - 2 : v + 3, u - 2 : u + 3].mean()


def test_free_fluid_in_the_chest_lies_low_and_is_black_on_ultrasound():
    way = "right_pleural_drain"
    frame = moment(position=Position.SITTING, tools=(along(way),))
    screen = Renderer(ATLAS, SIZE, SIZE).render(board(way), frame)
    fluid = screen.structures.mask("pleural_cavity")
    assert fluid.sum() > 200
    assert screen.pixels[fluid].mean() < 0.15


def test_color_shows_moving_blood_and_none_in_a_clot_or_beside_a_needle():
    vein = ATLAS.targets["left_femoral_vein_clot"]
    frame = moment(access="right_groin", phase=Phase.IMAGING, effects=(EffectPose("c", "clot", vein.id, None, 1.0),))
    renderer = Renderer(ATLAS, SIZE, SIZE)
    screen = renderer.render(board(), frame)
    red, green, blue, alpha = np.moveaxis(screen.overlay.astype(int), 2, 0)
    artery, clotted = (screen.structures.mask(id) for id in ("left_femoral_artery", vein.vessel))
    assert (red > blue + 80)[artery & (alpha > 60)].mean() > 0.95
    assert alpha[clotted & ~artery].max() < 40
    assert green.max() < 255
    assert screen.note_key == "color_flow"
    entered = moment(access="right_groin", phase=Phase.INCISION)
    assert renderer.render(board(), entered).overlay is None
