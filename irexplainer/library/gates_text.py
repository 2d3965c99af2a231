"""Gates on the language files of procedures: completeness, reading grade, sources, wording."""

import math
import re
from collections.abc import Iterator

from irexplainer.library.finding import Finding, at
from irexplainer.library.gates_terms import undefined_terms
from irexplainer.library.load import Library
from irexplainer.library.reading import grade, sentences_of, words_of
from irexplainer.library.types import CAPTION_LIMIT, SECTIONS, Procedure, ProcedureText, StepText, variant_key
from irexplainer.library.wording import BRITISH, FRIGHT, PROMISES, found, medicine_stops

MAX_GRADE = 6.0
MAX_STUDY_GRADE = 16.0
MAX_WORDS = 20

FACTS = ("whole_treatment", "sedation", "stay")
LISTS = ("before", "when_to_call", "questions")
"""Sections in which the reader is told what to do, point by point."""

_REFERENCE = re.compile(r"\[([A-Za-z][\w-]*(?:, ?[A-Za-z][\w-]*)*)\](?!\()")
_NUMBER = re.compile(
    r"(?<![\w.,])\d+(?:,\d{3})*(?:\.\d+)?(?!\w|st\b|nd\b|rd\b|th\b)|(?<![\w.,])\d+(?:\.\d+)?(?=[-–]\w)"
)


def text_file(procedure: Procedure, text: ProcedureText) -> str:
    """Name of a language file in findings."""
    return f"content/procedures/{procedure.id}/{text.language}.md"


def numbers_in(text: str) -> list[str]:
    """Numbers in one form (1,200 is 1200, 97.0 is 97); names such as T12, 12th and [S4] are no numbers."""
    return [f"{float(found.replace(',', '')):.10g}" for found in _NUMBER.findall(_REFERENCE.sub("", text))]


def check_text(
    library: Library, procedure: Procedure, text: ProcedureText, steps: tuple[str, ...]
) -> Iterator[Finding]:
    """All gates on one language file. steps: ids the story plays, in any order."""
    file = text_file(procedure, text)
    yield from _complete(file, procedure, text, steps)
    yield from _options(file, procedure, text)
    yield from _captions(file, text)
    plain = dict(_patient_parts(text))
    for key, value in plain.items():
        yield from _sentences(file, key, value)
    for key, value in _all_parts(text):
        if text.language == "en":
            yield from _wording(file, key, value, key in plain or key.startswith(("title", "subtitle", "labels.")))
        yield from _references(file, key, value, procedure)
        yield from _sourced_numbers(file, key, value, procedure)
    yield from _figure_texts(file, procedure, text)
    if text.language == "en":
        yield from _grades(file, text)
        yield from undefined_terms(library, procedure, file, _patient_parts(text))


def _step_text(step: StepText) -> str:
    return "\n\n".join(part for part in (step.caption, step.text, step.feel) if part)


def _patient_parts(text: ProcedureText) -> Iterator[tuple[str, str]]:
    """(key, words) of everything a patient reads."""
    yield "one_sentence", text.one_sentence
    yield from ((name, body) for name, body in text.sections.items() if "." not in name)
    yield from ((f"steps.{id}", _step_text(step)) for id, step in text.every_step().items())
    yield from ((f"numbers.{id}", words) for id, words in text.numbers.items())
    yield from ((f"facts.{id}", words) for id, words in text.facts.items())


def _all_parts(text: ProcedureText) -> Iterator[tuple[str, str]]:
    yield "title", text.title
    yield "subtitle", text.subtitle
    yield from _patient_parts(text)
    yield from ((name, body) for name, body in text.sections.items() if "." in name)
    for id, step in text.every_step().items():
        yield f"steps.{id}.clinician", step.clinician
        yield f"steps.{id}.study", step.study
    yield from ((f"labels.{id}", words) for id, words in text.labels.items())


def _complete(file: str, procedure: Procedure, text: ProcedureText, steps: tuple[str, ...]) -> Iterator[Finding]:
    for name in SECTIONS:
        if not text.sections.get(name, "").strip():
            yield at(file, name, "the section is missing.", f"Write it below '## {name}'.")
    for name in LISTS:
        if text.sections.get(name) and not re.search(r"^\s*[-*] ", text.sections[name], re.MULTILINE):
            yield at(file, name, "the reader is not told point by point what to do.", "Write a list with '- '.")
    for key, value in (("title", text.title), ("subtitle", text.subtitle), ("one_sentence", text.one_sentence)):
        if not value.strip():
            yield at(file, key, "the text is missing.", "Write it.")
    for key in FACTS:
        if not text.facts.get(key, "").strip():
            yield at(file, f"facts.{key}", "the text is missing.", "Write a few words; 'varies' is honest.")
    for id in steps:
        if id not in text.steps:
            yield at(file, f"steps.{id}", "the step has no text.", "Add [steps.<id>] with title, caption and text.")
    for id, step in text.steps.items():
        if steps and id not in steps:
            yield at(file, f"steps.{id}", "the story has no such step.", "Remove it or mend its name.")
        for key, value in (("title", step.title), ("caption", step.caption), ("text", step.text)):
            if not value.strip():
                yield at(file, f"steps.{id}.{key}", "the text is missing.", "Write it.")
        for key, value in (("clinician", step.clinician), ("study", step.study), ("feel", step.feel)):
            if not value.strip():
                yield at(file, f"steps.{id}.{key}", "the text is missing.", "Write it, if there is something to say.",
                         "remark")  # fmt: skip


