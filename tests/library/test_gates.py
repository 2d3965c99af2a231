"""Every gate of the check is proven able to fail: one thing is broken in a copy of the content."""

import pytest

from irexplainer.library.check import check_library
from irexplainer.library.load import Library

EN = "procedures/tace/en.md"
DATA = "procedures/tace/procedure.toml"
LONG = "This is one very long sentence that goes on and on and on until it has more than twenty words in it at last."
HARD = (
    "Transarterial embolotherapeutic revascularization necessitates multidisciplinary periprocedural evaluation.\n" * 4
)

CASES = {
    "missing section": (EN, "## why\n", "## why.study\n", "why", "the section is missing"),
    "empty section": (EN, "## risks\n", "## risks\n\n## risks.clinician\n", "risks", "the section is missing"),
    "no list of what to do": (EN, "## questions\n- ", "## questions\nAsk. ", "questions", None),
    "missing fact": (EN, 'stay = "', 'stayed = "', "facts.stay", "the text is missing"),
    "empty subtitle": (EN, 'subtitle = "Medicine into the tumor\'s artery"', 'subtitle = ""', "subtitle", "missing"),
    "caption over 90": (EN, 'caption = "A scan shows', f'caption = "{"A scan " * 13} shows', "steps.scan.caption",
                        "characters"),
    "step text missing": (EN, 'text = "A guiding tube goes', 'text = "" #', "steps.map.text", "the text is missing"),
    "step without text": (EN, "[steps.map]", "[steps.mapped]", "steps.map", "the step has no text"),
    "step not in the story": (EN, "[steps.map]", "[steps.mapped]", "steps.mapped", "the story has no such step"),
    "sentence over 20 words": (EN, "## after\n", f"## after\n{LONG}\n\n", "after", "very long sentence ...' has"),
    "reading grade of a section": (EN, "## after\n", f"## after\n{HARD}\n\n", "after", "the reading grade is"),
    "reading grade of a step": (EN, 'feel = "You feel a short push', f'feel = "{" ".join(HARD.split())}',
                                "steps.sheath", "the reading grade is"),
    "number without source": (EN, "## why\n", "## why\nIt takes 47 minutes.\n\n", "why", "the number 47 has no source"),
    "number in a call-out": (EN, 'liver = "Liver"', 'liver = "Liver|weighs 1.5 kg"', "labels.liver", "the number 1.5"),
    "unknown source in a text": (EN, "[S8].", "[S99].", "benefits.study", "there is no source 'S99'"),
    "figure without words": (EN, "tumor_shrinks = ", "tumor_shrank = ", "numbers.tumor_shrinks", "no words"),
    "words without figure": (EN, "tumor_shrinks = ", "tumor_shrank = ", "numbers.tumor_shrank", "no such figure"),
    "words against the figure": (EN, 'tumor_shrinks = "In about 52', 'tumor_shrinks = "In about 70',
                                 "numbers.tumor_shrinks", "do not say what the figure shows"),
    "term not explained": (EN, "## why\n", "## why\nThis is *zymosis*.\n\n", "why", "'zymosis' is not explained"),
    "hard word not explained": (EN, "## why\n", "## why\nYour coagulopathy matters.\n\n", "why", "'coagulopathy'"),
    "promise": (EN, "## why\n", "## why\nIt is painless.\n\n", "why", "'painless' promises"),
    "fright": (EN, "## why\n", "## why\nIt can be deadly.\n\n", "why", "'deadly' frightens"),
    "stop a medicine": (EN, "## before\n", "## before\nStop taking your blood thinners.\n\n", "before",
                        "stop a medicine"),
    "British spelling": (EN, "## why\n", "## why\nThe tumour grows.\n\n", "why", "not US English"),
    "label with two bars": (EN, 'liver = "Liver"', 'liver = "Liver|a|b"', "labels.liver", "Title"),
    "call-out without words": (EN, "beads = ", "pearls = ", "labels.beads", "this call-out has no words"),
    "study text far too hard": (EN, "## risks.study\n", f"## risks.study\n{HARD * 12}", "study texts",
                                "the reading grade"),
    "unknown source of a figure": (DATA, 'sources = ["S8"]', 'sources = ["S77"]', "figures.tumor_shrinks", "'S77'"),
    "figure without source": (DATA, 'sources = ["S8"]', "sources = []", "figures.tumor_shrinks", "there is no source"),
    "figure without source of standing": (DATA, 'sources = ["S8"]', 'sources = ["S2"]', "figures.tumor_shrinks",
                                          "no source of standing"),
    "quantity without source": (DATA, 'sources = ["S2"]', "sources = []", "quantities.whole_treatment",
                                "there is no source"),
    "unknown standing": (DATA, 'standing = "charity"', 'standing = "rumor"', "sources.S2.standing", "is no standing"),
    "source without address": (DATA, 'url = "https://about-cancer', 'url = "about-cancer', "sources.S2.url", "address"),
    "source twice": (DATA, 'id = "S5"', 'id = "S2"', "sources.S2", "twice"),
    "kind of figure": (DATA, 'kind = "benefit"', 'kind = "hope"', "figures.tumor_shrinks.kind", "is no kind"),
    "no benefit": (DATA, 'kind = "benefit"', 'kind = "risk"', "figures", "no figure of a benefit"),
    "count over the people": (DATA, "count = 52", "count = 520", "figures.tumor_shrinks.count", "is not in 0 to 100"),
    "below 1 % in 100": (DATA, "count = 52", "count = 0.6", "figures.tumor_shrinks.out_of", "below 1 %"),
    "over 1 % in 1000": (DATA, "count = 6\n", "count = 60\n", "figures.death.out_of", "1 % or more"),
    "size of an icon array": (DATA, "out_of = 100\n", "out_of = 250\n", "figures.tumor_shrinks.out_of", "icon array"),
    "review state": (DATA, 'state = "awaiting_clinical_review"', 'state = "fine"', "review.state", "is no state"),
    "review by nobody": (DATA, 'state = "awaiting_clinical_review"', 'state = "reviewed"', "review", "nobody stands"),
    "no date": (DATA, 'date = "', 'by = "', "review.date", "the date is missing"),
    "nothing to choose": (DATA, '["groin", "wrist"]', '["groin"]', "choices.access", "nothing to choose"),
    "group without title": ("interface/en.toml", "[groups.liver]", "[groups.livers]", "groups.liver", "no title"),
    "title without group": ("interface/en.toml", "[groups.liver]", "[groups.livers]", "groups.livers", "no such group"),
    "unknown call-out of a group": ("groups.toml", '"leg_arteries"', '"legs"', "vessels.regions", "no call-out 'legs'"),
    "order of groups": ("groups.toml", "order = 2", "order = 1", "vessels.order", "two groups"),
    "page missing": ("interface/en.toml", 'disclaimer = """', 'disclaimed = """', "pages.disclaimer", "missing"),
    "tool without source": ("tools.toml", 'sources = ["wires"]', "sources = []", "guide_wire.sources", "no source"),
    "tool with unknown source": ("tools.toml", 'sources = ["wires"]', 'sources = ["x"]', "guide_wire.sources", "'x'"),
    "tool without size": ("tools.toml", "diameter_mm = 0.89", "diameter_mm = 0.0", "guide_wire.diameter_mm", "no size"),
    "tool without name": ("interface/en.toml", "[tools.sheath]", "[tools.shaft]", "tools.sheath", "no name"),
    "glossary word twice": ("glossary/en.toml", 'word = "Vein"', 'word = "Artery"', "vein", "two entries"),
    "hard glossary": ("glossary/en.toml", "A vessel that carries blood back to the heart.",
                      f"{HARD.splitlines()[0]} Heterogeneous vasculature.",
                      "vein", "the reading grade"),
    "picture not explained": ("modalities/en.toml", "[mri]", "[mrt]", "mri", "is not explained"),
}  # fmt: skip


