"""Rules for medical text, each a function that returns what breaks it. test_medical_text.py tries each on bad text."""

import re
from collections.abc import Iterator
from fractions import Fraction

from irexplainer.library.types import Procedure, ProcedureText
from irexplainer.library.wording import BRITISH, FRIGHT, PROMISES, STOPPING, found

SECTIONS = (
    "what_it_is",
    "why",
    "before",
    "after",
    "benefits",
    "risks",
    "other_choices",
    "when_to_call",
    "questions",
)
STANDINGS = {"guideline", "society", "health_service", "study", "review"}
"""What may stand behind a benefit or a risk. A charity's page may stand behind what is usual (times, stay)."""

SPELLED = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "dozen": 12, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "hundred": 100, "thousand": 1000,
}  # fmt: skip
UNITS = (
    r"(?:in|of|out of) (?:a )?(?:\d|hundred|thousand|\w+ty\b)|percent|per cent|%|minutes?|hours?|days?|nights?|weeks?"
    r"|months?|years?|mm|cm|millimeters?|centimeters?|inch(?:es)?|people|women|men|patients|degrees"
)
NUMBER = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?(?:½)?|½")
SPELLED_COUNT = re.compile(rf"\b({'|'.join(SPELLED)})\b(?=[ -](?:to \w+ |or \w+ )?(?:{UNITS}))", re.IGNORECASE)
SOURCE_MARK = re.compile(r"\[(S\d+(?:, ?S\d+)*)\]")
NOT_A_COUNT = re.compile(r"\b(?:12th|11th|10th|T\d+|L\d|Y-?90|L\d/L\d)\b|\b\d+th\b")


def sentences(text: str) -> list[str]:
    """Rough sentences of plain text or Markdown; list items count as sentences."""
    parts = re.split(r"(?<=[.!?])[\"')*]*\s+|\n\s*(?:[-*]\s+|\n)", text)
    return [part.strip(" -*\n") for part in parts if re.search(r"[A-Za-z]", part)]


def patient_texts(text: ProcedureText) -> Iterator[tuple[str, str]]:
    """(place, words) of all that a patient reads."""
    yield "one_sentence", text.one_sentence
    yield "subtitle", text.subtitle
    for name, body in text.sections.items():
        if "." not in name:
            yield f"## {name}", body
    for id, step in text.steps.items():
        for part in ("title", "caption", "text", "feel"):
            yield f"steps.{id}.{part}", getattr(step, part)
    for table in ("facts", "numbers", "labels"):
        for key, words in getattr(text, table).items():
            yield f"{table}.{key}", words


def all_texts(text: ProcedureText) -> Iterator[tuple[str, str]]:
    """(place, words) of everything, depth for clinicians and study included."""
    yield from patient_texts(text)
    for name, body in text.sections.items():
        if "." in name:
            yield f"## {name}", body
    for id, step in text.steps.items():
        yield f"steps.{id}.clinician", step.clinician
        yield f"steps.{id}.study", step.study


def promises(words: str) -> list[str]:
    """Words that promise more than medicine can."""
    return found(PROMISES, words)


def fright(words: str) -> list[str]:
    """Words that frighten without informing."""
    return found(FRIGHT, words)


def british(words: str) -> list[str]:
    """British spellings and British institutions."""
    return found(BRITISH, words)


def medicine_stops(words: str) -> list[str]:
    """Sentences that tell the reader to stop a medicine."""
    bad = []
    for sentence in sentences(words):
        for match in found(STOPPING, sentence):
            before = sentence[: sentence.lower().find(match.lower())].lower()
            if not re.search(r"(?:do not|don['’]t|never)\s*$", before):
                bad.append(sentence)
    return bad


def talks_about_the_patient(words: str) -> list[str]:
    """Sentences that call the reader "the patient"."""
    return [s for s in sentences(words) if re.search(r"\bthe patient(?:['’]s)?\b|\bpatients must\b", s, re.IGNORECASE)]