def _options(file: str, procedure: Procedure, text: ProcedureText) -> Iterator[Finding]:
    """Words for an option that no viewer can choose."""
    known = {
        variant_key(id, choice.id, option)
        for id in text.steps
        for choice in procedure.choices
        for option in choice.options
    }
    for key in text.variants:
        if key not in known:
            yield at(file, f"steps.{key}", "there is no such choice or option.", "Use those of procedure.toml.")


def _captions(file: str, text: ProcedureText) -> Iterator[Finding]:
    for id, step in text.every_step().items():
        if len(step.caption) > CAPTION_LIMIT:
            problem = f"the caption has {len(step.caption)} characters."
            yield at(file, f"steps.{id}.caption", problem, f"Use at most {CAPTION_LIMIT}.")
    for key, words in text.labels.items():
        title, _, subtitle = words.partition("|")
        if not title.strip() or "|" in subtitle:
            yield at(file, f"labels.{key}", "this is not 'Title' or 'Title|subtitle'.", "Write it so.")
        elif len(title) > 32 or len(subtitle) > 44:
            yield at(file, f"labels.{key}", "the call-out is long.", "Use 32 and 44 characters at most.", "remark")


def _sentences(file: str, key: str, value: str) -> Iterator[Finding]:
    for sentence in sentences_of(value):
        count = len(words_of(sentence))
        if count > MAX_WORDS:
            start = " ".join(sentence.split()[:6])
            yield at(file, key, f"the sentence '{start} ...' has {count} words.", f"Use at most {MAX_WORDS}.")


def _grades(file: str, text: ProcedureText) -> Iterator[Finding]:
    """Reading grade of every section, of every step, and of all figures together."""
    parts = [(name, body, MAX_GRADE) for name, body in text.sections.items() if "." not in name]
    parts += [(f"steps.{id}", _step_text(step), MAX_GRADE) for id, step in text.every_step().items()]
    parts.append(("numbers", "\n\n".join(text.numbers.values()), MAX_GRADE))
    study = [body for name, body in text.sections.items() if name.endswith(".study")]
    study += [step.study for step in text.every_step().values()]
    parts.append(("study texts", "\n\n".join(study), MAX_STUDY_GRADE))
    for key, body, limit in parts:
        found = grade(body)
        if found > limit:
            remedy = "Use shorter sentences and shorter words."
            yield at(file, key, f"the reading grade is {found:.1f}, more than {limit:g}.", remedy)


def _wording(file: str, key: str, value: str, patient: bool) -> Iterator[Finding]:
    for word in found(BRITISH, value):
        yield at(file, key, f"'{word}' is not US English.", "Spell it as in the US.")
    for sentence in medicine_stops(sentences_of(value)):
        remedy = "Tell the reader to ask before stopping any medicine."
        yield at(file, key, f"'{sentence}' tells people to stop a medicine.", remedy)
    if patient:
        for word in found(PROMISES, value):
            yield at(file, key, f"'{word}' promises what nobody can promise.", "Say what is usual.")
        for word in found(FRIGHT, value):
            yield at(file, key, f"'{word}' frightens.", "Say it calmly.")


def _references(file: str, key: str, value: str, procedure: Procedure) -> Iterator[Finding]:
    known = {source.id for source in procedure.sources}
    for id in dict.fromkeys(id.strip() for ids in _REFERENCE.findall(value) for id in ids.split(",")):
        if id not in known:
            yield at(file, key, f"there is no source '{id}'.", "Add it to [[sources]] of procedure.toml.")


def _sourced_numbers(file: str, key: str, value: str, procedure: Procedure) -> Iterator[Finding]:
    """A number needs a source: in the same sentence, or among quantities and figures of procedure.toml."""
    known = set[str]()
    for quantity in procedure.quantities:
        known.update(numbers_in(quantity.text))
    for figure in procedure.figures:
        known.update(_shown(figure.count))
        known.update((str(figure.out_of), str(figure.people)))
        known.update(_shown(figure.out_of - figure.count))
    for sentence in sentences_of(value):
        if _REFERENCE.search(sentence):
            continue
        for number in numbers_in(sentence):
            if number not in known:
                remedy = "Add it to [[quantities]] with its source, or name the source in the sentence: [id]."
                yield at(file, key, f"the number {number} has no source.", remedy)


def _shown(count: float) -> set[str]:
    """How a count may be written: as it is or rounded, half up."""
    return {f"{count:.10g}", str(math.floor(count + 0.5))}


def _figure_texts(file: str, procedure: Procedure, text: ProcedureText) -> Iterator[Finding]:
    ids = {figure.id for figure in procedure.figures}
    for figure in procedure.figures:
        words = text.numbers.get(figure.id, "")
        if not words.strip():
            yield at(file, f"numbers.{figure.id}", "the figure has no words.", "Write them below [numbers].")
        elif not _shown(figure.count) & set(numbers_in(words)) or str(figure.out_of) not in numbers_in(words):
            remedy = f"Say {figure.count:g} of {figure.out_of:,} people."
            yield at(file, f"numbers.{figure.id}", "the words do not say what the figure shows.", remedy)
    for id in text.numbers:
        if id not in ids:
            yield at(file, f"numbers.{id}", "there is no such figure.", "Add it to procedure.toml or remove the words.")


def check_translation(procedure: Procedure, text: ProcedureText) -> Iterator[Finding]:
    """What a translation lacks beside English."""
    file, english = text_file(procedure, text), procedure.texts["en"]
    for room, own, other in (
        ("", text.sections, english.sections),
        ("steps.", text.every_step(), english.every_step()),
        ("numbers.", text.numbers, english.numbers),
        ("labels.", text.labels, english.labels),
    ):
        for key in other:
            if key not in own:
                yield at(file, f"{room}{key}", "the translation is missing.", "Translate it from en.md.")
