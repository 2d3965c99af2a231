"""What a frightened reader and a clinician may expect of every procedure's words.

Every rule lives in medical_rules.py and is tried here twice: on the content, and on a text that breaks it.
"""

import re

import medical_rules as rules
import msgspec
import pytest

from irexplainer.library.load import load_library
from irexplainer.library.types import Figure, Procedure, ProcedureText, Quantity, Review, Source, StepText

LIBRARY = load_library()
IDS = tuple(LIBRARY.procedures)

NO_FEELING_NEEDED = re.compile(r"^(?:plan|team|check_.*|report)$")
"""Steps in which nothing happens to the person."""


@pytest.fixture(params=IDS)
def procedure(request: pytest.FixtureRequest) -> Procedure:
    return LIBRARY.procedures[request.param]


@pytest.fixture
def text(procedure: Procedure) -> ProcedureText:
    return procedure.texts["en"]


def broken(rule, parts) -> dict[str, list[str]]:
    return {place: bad for place, words in parts if (bad := rule(words))}


def test_the_four_first_procedures_are_there() -> None:
    assert {"tace", "uterine-fibroid-embolization", "cryoablation", "nephrostomy-tube-placement"} <= set(IDS)


@pytest.mark.parametrize("rule", [rules.promises, rules.fright, rules.medicine_stops, rules.talks_about_the_patient])
def test_patients_words(rule, text: ProcedureText) -> None:
    assert broken(rule, rules.patient_texts(text)) == {}


def test_us_spelling_everywhere(text: ProcedureText) -> None:
    assert broken(rules.british, rules.all_texts(text)) == {}


def test_sentences_are_short(text: ProcedureText) -> None:
    assert broken(rules.long_sentences, rules.patient_texts(text)) == {}


def test_all_sections_say_something(text: ProcedureText) -> None:
    short = {name: len(text.sections.get(name, "").split()) for name in rules.SECTIONS}
    assert {name: words for name, words in short.items() if words < 40} == {}


def test_the_reader_is_addressed(text: ProcedureText) -> None:
    for name in ("before", "after", "when_to_call"):
        assert re.search(r"\byou(?:r)?\b", text.sections[name], re.IGNORECASE), name
    told = [id for id, step in text.steps.items() if re.search(r"\byou", f"{step.text} {step.feel}", re.IGNORECASE)]
    assert len(told) >= 0.6 * len(text.steps)


def test_captions_are_one_short_sentence(text: ProcedureText) -> None:
    bad = [
        id
        for id, step in text.steps.items()
        if not 20 <= len(step.caption) <= 90 or not step.caption.endswith(".") or step.caption.count(". ") > 1
    ]
    assert bad == []


def test_titles_are_short(text: ProcedureText) -> None:
    assert [id for id, step in text.steps.items() if not 1 <= len(step.title.split()) <= 5] == []


def test_steps_have_every_depth(text: ProcedureText) -> None:
    for id, step in text.steps.items():
        assert 1 <= len(rules.sentences(step.text)) <= 4, id
        assert step.clinician, id
        assert "\n" not in step.clinician, id
        assert step.study, id
        assert step.feel or NO_FEELING_NEEDED.match(id), f"{id}: what may the patient feel?"


def test_feeling_is_honest_at_the_needle(text: ProcedureText) -> None:
    """The numbing shot stings; a text that hides this is not believed later. Who is always asleep gets none."""
    if "numb" in text.steps:
        assert re.search(r"sting|burn|hurt|sharp", text.steps["numb"].feel, re.IGNORECASE)
    else:
        assert "asleep" in text.facts["sedation"]
    assert any(re.search(r"\bache|pain|cramp|sore|hurt", step.feel, re.IGNORECASE) for step in text.steps.values())


def test_numbers_in_the_prose_have_a_source(procedure: Procedure, text: ProcedureText) -> None:
    parts = [(place, words) for place, words in rules.patient_texts(text) if not place.startswith("numbers.")]
    assert broken(lambda words: rules.untraced_numbers(procedure, words), parts) == {}


def test_numbers_for_study_carry_a_source_mark(text: ProcedureText) -> None:
    parts = [(p, w) for p, w in rules.all_texts(text) if p.endswith(".study")]
    assert broken(rules.unsourced_depth, parts) == {}


def test_every_figure_says_what_its_picture_shows(procedure: Procedure, text: ProcedureText) -> None:
    assert rules.figure_text_mistakes(procedure, text) == []
    assert rules.icon_array_mistakes(procedure) == []


