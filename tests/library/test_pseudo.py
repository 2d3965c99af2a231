import re

import pytest

from irexplainer.library.pseudo import PSEUDO, RLM, pseudo

OVERRIDES = re.compile("[\u202a-\u202e\u2066-\u2069]")


def _strings(text):
    yield from (text.title, text.subtitle, text.one_sentence, text.short_name)
    yield from text.sections.values()
    yield from text.labels.values()
    yield from text.numbers.values()
    yield from text.facts.values()
    for step in text.steps.values():
        yield from (step.title, step.caption, step.text, step.feel, step.clinician, step.study)


def test_accented_texts_are_a_third_longer_at_least(library):
    for procedure in library.procedures.values():
        plain, long = procedure.text("en"), procedure.text("en-XA")
        for before, after in zip(_strings(plain), _strings(long), strict=True):
            assert len(after) >= 1.3 * len(before), before


def test_right_to_left_texts_start_with_a_right_to_left_letter(library):
    for procedure in library.procedures.values():
        text = procedure.text("ar-XB")
        assert text.language == "ar-XB"
        assert text.title[0] == "\u0639"
        assert RLM in text.steps[next(iter(text.steps))].caption


@pytest.mark.parametrize("language", PSEUDO)
def test_pseudo_languages_use_no_override_characters(library, language):
    for procedure in library.procedures.values():
        assert not any(OVERRIDES.search(value) for value in _strings(procedure.text(language)))


@pytest.mark.parametrize("language", PSEUDO)
def test_placeholders_markup_and_letters_of_pictures_survive(language):
    assert "{count}" in pseudo("{count} cm", language)
    assert "{per_second:.0f}" in pseudo("{per_second:.0f} pictures a second", language)
    assert pseudo("R", language) == "R"
    assert pseudo("- **Call** now", language).startswith("- **")
    assert pseudo("Title|second line", language).count("|") == 1
    assert "](https://example.org)" in pseudo("see [this](https://example.org) page", language)
    assert pseudo("", language) == ""


@pytest.mark.parametrize("language", PSEUDO)
def test_every_room_of_words_answers_in_pseudo_languages(library, language):
    for room in ("words", "pages", "regions", "group_text", "phases", "tool_text", "glossary", "modalities"):
        plain, changed = getattr(library, room)("en"), getattr(library, room)(language)
        assert list(plain) == list(changed)
        assert plain != changed


def test_pseudo_texts_are_made_once(library):
    procedure = library.procedures["tace"]
    assert procedure.text("en-XA") is procedure.text("en-XA")


def test_pseudo_languages_are_not_listed_as_translations(library):
    assert list(library.procedures["tace"].texts) == ["en"]
    assert not set(PSEUDO) & set(library.languages)


@pytest.mark.parametrize("language", PSEUDO)
def test_ids_and_counts_stay(library, language):
    plain, changed = library.procedures["tace"].text("en"), library.procedures["tace"].text(language)
    assert list(plain.steps) == list(changed.steps)
    assert list(plain.labels) == list(changed.labels)


@pytest.mark.parametrize("language", PSEUDO)
def test_placeholders_stay_so_that_numbers_can_be_filled_in(language):
    made = pseudo("%n procedures in {groups} groups", language)
    assert "%n" in made
    assert "{groups}" in made
