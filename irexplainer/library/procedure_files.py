"""One procedure from its folder: procedure.toml, story.toml and one Markdown file per language."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from irexplainer.errors import ContentError
from irexplainer.library.files import decode, parse_toml, read_data, read_text, where_of
from irexplainer.library.pseudo import PSEUDO, pseudo_text
from irexplainer.library.types import (
    DEPTHS,
    SECTIONS,
    Choice,
    Figure,
    Procedure,
    ProcedureText,
    Quantity,
    Review,
    Source,
    StepChange,
    StepText,
    variant_key,
)

FENCE = "+++"
REQUIRED = ("procedure.toml", "en.md")
"""Files without which a folder is not listed as a procedure."""

LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?")
ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


class Head(Struct, frozen=True, forbid_unknown_fields=True):
    """procedure.toml. symptoms, organs: English search words of what it helps and where."""

    group: str
    archetype: str
    order: int
    review: Review
    abbreviation: str = ""
    choices: list[Choice] = []
    figures: list[Figure] = []
    quantities: list[Quantity] = []
    sources: list[Source] = []
    symptoms: list[str] = []
    organs: list[str] = []


class _Story(Struct, frozen=True):
    """What the library keeps of story.toml; everything else of it belongs to the archetype and is kept in slots."""

    slots: dict[str, Any] = {}
    beats: list[dict[str, Any]] = []


class _Step(StepText, frozen=True, forbid_unknown_fields=True):
    """A step with what choices change in it: choice -> option -> words."""

    when: dict[str, dict[str, StepChange]] = {}


class _FrontMatter(Struct, frozen=True, forbid_unknown_fields=True):
    title: str
    subtitle: str
    one_sentence: str
    short_name: str
    steps: dict[str, _Step]
    facts: dict[str, str] = {}
    numbers: dict[str, str] = {}
    labels: dict[str, str] = {}
    synonyms: list[str] = []


def read_head(folder: Path) -> Head:
    """procedure.toml of a procedure's folder."""
    path = folder / "procedure.toml"
    data, text, where = read_data(path)
    return decode(data, Head, where, text)


def read_procedure(folder: Path, head: Head | None = None) -> Procedure:
    """Everything in a procedure's folder; texts are read when first asked for."""
    head = head or read_head(folder)
    story = _read_story(folder / "story.toml")
    return Procedure(
        id=folder.name,
        group=head.group,
        archetype=head.archetype,
        order=head.order,
        abbreviation=head.abbreviation,
        choices=head.choices,
        slots=story.slots,
        figures=head.figures,
        sources=head.sources,
        review=head.review,
        beats=story.beats,
        texts=Texts(folder),
        quantities=head.quantities,
        symptoms=head.symptoms,
        organs=head.organs,
    )


def _read_story(path: Path) -> _Story:
    """Slots and beats; a folder without a story yet has none, and compiling it says so."""
    if not path.is_file():
        return _Story()
    data, text, where = read_data(path)
    return decode(data, _Story, where, text)


class Texts(Mapping[str, ProcedureText]):
    """Texts of a folder by language, each read when first asked for.

    Iterating gives the languages on disk, English first; pseudo-languages are answered but not listed.
    """

    def __init__(self, folder: Path) -> None:
        names = sorted(path.stem for path in folder.glob("*.md") if LANGUAGE.fullmatch(path.stem))
        if "en" not in names:
            where = where_of(folder / "en.md")
            raise ContentError(where, "the English text is missing.", "Copy content/procedures/_template/en.md.")
        self._folder = folder
        self._languages = ("en", *(name for name in names if name != "en"))
        self._read: dict[str, ProcedureText] = {}

    def __getitem__(self, language: str) -> ProcedureText:
        if language not in self:
            raise KeyError(language)
        if language not in self._read:
            if language in PSEUDO:
                self._read[language] = pseudo_text(self["en"], language)
            else:
                self._read[language] = read_procedure_text(self._folder / f"{language}.md")
        return self._read[language]

    def __contains__(self, language: object) -> bool:
        return language in self._languages or language in PSEUDO

    def __iter__(self) -> Iterator[str]:
        return iter(self._languages)

    def __len__(self) -> int:
        return len(self._languages)


def read_procedure_text(path: Path) -> ProcedureText:
    """A language file: TOML between two lines ``+++``, then sections that begin with ``## name``."""
    text, where = read_text(path), where_of(path)
    lines = text.split("\n")
    if lines[0].strip() != FENCE:
        raise ContentError(f"{where}:1", "the front matter is missing.", f"Begin the file with a line '{FENCE}'.")
    end = next((i for i in range(1, len(lines)) if lines[i].strip() == FENCE), None)
    if end is None:
        raise ContentError(f"{where}:1", "the front matter has no end.", f"Add a line '{FENCE}' below it.")
    front = "\n".join(lines[1:end])
    matter = decode(parse_toml(front, where, 2), _FrontMatter, where, front, 2)
    sections = dict(split_sections(lines[end + 1 :], where, end + 2))
    words = {key: value for key, value in msgspec.structs.asdict(matter).items() if key != "steps"}
    steps = {id: _plain(step) for id, step in matter.steps.items()}
    return ProcedureText(
        language=path.stem, sections=sections, steps=steps, variants=dict(_variants(matter.steps)), **words
    )


def _plain(step: StepText) -> StepText:
    return StepText(step.title, step.caption, step.text, step.feel, step.clinician, step.study)


def _variants(steps: Mapping[str, _Step]) -> Iterator[tuple[str, StepText]]:
    """Words of every step for every option that changes them, with what stays filled in."""
    for id, step in steps.items():
        for choice, options in step.when.items():
            for option, change in options.items():
                changed = {key: value for key, value in msgspec.structs.asdict(change).items() if value}
                yield variant_key(id, choice, option), msgspec.structs.replace(_plain(step), **changed)


def split_sections(lines: list[str], where: str, first_line: int) -> Iterator[tuple[str, str]]:
    """(name, Markdown) of every section; ContentError for text before the first, unknown and double ones."""
    name, body, seen = "", [], set[str]()
    for number, line in enumerate(lines, first_line):
        if not line.startswith("## "):
            if not name and line.strip():
                problem = "there is text before the first section."
                raise ContentError(f"{where}:{number}", problem, f"Put it below '## {SECTIONS[0]}'.")
            body.append(line)
            continue
        if name:
            yield name, "\n".join(body).strip()
        name, body = line[3:].strip(), []
        base, _, depth = name.partition(".")
        if base not in SECTIONS or (depth and depth not in DEPTHS) or name.endswith("."):
            known = ", ".join(SECTIONS)
            raise ContentError(f"{where}:{number}", f"'{name}' is not a section.", f"Known are: {known}.")
        if name in seen:
            raise ContentError(f"{where}:{number}", f"the section '{name}' is there twice.", "Join them.")
        seen.add(name)
    if name:
        yield name, "\n".join(body).strip()