def test_sources_exist_and_have_standing(procedure: Procedure) -> None:
    assert rules.source_mistakes(procedure) == []
    assert len(procedure.sources) >= 4


def test_risks_are_never_weaker_than_benefits(procedure: Procedure, text: ProcedureText) -> None:
    kinds = [figure.kind for figure in procedure.figures]
    assert kinds.count("benefit") >= 1
    assert kinds.count("risk") >= kinds.count("benefit")
    assert len(text.sections["risks"].split()) >= len(text.sections["benefits"].split())
    assert re.search(r"\bdie|\bdeath", text.sections["risks"], re.IGNORECASE), "say if people can die of it"


def test_risks_name_bleeding_infection_and_x_rays(text: ProcedureText) -> None:
    risks = text.sections["risks"].lower()
    assert "bleed" in risks
    assert "infect" in risks
    assert "x-ray" in risks


def test_choices_include_not_treating(text: ProcedureText) -> None:
    words = text.sections["other_choices"].lower()
    assert re.search(r"no treatment|watch|wait|do nothing|doing nothing|say no|not to be treated", words)
    assert words.count("\n- ") >= 2


def test_calling_for_help(text: ProcedureText) -> None:
    words = text.sections["when_to_call"].lower()
    assert "fever" in words
    assert "emergency" in words
    assert re.search(r"phone|number", words)
    assert words.count("- ") >= 4


def test_preparing_speaks_of_medicines_and_allergies(text: ProcedureText) -> None:
    words = text.sections["before"].lower()
    assert "allerg" in words
    assert "pregnan" in words
    told = re.search(r"all\W+your medicines[^\n]*(?:do not|don['’]t) (?:stop|change)", words)
    assert told, "say it in the same breath as the medicines"


def test_five_to_seven_questions(text: ProcedureText) -> None:
    items = re.findall(r"^\s*(?:-|\d+\.)\s+(.*)$", text.sections["questions"], re.MULTILINE)
    assert 5 <= len(items) <= 7
    assert all(item.rstrip().endswith("?") for item in items)


def test_facts_do_not_promise(text: ProcedureText) -> None:
    assert {"whole_treatment", "sedation", "stay"} <= set(text.facts)
    for key, words in text.facts.items():
        assert len(words) <= 90, key
        assert re.search(r"\b(?:often|varies|most|mostly|usually|some)\b", words, re.IGNORECASE), key


def test_labels_fit_a_call_out(text: ProcedureText) -> None:
    for key, words in text.labels.items():
        title, _, subtitle = words.partition("|")
        assert 0 < len(title) <= 28, key
        assert len(subtitle) <= 40, key


def test_words_fit_both_sides(procedure: Procedure, text: ProcedureText) -> None:
    """Where the side can be chosen, no word may name one."""
    if not any(choice.id == "side" for choice in procedure.choices):
        return
    sided = re.compile(r"\b(?:left|right) (?:kidney|side|back)\b")
    assert [place for place, words in rules.patient_texts(text) if sided.search(words)] == []


def test_review_state_is_told(procedure: Procedure) -> None:
    assert procedure.review.state in ("awaiting_clinical_review", "reviewed")
    if procedure.review.state == "reviewed":
        assert procedure.review.by
        assert procedure.review.role
        assert procedure.review.date


def test_only_what_was_said_loosely_elsewhere_is_said_right() -> None:
    """Points the common article gets loose."""
    drain = LIBRARY.procedures["nephrostomy-tube-placement"].texts["en"]
    assert "does not take away a stone" in drain.sections["what_it_is"]
    ice = LIBRARY.procedures["cryoablation"].texts["en"]
    assert "edge of the ice is not cold enough to kill" in ice.steps["freeze_one"].text


# The rules themselves: each must catch a text that breaks it, and let a good one pass. -------------------------------


