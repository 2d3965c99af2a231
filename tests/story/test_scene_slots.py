"""Every scene of the front plate can be asked for by a story, through every slot that takes a scene."""

import msgspec
import pytest

from irexplainer.errors import ContentError
from irexplainer.paint.static import CUT_OPEN, front_scenes
from irexplainer.story.archetypes import read_archetype
from irexplainer.story.compile import compile_storyboard
from irexplainer.story.slots import PROFILES

HOSTS = {
    "block_vessel": "tace",
    "ablate": "cryoablation",
    "tube_into_organ": "nephrostomy-tube-placement",
}
SLOTS = [
    (archetype, name)
    for archetype in HOSTS
    for name, spec in read_archetype(archetype)[0]["slots"].items()
    if spec["kind"] == "profile"
]
SCENES = sorted({*front_scenes(), *CUT_OPEN})
STATED = ("testicular_vein varices=1", "pelvic_veins varices=0.5", "liver_inside stones=1 duct_stone=1", "heart clot=1")


def scenes_of(board):
    """Profiles of the front plate that a storyboard looks at."""
    moments = (board.state_at(t / 2) for t in range(int(2 * board.length) + 1))
    return {m.view.profile for m in moments if m.view.plate == "front"}


def with_slot(library, archetype, slot, scene):
    """A small story: that of a procedure of the archetype, one slot filled with the scene."""
    host = library.procedures[HOSTS[archetype]]
    return msgspec.structs.replace(host, slots={**host.slots, slot: scene})


def test_every_archetype_has_a_slot_for_scenes():
    assert {archetype for archetype, _ in SLOTS} == set(HOSTS)
    assert len(SLOTS) >= 5


def test_every_scene_has_a_name_for_stories():
    assert set(SCENES) <= set(PROFILES)
    assert set(PROFILES) <= set(SCENES), "a name without a painter shows the whole body"


@pytest.mark.parametrize("scene", [*SCENES, *STATED])
def test_a_story_can_show_every_scene(library, atlas, scene):
    assert scene in scenes_of(compile_storyboard(with_slot(library, "block_vessel", "organ_profile", scene), atlas))


@pytest.mark.parametrize("scene", ["testicular_vein", "pelvic_veins varices=1", "liver_inside", "left_kidney_stone"])
@pytest.mark.parametrize(("archetype", "slot"), SLOTS)
def test_every_slot_takes_any_scene(library, atlas, archetype, slot, scene):
    assert scene in scenes_of(compile_storyboard(with_slot(library, archetype, slot, scene), atlas))


@pytest.mark.parametrize("scene", ["testicle_vein", "pelvic_veins varices=2", "pelvic_veins varices=much", ""])
def test_a_scene_that_does_not_exist_is_refused_with_the_slot(library, atlas, scene):
    with pytest.raises(ContentError) as caught:
        compile_storyboard(with_slot(library, "block_vessel", "organ_profile", scene), atlas)
    assert "slots.organ_profile" in str(caught.value)


@pytest.mark.parametrize("plate", ["artery_open", "vein_open", "cava_open", "aneurysm_aorta"])
def test_cut_open_vessels_are_plates_for_stories_too(library, atlas, plate):
    host = library.procedures["tace"]
    compile_storyboard(msgspec.structs.replace(host, slots={**host.slots, "layers": plate}), atlas)
