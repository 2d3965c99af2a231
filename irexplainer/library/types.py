"""Content types: what a procedure is, in data. Decoded strictly by msgspec; no numpy, no Qt."""

from collections.abc import Mapping

from msgspec import Struct, field, structs

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
"""Sections of a text in reading order. ``<name>.clinician`` and ``<name>.study`` add depth and are optional."""

DEPTHS = ("clinician", "study")
STANDINGS = ("guideline", "society", "health_service", "study", "review")
"""What a source may be to stand behind a figure. ``review`` is a published review of studies."""

FURTHER_STANDINGS = ("charity", "reference")
"""Enough for times and sizes, not for a benefit or a risk: national health charities, standards and tables."""

CAPTION_LIMIT = 90


class Group(Struct, frozen=True, forbid_unknown_fields=True):
    """A shelf of the sidebar, ordered as patients ask. regions: call-outs on the home figure that open it."""

    id: str
    order: int
    icon: str  # organ set of the atlas drawn into the tile
    regions: list[str] = []


class TitleText(Struct, frozen=True, forbid_unknown_fields=True):
    """Two lines of words: of a group, a call-out, a phase."""

    title: str
    subtitle: str = ""


class Word(Struct, frozen=True, forbid_unknown_fields=True):
    """A name of the atlas. term: field term; plain: what a patient reads; definition: one sentence."""

    term: str
    plain: str
    definition: str = ""


class Term(Struct, frozen=True, forbid_unknown_fields=True):
    """A word of the glossary. forms: other spellings and plurals found in texts; see: id of a longer entry."""

    word: str
    definition: str
    forms: list[str] = []
    see: str = ""


class Source(Struct, frozen=True, forbid_unknown_fields=True):
    """Where a claim comes from. standing: one of STANDINGS or FURTHER_STANDINGS."""

    id: str
    title: str
    standing: str
    url: str = ""
    year: int = 0


class Tool(Struct, frozen=True, forbid_unknown_fields=True):
    """A device at true size. kind: as in ``ToolPose.kind``; diameter_mm: outer diameter; size: as printed on it.

    measures: further sizes in mm by name (length, spread); words stand in ``interface/<language>.toml``.
    """

    id: str
    kind: str
    diameter_mm: float
    sources: list[str]
    size: str = ""
    measures: dict[str, float] = {}


class ModalityText(Struct, frozen=True, forbid_unknown_fields=True):
    """How to read one kind of picture. bright, dark: what looks so; live: whether it moves; dose: X-rays or none.

    grain: why it is grainy; moves: who moves it; compare: dose beside what one knows; sound, time: what to expect;
    sources: ids of content/modalities/sources.toml.
    """

    title: str
    how: str
    bright: str
    dark: str
    live: str
    dose: str
    study: str = ""
    grain: str = ""
    moves: str = ""
    compare: str = ""
    sound: str = ""
    time: str = ""
    sources: list[str] = []


class Dose(Struct, frozen=True, forbid_unknown_fields=True):
    """Effective dose of one examination or treatment in millisievert, from low to high."""

    low: float
    high: float


class PictureOf(Struct, frozen=True, forbid_unknown_fields=True):
    """The moment of a procedure whose part of the body stands for a kind of picture."""

    procedure: str
    step: str


class PlotText(Struct, frozen=True, forbid_unknown_fields=True):
    """Words of one curve. name: what is measured; caption: what the curve tells, in plain words.

    axis: short name of the curve where several share a picture.
    """

    name: str
    caption: str
    axis: str = ""


class Figure(Struct, frozen=True, forbid_unknown_fields=True):
    """One benefit or risk number, drawn as an icon array: ``count`` in ``out_of`` people.

    Text is in the language file under numbers.<id>.
    """

    id: str
    kind: str  # benefit, risk
    count: float
    out_of: int  # 100, or 1000 when below 1 %
    sources: list[str]
    people: int = 0  # how many were studied, 0 if unknown


class Quantity(Struct, frozen=True, forbid_unknown_fields=True):
    """Numbers that stand in the prose, as they are written there, with their sources."""

    id: str
    text: str
    sources: list[str]


class Choice(Struct, frozen=True, forbid_unknown_fields=True):
    """Something a clinician may choose; recompiles the storyboard. The first option is the default."""

    id: str  # side, access
    options: list[str]