@pytest.mark.parametrize(
    ("rule", "bad"),
    [
        (rules.promises, "The shot is painless."),
        (rules.promises, "This is risk-free."),
        (rules.promises, "You will not feel it."),
        (rules.promises, "The treatment cures your cancer."),
        (rules.fright, "A scalpel is used."),
        (rules.fright, "The needle pierces the wall."),
        (rules.fright, "The blood gushes out."),
        (rules.medicine_stops, "Stop taking your blood thinners."),
        (rules.medicine_stops, "Come early. Skip your pills that day."),
        (rules.talks_about_the_patient, "The patient lies face down."),
        (rules.british, "The tumour is frozen."),
        (rules.british, "Tumours and anaesthetic."),
        (rules.british, "A local anaesthetic."),
        (rules.british, "Embolisation in our centre."),
        (rules.british, "Two millimetres of grey fibre."),
        (rules.british, "Severe haemorrhage."),
        (rules.british, "Call your GP."),
        (rules.long_sentences, " ".join(["word"] * 21) + "."),
        (rules.unsourced_depth, "The needle is 1.5 mm wide."),
        (rules.unsourced_depth, "First 10 minutes [S2]. Then 40 mm of ice."),
    ],
)
def test_rules_catch(rule, bad: str) -> None:
    assert rule(bad)


@pytest.mark.parametrize(
    ("rule", "good"),
    [
        (rules.promises, "Most people have little pain."),
        (rules.fright, "The needle enters the artery."),
        (rules.medicine_stops, "Do not stop taking your medicines on your own."),
        (rules.british, "The tumor gets an anesthetic in the center; the meter is gray."),
        (rules.british, "Exercise is wise; the size of the tumors varies."),
        (rules.long_sentences, "Short. " * 30),
        (rules.unsourced_depth, "Nick 2 to 3 mm [S14]. Below the 12th rib, at L2."),
    ],
)
def test_rules_let_pass(rule, good: str) -> None:
    assert not rule(good)


def sample(**changes) -> Procedure:
    step = StepText("Numbing", "A fine needle numbs the skin.", "It works soon.", "It stings.", "Lidocaine.", "[S1]")
    text = ProcedureText("en", "T", "S", "One.", "T", {}, {"numb": step}, numbers={"good": "In 97 of 100 people."})
    figure = Figure("good", "benefit", 97, 100, ["S1"], 134)
    base = Procedure(
        id="x",
        group="g",
        archetype="a",
        order=1,
        abbreviation="",
        choices=[],
        slots={},
        figures=[figure],
        sources=[Source("S1", "Study", "study", "https://example.org")],
        review=Review("awaiting_clinical_review"),
        texts={"en": text},
        quantities=[Quantity("time", "2 hours", ["S1"]), Quantity("stay", "one night", ["S1"])],
    )
    return msgspec.structs.replace(base, **changes)


def test_untraced_numbers_are_caught() -> None:
    procedure = sample()
    assert rules.untraced_numbers(procedure, "It takes 4 hours.") == ["4"]
    assert rules.untraced_numbers(procedure, "It takes four hours.") == ["four"]
    assert rules.untraced_numbers(procedure, "5 in 100 people.") == ["5"]
    assert rules.untraced_numbers(procedure, "97 of 100, 2 hours, one night, the 12th rib, one tiny cut.") == []


def test_figures_that_contradict_their_words_are_caught() -> None:
    procedure = sample()
    text = procedure.texts["en"]
    assert rules.figure_text_mistakes(procedure, text) == []
    wrong = msgspec.structs.replace(text, numbers={"good": "In 79 of 100 people."})
    assert rules.figure_text_mistakes(procedure, wrong) == ["good"]
    extra = msgspec.structs.replace(text, numbers={**text.numbers, "other": "In 1 of 100."})
    assert rules.figure_text_mistakes(procedure, extra) == ["other"]


def test_wrong_grids_are_caught() -> None:
    for figure in (
        Figure("rare", "risk", 0.5, 100, ["S1"]),
        Figure("common", "risk", 50, 1000, ["S1"]),
        Figure("odd", "risk", 120, 100, ["S1"]),
        Figure("kind", "harm", 5, 100, ["S1"]),
    ):
        assert rules.icon_array_mistakes(sample(figures=[figure])) == [figure.id]


def test_missing_sources_are_caught() -> None:
    assert rules.source_mistakes(sample()) == []
    assert rules.source_mistakes(sample(figures=[Figure("f", "risk", 1, 100, ["S9"])])) == ["f: S9"]
    assert rules.source_mistakes(sample(figures=[Figure("f", "risk", 1, 100, [])])) == ["f: no source"]
    assert rules.source_mistakes(sample(sources=[Source("S1", "A blog", "blog", "https://example.org")]))
    assert rules.source_mistakes(sample(sources=[Source("S1", "No place", "study")]))
    assert rules.source_mistakes(sample(sources=[Source("S1", "A page", "charity", "https://example.org")]))
