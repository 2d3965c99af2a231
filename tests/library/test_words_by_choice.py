"""Words of a step may depend on a choice; what is left out stays, and the check reads every one of them."""

import pytest

from irexplainer.errors import ContentError
from irexplainer.library.gates_text import check_text
from irexplainer.library.load import load_library
from irexplainer.library.procedure_files import read_procedure_text

HEAD = """+++
title = "T"
subtitle = "S"
one_sentence = "One."
short_name = "T"

[steps.numb]
title = "Numb"
caption = "A needle numbs the skin."
text = "It is short."
feel = "It stings."

[steps.numb.when.organ.lung]
caption = "A needle numbs the chest."
"""


def written(tmp_path, more=""):
    path = tmp_path / "en.md"
    path.write_text(f"{HEAD}{more}+++\n\n## why\n\nBecause.\n", "utf-8")
    return path


def test_an_option_changes_only_what_it_names(tmp_path):
    text = read_procedure_text(written(tmp_path))
    lung, liver = text.step("numb", {"organ": "lung"}), text.step("numb", {"organ": "liver"})
    assert lung.caption == "A needle numbs the chest."
    assert (lung.title, lung.text, lung.feel) == (liver.title, liver.text, liver.feel)
    assert liver.caption == "A needle numbs the skin."
    assert text.step("numb", {}) == liver
    assert text.step("nick", {"organ": "lung"}) is None


def test_an_unknown_key_in_an_option_is_refused(tmp_path):
    with pytest.raises(ContentError):
        read_procedure_text(written(tmp_path, '\n[steps.numb.when.organ.bone]\ncaptoin = "x"\n'))


def findings(tmp_path, more):
    library = load_library()
    procedure = library.procedures["image-guided-biopsy"]
    text = read_procedure_text(written(tmp_path, more))
    return [finding.place.rpartition(": ")[2] for finding in check_text(library, procedure, text, ("numb",))]


def test_the_check_reads_the_words_of_every_option(tmp_path):
    long = '\n[steps.numb.when.organ.bone]\ncaption = "' + "A very long caption that goes on. " * 4 + '"\n'
    assert "steps.numb.when.organ.bone.caption" in findings(tmp_path, long)


def test_the_check_finds_options_nobody_can_choose(tmp_path):
    assert "steps.numb.when.organ.knee" in findings(tmp_path, '\n[steps.numb.when.organ.knee]\ncaption = "A knee."\n')
    assert "steps.numb.when.organ.lung" not in findings(tmp_path, "")


@pytest.mark.parametrize(("organ", "word"), [("liver", "sleeve"), ("bone", "hollow"), ("thyroid", "cells")])
def test_what_is_said_is_what_is_shown(organ, word):
    """The caption of the sample names the needle of the chosen organ."""
    text = load_library().procedures["image-guided-biopsy"].text("en")
    assert word in text.step("take", {"organ": organ}).caption


def test_longer_words_for_layout_tests_cover_options_too():
    text = load_library().procedures["image-guided-biopsy"].text("en-XA")
    plain = load_library().procedures["image-guided-biopsy"].text("en")
    choices = {"organ": "bone"}
    assert text.step("take", choices).caption != plain.step("take", choices).caption
    assert text.step("take", choices) != text.step("take", {})