def matching(content, place, problem):
    found = check_library(Library(content))
    wanted = problem if problem is not None else "point by point"
    return [item for item in found if item.place.endswith(f": {place}") and wanted in item.problem]


@pytest.mark.parametrize("name", CASES)
def test_a_gate_fails_when_it_should(edit, content, name):
    file, old, new, place, problem = CASES[name]
    if name == "no list of what to do":
        path = content / file
        text = path.read_text(encoding="utf-8")
        head, _, rest = text.partition("## questions\n")
        path.write_text(f"{head}## questions\n{rest.replace('- ', '')}", encoding="utf-8")
    else:
        edit(file, old, new)
    found = matching(content, place, problem)
    assert found, f"the gate '{name}' is silent"
    assert all(item.file == f"content/{file}" or "labels" in item.place for item in found)
    assert all(item.severity == "error" and item.remedy.endswith((".", "]")) for item in found)


def test_the_gates_are_silent_on_whole_content(library):
    found = [f"{item.place}: {item.problem}" for item in check_library(library) if item.severity == "error"]
    assert found == []


def test_a_folder_without_story_is_found(content):
    (content / "procedures/tace/story.toml").unlink(missing_ok=True)
    assert any(item.place == "content/procedures/tace/story.toml" for item in check_library(Library(content)))


def test_a_translation_must_be_whole(content):
    english = (content / EN).read_text(encoding="utf-8")
    spanish = english.replace("## why\n", "## why.study\n", 1).replace("[steps.map]", "[steps.other]", 1)
    (content / "procedures/tace/es.md").write_text(spanish, encoding="utf-8")
    places = {item.place for item in check_library(Library(content)) if "translation is missing" in item.problem}
    assert places == {"content/procedures/tace/es.md: why", "content/procedures/tace/es.md: steps.map"}


def test_a_sourced_sentence_may_hold_numbers(edit, content):
    edit(EN, "## why.clinician\n", "## why.clinician\nSeen in 47 % [S8]. Seen in 48 % [S8, S9].\n")
    assert matching(content, "why.clinician", "has no source") == []


def test_findings_are_sorted_and_each_stands_once(edit, content):
    edit(EN, "## why\n", "## why\nIt takes 47 minutes, yes, 47 minutes.\n\n")
    found = check_library(Library(content))
    assert len(found) == len(set(found))
    assert [item.severity for item in found] == sorted((item.severity for item in found), key=lambda s: s != "error")