def long_sentences(words: str, limit: int = 20) -> list[str]:
    """Sentences with more words than the limit."""
    clean = SOURCE_MARK.sub("", words)
    return [s for s in sentences(clean) if len(re.findall(r"[A-Za-z0-9][\w'’.,-]*", s)) > limit]


def numbers_in(words: str) -> list[str]:
    """Numbers a reader could take for a measurement or a rate: digits, and words before a unit."""
    clean = NOT_A_COUNT.sub("", SOURCE_MARK.sub("", words))
    return [*NUMBER.findall(clean), *(match[1].lower() for match in SPELLED_COUNT.finditer(clean))]


def _value(number: str) -> Fraction | None:
    try:
        return Fraction(number.replace(",", ""))
    except ValueError:
        return Fraction(SPELLED[number]) if number in SPELLED else None


def _same(a: str, b: str) -> bool:
    x, y = _value(a), _value(b)
    return a == b if x is None or y is None else x == y


def untraced_numbers(procedure: Procedure, words: str) -> list[str]:
    """Numbers that stand in no figure and no quantity of the procedure."""
    known: list[str] = []
    for figure in procedure.figures:
        values = (figure.count, round(figure.count), figure.out_of, figure.people)
        known += [f"{value:g}" for value in values]
        known += [f"{figure.out_of - figure.count:g}", f"{round(figure.out_of - figure.count)}"]
    for quantity in procedure.quantities:
        known += [*NUMBER.findall(quantity.text), *re.findall(r"[a-z]+", quantity.text.lower())]
    return [number for number in numbers_in(words) if not any(_same(number, other) for other in known)]


def figure_text_mistakes(procedure: Procedure, text: ProcedureText) -> list[str]:
    """Figures whose sentence is missing or names another number than the picture shows."""
    bad = []
    for figure in procedure.figures:
        words = text.numbers.get(figure.id, "")
        values = {f"{figure.count:g}", str(round(figure.count)), str(int(figure.count))}
        named = {number.replace(",", "") for number in NUMBER.findall(words)}
        if not values & named or str(figure.out_of) not in named:
            bad.append(figure.id)
    return bad + [id for id in text.numbers if id not in {figure.id for figure in procedure.figures}]


def source_mistakes(procedure: Procedure) -> list[str]:
    """Marks and figures that name no source, and sources without standing or place to look."""
    known = {source.id for source in procedure.sources}
    allowed = STANDINGS | {"charity"}
    bad = [f"{s.id}: standing {s.standing}" for s in procedure.sources if s.standing not in allowed]
    weak = {source.id for source in procedure.sources if source.standing == "charity"}
    bad += [
        f"{figure.id}: only a charity" for figure in procedure.figures if figure.sources and set(figure.sources) <= weak
    ]
    bad += [f"{s.id}: no address, no year" for s in procedure.sources if not s.url and not s.year]
    for item in (*procedure.figures, *procedure.quantities):
        bad += [f"{item.id}: {id}" for id in item.sources if id not in known]
        if not item.sources:
            bad.append(f"{item.id}: no source")
    for place, words in all_texts(procedure.texts["en"]):
        for marks in SOURCE_MARK.findall(words):
            bad += [f"{place}: {id}" for id in re.split(r", ?", marks) if id not in known]
    return bad


def unsourced_depth(words: str) -> list[str]:
    """Sentences of the study text with a measured number that are followed by no source mark."""
    bad = []
    pieces = re.split(r"(?<=\])[.;:,)]*\s", words)
    for piece in pieces:
        if not SOURCE_MARK.search(piece) and numbers_in(piece):
            bad.append(piece)
    return bad


def icon_array_mistakes(procedure: Procedure) -> list[str]:
    """Figures drawn in a grid that does not fit: 1000 below 1 %, else 100."""
    return [
        figure.id
        for figure in procedure.figures
        if figure.out_of != (1000 if 0 < figure.count / figure.out_of < 0.01 else 100)
        or not 0 <= figure.count <= figure.out_of
        or figure.kind not in ("benefit", "risk")
    ]
