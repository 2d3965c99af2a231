"""Broken stories are refused with file, key and remedy."""

import shutil

import pytest

from irexplainer.errors import ContentError
from irexplainer.library.load import Library
from irexplainer.resources import content_dir
from irexplainer.story import archetypes
from irexplainer.story.compile import compile_storyboard

ARCHETYPE, STORY = "archetypes/block_vessel.toml", "procedures/tace/story.toml"
CASES = {
    "unknown slot": (STORY, "[slots]", "[slots]\nfeederz = 3", "slots.feederz"),
    "wrong target": (STORY, '["liver_tumor"]', '["liver_tumour"]', "slots.targets"),
    "wrong vessel": (STORY, '"celiac_trunk"', '"coeliac_trunk"', "slots.trunk"),
    "empty slot": (STORY, 'organ = "liver"\n', "", "slots.organ"),
    "not a number": (STORY, "to_share = 0.35", 'to_share = "half"', "slots.to_share"),
    "missing option": (STORY, 'groin = "right_groin", ', "", "slots.access"),
    "unknown beat to drop": (STORY, "medicine = 1.0", '\n[[beats]]\nid="x"\ndrop=true', "beats.x"),
    "beat without a place": (
        STORY,
        "medicine = 1.0",
        '\n[[beats]]\nid="x"\nphase="treatment"\nmodality="ct"\nactions=[]',
        "beats.x",
    ),
    "unknown verb": (ARCHETYPE, 'do = "inject"', 'do = "squirt"', "actions"),
    "unknown tool": (ARCHETYPE, 'tool = "sheath", to', 'tool = "sheat", to', "tool"),
    "unknown size": (ARCHETYPE, 'size = "guide_wire"', 'size = "rope"', "tools.wire.size"),
    "unknown framing": (ARCHETYPE, '{ do = "view", to = "near" }', '{ do = "view", to = "ner" }', "to"),
    "unknown place": (ARCHETYPE, 'to = "entry+8"', 'to = "entri+8"', "to"),
    "phases mixed": (ARCHETYPE, '"plan"\nphase = "imaging"', '"plan"\nphase = "treatment"', "phase"),
    "bad modality": (ARCHETYPE, 'modality = "ct"', 'modality = "xray"', "modality"),
    "held before all": (ARCHETYPE, 'modality = "ct"', 'modality = "ct"\nheld = true', "held"),
    "held is another": (ARCHETYPE, 'modality = "angiography"\nheld = true', 'modality = "ct"\nheld = true', "held"),
    "backwards": (ARCHETYPE, 'tool = "sheath", to = "entry+5"', 'tool = "sheath", to = "skin-2"', "to"),
    "another's id": (ARCHETYPE, 'id = "block_vessel"', 'id = "ablate"', ": id"),
    "unknown key": (ARCHETYPE, 'id = "numb"', 'id = "numb"\ncolour = "red"', "colour"),
    "no toml": (ARCHETYPE, 'id = "block_vessel"', "id = block_vessel", "block_vessel.toml"),
}  # fmt: skip


@pytest.fixture
def copied(tmp_path, monkeypatch):
    folder = tmp_path / "content"
    shutil.copytree(content_dir(), folder)
    monkeypatch.setattr(archetypes, "content_dir", lambda: folder)
    archetypes._read.cache_clear()
    yield folder
    archetypes._read.cache_clear()


@pytest.mark.parametrize("case", CASES)
def test_errors_name_file_key_and_remedy(copied, atlas, case):
    file, old, new, key = CASES[case]
    path = copied / file
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    library = Library(copied)
    with pytest.raises(ContentError) as error:
        compile_storyboard(library.procedures["tace"], atlas)
    assert file.rsplit("/", 1)[1] in error.value.where
    assert key in error.value.where
    assert error.value.problem
    assert len(error.value.remedy) > 5


def test_an_unknown_archetype_names_those_there_are(copied, atlas):
    path = copied / "procedures" / "tace" / "procedure.toml"
    path.write_text(path.read_text("utf-8").replace('"block_vessel"', '"blok_vessel"'), "utf-8")
    with pytest.raises(ContentError) as error:
        compile_storyboard(Library(copied).procedures["tace"], atlas)
    assert "block_vessel" in error.value.remedy


def test_missing_words_of_a_step_are_named(copied, atlas):
    path = copied / "procedures" / "tace" / "en.md"
    path.write_text(path.read_text("utf-8").replace("[steps.steer]", "[steps.stear]"), "utf-8")
    with pytest.raises(ContentError) as error:
        compile_storyboard(Library(copied).procedures["tace"], atlas)
    assert "en.md: steps.steer" in error.value.where
