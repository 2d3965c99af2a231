import subprocess
import sys
from pathlib import Path

import pytest

from irexplainer.errors import ContentError
from irexplainer.library.load import Library, load_library
from irexplainer.library.types import SECTIONS

FOUR = ("tace", "cryoablation", "nephrostomy-tube-placement", "uterine-fibroid-embolization")


def test_the_four_procedures_stand_in_the_order_of_their_groups(library):
    assert tuple(id for id in library.procedures if id in FOUR) == FOUR


def test_one_library_for_one_folder():
    assert load_library() is load_library()


def test_groups_follow_the_order_patients_ask_in(library):
    orders = [group.order for group in library.groups.values()]
    assert orders == sorted(orders)
    assert len(library.groups) == 10


def test_only_groups_with_procedures_are_shown(library):
    shown = library.shown_groups()
    assert {"liver", "kidneys", "women"} <= {group.id for group in shown}
    assert all(library.procedures.in_group(group.id) for group in shown)


def test_a_call_out_opens_what_can_be_treated_there(library):
    assert [group.id for group in library.groups_of_region("groin")] == ["vessels", "liver", "women"]
    assert library.groups_of_region("heart") == ()  # a group without procedures


def test_texts_of_a_procedure_are_whole(library):
    text = library.procedures["tace"].text("en")
    assert not text.fallback
    assert set(SECTIONS) <= set(text.sections)
    assert text.steps["feeder"].caption.endswith(".")
    assert text.label("catheter") == ("Guiding tube", "as thin as spaghetti")
    assert text.label("nothing") is None


def test_depth_adds_to_the_plain_text(library):
    text = library.procedures["tace"].text("en")
    plain = text.section("risks")
    study = text.section("risks", "study")
    assert plain == study[:1]
    assert len(study) == 2
    assert len(text.section("what_it_is", "study")) == 3
    assert len(text.section("what_it_is", "clinician")) == 2


def test_a_missing_language_is_english_and_says_so(library):
    text = library.procedures["tace"].text("fi")
    assert text.fallback
    assert text.title == library.procedures["tace"].text("en").title


def test_a_regional_language_uses_its_base(content):
    english = (content / "procedures/tace/en.md").read_text(encoding="utf-8")
    (content / "procedures/tace/es.md").write_text(english.replace("Chemoembolization of", "Quimio de"), "utf-8")
    text = Library(content).procedures["tace"].text("es-MX")
    assert text.language == "es"
    assert text.title.startswith("Quimio")
    assert not text.fallback


def test_a_translation_may_lack_words_and_english_fills_them(content):
    (content / "interface/es.toml").write_text('[words]\nsitting = "Está sentado"\n', encoding="utf-8")
    words = Library(content).words("es")
    assert words["sitting"] == "Está sentado"
    assert words["front"] == "Front"


def test_a_folder_without_texts_is_not_listed_yet(content):
    (content / "procedures/liver-biopsy").mkdir()
    (content / "procedures/liver-biopsy/story.toml").write_text("[slots]\n")
    assert "liver-biopsy" not in Library(content).procedures


def test_the_template_is_not_a_procedure_but_can_be_copied(content):
    template, copy = content / "procedures/_template", content / "procedures/new-thing"
    assert "_template" not in Library(content).procedures
    text = (template / "procedure.toml").read_text(encoding="utf-8").replace('group = "liver"  ', 'group = "lungs"')
    copy.mkdir()
    for name in ("en.md", "story.toml"):
        (copy / name).write_bytes((template / name).read_bytes())
    (copy / "procedure.toml").write_text(text, encoding="utf-8")
    library = Library(content)
    assert library.procedures["new-thing"].text("en").steps
    assert library.procedures["new-thing"].group in library.groups


def test_texts_are_read_when_first_asked_for(edit):
    content = edit("procedures/tace/en.md", "+++", "no front matter")
    library = Library(content)
    assert len(library.procedures) >= 4
    with pytest.raises(ContentError, match=r"content/procedures/tace/en\.md:1"):
        library.procedures["tace"].text("en")


def test_default_choices_are_the_first_options(library):
    assert library.procedures["tace"].default_choices() == {"access": "groin"}
    assert library.procedures["cryoablation"].default_choices() == {"side": "left"}


def test_loading_needs_neither_numpy_nor_qt():
    code = (
        "import sys; from irexplainer.library.load import load_library; from irexplainer.library.search import search;"
        "search(load_library(), 'chemo liver');"
        "sys.exit(any(name.split('.')[0] in ('numpy', 'PySide6') for name in sys.modules))"
    )
    root = Path(__file__).parents[2]
    assert subprocess.run([sys.executable, "-c", code], cwd=root, check=False).returncode == 0


def test_every_tool_has_a_size_a_source_and_a_name(library):
    assert library.tools["microcatheter"].diameter_mm < library.tools["guiding_catheter"].diameter_mm
    assert set(library.tools) <= set(library.tool_text("en"))
    assert {id for tool in library.tools.values() for id in tool.sources} <= set(library.tool_sources)


def test_every_kind_of_picture_is_explained(library):
    assert set(library.modalities("en")) == {"ultrasound", "fluoroscopy", "angiography", "ct", "mri"}