class Review(Struct, frozen=True, forbid_unknown_fields=True):
    """State of the medical review: awaiting_clinical_review or reviewed. date: of the last change or review."""

    state: str
    by: str = ""
    role: str = ""
    date: str = ""


class StepText(Struct, frozen=True, forbid_unknown_fields=True):
    """Words of one step. caption: at most 90 characters. feel: what you may feel (may be empty)."""

    title: str
    caption: str
    text: str
    feel: str = ""
    clinician: str = ""
    study: str = ""


class StepChange(Struct, frozen=True, forbid_unknown_fields=True):
    """Words of a step that a choice changes; what is left out stays as in the step."""

    title: str = ""
    caption: str = ""
    text: str = ""
    feel: str = ""
    clinician: str = ""
    study: str = ""


class ProcedureText(Struct, frozen=True):
    """All words of a procedure in one language.

    sections: Markdown by name: what_it_is, why, before, after, benefits, risks, other_choices, when_to_call,
      questions; ``<name>.clinician`` and ``<name>.study`` where there is more to say.
    labels: words of call-outs that belong to this procedure only (key -> "Title|subtitle").
    synonyms: further words people search by.
    variants: whole words of a step for one option of a choice, by ``variant_key``.
    """

    language: str
    title: str
    subtitle: str
    one_sentence: str
    short_name: str
    sections: dict[str, str]
    steps: dict[str, StepText]
    numbers: dict[str, str] = {}
    facts: dict[str, str] = {}  # whole_treatment, sedation, stay -> short text
    labels: dict[str, str] = {}
    synonyms: list[str] = []
    fallback: bool = False  # True when shown instead of a missing language
    variants: dict[str, StepText] = {}

    def step(self, id: str, choices: Mapping[str, str]) -> StepText | None:
        """Words of a step for the choices made; None for a step without words."""
        for choice, option in choices.items():
            found = self.variants.get(variant_key(id, choice, option))
            if found is not None:
                return found
        return self.steps.get(id)

    def every_step(self) -> dict[str, StepText]:
        """Words of all steps and of their variants, by id or ``variant_key``."""
        return {**self.steps, **self.variants}

    def section(self, name: str, mode: str = "patient") -> list[str]:
        """Markdown parts of a section for a mode: the plain text, then what the mode adds."""
        deeper = {"clinician": ("clinician",), "study": ("clinician", "study")}.get(mode, ())
        keys = [name, *(f"{name}.{depth}" for depth in deeper)]
        return [self.sections[key] for key in keys if key in self.sections]

    def label(self, key: str) -> tuple[str, str] | None:
        """(title, subtitle) of a label of this procedure, or None."""
        if key not in self.labels:
            return None
        title, _, subtitle = self.labels[key].partition("|")
        return title, subtitle


def variant_key(step: str, choice: str, option: str) -> str:
    """Where the words of a step for one option stand in a language file."""
    return f"{step}.when.{choice}.{option}"


class Procedure(Struct, frozen=True):
    """One procedure as data. slots and beats are checked by story.compile against archetype and atlas.

    abbreviation: one, or several with spaces between them, which search and the gates know but nobody is shown.
    """

    id: str
    group: str
    archetype: str
    order: int
    abbreviation: str
    choices: list[Choice]
    slots: dict[str, object]
    figures: list[Figure]
    sources: list[Source]
    review: Review
    beats: list[dict[str, object]] = field(default_factory=list)
    texts: Mapping[str, ProcedureText] = field(default_factory=dict)
    quantities: list[Quantity] = field(default_factory=list)
    symptoms: list[str] = field(default_factory=list)
    organs: list[str] = field(default_factory=list)

    def text(self, language: str) -> ProcedureText:
        """Text in a language, or in its base (es for es-MX); English marked as fallback where both are missing."""
        for name in (language, language.partition("-")[0]):
            if name in self.texts:
                return self.texts[name]
        return structs.replace(self.texts["en"], fallback=True)

    def badge(self, language: str) -> str:
        """The abbreviation beside the short name; "" where there are several, or where it says the same."""
        several = " " in self.abbreviation
        same = self.abbreviation.casefold() == self.text(language).short_name.casefold()
        return "" if several or same else self.abbreviation

    def default_choices(self) -> dict[str, str]:
        """Choice id -> first option."""
        return {c.id: c.options[0] for c in self.choices}
